"""A box for a whole number; its text keeps away from the frame."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

_MARGIN = 6
"""Pixels; the style sheet can't give the field inside a spin box a padding."""


class SpinBox(QSpinBox):
    """As Qt's, with a margin before its text."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
