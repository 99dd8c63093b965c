"""The index follows the database, whatever happens to either."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.jobs import Cancelled, Progress
from dossier.search.engine import IndexedDocument, IndexHasNoRoom, SearchEngine, SearchRequest
from dossier.search.engines import TANTIVY, WHOOSH, open_engine
from dossier.search.index import BATCH, Change, Index
from dossier.search.query import parse
from dossier.search.whoosh_engine import WhooshEngine
from hypothesis import given, settings
from hypothesis import strategies as st


class Database:
    """A database with an outbox, in memory."""

    def __init__(self) -> None:
        self.documents_by_id: dict[DocumentId, IndexedDocument] = {}
        self.outbox: list[tuple[int, DocumentId]] = []
        self._last = 0

    def put(self, key: int, text: str) -> None:
        """Store a document and tell the outbox."""
        self.documents_by_id[DocumentId(key)] = IndexedDocument(DocumentId(key), f"Title {key}", text)
        self._note(DocumentId(key))

    def remove(self, key: int) -> None:
        """Delete a document and tell the outbox."""
        self.documents_by_id.pop(DocumentId(key), None)
        self._note(DocumentId(key))

    def _note(self, key: DocumentId) -> None:
        self._last += 1
        self.outbox.append((self._last, key))

    def pending(self, limit: int) -> Sequence[Change]:
        """See Feed."""
        newest: dict[DocumentId, int] = {}
        for mark, key in self.outbox:
            newest[key] = mark
        return [
            Change(key, self.documents_by_id.get(key), mark) for key, mark in list(newest.items())[:limit]
        ]

    def learned(self, changes: Sequence[Change]) -> None:
        """See Feed."""
        marks = {change.document_id: change.mark for change in changes}
        self.outbox = [(mark, key) for mark, key in self.outbox if mark > marks.get(key, 0)]

    def waiting(self) -> int:
        """See Feed."""
        return len({key for _, key in self.outbox})

    def everything_again(self) -> None:
        """See Feed."""
        self.outbox = []
        for key in self.documents_by_id:
            self._note(key)

    def ids(self) -> Sequence[DocumentId]:
        """See Feed."""
        return sorted(self.documents_by_id)

    def documents(self, ids: Sequence[DocumentId]) -> Sequence[IndexedDocument]:
        """See Feed."""
        return [self.documents_by_id[key] for key in ids if key in self.documents_by_id]


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(database: Database, folder: Path) -> Iterator[Index]:
    index = _index(database, folder)
    yield index
    index.close()


def _index(
    database: Database, folder: Path, open_engine: Callable[[Path], SearchEngine] = WhooshEngine
) -> Index:
    return Index(lambda: open_engine(folder), lambda: shutil.rmtree(folder, ignore_errors=True), database)


def _found(index: Index, query: str) -> list[int]:
    return sorted(hit.document_id for hit in index.search(SearchRequest(parse(query), limit=1_000)).hits)


def test_what_was_stored_is_found_after_draining(database: Database, index: Index) -> None:
    database.put(1, "Kherson")
    database.put(2, "Grozny")
    assert index.drain() == 2
    assert database.waiting() == 0
    assert _found(index, "Kherson") == [1]
    database.put(1, "Mariupol")
    database.remove(2)
    index.drain()
    assert (_found(index, "Kherson"), _found(index, "Mariupol"), _found(index, "Grozny")) == ([], [1], [])
    assert index.differences() == ([], [])


def test_draining_tells_how_far_it_is(database: Database, index: Index) -> None:
    for key in range(1, 11):
        database.put(key, "text")
    told: list[Progress] = []
    assert index.drain(told.append) == 10
    assert told[-1].done == told[-1].total == 10


def test_a_cancelled_drain_leaves_the_rest_waiting(database: Database, index: Index) -> None:
    for key in range(1, BATCH + 11):
        database.put(key, "text")
    cancelled = Cancelled()
    done = index.drain(lambda _progress: cancelled.set(), cancelled)
    assert (done, database.waiting()) == (BATCH, 10)
    index.drain()
    assert index.engine.count() == BATCH + 10


def test_a_commit_that_was_not_marked_is_repeated_without_doubles(database: Database, folder: Path) -> None:
    database.put(1, "Kherson")
    database.put(2, "Kherson")
    first = _index(database, folder)
    changes = database.pending(10)
    first.engine.update([change.document for change in changes if change.document])
    first.close()  # killed before the database heard of it
    second = _index(database, folder)
    try:
        assert second.drain() == 2
        assert _found(second, "Kherson") == [1, 2]
        assert second.engine.count() == 2
    finally:
        second.close()


def test_a_change_during_learning_waits_for_the_next_time(database: Database, index: Index) -> None:
    database.put(1, "Kherson")
    changes = database.pending(10)
    database.put(1, "Mariupol")
    index.engine.update([change.document for change in changes if change.document])
    database.learned(changes)
    assert database.waiting() == 1
    index.drain()
    assert _found(index, "Mariupol") == [1]


@pytest.mark.parametrize("how", ["removed", "emptied", "without a version", "open to others", "noise"])
def test_a_damaged_index_is_built_again_and_told_once(database: Database, folder: Path, how: str) -> None:
    for key in range(1, 6):
        database.put(key, f"Kherson number{key}")
    index = _index(database, folder)
    index.drain()
    index.close()
    if how == "removed":
        shutil.rmtree(folder)
    elif how == "without a version":
        (folder / "dossier-index.json").unlink()
    elif how == "open to others":
        folder.chmod(0o777)
    else:
        for path in folder.iterdir():
            if path.suffix != ".json":
                path.write_bytes(b"" if how == "emptied" else b"\x5a" * 300)
    index = _index(database, folder)
    try:
        index.make_whole()
        index.drain()
        assert _found(index, "Kherson") == [1, 2, 3, 4, 5]
        assert folder.stat().st_mode & 0o777 == 0o700
        assert index.differences() == ([], [])
        if how not in {"removed"}:
            assert index.rebuilt is not None
            assert index.rebuilt.endswith(".")
    finally:
        index.close()


def test_an_index_that_lost_its_files_lets_every_document_wait_again(
    database: Database, folder: Path
) -> None:
    for key in range(1, 4):
        database.put(key, "Kherson")
    index = _index(database, folder)
    index.drain()
    index.close()
    shutil.rmtree(folder)
    index = _index(database, folder)
    try:
        assert index.engine.count() == 0
        assert database.waiting() == 3
        assert index.drain() == 3
        assert _found(index, "Kherson") == [1, 2, 3]
    finally:
        index.close()


def test_an_index_that_lacks_documents_nobody_waits_for_is_made_whole(
    database: Database, index: Index
) -> None:
    database.put(1, "Kherson")
    database.put(2, "Kherson")
    index.drain()
    index.engine.update([], [DocumentId(2)])
    assert index.differences() == ([2], [])
    index.make_whole()
    assert index.differences() == ([], [])
    assert _found(index, "Kherson") == [1, 2]


def test_a_reader_that_catches_up_finds_what_still_waits(database: Database, folder: Path) -> None:
    database.put(1, "Kherson")
    index = Index(
        lambda: WhooshEngine(folder),
        lambda: shutil.rmtree(folder, ignore_errors=True),
        database,
        catch_up=True,
    )
    try:
        assert _found(index, "Kherson") == [1]
        assert database.waiting() == 0
    finally:
        index.close()


def test_another_engine_is_built_beside_while_this_one_answers_and_learns(
    database: Database, folder: Path
) -> None:
    for key in range(1, BATCH + 3):
        database.put(key, "Kherson")
    names = [WHOOSH]
    beside = folder.parent / "beside"
    index = Index(
        lambda: open_engine(names[-1], folder), lambda: shutil.rmtree(folder, ignore_errors=True), database
    )
    index.drain()
    seen: list[int] = []

    def meanwhile(progress: Progress) -> None:
        if not seen:
            database.put(1, "Grozny")
            database.remove(2)
            database.put(9_999, "Grozny")
            index.drain()
        seen.append(len(_found(index, "Grozny")))

    def take() -> None:
        shutil.rmtree(folder)
        beside.rename(folder)
        names.append(TANTIVY)

    try:
        assert index.change_engine(lambda: open_engine(TANTIVY, beside), take, meanwhile)
        assert seen == [2, 2]
        assert _found(index, "Grozny") == [1, 9_999]
        assert index.differences() == ([], [])
        assert index.engine.count() == BATCH + 2
    finally:
        index.close()


def test_a_cancelled_change_of_engine_leaves_all_as_it_was(
    database: Database, index: Index, folder: Path
) -> None:
    for key in range(1, BATCH + 3):
        database.put(key, "Kherson")
    index.drain()
    cancelled = Cancelled()

    def never() -> None:
        raise AssertionError

    done = index.change_engine(
        lambda: open_engine(TANTIVY, folder.parent / "beside"),
        never,
        lambda _progress: cancelled.set(),
        cancelled,
    )
    assert not done
    assert len(_found(index, "Kherson")) == BATCH + 2


def test_documents_the_database_no_longer_has_are_told(database: Database, index: Index) -> None:
    index.engine.update([IndexedDocument(DocumentId(9), "Title", "text")])
    database.put(1, "text")
    index.drain()
    assert index.differences() == ([], [9])
    index.rebuild()
    assert index.differences() == ([], [])


def test_a_full_disk_is_no_damage(database: Database, folder: Path) -> None:
    class Full(WhooshEngine):
        def update(self, documents: Sequence[IndexedDocument], deleted: Sequence[DocumentId] = ()) -> None:
            raise OSError(28, "No space left on device")

    database.put(1, "Kherson")
    index = _index(database, folder, Full)
    try:
        with pytest.raises(IndexHasNoRoom, match="No document is lost"):
            index.drain()
        assert database.waiting() == 1
        assert index.rebuilt is None
    finally:
        index.close()


@settings(max_examples=12)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("put"), st.integers(1, 6), st.sampled_from(["alpha", "beta"])),
            st.tuples(st.just("remove"), st.integers(1, 6), st.just("")),
            st.tuples(st.sampled_from(["drain", "reopen", "rebuild"]), st.just(0), st.just("")),
        ),
        max_size=14,
    )
)
def test_any_course_of_events_ends_with_the_index_equal_to_the_database(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("course") / "index"
    database = Database()
    index = _index(database, folder)
    try:
        for what, key, text in steps:
            if what == "put":
                database.put(key, text)
            elif what == "remove":
                database.remove(key)
            elif what == "drain":
                index.drain()
            elif what == "rebuild":
                index.rebuild()
            else:
                index.close()
                index = _index(database, folder)
        index.drain()
        assert list(index.engine.ids()) == list(database.ids())
        for word in ("alpha", "beta"):
            expected = [key for key, one in sorted(database.documents_by_id.items()) if one.text == word]
            assert _found(index, word) == expected
    finally:
        index.close()
