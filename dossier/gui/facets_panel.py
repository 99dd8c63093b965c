"""Facets beside the hits: counts by source, year, language, kind, actor, grade; click keeps, again leaves out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QMenu, QTreeWidget, QTreeWidgetItem

from dossier.gui import theme
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible

TITLES = {
    "source": "Source",
    "year": "Year",
    "month": "Month",
    "language": "Language",
    "kind": "Kind",
    "actor": "Actor",
    "grade": "Grade",
}
SHOWN = 8
"""Values of one facet at first; "more…" shows the rest."""

_VALUE = Qt.ItemDataRole.UserRole + 1

Choice = tuple[str, str]


class FacetsPanel(QTreeWidget):
    """Emits `chosen` when the analyst keeps or leaves out a value."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(8)
        self.setAccessibleName("Facets")
        self.setToolTip("Enter or click keeps a value; Delete leaves it out; again takes it back.")
        self.include: set[Choice] = set()
        self.exclude: set[Choice] = set()
        self._opened: set[str] = set()
        self._facets: Mapping[str, Mapping[str, int]] = {}
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._clicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def show_facets(self, facets: Mapping[str, Mapping[str, int]]) -> None:
        """Replace the counts; choices stay, also those without a hit."""
        self._facets = facets
        self.clear()
        for name, title in TITLES.items():
            counts = dict(facets.get(name, {}))
            for facet, value in self.include | self.exclude:
                if facet == name:
                    counts.setdefault(value, 0)
            if not counts:
                continue
            head = QTreeWidgetItem([title, ""])
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            head.setFont(0, font)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(head)
            ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
            if name in {"year", "month"}:
                ordered = sorted(counts.items(), reverse=True)
            most = len(ordered) if name in self._opened else SHOWN
            for value, count in ordered[:most]:
                head.addChild(self._item(name, value, count))
            if len(ordered) > most:
                more = QTreeWidgetItem([f"{len(ordered) - most:,} more…", ""])
                more.setData(0, _VALUE, (name, None))
                more.setForeground(0, QBrush(QColor(theme.colours().accent)))
                head.addChild(more)
            head.setExpanded(True)

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
        item = QTreeWidgetItem([f"{sign}{visible(value)[:80]}", f"{count:,}"])
        item.setData(0, _VALUE, (name, value))
        item.setToolTip(0, plain_tip(visible(value)[:300]))
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
        if item is None or item.data(0, _VALUE) is None or item.data(0, _VALUE)[1] is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Keep only these", lambda: self._choose(item, self.include, self.exclude))
        menu.addAction("Leave these out", lambda: self._choose(item, self.exclude, self.include))
        menu.popup(self.viewport().mapToGlobal(point))
