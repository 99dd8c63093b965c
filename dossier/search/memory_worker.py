"""Search an index that is only in the memory of a process of its own, which is stopped after three seconds.

For cases with a passphrase, whose words must not reach the disk: documents go there through the pipe, and the child
can write no file. A stopped search takes the index with it, so whoever asks next has to teach a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from dossier.domain.corpus import DocumentId
from dossier.search.engine import (
    Hit,
    IndexedDocument,
    IndexHasNoMemory,
    IndexStopped,
    SearchRequest,
    SearchResult,
)
from dossier.search.engines import IN_MEMORY, refuse_without_memory_engine
from dossier.search.worker import ANSWERING, SECONDS, SearchStopped, SearchWorker, Where

_Answer = TypeVar("_Answer")


class MemoryWorker:
    """See SearchEngine. All but `close` raise IndexStopped once a search was stopped."""

    def __init__(self, *, seconds: float = SECONDS, factory: str = ANSWERING) -> None:
        """EnvironmentTrouble when this copy of the program lacks the engine."""
        refuse_without_memory_engine()
        self._worker = SearchWorker(lambda: Where(IN_MEMORY, Path()), seconds=seconds, factory=factory)

    def search(self, request: SearchRequest) -> SearchResult:
        """See SearchEngine. SearchStopped when it takes too long."""
        return self._ask(lambda: self._worker.search(request))

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """See SearchEngine. SearchStopped when it takes too long."""
        return self._ask(lambda: self._worker.similar(text, limit=limit, without=without))

    def update(self, documents: Sequence[IndexedDocument], deleted: Sequence[DocumentId] = ()) -> None:
        """See SearchEngine; in memory when this returns. IndexHasNoMemory when that is not enough."""
        try:
            self._ask(lambda: self._worker.learn(documents, deleted))
        except SearchStopped as stopped:
            raise IndexHasNoMemory from stopped

    def clear(self) -> None:
        """See SearchEngine."""
        self._ask(lambda: self._worker.learn((), self._worker.ids()))

    def count(self) -> int:
        """See SearchEngine."""
        return len(self.ids())

    def ids(self) -> list[DocumentId]:
        """See SearchEngine."""
        return self._ask(self._worker.ids)

    def warm(self) -> None:
        """See SearchEngine."""

    def renew(self) -> None:
        """See SearchEngine. Nobody else can change it."""

    def close(self) -> None:
        """See SearchEngine."""
        self._worker.close()

    def _ask(self, ask: Callable[[], _Answer]) -> _Answer:
        if self._worker.stopped:
            raise IndexStopped
        answer = ask()
        if self._worker.stopped:  # while this waited for its turn: it was answered by an empty index
            raise IndexStopped
        return answer
