"""Which engine a case has: proposed when it is large, changed in good order, missing without harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.case.indexing import CaseIndex
from dossier.errors import UserError
from dossier.jobs import Cancelled, no_progress
from dossier.search.engines import TANTIVY, WHOOSH, usable

from tests.helpers.cases import document

pytestmark = pytest.mark.skipif(not usable(TANTIVY), reason="the extra `fast` is not installed")


def _case(path: Path) -> Case:
    case = create_case(path)
    case.corpus_store.add([document(f"Kherson number{number}") for number in range(5)])
    case.index.drain()
    return case


def _total(case: Case, query: str = "Kherson") -> int:
    return case.finder.search(query).total


def test_a_case_keeps_the_engine_it_was_changed_to(tmp_path: Path) -> None:
    case = _case(tmp_path / "a.case")
    assert (case.indexing.engine, _total(case)) == (WHOOSH, 5)
    changes = case.indexing.changing_to(TANTIVY)(no_progress, Cancelled())
    assert changes.index
    assert (case.indexing.engine, _total(case)) == (TANTIVY, 5)
    case.close()
    assert sorted(path.name for path in (tmp_path / "a.case").glob("index*")) == ["index"]
    case = open_case(tmp_path / "a.case")
    assert (case.indexing.engine, _total(case), case.index.rebuilt) == (TANTIVY, 5, None)
    assert case.index.differences() == ([], [])
    case.indexing.changing_to(WHOOSH)(no_progress, Cancelled())
    assert (case.indexing.engine, _total(case)) == (WHOOSH, 5)
    case.close()


def test_without_the_engine_the_other_one_searches_and_says_so(tmp_path: Path) -> None:
    case = _case(tmp_path / "a.case")
    case.indexing.changing_to(TANTIVY)(no_progress, Cancelled())
    case.indexing.close()
    poor = CaseIndex(
        case.path, case.corpus_store, case.feed, read_only=False, has=lambda name: name == WHOOSH
    )
    assert poor.engine == WHOOSH
    assert poor.notice.endswith(".")
    assert poor.proposal == ""
    poor.index.make_whole()
    poor.index.drain()
    assert poor.index.engine.count() == 5
    with pytest.raises(UserError, match="lacks"):
        poor.changing_to(TANTIVY)
    with pytest.raises(UserError, match="no such"):
        poor.changing_to("grep")
    poor.close()
    case.close()


def test_the_fast_engine_is_proposed_to_large_cases_until_it_is_declined(tmp_path: Path) -> None:
    case = _case(tmp_path / "a.case")
    case.indexing.close()

    def index(many: int) -> CaseIndex:
        return CaseIndex(case.path, case.corpus_store, case.feed, read_only=False, many=many)

    assert index(6).proposal == ""
    assert "5 documents" in index(5).proposal
    index(5).decline()
    assert index(5).proposal == ""
    assert case.indexing.proposal == ""
    case.close()


def test_a_change_that_was_killed_half_way_ends_with_a_whole_index(tmp_path: Path) -> None:
    case = _case(tmp_path / "a.case")
    case.corpus_store.set_info("engine", TANTIVY)
    (case.path / "index.next").mkdir()
    case.close()
    case = open_case(tmp_path / "a.case")
    case.settle(no_progress, Cancelled())
    assert (case.indexing.engine, _total(case)) == (TANTIVY, 5)
    assert sorted(path.name for path in case.path.glob("index*")) == ["index"]
    case.close()
