"""A line that leads somewhere: a button without a frame whose long text ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from dossier.gui.text_view import plain_tip

_PADDING = 14
"""Pixels that the style sheet puts around the text, both sides together."""


class LinkButton(QPushButton):
    """Foreign text in a button: `&` is no shortcut, and what doesn't fit is in the tooltip."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = ""
        self.setProperty("role", "link")
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Change the words."""
        self.words = " ".join(words.split())
        self.setAccessibleName(self.words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self.words) + _PADDING)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - _PADDING + 2, 20)
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if shown == self.words else plain_tip(self.words[:600]))
        shown = shown.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)
