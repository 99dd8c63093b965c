"""Choose a statement: one that rests on a claim, or one that another contradicts, with a note on why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.domain.dossiers import Statement, StatementId
from dossier.text.normalize import fold, visible

_KEY = Qt.ItemDataRole.UserRole


class ChooseStatementDialog(QDialog):
    """All statements of the case, with a filter."""

    chosen = Signal(int)  # StatementId

    def __init__(
        self, statements: Sequence[tuple[str, Statement]], title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(560, 420)
        self._statements = statements
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by words")
        self.filter.setAccessibleName("Filter statements")
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Statements")
        self.list.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.buttons)
        self.filter.textChanged.connect(lambda _text: self._list())
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.list.currentRowChanged.connect(lambda row: self.ok.setEnabled(row >= 0))
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        self._list()

    def _list(self) -> None:
        wanted = fold(self.filter.text()).split()
        self.list.clear()
        for dossier, statement in self._statements:
            if all(word in fold(f"{dossier}: {statement.text}") for word in wanted):
                item = QListWidgetItem(
                    f"\u2068{visible(dossier)}\u2069: \u2068{visible(statement.text)}\u2069"
                )
                item.setData(_KEY, statement.id)
                self.list.addItem(item)
        self.list.setCurrentRow(0 if self.list.count() else -1)
        self.ok.setEnabled(self.list.count() > 0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(StatementId(item.data(_KEY)))
            self.accept()


class ConflictDialog(ChooseStatementDialog):
    """Which statement does this one contradict, and how? One that is marked can have its mark taken off."""

    marked = Signal(int, object)  # StatementId, note or None

    def __init__(
        self,
        statements: Sequence[tuple[str, Statement]],
        notes: Mapping[StatementId, str],
        parent: QWidget | None = None,
    ) -> None:
        """`notes` names the statements that are marked already, each with its note."""
        super().__init__(statements, "Which statement does it contradict?", parent)
        self._notes = notes
        self.note = QLineEdit()
        self.note.setPlaceholderText("What they disagree on; printed in exports")
        self.note.setMaxLength(300)
        form = QFormLayout()
        form.addRow("&Note", self.note)
        self.column.insertLayout(self.column.indexOf(self.buttons), form)
        self.off = self.buttons.addButton("Take the mark &off", QDialogButtonBox.ButtonRole.DestructiveRole)
        self.off.clicked.connect(lambda: self._mark(None))
        self.chosen.connect(lambda key: self.marked.emit(key, self.note.text().strip()))
        self.list.currentRowChanged.connect(lambda _row: self._show_note())
        self._show_note()

    def _show_note(self) -> None:
        row = self.list.currentRow()
        known = self._notes.get(StatementId(self.list.item(row).data(_KEY))) if row >= 0 else None
        self.note.setText(known or "")
        self.ok.setText("&Mark as conflict" if known is None else "&Keep the note")
        self.off.setVisible(known is not None)

    def _mark(self, note: str | None) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.marked.emit(item.data(_KEY), note)
            self.accept()
