"""What words of organisations' names mean, whatever the language: the `seeds/organisation_words*.txt`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations

from dossier.paths import resource
from dossier.text.normalize import fold, script_of, without_article

_SECTION = re.compile(r"^\[(.+)\]$")
_RUSSIAN_ENDING = re.compile(
    "(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ии|ыи|ои|еи|ая|яя|ое|ее|ые|ие|их|ых|им|ым|ую|юю|ия|ию|ов|ев|ам|ям|ах|ях|ом|ем|а|я|ы|и|у|ю|е|о|ь)$"
)
_TURKISH_ENDING = re.compile(
    "(?:larinin|lerinin|larini|lerini|larin|lerin|lari|leri|lar|ler|sinin|nin|nun|sin|si|su|yi|in|un|i|u|e|a)$"
)
_PERSIAN_ENDING = re.compile("(?:هايي|هاي|ها|يي|ي)$")
_SORANI = re.compile("[ەێۆڵڕ]")
_SORANI_ENDING = re.compile("(?:ەكاني|ەكان|اني|ان|ەي|يي|ي)$")
_PHRASE_LENGTH = 3
_OFFICES = frozenset(
    "minister president king prince governor ambassador preacher caliph sheikh imam mufti".split()
)
"""Who holds them is a person, whatever the plural is part of (Council of Ministers)."""


def _read_by_language() -> tuple[
    dict[str, str],
    dict[str, str],
    frozenset[frozenset[str]],
    dict[tuple[str, str, str], str],
    frozenset[str],
]:
    """Meanings by word, languages by word, pairs of meanings that one translates for another, usual words, places."""
    meanings: dict[str, str] = {}
    languages: dict[str, str] = {}
    near: set[frozenset[str]] = set()
    primary: dict[tuple[str, str, str], str] = {}
    places: set[str] = set()
    section = "en ar"
    for name in ("organisation_words", "organisation_words_by_language"):
        text = resource(f"seeds/{name}.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if heading := _SECTION.match(line):
                section = heading[1]
                continue
            if section == "near":
                near |= {frozenset(pair) for pair in combinations(line.split(), 2)}
                continue
            concept, _, words = line.partition(": ")
            for word in words.split():
                key = "_".join(without_article(part) for part in fold(word).split("_"))
                key = key if "_" in key else fold(word)
                if key not in meanings:
                    meanings[key] = concept
                    languages[key] = "en ar" if section == "places" else section
                    if section == "places":
                        places.add(concept)
                    primary.setdefault((concept, section, script_of(key)), key)
                    if name == "organisation_words":
                        primary[(concept, key, "")] = key
    return meanings, languages, frozenset(near), primary, frozenset(places)


_CONCEPT_OF, _LANGUAGE_OF, _NEAR, _PRIMARY, PLACES = _read_by_language()
"""PLACES: the meanings that are cities and regions."""
_PHRASES = frozenset(tuple(word.split("_")) for word in _CONCEPT_OF if "_" in word)
_PHRASE_STARTS = frozenset(phrase[0] for phrase in _PHRASES)


def _russian_stems() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, concept in _CONCEPT_OF.items():
        if script_of(word) == "Cyrl" and "_" not in word:
            found.setdefault(_RUSSIAN_ENDING.sub("", word), concept)
    return {stem: concept for stem, concept in found.items() if len(stem) >= 3}


_RUSSIAN = _russian_stems()
_TURKISH = {
    word: concept for word, concept in _CONCEPT_OF.items() if _LANGUAGE_OF[word] == "tr" and len(word) >= 4
}


@lru_cache(maxsize=65536)
def concept_of(word: str) -> str | None:
    """What a folded word means in the name of an organisation; with the endings and prefixes of its language."""
    found = _CONCEPT_OF.get(word)
    if found is not None or len(word) < 3:
        return found
    script = script_of(word)
    if script == "Hebr":
        return _of_hebrew(word)
    if len(word) < 4:
        return None
    if script == "Cyrl":
        return _RUSSIAN.get(_RUSSIAN_ENDING.sub("", word))
    if word.endswith(("يه", "ah")):
        return _CONCEPT_OF.get(word[:-1])
    if word.endswith("s") and _CONCEPT_OF.get(word[:-1], "") not in {"", *PLACES}:
        return _CONCEPT_OF[word[:-1]]
    if (
        len(word) > 4
        and word not in _OFFICES
        and (found := _CONCEPT_OF.get(word + "s" if word.isascii() else word + "ه"))
    ):
        return found
    if script == "Latn":
        if len(word) > 5 and word.endswith("at") and (found := _CONCEPT_OF.get(word[:-1])):
            return found  # munazzamat
        return (_of_french(word) or _of_turkish(word)) if len(word) > 4 else None
    for plural in ("ين", "ون", "ات"):  # الوطنيين, تيارات
        if len(word) > 5 and word.endswith(plural):
            found = _CONCEPT_OF.get(word[:-2]) or (
                _CONCEPT_OF.get(word[:-2] + "ه") if plural == "ات" else None
            )
            if found:
                return found
    if word.endswith("ي") and (found := _CONCEPT_OF.get(word + "ن")):  # معتقلي الرأي
        return found
    if _SORANI.search(word) and (
        found := _CONCEPT_OF.get(_SORANI_ENDING.sub("", word)) or _CONCEPT_OF.get(word[:-1])
    ):
        return found
    stem = _PERSIAN_ENDING.sub("", word)
    if len(stem) > 3 and stem != word and _LANGUAGE_OF.get(stem) == "fa":
        return _CONCEPT_OF[stem]
    return None


def _of_hebrew(word: str) -> str | None:
    """Without the article and "and", "in", "to" in front; constructs in -ת are filed under -ה, plurals under -ים."""
    for bare in (word, word[1:] if word[0] in "הולבמ" else "", word[2:] if word[:2] in {"וה", "שה"} else ""):
        if len(bare) < 2:
            continue
        ends = [bare]
        if len(bare) > 3:
            ends += [bare[:-1] + "ה"] if bare.endswith("ת") else []
            ends += [bare + "ם", bare[:-1] + "ה"] if bare.endswith("י") else []
            ends += [bare[:-2]] if bare.endswith(("ים", "ות")) else []
        for form in ends:
            if form in _CONCEPT_OF:
                return _CONCEPT_OF[form]
    return None


def _of_french(word: str) -> str | None:
    """The adjective without its feminine or plural: sociale, nationaux."""
    for stem in (re.sub("(?:es|e|s)$", "", word), re.sub("aux$", "al", word)):
        if stem != word and len(stem) > 4 and stem in _CONCEPT_OF:
            return _CONCEPT_OF[stem]
    return None


def _of_turkish(word: str) -> str | None:
    ending = _TURKISH_ENDING.search(word)
    if ending is None:
        return None
    for cut in {ending.start(), len(word) - 1}:
        stem = word[:cut]
        soft = re.sub("g$", "k", re.sub("b$", "p", re.sub("d$", "t", stem)))
        for form in (stem, soft):
            if len(form) >= 4 and form in _TURKISH:
                return _TURKISH[form]
    return None


@lru_cache(maxsize=65536)
def language_of(word: str) -> str:
    """The language in which a folded word is filed, with its script: words of one language mean what they say."""
    return f"{_LANGUAGE_OF.get(word, '')} {script_of(word)}"


@lru_cache(maxsize=65536)
def is_usual(word: str, concept: str) -> bool:
    """Whether a folded word, or a form of it, is the one with which its language mostly says this.

    Others of the same meaning (охрана beside безопасность) may belong to another body.
    """
    if (concept, word, "") in _PRIMARY:
        return True
    script = script_of(word)
    section = _LANGUAGE_OF.get(word)
    usual = (
        [_PRIMARY.get((concept, section, script), "")]
        if section
        else [key for (meant, _, letters), key in _PRIMARY.items() if meant == concept and letters == script]
    )
    bare = word[1:] if script == "Hebr" and word[0] in "הולבמ" else word
    return any(key[:3] and key[:3] in {word[:3], bare[:3]} for key in usual)


def joined_phrases(words: list[str]) -> list[str]:
    """Words that together have one meaning made one: בית המשפט, a court, is no house."""
    keys = [without_article(fold(word)) for word in words]
    # Behind another word a preposition clings: لكرة القدم
    keys[1:] = [
        key[1:] if key[:1] in "لبو" and key not in _PHRASE_STARTS and key[1:] in _PHRASE_STARTS else key
        for key in keys[1:]
    ]
    if not _PHRASE_STARTS.intersection(keys):
        return words
    found: list[str] = []
    place = 0
    while place < len(words):
        for length in range(min(_PHRASE_LENGTH, len(words) - place), 1, -1):
            if tuple(keys[place : place + length]) in _PHRASES:
                found.append("_".join(keys[place : place + length]))
                place += length
                break
        else:
            found.append(words[place])
            place += 1
    return found


def near_in_translation(one: str, other: str) -> bool:
    """Whether one language's word of the one meaning is also translated by the other: هيئة is body, authority, board."""
    return frozenset((one, other)) in _NEAR


def arabic_words() -> list[tuple[str, str]]:
    """The Arabic words of organisations' names with what they mean."""
    return [
        (word, concept)
        for word, concept in _CONCEPT_OF.items()
        if _LANGUAGE_OF[word] == "en ar" and "_" not in word and script_of(word) == "Arab"
    ]
