"""Search in a process of its own: the same answers, an end after the time allowed, and a fresh start."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.errors import Bug
from dossier.search import wire
from dossier.search.engine import IndexDamaged, IndexedDocument, SearchRequest, Sort
from dossier.search.engines import ENGINES, open_engine
from dossier.search.query import QueryProblem, parse
from dossier.search.worker import SearchStopped, SearchWorker, Where
from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.test_engine import random_queries
from tests.helpers.search_corpus import random_documents

STUBBORN = "tests.helpers.stubborn:answering"


@pytest.fixture(params=ENGINES)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """An index of random documents."""
    engine = open_engine(request.param, tmp_path / "index")
    engine.update(random_documents(60))
    engine.close()
    return Where(request.param, tmp_path / "index")


@pytest.fixture
def worker(where: Where) -> Iterator[SearchWorker]:
    worker = SearchWorker(lambda: where)
    yield worker
    worker.close()


@pytest.fixture
def stubborn(where: Where) -> Iterator[SearchWorker]:
    worker = SearchWorker(lambda: where, seconds=0.5, factory=STUBBORN)
    yield worker
    worker.close()


def _request(query: str) -> SearchRequest:
    return SearchRequest(parse(query), limit=100)


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.suffix != ".lock"
    }


def test_it_answers_as_the_engine_does(where: Where, worker: SearchWorker) -> None:
    engine = open_engine(where.engine, where.folder)
    for query in random_queries(60, seed=2):
        here, there = engine.search(_request(query)), worker.search(_request(query))
        assert (there.total, there.hits, there.facets) == (here.total, here.hits, here.facets)
    text = random_documents(60)[5].text
    assert worker.similar(text, limit=3) == engine.similar(text, limit=3)
    engine.close()


def test_what_is_wrong_with_a_query_arrives_as_it_was_said(worker: SearchWorker) -> None:
    engine_words = " ".join(f"zz{number}" for number in range(1_100))
    where = worker._where()
    engine = open_engine(where.engine, where.folder)
    engine.update([IndexedDocument(DocumentId(9_999), "One", engine_words)])
    engine.close()
    with pytest.raises(QueryProblem) as caught:
        worker.search(_request("zz*"))
    assert caught.value.word == "zz*"
    assert "1,024" in caught.value.sentence


def test_a_commit_is_seen_once_it_is_told_of(where: Where, worker: SearchWorker) -> None:
    assert worker.search(_request("beacon")).total == 0
    engine = open_engine(where.engine, where.folder)
    engine.update([IndexedDocument(DocumentId(9_999), "New", "beacon")], [DocumentId(3)])
    engine.close()
    worker.renew()
    assert [hit.document_id for hit in worker.search(_request("beacon")).hits] == [9_999]
    assert worker.search(_request("")).total == 60


def test_a_search_that_takes_too_long_is_stopped_with_a_sentence_and_the_next_is_answered(
    stubborn: SearchWorker,
) -> None:
    with pytest.raises(SearchStopped) as caught:
        stubborn.search(_request("hang"))
    assert "seconds" in caught.value.sentence
    assert caught.value.hint.endswith(".")
    assert stubborn.search(_request("")).total == 60
    assert stubborn.stopped == 1


def test_a_search_that_dies_is_told_and_the_next_is_answered(stubborn: SearchWorker) -> None:
    for _ in range(2):
        with pytest.raises(SearchStopped):
            stubborn.search(_request("die"))
        assert stubborn.search(_request("")).total == 60
    with pytest.raises(Bug):
        stubborn.search(_request("fail"))
    assert stubborn.search(_request("")).total == 60


def test_a_stopped_search_leaves_the_index_as_it_was(where: Where, stubborn: SearchWorker) -> None:
    before = _digests(where.folder)
    with pytest.raises(SearchStopped):
        stubborn.search(_request("hang"))
    stubborn.search(_request("attack"))
    stubborn.close()
    after = _digests(where.folder)
    assert after == before


def test_an_index_that_is_gone_is_told_as_damage(where: Where) -> None:
    nowhere = SearchWorker(lambda: Where(where.engine, where.folder.parent / "nowhere"))
    try:
        with pytest.raises(IndexDamaged):
            nowhere.search(_request("attack"))
        assert not (where.folder.parent / "nowhere").exists()
    finally:
        nowhere.close()


def test_closing_twice_and_before_starting_is_no_matter(where: Where) -> None:
    worker = SearchWorker(lambda: where)
    worker.close()
    worker.start(warm=True)
    worker.close()
    worker.close()
    assert worker.search(_request("")).total == 60
    worker.close()


@given(
    query=st.sampled_from(random_queries(300, seed=9)),
    limit=st.integers(0, 10_000),
    sort=st.sampled_from(Sort),
    include=st.frozensets(st.tuples(st.sampled_from(["source", "year"]), st.text())),
)
def test_a_request_is_the_same_behind_the_pipe(
    query: str, limit: int, sort: Sort, include: frozenset[tuple[str, str]]
) -> None:
    request = SearchRequest(parse(query), limit=limit, sort=sort, include=include)
    assert wire.read(wire.write(request)) == request
