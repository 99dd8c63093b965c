"""Start the window on a case, or on the welcome screen."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from dossier import __version__, log
from dossier.gui import theme
from dossier.gui.error_dialog import catch_everything
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
    return app


def open_window(case: Path | None) -> int:
    """Show the window until it is closed; returns the exit status.

    Without a case, the last one is opened if it is still there.
    """
    from dossier.gui.main_window import MainWindow

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
    if case is not None:
        window.open_case(case)
    if os.environ.get("DOSSIER_SELFTEST"):
        _close_when_shown(window)
    status = app.exec()
    _LOG.info("window closed")
    return status


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
