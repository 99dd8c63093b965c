"""The passphrase in the window: made, asked for, refused, and asked again after a while."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.case import create_case
from dossier.gui.main_window import MainWindow
from dossier.gui.passphrase_dialog import IdleLock, PassphraseDialog
from dossier.gui.window_state import state_file
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

GOOD = "correct horse battery"


def _dialog(window: MainWindow) -> PassphraseDialog:
    [dialog] = [one for one in window.findChildren(PassphraseDialog) if one.isVisible()]
    return dialog


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    shown = MainWindow()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_ask_refuse_open_and_lock(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "Secret.case"
    create_case(path, GOOD).close()
    window.open_case(path)
    dialog = _dialog(window)
    qtbot.keyClicks(dialog.first, "something else")
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert "does not open" in dialog.trouble.text()
    assert window.case is None
    dialog.first.clear()
    qtbot.keyClicks(dialog.first, GOOD)
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.case is not None, timeout=20_000)
    window.go_to("Documents")

    window._lock()
    assert window.case is None
    assert _dialog(window).first.text() == ""
    assert not state_file(path).exists()  # what was looked at is not kept
    _dialog(window).reject()
    window.close()


def test_a_new_one_is_typed_twice_and_warned_of(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.opening.ask_passphrase(tmp_path / "New.case", new=True)
    dialog = _dialog(window)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.first.setText(GOOD)
    dialog.second.setText("another")
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert "differ" in dialog.trouble.text()
    dialog.second.setText(GOOD)
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.case is not None, timeout=20_000)
    assert window.case is not None
    assert window.case.keys is not None
    window.close()


def test_it_locks_when_nobody_is_there(qtbot: QtBot, window: MainWindow) -> None:
    locked: list[bool] = []
    lock = IdleLock(lambda: locked.append(True), 0.002, window)
    qtbot.keyClick(window, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: bool(locked))
    lock.deleteLater()
    QApplication.processEvents()
