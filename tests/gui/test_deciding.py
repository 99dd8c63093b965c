"""Suggestions decided by one key each, and known actors safe from these keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.domain.actors import ActorStatus
from dossier.gui.main_window import MainWindow
from dossier.gui.pick_actor_dialog import PickActorDialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.conftest import ENGLISH
from tests.helpers.windows import SLOW, idle, import_texts


@pytest.fixture
def two(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A case with known actors and suggestions, on the page of actors."""
    import_texts(qtbot, window, tmp_path / "texts", {"one.txt": ENGLISH})
    window.go_to("Actors")
    idle(qtbot, window)
    return window


def _shown(window: MainWindow) -> list[str]:
    names = window.actors_page.list
    return [names.item(row).text().splitlines()[0] for row in range(names.count())]


def test_a_stray_letter_does_not_reject_a_known_actor(qtbot: QtBot, two: MainWindow) -> None:
    assert two.case is not None
    page = two.actors_page
    key = two.case.find_actor("Islamic State")
    page.open_actor(key)
    idle(qtbot, two)
    for letter in (Qt.Key.Key_X, Qt.Key.Key_A):
        qtbot.keyClick(page.list, letter)
        idle(qtbot, two)
    page.reject()
    idle(qtbot, two)
    assert two.case.catalog.get(key).status is ActorStatus.CONFIRMED
    assert "Islamic State" in _shown(two)
    assert "Only a suggested actor" in two.jobs.label.text()
    assert not page.findChildren(PickActorDialog)


def test_the_last_decision_is_taken_back_when_no_suggestion_is_left(qtbot: QtBot, two: MainWindow) -> None:
    page = two.actors_page
    qtbot.mouseClick(page._new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.hasFocus() and page.list.currentRow() == 0, timeout=SLOW)
    waiting = _shown(two)
    for left in reversed(range(len(waiting))):
        qtbot.keyClick(two.focusWidget(), Qt.Key.Key_X)
        qtbot.waitUntil(lambda left=left: page.list.count() == left, timeout=SLOW)
        idle(qtbot, two)
    assert page._right.currentWidget() is page._empty  # no decided name stands there as if it waited
    last = two.focusWidget()
    assert last is page._new
    qtbot.keyClick(last, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=SLOW)
    idle(qtbot, two)
    assert two.jobs.label.text() == "The last decision on actors was taken back."
    assert two.focusWidget() is page.list


def test_an_arabic_name_leaves_the_question_in_its_order(qtbot: QtBot, two: MainWindow) -> None:
    assert two.case is not None
    page = two.actors_page
    qtbot.mouseClick(page._new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.hasFocus() and page.list.currentRow() == 0, timeout=SLOW)
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    [dialog] = page.findChildren(PickActorDialog)
    words = dialog.findChildren(QLabel)[0]
    name = page.list.currentItem().text().splitlines()[0]
    assert words.text() == f"“\u2068{name}\u2069” is another name of:"
    dialog.reject()
