"""The graph page: drawn from real documents, walked by key, its lines lead to sentences, saved as text."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from dossier.analysis.graph import place_nodes
from dossier.domain.actors import ActorId, ActorRole, RelationshipKind
from dossier.domain.figures import Graph, GraphEdge, GraphNode
from dossier.gui import graph_view
from dossier.gui.graph_canvas import GraphCanvas
from dossier.gui.graph_labels import Room, Wish, place_names
from dossier.gui.graph_view import GraphView
from dossier.gui.main_window import MainWindow
from dossier.gui.relationship_dialog import RelationshipDialog
from dossier.gui.run import make_application
from dossier.jobs import NEVER_CANCELLED
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

TEXTS = {
    "one.txt": "A first report\n\n3 May 2024\n\nHezbollah and Hamas met. Iran praised Hezbollah and Hamas.\n",
    "two.txt": "A second report\n\n4 May 2024\n\nHezbollah said that Iran was informed.\n",
}
HOSTILE = '<img src="file:///etc/passwd"> & حزب الله'


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> GraphView:
    import_texts(qtbot, window, tmp_path / "texts", TEXTS)
    window.go_to("Graph")
    page = window.pages.get("Graph")
    assert isinstance(page, GraphView)
    qtbot.waitUntil(lambda: bool(page.canvas.nodes()), timeout=SLOW)
    idle(qtbot, window)
    return page


def words_in(page: GraphView) -> str:
    return "\n".join(label.text() for label in page.evidence.findChildren(QLabel))


def test_actors_named_together_are_connected_and_a_line_shows_the_sentence(
    qtbot: QtBot, window: MainWindow, page: GraphView
) -> None:
    assert {"Hezbollah", "Hamas", "Iran"} <= {node.name for node in page.canvas.nodes()}
    shown = page.shown
    assert shown is not None
    names = {node.name: node.actor_id for node in shown.graph.nodes}
    [between] = [
        one for one in shown.graph.edges if {one.one, one.other} == {names["Hezbollah"], names["Hamas"]}
    ]
    assert between.together == 1
    page.canvas.choose_edge(between)
    idle(qtbot, window)
    assert "Hezbollah and Hamas" in words_in(page)
    with qtbot.waitSignal(page.open_passage) as opened:
        page.evidence.links()[-1].click()
    assert window.case is not None
    assert opened.args is not None
    assert "report" in window.case.library.get(opened.args[0]).title


def test_a_person_walks_by_tab_and_opens_by_enter(qtbot: QtBot, window: MainWindow, page: GraphView) -> None:
    canvas = page.canvas
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    first, second = canvas.nodes()[:2]
    if canvas.chosen is None:  # without a window manager the focus may not arrive
        canvas.choose_node(first.actor_id)
    assert canvas.chosen == first.actor_id
    assert canvas.focusNextPrevChild(True)
    assert canvas.chosen == second.actor_id
    assert canvas.accessibleDescription() == second.name
    with qtbot.waitSignal(page.actor_wanted) as opened:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert opened.args == [second.actor_id]
    idle(qtbot, window)
    assert window.pages.current_name == "Actors"


def test_only_neighbours_and_back(qtbot: QtBot, window: MainWindow, page: GraphView) -> None:
    everyone = len(page.canvas.nodes())
    hamas = next(node for node in page.canvas.nodes() if node.name == "Hamas")
    page.together.setChecked(False)
    page.show_around(hamas.actor_id)
    idle(qtbot, window)
    assert page.canvas.nodes()[0].name == "Hamas"
    assert len(page.canvas.nodes()) <= everyone
    assert "Hamas" in page.everyone.words
    page.together.setChecked(True)
    page.everyone.click()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: len(page.canvas.nodes()) == everyone, timeout=SLOW)


def test_a_filter_that_leaves_nobody_says_so(qtbot: QtBot, window: MainWindow, page: GraphView) -> None:
    page.time.start.setText("1990")
    page.time.end.setText("1991")
    assert not page.uncited.isChecked()
    qtbot.waitUntil(lambda: not page.canvas.nodes(), timeout=SLOW)
    idle(qtbot, window)
    assert "Nothing to draw" in [label.text() for label in page.findChildren(QLabel)]


def test_saved_pictures_hold_names_as_text(qtbot: QtBot, tmp_path: Path) -> None:
    make_application()
    canvas = GraphCanvas()
    qtbot.addWidget(canvas)
    nodes = (
        GraphNode(ActorId(1), HOSTILE, ActorRole.GROUP, 3),
        GraphNode(ActorId(2), "Other", ActorRole.PERSON, 1),
    )
    edges = (GraphEdge(ActorId(1), ActorId(2), RelationshipKind.LEADER, 2, disputed=True),)
    canvas.show_graph(place_nodes(Graph(nodes, edges), NEVER_CANCELLED))
    assert canvas.save_svg(tmp_path / "g.svg")
    drawing = ET.fromstring((tmp_path / "g.svg").read_text("utf-8"))
    texts = [" ".join("".join(one.itertext()).split()) for one in drawing.iter() if one.tag.endswith("text")]
    assert {HOSTILE[:-9], "حزب الله"} <= set(texts)  # each script is a run of its own
    assert {"Other", "leader"} <= set(texts)
    assert not [one for one in drawing.iter() if one.tag.endswith(("image", "img"))]
    assert canvas.save_png(tmp_path / "g.png")
    assert not QImage(str(tmp_path / "g.png")).isNull()
    assert not canvas.save_png(tmp_path / "missing" / "g.png")


rects = st.builds(
    QRectF, st.floats(0, 800), st.floats(0, 600), st.floats(1, 200), st.floats(1, 40)
)  # as names on a screen


@given(st.lists(rects, max_size=40), st.integers(0, 8))
def test_no_two_names_lie_on_each_other_and_those_that_must_are_shown(
    places: list[QRectF], musts: int
) -> None:
    wishes = [
        Wish(rect.center(), 6.0, rect.size(), must=number < musts) for number, rect in enumerate(places)
    ]
    found = place_names(wishes, Room())
    assert all(rect is not None for rect in found[:musts])
    optional = [rect for rect in found[musts:] if rect is not None]
    shown = [rect for rect in found if rect is not None]
    assert not any(one.intersects(other) for one in optional for other in shown if other is not one)
    for wish, rect in zip(wishes, found, strict=True):
        assert rect is None or rect.size() == wish.size
    if found:
        assert found[0] is not None or not musts


def test_everyone_around_the_chosen_actor_is_named(qtbot: QtBot) -> None:
    make_application()
    canvas = GraphCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 400)
    nodes = tuple(
        GraphNode(ActorId(key), f"An organisation with a long name {key}", ActorRole.GROUP, 60 - key)
        for key in range(1, 50)
    )
    edges = tuple(GraphEdge(ActorId(40), ActorId(key), None, 1, 1) for key in range(1, 12))
    canvas.show_graph(place_nodes(Graph(nodes, edges), NEVER_CANCELLED))
    canvas.choose_node(ActorId(40))
    named = {key for key, entry in canvas._nodes.items() if entry.label.isVisible()}
    assert {ActorId(40), *(ActorId(key) for key in range(1, 12))} <= named
    assert all("organisation" in entry.item.toolTip() for entry in canvas._nodes.values())


def test_a_line_becomes_a_relationship_with_its_passage(
    qtbot: QtBot, window: MainWindow, page: GraphView
) -> None:
    assert window.case is not None
    assert page.shown is not None
    names = {node.name: node.actor_id for node in page.shown.graph.nodes}
    [between] = [
        one for one in page.shown.graph.edges if {one.one, one.other} == {names["Hamas"], names["Hezbollah"]}
    ]
    page.canvas.choose_edge(between)
    idle(qtbot, window)
    known = len(window.case.relations.every(cited_only=True))
    [button] = [
        one
        for one in page.evidence.findChildren(QPushButton)
        if one.text() in {"Edit…", "Note how they are related…"}
    ]
    button.click()
    [dialog] = page.findChildren(RelationshipDialog)
    dialog.passages.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.save()
    idle(qtbot, window)
    assert len(window.case.relations.every(cited_only=True)) == known + 1
    assert "taken back" in page.undo()
    idle(qtbot, window)
    assert len(window.case.relations.every(cited_only=True)) == known


def test_a_tangle_begins_with_lines_of_two_documents_and_the_slider_brings_the_rest(
    qtbot: QtBot, window: MainWindow, page: GraphView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = "A third report\n\n5 May 2024\n\nHezbollah and Hamas met again. Joe Biden spoke.\n"
    import_texts(qtbot, window, tmp_path / "more", {"three.txt": again})
    qtbot.waitUntil(lambda: not page._wait.isActive() and not window.runner.running(), timeout=SLOW)
    assert page.minimum.label.text() == "all lines"
    many = page.shown
    assert many is not None
    monkeypatch.setattr(graph_view, "TANGLED", 1)
    page.show_around(None)
    qtbot.waitUntil(lambda: page.minimum.value() == 2, timeout=SLOW)
    idle(qtbot, window)
    few = page.shown
    assert few is not None
    assert page.minimum.label.text() == "≥ 2 documents"
    assert 0 < len(few.graph.edges) < len(many.graph.edges)
    assert all(edge.evidence >= 2 or edge.uncited for edge in few.graph.edges)
    assert "2 documents or more" in page.told.text()
    assert page.state()["minimum"] is None
    page.minimum.slider.setFocus()
    qtbot.keyClick(page.minimum.slider, Qt.Key.Key_Home)
    qtbot.waitUntil(
        lambda: page.shown is not None and len(page.shown.graph.edges) == len(many.graph.edges), timeout=SLOW
    )
    assert page.state()["minimum"] == 1
    idle(qtbot, window)


def test_the_graph_begins_with_what_can_be_told_apart() -> None:
    few = [0, 1, 1, 2]
    assert graph_view.readable_minimum(few) == 1
    many = [0] * 200 + [1] * 100 + [2] * 90 + [5] * 60
    assert graph_view.readable_minimum(many) == 3
    assert graph_view.readable_minimum([1] * 500) == 1  # else nothing would be left
    assert graph_view.readable_minimum([]) == 1
