"""A case gets a passphrase from the window, and loses it again."""

from __future__ import annotations

from dossier.case import has_passphrase
from dossier.gui.main_window import MainWindow
from dossier.gui.passphrase_dialog import PassphraseDialog
from dossier.gui.protect_dialog import ProtectDialog
from dossier.gui.window_state import state_file
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle

GOOD = "correct horse battery"


def _dialog(window: MainWindow) -> ProtectDialog:
    [dialog] = [one for one in window.findChildren(ProtectDialog) if one.isVisible()]
    return dialog


def test_protect_and_open_again(full: MainWindow, qtbot: QtBot) -> None:
    assert full.case is not None
    path, count = full.case.path, full.case.library.count()
    assert not full.commands.get("Remove the passphrase…").possible
    full.commands.get("Protect with a passphrase…").run()
    dialog = _dialog(full)
    qtbot.waitUntil(dialog.first.hasFocus)
    for first, second, told in (("short", "short", "8 characters"), (GOOD, "another one", "differ")):
        dialog.first.setText(first)
        dialog.second.setText(second)
        qtbot.keyClick(dialog.second, Qt.Key.Key_Return)
        assert dialog.trouble.isVisible()
        assert told in dialog.trouble.text()
    dialog.first.setText(GOOD)
    dialog.second.setText(GOOD)
    qtbot.keyClick(dialog.second, Qt.Key.Key_Return)
    assert full.case is None  # nothing of it is shown while it is written anew
    qtbot.waitUntil(lambda: bool(full.findChildren(PassphraseDialog)), timeout=60_000)
    assert has_passphrase(path)
    [asking] = full.findChildren(PassphraseDialog)
    asking.first.setText(GOOD)
    qtbot.keyClick(asking.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: full.case is not None, timeout=60_000)
    idle(qtbot, full)
    assert full.case is not None
    assert full.case.library.count() == count
    assert not state_file(path).exists()

    assert not full.commands.get("Protect with a passphrase…").possible
    full.commands.get("Remove the passphrase…").run()
    dialog = _dialog(full)
    assert not dialog.second.isVisible()
    dialog.first.setText("something else")
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: full.findChild(QMessageBox) is not None, timeout=60_000)
    box = full.findChild(QMessageBox)
    assert box is not None
    assert "does not open" in box.text()
    box.reject()
    assert full.case is not None  # it stays open
    full.commands.get("Remove the passphrase…").run()
    dialog = _dialog(full)
    dialog.first.setText(GOOD)
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not has_passphrase(path), timeout=60_000)
    qtbot.waitUntil(lambda: full.case is not None and full.case.keys is None, timeout=60_000)
    idle(qtbot, full)
    assert full.case is not None
    assert full.case.library.count() == count
    assert [one.what for one in full.case.audit.entries(limit=2)] == ["unprotected", "protected"]


def test_cancelled_the_case_opens_as_it_was(full: MainWindow, qtbot: QtBot) -> None:
    assert full.case is not None
    path = full.case.path
    full.safekeeping.protect()
    dialog = _dialog(full)
    dialog.first.setText(GOOD)
    dialog.second.setText(GOOD)
    qtbot.keyClick(dialog.second, Qt.Key.Key_Return)
    for job in full.runner.running():
        job.cancel()
    qtbot.waitUntil(lambda: full.case is not None, timeout=60_000)
    idle(qtbot, full)
    assert full.case is not None
    assert full.case.keys is None
    assert not has_passphrase(path)
    assert not (path / "converting").exists()
