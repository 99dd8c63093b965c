"""A whole dossier is removed and comes back with Ctrl+Z, until something else is edited."""

from __future__ import annotations

from dossier.gui.main_window import MainWindow
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


def test_a_dossier_is_removed_and_brought_back(full: MainWindow, qtbot: QtBot) -> None:
    case, page = full.case, full.dossiers_page
    assert case is not None
    full.go_to("Dossiers")
    idle(qtbot, full)
    [dossier] = case.editor.all()
    whole = case.editor.get(dossier.id)
    page.lists.remove.click()
    idle(qtbot, full)
    assert case.editor.all() == []
    assert page.dossiers.count() == 0
    full.undo()
    idle(qtbot, full)
    assert case.editor.get(dossier.id) == whole
    assert page.dossiers.count() == 1
    assert page.title.text() == whole.title


def test_with_the_open_dossier_gone_the_next_one_is_shown(full: MainWindow, qtbot: QtBot) -> None:
    case, page = full.case, full.dossiers_page
    assert case is not None
    other = case.editor.begin(case.find_actor("Hamas"))
    [first] = [one.id for one in case.editor.all() if one.id != other]
    full.go_to("Dossiers")
    page.open_dossier(first)
    page.remove_dossier()
    idle(qtbot, full)
    assert page.title.text() == "Hamas"
    section = case.editor.get(other).sections[0].id
    page._add_statement(section)
    idle(qtbot, full)
    full.undo()  # the statement, not the dossier
    idle(qtbot, full)
    assert [one.id for one in case.editor.all()] == [other]
    assert case.editor.get(other).sections[0].statements == ()
