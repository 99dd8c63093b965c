"""Saved searches and history behind the search page: read, save, count what is new, remember."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from dossier.case import Case
from dossier.domain.searches import Inquiry, SavedSearch, SavedSearchId
from dossier.errors import DossierError
from dossier.gui.job_runner import Job, JobRunner, Lane
from dossier.gui.query_field import QueryField
from dossier.gui.saved_panel import SavedPanel
from dossier.jobs import Cancelled, ReportProgress
from dossier.settings import load_settings
from dossier.text.normalize import visible


class KeptSearches(QObject):
    """Fills the panel and the field's history. `wanted` is a saved search that is to be made again."""

    wanted = Signal(object)  # Inquiry
    said = Signal(str)

    def __init__(
        self, case: Case, runner: JobRunner, panel: SavedPanel, field: QueryField, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._searches = case.searches
        self._read_only = case.read_only
        self._runner = runner
        self._panel = panel
        self._field = field
        self._saved: list[SavedSearch] = []
        self._deleted: SavedSearch | None = None
        self._counting = False
        self._again = False
        self._last = ""
        panel.opened.connect(self.open)
        panel.renamed.connect(self._rename)
        panel.deleted.connect(self._delete)
        panel.arranged.connect(lambda keys: self._write(lambda: self._searches.arrange(keys)))
        self.read()

    def read(self) -> None:
        """Read saved searches and history anew."""

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> tuple[list[SavedSearch], list[str]]:
            return self._searches.saved(), [one.query for one in self._searches.history()]

        self._runner.run("Reading searches", work, done=self._show, failed=self._fail)

    def ask_name(self, asked: Inquiry, window: QWidget) -> None:
        """Ask under which name to save a search."""
        if self._read_only:
            self.said.emit("This case is open for reading only.")
            return
        dialog = QInputDialog(window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Save this search")
        dialog.setLabelText("Name")
        dialog.setTextValue(" ".join(visible(asked.query).split())[:60] or "All documents")
        dialog.textValueSelected.connect(lambda name: self.save(name, asked))
        dialog.open()

    def save(self, name: str, asked: Inquiry) -> None:
        """Save a search under a name."""
        self._write(lambda: self._searches.save(name, asked), "Saved. New hits will be counted.")

    def open(self, key: int) -> None:
        """Search it again; what was new in it has been seen."""
        one = next((one for one in self._saved if one.id == key), None)
        if one is not None:
            self.wanted.emit(one.inquiry)
            if not self._read_only:
                self._write(lambda: self._searches.look(one.id))

    def undo(self) -> str:
        """Put back what was deleted last; says so, or nothing when there is nothing."""
        one, self._deleted = self._deleted, None
        if one is None:
            return ""
        self._write(lambda: self._searches.save(one.name, one.inquiry, seen=one.seen))
        return "The saved search is back."

    def remember(self, query: str, total: int) -> None:
        """Note a search whose hits were looked at, unless the settings say not to."""
        query = " ".join(query.split())
        if query and query != self._last and not self._read_only and load_settings().search_history:
            self._last = query
            self._write(lambda: self._searches.remember(query, total))

    def clear_history(self) -> None:
        """Forget all earlier searches of this case."""
        self._last = ""
        self._write(self._searches.forget_history, "The history of searches is empty.")

    def count_new(self) -> None:
        """Count, in the background, the hits that came since each saved search was looked at."""
        if self._counting:
            self._again = True
        elif self._saved:
            self._counting = True
            work = self._searches.count_new
            job = self._runner.run("Counting new hits", work, done=self._panel.show_new, failed=self._fail)
            job.ended.connect(self._counted)

    # -- inside

    def _counted(self, _job: Job) -> None:
        self._counting = False
        if self._again:
            self._again = False
            self.count_new()

    def _show(self, found: tuple[list[SavedSearch], list[str]]) -> None:
        self._saved, history = found
        self._panel.show_saved(self._saved)
        self._field.set_history(history)
        self.count_new()

    def _rename(self, key: int, name: str) -> None:
        self._write(lambda: self._searches.rename(SavedSearchId(key), name))

    def _delete(self, key: int) -> None:
        self._deleted = next((one for one in self._saved if one.id == key), None)
        self._write(lambda: self._searches.remove(SavedSearchId(key)), "Deleted. Ctrl+Z brings it back.")

    def _write(self, act: Callable[[], object], said: str = "") -> None:
        def work(_progress: ReportProgress, _cancelled: Cancelled) -> None:
            act()

        def done(_nothing: None) -> None:
            if said:
                self.said.emit(said)
            self.read()

        self._runner.run("Saving the search", work, lane=Lane.WRITE, done=done, failed=self._fail)

    def _fail(self, error: DossierError) -> None:
        self.said.emit(visible(str(error)))
        self.read_panel()

    def read_panel(self) -> None:
        """Show the names as they are kept: an edit that was refused goes."""
        self._panel.show_saved(self._saved)
