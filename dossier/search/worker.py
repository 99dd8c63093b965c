"""Search in a process of its own, which is stopped after three seconds and started again."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier import log
from dossier.child import Child, Limits, start_child
from dossier.domain.corpus import DocumentId
from dossier.errors import Bug, UserError
from dossier.search import wire
from dossier.search.engine import (
    Hit,
    IndexDamaged,
    IndexedDocument,
    IndexUnusable,
    SearchEngine,
    SearchRequest,
    SearchResult,
)
from dossier.search.engines import open_engine
from dossier.search.query import QueryProblem

SECONDS = 3.0
"""A search that takes longer is stopped."""
OPENING_SECONDS = 120.0
"""Reading the facts of the largest cases takes some seconds; more means that something hangs."""
LIMITS = Limits(memory=4 << 30, cpu_seconds=180)
"""Memory for the facts and postings of the largest cases. The processor time only ends a child whose
parent is gone: opening a large index counts as one task."""
ANSWER = 64 << 20
"""Bytes of one answer."""

ANSWERING = f"{__name__}:answering"

_LOG = log.logger("search")


class SearchStopped(UserError):
    """A search that took too long, or more memory than there is, was given up."""


def too_slow(seconds: float) -> SearchStopped:
    """The search was stopped by the clock."""
    return SearchStopped(
        f"This search took longer than {seconds:g} seconds and was stopped.",
        hint="Ask for fewer words, or give patterns with * and ? more letters.",
    )


def _crashed() -> SearchStopped:
    return SearchStopped(
        "This search took more than the program may use, and was stopped.",
        hint="Ask for fewer words, or give patterns with * and ? more letters.",
    )


@dataclass(frozen=True)
class Where:
    """Which index is searched."""

    engine: str
    folder: Path


class SearchWorker:
    """The process that searches one index. Methods may be called from any thread; one search at a time."""

    def __init__(
        self, where: Callable[[], Where], *, seconds: float = SECONDS, factory: str = ANSWERING
    ) -> None:
        """`where` is asked at each start of the process."""
        self._where = where
        self._seconds = seconds
        self._factory = factory
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._owed = 0
        """Answers to come that nobody waits for: the child is opening the index."""
        self._stale = False
        self.stopped = 0
        """How many searches were stopped."""

    def start(self, *, warm: bool = False) -> None:
        """Start the process and let it open the index meanwhile; `warm` also reads what patterns need."""
        with self._lock:
            if self._child is None:
                where = self._where()
                start = json.dumps({"engine": where.engine, "folder": str(where.folder)})
                self._child = start_child(self._factory, start, LIMITS)
                self._send({"do": "open", "warm": warm})
                self._owed += 1

    def search(self, request: SearchRequest) -> SearchResult:
        """See SearchEngine. SearchStopped when it takes too long."""
        found = self._ask({"do": "search", "request": wire.write(request)})
        assert isinstance(found, SearchResult)
        return found

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """See SearchEngine. SearchStopped when it takes too long."""
        found: tuple[Hit, ...] = self._ask(
            {"do": "similar", "text": text, "limit": limit, "without": without}
        )
        return found

    def learn(self, documents: Sequence[IndexedDocument], deleted: Sequence[DocumentId]) -> None:
        """Teach an index that is in the memory of that process; see SearchEngine.update."""
        task = {"do": "learn", "documents": wire.write(tuple(documents)), "deleted": list(deleted)}
        self._ask(task, OPENING_SECONDS)

    def ids(self) -> list[DocumentId]:
        """See SearchEngine."""
        return [DocumentId(key) for key in self._ask({"do": "ids"}, OPENING_SECONDS)]

    def renew(self) -> None:
        """The index has a new commit."""
        self._stale = True

    def close(self) -> None:
        """End the process; a search under way is given up."""
        running = self._child
        if running is not None:
            with contextlib.suppress(ValueError):  # somebody else has just closed it
                running.process.kill()
        with self._lock:
            if self._child is not None:
                self._child.kill()
                self._forget()

    def _forget(self) -> None:
        self._child = None
        self._owed = 0
        self._stale = False

    def _ask(self, task: dict[str, Any], seconds: float | None = None) -> Any:
        with self._lock:
            self.start()
            while self._owed:
                self._owed -= 1
                self._receive(OPENING_SECONDS)
            if self._stale:
                self._stale = False
                self._send({"do": "open", "warm": False})
                self._receive(OPENING_SECONDS)
            self._send(task)
            return self._receive(self._seconds if seconds is None else seconds)

    def _send(self, task: dict[str, Any]) -> None:
        assert self._child is not None
        # When the child has died, receiving will tell.
        with contextlib.suppress(OSError):
            self._child.pipe.send_bytes(json.dumps(task).encode("utf-8"))

    def _receive(self, seconds: float) -> Any:
        assert self._child is not None
        try:
            answer = self._child.pipe.recv_bytes(ANSWER) if self._child.pipe.poll(seconds) else None
        except (EOFError, OSError):
            answer = b"m"
        if answer is not None and answer.startswith(b"-"):
            raise Bug(
                "This search failed. Nothing is lost.",
                hint="Please report it with the log file.",
                detail=answer[1:80].decode("utf-8", "replace"),
            )
        if answer is None or not answer.startswith(b"+"):
            trouble = too_slow(self._seconds) if answer is None else _crashed()
            code = self._child.kill()
            self._forget()
            self.stopped += 1
            _LOG.info("a search was stopped (%s, %s)", "time" if answer is None else "memory", code)
            self.start()
            raise trouble
        return _unpack(json.loads(answer[1:]))


def _unpack(answer: dict[str, Any]) -> Any:
    if "problem" in answer:
        sentence, details = answer["problem"]
        raise QueryProblem(sentence, **details)
    if "unusable" in answer:
        raise IndexDamaged(answer["unusable"])
    return wire.read(answer["found"])


# -- in the child


def answering(start: str) -> Callable[[str], str]:
    """What the child does: tasks as JSON in, answers as JSON out."""
    said = json.loads(start)
    engine: SearchEngine | None = None

    def work(text: str) -> str:
        nonlocal engine
        task = json.loads(text)
        try:
            if task["do"] == "open":
                if engine is None:
                    engine = open_engine(said["engine"], Path(said["folder"]), sweep=False, only_read=True)
                engine.renew()
                engine.count()
                if task["warm"]:
                    engine.warm()
                return json.dumps({"found": wire.write(())})
            assert engine is not None, "opened before it is asked"
            return json.dumps({"found": wire.write(_found(engine, task))})
        except QueryProblem as problem:
            details = {
                name: getattr(problem, name) for name in ("hint", "position", "word", "length", "instead")
            }
            return json.dumps({"problem": [problem.sentence, details]})
        except IndexUnusable as trouble:
            return json.dumps({"unusable": trouble.detail or type(trouble).__name__})

    return work


def _found(engine: SearchEngine, task: dict[str, Any]) -> object:
    if task["do"] == "learn":
        engine.update(wire.read(task["documents"]), task["deleted"])
        return ()
    if task["do"] == "ids":
        return tuple(engine.ids())
    if task["do"] == "search":
        return engine.search(wire.read(task["request"]))
    return engine.similar(task["text"], limit=task["limit"], without=task["without"])
