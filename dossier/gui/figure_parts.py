"""What the pages of figures share: buttons in words, and a figure above the evidence of what is chosen in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from dossier.gui.sentences_panel import SentencesPanel


def word_button(words: str, tip: str) -> QToolButton:
    """A flat button; the tip is its accessible name too."""
    button = QToolButton()
    button.setText(words)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def figure_over_evidence(
    figure: QWidget, nothing: QWidget, told: QWidget, evidence: SentencesPanel, sizes: tuple[int, int]
) -> tuple[QSplitter, QStackedWidget]:
    """The splitter, and the stack in which `figure` (0) or `nothing` (1) is shown; `told` is a line below it."""
    place = QStackedWidget()
    place.addWidget(figure)
    place.addWidget(nothing)
    upper = QWidget()
    column = QVBoxLayout(upper)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(place, 1)
    column.addWidget(told)
    split = QSplitter(Qt.Orientation.Vertical)
    split.addWidget(upper)
    split.addWidget(evidence)
    split.setStretchFactor(0, 1)
    split.setSizes(list(sizes))
    return split, place
