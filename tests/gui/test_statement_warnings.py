"""In the editor: refuted claims, conflicts, and what the linter says while typing."""

from __future__ import annotations

from pathlib import Path

from dossier.domain.evidence import Claim, ClaimId, Verdict
from dossier.gui.cite_dialog import CiteDialog
from dossier.gui.dossiers_view import DossiersView
from dossier.gui.main_window import MainWindow
from dossier.gui.statement_dialog import ConflictDialog
from dossier.gui.statement_panel import StatementPanel
from dossier.jobs import Changes
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts


def editor_with(qtbot: QtBot, window: MainWindow, *texts: str) -> tuple[DossiersView, list[StatementPanel]]:
    case = window.case
    assert case is not None
    dossier = case.editor.begin(case.find_actor("Hamas"), sections=())
    section = case.editor.add_section(dossier, "One")
    for text in texts:
        case.editor.add_statement(dossier, section, text)
    window.go_to("Dossiers")
    idle(qtbot, window)
    page = window.pages.get("Dossiers")
    assert isinstance(page, DossiersView)
    page.open_dossier(dossier)
    return page, page.area.blocks()


def test_the_linter_speaks_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    page, [block] = editor_with(qtbot, window, "An attack is likely.")
    assert block.remarks.isHidden()
    block.edit.setFocus()
    block.edit.moveCursor(block.edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(block.edit, " It may fail.")
    block.save()
    qtbot.waitUntil(lambda: "likelihood" in block.remarks.text(), timeout=SLOW)
    assert block.remarks.isVisibleTo(block)
    assert block.remarks.textFormat() is Qt.TextFormat.PlainText
    assert page.area.blocks() == [block]
    idle(qtbot, window)


def test_a_refuted_claim_is_told_beside_the_statement(qtbot: QtBot, window: MainWindow) -> None:
    page, [block] = editor_with(qtbot, window, "The dam was lost.")
    case = window.case
    assert case is not None
    claim = case.claims.add(
        Claim(ClaimId(0), "The dam has burst", verdict=Verdict.FALSE, reviewer="Checkers")
    )
    assert block.warnings.isHidden()
    window.runner.changed.emit(case.claims.rest(block.statement.id, claim))
    [now] = page.area.blocks()
    assert "rests on a claim rated false by Checkers" in now.warnings.text()
    idle(qtbot, window)


def test_a_conflict_is_marked_with_a_note_taken_off_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    page, [first, _second] = editor_with(qtbot, window, "Forty were killed.", "Ninety were killed.")

    def ask() -> ConflictDialog:
        block = page.area.blocks()[0]
        block.conflict_wanted.emit(block.statement.id)
        dialog = page.findChild(ConflictDialog)
        assert isinstance(dialog, ConflictDialog)
        dialog.setParent(None)
        return dialog

    dialog = ask()
    assert dialog.off.isHidden()
    qtbot.keyClicks(dialog.note, "two counts")
    dialog.ok.click()
    first, second = page.area.blocks()
    assert "Ninety were killed.\u2069” (\u2068two counts\u2069)" in first.warnings.text()
    assert "Forty were killed.\u2069” (\u2068two counts\u2069)" in second.warnings.text()
    dialog = ask()
    assert dialog.list.item(0).text().startswith("\u2068in conflict")
    assert dialog.note.text() == "two counts"
    dialog.off.click()
    assert page.area.blocks()[0].warnings.isHidden()
    window.undo()
    assert "two counts" in page.area.blocks()[0].warnings.text()
    idle(qtbot, window)


def test_a_citation_is_taken_back_from_the_dossier_it_went_into(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    import_texts(qtbot, window, tmp_path / "files", {"one.txt": "Hezbollah fired rockets at the town."})
    case = window.case
    assert case is not None
    other = case.editor.begin(case.find_actor("Hezbollah"), sections=("One",))
    editor_with(qtbot, window, "Forty were killed.")
    [document] = case.library.all()
    window.cite(document.id, 0, 9)
    dialog = window.findChild(CiteDialog)
    assert isinstance(dialog, CiteDialog)
    dialog.actor.setCurrentIndex(dialog.actor.findText("Hezbollah"))
    dialog._cite()
    idle(qtbot, window)
    assert len(case.editor.get(other).sections[0].statements) == 1
    window.undo()
    assert case.editor.get(other).sections[0].statements == ()
    hamas = case.editor.of_actor(case.find_actor("Hamas"))
    assert hamas is not None
    assert len(hamas.sections[0].statements) == 1  # the open dossier is left alone
    idle(qtbot, window)


def test_the_first_section_goes_no_further_up_and_the_last_no_further_down(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, _blocks = editor_with(qtbot, window, "One.")
    case = window.case
    assert case is not None
    [dossier] = case.editor.all()

    def able(tip: str) -> list[bool]:
        buttons = page.area.findChildren(QToolButton)
        return [one.isEnabled() for one in buttons if one.toolTip() == tip and not one.isHidden()]

    assert able("Move this section up") == [False]
    assert able("Move this section down") == [False]
    case.editor.add_section(dossier.id, "Two")
    window.runner.changed.emit(Changes(dossiers=True))
    qtbot.waitUntil(lambda: able("Move this section up") == [False, True])
    assert able("Move this section down") == [True, False]
    idle(qtbot, window)
