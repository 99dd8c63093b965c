"""The sources page: graded with a reason, edited, merged and split, all of it undone by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId, Reliability
from dossier.domain.evidence import LinkKind
from dossier.gui.fall_dialog import FallDialog
from dossier.gui.link_button import LinkButton
from dossier.gui.main_window import MainWindow
from dossier.gui.source_dialog import SourceDialog
from dossier.gui.sources_view import SourcesView
from dossier.jobs import Changes
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

TEXTS = {
    "one.txt": "First meeting\n\n3 May 2024\n\nHezbollah and Hamas met in the morning, it was said.\n",
    "two.txt": "Second meeting\n\n4 May 2024\n\nHezbollah said that Iran was informed of it in time.\n",
}


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> SourcesView:
    import_texts(qtbot, window, tmp_path / "texts", TEXTS)
    assert window.case is not None
    case = window.case
    case.library.describe([DocumentId(1)], source="First & <b>Daily</b>")
    case.library.describe([DocumentId(2)], source="Second Daily")
    actor = case.find_actor("Hezbollah")
    book = case.editor.begin(actor, sections=("Summary",))
    section = case.editor.get(book).sections[0].id
    case.editor.cite_passage(book, section, DocumentId(1), (0, 13))
    window.go_to("Sources")
    page = window.pages.get("Sources")
    assert isinstance(page, SourcesView)
    qtbot.waitUntil(lambda: page.list.count() == 2, timeout=SLOW)
    page.open_source(next(one.id for one in case.corpus_store.sources() if one.name.startswith("First")))
    idle(qtbot, window)
    return page


def words_in(page: SourcesView) -> str:
    labels = [label.text() for label in page.page.findChildren(QLabel)]
    return "\n".join(labels + [link.words for link in page.page.findChildren(LinkButton)])


def test_the_page_says_what_rests_on_the_source(qtbot: QtBot, window: MainWindow, page: SourcesView) -> None:
    words = words_in(page)
    assert "What rests on it (1 statement)" in words
    assert "1 statement loses the last support" in words
    assert "1 independent source" in words
    assert "First meeting" in words
    assert "First & <b>Daily</b>" in words


def test_a_letter_is_given_with_its_reason_and_taken_back(
    qtbot: QtBot, window: MainWindow, page: SourcesView
) -> None:
    page.letter.setCurrentIndex(2)
    qtbot.keyClicks(page.reason, "Signs its articles")
    page.grade()
    idle(qtbot, window)
    assert page.shown is not None
    assert page.shown.line.source.reliability is Reliability.C
    assert "Signs its articles" in words_in(page)
    assert "grade" in page.undo()
    idle(qtbot, window)
    assert page.shown.line.source.reliability is Reliability.F


def test_the_source_is_edited_in_its_dialog(qtbot: QtBot, window: MainWindow, page: SourcesView) -> None:
    page.edit()
    [dialog] = page.findChildren(SourceDialog)
    dialog.name.setText("Second Daily")
    dialog.save()
    assert dialog.trouble.isVisible()
    dialog.name.setText("Third")
    dialog.descriptor.setPlainText("A paper of the capital")
    dialog.save()
    idle(qtbot, window)
    assert "A paper of the capital" in words_in(page)


def test_two_sources_become_one_and_two_again(qtbot: QtBot, window: MainWindow, page: SourcesView) -> None:
    assert window.case is not None
    other = next(one.id for one in window.case.corpus_store.sources() if one.name == "Second Daily")
    assert page.shown is not None
    key = page.shown.line.source.id
    page.merge_into(key, other)
    idle(qtbot, window)
    assert page.list.count() == 1
    assert page.shown.line.documents == 2
    page.split(key)
    idle(qtbot, window)
    assert page.list.count() == 2


def test_a_withdrawn_source_is_marked(qtbot: QtBot, window: MainWindow, page: SourcesView) -> None:
    page.withdraw()
    idle(qtbot, window)
    assert "Marked as withdrawn" in words_in(page)
    page.undo()
    idle(qtbot, window)
    assert "Marked as withdrawn" not in words_in(page)


def test_what_falls_with_a_source_is_shown_through_links_and_it_is_marked_there(
    qtbot: QtBot, window: MainWindow, page: SourcesView
) -> None:
    """A statement cites a reprint; with the source of what was reprinted it loses its last support."""
    case = window.case
    assert case is not None and page.shown is not None
    source = page.shown.line.source.id
    [own] = [item.id for item in case.library.all() if item.source_id == source]
    [other] = [item.id for item in case.library.all() if item.source_id != source]
    case.evidence.links.add(other, LinkKind.REPUBLISHES, own)
    key = case.editor.of_actor(case.find_actor("Hezbollah"))
    assert key is not None
    case.editor.cite_passage(key.id, key.sections[0].id, other, (0, 6))
    window.runner.changed.emit(Changes(dossiers=True, evidence=True))
    idle(qtbot, window)
    assert "2 statements lose the last support" in words_in(page)
    page.show_fall()
    [dialog] = page.findChildren(FallDialog)
    assert "1 other document falls with it" in dialog.sentence.text()
    dialog.mark.click()
    idle(qtbot, window)
    assert "Marked as withdrawn" in words_in(page)
    assert case.corpus_store.source(source).withdrawn
