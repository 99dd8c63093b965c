"""The actors: who is in the case, the page of one of them, and suggestions decided with one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.actors.exchange import read_list, write_list
from dossier.actors.inbox import LikelyActor
from dossier.actors.page import ActorPage
from dossier.actors.twins import find_twins
from dossier.case import Case
from dossier.domain.actors import (
    ActorId,
    ActorStatus,
    ActorSummary,
    EventId,
    JudgementId,
    RelationshipId,
)
from dossier.errors import DossierError
from dossier.gui.actor_editing import ActorEditing
from dossier.gui.actor_page import ActorPageView
from dossier.gui.commands import Command
from dossier.gui.deciding import Deciding
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.event_dialog import EventDialog
from dossier.gui.job_runner import JobRunner
from dossier.gui.labels import plain_label
from dossier.gui.later import later
from dossier.gui.merge_dialog import MergeDialog
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.relationship_dialog import RelationshipDialog
from dossier.gui.text_view import plain_tip
from dossier.gui.twins_dialog import TwinsDialog
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.text.normalize import has_hidden_or_mixed, visible

LISTED = 1000
"""Actors that are listed; the filter reaches the rest."""
_KEY = Qt.ItemDataRole.UserRole
_LETTERS = {"A", "B", "X", "U"}
"""They decide on suggestions."""
_CONTROL = Qt.KeyboardModifier.ControlModifier


class ActorsView(QWidget):
    """List at the left, page at the right. In the suggestions: Enter confirm, A alias of…, X reject, U undo."""

    open_passage = Signal(int, int, int)
    search_wanted = Signal(str)
    dossier_wanted = Signal(int)
    graph_wanted = Signal(int)
    timeline_wanted = Signal(int)
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._wanted: ActorId | None = None
        self._waiting = 0
        self._twins: dict[ActorId, tuple[LikelyActor, ...]] = {}
        """Listed suggestions that may be one with others of the list."""
        self.deciding = Deciding(case, runner, self)
        self.deciding.said.connect(self.said)

        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by any name")
        self.filter.setAccessibleName("Filter actors")
        self.filter.setClearButtonEnabled(True)
        self._known = _choice("In this case")
        self._new = _choice("Suggestions")
        self._all = _choice("All known")
        self._known.setChecked(True)
        self._choices = QButtonGroup(self)
        row = QHBoxLayout()
        for button in (self._known, self._new, self._all):
            self._choices.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.list = _DecidingList()
        self.list.setAccessibleName("Actors")
        self.list.setUniformItemSizes(False)
        # Long lines end in … and are whole in the tool tip, instead of reaching out of sight.
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._keys = plain_label("Enter confirm  ·  A alias of…  ·  B both…  ·  X reject  ·  U undo", "quiet")
        self._none = EmptyPanel("No actors", "")
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(self._none)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.filter)
        column.addLayout(row)
        column.addWidget(self._left, 1)
        column.addWidget(self._keys)

        self.page = ActorPageView()
        self.editing = ActorEditing(
            case, runner, self.deciding, self, lambda: self._wanted, lambda: self.page.names, self.page
        )
        self._empty = EmptyPanel(
            "No actor chosen", "Choose one at the left to see what this case knows of it."
        )
        self._right = QStackedWidget()
        self._right.addWidget(self._empty)
        self._right.addWidget(self.page)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 460])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addWidget(split)

        self._wait = later(self, 150, self._read)
        self.filter.textChanged.connect(self._wait.start)
        self._choices.buttonToggled.connect(self._wait.start)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemActivated.connect(self._activated)
        self.page.open_passage.connect(self.open_passage)
        self.page.search_wanted.connect(self.search_wanted)
        self.page.dossier_wanted.connect(self.dossier_wanted)
        self.page.actor_wanted.connect(self.open_actor)
        self.page.confirm_wanted.connect(self.confirm)
        self.page.alias_wanted.connect(self.alias_of)
        self.page.twins_wanted.connect(self.decide_twins)
        self.page.reject_wanted.connect(self.reject)
        self.page.undo_wanted.connect(self.undo_last)
        self.page.take_back_wanted.connect(self.deciding.take_back)
        self.page.merge_wanted.connect(self.merge)
        self.page.relationship_wanted.connect(self.edit_relationship)
        self.page.event_wanted.connect(self.edit_event)
        self.page.split_wanted.connect(self.split)
        self.page.rename_wanted.connect(self.editing.rename)
        self.page.describe_wanted.connect(self.editing.describe)
        self.page.split_off_wanted.connect(self.editing.split_off)
        self.page.name_wanted.connect(self.editing.add_name)
        self.page.name_edit_wanted.connect(self.editing.edit_name)
        self.page.name_status_wanted.connect(self.editing.set_status)
        self.page.graph_wanted.connect(self.graph_wanted)
        self.page.timeline_wanted.connect(self.timeline_wanted)
        self._read()

    # -- what the window calls

    def commands(self) -> list[Command]:
        """What can be done with actors and suggestions."""
        return [
            Command("Confirm the suggested actor", self.confirm, "Return", handled=True),
            Command("It is another name of a known actor…", self.alias_of, "A", handled=True),
            Command("Decide on names that may be one…", self.decide_twins, "B", handled=True),
            Command("Reject the suggested actor", self.reject, "X", handled=True),
            Command("Undo the last decision", self.undo_last, "U", handled=True),
            *self.editing.commands(),
            Command("Show the actor in the graph", self._to_graph, "Ctrl+Shift+G", possible=self._is_open),
            Command(
                "Show the actor in the timeline", self._to_timeline, "Ctrl+Shift+T", possible=self._is_open
            ),
            Command("Merge the actor with another…", self.merge, "Ctrl+M", possible=self._able),
            Command("Add a relationship…", lambda: self.edit_relationship(0), "Ctrl+R", possible=self._able),
            Command("Add an event…", lambda: self.edit_event(0), "Ctrl+E", possible=self._able),
            Command("Import a list of actors…", self.import_list, possible=lambda: not self._case.read_only),
            Command("Export the actors…", self.export_list),
            Command("Filter actors", self.filter.setFocus, "Ctrl+F"),
        ]

    def show_changes(self, changes: Changes) -> None:
        """Read anew when actors or documents have changed."""
        if changes.actors or changes.corpus:
            self._read()
            if self._wanted is not None:
                self._open(self._wanted)

    def open_actor(self, key: int) -> None:
        """Show the page of this actor."""
        self._open(ActorId(key))
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(False)

    def state(self) -> dict[str, object]:
        """What outlives a restart: the choice of list, the filter, and the open actor."""
        shown = "new" if self._new.isChecked() else "all" if self._all.isChecked() else "known"
        actor = None if self._wanted is None else int(self._wanted)
        return {"list": shown, "filter": self.filter.text(), "actor": actor}

    def restore(self, state: dict[str, object]) -> None:
        """Bring back what `state` gave, as far as it is still there."""
        button = {"new": self._new, "all": self._all}.get(str(state.get("list")), self._known)
        button.setChecked(True)
        if isinstance(state.get("filter"), str):
            self.filter.setText(str(state["filter"]))
        actor = state.get("actor")
        if isinstance(actor, int) and self._case.catalog.many([ActorId(actor)]):
            self._open(ActorId(actor))

    # -- decisions

    def confirm(self) -> None:
        """The suggested actor exists."""
        self._decide(self._case.decisions.confirm)

    def reject(self) -> None:
        """The suggested name is no actor; it never comes back."""
        self._decide(self._case.decisions.reject)

    def alias_of(self) -> None:
        """The suggested name belongs to a known actor: ask which."""
        key = self._wanted
        if key is None or not self._waits(key):
            return
        name = visible(self._case.catalog.get(key).name)[:80]
        dialog = PickActorDialog(
            self._case, "Alias of…", f"“\u2068{name}\u2069” is another name of:", self, without=key,
            likely=self._case.likely_actors(key),
        )  # fmt: skip
        dialog.chosen.connect(
            lambda other: self._decide(lambda one: self._case.decisions.alias_of(one, other))
        )
        dialog.open()

    def decide_twins(self) -> None:
        """The suggestion and others may be one actor: ask, and decide on all of them."""
        key = self._wanted
        if key is None or not self._waits(key):
            return
        twins = self._twins.get(key, ())
        if not twins:
            self.said.emit("No other suggestion has a name like this one.")
            return
        dialog = TwinsDialog(self._case, self._case.catalog.get(key), twins, self)
        decisions = self._case.decisions

        def decide(act: Callable[[], list[JudgementId]], told: str) -> None:
            self._wanted = None  # the next suggestion comes into its place
            self.deciding.run(act, told=f"{told} Undo: U")

        dialog.joined.connect(
            lambda keys, stays, why: decide(
                lambda: decisions.confirm_as_one(keys, ActorId(stays), why), "They are one actor now."
            )
        )
        dialog.rejected_all.connect(
            lambda keys: decide(lambda: decisions.reject_all(keys), "None of them is suggested again.")
        )
        dialog.open()

    def merge(self) -> None:
        """The actor is the same as another: ask which, show both sides, then decide."""
        key = self._wanted
        if key is not None and self._able():
            name = visible(self._case.catalog.get(key).name)[:80]
            pick = PickActorDialog(
                self._case, "Merge actors", f"“\u2068{name}\u2069” is the same as:", self, without=key
            )
            pick.chosen.connect(lambda other: self.show_merge(key, other))
            pick.open()

    def show_merge(self, key: int, other: int) -> None:
        """Both sides and what speaks for and against one actor."""
        dialog = MergeDialog(self._case, ActorId(key), ActorId(other), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.merged.connect(self.merge_into)
        dialog.open()

    def merge_into(self, goes: int, stays: int, why: str) -> None:
        """Make one of two actors."""
        self._wanted = ActorId(stays)
        self.deciding.run(lambda: self._case.decisions.merge(ActorId(goes), ActorId(stays), why))

    def split(self, member: int) -> None:
        """Take a merged actor out again."""
        self.deciding.run(lambda: self._case.decisions.split(ActorId(member)))

    def edit_relationship(self, key: int) -> None:
        """Ask how the actor is related to another; 0 for a new relationship."""
        if self._wanted is not None and self._able():
            known = self._case.relations.get(RelationshipId(key)) if key else None
            dialog = RelationshipDialog(self._case, self._wanted, known, self)
            dialog.saved.connect(self._saved)
            dialog.open()

    def edit_event(self, key: int) -> None:
        """Ask what happened; 0 for a new event of the actor."""
        if self._able():
            known = self._case.relations.event(EventId(key)) if key else None
            actors = [] if self._wanted is None else [self._wanted]
            dialog = EventDialog(self._case, known, self, actors=actors)
            dialog.saved.connect(self._saved)
            dialog.open()

    def import_list(self) -> None:
        """Ask for a list of actors and take it in; one undo takes all of it back."""
        name, _ = QFileDialog.getOpenFileName(self, "Import actors", "", "Lists (*.csv *.yaml *.yml)")
        if name:
            self.take_in(Path(name))

    def take_in(self, path: Path) -> None:
        """Take in the actors of a file."""
        case, told = self._case, [""]

        def act() -> JudgementId | None:
            known = read_list(path)
            new, decision = case.decisions.take_in(lambda: case.catalog.take_in(known), why="list of actors")
            told[0] = f"{len(known):,} actors read, {new:,} of them new."
            return decision

        self.deciding.run(act, told=lambda: told[0])

    def export_list(self) -> None:
        """Ask for a file and write all actors of the case into it."""
        formats = "CSV (*.csv);;YAML (*.yaml);;FollowTheMoney (*.jsonl)"
        name, _ = QFileDialog.getSaveFileName(self, "Export actors", "actors.csv", formats)
        if name:
            self.write_out(Path(name))

    def write_out(self, path: Path) -> None:
        """Write the actors of the case; the suffix says the format."""
        case = self._case

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> int:
            actors = [entry.actor for entry in case.catalog.in_case(ActorStatus.CONFIRMED)]
            write_list(path, actors, case.relations.every(), case.relations.events())
            return len(actors)

        def done(number: int) -> None:
            self.said.emit(f"{number:,} actors written.")

        self._runner.run("Writing actors", work, done=done, failed=self._fail)

    def undo(self) -> str:
        """Take back what was done last here: a change of relationships and events, else a decision."""
        return self.deciding.undo(beyond=True)

    def undo_last(self) -> None:
        """The same, told in the status bar."""
        sentence = self.undo()
        if sentence:
            self.said.emit(sentence)

    def _waits(self, key: ActorId) -> bool:
        """Whether the actor is a suggestion: a stray letter must not reject a known actor with all its mentions."""
        if self._case.read_only:
            return False
        suggested = self._case.catalog.get(key).status is ActorStatus.SUGGESTED
        if not suggested:
            self.said.emit("Only a suggested actor is confirmed, rejected or made another name.")
        return suggested

    def _is_open(self) -> bool:
        return self._wanted is not None

    def _to_graph(self) -> None:
        if self._wanted is not None:
            self.graph_wanted.emit(self._wanted)

    def _to_timeline(self) -> None:
        if self._wanted is not None:
            self.timeline_wanted.emit(self._wanted)

    def _able(self) -> bool:
        return self._wanted is not None and not self._case.read_only

    def _saved(self, changes: Changes, sentence: str) -> None:
        self.deciding.note_related()
        self._runner.changed.emit(changes)
        self.said.emit(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters decide wherever the keyboard is among the suggestions, and when none is left."""
        key = event.text().upper()
        if self._new.isChecked() and key in _LETTERS and not event.modifiers() & _CONTROL:
            self._decide_by_key(key)
        else:
            super().keyPressEvent(event)

    def _decide_by_key(self, key: str) -> None:
        {"A": self.alias_of, "B": self.decide_twins, "X": self.reject, "U": self.undo_last}[key]()

    # -- inside

    def _status(self) -> ActorStatus | None:
        return ActorStatus.SUGGESTED if self._new.isChecked() else ActorStatus.CONFIRMED

    def _read(self) -> None:
        text, status, everyone = self.filter.text(), self._status(), self._all.isChecked()

        def wanted() -> bool:
            return (text, status, everyone) == (self.filter.text(), self._status(), self._all.isChecked())

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> tuple[list[ActorSummary], int]:
            lines = self._case.catalog.page(status=status, text=text, everyone=everyone, limit=LISTED)
            return lines, self._case.catalog.count(status=ActorStatus.SUGGESTED)

        def done(found: tuple[list[ActorSummary], int]) -> None:
            if wanted():
                self._show_list(*found)
                if status is ActorStatus.SUGGESTED:
                    self._compare(found[0], wanted)

        self._runner.run("Reading actors", work, done=done, failed=self._fail)

    def _compare(self, lines: list[ActorSummary], wanted: Callable[[], bool]) -> None:
        """Compare the suggestions with each other; what may be one is then listed together."""

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> _Twins:
            return find_twins([line.actor for line in lines])

        def done(twins: _Twins) -> None:
            if wanted() and twins != self._twins:
                self._twins = twins
                self._show_list(lines, self._waiting)
                if self._wanted is not None and self._wanted in twins:
                    self._open(self._wanted)

        self._runner.run("Comparing suggestions", work, done=done, failed=self._fail)

    def _show_list(self, lines: list[ActorSummary], waiting: int) -> None:
        self._waiting = waiting
        twins = still_listed(self._twins, lines) if self._new.isChecked() else {}
        lines = beside_twins(lines, twins)
        self._new.setText(f"Suggestions ({waiting:,})" if waiting else "Suggestions")
        row = self.list.currentRow()
        self.list.deciding = self._new.isChecked()
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            badge = "⚠ " if has_hidden_or_mixed(line.actor.name) else ""
            count = "1 document" if line.documents == 1 else f"{line.documents:,} documents"
            seen = f"  ·  last {line.last_seen}" if line.last_seen else ""
            words = f"{line.actor.role}  ·  {count}{seen}"
            about = ""
            if line.actor.id in twins:
                one = twins[line.actor.id][0]
                words += f"\n≈ {one.match.score:.2f} \u2068{visible(one.actor.name)[:60]}\u2069"
                about = f"{one.match.verdict}: {visible(one.actor.name)[:400]}"
            item = QListWidgetItem(f"{badge}{visible(line.actor.name)[:120]}\n{words}")
            tip = f"{visible(line.actor.name)[:500]}\n{words.partition(chr(10))[0]}\n{about}".strip()
            item.setToolTip(plain_tip(tip))
            item.setData(_KEY, line.actor.id)
            self.list.addItem(item)
        wanted = [place for place, line in enumerate(lines) if line.actor.id == self._wanted]
        if wanted:
            self.list.setCurrentRow(wanted[0])
        self.list.blockSignals(False)
        if not wanted and lines and self._new.isChecked():
            self.list.setCurrentRow(min(max(row, 0), len(lines) - 1))
        if self._new.isChecked():
            self._none.say("Nothing to decide", "Unknown names that import finds are listed here.")
        elif self.filter.text():
            self._none.say("Nobody of that name", "Try “All known”, or another spelling.")
        else:
            self._none.say("No actors yet", "Import documents: known actors are recognised in them.")
        self._left.setCurrentIndex(0 if lines else 1)
        if not lines and self._wanted is None:
            self._right.setCurrentWidget(self._empty)
        holder = self.window().focusWidget()
        if self._new.isChecked() and lines and holder in (self._new, self._none, self._empty):
            self.list.setFocus()  # so that one key decides at once
        elif self._new.isChecked() and not lines and holder is not self.filter and self._holds(holder):
            self._new.setFocus()  # from where U still takes the last decision back
        self._keys.setVisible(self._new.isChecked())

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._open(ActorId(item.data(_KEY)))

    def _activated(self, item: QListWidgetItem) -> None:
        if self._new.isChecked():
            self._open(ActorId(item.data(_KEY)))
            self.confirm()

    def _open(self, key: ActorId) -> None:
        self._wanted = key
        today = datetime.now(UTC).date()

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> ActorPage:
            return self._case.actor_pages.page(key, today, companions=12)

        def done(page: ActorPage) -> None:
            if self._wanted == key:
                documents = self._case.library.many(
                    [*(entry.document_id for entry in page.documents[:200]), *page.titled[:30]]
                )
                passages = self._case.actor_pages.passages(page.actor.id, limit=5)
                has_dossier = self._case.editor.of_actor(page.actor.id) is not None
                twins = self._twins.get(page.actor.id, ())
                self.page.show_page(page, documents, passages, has_dossier, self._case.read_only, twins)
                self._right.setCurrentWidget(self.page)

        self._runner.run("Reading the actor", work, done=done, failed=self._fail)

    def _decide(self, act: Callable[[ActorId], JudgementId]) -> None:
        key = self._wanted
        if key is None or not self._waits(key):
            return
        if self._new.isChecked():
            self._wanted = None  # the next suggestion comes into its place
        self.deciding.run(lambda: act(key))

    def _fail(self, error: DossierError) -> None:
        show_error(error, self)


_Twins = dict[ActorId, tuple[LikelyActor, ...]]


def still_listed(twins: _Twins, lines: Sequence[ActorSummary]) -> _Twins:
    """Without those that were decided on since they were compared."""
    listed = {line.actor.id for line in lines}
    kept = {
        key: tuple(one for one in likely if one.actor.id in listed)
        for key, likely in twins.items()
        if key in listed
    }
    return {key: likely for key, likely in kept.items() if likely}


def beside_twins(lines: Sequence[ActorSummary], twins: _Twins) -> list[ActorSummary]:
    """The same lines in the same order, but those that may be one with an earlier one right behind it."""
    by_key = {line.actor.id: line for line in lines}
    ordered: dict[ActorId, ActorSummary] = {}
    for line in lines:
        ordered.setdefault(line.actor.id, line)
        for one in twins.get(line.actor.id, ()):
            ordered.setdefault(one.actor.id, by_key[one.actor.id])
    return list(ordered.values())


class _DecidingList(QListWidget):
    """Leaves letters that decide to the page; Qt would take them for the beginning of a name."""

    deciding = False
    """Whether it lists suggestions. In the other lists letters seek a name."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters of suggestions go to the page; everything else is Qt's."""
        if self.deciding and event.text().upper() in _LETTERS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _choice(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    return button
