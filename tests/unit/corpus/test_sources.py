"""Sources: graded with a reason, described, merged into one and split again exactly."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.domain.corpus import DocumentId, Reliability, SourceId
from dossier.errors import UserError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.cases import document


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Two sources with two documents each."""
    made = create_case(tmp_path / "Test.case")
    for name in ("Amaq", "أعماق"):
        key = made.corpus_store.source_named(name)
        made.corpus_store.add([document(f"{name} {number}", source_id=key) for number in range(2)])
    yield made
    made.close()


def key_of(case: Case, name: str) -> SourceId:
    return next(one.id for one in case.corpus_store.sources() if one.name == name)


def state(case: Case) -> object:
    documents = {key: case.corpus_store.get(key).source_id for key in case.corpus_store.ids()}
    return case.corpus_store.sources(), documents, [line.merged for line in case.sources.every()]


def test_a_grade_needs_a_reason_and_its_history_stays(case: Case) -> None:
    key = key_of(case, "Amaq")
    with pytest.raises(UserError):
        case.sources.grade(key, Reliability.D, "  ")
    case.sources.grade(key, Reliability.D, "Claims of its own group only")
    case.sources.grade(key, Reliability.E, "Two inventions")
    assert case.corpus_store.source(key).reliability is Reliability.E
    assert case.sources.undo() == "grade"
    assert case.corpus_store.source(key).reliability is Reliability.D
    assert [one.reason for one in case.sources.history(key)] == [
        "E was taken back",
        "Two inventions",
        "Claims of its own group only",
    ]


def test_an_edit_is_taken_back_and_a_name_is_borne_once(case: Case) -> None:
    key = key_of(case, "Amaq")
    before = state(case)
    case.sources.describe(
        key, name="Amaq News", descriptor=" An outlet ", names=["Aamaq", "", "Aamaq"],
        domains=["WWW.Example.org"], country="IQ",
    )  # fmt: skip
    source = case.corpus_store.source(key)
    assert (source.name, source.descriptor, source.names) == ("Amaq News", "An outlet", ("Aamaq",))
    assert (source.domains, source.country) == (("example.org",), "iq")
    with pytest.raises(UserError, match="Another source"):
        case.sources.describe(key, name="اعماق", descriptor="", names=[], domains=[], country=None)
    assert case.sources.undo() == "edit"
    assert state(case) == before


def test_a_merged_source_gives_its_documents_and_its_name(case: Case, tmp_path: Path) -> None:
    one, other = key_of(case, "أعماق"), key_of(case, "Amaq")
    before = state(case)
    case.sources.merge(one, other)
    [line] = [entry for entry in case.sources.every() if entry.documents]
    assert (line.source.id, line.documents, line.source.names) == (other, 4, ("أعماق",))
    assert [merged.id for merged in line.merged] == [one]
    assert case.corpus_store.source_named("أعماق") == other  # what is imported later goes there, too
    with pytest.raises(UserError):
        case.sources.merge(one, other)
    case.close()
    again = open_case(tmp_path / "Test.case")
    try:
        again.sources.split(one)  # after a restart as well
        assert state(again) == before
    finally:
        again.close()


def test_what_is_merged_on_is_split_in_order(case: Case) -> None:
    third = case.corpus_store.source_named("Amaq Agency")
    one, other = key_of(case, "أعماق"), key_of(case, "Amaq")
    case.sources.merge(one, other)
    case.sources.merge(other, third)
    assert case.corpus_store.source_named("أعماق") == third
    with pytest.raises(UserError, match="merged itself"):
        case.sources.split(one)
    case.sources.split(other)
    case.sources.split(one)
    assert len(case.sources.every()) == 3


def test_a_document_given_to_another_source_in_the_meantime_stays_there(case: Case) -> None:
    one, other = key_of(case, "أعماق"), key_of(case, "Amaq")
    case.sources.merge(one, other)
    case.library.describe([DocumentId(3)], source="Somebody")
    case.sources.split(one)
    assert case.corpus_store.get(DocumentId(3)).source == "Somebody"
    assert case.corpus_store.get(DocumentId(4)).source_id == one


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_undoing_every_merge_restores_the_case(pairs: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = create_case(Path(folder) / "T.case")
        try:
            keys = [case.corpus_store.source_named(f"Source {number}") for number in range(5)]
            case.corpus_store.add([document(f"t{key}", source_id=key) for key in keys])
            before = state(case)
            for one, other in pairs:
                try:
                    case.sources.merge(keys[one], keys[other])
                except UserError:
                    continue
                counts = [line.documents for line in case.sources.every()]
                assert sum(counts) == 5
            while case.sources.undo():
                pass
            assert state(case) == before
        finally:
            case.close()
