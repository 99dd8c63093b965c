"""Test the drawing of relationships: every box inside, none over another, arrows that touch boxes."""

from __future__ import annotations

from dossier.domain.actors import ActorId, ActorRole, RelationshipKind
from dossier.domain.figures import Graph, GraphEdge, GraphNode, PlacedGraph
from dossier.export.relations import BOX_HEIGHT, BOX_WIDTH, HEIGHT, WIDTH, relation_figure
from hypothesis import example, given
from hypothesis import strategies as st

PLACES = st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=2, max_size=12)


def placed(places: list[tuple[float, float]], **values: object) -> PlacedGraph:
    nodes = tuple(
        GraphNode(ActorId(number), f"Actor {number}", ActorRole.GROUP, 1) for number in range(len(places))
    )
    edges = tuple(
        GraphEdge(ActorId(0), ActorId(number), RelationshipKind.LEADER, 2, **values)  # type: ignore[arg-type]
        for number in range(1, len(places))
    )
    return PlacedGraph(Graph(nodes, edges), {node.actor_id: places[node.actor_id] for node in nodes})


@given(PLACES)
@example([(0.0, 0.0)] * 12)
@example([(0.0, 5.0)] * 6 + [(0.0, 0.0)] * 6)
def test_boxes_stay_inside_and_apart(places: list[tuple[float, float]]) -> None:
    figure = relation_figure(placed(places))

    assert figure is not None
    for box in figure.boxes:
        assert BOX_WIDTH / 2 <= box.x <= WIDTH - BOX_WIDTH / 2
        assert BOX_HEIGHT / 2 <= box.y <= HEIGHT - BOX_HEIGHT / 2
    for number, one in enumerate(figure.boxes):
        for other in figure.boxes[number + 1 :]:
            assert abs(one.x - other.x) >= BOX_WIDTH - 0.1 or abs(one.y - other.y) >= BOX_HEIGHT - 0.1


def test_an_arrow_leads_to_the_edge_of_the_other_box() -> None:
    figure = relation_figure(placed([(0.0, 0.0), (1.0, 0.0)]))

    assert figure is not None
    (line,) = figure.lines
    assert line.points[2] == figure.boxes[1].x - BOX_WIDTH / 2
    assert line.head[0] == line.points[2:]
    assert line.label == "leader"


def test_disputed_relationships_are_dashed_and_told() -> None:
    figure = relation_figure(placed([(0.0, 0.0), (1.0, 0.0)], disputed=True))

    assert figure is not None
    assert figure.lines[0].dashed
    assert figure.relations[0].disputed


def test_nobody_related_draws_nothing() -> None:
    assert relation_figure(PlacedGraph(Graph(), {})) is None
    assert relation_figure(None) is None
