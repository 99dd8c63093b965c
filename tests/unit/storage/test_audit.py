"""The record of deeds: written with the deed or not at all, and broken wherever somebody touches it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.corpus import Reliability
from dossier.domain.evidence import Credibility
from dossier.storage.audit import AuditStore
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import CaseDatabase, create_database, open_database
from dossier.storage.evidence import EvidenceStore
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.cases import document


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CaseDatabase]:
    one = create_database(tmp_path / "case.db")
    one.who = "Analyst"
    yield one
    one.close()


def fill(database: CaseDatabase) -> AuditStore:
    """Five entries."""
    corpus, evidence = CorpusStore(database), EvidenceStore(database)
    [key] = corpus.add([document("A text")])
    source = corpus.source_named("An outlet")
    evidence.grade_source(source, Reliability.B, who="Analyst", reason="long record")
    evidence.grade_document(key, Credibility(2), who="Analyst", reason="seen elsewhere")
    store = AuditStore(database)
    store.note("export", dossier=1, format="pdf")
    store.note("exported", dossier=1, sha256="ab" * 32)
    return store


def test_deeds_are_entered_with_who_did_them(database: CaseDatabase) -> None:
    store = fill(database)
    entries = store.entries()
    assert [entry.what for entry in reversed(entries)] == [
        "import", "grade source", "grade document", "export", "exported",
    ]  # fmt: skip
    assert {entry.who for entry in entries} == {"Analyst"}
    assert list(entries[-1].detail["documents"].values()) == [document("A text").sha256]
    assert store.verify() is None
    assert [entry.id for entry in store.entries(before=3)] == [2, 1]


def test_an_empty_record_is_whole(database: CaseDatabase) -> None:
    assert AuditStore(database).verify() is None


def test_a_deed_that_is_rolled_back_leaves_no_entry(database: CaseDatabase) -> None:
    store = fill(database)
    with pytest.raises(RuntimeError), database.transaction():
        CorpusStore(database).add([document("Another text")])
        raise RuntimeError
    assert len(store.entries()) == 5
    assert store.verify() is None


@pytest.mark.parametrize(
    ("statement", "entry"),
    [
        ("UPDATE audit SET who = 'Somebody' WHERE id = 2", 2),
        ("UPDATE audit SET what = 'import' WHERE id = 3", 3),
        ("UPDATE audit SET detail = '{}' WHERE id = 4", 4),
        ("UPDATE audit SET \"when\" = '2020-01-01 00:00:00.000000' WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 3", 3),
        ("DELETE FROM audit WHERE id = 5", 5),
        ("DELETE FROM audit", 1),
        ("UPDATE audit SET id = 9 WHERE id = 5", 5),
        ("UPDATE audit SET hash = lower(hex(zeroblob(32))) WHERE id = 2", 2),
        ("DELETE FROM info WHERE key = 'audit newest'", 6),
    ],
)
def test_whatever_is_touched_is_named(tmp_path: Path, statement: str, entry: int) -> None:
    database = create_database(tmp_path / "other.db")
    fill(database)
    database.close()
    with sqlite3.connect(tmp_path / "other.db") as raw:
        raw.execute(statement)
    raw.close()
    database = open_database(tmp_path / "other.db")
    broken = AuditStore(database).verify()
    database.close()
    assert broken is not None
    assert broken.entry == entry


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=15)
@given(details=st.lists(_JSON, min_size=1, max_size=4))
def test_whatever_is_entered_verifies_after_reading_it_back(
    tmp_path_factory: pytest.TempPathFactory, details: list[object]
) -> None:
    path = tmp_path_factory.mktemp("audit") / "case.db"
    database = create_database(path)
    for detail in details:
        AuditStore(database).note("a deed", told=detail)
    database.close()
    database = open_database(path)
    assert AuditStore(database).verify() is None
    assert [entry.detail["told"] for entry in reversed(AuditStore(database).entries())] == details
    database.close()
