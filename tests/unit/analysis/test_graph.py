"""The graph: counts equal brute force, filters keep what they promise, places are stable and apart."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from dossier.analysis.graph import (
    GraphFilter,
    build_graph,
    count_pairs,
    neighbourhood,
    place_nodes,
    strongest,
    thickness,
)
from dossier.domain.actors import (
    KIND_OF_ROLE,
    Actor,
    ActorId,
    ActorRole,
    ActorStatus,
    Relationship,
    RelationshipId,
    RelationshipKind,
)
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import DateRange, PartialDate
from dossier.domain.evidence import Passage
from dossier.domain.figures import Graph, GraphEdge, GraphNode
from dossier.jobs import NEVER_CANCELLED, Cancelled, JobCancelled
from hypothesis import given
from hypothesis import strategies as st

named = st.dictionaries(st.integers(1, 30), st.sets(st.integers(1, 12), min_size=1), max_size=20)


def actor(key: int, role: ActorRole = ActorRole.GROUP) -> Actor:
    return Actor(ActorId(key), f"Actor {key}", KIND_OF_ROLE[role], role, ActorStatus.CONFIRMED)


def actors(*keys: int) -> dict[ActorId, Actor]:
    return {ActorId(key): actor(key) for key in keys}


def related(
    key: int, one: int, other: int, *, cited: tuple[int, ...] = (), start: str = "", end: str = ""
) -> Relationship:
    return Relationship(
        RelationshipId(key), RelationshipKind.LEADER, ActorId(one), ActorId(other),
        PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None,
        citations=tuple(Passage(DocumentId(document), 0, 5, "quote") for document in cited),
    )  # fmt: skip


def edge(one: int, other: int, evidence: int = 1, kind: RelationshipKind | None = None) -> GraphEdge:
    return GraphEdge(ActorId(one), ActorId(other), kind, evidence)


def graph_of(edges: list[GraphEdge]) -> Graph:
    keys = dict.fromkeys(key for one in edges for key in (one.one, one.other))
    return Graph(tuple(GraphNode(key, str(key), ActorRole.GROUP, 1) for key in keys), tuple(edges))


@given(named)
def test_counts_equal_brute_force(documents: dict[int, set[int]]) -> None:
    rows = [(DocumentId(key), ActorId(one)) for key in sorted(documents) for one in sorted(documents[key])]
    counts, pairs = count_pairs(rows, NEVER_CANCELLED)
    for one in range(1, 13):
        assert counts.get(ActorId(one), 0) == sum(one in found for found in documents.values())
    for one, other in combinations(range(1, 13), 2):
        both = sum({one, other} <= found for found in documents.values())
        assert pairs.get((ActorId(one), ActorId(other)), 0) == both


@given(st.lists(st.tuples(st.integers(1, 15), st.integers(1, 15)), max_size=30), st.integers(0, 4))
def test_a_neighbourhood_is_what_so_many_steps_reach(pairs: list[tuple[int, int]], steps: int) -> None:
    edges = [edge(one, other) for one, other in pairs if one != other]
    reached = {1}
    for _ in range(steps):
        reached |= {b for a, b in pairs if a in reached} | {a for a, b in pairs if b in reached}
    assert neighbourhood(edges, ActorId(1), steps) == reached


def test_an_uncited_relationship_is_told_apart_and_can_be_left_out() -> None:
    people = actors(1, 2, 3)
    relations = [related(1, 1, 2), related(2, 1, 3, cited=(7, 7, 8))]
    published = {DocumentId(7): None, DocumentId(8): None}
    shown = build_graph(people, relations, {}, {}, published, GraphFilter())
    assert [(one.other, one.evidence, one.uncited) for one in shown.edges] == [(2, 0, True), (3, 2, False)]
    cited = build_graph(people, relations, {}, {}, published, GraphFilter(uncited=False))
    assert [one.other for one in cited.edges] == [3]
    assert {node.actor_id for node in cited.nodes} == {1, 3}


def test_a_minimum_counts_documents_and_spares_what_is_uncited() -> None:
    pairs = {(ActorId(1), ActorId(2)): 3, (ActorId(2), ActorId(3)): 1}
    shown = build_graph(actors(1, 2, 3), [related(1, 1, 3)], {}, pairs, {}, GraphFilter(minimum=2))
    assert [(one.one, one.other, one.kind) for one in shown.edges] == [
        (1, 3, RelationshipKind.LEADER),
        (1, 2, None),
    ]


def test_who_is_related_is_not_drawn_as_named_together_as_well() -> None:
    pairs = {(ActorId(1), ActorId(2)): 4}
    [only] = build_graph(actors(1, 2), [related(1, 2, 1)], {}, pairs, {}, GraphFilter()).edges
    assert (only.kind, only.together) == (RelationshipKind.LEADER, 4)


@pytest.mark.parametrize(
    ("relation", "shown"),
    [
        (related(1, 1, 2, start="2020", end="2021"), False),
        (related(1, 1, 2, start="2023-06"), True),
        (related(1, 1, 2, start="2025"), False),
        (related(1, 1, 2, cited=(1,)), False),
        (related(1, 1, 2, cited=(2,)), True),
        (related(1, 1, 2), True),
    ],
)
def test_a_time_asks_when_it_held_or_when_it_was_told(relation: Relationship, shown: bool) -> None:
    published = {DocumentId(1): PartialDate(2020), DocumentId(2): PartialDate(2024, 3)}
    wanted = GraphFilter(between=DateRange(PartialDate(2024), PartialDate(2024)))
    graph = build_graph(actors(1, 2), [relation], {}, {}, published, wanted)
    assert bool(graph.edges) is shown


def test_only_so_many_nodes_are_drawn_and_the_rest_is_counted() -> None:
    pairs = {(ActorId(1), ActorId(key)): 1 for key in range(2, 12)}
    counts = {ActorId(key): key for key in range(1, 12)}
    graph = build_graph(actors(*range(1, 12)), [], counts, pairs, {}, GraphFilter(most=4, around=ActorId(1)))
    assert [node.actor_id for node in graph.nodes] == [1, 11, 10, 9]
    assert graph.left_out == 7
    assert all({one.one, one.other} <= {1, 9, 10, 11} for one in graph.edges)


def test_the_strongest_edges_stay_and_nobody_is_cut_off() -> None:
    edges = [edge(1, 2, 9), edge(2, 3, 8), edge(1, 3, 7), edge(3, 4, 1), edge(1, 4, 1)]
    kept = strongest(graph_of(edges), 2).edges
    assert kept == (edges[0], edges[1], edge(1, 4, 1))


def test_thickness_grows_with_evidence_up_to_a_limit() -> None:
    widths = [thickness(count) for count in (0, 1, 2, 8, 10_000)]
    assert widths == sorted(widths)
    assert widths[0] == widths[1] == 1.0
    assert widths[-1] == 5.0


@given(st.lists(st.tuples(st.integers(1, 25), st.integers(26, 50)), min_size=1, max_size=40))
def test_places_are_the_same_each_time_and_not_on_each_other(pairs: list[tuple[int, int]]) -> None:
    graph = graph_of([edge(one, other) for one, other in dict.fromkeys(pairs)])
    places = place_nodes(graph, NEVER_CANCELLED).places
    assert places == place_nodes(graph, NEVER_CANCELLED).places
    assert set(places) == {node.actor_id for node in graph.nodes}
    for one, other in combinations(places.values(), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > 0.3


def test_placing_can_be_cancelled() -> None:
    stop = Cancelled()
    stop.set()
    with pytest.raises(JobCancelled):
        place_nodes(graph_of([edge(1, 2), edge(2, 3)]), stop)
