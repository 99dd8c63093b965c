"""Each page is made when first shown, has a key, and its commands are known by name."""

from __future__ import annotations

from collections import Counter

from dossier.gui.commands import EVERYWHERE
from dossier.gui.main_window import MainWindow
from dossier.gui.pages import PAGES
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


def test_only_the_first_page_is_made_at_the_start(window: MainWindow) -> None:
    assert [name for name, _page in window.pages.alive()] == [PAGES[0].name]


def test_alt_and_a_digit_shows_each_page(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitExposed(window):
        window.activateWindow()
    for number, kind in list(enumerate(PAGES, start=1))[::-1]:
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.AltModifier)
        assert window.pages.current_name == kind.name
        assert window.places.currentItem().text() == kind.name
        idle(qtbot, window)


def test_no_key_means_two_things_in_one_place(qtbot: QtBot, window: MainWindow) -> None:
    for kind in PAGES:
        window.go_to(kind.name)
        idle(qtbot, window)
    for kind in PAGES:
        entries = [one for one in window.commands.of(EVERYWHERE, kind.name) if one.command.on is None]
        keys = Counter(key for entry in entries for key in entry.command.keys.split(" ") if key)
        assert [key for key, times in keys.items() if times > 1] == []
        names = Counter(entry.command.name for entry in entries)
        assert [name for name, times in names.items() if times > 1] == []


def test_commands_of_a_closed_case_are_forgotten(qtbot: QtBot, window: MainWindow) -> None:
    assert [entry for entry in window.commands.all() if entry.place != EVERYWHERE]
    idle(qtbot, window)
    window.close_case()
    assert {entry.place for entry in window.commands.all()} == {EVERYWHERE}
    assert not window.commands.get("Import files…").possible
