"""How many documents a line of the graph needs to be drawn: a slider that says what it is set to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

_FIRST_MOST, _MOST = 5, 60
"""Where the slider ends at first, and how far it grows with the evidence."""


class MinimumSlider(QWidget):
    """1 or more. `chosen` tells whether a person has set it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = False
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, _FIRST_MOST)
        self.slider.setPageStep(1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(1)
        self.slider.setFixedWidth(110)
        self.slider.setAccessibleName("Documents behind a line at least")
        self.slider.setToolTip("Draw lines with at least so many documents behind them")
        self.label = QLabel()
        self.label.setMinimumWidth(self.label.fontMetrics().horizontalAdvance("≥ 10 documents"))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.addWidget(self.slider)
        row.addWidget(self.label)
        self.slider.valueChanged.connect(self._moved)
        self._say()

    def value(self) -> int:
        """Documents at least."""
        return self.slider.value()

    def set_value(self, number: int, *, chosen: bool) -> None:
        """Set it without telling that it changed."""
        self.slider.blockSignals(True)
        self.slider.setMaximum(max(self.slider.maximum(), min(number, _MOST)))
        self.slider.setValue(number)
        self.slider.blockSignals(False)
        self.chosen = chosen
        self._say()

    def reach(self, evidence: int) -> None:
        """Lines have up to this many documents behind them."""
        self.slider.setMaximum(max(self.slider.maximum(), min(evidence, _MOST)))

    def _moved(self) -> None:
        self.chosen = True
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self.label.setText("all lines" if self.value() == 1 else f"≥ {self.value()} documents")
