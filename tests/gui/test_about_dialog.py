"""The About box: every part can be reached by key, with its licence."""

from __future__ import annotations

from dossier.case.parts import parts
from dossier.gui.about_dialog import AboutDialog
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot


def test_parts_and_their_licences(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.list.count() == len(parts())
    first = dialog.licence.text
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.licence.text != first
    assert parts()[1].licence in dialog.licence.text
