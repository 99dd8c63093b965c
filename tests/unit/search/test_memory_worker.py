"""An index in the memory of a process of its own: Tantivy's answers, nothing on disk, an end to what takes too long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.domain.corpus import DocumentId
from dossier.jobs import NEVER_CANCELLED, no_progress
from dossier.search.engine import IndexedDocument, IndexHasNoMemory, IndexStopped, SearchRequest
from dossier.search.engines import TANTIVY, open_engine
from dossier.search.memory_worker import MemoryWorker
from dossier.search.query import QueryProblem, parse
from dossier.search.worker import SearchStopped

from tests.contracts.test_engine import random_queries
from tests.helpers.search_corpus import random_documents

STUBBORN = "tests.helpers.stubborn:answering"
GOOD = "correct horse battery"


def _request(query: str) -> SearchRequest:
    return SearchRequest(parse(query), limit=100)


@pytest.fixture
def stubborn() -> Iterator[MemoryWorker]:
    worker = MemoryWorker(seconds=0.5, factory=STUBBORN)
    worker.update(random_documents(10))
    yield worker
    worker.close()


def test_it_answers_as_the_engine_does(tmp_path: Path) -> None:
    engine, worker = open_engine(TANTIVY, tmp_path / "index"), MemoryWorker()
    try:
        for one in (engine, worker):
            assert one.count() == 0
            one.update(random_documents(60))
            one.update([IndexedDocument(DocumentId(9_999), "New \ud800", "beacon")], [DocumentId(3)])
        assert worker.ids() == engine.ids()
        assert worker.count() == 60
        for query in ["beacon", *random_queries(30, seed=2)]:
            here, there = engine.search(_request(query)), worker.search(_request(query))
            assert (there.total, there.hits, there.facets) == (here.total, here.hits, here.facets)
        text = random_documents(60)[5].text
        assert worker.similar(text, limit=3) == engine.similar(text, limit=3)
        many = " ".join(f"zz{number}" for number in range(1_100))
        worker.update([IndexedDocument(DocumentId(9_998), "Many", many)])
        with pytest.raises(QueryProblem) as caught:
            worker.search(_request("zz*"))
        assert caught.value.word == "zz*"
        worker.clear()
        assert worker.ids() == []
    finally:
        worker.close()
        engine.close()


@pytest.mark.parametrize("word", ["hang", "die"])
def test_a_stopped_search_takes_the_index_along_and_says_so(stubborn: MemoryWorker, word: str) -> None:
    assert stubborn.search(_request("")).total == 10
    with pytest.raises(SearchStopped):
        stubborn.search(_request(word))
    for ask in (lambda: stubborn.search(_request("")), stubborn.ids, stubborn.count):
        with pytest.raises(IndexStopped):  # never an answer from an empty index
            ask()


def test_a_child_that_dies_while_it_learns_is_told(stubborn: MemoryWorker) -> None:
    with pytest.raises(IndexHasNoMemory) as caught:
        stubborn.update([IndexedDocument(DocumentId(99), "die", "a")])
    assert "memory" in caught.value.sentence


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Case]:
    """A case with a passphrase and six documents."""
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(
            f"Report {number}\n\nWitness {number} spoke in Beirut.", "utf-8"
        )
    case = create_case(tmp_path / "S.case", GOOD)
    case.importer.work(sorted(tmp_path.glob("*.txt")))(no_progress, NEVER_CANCELLED)
    yield case
    case.close()


def test_a_case_with_a_passphrase_learns_anew_after_a_stopped_search(secret: Case) -> None:
    assert secret.finder.search("witness").total == 6
    engine = secret.index.engine
    assert isinstance(engine, MemoryWorker)
    child = engine._worker._child
    assert child is not None
    child.process.kill()  # as the clock does
    with pytest.raises(SearchStopped):
        secret.finder.search("witness")
    assert secret.finder.search("witness").total == 6
    assert secret.index.differences() == ([], [])
    assert secret.checking(repair=False)(no_progress, NEVER_CANCELLED) == []


def test_who_only_reads_it_learns_anew_as_well(secret: Case) -> None:
    reader = open_case(secret.path, passphrase=GOOD)
    try:
        assert reader.read_only
        assert reader.finder.search("witness").total == 6
        engine = reader.index.engine
        assert isinstance(engine, MemoryWorker)
        assert engine._worker._child is not None
        engine._worker._child.process.kill()
        with pytest.raises(SearchStopped):
            reader.finder.search("witness")
        assert reader.finder.search("witness").total == 6
    finally:
        reader.close()
