"""Bring documents into the open case from the window: files, a folder, what was dropped, the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from dossier.case import Case
from dossier.corpus.importer import SUFFIXES, ImportReport
from dossier.errors import DossierError
from dossier.gui.error_dialog import show_error
from dossier.gui.import_dialog import ImportReportDialog
from dossier.gui.job_runner import Job, JobRunner, Lane
from dossier.gui.pasting import files_on, pasted_folder, write_pasted

FILTER = f"Documents ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;All files (*)"


class Importing(QObject):
    """Asks for documents and runs the imports of one window."""

    said = Signal(str)
    imported = Signal()

    def __init__(self, window: QWidget, runner: JobRunner, case: Callable[[], Case | None]) -> None:
        """`case` gives the case that is open when it is asked."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._case = case

    def ask_files(self) -> None:
        """Ask for files and import them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import documents", "", FILTER)
        self.take_in([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Ask for a folder and import all of it."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder")
        if name:
            self.take_in([Path(name)])

    def take_in(self, files: Sequence[Path]) -> Job | None:
        """Import files and folders into the open case; returns the job, if one began."""
        case = self._case()
        if case is None or not files:
            return None
        if case.read_only:
            self.said.emit("This case is open for reading only.")
            return None
        label = f"Importing {files[0].name}" if len(files) == 1 else f"Importing {len(files):,} files"
        return self._runner.run(
            label, case.importer.work(files), lane=Lane.WRITE, done=self._report, failed=self._tell
        )

    def paste(self) -> None:
        """Make a document of what is on the clipboard."""
        data = QApplication.clipboard().mimeData()
        if files_on(data):
            self.take_in(files_on(data))
            return
        folder = pasted_folder()
        try:
            path = write_pasted(data, Path(folder.name), datetime.now().astimezone())
        except DossierError as error:
            self._tell(error)
            return
        job = self.take_in([path])
        if job is not None:
            job.ended.connect(lambda _job: folder.cleanup())

    def _report(self, report: ImportReport) -> None:
        self.said.emit(report.sentence)
        self.imported.emit()
        if report.problems or report.skipped:
            ImportReportDialog(report, self._window).open()

    def _tell(self, error: DossierError) -> None:
        show_error(error, self._window)
