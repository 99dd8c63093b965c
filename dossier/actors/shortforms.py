"""Learn a document's own short names: acronyms in brackets, surnames and kunyas after a full name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.actors.evidence import Document
from dossier.actors.words import Words, is_arabic
from dossier.actors.words_english import LINKING
from dossier.actors.words_names import COMPANY_ENDS, ORGANISATION_HEADS

_BRACKET = re.compile(r"[(\[（]([^()\[\]（）\n]{2,90})[)\]）]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*s?(?:[-/&.][A-Z][A-Za-z0-9]*)*\.?|(?:[A-Z]\.){2,}")
_INTRODUCED_BY = re.compile(
    r"^(?:also |or |better |previously |formerly |commonly )?(?:known (?:in \w+ )?(?:by the acronym |by its acronym |as )"
    r"|called |abbreviated (?:as |to )|a\.?k\.?a\.? |or |the )?(?:the )?[\"“'‘]?",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(
    r", (?:or (?:the )?|known as (?:the )?)?([A-Z]{3,8})(?![\w-])(?=[,.;)]| (?:said|is|was|has)\b)"
)
_NOT_INTRODUCED = frozenset(
    "AP AFP X UTC GMT EST USD EUR GBP MP MK TV PDF FAQ CEO CFO UK US USA AM PM BC AD CE AH PBUH SWT RA SAW ID OK II III IV".split()
)


_BODIES = frozenset("agency authority service office watchdog network body coalition monitor".split())
"""Small words between a name and its acronym that say what it is."""
_SENTENCE_MARK = re.compile(r"[.;:!?\n(),\[\]]")
_MAY_BEGIN = frozenset({"al", "el", "de", "le", "la", "van", "von"})


@dataclass(frozen=True)
class Introduction:
    """A long and a short name introduced together, as word indexes: `[first, last]` each.

    `aligned`: the short name's letters are the initials of the long one's words. Where they aren't, the
    long name's first word is unknown (`long_first` is -1) and only its last word is.
    """

    long_first: int
    long_last: int
    short_first: int
    short_last: int
    aligned: bool


def introductions(document: Document) -> Iterator[Introduction]:
    """Every "Long Name (LN)" and "LN (Long Name)" of the text, in order."""
    words = document.words
    text = words.text
    for match in _BRACKET.finditer(text):
        inside = match.group(1)
        begin = match.start(1)
        opener = _INTRODUCED_BY.match(inside)
        skip = opener.end() if opener else 0
        content = inside[skip:].strip().strip("\"“”'‘’")
        before = words.within(0, match.start())
        if not before or not _adjoins(words, before[-1], match.start()):
            continue
        last = before[-1]
        indexes = words.within(begin + skip, match.end(1))
        if not indexes:
            continue
        if _ACRONYM.fullmatch(content) and content not in _NOT_INTRODUCED and len(content) <= 12:
            yield _after_long_name(document, last, indexes)
        elif is_arabic(content) and len(indexes) == 1 and 2 <= len(content) <= 5:
            found = _after_long_name(document, last, indexes)
            if found.aligned:
                yield found
        elif len(indexes) >= 2:
            first = last
            while first > 0 and words.gap(first) in {"-", "–"}:
                first -= 1
            short = text[words.starts[first] : words.ends[last]]
            if _ACRONYM.fullmatch(short) and short not in _NOT_INTRODUCED:
                letters = _letters(words, first, last)
                if align(words, indexes[-1], letters, stop=indexes[0]) == indexes[0]:
                    yield Introduction(indexes[0], indexes[-1], first, last, aligned=True)
    yield from _between_commas(document)


def _between_commas(document: Document) -> Iterator[Introduction]:
    """The Chicago Board of Trade, CBT, and ...; the Popular Mobilization Forces, or PMF."""
    words = document.words
    for match in _AFTER_COMMA.finditer(words.text):
        short = words.within(match.start(1), match.end(1))
        if len(short) != 1 or not short[0] or match.group(1) in _NOT_INTRODUCED:
            continue
        last = words.within(0, match.start() + 1)[-1]
        if words.ends[last] != match.start() or not document.capitals.capital(last):
            continue
        found = _after_long_name(document, last, short)
        if found.aligned and found.long_last > found.long_first:
            yield found


def _adjoins(words: Words, last: int, bracket: int) -> bool:
    """Whether only spaces and closing quotation marks stand between a word and the bracket."""
    between = words.text[words.ends[last] : bracket]
    return len(between) <= 4 and not between.strip(" \u00a0\"”»’'\n") and between != ""


def _after_long_name(document: Document, last: int, short: range) -> Introduction:
    words = document.words
    letters = _letters(words, short[0], short[-1])
    first = align(words, last, letters)
    if (
        first is not None
        and not is_arabic(words.surface(last))
        and not (document.capitals.capital(first) or words.keys[first] in _MAY_BEGIN)
    ):
        first = None
    if first is None and words.surface(last) in _BODIES and last > 0:
        first = align(words, last - 1, letters)  # the Joint Maritime Operations agency (JMO)
        if first is not None and document.capitals.capital(first):
            return Introduction(first, last - 1, short[0], short[-1], aligned=True)
        first = None
    if first is None and words.keys[last] in {"group", "organization", "movement", "party"} and last > 0:
        first = align(words, last - 1, letters)  # "the Islamic State group (IS)"
        if first is not None:
            return Introduction(first, last - 1, short[0], short[-1], aligned=True)
        return Introduction(-1, last - 1, short[0], short[-1], aligned=False)
    return Introduction(-1 if first is None else first, last, short[0], short[-1], first is not None)


def _letters(words: Words, first: int, last: int) -> str:
    surface = words.text[words.starts[first] : words.ends[last]]
    if is_arabic(surface):
        return "".join(words.keys[first : last + 1])
    if surface.endswith("s") and surface[:-1].isupper():
        surface = surface[:-1]  # PMUs
    return "".join(letter for letter in surface if letter.isalnum()).lower()


def align(words: Words, last: int, letters: str, stop: int = 0) -> int | None:
    """First word of the shortest run of words, ending at `last`, whose initials spell `letters`.

    Small linking words may be left out; a word may give more than its first letter (Hezb-e -> HZB is not
    required to work, "Television" -> "TV" is). None if the letters can't be spelled within one sentence.
    The rule follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions" (2003).
    """
    return _spell(words, last, len(letters) - 1, letters, last, max(stop, last - 2 * len(letters) - 3), set())


def _spell(
    words: Words, index: int, position: int, letters: str, last: int, limit: int, failed: set[tuple[int, int]]
) -> int | None:
    """The first word, if the words up to `index` spell `letters` up to `position`.

    `failed` are pairs that were tried in vain, so that a row of linking words costs no more than its length.
    """
    seen = []
    while index >= limit and (index, position) not in failed:
        seen.append((index, position))
        key = words.keys[index].removeprefix("ال") if is_arabic(words.keys[index]) else words.keys[index]
        ended = index > limit and bool(_SENTENCE_MARK.search(words.gap(index)))
        may_skip = key in COMPANY_ENDS or (key in LINKING and index < last)
        if may_skip and index > limit and not ended:
            # Jamaat Ansar al-Sahra (JAS): the A may be another word's.
            without = _spell(words, index - 1, position, letters, last, limit, failed)
            if without is not None:
                return without
        taken = _taken(key, letters, position)
        if taken > position and key in LINKING - _MAY_BEGIN:
            taken = 0  # no name begins with "of"
        if taken == 0:
            break  # what may be left out was left out above
        position -= taken
        if position < 0:
            return index
        if ended:
            break
        index -= 1
    failed.update(seen)
    return None


def _taken(key: str, letters: str, position: int) -> int:
    """How many letters, ending at `position`, this word spells: its first one, or the first and later ones."""
    if position < 0 or not key:
        return 0
    best = 0
    for count in (1, 2, 3):
        start = position - count + 1
        if start < 0 or letters[start] != key[0]:
            continue
        place = 0
        for letter in letters[start + 1 : position + 1]:
            place = key.find(letter, place + 1)
            if place < 0:
                break
        else:
            best = best or count
            # One letter is enough unless the one before can't be the word before's first letter.
    return best


@dataclass(frozen=True)
class ShortName:
    """A short name that counts in this document: keys, and how it follows from the long name."""

    keys: tuple[str, ...]
    reason: str


def short_names_of_person(surface_keys: tuple[str, ...]) -> list[ShortName]:
    """Short names that newspapers use after a person's full name (Latin letters, folded keys).

    Sinwar after Yahya Sinwar; al-Ansari and Abu Hudhayfa after Abu Hudhayfah al-Ansari.
    """
    keys = [key for key in surface_keys if key not in {"jr", "sr", "ii", "iii"}]
    if len(keys) < 2:
        return []
    found = []
    if keys[0] in {"abu", "abou", "umm", "um"}:
        given = 3 if len(keys) > 3 and keys[1] in {"al", "abd", "el"} else 2
        if len(keys) > given:
            found.append(ShortName(tuple(keys[:given]), "kunya of a name given in full"))
        elif len(keys) == given:
            return []
    if len(keys[-1]) >= 3:
        if keys[-2] in {"bin", "ibn", "von", "van", "de", "abu"}:
            found.append(ShortName((keys[-2], keys[-1]), "short form of a name given in full"))
        else:
            if keys[-2] == "al":
                found.append(ShortName(("al", keys[-1]), "short form of a name given in full"))
            found.append(ShortName((keys[-1],), "surname of a name given in full"))
    return found


def short_names_of_organisation(surface_keys: tuple[str, ...]) -> list[ShortName]:
    """The part before "for" or "of", when it is a name by itself: Washington Institute (for Near East Policy)."""
    for place, key in enumerate(surface_keys):
        if key in {"for", "of"} and place >= 2 and surface_keys[place - 1] in ORGANISATION_HEADS:
            return [ShortName(tuple(surface_keys[:place]), "short form of a name given in full")]
    return []
