"""The page of all documents: filter, sort, edit what was found out, try problems again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.corpus.library import Library
from dossier.domain.corpus import Document, DocumentFilter, DocumentId
from dossier.gui.commands import Command
from dossier.gui.describe_dialog import DescribeDialog
from dossier.gui.difference_dialog import DifferenceDialog
from dossier.gui.documents_model import DocumentsModel
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.later import later
from dossier.gui.removed_dialog import ImportsDialog, RemovedDialog
from dossier.gui.removing import Removing
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress, Work

WIDTHS = (300, 140, 92, 84, 80, 66, 200)
"""Pixels of the columns at first; the title takes what is left."""
LEAST_TITLE = 280
MOST_KEPT = 1_000
"""Chosen rows that are chosen again when the list is read anew."""


class DocumentsView(QWidget):
    """All documents of the case in one table."""

    open_document = Signal(int)
    import_wanted = Signal()
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self.model = DocumentsModel(case.library, runner)
        self._scroll_to: int | None = None
        self._chosen: list[DocumentId] = []
        self._where = DocumentFilter()
        self._changed: list[tuple[str, Work[Changes]]] = []
        """What was done here, and the job that takes it back."""
        self.removing = Removing(case, runner, self)
        self.removing.removed.connect(self._note_removal)
        self.removing.withdrawal_wanted.connect(self._withdraw)

        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by title, source, author or file")
        self.filter.setAccessibleName("Filter documents")
        self.filter.setClearButtonEnabled(True)
        self._all = _choice("All")
        self._problems = _choice("Problems")
        self._all.setChecked(True)
        choices = QButtonGroup(self)
        for button in (self._all, self._problems):
            choices.addButton(button)
        self._edit = QPushButton("Edit…")
        self._edit.setToolTip("Change title, date, source or kind of the selected documents (E)")
        self._compare = QPushButton("Compare…")
        self._compare.setToolTip("Show the selected document beside its near-duplicates (C)")
        self._again = QPushButton("Try again")
        self._again.setToolTip("Read the documents with a problem anew")
        self._count = QLabel()
        self._count.setProperty("role", "quiet")

        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        for widget in (self._all, self._problems, self._edit, self._compare, self._again, self._count):
            top.addWidget(widget)

        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Documents")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        header.setMinimumSectionSize(50)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        empty = EmptyPanel(
            "No documents yet",
            "Drop files or folders anywhere on this window, or press Ctrl+I.\n"
            "Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB, tables, e-mail and mailboxes are read; the originals are kept.",
            "Import…",
        )
        empty.acted.connect(self.import_wanted)
        nothing = EmptyPanel(
            "Nothing passes the filter", "Clear it to see all documents.", "Clear the filter"
        )
        nothing.acted.connect(self._clear)
        self._stack = QStackedWidget()
        for page in (self.table, empty, nothing):
            self._stack.addWidget(page)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)

        self._wait = later(self, 150, self._apply)
        self.filter.textChanged.connect(self._wait.start)
        choices.buttonToggled.connect(self._apply)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.activated.connect(self._activate)
        self.table.clicked.connect(self._activate)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        self._edit.clicked.connect(self.edit_selected)
        self._again.clicked.connect(self.try_again)
        self._compare.clicked.connect(self.compare_selected)
        self.model.modelAboutToBeReset.connect(self._keep_place)
        self.model.listed.connect(self._listed)
        self._apply()

    def commands(self) -> list[Command]:
        """What can be done with documents."""
        return [
            Command("Edit the selected documents…", self.edit_selected, "E", on=self.table),
            Command("Compare near-duplicates…", self.compare_selected, "C", on=self.table),
            Command("Mark as withdrawn, or take the mark off", self.withdraw_selected, "W", on=self.table),
            Command("Remove from the case", self.remove_selected, "Del", on=self.table),
            Command("Removed documents…", self.show_removed),
            Command("Undo an import…", self.show_imports),
            Command("Read documents with a problem again", self.try_again),
            Command("Filter documents", self.filter.setFocus, "Ctrl+F"),
        ]

    def show_changes(self, changes: Changes) -> None:
        """Read anew what has changed, keeping the place."""
        if changes.corpus:
            self._apply()

    def compare_selected(self) -> None:
        """Show the selected document beside its near-duplicates, or two selected ones of a group."""
        found = self._to_compare()
        if found is not None:
            DifferenceDialog(self._case, self._runner, *found, self).open()

    def _to_compare(self) -> tuple[DocumentId, DocumentId | None] | None:
        rows = self._rows(3)
        ids = self.model.ids(rows[:2])
        if not ids or len(rows) > 2:
            return None
        copies = [copy.id for copy in self._case.library.copies(ids[0])]
        if len(ids) == 2:
            return (ids[0], ids[1]) if ids[1] in copies else None
        return (ids[0], copies[0]) if copies else None

    def state(self) -> dict[str, object]:
        """What outlives a restart: filter, order, widths, and the place."""
        header = self.table.horizontalHeader()
        return {
            "filter": self.filter.text(),
            "problems": self._problems.isChecked(),
            "sort": header.sortIndicatorSection(),
            "descending": header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
            "widths": [self.table.columnWidth(column) for column in range(self.model.columnCount())],
            "scrolled": self.table.verticalScrollBar().value(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Bring back what `state` gave."""
        self._problems.setChecked(state.get("problems") is True)
        self.filter.setText(str(state.get("filter", "")))
        widths, sort, scrolled = state.get("widths"), state.get("sort"), state.get("scrolled")
        if isinstance(widths, list) and len(widths) == self.model.columnCount():
            for column, width in enumerate(widths):
                if width and column:
                    self.table.setColumnWidth(column, int(width))
        if isinstance(sort, int) and 0 <= sort < self.model.columnCount():
            down = state.get("descending") is True
            self.table.sortByColumn(
                sort, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            )
        self._apply()
        self._wait.stop()
        if isinstance(scrolled, int):
            self._scroll_to = scrolled

    def undo(self) -> str:
        """Take the last change of what was found out about documents back."""
        if not self._changed:
            return "Nothing to take back on this page."
        what, work = self._changed.pop()
        self._runner.run("Taking back", work, lane=Lane.WRITE, failed=lambda error: show_error(error, self))
        return f"Taken back: {what}."

    def _note_change(self, changes: Changes, former: Sequence[Document]) -> None:
        self._note(former)
        self._runner.changed.emit(changes)
        self.said.emit("Changed. Ctrl+Z takes it back.")

    def _note(self, former: Sequence[Document]) -> None:
        many = "one document" if len(former) == 1 else f"{len(former):,} documents"
        self._changed.append(
            (f"what was changed about {many}", putting_back(self._case.library, tuple(former)))
        )

    def _note_removal(self, sentence: str, back: Work[Changes]) -> None:
        self._changed.append(("the removal", back))
        self.said.emit(sentence)

    def remove_selected(self) -> None:
        """Put the selected documents among the removed ones."""
        self.removing.remove(self.model.ids(self._rows(self.model.rowCount())))

    def show_removed(self) -> None:
        """What was removed; from there it can be brought back."""
        RemovedDialog(self._case, self._runner, self).open()

    def show_imports(self) -> None:
        """What came in, import by import, to undo one as a whole."""
        dialog = ImportsDialog(self._case, self)
        dialog.undo_wanted.connect(self.removing.remove)
        dialog.open()

    def edit_selected(self) -> None:
        """Ask for new values for the selected documents."""
        ids = self.model.ids(self._rows(self.model.rowCount()))
        if not ids:
            return
        dialog = DescribeDialog(self._case.library, ids, self)
        dialog.described.connect(self._note_change)
        dialog.open()

    def withdraw_selected(self) -> None:
        """Mark the selected documents as withdrawn by who published them; if all are marked, take the mark off."""
        self._withdraw(self.model.ids(self._rows(self.model.rowCount())))

    def _withdraw(self, ids: Sequence[DocumentId]) -> None:
        chosen = self._case.library.many(ids)
        if not chosen or self._case.read_only:
            return
        mark = not all(item.withdrawn for item in chosen)
        former = tuple(item for item in chosen if item.withdrawn != mark)
        keys = [item.id for item in former]

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Changes:
            return self._case.library.set_withdrawn(keys, mark)

        def done(_changes: Changes) -> None:
            self._note(former)
            many = "1 document is" if len(keys) == 1 else f"{len(keys):,} documents are"
            self.said.emit(f"{many} {'' if mark else 'no longer '}marked as withdrawn. Ctrl+Z takes it back.")

        self._runner.run(
            "Marking documents",
            work,
            lane=Lane.WRITE,
            done=done,
            failed=lambda error: show_error(error, self),
        )

    def _show_menu(self, place: QPoint) -> None:
        """What can be done with the documents under the pointer."""
        chosen = self._case.library.many(self.model.ids(self._rows(2)))
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Edit…", self.edit_selected).setEnabled(self._edit.isEnabled())
        menu.addAction("Compare near-duplicates…", self.compare_selected).setEnabled(
            self._compare.isEnabled()
        )
        words = "Take the mark “withdrawn” off" if chosen[0].withdrawn else "Mark as withdrawn"
        menu.addAction(words, self.withdraw_selected).setEnabled(not self._case.read_only)
        menu.addAction("Remove from the case", self.remove_selected).setEnabled(not self._case.read_only)
        menu.addSeparator()
        menu.addAction("Removed documents…", self.show_removed)
        menu.addAction("Undo an import…", self.show_imports)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def try_again(self) -> None:
        """Read the documents with a problem anew."""
        found = self._case.library.page(where=DocumentFilter(with_problem=True), limit=10_000)
        if found:
            self._runner.run(
                f"Reading {len(found):,} documents again",
                self._case.importer.try_again(found),
                lane=Lane.WRITE,
                failed=lambda error: show_error(error, self),
            )

    def _apply(self) -> None:
        where = DocumentFilter(
            text=self.filter.text(), with_problem=True if self._problems.isChecked() else None
        )
        if where != self._where:
            self._where, self._scroll_to = where, 0
        self.model.show(where)
        self._again.setVisible(self._problems.isChecked())

    def _keep_place(self) -> None:
        """What was chosen stays chosen, where it still is in the list."""
        self._chosen = self.model.ids(self._rows(MOST_KEPT))
        if self._scroll_to is None:
            self._scroll_to = self.table.verticalScrollBar().value()

    def _listed(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self._count.setText(f"{shown:,} of {total:,}" if shown != total else f"{total:,} documents")
        self._stack.setCurrentIndex(0 if shown else (1 if not total else 2))
        self._choose_again()
        if self._scroll_to is not None:
            self.table.verticalScrollBar().setValue(self._scroll_to)
            self._scroll_to = None
        self._show_buttons()

    def _choose_again(self) -> None:
        rows = self.model.rows(self._chosen)
        if rows:
            selection = QItemSelection()
            for row in rows:
                selection.select(self.model.index(row, 0), self.model.index(row, 0))
            flags = QItemSelectionModel.SelectionFlag
            self.table.setAutoScroll(False)  # the list stays where it was
            self.table.selectionModel().setCurrentIndex(self.model.index(rows[0], 0), flags.NoUpdate)
            self.table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
            self.table.setAutoScroll(True)

    def _rows(self, most: int) -> list[int]:
        """The rows that are chosen, in their order, at most so many."""
        found: set[int] = set()
        for part in self.table.selectionModel().selection().toList():
            found.update(range(part.top(), min(part.bottom(), part.top() + most) + 1))
        return sorted(found)[:most]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the columns that matter least give way; the tool tip has them all."""
        super().resizeEvent(event)
        room = self.width() - LEAST_TITLE - 50
        for column in range(1, self.model.columnCount()):
            room -= self.table.columnWidth(column) or WIDTHS[column]
            self.table.setColumnHidden(column, room < 0)

    def _show_buttons(self) -> None:
        self._compare.setEnabled(self._to_compare() is not None)
        self._edit.setEnabled(self.table.selectionModel().hasSelection() and not self._case.read_only)
        self._again.setEnabled(bool(self.model.rowCount()) and not self._case.read_only)

    def _activate(self) -> None:
        rows = self._rows(2)
        if len(rows) == 1:
            for key in self.model.ids(rows):
                self.open_document.emit(key)

    def _clear(self) -> None:
        self.filter.clear()
        self._all.setChecked(True)


def _choice(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    return button


def putting_back(library: Library, former: Sequence[Document]) -> Work[Changes]:
    """The job that gives documents back what was known about them before."""

    def work(progress: ReportProgress, cancelled: Cancelled) -> Changes:
        changes = Changes()
        for done, item in enumerate(former):
            cancelled.check()
            progress(Progress(done, len(former)))
            changes |= library.describe(
                [item.id],
                title=item.title,
                author=item.author or "",
                published="" if item.published is None else str(item.published),
                language=item.language or "",
                kind=item.kind,
                source=item.source or "",
            )
            if library.many([item.id])[0].withdrawn != item.withdrawn:
                changes |= library.set_withdrawn([item.id], item.withdrawn)
        return changes

    return work
