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


def test_the_window_fits_a_full_hd_screen_at_two_hundred_per_cent(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.case is not None
    import_texts(qtbot, window, tmp_path / "texts", {"one.txt": ENGLISH})
    window.open_document(window.case.library.all()[0].id)
    window.go_to("Dossiers")
    window.open_dossier_of(window.case.find_actor("Islamic State"))
    idle(qtbot, window)
    assert window.minimumSizeHint().width() <= 940
    assert window.minimumSizeHint().height() <= 500
    window.resize(940, 500)
    page = window.dossiers_page
    qtbot.waitUntil(lambda: page.width() >= page.minimumSizeHint().width())  # whole, and scrolled to
    window.resize(1280, 800)
    area = window.pages.parentWidget()
    qtbot.waitUntil(lambda: page.width() == area.width())
    assert page.height() == area.height()


def test_beside_the_reader_every_page_is_whole_on_a_small_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.case is not None
    import_texts(qtbot, window, tmp_path / "texts", {"one.txt": ENGLISH})
    actor = window.case.find_actor("Islamic State")
    window.resize(1280, 800)
    window.split.setSizes([136, 1144, 0])
    window.open_document(window.case.library.all()[0].id)
    for name in ("Documents", "Actors", "Dossiers", "Sources", "Timeline", "Graph", "Claims", "Checks"):
        window.go_to(name)
        if name == "Dossiers":
            window.open_dossier_of(actor)
        idle(qtbot, window)
    window.reader_place.hide()
    window.open_document(window.case.library.all()[0].id)
    area = window.pages.parentWidget()
    for name in ("Documents", "Actors", "Dossiers", "Sources", "Timeline", "Graph", "Claims", "Checks"):
        window.go_to(name)
        idle(qtbot, window)
        assert window.pages.currentWidget().width() <= area.width(), name
    window.split.setSizes([136, 544, 600])  # dragged so: narrow pages stay whole, whatever the widest needs
    window.go_to("Sources")
    qtbot.waitUntil(lambda: window.pages.width() == area.width())
