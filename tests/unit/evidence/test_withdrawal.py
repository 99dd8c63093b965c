"""What falls with a source, against a count that follows every chain."""

from __future__ import annotations

from dossier.domain.corpus import DocumentId
from dossier.domain.evidence import Link, LinkKind, LinkStatus
from dossier.evidence.provenance import Node, document_node, documents_of, end_of, provenance, start_of
from dossier.evidence.withdrawal import fallen, what_falls
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.sample_bundle import bundle, section, statement
from tests.unit.evidence.test_provenance import NODES, OUTSIDE, SPEECH, graphs, link


def _stands(links: list[Link], node: Node, withdrawn: set[Node]) -> bool:
    """Whether some chain from a node to an end meets nothing withdrawn."""
    if node in withdrawn:
        return False
    onward = [
        end_of(one)
        for one in links
        if start_of(one) == node
        and one.status is LinkStatus.CONFIRMED
        and one.kind is not LinkKind.FACT_CHECKS
    ]
    return not onward or any(end is not None and _stands(links, end, withdrawn) for end in onward)


@given(
    graphs(),
    st.sets(st.sampled_from(NODES), max_size=3),
    st.sets(st.sampled_from(NODES), min_size=1, max_size=3),
    st.lists(st.sets(st.integers(1, 7), max_size=3), min_size=1, max_size=5),
)
def test_what_falls_equals_following_every_chain(
    drawn: tuple[list[Link], object], withdrawn: set[Node], falling: set[Node], cited: list[set[int]]
) -> None:
    links, _ = drawn
    graph = provenance(links, OUTSIDE)
    statements = [statement(number, "So.", sorted(of)) for number, of in enumerate(cited, start=1)]
    dossier = bundle(section(1, "A", *statements)).dossier
    fall = what_falls(graph, [dossier], withdrawn=withdrawn, falling=falling)
    expected = {}
    for one in statements:
        mine = documents_of([one])
        stood = [key for key in mine if _stands(links, document_node(key), withdrawn)]
        stand = [key for key in mine if _stands(links, document_node(key), withdrawn | falling)]
        if len(stand) < len(stood):
            expected[one.id] = not stand
    assert {loss.statement.id: loss.lost for loss in fall.losses} == expected
    everything = [DocumentId(number) for number in range(1, 8)]
    assert fallen(graph, everything, withdrawn) == {
        key for key in everything if not _stands(links, document_node(key), withdrawn)
    }


def test_a_document_with_another_source_stands() -> None:
    links = [link(1, 2), link(1, SPEECH), link(3, 2)]
    graph = provenance(links, OUTSIDE)
    gone = {document_node(DocumentId(2))}
    assert fallen(graph, [DocumentId(number) for number in (1, 2, 3, 4)], gone) == {2, 3}


def test_a_long_chain_does_not_hurt() -> None:
    links = [link(number, number + 1, LinkKind.REPORTS) for number in range(1, 5_000)]
    graph = provenance(links)
    assert len(fallen(graph, [DocumentId(1)], {document_node(DocumentId(5_000))})) == 1
    assert graph.independent_sources([DocumentId(1)]).roots[0].documents == (5_000,)


def test_nothing_rests_on_it() -> None:
    dossier = bundle(section(1, "A", statement(1, "So.", (1,)))).dossier
    fall = what_falls(provenance([]), [dossier], withdrawn=(), falling={document_node(DocumentId(9))})
    assert fall.sentence == "No statement rests on it."
