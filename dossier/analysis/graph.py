"""Build the graph of actors from relationships and from documents that name two of them; place its nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dossier.domain.actors import Actor, ActorId, ActorRole, Relationship, RelationshipKind
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import DateRange, PartialDate
from dossier.domain.figures import Graph, GraphEdge, GraphNode, PlacedGraph
from dossier.jobs import Cancelled

Pair = tuple[ActorId, ActorId]
"""Two actors, the smaller id first."""

_Numbers = NDArray[np.float32]
_ROUNDS, _STEP = 160, 20
_CHUNK = 8_192
"""Documents counted at once: 8,192 rows of 1,000 actors take 32 MB."""


@dataclass(frozen=True)
class GraphFilter:
    """What of a case the graph shows. None means all."""

    roles: frozenset[ActorRole] | None = None
    kinds: frozenset[RelationshipKind] | None = None
    together: bool = True
    """Connect actors that documents name together, too."""
    uncited: bool = True
    """Show relationships that no passage of this case supports."""
    between: DateRange | None = None
    """Documents published, and relationships that held, in this time."""
    minimum: int = 1
    """Documents behind an edge at least; what is uncited isn't counted."""
    around: ActorId | None = None
    """Only this actor and whoever is at most `steps` edges away."""
    steps: int = 1
    most: int = 500
    """Nodes at most."""


def count_pairs(
    named: Iterable[tuple[DocumentId, ActorId]], cancelled: Cancelled
) -> tuple[dict[ActorId, int], dict[Pair, int]]:
    """Documents per actor and per pair of actors. `named`: each document's actors once, by document."""
    numbers: dict[ActorId, int] = {}
    rows: list[list[int]] = []
    before: DocumentId | None = None
    total = np.zeros((0, 0), dtype=np.float32)

    def add(total: _Numbers, rows: Sequence[Sequence[int]]) -> _Numbers:
        cancelled.check()
        size = len(numbers)
        table = np.zeros((len(rows), size), dtype=np.float32)
        for place, row in enumerate(rows):
            table[place, row] = 1
        grown = np.zeros((size, size), dtype=np.float32)
        grown[: len(total), : len(total)] = total
        return grown + table.T @ table

    for document, actor in named:
        if document != before:
            if len(rows) == _CHUNK:
                total, rows = add(total, rows), []
            rows.append([])
            before = document
        rows[-1].append(numbers.setdefault(actor, len(numbers)))
    total = add(total, rows)
    actors = list(numbers)
    documents = {actor: int(total[place, place]) for actor, place in numbers.items()}
    ones, others = np.nonzero(np.triu(total, 1))
    pairs = {
        _pair(actors[one], actors[other]): int(total[one, other])
        for one, other in zip(ones.tolist(), others.tolist(), strict=True)
    }
    return documents, pairs


def build_graph(
    actors: Mapping[ActorId, Actor],
    relationships: Iterable[Relationship],
    documents: Mapping[ActorId, int],
    pairs: Mapping[Pair, int],
    published: Mapping[DocumentId, PartialDate | None],
    wanted: GraphFilter,
) -> Graph:
    """The graph of what `wanted` lets through. `published` knows every document that a relationship cites.

    Actors without an edge are left out, but for the one that the graph is around.
    """
    allowed = {key for key, actor in actors.items() if wanted.roles is None or actor.role in wanted.roles}
    edges: list[GraphEdge] = []
    related: set[Pair] = set()
    for one in relationships:
        if one.subject_id not in allowed or one.object_id not in allowed:
            continue
        if wanted.kinds is not None and one.kind not in wanted.kinds:
            continue
        citing = {passage.document_id for passage in one.citations}
        if wanted.between is not None:
            citing = {key for key in citing if _within(published.get(key), wanted.between)}
            if not _held(one, wanted.between):
                continue
            if one.citations and not citing and not (one.start or one.end):
                continue
        if not citing and not wanted.uncited:
            continue
        if citing and len(citing) < wanted.minimum:
            continue
        pair = _pair(one.subject_id, one.object_id)
        related.add(pair)
        edges.append(
            GraphEdge(
                one.subject_id, one.object_id, one.kind, len(citing), pairs.get(pair, 0),
                one.disputed, one.id, one.start, one.end,
            )
        )  # fmt: skip
    if wanted.together:
        edges += [
            GraphEdge(one, other, None, count, count)
            for (one, other), count in pairs.items()
            if count >= wanted.minimum and one in allowed and other in allowed and (one, other) not in related
        ]
    if wanted.around is not None:
        near = neighbourhood(edges, wanted.around, wanted.steps)
        edges = [edge for edge in edges if edge.one in near and edge.other in near]
        shown = near & actors.keys()
    else:
        shown = {key for edge in edges for key in (edge.one, edge.other)}
    ranked = sorted(shown, key=lambda key: (key != wanted.around, -documents.get(key, 0), key))
    kept = set(ranked[: wanted.most])
    return Graph(
        tuple(
            GraphNode(key, actors[key].name, actors[key].role, documents.get(key, 0))
            for key in ranked[: wanted.most]
        ),
        tuple(edge for edge in edges if edge.one in kept and edge.other in kept),
        left_out=len(ranked) - len(kept),
    )


def neighbourhood(edges: Iterable[GraphEdge], around: ActorId, steps: int) -> set[ActorId]:
    """An actor and all that are at most `steps` edges away."""
    near: dict[ActorId, set[ActorId]] = defaultdict(set)
    for edge in edges:
        near[edge.one].add(edge.other)
        near[edge.other].add(edge.one)
    found = last = {around}
    for _ in range(steps):
        last = {key for one in last for key in near[one]} - found
        found = found | last
    return found


def strongest(graph: Graph, most: int) -> Graph:
    """The graph with its relationships and about `most` edges of actors only named together.

    Whoever has no other edge keeps the strongest one.
    """
    loose = sorted(
        (edge for edge in graph.edges if edge.kind is None),
        key=lambda edge: (-edge.evidence, edge.one, edge.other),
    )
    kept = set(loose[:most])
    tied = {
        key for edge in graph.edges if edge.kind is not None or edge in kept for key in (edge.one, edge.other)
    }
    for edge in loose[most:]:
        if edge.one not in tied or edge.other not in tied:
            kept.add(edge)
            tied.update((edge.one, edge.other))
    return replace(graph, edges=tuple(edge for edge in graph.edges if edge.kind is not None or edge in kept))


def thickness(evidence: int) -> float:
    """Width of an edge in points: 1 without evidence or for one document, a half more each doubling, 5 at most."""
    return min(5.0, 1.0 + 0.75 * log2(max(1, evidence)))


def place_nodes(graph: Graph, cancelled: Cancelled) -> PlacedGraph:
    """A place for every node by forces (ForceAtlas2, Jacomy et al. 2014); equal graphs give equal places.

    Raises JobCancelled within a few rounds of being asked to stop.
    """
    import networkx

    keys = [node.actor_id for node in graph.nodes]
    if len(keys) < 2:
        return PlacedGraph(graph, dict.fromkeys(keys, (0.0, 0.0)))
    net: Any = networkx.Graph()
    net.add_nodes_from(keys)
    for edge in graph.edges:
        # What the analyst noted pulls more than what merely stands in the same document.
        pull = (2.0 if edge.kind is not None else 0.3) + 0.3 * log2(1 + edge.evidence)
        known = net.get_edge_data(edge.one, edge.other, {"weight": 0.0})
        net.add_edge(edge.one, edge.other, weight=known["weight"] + pull)
    parts = sorted(networkx.connected_components(net), key=lambda part: (-len(part), min(part)))
    laid = []
    for part in parts:
        order = [key for key in keys if key in part]
        places = {key: np.array(place) for key, place in _spiral(order).items()}
        for _ in range(_ROUNDS // _STEP if len(order) > 2 else 0):
            cancelled.check()
            places = networkx.forceatlas2_layout(
                net.subgraph(order), pos=places, max_iter=_STEP, weight="weight", scaling_ratio=4.0, seed=1
            )
        laid.append((order, _spread(np.array([places[key] for key in order]))))
    return PlacedGraph(graph, _pack(laid))


def _pack(
    laid: Sequence[tuple[Sequence[ActorId], NDArray[np.float64]]],
) -> dict[ActorId, tuple[float, float]]:
    """The largest part on top, the others in rows below it that are about as wide."""
    found: dict[ActorId, tuple[float, float]] = {}
    room = max(float(np.ptp(laid[0][1][:, 0])), 6.0)
    left = top = tallest = 0.0
    for order, at in laid:
        where = at - at.min(axis=0)
        wide, tall = (float(one) for one in where.max(axis=0))
        if left and left + wide > room:
            left, top, tallest = 0.0, top + tallest + 1.3, 0.0
        found.update(
            {key: (left + float(x), top + float(y)) for key, (x, y) in zip(order, where, strict=True)}
        )
        left, tallest = left + wide + 1.6, max(tallest, tall)
    return found


def _spiral(keys: Sequence[ActorId]) -> dict[ActorId, tuple[float, float]]:
    """Start: the first in the middle, the others around (the sunflower's angle), so nothing is random."""
    return {
        key: (
            float(np.sqrt(place) * np.cos(2.39996 * place)),
            float(np.sqrt(place) * np.sin(2.39996 * place)),
        )
        for place, key in enumerate(keys)
    }


def _spread(where: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale so that neighbours stand about 1.0 apart, and push apart those that stand on each other."""
    if len(where) < 2:
        return where
    gaps = np.linalg.norm(where[:, None] - where[None, :], axis=2)
    np.fill_diagonal(gaps, np.inf)
    middle = float(np.median(gaps.min(axis=1)))
    where = where / (middle if middle > 1e-6 else 1.0)
    for _ in range(60):
        apart = where[:, None] - where[None, :]
        gaps = np.linalg.norm(apart, axis=2)
        np.fill_diagonal(gaps, 9.0)
        close = gaps < 0.9
        if not close.any():
            break
        push = np.where(close, (0.9 - gaps) / np.maximum(gaps, 1e-6) / 2, 0.0)
        where = where + (apart * push[:, :, None]).sum(axis=1) * 0.7
    return where


def _pair(one: ActorId, other: ActorId) -> Pair:
    return (one, other) if one < other else (other, one)


def _within(published: PartialDate | None, between: DateRange) -> bool:
    return published is not None and between.overlaps(published)


def _held(one: Relationship, between: DateRange) -> bool:
    """Whether it may have held at some time within; what has no dates may always have."""
    begins = between.start is None or one.end is None or one.end.last_day >= between.start.first_day
    ends = between.end is None or one.start is None or one.start.first_day <= between.end.last_day
    return begins and ends
