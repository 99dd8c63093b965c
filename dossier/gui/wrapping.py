"""Draw the whole sentence of a list's row: Qt measures a wrapped row wider than it draws it, and cuts its end off."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

_BESIDE = 20
"""Pixels beside the words of a row: the padding of the style sheet and the frame of the focus, at both sides."""
_ABOVE = 8
"""Pixels above and below them together."""


class WrappingRows(QStyledItemDelegate):
    """Rows as high as their words need in the width at hand."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """At least what the wrapped words need."""
        hint = super().sizeHint(option, index)
        view = self.parent()
        if not isinstance(view, QListView):
            return hint
        room = QRect(0, 0, max(view.viewport().width() - _BESIDE, 1), 100_000)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        needed = view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words).height() + _ABOVE
        return QSize(hint.width(), max(hint.height(), needed))


def wrap_rows(view: QListView) -> None:
    """Let a list show whole sentences at any width."""
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setItemDelegate(WrappingRows(view))
