"""Lay the relationships of a dossier's actor out as boxes and lines, for the writers that draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.domain.figures import GraphEdge, PlacedGraph

WIDTH, HEIGHT = 162.0, 104.0
"""Millimetres of the drawing: an A4 page less its margins."""
BOX_WIDTH, BOX_HEIGHT = 34.0, 9.5
_LONGEST_LABEL = 44
_HEAD = 2.6
"""Length of an arrow's head."""


@dataclass(frozen=True)
class Relation:
    """One relationship in words: `one` has `other` as its `kind`, said by so many documents."""

    one: str
    kind: str
    other: str
    documents: int
    disputed: bool
    when: str = ""


@dataclass(frozen=True)
class Box:
    """A name in its place; x and y are millimetres from the left and the top to the box's middle."""

    x: float
    y: float
    label: str
    central: bool


@dataclass(frozen=True)
class Line:
    """A line between two boxes, with the head of an arrow (three points, or none) and a label in its middle."""

    points: tuple[float, float, float, float]
    head: tuple[tuple[float, float], ...]
    label: str
    thickness: float
    """Points (1/72 inch)."""
    dashed: bool


@dataclass(frozen=True)
class RelationFigure:
    """The drawing, and the same in words."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    relations: tuple[Relation, ...]
    width: float = WIDTH
    height: float = HEIGHT


def relation_figure(placed: PlacedGraph | None) -> RelationFigure | None:
    """The drawing of a placed graph; None when nobody is related to the actor."""
    if placed is None or not placed.graph.edges:
        return None
    nodes = placed.graph.nodes
    middles = dict(
        zip(
            (node.actor_id for node in nodes),
            _spread([placed.places[n.actor_id] for n in nodes]),
            strict=True,
        )
    )
    names = {node.actor_id: node.name for node in nodes}
    boxes = tuple(
        Box(*middles[node.actor_id], _short(node.name), place == 0) for place, node in enumerate(nodes)
    )
    pairs: dict[frozenset[int], list[GraphEdge]] = {}
    for edge in placed.graph.edges:
        if edge.kind is not None:
            pairs.setdefault(frozenset({edge.one, edge.other}), []).append(edge)
    lines = tuple(_line(edges, middles[edges[0].one], middles[edges[0].other]) for edges in pairs.values())
    relations = tuple(
        Relation(
            names[edge.one], str(edge.kind), names[edge.other], edge.evidence, edge.disputed, _when(edge)
        )
        for edges in pairs.values()
        for edge in edges
    )
    return RelationFigure(boxes, lines, relations, height=max(box.y for box in boxes) + BOX_HEIGHT / 2 + 1)


def supported_only(placed: PlacedGraph) -> tuple[PlacedGraph, tuple[str, ...]]:
    """The graph without relationships that no document of the case supports, and these in words."""
    graph = placed.graph
    names = {node.actor_id: node.name for node in graph.nodes}
    untold = tuple(
        f"{names[edge.one]} has as {edge.kind} {names[edge.other]}" for edge in graph.edges if edge.uncited
    )
    if not untold:
        return placed, ()
    edges = tuple(edge for edge in graph.edges if not edge.uncited)
    joined = {key for edge in edges for key in (edge.one, edge.other)}
    nodes = tuple(node for place, node in enumerate(graph.nodes) if place == 0 or node.actor_id in joined)
    return replace(placed, graph=replace(graph, nodes=nodes, edges=edges)), untold


def _when(edge: GraphEdge) -> str:
    if edge.start is None and edge.end is None:
        return ""
    return f"{edge.start or ''}–{edge.end or ''}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1].rstrip()}…"


def _on_grid(found: Sequence[Sequence[float]]) -> list[list[float]]:
    """Each box in the nearest free cell of a grid, in order; those for whom there is no cell stay where they are."""
    columns, rows = int(WIDTH / (BOX_WIDTH + 4)), int(HEIGHT / (BOX_HEIGHT + 4))
    free = [
        [WIDTH / columns * (column + 0.5), HEIGHT / rows * (row + 0.5)]
        for column in range(columns)
        for row in range(rows)
    ]
    placed = []
    for place in found:
        cell = min(free, key=lambda one: math.dist(one, place), default=list(place))
        if cell in free:
            free.remove(cell)
        placed.append(cell)
    return placed


def _spread(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places scaled into the drawing, and boxes that would cover each other moved apart."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide, high = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    room_x, room_y = WIDTH - BOX_WIDTH - 2, HEIGHT - BOX_HEIGHT - 2
    found = [
        [
            1 + BOX_WIDTH / 2 + ((x - min(xs)) / wide if wide > 1e-5 else 0.5) * room_x,
            1 + BOX_HEIGHT / 2 + ((y - min(ys)) / high if high > 1e-5 else 0.5) * room_y,
        ]
        for x, y in places
    ]
    for _ in range(200):
        moved = False
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                gap_x = BOX_WIDTH + 4 - abs(one[0] - other[0])
                gap_y = BOX_HEIGHT + 4 - abs(one[1] - other[1])
                if gap_x <= 0 or gap_y <= 0:
                    continue
                moved = True
                axis, gap = (0, gap_x) if gap_x < gap_y else (1, gap_y)
                push = gap / 2 + 0.01 if one[axis] >= other[axis] else -gap / 2 - 0.01
                one[axis] += push
                other[axis] -= push
        for one in found:
            one[0] = min(max(one[0], 1 + BOX_WIDTH / 2), WIDTH - 1 - BOX_WIDTH / 2)
            one[1] = min(max(one[1], 1 + BOX_HEIGHT / 2), HEIGHT - 1 - BOX_HEIGHT / 2)
        if not moved:
            break
    else:  # pushed to and fro between walls: places given all alike, say
        found = _on_grid(found)
    unused = min(y for _, y in found) - 1 - BOX_HEIGHT / 2  # few boxes need no page
    return [(round(x, 2), round(y - unused, 2)) for x, y in found]


def _line(edges: Sequence[GraphEdge], start: tuple[float, float], end: tuple[float, float]) -> Line:
    first = edges[0]
    label = ", ".join(dict.fromkeys(str(edge.kind) for edge in edges))
    begin, stop = _edge_of_box(start, end), _edge_of_box(end, start)
    head: tuple[tuple[float, float], ...] = ()
    if any(edge.directed for edge in edges):
        head = _arrow(begin, stop)
    evidence = max(edge.evidence for edge in edges)
    return Line(
        (*begin, *stop),
        head,
        label,
        round(min(0.6 + 0.35 * evidence, 3.2), 2),
        any(edge.disputed for edge in edges) or first.uncited,
    )


def _edge_of_box(middle: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    """Where the line from a box's middle leaves the box."""
    dx, dy = towards[0] - middle[0], towards[1] - middle[1]
    if not dx and not dy:
        return middle
    share = min(
        BOX_WIDTH / 2 / abs(dx) if dx else float("inf"), BOX_HEIGHT / 2 / abs(dy) if dy else float("inf"), 1.0
    )
    return round(middle[0] + dx * share, 2), round(middle[1] + dy * share, 2)


def _arrow(begin: tuple[float, float], tip: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    dx, dy = tip[0] - begin[0], tip[1] - begin[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length < _HEAD:
        return ()
    ux, uy = dx / length, dy / length
    back = tip[0] - ux * _HEAD, tip[1] - uy * _HEAD
    half = _HEAD * 0.42
    return (
        tip,
        (round(back[0] - uy * half, 2), round(back[1] + ux * half, 2)),
        (round(back[0] + uy * half, 2), round(back[1] - ux * half, 2)),
    )
