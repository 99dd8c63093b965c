"""The contradictions of a case: both passages side by side, decided with a reason, reopened when need be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.dossiers import Statement
from dossier.domain.evidence import Finding, Passage
from dossier.errors import DossierError
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner
from dossier.gui.labels import plain_label
from dossier.gui.text_view import Mark, Span, TextView
from dossier.jobs import Changes
from dossier.text.normalize import visible

_NEITHER = 1_000
AROUND = 400
"""Code points of the text that are shown before and after a passage."""


class ChecksView(QWidget):
    """List above, the passages of the chosen finding below. Nothing is thrown away by a decision."""

    open_passage = Signal(int, int, int)
    import_wanted = Signal()
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._stale = True
        self._looking = False
        self._found: list[Finding] = []
        self._shown: list[Finding] = []
        self._pairs: list[tuple[Statement, Statement]] = []  # that cite both passages of the chosen finding

        title = QLabel("Contradictions")
        title.setProperty("role", "title")
        self.count = plain_label(role="quiet")
        self.open = _choice("&Open")
        self.decided = _choice("&Decided")
        self.open.setChecked(True)
        choices = QButtonGroup(self)
        for button in (self.open, self.decided):
            choices.addButton(button)
        self.again = QPushButton("Look again")
        self.again.setToolTip("Read all texts anew (F5)")
        bar = QHBoxLayout()
        bar.addWidget(title)
        bar.addWidget(self.count, 1)
        for button in (self.open, self.decided, self.again):
            bar.addWidget(button)

        self.list = QListWidget()
        self.list.setAccessibleName("Contradictions")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sentence = plain_label(role="heading")
        self.sides = QHBoxLayout()
        self.sides.setSpacing(8)
        self.neither = _choice("Prefer &neither")
        self.neither.setToolTip("Both stand; the reason says why")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("What speaks for it? A decision needs a reason.")
        self.reason.setAccessibleName("Reason of the decision")
        self.decide = QPushButton("Decide")
        self.decide.setProperty("role", "primary")
        self.reopen = QPushButton("Reopen")
        self.reopen.setToolTip("Take the decision back; the contradiction is open again")
        self.conflict = QPushButton("Mark as conflict")
        self.conflict.setToolTip(
            "Statements cite both passages: say beside each that the other contradicts it"
        )
        foot = QHBoxLayout()
        for widget in (self.neither, self.reason, self.decide, self.reopen, self.conflict):
            foot.addWidget(widget, 1 if widget is self.reason else 0)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.sentence)
        column.addLayout(self.sides, 1)
        column.addLayout(foot)

        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(below)
        split.setStretchFactor(1, 1)
        split.setSizes([200, 420])
        split.setChildrenCollapsible(False)
        self.empty = EmptyPanel("", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addLayout(bar)
        layout.addWidget(self.stack, 1)

        self._kept = QButtonGroup(self)
        self.list.currentRowChanged.connect(lambda _row: self._show_finding())
        self.list.itemActivated.connect(lambda _item: self._open_first())
        self.open.clicked.connect(self._list)
        self.decided.clicked.connect(self._list)
        self.again.clicked.connect(self.look)
        self.reason.textChanged.connect(lambda _text: self._show_buttons())
        self.reason.returnPressed.connect(self._decide)
        self.decide.clicked.connect(self._decide)
        self.reopen.clicked.connect(self._reopen)
        self.conflict.clicked.connect(self._mark_conflict)
        self._list()

    # -- what the window calls

    def show_changes(self, changes: Changes) -> None:
        """What was read is old when documents, actors or evidence have changed."""
        if changes.corpus or changes.actors or changes.evidence or changes.dossiers:
            self._stale = True
            if self.isVisible():
                self.look()

    def showEvent(self, event: object) -> None:
        """Look when first shown, and after changes."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self.look()

    def commands(self) -> list[Command]:
        """Keys of this page."""
        return [
            Command("Look for contradictions again", self.look, "F5"),
            Command("Decide on this contradiction", self.reason.setFocus, "Ctrl+Return"),
            Command("Reopen this contradiction", self._reopen, "Ctrl+R", possible=self.reopen.isEnabled),
            Command(
                "Mark the statements as conflict",
                self._mark_conflict,
                possible=lambda: not self.conflict.isHidden(),
            ),
        ]

    def look(self) -> None:
        """Read all texts in the background and list what contradicts itself."""
        if self._looking:
            self._stale = True
            return
        self._looking, self._stale = True, False
        self._list()
        job = self._runner.run(
            "Looking for contradictions", self._case.reviews.find, done=self._looked, failed=self._fail
        )
        job.cancelled.connect(self._stopped)

    # -- inside

    def _looked(self, found: list[Finding]) -> None:
        self._looking = False
        self._found = found
        self._list()
        if self._stale and self.isVisible():
            self.look()

    def _stopped(self) -> None:
        self._looking, self._stale = False, True
        self._list()

    def _fail(self, error: DossierError) -> None:
        self._stopped()
        show_error(error, self)

    def _list(self) -> None:
        former = self._current()
        wanted = former.fingerprint if former else ""
        typed = self.reason.text()
        self._shown = [one for one in self._found if bool(one.resolution) == self.decided.isChecked()]
        undecided = sum(not one.resolution for one in self._found)
        self.count.setText(f"{undecided:,} open, {len(self._found) - undecided:,} decided")
        self.list.blockSignals(True)
        self.list.clear()
        for finding in self._shown:
            item = QListWidgetItem(f"{finding.kind.capitalize()}: {visible(finding.sentence)}")
            self.list.addItem(item)
        rows = [row for row, one in enumerate(self._shown) if one.fingerprint == wanted]
        self.list.setCurrentRow(rows[0] if rows else (0 if self._shown else -1))
        self.list.blockSignals(False)
        self.stack.setCurrentIndex(0 if self._shown else 1)
        if not self._shown:
            self.empty.say(*self._why_empty())
        self._show_finding()
        now = self._current()
        if now is not None and now == former:
            self.reason.setText(typed)

    def _why_empty(self) -> tuple[str, str]:
        if self._looking:
            return "Looking for contradictions…", "All texts are read. You can go on working."
        if self._stale:
            return "Not looked yet", "Press “Look again”."
        if self.decided.isChecked():
            return "Nothing decided yet", "Decide on an open contradiction: both passages stay visible here."
        if not self._case.corpus_store.count():
            return (
                "No documents yet",
                "Import documents (Ctrl+I); what they say against each other stands here.",
            )
        return (
            "No contradiction found",
            "Dates, figures, series, intervals, deaths, leaders and refuted claims were compared.",
        )

    def _current(self) -> Finding | None:
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _show_finding(self) -> None:
        finding = self._current()
        while self.sides.count():
            item = self.sides.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for button in self._kept.buttons():
            self._kept.removeButton(button)
        self.neither.setChecked(False)
        self._pairs = [] if finding is None else self._case.reviews.conflict_pairs(finding)
        self.sentence.setText("" if finding is None else visible(finding.sentence))
        self.reason.setText("" if finding is None else finding.resolution)
        if finding is not None:
            for number, passage in enumerate(finding.passages):
                self.sides.addWidget(self._side(finding, number, passage), 1)
            self._kept.addButton(self.neither, _NEITHER)
            self.neither.setChecked(finding.kept is None)
        self._show_buttons()

    def _side(self, finding: Finding, number: int, passage: Passage) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 8, 8, 8)
        head = plain_label(role="heading")
        standing = ""
        if finding.resolution and finding.kept is not None:
            standing = "  ·  preferred" if finding.kept == number else "  ·  not preferred, kept on record"
        head.setText(self._place(passage) + standing)
        view = TextView()
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setAccessibleName(f"Passage {number + 1}")
        shown, start, end = self._surroundings(passage)
        view.show_text(shown)
        view.mark(Mark.HIT_NOW, [Span(start, end, Mark.HIT_NOW)])
        view.reveal(start)
        prefer = _choice("Prefer the &first" if number == 0 else "Prefer the &second")
        prefer.setAccessibleName(f"Prefer passage {number + 1}")
        prefer.setEnabled(not self._case.read_only)
        self._kept.addButton(prefer, number)
        prefer.setChecked(finding.kept == number)
        go = QPushButton("Open in the reader")
        go.setAccessibleName(f"Open passage {number + 1} in the reader")
        go.clicked.connect(lambda: self.open_passage.emit(passage.document_id, passage.start, passage.end))
        foot = QHBoxLayout()
        foot.addWidget(prefer)
        foot.addStretch(1)
        foot.addWidget(go)
        column.addWidget(head)
        column.addWidget(view, 1)
        column.addLayout(foot)
        return card

    def _place(self, passage: Passage) -> str:
        try:
            return self._case.reviews.place(passage)
        except DossierError:
            return "document is gone"

    def _surroundings(self, passage: Passage) -> tuple[str, int, int]:
        """The passage in its text, and where it is in what is shown."""
        text = self._case.corpus_store.text(passage.document_id)
        if text[passage.start : passage.end] != passage.quote:
            return passage.quote, 0, len(passage.quote)
        start, end = max(0, passage.start - AROUND), min(len(text), passage.end + AROUND)
        before, after = "…" if start else "", "…" if end < len(text) else ""
        shift = len(before) - start
        return f"{before}{text[start:end]}{after}", passage.start + shift, passage.end + shift

    def _show_buttons(self) -> None:
        finding = self._current()
        able = finding is not None and not self._case.read_only
        self.reason.setEnabled(able)
        self.neither.setEnabled(able)
        self.decide.setEnabled(able and bool(self.reason.text().strip()))
        self.decide.setText("Change the decision" if finding and finding.resolution else "Decide")
        self.reopen.setVisible(finding is not None and bool(finding.resolution))
        self.reopen.setEnabled(able and finding is not None and bool(finding.resolution))
        self.conflict.setVisible(able and bool(self._pairs))

    def _decide(self) -> None:
        finding = self._current()
        if finding is None or not self.decide.isEnabled():
            return
        number = self._kept.checkedId()
        kept = number if 0 <= number < len(finding.passages) else None
        reason = self.reason.text().strip()
        self._do(lambda: self._case.reviews.resolve(finding, reason, kept), finding, reason, kept)

    def _reopen(self) -> None:
        finding = self._current()
        if finding is not None and finding.resolution:
            self._do(lambda: self._case.reviews.reopen(finding), finding, "", None)

    def _mark_conflict(self) -> None:
        """Mark the pair; of several, the chosen one. The reason typed so far is its note."""
        if len(self._pairs) == 1:
            self._mark(*self._pairs[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one, other in self._pairs:
            words = f"“{_short(one.text)}” against “{_short(other.text)}”"
            menu.addAction(visible(words).replace("&", "&&"), partial(self._mark, one, other))
        menu.popup(self.conflict.mapToGlobal(self.conflict.rect().bottomLeft()))

    def _mark(self, one: Statement, other: Statement) -> None:
        try:
            changes = self._case.reviews.mark_conflict(one.id, other.id, self.reason.text().strip())
        except DossierError as error:
            show_error(error, self)
            return
        self._pairs = [pair for pair in self._pairs if pair != (one, other)]
        self._show_buttons()
        self._runner.changed.emit(changes)
        self.said.emit("Both statements say now that they contradict each other.")

    def _do(self, act: Callable[[], Changes], finding: Finding, reason: str, kept: int | None) -> None:
        """Keep a decision, and show it without reading all texts again."""
        try:
            act()
        except DossierError as error:
            show_error(error, self)
            return
        self._found = [
            Finding(one.fingerprint, one.kind, one.sentence, one.passages, reason, kept)
            if one.fingerprint == finding.fingerprint
            else one
            for one in self._found
        ]
        self.said.emit("Decided; both passages are kept." if reason else "The contradiction is open again.")
        self._list()

    def _open_first(self) -> None:
        finding = self._current()
        if finding is not None and finding.passages:
            one = finding.passages[0]
            self.open_passage.emit(one.document_id, one.start, one.end)


def _short(words: str) -> str:
    return words if len(words) <= 48 else f"{words[:47]}…"


def _choice(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    return button
