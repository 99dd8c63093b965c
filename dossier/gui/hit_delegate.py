"""Paint a search hit: title, source and date, snippet with the hit marked. Plain text, laid out by Qt."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dossier.corpus.finding import FoundDocument
from dossier.gui import theme
from dossier.gui.hits_model import COPIES_ROLE, HIT_ROLE
from dossier.text.normalize import is_right_to_left, visible

_MARGIN = 10
_LINES = 3
_LONGEST = 500
"""Characters of a title that are looked at; a line shows fewer."""


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
        colours = theme.colours()
        rect: QRect = option.rect
        if not isinstance(found, FoundDocument):  # its page is being read
            painter.fillRect(rect, QColor(colours.base))
            painter.fillRect(
                rect.adjusted(_MARGIN + 4, _MARGIN + 4, -rect.width() // 2, 18 - rect.height()),
                QColor(colours.raised),
            )
            painter.setPen(QColor(colours.line))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            return
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
        title = visible(found.document.title[:_LONGEST])
        document = found.document
        copies = index.data(COPIES_ROLE)
        badges = [found.grade] if found.grade else []
        badges += [f"{copies} copies"] if isinstance(copies, int) and copies > 1 else []
        badges += [document.language.upper()] if document.language else []
        top_line = area.adjusted(0, 0, 0, line - area.height())
        leftwards = is_right_to_left(title)
        taken = _draw_badges(painter, top_line, badges, font, at_left=leftwards)
        room = top_line.adjusted(taken, 0, 0, 0) if leftwards else top_line.adjusted(0, 0, -taken, 0)
        _draw_line(painter, room, title, bold, colours.text)
        facts = (
            f"{document.source or 'Source unknown'}  ·  {document.published or 'no date'}  ·  {document.kind}"
        )
        top = area.top() + int(line * 1.1)
        under = QRect(area.left(), top, area.width(), line)
        _draw_line(painter, under, visible(facts[:_LONGEST]), font, colours.quiet, at_right=leftwards)
        top += int(line * 1.2)
        _draw_snippet(painter, QRect(area.left(), top, area.width(), line * _LINES), found, font)
        painter.restore()


def _draw_badges(painter: QPainter, rect: QRect, badges: list[str], font: QFont, *, at_left: bool) -> int:
    """Small frames at the end of a line; returns the pixels they take."""
    colours = theme.colours()
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    metrics = QFontMetrics(small)
    painter.setFont(small)
    taken = 0
    for words in badges:
        width = metrics.horizontalAdvance(words) + 10
        left = rect.left() + taken if at_left else rect.right() - taken - width
        frame = QRect(left, rect.top(), width, metrics.height() + 1)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(QColor(colours.quiet))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), words)
        taken += width + 5
    return taken + (5 if badges else 0)


def _draw_line(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, *, at_right: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    rightwards = at_right or is_right_to_left(text)
    side = Qt.AlignmentFlag.AlignRight if rightwards else Qt.AlignmentFlag.AlignLeft
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
