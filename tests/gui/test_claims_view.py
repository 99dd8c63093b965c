"""The ledger in the window: claims of fact-checks, the statements that rest on them, files in and out."""

from __future__ import annotations

import json
from pathlib import Path

from dossier.domain.evidence import Claim, ClaimId, Verdict
from dossier.evidence.claim_files import read_claims
from dossier.gui.claim_dialog import ClaimDialog
from dossier.gui.claims_view import COLUMNS, ClaimsView
from dossier.gui.main_window import MainWindow
from dossier.gui.statement_dialog import ChooseStatementDialog
from dossier.jobs import Changes
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle, import_texts

CHECK = (
    "Old video of the dam\n\n5 May 2024\n\nThe Claim\n\nA video shows that the great dam of the valley has burst.\n\n"
    "Several users on Facebook shared the video.\n\nVerdict\n\nFalse\n"
)


def page_of(qtbot: QtBot, window: MainWindow) -> ClaimsView:
    window.go_to("Claims")
    idle(qtbot, window)
    page = window.pages.get("Claims")
    assert isinstance(page, ClaimsView)
    return page


def test_a_fact_check_fills_the_ledger_and_a_statement_is_linked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    import_texts(qtbot, window, tmp_path / "files", {"check.txt": CHECK})
    case = window.case
    assert case is not None
    actor = case.find_actor("Hamas")
    dossier = case.editor.begin(actor)
    section = case.editor.add_section(dossier, "One")
    case.editor.add_statement(dossier, section, "The valley was flooded.")
    case.editor.add_statement(
        dossier, section, "A video shows the great dam of the valley has burst, they say."
    )
    page = page_of(qtbot, window)
    assert [page.model.index(0, column).data() for column in (1, 2, 3)] == [
        "Several users on Facebook", "False", "false",
    ]  # fmt: skip
    assert page.resting.count() == 1  # the second statement is proposed
    page.confirm.click()
    assert page.unlink.isVisibleTo(page)
    page.link.click()
    dialog = page.findChild(ChooseStatementDialog)
    qtbot.keyClicks(dialog.filter, "flooded")
    dialog.ok.click()
    assert page.resting.count() == 2
    assert page.model.index(0, 6).data() == "2"
    page.resting.setCurrentRow(0)
    words = page.resting.item(0).text()
    page.unlink.click()
    assert page.model.index(0, 6).data() == "1"
    window.undo()
    assert page.model.index(0, 6).data() == "2"
    assert "turn down" in window.jobs.label.text()
    page.go.click()
    assert window.pages.current_name == "Dossiers"
    focus = window.dossiers_page.area.focused()
    assert focus is not None
    assert case.editor.statement(focus[0]).text in words
    window.go_to("Claims")
    page.document.click()
    idle(qtbot, window)
    assert window.reader.document_id is not None


def test_what_is_turned_down_is_not_proposed_again(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    import_texts(qtbot, window, tmp_path / "files", {"check.txt": CHECK})
    case = window.case
    assert case is not None
    dossier = case.editor.begin(case.find_actor("Hamas"), sections=("One",))
    section = case.editor.get(dossier).sections[0].id
    words = "A video shows the great dam of the valley has burst, they say."
    statement = case.editor.add_statement(dossier, section, words)
    page = page_of(qtbot, window)
    assert page.resting.item(0).text().startswith("proposed")
    page.unlink.click()
    assert page.resting.count() == 0
    case.editor.change_text(dossier, statement, f"{words} Nobody knows.")
    window.runner.changed.emit(Changes(dossiers=True))
    assert page.resting.count() == 0
    assert "its page" in page.undo()  # the dossier was edited since: that is taken back there
    window.go_to("Dossiers")
    window.undo()
    window.undo()
    window.go_to("Claims")
    assert page.resting.item(0).text().startswith("proposed")
    idle(qtbot, window)


def test_add_edit_filter_and_remove(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert page.stack.currentWidget() is page.empty
    page.add.click()
    dialog = page.findChild(ClaimDialog)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    save.click()
    assert dialog.trouble.isVisibleTo(dialog)
    qtbot.keyClicks(dialog.text, "The dam has burst")
    qtbot.keyClicks(dialog.printed, "Mostly true")
    qtbot.keyClicks(dialog.reviewed, "soon")
    save.click()
    assert "date" in dialog.trouble.text()
    dialog.reviewed.setText("2024-05")
    save.click()
    assert page.model.rowCount() == 1
    assert page.model.claims[0].verdict is Verdict.MOSTLY_TRUE
    qtbot.keyClicks(page.filter, "volcano")
    assert page.stack.currentWidget() is page.empty
    page.filter.clear()
    page.verdicts.setCurrentIndex(page.verdicts.findData("refuted"))
    page.verdicts.activated.emit(page.verdicts.currentIndex())
    assert page.model.rowCount() == 0
    page.verdicts.setCurrentIndex(0)
    page.verdicts.activated.emit(0)
    page.remove.click()
    assert page.model.rowCount() == 0


def test_files_in_and_out(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    page = page_of(qtbot, window)
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "<b>The</b> dam has burst",
        "reviewRating": {"alternateName": "زائف"},
    }
    (tmp_path / "in.json").write_text(json.dumps([review, review]), "utf-8")
    page.import_from(tmp_path / "in.json")
    assert page.model.rowCount() == 1
    page.export_to(tmp_path / "out.json")
    (claim,) = read_claims((tmp_path / "out.json").read_text("utf-8"))
    assert claim.verdict is Verdict.FALSE
    assert page.words.text() == "<b>The</b> dam has burst"
    assert page.words.textFormat() is Qt.TextFormat.PlainText


def test_empty_columns_leave_their_room_to_the_claims(qtbot: QtBot, window: MainWindow) -> None:
    case = window.case
    assert case is not None
    case.claims.add(
        Claim(ClaimId(0), "The dam of the valley has burst and flooded nine villages", verdict=Verdict.FALSE)
    )
    page = page_of(qtbot, window)
    hidden = [page.table.isColumnHidden(column) for column in range(len(COLUMNS))]
    assert hidden == [False, True, True, False, True, True, True]
    assert page.table.columnWidth(0) > page.table.viewport().width() * 0.6
    case.claims.add(Claim(ClaimId(0), "Another", claimant="A channel", verdict=Verdict.TRUE))
    window.runner.changed.emit(Changes(evidence=True))
    assert not page.table.isColumnHidden(1)
    idle(qtbot, window)
