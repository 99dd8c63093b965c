"""Act on the window like a person, and wait like one."""

from __future__ import annotations

from pathlib import Path

from dossier.gui.main_window import MainWindow
from pytestqt.qtbot import QtBot

SLOW = 60_000
"""Milliseconds to wait at most; nothing is decided by time."""


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
