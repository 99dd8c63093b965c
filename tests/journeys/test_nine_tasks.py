"""Tasks of an analyst's day, done by mouse and keys: drop, search, decide, cite, grade, link, export, reopen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.actors import ActorStatus
from dossier.domain.corpus import DocumentId, Reliability
from dossier.domain.evidence import Credibility, LinkStatus
from dossier.gui.actors_view import ActorsView
from dossier.gui.cite_dialog import CiteDialog
from dossier.gui.import_dialog import ImportReportDialog
from dossier.gui.link_dialog import LinkDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.text_view import Mark
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts, window_on_new_case

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
    with window_on_new_case(qtbot, tmp_path / "Day.case") as window:
        yield window


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


NAMES = (
    "Three brigades of the valley\n\n4 May 2024\n\nThe Islamic State (ISIS) claimed the attack. Brigadier Zayn Qorbani, a "
    "spokesperson of the Falcon Brigade, denied any part in it. The Falcon Brigade said that Zayn Qorbani had left.\n"
)


def spoken(window: MainWindow, mark: Mark) -> set[str]:
    """The words in the reader that are marked so."""
    view = window.reader.view
    return {view.text[span.start : span.end] for span in view.spans(mark)}


def suggest(qtbot: QtBot, window: MainWindow, name: str) -> ActorsView:
    """Alt+3, the suggestions, down to the one of that name."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    page = window.actors_page
    if not page._new.isChecked():
        qtbot.mouseClick(page._new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.count() > 0 and name in listed(page), timeout=SLOW)
    idle(qtbot, window)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    while page.list.currentRow() < listed(page).index(name):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    idle(qtbot, window)
    return page


def listed(page: ActorsView) -> list[str]:
    return [page.list.item(row).text().split("\n")[0] for row in range(page.list.count())]


def test_4_known_actors_are_underlined_and_unknown_ones_decided_by_one_key(
    qtbot: QtBot, window: MainWindow, files: Path
) -> None:
    (files / "names.txt").write_text(NAMES, "utf-8")
    imported(qtbot, window, files)
    case = window.case
    assert case is not None
    [key] = [item.id for item in case.library.all() if item.file == "names.txt"]
    window.open_document(key)
    idle(qtbot, window)
    assert {"Islamic State", "ISIS"} <= spoken(window, Mark.ACTOR)
    assert {"Zayn Qorbani", "Falcon Brigade"} <= spoken(window, Mark.CANDIDATE)

    page = suggest(qtbot, window, "Zayn Qorbani")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert case.catalog.get(case.find_actor("Zayn Qorbani")).status is ActorStatus.CONFIRMED
    assert "Zayn Qorbani" in spoken(window, Mark.ACTOR)

    page = suggest(qtbot, window, "Falcon Brigade")
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    idle(qtbot, window)
    assert "Falcon Brigade" not in spoken(window, Mark.CANDIDATE) | spoken(window, Mark.ACTOR)
    qtbot.keyClick(page.list, Qt.Key.Key_U)
    idle(qtbot, window)
    assert "Falcon Brigade" in spoken(window, Mark.CANDIDATE)

    page = suggest(qtbot, window, "Falcon Brigade")
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    dialog = window.findChild(PickActorDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.filter, "Islamic State")
    qtbot.waitUntil(lambda: dialog.list.item(0).text().startswith("Islamic State\n"), timeout=SLOW)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert case.find_actor("Falcon Brigade") == case.find_actor("ISIS")
    assert "Falcon Brigade" in spoken(window, Mark.ACTOR)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.filter.setFocus()  # a field in which nothing was typed lets the key through
    qtbot.keyClick(page.filter, Qt.Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert "Falcon Brigade" in spoken(window, Mark.CANDIDATE)


REPORTED = (
    "Camp emptied\n\n3 June 2024\n\nAccording to a report by the Norwell Institute, the camp of the Islamic State "
    "has been empty since April.\n"
)
AGAIN = (
    "Nobody left in the camp\n\n5 June 2024\n\nA report by the Norwell Institute says that the Islamic State has left its "
    "camp. The paper saw no other proof.\n"
)
REPORT = "Camps in spring\n\n30 May 2024\n\nThe Norwell Institute counted camps of the Islamic State. One has been empty since April.\n"


@pytest.fixture
def camp(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window on two articles about one report, and the report."""
    import_texts(
        qtbot,
        window,
        tmp_path / "camp",
        {"camp.txt": REPORTED, "again.txt": AGAIN, "report.txt": REPORT},
    )
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def open_file(qtbot: QtBot, window: MainWindow, file: str) -> DocumentId:
    """Alt+2, the row of the file, Enter."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    idle(qtbot, window)
    page = window.documents_page
    assert window.case is not None
    [key] = [item.id for item in window.case.library.all() if item.file == file]
    page.table.setFocus()
    page.table.selectRow(page.model.rows([key])[0])
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.reader.document_id == key, timeout=SLOW)
    idle(qtbot, window)
    window.reader.view.setFocus()
    return key


def link_to(qtbot: QtBot, window: MainWindow, words: str, title: str) -> None:
    """Select the words in the reader, Ctrl+L, letters of a title, Enter."""
    start = window.reader.view.text.index(words)
    window.reader.view.select(start, start + len(words))
    window.places.setFocus()  # from anywhere in the window
    qtbot.keyClick(window.places, Qt.Key.Key_L, CTRL)
    [dialog] = [one for one in window.findChildren(LinkDialog) if one.isVisible()]
    qtbot.keyClicks(dialog.words, title)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_6_letter_and_digit_are_given_once_and_one_report_counts_as_one_source(
    qtbot: QtBot, camp: MainWindow
) -> None:
    case = camp.case
    assert case is not None
    report = open_file(qtbot, camp, "report.txt")
    for file in ("camp.txt", "again.txt"):
        open_file(qtbot, camp, file)
        link_to(qtbot, camp, "Norwell Institute", "Camps in spring")
    case.library.describe([report], source="Norwell Institute")
    open_file(qtbot, camp, "report.txt")
    camp.reader.read_again()
    idle(qtbot, camp)

    qtbot.keyClick(camp.reader.view, Qt.Key.Key_G, CTRL)
    grades = camp.reader.grades
    assert grades.digit.hasFocus()
    qtbot.keyClick(grades.digit, Qt.Key.Key_2)
    qtbot.keyClick(grades.digit, Qt.Key.Key_Tab)
    qtbot.keyClicks(grades.why_digit, "counted by hand")
    qtbot.keyClick(grades.why_digit, Qt.Key.Key_Return)
    idle(qtbot, camp)
    grades.letter.setFocus()
    qtbot.keyClick(grades.letter, Qt.Key.Key_B)
    qtbot.keyClick(grades.letter, Qt.Key.Key_Tab)
    qtbot.keyClicks(grades.why_letter, "right in most cases")
    qtbot.keyClick(grades.why_letter, Qt.Key.Key_Return)
    idle(qtbot, camp)
    document = case.library.get(report)
    assert case.evidence.grader.digit(report) is Credibility.PROBABLY_TRUE
    assert document.source_id is not None
    assert case.corpus_store.source(document.source_id).reliability is Reliability.B

    key = case.editor.begin(case.find_actor("ISIS"), sections=("Summary",))
    section = case.editor.get(key).sections[0].id
    statement = case.editor.add_statement(key, section, "The camp is empty.")
    for item in case.library.all():
        if item.file != "report.txt":
            case.editor.cite_passage(key, section, item.id, (0, 5), statement=statement)
    camp.open_dossier_of(case.find_actor("ISIS"))
    idle(qtbot, camp)
    camp.dossiers_page.area.focus_statement(statement)
    idle(qtbot, camp)
    seen = " ".join(label.text() for label in camp.dossiers_page.findChildren(QLabel) if label.isVisible())
    assert "1 independent source" in seen


def test_7_a_report_is_linked_to_its_original_by_key_and_the_chain_is_shown(
    qtbot: QtBot, camp: MainWindow
) -> None:
    case = camp.case
    assert case is not None
    report = open_file(qtbot, camp, "report.txt")
    article = open_file(qtbot, camp, "camp.txt")
    link_to(qtbot, camp, "a report by the Norwell Institute", "Camps in spring")
    [link] = [one for one in case.evidence_store.links() if one.to_document_id == report]
    assert (link.from_document_id, link.status) == (article, LinkStatus.CONFIRMED)
    assert link.passage is not None
    assert link.passage.quote == "a report by the Norwell Institute"
    camp.reader.view.setFocus()
    qtbot.keyClick(camp.reader.view, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    tree = camp.reader.links.tree
    assert tree.hasFocus()
    found = tree.findItems("Camps in spring", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    assert found, "the chain doesn't show the report"
    tree.setCurrentItem(found[0])
    qtbot.keyClick(tree, Qt.Key.Key_U)
    idle(qtbot, camp)
    assert [one for one in case.evidence_store.links() if one.to_document_id == report] == []


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
