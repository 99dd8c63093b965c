"""Dates in words, chronologies in order, counts that lose nothing, lanes that don't overlap, sensible ticks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from dossier.analysis.timeline import (
    Step,
    chronology,
    counted,
    lanes,
    printed_date,
    span_of,
    step_for,
    ticks,
    widened,
)
from dossier.domain.actors import ActorId, Event, EventId
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import (
    TLP,
    Citation,
    CitationId,
    Dossier,
    DossierId,
    Section,
    SectionId,
    Statement,
    StatementForm,
    StatementId,
)
from dossier.domain.evidence import Passage
from dossier.domain.written_dates import find_dates
from hypothesis import given
from hypothesis import strategies as st

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@st.composite
def partial(draw: st.DrawFn) -> PartialDate:
    day, precision = draw(days), draw(st.integers(1, 3))
    return PartialDate(day.year, day.month if precision > 1 else None, day.day if precision > 2 else None)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        ("2024", None, "2024"),
        ("2024-01", None, "January 2024"),
        ("2024-01-09", "2024-01-09", "9 January 2024"),
        ("2024-05-03", "2024-05-07", "3–7 May 2024"),
        ("2024-04-30", "2024-05-03", "30 April–3 May 2024"),
        ("2024-05", "2024-06", "May–June 2024"),
        ("2023", "2024", "2023–2024"),
        ("2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2024-01", "2024-03-03", "January 2024 – 3 March 2024"),
        (None, "2024-03", "March 2024"),
        (None, None, ""),
    ],
)
def test_dates_are_printed_as_precise_as_they_are_known(
    start: str | None, end: str | None, printed: str
) -> None:
    assert printed_date(day(start) if start else None, day(end) if end else None) == printed


@given(partial(), partial())
def test_a_span_covers_both_dates_and_every_printed_date_names_both_years(
    one: PartialDate, other: PartialDate
) -> None:
    start, end = sorted((one, other))
    span = span_of(start, end)
    assert span is not None
    assert span[0] <= start.first_day
    assert span[1] >= max(start.last_day, end.last_day)
    assert {str(start.year), str(end.year)} <= set(printed_date(start, end).replace("–", " ").split())


def statement(
    number: int,
    text: str,
    *,
    tlp: TLP = TLP.CLEAR,
    documents: tuple[int, ...] = (1,),
    form: StatementForm = StatementForm.SENTENCE,
) -> Statement:
    cited = tuple(
        Citation(CitationId(one), StatementId(number), Passage(DocumentId(one), 0, 1, "q"))
        for one in documents
    )
    return Statement(StatementId(number), SectionId(1), number, text, form, tlp=tlp, citations=cited)


def dossier(*statements: Statement) -> Dossier:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    section = Section(SectionId(1), DossierId(1), 0, "Events", statements)
    return Dossier(DossierId(1), ActorId(1), "Title", TLP.AMBER, now, now, (section,))


def rows_of(book: Dossier, *events: Event):  # type: ignore[no-untyped-def]
    return chronology(
        book,
        events,
        find_dates=lambda text: [(one.start, one.end, one.date) for one in find_dates(text)],
        grade_of=lambda citation: f"B{citation.passage.document_id}",
        grade_of_passage=lambda passage: f"C{passage.document_id}",
    )


def test_a_chronology_is_in_order_with_grades_and_undated_events_last() -> None:
    passage = Passage(DocumentId(5), 0, 1, "q")
    rows = rows_of(
        dossier(
            statement(1, "They met on 7 May 2024 in a town.", documents=(1, 2)),
            statement(2, "2024-01-04: “The speech was held.”", tlp=TLP.RED),
            statement(3, "Nothing here says when."),
        ),
        Event(EventId(1), "A split", day("2024"), citations=(passage,)),
        Event(EventId(2), "A vow", None, place="Mosul"),
    )
    assert [(row.printed, row.sentence) for row in rows] == [
        ("2024", "A split"),
        ("4 January 2024", "“The speech was held.”"),
        ("7 May 2024", "They met on 7 May 2024 in a town."),
        ("", "A vow (Mosul)"),
    ]
    assert [row.grades for row in rows] == [("C5",), ("B1",), ("B1", "B2"), ()]
    assert [row.days for row in rows] == [366, 1, 1, 0]
    assert [row.tlp for row in rows] == [TLP.CLEAR, TLP.RED, TLP.CLEAR, TLP.CLEAR]


def test_a_sentence_in_two_sections_is_told_once() -> None:
    rows = rows_of(dossier(statement(1, "On 7 May 2024 it fell."), statement(2, "On 7 May 2024 it fell.")))
    assert len(rows) == 1


@given(st.lists(st.tuples(partial().map(str), st.integers(1, 9)), max_size=40), st.sampled_from(Step))
def test_counting_loses_no_document_and_no_precision(published: list[tuple[str, int]], step: Step) -> None:
    found = counted(published, step)
    assert sum(one.documents for one in found) == sum(number for _, number in published)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for text, _ in published:
        one = day(text)
        assert any(bar.start <= one.first_day and one.last_day <= bar.end for bar in found)


@given(st.floats(1, 40_000), st.floats(50, 4_000))
def test_bars_are_wide_enough_or_years(span: float, pixels: float) -> None:
    step = step_for(span, pixels)
    wide = {Step.DAY: 1, Step.MONTH: 30, Step.YEAR: 365}[step] * pixels / span
    assert wide >= 3.99 or step is Step.YEAR


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 20)), max_size=60))
def test_no_two_spans_of_a_lane_overlap(pairs: list[tuple[float, float]]) -> None:
    spans = sorted((start, start + length) for start, length in pairs)
    where = lanes(spans)
    for number, one in enumerate(spans):
        for place in range(number):
            if where[place] == where[number]:
                assert spans[place][1] <= one[0]
    # Never more lanes than lie above one moment.
    most = max((sum(a <= start < b for a, b in spans) for start, _ in spans), default=0)
    assert len(set(where)) == most


@given(days, days, st.integers(3, 20))
def test_ticks_lie_within_and_are_not_too_many(one: date, other: date, most: int) -> None:
    first, last = min(one, other), max(one, other)
    found = ticks(first, last, most)
    assert all(first <= where <= last for where, _ in found)
    assert len(found) <= most + 2
    assert [where for where, _ in found] == sorted({where for where, _ in found})


@given(st.dates(), st.dates())
def test_widening_stays_within_what_a_date_can_be(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    before, after = widened(first, last)
    assert before <= first
    assert last <= after


def test_a_quotation_keeps_its_marks_in_a_chronology() -> None:
    rows = rows_of(
        dossier(
            statement(1, "We met on 7 May 2024.", form=StatementForm.QUOTATION),
            statement(2, "التقينا يوم 8 مايو 2024.", form=StatementForm.QUOTATION),
            statement(3, "“We left on 9 May 2024.”", form=StatementForm.QUOTATION),
        )
    )
    assert [row.sentence for row in rows] == [
        "“We met on 7 May 2024.”", "«التقينا يوم 8 مايو 2024.»", "“We left on 9 May 2024.”",
    ]  # fmt: skip
