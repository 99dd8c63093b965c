"""Start the window on a case, or on the welcome screen."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from dossier import __version__, log
from dossier.case import opened_by
from dossier.errors import DossierError
from dossier.gui import theme
from dossier.gui.error_dialog import catch_everything, show_error
from dossier.gui.garbage import collect_here
from dossier.gui.main_window import MainWindow
from dossier.settings import load_settings

_LOG = log.logger("gui")


def make_application() -> QApplication:
    """The one QApplication, named and dressed."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("dossier")
    app.setApplicationDisplayName("Dossier")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dossier")
    settings = load_settings()
    theme.apply_theme(app, settings.theme, settings.text_size)
    app.setWindowIcon(theme.application_icon())
    collect_here(app)
    return app


def open_window(case: Path | None) -> int:
    """Show the window until it is closed; returns the exit status.

    Without a case, the last one is opened if it is still there.
    """
    app = make_application()
    catch_everything()
    window = MainWindow()
    window.show()
    # Python gets a chance to see Ctrl+C in the terminal only when it runs; Qt's loop alone never lets it.
    signal.signal(signal.SIGINT, lambda *_: window.close())
    pulse = QTimer()
    pulse.start(500)
    pulse.timeout.connect(lambda: None)
    if case is None:
        recent = [Path(entry) for entry in load_settings().recent_cases]
        case = next((entry for entry in recent[:1] if (entry / "case.db").is_file()), None)
    opener = _Opener(window)
    if sys.platform == "darwin":  # elsewhere files come as arguments; a filter in Python sees every event
        app.installEventFilter(opener)
    if case is not None:
        opener.open(case)
    if os.environ.get("DOSSIER_SELFTEST"):
        _close_when_shown(window)
    gc.freeze()  # modules and classes stay as long as the program does: looking through them takes 0.1 s
    status = app.exec()
    _LOG.info("window closed")
    return status


class _Opener(QObject):
    """Opens what a file manager hands over: a case, or the database in it. macOS does so by an event, at any time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def open(self, path: Path) -> None:
        """Open the case; trouble is told in a dialog."""
        try:
            self._window.open_case(opened_by(path))
        except DossierError as error:
            _LOG.info("refused: %s", log.describe(error))
            show_error(error, self._window)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the events that name a file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.open(Path(event.file()))
            return True
        return False


def _close_when_shown(window: QWidget) -> None:
    """For the selftest, which starts the program as a process of its own: say that the window is up, and end."""

    def look() -> None:
        handle = window.windowHandle()
        if handle.isExposed():
            watch.stop()
            sys.stdout.write("window shown\n")
            sys.stdout.flush()
            window.close()

    watch = QTimer(window)
    watch.timeout.connect(look)
    watch.start(10)
