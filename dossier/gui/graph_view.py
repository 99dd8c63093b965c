"""The graph: who is related to whom or named together, and the sentences behind each line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.analysis.graph import GraphFilter
from dossier.case import Case
from dossier.case.figures import Sentence
from dossier.domain.actors import ActorId, ActorRole, RelationshipKind
from dossier.domain.figures import GraphEdge, PlacedGraph
from dossier.errors import DossierError
from dossier.gui import theme
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.figure_parts import (
    ask_for_picture,
    figure_over_evidence,
    word_button,
    write_picture,
)
from dossier.gui.graph_canvas import GraphCanvas, shape_of
from dossier.gui.job_runner import JobRunner
from dossier.gui.later import later
from dossier.gui.link_button import LinkButton
from dossier.gui.minimum_slider import MinimumSlider
from dossier.gui.relationship_dialog import RelationshipDialog
from dossier.gui.sentences_panel import Deed, SentencesPanel
from dossier.gui.spin_box import SpinBox
from dossier.gui.time_fields import TimeFields
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.text.normalize import visible

TANGLED = 80
"""Lines that can still be told apart; of more, the thinnest are left out until the slider is moved."""


class GraphView(QWidget):
    """Filters above, the graph in the middle, the evidence of what is chosen below."""

    open_passage = Signal(int, int, int)
    actor_wanted = Signal(int)
    import_wanted = Signal()
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._around: ActorId | None = None
        self._stale = True
        self._asked = 0
        self.shown: PlacedGraph | None = None

        self.canvas = GraphCanvas()
        self.roles = FilterMenu(
            "Actors", [(str(role).capitalize(), role, role_icon(role)) for role in ActorRole]
        )
        self.kinds = FilterMenu(
            "Relationships", [(str(kind).capitalize(), kind, None) for kind in RelationshipKind]
        )
        self.together = _check("Named together", "Connect actors that documents name together")
        self.uncited = _check(
            "Without passage", "Show starter knowledge that no passage of this case supports"
        )
        self.uncited.setChecked(False)
        self.minimum = MinimumSlider()
        self.steps = SpinBox()
        self.steps.setRange(1, 4)
        self.steps.setSuffix(" step(s)")
        self.steps.setAccessibleName("Steps away from the actor")
        self.time = TimeFields()
        self.everyone = LinkButton("All actors again")
        zoom_in, zoom_out, whole = (
            word_button("+", "Nearer (+)"),
            word_button("−", "Farther (-)"),
            word_button("All", "All (0)"),
        )
        save = QToolButton()
        save.setText("Save…")
        save.setToolTip("Save as PNG or SVG (Ctrl+S)")
        first, second = QHBoxLayout(), QHBoxLayout()
        widget: QWidget
        for widget in (self.roles, self.kinds, self.together, self.uncited):
            first.addWidget(widget)
        first.addStretch(1)
        for widget in (zoom_out, zoom_in, whole, save):
            first.addWidget(widget)
        for widget in (self.time, self.minimum):
            second.addWidget(widget)
        second.addStretch(1)
        third = QHBoxLayout()
        third.addWidget(self.everyone)
        third.addWidget(self.steps)
        third.addStretch(1)

        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setProperty("role", "quiet")
        self.told.setWordWrap(True)
        self.evidence = SentencesPanel(
            "Click an actor or a line to see the sentences behind it; double-click an actor for its page. "
            "Keys: Tab and arrows go from actor to actor, Enter opens it, + and − zoom, 0 shows all."
        )
        self._none = EmptyPanel("No graph yet", "", "Import documents")
        split, self._place = figure_over_evidence(
            self.canvas, self._none, self.told, self.evidence, (520, 170)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addLayout(third)
        layout.addWidget(split, 1)

        self._wait = later(self, 200, self._read)
        for box in (self.together, self.uncited):
            box.toggled.connect(self._wait.start)
        self.minimum.changed.connect(self._wait.start)
        self.steps.valueChanged.connect(self._wait.start)
        for menu in (self.roles, self.kinds):
            menu.changed.connect(self._wait.start)
        self.time.changed.connect(self._wait.start)
        self.everyone.clicked.connect(lambda: self.show_around(None))
        zoom_in.clicked.connect(lambda: self.canvas.zoom(1.25))
        zoom_out.clicked.connect(lambda: self.canvas.zoom(0.8))
        whole.clicked.connect(self.canvas.fit)
        save.clicked.connect(self.save)
        self.canvas.node_chosen.connect(self._node_chosen)
        self.canvas.edge_chosen.connect(self._edge_chosen)
        self.canvas.nothing_chosen.connect(self.evidence.clear)
        self.canvas.actor_opened.connect(self.actor_wanted)
        self.evidence.open_passage.connect(self.open_passage)
        self._none.acted.connect(self.import_wanted)
        self._show_around()

    # -- what the window calls

    def show_changes(self, changes: Changes) -> None:
        """Read anew when actors, documents or what is known of them have changed."""
        if changes.actors or changes.corpus or changes.evidence:
            self._stale = True
            if self.isVisible():
                self._wait.start()

    def showEvent(self, event: object) -> None:
        """The graph is read when it is first looked at."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._wait.start()

    def commands(self) -> list[Command]:
        """What can be done here."""
        canvas = self.canvas
        return [
            Command("Save the graph…", self.save, "Ctrl+S"),
            Command("Show the whole graph", canvas.fit, "0", on=canvas),
            Command("Come nearer", lambda: canvas.zoom(1.25), "+", on=canvas, handled=True),
            Command("Step back", lambda: canvas.zoom(0.8), "-", on=canvas, handled=True),
            Command("Go to the next actor", lambda: None, "Tab", on=canvas, handled=True),
            Command("Open the actor's page", self._open_chosen, "Return", on=canvas, handled=True),
            Command("Only the actor's neighbours", self._narrow, "N", on=canvas),
            Command("All actors again", lambda: self.show_around(None), "Shift+N", on=canvas),
        ]

    def state(self) -> dict[str, object]:
        """What outlives a restart."""
        return {"together": self.together.isChecked(), "without_passage": self.uncited.isChecked(),
                "minimum": self.minimum.value() if self.minimum.chosen else None}  # fmt: skip

    def restore(self, state: dict[str, object]) -> None:
        """Show what was shown before."""
        self.together.setChecked(bool(state.get("together", True)))
        self.uncited.setChecked(bool(state.get("without_passage", False)))
        minimum = state.get("minimum")
        self.minimum.set_value(minimum if isinstance(minimum, int) else 1, chosen=isinstance(minimum, int))

    def show_around(self, actor: ActorId | None) -> None:
        """Only this actor and its neighbours; None shows everyone."""
        self._around = actor
        self._show_around()
        self._read()

    def save(self) -> None:
        """Ask for a file and write the graph into it."""
        path = ask_for_picture(self, "graph")
        if path is not None:
            self.save_as(path)

    def save_as(self, path: Path) -> None:
        """Write the graph; the suffix says the format."""
        try:
            write_picture(self.canvas, path)
        except DossierError as error:
            self._fail(error)

    # -- inside

    def _wanted(self) -> GraphFilter:
        return GraphFilter(
            roles=self.roles.chosen(),
            kinds=self.kinds.chosen(),
            together=self.together.isChecked(),
            uncited=self.uncited.isChecked(),
            between=self.time.between,
            minimum=self.minimum.value(),
            around=self._around,
            steps=self.steps.value(),
        )

    def _read(self) -> None:
        self._stale = False
        self._asked += 1
        asked = self._asked

        def done(placed: PlacedGraph) -> None:
            if asked != self._asked:
                return
            evidence = [edge.evidence for edge in placed.graph.edges]
            self.minimum.reach(max(evidence, default=1))
            start = readable_minimum(evidence)
            if not self.minimum.chosen and self.minimum.value() == 1 and start > 1:
                self.minimum.set_value(start, chosen=False)  # the slider tells of it
                self._read()
            else:
                self._show(placed)

        self._runner.run(
            "Drawing the graph", self._case.figures.graph(self._wanted()), done=done, failed=self._fail
        )

    def _show(self, placed: PlacedGraph) -> None:
        self.shown = placed
        self.canvas.show_graph(placed)
        self.evidence.clear()
        nodes, edges = placed.graph.nodes, placed.graph.edges
        words = f"{len(nodes):,} actors, {len(edges):,} lines"
        if placed.graph.left_out:
            words += f"; {placed.graph.left_out:,} with fewer documents are not drawn: narrow the filters"
        if self.minimum.value() > 1 and not self.minimum.chosen:
            words += f" with {self.minimum.value()} documents or more"
        dotted = " · dotted: no passage yet" if self.uncited.isChecked() else ""
        self.told.setText(f"{words}.  Thick: many documents · dashed: disputed{dotted}")
        if not nodes:
            if self._case.library.count():
                self._none.say("Nothing to draw", "Nobody is connected under these filters. Loosen them.")
            else:
                self._none.say("No graph yet", "Import documents: actors named in them are connected here.")
        self._place.setCurrentIndex(0 if nodes else 1)
        self.told.setVisible(bool(nodes))
        if self._around is not None:
            self.canvas.choose_node(self._around)

    def _show_around(self) -> None:
        self.everyone.setVisible(self._around is not None)
        self.steps.setVisible(self._around is not None)
        if self._around is not None:
            self.everyone.say(f"✕ only around {visible(self._case.catalog.get(self._around).name)[:40]}")

    def _open_chosen(self) -> None:
        if isinstance(self.canvas.chosen, int):
            self.actor_wanted.emit(self.canvas.chosen)

    def _narrow(self) -> None:
        if isinstance(self.canvas.chosen, int):
            self.show_around(self.canvas.chosen)

    def _node_chosen(self, key: int) -> None:
        actor = ActorId(key)
        if self.shown is None:
            return
        node = next(one for one in self.shown.graph.nodes if one.actor_id == actor)
        names = {one.actor_id: one.name for one in self.shown.graph.nodes}
        mine = [edge for edge in self.shown.graph.edges if actor in {edge.one, edge.other}]
        mine.sort(key=lambda edge: (edge.kind is None, -edge.evidence))
        links: list[Deed] = [
            (edge_words(edge, names, actor), partial(self.canvas.choose_edge, edge)) for edge in mine[:40]
        ]
        deeds: list[Deed] = [("Open the page", lambda: self.actor_wanted.emit(key))]
        if self._around != actor:
            deeds.append(("Only its neighbours", lambda: self.show_around(actor)))
        count = "1 document" if node.documents == 1 else f"{node.documents:,} documents"
        self._evidence(
            lambda: self._case.figures.sentences_naming(actor, most=4),
            visible(node.name), f"{node.role}, named in {count}", deeds, links,
        )  # fmt: skip

    def _edge_chosen(self, edge: GraphEdge) -> None:
        if self.shown is None:
            return
        names = {one.actor_id: one.name for one in self.shown.graph.nodes}
        about = []
        if edge.kind is not None:
            about.append(f"cited by {edge.evidence:,}" if edge.evidence else "no passage cited yet")
            dates = " to ".join(str(date) for date in (edge.start, edge.end) if date)
            about += [dates] if dates else []
            about += ["sources disagree"] if edge.disputed else []
        about.append(
            f"{edge.together:,} documents name both" if edge.together != 1 else "1 document names both"
        )
        deeds: list[Deed] = [
            (visible(names[key])[:40], partial(self.canvas.choose_node, key))
            for key in (edge.one, edge.other)
        ]
        if not self._case.read_only:
            words = "Note how they are related…" if edge.relationship_id is None else "Edit…"
            deeds.append((words, partial(self._edit, edge)))
        self._evidence(
            lambda: self._case.figures.sentences_of(edge.one, edge.other, edge.relationship_id),
            edge_words(edge, names, None), "  ·  ".join(about), deeds, [],
        )  # fmt: skip

    def _edit(self, edge: GraphEdge) -> None:
        """Note or mend how both actors are related, with the passages that say so."""
        key = edge.relationship_id
        known = None if key is None else self._case.relations.get(key)
        dialog = RelationshipDialog(self._case, edge.one, known, self)
        if known is None:
            dialog.choose(edge.other)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, changes: Changes, sentence: str) -> None:
        self._runner.changed.emit(changes)
        self.said.emit(sentence)

    def undo(self) -> str:
        """Take the last change of relationships and events back."""
        word = "" if self._case.read_only else self._case.relations.undo()
        if word:
            self._runner.changed.emit(Changes(actors=True, evidence=True))
        return f"The last change of a {word} was taken back." if word else ""

    def _evidence(
        self, read: Callable[[], list[Sentence]], title: str, about: str, deeds: list[Deed], links: list[Deed]
    ) -> None:
        chosen = self.canvas.chosen

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> list[Sentence]:
            return read()

        def done(sentences: list[Sentence]) -> None:
            if self.canvas.chosen == chosen:
                self.evidence.show_lines(title, about, sentences, deeds=deeds, links=links)

        self._runner.run("Reading the evidence", work, done=done, failed=self._fail)

    def _fail(self, error: DossierError) -> None:
        show_error(error, self)


def readable_minimum(evidence: Sequence[int]) -> int:
    """How many documents a line needs for the graph to begin with no more lines than can be told apart.

    1 when there are few lines, or when all would go. Lines without any document are not counted: they stay.
    """
    least = 1
    while sum(one >= least for one in evidence) > TANGLED:
        least += 1
    while least > 1 and not any(one >= least for one in evidence):
        least -= 1
    return least


def edge_words(edge: GraphEdge, names: dict[ActorId, str], seen_from: ActorId | None) -> str:
    """An edge in words, as one of its actors would say it, or as both."""
    one, other = visible(names[edge.one]), visible(names[edge.other])
    dotted = "  (no passage yet)" if edge.uncited else f"  ({edge.evidence:,})"
    mark = "  disputed" if edge.disputed else ""
    if edge.kind is None:
        who = f"{one} and {other}" if seen_from is None else (other if seen_from == edge.one else one)
        return f"named together: {who}{dotted}"
    if seen_from is None:
        way = "→" if edge.directed else "–"
        return f"{one} {way} {edge.kind} {way} {other}{dotted}{mark}"
    if seen_from == edge.one or not edge.directed:
        return f"{edge.kind}: {other if seen_from == edge.one else one}{dotted}{mark}"
    return f"{edge.kind} of {one}{dotted}{mark}"


class FilterMenu(QToolButton):
    """A button with a menu of things to show; all of them unless some are taken off."""

    changed = Signal()

    def __init__(self, name: str, entries: Iterable[tuple[str, object, QIcon | None]]) -> None:
        super().__init__()
        self._name = name
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._actions: list[tuple[QAction, object]] = []
        for words, value, icon in entries:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(True)
            if icon is not None:
                action.setIcon(icon)
            action.toggled.connect(self._changed)
            self._actions.append((action, value))
        menu.addSeparator()
        menu.addAction("All").triggered.connect(lambda: self._set(True))
        menu.addAction("None").triggered.connect(lambda: self._set(False))
        self.setMenu(menu)
        self._say()

    def chosen(self) -> frozenset:  # type: ignore[type-arg]
        """What is to be shown; None for all."""
        on = frozenset(value for action, value in self._actions if action.isChecked())
        return None if len(on) == len(self._actions) else on  # type: ignore[return-value]

    def _set(self, on: bool) -> None:
        for action, _ in self._actions:
            action.setChecked(on)

    def _changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        on = sum(action.isChecked() for action, _ in self._actions)
        words = self._name if on == len(self._actions) else f"{self._name} ({on} of {len(self._actions)})"
        self.setText(f"{words} ▾")
        self.setAccessibleName(words)


def role_icon(role: ActorRole) -> QIcon:
    """The node's shape, for menus."""
    picture = QPixmap(QSize(20, 20))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(10, 10)
    painter.setPen(QPen(QColor(theme.colours().accent), 1.5))
    painter.setBrush(QColor(theme.colours().accent_soft))
    painter.drawPath(shape_of(role, 7))
    painter.end()
    return QIcon(picture)


def _check(words: str, tip: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setToolTip(tip)
    box.setChecked(True)
    return box
