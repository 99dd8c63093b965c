"""The search page: find while typing, narrow by facets, keep searches, read the hit beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.corpus.finding import FoundDocument, Order, SearchAnswer
from dossier.domain.corpus import DocumentId
from dossier.domain.searches import Inquiry
from dossier.errors import DossierError
from dossier.gui.choices_row import ChoicesRow
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.facets_panel import FacetsPanel
from dossier.gui.hit_delegate import HitDelegate
from dossier.gui.hits_list import HitsList
from dossier.gui.hits_model import PAGE, HitsModel
from dossier.gui.job_runner import Job, JobRunner
from dossier.gui.kept_searches import KeptSearches
from dossier.gui.labels import LineLabel, plain_label
from dossier.gui.later import later
from dossier.gui.links_row import LinksRow
from dossier.gui.query_field import QueryField
from dossier.gui.saved_panel import SavedPanel
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.search.completion import Completion
from dossier.search.tree import QueryProblem
from dossier.text.normalize import visible

LISTED = 10_000
"""Hits that can be scrolled through; facets and sorting reach the rest."""
PAUSE = 120
"""Milliseconds after the last key before a search starts: shorter than a pause in typing."""
MEANT = 3
"""Actors that are offered when nothing was found and the letters begin their names."""
PATIENCE = 900
"""Milliseconds that an unfinished word at the end of the query is not called a mistake."""

Rows = list[tuple[DocumentId, int]]
"""Documents, each with the number of hits it stands for: itself and its copies."""

_Found = tuple[SearchAnswer, Rows, Sequence[Completion]]
_Result = TypeVar("_Result")


class SearchView(QWidget):
    """Query, saved searches, facets and hits."""

    open_document = Signal(int, str)  # document, query
    import_wanted = Signal()
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._answer: SearchAnswer | None = None
        self._asked = Inquiry()
        self._job: Job | None = None
        self._number = 0
        self._open_first = False
        self._like: DocumentId | None = None
        self._return_to: int | None = None
        self._mistake: tuple[int, int] | None = None
        self._links_of_trouble: list[tuple[str, Callable[[], None]]] = []
        self._make_widgets()
        self._lay_out()
        self.kept = KeptSearches(case, runner, self.saved, self.query, self)
        self.kept.wanted.connect(self.ask)
        self.kept.said.connect(self.said)

        self._wait = later(self, PAUSE, self.search)
        self._patience = later(self, PATIENCE, self._show_trouble)
        self.query.textChanged.connect(self._typed)
        self.query.returnPressed.connect(self._entered)
        self.query.completion_wanted.connect(self._complete)
        self.query.escaped.connect(self._forget_choices)
        self.query.down_wanted.connect(self._to_hits)
        self.sort.currentIndexChanged.connect(self.search)
        self.exact.toggled.connect(self.search)
        self.save.clicked.connect(self.save_search)
        self.facets.chosen.connect(self.search)
        self.hits.activated.connect(self._open_current)
        self.hits.clicked.connect(self._open_current)
        self.hits.customContextMenuRequested.connect(self._menu)
        self.model.details_wanted.connect(self._read_details)
        self.search()

    def _make_widgets(self) -> None:
        self.query = QueryField()
        self.query.setObjectName("query")
        self.query.setPlaceholderText(
            'Search: words, "a phrase", actor:"Islamic State", date:2024-01..2024-06'
        )
        self.query.setAccessibleName("Search")
        self.query.setClearButtonEnabled(True)
        self.total = plain_label(role="quiet", wraps=False)
        self.save = QPushButton("Save")
        self.save.setToolTip("Save this search and count what is new in it (Ctrl+S)")
        self.save.setAccessibleName("Save this search")
        self.sort = QComboBox()
        self.sort.setAccessibleName("Sort by")
        self.sort.addItem("Best first", Order.RELEVANCE)
        self.sort.addItem("Newest first", Order.DATE)
        self.searched = LineLabel("quiet")
        self.exact = QCheckBox("exact words only")
        self.exact.setToolTip("Search the words as they are: no other names of the actor, no word endings")
        self.trouble = plain_label(role="bad")
        self.links = LinksRow()
        self.choices = ChoicesRow()
        self.facets = FacetsPanel()
        self.saved = SavedPanel()
        self.hits = HitsList(self.query)
        self.model = HitsModel()
        self.hits.setModel(self.model)
        self.hits.setItemDelegate(HitDelegate(self.hits))
        self._nothing = EmptyPanel("Nothing found", "")
        self._take_back = QPushButton("Take back the choices of facets")
        self._take_back.clicked.connect(self._forget_choices)
        self._no_documents = EmptyPanel(
            "This case is empty",
            "Drop files or folders on this window, or press Ctrl+I.",
            "Import…",
        )
        self._no_documents.acted.connect(self.import_wanted)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.query, 1)
        top.addWidget(self.save)
        under = QHBoxLayout()
        under.addWidget(self.searched, 1)
        under.addWidget(self.total)
        under.addWidget(self.exact)
        under.addWidget(self.sort)
        self._right = QStackedWidget()
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.addWidget(self._nothing, 3)
        column.addWidget(self._take_back, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        for widget in (self.hits, nothing, self._no_documents):
            self._right.addWidget(widget)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.saved)
        beside.addWidget(self.facets, 1)
        beside.addStretch(0)
        left.setMinimumWidth(150)
        self.split = QSplitter()
        self.split.addWidget(left)
        self.split.addWidget(self._right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([210, 480])
        self.split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addLayout(top)
        layout.addWidget(self.trouble)
        layout.addLayout(under)
        layout.addWidget(self.choices)
        layout.addWidget(self.links)
        layout.addWidget(self.split, 1)
        self.trouble.hide()

    def commands(self) -> list[Command]:
        """What can be done here."""
        return [
            Command("Save this search…", self.save_search, "Ctrl+S", possible=self._can_write),
            Command(
                "More like this",
                self.more_like_current,
                "Ctrl+M",
                possible=lambda: self.hits.currentIndex().isValid(),
            ),
            Command("Sort by date or relevance", self._other_order, "Ctrl+Shift+O"),
            Command("Search exactly, or with all names", self.exact.toggle, "Ctrl+E"),
            Command("Take back the choices of facets", self._forget_choices, "Ctrl+Shift+R"),
            Command("Search many queries from a file…", self.search_many, "Ctrl+Shift+B"),
            Command("Clear the history of searches", self.kept.clear_history, possible=self._can_write),
            Command("Earlier or later search", self.query.setFocus, "Up Down", self.query, handled=True),
            Command("Leave out a value of a facet", self.facets.setFocus, "Del", self.facets, handled=True),
            Command("Rename a saved search", self.saved.list.setFocus, "F2", self.saved.list, handled=True),
            Command("Delete a saved search", self.saved.list.setFocus, "Del", self.saved.list, handled=True),
            Command(
                "Move a saved search",
                self.saved.list.setFocus,
                "Alt+Up Alt+Down",
                self.saved.list,
                handled=True,
            ),
        ]

    # -- asking

    def focus_query(self) -> None:
        """Ready to type."""
        self.query.setFocus()
        self.query.selectAll()

    def look_for(self, query: str) -> None:
        """Search for this, with nothing chosen beside it."""
        self.ask(Inquiry(query))

    def ask(self, inquiry: Inquiry) -> None:
        """Search for this, with these choices."""
        for widget in (self.sort, self.exact):
            widget.blockSignals(True)
        self.sort.setCurrentIndex(max(self.sort.findData(Order(inquiry.sort)), 0))
        self.exact.setChecked(inquiry.exact)
        for widget in (self.sort, self.exact):
            widget.blockSignals(False)
        self.facets.include, self.facets.exclude = set(inquiry.include), set(inquiry.exclude)
        self.query.setText(inquiry.query)
        self._wait.stop()
        self.search()

    def inquiry(self) -> Inquiry:
        """What the page asks now."""
        order: Order = self.sort.currentData()
        return Inquiry(
            self.query.text(),
            str(order),
            self.exact.isChecked(),
            frozenset(self.facets.include),
            frozenset(self.facets.exclude),
        )

    def search(self) -> None:
        """Search for what the field says; an older search that is still under way is forgotten."""
        self._number += 1
        number = self._number
        asked = self.inquiry()
        self._like = None
        if self._job is not None:
            self._job.cancel()

        finder = self._case.finder

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> _Found:
            answer = finder.search(
                asked.query,
                limit=PAGE,
                order=Order(asked.sort),
                include=asked.include,
                exclude=asked.exclude,
                exact=asked.exact,
            )
            query = asked.query
            meant = () if answer.total else self._case.completer.complete(query, len(query))
            return answer, finder.folded([hit.document.id for hit in answer.hits]), meant

        def done(found: _Found) -> None:
            if number == self._number:
                self._show(asked, *found)

        def failed(error: DossierError) -> None:
            if number == self._number:
                self._refuse(error)

        self._job = self._runner.run("Searching", work, done=done, failed=failed)
        self._job.ended.connect(self._forget_job)

    def more_like(self, key: DocumentId) -> None:
        """List documents that share the telling words of one."""
        self._number += 1
        number = self._number

        def done(answer: tuple[FoundDocument, tuple[FoundDocument, ...]]) -> None:
            if number == self._number:
                self._show_like(*answer)

        def work() -> tuple[FoundDocument, tuple[FoundDocument, ...]]:
            [one] = self._case.finder.details("", [key])
            return one, self._case.finder.similar(key, limit=50)

        self._read(work, done)

    def more_like_current(self) -> None:
        """Documents like the chosen hit."""
        key = self.model.document(self.hits.currentIndex().row())
        if key is not None:
            self.more_like(key)

    def search_many(self) -> None:
        """Search the queries of a file."""
        from dossier.gui.batch_dialog import BatchDialog

        dialog = BatchDialog(self._case.finder, self._runner, self)
        dialog.query_chosen.connect(self.look_for)
        dialog.open()

    def save_search(self) -> None:
        """Ask for a name and save what is searched now."""
        self.kept.ask_name(self.inquiry(), self)

    def undo(self) -> str:
        """Put the saved search back that was deleted last."""
        return self.kept.undo()

    # -- what the window asks of a page

    def state(self) -> dict[str, object]:
        """What outlives a restart: the query, the choices beside it, the chosen hit, and the sizes."""
        asked = self.inquiry()
        row = self.hits.currentIndex().row()
        return {
            **asked.options(),
            "query": asked.query,
            "hit": self.model.document(row),
            "columns": self.split.sizes(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Bring back the last search and the hit that was chosen."""
        columns, hit = state.get("columns"), state.get("hit")
        if isinstance(columns, list) and len(columns) == self.split.count():
            self.split.setSizes([int(size) for size in columns])
        self.ask(Inquiry.of(str(state.get("query", "")), state))
        self._return_to = hit if isinstance(hit, int) else None

    def show_changes(self, changes: Changes) -> None:
        """Search again when documents or their actors have changed; count what is new."""
        if changes.corpus or changes.index or changes.actors:
            if self._like is None:
                self._keep_place()
                self._wait.start()
            self.kept.count_new()

    def open_hit(self, row: int) -> None:
        """Choose a hit and read it."""
        index = self.model.index(row)
        self.hits.setCurrentIndex(index)
        self._open_current(index)

    # -- inside

    def _can_write(self) -> bool:
        return not self._case.read_only

    def _read(self, ask: Callable[[], _Result], done: Callable[[_Result], None]) -> None:
        def work(_progress: ReportProgress, _cancelled: Cancelled) -> _Result:
            return ask()

        self._runner.run("Reading", work, done=done, failed=lambda error: self.said.emit(visible(str(error))))

    def _forget_job(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _typed(self) -> None:
        self._return_to = None
        self._patience.stop()
        self.trouble.hide()
        self._wait.start()

    def _entered(self) -> None:
        self.query.close_choices()
        self._wait.stop()
        self._open_first = True
        self.search()

    def _complete(self, text: str, cursor: int) -> None:
        languages = tuple(self._answer.facets.get("language", {})) if self._answer else ()
        self._read(
            lambda: self._case.completer.complete(text, cursor, languages),
            lambda found: self.query.offer(text, found),
        )

    def _other_order(self) -> None:
        self.sort.setCurrentIndex(1 - self.sort.currentIndex())

    def _forget_choices(self) -> None:
        if self.facets.include or self.facets.exclude:
            self.facets.forget()
            self.search()

    def _take_choice_back(self, choice: tuple[str, str]) -> None:
        self.facets.include.discard(choice)
        self.facets.exclude.discard(choice)
        self.search()

    def _to_hits(self) -> None:
        if self.model.rowCount():
            self.hits.setFocus()
            if not self.hits.currentIndex().isValid():
                self.hits.setCurrentIndex(self.model.index(0))

    def _keep_place(self) -> None:
        self._return_to = self.model.document(self.hits.currentIndex().row())

    def _show(self, asked: Inquiry, answer: SearchAnswer, rows: Rows, meant: Sequence[Completion]) -> None:
        self._answer, self._asked = answer, asked
        self._patience.stop()
        self.trouble.hide()
        self.query.mark_mistake(None)
        self.model.show(rows, answer.hits)
        self.facets.show_facets(answer.facets)
        self.choices.show_choices(asked.include, asked.exclude, self._take_choice_back, self._forget_choices)
        more = f" · the first {LISTED:,} listed" if answer.total > LISTED else ""
        self.total.setText(f"{answer.total:,} of {answer.of:,} · {answer.took_ms:.0f} ms{more}")
        searched = visible(answer.searched)
        told = "\n".join(part for part in (visible(answer.notice or ""), searched) if part)
        self.searched.say(_searched(answer), told)
        if answer.fields:
            first = answer.fields.fields[0]
            self.query.mark_mistake((first.position, first.position + first.length))
        self.exact.setText("exact name only" if answer.has_actor and not asked.exact else "exact words only")
        links: list[tuple[str, str]] = []
        if answer.did_you_mean:
            links.append((f"Did you mean: {visible(answer.did_you_mean)}", answer.did_you_mean))
        links += [(f"Search all names of {visible(offer.actor)}", offer.query) for offer in answer.offers]
        if not links:  # nothing found: the letters may begin the name of an actor
            actors = [one for one in meant if one.text.startswith("actor:")][:MEANT]
            links = [
                (f"Search all names of {visible(one.shown)}", f"{answer.query[: one.start]}{one.text}")
                for one in actors
            ]
        self.links.show_links([(words, self._asking(query)) for words, query in links])
        self.facets.setVisible(bool(answer.total or asked.include or asked.exclude))
        opening, self._open_first = self._open_first, False
        if answer.total:
            self._right.setCurrentIndex(0)
            if answer.total > len(answer.hits):
                self._list_all(asked)
            if opening:
                self.hits.setFocus()
                self.open_hit(0)
            elif self._return_to is not None:
                self._go_back_to_hit()
        elif not answer.of:
            self._right.setCurrentIndex(2)
        else:
            chosen = bool(asked.include or asked.exclude)
            say = "Try fewer words, or another spelling."
            self._nothing.say("Nothing found", "The choices of facets may be too narrow." if chosen else say)
            self._take_back.setVisible(chosen)
            self._right.setCurrentIndex(1)

    def _list_all(self, asked: Inquiry) -> None:
        """The rest of the list: ids only, so that any of ten thousand hits can be scrolled to."""
        number = self._number
        finder = self._case.finder

        def done(rows: Rows) -> None:
            if number == self._number:
                self.model.extend(rows)
                self._go_back_to_hit()

        self._read(lambda: finder.folded(finder.ids(asked, limit=LISTED)), done)

    def _read_details(self, wanted: Sequence[DocumentId]) -> None:
        number, asked = self._number, self._asked

        def done(hits: tuple[FoundDocument, ...]) -> None:
            if number == self._number:
                self.model.fill(hits)

        self._read(lambda: self._case.finder.details(asked.query, wanted, exact=asked.exact), done)

    def _go_back_to_hit(self) -> None:
        row = self.model.row_of(self._return_to) if self._return_to is not None else -1
        if row >= 0:
            self._return_to = None
            self.hits.setCurrentIndex(self.model.index(row))

    def _show_like(self, one: FoundDocument, hits: tuple[FoundDocument, ...]) -> None:
        self._like = one.document.id
        self._asked = Inquiry()
        self.model.show([(hit.document.id, 1) for hit in hits], hits)
        title = visible(one.document.title)
        self.total.setText(f"{len(hits):,} like this")
        self.searched.say(f"documents like: {title}", title)
        self.links.show_links([("Back to the search", self._back)])
        self._right.setCurrentIndex(0 if hits else 1)
        self._nothing.say("Nothing like it", "No other document shares its telling words.")
        self._take_back.hide()
        if hits:
            self.hits.setFocus()
            self.hits.setCurrentIndex(self.model.index(0))

    def _back(self) -> None:
        self._return_to = self._like
        self.search()

    def _asking(self, query: str) -> Callable[[], None]:
        def ask() -> None:
            self.query.setText(query)
            self._wait.stop()
            self.search()
            self.query.setFocus()

        return ask

    def _refuse(self, error: DossierError) -> None:
        opening, self._open_first = self._open_first, False
        self.trouble.setText(visible(str(error)))
        unfinished = False
        if isinstance(error, QueryProblem):
            text = self.query.text()
            self._mistake = (error.position, max(error.end, error.position + 1))
            unfinished = error.end >= len(text.rstrip()) and self.query.hasFocus()
            links: list[tuple[str, Callable[[], None]]] = []
            if error.instead:
                mended = text[: error.position] + error.instead + text[error.end :]
                links.append((f"Did you mean: {visible(mended)}", self._asking(mended)))
            self._links_of_trouble = links
        else:
            self._mistake, self._links_of_trouble = None, []
        if unfinished and not opening:
            self._patience.start()  # kind:art may yet become kind:article
        else:
            self._show_trouble()

    def _show_trouble(self) -> None:
        self.trouble.show()
        self.total.setText("below: the answer before")
        self.query.mark_mistake(self._mistake)
        self.links.show_links(self._links_of_trouble)

    def _open_current(self, index: QModelIndex) -> None:
        key = self.model.document(index.row())
        if key is not None and self._answer is not None:
            self.open_document.emit(key, "" if self._like is not None else self._answer.query)
            if self._like is None:
                self.kept.remember(self._answer.query, self._answer.total)

    def _menu(self, point: QPoint) -> None:
        index = self.hits.indexAt(point)
        key = self.model.document(index.row())
        if key is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Read\tEnter", lambda: self._open_current(index))
        menu.addAction("More like this\tCtrl+M", lambda: self.more_like(key))
        menu.popup(self.hits.viewport().mapToGlobal(point))


def _searched(answer: SearchAnswer) -> str:
    """What was really searched, in a line."""
    if not answer.query.strip():
        return "all documents"
    if not answer.searched:
        return "there is no word in that: all documents"
    told = "nobody here is called so · " if answer.unknown_actors else ""
    if answer.fields:
        told = f"{visible(answer.fields.told)} · {told}"
    return f"{told}searched: {visible(answer.searched)}"
