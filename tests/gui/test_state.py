"""The window comes back as it was, after a restart and after a crash; typed words are not lost."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from dossier.gui.job_runner import SETTLING, Lane
from dossier.gui.main_window import MainWindow
from dossier.gui.window_state import StateKeeper, read_state, state_file, write_state
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from tests.helpers.typing_child import LETTERS
from tests.helpers.windows import SLOW, idle

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def test_a_restart_brings_page_search_document_and_dossier_back(qtbot: QtBot, full: MainWindow) -> None:
    assert full.case is not None
    path = full.case.path
    qtbot.keyClicks(full.search_page.query, "Moscow")
    qtbot.waitUntil(lambda: full.search_page.model.rowCount() == 1, timeout=SLOW)
    full.documents_page.filter.setText("eng")
    idle(qtbot, full)
    document, dossier = full.reader.document_id, full.dossiers_page.current_place()
    full.split.setSizes([136, 500, 644])
    sizes = full.split.sizes()
    full.go_to("Dossiers")
    idle(qtbot, full)
    full.close_case()
    full.open_case(path)
    idle(qtbot, full)
    assert full.pages.current_name == "Dossiers"
    assert full.split.sizes() == sizes
    assert full.reader.document_id == document
    assert full.dossiers_page.current_place()[0] == dossier[0]  # type: ignore[index]
    assert full.search_page.query.text() == "Moscow"
    assert full.documents_page.filter.text() == "eng"
    idle(qtbot, full)
    assert full.search_page.model.rowCount() == 1


def test_a_change_is_written_without_closing(qtbot: QtBot, full: MainWindow) -> None:
    assert full.case is not None
    kept = state_file(full.case.path)
    full.go_to("Actors")
    qtbot.waitUntil(lambda: read_state(kept).get("page") == "Actors", timeout=SLOW)
    idle(qtbot, full)


@given(_JSON)
def test_any_state_can_be_written_and_read(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.mktemp("state") / "state.json"
    write_state(path, {"value": value})
    assert read_state(path) == {"value": value}


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"page": 7, "columns": "x", "pages": [], "reader": 3}'])
def test_a_damaged_state_is_no_trouble(qtbot: QtBot, window: MainWindow, text: str) -> None:
    assert window.case is not None
    path = window.case.path
    window.close_case()
    state_file(path).write_text(text, "utf-8")
    window.open_case(path)
    idle(qtbot, window)
    assert window.pages.current_name == "Search"
    idle(qtbot, window)


def test_nothing_is_written_when_nothing_changed(qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtCore import QObject

    owner = QObject()
    keeper = StateKeeper(lambda: {"a": 1}, owner)
    keeper.begin(tmp_path / "state.json")
    keeper.write()
    (tmp_path / "state.json").unlink()
    keeper.write()
    assert not (tmp_path / "state.json").exists()


def test_a_kill_in_the_middle_of_typing_loses_the_last_moment_only(qtbot: QtBot, full: MainWindow) -> None:
    assert full.case is not None
    path = full.case.path
    full.close_case()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.typing_child", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        text=True,
    )
    typed = 0
    assert child.stdout is not None
    for line in child.stdout:
        typed = int(line)
        if typed == 200:  # some six seconds of typing without a pause
            break
    child.kill()
    child.wait()
    child.stdout.close()
    assert typed == 200
    full.open_case(path)
    idle(qtbot, full)
    assert full.pages.current_name == "Dossiers"
    assert full.search_page.query.text() == "Moscow"
    assert [box.text() for box in full.reader.findChildren(QMessageBox)] == []
    assert full.reader.document_id is not None
    words = full.dossiers_page.area.blocks()[0].edit.toPlainText()
    assert words == (LETTERS * 10)[: len(words)]
    assert len(words) > 100  # saving only in pauses would have left nothing
    idle(qtbot, full)


def test_undo_takes_back_typing_first_and_then_edits_and_says_so(qtbot: QtBot, full: MainWindow) -> None:
    full.go_to("Dossiers")
    page = full.dossiers_page
    before = page.area.blocks()[0].edit.toPlainText()
    page.area.focus_statement(page.area.blocks()[0].statement.id)
    block = page.area.blocks()[0]
    qtbot.keyClicks(block.edit, " and more")
    block.save()
    idle(qtbot, full)
    assert page.area.blocks()[0] is block  # saving doesn't disturb who types
    full.undo()
    assert page.area.blocks()[0].edit.toPlainText() == before
    assert full.jobs.label.text() == "Taken back: edit statement."
    full.redo()
    assert page.area.blocks()[0].edit.toPlainText() == f"{before} and more"
    idle(qtbot, full)


def test_what_was_changed_about_a_document_is_taken_back(qtbot: QtBot, full: MainWindow) -> None:
    from dossier.gui.describe_dialog import DescribeDialog

    full.go_to("Documents")
    idle(qtbot, full)
    page = full.documents_page
    page.table.setFocus()
    page.table.selectRow(0)
    document = page.model.document(0)
    assert document is not None
    qtbot.keyClick(page.table, Qt.Key.Key_E)
    dialog = page.findChild(DescribeDialog)
    assert dialog is not None
    dialog.title.setText("Another title")
    dialog.published.setText("1999")
    dialog._save()
    assert full.case is not None
    assert full.case.library.get(document.id).title == "Another title"
    full.undo()
    idle(qtbot, full)
    after = full.case.library.get(document.id)
    assert (after.title, after.published) == (document.title, document.published)
    assert "Taken back" in full.jobs.label.text()


def test_the_status_bar_never_says_two_things_of_the_index(qtbot: QtBot, full: MainWindow) -> None:
    idle(qtbot, full)
    assert "index up to date" in full.state.text()
    go_on = threading.Event()
    full.runner.run(SETTLING, lambda _progress, _cancelled: go_on.wait(30), lane=Lane.WRITE)
    assert full.jobs.label.text() == SETTLING
    assert "index" not in full.state.text()
    go_on.set()
    idle(qtbot, full)
    assert "index up to date" in full.state.text()
