"""Draw a placed graph: nodes by what an actor is, edges by evidence; move about in it by mouse and keys."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsPolygonItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
)

from dossier.analysis.graph import thickness
from dossier.domain.actors import ActorId, ActorRole
from dossier.domain.figures import GraphEdge, GraphNode, PlacedGraph
from dossier.gui import theme
from dossier.gui.graph_labels import Room, Wish, place_names
from dossier.gui.later import later
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible

APART = 92.0
"""Scene units between neighbouring nodes."""
LARGEST_PICTURE = 8_000
"""Pixels of a saved picture's longer side."""
_NEAR = 5
"""Pixels around the pointer in which an edge is taken as meant."""


@dataclass
class _Node:
    node: GraphNode
    item: QGraphicsPathItem
    label: QGraphicsSimpleTextItem
    radius: float


@dataclass
class _Edge:
    edge: GraphEdge
    item: QGraphicsPathItem
    head: QGraphicsPolygonItem | None
    label: QGraphicsSimpleTextItem | None
    """Its kind in words; made when it is first seen."""
    bend: float
    middle: QPointF = field(default_factory=QPointF)


class GraphCanvas(QGraphicsView):
    """The items are Qt's own, so drawing never enters Python; while it moves, edges are not smoothed."""

    node_chosen = Signal(int)  # actor
    edge_chosen = Signal(object)  # GraphEdge
    nothing_chosen = Signal()
    actor_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setAccessibleName("Graph of actors")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._nodes: dict[ActorId, _Node] = {}
        self._edges: list[_Edge] = []
        self._chosen: ActorId | GraphEdge | None = None
        self._dragged: _Node | None = None
        self._fitted = True
        self._settle = later(self, 120, self._come_to_rest)

    # -- showing

    def show_graph(self, placed: PlacedGraph) -> None:
        """Replace what is drawn, and show all of it."""
        self._scene.clear()
        self._nodes, self._edges, self._chosen = {}, [], None
        colours = theme.colours()
        self.setBackgroundBrush(QColor(colours.base))
        between: dict[frozenset[ActorId], int] = {}
        most = max((node.documents for node in placed.graph.nodes), default=1)
        for node in placed.graph.nodes:
            self._add_node(node, placed.places[node.actor_id], most)
        for edge in placed.graph.edges:
            pair = frozenset((edge.one, edge.other))
            number = between[pair] = between.get(pair, -1) + 1
            self._add_edge(edge, number)
        around = self._scene.itemsBoundingRect()
        self._scene.setSceneRect(around.adjusted(-600, -600, 600, 600))
        self.fit()

    def nodes(self) -> list[GraphNode]:
        """What is drawn, most documents first."""
        return [entry.node for entry in self._nodes.values()]

    @property
    def chosen(self) -> ActorId | GraphEdge | None:
        """The node or edge that is chosen."""
        return self._chosen

    def choose_node(self, key: ActorId) -> None:
        """Mark a node and its edges."""
        if key in self._nodes:
            self._choose(key)
            self.ensureVisible(self._nodes[key].item, 60, 60)
            self.node_chosen.emit(key)

    def choose_edge(self, edge: GraphEdge) -> None:
        """Mark a line."""
        self._choose(edge)
        self.edge_chosen.emit(edge)

    def fit(self) -> None:
        """Show the whole graph."""
        around = QRectF()
        for entry in self._nodes.values():
            spot, reach = entry.item.pos(), entry.radius
            around |= QRectF(spot.x() - reach, spot.y() - reach, 2 * reach, 2 * reach)
        # Names keep their size at every zoom, so their room is counted in pixels.
        wide, tall = max(self.viewport().width() - 150, 50), max(self.viewport().height() - 60, 50)
        scale = min(wide / max(around.width(), 1), tall / max(around.height(), 1), 1.6)
        self.setTransform(QTransform.fromScale(scale, scale))
        self.centerOn(around.center().x(), around.center().y() + 10 / scale)
        self._fitted = True
        self._come_to_rest()

    def zoom(self, factor: float) -> None:
        """Come nearer or step back."""
        scale = self.transform().m11() * factor
        if 0.02 < scale < 8:
            self._set_in_motion()
            self._fitted = False
            self.scale(factor, factor)

    def save_png(self, path: Path, *, dots: float = 2.0) -> bool:
        """Write the whole graph as a picture, `dots` pixels per scene unit; false if it can't be written."""
        extent = self._extent()
        dots = min(dots, LARGEST_PICTURE / max(extent.width(), extent.height()))
        image = QImage(
            math.ceil(extent.width() * dots), math.ceil(extent.height() * dots), QImage.Format.Format_RGB32
        )
        image.fill(QColor(theme.colours().base))
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._render(painter, QRectF(image.rect()), extent, dots)
        painter.end()
        return bool(image.save(str(path)))

    def save_svg(self, path: Path) -> bool:
        """Write the whole graph as SVG with the names as text; false if it can't be written."""
        from PySide6.QtSvg import QSvgGenerator

        extent = self._extent()
        target = QSvgGenerator()
        target.setFileName(str(path))
        target.setSize(extent.size().toSize())
        target.setViewBox(QRectF(0, 0, extent.width(), extent.height()))
        target.setTitle("Graph of actors")
        painter = QPainter()
        if not painter.begin(target):
            return False
        painter.fillRect(QRectF(0, 0, extent.width(), extent.height()), QColor(theme.colours().base))
        self._render(painter, QRectF(0, 0, extent.width(), extent.height()), extent, 1.0)
        painter.end()
        return path.is_file()

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next actor that way, + and - zoom, 0 shows all, Space its evidence, Enter its page."""
        ways = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in ways:
            self._go(*ways[key])
        elif event.text() in {"+", "="}:
            self.zoom(1.25)
        elif event.text() == "-":
            self.zoom(0.8)
        elif key is Qt.Key.Key_Space and isinstance(self._chosen, int):
            self.node_chosen.emit(self._chosen)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(self._chosen, int):
            self.actor_opened.emit(self._chosen)
        elif key is Qt.Key.Key_Escape and self._chosen is not None:
            self._choose(None)
            self.nothing_chosen.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from actor to actor; after the last one it leaves the graph."""
        keys = list(self._nodes)
        if isinstance(self._chosen, int):
            place = keys.index(ActorId(self._chosen)) + (1 if forward else -1)
            if 0 <= place < len(keys):
                self.choose_node(keys[place])
                return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by key stands on the first actor."""
        super().focusInEvent(event)
        by_key = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        if by_key and self._nodes and self._chosen is None:
            first = event.reason() is Qt.FocusReason.TabFocusReason
            self.choose_node(list(self._nodes)[0 if first else -1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, or begin to move the paper."""
        entry = self._node_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and entry is not None:
            self._dragged = entry
            self.choose_node(entry.node.actor_id)
            return
        edge = self._edge_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and edge is not None:
            self.choose_edge(edge.edge)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A node follows the pointer with its edges."""
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._set_in_motion()
            self._dragged.item.setPos(self.mapToScene(event.position().toPoint()))
            key = self._dragged.node.actor_id
            for edge in self._edges:
                if key in {edge.edge.one, edge.edge.other}:
                    self._lay(edge)
            return
        if event.buttons():
            self._set_in_motion()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The node stays where it was put."""
        self._dragged = None
        super().mouseReleaseEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the actor."""
        entry = self._node_at(event.position())
        if entry is not None:
            self.actor_opened.emit(entry.node.actor_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        self.zoom(1.0015 ** event.angleDelta().y())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A graph that was shown whole stays so."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    # -- inside

    def _add_node(self, node: GraphNode, place: tuple[float, float], most: int) -> None:
        radius = 6 + 14 * math.sqrt(node.documents / max(most, 1))
        item = QGraphicsPathItem(shape_of(node.role, radius))
        item.setPos(place[0] * APART, place[1] * APART)
        item.setZValue(2)
        item.setData(0, int(node.actor_id))
        self._scene.addItem(item)
        item.setToolTip(plain_tip(visible(node.name)[:200]))
        label = _label(visible(node.name)[:60], item)
        _below(label, radius)
        entry = self._nodes[node.actor_id] = _Node(node, item, label, radius)
        self._paint_node(entry, chosen=False)

    def _add_edge(self, edge: GraphEdge, number: int) -> None:
        item = QGraphicsPathItem()
        item.setZValue(1 if edge.kind is not None else 0)
        item.setData(1, len(self._edges))
        self._scene.addItem(item)
        head = QGraphicsPolygonItem(item) if edge.directed else None
        # Several edges between the same two lie beside each other: straight, then to one side and the other.
        bend = 0.0 if number == 0 else (26.0 * ((number + 1) // 2)) * (1 if number % 2 else -1)
        drawn = _Edge(edge, item, head, None, bend)
        self._edges.append(drawn)
        self._dress(drawn, chosen=False)
        self._lay(drawn)

    def _dress(self, drawn: _Edge, *, chosen: bool) -> None:
        colours, edge = theme.colours(), drawn.edge
        colour = colours.mark_now if chosen else colours.quiet if edge.kind is not None else colours.thread
        pen = _pen(colour, thickness(edge.evidence) + (0.8 if chosen else 0.0))
        if edge.disputed:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif edge.uncited:
            pen.setStyle(Qt.PenStyle.DotLine)
        drawn.item.setPen(pen)
        if drawn.head is not None:
            drawn.head.setPen(QPen(Qt.PenStyle.NoPen))
            drawn.head.setBrush(QColor(colour))

    def _lay(self, drawn: _Edge) -> None:
        """From rim to rim, bent if it is not the only one between the two."""
        one, other = self._nodes[drawn.edge.one], self._nodes[drawn.edge.other]
        start, end = one.item.pos(), other.item.pos()
        along = end - start
        length = math.hypot(along.x(), along.y()) or 1.0
        unit = QPointF(along.x() / length, along.y() / length)
        # The bend is measured from the smaller id, whichever way the edge points.
        side = 1 if drawn.edge.one < drawn.edge.other else -1
        across = QPointF(-unit.y(), unit.x()) * (drawn.bend * side)
        start, end = start + unit * one.radius, end - unit * (other.radius + 1)
        middle = (start + end) / 2 + across
        path = QPainterPath(start)
        if drawn.bend:
            path.quadTo((start + end) / 2 + across * 2, end)
        else:
            path.lineTo(end)
        drawn.item.setPath(path)
        if drawn.head is not None:  # not at the end, where names lie
            tip, turn = path.pointAtPercent(0.72), math.radians(path.angleAtPercent(0.72))
            ahead = QPointF(math.cos(turn), -math.sin(turn))
            wide = 5.0 + thickness(drawn.edge.evidence)
            aside = QPointF(-ahead.y(), ahead.x()) * (wide * 0.6)
            drawn.head.setPolygon(QPolygonF([tip + ahead * wide, tip + aside, tip - aside]))
        if drawn.label is not None:
            drawn.label.setPos(middle)
        drawn.middle = middle

    def _choose(self, what: ActorId | GraphEdge | None) -> None:
        former, self._chosen = self._chosen, what
        for one in (former, what):
            if isinstance(one, int):
                self._paint_node(self._nodes[ActorId(one)], chosen=one == what)
        for drawn in self._edges:
            was, now = _belongs(drawn.edge, former), _belongs(drawn.edge, what)
            if was != now:
                self._dress(drawn, chosen=now)
        name = self._nodes[ActorId(what)].node.name if isinstance(what, int) else ""
        self.setAccessibleDescription(visible(name))
        self._settle_labels()

    def _paint_node(self, entry: _Node, *, chosen: bool) -> None:
        colours = theme.colours()
        entry.item.setBrush(QColor(colours.mark_now if chosen else colours.accent_soft))
        entry.item.setPen(_pen(colours.text if chosen else colours.accent, 2.6 if chosen else 1.4))

    def _go(self, right: int, down: int) -> None:
        """To the nearest node in that direction; sideways distance counts double."""
        if not self._nodes:
            return
        if not isinstance(self._chosen, int):
            self.choose_node(next(iter(self._nodes)))
            return
        here = self._nodes[ActorId(self._chosen)].item.pos()
        best: tuple[float, ActorId] | None = None
        for key, entry in self._nodes.items():
            away = entry.item.pos() - here
            ahead, aside = away.x() * right + away.y() * down, abs(away.x() * down) + abs(away.y() * right)
            if ahead > 1 and (best is None or ahead + 2 * aside < best[0]):
                best = (ahead + 2 * aside, key)
        if best is not None:
            self.choose_node(best[1])

    def _node_at(self, place: QPointF) -> _Node | None:
        spot = place.toPoint()
        for item in self.items(spot.x() - 2, spot.y() - 2, 5, 5):
            key = item.data(0)
            if key is None and item.parentItem() is not None:
                key = item.parentItem().data(0)
            if key is not None:
                return self._nodes[ActorId(key)]
        return None

    def _edge_at(self, place: QPointF) -> _Edge | None:
        spot = place.toPoint()
        for item in self.items(spot.x() - _NEAR, spot.y() - _NEAR, 2 * _NEAR, 2 * _NEAR):
            number = item.data(1)
            if number is None and item.parentItem() is not None:
                number = item.parentItem().data(1)
            if number is not None:
                return self._edges[int(number)]
        return None

    def _set_in_motion(self) -> None:
        self.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._settle.start()

    def _come_to_rest(self) -> None:
        self._settle.stop()
        self.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._settle_labels()

    def _settle_labels(self) -> None:
        """Names keep their size whatever the zoom. What is chosen and its neighbours are always named; of the
        others those that find room, the most documents first. All are told under the pointer."""
        scale = self.transform().m11()
        near = self._neighbourhood()
        listed = sorted(self._nodes.values(), key=lambda entry: entry.node.actor_id not in near)
        listed.sort(key=lambda entry: entry.node.actor_id != self._chosen)
        wishes = [
            Wish(
                QPointF(self.mapFromScene(entry.item.pos())),
                entry.radius * scale,
                entry.label.boundingRect().size() + QSizeF(4, 0),
                must=entry.node.actor_id in near,
            )
            for entry in listed
        ]
        room = Room()
        for entry, wish, rect in zip(listed, wishes, place_names(wishes, room), strict=True):
            entry.label.setVisible(rect is not None)
            if rect is not None:
                entry.label.setPos(0, 0)
                away = rect.topLeft() - wish.spot
                entry.label.setTransform(QTransform.fromTranslate(away.x() + 2, away.y()))
        for drawn in self._edges:
            if drawn.label is not None:
                drawn.label.setVisible(False)
            if drawn.edge.kind is None:
                continue
            ends = isinstance(self._chosen, int) and self._chosen in {drawn.edge.one, drawn.edge.other}
            long = drawn.item.path().length() * scale > 90
            if long and (ends or drawn.edge is self._chosen or scale > 0.8):
                label = self._words_of(drawn)
                taken = QRectF(QPointF(), label.boundingRect().size())
                taken.moveCenter(QPointF(self.mapFromScene(drawn.middle)))
                if room.free(taken):
                    room.take(taken)
                    label.setVisible(True)

    def _neighbourhood(self) -> set[ActorId]:
        """The chosen actor and everyone it is connected with, or both ends of the chosen line."""
        if self._chosen is None:
            return set()
        chosen = [drawn.edge for drawn in self._edges if _belongs(drawn.edge, self._chosen)]
        alone = {ActorId(self._chosen)} if isinstance(self._chosen, int) else set()
        return alone.union(*({edge.one, edge.other} for edge in chosen))

    def _words_of(self, drawn: _Edge) -> QGraphicsSimpleTextItem:
        if drawn.label is None:
            drawn.label = _label(str(drawn.edge.kind), drawn.item, quiet=True)
            size = drawn.label.boundingRect()
            drawn.label.setTransform(QTransform.fromTranslate(-size.width() / 2, -size.height() / 2))
            drawn.label.setPos(drawn.middle)
            drawn.label.setVisible(False)
        return drawn.label

    def _extent(self) -> QRectF:
        """Of nodes and names at their natural size, with a margin."""
        around = QRectF()
        for entry in self._nodes.values():
            spot, size = entry.item.pos(), entry.label.boundingRect()
            half = max(size.width() / 2, entry.radius)
            around = around.united(
                QRectF(
                    spot.x() - half, spot.y() - entry.radius, 2 * half, 2 * entry.radius + size.height() + 2
                )
            )
        return around.adjusted(-20, -20, 20, 20)

    def _render(self, painter: QPainter, target: QRectF, extent: QRectF, dots: float) -> None:
        """With all names, which are scaled like everything else here."""
        hidden = [entry.label for entry in self._nodes.values() if not entry.label.isVisible()]
        for edge in self._edges:
            if edge.edge.kind is not None and not self._words_of(edge).isVisible():
                hidden.append(self._words_of(edge))
        labels = [entry.label for entry in self._nodes.values()]
        labels += [edge.label for edge in self._edges if edge.label is not None]
        flag = QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations
        for label in hidden:
            label.setVisible(True)
        for label in labels:
            label.setFlag(flag, False)
        for entry in self._nodes.values():
            _below(entry.label, entry.radius)
        try:
            self._scene.render(painter, target, extent)
        finally:
            for label in labels:
                label.setFlag(flag, True)
            for label in hidden:
                label.setVisible(False)
            self._settle_labels()


def _belongs(edge: GraphEdge, chosen: ActorId | GraphEdge | None) -> bool:
    """Whether an edge is marked together with what is chosen."""
    return edge is chosen or (isinstance(chosen, int) and chosen in {edge.one, edge.other})


def shape_of(role: ActorRole, radius: float) -> QPainterPath:
    """Persons are round, states and agencies square, outlets lie on a point, groups have six corners."""
    path = QPainterPath()
    corners = {ActorRole.MEDIA_OUTLET: 4, ActorRole.GROUP: 6, ActorRole.ORGANISATION: 6}.get(role, 0)
    if role is ActorRole.PERSON:
        path.addEllipse(QPointF(0, 0), radius, radius)
    elif corners:
        turn = math.pi / 2
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(
                        radius * 1.1 * math.cos(turn + 2 * math.pi * corner / corners),
                        radius * 1.1 * math.sin(turn + 2 * math.pi * corner / corners),
                    )
                    for corner in range(corners + 1)
                ]
            )
        )
    else:
        path.addRect(QRectF(-radius * 0.9, -radius * 0.9, radius * 1.8, radius * 1.8))
    return path


def _below(label: QGraphicsSimpleTextItem, radius: float) -> None:
    """Where a name stands when nothing is in its way."""
    label.setPos(0, radius)
    label.setTransform(QTransform.fromTranslate(-label.boundingRect().width() / 2, 3))


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)  # as thick at every zoom: thickness is evidence
    return pen


def _label(words: str, parent: QGraphicsItem, *, quiet: bool = False) -> QGraphicsSimpleTextItem:
    """Plain text on a ground that keeps it readable over lines."""
    colours = theme.colours()
    label = QGraphicsSimpleTextItem(words, parent)
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * (0.85 if quiet else 0.95))
    label.setFont(font)
    label.setBrush(QColor(colours.quiet if quiet else colours.text))
    label.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
    label.setZValue(3)
    ground = QGraphicsRectItem(label.boundingRect().adjusted(-2, 0, 2, 0), label)
    ground.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
    shade = QColor(colours.base)
    shade.setAlpha(215)
    ground.setBrush(QBrush(shade))
    ground.setPen(QPen(Qt.PenStyle.NoPen))
    return label
