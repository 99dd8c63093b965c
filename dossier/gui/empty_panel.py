"""What a list shows when it is empty: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyPanel(QWidget):
    """A calm sentence in the middle, with one button where there is something to do."""

    acted = Signal()

    def __init__(self, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self.title = QLabel(title)
        self.title.setProperty("role", "title")
        self.sentence = QLabel(sentence)
        self.sentence.setProperty("role", "empty")
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for label in (self.title, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        if action:
            button = QPushButton(action)
            button.setProperty("role", "primary")
            button.clicked.connect(self.acted)
            layout.addSpacing(10)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, sentence: str) -> None:
        """Change the words."""
        self.title.setText(title)
        self.sentence.setText(sentence)
