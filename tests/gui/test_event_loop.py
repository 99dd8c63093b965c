"""The window comes back to its event loop within 100 ms while it imports, searches, exports, and is written in."""

from __future__ import annotations

from pathlib import Path

from dossier.gui.main_window import MainWindow
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from tests.helpers.pulse import pulse
from tests.helpers.windows import SLOW, idle

AT_MOST = 100
"""Milliseconds of own work between two turns of the loop (issue 6)."""


def test_the_measure_notices_a_window_that_stands_still(qtbot: QtBot, window: MainWindow) -> None:
    with pulse(window) as gaps:
        qtbot.wait(30)
        sum(number * number for number in range(4_000_000))
        qtbot.wait(30)
    assert gaps.over(AT_MOST)


def test_import_search_and_export_leave_the_window_alive(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    case = window.case
    assert case is not None
    with pulse(window) as gaps:
        window.import_paths([ROOT / "seeds" / "corpus"])
        qtbot.waitUntil(lambda: not window.runner.running(), timeout=SLOW)
    assert case.library.count() > 20
    assert not gaps.over(AT_MOST), f"import: {gaps}"
    with pulse(window) as gaps:
        for letters in ("mo", "scow ", "attack", " claim"):
            qtbot.keyClicks(window.search_page.query, letters)
            qtbot.wait(200)  # as long as a person's pause, in which the search begins
            qtbot.waitUntil(lambda: not window.runner.running(), timeout=SLOW)
    assert len(gaps.worked) > 50
    assert not gaps.over(AT_MOST), f"search: {gaps}"
    window.open_dossier_of(case.find_actor("Islamic State"))
    idle(qtbot, window)
    with pulse(window) as gaps:
        window.dossiers_page.export_to(tmp_path / "out.pdf")
        qtbot.waitUntil(lambda: not window.runner.running(), timeout=SLOW)
    assert (tmp_path / "out.pdf").is_file()
    assert not gaps.over(AT_MOST), f"export: {gaps}"
    block = window.dossiers_page.area.blocks()[0]
    block.edit.setFocus()
    with pulse(window) as gaps:
        for letter in "typing goes on while it is stored":
            qtbot.keyClicks(block.edit, letter)
            qtbot.wait(30)
        qtbot.waitUntil(lambda: not window.runner.running(), timeout=SLOW)
    assert not gaps.over(AT_MOST), f"typing: {gaps}"
