"""Keep the index equal to the database: drain the outbox, rebuild what is damaged or outdated."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dossier import log
from dossier.domain.corpus import DocumentId
from dossier.jobs import NEVER_CANCELLED, Cancelled, Progress, ReportProgress, no_progress
from dossier.search.engine import (
    Hit,
    IndexedDocument,
    IndexHasNoRoom,
    IndexStopped,
    IndexUnusable,
    SearchEngine,
    SearchRequest,
    SearchResult,
)
from dossier.search.worker import SearchWorker

BATCH = 500
"""Documents of the first commit; the next ones are as large as MOST_LETTERS allows."""
MOST_BATCH = 2_500
"""Documents per commit: with 2,500 building takes less than half the time that it takes with 500."""
MOST_LETTERS = 20_000_000
"""Characters per commit, so that long documents don't fill the memory."""

_LOG = log.logger("search")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Change:
    """What the index has to learn of one document; `document` None means that it is gone."""

    document_id: DocumentId
    document: IndexedDocument | None
    mark: int
    """What to hand back when it is learned."""


class Feed(Protocol):
    """The database's side, as case wiring provides it."""

    def pending(self, limit: int) -> Sequence[Change]:
        """The next changes, each document once."""

    def learned(self, changes: Sequence[Change]) -> None:
        """The index has these on disk."""

    def waiting(self) -> int:
        """How many documents wait."""

    def everything_again(self) -> None:
        """Let every document wait."""

    def ids(self) -> Sequence[DocumentId]:
        """Ids of all documents, ascending."""

    def documents(self, ids: Sequence[DocumentId]) -> Sequence[IndexedDocument]:
        """Those of these documents that there are, as an index learns them."""


class Asked(Protocol):
    """What answers: the engine itself, or the process that has it."""

    def search(self, request: SearchRequest) -> SearchResult:
        """See SearchEngine."""

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """See SearchEngine."""


@contextmanager
def _room() -> Iterator[None]:
    """What the disk refuses is told in a sentence; the outbox remembers what the index has yet to learn."""
    try:
        yield
    except OSError as error:
        raise IndexHasNoRoom(type(error).__name__) from error


class Index:
    """An engine with its feed. Opening and searching never fail for a damaged index: it is built again."""

    def __init__(
        self,
        open_engine: Callable[[], SearchEngine],
        reset: Callable[[], None],
        feed: Feed,
        *,
        catch_up: bool = False,
        worker: SearchWorker | None = None,
    ) -> None:
        """`reset` removes the files of an index that can't be used; `catch_up` learns before each search.

        Searches run in the `worker` when there is one, and in this process otherwise.
        """
        self._worker = worker
        self._missed: set[DocumentId] | None = None
        """What was learned here while the index of another engine is being built."""
        self._catch_up = catch_up
        self._open = open_engine
        self._reset = reset
        self._feed = feed
        self._lock = threading.RLock()
        self._engine: SearchEngine | None = None
        self.rebuilt: str | None = None
        """Why the index had to be built again since the last look, in a sentence; None when it had not."""

    @property
    def engine(self) -> SearchEngine:
        """The engine, opened; a damaged index is emptied and everything waits to be learned again."""
        opened = self._engine
        if opened is not None:
            return opened  # without the lock: a search doesn't wait for what is being learned
        with self._lock, _room():
            if self._engine is None:
                try:
                    self._engine = self._open()
                    if self._engine.count() + self._feed.waiting() < len(self._feed.ids()):
                        # Files of the index are gone, or belong to an older state: nobody waits for what it lacks.
                        self._feed.everything_again()
                except IndexUnusable as trouble:
                    self._start_again(trouble)
            assert self._engine is not None
            return self._engine

    def search(self, request: SearchRequest) -> SearchResult:
        """Find documents; when the files turn out to be damaged, build them again and ask once more."""
        return self._ask(lambda asked: asked.search(request))

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """Documents like a text, best first."""
        return self._ask(lambda asked: asked.similar(text, limit=limit, without=without))

    def start(self) -> None:
        """Start the process that searches, in the background, so that the first search need not wait."""
        if self._worker is not None:
            _ = self.engine  # who makes or mends the index comes first
            self._worker.start(warm=True)

    def _ask(self, ask: Callable[[Asked], _Answer]) -> _Answer:
        with _room():
            return self._ask_twice(ask)

    def _ask_twice(self, ask: Callable[[Asked], _Answer]) -> _Answer:
        try:
            engine = self.engine
            if self._catch_up and self._feed.waiting():
                self.drain()
            return ask(self._worker or engine)
        except IndexUnusable as trouble:
            self._look_again(trouble)
            return ask(self._worker or self.engine)

    def _look_again(self, trouble: IndexUnusable) -> None:
        """Who only reads may have come upon a commit of somebody else: this process has the last word."""
        with self._lock:
            if self._worker is not None:
                self._worker.close()
                try:
                    self._close()
                    self._engine = self._open()
                    return
                except IndexUnusable as found:
                    trouble = found
            self._start_again(trouble)
        self.drain()

    def drain(self, progress: ReportProgress = no_progress, cancelled: Cancelled = NEVER_CANCELLED) -> int:
        """Learn all changes that wait, batch by batch; returns how many documents."""
        done, letters, batch = 0, 0, BATCH
        total = self._feed.waiting()
        while total and not cancelled:
            with self._lock:
                changes = self._feed.pending(batch)
                if not changes:
                    break
                documents = [change.document for change in changes if change.document is not None]
                gone = [change.document_id for change in changes if change.document is None]
                try:
                    with _room():
                        self.engine.update(documents, gone)
                except IndexUnusable as trouble:
                    with _room():
                        self._start_again(trouble)
                    total = self._feed.waiting()
                    continue
                if self._worker is not None:
                    self._worker.renew()
                self._feed.learned(changes)
                if self._missed is not None:
                    self._missed.update(change.document_id for change in changes)
            done += len(changes)
            letters += sum(len(document.text) for document in documents)
            batch = max(50, min(MOST_BATCH, MOST_LETTERS * done // max(letters, 1)))
            progress(Progress(done, max(total, done), "indexing"))
        return done

    def rebuild(self, progress: ReportProgress = no_progress, cancelled: Cancelled = NEVER_CANCELLED) -> int:
        """Forget the index and learn everything again; returns how many documents."""
        with self._lock, _room():
            self._close()
            self._reset()
            self._feed.everything_again()
        return self.drain(progress, cancelled)

    def change_engine(
        self,
        make: Callable[[], SearchEngine],
        take: Callable[[], None],
        progress: ReportProgress = no_progress,
        cancelled: Cancelled = NEVER_CANCELLED,
    ) -> bool:
        """Build the index of another engine while this one answers, then `take` it in its place.

        Returns whether it was done; False when it was cancelled, and nothing has changed then.
        """
        with self._lock:
            if self._missed is not None:
                return False  # it is being done already
            self._missed = set()
        other: SearchEngine | None = None
        try:
            other = make()
            ids = list(self._feed.ids())
            for start in range(0, len(ids), BATCH):
                if cancelled:
                    return False
                other.update(self._feed.documents(ids[start : start + BATCH]))
                progress(Progress(min(start + BATCH, len(ids)), len(ids), "indexing"))
            with self._lock:
                late = sorted(self._missed)
                found = self._feed.documents(late)
                other.update(found, sorted(set(late) - {document.id for document in found}))
                other.close()
                other = None
                self._close()
                take()
                self._engine = self._open()
                if self._worker is not None:
                    self._worker.start(warm=True)
            return True
        finally:
            self._missed = None
            if other is not None:
                other.close()

    def differences(self) -> tuple[list[DocumentId], list[DocumentId]]:
        """Documents the index lacks and documents it has too many, those that wait left aside."""
        known = set(self.engine.ids())
        wanted = set(self._feed.ids())
        waiting = (
            {change.document_id for change in self._feed.pending(1_000_000)}
            if self._feed.waiting()
            else set()
        )
        return sorted(wanted - known - waiting), sorted(known - wanted - waiting)

    def make_whole(self) -> None:
        """An index that lacks documents nobody waits for is built again, also one that lost them while open."""
        try:
            if self.engine.count() + self._feed.waiting() < len(self._feed.ids()):
                self.rebuild()
        except IndexUnusable as trouble:
            with self._lock, _room():
                self._start_again(trouble)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._worker is not None:
            self._worker.close()
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _start_again(self, trouble: IndexUnusable) -> None:
        _LOG.info("the index is built again: %s", log.describe(trouble))
        if self._feed.ids() and not isinstance(trouble, IndexStopped):
            self.rebuilt = trouble.sentence
        try:
            self._close()
        except Exception as error:  # noqa: BLE001 - files of a damaged index may not even close
            _LOG.info("the damaged index did not close: %s", log.describe(error))
            self._engine = None
        self._reset()
        self._feed.everything_again()
        self._engine = self._open()
