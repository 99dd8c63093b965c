"""The trash of a case: see what was removed, bring it back, or empty it; and the imports, to undo one as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from dossier.case import Case
from dossier.domain.corpus import DocumentId
from dossier.errors import DossierError
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.text_view import plain_tip
from dossier.jobs import Work
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole


class RemovedDialog(QDialog):
    """The removed documents, the last one first."""

    def __init__(self, case: Case, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Removed documents")
        self.resize(760, 440)
        self._case = case
        self._runner = runner
        self.words = _sentence()
        self.list = _list("Removed documents", ["Title", "File", "Removed"])
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._show_buttons)
        self.list.itemActivated.connect(lambda _item, _column: self.bring_back())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.back = buttons.addButton("Bring back", role)
        self.back.setToolTip("Put the chosen documents back into the case, as they were (Enter)")
        self.back.clicked.connect(self.bring_back)
        self.empty = buttons.addButton("Empty the trash…", role)
        self.empty.clicked.connect(self.ask_to_empty)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        removed = self._case.removals.removed()
        for one in removed:
            item = QTreeWidgetItem([visible(one.title), visible(one.file), _moment(one.when)])
            item.setData(0, _KEY, int(one.id))
            item.setToolTip(0, plain_tip(visible(one.title)))
            self.list.addTopLevelItem(item)
        self.words.setText(
            "These documents are in no list, search, count or figure of the case. Their originals are kept until the "
            "trash is emptied; importing the same file brings a document back as well."
            if removed
            else "Nothing was removed from this case. On the page of documents, Delete removes what is chosen there."
        )
        self.list.setVisible(bool(removed))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._show_buttons()

    def _show_buttons(self) -> None:
        can = not self._case.read_only
        self.back.setEnabled(can and bool(self.list.selectedItems()))
        self.empty.setEnabled(can and self.list.topLevelItemCount() > 0)

    def bring_back(self) -> None:
        """Put the chosen documents back into the case."""
        ids = [DocumentId(int(item.data(0, _KEY))) for item in self.list.selectedItems()]
        if ids and self.back.isEnabled():
            self._run("Bringing documents back", self._case.removals.restoring(ids))

    def ask_to_empty(self) -> None:
        """Say what goes for good, and ask."""
        trash = self._case.removals.trash()
        many = (
            "1 removed document goes" if trash.documents == 1 else f"{trash.documents:,} removed documents go"
        )
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Empty the trash")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"{many} for good: {trash.words:,} words, and {_bytes(trash.size)} of originals.")
        box.setInformativeText(
            "This can't be taken back. The record of the case keeps when it was done, by whom, and the checksums."
        )
        go = box.addButton("Empty the trash", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        go.clicked.connect(lambda: self._run("Emptying the trash", self._case.removals.emptying()))
        box.open()

    def _run(self, label: str, work: Work[object]) -> None:
        self.back.setEnabled(False)
        self.empty.setEnabled(False)
        self._runner.run(label, work, lane=Lane.WRITE, done=lambda _result: self._refill(), failed=self._fail)

    def _refill(self) -> None:
        if isValid(self):  # the dialog may be closed meanwhile
            self._fill()

    def _fail(self, error: DossierError) -> None:
        show_error(error, self if isValid(self) else None)
        self._refill()


class ImportsDialog(QDialog):
    """What came into the case, import by import, the last one first."""

    undo_wanted = Signal(list)
    """The documents of the chosen import."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Imports")
        self.resize(560, 400)
        self._case = case
        self._whens: list[datetime] = []
        self.words = _sentence()
        self.list = _list("Imports", ["Began", "Documents in the case"])
        self.list.itemSelectionChanged.connect(self._show_button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.undo = buttons.addButton("Undo this import", QDialogButtonBox.ButtonRole.ActionRole)
        self.undo.clicked.connect(self._undo)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        for one in case.removals.imports():
            self._whens.append(one.when)
            self.list.addTopLevelItem(QTreeWidgetItem([_moment(one.when), f"{one.documents:,}"]))
        self.words.setText(
            "Undoing an import puts all its documents among the removed ones; Ctrl+Z brings them back."
            if self._whens
            else "Nothing was imported yet. Drop files or folders on the window, or press Ctrl+I."
        )
        self.list.setVisible(bool(self._whens))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._show_button()

    def _show_button(self) -> None:
        self.undo.setEnabled(bool(self.list.selectedItems()) and not self._case.read_only)

    def _undo(self) -> None:
        chosen = self.list.selectedItems()
        if chosen:
            place = self.list.indexOfTopLevelItem(chosen[0])
            self.undo_wanted.emit(self._case.removals.of_import(self._whens[place]))
            self.accept()


def _sentence() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _list(name: str, headings: Sequence[str]) -> QTreeWidget:
    found = QTreeWidget()
    found.setAccessibleName(name)
    found.setHeaderLabels(list(headings))
    found.setRootIsDecorated(False)
    found.setUniformRowHeights(True)
    header = found.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, len(headings)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return found


def _moment(when: datetime) -> str:
    return f"{when.astimezone():%Y-%m-%d %H:%M}"


def _bytes(size: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}"
        size = round(size / 1000)
    return f"{size:,.0f} GB"
