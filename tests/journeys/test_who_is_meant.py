"""Know who is meant, by keys alone: read, confirm, teach an Arabic name, deny, note an event, rename, split, reopen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from dossier.domain.actors import ActorStatus
from dossier.domain.dates import PartialDate
from dossier.gui.actor_dialog import RenameDialog
from dossier.gui.event_dialog import EventDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.meant_dialog import MeantDialog
from dossier.gui.split_dialog import SplitDialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts, window_on_new_case

Kind = TypeVar("Kind", bound=QDialog)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
TEXTS = {
    "english.txt": "Brigade denies\n\n3 May 2024\n\nBrigadier Zayn Qorbani, a spokesperson of the Falcon Brigade, denied "
    "it. Zayn Qorbani left.\n",
    "arabic.txt": "بيان\n\n5 مايو 2024\n\nالتقى زين قرباني وفدا من حركة حماس في 2 مايو 2024 كما قيل.\n",
    "later.txt": "بيان ثان\n\n6 مايو 2024\n\nقال زين قرباني إن شيئا لم يحدث في ذلك اليوم.\n",
}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_on_new_case(qtbot, tmp_path / "Day.case") as window:
        import_texts(qtbot, window, tmp_path / "files", TEXTS)
        yield window


def read(qtbot: QtBot, window: MainWindow, file: str) -> None:
    assert window.case is not None
    [key] = [item.id for item in window.case.library.all() if item.file == file]
    window.open_document(key)
    idle(qtbot, window)


def press(
    qtbot: QtBot, window: MainWindow, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE
) -> None:
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    widget.setFocus()
    qtbot.keyClick(widget, key, held)
    idle(qtbot, window)


def asked(qtbot: QtBot, window: MainWindow, kind: type[Kind]) -> Kind:
    qtbot.waitUntil(lambda: any(one.isActiveWindow() for one in window.findChildren(kind)), timeout=SLOW)
    return next(one for one in window.findChildren(kind) if one.isActiveWindow())


def choose(qtbot: QtBot, window: MainWindow, name: str) -> None:
    dialog = asked(qtbot, window, MeantDialog)
    qtbot.keyClicks(dialog.filter, name)
    qtbot.waitUntil(lambda: dialog.list.item(0).text().startswith(f"{name}\n"), timeout=SLOW)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    idle(qtbot, window)


def test_who_is_meant(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    case = window.case
    assert case is not None
    reader = window.reader
    read(qtbot, window, "english.txt")
    press(qtbot, window, reader.view, Qt.Key.Key_N)
    assert reader.naming.name.words == "Zayn Qorbani"
    press(qtbot, window, reader.view, Qt.Key.Key_Return)
    actor = case.find_actor("Zayn Qorbani")
    assert case.catalog.get(actor).status is ActorStatus.CONFIRMED

    # His Arabic name, taught in one text, is found in the other.
    read(qtbot, window, "arabic.txt")
    start = reader.view.text.index("زين قرباني")
    reader.view.select(start, start + len("زين قرباني"))
    press(qtbot, window, reader.view, Qt.Key.Key_M)
    assert asked(qtbot, window, MeantDialog).box.isChecked()
    choose(qtbot, window, "Zayn Qorbani")
    found = {entry.file: entry.mentions for entry in case.catalog.documents(actor)}
    assert found == {"english.txt": 2, "arabic.txt": 1, "later.txt": 1}

    # What happened, with its printed date and who is named in it.
    end = reader.view.text.index(" كما")
    reader.view.select(start - len("التقى "), end)
    press(qtbot, window, reader.view, Qt.Key.Key_E, CTRL)
    event = asked(qtbot, window, EventDialog)
    assert event.start.date == PartialDate(2024, 5, 2)
    event.title.setText("Meeting with a delegation")
    event.save()
    idle(qtbot, window)
    [noted] = case.relations.events()
    assert set(noted.actor_ids) == {actor, case.find_actor("Hamas")}

    # One place is not him.
    read(qtbot, window, "english.txt")
    reader.view.reveal(reader.view.text.rindex("Qorbani"))
    press(qtbot, window, reader.view, Qt.Key.Key_X)
    assert {entry.file: entry.mentions for entry in case.catalog.documents(actor)}["english.txt"] == 1

    # His page: another main name, and the later text was about somebody else.
    window.open_actor(actor)
    idle(qtbot, window)
    page = window.actors_page
    press(qtbot, window, page.list, Qt.Key.Key_F2)
    rename = asked(qtbot, window, RenameDialog)
    rename.name.setCurrentText("Zain Qurbani")
    rename.save()
    idle(qtbot, window)
    before = case.catalog.get(actor), case.catalog.documents(actor)
    press(qtbot, window, page.list, Qt.Key.Key_S, CTRL | SHIFT)
    split = asked(qtbot, window, SplitDialog)
    split.by.setCurrentText("by document")
    items = [split.tree.topLevelItem(row) for row in range(split.tree.topLevelItemCount())]
    [later] = [item for item in items if item is not None and "2024-05-06" in item.text(0)]
    later.setCheckState(0, Qt.CheckState.Checked)
    split.name.setText("زين قرباني الآخر")
    split.save()
    idle(qtbot, window)
    other = case.find_actor("زين قرباني الآخر")
    assert [entry.file for entry in case.catalog.documents(other)] == ["later.txt"]
    assert "later.txt" not in [entry.file for entry in case.catalog.documents(actor)]
    press(qtbot, window, page.list, Qt.Key.Key_Z, CTRL)
    assert (case.catalog.get(actor), case.catalog.documents(actor)) == before

    # Next morning all of it stands.
    window.close_case()
    window.open_case(tmp_path / "Day.case")
    idle(qtbot, window)
    assert window.case is not None
    kept = window.case.catalog.get(window.case.find_actor("Zayn Qorbani"))
    assert kept.name == "Zain Qurbani"
    assert {"Zayn Qorbani", "زين قرباني"} <= {alias.value for alias in kept.aliases}
    assert [one.title for one in window.case.relations.events()] == ["Meeting with a delegation"]
    assert len(window.case.catalog.documents(kept.id)) == 3
