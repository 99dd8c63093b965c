"""Find in the open document: count, order, Arabic spellings, keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dossier.gui.find_bar import MOST, FindBar
from dossier.gui.main_window import MainWindow
from dossier.gui.run import make_application
from dossier.gui.text_view import Mark, TextView
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle

TEXT = "\U0001f600 Sana'a and SANAA.\nقال حِزْبُ اللهِ في إسرائيل، ثم حزب\nالله مرة أخرى. Sanaa again"


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[FindBar]:
    make_application()
    whole = QWidget()
    view = TextView()
    bar = FindBar(view)
    layout = QVBoxLayout(whole)
    layout.addWidget(bar)
    layout.addWidget(view)
    qtbot.addWidget(whole)
    view.show_text(TEXT)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    bar.open_bar()
    yield bar
    whole.close()


def marked(bar: FindBar, mark: Mark = Mark.FOUND) -> list[str]:
    return [bar._view.text[span.start : span.end] for span in bar._view.spans(mark)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sanaa", ["Sana'a", "SANAA", "Sanaa"]),
        ("حزب الله", ["حِزْبُ اللهِ", "حزب\nالله"]),
        ("اسرائيل", ["إسرائيل"]),
        ("aga", ["aga"]),
        ("a.*", []),
        ("zzz", []),
        ("  ", []),
    ],
)
def test_every_spelling_of_the_words_is_found(
    qtbot: QtBot, bar: FindBar, words: str, found: list[str]
) -> None:
    bar.field.setText(words)
    assert marked(bar) == found
    if words.strip():
        assert bar.count.text() == (f"1 of {len(found)}" if found else "not found")
    else:
        assert bar.count.text() == ""


def test_enter_goes_on_shift_enter_back_and_round_the_ends(qtbot: QtBot, bar: FindBar) -> None:
    qtbot.keyClicks(bar.field, "sanaa")
    places = [marked(bar, Mark.FOUND_NOW)]
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return, modifier)
        places.append(marked(bar, Mark.FOUND_NOW))
    assert places == [["Sana'a"], ["SANAA"], ["Sanaa"], ["Sana'a"], ["Sanaa"]]
    assert bar.count.text() == "3 of 3"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert marked(bar) == []
    assert bar._view.textCursor().selectedText() == "Sanaa"


def test_a_letter_that_stands_everywhere_is_marked_to_a_limit(qtbot: QtBot, bar: FindBar) -> None:
    bar._view.show_text("a " * (MOST + 10))
    bar.open_bar("a")
    assert bar.count.text() == f"1 of {MOST:,}+"


def test_the_bar_opens_with_the_selection_and_follows_the_document(qtbot: QtBot, full: MainWindow) -> None:
    reader = full.reader
    start = reader.view.text.index("Falcon")
    reader.view.select(start, start + 6)
    reader.open_find()
    assert reader.finding.field.text() == "Falcon"
    assert reader.finding.count.text() == "1 of 1"
    case = full.case
    assert case is not None
    [arabic] = [item.id for item in case.library.all() if item.file == "arabic.txt"]
    full.open_document(arabic)
    idle(qtbot, full)
    assert reader.finding.count.text() == "not found"


def test_documents_like_the_open_one_are_listed_on_the_search_page(qtbot: QtBot, full: MainWindow) -> None:
    full.go_to("Documents")
    full.reader.want_like()
    idle(qtbot, full)
    assert full.pages.current_name == "Search"
    assert "Moscow attack claimed" in full.search_page.searched.toolTip()
