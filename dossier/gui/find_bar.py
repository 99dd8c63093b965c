"""Find words in the open document: count, next and previous, in any spelling of one Arabic word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from dossier.gui import theme
from dossier.gui.text_view import Mark, Span, TextView
from dossier.text.normalize import Folded, fold_with_offsets
from dossier.text.passages import find_folded

MOST = 2_000
"""Places that are marked; more would only slow the view down."""


class FindBar(QWidget):
    """A field with its count and arrows over a text view. Enter goes on, Shift+Enter back, Escape closes."""

    closed = Signal()

    def __init__(self, view: TextView) -> None:
        super().__init__()
        self._view = view
        self._text = ""
        self._folded: Folded | None = None
        self._found: list[tuple[int, int]] = []
        self._now = -1
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this document")
        self.field.setAccessibleName("Find in this document")
        self.field.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setProperty("role", "quiet")
        self.before = _tool("up", "Previous place (Shift+Enter)")
        self.after = _tool("down", "Next place (Enter)")
        self.close_button = _tool("close", "Close (Escape)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.before, self.after, self.close_button):
            row.addWidget(widget)
        self.field.textChanged.connect(self._find)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self, words: str = "") -> None:
        """Ready to type, with these words in the field if there are any."""
        self.show()
        if words:
            self.field.setText(" ".join(words.split())[:200])
        self.field.setFocus()
        self.field.selectAll()
        self._find()

    def close_bar(self) -> None:
        """Hide the bar and its marks; the last place found stays selected."""
        if not self.isHidden():
            if 0 <= self._now < len(self._found):
                self._view.select(*self._found[self._now])
            self.hide()
            self._found, self._now = [], -1
            self._view.mark(Mark.FOUND, [])
            self._view.mark(Mark.FOUND_NOW, [])
            self.closed.emit()

    def find_again(self) -> None:
        """Another text is shown: find the same words in it."""
        if not self.isHidden():
            self._find()

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) place, round the ends."""
        if self._found:
            self._now = (self._now + by) % len(self._found)
            self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Shift+Enter, Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    # -- inside

    def _find(self) -> None:
        words = self.field.text()
        if self._folded is None or self._text != self._view.text:
            self._text = self._view.text
            self._folded = fold_with_offsets(self._text)
        self._found = find_folded(self._folded, words, most=MOST)
        self._now = -1
        self._view.mark(Mark.FOUND, [Span(start, end, Mark.FOUND) for start, end in self._found])
        self._view.mark(Mark.FOUND_NOW, [])
        if self._found:
            # The first place from what is in view on: nobody wants to be thrown back to the beginning.
            seen = self._view.first_visible()
            self._now = next((n for n, (start, _) in enumerate(self._found) if start >= seen), 0)
            self._go()
        else:
            self.count.setText("not found" if words.strip() else "")
            self.count.setProperty("role", "bad" if words.strip() else "quiet")
            self.count.style().polish(self.count)
        for button in (self.before, self.after):
            button.setEnabled(bool(self._found))

    def _go(self) -> None:
        start, end = self._found[self._now]
        self._view.reveal(start)
        self._view.mark(Mark.FOUND_NOW, [Span(start, end, Mark.FOUND_NOW)])
        more = "+" if len(self._found) == MOST else ""
        self.count.setText(f"{self._now + 1:,} of {len(self._found):,}{more}")
        self.count.setProperty("role", "quiet")
        self.count.style().polish(self.count)


def _tool(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
