"""Contradictions in the window: both passages, a decision with its reason, reopened by the same page."""

from __future__ import annotations

from pathlib import Path

from dossier.gui.checks_view import ChecksView
from dossier.gui.main_window import MainWindow
from dossier.gui.text_view import TextView
from dossier.jobs import Changes
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle, import_texts

SERIES = "A note\n\n6 May 2023\n\nIssue 9 of al-Raya came out on 5 May 2023; issue 10 on 1 May 2023.\n"
ARABIC = "هجوم\n\n4 مارس 2024\n\nوقع هجوم في الموصل في 3 مارس 2024 وأدى إلى مقتل 12 شخصا.\n"
OTHER = "خبر\n\n5 مارس 2024\n\nأدى هجوم في الموصل في 3 مارس 2024 إلى مقتل 30 شخصا.\n"


def page_of(qtbot: QtBot, window: MainWindow) -> ChecksView:
    window.go_to("Checks")
    idle(qtbot, window)
    page = window.pages.get("Checks")
    assert isinstance(page, ChecksView)
    return page


def test_an_empty_case_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert page.stack.currentWidget() is page.empty
    assert "Ctrl+I" in page.empty.sentence.text()


def test_decide_with_a_reason_see_both_and_reopen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    texts = {"one.txt": SERIES, "two.txt": ARABIC, "three.txt": OTHER}
    import_texts(qtbot, window, tmp_path / "files", texts)
    page = page_of(qtbot, window)
    assert page.list.count() == 2
    shown = [page.sides.itemAt(place).widget().findChild(TextView) for place in range(2)]
    assert all(view.text in SERIES for view in shown)
    assert not page.decide.isEnabled()
    page.findChildren(TextView)[0].setFocus()
    [first] = [button for button in page._kept.buttons() if page._kept.id(button) == 0]
    first.click()
    qtbot.keyClicks(page.reason, "the number is a slip")
    qtbot.keyClick(page.reason, Qt.Key.Key_Return)
    assert page.list.count() == 1
    page.decided.click()
    assert page.list.count() == 1
    assert page.reason.text() == "the number is a slip"
    assert page._kept.checkedId() == 0
    assert page.sides.count() == 2
    page.reopen.click()
    page.open.click()
    assert page.list.count() == 2
    idle(qtbot, window)


def test_the_statements_behind_a_contradiction_are_marked_as_conflict(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    import_texts(qtbot, window, tmp_path / "files", {"one.txt": SERIES})
    case = window.case
    assert case is not None
    page = page_of(qtbot, window)
    assert page.conflict.isHidden()
    (finding,) = page._shown
    dossier = case.editor.begin(case.find_actor("Hamas"), sections=("One",))
    section = case.editor.get(dossier).sections[0].id
    made = [
        case.editor.cite_passage(dossier, section, one.document_id, (one.start, one.end)).statement_id
        for one in finding.passages
    ]
    window.runner.changed.emit(Changes(dossiers=True))
    idle(qtbot, window)
    assert page.conflict.isVisibleTo(page)
    qtbot.keyClicks(page.reason, "the printer's error")
    page.conflict.click()
    idle(qtbot, window)
    assert case.reviews.conflicts_of(made[0]) == {made[1]: "the printer's error"}
    assert page.conflict.isHidden()
    assert page.reason.text() == "the printer's error"  # what was typed stays, though the page looked again
    assert page.decide.isEnabled()


def test_a_passage_opens_in_the_reader(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    import_texts(qtbot, window, tmp_path / "files", {"one.txt": SERIES})
    page = page_of(qtbot, window)
    page.list.itemActivated.emit(page.list.item(0))
    idle(qtbot, window)
    assert window.reader.document_id is not None
