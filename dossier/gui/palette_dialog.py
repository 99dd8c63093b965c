"""Find anything by a few letters of its name: commands, pages, actors, recent cases (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from rapidfuzz import fuzz

from dossier.gui import theme
from dossier.gui.later import later
from dossier.text.normalize import fold, visible

MOST = 60
"""Entries that are listed; more letters narrow them."""
_PAUSE = 120
_CHOICE = Qt.ItemDataRole.UserRole
_NEAR = 80
"""Least likeness (0 to 100, rapidfuzz's partial ratio) at which a misspelt word still counts."""


@dataclass(frozen=True)
class Choice:
    """One entry: its name, what kind of thing it is, its keys, and what choosing it does."""

    name: str
    kind: str
    act: Callable[[], object]
    keys: str = ""
    possible: bool = True


FindMore = Callable[[str, Callable[[Sequence[Choice]], None]], None]
"""Looks up further entries for what was typed, and hands them over later, on the GUI thread."""


class PaletteDialog(QDialog):
    """Type, choose with the arrows, press Enter."""

    def __init__(
        self,
        choices: Callable[[], Iterable[Choice]],
        find_more: FindMore | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Find a command, page, actor or case")
        self.resize(600, 440)
        self._choices = choices
        self._find_more = find_more
        self._more: tuple[str, Sequence[Choice]] = ("", ())
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a few letters of a command, page, actor or case")
        self.field.setAccessibleName("Name of a command, page, actor or case")
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = QLabel("↑ ↓ choose  ·  Enter do it  ·  Esc close")
        hint.setProperty("role", "quiet")
        layout = QVBoxLayout(self)
        for widget in (self.field, self.list, hint):
            layout.addWidget(widget)
        self._wait = later(self, _PAUSE, self._ask)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self.choose)
        self.list.itemClicked.connect(lambda _item: self.choose())
        self.refresh()

    def refresh(self) -> None:
        """List anew what fits the letters."""
        letters = self.field.text()
        entries = list(self._choices())
        if self._more[0] == letters:
            entries += self._more[1]
        ranked = []
        for number, entry in enumerate(entries):
            score = rank(letters, entry.name)
            if score is None and self._more[0] == letters and entry in self._more[1]:
                score = 0.0  # found by another name
            if score is not None and entry.possible:
                ranked.append((-score, number, entry))
        found = [entry for _score, _number, entry in sorted(ranked, key=lambda one: one[:2])]
        self.list.clear()
        for entry in found[:MOST]:
            item = QListWidgetItem(visible(entry.name)[:200])
            item.setData(_CHOICE, entry)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{visible(entry.name)[:200]}, {entry.kind}, {entry.keys}"
            )
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def choose(self) -> None:
        """Do what is chosen."""
        index = self.list.currentIndex()
        if not index.isValid():
            return
        entry: Choice = index.data(_CHOICE)
        self.accept()
        QTimer.singleShot(0, entry.act)

    def _typed(self) -> None:
        self.refresh()
        self._wait.start()

    def _ask(self) -> None:
        letters = self.field.text()
        if self._find_more is not None and letters.strip():
            self._find_more(letters, lambda found: self._take(letters, found))

    def _take(self, letters: str, found: Sequence[Choice]) -> None:
        if letters == self.field.text():
            self._more = (letters, found)
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move through the list while the cursor stays in the field."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
        ):
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)


class _Line(QStyledItemDelegate):
    """Name at the left; what it is and its keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line with room around it."""
        metrics: QFontMetrics = option.fontMetrics
        return QSize(200, metrics.height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Plain text only."""
        entry: Choice = index.data(_CHOICE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(theme.colours().accent))
        inner = rect.adjusted(10, 0, -10, 0)
        colours = theme.colours()
        painter.setPen(QColor(colours.accent_on if chosen else colours.quiet))
        right = f"{entry.kind}    {entry.keys}" if entry.keys else entry.kind
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        width = inner.width() - painter.fontMetrics().horizontalAdvance(right) - 16
        painter.setPen(QColor(colours.accent_on if chosen else colours.text))
        words = painter.fontMetrics().elidedText(
            visible(entry.name)[:200], Qt.TextElideMode.ElideRight, max(width, 40)
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def rank(letters: str, name: str) -> float | None:
    """How well typed letters fit a name, higher is better; None when they don't.

    A word's beginning is better than its inside, that is better than letters in order, and a
    misspelling comes last. Every typed word has to fit.
    """
    wanted, whole = fold(letters).split(), fold(name)
    total = 0.0
    for word in wanted:
        if whole.startswith(word):
            total += 100
        elif f" {word}" in whole:
            total += 90
        elif word in whole:
            total += 70
        elif len(word) > 2 and _in_order(word, whole):
            total += 40
        elif len(word) > 3 and (likeness := fuzz.partial_ratio(word, whole)) >= _NEAR:
            total += likeness / 4
        else:
            return None
    return total - len(whole) / 1000


def _in_order(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, the first at the beginning of a word."""
    starts = [place for place, char in enumerate(name) if char == letters[0]]
    for start in starts:
        if start and name[start - 1].isalnum():
            continue
        rest = iter(name[start:])
        if all(letter in rest for letter in letters):
            return True
    return False
