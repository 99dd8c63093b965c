"""Propose unknown names in languages with capitals, from titles, first names, verbs and organisation words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.actors.candidates_english_bodies import BodyReader
from dossier.actors.candidates_english_headings import heading_proposals
from dossier.actors.capital_runs import Run, Sort, capital_runs
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import key_of
from dossier.actors.words_english import VERBS
from dossier.actors.words_names import (
    EVENT_ENDS,
    PLACES,
    SPEECH,
    STRONG_TITLES,
    TITLES,
)
from dossier.domain.actors import ActorRole

_NAME_PARTS = frozenset({Sort.GIVEN, Sort.UNKNOWN, Sort.PARTICLE, Sort.KUNYA})
_LONGEST_PERSON = 6
_DONE_BY = frozenset(
    "led headed commanded founded run ruled written translated filmed authored signed edited".split()
)
_INNER_CAPITAL = re.compile(r"^[A-Z][a-z]{2,}[A-Z][a-z]{2,}")
"""VerifyLab, but not McGregor."""
_PRAISED = frozenset(key_of(word)[0] for word in "Allah God Lord Prophet Messenger Quran Koran Satan".split())
"""First words of religious formulas."""
_OWNED = frozenset(
    "unit subsidiary chairman chairwoman directors shareholders board spokesman spokeswoman spokesperson headquarters "
    "leadership fighters commander commanders executives investors editor newsroom channel telegram".split()
)
"""What organisations have; persons rarely do."""
_RUN_BY = frozenset("controlled acquired owned operated published broadcast aired".split())
_PLACE_BEFORE = frozenset(
    "in at near inside outside across throughout around within into from to toward towards via through between "
    "northern southern eastern western central outskirts".split()
)
_PLACE_AFTER = frozenset(
    "province governorate district region city area countryside town village valley airport street airbase camp river "
    "neighborhood peninsula border mountains desert state county prison square bridge hospital coast island front "
    "agreement accord index conference plan treaty summit".split()
)
_BYLINE = re.compile(
    r"(?im)^[ \t]*(?:by|written by|author|reported by|reporting by|story by)[ \t]*:?[ \t]+(?=[A-Z])"
)


def english_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from every run of capitals that has evidence; headlines give none.

    `barriers` are words of known actors; `states` words of known states (True: adjectives), which a name
    of an organisation may contain.
    """
    bylines = {found.end() for found in _BYLINE.finditer(document.words.text)}
    yield from heading_proposals(document, barriers, states)
    for run in capital_runs(document, barriers, states):
        for proposal in _Reader(document, run, bylines).proposals():
            if document.words.keys[proposal.first] not in _PRAISED:
                yield proposal


class _Reader(BodyReader):
    """Reads one run of capitals."""

    def __init__(self, document: Document, run: Run, bylines: set[int]) -> None:
        super().__init__(document, run)
        self.bylines = bylines

    def proposals(self) -> Iterator[Proposal]:
        """Organisations first; what is left of the run may be persons."""
        first, last = self.run.first, self.run.last
        for start, end in self._between_titles(first, last):
            organisation = self._organisation(start, end)
            if organisation is not None:
                yield organisation
                if organisation.first > start:
                    yield from self._persons(start, organisation.first - 1)
                if organisation.last < end:
                    yield from self._persons(organisation.last + 1, end)
            else:
                yield from self._persons(start, end)

    # -- persons

    def _persons(self, first: int, last: int) -> Iterator[Proposal]:
        """Persons in a piece without organisation words."""
        while first <= last and self._sort(first) in {
            Sort.NATIONALITY, Sort.STATE, Sort.LINK, Sort.CALENDAR, Sort.TITLE, Sort.HEAD, Sort.COMPANY,
        }:  # fmt: skip
            first += 1
        if first > last:
            return
        # "Gaza Yahya Sinwar": the place belongs to the title before.
        if self._sort(first) is Sort.PLACE and first < last and self._sort(first + 1) is Sort.GIVEN:
            first += 1
        if self._sort(first) is Sort.PARTICLE and not self.document.capitals.capital(first):
            return  # Sheikh-ul-Islam
        end = self._end_of_person(first, last)
        if end is not None and (end - first) % 2 and end - first > 1:
            half = (end - first + 1) // 2
            if self.words.keys[first : first + half] == self.words.keys[first + half : end + 1]:
                end = first + half - 1  # the byline that stands twice
        if end is None:
            return
        named = self._named_person(first, end)
        if named is not None:
            yield named
        if end < last:
            yield from self._persons(end + 1, last)

    def _end_of_person(self, first: int, last: int) -> int | None:
        end = first
        index = first
        while index <= last and index - first < _LONGEST_PERSON:
            kind = self._sort(index)
            if (
                kind in _NAME_PARTS
                or kind is Sort.PLACE
                or (kind is Sort.ACRONYM and len(self.words.surface(index)) <= 2)
            ):
                end = index
            elif kind is Sort.COMMON or kind is Sort.CALENDAR:
                if index == first and index < last and self._sort(index + 1) not in _NAME_PARTS:
                    return index
                end = index
            else:
                break
            index += 1
        return end

    def _named_person(self, first: int, last: int) -> Proposal | None:
        kinds = [self._sort(index) for index in range(first, last + 1)]
        keys = self.words.keys[first : last + 1]
        while kinds and kinds[-1] is Sort.PARTICLE:
            kinds.pop()
            last -= 1
        if not kinds:
            return None
        if (
            kinds == [Sort.COMMON, Sort.UNKNOWN]
            and len(keys[-1]) > 3
            and keys[0] not in EVENT_ENDS
            and (self._describes_person(last) or self._introduced_by_comma(first))
        ):
            # Grant Shapps, the defence secretary: a first name that is a word too
            return self._proposal(first, last, ActorRole.PERSON, 0.7, "described beside it")
        if keys[-1] in EVENT_ENDS or any(
            key in VERBS and kind is Sort.COMMON for key, kind in zip(keys[:1], kinds, strict=False)
        ):
            return None
        unknown = sum(
            kind in {Sort.UNKNOWN, Sort.GIVEN} and len(self.words.surface(index)) > 1
            for index, kind in zip(range(first, last + 1), kinds, strict=False)
        )
        title = self._title_before(first)
        if kinds[0] is Sort.KUNYA:
            if len(kinds) < 2:
                return None
            return self._proposal(first, last, ActorRole.PERSON, 0.85, "a kunya")
        surname_only = (
            kinds[0] is Sort.COMMON and self.run.proven and title in STRONG_TITLES and len(kinds) == 1
        )
        if title and (unknown or surname_only) and not (len(kinds) == 1 and keys[0] in PLACES):
            score = 0.9 if title in STRONG_TITLES else 0.75
            return self._proposal(first, last, ActorRole.PERSON, score, f"after “{title}”")
        if self.words.starts[first] in self.bylines and len(kinds) >= 2 and kinds[0] is not Sort.ACRONYM:
            return self._proposal(first, last, ActorRole.PERSON, 0.85, "in the byline")
        if kinds[0] is Sort.GIVEN and len(kinds) >= 2:
            common = all(kind in {Sort.COMMON, Sort.PLACE, Sort.CALENDAR} for kind in kinds[1:])
            knights = len(kinds) == 2 and kinds[1] is Sort.COMMON and self.run.proven  # Michael Knights
            if common and not knights and not self._acts(last):
                return None
            return self._proposal(first, last, ActorRole.PERSON, 0.8, "a first name and a surname")
        if (
            len(kinds) >= 2
            and any(kind is Sort.PARTICLE for kind in kinds[1:-1])
            and unknown
            and kinds[0] is not Sort.COMMON
        ):
            key = keys[kinds.index(Sort.PARTICLE, 1)]
            if self._before(first) == "as" and self._before(first - 1) in {
                "himself",
                "herself",
                "identified",
            }:
                return self._proposal(first, last, ActorRole.PERSON, 0.75, "says who he is")
            if key in {"bin", "ibn", "bint"} or self._acts(last) or self._describes_person(last):
                return self._proposal(first, last, ActorRole.PERSON, 0.75, f"“{key}” in the name")
        longest = max(len(self.words.surface(index)) for index in range(first, last + 1))
        if "/" in self.words.gap(first):
            longest = 0
        if longest > 2 and (
            unknown >= 2 or (unknown and len(kinds) >= 2 and len(self.words.surface(first)) == 1)
        ):
            if self._describes_person(last):
                return self._proposal(first, last, ActorRole.PERSON, 0.8, "described right after it")
            if self._introduced_by_comma(first):
                return self._proposal(first, last, ActorRole.PERSON, 0.75, "after a title and a comma")
            if self._before(first) == "by" and self._before(first - 1) in _DONE_BY:
                return self._proposal(first, last, ActorRole.PERSON, 0.7, f"{self._before(first - 1)} by")
            if self._acts(last, SPEECH) or self._speech_before(first):
                return self._proposal(first, last, ActorRole.PERSON, 0.65, "is quoted")
            if len(self.words.surface(first)) == 1:
                return self._proposal(first, last, ActorRole.PERSON, 0.6, "initial and surname")
            if self.run.proven and len(kinds) > 2 and Sort.GIVEN in kinds[1:-1]:
                return self._proposal(first, last, ActorRole.PERSON, 0.6, "a first name in the middle")
        return self._single(first, last, kinds)

    def _owned(self, last: int) -> str:
        """The word after 's."""
        return (
            self.words.keys[last + 1] if self.words.tail(last) == " " and last + 1 < len(self.words) else ""
        )

    def _single(self, first: int, last: int, kinds: list[Sort]) -> Proposal | None:
        """One unknown word, or a few without a first name, that speaks or acts."""
        if Sort.UNKNOWN not in kinds or any(kind in {Sort.CALENDAR, Sort.LINK} for kind in kinds):
            return None
        if self._before(first) in _PLACE_BEFORE or self._after(last) in _PLACE_AFTER:
            return None
        key = self.words.keys[last]
        if key in self.words.lower or len(key) < 3 or (key == "rear" and self._after(last) in TITLES):
            return None
        inner = _INNER_CAPITAL.search(self.words.surface(last))
        if inner and (self._before(first) == "told" or len(self.words.places[key]) > 1):
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.55, "capitals inside the word")
        if last in self.words.possessive and self.run.proven and self._owned(last) in _OWNED:
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.55, f"has a {self._owned(last)}")
        if self._before(first) == "by" and self._before(first - 1) in _RUN_BY:
            return self._proposal(
                first, last, ActorRole.ORGANISATION, 0.55, f"{self._before(first - 1)} by it"
            )
        if self._acts(last, SPEECH) and (self.run.proven or not key.endswith("s") or len(kinds) > 1):
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.6, "is quoted")
        if self._speech_before(first) and self.run.proven:
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.55, "is quoted")
        return None
