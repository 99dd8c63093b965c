"""The window: places at the left, the page in the middle, the reader at the right, jobs at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from dossier import log, paths, settings
from dossier.case import Case, create_case, open_case
from dossier.corpus.importer import ImportReport
from dossier.domain.corpus import DocumentId
from dossier.errors import DossierError
from dossier.gui import theme
from dossier.gui.actors_view import ActorsView
from dossier.gui.cite_dialog import CiteDialog
from dossier.gui.documents_view import DocumentsView
from dossier.gui.dossiers_view import DossiersView
from dossier.gui.error_dialog import show_error
from dossier.gui.import_dialog import ImportReportDialog
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.jobs_panel import JobsPanel
from dossier.gui.reader_panel import ReaderPanel
from dossier.gui.search_view import SearchView
from dossier.gui.welcome_view import WelcomeView
from dossier.jobs import Cancelled, Changes, ReportProgress

_LOG = log.logger("gui")

IMPORT_FILTER = "Documents (*.txt *.md *.html *.htm *.pdf *.docx *.eml);;All files (*)"


class Page(Protocol):
    """What every page of the stack can do."""

    def show_changes(self, changes: Changes) -> None:
        """Read anew what has changed."""


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
        self.pages = QStackedWidget()
        self.reader_place = QStackedWidget()
        self.split = QSplitter()
        self.split.addWidget(self.places)
        self.split.addWidget(self.pages)
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
        self.setCentralWidget(self.body)

        self.jobs = JobsPanel(self.runner)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addWidget(self.jobs, 1)
        self.statusBar().addPermanentWidget(self.state)

        self.welcome.new_wanted.connect(self.new_case)
        self.welcome.open_wanted.connect(self.choose_case)
        self.welcome.demo_wanted.connect(self.open_demo)
        self.welcome.case_chosen.connect(lambda name: self.open_case(Path(name)))
        self.welcome.show_recent(settings.load_settings().recent_cases)
        self.places.currentRowChanged.connect(self._go_to)
        self.runner.changed.connect(self._changed)
        self._backups = QTimer(self)
        self._backups.timeout.connect(self._back_up)
        self.actions_by_name: dict[str, QAction] = {}
        self._make_actions()
        self._restore_state()

    # -- cases

    def new_case(self) -> None:
        """Ask for a name and make a case."""
        suggestion = str(paths.user_data() / "New.case")
        name, _ = QFileDialog.getSaveFileName(self, "New case", suggestion, "Cases (*.case)")
        if name:
            path = Path(name)
            if path.suffix != ".case":
                path = path.with_name(f"{path.name}.case")
            self._try(lambda: self._use(create_case(path)))

    def choose_case(self) -> None:
        """Ask for a case and open it."""
        name = QFileDialog.getExistingDirectory(self, "Open a case (a folder that ends in .case)")
        if name:
            self.open_case(Path(name))

    def open_case(self, path: Path) -> None:
        """Open a case; trouble is told and leaves the present one open."""
        self._try(lambda: self._use(open_case(path)))

    def open_demo(self) -> None:
        """Build the demo case if need be, and open it."""
        from dossier.case import demo

        def work(progress: ReportProgress, _cancelled: Cancelled) -> Path:
            return demo.build(paths.user_data(), progress)

        self.runner.run(
            "Building the demo case", work, lane=Lane.WRITE, done=self.open_case, failed=self._tell
        )

    def close_case(self) -> None:
        """Back to the welcome screen."""
        self._leave_case()
        self.welcome.show_recent(settings.load_settings().recent_cases)
        self.body.setCurrentWidget(self.welcome)
        self.setWindowTitle("Dossier")
        self.state.setText("")

    def import_files(self) -> None:
        """Ask for files and import them."""
        names, _ = QFileDialog.getOpenFileNames(self, "Import documents", "", IMPORT_FILTER)
        self.import_paths([Path(name) for name in names])

    def import_folder(self) -> None:
        """Ask for a folder and import all of it."""
        name = QFileDialog.getExistingDirectory(self, "Import a folder")
        if name:
            self.import_paths([Path(name)])

    def import_paths(self, files: Sequence[Path]) -> None:
        """Import files and folders into the open case."""
        if self.case is None or not files:
            return
        if self.case.read_only:
            self.jobs.say("This case is open for reading only.")
            return
        label = f"Importing {files[0].name}" if len(files) == 1 else f"Importing {len(files):,} files"
        self.runner.run(
            label, self.case.importer.work(files), lane=Lane.WRITE, done=self._imported, failed=self._tell
        )

    # -- places

    def go_to(self, name: str) -> None:
        """Show a page by its name in the list of places."""
        for row in range(self.places.count()):
            if self.places.item(row).text() == name:
                self.places.setCurrentRow(row)

    def open_document(self, key: int, query: str = "", span: tuple[int, int] | None = None) -> None:
        """Show a document in the reader."""
        if self.case is not None:
            if self.reader_place.isHidden() or self.split.sizes()[2] == 0:
                self.reader_place.show()
                total = sum(self.split.sizes())
                self.split.setSizes([136, int((total - 136) * 0.55), int((total - 136) * 0.45)])
            self.reader.open(DocumentId(key), query, span)

    def open_actor(self, key: int) -> None:
        """Show the page of an actor."""
        self.go_to("Actors")
        self.actors_page.open_actor(key)

    def open_dossier_of(self, actor: int) -> None:
        """Show the dossier about an actor, drafting one if there is none."""
        self.go_to("Dossiers")
        self.dossiers_page.open_actor(actor)

    def look_for(self, query: str) -> None:
        """Search for this."""
        self.go_to("Search")
        self.search_page.look_for(query)

    def cite(self, document: int, start: int, end: int) -> None:
        """Ask where to cite a passage."""
        if self.case is not None:
            dialog = CiteDialog(self.case, document, (start, end), self.dossiers_page.current_place(), self)
            dialog.cited.connect(self._cited)
            dialog.open()

    # -- inside

    def _use(self, case: Case) -> None:
        self._leave_case()
        self.case = case
        settings.save_settings(settings.remember_case(settings.load_settings(), case.path))
        self.search_page = SearchView(case, self.runner)
        self.documents_page = DocumentsView(case, self.runner)
        self.actors_page = ActorsView(case, self.runner)
        self.dossiers_page = DossiersView(case, self.runner)
        self.reader = ReaderPanel(case, self.runner)
        pages: tuple[tuple[str, str, QWidget], ...] = (
            ("Search", "search", self.search_page),
            ("Documents", "documents", self.documents_page),
            ("Actors", "actors", self.actors_page),
            ("Dossiers", "dossiers", self.dossiers_page),
        )
        self.places.blockSignals(True)
        self.places.clear()
        for number, (name, picture, page) in enumerate(pages, start=1):
            item = QListWidgetItem(theme.icon(picture), name)
            item.setToolTip(f"Ctrl+{number}")
            self.places.addItem(item)
            self.pages.addWidget(page)
        self.places.blockSignals(False)
        self.reader_place.addWidget(self.reader)
        self.search_page.open_document.connect(self.open_document)
        self.documents_page.open_document.connect(self.open_document)
        self.actors_page.open_passage.connect(
            lambda key, start, end: self.open_document(key, "", (start, end))
        )
        self.actors_page.search_wanted.connect(self.look_for)
        self.actors_page.dossier_wanted.connect(self.open_dossier_of)
        self.dossiers_page.open_passage.connect(
            lambda key, start, end: self.open_document(key, "", (start, end))
        )
        for source in (self.search_page, self.documents_page):
            source.import_wanted.connect(self.import_files)
        self.reader.cite_wanted.connect(self.cite)
        self.reader.actor_wanted.connect(self.open_actor)
        self.reader.document_wanted.connect(self.open_document)
        self.body.setCurrentWidget(self.split)
        self.places.setCurrentRow(0)
        self.setWindowTitle(f"{case.name} — Dossier")
        self._show_state()
        if case.notice:
            self.jobs.say(case.notice)
        if not case.read_only:
            self.runner.run("Bringing the index up to date", case.settle, lane=Lane.WRITE, failed=self._tell)
            minutes = settings.load_settings().backup_minutes
            if minutes:
                self._backups.start(minutes * 60_000)
        self.search_page.focus_query()

    def _leave_case(self) -> None:
        self._backups.stop()
        if self.case is None:
            return
        while self.runner.running():  # the end of one job may start another
            self.runner.shut_down()
            QApplication.processEvents()
        for stack in (self.pages, self.reader_place):
            while stack.count():
                page = stack.widget(0)
                if page is not None:
                    stack.removeWidget(page)
                    page.deleteLater()
        self.case.close()
        self.case = None

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.pages.setCurrentIndex(row)

    def _changed(self, changes: Changes) -> None:
        for number in range(self.pages.count()):
            cast(Page, self.pages.widget(number)).show_changes(changes)
        if self.case is not None and (changes.actors or changes.dossiers or changes.corpus):
            self.reader.read_again()
        self._show_state()

    def _show_state(self) -> None:
        if self.case is None:
            return
        waiting = self.case.waiting_for_index()
        index = "index up to date" if not waiting else f"{waiting:,} to index"
        reading = "  ·  read-only" if self.case.read_only else ""
        self.state.setText(f"case: {self.case.name}  ·  {index}{reading}")

    def _imported(self, report: ImportReport) -> None:
        self.jobs.say(report.sentence)
        if report.problems or report.skipped:
            ImportReportDialog(report, self).open()

    def _cited(self, changes: Changes, sentence: str) -> None:
        self.runner.changed.emit(changes)
        self.jobs.say(sentence)

    def _back_up(self) -> None:
        if self.case is not None and self.case.changed_since_backup():
            self.runner.run("Backing up", self.case.back_up_quietly, lane=Lane.WRITE)

    def _tell(self, error: DossierError) -> None:
        show_error(error, self)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except DossierError as error:
            _LOG.info("refused: %s", log.describe(error))
            show_error(error, self)

    # -- actions

    def _make_actions(self) -> None:
        bar = self.menuBar()
        case, go, passage, help_ = (bar.addMenu(name) for name in ("&Case", "&Go", "&Passage", "&Help"))
        self._action(case, "New case…", self.new_case, "Ctrl+N")
        self._action(case, "Open a case…", self.choose_case, "Ctrl+O")
        self._action(case, "Open the demo case", self.open_demo)
        self._action(case, "Close the case", self.close_case, "Ctrl+W")
        case.addSeparator()
        self._action(case, "Import files…", self.import_files, "Ctrl+I")
        self._action(case, "Import a folder…", self.import_folder, "Ctrl+Shift+I")
        case.addSeparator()
        self._action(case, "Quit", self.close, "Ctrl+Q")
        for number, name in enumerate(("Search", "Documents", "Actors", "Dossiers"), start=1):
            self._action(go, name, partial(self.go_to, name), f"Ctrl+{number}")
        go.addSeparator()
        self._action(go, "Search field", self._to_query, "Ctrl+Shift+F")
        self._action(go, "Next hit", lambda: self._reader(lambda reader: reader.step(1)), "F3")
        self._action(go, "Previous hit", lambda: self._reader(lambda reader: reader.step(-1)), "Shift+F3")
        self._action(
            passage, "Cite in a dossier…", lambda: self._reader(ReaderPanel.cite_selection), "Ctrl+D"
        )
        self._action(
            passage,
            "Copy with reference",
            lambda: self._reader(ReaderPanel.copy_with_reference),
            "Ctrl+Shift+C",
        )
        self._action(help_, "About Dossier", self._about)

    def _action(self, menu: object, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: act())  # noqa: PLW0108 - drops the "checked" of Qt
        menu.addAction(action)  # type: ignore[attr-defined]
        self.actions_by_name[text] = action
        return action

    def _reader(self, act: Callable[[ReaderPanel], None]) -> None:
        if self.case is not None:
            act(self.reader)

    def _to_query(self) -> None:
        if self.case is not None:
            self.go_to("Search")
            self.search_page.focus_query()

    def _about(self) -> None:
        from dossier.gui.about_dialog import AboutDialog

        AboutDialog(self).open()

    # -- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere once a case is open."""
        if event.mimeData().hasUrls() and self.case is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped; a dropped case is opened."""
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        cases = [path for path in dropped if (path / "case.db").is_file()]
        if cases:
            self.open_case(cases[0])
        else:
            self.import_paths(dropped)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop jobs in good order, keep the window's state, close the case."""
        self._save_state()
        self._leave_case()
        self.runner.shut_down()
        event.accept()

    def _state_file(self) -> QSettings:
        return QSettings(str(paths.user_config() / "window.ini"), QSettings.Format.IniFormat)

    def _save_state(self) -> None:
        kept = self._state_file()
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("columns", self.split.saveState())
        kept.sync()

    def _restore_state(self) -> None:
        kept = self._state_file()
        for name, restore in (("geometry", self.restoreGeometry), ("columns", self.split.restoreState)):
            value = kept.value(name)
            if isinstance(value, QByteArray):
                restore(value)
