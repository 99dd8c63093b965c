"""Large cases are offered the fast engine at the head of the window."""

from __future__ import annotations

import pytest
from dossier.gui.main_window import MainWindow
from dossier.search.engines import TANTIVY, WHOOSH, usable
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle

pytestmark = pytest.mark.skipif(not usable(TANTIVY), reason="the extra `fast` is not installed")


@pytest.fixture
def large(qtbot: QtBot, full: MainWindow) -> MainWindow:
    """A case that is called large for its few documents."""
    assert full.case is not None
    assert not full.proposal.isVisible()
    full.case.indexing._many = 1
    full._propose_engine()
    assert full.proposal.isVisible()
    return full


def test_accepting_changes_the_engine_while_the_window_goes_on(qtbot: QtBot, large: MainWindow) -> None:
    assert large.case is not None
    assert large.case.indexing.engine == WHOOSH
    assert "documents" in large.proposal.label.text()
    qtbot.mouseClick(large.proposal.accept, Qt.MouseButton.LeftButton)
    assert not large.proposal.isVisible()
    idle(qtbot, large)
    assert large.case.indexing.engine == TANTIVY
    assert large.case.finder.search("Moscow").total > 0
    large._propose_engine()
    assert not large.proposal.isVisible()


def test_declining_is_remembered(qtbot: QtBot, large: MainWindow) -> None:
    large.proposal.decline.setFocus()
    qtbot.keyClick(large.proposal.decline, Qt.Key.Key_Space)
    idle(qtbot, large)
    large._propose_engine()
    assert not large.proposal.isVisible()
    assert large.case is not None
    assert large.case.indexing.engine == WHOOSH
