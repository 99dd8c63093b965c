"""Saved searches and the history of searches, as stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.domain.searches import Inquiry, SavedSearchId
from dossier.errors import NotFound, UserError
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import CaseDatabase, create_database, open_database
from dossier.storage.migrations.run import migrate
from dossier.storage.searches import MOST_REMEMBERED, SearchStore
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.cases import document


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CaseDatabase]:
    database = create_database(tmp_path / "case.db")
    yield database
    database.close()


@pytest.fixture
def store(database: CaseDatabase) -> SearchStore:
    return SearchStore(database)


ASKED = Inquiry(
    'actor:"Islamic State" هجوم',
    "date",
    True,
    frozenset({("language", "ar"), ("year", "2024")}),
    frozenset({("source", "Amaq")}),
)


def test_a_saved_search_keeps_order_sort_and_choices(store: SearchStore) -> None:
    first, second = store.save("One", ASKED), store.save("Two", Inquiry("x"))
    assert [(one.id, one.name, one.inquiry) for one in store.saved()] == [
        (first, "One", ASKED),
        (second, "Two", Inquiry("x")),
    ]
    store.arrange([second, first])
    assert [one.name for one in store.saved()] == ["Two", "One"]
    third = store.save("Three", Inquiry("y"))
    assert [one.name for one in store.saved()] == ["Two", "One", "Three"]
    store.arrange([third])
    assert [one.name for one in store.saved()] == ["Three", "Two", "One"]


def test_saving_under_a_name_again_replaces_it_in_its_place(store: SearchStore) -> None:
    key = store.save("One", Inquiry("x"))
    store.save("Two", Inquiry("y"))
    assert store.save("One", ASKED) == key
    assert [(one.name, one.inquiry) for one in store.saved()] == [("One", ASKED), ("Two", Inquiry("y"))]


def test_names_are_each_used_once_and_what_is_gone_is_gone(store: SearchStore) -> None:
    key, other = store.save("One", Inquiry("x")), store.save("Two", Inquiry("y"))
    with pytest.raises(UserError, match="of that name"):
        store.rename(key, "Two")
    store.rename(key, "One")
    store.rename(key, "Uno")
    store.remove(other)
    assert [one.name for one in store.saved()] == ["Uno"]
    for act in (store.remove, store.look, lambda key: store.rename(key, "z")):
        with pytest.raises(NotFound):
            act(other)


def test_a_look_is_at_all_documents_that_are_there(store: SearchStore, database: CaseDatabase) -> None:
    key = store.save("One", Inquiry("x"))
    assert (store.newest_document(), store.saved()[0].seen) == (0, 0)
    ids = CorpusStore(database).add([document("a"), document("b")])
    assert store.newest_document() == max(ids)
    assert store.saved()[0].seen == 0
    store.look(key)
    assert store.saved()[0].seen == max(ids)
    assert store.save("Back", Inquiry("x"), DocumentId(1)) != key
    assert [one.seen for one in store.saved()] == [max(ids), 1]


def test_the_history_has_each_query_once_newest_first(store: SearchStore) -> None:
    for query in ("a", "b", "a", "c"):
        store.remember(query, len(query))
    assert [one.query for one in store.history()] == ["c", "a", "b"]
    assert store.history()[0].total == 1
    store.forget_history()
    assert store.history() == []
    store.remember("d", 0)
    assert [one.query for one in store.history()] == ["d"]


def test_the_history_ends_after_two_hundred(store: SearchStore) -> None:
    for number in range(MOST_REMEMBERED + 5):
        store.remember(f"q{number}", 0)
    found = [one.query for one in store.history()]
    assert found == [f"q{number}" for number in range(MOST_REMEMBERED + 4, 4, -1)]


_CHOICES = st.frozensets(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=3)


@given(
    st.builds(
        Inquiry,
        st.text(max_size=9),
        st.sampled_from(["relevance", "date"]),
        st.booleans(),
        _CHOICES,
        _CHOICES,
    )
)
def test_an_inquiry_comes_back_from_its_options(inquiry: Inquiry) -> None:
    assert Inquiry.of(inquiry.query, inquiry.options()) == inquiry


@pytest.mark.parametrize(
    "options", [{}, {"sort": 1, "include": 5, "exclude": [[1]], "exact": "yes"}, {"include": None}]
)
def test_options_of_another_form_choose_nothing(options: dict[str, object]) -> None:
    assert Inquiry.of("x", options) == Inquiry("x")


def test_saved_searches_of_the_first_release_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    create_database(path).close()
    migrate(path, "0001")
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO saved_search (id, name, query, seen_document_id) VALUES (3, 'b', 'x', 2)")
    connection.execute("INSERT INTO saved_search (id, name, query, seen_document_id) VALUES (1, 'a', 'y', 0)")
    connection.commit()
    connection.close()
    database = open_database(path)
    assert [(one.id, one.name, one.inquiry.query, one.seen) for one in SearchStore(database).saved()] == [
        (SavedSearchId(1), "a", "y", 0),
        (SavedSearchId(3), "b", "x", 2),
    ]
    database.close()
