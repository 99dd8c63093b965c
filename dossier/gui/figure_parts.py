"""What the pages of figures share: buttons in words, a figure above the evidence of what is chosen in it, its picture."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from dossier.errors import EnvironmentTrouble
from dossier.gui.sentences_panel import SentencesPanel


class Drawn(Protocol):
    """A figure that writes itself into a file; false when the disk refuses."""

    def save_png(self, path: Path) -> bool: ...

    def save_svg(self, path: Path) -> bool: ...


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


def ask_for_picture(page: QWidget, what: str) -> Path | None:
    """The file into which the analyst wants `what`; its suffix says the format."""
    name, _ = QFileDialog.getSaveFileName(page, f"Save the {what}", f"{what}.svg", "SVG (*.svg);;PNG (*.png)")
    return Path(name) if name else None


def write_picture(figure: Drawn, path: Path) -> None:
    """Write what is seen; the suffix says the format. EnvironmentTrouble when the disk refuses."""
    write = figure.save_png if path.suffix.lower() == ".png" else figure.save_svg
    if not write(path):
        raise EnvironmentTrouble(
            "The picture could not be written.", hint="Choose another folder, or make room on the disk."
        )
