"""Paint a search hit: title, source and date, snippet with the hit marked. Plain text, laid out by Qt."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dossier.corpus.finding import FoundDocument
from dossier.gui import theme
from dossier.text.normalize import is_right_to_left, visible

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
_MARGIN = 10
_LINES = 3


class HitDelegate(QStyledItemDelegate):
    """Every hit has the same height, so that a list of thousands needs no measuring."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Title, line of facts, three lines of snippet."""
        line = QFontMetrics(option.font).lineSpacing()
        return QSize(200, int(line * (_LINES + 2.3)) + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one hit."""
        found = index.data(HIT_ROLE)
        if not isinstance(found, FoundDocument):
            return
        colours = theme.colours()
        rect: QRect = option.rect
        state = option.state
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours.accent_soft if chosen else colours.base))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        area = rect.adjusted(_MARGIN + 4, _MARGIN, -_MARGIN, -_MARGIN)

        font = QFont(option.font)
        line = QFontMetrics(font).lineSpacing()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        title = visible(found.document.title)
        _draw_line(painter, area.adjusted(0, 0, 0, line - area.height()), title, bold, colours.text)
        document = found.document
        facts = (
            f"{document.source or 'Source unknown'}  ·  {document.published or 'no date'}  ·  {document.kind}"
        )
        top = area.top() + int(line * 1.1)
        _draw_line(painter, QRect(area.left(), top, area.width(), line), visible(facts), font, colours.quiet)
        top += int(line * 1.2)
        _draw_snippet(painter, QRect(area.left(), top, area.width(), line * _LINES), found, font)
        painter.restore()


def _draw_line(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), elided)


def _draw_snippet(painter: QPainter, rect: QRect, found: FoundDocument, font: QFont) -> None:
    colours = theme.colours()
    # One character for one: the marks keep their places.
    text = "".join(" " if char in "\n\r\t\v\f\0\u2028\u2029" else char for char in found.snippet.text)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    marks = []
    for start, end in found.snippet.spans:
        style = QTextCharFormat()
        style.setBackground(QColor(colours.mark))
        style.setForeground(QColor(colours.mark_on))
        mark = QTextLayout.FormatRange()
        mark.start = _units(text[:start])
        mark.length = _units(text[start:end])
        mark.format = style
        marks.append(mark)
    layout.setFormats(marks)
    layout.beginLayout()
    height = 0.0
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    painter.setPen(QColor(colours.text))
    painter.setClipRect(rect)
    layout.draw(painter, QPointF(rect.left(), rect.top()))
    painter.setClipping(False)


def _units(text: str) -> int:
    """Length in UTF-16 units, as Qt counts."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)
