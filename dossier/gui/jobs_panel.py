"""The strip at the foot of the window: what is running, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from dossier.gui.job_runner import Job, JobRunner, Lane
from dossier.gui.later import later
from dossier.jobs import Progress


class JobsPanel(QWidget):
    """Shows the oldest running job that writes (or that takes long), the number of others, and Cancel."""

    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self._runner = runner
        self._job: Job | None = None
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(180)
        self.bar.setAccessibleName("Progress")
        self.stop = QPushButton("Cancel")
        self.stop.setAccessibleName("Cancel the running job")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 2)
        for widget in (self.label, self.bar, self.stop):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.stop.clicked.connect(self._cancel)
        runner.job_started.connect(self._started)
        runner.job_ended.connect(self._ended)
        self._said = later(self, 8000, self._silent)
        self._sentence = ""
        self._show(None)

    def say(self, sentence: str) -> None:
        """A sentence that stays for a few seconds."""
        self._sentence = sentence
        self.label.setText(sentence)
        self._said.start()

    def _silent(self) -> None:
        self._sentence = ""
        if self._job is None:
            self.label.setText("")

    def _started(self, job: Job) -> None:
        if job.lane is Lane.WRITE and self._job is None:
            self._show(job)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            waiting = [other for other in self._runner.running(Lane.WRITE) if other is not job]
            self._show(waiting[0] if waiting else None)

    def _show(self, job: Job | None) -> None:
        self._job = job
        for widget in (self.bar, self.stop):
            widget.setVisible(job is not None)
        if job is None:
            # What was said before a short job, such as an undo, stands again behind it.
            self.label.setText(self._sentence)
            return
        self.label.setText(job.label)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        job.progressed.connect(self._progress)

    def _progress(self, progress: Progress) -> None:
        if self._job is None or self.sender() is not self._job:
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.bar.setFormat(f"{progress.done:,} of {progress.total:,}")
        if progress.what:
            self.label.setText(progress.what)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.label.setText("Stopping; what is done stays.")
