"""Make labels that never take their text for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from dossier.gui.text_view import plain_tip


def plain_label(words: str = "", role: str = "", *, wraps: bool = True) -> QLabel:
    """A label; `role` is one of the style sheet's."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if wraps:
        label.setWordWrap(True)
        label.setMinimumWidth(40)  # else one long word would make the page wider than its place
    if role:
        label.setProperty("role", role)
    return label


class LineLabel(QLabel):
    """Fills its line and no more: what is too long ends in an ellipsis, and the tool tip has all of it."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str, tip: str) -> None:
        """Show these words; `tip` is cut after 2,000 characters."""
        self._words = words
        self._elide()
        self.setToolTip(plain_tip(tip[:2_000]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        width = max(self.width(), 60)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, width))
