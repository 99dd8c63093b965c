"""What words of organisations' names mean, whatever the language: `seeds/organisation_words.txt`."""

from __future__ import annotations

from dossier.paths import resource
from dossier.text.normalize import fold


def _read() -> dict[str, str]:
    meanings = {}
    text = resource("seeds/organisation_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        concept, _, words = line.partition(": ")
        meanings.update({fold(word): concept for word in words.split()})
    return meanings


_CONCEPT_OF = _read()


def concept_of(word: str) -> str | None:
    """What a folded word means in the name of an organisation; Arabic adjectives in either gender, English plurals."""
    found = _CONCEPT_OF.get(word)
    if found is not None or len(word) < 4:
        return found
    if word.endswith(("يه", "ah")):
        return _CONCEPT_OF.get(word[:-1]) or _CONCEPT_OF.get(word[:-2] if word.endswith("يه") else word)
    if word.endswith("s"):
        return _CONCEPT_OF.get(word[:-1])
    if len(word) == 4:
        return None
    return _CONCEPT_OF.get(word + "s" if word.isascii() else word + "ه")
