"""Places and names chosen by name, source or document go to an actor of their own, and come back whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dossier.domain.actors import ActorId, ActorRole
from dossier.gui.main_window import MainWindow
from dossier.gui.split_dialog import SplitDialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXTS = {
    "one.txt": "In the north\n\n3 May 2024\n\nAbu Lantern spoke in the north. Abu Lantern left. Lantern Senior stayed.\n",
    "two.txt": "In the south\n\n4 May 2024\n\nAbu Lantern was seen in the south, it was said.\n",
}


@pytest.fixture
def actor(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ActorId:
    """Somebody named in two documents, with his page open."""
    assert window.case is not None
    decisions = window.case.decisions
    key = decisions.add_actor("Abu Lantern", ActorRole.PERSON)
    decisions.add_alias(key, "Lantern Senior")
    import_texts(qtbot, window, tmp_path / "texts", TEXTS)
    window.open_actor(key)
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    window.actors_page.list.setFocus()
    return key


def state(window: MainWindow, *keys: ActorId) -> Any:
    """Everything that is known of all actors in this case, and every place."""
    assert window.case is not None
    case = window.case
    places = [
        sorted(
            (one.document_id, one.start, one.surface, str(one.status))
            for one in case.mention_store.of_actor(key)
        )
        for key in keys
    ]
    return [(entry.actor, entry.documents) for entry in case.catalog.in_case()], places


def asked(qtbot: QtBot, window: MainWindow) -> SplitDialog:
    qtbot.keyClick(window.actors_page.list, Qt.Key.Key_S, CTRL | SHIFT)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(SplitDialog)), timeout=SLOW)
    return next(one for one in window.findChildren(SplitDialog) if one.isVisible())


def group(dialog: SplitDialog, words: str) -> QTreeWidgetItem:
    items = [dialog.tree.topLevelItem(number) for number in range(dialog.tree.topLevelItemCount())]
    return next(item for item in items if item is not None and words in item.text(0))


def test_a_document_s_places_become_another_actor_and_come_back(
    qtbot: QtBot, window: MainWindow, actor: ActorId
) -> None:
    assert window.case is not None
    case, before = window.case, state(window, actor)
    dialog = asked(qtbot, window)
    dialog.save()
    assert "Tick the places" in dialog.trouble.text()
    dialog.by.setCurrentText("by document")
    group(dialog, "In the south").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.told.text() == "1 of 4 go to the new actor"
    dialog.save()
    assert "called" in dialog.trouble.text()
    qtbot.keyClicks(dialog.name, "Lantern of the South")
    dialog.save()
    idle(qtbot, window)
    new = case.find_actor("Lantern of the South")
    assert [(entry.file, entry.mentions) for entry in case.catalog.documents(new)] == [("two.txt", 1)]
    assert [(entry.file, entry.mentions) for entry in case.catalog.documents(actor)] == [("one.txt", 3)]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    window.actors_page.list.setFocus()
    qtbot.keyClick(window.actors_page.list, Qt.Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert state(window, actor) == before


def test_a_name_goes_along_when_all_its_places_do(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    assert window.case is not None
    case, before = window.case, state(window, actor)
    dialog = asked(qtbot, window)
    group(dialog, "Lantern Senior").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.names.item(0).checkState() is Qt.CheckState.Checked
    assert dialog.name.text() == "Lantern Senior"
    first = group(dialog, "Abu Lantern")
    first.setExpanded(True)
    assert first.childCount() == 3
    child = first.child(0)
    assert child is not None
    child.setCheckState(0, Qt.CheckState.Checked)
    assert first.checkState(0) is Qt.CheckState.PartiallyChecked
    child.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.by.setCurrentText("by source")  # what is ticked stays so in every order
    assert group(dialog, "Source unknown").checkState(0) is Qt.CheckState.PartiallyChecked
    dialog.save()
    idle(qtbot, window)
    senior = case.find_actor("Lantern Senior")
    assert senior != actor
    assert [(entry.file, entry.mentions) for entry in case.catalog.documents(senior)] == [("one.txt", 1)]
    assert "Lantern Senior" not in [alias.value for alias in case.catalog.get(actor).aliases]
    window.actors_page.undo_last()
    idle(qtbot, window)
    assert state(window, actor) == before
