"""Show document text: plain, right-to-left where the text is, with marks over it. Foreign text stays text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from dossier.gui import theme
from dossier.text.normalize import is_right_to_left


class Mark(Enum):
    """Why a span is marked."""

    HIT = "hit"
    HIT_NOW = "hit now"
    FOUND = "found"
    FOUND_NOW = "found now"
    CITED = "cited"
    ACTOR = "actor"
    CANDIDATE = "candidate"


@dataclass(frozen=True)
class Span:
    """A marked span `[start, end)` in code points; `key` says what it belongs to, `tip` is plain text."""

    start: int
    end: int
    mark: Mark
    key: int = 0
    tip: str = ""


class TextView(QPlainTextEdit):
    """A read-only view of one text. Positions are code points of that text, whatever Qt counts in.

    QPlainTextEdit knows no markup and loads nothing, so nothing in a foreign text can act.
    """

    selection_changed = Signal()
    span_activated = Signal(object)  # Span

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFont(theme.reading_font())
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(14)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self.selectionChanged.connect(self.selection_changed)
        self._text = ""
        self._wide: list[int] = []
        self._layers: dict[Mark, list[Span]] = {}
        self.viewport().setMouseTracking(True)

    def show_text(self, text: str) -> None:
        """Replace the text; all marks go."""
        self._text = text
        # Qt counts in UTF-16 units; characters beyond the first plane take two.
        self._wide = (
            [place for place, char in enumerate(text) if ord(char) > 0xFFFF] if not text.isascii() else []
        )
        self._layers = {}
        self.setExtraSelections([])
        # The layout of plain text aligns as told, whatever the direction of the words.
        option = self.document().defaultTextOption()
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side)
        self.document().setDefaultTextOption(option)
        # U+0000 would end the text for Qt; any stand-in of one unit keeps the offsets.
        self.setPlainText(text.replace("\0", "\N{SYMBOL FOR NULL}").replace("\r", " "))

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def mark(self, kind: Mark, spans: Iterable[Span]) -> None:
        """Replace the marks of one kind."""
        self._layers[kind] = list(spans)
        self._paint_marks()

    def spans(self, kind: Mark) -> Sequence[Span]:
        """The marks of one kind."""
        return self._layers.get(kind, [])

    def selected(self) -> tuple[int, int] | None:
        """The selection in code points; None when nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._to_code_point(cursor.selectionStart()), self._to_code_point(cursor.selectionEnd())

    @property
    def place(self) -> int:
        """Where the cursor stands, in code points."""
        return self._to_code_point(self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select a span and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_unit(start))
        cursor.setPosition(self._to_unit(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def reveal(self, start: int) -> None:
        """Bring a place into view without selecting anything."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_unit(start))
        self.setTextCursor(cursor)
        self.centerCursor()

    def first_visible(self) -> int:
        """The place of the first character in view."""
        return self._to_code_point(self.firstVisibleBlock().position())

    def scroll_to(self, start: int) -> None:
        """Put the line of this place at the top of the view."""
        block = self.document().findBlock(self._to_unit(max(0, min(start, len(self._text)))))
        self.verticalScrollBar().setValue(block.firstLineNumber())

    def span_at(self, point: QPoint) -> Span | None:
        """The innermost actor, candidate or citation under a point of the viewport."""
        place = self._to_code_point(self.cursorForPosition(point).position())
        under = [
            span
            for kind in (Mark.ACTOR, Mark.CANDIDATE, Mark.CITED)
            for span in self._layers.get(kind, [])
            if span.start <= place <= span.end
        ]
        return min(under, key=lambda span: span.end - span.start, default=None)

    # -- Qt

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copying gives plain text only."""
        data = QMimeData()
        span = self.selected()
        data.setText("" if span is None else self._text[span[0] : span[1]])
        return data

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        """Nothing is dropped or pasted into a document."""
        return False

    def viewportEvent(self, event: QEvent) -> bool:
        """Tool tips of marks, as plain text."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self.span_at(event.pos())
            if span is not None and span.tip:
                QToolTip.showText(event.globalPos(), _as_plain(span.tip), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click (without selecting) on a mark activates it."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            span = self.span_at(event.position().toPoint())
            if span is not None:
                self.span_activated.emit(span)

    # -- inside

    def _to_unit(self, place: int) -> int:
        return place + bisect_left(self._wide, place)

    def _to_code_point(self, unit: int) -> int:
        if not self._wide:
            return unit
        low, high = 0, len(self._wide)
        while low < high:  # how many wide characters lie before this unit
            middle = (low + high) // 2
            if self._wide[middle] + middle < unit:
                low = middle + 1
            else:
                high = middle
        return max(unit - low, 0)

    def _paint_marks(self) -> None:
        selections = []
        for kind in (
            Mark.CITED,
            Mark.ACTOR,
            Mark.CANDIDATE,
            Mark.HIT,
            Mark.HIT_NOW,
            Mark.FOUND,
            Mark.FOUND_NOW,
        ):
            style = _style(kind)
            for span in self._layers.get(kind, []):
                cursor = QTextCursor(self.document())
                last = self.document().characterCount() - 1
                cursor.setPosition(min(self._to_unit(span.start), last))
                cursor.setPosition(min(self._to_unit(span.end), last), QTextCursor.MoveMode.KeepAnchor)
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                selection.format = style
                selections.append(selection)
        self.setExtraSelections(selections)


def inside(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The spans (sorted by start) that begin in `[start, end)`."""
    starts = [span.start for span in spans]
    return list(spans[bisect_left(starts, start) : bisect_right(starts, end - 1)])


def _style(kind: Mark) -> QTextCharFormat:
    style = QTextCharFormat()
    colours = theme.colours()
    if kind in {Mark.HIT, Mark.FOUND}:
        style.setBackground(QColor(colours.mark))
        style.setForeground(QColor(colours.mark_on))
    elif kind in {Mark.HIT_NOW, Mark.FOUND_NOW}:
        style.setBackground(QColor(colours.mark_now))
        style.setForeground(QColor(colours.mark_now_on))
    elif kind is Mark.CITED:
        style.setBackground(QColor(colours.cited))
    else:
        style.setUnderlineStyle(
            QTextCharFormat.UnderlineStyle.SingleUnderline
            if kind is Mark.ACTOR
            else QTextCharFormat.UnderlineStyle.DashUnderline
        )
        style.setUnderlineColor(QColor(colours.actor if kind is Mark.ACTOR else colours.warn))
        style.setProperty(QTextFormat.Property.UserProperty, 1)
    return style


def _as_plain(text: str) -> str:
    """Qt guesses whether a tool tip is markup; an escaped one in a <qt> frame never is anything but text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


def plain_tip(text: str) -> str:
    """A tool tip for any widget that shows foreign text."""
    return _as_plain(text) if text else ""
