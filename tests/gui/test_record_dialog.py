"""The record of the case can be read in the window, says whether it is whole, and shows foreign words as words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dossier.case import create_case
from dossier.gui import window_dialogs
from dossier.gui.main_window import MainWindow
from dossier.gui.record_dialog import RecordDialog, told
from dossier.gui.run import make_application
from dossier.jobs import NEVER_CANCELLED, no_progress
from pytestqt.qtbot import QtBot

SLOW = 60_000


def _shown(qtbot: QtBot, path: Path) -> tuple[list[list[str]], str]:
    make_application()
    window = MainWindow()
    window.show()
    window.open_case(path)
    qtbot.waitUntil(lambda: not window.runner.running(), timeout=SLOW)
    window_dialogs.show_record(window)
    dialog = window.findChild(RecordDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "Reading" not in dialog.state.text(), timeout=SLOW)
    rows = [
        [dialog.list.topLevelItem(row).text(column) for column in range(4)]  # type: ignore[union-attr]
        for row in range(dialog.list.topLevelItemCount())
    ]
    sentence = dialog.state.text()
    dialog.close()
    qtbot.waitUntil(lambda: not window.runner.running(), timeout=SLOW)
    window.close()
    window.deleteLater()
    return rows, sentence


def test_an_empty_record_says_what_will_be_in_it(qtbot: QtBot, tmp_path: Path) -> None:
    create_case(tmp_path / "A.case").close()
    rows, sentence = _shown(qtbot, tmp_path / "A.case")
    assert rows == []
    assert "Nothing has been done yet" in sentence


def test_deeds_are_listed_and_a_touched_record_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hezbollah met somebody in Beirut on Tuesday.")
    case = create_case(tmp_path / "A.case")
    case.database.who = "<b>Analyst</b>"
    case.importer.work([tmp_path / "a.txt"])(no_progress, NEVER_CANCELLED)
    case.audit.note("export", dossier=1, format="pdf")
    case.close()
    rows, sentence = _shown(qtbot, tmp_path / "A.case")
    assert [row[1:] for row in rows] == [
        ["<b>Analyst</b>", "export", "dossier 1, format pdf"],
        ["<b>Analyst</b>", "import", "1 document"],
    ]
    assert "whole" in sentence
    with sqlite3.connect(tmp_path / "A.case" / "case.db") as raw:
        raw.execute("UPDATE audit SET what = 'nothing' WHERE id = 1")
    raw.close()
    _, sentence = _shown(qtbot, tmp_path / "A.case")
    assert "Entry 1 does not fit" in sentence


def test_a_detail_in_words() -> None:
    assert (
        told({"documents": [1, 2], "other": None, "sha256": "ab" * 32})
        == "2 documents, sha256 abababababababab…"
    )
