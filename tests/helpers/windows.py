"""Act on the window like a person, and wait like one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.case import create_case
from dossier.gui.main_window import MainWindow
from dossier.gui.run import make_application
from pytestqt.qtbot import QtBot

SLOW = 60_000
"""Milliseconds to wait at most; nothing is decided by time."""


@contextmanager
def window_on_new_case(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """A window in front, on an empty case made at `folder`; closed afterwards."""
    make_application()
    create_case(folder).close()
    window = MainWindow()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_case(folder)
    idle(qtbot, window)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


def idle(qtbot: QtBot, window: MainWindow) -> None:
    """Until no job runs any more."""
    qtbot.waitUntil(lambda: not window.runner.running(), timeout=SLOW)


def import_texts(qtbot: QtBot, window: MainWindow, folder: Path, texts: dict[str, str]) -> None:
    """Write these files and import them as a person would: by dropping their folder."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    window.import_paths([folder])
    idle(qtbot, window)
