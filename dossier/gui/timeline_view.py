"""The timeline: events and documents in order of time; what has no date stands apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.case.figures import Sentence
from dossier.case.timeline import Lane, Timeline, TimelineFilter
from dossier.domain.actors import ActorId
from dossier.domain.corpus import Document, SourceId
from dossier.domain.figures import ChronologyRow
from dossier.errors import DossierError
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.event_dialog import EventDialog
from dossier.gui.figure_parts import (
    ask_for_picture,
    figure_over_evidence,
    word_button,
    write_picture,
)
from dossier.gui.job_runner import JobRunner
from dossier.gui.later import later
from dossier.gui.link_button import LinkButton
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.sentences_panel import Deed, SentencesPanel
from dossier.gui.timeline_canvas import Bar, TimelineCanvas
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.text.normalize import visible


class TimelineView(QWidget):
    """Filters above, lanes in the middle, what was chosen below."""

    open_passage = Signal(int, int, int)
    import_wanted = Signal()
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._actor: ActorId | None = None
        self._stale = True
        self._asked = 0
        self.shown: Timeline | None = None

        self.lanes = QComboBox()
        self.lanes.addItems(["Lanes by source", "Lanes by actor"])
        self.lanes.setAccessibleName("Lanes")
        self.source = QComboBox()
        self.source.setAccessibleName("Source")
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(16)
        self.actor = QPushButton("All actors…")
        self.everyone = QToolButton()
        self.everyone.setText("✕")
        self.everyone.setToolTip("All actors again")
        self.everyone.setAccessibleName("All actors again")
        self.everyone.hide()
        nearer, farther, whole, save = (
            word_button(*words)
            for words in (("+", "Nearer (+)"), ("−", "Farther (-)"), ("All", "All of the time (0)"),
                          ("Save…", "Save as PNG or SVG (Ctrl+S)"))
        )  # fmt: skip
        row = QHBoxLayout()
        fields: tuple[QWidget, ...] = (self.lanes, self.source, self.actor, self.everyone)
        for widget in fields:
            row.addWidget(widget)
        row.addStretch(1)
        for button in (farther, nearer, whole, save):
            row.addWidget(button)

        self.canvas = TimelineCanvas()
        scroll = QScrollArea()
        scroll.setWidget(self.canvas)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undated = LinkButton("Without a date")
        self.undated.hide()
        self.evidence = SentencesPanel(
            "Click a bar to see its documents, an event to see what says so. "
            "The wheel zooms, dragging moves in time. Keys: arrows go from bar to bar, + and − zoom, 0 shows all."
        )
        self._none = EmptyPanel("Nothing on the timeline", "", "Import documents")
        split, self._place = figure_over_evidence(scroll, self._none, self.undated, self.evidence, (440, 230))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addLayout(row)
        layout.addWidget(split, 1)

        self._wait = later(self, 150, self._read)
        self.lanes.currentIndexChanged.connect(self._wait.start)
        self.source.currentIndexChanged.connect(self._wait.start)
        self.actor.clicked.connect(self.pick_actor)
        self.everyone.clicked.connect(lambda: self.show_actor(None))
        nearer.clicked.connect(lambda: self.canvas.zoom(1.5))
        farther.clicked.connect(lambda: self.canvas.zoom(1 / 1.5))
        whole.clicked.connect(self.canvas.fit)
        save.clicked.connect(self.save)
        self.canvas.bar_chosen.connect(self._chosen)
        self.undated.clicked.connect(self._show_undated)
        self.evidence.open_passage.connect(self.open_passage)
        self._none.acted.connect(self.import_wanted)
        self._list_sources()

    # -- what the window calls

    def show_changes(self, changes: Changes) -> None:
        """Read anew when documents, actors or events have changed."""
        if changes.actors or changes.corpus or changes.evidence:
            self._stale = True
            if changes.corpus:
                self._list_sources()
            if self.isVisible():
                self._wait.start()

    def showEvent(self, event: object) -> None:
        """The timeline is read when it is first looked at."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._wait.start()

    def commands(self) -> list[Command]:
        """What can be done here."""
        canvas = self.canvas
        return [
            Command("Save the timeline…", self.save, "Ctrl+S"),
            Command(
                "Add an event to the timeline…", self.edit_event, possible=lambda: not self._case.read_only
            ),
            Command("Only one actor on the timeline…", self.pick_actor),
            Command("All of the time", canvas.fit, "0", on=canvas),
            Command("Come nearer in time", lambda: canvas.zoom(1.5), "+", on=canvas, handled=True),
            Command("Step back in time", lambda: canvas.zoom(1 / 1.5), "-", on=canvas, handled=True),
            Command("Later", lambda: canvas.move_by(0.8), "PgDown", on=canvas, handled=True),
            Command("Earlier", lambda: canvas.move_by(-0.8), "PgUp", on=canvas, handled=True),
        ]

    def state(self) -> dict[str, object]:
        """What outlives a restart."""
        return {"by_actor": self.lanes.currentIndex() == 1, "actor": self._actor}

    def restore(self, state: dict[str, object]) -> None:
        """Show what was shown before."""
        self.lanes.setCurrentIndex(1 if state.get("by_actor") else 0)
        actor = state.get("actor")
        if isinstance(actor, int):
            try:
                self.show_actor(ActorId(actor))
            except DossierError:
                self.show_actor(None)  # it is not in the case any more

    def show_actor(self, key: int | None) -> None:
        """Only what concerns this actor; None shows everything."""
        name = "" if key is None else visible(self._case.catalog.get(ActorId(key)).name)
        self._actor = None if key is None else ActorId(key)
        self.actor.setText((name[:28] if name else "All actors…").replace("&", "&&"))
        self.everyone.setVisible(key is not None)
        self._read()

    def edit_event(self, row: ChronologyRow | None = None) -> None:
        """Ask what happened; without a row, for a new event."""
        known = None if row is None else self._case.timelines.event(row)
        actors = [] if self._actor is None else [self._actor]
        dialog = EventDialog(self._case, known, self, actors=actors)
        dialog.saved.connect(self._saved)
        dialog.open()

    def undo(self) -> str:
        """Take the last change of relationships and events back."""
        word = "" if self._case.read_only else self._case.relations.undo()
        if word:
            self._runner.changed.emit(Changes(actors=True, evidence=True))
        return f"The last change of a {word} was taken back." if word else ""

    def _saved(self, changes: Changes, sentence: str) -> None:
        self._runner.changed.emit(changes)
        self.said.emit(sentence)

    def pick_actor(self) -> None:
        """Ask for an actor and show only what concerns it."""
        dialog = PickActorDialog(
            self._case, "Timeline", "Show only events and documents that concern:", self, everyone=False
        )
        dialog.chosen.connect(self.show_actor)
        dialog.open()

    def save(self) -> None:
        """Ask for a file and write what is seen into it."""
        path = ask_for_picture(self, "timeline")
        if path is not None:
            self.save_as(path)

    def save_as(self, path: Path) -> None:
        """Write what is seen; the suffix says the format."""
        try:
            write_picture(self.canvas, path)
        except DossierError as error:
            self._fail(error)

    # -- inside

    def _wanted(self) -> TimelineFilter:
        source = self.source.currentData()
        return TimelineFilter(
            actor=self._actor,
            source=None if source is None else SourceId(source),
            by_actor=self.lanes.currentIndex() == 1,
        )

    def _list_sources(self) -> None:
        wanted = self.source.currentData()
        self.source.blockSignals(True)
        self.source.clear()
        self.source.addItem("All sources", None)
        for source, documents in self._case.library.sources():
            if documents:
                self.source.addItem(visible(source.name)[:60], int(source.id))
        self.source.setCurrentIndex(max(self.source.findData(wanted), 0))
        self.source.blockSignals(False)

    def _read(self) -> None:
        self._stale = False
        self._asked += 1
        asked = self._asked

        def done(shown: Timeline) -> None:
            if asked == self._asked:
                self._show(shown)

        work = self._case.timelines.timeline(self._wanted())
        self._runner.run("Reading the timeline", work, done=done, failed=self._fail)

    def _show(self, shown: Timeline) -> None:
        self.shown = shown
        self.canvas.show_timeline(shown)
        self.evidence.clear()
        documents = sum(lane.undated for lane in shown.lanes) if self.lanes.currentIndex() == 0 else 0
        events = sum(row.start is None for row in shown.events)
        told = [f"{documents:,} documents"] if documents > 1 else ["1 document"] if documents else []
        told += [f"{events:,} events"] if events > 1 else ["1 event"] if events else []
        self.undated.say(f"Without a date: {' and '.join(told)}")
        self.undated.setVisible(bool(told))
        dated = any(lane.published for lane in shown.lanes) or any(row.start for row in shown.events)
        if not dated:
            if self._case.library.count():
                self._none.say(
                    "Nothing with a date", "Choose other filters, or give documents a date: Documents, Edit."
                )
            else:
                self._none.say("Nothing on the timeline yet", "Import documents: each stands at its date.")
        self._place.setCurrentIndex(0 if dated else 1)

    def _chosen(self, bar: Bar) -> None:
        if bar.row is not None:
            self._show_event(bar.row)
        elif bar.count is not None and self.shown is not None:
            lane, count, wanted = self.shown.lanes[bar.lane], bar.count, self._wanted()
            self._read_documents(
                self.canvas.words_of(bar), lambda: self._case.timelines.documents(lane, count, wanted)
            )

    def _show_event(self, row: ChronologyRow) -> None:
        def work(_progress: ReportProgress, _cancelled: Cancelled) -> list[Sentence]:
            return self._case.figures.cited(row.passages)

        def done(sentences: list[Sentence]) -> None:
            about = "" if sentences else "No passage is cited for this event yet."
            words = f"{row.printed}: {visible(row.sentence)}" if row.printed else visible(row.sentence)
            edit: list[Deed] = [] if self._case.read_only else [("Edit…", partial(self.edit_event, row))]
            self.evidence.show_lines(words, about, sentences, deeds=edit)

        self._runner.run("Reading the event", work, done=done, failed=self._fail)

    def _show_undated(self) -> None:
        shown, wanted = self.shown, self._wanted()
        if shown is None:
            return
        events: list[Deed] = [
            (f"Event: {visible(row.sentence)}", partial(self._show_event, row))
            for row in shown.events
            if row.start is None
        ]
        lanes: list[Lane] = [lane for lane in shown.lanes if lane.undated]

        def read() -> list[Document]:
            return [one for lane in lanes for one in self._case.timelines.documents(lane, None, wanted)]

        self._read_documents("Without a date", read, events)

    def _read_documents(
        self, title: str, read: Callable[[], list[Document]], before: list[Deed] | None = None
    ) -> None:
        def work(_progress: ReportProgress, _cancelled: Cancelled) -> list[Document]:
            return read()

        def done(documents: list[Document]) -> None:
            links: list[Deed] = [
                (
                    visible(f"{one.published or 'no date'}  {one.title}  ({one.source or 'source unknown'})"),
                    partial(self.open_passage.emit, one.id, 0, 0),
                )
                for one in documents[:200]
            ]
            self.evidence.show_lines(title, "", (), links=[*(before or []), *links])

        self._runner.run("Reading documents", work, done=done, failed=self._fail)

    def _fail(self, error: DossierError) -> None:
        show_error(error, self)
