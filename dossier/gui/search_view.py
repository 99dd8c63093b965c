"""The search page: find while typing, narrow by facets, read the hit beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.corpus.finding import FoundDocument, Order, SearchAnswer
from dossier.errors import DossierError
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.facets_panel import FacetsPanel
from dossier.gui.hit_delegate import HIT_ROLE, HitDelegate
from dossier.gui.job_runner import Job, JobRunner
from dossier.gui.text_view import plain_tip
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.text.normalize import visible

HITS = 200
"""Hits that are listed; facets and sorting reach the rest."""
PAUSE = 120
"""Milliseconds after the last key before a search starts: shorter than a pause in typing."""


class HitsModel(QAbstractListModel):
    """The hits of the last search."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[FoundDocument, ...] = ()

    def show(self, hits: tuple[FoundDocument, ...]) -> None:
        """Replace the hits."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit(self, row: int) -> FoundDocument | None:
        """The hit in a row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Number of listed hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The hit itself for the delegate; its words for screen readers."""
        found = self.hit(index.row())
        if found is None:
            return None
        if role == HIT_ROLE:
            return found
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return visible(found.document.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(visible(found.document.title))
        return None


class SearchView(QWidget):
    """Query, facets and hits."""

    open_document = Signal(int, str)  # document, query
    import_wanted = Signal()

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._answer: SearchAnswer | None = None
        self._job: Job | None = None
        self._number = 0
        self._searched = ""
        self._open_first = False

        self.query = QLineEdit()
        self.query.setObjectName("query")
        self.query.setPlaceholderText(
            'Search: words, "a phrase", actor:"Islamic State", date:2024-01..2024-06'
        )
        self.query.setAccessibleName("Search")
        self.query.setClearButtonEnabled(True)
        self.total = _label("quiet")
        self.sort = QComboBox()
        self.sort.setAccessibleName("Sort by")
        self.sort.addItem("Best first", Order.RELEVANCE)
        self.sort.addItem("Newest first", Order.DATE)
        self.searched = _label("quiet")
        self.searched.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.exact = QToolButton()
        self.exact.setText("exact")
        self.exact.setCheckable(True)
        self.exact.setToolTip("Search the words as they are: no other names of the actor, no word endings")
        self.trouble = _label("bad")
        self.trouble.setWordWrap(True)
        self.suggestion = QPushButton()
        self.suggestion.setFlat(True)

        top = QHBoxLayout()
        top.addWidget(self.query, 1)
        under = QHBoxLayout()
        under.addWidget(self.searched, 1)
        under.addWidget(self.exact)
        under.addWidget(self.sort)
        under.addWidget(self.total)

        self.facets = FacetsPanel()
        self.hits = QListView()
        self.model = HitsModel()
        self.hits.setModel(self.model)
        self.hits.setItemDelegate(HitDelegate(self.hits))
        self.hits.setUniformItemSizes(True)
        self.hits.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.hits.setAccessibleName("Hits")
        self._nothing = EmptyPanel("Nothing found", "")
        self._no_documents = EmptyPanel(
            "This case is empty",
            "Drop files or folders on this window, or press Ctrl+I.",
            "Import…",
        )
        self._no_documents.acted.connect(self.import_wanted)
        self._right = QStackedWidget()
        for widget in (self.hits, self._nothing, self._no_documents):
            self._right.addWidget(widget)
        self.split = QSplitter()
        self.split.addWidget(self.facets)
        self.split.addWidget(self._right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([210, 480])
        self.split.setChildrenCollapsible(False)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addLayout(top)
        layout.addLayout(under)
        layout.addWidget(self.trouble)
        layout.addWidget(self.suggestion, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.split, 1)
        self.trouble.hide()
        self.suggestion.hide()

        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.search)
        self.query.textChanged.connect(self._typed)
        self.query.returnPressed.connect(self._entered)
        self.sort.currentIndexChanged.connect(self.search)
        self.exact.toggled.connect(self.search)
        self.facets.chosen.connect(self.search)
        self.suggestion.clicked.connect(self._take_suggestion)
        self.hits.activated.connect(self._open_current)
        self.hits.clicked.connect(self._open_current)
        self.search()

    def focus_query(self) -> None:
        """Ready to type."""
        self.query.setFocus()
        self.query.selectAll()

    def look_for(self, query: str) -> None:
        """Search for this."""
        self.facets.forget()
        self.query.setText(query)
        self._wait.stop()
        self.search()

    def open_hit(self, row: int) -> None:
        """Choose a hit and read it."""
        index = self.model.index(row)
        self.hits.setCurrentIndex(index)
        self._open_current(index)

    def state(self) -> dict[str, object]:
        """What outlives a restart: the query, the choices of facets, the order, and the sizes."""
        return {
            "query": self.query.text(),
            "include": sorted(map(list, self.facets.include)),
            "exclude": sorted(map(list, self.facets.exclude)),
            "sort": self.sort.currentIndex(),
            "exact": self.exact.isChecked(),
            "columns": self.split.sizes(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Bring back the last search."""
        columns, sort = state.get("columns"), state.get("sort")
        if isinstance(columns, list) and len(columns) == self.split.count():
            self.split.setSizes([int(size) for size in columns])
        self.sort.setCurrentIndex(sort if isinstance(sort, int) and sort < self.sort.count() else 0)
        self.exact.setChecked(state.get("exact") is True)
        self.query.setText(str(state.get("query", "")))
        self.facets.include.update((str(name), str(value)) for name, value in state.get("include", ()))
        self.facets.exclude.update((str(name), str(value)) for name, value in state.get("exclude", ()))
        self._wait.stop()
        self.search()

    def show_changes(self, changes: Changes) -> None:
        """Search again when documents or their actors have changed."""
        if changes.corpus or changes.index or changes.actors:
            self._wait.start()

    def search(self) -> None:
        """Search for what the field says; an older search that is still under way is forgotten."""
        self._number += 1
        number = self._number
        text = self.query.text()
        order = self.sort.currentData()
        include, exclude = frozenset(self.facets.include), frozenset(self.facets.exclude)
        exact = self.exact.isChecked()
        if self._job is not None:
            self._job.cancel()

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> SearchAnswer:
            return self._case.finder.search(
                text, limit=HITS, order=order, include=include, exclude=exclude, exact=exact
            )

        def done(answer: SearchAnswer) -> None:
            if number == self._number:
                self._show(answer)

        def failed(error: DossierError) -> None:
            if number == self._number:
                self._refuse(error)

        self._job = self._runner.run("Searching", work, done=done, failed=failed)
        self._job.ended.connect(self._forget_job)

    # -- inside

    def _forget_job(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _typed(self) -> None:
        self.facets.forget()
        self._wait.start()

    def _entered(self) -> None:
        self._wait.stop()
        self._open_first = True
        self.search()

    def _show(self, answer: SearchAnswer) -> None:
        self._answer = answer
        self.trouble.hide()
        self.model.show(answer.hits)
        self.facets.show_facets(answer.facets)
        self.total.setText(f"{answer.total:,} of {answer.of:,} · {answer.took_ms:.0f} ms")
        searched = visible(answer.searched)
        self._searched = f"searched: {searched}" if answer.query.strip() else "all documents"
        self._elide()
        self.searched.setToolTip(plain_tip(searched))
        self.suggestion.setVisible(bool(answer.did_you_mean))
        self.suggestion.setText(f"Did you mean: {visible(answer.did_you_mean or '')}")
        opening, self._open_first = self._open_first, False
        if answer.total:
            self._right.setCurrentIndex(0)
            if opening:
                self.hits.setFocus()
                self.open_hit(0)
        elif not answer.of:
            self._right.setCurrentIndex(2)
        else:
            self._nothing.say("Nothing found", "Try fewer words, another spelling, or take back a facet.")
            self._right.setCurrentIndex(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was searched fills the line and no more; the tool tip has all of it."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        width = max(self.searched.width(), 60)
        self.searched.setText(
            self.searched.fontMetrics().elidedText(self._searched, Qt.TextElideMode.ElideRight, width)
        )

    def _refuse(self, error: DossierError) -> None:
        self.trouble.setText(visible(str(error)))
        self.trouble.show()

    def _take_suggestion(self) -> None:
        if self._answer and self._answer.did_you_mean:
            self.look_for(self._answer.did_you_mean)

    def _open_current(self, index: QModelIndex) -> None:
        found = self.model.hit(index.row())
        if found is not None and self._answer is not None:
            self.open_document.emit(found.document.id, self._answer.query)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
