"""The search page by keyboard: mistakes, completions, history, saved searches, facets, copies, many hits."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId, GroupId
from dossier.domain.searches import Inquiry
from dossier.gui.hits_model import COPIES_ROLE, HIT_ROLE
from dossier.gui.main_window import MainWindow
from dossier.gui.search_view import SearchView
from dossier.gui.text_view import Mark
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QTreeWidgetItem, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from tests.helpers.cases import document
from tests.helpers.windows import SLOW, idle

DOCUMENTS = (
    ("Hezbollah fired rockets at the north.", "Rockets", "2024-03-05", "en"),
    ("أعلن حزب الله عن العملية في الشمال.", "بيان", "2024-03-07", "ar"),
    ("Rockets were shown in Moscow.", "Moscow", "2023-01", "en"),
    ("Rockets were shown in Moscow, again.", "Moscow again", "2023-02", "en"),
)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> SearchView:
    """The search page of a case with four documents."""
    case = window.case
    assert case is not None
    case.corpus_store.add(
        [
            document(text, title=title, published=date, language=language)
            for text, title, date, language in DOCUMENTS
        ]
    )
    case.index.drain()
    window.search_page.search()
    idle(qtbot, window)
    window.search_page.query.setFocus()
    return window.search_page


def titles(page: SearchView) -> list[str]:
    found = [page.model.hit(row) for row in range(page.model.rowCount())]
    return [one.document.title for one in found if one is not None]


def type_in(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type into the search field and wait for the hits."""
    page = window.search_page
    page.query.clear()
    qtbot.keyClicks(page.query, text)
    settle(qtbot, window)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    page = window.search_page
    qtbot.waitUntil(
        lambda: not page._wait.isActive() and not page.query._wait.isActive() and not window.runner.running(),
        timeout=SLOW,
    )


def facet(page: SearchView, name: str, value: str) -> QTreeWidgetItem:
    walk = QTreeWidgetItemIterator(page.facets)
    while (item := walk.value()) is not None:
        if item.data(0, Qt.ItemDataRole.UserRole + 1) == (name, value):
            return item
        walk += 1
    raise AssertionError(f"no {name} {value}")


def test_a_mistake_is_underlined_and_mended_by_one_click(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "rockets kind:articel lang:en")
    qtbot.waitUntil(page.trouble.isVisible, timeout=SLOW)
    assert page.query.mistake == (13, 20)
    assert "no kind" in page.trouble.text()
    page.query.repaint()
    page.links.links()[0].click()
    settle(qtbot, window)
    assert page.query.text() == "rockets kind:article lang:en"
    assert page.query.mistake is None
    assert not page.trouble.isVisible()
    assert len(titles(page)) == 3


def test_an_actor_nobody_is_called_by_and_a_query_without_words_are_told(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, 'actor:"Zork Blim"')
    assert "nobody here is called" in page.searched.text()

    type_in(qtbot, window, '"""')
    assert "no word in that" in page.searched.text()


def test_an_unfinished_value_is_no_mistake_yet(qtbot: QtBot, window: MainWindow, page: SearchView) -> None:
    type_in(qtbot, window, "kind:arti")
    assert not page.trouble.isVisible()
    qtbot.waitUntil(page.trouble.isVisible, timeout=SLOW)
    qtbot.keyClicks(page.query, "cle")
    settle(qtbot, window)
    assert not page.trouble.isVisible()
    assert page.model.rowCount() == 4


def test_latin_letters_complete_to_the_actor_and_find_the_arabic_name(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "hezbo")
    qtbot.waitUntil(lambda: page.query.choices is not None, timeout=SLOW)
    choices = page.query.choices
    assert choices is not None
    assert "Hezbollah" in choices.item(0).text()
    assert page.query.hasFocus()
    qtbot.keyClick(page.query, Qt.Key.Key_Down)
    qtbot.keyClick(page.query, Qt.Key.Key_Return)
    assert page.query.text() == "actor:Hezbollah "
    assert page.query.choices is None
    settle(qtbot, window)
    assert set(titles(page)) == {"Rockets", "بيان"}
    assert "حزب الله" in page.searched.toolTip()


def test_escape_closes_the_completions_and_enter_searches_what_is_typed(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "hezbollah")
    page.query.completion_wanted.emit("hezbo", 5)
    idle(qtbot, window)
    assert page.query.choices is None, "an answer to what was typed before"
    type_in(qtbot, window, "title")
    qtbot.waitUntil(lambda: page.query.choices is not None, timeout=SLOW)
    qtbot.keyClick(page.query, Qt.Key.Key_Escape)
    assert page.query.choices is None
    assert page.query.text() == "title"


def test_a_name_is_offered_with_all_its_names_and_never_put_in_silently(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "hezbollah")
    assert titles(page) == ["Rockets"]
    assert [link.words for link in page.links.links()] == ["Search all names of Hezbollah"]
    page.links.links()[0].click()
    settle(qtbot, window)
    assert set(titles(page)) == {"Rockets", "بيان"}
    assert page.exact.text() == "exact name only"
    page.exact.click()
    settle(qtbot, window)
    assert titles(page) == ["Rockets"]


def test_letters_that_find_nothing_but_begin_a_name_offer_its_actor(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "hizba")
    page.query.close_choices()
    assert "Search all names of Hezbollah" in [link.words for link in page.links.links()]
    next(link for link in page.links.links() if link.words == "Search all names of Hezbollah").click()
    settle(qtbot, window)
    assert set(titles(page)) == {"Rockets", "بيان"}


def test_enter_reads_the_first_hit_at_its_word_and_f3_goes_on(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "rockets moscow")
    with qtbot.waitSignal(window.reader.shown, timeout=SLOW):
        qtbot.keyClick(page.query, Qt.Key.Key_Return)
    settle(qtbot, window)
    view = window.reader.view
    seen = []
    for _ in range(2):
        [now] = view.spans(Mark.HIT_NOW)
        seen.append(view.text[now.start : now.end])
        qtbot.keyClick(window, Qt.Key.Key_F3)
    assert seen == ["Rockets", "Moscow"]
    assert window.reader.place.text().startswith("hit 1 of 2")


def test_a_misspelt_word_is_put_right_by_one_click(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "rokets")
    assert [link.words for link in page.links.links()] == ["Did you mean: rockets"]
    page.links.links()[0].click()
    settle(qtbot, window)
    assert len(titles(page)) == 3


def test_up_walks_through_what_was_looked_at_and_down_comes_back(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    for query in ("moscow", "rockets"):
        type_in(qtbot, window, query)
        qtbot.keyClick(page.query, Qt.Key.Key_Return)
        settle(qtbot, window)
        page.query.setFocus()
    case = window.case
    assert case is not None
    assert [one.query for one in case.searches.history()] == ["rockets", "moscow"]
    page.query.clear()
    qtbot.keyClicks(page.query, "x")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(page.query, key)
        seen.append(page.query.text())
    assert seen == ["rockets", "moscow", "moscow", "rockets", "x"]
    page.kept.clear_history()
    settle(qtbot, window)
    assert case.searches.history() == []
    qtbot.keyClick(page.query, Qt.Key.Key_Up)
    assert page.query.text() == "x"


def test_a_saved_search_counts_what_is_new_until_it_is_opened(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    case = window.case
    assert case is not None
    page.ask(Inquiry("rockets", "date", include=frozenset({("language", "en")})))
    settle(qtbot, window)
    page.save_search()
    dialog = page.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue() == "rockets"
    dialog.setTextValue("Rockets")
    dialog.accept()
    settle(qtbot, window)
    page.kept.save("Other", Inquiry("moscow"))
    settle(qtbot, window)
    assert page.saved.names() == ["Rockets", "Other"]
    case.corpus_store.add([document("More rockets", title="More", language="en")])
    case.index.drain()
    page.kept.count_new()
    settle(qtbot, window)
    assert page.saved.names() == ["Rockets  (1 new)", "Other"]
    page.ask(Inquiry(""))
    settle(qtbot, window)
    page.saved.list.setFocus()
    page.saved.list.setCurrentRow(0)
    qtbot.keyClick(page.saved.list, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert page.inquiry() == Inquiry("rockets", "date", include=frozenset({("language", "en")}))
    assert page.saved.names() == ["Rockets", "Other"]


def test_saved_searches_are_moved_renamed_and_deleted_by_key(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    for name in ("One", "Two"):
        page.kept.save(name, Inquiry(name))
        settle(qtbot, window)
    shown = page.saved.list
    shown.setCurrentRow(0)
    qtbot.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert page.saved.names() == ["Two", "One"]
    shown.item(0).setText("Zwei")
    settle(qtbot, window)
    assert page.saved.names() == ["Zwei", "One"]
    shown.item(0).setText("One")
    settle(qtbot, window)
    assert page.saved.names() == ["Zwei", "One"], "the name is taken"
    shown.setCurrentRow(1)
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert page.saved.names() == ["Zwei"]
    assert "back" in page.undo()
    settle(qtbot, window)
    assert page.saved.names() == ["Zwei", "One"]
    assert page.undo() == ""


def test_facets_are_kept_combined_left_out_and_taken_back_by_key(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    page.facets.setCurrentItem(facet(page, "language", "en"))
    qtbot.keyClick(page.facets, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert len(titles(page)) == 3
    assert facet(page, "language", "en").text(0) == "✓ English"
    assert facet(page, "language", "ar").text(1) == "1", "another value can still be added"
    page.facets.setCurrentItem(facet(page, "year", "2023"))
    qtbot.keyClick(page.facets, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert titles(page) == ["Rockets"]
    left = facet(page, "year", "2023")
    assert left.text(0) == "✗ 2023"
    assert "left out" in left.data(0, Qt.ItemDataRole.AccessibleTextRole)
    page._forget_choices()
    settle(qtbot, window)
    assert len(titles(page)) == 4


def test_months_stand_under_their_year(qtbot: QtBot, window: MainWindow, page: SearchView) -> None:
    year = facet(page, "year", "2023")
    assert [year.child(row).text(0) for row in range(year.childCount())] == ["February 2023", "January 2023"]
    assert not year.isExpanded()
    page.facets.setCurrentItem(facet(page, "month", "2023-02"))
    page.facets.itemActivated.emit(page.facets.currentItem(), 0)
    settle(qtbot, window)
    assert titles(page) == ["Moscow again"]
    assert facet(page, "year", "2023").isExpanded()


def test_choices_that_leave_nothing_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    page.ask(Inquiry("rockets", include=frozenset({("language", "ar")})))
    settle(qtbot, window)
    assert page._take_back.isVisible()
    page._take_back.click()
    settle(qtbot, window)
    assert len(titles(page)) == 3


def test_copies_are_one_line_that_says_how_many(qtbot: QtBot, window: MainWindow, page: SearchView) -> None:
    case = window.case
    assert case is not None
    third, fourth = (DocumentId(key) for key in case.corpus_store.ids()[2:4])
    case.corpus_store.set_group([third, fourth], GroupId(third))
    type_in(qtbot, window, "moscow")
    assert page.model.rowCount() == 1
    index = page.model.index(0)
    assert page.model.data(index, COPIES_ROLE) == 2
    assert "2 copies" in str(page.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert page.total.text().startswith("2 of 4")


def test_any_of_many_hits_can_be_scrolled_to_and_is_read_then(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    case = window.case
    assert case is not None
    case.corpus_store.add([document(f"Convoy number {number}", title=f"C{number}") for number in range(300)])
    case.index.drain()
    type_in(qtbot, window, "convoy")
    assert page.model.rowCount() == 300
    assert page.model.hit(250) is None
    page.hits.scrollTo(page.model.index(250))
    qtbot.waitUntil(lambda: page.model.hit(250) is not None, timeout=SLOW)
    assert page.model.index(250).data(HIT_ROLE) is page.model.hit(250)
    idle(qtbot, window)


def test_documents_like_a_hit_are_listed_and_the_search_comes_back(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    type_in(qtbot, window, "moscow")
    page.hits.setCurrentIndex(page.model.index(0))
    first = page.model.document(0)
    page.more_like_current()
    settle(qtbot, window)
    assert page.searched.toolTip().count("Moscow") >= 1
    assert first is not None
    assert page.model.row_of(first) == -1
    page.links.links()[0].click()
    settle(qtbot, window)
    assert set(titles(page)) == {"Moscow", "Moscow again"}
    assert page.model.document(page.hits.currentIndex().row()) == first


def test_the_state_brings_query_choices_and_hit_back(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    asked = Inquiry("rockets", "date", True, frozenset({("language", "en")}), frozenset({("kind", "memo")}))
    page.ask(asked)
    settle(qtbot, window)
    page.hits.setCurrentIndex(page.model.index(1))
    state = page.state()
    page.ask(Inquiry("moscow"))
    settle(qtbot, window)
    page.restore(state)
    settle(qtbot, window)
    assert page.inquiry() == asked
    assert page.hits.currentIndex().row() == 1
    page.restore({"query": 5, "include": "x", "hit": "y", "columns": 7})
    settle(qtbot, window)


def test_many_queries_from_a_file(qtbot: QtBot, window: MainWindow, page: SearchView, tmp_path: Path) -> None:
    from dossier.gui.batch_dialog import BatchDialog

    (tmp_path / "q.csv").write_text("id,query\na,rockets\nb,kind:articel\n", "utf-8")
    page.search_many()
    dialog = page.findChild(BatchDialog)
    assert dialog is not None
    dialog.search_file(tmp_path / "q.csv")
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2 and not window.runner.running(), timeout=SLOW)
    assert dialog.table.item(0, 2).text() == "3"
    assert "no kind" in dialog.table.item(1, 2).text()
    dialog.save_to(tmp_path / "out.csv")
    idle(qtbot, window)
    assert (tmp_path / "out.csv").read_text("utf-8-sig").count("\n") == 5
    dialog.table.setCurrentCell(0, 1)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert page.query.text() == "rockets"


def test_a_kept_facet_is_told_beside_the_hits_and_taken_back_by_a_click_or_escape(
    qtbot: QtBot, window: MainWindow, page: SearchView
) -> None:
    def chips() -> list[str]:
        return [chip.words for chip in page.choices.links()]

    type_in(qtbot, window, "rockets")
    assert page.choices.isHidden()
    every = titles(page)
    page.facets.include.add(("language", "ar"))
    page.facets.exclude.add(("kind", "memo"))
    page.facets.chosen.emit()
    settle(qtbot, window)
    type_in(qtbot, window, "moscow")  # other words: the choices stay, and are seen to stay
    assert chips() == [
        "only language: \u2068Arabic\u2069 ✕",
        "without kind: \u2068memo\u2069 ✕",
        "take back all 2 ✕",
    ]
    page.choices.links()[0].click()
    settle(qtbot, window)
    assert page.facets.include == set()
    assert chips() == ["without kind: \u2068memo\u2069 ✕"]
    page.query.close_choices()
    qtbot.keyClick(page.query, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert page.facets.exclude == set()
    assert page.choices.isHidden()
    type_in(qtbot, window, "rockets")
    assert titles(page) == every
