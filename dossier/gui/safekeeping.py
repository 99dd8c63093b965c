"""Back up a case, restore one, give or change a passphrase or take it off: the questions, and the jobs that follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dossier import log, paths
from dossier.case import Case, restoring
from dossier.case.protecting import check_passphrase, protecting, unprotecting
from dossier.errors import DossierError
from dossier.gui.change_passphrase_dialog import ChangePassphraseDialog
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import Job, JobRunner, Lane
from dossier.gui.protect_dialog import ProtectDialog

_LOG = log.logger("gui")
_FILES = "Backups (*.zip);;All files (*)"


class Safekeeping(QObject):
    """What keeps a case from being lost or read by others."""

    said = Signal(str)
    closing = Signal()
    """The open case is to be closed now."""
    restored = Signal(object)  # Path of a case to open

    def __init__(self, runner: JobRunner, case: Callable[[], Case | None], window: QWidget) -> None:
        super().__init__(window)
        self._runner, self._case, self._window = runner, case, window
        self._folder = Path(QDir.homePath())

    def back_up(self) -> None:
        """Ask for a file and write the open case into it."""
        case = self._case()
        if case is None:
            return
        suggestion = self._folder / f"{case.name}-{date.today():%Y-%m-%d}.zip"  # noqa: DTZ011 - the user's own day
        name, _ = QFileDialog.getSaveFileName(self._window, "Back up the case", str(suggestion), _FILES)
        if name:
            path = Path(name)
            self.back_up_into(path if path.suffix else path.with_name(f"{path.name}.zip"))

    def back_up_into(self, target: Path) -> Job | None:
        """Write the open case into a file; returns the job, if there is a case."""
        case = self._case()
        if case is None:
            return None
        self._folder = target.parent
        sealed = " It opens with the passphrase that the case has now." if case.keys else ""

        def done(count: int) -> None:
            self.said.emit(f"Backed up the database and {count:,} originals into {target.name}.{sealed}")

        label = f"Backing up into {target.name}"
        return self._runner.run(label, case.backing_up(target), lane=Lane.WRITE, done=done, failed=self._tell)

    def restore(self) -> None:
        """Ask for a backup and for the name of a new case, and restore it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Restore a backup: which file?", str(self._folder), _FILES
        )
        if not name:
            return
        suggestion = str(paths.user_data() / f"{Path(name).stem.removesuffix('.case')}.case")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Restore a backup: name of the new case", suggestion, "Cases (*.case)"
        )
        if chosen:
            path = Path(chosen)
            self.restore_as(
                Path(name), path if path.suffix == ".case" else path.with_name(f"{path.name}.case")
            )

    def restore_as(self, source: Path, target: Path) -> Job:
        """Restore a backup into a new folder and open it; returns the job."""
        self._folder = source.parent

        def done(count: int) -> None:
            self.said.emit(f"Restored {count:,} documents into {target.name}.")
            self.restored.emit(target)

        return self._runner.run(
            f"Restoring {source.name}", restoring(source, target), done=done, failed=self._tell
        )

    def change_passphrase(self) -> None:
        """Ask for the present passphrase and a new one."""
        case = self._case()
        if case is not None and case.keys is not None:
            dialog = ChangePassphraseDialog(case, self._runner, self._window)
            dialog.changed.connect(
                lambda: self.said.emit("The case has a new passphrase. Older backups keep the old one.")
            )
            dialog.open()

    def protect(self) -> None:
        """Ask for a passphrase and encrypt the open case with it."""
        self._ask_to_convert(protect=True)

    def unprotect(self) -> None:
        """Ask for the passphrase of the open case and write it openly."""
        self._ask_to_convert(protect=False)

    def _ask_to_convert(self, *, protect: bool) -> None:
        case = self._case()
        if case is not None and not case.read_only and (case.keys is None) == protect:
            dialog = ProtectDialog(case.name, self._window, protect=protect)
            dialog.chosen.connect(lambda passphrase: self.convert(case, passphrase, protect=protect))
            dialog.open()

    def convert(self, case: Case, passphrase: str, *, protect: bool) -> None:
        """Close the case, write it anew, and open what there is then; a wrong passphrase is told before."""

        def begin(_nothing: object = None) -> None:
            if self._case() is case:  # still open
                self.closing.emit()
                self._convert_closed(case.path, passphrase, protect=protect)

        if protect:
            begin()
            return
        check = check_passphrase(case.path, passphrase)
        self._runner.run("Checking the passphrase", check, done=begin, failed=self._tell)

    def _convert_closed(self, path: Path, passphrase: str, *, protect: bool) -> None:
        name = path.name.removesuffix(".case")
        label = f"Encrypting {name}" if protect else f"Writing {name} openly"
        work = protecting(path, passphrase) if protect else unprotecting(path, passphrase)

        def done(left_out: int) -> None:
            words = "The case is encrypted." if protect else "The case lies open; its passphrase is gone."
            if left_out:
                words += f" Damaged automatic copies that were left out: {left_out}."
            self.said.emit(words)

        def ended(_job: Job) -> None:
            if self._window.isVisible():
                self.restored.emit(path)

        self._runner.run(label, work, lane=Lane.WRITE, done=done, failed=self._tell).ended.connect(ended)

    def _tell(self, error: DossierError) -> None:
        _LOG.info("refused: %s", log.describe(error))
        show_error(error, self._window)
