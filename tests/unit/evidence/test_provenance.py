"""Chains, roots, circles; the count of independent sources against one that lists every chain."""

from __future__ import annotations

import pytest
from dossier.domain.corpus import DocumentId, GroupId
from dossier.domain.evidence import Link, LinkId, LinkKind, LinkStatus, Publication, PublicationId
from dossier.errors import UserError
from dossier.evidence.provenance import (
    Node,
    document_node,
    end_of,
    provenance,
    publication_node,
    refuse_cycle,
    start_of,
)
from hypothesis import given
from hypothesis import strategies as st

SPEECH = Publication(PublicationId(1), "Speech of 4 January 2024", "Al-Furqan", kind="utterance")
REPORT = Publication(PublicationId(2), "Report on the militias", "A think tank")
UNKNOWN = Publication(PublicationId(3), "Original in Arabic", kind="unknown")
OUTLET = Publication(PublicationId(4), "Amaq", "Amaq", kind="outlet")
OUTSIDE = (SPEECH, REPORT, UNKNOWN, OUTLET)


def link(
    start: int | Publication,
    end: int | Publication,
    kind: LinkKind = LinkKind.REPORTS,
    status: LinkStatus = LinkStatus.CONFIRMED,
    number: int = 0,
) -> Link:
    """A link between documents (by number) and publications."""
    return Link(
        LinkId(number),
        kind,
        status,
        from_document_id=DocumentId(start) if isinstance(start, int) else None,
        from_publication_id=None if isinstance(start, int) else start.id,
        to_document_id=DocumentId(end) if isinstance(end, int) else None,
        to_publication_id=None if isinstance(end, int) else end.id,
    )


def count(links: list[Link], *documents: int, groups: dict[int, int] | None = None) -> tuple[int, int]:
    """Independent sources of documents, and unknown roots."""
    known = {DocumentId(key): GroupId(group) for key, group in (groups or {}).items()}
    found = provenance(links, OUTSIDE, known).independent_sources(DocumentId(one) for one in documents)
    return found.count, len(found.unknown)


def test_a_document_without_links_is_its_own_root() -> None:
    found = provenance([]).independent_sources([DocumentId(1), DocumentId(2), DocumentId(1)])
    assert [root.documents for root in found.roots] == [(1,), (2,)]
    assert found.sentence == "2 independent sources"


def test_five_articles_on_one_report_are_one_source() -> None:
    assert count([link(number, 9) for number in range(1, 6)], 1, 2, 3, 4, 5) == (1, 0)


def test_the_report_itself_adds_nothing() -> None:
    assert count([link(1, 9)], 1, 9) == (1, 0)


def test_a_named_publication_is_shared_and_counts_once() -> None:
    links = [link(1, SPEECH), link(2, 3), link(3, SPEECH), link(4, REPORT)]
    assert count(links, 1, 2) == (1, 0)
    assert count(links, 1, 2, 4) == (2, 0)


@pytest.mark.parametrize("unknown", [UNKNOWN, OUTLET])
def test_a_root_of_unknown_identity_never_counts(unknown: Publication) -> None:
    assert count([link(1, unknown)], 1) == (0, 1)
    assert count([link(1, unknown), link(2, unknown)], 1, 2, 5) == (1, 1)
    found = provenance([link(1, unknown)], OUTSIDE).independent_sources([DocumentId(1)])
    assert found.sentence == "no independent sources; 1 root not seen"


def test_a_publication_that_leads_on_is_no_root() -> None:
    poster = Publication(PublicationId(7), "Poster")
    found = provenance([link(1, poster), link(poster, SPEECH)], [*OUTSIDE, poster]).independent_sources(
        [DocumentId(1)]
    )
    assert [root.publication for root in found.roots] == [SPEECH]


def test_only_confirmed_links_count_unless_asked() -> None:
    links = [link(1, 2, status=LinkStatus.SUGGESTED), link(3, 2, status=LinkStatus.REJECTED)]
    assert count(links, 1, 2, 3) == (3, 0)
    asked = provenance(links, suggested=True)
    assert asked.independent_sources([DocumentId(1), DocumentId(2), DocumentId(3)]).count == 2


def test_a_fact_check_does_not_rest_on_what_it_checks() -> None:
    assert count([link(1, 2, LinkKind.FACT_CHECKS)], 1, 2) == (2, 0)


def test_reprints_count_once() -> None:
    assert count([], 1, 2, 3, groups={1: 1, 2: 1}) == (2, 0)


def test_what_one_reprint_tells_of_its_root_holds_for_all() -> None:
    assert count([link(2, REPORT)], 1, 2, 5, groups={1: 1, 2: 1}) == (2, 0)
    assert count([link(2, REPORT), link(5, REPORT)], 1, 5, groups={1: 1, 2: 1}) == (1, 0)


def test_groups_that_cite_each_other_count_once() -> None:
    links = [link(1, 3), link(4, 2)]
    assert count(links, 1, 2, 3, 4, groups={1: 1, 2: 1, 3: 3, 4: 3}) == (1, 0)
    assert count([*links, link(9, 1)], 9, groups={1: 1, 2: 1, 3: 3, 4: 3}) == (1, 0)


def test_a_link_to_a_near_duplicate_is_no_way_out() -> None:
    assert count([link(2, 1, LinkKind.REPUBLISHES)], 2, groups={1: 1, 2: 1}) == (1, 0)


def test_chains_say_where_the_root_was_not_seen() -> None:
    graph = provenance([link(1, 2), link(2, SPEECH), link(1, 3)], OUTSIDE)
    chains = graph.chains(DocumentId(1))
    assert [chain.nodes for chain in chains] == [
        (Node(False, 1), Node(False, 2), Node(True, 1)),
        (Node(False, 1), Node(False, 3)),
    ]
    assert [chain.not_seen for chain in chains] == [True, False]
    assert graph.chains(DocumentId(8))[0].nodes == (Node(False, 8),)


def test_circles_are_refused() -> None:
    there = [link(1, 2), link(2, SPEECH), link(SPEECH, 3)]
    for fresh in (link(2, 1), link(3, 1), link(3, SPEECH), link(4, 4)):
        with pytest.raises(UserError):
            refuse_cycle(there, fresh)
    refuse_cycle(there, link(1, 3))
    refuse_cycle([link(1, 2, status=LinkStatus.SUGGESTED)], link(2, 1))


NODES = [document_node(DocumentId(number)) for number in range(1, 8)] + [
    publication_node(one.id) for one in OUTSIDE
]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Link], dict[DocumentId, GroupId]]:
    """Links as an analyst may confirm them, one after the other, with those that close circles refused."""
    links: list[Link] = []
    pairs = draw(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=14))
    for number, (one, other) in enumerate(pairs, start=1):
        fresh = Link(
            LinkId(number),
            draw(st.sampled_from(list(LinkKind))),
            draw(st.sampled_from([LinkStatus.CONFIRMED, LinkStatus.CONFIRMED, LinkStatus.SUGGESTED])),
            one.document_id,
            one.publication_id,
            other.document_id,
            other.publication_id,
        )
        try:
            refuse_cycle(links, fresh)
        except UserError:
            continue
        links.append(fresh)
    numbers = draw(st.lists(st.sampled_from([0, 0, 0, 10, 20]), min_size=7, max_size=7))
    groups = {
        DocumentId(key): GroupId(group)
        for key, group in enumerate(numbers, start=1)
        if group and numbers.count(group) > 1
    }
    return links, groups


def _all_ends(links: list[Link], start: Node) -> set[Node]:
    """The ends of all chains, one by one."""
    following = [
        end_of(one)
        for one in links
        if start_of(one) == start
        and one.status is LinkStatus.CONFIRMED
        and one.kind is not LinkKind.FACT_CHECKS
    ]
    return {end for one in following if one for end in _all_ends(links, one)} if following else {start}


@given(graphs(), st.sets(st.integers(1, 7)))
def test_roots_equal_the_ends_of_all_chains(
    drawn: tuple[list[Link], dict[DocumentId, GroupId]], cited: set[int]
) -> None:
    links, _ = drawn
    documents = [DocumentId(one) for one in cited]
    found = provenance(links, OUTSIDE).independent_sources(documents)
    ends = {end for key in documents for end in _all_ends(links, document_node(key))}
    unknown = {publication_node(UNKNOWN.id), publication_node(OUTLET.id)}
    assert {root.node for root in found.roots} == ends - unknown
    assert {root.node for root in found.unknown} == ends & unknown
    walked = provenance(links, OUTSIDE)
    assert {chain.end for key in documents for chain in walked.chains(key)} == ends


@given(graphs(), st.sets(st.integers(1, 7), min_size=1))
def test_with_reprints_there_is_an_end_and_never_more_of_them(
    drawn: tuple[list[Link], dict[DocumentId, GroupId]], cited: set[int]
) -> None:
    links, groups = drawn
    documents = [DocumentId(one) for one in cited]
    with_groups = provenance(links, OUTSIDE, groups).independent_sources(documents)
    whole = {other for key in documents for other in groups if groups[other] == groups.get(key)} | set(
        documents
    )
    without = provenance(links, OUTSIDE).independent_sources(whole)
    assert with_groups.count + len(with_groups.unknown) >= 1
    assert with_groups.items <= without.items
    assert with_groups.items == len({groups.get(key, key) for key in documents})
    for copy in whole:
        assert provenance(links, OUTSIDE, groups).independent_sources([copy]).count <= max(
            1, with_groups.count + len(with_groups.unknown)
        )


def test_order_of_links_and_documents_does_not_matter() -> None:
    links = [link(1, 3), link(4, 2), link(5, 1), link(5, REPORT)]
    groups = {DocumentId(1): GroupId(1), DocumentId(2): GroupId(1)}
    one = provenance(links, OUTSIDE, groups).independent_sources([DocumentId(5), DocumentId(4)])
    other = provenance(links[::-1], OUTSIDE, groups).independent_sources([DocumentId(4), DocumentId(5)])
    assert one == other
