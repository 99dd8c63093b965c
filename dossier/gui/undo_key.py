"""Let Ctrl+Z through a field in which nothing was typed: it takes back the last act on the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget


class _Through(QObject):
    """Qt's fields take the keys for undo and redo even where they have nothing to do."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key to the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and (
                (event.matches(QKeySequence.StandardKey.Undo) and not watched.isUndoAvailable())
                or (event.matches(QKeySequence.StandardKey.Redo) and not watched.isRedoAvailable())
            )
        ):
            event.ignore()
            return True
        return False


def let_undo_through(root: QWidget) -> None:
    """For all fields that are below `root` now."""
    through = _Through(root)
    for field in root.findChildren(QLineEdit):
        field.installEventFilter(through)
