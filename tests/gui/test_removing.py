"""Documents are removed from their list and brought back; what is cited stays; an import is undone; the trash is emptied."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from dossier.gui.cited_dialog import CitedDialog
from dossier.gui.documents_view import DocumentsView
from dossier.gui.main_window import MainWindow
from dossier.gui.removed_dialog import ImportsDialog, RemovedDialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

D = TypeVar("D", bound=QDialog)
TEXTS = {
    "a.txt": "Harbour attacked at dawn\n\nA raid of Hezbollah on the harbour was told of by two officials on Monday.\n",
    "b.txt": "Council meets in the old town\n\nThe council met in the old town and spoke of bread and of water.\n",
    "c.txt": "Bridge opened again after years\n\nThe bridge over the river was opened again, and cars crossed it.\n",
}


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> DocumentsView:
    import_texts(qtbot, window, tmp_path / "files", TEXTS)
    window.go_to("Documents")
    found = window.documents_page
    qtbot.waitUntil(lambda: found.model.rowCount() == 3, timeout=SLOW)
    found.table.setFocus()
    qtbot.waitUntil(found.table.hasFocus, timeout=SLOW)
    return found


def choose(qtbot: QtBot, page: DocumentsView, word: str) -> None:
    """Choose the row whose title holds this word."""
    rows = range(page.model.rowCount())
    qtbot.waitUntil(lambda: all(page.model.index(row, 0).data() for row in rows), timeout=SLOW)
    page.table.selectRow(next(row for row in rows if word in str(page.model.index(row, 0).data())))


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: window.findChild(kind) is not None, timeout=SLOW)
    found = window.findChild(kind)
    assert found is not None
    return found


def test_delete_removes_what_is_chosen_and_ctrl_z_brings_it_back(
    qtbot: QtBot, window: MainWindow, page: DocumentsView
) -> None:
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=SLOW)
    assert window.case is not None
    assert len(window.case.removals.removed()) == 3
    window.undo()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=SLOW)
    assert window.case.removals.removed() == []


def test_what_is_cited_is_listed_and_the_others_can_go(
    qtbot: QtBot, window: MainWindow, page: DocumentsView
) -> None:
    case = window.case
    assert case is not None
    key = next(one.id for one in case.library.all() if "Harbour" in one.title)
    dossier = case.editor.begin(case.find_actor("Hezbollah"))
    case.editor.cite_passage(dossier, case.editor.get(dossier).sections[0].id, key, (0, 16))
    page.table.selectAll()
    page.remove_selected()
    idle(qtbot, window)
    dialog = dialog_of(qtbot, window, CitedDialog)
    assert page.model.rowCount() == 3
    shown = dialog.tree.topLevelItem(0)
    assert shown is not None and shown.text(0) == "Harbour attacked at dawn"
    assert shown.child(0).text(1) == "Hezbollah"
    dialog.others.click()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=SLOW)
    assert case.library.ids() == [key]
    choose(qtbot, page, "Harbour")
    page.remove_selected()
    idle(qtbot, window)
    qtbot.waitUntil(
        lambda: bool([one for one in window.findChildren(CitedDialog) if one.isVisible()]), timeout=SLOW
    )
    [dialog] = [one for one in window.findChildren(CitedDialog) if one.isVisible()]
    dialog.withdraw.click()
    idle(qtbot, window)
    assert case.library.get(key).withdrawn
    assert case.library.ids() == [key]


def test_from_the_removed_ones_a_document_is_brought_back_and_the_rest_emptied(
    qtbot: QtBot, window: MainWindow, page: DocumentsView
) -> None:
    case = window.case
    assert case is not None
    page.table.selectAll()
    page.remove_selected()
    idle(qtbot, window)
    page.show_removed()
    dialog = dialog_of(qtbot, window, RemovedDialog)
    assert dialog.list.topLevelItemCount() == 3
    dialog.back.click()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2, timeout=SLOW)
    assert case.library.count() == 1
    dialog.empty.click()
    box = dialog.findChild(QMessageBox)
    assert box is not None and "2 removed documents go for good" in box.text()
    next(one for one in box.buttons() if one.text() == "Empty the trash").click()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 0, timeout=SLOW)
    assert case.audit.entries(limit=1)[0].what == "empty trash"
    assert case.library.count() == 1
    dialog.close()


def test_an_import_is_undone_as_a_whole(
    qtbot: QtBot, window: MainWindow, page: DocumentsView, tmp_path: Path
) -> None:
    import_texts(
        qtbot, window, tmp_path / "more", {"d.txt": "Fourth of them all\n\nWords of the fourth one.\n"}
    )
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=SLOW)
    page.show_imports()
    dialog = dialog_of(qtbot, window, ImportsDialog)
    assert [dialog.list.topLevelItem(row).text(1) for row in range(2)] == ["1", "3"]
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    dialog.undo.click()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=SLOW)
    page.undo()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=SLOW)
