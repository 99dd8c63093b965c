"""The page of all documents: filter, sort, edit what was found out, try problems again."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.corpus import DocumentFilter
from dossier.gui.commands import Command
from dossier.gui.describe_dialog import DescribeDialog
from dossier.gui.documents_model import DocumentsModel
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner, Lane
from dossier.jobs import Changes


class DocumentsView(QWidget):
    """All documents of the case in one table."""

    open_document = Signal(int)
    import_wanted = Signal()

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self.model = DocumentsModel(case.library)

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
        self._again = QPushButton("Try again")
        self._again.setToolTip("Read the documents with a problem anew")
        self._count = QLabel()
        self._count.setProperty("role", "quiet")

        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        for widget in (self._all, self._problems, self._edit, self._again, self._count):
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
        for column, width in enumerate((420, 150, 95, 90, 80, 70, 220)):
            self.table.setColumnWidth(column, width)
        header.setStretchLastSection(True)

        empty = EmptyPanel(
            "No documents yet",
            "Drop files or folders anywhere on this window, or press Ctrl+I.\n"
            "Text, Markdown, HTML, PDF, Word and e-mail are read; the originals are kept.",
            "Import…",
        )
        empty.acted.connect(self.import_wanted)
        nothing = EmptyPanel(
            "Nothing passes the filter", "Clear it to see all documents.", "Clear the filter"
        )
        nothing.acted.connect(self._clear)
        self._stack = QStackedLayout()
        for page in (self.table, empty, nothing):
            self._stack.addWidget(page)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 8)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)

        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._apply)
        self.filter.textChanged.connect(self._wait.start)
        choices.buttonToggled.connect(self._apply)
        self.table.activated.connect(self._activate)
        self.table.clicked.connect(self._activate)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        self._edit.clicked.connect(self.edit_selected)
        self._again.clicked.connect(self.try_again)
        self._apply()

    def commands(self) -> list[Command]:
        """What can be done with documents."""
        return [
            Command("Edit the selected documents…", self.edit_selected, "E", on=self.table),
            Command("Read documents with a problem again", self.try_again),
            Command("Filter documents", self.filter.setFocus, "Ctrl+F"),
        ]

    def show_changes(self, changes: Changes) -> None:
        """Read anew what has changed, keeping the place."""
        if changes.corpus:
            bar = self.table.verticalScrollBar()
            place = bar.value()
            self._apply()
            bar.setValue(place)

    def edit_selected(self) -> None:
        """Ask for new values for the selected documents."""
        ids = self.model.ids(sorted({index.row() for index in self.table.selectionModel().selectedRows()}))
        if not ids:
            return
        dialog = DescribeDialog(self._case.library, ids, self)
        dialog.described.connect(self._runner.changed)
        dialog.open()

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
        self.model.show(where)
        shown, total = self.model.rowCount(), self._case.library.count()
        self._count.setText(f"{shown:,} of {total:,}" if shown != total else f"{total:,} documents")
        self._stack.setCurrentIndex(0 if shown else (1 if not total else 2))
        self._again.setVisible(self._problems.isChecked())
        self._show_buttons()

    def _show_buttons(self) -> None:
        self._edit.setEnabled(self.table.selectionModel().hasSelection() and not self._case.read_only)
        self._again.setEnabled(bool(self.model.rowCount()) and not self._case.read_only)

    def _activate(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if len(rows) == 1:
            for key in self.model.ids([rows[0].row()]):
                self.open_document.emit(key)

    def _clear(self) -> None:
        self.filter.clear()
        self._all.setChecked(True)


def _choice(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    return button
