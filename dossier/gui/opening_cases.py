"""Ask which case to open or make, and open it in the background; trouble is told and leaves the present one open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dossier import log, paths
from dossier.case import Case, create_case, has_passphrase, open_case
from dossier.errors import DossierError
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.passphrase_dialog import PassphraseDialog
from dossier.jobs import Cancelled, ReportProgress

_LOG = log.logger("gui")


def case_among(files: Sequence[Path]) -> Path | None:
    """The first case among what was dropped: its folder, or the database in it; None when there is none."""
    folders = (path.parent if path.name == "case.db" else path for path in files)
    return next((folder for folder in folders if (folder / "case.db").is_file()), None)


class CaseOpening(QObject):
    """What leads to an open case. Of several wanted one after the other, the last is opened."""

    begun = Signal(str)
    """The name of the case that is being opened."""
    opened = Signal(object)  # Case
    failed = Signal()

    def __init__(self, runner: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._number = 0

    def new_case(self) -> None:
        """Ask for a name and make a case."""
        path = self._ask_name("New case")
        if path is not None:
            self.new_case_at(path)

    def new_case_at(self, path: Path) -> None:
        """Make a case in this folder and open it."""
        self._begin(path, lambda: create_case(path))

    def new_sealed_case(self) -> None:
        """Ask for a name and a passphrase, and make a case that is encrypted."""
        path = self._ask_name("New case with a passphrase")
        if path is not None:
            self.ask_passphrase(path, new=True)

    def choose_case(self) -> None:
        """Ask for a case and open it."""
        name = QFileDialog.getExistingDirectory(
            self._window, "Open a case (a folder that ends in .case)", str(paths.user_data())
        )
        if name:
            self.open_case(Path(name))

    def open_case(self, path: Path) -> None:
        """Open a case."""
        if has_passphrase(path):
            self.ask_passphrase(path)
        else:
            self._begin(path, lambda: open_case(path))

    def ask_passphrase(self, path: Path, *, new: bool = False) -> None:
        """Open a case with its passphrase, or make one with a new passphrase."""
        self._number += 1
        for former in self._window.findChildren(PassphraseDialog):
            former.reject()
        dialog = PassphraseDialog(path, self._runner, self._window, new=new)
        dialog.opened.connect(self.opened)
        dialog.open()

    def open_demo(self) -> None:
        """Build the demo case if need be, and open it."""
        from dossier.case import demo

        def work(progress: ReportProgress, _cancelled: Cancelled) -> Path:
            return demo.build(paths.user_data(), progress)

        self._runner.run(
            "Building the demo case", work, lane=Lane.WRITE, done=self.open_case, failed=self._tell
        )

    def nothing_more(self) -> None:
        """Whatever is being opened isn't wanted any more."""
        self._number += 1

    # -- inside

    def _ask_name(self, question: str) -> Path | None:
        suggestion = str(paths.user_data() / "New.case")
        name, _ = QFileDialog.getSaveFileName(self._window, question, suggestion, "Cases (*.case)")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix == ".case" else path.with_name(f"{path.name}.case")

    def _begin(self, path: Path, make: Callable[[], Case]) -> None:
        self._number += 1
        number = self._number
        self.begun.emit(path.name.removesuffix(".case"))

        def done(case: Case) -> None:
            if number == self._number:
                self.opened.emit(case)
            else:
                case.close()

        def work(_progress: ReportProgress, cancelled: Cancelled) -> Case:
            case = make()
            if cancelled:
                case.close()
            cancelled.check()
            return case

        def failed(error: DossierError) -> None:
            if number == self._number:
                self.failed.emit()
                self._tell(error)

        # Not behind the jobs that write: those of the case that is open now end when it is left.
        job = self._runner.run("Opening the case", work, done=done, failed=failed)
        job.cancelled.connect(lambda: self.failed.emit() if number == self._number else None)

    def _tell(self, error: DossierError) -> None:
        _LOG.info("refused: %s", log.describe(error))
        show_error(error, self._window)
