"""The passphrase in the window: made, asked for, refused, and asked again after a while."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.case import WrongPassphrase, create_case, open_case
from dossier.gui.change_passphrase_dialog import ChangePassphraseDialog
from dossier.gui.locking import IdleLock
from dossier.gui.main_window import MainWindow
from dossier.gui.passphrase_dialog import PassphraseDialog
from dossier.gui.window_state import state_file
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle

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
    assert dialog.trouble.height() >= dialog.trouble.heightForWidth(
        dialog.trouble.width()
    )  # no line is cut off
    assert window.case is None
    dialog.first.clear()
    qtbot.keyClicks(dialog.first, GOOD)
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.case is not None, timeout=20_000)
    window.go_to("Documents")

    window.locking.lock()
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


def _open(window: MainWindow, qtbot: QtBot, passphrase: str = GOOD) -> None:
    dialog = _dialog(window)
    dialog.first.setText(passphrase)
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.case is not None, timeout=20_000)
    idle(qtbot, window)


@pytest.mark.parametrize("what", ["", "case.db"])
def test_a_dropped_case_is_asked_for_too(window: MainWindow, tmp_path: Path, qtbot: QtBot, what: str) -> None:
    path = tmp_path / "Secret.case"
    create_case(path, GOOD).close()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path / what if what else path))])
    for _ in range(2):  # dropped twice, it asks once
        window.dropEvent(
            QDropEvent(
                QPointF(9, 9),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    _open(window, qtbot)
    assert window.case is not None
    assert window.case.path == path
    window.close()


def test_the_passphrase_is_changed_by_who_knows_it(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "Secret.case"
    create_case(path, GOOD).close()
    assert not window.commands.get("Change passphrase…").possible
    window.open_case(path)
    _open(window, qtbot)
    assert window.commands.get("Change passphrase…").possible
    window.safekeeping.change_passphrase()
    dialog = window.findChild(ChangePassphraseDialog)
    assert dialog is not None
    for present, first, second, said in (
        (GOOD, "a new one, long", "another new one", "differ"),
        ("not the present one", "a new one, long", "a new one, long", "does not open"),
        (GOOD, "short", "short", "at least 8"),
    ):
        dialog.present.setText(present)
        dialog.first.setText(first)
        dialog.second.setText(second)
        qtbot.keyClick(dialog.second, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda said=said: said in dialog.trouble.text(), timeout=20_000)
    dialog.first.setText("a new one, long")
    dialog.second.setText("a new one, long")
    with qtbot.waitSignal(dialog.changed, timeout=20_000):
        qtbot.keyClick(dialog.second, Qt.Key.Key_Return)
    idle(qtbot, window)
    window.close()
    with pytest.raises(WrongPassphrase):
        open_case(path, passphrase=GOOD)
    open_case(path, passphrase="a new one, long").close()


def test_locking_closes_what_shows_the_case(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "Secret.case"
    create_case(path, GOOD).close()
    window.open_case(path)
    _open(window, qtbot)
    window.safekeeping.change_passphrase()
    shown = window.findChild(ChangePassphraseDialog)
    assert shown is not None
    with qtbot.waitSignal(shown.destroyed):
        window.locking.lock()
    assert window.case is None
    _dialog(window).reject()
    window.close()
