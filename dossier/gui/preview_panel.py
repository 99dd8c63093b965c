"""The dossier as its PDF will be, kept up to date beside the editor."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dossier.case import Case
from dossier.case.reporting import bundle_of, write
from dossier.domain.dossiers import DossierId
from dossier.errors import DossierError
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.job_runner import JobRunner
from dossier.gui.later import later
from dossier.jobs import Cancelled, ReportProgress

PAUSE = 900
"""Milliseconds after the last change until the PDF is made anew."""


class PreviewPanel(QWidget):
    """Only PDFs that the program has made itself are shown here."""

    close_wanted = Signal()
    shown = Signal()

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._dossier: DossierId | None = None
        self._busy = False
        self._again = False
        self._buffer: QBuffer | None = None
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("Preview of the PDF")
        self.state = QLabel()
        self.state.setProperty("role", "quiet")
        close = QPushButton("Close the preview")
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(close)
        self._empty = EmptyPanel("Nothing to preview", "The dossier has no statements yet.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self._wait = later(self, PAUSE, self._make)
        close.clicked.connect(self.close_wanted)

    def show_dossier(self, key: DossierId | None) -> None:
        """Preview this dossier from now on."""
        self._dossier = key
        self._make()

    def follow(self) -> None:
        """The dossier has changed: soon make the PDF anew."""
        if self.isVisible():
            self._wait.start()

    def _make(self) -> None:
        if self._dossier is None:
            self._stack.setCurrentIndex(1)
            return
        if self._busy:  # one at a time; the newest state counts
            self._again = True
            return
        self._busy, key, case = True, self._dossier, self._case
        self.state.setText("Updating…")

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> bytes:
            dossier = case.editor.get(key)
            if not any(section.statements for section in dossier.sections):
                return b""
            with tempfile.TemporaryDirectory(prefix="dossier-preview-") as folder:
                target = Path(folder) / "preview.pdf"
                write(bundle_of(case, dossier), target, None)
                return target.read_bytes()

        job = self._runner.run("Previewing", work, done=self._show, failed=self._fail)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._wait.start()

    def _show(self, data: bytes) -> None:
        self._stack.setCurrentIndex(0 if data else 1)
        if not data:
            self.state.setText("")
            return
        navigator = self.view.pageNavigator()
        page, place = navigator.currentPage(), navigator.currentLocation()
        scrolled = self.view.verticalScrollBar().value()
        former = self._buffer
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if former is not None:
            former.deleteLater()
        if page < self.document.pageCount():
            navigator.jump(page, place, navigator.currentZoom())
        self.view.verticalScrollBar().setValue(scrolled)
        count = self.document.pageCount()
        self.state.setText(f"As the PDF will be  ·  {count:,} pages" if count != 1 else "As the PDF will be")
        self.shown.emit()

    def _fail(self, error: DossierError) -> None:
        self.state.setText(error.sentence)
