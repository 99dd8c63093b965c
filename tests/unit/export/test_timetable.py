"""Test the line of time, and the chronology that an outline makes of dated rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import TLP, StatementId
from dossier.domain.evidence import Passage
from dossier.domain.figures import ChronologyRow
from dossier.export.building import build_outline
from dossier.export.timetable import timescale
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.sample_bundle import bundle, section, statement

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def row(start: date | None, end: date | None = None, **values: object) -> ChronologyRow:
    given_row = ChronologyRow("then", start, end or start, "Something happened.")
    return replace(given_row, **values)  # type: ignore[arg-type]


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=20))
def test_spans_lie_on_the_line_in_order_of_time(pairs: list[tuple[date, date]]) -> None:
    rows = sorted((row(min(pair), max(pair)) for pair in pairs), key=lambda one: one.start or date.max)
    scale = timescale(rows)

    assert scale is not None
    spans = [scale.span(one) for one in rows]
    for span in spans:
        assert span is not None
        assert 0 <= span.left < 1
        assert 0 < span.width <= 1.0001 - span.left
    lefts = [span.left for span in spans if span is not None]
    assert lefts == sorted(lefts)
    assert all(0 <= share < 1 for share, _ in scale.labels)


def test_undated_rows_have_no_place() -> None:
    assert timescale([row(None)]) is None


def test_events_cite_and_statements_are_told_by_their_number() -> None:
    event = row(
        date(2024, 1, 3),
        passages=(Passage(DocumentId(2), 0, 4, "word"),),
        sentence="An event.",
        printed="3 January 2024",
    )
    said = row(date(2024, 1, 4), statement_id=StatementId(1))
    outline = build_outline(
        replace(bundle(section(1, "A", statement(1, "Said.", (1,)))), chronology=(event, said))
    )

    assert [one.statement for one in outline.chronology.rows] == ["", "1.1"]
    (mark,) = outline.chronology.rows[0].marks
    assert mark.number in {entry.number for entry in outline.entries}
    assert [entry.anchors for entry in outline.entries if entry.number == mark.number] == [(mark.anchor,)]


def test_nothing_above_the_level_shows_in_the_chronology() -> None:
    hidden = statement(1, "Secret.", (1,), tlp=TLP.RED)
    only_there = row(date(2024, 1, 3), passages=(Passage(DocumentId(1), 0, 4, "word"),))
    said = row(date(2024, 1, 4), statement_id=StatementId(1), tlp=TLP.RED)
    made = replace(
        bundle(section(1, "A", hidden, statement(2, "Open.", (2,)))), chronology=(only_there, said)
    )

    assert build_outline(made, TLP.GREEN).chronology.rows == ()
    assert len(build_outline(made, TLP.RED).chronology.rows) == 2


def test_conflicting_statements_point_at_each_other() -> None:
    made = bundle(section(1, "A", statement(1, "Ten.", (1,)), statement(2, "Twelve.", (2,))))
    items = build_outline(replace(made, conflicts=((1, 2, ""),))).sections[0].items

    assert [any("conflicts with 1.2" in note for note in items[0].notes)] == [True]
    assert any("conflicts with 1.1" in note for note in items[1].notes)


def test_a_withheld_conflict_says_so_and_no_more() -> None:
    made = bundle(section(1, "A", statement(1, "Ten.", (1,)), statement(2, "Twelve.", (2,), tlp=TLP.RED)))
    (item,) = build_outline(replace(made, conflicts=((1, 2, "secret"),)), TLP.GREEN).sections[0].items

    assert "conflicts with a statement that is not shown here" in item.notes
