"""The list in which hits are shown, joined to the search field by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView


class HitsList(QListView):
    """Hits of one height, so that thousands need no measuring."""

    def __init__(self, query: QLineEdit) -> None:
        super().__init__()
        self._query = query
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Hits")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up from the first hit leads back to the query."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not event.modifiers():
            self._query.setFocus()
            return
        super().keyPressEvent(event)
