"""Links and grades in the reader: decided by keys, taken back, added by hand; what falls; gaps beside the dossier."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.domain.evidence import Credibility, LinkKind, LinkStatus
from dossier.gui.fall_dialog import FallDialog
from dossier.gui.link_dialog import LinkDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.statement_panel import marks_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle, import_texts

ARTICLE = (
    "A camp is empty\n\n3 June 2024\n\nAccording to a report by the Norwell Institute, the camp of the Islamic State "
    "near the river has been empty since April.\n"
)
OTHER = (
    "Fighters left the valley\n\n5 June 2024\n\nThe numbers come from a report by the Norwell Institute. It speaks of "
    "two hundred fighters of the Islamic State.\n"
)


@pytest.fixture
def two(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window with two articles on one report; the first is open with its links."""
    import_texts(qtbot, window, tmp_path / "files", {"a.txt": ARTICLE, "b.txt": OTHER})
    window.open_document(1)
    idle(qtbot, window)
    window.reader.show_links()
    return window


def dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    """The dialog of that kind that is open."""
    [found] = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def statuses(window: MainWindow) -> list[str]:
    """The statuses of all links."""
    assert window.case is not None
    return [str(link.status) for link in window.case.evidence_store.links()]


def test_a_suggestion_is_confirmed_rejected_and_taken_back_by_keys(qtbot: QtBot, two: MainWindow) -> None:
    tree = two.reader.links.tree
    assert "Links (1 new)" in [
        two.reader.details.tabText(place) for place in range(two.reader.details.count())
    ]
    assert "Norwell Institute" in tree.currentItem().text(0)
    assert "root not seen" in tree.currentItem().text(1)
    for key, expected in (
        (Qt.Key.Key_Return, "confirmed"),
        (Qt.Key.Key_U, "suggested"),
        (Qt.Key.Key_X, "rejected"),
        (Qt.Key.Key_U, "suggested"),
    ):
        qtbot.keyClick(tree, key)
        idle(qtbot, two)
        assert statuses(two)[0] == expected
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert two.reader.view.selected() is not None


def test_the_kind_of_a_link_is_changed_by_a_key_and_taken_back(qtbot: QtBot, two: MainWindow) -> None:
    panel = two.reader.links
    assert two.case is not None
    store = two.case.evidence_store
    before = store.links()
    qtbot.keyClick(panel.tree, Qt.Key.Key_K)
    qtbot.waitUntil(panel.kinds.isVisible)
    assert [action.text() for action in panel.kinds.actions() if action.isChecked()] == [str(before[0].kind)]
    [quotes] = [action for action in panel.kinds.actions() if action.text() == "quotes"]
    qtbot.mouseClick(panel.kinds, Qt.MouseButton.LeftButton, pos=panel.kinds.actionGeometry(quotes).center())
    idle(qtbot, two)
    assert not panel.kinds.isVisible()
    changed = store.get_link(before[0].id)
    assert (changed.kind, changed.status) == (LinkKind.QUOTES, before[0].status)
    assert panel.tree.currentItem().text(0).startswith("quotes")
    qtbot.keyClick(panel.tree, Qt.Key.Key_U)
    idle(qtbot, two)
    assert store.links() == before


def test_a_document_is_linked_by_typing_part_of_its_title(qtbot: QtBot, two: MainWindow) -> None:
    two.reader.view.select(0, 15)
    two.reader.add_link()
    shown = dialog(two, LinkDialog)
    assert isinstance(shown, LinkDialog)
    qtbot.keyClicks(shown.words, "valley")
    qtbot.keyClick(shown.words, Qt.Key.Key_Return)
    idle(qtbot, two)
    case = two.case
    assert case is not None
    [link] = [one for one in case.evidence_store.links() if one.to_document_id == 2]
    assert link.status is LinkStatus.CONFIRMED
    assert link.passage is not None and link.passage.quote == "A camp is empty"


def test_a_publication_that_is_not_in_the_case_is_described(qtbot: QtBot, two: MainWindow) -> None:
    two.reader.add_link()
    shown = dialog(two, LinkDialog)
    assert isinstance(shown, LinkDialog)
    shown.outside.setChecked(True)
    shown.kind.setCurrentIndex(shown.kind.findData(LinkKind.QUOTES))
    qtbot.keyClicks(shown.title, "Sermon in the old mosque")
    qtbot.keyClicks(shown.date, "soon")
    qtbot.keyClick(shown.date, Qt.Key.Key_Return)
    assert shown.isVisible() and "not a date" in shown._trouble.text()
    shown.date.setText("2024-05-31")
    shown.sort.setCurrentIndex(shown.sort.findData("utterance"))
    qtbot.keyClick(shown.date, Qt.Key.Key_Return)
    idle(qtbot, two)
    assert two.case is not None
    sources = two.case.evidence.independent_sources([DocumentId(1)])
    assert [root.publication.title for root in sources.roots if root.publication] == [
        "Sermon in the old mosque"
    ]


def test_a_circle_is_refused_with_a_sentence(qtbot: QtBot, two: MainWindow) -> None:
    case = two.case
    assert case is not None
    case.evidence.links.add(DocumentId(2), LinkKind.QUOTES, DocumentId(1))
    two.reader.add_link()
    shown = dialog(two, LinkDialog)
    assert isinstance(shown, LinkDialog)
    shown._link()
    assert "circle" in shown._trouble.text()
    shown.reject()


def test_grades_need_a_reason_and_keep_their_history(qtbot: QtBot, two: MainWindow) -> None:
    case = two.case
    assert case is not None
    grades = two.reader.grades
    two.reader.show_grades()
    assert "Proposed: 3" in grades.proposal.text() and "Rule:" in grades.proposal.text()
    grades.digit.setCurrentIndex(int(Credibility.PROBABLY_TRUE) - 1)
    qtbot.keyClicks(grades.why_digit, "seen by two reporters")
    qtbot.keyClick(grades.why_digit, Qt.Key.Key_Return)
    idle(qtbot, two)
    assert case.evidence.grader.digit(DocumentId(1)) is Credibility.PROBABLY_TRUE
    assert "item 2  seen by two reporters" in grades.history.text()
    assert not grades.letter.isEnabled()


def test_a_grade_without_a_reason_is_refused(qtbot: QtBot, two: MainWindow) -> None:
    two.reader.grades.keep_digit.click()
    boxes = [box for box in two.findChildren(QMessageBox) if box.isVisible()]
    assert boxes and "reason" in boxes[0].text()
    for box in boxes:
        box.close()
    idle(qtbot, two)
    assert two.case is not None
    assert two.case.evidence.grader.history(document=DocumentId(1)) == []


def test_what_rests_on_a_document_and_the_gaps_of_a_dossier(qtbot: QtBot, two: MainWindow) -> None:
    case = two.case
    assert case is not None
    key = case.editor.begin(case.find_actor("Islamic State"), sections=("Summary",))
    section = case.editor.get(key).sections[0].id
    statement = case.editor.cite_passage(key, section, DocumentId(1), (0, 15)).statement_id
    case.editor.add_statement(key, section, "Nobody says so.")
    two.go_to("Dossiers")
    two.dossiers_page.open_dossier(key)
    idle(qtbot, two)
    gaps = two.dossiers_page.gaps.list
    texts = [gaps.item(row).text() for row in range(gaps.count())]
    assert "1 statement has no source." in texts
    two.reader.show_what_rests()
    idle(qtbot, two)
    shown = dialog(two, FallDialog)
    assert isinstance(shown, FallDialog)
    assert "1 statement loses the last support" in shown.sentence.text()
    shown.mark.click()
    idle(qtbot, two)
    assert case.library.get(DocumentId(1)).withdrawn
    texts = [gaps.item(row).text() for row in range(gaps.count())]
    assert any("rests only on documents that were withdrawn" in text for text in texts)
    sources = case.evidence.sources_of(case.editor.statement(statement))
    assert ("1 independent source", "warn") in marks_of(case.editor.statement(statement), sources)
