"""The field in which queries are typed: completions below it, earlier searches by Up, mistakes underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QStyle, QStyleOptionFrame

from dossier.gui import theme
from dossier.gui.later import later
from dossier.search.completion import Completion
from dossier.text.normalize import visible

PAUSE = 90
"""Milliseconds without a key before completions are looked up."""
_WAVE = 2
"""Pixels of a wave below a mistake."""


class QueryField(QLineEdit):
    """Emits `completion_wanted` after a pause in typing; the answer comes back through `offer`."""

    completion_wanted = Signal(str, int)  # query, cursor (code points)
    down_wanted = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mistake: tuple[int, int] | None = None
        self._history: list[str] = []
        self._walked = -1
        self._draft = ""
        self._completions: Sequence[Completion] = ()
        self._list: QListWidget | None = None
        self._wait = later(self, PAUSE, self._ask)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(lambda: self.mark_mistake(None))

    # -- mistakes

    def mark_mistake(self, span: tuple[int, int] | None) -> None:
        """Underline a span of the query (code points); None takes the line away."""
        self._mistake = span
        self.update()

    @property
    def mistake(self) -> tuple[int, int] | None:
        """The underlined span."""
        return self._mistake

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and a wave below the mistake; QLineEdit has no formats of its own."""
        super().paintEvent(event)
        if self._mistake is None:
            return
        text = self.text()
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        start, end = (_units(text, place) for place in self._mistake)
        left, right = sorted((_x(line, start), _x(line, max(end, start + 1))))
        scrolled = self.cursorRect().center().x() - _x(line, self.cursorPosition())
        room = self._room()
        begin, stop = (
            max(room.left(), min(room.right(), int(edge + scrolled))) for edge in (left, max(right, left + 6))
        )
        base = self.cursorRect().bottom() - 3
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().bad), 1.6))
        points = [
            QPointF(x, base + (_WAVE if number % 2 else 0))
            for number, x in enumerate(range(begin, stop + _WAVE, _WAVE))
        ]
        painter.drawPolyline(points)
        painter.end()

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)

    # -- history

    def set_history(self, queries: Sequence[str]) -> None:
        """Earlier searches, newest first."""
        self._history = list(queries)
        self._walked = -1

    def _walk(self, by: int) -> None:
        if self._walked == -1:
            self._draft = self.text()
        place = self._walked + by
        while 0 <= place < len(self._history) and self._history[place] == self.text():
            place += by
        if place >= len(self._history):
            return
        self._walked = max(place, -1)
        self.setText(self._history[place] if place >= 0 else self._draft)
        self.end(False)

    # -- completions

    @property
    def choices(self) -> QListWidget | None:
        """The list of completions while it is shown."""
        return self._list if self._list is not None and self._list.isVisible() else None

    def offer(self, query: str, completions: Sequence[Completion]) -> None:
        """Show completions, unless more was typed since they were looked up."""
        if query != self.text() or not self.hasFocus() or not completions:
            self.close_choices()
            return
        self._completions = completions
        shown = self._list or self._make_list()
        shown.clear()
        for one in completions:
            words = visible(one.shown) + (f"  —  {visible(one.about)}" if one.about else "")
            shown.addItem(QListWidgetItem(words[:140]))
        shown.setCurrentRow(-1)
        window = self.window()
        shown.setParent(window)
        width = min(max(shown.sizeHintForColumn(0) + 24, 260), self.width())
        height = shown.sizeHintForRow(0) * len(completions) + 2 * shown.frameWidth() + 2
        place = self.mapTo(window, QPoint(0, self.height() + 1))
        if self.text() and not self.isRightToLeft():
            place.setX(min(place.x() + max(self.cursorRect().left() - 40, 0), window.width() - width - 8))
        shown.setGeometry(QRect(place, QSize(width, height)))
        shown.show()
        shown.raise_()

    def close_choices(self) -> None:
        """Hide the completions."""
        if self._list is not None:
            self._list.hide()

    def _make_list(self) -> QListWidget:
        shown = QListWidget(self.window())
        shown.setObjectName("completions")
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown.setAccessibleName("Completions")
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.itemClicked.connect(lambda item: self._take(shown.row(item)))
        self._list = shown
        self.destroyed.connect(shown.deleteLater)
        return shown

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._completions):
            return
        one = self._completions[row]
        text = self.text()
        rest = text[one.end :]
        # A field waits for its value; anything else is finished.
        after = "" if one.text.endswith(":") or rest[:1] in {" ", ")"} else " "
        self.close_choices()
        self.setText(text[: one.start] + one.text + after + rest)
        self.setCursorPosition(_units(self.text(), one.start + len(one.text + after)))
        self.setFocus()
        if one.text.endswith(":"):
            self._wait.start()

    def _edited(self) -> None:
        self._walked = -1
        self.close_choices()
        self._wait.start()

    def _ask(self) -> None:
        if self.hasFocus():
            text = self.text()
            self.completion_wanted.emit(text, _points(text, self.cursorPosition()))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through completions or earlier searches; Enter or Tab takes one; Escape closes."""
        key, shown = event.key(), self.choices
        if shown is not None:
            row = shown.currentRow()
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                count = shown.count()
                shown.setCurrentRow((row + (1 if key == Qt.Key.Key_Down else -1)) % count if row >= 0 else
                                    (0 if key == Qt.Key.Key_Down else count - 1))  # fmt: skip
                return
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab} and row >= 0:
                self._take(row)
                return
            if key == Qt.Key.Key_Escape:
                self.close_choices()
                return
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.close_choices()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        elif key == Qt.Key.Key_Up:
            self._walk(1)
            return
        elif key == Qt.Key.Key_Down:
            if self._walked >= 0:
                self._walk(-1)
            else:
                self.down_wanted.emit()
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._wait.stop()
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes a chosen completion; otherwise it goes on as everywhere."""
        shown = self.choices
        if forward and shown is not None and shown.currentRow() >= 0:
            self._take(shown.currentRow())
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The completions go with the focus, unless one of them is being clicked."""
        super().focusOutEvent(event)
        if not (QApplication.mouseButtons() and self.choices is not None and self.choices.underMouse()):
            self.close_choices()


def _x(line: object, unit: int) -> float:
    found = line.cursorToX(unit)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _units(text: str, place: int) -> int:
    """A place in code points as Qt counts, in UTF-16 units."""
    return place + sum(ord(char) > 0xFFFF for char in text[:place])


def _points(text: str, unit: int) -> int:
    """A place in UTF-16 units in code points."""
    return len(text.encode("utf-16-le", "surrogatepass")[: unit * 2].decode("utf-16-le", "replace"))
