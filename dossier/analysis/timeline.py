"""Put events, statements and documents on a line of time: dates in words, spans of days, counts, lanes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from dossier.domain.actors import Event
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import Citation, Dossier, Statement, StatementForm
from dossier.domain.evidence import Passage
from dossier.domain.figures import ChronologyRow
from dossier.text.normalize import quoted

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

FindDates = Callable[[str], Sequence[tuple[int, int, PartialDate]]]
"""Explicit dates in a text: start, end, date."""


# -- dates in words


def printed_date(start: PartialDate | None, end: PartialDate | None = None) -> str:
    """`2024`, `January 2024`, `3–7 May 2024`, `30 April–3 May 2024`, `2023–2024`; empty for no date."""
    if start is None or end is None or start == end:
        one = start or end
        return "" if one is None else _one(one)
    if start.precision == end.precision and start.year == end.year:
        if start.day is not None and start.month == end.month:
            return f"{start.day}–{_one(end)}"
        if start.day is not None:
            return f"{start.day} {_MONTHS[(start.month or 1) - 1]}–{_one(end)}"
        if start.month is not None:
            return f"{_MONTHS[start.month - 1]}–{_one(end)}"
    thin = start.precision == end.precision == 1
    return f"{_one(start)}–{_one(end)}" if thin else f"{_one(start)} – {_one(end)}"


def _one(day: PartialDate) -> str:
    month = "" if day.month is None else f"{_MONTHS[day.month - 1]} "
    return f"{'' if day.day is None else f'{day.day} '}{month}{day.year}"


def span_of(start: PartialDate | None, end: PartialDate | None = None) -> tuple[date, date] | None:
    """The first and the last day that a date, or a time from one to the other, can mean."""
    one, other = start or end, end or start
    if one is None or other is None:
        return None
    return one.first_day, max(one.last_day, other.last_day)


# -- the chronology of a dossier


def chronology(
    dossier: Dossier | None,
    events: Iterable[Event],
    *,
    find_dates: FindDates,
    grade_of: Callable[[Citation], str],
    grade_of_passage: Callable[[Passage], str],
) -> tuple[ChronologyRow, ...]:
    """Events, and statements that name a date in their own words; in order of time, undated events last.

    A statement without a written date is left out: when its source was published says nothing of when it was.
    """
    rows = [event_row(event, grade_of_passage) for event in events]
    for section in dossier.sections if dossier is not None else ():
        for statement in section.statements:
            dates = _leading_date(statement.text) or find_dates(statement.text)
            if dates:
                rows.append(_statement_row(statement, dates[0], grade_of))
    return in_order(_once(rows))


_LEADING = re.compile(r"(\d{4}(?:-\d{2}){0,2}): (?=\S)")


def _leading_date(text: str) -> list[tuple[int, int, PartialDate]]:
    """The ISO 8601 date, as precise as known, that a drafted statement begins with."""
    match = _LEADING.match(text)
    try:
        return [] if match is None else [(0, match.end(1), PartialDate.parse(match[1]))]
    except ValueError:
        return []


def in_order(rows: Iterable[ChronologyRow]) -> tuple[ChronologyRow, ...]:
    """By first day, then the more precise first; undated ones last."""
    return tuple(sorted(rows, key=lambda row: (row.start or date.max, row.end or date.max, row.sentence)))


def event_row(event: Event, grade_of: Callable[[Passage], str] | None = None) -> ChronologyRow:
    """An event as a chronology prints it."""
    span = span_of(event.start, event.end)
    place = f" ({event.place})" if event.place else ""
    return ChronologyRow(
        printed_date(event.start, event.end),
        span[0] if span else None,
        span[1] if span else None,
        event.title + place,
        event.citations,
        tuple(grade_of(one) for one in event.citations) if grade_of is not None else (),
        event_id=event.id,
    )


def _statement_row(
    statement: Statement, found: tuple[int, int, PartialDate], grade_of: Callable[[Citation], str]
) -> ChronologyRow:
    start, end, day = found
    # A drafted statement begins with its date, which is printed beside the row already.
    rest = statement.text[end:].lstrip()
    sentence = rest[1:].lstrip() if start == 0 and rest.startswith(":") else statement.text
    if (
        statement.form is StatementForm.QUOTATION
    ):  # away from its block, only the marks say whose words they are
        sentence = quoted(sentence)
    return ChronologyRow(
        printed_date(day),
        day.first_day,
        day.last_day,
        sentence,
        tuple(one.passage for one in statement.citations),
        tuple(grade_of(one) for one in statement.citations),
        statement_id=statement.id,
        tlp=statement.tlp,
    )


def _once(rows: Iterable[ChronologyRow]) -> Iterable[ChronologyRow]:
    """A sentence that two sections quote is told once for a date."""
    return {(row.start, row.end, row.sentence): row for row in rows}.values()


# -- bars and counts for a drawn line of time


class Step(Enum):
    """In what steps documents are counted when there are too many to draw each."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Count:
    """So many documents from `start` to `end` (both included)."""

    start: date
    end: date
    documents: int
    text: str
    """The date they share, ISO 8601."""
    exactly: bool
    """No document is dated more precisely than `text`; else `text` is the beginning of their dates."""


def step_for(days: float, pixels: float) -> Step:
    """The finest step whose bars are at least 4 pixels wide when `days` are drawn over `pixels`."""
    wide = pixels / max(days, 1.0)
    if wide >= 4:
        return Step.DAY
    return Step.MONTH if wide * 30 >= 4 else Step.YEAR


def counted(published: Iterable[tuple[str, int]], step: Step) -> list[Count]:
    """Documents by step, ascending; `published` is ISO 8601 as precise as known, with a number of documents.

    A date that is less precise than the step keeps its own span: a year is never taken for its first day.
    """
    cut = {Step.DAY: 10, Step.MONTH: 7, Step.YEAR: 4}[step]
    sums: dict[str, int] = {}
    for text, number in published:
        sums[text[:cut]] = sums.get(text[:cut], 0) + number
    found = []
    for text, number in sums.items():
        day = PartialDate.parse(text)
        exactly = len(text) < cut or step is Step.DAY
        found.append(Count(day.first_day, day.last_day, number, text, exactly))
    return sorted(found, key=lambda one: (one.start, one.end))


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """The first free lane for each span `[start, end)`, given in ascending order of start: none overlap."""
    ends: list[float] = []
    found = []
    for start, end in spans:
        lane = next((number for number, last in enumerate(ends) if last <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        found.append(lane)
    return found


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Days to label on an axis, at most about `most` of them: every so many days, months or years."""
    days = max((last - first).days, 1)
    for months in (1, 2, 3, 6):
        if days / (30.4 * months) <= most and days > 62:
            return [(one, _tick(one)) for one in _months(first, last, months)]
    for every in (1, 2, 7, 14):
        if days / every <= most:
            start = first + timedelta(days=-first.toordinal() % every if every > 2 else 0)
            return [
                (start + timedelta(days=number), f"{(start + timedelta(days=number)).isoformat()}")
                for number in range(0, (last - start).days + 1, every)
            ]
    every = next(one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if days / (365 * one) <= most)
    years = range(-(-first.year // every) * every, last.year + 1, every)
    return [(date(year, 1, 1), str(year)) for year in years if first <= date(year, 1, 1) <= last]


def _months(first: date, last: date, every: int) -> list[date]:
    found = []
    for year in range(first.year, last.year + 1):
        found += [date(year, month, 1) for month in range(1, 13, every)]
    return [one for one in found if first <= one <= last]


def _tick(one: date) -> str:
    return f"{one.year}" if one.month == 1 else _MONTHS[one.month - 1][:3]


def widened(first: date, last: date) -> tuple[date, date]:
    """A little more time on both sides, so that nothing stands on the edge; within what a date can be."""
    more = max((last - first).days // 20, 3)
    return (
        date.fromordinal(max(first.toordinal() - more, date.min.toordinal())),
        date.fromordinal(min(last.toordinal() + more, date.max.toordinal())),
    )
