"""Read a document as the checks do: sentences, the dates in them, the actors named in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dossier.domain.actors import ActorId
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Passage
from dossier.domain.written_dates import WrittenDate, find_dates, numbers_order
from dossier.text.passages import make_quote, sentence_spans

LONGEST_SENTENCE = 1_200
"""Code points; a longer run without a full stop is a table or a list, and says nothing that can be checked."""


@dataclass(frozen=True)
class Named:
    """An actor named at `[start, end)` of a document's text."""

    actor_id: ActorId
    start: int
    end: int


@dataclass(frozen=True)
class Telling:
    """A document as the checks read it."""

    document_id: DocumentId
    text: str
    published: PartialDate | None = None
    named: tuple[Named, ...] = ()

    @cached_property
    def dates(self) -> tuple[WrittenDate, ...]:
        """The dates written in the text, in order."""
        return tuple(find_dates(self.text, day_first=numbers_order(self.text)))

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in order, each with its dates and actors; offsets are those of the text."""
        date_at = actor_at = 0
        dates, named = self.dates, sorted(self.named, key=lambda one: one.start)
        for start, end in sentence_spans(self.text):
            while date_at < len(dates) and dates[date_at].start < start:
                date_at += 1
            while actor_at < len(named) and named[actor_at].start < start:
                actor_at += 1
            inside, actors = date_at, actor_at
            while inside < len(dates) and dates[inside].end <= end:
                inside += 1
            while actors < len(named) and named[actors].end <= end:
                actors += 1
            if end - start <= LONGEST_SENTENCE:
                yield Sentence(self, start, end, dates[date_at:inside], tuple(named[actor_at:actors]))
            date_at, actor_at = inside, actors

    def dateline(self) -> Passage:
        """Where the text says when it was published; its first line when it doesn't."""
        for one in self.dates:
            if one.date == self.published:
                return self.passage(one.start, one.end)
        end = self.text.find("\n")
        return self.passage(0, min(end if end > 0 else 200, 200))

    def passage(self, start: int, end: int) -> Passage:
        """The passage `[start, end)`."""
        quote, prefix, suffix = make_quote(self.text, start, end)
        return Passage(self.document_id, start, end, quote, prefix, suffix)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document."""

    telling: Telling
    start: int
    end: int
    dates: tuple[WrittenDate, ...] = ()
    named: tuple[Named, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return self.telling.text[self.start : self.end]

    @property
    def passage(self) -> Passage:
        """The whole sentence as a passage."""
        return self.telling.passage(self.start, self.end)

    def when(self) -> list[PartialDate]:
        """The days it speaks of: written dates, else what "on Friday" or "on 22 March" means here.

        Only days; a weekday is the last one before the publication, the day of publication included.
        """
        written = [one.date for one in self.dates if one.date.precision == 3]
        if written or self.telling.published is None or self.telling.published.precision < 3:
            return written
        published = self.telling.published.first_day
        found = []
        for match in _WEEKDAY.finditer(self.text):
            name = (match["en"] or match["ar"]).lower()
            back = (published.weekday() - _DAYS[name]) % 7
            found.append(PartialDate.of(published - timedelta(days=back)))
        for match in _DAY_AND_MONTH.finditer(self.text):
            found += _latest(match[0], published)
        for match in _NEAR.finditer(self.text):
            back = 1 if match[0].lower() in {"yesterday", "أمس"} else 0
            found.append(PartialDate.of(published - timedelta(days=back)))
        return found


_DAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الاربعاء": 2, "الخميس": 3, "الجمعة": 4,
    "السبت": 5, "الأحد": 6, "الاحد": 6,
}  # fmt: skip
_EN_DAYS = "|".join(name.capitalize() for name in _DAYS if name.isascii())
_AR_DAYS = "|".join(name for name in _DAYS if not name.isascii())
_WEEKDAY = re.compile(rf"\b(?:on\s+)(?P<en>{_EN_DAYS})\b|يوم\s+(?P<ar>{_AR_DAYS})(?!\w)")
_DAY_AND_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b(?!,? \d{4})"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?!,? \d{4})"
)
_NEAR = re.compile(r"\b(?:yesterday|today)\b|(?<!\w)أمس(?!\w)", re.IGNORECASE)


def _latest(words: str, published: date) -> list[PartialDate]:
    """The day that "22 March" means in a text of that day: the latest one not after it."""
    for year in (published.year, published.year - 1):
        for found in find_dates(f"{words} {year}"):
            if found.date.first_day <= published:
                return [found.date]
    return []
