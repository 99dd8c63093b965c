"""Propose something at the head of the window: a sentence and a button, and a way to be left alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy


class ProposalBar(QFrame):
    """Hidden until there is something to propose."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposal")
        self.setAccessibleName("Proposal")
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.accept = QPushButton()
        self.decline = QPushButton("&Not now")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.accept)
        row.addWidget(self.decline)
        self._accepted: Callable[[], None] = lambda: None
        self._declined: Callable[[], None] = lambda: None
        self.accept.clicked.connect(lambda: self._end(self._accepted))
        self.decline.clicked.connect(lambda: self._end(self._declined))
        self.hide()

    def propose(
        self, sentence: str, button: str, accepted: Callable[[], None], declined: Callable[[], None]
    ) -> None:
        """Show a proposal in the place of what was there; an empty sentence takes it away."""
        self.label.setText(sentence)
        self.accept.setText(button)
        self._accepted, self._declined = accepted, declined
        self.setVisible(bool(sentence))

    def _end(self, then: Callable[[], None]) -> None:
        self.hide()
        then()
