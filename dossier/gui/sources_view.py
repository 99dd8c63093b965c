"""The sources: who publishes, how reliable, since when and why; their documents and what rests on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.case.source_page import SourcePage, source_page
from dossier.corpus.sources import SourceLine
from dossier.domain.corpus import Reliability, SourceId
from dossier.errors import DossierError
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.fall_dialog import FallDialog
from dossier.gui.job_runner import SETTLING, JobRunner, Lane
from dossier.gui.labels import plain_label
from dossier.gui.later import later
from dossier.gui.link_button import LinkButton
from dossier.gui.source_dialog import MergeSourceDialog, SourceDialog
from dossier.gui.text_view import plain_tip
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.text.normalize import fold, has_hidden_or_mixed, visible

_KEY = Qt.ItemDataRole.UserRole
LISTED = 40
"""Documents and statements that the page lists; the rest is counted."""


class SourcesView(QWidget):
    """List at the left, page at the right."""

    open_passage = Signal(int, int, int)
    search_wanted = Signal(str)
    dossier_wanted = Signal(int)
    import_wanted = Signal()
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._lines: list[SourceLine] = []
        self._wanted: SourceId | None = None
        self.shown: SourcePage | None = None

        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name, domain or country")
        self.filter.setAccessibleName("Filter sources")
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Sources")
        self.list.setUniformItemSizes(True)
        self._none = EmptyPanel(
            "No sources yet", "Import documents: who published them is listed here.", "Import documents"
        )
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(self._none)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.filter)
        column.addWidget(self._left, 1)
        self.page = QScrollArea()
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setAccessibleName("Source")
        self._right = QStackedWidget()
        self._right.addWidget(
            EmptyPanel("No source chosen", "Choose one at the left to grade it and see what rests on it.")
        )
        self._right.addWidget(self.page)
        self.letter = QComboBox()
        self.reason = QLineEdit()
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 460])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addWidget(split)

        self._wait = later(self, 120, self._show_list)
        self.filter.textChanged.connect(self._wait.start)
        self.list.currentItemChanged.connect(self._chosen)
        self._none.acted.connect(self.import_wanted)
        self._read()

    # -- what the window calls

    def show_changes(self, changes: Changes) -> None:
        """Read anew when documents, sources or dossiers have changed."""
        if changes.corpus or changes.evidence or changes.dossiers:
            self._read()

    def commands(self) -> list[Command]:
        """What can be done here."""
        able = self._able
        return [
            Command("Edit the source…", self.edit, "Ctrl+E", possible=able),
            Command("Merge the source with another…", self.merge, possible=able),
            Command("What falls with the source…", self.show_fall, possible=lambda: self.shown is not None),
            Command("Mark the source as withdrawn, or not", self.withdraw, possible=able),
            Command("Search the source's documents", self.search, possible=lambda: self.shown is not None),
        ]

    def undo(self) -> str:
        """Take the last decision on sources back."""
        word = self._case.sources.undo()
        if word:
            self._runner.changed.emit(Changes(corpus=True, evidence=True, dossiers=True, index=True))
            self._settle()
        return f"The last {word} of a source was taken back." if word else ""

    def state(self) -> dict[str, object]:
        """What outlives a restart."""
        return {"source": self._wanted}

    def restore(self, state: dict[str, object]) -> None:
        """Show what was shown before."""
        key = state.get("source")
        if isinstance(key, int):
            self.open_source(key)

    def open_source(self, key: int) -> None:
        """Show the page of this source."""
        self._wanted = SourceId(key)
        self._open()

    # -- deciding

    def edit(self) -> None:
        """Ask for what is known of the source."""
        if self.shown is not None:
            dialog = SourceDialog(self._case.sources, self.shown.line.source, self)
            dialog.described.connect(self._changed)
            dialog.open()

    def merge(self) -> None:
        """Ask for the source that it is the same as."""
        if self.shown is not None:
            key = self.shown.line.source.id
            dialog = MergeSourceDialog(self._case.sources, self.shown.line.source, self)
            dialog.chosen.connect(lambda into: self.merge_into(key, into))
            dialog.open()

    def merge_into(self, key: SourceId, into: int) -> None:
        """Make one of two sources."""
        self._wanted = SourceId(into)
        self._decide(lambda: self._case.sources.merge(key, SourceId(into)), "Merged. Undo: Ctrl+Z")

    def split(self, key: SourceId) -> None:
        """Take a merged source out again."""
        self._decide(lambda: self._case.sources.split(key), "Split off. Undo: Ctrl+Z")

    def grade(self) -> None:
        """Give the letter that was chosen, with the reason that was written."""
        if self.shown is not None:
            key, letter, reason = self.shown.line.source.id, self.letter.currentData(), self.reason.text()
            self._decide(
                lambda: self._case.sources.grade(key, Reliability(letter), reason), f"Graded {letter}."
            )

    def withdraw(self) -> None:
        """Mark the source as fallen, or take the mark off."""
        if self.shown is not None:
            source = self.shown.line.source
            self._decide(lambda: self._case.sources.withdraw(source.id, not source.withdrawn), "")

    def show_fall(self) -> None:
        """Show the statements that lose support if the source falls; there it can be marked as withdrawn."""
        if self.shown is None:
            return
        source, sources = self.shown.line.source, self._case.sources
        dialog = FallDialog(
            source.name,
            self.shown.fall,
            withdrawn=source.withdrawn,
            set_withdrawn=(lambda on: sources.withdraw(source.id, on)) if self._able() else None,
            parent=self,
        )
        dialog.changed.connect(self._changed)
        dialog.open()

    def search(self) -> None:
        """Search in its documents."""
        if self.shown is not None:
            name = self.shown.line.source.name.replace('"', " ")
            self.search_wanted.emit(f'source:"{name}"')

    def _decide(self, act: Callable[[], Changes], sentence: str) -> None:
        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Changes:
            return act()

        def done(_changes: Changes) -> None:
            if sentence:
                self.said.emit(sentence)
            self._settle()

        self._runner.run("Deciding", work, lane=Lane.WRITE, done=done, failed=self._fail)

    def _changed(self, changes: Changes) -> None:
        self._runner.changed.emit(changes)
        self._settle()

    def _settle(self) -> None:
        self._runner.run(SETTLING, self._case.settle, lane=Lane.WRITE)

    # -- reading

    def _able(self) -> bool:
        return self.shown is not None and not self._case.read_only

    def _read(self) -> None:
        def work(_progress: ReportProgress, _cancelled: Cancelled) -> list[SourceLine]:
            return self._case.sources.every()

        def done(lines: list[SourceLine]) -> None:
            self._lines = lines
            if self._wanted is not None and all(line.source.id != self._wanted for line in lines):
                self._wanted = None
            if self._wanted is None and lines:
                self._wanted = lines[0].source.id
            self._show_list()
            self._open()

        self._runner.run("Reading sources", work, done=done, failed=self._fail)

    def _show_list(self) -> None:
        wanted = fold(self.filter.text()).strip()
        self.list.blockSignals(True)
        self.list.clear()
        for line in self._lines:
            source = line.source
            facts = (source.name, *source.names, *source.domains, source.country or "", source.descriptor)
            if wanted and not any(wanted in fold(fact) for fact in facts):
                continue
            badge = "⚠ " if has_hidden_or_mixed(source.name) else ""
            count = "1 document" if line.documents == 1 else f"{line.documents:,} documents"
            gone = "  ·  withdrawn" if source.withdrawn else ""
            letter = "not graded" if source.reliability is Reliability.F else f"{source.reliability}"
            item = QListWidgetItem(f"{badge}{visible(source.name)[:100]}\n{letter}  ·  {count}{gone}")
            item.setToolTip(plain_tip(visible(f"{source.name}\n{source.descriptor}")[:500]))
            item.setData(_KEY, source.id)
            self.list.addItem(item)
            if source.id == self._wanted:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if self._lines and not self.list.count():
            self._none.say("No such source", "Try another part of its name.")
        self._left.setCurrentIndex(0 if self.list.count() else 1)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.open_source(item.data(_KEY))

    def _open(self) -> None:
        key = self._wanted
        if key is None:
            self.shown = None
            self._right.setCurrentIndex(0)
            return

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> SourcePage:
            return source_page(self._case, key)

        def done(page: SourcePage) -> None:
            if self._wanted == key:
                self._show(page)

        self._runner.run("Reading the source", work, done=done, failed=self._fail)

    # -- the page

    def _show(self, page: SourcePage) -> None:
        self.shown = page
        source = page.line.source
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(10, 0, 12, 24)
        column.setSpacing(6)
        column.addWidget(plain_label(visible(source.name), "title"))
        warning = has_hidden_or_mixed(source.name)
        if warning:
            column.addWidget(plain_label(f"⚠ {warning}", "warn"))
        if source.withdrawn:
            column.addWidget(plain_label("⚠ Marked as withdrawn: nothing should rest on it alone.", "warn"))
        column.addWidget(
            plain_label(visible(source.descriptor) or "No descriptor yet: say who is behind it.", "")
        )
        facts = [f"Country: {source.country.upper()}"] if source.country else []
        facts += (
            [f"Also called: {' · '.join(visible(name) for name in source.names[:20])}"]
            if source.names
            else []
        )
        facts += (
            [f"Domains: {', '.join(visible(one) for one in source.domains[:12])}"] if source.domains else []
        )
        for fact in facts:
            column.addWidget(plain_label(fact, "quiet"))
        self._buttons(column, page)
        self._grades(column, page)
        for merged in page.line.merged:
            row = QHBoxLayout()
            row.addWidget(plain_label(f"Merged into it: {visible(merged.name)}", ""), 1)
            row.addWidget(self._button("Split off", partial(self.split, merged.id)))
            column.addLayout(row)
        self._lists(column, page)
        column.addStretch(1)
        self.page.setWidget(body)
        self._right.setCurrentWidget(self.page)

    def _buttons(self, column: QVBoxLayout, page: SourcePage) -> None:
        row = QHBoxLayout()
        for words, act in (("Edit…", self.edit), ("Merge with…", self.merge)):
            row.addWidget(self._button(words, act))
        search = self._button("Search", self.search)
        search.setEnabled(True)
        row.addWidget(search)
        row.addStretch(1)
        column.addLayout(row)

    def _grades(self, column: QVBoxLayout, page: SourcePage) -> None:
        column.addSpacing(8)
        column.addWidget(plain_label("Reliability", "heading"))
        self.letter = QComboBox()
        self.letter.setAccessibleName("Reliability letter")
        for one in Reliability:
            self.letter.addItem(f"{one}: {one.words}", str(one))
        self.letter.setCurrentIndex(list(Reliability).index(page.line.source.reliability))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why (needed)")
        self.reason.setAccessibleName("Reason for the grade")
        self.reason.setMaxLength(1_000)
        self.reason.returnPressed.connect(self.grade)
        give = self._button("Grade", self.grade)
        column.addWidget(self.letter)
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(give)
        column.addLayout(row)
        if not page.history:
            column.addWidget(plain_label("Not graded yet. F means unknown, never worst.", "quiet"))
        for grading in page.history:
            when = grading.when.astimezone().strftime("%Y-%m-%d %H:%M")
            who = f" by {visible(grading.who)}" if grading.who else ""
            words = f"{grading.reliability}  ·  {when}{who}: {visible(grading.reason)}"
            column.addWidget(plain_label(words, "quiet"))

    def _lists(self, column: QVBoxLayout, page: SourcePage) -> None:
        losses = page.fall.losses
        many = len(losses)
        self._heading(column, f"What rests on it ({many:,} {'statement' if many == 1 else 'statements'})")
        column.addWidget(plain_label(page.fall.sentence, "warn" if page.fall.lost else "quiet"))
        falls = QPushButton("What falls with it…")
        falls.setToolTip(
            "The statements that lose support, through links as well; mark it as withdrawn there"
        )
        falls.clicked.connect(self.show_fall)
        column.addWidget(falls, 0, Qt.AlignmentFlag.AlignLeft)
        for loss in sorted(losses, key=lambda entry: not entry.lost)[:LISTED]:
            mark = "⚠ nothing else: " if loss.lost else ""
            self._link(
                column,
                f"{mark}{visible(loss.statement.text)[:200]}  ({visible(loss.dossier.title)[:40]})",
                partial(self.dossier_wanted.emit, loss.dossier.actor_id),
            )
        self._heading(column, "Where its documents lead back to")
        column.addWidget(plain_label(page.independent or "No documents.", "quiet"))
        for way in page.ways[:LISTED]:
            end = "  (root not seen)" if way.not_seen else ""
            words = f"{way.document.title}  ←  {'  ←  '.join(way.words)}{end}"
            key = way.last if way.last is not None else way.document.id
            self._link(column, visible(words), partial(self.open_passage.emit, key, 0, 0))
        self._heading(column, f"Documents ({page.line.documents:,})")
        for document in page.documents[:LISTED]:
            self._link(
                column,
                visible(f"{document.published or 'no date'}  {document.title}"),
                partial(self.open_passage.emit, document.id, 0, 0),
            )
        if page.line.documents > LISTED:
            self._link(column, f"All {page.line.documents:,} in the search", self.search)

    def _heading(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(10)
        column.addWidget(plain_label(words, "heading"))

    def _link(self, column: QVBoxLayout, words: str, act: Callable[[], object]) -> None:
        link = LinkButton(words)
        link.clicked.connect(lambda _on=False: act())
        column.addWidget(link)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setEnabled(not self._case.read_only)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _fail(self, error: DossierError) -> None:
        show_error(error, self)
