"""Two suggested names that may be one stand together in the inbox, and one decision handles both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dossier.domain.actors import ActorStatus
from dossier.gui.main_window import MainWindow
from dossier.gui.twins_dialog import TwinsDialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

TEXTS = {
    "one.txt": "First\n\n3 May 2024\n\nBrigadier Zayn Qorbani, a spokesperson of the Falcon Brigade, denied it.\n",
    "two.txt": "Second\n\n4 May 2024\n\nBrigadier Zayn Qorbani spoke. Dr Samir Haddad, the committee's chairman, resigned.\n",
    "three.txt": "Third\n\n5 May 2024\n\nBrigadier Zain Qurbani told reporters that he knew nothing of it.\n",
}


@pytest.fixture
def inbox(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """The suggestions, with the keyboard in their list."""
    import_texts(qtbot, window, tmp_path / "texts", TEXTS)
    window.go_to("Actors")
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    page = window.actors_page
    qtbot.mouseClick(page._new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.hasFocus() and page.list.currentRow() == 0, timeout=SLOW)
    idle(qtbot, window)
    return window


def lines(window: MainWindow) -> list[list[str]]:
    shown = window.actors_page.list
    return [shown.item(row).text().splitlines() for row in range(shown.count())]


def asked(qtbot: QtBot, window: MainWindow) -> TwinsDialog:
    page = window.actors_page
    row = next(row for row, line in enumerate(lines(window)) if line[0] == "Zayn Qorbani")
    page.list.setCurrentRow(row)
    idle(qtbot, window)
    qtbot.keyClick(page.list, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(TwinsDialog)), timeout=SLOW)
    return next(one for one in window.findChildren(TwinsDialog) if one.isVisible())


def undo(qtbot: QtBot, window: MainWindow) -> None:
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    window.actors_page.list.setFocus()
    qtbot.keyClick(window.actors_page.list, Qt.Key.Key_U)
    idle(qtbot, window)


def test_names_that_may_be_one_are_listed_together_and_made_one(qtbot: QtBot, inbox: MainWindow) -> None:
    assert inbox.case is not None
    case, before = inbox.case, lines(inbox)
    names = [line[0] for line in before]
    assert names.index("Zain Qurbani") == names.index("Zayn Qorbani") + 1
    told = before[names.index("Zain Qurbani")][-1]
    assert re.fullmatch("≈ [01]\\.\\d\\d \u2068Zayn Qorbani\u2069", told)
    assert len(before[names.index("Samir Haddad")]) == 2
    dialog = asked(qtbot, inbox)
    assert "May be one with another suggestion" in [
        label.text() for label in inbox.actors_page.page.findChildren(QLabel)
    ]
    assert len(dialog.ticked()) == 2
    assert "score" in dialog.list.item(1).text()
    dialog.list.setCurrentRow(1)
    assert "knew nothing of it" in dialog.passages.text()
    dialog.name.setCurrentText("Zain Qurbani")
    dialog.why.setText("Same rank and time")
    dialog.join()
    idle(qtbot, inbox)
    actor = case.catalog.get(case.find_actor("Zayn Qorbani"))
    assert (actor.name, actor.status) == ("Zain Qurbani", ActorStatus.CONFIRMED)
    assert len(case.catalog.documents(actor.id)) == 3
    assert not {"Zayn Qorbani", "Zain Qurbani"} & {line[0] for line in lines(inbox)}
    undo(qtbot, inbox)
    assert lines(inbox) == before


def test_one_decision_rejects_both(qtbot: QtBot, inbox: MainWindow) -> None:
    assert inbox.case is not None
    before = lines(inbox)
    dialog = asked(qtbot, inbox)
    dialog.none.click()
    idle(qtbot, inbox)
    assert not {"Zayn Qorbani", "Zain Qurbani"} & {line[0] for line in lines(inbox)}
    undo(qtbot, inbox)
    assert lines(inbox) == before
    dialog = asked(qtbot, inbox)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.one.isEnabled()  # one name alone is decided in the list
    dialog.reject()


def test_a_name_without_its_like_says_so(qtbot: QtBot, inbox: MainWindow) -> None:
    page = inbox.actors_page
    row = next(row for row, line in enumerate(lines(inbox)) if line[0] == "Samir Haddad")
    page.list.setCurrentRow(row)
    idle(qtbot, inbox)
    qtbot.keyClick(page.list, Qt.Key.Key_B)
    assert "No other suggestion" in inbox.jobs.label.text()
