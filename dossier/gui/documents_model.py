"""A list of documents that reads pages as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from dossier.corpus.library import PAGE, Library
from dossier.domain.corpus import Document, DocumentFilter, DocumentId, DocumentOrder
from dossier.gui.job_runner import JobRunner
from dossier.gui.later import later
from dossier.gui.text_view import plain_tip
from dossier.jobs import Cancelled, ReportProgress
from dossier.text.normalize import has_hidden_or_mixed, visible

COLUMNS: tuple[tuple[str, DocumentOrder, Callable[[Document], str]], ...] = (
    (
        "Title",
        DocumentOrder.TITLE,
        lambda item: f"withdrawn · {item.title}" if item.withdrawn else item.title,
    ),
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

KEPT_PAGES = 50
"""Pages of documents in memory; those looked at longest ago go first."""
LONGEST = 500
"""Characters of one cell; a title may be as long as somebody wants to make it."""


@dataclass(frozen=True)
class _Listed:
    """What one look at the database found."""

    ids: list[DocumentId]
    """In their order."""
    total: int
    """Documents of the case, whatever the filter."""
    number: int
    """The page that is in view, and its documents: nothing flickers."""
    page: list[Document]


class DocumentsModel(QAbstractTableModel):
    """Rows are documents: their ids are all in memory, what is known about them only for rows seen lately.

    Both are read by jobs. A row whose page is still being read is empty.
    """

    listed = Signal()
    """The rows are those of the present filter and order."""

    def __init__(self, library: Library, runner: JobRunner) -> None:
        super().__init__()
        self._library = library
        self._runner = runner
        self._where = DocumentFilter()
        self._order = DocumentOrder.IMPORTED
        self._descending = True
        self._ids: list[DocumentId] = []
        self._pages: OrderedDict[int, dict[DocumentId, Document]] = OrderedDict()
        self._wanted: list[int] = []
        self._reading: int | None = None
        self._seen = 0
        self._generation = 0
        self._stale = False
        self._listing = False
        self.total = 0
        """Documents of the case, whatever the filter."""
        self._wait = later(self, 0, self._read_page)

    def show(self, where: DocumentFilter) -> None:
        """Change the filter."""
        self._where = where
        self.read_again()

    def read_again(self) -> None:
        """The filter, the order or the database has changed; the old rows stay until the new ones are known."""
        self._stale = True
        if self._listing:
            return
        self._stale, self._listing = False, True
        where, order, descending, seen = self._where, self._order, self._descending, self._seen

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> _Listed:
            ids = self._library.ids(where=where, order=order, descending=descending)
            total = len(ids) if where == DocumentFilter() else self._library.count()
            number = seen if seen * PAGE < len(ids) else 0
            page = self._library.many(ids[number * PAGE : (number + 1) * PAGE])
            return _Listed(ids, total, number, page)

        job = self._runner.run("Listing documents", work, done=self._take_list)
        job.ended.connect(self._list_ended)

    def document(self, row: int) -> Document | None:
        """The document in a row; None while its page is being read."""
        if not 0 <= row < len(self._ids):
            return None
        number = self._seen = row // PAGE
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        return page.get(self._ids[row])

    def id(self, row: int) -> DocumentId | None:
        """The id of the document in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def ids(self, rows: list[int]) -> list[DocumentId]:
        """Ids of the documents in these rows."""
        return [self._ids[row] for row in rows if 0 <= row < len(self._ids)]

    def rows(self, keys: Collection[DocumentId]) -> list[int]:
        """The rows of these documents, as far as they are listed."""
        wanted = set(keys)
        return [row for row, key in enumerate(self._ids) if key in wanted] if wanted else []

    # -- reading

    def _take_list(self, found: _Listed) -> None:
        if self._stale:
            return  # something else is wanted by now
        self.beginResetModel()
        self._generation += 1
        self._ids, self.total = found.ids, found.total
        self._pages.clear()
        self._pages[found.number] = {item.id: item for item in found.page}
        self._wanted.clear()
        self.endResetModel()
        self.listed.emit()

    def _list_ended(self) -> None:
        self._listing = False
        if self._stale:
            self.read_again()

    def _want(self, number: int) -> None:
        if number == self._reading:
            return
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        del self._wanted[:-3]  # a view shows two pages at most; what was scrolled past matters no more
        self._wait.start()

    def _read_page(self) -> None:
        """One job at a time; the page wanted last comes first."""
        if self._reading is not None or not self._wanted:
            return
        number, generation = self._wanted.pop(), self._generation
        self._reading = number
        keys = self._ids[number * PAGE : (number + 1) * PAGE]

        def take(found: list[Document]) -> None:
            if generation != self._generation:
                return
            self._pages[number] = {item.id: item for item in found}
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
            last = min((number + 1) * PAGE, len(self._ids)) - 1
            self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(COLUMNS) - 1))

        def ended() -> None:
            self._reading = None
            self._read_page()

        job = self._runner.run("Reading documents", lambda _p, _c: self._library.many(keys), done=take)
        job.ended.connect(ended)

    # -- Qt

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Documents that pass the filter."""
        return 0 if parent.isValid() else len(self._ids)

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
        """The database sorts; column -1 stands for the latest import first."""
        self._order = COLUMNS[column][1] if column >= 0 else DocumentOrder.IMPORTED
        self._descending = column < 0 or order == Qt.SortOrder.DescendingOrder
        self.read_again()
