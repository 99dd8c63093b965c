"""Gaps are read whole at any width."""

from __future__ import annotations

import pytest
from dossier.evidence.gaps import Gap, GapKind
from dossier.gui.gaps_panel import GapsPanel
from dossier.gui.run import make_application
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

WORDS = "1 statement has no source."
BESIDE = 18
"""Pixels beside the words that a row of the shipped style sheet takes for itself."""


@pytest.mark.parametrize("narrower", range(0, BESIDE, 3))
def test_a_sentence_that_nearly_fits_is_not_cut_off(qtbot: QtBot, narrower: int) -> None:
    make_application()
    panel = GapsPanel()
    qtbot.addWidget(panel)
    panel.show_gaps([Gap(GapKind.UNSOURCED, WORDS)])
    panel.show()
    line = panel.list.fontMetrics()
    frame = panel.width() - panel.list.viewport().width()
    panel.resize(line.horizontalAdvance(WORDS) + frame + BESIDE - 1 - narrower, 300)
    QApplication.processEvents()
    assert panel.list.visualItemRect(panel.list.item(0)).height() >= 2 * line.lineSpacing()
