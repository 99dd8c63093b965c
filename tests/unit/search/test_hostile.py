"""Hostile queries: an answer or a sentence, never an exception, never over three seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.errors import UserError
from dossier.search.engine import IndexedDocument, SearchRequest
from dossier.search.engines import ENGINES, open_engine
from dossier.search.query import parse
from dossier.search.worker import SearchWorker, Where
from hypothesis import HealthCheck, given, settings

from tests.helpers.hostile import hostile_queries, hostile_texts
from tests.helpers.search_corpus import random_documents


@pytest.fixture(params=ENGINES)
def worker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchWorker]:
    """A process that searches some hundred documents with thousands of different words."""
    folder = tmp_path / "index"
    engine = open_engine(request.param, folder)
    many = [
        IndexedDocument(DocumentId(10_000 + n), f"Many {n}", " ".join(f"{w:x}a{n}" for w in range(n * 50)))
        for n in range(40)
    ]
    engine.update([*random_documents(300), *many])
    engine.close()
    worker = SearchWorker(lambda: Where(request.param, folder))
    yield worker
    worker.close()


def _answered(worker: SearchWorker, text: str) -> bool:
    try:
        worker.search(SearchRequest(parse(text)))
    except UserError as problem:
        assert problem.sentence.endswith(".")
        return False
    finally:
        assert worker.stopped == 0, "a search took more than three seconds or died"
    return True


def test_a_fixed_thousand_is_answered_or_refused_with_a_sentence(worker: SearchWorker) -> None:
    answered = sum(_answered(worker, text) for text in hostile_queries())
    assert 50 < answered < 950


_GENERATED = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)


@settings(_GENERATED, max_examples=500)
@given(text=hostile_texts())
def test_five_hundred_generated_ones_are(worker: SearchWorker, text: str) -> None:
    _answered(worker, text)


@pytest.mark.soak
@settings(_GENERATED, max_examples=20_000)
@given(text=hostile_texts())
def test_twenty_thousand_generated_ones_are(worker: SearchWorker, text: str) -> None:
    _answered(worker, text)
