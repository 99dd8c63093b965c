"""Search many queries from a file: counts for each, the mistakes in words, and a file with all results."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.corpus.batch import BatchResult, read_queries, search_all, write_results
from dossier.corpus.finding import Finder
from dossier.errors import DossierError
from dossier.gui.job_runner import Job, JobRunner
from dossier.gui.text_view import plain_tip
from dossier.jobs import Cancelled, Progress, ReportProgress
from dossier.text.normalize import visible

HITS = 100
"""Hits of each query that go into the file of results."""


class BatchDialog(QDialog):
    """Emits `query_chosen` when a query of the list is to be looked at in the window."""

    query_chosen = Signal(str)

    def __init__(self, finder: Finder, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Search many queries")
        self.resize(720, 480)
        self._finder = finder
        self._runner = runner
        self._job: Job | None = None
        self._results: list[BatchResult] = []
        self.about = QLabel(
            "A text file with one query in each line, or with an id, a tab and a query; or a CSV of ids and queries."
        )
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels(["Id", "Query", "Found"])
        self.table.setAccessibleName("Queries and how many hits each has")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(2, 240)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress")
        self.bar.hide()
        self.choose = QPushButton("Choose a file…")
        self.choose.setProperty("role", "primary")
        self.save = QPushButton("Save the results…")
        self.save.setEnabled(False)
        self.done_button = QPushButton("Close")
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.bar, 1)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(self.done_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.about)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.choose.clicked.connect(self._choose)
        self.save.clicked.connect(self._save)
        self.done_button.clicked.connect(self.reject)
        self.table.itemActivated.connect(lambda item: self._look(item.row()))

    def search_file(self, path: Path) -> None:
        """Search all queries of a file."""

        def work(progress: ReportProgress, cancelled: Cancelled) -> list[BatchResult]:
            return search_all(self._finder, read_queries(path), limit=HITS)(progress, cancelled)

        self.choose.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._job = self._runner.run("Searching many queries", work, done=self._show, failed=self._fail)
        self._job.progressed.connect(self._progress)
        self._job.ended.connect(self._ended)

    def save_to(self, path: Path) -> None:
        """Write the results into a file; its ending says the form."""
        results = self._results

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> None:
            write_results(results, path)

        self._runner.run("Writing results", work, done=lambda _: self.about.setText(f"Written to {path.name}."),
                         failed=self._fail)  # fmt: skip

    def reject(self) -> None:
        """Close; a search that is under way stops."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    # -- inside

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "A file of queries", "", "Queries (*.tsv *.csv *.txt);;All files (*)"
        )
        if name:
            self.search_file(Path(name))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the results", "results.csv", "Table (*.csv);;JSON (*.json)"
        )
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(".csv"))

    def _show(self, results: list[BatchResult]) -> None:
        self._results = results
        self.table.setRowCount(len(results))
        for row, one in enumerate(results):
            found = f"{one.answer.total:,}" if one.answer else f"✗ {one.error}"
            for column, words in enumerate((one.asked.id, one.asked.query, found)):
                item = QTableWidgetItem(visible(words)[:500])
                item.setToolTip(plain_tip(visible(words)[:500]))
                self.table.setItem(row, column, item)
        self.table.resizeColumnToContents(0)
        bad = sum(one.answer is None for one in results)
        self.about.setText(
            f"{len(results):,} queries searched"
            + (f", {bad:,} could not be read" if bad else "")
            + ". Enter on a line looks at its hits."
        )
        self.save.setEnabled(bool(results))
        if results:
            self.table.setFocus()
            self.table.setCurrentCell(0, 1)

    def _look(self, row: int) -> None:
        self.query_chosen.emit(self._results[row].asked.query)
        self.reject()

    def _progress(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _fail(self, error: DossierError) -> None:
        self.about.setText(visible(str(error)))

    def _ended(self, _job: Job) -> None:
        self._job = None
        self.bar.hide()
        self.choose.setEnabled(True)
