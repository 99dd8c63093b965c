"""Facets beside the hits: counts by source, year and month, language, kind, actor, grade; keep some, leave out others."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QMenu, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from dossier.domain.languages import language_name
from dossier.gui import theme
from dossier.gui.text_view import plain_tip
from dossier.search.tree import UNKNOWN
from dossier.text.normalize import visible

TITLES = {
    "source": "Source",
    "year": "Year",
    "language": "Language",
    "kind": "Kind",
    "actor": "Actor",
    "grade": "Grade",
}
SHOWN = 8
"""Values of one facet at first; "more…" shows the rest."""

_VALUE = Qt.ItemDataRole.UserRole + 1
_FORGET = ("", "")
"""Stands for taking back all choices."""

Choice = tuple[str, str]


def value_label(facet: str, value: str) -> str:
    """A value of a facet in words: a language by its name, a month by its own."""
    if value == UNKNOWN:
        return "not known"
    if facet == "language":
        return language_name(value)
    if facet == "month" and re.fullmatch(r"\d{4}-\d\d", value) and "01" <= value[5:] <= "12":
        return f"{calendar.month_name[int(value[5:])]} {value[:4]}"
    return value


class FacetsPanel(QTreeWidget):
    """Emits `chosen` when the analyst keeps or leaves out a value."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setAccessibleName("Facets")
        self.setToolTip("Enter or click keeps a value; Delete leaves it out; again takes it back.")
        self.include: set[Choice] = set()
        self.exclude: set[Choice] = set()
        self._opened: set[str] = set()
        self._unfolded: set[str] = set()
        self._filling = False
        self._facets: Mapping[str, Mapping[str, int]] = {}
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)
        self.itemExpanded.connect(self._unfold)
        self.itemCollapsed.connect(self._unfold)
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._clicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def show_facets(self, facets: Mapping[str, Mapping[str, int]]) -> None:
        """Replace the counts; choices stay, also those without a hit."""
        self._facets = facets
        current = self.currentItem()
        place = current.data(0, _VALUE) if current is not None else None
        self._filling = True
        self.clear()
        if self.include or self.exclude:
            number = len(self.include) + len(self.exclude)
            back = QTreeWidgetItem([f"Take back {number:,} choice{'s' * (number > 1)}", ""])
            back.setData(0, _VALUE, _FORGET)
            back.setForeground(0, QBrush(QColor(theme.colours().accent)))
            self.addTopLevelItem(back)
        for name, title in TITLES.items():
            counts = self._counts(name)
            if counts:
                self._add_facet(name, title, counts)
        self._filling = False
        if place is not None:
            self._go_back_to(place)

    def _counts(self, name: str) -> dict[str, int]:
        counts = dict(self._facets.get(name, {}))
        for facet, value in self.include | self.exclude:
            if facet == name:
                counts.setdefault(value, 0)
        return counts

    def _add_facet(self, name: str, title: str, counts: dict[str, int]) -> None:
        head = QTreeWidgetItem([title, ""])
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        head.setFont(0, font)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.addTopLevelItem(head)
        ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        if name == "year":
            ordered = sorted(counts.items(), key=lambda entry: (entry[0].isdigit(), entry[0]), reverse=True)
        most = len(ordered) if name in self._opened else SHOWN
        chosen = {value for facet, value in self.include | self.exclude if facet == name}
        shown = [entry for place, entry in enumerate(ordered) if place < most or entry[0] in chosen]
        for value, count in shown:
            item = self._item(name, value, count)
            head.addChild(item)
            if name == "year":
                self._add_months(item, value)
        if len(ordered) > len(shown):
            more = QTreeWidgetItem([f"{len(ordered) - len(shown):,} more…", ""])
            more.setData(0, _VALUE, (name, None))
            more.setForeground(0, QBrush(QColor(theme.colours().accent)))
            head.addChild(more)
        head.setExpanded(True)

    def _add_months(self, year: QTreeWidgetItem, value: str) -> None:
        months = sorted(
            (entry for entry in self._counts("month").items() if entry[0].startswith(f"{value}-")),
            reverse=True,
        )
        for month, count in months:
            year.addChild(self._item("month", month, count))
        chosen = any(
            one.startswith(f"{value}-") for facet, one in self.include | self.exclude if facet == "month"
        )
        year.setExpanded(bool(months) and (chosen or value in self._unfolded))

    def _go_back_to(self, place: object) -> None:
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            if item.data(0, _VALUE) == place:
                self.setCurrentItem(item)
                return
            walk += 1

    def _unfold(self, item: QTreeWidgetItem) -> None:
        data = item.data(0, _VALUE)
        if not self._filling and data is not None and data[0] == "year" and data[1]:
            (self._unfolded.add if item.isExpanded() else self._unfolded.discard)(data[1])

    def forget(self) -> None:
        """Take back all choices."""
        self.include.clear()
        self.exclude.clear()

    def keyPressEvent(self, event: object) -> None:
        """Delete leaves a value out."""
        key = event.key()  # type: ignore[attr-defined]
        item = self.currentItem()
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Minus} and item is not None:
            self._choose(item, self.exclude, self.include)
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def _item(self, name: str, value: str, count: int) -> QTreeWidgetItem:
        kept, left = (name, value) in self.include, (name, value) in self.exclude
        sign = "✓ " if kept else ("✗ " if left else "")
        words = visible(value_label(name, value))
        item = QTreeWidgetItem([f"{sign}{words[:80]}", f"{count:,}"])
        item.setData(0, _VALUE, (name, value))
        state = ", kept" if kept else (", left out" if left else "")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words[:200]}, {count:,} hits{state}")
        item.setToolTip(0, plain_tip(words[:300]))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        item.setForeground(1, QBrush(QColor(theme.colours().quiet)))
        if kept or left:
            item.setForeground(0, QBrush(QColor(theme.colours().accent if kept else theme.colours().bad)))
        if left:
            font = QFont(self.font())
            font.setStrikeOut(True)
            item.setFont(0, font)
        return item

    def _clicked(self, item: QTreeWidgetItem) -> None:
        self._choose(item, self.include, self.exclude)

    def _choose(self, item: QTreeWidgetItem, into: set[Choice], out_of: set[Choice]) -> None:
        data = item.data(0, _VALUE)
        if data is None:
            return
        name, value = data
        if (name, value) == _FORGET:
            self.forget()
            self.chosen.emit()
            return
        if value is None:
            self._opened.add(name)
            self.show_facets(self._facets)
            return
        choice = (name, value)
        if choice in into:
            into.remove(choice)
        elif choice in out_of and into is self.include:
            out_of.remove(choice)
        else:
            out_of.discard(choice)
            into.add(choice)
        self.chosen.emit()

    def _menu(self, point: QPoint) -> None:
        item = self.itemAt(point)
        if item is None or item.data(0, _VALUE) is None or not item.data(0, _VALUE)[1]:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Keep only these", lambda: self._choose(item, self.include, self.exclude))
        menu.addAction("Leave these out", lambda: self._choose(item, self.exclude, self.include))
        menu.popup(self.viewport().mapToGlobal(point))
