"""Tell whether capitals are the initials of a longer name: of its words, its translation or its Arabic words."""

from __future__ import annotations

import re
from itertools import product

from dossier.actors.name_tokens import EZAFE, PARTICLES, NameToken
from dossier.text.normalize import fold, script_of

SHUFFLED = 3
"""Letters from which the initials may stand in another order: French puts the adjective behind, as Arabic does."""


def initials_fit(
    a: str, b: str, left: tuple[NameToken, ...], right: tuple[NameToken, ...]
) -> tuple[bool, str] | None:
    """Whether one name is the acronym of the other, and the reason; None when it can't be told from letters."""
    for short, long, letters, words in ((a, b, left, right), (b, a, right, left)):
        compact = re.sub(r"[^A-Za-z]", "", short)
        if not (
            len(letters) == 1 and 2 <= len(compact) <= 8 and is_acronym(compact) and " " not in short.strip()
        ):
            continue
        if len(words) < 2 and len(re.findall(r"\w+", long)) < 2:
            continue
        if script_of(long) == "Arab":
            reason = _of_arabic(compact, words)
            if reason:
                return True, reason
            continue
        if script_of(long) != "Latn":
            continue
        if compact.lower() in initials(long) | initials(re.split(r"\s(?:in|for|at)\s", long)[0]):
            return True, f"{compact} are the initials of the longer name."
        if len(compact) > SHUFFLED and sorted(compact.lower()) in [sorted(row) for row in initials(long)]:
            return True, f"{compact} are the initials of the longer name in another order, as in French."
        if compact.isupper() and compact.lower() not in fold(long).split():
            return False, f"{compact} are not the initials of the other name."
    upper = [re.sub(r"[^A-Za-z]", "", name) for name in (a, b)]
    if (
        all(1 < len(name) <= 6 and name.isupper() for name in upper)
        and upper[0] != upper[1]
        and len(left) == len(right) == 1
    ):
        return False, "The acronyms differ in a letter."
    return None


def is_acronym(word: str) -> bool:
    """HTS, also LeT and HuJI, whose little words are written small."""
    capitals = sum(letter.isupper() for letter in word)
    return word[0].isupper() and word[-1:].isupper() and capitals >= 2 and len(word) - capitals <= 1


def initials(name: str) -> set[str]:
    """The rows of initials a Latin name gives: with and without articles and little words."""
    words = re.findall(r"[A-Za-z][\w'’]*", name)
    telling = [word for word in words if word.lower() not in PARTICLES and word not in EZAFE]
    bare = "".join(word[0] for word in words if word.lower() not in {"in", "on", *PARTICLES}).lower()
    return {
        "".join(word[0] for word in words).lower(),
        "".join(word[0] for word in telling).lower(),
        "".join(word[0] for word in words if word in telling or word.lower() == "al").lower(),
        bare,
        "".join(word[0] for word in words if word in telling or word in EZAFE).lower(),
        f"a{bare}",
    }


def _of_arabic(compact: str, words: tuple[NameToken, ...]) -> str | None:
    """HTS and هيئة تحرير الشام; PFLP and الجبهة الشعبية لتحرير فلسطين, whose words are translated."""
    wanted = compact.lower()
    english = sorted(word.concept[0] if word.concept else _sounded(word)[0] for word in words)
    if len(wanted) >= SHUFFLED and sorted(wanted) == english:
        return f"{compact} may be the initials of the translated words."
    if len(words) <= 6 and wanted in {"".join(row) for row in product(*map(_sounded, words))}:
        return f"{compact} may be the initials of the Arabic words."
    return None


def _sounded(word: NameToken) -> list[str]:
    """The letters with which a transliteration of the word may begin."""
    if word.first:
        return [word.first[0].lower(), *("ie" if word.first == "a" else "")]
    if not word.sounds:
        return [" "]
    sound = word.sounds[0].consonant
    return {"q": ["q", "k"], "k": ["k", "c"], "x": ["k"], "S": ["s"], "j": ["j", "g"], "w": ["w"]}.get(
        sound, [sound.lower()]
    )
