"""A window on a small case, and what tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import create_case
from dossier.gui.main_window import MainWindow
from dossier.gui.run import make_application
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on an empty case."""
    make_application()
    create_case(tmp_path / "Small.case").close()
    window = MainWindow()
    window.show()
    window.open_case(tmp_path / "Small.case")
    idle(qtbot, window)
    yield window
    window.close()
    window.deleteLater()
