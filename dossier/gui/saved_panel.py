"""The saved searches of a case with what is new in each: open, rename, delete, put in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QDropEvent, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dossier.domain.searches import SavedSearch, SavedSearchId
from dossier.gui import theme
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole + 1
_ROWS = 6
"""Saved searches that are shown without scrolling."""


class SavedPanel(QWidget):
    """Says what the analyst wants; the page does it."""

    opened = Signal(int)
    renamed = Signal(int, str)
    deleted = Signal(int)
    arranged = Signal(object)  # list[SavedSearchId]

    def __init__(self) -> None:
        super().__init__()
        self._saved: dict[int, SavedSearch] = {}
        self._new: Mapping[SavedSearchId, int] = {}
        self.heading = QLabel("Saved searches")
        self.heading.setProperty("role", "heading")
        self.empty = QLabel("Ctrl+S saves a search here and counts what is new in it.")
        self.empty.setProperty("role", "quiet")
        self.empty.setWordWrap(True)
        self.list = _List(self._delete, self._shift)
        self.list.setAccessibleName("Saved searches")
        self.list.setToolTip("Enter opens, F2 renames, Delete deletes, Alt+Up and Alt+Down move")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.heading, self.empty, self.list):
            layout.addWidget(widget)
        self.list.itemActivated.connect(lambda item: self.opened.emit(item.data(_KEY)))
        self.list.itemClicked.connect(lambda item: self.opened.emit(item.data(_KEY)))
        self.list.itemChanged.connect(self._edited)
        self.list.dropped.connect(self._tell_order)
        self.list.customContextMenuRequested.connect(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_saved([])

    def show_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Replace the list; the counts stay."""
        row = self.list.currentRow()
        chosen = self.list.item(row).data(_KEY) if row >= 0 else None
        self._saved = {one.id: one for one in saved}
        self.list.blockSignals(True)
        self.list.clear()
        for one in saved:
            item = QListWidgetItem()
            item.setData(_KEY, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
            self._say(item)
            if one.id == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.empty.setVisible(not saved)
        self.list.setVisible(bool(saved))
        if saved:
            rows = min(len(saved), _ROWS)
            self.list.setFixedHeight(self.list.sizeHintForRow(0) * rows + 2 * self.list.frameWidth() + 2)

    def show_new(self, counts: Mapping[SavedSearchId, int]) -> None:
        """Show how many hits are new in each."""
        self._new = dict(counts)
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self._say(self.list.item(row))
        self.list.blockSignals(False)

    def names(self) -> list[str]:
        """What is shown, in order."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    # -- inside

    def _say(self, item: QListWidgetItem) -> None:
        one = self._saved[item.data(_KEY)]
        new = self._new.get(one.id, 0)
        item.setText(f"{visible(one.name)}  ({new:,} new)" if new else visible(one.name))
        item.setToolTip(plain_tip(visible(one.inquiry.query) or "all documents"))
        font = QFont(self.list.font())
        font.setWeight(QFont.Weight.DemiBold if new else QFont.Weight.Normal)
        item.setFont(font)
        item.setForeground(QBrush(QColor(theme.colours().accent if new else theme.colours().text)))

    def _edited(self, item: QListWidgetItem) -> None:
        one = self._saved.get(item.data(_KEY))
        if one is not None:
            new = self._new.get(one.id, 0)
            name = item.text().removesuffix(f"  ({new:,} new)").strip()
            if name and name != visible(one.name):
                self.renamed.emit(one.id, name)
            else:
                self.show_new(self._new)

    def _menu(self, point: QPoint) -> None:
        item = self.list.itemAt(point)
        if item is None:
            return
        key = item.data(_KEY)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open\tEnter", lambda: self.opened.emit(key))
        menu.addAction("Rename\tF2", lambda: self.list.editItem(item))
        menu.addAction("Move up\tAlt+Up", lambda: self._shift(-1))
        menu.addAction("Move down\tAlt+Down", lambda: self._shift(1))
        menu.addAction("Delete\tDel", self._delete)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _delete(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.deleted.emit(item.data(_KEY))

    def _shift(self, by: int) -> None:
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentItem(item)
            self._tell_order()

    def _tell_order(self) -> None:
        self.arranged.emit([self.list.item(row).data(_KEY) for row in range(self.list.count())])


class _List(QListWidget):
    """Rows that can be dragged, with keys for what the menu does."""

    dropped = Signal()

    def __init__(self, delete: Callable[[], None], shift: Callable[[int], None]) -> None:
        super().__init__()
        self._delete = delete
        self._shift = shift
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, and Alt with the arrows."""
        if event.key() == Qt.Key.Key_Delete:
            self._delete()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in {
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        }:
            self._shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A row in another place."""
        super().dropEvent(event)
        self.dropped.emit()
