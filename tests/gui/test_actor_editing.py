"""An actor renamed, described, and its names added, disputed and rejected: by keys, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from dossier.domain.actors import Actor, ActorId, ActorKind, ActorRole, AliasStatus
from dossier.domain.dates import PartialDate
from dossier.gui.actor_dialog import KindDialog, RenameDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.name_dialog import NameDialog
from dossier.gui.names_panel import NamesPanel
from dossier.jobs import Changes
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

Kind = TypeVar("Kind", bound=QDialog)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXTS = {
    "one.txt": "First meeting\n\n3 May 2024\n\nHezbollah met in the morning. The Lantern Bearers left early.\n",
    "two.txt": "Second meeting\n\n4 May 2024\n\nHizballah said that the Lantern Bearers knew of it.\n",
}


@pytest.fixture
def actor(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ActorId:
    """Hezbollah's page, open, with the keyboard in the list of actors."""
    import_texts(qtbot, window, tmp_path / "texts", TEXTS)
    assert window.case is not None
    key = window.case.find_actor("Hezbollah")
    window.open_actor(key)
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    window.actors_page.list.setFocus()
    return key


def known(window: MainWindow, key: ActorId) -> Actor:
    assert window.case is not None
    return window.case.catalog.get(key)


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[Kind]) -> Kind:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(kind)), timeout=SLOW)
    return next(one for one in window.findChildren(kind) if one.isVisible())


def back_again(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+Z, as it is pressed on the page."""
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    window.actors_page.list.setFocus()
    qtbot.keyClick(window.actors_page.list, Qt.Key.Key_Z, CTRL)
    idle(qtbot, window)


def names_of(window: MainWindow) -> NamesPanel:
    names = window.actors_page.page.names
    assert names is not None
    return names


def rows(window: MainWindow) -> dict[str, tuple[str, str]]:
    """Name -> who uses it, and how it stands."""
    names = names_of(window)
    found = {}
    for number, row in enumerate(names.rows):
        item = names.topLevelItem(number)
        assert item is not None
        found[row.value] = (item.text(1), item.text(2))
    return found


def test_f2_renames_and_the_former_name_stays(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    assert window.case is not None
    before = known(window, actor)
    qtbot.keyClick(window.actors_page.list, Qt.Key.Key_F2)
    dialog = dialog_of(qtbot, window, RenameDialog)
    dialog.name.setCurrentText(" … ")
    dialog.save()
    assert "letter or digit" in dialog.trouble.text()
    field = dialog.name.lineEdit()
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "Party of God in Lebanon")
    dialog.why.setText("As it calls itself")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle(qtbot, window)
    after = known(window, actor)
    assert after.name == "Party of God in Lebanon"
    assert before.name in [alias.value for alias in after.aliases]
    assert rows(window)["Party of God in Lebanon"][1] == "main name"
    [newest, *_] = window.case.decisions.history(actor)
    assert (str(newest.kind), newest.why) == ("rename", "As it calls itself")
    back_again(qtbot, window)
    assert known(window, actor) == before


def test_what_it_is_is_one_decision(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    assert window.case is not None
    before, decisions = known(window, actor), len(window.case.decisions.history(actor))
    qtbot.keyClick(window.actors_page.list, Qt.Key.Key_F2, SHIFT)
    dialog = dialog_of(qtbot, window, KindDialog)
    dialog.role.setCurrentText("Agency")
    assert dialog.kind.currentData() == ActorKind.PUBLIC_BODY
    dialog.countries.setText("lebanon")
    dialog.save()
    assert "two letters" in dialog.trouble.text()
    dialog.countries.setText("LB; sy")
    dialog.description.setPlainText("Party and army")
    dialog.save()
    idle(qtbot, window)
    after = known(window, actor)
    assert (after.role, after.kind) == (ActorRole.AGENCY, ActorKind.PUBLIC_BODY)
    assert (after.countries, after.description) == (("lb", "sy"), "Party and army")
    assert len(window.case.decisions.history(actor)) == decisions + 1
    back_again(qtbot, window)
    assert known(window, actor) == before


def test_a_name_is_added_with_all_that_is_said_of_it_and_found_in_the_case(
    qtbot: QtBot, window: MainWindow, actor: ActorId
) -> None:
    assert window.case is not None
    case, documents = (
        window.case,
        {entry.file: entry.mentions for entry in window.case.catalog.documents(actor)},
    )
    qtbot.keyClick(window.actors_page.list, Qt.Key.Key_A, CTRL | SHIFT)
    dialog = dialog_of(qtbot, window, NameDialog)
    dialog.value.setText("Hezbollah")
    dialog.save()
    assert "already" in dialog.trouble.text()
    dialog.value.setText("حملة الفوانيس")
    assert dialog.script.currentData() == "Arab"
    dialog.value.setText("Lantern Bearers")
    assert dialog.script.currentData() == "Latn"
    dialog.used_by.setText("its enemies")
    dialog.language.setText("en")
    dialog.first.setText("2024-13")
    dialog.save()
    assert "no date" in dialog.trouble.text()
    dialog.first.setText("2023")
    dialog.last.setText("2022")
    dialog.save()
    assert "end before" in dialog.trouble.text()
    dialog.last.setText("2024-05")
    dialog.save()
    idle(qtbot, window)
    alias = next(one for one in known(window, actor).aliases if one.value == "Lantern Bearers")
    assert (alias.used_by, alias.language, alias.script) == ("its enemies", "en", "Latn")
    assert (alias.first_seen, alias.last_seen) == (PartialDate(2023), PartialDate(2024, 5))
    found = {entry.file: entry.mentions for entry in case.catalog.documents(actor)}
    assert {name: found[name] - documents[name] for name in found} == {"one.txt": 1, "two.txt": 1}
    assert rows(window)["Lantern Bearers"] == ("its enemies, source unknown (2)", "asserted")
    back_again(qtbot, window)
    assert {entry.file: entry.mentions for entry in case.catalog.documents(actor)} == documents
    assert "Lantern Bearers" not in [one.value for one in known(window, actor).aliases]


def test_names_are_disputed_rejected_and_edited_by_one_key(
    qtbot: QtBot, window: MainWindow, actor: ActorId
) -> None:
    assert window.case is not None
    before = known(window, actor)
    names = names_of(window)
    names.setFocus()
    names.choose("Hizballah")
    qtbot.keyClick(names, Qt.Key.Key_D)
    idle(qtbot, window)
    assert rows(window)["Hizballah"][1] == "disputed"
    names = names_of(window)  # made anew, with the keyboard and the same name
    assert window.focusWidget() is names
    assert names.value == "Hizballah"
    qtbot.keyClick(names, Qt.Key.Key_Delete)
    idle(qtbot, window)
    assert rows(window)["Hizballah"][1] == "rejected"
    assert [one.file for one in window.case.catalog.documents(actor)] == ["one.txt"]
    names = names_of(window)
    qtbot.keyClick(names, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, window, NameDialog)
    assert dialog.value.isReadOnly()
    dialog.save()
    assert "Nothing is different" in dialog.trouble.text()
    dialog.status.setCurrentText(str(AliasStatus.ASSERTED))
    dialog.save()
    idle(qtbot, window)
    assert len(window.case.catalog.documents(actor)) == 2
    for _ in range(3):
        back_again(qtbot, window)
    assert known(window, actor) == before
    assert len(window.case.catalog.documents(actor)) == 2


def test_the_main_name_is_not_rejected(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    before = known(window, actor)
    window.actors_page.editing.edit_name(next(one.id for one in before.aliases if one.value == before.name))
    dialog = dialog_of(qtbot, window, NameDialog)
    dialog.status.setCurrentText(str(AliasStatus.REJECTED))
    dialog.save()
    assert "main name" in dialog.trouble.text()
    dialog.reject()
    assert known(window, actor) == before


def test_the_actor_is_shown_in_graph_and_timeline(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    page = window.actors_page
    qtbot.keyClick(page.list, Qt.Key.Key_T, CTRL | SHIFT)
    idle(qtbot, window)
    assert window.pages.current_name == "Timeline"
    assert window.pages.currentWidget().state()["actor"] == actor  # type: ignore[attr-defined]
    window.go_to("Actors")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_G, CTRL | SHIFT)
    idle(qtbot, window)
    assert window.pages.current_name == "Graph"
    assert window.pages.currentWidget()._around == actor  # type: ignore[attr-defined]


def test_an_earlier_decision_is_taken_back_by_itself(
    qtbot: QtBot, window: MainWindow, actor: ActorId
) -> None:
    assert window.case is not None
    before = known(window, actor)
    decisions = window.case.decisions
    renamed = decisions.rename(actor, "Party of God", "as it says <b>itself</b>")
    assert renamed is not None
    decisions.add_alias(actor, "Lantern Bearers")
    window.actors_page.show_changes(Changes(actors=True))
    idle(qtbot, window)
    page = window.actors_page.page
    assert any(
        "Renamed, " in one.text() and "<b>itself</b>" in one.text() for one in page.findChildren(QLabel)
    )
    backs = [one for one in page.findChildren(QToolButton) if one.accessibleName() == "Take back: rename"]
    backs[0].click()
    idle(qtbot, window)
    after = known(window, actor)
    assert after.name == before.name
    assert "Lantern Bearers" in [alias.value for alias in after.aliases]
    assert any("(taken back)" in one.text() for one in page.findChildren(QLabel))
