"""Draw lanes of dated things: events as spans with their titles, documents as counted bars; zoom and choose."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from dossier.analysis.timeline import Count, Step, lanes, step_for, ticks, widened
from dossier.case.timeline import Lane, Timeline
from dossier.domain.dates import PartialDate
from dossier.domain.figures import ChronologyRow
from dossier.gui import theme
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible

NAMES = 150
"""Pixels for the lanes' names."""
LANE = 46
EVENT = 24
SHORTEST, LONGEST = 7.0, 400_000.0
"""Days on the screen at least and at most."""
_EVENT_ROWS = 8


@dataclass(frozen=True)
class Bar:
    """What is drawn and can be chosen: an event, or the documents of a lane in a span of time."""

    lane: int
    """-1 for events."""
    row: ChronologyRow | None = None
    count: Count | None = None
    start: date = date.min
    end: date = date.min


class TimelineCanvas(QWidget):
    """Only what is in view is drawn, and documents are counted by day, month or year: any number is drawn fast."""

    bar_chosen = Signal(object)  # Bar

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline")
        self.setMouseTracking(True)
        self._shown = Timeline((), ())
        self._events: list[ChronologyRow] = []
        self._first, self._days = 0.0, 365.0
        self._limits = (date(2000, 1, 1), date(2030, 1, 1))
        self._drawn: list[tuple[QRectF, Bar]] = []
        self._chosen: Bar | None = None
        self._grabbed: QPointF | None = None
        self._moved = False

    # -- showing

    def show_timeline(self, shown: Timeline) -> None:
        """Replace what is drawn, and show all of it."""
        self._shown = shown
        self._chosen = None
        self._events = [row for row in shown.events if row.start is not None]
        edges: list[date] = []
        for lane in shown.lanes:
            if lane.published:
                edges += [PartialDate.parse(lane.published[0][0]).first_day]
                edges += [max(PartialDate.parse(text).last_day for text, _ in lane.published[-400:])]
        for row in self._events:
            assert row.start is not None
            assert row.end is not None
            edges += [row.start, row.end]
        if edges:
            self._limits = widened(min(edges), max(edges))
        self.setMinimumHeight(self._height())
        self.fit()

    def fit(self) -> None:
        """Show all of the time."""
        first, last = self._limits
        self._first, self._days = float(first.toordinal()), float((last - first).days + 1)
        self.update()

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Come nearer or step back around a pixel, or around the middle."""
        place = (self._wide() / 2 if at is None else at - NAMES) / self._wide()
        days = min(max(self._days / factor, SHORTEST), LONGEST)
        self._first += (self._days - days) * place
        self._days = days
        self._stay()

    def move_by(self, part: float) -> None:
        """Go forward in time by a part of what is seen."""
        self._first += self._days * part
        self._stay()

    @property
    def step(self) -> Step:
        """In what steps documents are counted at this zoom."""
        return step_for(self._days, self._wide())

    @property
    def chosen(self) -> Bar | None:
        """What is chosen."""
        return self._chosen

    def bars(self) -> list[Bar]:
        """What is in view, lane by lane in order of time."""
        image = QImage(max(self.width(), NAMES + 100), max(self.height(), 10), QImage.Format.Format_Mono)
        painter = QPainter(image)
        self._draw(painter, QRectF(image.rect()))
        painter.end()
        return [bar for _, bar in self._drawn]

    def choose(self, bar: Bar) -> None:
        """Mark a bar and tell of it."""
        self._chosen = bar
        self.setAccessibleDescription(self.words_of(bar))
        self.update()
        self.bar_chosen.emit(bar)

    def words_of(self, bar: Bar) -> str:
        """A bar in words."""
        if bar.row is not None:
            return f"{bar.row.printed}: {visible(bar.row.sentence)}"
        assert bar.count is not None
        many = bar.count.documents
        only = "" if len(bar.count.text) == 10 or not bar.count.exactly else ", not dated more precisely"
        name = visible(self._shown.lanes[bar.lane].name)
        return f"{name}, {bar.count.text}: {'1 document' if many == 1 else f'{many:,} documents'}{only}"

    def save_png(self, path: Path) -> bool:
        """Write what is seen as a picture, twice as large as on the screen."""
        image = QImage(self.size() * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2.0)
        painter = QPainter(image)
        self._draw(painter, QRectF(self.rect()))
        painter.end()
        return bool(image.save(str(path)))

    def save_svg(self, path: Path) -> bool:
        """Write what is seen as SVG with all words as text."""
        from PySide6.QtSvg import QSvgGenerator

        target = QSvgGenerator()
        target.setFileName(str(path))
        target.setSize(self.size())
        target.setViewBox(QRectF(self.rect()))
        target.setTitle("Timeline")
        painter = QPainter()
        if not painter.begin(target):
            return False
        self._draw(painter, QRectF(self.rect()))
        painter.end()
        return path.is_file()

    # -- Qt

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(600, self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in view."""
        painter = QPainter(self)
        self._draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.colours().accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from bar to bar, up and down from lane to lane, + and - zoom, Enter shows what it is."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._next(1 if key is Qt.Key.Key_Right else -1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._other_lane(1 if key is Qt.Key.Key_Down else -1)
        elif key is Qt.Key.Key_PageDown:
            self.move_by(0.8)
        elif key is Qt.Key.Key_PageUp:
            self.move_by(-0.8)
        elif event.text() in {"+", "="}:
            self.zoom(1.5)
        elif event.text() == "-":
            self.zoom(1 / 1.5)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._chosen is not None:
            self.bar_chosen.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the paper."""
        self._grabbed, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move in time."""
        if self._grabbed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = event.position().x() - self._grabbed.x()
            if abs(way) > 4 or self._moved:
                self._moved = True
                self._first -= way * self._days / self._wide()
                self._grabbed = event.position()
                self._stay()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, unless the paper was moved."""
        if not self._moved:
            bar = self._at(event.position())
            if bar is not None:
                self.choose(bar)
        self._grabbed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, or with Shift move in time."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.move_by(-turn / 1200)
        else:
            self.zoom(1.0015**turn, event.position().x())
        event.accept()

    def event(self, event: object) -> bool:
        """Say what is under the pointer."""
        if isinstance(event, QHelpEvent):
            bar = self._at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), plain_tip(self.words_of(bar)) if bar is not None else "", self
            )
            return True
        return super().event(event)  # type: ignore[arg-type]

    # -- inside

    def _wide(self) -> float:
        return float(max(self.width() - NAMES - 8, 60))

    def _height(self) -> int:
        rows = min(_EVENT_ROWS, max(len(self._events), 1)) if self._events else 0
        return 30 + (rows * EVENT + 16 if rows else 0) + LANE * len(self._shown.lanes) + 8

    def _stay(self) -> None:
        """Never so far that nothing is left on the screen."""
        first, last = self._limits
        self._first = min(
            max(self._first, first.toordinal() - self._days * 0.9), last.toordinal() - self._days * 0.1
        )
        self.update()

    def _x(self, day: float) -> float:
        return NAMES + (day - self._first) * self._wide() / self._days

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        colours = theme.colours()
        self._drawn = []
        painter.setFont(self.font())
        painter.fillRect(area, QColor(colours.base))
        top = self._draw_axis(painter, area)
        painter.setClipRect(QRectF(0, 0, area.right(), area.bottom()))
        if self._events:
            top = self._draw_events(painter, top)
        for number, lane in enumerate(self._shown.lanes):
            self._draw_lane(painter, area, number, lane, top + number * LANE)

    def _draw_axis(self, painter: QPainter, area: QRectF) -> float:
        colours = theme.colours()
        first = date.fromordinal(max(1, int(self._first)))
        last = date.fromordinal(min(date.max.toordinal(), max(1, int(self._first + self._days))))
        metrics = QFontMetricsF(self.font())
        for number, (day, label) in enumerate(ticks(first, last, max(2, int(self._wide() // 84)))):
            words = f"{label} {day.year}" if number == 0 and label.isalpha() else label
            x = self._x(day.toordinal())
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(x, 22), QPointF(x, area.bottom()))
            painter.setPen(QColor(colours.quiet))
            if x + metrics.horizontalAdvance(words) < area.right() - 3:
                painter.drawText(QPointF(x + 3, 16), words)
        return 30.0

    def _draw_events(self, painter: QPainter, top: float) -> float:
        colours = theme.colours()
        metrics = QFontMetricsF(self.font())
        seen = []
        for row in self._events:
            assert row.start is not None
            assert row.end is not None
            left, right = self._x(row.start.toordinal()), self._x(row.end.toordinal() + 1)
            if right >= NAMES and left <= NAMES + self._wide():
                seen.append((max(left, NAMES), max(right, left + 6), row))
        words = [
            metrics.elidedText(visible(row.sentence), Qt.TextElideMode.ElideRight, 260) for _, _, row in seen
        ]
        needs = [
            (left, max(right, left + 12 + metrics.horizontalAdvance(text)) + 8)
            for (left, right, _), text in zip(seen, words, strict=True)
        ]
        order = sorted(range(len(seen)), key=lambda number: needs[number])
        places = lanes([needs[number] for number in order])
        rows = min(_EVENT_ROWS, max(places, default=0) + 1) if seen else 1
        self._name(painter, "Events", len(self._events), top, rows * EVENT)
        for number, place in zip(order, places, strict=True):
            if place >= _EVENT_ROWS:
                continue  # zoom in to see it; it stays in the list
            left, right, row = seen[number]
            box = QRectF(left, top + place * EVENT + 3, right - left, EVENT - 6)
            assert row.start is not None
            assert row.end is not None
            bar = Bar(-1, row, None, row.start, row.end)
            chosen = self._chosen is not None and self._chosen.row == row
            painter.setPen(QPen(QColor(colours.text if chosen else colours.accent), 2 if chosen else 1))
            painter.setBrush(QColor(colours.mark_now if chosen else colours.accent_soft))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(colours.mark_now_on if chosen and box.width() > 260 else colours.text))
            reach = QRectF(left + 5, box.top(), needs[number][1] - left, box.height())
            if box.width() < metrics.horizontalAdvance(words[number]) + 10:
                painter.setPen(QColor(colours.text))
                reach.moveLeft(right + 4)
            painter.drawText(reach, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words[number])
            self._drawn.append(
                (box.united(reach.intersected(QRectF(left, 0, needs[number][1] - left, 9e5))), bar)
            )
        return top + rows * EVENT + 16

    def _draw_lane(self, painter: QPainter, area: QRectF, number: int, lane: Lane, top: float) -> None:
        colours = theme.colours()
        self._name(painter, lane.name, lane.documents, top, LANE)
        foot = top + LANE - 6
        painter.setPen(QColor(colours.line))
        painter.drawLine(QPointF(NAMES, foot + 1), QPointF(area.right(), foot + 1))
        counts = self._shown.counts.get((number, self.step), ())
        # Spans are at most a year long: whatever begins earlier has ended before the first day seen.
        first = date.fromordinal(max(1, int(self._first) - 366))
        begin = bisect_left(counts, first, key=lambda one: one.start)
        last = self._first + self._days
        seen = []
        for count in counts[begin:]:
            if count.start.toordinal() > last:
                break
            if count.end.toordinal() + 1 >= self._first:
                seen.append(count)
        most = max((one.documents for one in seen), default=1)
        for count in seen:
            left = max(self._x(count.start.toordinal()), NAMES)
            right = self._x(count.end.toordinal() + 1)
            tall = 5 + (LANE - 18) * count.documents / most
            wide = max(right - left - (1 if right - left > 5 else 0), 2.0)
            box = QRectF(left, foot - tall, wide, tall)
            chosen = self._chosen is not None and self._chosen.lane == number and self._chosen.count == count
            vague = count.exactly and len(count.text) < {Step.DAY: 10, Step.MONTH: 7, Step.YEAR: 4}[self.step]
            if vague:  # dated less precisely than the bars beside it: an open frame over its whole span
                painter.setPen(
                    QPen(QColor(colours.mark_now if chosen else colours.actor), 2 if chosen else 1)
                )
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box)
            else:
                painter.fillRect(box, QColor(colours.mark_now if chosen else colours.accent))
            self._drawn.append(
                (box.adjusted(-1, tall - LANE + 10, 1, 2), Bar(number, None, count, count.start, count.end))
            )

    def _name(self, painter: QPainter, name: str, number: int, top: float, tall: float) -> None:
        colours = theme.colours()
        metrics = QFontMetricsF(self.font())
        painter.setPen(QColor(colours.text))
        words = metrics.elidedText(visible(name), Qt.TextElideMode.ElideRight, NAMES - 22)
        line = metrics.height()
        middle = top + tall / 2
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(10, middle - line, NAMES - 16, line), left, words)
        painter.setPen(QColor(colours.quiet))
        painter.drawText(QRectF(10, middle, NAMES - 16, line), left, f"{number:,}")

    def _at(self, place: QPointF) -> Bar | None:
        hits = [(box, bar) for box, bar in self._drawn if box.contains(place)]
        # The shortest span under the pointer is meant: a year lies around its days.
        return min(hits, key=lambda hit: hit[1].end - hit[1].start, default=(None, None))[1]

    def _next(self, way: int) -> None:
        bars = self.bars()
        if not bars:
            return
        if self._chosen is None:
            self.choose(bars[0 if way > 0 else -1])
            return
        lane = [bar for bar in bars if bar.lane == self._chosen.lane]
        lane.sort(key=lambda bar: (bar.start, bar.end))
        places = [number for number, bar in enumerate(lane) if _same(bar, self._chosen)]
        if places and 0 <= places[0] + way < len(lane):
            self.choose(lane[places[0] + way])
        elif lane:
            self.move_by(0.3 * way)

    def _other_lane(self, way: int) -> None:
        bars = self.bars()
        if self._chosen is None:
            self._next(1)
            return
        order = sorted({bar.lane for bar in bars})
        beyond = [lane for lane in order if (lane - self._chosen.lane) * way > 0]
        if beyond:
            lane = beyond[0] if way > 0 else beyond[-1]
            here = self._chosen.start
            self.choose(min((bar for bar in bars if bar.lane == lane), key=lambda bar: abs(bar.start - here)))


def _same(one: Bar, other: Bar) -> bool:
    return (one.lane, one.row, one.count) == (other.lane, other.row, other.count)
