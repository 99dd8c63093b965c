"""Find runs of capitalised words, the raw material of unknown names in languages with capitals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from dossier.actors.capitals import LineStyle, Shape
from dossier.actors.evidence import Document
from dossier.actors.words import Words
from dossier.actors.words_english import COMMON, FUNCTION, MONTHS, RELIGION, VERBS
from dossier.actors.words_names import (
    COMPANY_ENDS,
    GIVEN_NAMES,
    NATIONALITIES,
    ORGANISATION_HEADS,
    PLACES,
    SINGLE_BODIES,
    TITLES,
)

PARTICLES = frozenset(
    "al el ul bin ibn bint von van der den de del della di da dos du la le ould abd ur".split()
)
KUNYAS = frozenset("abu abou umm um".split())
_LONGEST_RUN = 40
"""Words; a longer run of capitals is a list or rubbish, and is read in pieces."""
_TRADES = frozenset(
    "power light gas electric tire rubber telephone telegraph steel iron paper oil savings loan printing communications "
    "chemical marine trust water metals mining fire casualty data food drug shipbuilding engineering".split()
)
"""Two of them linked by "and" are one company: Utah Power and Light Co."""
_INSIDE = frozenset("of for".split())
_AFTER_INSIDE = frozenset("the".split())


class Sort(Enum):
    """What a capitalised word can be by itself."""

    TITLE = "title"
    NATIONALITY = "nationality"
    STATE = "known state"
    GIVEN = "given name"
    HEAD = "organisation word"
    COMPANY = "company ending"
    PLACE = "place"
    ACRONYM = "acronym"
    PARTICLE = "particle"
    LINK = "linking word"
    KUNYA = "kunya"
    CALENDAR = "calendar"
    COMMON = "common word"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Run:
    """Words `[first, last]` that are capitalised or link capitalised words, and what each can be."""

    first: int
    last: int
    sorts: tuple[Sort, ...]
    proven: bool
    """The first capital stands inside a sentence, so that it means something."""

    def sort(self, index: int) -> Sort:
        """What word `index` of the document can be."""
        return self.sorts[index - self.first]


def capital_runs(document: Document, barriers: frozenset[int], states: Mapping[int, bool]) -> Iterator[Run]:
    """Runs in sentences (headlines are left out), never across words in `barriers`, in order.

    `states`: words that name known states; True for adjectives.
    """
    words, capitals = document.words, document.capitals
    index, count = 0, len(words)
    while index < count:
        if (
            index in barriers
            or not capitals.capital(index)
            or capitals.style(index) is not LineStyle.SENTENCE
        ):
            index += 1
            continue
        first = last = index
        while True:
            following = _continued(document, last, barriers)
            if following is None or following - first >= _LONGEST_RUN:
                break
            last = following
        index = last + 1
        start_of_sentence = capitals.starts_sentence(first)
        if start_of_sentence:
            while first <= last and (
                words.keys[first] in FUNCTION or _opens_only(words.keys[first], first < last)
            ):
                first += 1
                start_of_sentence = False
                while first <= last and not capitals.capital(first):
                    first += 1
        if first <= last:
            sorts = tuple(
                (Sort.NATIONALITY if states[place] else Sort.STATE)
                if place in states
                else _sort(document, place)
                for place in range(first, last + 1)
            )
            yield Run(first, last, sorts, proven=not start_of_sentence)


def _opens_only(key: str, more: bool) -> bool:
    """Verbs that open sentences ("Hailing ISIS fighters") and are no part of the name that follows."""
    return more and key in VERBS and key not in ORGANISATION_HEADS and key.endswith(("ing", "ed"))


def _continued(document: Document, last: int, barriers: frozenset[int]) -> int | None:
    """Index of the next word of the run that has reached word `last`."""
    words, capitals = document.words, document.capitals
    place = last + 1
    if place >= len(words) or last in words.possessive:
        return None
    if place in barriers:
        return None
    gap = words.gap(place)
    surface = words.surface(last)
    if gap == "-" and len(surface) == 1:
        return None  # R-Minn.
    if gap in {". ", "."} and (len(surface) == 1 or words.keys[last] in TITLES):
        gap = " "
    if gap in {" & ", "&"} and capitals.capital(place):
        return place
    if gap == " (" and capitals.capital(place) and _in_company(words, place):
        return place
    if gap == ") " and words.keys[place] in COMPANY_ENDS and words.gap(last) == " (":
        return place
    if gap == " " and words.keys[place] == "and":
        return _after_and(document, last, barriers)
    if gap in {" – ", " - "}:
        return None
    if gap not in {" ", "-", "\u00a0", " '", " ’", "' ", "’ ", "‘ ", "-'", "-’", "-‘", " ‘", "–"}:
        return None
    if capitals.capital(place):
        return place
    key = words.keys[place]
    if key in PARTICLES or (key in _INSIDE and gap == " "):
        following = place + 1
        if key in _INSIDE and following < len(words) and words.keys[following] in _AFTER_INSIDE:
            following += 1
        if key == "abd" or (following < len(words) and words.keys[following] in PARTICLES):
            following += 1
        if (
            following < len(words)
            and following not in barriers
            and capitals.capital(following)
            and not words.tail(place).strip(" -'’‘")
        ):
            return following
    return None


def _in_company(words: Words, place: int) -> bool:
    """Whether a word in brackets stands inside a company's name: Industrial Equity (Pacific) Ltd."""
    return words.tail(place) == ") " and place + 1 < len(words) and words.keys[place + 1] in COMPANY_ENDS


def _after_and(document: Document, last: int, barriers: frozenset[int]) -> int | None:
    """Tiffany and Co, Food and Drug Administration: "and" inside a name."""
    words, capitals = document.words, document.capitals
    place = last + 2
    if place >= len(words) or place in barriers or words.gap(place) != " " or not capitals.capital(place):
        return None
    key = words.keys[place]
    if key in {"co", "sons", "company", "brothers", "bros", "partners"}:
        return place
    trades = words.keys[last] in _TRADES and key in _TRADES
    if not trades and (
        words.keys[last] not in COMMON or key not in COMMON or words.keys[last] in ORGANISATION_HEADS
    ):
        return None
    end = place
    while end + 1 < len(words) and words.gap(end + 1) == " " and capitals.capital(end + 1):
        end += 1
    ends = words.keys[end] in ORGANISATION_HEADS or (trades and words.keys[end] in COMPANY_ENDS)
    return place if end > place and ends else None


def _is_first_name(document: Document, index: int) -> bool:
    """A known first name, or one with Abdul-; one that is also a word (Said, Mark) needs a name after it."""
    words, capitals = document.words, document.capitals
    key = words.keys[index]
    if key.startswith(("abdul", "abdel", "abdal")) and len(key) > 6:
        return True
    if key not in GIVEN_NAMES:
        return False
    if key not in COMMON:
        return True
    after = index + 1
    followed = after < len(words) and words.tail(index) == " " and capitals.shape(after) is Shape.TITLE
    return followed and words.keys[after] not in COMMON and words.keys[after] not in TITLES


def _sort(document: Document, index: int) -> Sort:
    words, capitals = document.words, document.capitals
    key = words.keys[index]
    if not capitals.capital(index):
        return Sort.PARTICLE if key in PARTICLES else Sort.LINK
    if key in MONTHS and key not in {"may", "march", "april", "august", "jan", "june"}:
        return Sort.CALENDAR
    if key in COMPANY_ENDS:
        return Sort.COMPANY
    if key in KUNYAS:
        return Sort.KUNYA
    if key in PARTICLES and index + 1 < len(words):
        return Sort.PARTICLE
    if key in TITLES:
        return Sort.TITLE
    if key in ORGANISATION_HEADS or key in SINGLE_BODIES:
        return Sort.HEAD
    if key in NATIONALITIES:
        return Sort.NATIONALITY
    shape = capitals.shape(index)
    if shape is Shape.UPPER and len(key) >= 2:
        return Sort.ACRONYM
    if _is_first_name(document, index):
        return Sort.GIVEN
    if key in PLACES:
        return Sort.PLACE
    if key in MONTHS:
        return Sort.CALENDAR
    if key in COMMON or key in RELIGION or (key in words.lower and len(key) > 2):
        return Sort.COMMON
    return Sort.UNKNOWN
