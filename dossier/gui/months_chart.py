"""A small bar chart of mentions by month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dossier.domain.actors import MentionsInMonth
from dossier.gui import theme


class MonthsChart(QWidget):
    """Bars in order of time; months without a mention between the first and the last are empty places."""

    def __init__(self) -> None:
        super().__init__()
        self._months: list[tuple[str, int]] = []
        self.setMinimumHeight(96)
        self.setMaximumHeight(96)

    def show_months(self, months: Sequence[MentionsInMonth]) -> None:
        """Replace the bars."""
        self._months = _filled({entry.month: entry.mentions for entry in months})
        busiest = max(self._months, key=lambda entry: entry[1], default=("", 0))
        words = (
            f"Mentions by month; most in {busiest[0]}: {busiest[1]}" if self._months else "No dated mentions"
        )
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(self._months))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(300, 96)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars, the highest number, and the first and last month."""
        if not self._months:
            return
        colours = theme.colours()
        painter = QPainter(self)
        line = self.fontMetrics().height()
        area = self.rect().adjusted(2, line + 2, -2, -line - 4)
        most = max(count for _, count in self._months)
        step = min(area.width() / len(self._months), 28)
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for place, (_, count) in enumerate(self._months):
            height = area.height() * count / most
            bar = QRectF(area.left() + place * step, area.bottom() - height, max(step - 2, 1), height)
            painter.fillRect(bar, QColor(colours.accent))
        painter.setPen(QColor(colours.quiet))
        foot = self.rect().adjusted(2, 0, -2, 0)
        width = int(step * len(self._months))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._months[0][0])
        if len(self._months) > 1 and width > 150:
            foot.setWidth(width)
            painter.drawText(
                foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._months[-1][0]
            )
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, f"most in a month: {most}"
        )
        painter.end()


def _filled(counts: dict[str, int]) -> list[tuple[str, int]]:
    months = sorted(month for month in counts if len(month) == 7)
    if not months:
        return sorted(counts.items())
    year, month = map(int, months[0].split("-"))
    filled: list[tuple[str, int]] = []
    while len(filled) < 600:
        name = f"{year:04}-{month:02}"
        filled.append((name, counts.get(name, 0)))
        if name >= months[-1]:
            break
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return filled
