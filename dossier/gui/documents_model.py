"""A list of documents that reads pages as they come into view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from dossier.corpus.library import PAGE, Library
from dossier.domain.corpus import Document, DocumentFilter, DocumentId, DocumentOrder
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import has_hidden_or_mixed, visible

COLUMNS: tuple[tuple[str, DocumentOrder, Callable[[Document], str]], ...] = (
    ("Title", DocumentOrder.TITLE, lambda item: item.title),
    ("Source", DocumentOrder.SOURCE, lambda item: item.source or ""),
    (
        "Published",
        DocumentOrder.PUBLISHED,
        lambda item: "" if item.published is None else str(item.published),
    ),
    ("Kind", DocumentOrder.KIND, lambda item: str(item.kind)),
    ("Language", DocumentOrder.LANGUAGE, lambda item: item.language or ""),
    ("Words", DocumentOrder.WORDS, lambda item: f"{item.words:,}"),
    ("File", DocumentOrder.FILE, lambda item: item.file),
)

_KEPT_PAGES = 50
LONGEST = 500
"""Characters of one cell; a title may be as long as somebody wants to make it."""


class DocumentsModel(QAbstractTableModel):
    """Rows are documents; only the pages that were looked at lately are in memory."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._where = DocumentFilter()
        self._order = DocumentOrder.IMPORTED
        self._descending = True
        self._pages: dict[int, list[Document]] = {}
        self._count = library.count(self._where)

    def show(self, where: DocumentFilter) -> None:
        """Change the filter."""
        self._where = where
        self.read_again()

    def read_again(self) -> None:
        """Forget what was read: the database has changed."""
        self.beginResetModel()
        self._pages.clear()
        self._count = self._library.count(self._where)
        self.endResetModel()

    def document(self, row: int) -> Document | None:
        """The document in a row."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._library.page(
                where=self._where, order=self._order, descending=self._descending, offset=number * PAGE
            )
            if len(self._pages) >= _KEPT_PAGES:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = page
        return page[place] if place < len(page) else None

    def ids(self, rows: list[int]) -> list[DocumentId]:
        """Ids of the documents in these rows."""
        found = [self.document(row) for row in rows]
        return [item.id for item in found if item is not None]

    # -- Qt

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Documents that pass the filter."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Fixed."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Plain text only; invisible characters are shown or left out."""
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.TextAlignmentRole,
        }:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = COLUMNS[index.column()][0] == "Words"
            return (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        item = self.document(index.row())
        if item is None:
            return None
        text = visible(COLUMNS[index.column()][2](item)[:LONGEST])
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [
                f"{name}: {visible(value(item)[:300])}" for name, _order, value in COLUMNS if value(item)
            ]
            return plain_tip("\n".join([visible(item.problem[:LONGEST]), *lines] if item.problem else lines))
        if index.column() == 0 and (item.problem or has_hidden_or_mixed(item.title[:LONGEST])):
            return f"⚠ {text}"
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The database sorts."""
        self._order = COLUMNS[column][1]
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.read_again()
