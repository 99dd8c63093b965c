"""Backing up and restoring from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.case import create_case
from dossier.gui.main_window import MainWindow
from dossier.gui.passphrase_dialog import PassphraseDialog
from dossier.jobs import NEVER_CANCELLED
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


def _answers(monkeypatch: pytest.MonkeyPatch, *, save: Path, load: Path | None = None) -> list[str]:
    """Files that the system's dialogs would return; what they were asked is noted."""
    asked: list[str] = []

    def save_name(_parent: object, question: str, suggestion: str, _filter: str) -> tuple[str, str]:
        asked.append(suggestion)
        return str(save), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save_name)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(load or ""), ""))
    return asked


def test_back_up_and_restore(
    full: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert full.case is not None
    asked = _answers(monkeypatch, save=tmp_path / "copy")
    full.commands.get("Back up…").run()
    idle(qtbot, full)
    assert Path(asked[0]).name.startswith("Small-20")
    assert (tmp_path / "copy.zip").is_file()  # the ending is added

    full.close_case()
    asked = _answers(monkeypatch, save=tmp_path / "Again", load=tmp_path / "copy.zip")
    [button] = [one for one in full.welcome.findChildren(QPushButton) if "backup" in one.text()]
    button.click()
    qtbot.waitUntil(lambda: full.case is not None, timeout=20_000)
    idle(qtbot, full)
    assert Path(asked[0]).name == "copy.case"
    assert full.case.path == tmp_path / "Again.case"
    assert full.case.library.count() == 2


def test_nothing_happens_without_an_answer(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.safekeeping.back_up()
    window.safekeeping.restore()
    assert not window.runner.running()


def test_what_is_no_backup_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "letter.zip").write_bytes(b"no archive")
    window.safekeeping.restore_as(tmp_path / "letter.zip", tmp_path / "New.case")
    idle(qtbot, window)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "not a whole backup" in box.text()
    box.reject()
    assert not (tmp_path / "New.case").exists()
    assert window.case is not None  # the one that was open


def test_a_sealed_one_asks_for_its_passphrase_when_restored(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    case = create_case(tmp_path / "Secret.case", "correct horse battery")
    case.backing_up(tmp_path / "secret.zip")(lambda _progress: None, NEVER_CANCELLED)
    case.close()
    window.safekeeping.restore_as(tmp_path / "secret.zip", tmp_path / "Back.case")
    qtbot.waitUntil(lambda: window.findChild(PassphraseDialog) is not None, timeout=20_000)
    dialog = window.findChild(PassphraseDialog)
    assert dialog is not None
    dialog.reject()
    idle(qtbot, window)
