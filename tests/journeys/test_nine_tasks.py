"""Tasks of an analyst's day, done by mouse and keys: drop, search, cite, export, reopen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import create_case
from dossier.gui.cite_dialog import CiteDialog
from dossier.gui.import_dialog import ImportReportDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.run import make_application
from dossier.gui.text_view import Mark
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle

CTRL = Qt.KeyboardModifier.ControlModifier
ENGLISH = (
    "Moscow attack claimed\n\n22 March 2024\n\nThe Islamic State (ISIS) claimed the attack in Moscow. "
    "Nobody else took part, its agency said. The attack was the worst in years.\n"
)
ARABIC = "داعش وهجوم موسكو\n\n28 مارس 2024\n\nأعلن تنظيم الدولة الإسلامية مسؤوليته عن الهجوم في موسكو.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "english.txt").write_text(ENGLISH, "utf-8")
    (folder / "same.txt").write_text(ENGLISH, "utf-8")
    (folder / "arabic.txt").write_bytes(ARABIC.encode("cp1256"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    make_application()
    create_case(tmp_path / "Day.case").close()
    window = MainWindow()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_case(tmp_path / "Day.case")
    idle(qtbot, window)
    yield window
    window.close()
    window.deleteLater()


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files on the window as a file manager would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(window.rect().center()),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def imported(qtbot: QtBot, window: MainWindow, files: Path) -> None:
    drop(window, files)
    idle(qtbot, window)
    for dialog in window.findChildren(ImportReportDialog):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def read_at(qtbot: QtBot, window: MainWindow, words: str) -> tuple[int, int]:
    """Search, press Enter, select the words in the reader; returns their span."""
    window.look_for("attack Moscow")
    idle(qtbot, window)
    window.search_page.query.setFocus()
    with qtbot.waitSignal(window.reader.shown, timeout=SLOW):
        qtbot.keyClick(window.search_page.query, Qt.Key.Key_Return)
    idle(qtbot, window)
    start = window.reader.view.text.index(words)
    window.reader.view.select(start, start + len(words))
    return start, start + len(words)


def cite(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+D, the actor by name, Enter."""
    qtbot.keyClick(window.reader.view, Qt.Key.Key_D, CTRL)
    dialog = window.findChild(CiteDialog)
    assert dialog is not None
    dialog.actor.setFocus()
    dialog.actor.lineEdit().selectAll()
    qtbot.keyClicks(dialog.actor, "Islamic State")
    dialog._cite()
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_1_a_dropped_folder_is_imported_and_each_trouble_is_told(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    drop(window, files)
    idle(qtbot, window)
    dialog = window.findChild(ImportReportDialog)
    assert dialog is not None
    assert "broken.pdf" in dialog.list.text
    assert "same.txt" not in dialog.list.text
    assert "1 " in window.jobs.label.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    idle(qtbot, window)
    assert window.documents_page.model.rowCount() == 3


def test_2_hits_come_while_typing_enter_opens_f3_goes_on(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    imported(qtbot, window, files)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(window.search_page.query, "attack")
    qtbot.waitUntil(lambda: window.search_page.model.rowCount() == 1, timeout=SLOW)
    idle(qtbot, window)
    with qtbot.waitSignal(window.reader.shown, timeout=SLOW):
        qtbot.keyClick(window.search_page.query, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert len(window.reader.view.spans(Mark.HIT)) == 3
    first = window.reader.view.spans(Mark.HIT_NOW)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    second = window.reader.view.spans(Mark.HIT_NOW)
    assert second != first
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.reader.view.spans(Mark.HIT_NOW) == first


def test_3_an_actor_is_found_by_all_names_and_the_window_says_by_which(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    imported(qtbot, window, files)
    qtbot.keyClicks(window.search_page.query, 'actor:"Islamic State"')
    qtbot.waitUntil(lambda: window.search_page.model.rowCount() == 2, timeout=SLOW)
    idle(qtbot, window)
    assert "داعش" in window.search_page.searched.toolTip()


def test_5_a_passage_is_cited_by_key_and_ctrl_z_takes_it_back(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    imported(qtbot, window, files)
    read_at(qtbot, window, "claimed the attack in Moscow")
    cite(qtbot, window)
    case = window.case
    assert case is not None
    dossier = case.editor.of_actor(case.find_actor("ISIS"))
    assert dossier is not None

    def statements() -> list[str]:
        return [one.text for section in case.editor.get(dossier.id).sections for one in section.statements]

    assert statements() == ["claimed the attack in Moscow"]
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert statements() == []
    assert window.jobs.label.text() == "Taken back: cite passage."
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    window.places.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    idle(qtbot, window)
    assert statements() == ["claimed the attack in Moscow"]


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md", "json"])
def test_8_the_dossier_is_exported_by_key(
    qtbot: QtBot,
    window: MainWindow,
    files: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    imported(qtbot, window, files)
    read_at(qtbot, window, "claimed the attack in Moscow")
    cite(qtbot, window)
    target = tmp_path / f"out.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    window.dossiers_page.sections.setFocus()
    qtbot.keyClick(window.dossiers_page.sections, Qt.Key.Key_E, CTRL)
    idle(qtbot, window)
    assert target.stat().st_size > 100
    assert str(target) in window.dossiers_page.about.text()


def test_9_closing_in_the_middle_of_an_import_loses_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"{ENGLISH}\nNumber {number} of the day.\n", "utf-8")
    drop(window, folder)
    case = window.case
    assert case is not None
    path = case.path
    qtbot.waitUntil(lambda: case.library.count() > 0, timeout=SLOW)
    window.close_case()
    window.open_case(path)
    idle(qtbot, window)
    case = window.case
    assert case is not None
    stored = case.library.count()
    assert 0 < stored <= 60
    assert case.waiting_for_index() == 0
    window.look_for("attack")
    idle(qtbot, window)
    answer = case.finder.search("attack", limit=1)
    assert answer.total == stored
    drop(window, folder)
    idle(qtbot, window)
    assert case.library.count() == 60
