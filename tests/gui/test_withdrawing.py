"""Documents are marked as withdrawn in their list, and taken back; a dossier begins without a draft."""

from __future__ import annotations

from pathlib import Path

from dossier.gui.main_window import MainWindow
from dossier.gui.pick_actor_dialog import PickActorDialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts


def test_a_document_is_marked_as_withdrawn_and_the_mark_is_taken_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    import_texts(qtbot, window, tmp_path / "files", {"a.txt": "Harbour attacked\n\nA raid on the harbour.\n"})
    window.go_to("Documents")
    page = window.documents_page
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=SLOW)
    page.table.selectRow(0)
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus, timeout=SLOW)
    qtbot.keyClick(page.table, Qt.Key.Key_W)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: str(page.model.index(0, 0).data()).startswith("withdrawn"), timeout=SLOW)
    page.undo()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: page.model.index(0, 0).data() == "Harbour attacked", timeout=SLOW)


def test_a_dossier_begins_with_empty_sections_and_no_draft(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    import_texts(
        qtbot, window, tmp_path / "files", {"a.txt": "Hezbollah\n\nHezbollah spoke of Israel in Beirut.\n"}
    )
    window.go_to("Dossiers")
    page = window.dossiers_page
    page.begin_dossier()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PickActorDialog))
    case = window.case
    assert case is not None
    dialog.chosen.emit(int(case.find_actor("Hezbollah")))
    dialog.close()

    present = case.editor.of_actor(case.find_actor("Hezbollah"))
    assert present is not None
    assert not present.draft
    assert present.sections
    assert not any(section.statements for section in present.sections)
    assert page.title.text() == "Hezbollah"
