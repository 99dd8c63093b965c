"""The window: places at the left, the page in the middle, the reader at the right, jobs at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier import log, settings
from dossier.case import Case
from dossier.domain.actors import ActorId
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import DossierId
from dossier.errors import DossierError
from dossier.gui import theme
from dossier.gui.actors_view import ActorsView
from dossier.gui.backing_up import BackingUp
from dossier.gui.cite_dialog import CiteDialog
from dossier.gui.commands import ORIGINAL, READER, Commands
from dossier.gui.documents_view import DocumentsView
from dossier.gui.dossiers_view import DossiersView
from dossier.gui.dressing import Dressing
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.graph_view import GraphView
from dossier.gui.importing import Importing
from dossier.gui.job_runner import SETTLING, Job, JobRunner, Lane
from dossier.gui.jobs_panel import JobsPanel
from dossier.gui.locking import Locking
from dossier.gui.opening_cases import CaseOpening, case_among
from dossier.gui.page_area import PageArea
from dossier.gui.pages import PAGES, Pages
from dossier.gui.pasting import files_on, let_files_through
from dossier.gui.proposal_bar import ProposalBar, propose_engine
from dossier.gui.reading_place import ReadingPlace
from dossier.gui.safekeeping import Safekeeping
from dossier.gui.search_view import SearchView
from dossier.gui.settings_dialog import SettingsDialog
from dossier.gui.timeline_view import TimelineView
from dossier.gui.undo_key import let_undo_through
from dossier.gui.welcome_view import WelcomeView
from dossier.gui.window_commands import commands_of, make_menus
from dossier.gui.window_state import State, StateKeeper, state_file
from dossier.jobs import Changes
from dossier.text.normalize import visible

_LOG = log.logger("gui")


class MainWindow(QMainWindow):
    """One case at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.case: Case | None = None
        self.runner = JobRunner(self)
        self.setWindowTitle("Dossier")
        self.resize(1280, 800)
        self.setAcceptDrops(True)

        self.places = QListWidget()
        self.places.setObjectName("places")
        self.places.setAccessibleName("Places")
        self.places.setIconSize(QSize(22, 22))
        self.places.setFixedWidth(136)
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, kind in enumerate(PAGES, start=1):
            item = QListWidgetItem(theme.icon(kind.icon), kind.name)
            item.setToolTip(f"Alt+{number % 10}")
            item.setSizeHint(QSize(120, self.fontMetrics().height() + 22))
            self.places.addItem(item)
        self.pages = Pages()
        self.pages.made.connect(self._page_made)
        self.reader_place = ReadingPlace()
        self.split = QSplitter()
        self.split.addWidget(self.places)
        self.split.addWidget(PageArea(self.pages))
        self.split.addWidget(self.reader_place)
        self.split.setCollapsible(0, False)
        self.split.setCollapsible(1, False)
        self.split.setStretchFactor(1, 3)
        self.split.setStretchFactor(2, 2)
        self.split.setSizes([136, 680, 464])
        self.welcome = WelcomeView()
        self.body = QStackedWidget()
        self.body.addWidget(self.welcome)
        self.body.addWidget(self.split)
        self.waiting = EmptyPanel("Opening…", "")
        self.body.addWidget(self.waiting)
        self.proposal = ProposalBar()
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.proposal)
        rows.addWidget(self.body, 1)
        self.setCentralWidget(middle)

        self.jobs = JobsPanel(self.runner)
        self.reader_place.said.connect(self.jobs.say)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addWidget(self.jobs, 1)
        self.statusBar().addPermanentWidget(self.state)

        self.opening = CaseOpening(self.runner, self)
        self.opening.begun.connect(self._opening)
        self.opening.failed.connect(self._not_opened)
        self.opening.opened.connect(self._use)
        self.welcome.new_wanted.connect(self.opening.new_case)
        self.welcome.open_wanted.connect(self.opening.choose_case)
        self.welcome.demo_wanted.connect(self.opening.open_demo)
        self.welcome.case_chosen.connect(lambda name: self.open_case(Path(name)))
        self.welcome.show_recent(settings.load_settings().recent_cases)
        self.places.currentRowChanged.connect(self._go_to)
        self.runner.changed.connect(self._changed)
        for writing in (self.runner.job_started, self.runner.job_ended):
            writing.connect(lambda job: self._show_state() if job.label == SETTLING else None)
        self.importing = Importing(self, self.runner, lambda: self.case)
        self.importing.said.connect(self.jobs.say)
        self.importing.imported.connect(self._propose_engine)
        self._backups = BackingUp(self.runner, self)
        self.safekeeping = Safekeeping(self.runner, lambda: self.case, self)
        self.safekeeping.said.connect(self.jobs.say)
        self.safekeeping.closing.connect(self.close_case)
        self.safekeeping.restored.connect(self.open_case)
        self.welcome.restore_wanted.connect(self.safekeeping.restore)
        self.welcome.new_sealed_wanted.connect(self.opening.new_sealed_case)
        self.locking = Locking(self, self)
        self.commands = Commands()
        make_menus(self.menuBar(), self, self.commands, commands_of(self))
        self._case_state = StateKeeper(self._state_of_case, self)
        self._dressing = Dressing(lambda: bool(self.runner.running()), self._dress_anew, self)
        self._own_state = StateKeeper(self._state_of_window, self)
        self._waiting_states: dict[str, State] = {}
        self._undo_next: Callable[[], str] | None = None
        kept = self._own_state.begin(state_file(None))
        if isinstance(kept.get("geometry"), str):
            self.restoreGeometry(QByteArray.fromBase64(kept["geometry"].encode()))

    # -- cases

    def new_case_at(self, path: Path) -> None:
        """Make a case in this folder and open it; trouble is told."""
        self.opening.new_case_at(path)

    def open_case(self, path: Path) -> None:
        """Open a case in the background; trouble is told and leaves the present one open."""
        if self.case is not None and self.case.path.resolve() == path.resolve():
            self.jobs.say("This case is open already.")
        else:
            self.opening.open_case(path)

    def _opening(self, name: str) -> None:
        """Until the case is open, a quiet sentence; the case that is open now stays in sight."""
        if self.case is None:
            self.waiting.say("Opening…", visible(name))
            self.body.setCurrentWidget(self.waiting)

    def _not_opened(self) -> None:
        if self.case is None:
            self.body.setCurrentWidget(self.welcome)

    def close_case(self) -> None:
        """Back to the welcome screen."""
        self.opening.nothing_more()
        self._leave_case()
        self.welcome.show_recent(settings.load_settings().recent_cases)
        self.body.setCurrentWidget(self.welcome)
        self.setWindowTitle("Dossier")
        self.state.setText("")

    def import_paths(self, files: Sequence[Path]) -> Job | None:
        """Import files and folders into the open case; returns the job, if one began."""
        return self.importing.take_in(files)

    def suggest_links(self) -> None:
        """Read every document for what it says of its sources, and compare them all."""
        if self.case is not None:
            self.runner.run(
                "Suggesting links", self.case.evidence.links.work, lane=Lane.WRITE, failed=self._tell
            )

    # -- places

    def go_to(self, name: str) -> None:
        """Show a page by its name in the list of places."""
        if self.case is not None:
            self.pages.show_page(name)
            self.places.setCurrentRow([kind.name for kind in PAGES].index(name))

    def open_document(self, key: int, query: str = "", span: tuple[int, int] | None = None) -> None:
        """Show a document in the reader."""
        if self.case is not None:
            if self.reader_place.isHidden() or self.split.sizes()[2] == 0:
                self.reader_place.show()
                room = sum(self.split.sizes()) - 136
                page = max(
                    int(room * 0.55), self.pages.minimumSizeHint().width()
                )  # the reader takes less first
                self.split.setSizes([136, page, room - page])
            self.reader_place.setCurrentWidget(self.reader)
            self.reader.open(DocumentId(key), query, span)

    def copy_with_reference(self) -> None:
        """Copy what is in hand with its reference: the statement with the cursor, else the selected words."""
        page = self.pages.currentWidget() if self.case is not None else None
        if (
            page is not None
            and hasattr(page, "copy_with_reference")
            and page.isAncestorOf(self.focusWidget())
        ):
            self.jobs.say(page.copy_with_reference())
        elif self.case is not None:
            self.reader.copy_with_reference()

    def show_original(self) -> None:
        """The original of the open document, at the selected words, else at the hit."""
        key = self.reader.document_id
        if self.case is not None and key is not None:
            self.reader_place.show_original(key, self.reader.present_span())

    def show_preview(self) -> None:
        """The PDF of the open dossier beside its editor; asked for again, the reader."""
        if self.case is not None:
            self.go_to("Dossiers")
            place = self.dossiers_page.current_place()
            self.reader_place.show_preview(None if place is None else place[0])

    def open_actor(self, key: int) -> None:
        """Show the page of an actor."""
        self.go_to("Actors")
        self.actors_page.open_actor(key)

    def show_in_graph(self, key: int) -> None:
        """Show an actor and its neighbours."""
        self.go_to("Graph")
        cast(GraphView, self.pages.get("Graph")).show_around(ActorId(key))

    def show_in_timeline(self, key: int) -> None:
        """Show what concerns an actor in the order of time."""
        self.go_to("Timeline")
        cast(TimelineView, self.pages.get("Timeline")).show_actor(key)

    def open_dossier_of(self, actor: int) -> None:
        """Show the dossier about an actor, drafting one if there is none."""
        self.go_to("Dossiers")
        self.dossiers_page.open_actor(actor)

    def open_statement(self, key: int) -> None:
        """Show a statement in its dossier."""
        self.go_to("Dossiers")
        self.dossiers_page.open_statement(key)

    def look_for(self, query: str) -> None:
        """Search for this."""
        self.go_to("Search")
        self.search_page.look_for(query)

    def more_like(self, key: int) -> None:
        """List documents like this one."""
        self.go_to("Search")
        self.search_page.more_like(DocumentId(key))

    def cite(self, document: int, start: int, end: int) -> None:
        """Ask where to cite a passage."""
        if self.case is not None:
            dialog = CiteDialog(self.case, document, (start, end), self.dossiers_page.current_place(), self)
            dialog.cited.connect(self._cited)
            dialog.open()

    def undo(self) -> None:
        """Take the last act of this page back, and say which."""
        self._back_or_forth("undo")

    def redo(self) -> None:
        """Do again what was taken back last on this page, and say what."""
        self._back_or_forth("redo")

    def show_settings(self) -> None:
        """Settings; they count at once."""
        dialog = SettingsDialog(self)
        dialog.changed.connect(self._dressing.follow)
        dialog.changed.connect(self._use_settings)
        dialog.open()

    # -- inside

    def _use(self, case: Case) -> None:
        self._leave_case()
        self.case = case
        settings.save_settings(settings.remember_case(settings.load_settings(), case.path))
        # What was searched and read is a secret too where there is a passphrase.
        if case.keys:
            state_file(case.path).unlink(missing_ok=True)  # of the time before it had one
        self._show_case(case, {} if case.keys else self._case_state.begin(state_file(case.path)))
        self.setWindowTitle(f"{case.name} — Dossier")
        self._show_state()
        if case.notice:
            self.jobs.say(case.notice)
        if not case.read_only:
            self.runner.run(SETTLING, case.settle, lane=Lane.WRITE, failed=self._tell)
        self.locking.begin(case)
        self._backups.begin(case)
        self._propose_engine()
        if self.pages.current_name == "Search":
            self.search_page.focus_query()

    def _use_settings(self, changed: settings.Settings) -> None:
        if self.case is not None:
            self.case.use_settings(changed)
        self.locking.begin(self.case)
        self._backups.begin(self.case)

    def _propose_engine(self) -> None:
        if self.case is not None:
            propose_engine(self.proposal, self.case.indexing, self.runner, self._tell)

    def _show_case(self, case: Case, state: State) -> None:
        """Make reader and pages, and bring them to where they were."""
        self.pages.begin(case, self.runner)
        self.reader = self.reader_place.begin(case, self.runner, self.commands)
        let_files_through(self.reader_place)
        self.reader.original_wanted.connect(self.show_original)
        self.reader.cite_wanted.connect(self.cite)
        self.reader.naming.deciding.said.connect(self.jobs.say)
        self.reader.actor_wanted.connect(self.open_actor)
        self.reader.document_wanted.connect(self.open_document)
        self.reader.like_wanted.connect(self.more_like)
        self.body.setCurrentWidget(self.split)
        self._restore(state)

    def _hide_case(self) -> None:
        for _name, page in self.pages.alive():
            if hasattr(page, "leave"):
                page.leave()
        self.commands.forget([READER, ORIGINAL, *(kind.name for kind in PAGES)])
        self.pages.forget()
        self.reader_place.forget()

    def _dress_anew(self) -> None:
        """The pages in new colours, as they were otherwise."""
        for row, kind in enumerate(PAGES):
            self.places.item(row).setIcon(theme.icon(kind.icon))
            self.places.item(row).setSizeHint(QSize(120, self.fontMetrics().height() + 22))
        if self.case is not None:
            state = self._state_of_case()
            self._hide_case()
            self._show_case(self.case, state)

    def _edited(self) -> None:
        self.reader_place.preview.follow()

    # -- state

    def _state_of_window(self) -> State:
        return {"geometry": bytes(self.saveGeometry().toBase64().data()).decode()}

    def _state_of_case(self) -> State:
        pages = dict(self._waiting_states)
        for name, page in self.pages.alive():
            if hasattr(page, "state"):
                pages[name] = page.state()
        return {
            "page": self.pages.current_name,
            # Without a reader in sight the widths say nothing of it.
            "columns": [] if self.reader_place.isHidden() else self.split.sizes(),
            "reader": self.reader.state(),
            "pages": pages,
        }

    def _restore(self, state: State) -> None:
        """Bring back page, columns and open document; the other pages follow when they are made."""
        pages, columns, name = state.get("pages"), state.get("columns"), state.get("page")
        self._waiting_states = dict(pages) if isinstance(pages, dict) else {}
        if isinstance(columns, list) and len(columns) == self.split.count():
            self.split.setSizes([int(size) for size in columns])
        self.go_to(str(name) if name in {kind.name for kind in PAGES} else PAGES[0].name)
        reader = state.get("reader")
        if isinstance(reader, dict):
            self.reader.restore(reader)

    # -- leaving

    def _leave_case(self) -> None:
        self._backups.begin(None)
        if self.case is None:
            return
        self._case_state.end()
        self.locking.begin(None)
        for _name, page in self.pages.alive():
            if hasattr(page, "leave"):
                page.leave()
        while self.runner.running():  # the end of one job may start another
            self.runner.shut_down()
            QApplication.processEvents()
        self._hide_case()
        self.case.close()
        self.case = None
        self.proposal.hide()

    def _go_to(self, row: int) -> None:
        if row >= 0 and self.case is not None:
            self.pages.show_page(PAGES[row].name)
            self.reader_place.follow(PAGES[row].name)

    def _changed(self, changes: Changes) -> None:
        self.pages.tell(changes)
        self.reader_place.preview.follow()
        if self.case is not None and (
            changes.actors or changes.dossiers or changes.corpus or changes.evidence
        ):
            self.reader.read_again()
        self._show_state()

    def _show_state(self) -> None:
        if self.case is None:
            return
        waiting = self.case.waiting_for_index()
        said = [f"case: {self.case.name}"]
        if waiting:
            said.append(f"{waiting:,} to index")
        elif not any(job.label == SETTLING for job in self.runner.running(Lane.WRITE)):
            said.append("index up to date")  # beside a job that brings it there it would contradict
        if self.case.read_only:
            said.append("read-only")
        self.state.setText("  ·  ".join(said))

    def _cited(self, dossier: int, sentence: str) -> None:
        self.runner.changed.emit(Changes(dossiers=True))
        self.jobs.say(sentence)
        self._undo_next = lambda: self.dossiers_page.undo_in(DossierId(dossier))

    def _back_or_forth(self, which: str) -> None:
        if self.case is None:
            return
        act = getattr(self.pages.currentWidget(), which, None)
        named = self.reader.naming.deciding if which == "undo" else None
        if which == "undo" and self._undo_next is not None:  # the passage just cited, from any page
            act = self._undo_next
        elif named is not None and named.anything and self.reader.isAncestorOf(self.focusWidget()):
            act = named.undo
        self._undo_next = None
        said = act() if act is not None else ""
        if not said and named is not None:
            said = named.undo()  # what was decided in the text beside a page that has nothing of its own
        if said or act is None:
            self.jobs.say(said or "Nothing to take back on this page.")

    def _tell(self, error: DossierError) -> None:
        show_error(error, self)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except DossierError as error:
            _LOG.info("refused: %s", log.describe(error))
            show_error(error, self)

    # -- pages

    @property
    def search_page(self) -> SearchView:
        """The search page."""
        return cast(SearchView, self.pages.get("Search"))

    @property
    def documents_page(self) -> DocumentsView:
        """The page of all documents."""
        return cast(DocumentsView, self.pages.get("Documents"))

    @property
    def actors_page(self) -> ActorsView:
        """The page of actors."""
        return cast(ActorsView, self.pages.get("Actors"))

    @property
    def dossiers_page(self) -> DossiersView:
        """The page of dossiers."""
        return cast(DossiersView, self.pages.get("Dossiers"))

    def _page_made(self, name: str, page: QWidget) -> None:
        """Follow the signals that a page has, whichever these are, and take in its commands."""
        follow: dict[str, Callable[..., object]] = {
            "open_document": self.open_document,
            "document_wanted": self.open_document,
            "open_passage": lambda key, start, end: self.open_document(key, "", (start, end)),
            "actor_wanted": self.open_actor,
            "search_wanted": self.look_for,
            "dossier_wanted": self.open_dossier_of,
            "graph_wanted": self.show_in_graph,
            "timeline_wanted": self.show_in_timeline,
            "statement_wanted": self.open_statement,
            "import_wanted": self.importing.ask_files,
            "said": self.jobs.say,
            "preview_wanted": self.show_preview,
            "edited": self._edited,
        }
        for signal, act in follow.items():
            if hasattr(page, signal):
                getattr(page, signal).connect(act)
        let_files_through(page)
        let_undo_through(page)
        if hasattr(page, "commands"):
            self.commands.add(name, page, page.commands())
        kept = self._waiting_states.pop(name, None)
        if isinstance(kept, dict) and hasattr(page, "restore"):
            page.restore(kept)

    # -- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere; without an open case, a case only."""
        dropped = files_on(event.mimeData())
        if dropped and (self.case is not None or case_among(dropped) is not None):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped; a dropped case is opened."""
        dropped = files_on(event.mimeData())
        event.acceptProposedAction()
        case = case_among(dropped)
        if case is not None:
            self.open_case(case)
        else:
            self.import_paths(dropped)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop jobs in good order, keep the window's state, close the case."""
        self.opening.nothing_more()
        self._leave_case()
        self._own_state.end()
        self.runner.shut_down()
        event.accept()
