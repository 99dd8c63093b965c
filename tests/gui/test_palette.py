"""The palette finds commands, pages, actors and cases by a few letters; `?` lists the keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.gui.keys_dialog import KeysDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.pages import PAGES
from dossier.gui.palette_dialog import PaletteDialog, rank
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle, import_texts


def test_letters_that_begin_words_come_before_letters_inside() -> None:
    assert (rank("exp", "Export the dossier…") or 0) > (rank("exp", "An unexpected thing") or 0)


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("dos exp", "Export the dossier…"),
        ("ifl", "Import files…"),
        ("dosier", "Export the dossier…"),
        ("الدوله", "الدولة الإسلامية"),
        ("", "anything"),
    ],
)
def test_typed_letters_fit(letters: str, name: str) -> None:
    assert rank(letters, name) is not None


@pytest.mark.parametrize(("letters", "name"), [("xyz", "Import files…"), ("import zebra", "Import files…")])
def test_other_letters_do_not_fit(letters: str, name: str) -> None:
    assert rank(letters, name) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_ranked(letters: str, name: str) -> None:
    score = rank(letters, name)
    assert score is None or score > -1


def palette(qtbot: QtBot, window: MainWindow) -> PaletteDialog:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PaletteDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dict(window.pages.alive())) == len(PAGES))
    idle(qtbot, window)
    return dialog


def test_every_command_is_found_by_its_name_and_a_page_opens(qtbot: QtBot, window: MainWindow) -> None:
    dialog = palette(qtbot, window)
    for entry in window.commands.all():
        if entry.possible:
            dialog.field.setText(entry.command.name)
            found = [dialog.list.item(row).text() for row in range(dialog.list.count())]
            assert entry.command.name in found
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "actors")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.current_name == "Actors")
    idle(qtbot, window)


def test_an_actor_is_found_by_any_name(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    import_texts(qtbot, window, tmp_path / "files", {"a.txt": "The Islamic State (ISIS) claimed it."})
    dialog = palette(qtbot, window)
    dialog.field.setText("داعش")  # QTest types Latin letters only
    qtbot.waitUntil(lambda: dialog.list.count() > 0 and not window.runner.running())
    assert dialog.list.item(0).text() == "Islamic State"
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.current_name == "Actors")
    idle(qtbot, window)


def test_a_question_mark_lists_the_keys_of_this_page_first(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to("Documents")
    idle(qtbot, window)
    window.documents_page.filter.setFocus()
    qtbot.keyClick(window.documents_page.filter, "?")
    assert window.documents_page.filter.text() == "?"  # typed, not taken for the command
    window.documents_page.filter.clear()
    window.places.setFocus()
    qtbot.keyClick(window.places, "?")
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    tree = dialog.findChild(QTreeWidget)
    assert tree is not None
    heads = [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]  # type: ignore[union-attr]
    assert heads[0] == "Documents"
    assert heads[-1] == "Everywhere"
    idle(qtbot, window)
