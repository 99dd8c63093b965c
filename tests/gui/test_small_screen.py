"""The window fits a small screen, with every page and a long dossier open."""

from __future__ import annotations

from pathlib import Path

from dossier.gui.main_window import MainWindow
from pytestqt.qtbot import QtBot

from tests.gui.conftest import ENGLISH
from tests.helpers.windows import idle, import_texts

SMALL = 1240
"""Pixels: a screen of 1280 without frames."""


def test_no_page_makes_the_window_wider_than_a_small_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.case is not None
    import_texts(qtbot, window, tmp_path / "texts", {"one.txt": ENGLISH})
    actor = window.case.find_actor("Islamic State")
    for name in ("Documents", "Actors", "Dossiers", "Sources", "Timeline", "Graph", "Claims", "Checks"):
        window.go_to(name)
        if name == "Dossiers":
            window.open_dossier_of(actor)
        idle(qtbot, window)
        assert window.minimumSizeHint().width() <= SMALL, name
