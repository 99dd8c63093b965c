"""Look around a run of capitalised words: titles, verbs and descriptions beside a name."""

from __future__ import annotations

import re

from dossier.actors.capital_runs import Run, Sort
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words_names import (
    PERSON_DESCRIPTORS,
    SPEECH,
    STRONG_TITLES,
    TITLES,
    VERBS_OF_ACTING,
)
from dossier.domain.actors import ActorRole

_APPOSITION = re.compile(
    r"^\s*(?:,|–|—|\s-\s)\s*(?:the |an? |its |their |his |one of |who |senior |[A-Z]\w+['’]s )([^,.;:()\n]{2,80})"
)
_DESCRIPTION = re.compile(r"^\s*,\s*([A-Za-z][^,.;:()\n]{2,80})")
_SUBJECTLESS = frozenset("and or but that which while as when if because said says told".split())
_WHO = re.compile(r"^\s*,\s*(?:who\b|aged\b|\d\d\b|himself\b|herself\b|nicknamed\b)")

_PERSON_NOUNS = frozenset(
    "courier executive financier fighter deputy brother son father wife operative member smuggler trader recruiter driver aide "
    "bodyguard researcher expert officer engineer photographer founder owner successor predecessor cousin".split()
)
"""Nouns behind which, and a comma, the person is named."""


class RunReader:
    """A run of capitals in its document, and what stands around its words."""

    def __init__(self, document: Document, run: Run) -> None:
        self.document = document
        self.words = document.words
        self.run = run

    def _sort(self, index: int) -> Sort:
        return self.run.sort(index)

    def _title_before(self, first: int) -> str:
        """The title in front of the name, in the run or in small letters before it."""
        index = first - 1
        if index < 0:
            return ""
        gap = self.words.gap(first)
        if gap.strip(" .") and gap not in {" '", " ’"}:
            return ""
        key = self.words.keys[index]
        if "." in gap and not (len(self.words.surface(index)) <= 4 and key in TITLES):
            return ""
        if key in TITLES or key in PERSON_DESCRIPTORS:
            return key
        if (
            index > self.run.first - 1
            and self._in_run(index)
            and self._sort(index) in {Sort.PLACE, Sort.COMMON, Sort.HEAD}
        ):
            # Secretary of State George Shultz, leader in Gaza Yahya Sinwar
            for place in range(index, max(self.run.first, index - 4) - 1, -1):
                if self._sort(place) is Sort.TITLE:
                    return self.words.keys[place]
        return ""

    def _in_run(self, index: int) -> bool:
        return self.run.first <= index <= self.run.last

    def _before(self, first: int) -> str:
        if first == 0 or self.words.gap(first).strip(" \u00a0\"“‘'’<«"):
            return ""
        return self.words.keys[first - 1]

    def _after(self, last: int) -> str:
        return self._after_index(last, 1) or ""

    def _after_index(self, last: int, count: int) -> str | None:
        index = last + count
        if index >= len(self.words) or self.words.tail(last).strip(" \u00a0\"”’'"):
            return None
        return self.words.keys[index]

    def _acts(self, last: int, verbs: frozenset[str] = VERBS_OF_ACTING) -> bool:
        return self._after(last) in verbs or (
            self._after(last) in {"also", "earlier", "then", "later"}
            and last + 2 < len(self.words)
            and self.words.keys[last + 2] in verbs
        )

    def _speech_before(self, first: int) -> bool:
        before = self._before(first)
        if before in SPEECH and before not in {"states", "notes", "claims", "told", "asked"}:
            return True
        return before == "to" and first >= 2 and self.words.keys[first - 2] == "according"

    def _apposition(self, last: int) -> list[str]:
        found = _APPOSITION.match(self.words.text[self.words.ends[last] : self.words.ends[last] + 110])
        return re.findall(r"\w+", found.group(1).lower())[:10] if found else []

    def _introduced_by_comma(self, first: int) -> bool:
        """The spokeswoman, Davia Temin, said."""
        return (
            first > 1
            and self.words.gap(first).strip() == ","
            and (self.words.keys[first - 1] in STRONG_TITLES or self.words.keys[first - 1] in _PERSON_NOUNS)
            and not self.document.capitals.capital(first - 1)
        )

    def _describes_person(self, last: int) -> bool:
        after = self.words.text[self.words.ends[last] : self.words.ends[last] + 110]
        if _WHO.match(after):
            return True
        described = _DESCRIPTION.match(after)
        if not described or described.group(1).split()[0].lower() in _SUBJECTLESS:
            return False
        return any(word in PERSON_DESCRIPTORS for word in re.findall(r"[a-z]+", described.group(1))[:10])

    def _proposal(self, first: int, last: int, role: ActorRole, score: float, reason: str) -> Proposal:
        return Proposal(first, last, role, score, reason)
