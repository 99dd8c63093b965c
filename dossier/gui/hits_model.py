"""The hits of a search as a list of any length: details are read page by page, when they come into view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from dossier.corpus.finding import FoundDocument
from dossier.domain.corpus import DocumentId
from dossier.gui.later import later
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
COPIES_ROLE = Qt.ItemDataRole.UserRole + 2
PAGE = 40
"""Hits whose details are read at once."""


class HitsModel(QAbstractListModel):
    """Emits `details_wanted` for the rows that are looked at; the answer comes back through `fill`."""

    details_wanted = Signal(object)  # list[DocumentId]

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[DocumentId, int]] = []
        self._known: dict[DocumentId, FoundDocument] = {}
        self._missing: set[int] = set()
        self._asked: set[int] = set()
        self._wait = later(self, 0, self._ask)

    def show(self, rows: Sequence[tuple[DocumentId, int]], hits: Sequence[FoundDocument]) -> None:
        """Replace all: documents with the number of copies each stands for, and the details known so far."""
        self.beginResetModel()
        self._rows = list(rows)
        self._known = {hit.document.id: hit for hit in hits}
        self._missing.clear()
        self._asked.clear()
        self.endResetModel()

    def extend(self, rows: Sequence[tuple[DocumentId, int]]) -> None:
        """The whole list, of which the beginning is shown already."""
        shown = len(self._rows)
        if [key for key, _ in rows[:shown]] != [key for key, _ in self._rows]:
            self.show(rows, list(self._known.values()))
            return
        self._rows[:] = rows[:shown]
        if shown:
            self.dataChanged.emit(self.index(0), self.index(shown - 1), [COPIES_ROLE])
        if len(rows) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(rows) - 1)
            self._rows.extend(rows[shown:])
            self.endInsertRows()

    def fill(self, hits: Sequence[FoundDocument]) -> None:
        """Details that were asked for."""
        fresh = {hit.document.id: hit for hit in hits}
        self._known.update(fresh)
        places = [row for row, (key, _) in enumerate(self._rows) if key in fresh]
        if places:
            self.dataChanged.emit(self.index(places[0]), self.index(places[-1]))

    def hit(self, row: int) -> FoundDocument | None:
        """The hit in a row; None while its details are not there."""
        return self._known.get(self._rows[row][0]) if 0 <= row < len(self._rows) else None

    def document(self, row: int) -> DocumentId | None:
        """The document in a row."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def row_of(self, key: int) -> int:
        """The row of a document; -1 when it is not listed."""
        return next((row for row, (one, _) in enumerate(self._rows) if one == key), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Number of listed hits."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The hit itself for the delegate; its words for screen readers."""
        row = index.row()
        if not 0 <= row < len(self._rows):
            return None
        if role == COPIES_ROLE:
            return self._rows[row][1]
        found = self.hit(row)
        if found is None:
            if role == HIT_ROLE:
                self._missing.add(row)
                self._wait.start()
            return None
        if role == HIT_ROLE:
            return found
        title = visible(found.document.title[:500])
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            copies = self._rows[row][1]
            facts = (found.document.source or "source unknown", str(found.document.published or "no date"))
            more = [f"grade {found.grade}"] if found.grade else []
            more += [f"{copies} copies"] if copies > 1 else []
            return ", ".join((title, *map(visible, facts), *more))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(title)
        return None

    def _ask(self) -> None:
        """One question for all rows that came into view; the rest of their page with them."""
        pages = {row // PAGE for row in self._missing} - self._asked
        self._missing.clear()
        wanted = [
            key
            for page in sorted(pages)
            for key, _ in self._rows[page * PAGE : (page + 1) * PAGE]
            if key not in self._known
        ]
        self._asked |= pages
        if wanted:
            self.details_wanted.emit(wanted)
