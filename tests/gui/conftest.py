"""A window on a small case, and what tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.gui.main_window import MainWindow
from dossier.gui.run import make_application
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle, import_texts, window_on_new_case


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """The application as the program makes it: dressed, and collecting garbage on this thread only."""
    return make_application()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on an empty case."""
    with window_on_new_case(qtbot, tmp_path / "Small.case") as window:
        yield window


ENGLISH = (
    "Moscow attack claimed\n\n22 March 2024\n\nThe Islamic State (ISIS) claimed the attack in Moscow. "
    "Brigadier Zayn Qorbani, a spokesperson of the Falcon Brigade, denied any part in it.\n"
)
ARABIC = "داعش وهجوم موسكو\n\n28 مارس 2024\n\nأعلن تنظيم الدولة الإسلامية مسؤوليته عن الهجوم في موسكو.\n"


@pytest.fixture
def full(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window on a case with two documents, one open in the reader, and a drafted dossier."""
    import_texts(qtbot, window, tmp_path / "files", {"english.txt": ENGLISH, "arabic.txt": ARABIC})
    case = window.case
    assert case is not None
    window.open_dossier_of(case.find_actor("Islamic State"))
    idle(qtbot, window)
    [key] = [item.id for item in case.library.all() if item.file == "english.txt"]
    window.open_document(key, "Moscow")
    idle(qtbot, window)
    window.go_to("Search")
    idle(qtbot, window)
    return window
