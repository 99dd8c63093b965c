"""Figures of a case: what the graph counts, which sentences it shows, what an export is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.actors.recognition import Readable
from dossier.analysis.graph import GraphFilter
from dossier.case import Case, create_case
from dossier.case.reporting import bundle_of
from dossier.domain.actors import RelationshipKind
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import DateRange, PartialDate
from dossier.dossiers.citations import passage_at
from dossier.jobs import NEVER_CANCELLED, no_progress

from tests.helpers.cases import document

TEXTS = (
    ("Hezbollah met Hamas on 3 May 2024 in Beirut.", "2024-05-04"),
    ("Hamas said nothing. Iran praised Hezbollah, and Hamas too.", "2024"),
    ("Hezbollah thanked Iran.", None),
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Three documents with the actors in them found."""
    made = create_case(tmp_path / "Test.case")
    ids = made.corpus_store.add([document(text, published=day) for text, day in TEXTS])
    made.recogniser.record([Readable(key, text, "", "en") for key, (text, _) in zip(ids, TEXTS, strict=True)])
    yield made
    made.close()


def pairs(case: Case, between: DateRange | None = None) -> dict[frozenset[str], int]:
    wanted = GraphFilter(between=between)
    graph = case.figures.graph(wanted)(no_progress, NEVER_CANCELLED).graph
    names = {node.actor_id: node.name for node in graph.nodes}
    return {frozenset((names[one.one], names[one.other])): one.together for one in graph.edges}


def test_documents_that_name_both_are_counted_within_the_time_they_may_be_of(case: Case) -> None:
    both, other = frozenset(("Hezbollah", "Hamas")), frozenset(("Hezbollah", "Iran"))
    assert {key: count for key, count in pairs(case).items() if key in {both, other}} == {both: 2, other: 2}
    in_may = pairs(case, DateRange(PartialDate(2024, 5), PartialDate(2024, 5)))
    assert (in_may[both], in_may[other]) == (2, 1)  # "2024" may be May; the undated one is of no time
    in_june = pairs(case, DateRange(PartialDate(2024, 6), PartialDate(2024, 6)))
    assert (in_june[both], in_june[other]) == (1, 1)


def test_cited_sentences_come_before_those_that_only_name_both(case: Case) -> None:
    one, other = case.find_actor("Hezbollah"), case.find_actor("Hamas")
    passage = passage_at(DocumentId(1), TEXTS[0][0], 0, 44)
    key = case.relations.relate(RelationshipKind.OTHER, one, other, citations=[passage])
    found = case.figures.sentences_of(one, other, key)
    assert [entry.cited for entry in found] == [True, False, False]
    assert found[0].shown.passage.quote == TEXTS[0][0]
    assert found[2].shown.passage.quote == "Iran praised Hezbollah, and Hamas too."


def test_an_export_gets_a_chronology_with_what_events_cite_and_a_figure(case: Case) -> None:
    actor = case.find_actor("Hezbollah")
    book = case.editor.begin(actor, sections=("Summary",))
    section = case.editor.get(book).sections[0].id
    case.editor.cite_passage(book, section, DocumentId(1), (0, 44))
    uncited = passage_at(DocumentId(3), TEXTS[2][0], 0, 23)
    case.relations.add_event("Thanks", PartialDate(2023), actors=[actor], citations=[uncited])
    bundle = bundle_of(case, case.editor.get(book))
    assert [(row.printed, len(row.passages)) for row in bundle.chronology] == [("2023", 1), ("3 May 2024", 1)]
    assert bundle.chronology[1].grades == ("F6",)
    assert bundle.relations is not None
    assert bundle.relations.graph.nodes[0].actor_id == actor
    assert set(bundle.relations.places) == {node.actor_id for node in bundle.relations.graph.nodes}
