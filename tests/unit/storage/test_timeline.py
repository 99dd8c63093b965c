"""Counts by date equal counting one by one, and every bar's documents are found again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dossier.analysis.timeline import Step, counted
from dossier.case import create_case
from dossier.case.timeline import LANES, TimelineFilter
from dossier.jobs import NEVER_CANCELLED, no_progress
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.cases import document

dates = st.sampled_from(
    ["2023", "2024", "2024-01", "2024-02", "2024-01-05", "2024-01-06", "2024-02-05", None]
)


@settings(max_examples=15)
@given(st.lists(st.tuples(dates, st.integers(0, LANES + 4)), max_size=30))
def test_every_document_is_in_exactly_one_bar_or_without_a_date(items: list[tuple[str | None, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = create_case(Path(folder) / "T.case")
        try:
            new = [
                document(
                    f"text {number}",
                    published=day,
                    source_id=None if source == 0 else case.corpus_store.source_named(f"Source {source}"),
                )
                for number, (day, source) in enumerate(items)
            ]
            ids = case.corpus_store.add(new)
            wanted = TimelineFilter()
            lanes = case.timelines.timeline(wanted)(no_progress, NEVER_CANCELLED).lanes
            assert len(lanes) <= LANES + 2
            for step in Step:
                found = []
                for lane in lanes:
                    for count in counted(lane.published, step):
                        documents = case.timelines.documents(lane, count, wanted)
                        assert len(documents) == count.documents
                        found += [one.id for one in documents]
                    without = case.timelines.documents(lane, None, wanted)
                    assert len(without) == lane.undated
                    found += [one.id for one in without]
                assert sorted(found) == sorted(ids)
        finally:
            case.close()
