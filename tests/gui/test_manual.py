"""The manual opens at the right page, names every command with its key, and loads nothing from outside."""

from __future__ import annotations

import re

import pytest
from dossier.cli import app
from dossier.gui.main_window import MainWindow
from dossier.gui.manual_view import PAGES_OF, ManualView, page_text, pages
from dossier.gui.pages import PAGES
from dossier.paths import resource
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


def opened(qtbot: QtBot, window: MainWindow) -> ManualView:
    for former in window.findChildren(ManualView):
        former.close()
    window.activateWindow()
    qtbot.waitUntil(lambda: not window.findChildren(ManualView) and window.isActiveWindow())
    qtbot.keyClick(window, Qt.Key.Key_F1)
    manual = window.findChild(ManualView)
    assert manual is not None
    idle(qtbot, window)
    return manual


def test_there_are_eleven_pages_each_with_a_heading() -> None:
    assert len(pages()) == 11
    assert all(page_text(name).startswith("# ") for name in pages())


def test_f1_opens_the_page_for_what_one_does(qtbot: QtBot, full: MainWindow) -> None:
    for kind in PAGES:
        full.go_to(kind.name)
        full.places.setFocus()
        idle(qtbot, full)
        manual = opened(qtbot, full)
        item = manual.list.currentItem()
        assert kind.name in PAGES_OF, "name the page of the manual in gui/manual_view.py"
        assert item.data(Qt.ItemDataRole.UserRole) == PAGES_OF[kind.name]
    full.reader.view.setFocus()
    manual = opened(qtbot, full)
    assert manual.list.currentItem().data(Qt.ItemDataRole.UserRole) == "4-reading"


def test_every_command_and_key_is_in_it(qtbot: QtBot, window: MainWindow) -> None:
    manual = opened(qtbot, window)
    manual.show_page("10-keys")
    shown = manual.browser.toPlainText()
    assert len(window.commands.all()) > 30
    for entry in window.commands.all():
        assert entry.command.name in shown
        assert entry.keys in shown


def test_every_command_of_the_command_line_is_in_it() -> None:
    text = page_text("10-keys")
    names = [info.name or info.callback.__name__ for info in app.registered_commands if info.callback]
    assert len(names) > 8
    assert [name for name in names if f"dossier {name}" not in text] == []


def test_keys_that_a_page_names_exist(qtbot: QtBot, window: MainWindow) -> None:
    while window.pages.make_next():
        pass
    idle(qtbot, window)
    known = {key for entry in window.commands.all() for key in entry.command.keys.split(" ")}
    pattern = r"(?:Ctrl|Alt|Shift)\+(?:(?:Shift|Alt)\+)?(?:[A-Z][A-Za-z0-9]*|[0-9,])"
    for name in pages():
        named = set(re.findall(pattern, page_text(name)))
        assert (name, named - known - {"Shift+Tab"}) == (name, set())


@pytest.mark.parametrize("name", pages())
def test_pictures_and_links_lead_somewhere(name: str) -> None:
    folder = resource("resources/manual")
    for target in re.findall(r"\]\(([^)]+)\)", page_text(name)):
        assert (folder / target).is_file(), target


def test_only_pictures_of_the_manual_are_loaded(qtbot: QtBot, window: MainWindow) -> None:
    manual = opened(qtbot, window)
    kind = QTextDocument.ResourceType.ImageResource.value
    assert isinstance(manual.browser.loadResource(kind, QUrl("pictures/search.png")), QImage)
    for address in (
        "file:///etc/passwd", "https://example.org/a.png", "pictures/../../icons/add.svg", "/etc/passwd",
    ):  # fmt: skip
        assert manual.browser.loadResource(kind, QUrl(address)) is None
    manual.browser.anchorClicked.emit(QUrl("https://example.org/"))
    manual.browser.anchorClicked.emit(QUrl("3-search.md"))
    assert manual.list.currentItem().data(Qt.ItemDataRole.UserRole) == "3-search"
