"""An analyst's day in the window: import, search, read, cite, undo, decide, export, reopen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.actors import ActorStatus
from dossier.gui.cite_dialog import CiteDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.run import make_application
from dossier.gui.text_view import Mark, Span, TextView
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, window_on_new_case

ENGLISH = (
    "Moscow attack claimed\n\n22 March 2024\n\nThe Islamic State (ISIS) claimed the attack in Moscow. "
    "Brigadier Zayn Qorbani, a spokesperson of the Falcon Brigade, denied any part in it.\n"
)
ARABIC = "داعش وهجوم موسكو\n\n28 مارس 2024\n\nأعلن تنظيم الدولة الإسلامية مسؤوليته عن الهجوم في موسكو.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "english.txt").write_text(ENGLISH, "utf-8")
    (folder / "arabic.txt").write_bytes(ARABIC.encode("cp1256"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_on_new_case(qtbot, tmp_path / "Day.case") as window:
        yield window


def import_all(qtbot: QtBot, window: MainWindow, files: Path) -> None:
    idle(qtbot, window)
    window.import_paths([files])
    idle(qtbot, window)
    for dialog in window.findChildren(CiteDialog):
        dialog.close()


def test_what_is_imported_is_listed_and_the_broken_file_says_why(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    import_all(qtbot, window, files)
    window.go_to("Documents")
    idle(qtbot, window)
    model = window.documents_page.model
    titles = {model.document(row).title for row in range(model.rowCount())}  # type: ignore[union-attr]
    assert titles == {"Moscow attack claimed", "داعش وهجوم موسكو", "broken"}
    assert window.case is not None
    [broken] = [item for item in window.case.library.all() if item.problem]
    assert "damaged" in str(broken.problem)


def test_a_search_by_actor_finds_both_scripts_and_opens_at_the_hit(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    import_all(qtbot, window, files)
    qtbot.keyClicks(window.search_page.query, 'actor:"Islamic State"')
    qtbot.waitUntil(
        lambda: window.search_page.model.rowCount() == 2 and not window.runner.running(), timeout=SLOW
    )
    assert "داعش" in window.search_page.searched.toolTip()
    with qtbot.waitSignal(window.reader.shown, timeout=SLOW):
        qtbot.keyClick(window.search_page.query, Qt.Key.Key_Return)
    hits = window.reader.view.spans(Mark.HIT)
    assert hits
    first = window.reader.view.spans(Mark.HIT_NOW)
    window.reader.step(1)
    if len(hits) > 1:
        assert window.reader.view.spans(Mark.HIT_NOW) != first


def test_a_passage_is_cited_by_key_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    import_all(qtbot, window, files)
    case = window.case
    assert case is not None
    [key] = [item.id for item in case.library.all() if item.file == "english.txt"]
    with qtbot.waitSignal(window.reader.shown, timeout=SLOW):
        window.open_document(key)
    text = case.library.text(key)
    start = text.index("The Islamic State")
    window.reader.view.select(start, start + 40)
    window.reader.cite_selection()
    dialog = window.findChild(CiteDialog)
    assert dialog is not None
    index = dialog.actor.findText("Islamic State")
    dialog.actor.setCurrentIndex(index)
    dialog._cite()
    idle(qtbot, window)
    dossier = case.editor.of_actor(case.find_actor("ISIS"))
    assert dossier is not None
    [statement] = [one for section in case.editor.get(dossier.id).sections for one in section.statements]
    # The selection ended within a word, which is cited whole.
    assert statement.text == text[start : text.index(" ", start + 40)]
    assert statement.citations[0].passage.document_id == key
    window.go_to("Dossiers")
    window.dossiers_page.open_dossier(dossier.id)
    window.dossiers_page.undo()
    assert not any(section.statements for section in case.editor.get(dossier.id).sections)


def test_a_draft_is_written_exported_and_there_after_reopening(
    qtbot: QtBot, window: MainWindow, files: Path, tmp_path: Path
) -> None:
    import_all(qtbot, window, files)
    case = window.case
    assert case is not None
    actor = case.find_actor("Islamic State")
    window.open_dossier_of(actor)
    idle(qtbot, window)
    window.dossiers_page.export_to(tmp_path / "out.pdf")
    idle(qtbot, window)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    path = case.path
    window.close_case()
    window.open_case(path)
    idle(qtbot, window)
    assert window.case is not None
    dossier = window.case.editor.of_actor(actor)
    assert dossier is not None
    assert dossier.draft
    assert any(section.statements for section in dossier.sections)


def test_a_suggestion_is_confirmed_by_key_and_taken_back(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    import_all(qtbot, window, files)
    case = window.case
    assert case is not None
    before = case.catalog.count(status=ActorStatus.SUGGESTED)
    assert before > 0
    window.go_to("Actors")
    page = window.actors_page
    page._new.setChecked(True)
    qtbot.waitUntil(lambda: page.list.count() == before and not window.runner.running(), timeout=SLOW)
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: case.catalog.count(status=ActorStatus.SUGGESTED) == before - 1, timeout=SLOW)
    idle(qtbot, window)
    qtbot.keyClick(page.list, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: case.catalog.count(status=ActorStatus.SUGGESTED) == before, timeout=SLOW)
    idle(qtbot, window)


HOSTILE = (
    '<img src="file:///etc/passwd">',
    "<b>bold</b>",
    "\u202etxt.exe",
    "a\0b",
    "x" * 50_000,
    "&lt;",
    "\U0001f600 emoji",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_foreign_text_stays_text_and_keeps_its_offsets(qtbot: QtBot, text: str) -> None:
    make_application()
    view = TextView()
    qtbot.addWidget(view)
    whole = f"before {text} after"
    view.show_text(whole)
    assert view.text == whole
    start = whole.rindex("after")
    view.select(start, start + 5)
    assert view.textCursor().selectedText() == "after"
    assert view.selected() == (start, start + 5)
    view.mark(Mark.HIT, [Span(start, start + 5, Mark.HIT)])
    assert "<img" not in view.toPlainText() or "<img" in text
