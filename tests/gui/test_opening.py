"""What a file manager hands over becomes an open case, or a sentence in a dialog."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from dossier.case import create_case, opened_by
from dossier.errors import UserError
from dossier.gui.main_window import MainWindow
from dossier.gui.run import _Opener
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


@pytest.fixture
def case(tmp_path: Path) -> Path:
    create_case(tmp_path / "T.case").close()
    return tmp_path / "T.case"


def test_the_database_stands_for_its_case(case: Path) -> None:
    assert opened_by(case / "case.db") == case
    assert opened_by(case) == case


def test_backups_and_other_things_are_told(tmp_path: Path) -> None:
    backup = tmp_path / "T.case.zip"
    with zipfile.ZipFile(backup, "w") as archive:
        archive.writestr("manifest.json", "{}")
    with pytest.raises(UserError, match="backup"):
        opened_by(backup)
    with pytest.raises(UserError):
        opened_by(tmp_path / "nowhere")


def test_an_event_opens_the_case(case: Path, qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    opener = _Opener(window)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(opener)
    try:
        QApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(case / "case.db"))))
        idle(qtbot, window)
        assert window.case is not None
        assert window.case.path == case
    finally:
        app.removeEventFilter(opener)
        window.close()
