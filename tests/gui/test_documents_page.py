"""The list of documents: ids in memory, the rest read by jobs as rows come into view."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.corpus.library import PAGE
from dossier.domain.corpus import DocumentFilter
from dossier.gui.documents_model import KEPT_PAGES
from dossier.gui.documents_view import DocumentsView
from dossier.gui.main_window import MainWindow
from dossier.gui.text_view import Mark
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.bench.big_window import build
from tests.helpers.pulse import pulse
from tests.helpers.windows import SLOW, idle, import_texts

MANY = PAGE * 12 + 7


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> DocumentsView:
    """The page of documents of a case with twelve pages of them and a bit."""
    build(tmp_path / "Many.case", MANY)
    window.open_case(tmp_path / "Many.case")
    qtbot.waitUntil(lambda: window.case is not None and window.case.name == "Many", timeout=SLOW)
    window.go_to("Documents")
    qtbot.waitUntil(lambda: window.documents_page.model.rowCount() == MANY, timeout=SLOW)
    return window.documents_page


def title(page: DocumentsView, row: int) -> str | None:
    """The title in a row; None while it is being read."""
    return page.model.index(row, 0).data()  # type: ignore[no-any-return]


def test_rows_are_there_at_once_and_their_words_follow(qtbot: QtBot, page: DocumentsView) -> None:
    assert title(page, 0) == f"Report {MANY - 1} on the front near town {(MANY - 1) % 977}"
    assert page.model.document(MANY - 1) is None
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: title(page, MANY - 1) == "Report 0 on the front near town 0", timeout=SLOW)
    assert page._count.text() == f"{MANY:,} documents"


def test_what_was_scrolled_past_is_not_read_first(qtbot: QtBot, page: DocumentsView) -> None:
    for row in range(PAGE, MANY, PAGE):
        page.model.document(row)
    qtbot.waitUntil(lambda: title(page, MANY - 1) is not None, timeout=SLOW)
    assert len(page.model._pages) <= 5
    assert len(page.model._pages) <= KEPT_PAGES


def test_sorted_and_filtered_in_the_background_the_chosen_row_stays_chosen(
    qtbot: QtBot, page: DocumentsView
) -> None:
    page.table.selectRow(3)
    [chosen] = page.model.ids([3])
    with pulse(page) as gaps:
        page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        qtbot.waitUntil(lambda: title(page, 0) == "Report 0 on the front near town 0", timeout=SLOW)
        page.filter.setText(f"town {(MANY - 4) % 977}")
        qtbot.waitUntil(lambda: page.model.rowCount() < 20, timeout=SLOW)
    assert gaps.over(100) == []
    assert chosen in page.model.ids(page._rows(9))
    assert page._count.text().endswith(f"of {MANY:,}")
    page.filter.setText("nowhere at all")
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 2, timeout=SLOW)


def test_a_change_leaves_the_place_where_it_was(
    qtbot: QtBot, page: DocumentsView, window: MainWindow
) -> None:
    page.table.verticalScrollBar().setValue(900)
    page.table.selectRow(905)
    qtbot.waitUntil(lambda: title(page, 905) is not None, timeout=SLOW)
    assert window.case is not None
    keys = page.model.ids([905])
    window.runner.changed.emit(window.case.library.describe(keys, title="Changed by hand"))
    qtbot.waitUntil(lambda: title(page, 905) == "Changed by hand", timeout=SLOW)
    assert page.table.verticalScrollBar().value() == 900
    assert page.model.ids(page._rows(9)) == keys
    idle(qtbot, window)


def test_all_of_many_rows_are_chosen_without_a_pause(qtbot: QtBot, page: DocumentsView) -> None:
    page.table.setFocus()
    with pulse(page) as gaps:
        qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait(20)
    assert len(page._rows(MANY)) == MANY
    assert gaps.over(100) == []


def test_ids_follow_the_filter_and_the_order(page: DocumentsView, window: MainWindow) -> None:
    assert window.case is not None
    library = window.case.library
    where = DocumentFilter(text="town 12")
    for descending in (False, True):
        assert library.ids(where=where, descending=descending) == [
            item.id for item in library.page(where=where, descending=descending, limit=MANY)
        ]


def test_a_document_opened_from_the_list_shows_no_hit_of_the_last_search(
    qtbot: QtBot, full: MainWindow
) -> None:
    assert full.reader.view.spans(Mark.HIT_NOW)
    key = full.reader.document_id
    assert key is not None
    full.open_document(key)
    idle(qtbot, full)
    assert full.reader.view.spans(Mark.HIT_NOW) == []


def test_the_list_has_the_room_of_a_reader_that_shows_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    import_texts(qtbot, window, tmp_path / "texts", {"one.txt": "A first report\n\nHamas spoke.\n"})
    window.go_to("Documents")
    idle(qtbot, window)
    assert window.reader_place.isHidden()
    window.go_to("Actors")
    assert not window.reader_place.isHidden()
    window.go_to("Documents")
    assert window.case is not None
    [document] = window.case.library.all()
    window.open_document(document.id)
    idle(qtbot, window)
    assert not window.reader_place.isHidden()
    window.go_to("Search")
    window.go_to("Documents")
    assert not window.reader_place.isHidden()
