"""Copy the open case's database every so often while it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from dossier import settings
from dossier.case import Case
from dossier.gui.job_runner import JobRunner, Lane


class BackingUp(QObject):
    """One copy each time that the settings' minutes have passed and something was written."""

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._case: Case | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._back_up)

    def begin(self, case: Case | None) -> None:
        """From now on copy this case, as often as the settings say now; None ends it."""
        self._case = case
        minutes = settings.load_settings().backup_minutes
        if minutes and case is not None and not case.read_only:
            self._clock.start(minutes * 60_000)
        else:
            self._clock.stop()

    def _back_up(self) -> None:
        if self._case is not None and self._case.changed_since_backup():
            self._runner.run("Backing up", self._case.back_up_quietly, lane=Lane.WRITE)
