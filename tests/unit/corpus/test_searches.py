"""Saved searches count what is new in them; the history notes what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.domain.searches import Inquiry
from dossier.errors import UserError
from dossier.jobs import Cancelled, no_progress
from dossier.search.tree import QueryProblem

from tests.helpers.cases import document


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    case = create_case(tmp_path / "T.case")
    add(case, "Moscow attack claimed", "Nothing of note")
    yield case
    case.close()


def add(case: Case, *texts: str) -> None:
    case.corpus_store.add([document(text) for text in texts])
    case.index.drain()


def new(case: Case) -> list[int]:
    counts = case.searches.count_new(no_progress, Cancelled())
    return [counts[one.id] for one in case.searches.saved()]


def test_only_hits_that_came_after_the_last_look_are_new(case: Case) -> None:
    case.searches.save("Moscow", Inquiry("moscow"))
    case.searches.save("English", Inquiry("", include=frozenset({("language", "en")})))
    case.searches.save("Arabic", Inquiry("", include=frozenset({("language", "ar")})))
    assert new(case) == [0, 0, 0]
    add(case, "Moscow again", "Something else")
    assert new(case) == [1, 2, 0]
    case.searches.look(case.searches.saved()[0].id)
    assert new(case) == [0, 2, 0]
    add(case, "More of Moscow")
    assert new(case) == [1, 3, 0]


def test_a_deleted_search_can_be_put_back_as_it_was(case: Case) -> None:
    key = case.searches.save("Moscow", Inquiry("moscow"))
    add(case, "Moscow again")
    [before] = case.searches.saved()
    case.searches.remove(key)
    assert case.searches.saved() == []
    case.searches.save(before.name, before.inquiry, seen=before.seen)
    assert new(case) == [1]


def test_what_can_not_be_searched_is_not_saved(case: Case) -> None:
    with pytest.raises(QueryProblem):
        case.searches.save("x", Inquiry("kind:articel"))
    with pytest.raises(UserError, match="needs a name"):
        case.searches.save("  ", Inquiry("moscow"))
    case.searches.save("  a   name " + "x" * 200, Inquiry("moscow"))
    [saved] = case.searches.saved()
    assert saved.name.startswith("a name x")
    assert len(saved.name) == 80


def test_history_leaves_out_empty_queries_and_spare_spaces(case: Case) -> None:
    for query in ("", "   ", " moscow  attack"):
        case.searches.remember(query, 1)
    assert [one.query for one in case.searches.history()] == ["moscow attack"]


def test_a_case_opened_for_reading_is_searched_and_remembers_nothing(case: Case) -> None:
    case.searches.save("Moscow", Inquiry("moscow"))
    case.searches.remember("before", 1)
    reader = open_case(case.path, read_only=True)
    reader.searches.remember("moscow", 1)
    reader.searches.look(reader.searches.saved()[0].id)
    assert [one.query for one in reader.searches.history()] == ["before"]
    reader.close()
