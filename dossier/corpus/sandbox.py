"""Run untrusted work in child processes with limits on time, memory and output, and without network."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import TypeVar

from dossier import log
from dossier.child import Child, Limits, start_child

MEMORY = 1 << 30
"""Bytes of private memory a child may take."""
CPU_SECONDS = 30
WALL_SECONDS = 60
OUTPUT = 256 << 20
"""Bytes of one answer."""
TASKS_PER_CHILD = 2_000
"""Then a fresh one takes over: parsers leak."""
AHEAD = 8
"""Tasks that wait in a child's pipe, so that it never idles."""

_LOG = log.logger("sandbox")
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Failure:
    """A child crashed or passed a limit on this task; a sentence for the user."""

    sentence: str


CRASHED = Failure("Reading this file made its reader crash, so it was left unread. The original is kept.")
TOO_LONG = Failure("Reading this file took too long, so it was left unread. The original is kept.")
TOO_MUCH = Failure("Reading this file took too much memory, so it was left unread. The original is kept.")


@dataclass
class _Child:
    started: Child
    pipe: Connection
    waiting: deque[int]
    """Numbers of the tasks it was given, in order."""
    since: float
    """When it began with the first of them."""
    done: int = 0


class Pool:
    """A few children that run one function, named `module:factory`; the factory gets `start`."""

    def __init__(self, factory: str, start: str, *, children: int | None = None) -> None:
        self._factory = factory
        self._start = start
        self._count = children or max(1, min(4, (os.cpu_count() or 2)))
        self._children: list[_Child] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self, tasks: Iterable[tuple[str, _Key]], stop: Callable[[], bool]
    ) -> Iterator[tuple[_Key, str | Failure]]:
        """Answers in the order of the tasks; ends early, between tasks, when `stop()` is true."""
        source = enumerate(tasks)
        texts: dict[int, str] = {}
        keys: dict[int, _Key] = {}
        answers: dict[int, str | Failure] = {}
        again: deque[int] = deque()
        following = 0
        exhausted = False
        while True:
            while not exhausted and not stop() and len(texts) < self._count * AHEAD:
                try:
                    number, (text, key) = next(source)
                except StopIteration:
                    exhausted = True
                    break
                texts[number], keys[number] = text, key
                again.append(number)
            if stop():
                exhausted = True
                again = deque(number for number in again if not texts.pop(number, None))
            self._hand_out(again, texts)
            while following in answers:
                yield keys.pop(following), answers.pop(following)
                texts.pop(following, None)
                following += 1
            if not texts:
                if exhausted:
                    return
                continue
            for number, answer in self._collect():
                answers[number] = answer
                again.extend(self._orphans)
                self._orphans = []

    _orphans: list[int] = []  # noqa: RUF012 - replaced, never changed

    def _hand_out(self, queue: deque[int], texts: dict[int, str]) -> None:
        while queue:
            fresh = [one for one in self._children if one.done + len(one.waiting) < TASKS_PER_CHILD]
            child = min(fresh, key=lambda one: len(one.waiting), default=None)
            if len(self._children) < self._count and (child is None or child.waiting):
                child = self._make_child()
            if child is None or len(child.waiting) >= AHEAD:
                return
            number = queue.popleft()
            if not child.waiting:
                child.since = time.monotonic()
            child.waiting.append(number)
            try:
                child.pipe.send_bytes(texts[number].encode("utf-8", "surrogatepass"))
            except OSError:
                return  # it has died; _collect will notice

    def _collect(self) -> Iterator[tuple[int, str | Failure]]:
        """What has come in; waits a little for the first."""
        busy = [child for child in self._children if child.waiting]
        ready = wait([child.pipe for child in busy], timeout=0.2)
        for child in busy:
            if child.pipe in ready:
                try:
                    data = child.pipe.recv_bytes(OUTPUT)
                except (EOFError, OSError):
                    yield child.waiting[0], self._bury(child)
                    continue
                number = child.waiting.popleft()
                child.since = time.monotonic()
                child.done += 1
                kind, text = data[:1], data[1:].decode("utf-8", "surrogatepass")
                if kind == b"-":
                    _LOG.info("a reader failed: %s", text)
                yield number, text if kind == b"+" else (TOO_MUCH if kind == b"m" else CRASHED)
                if child.done >= TASKS_PER_CHILD and not child.waiting:
                    self._dismiss(child)
            elif time.monotonic() - child.since > WALL_SECONDS:
                number = child.waiting[0]
                self._bury(child)
                yield number, TOO_LONG

    def _bury(self, child: _Child) -> Failure:
        """A child has died on its first task, or is killed for it; the others it had go to somebody else."""
        self._orphans = list(child.waiting)[1:]
        code = child.started.kill()
        self._children.remove(child)
        _LOG.info("a reader ended with %s after %d files", code, child.done)
        return TOO_LONG if code == -24 else CRASHED  # 24 is SIGXCPU: out of processor time

    def _make_child(self) -> _Child:
        started = start_child(self._factory, self._start, Limits(MEMORY, CPU_SECONDS))
        child = _Child(started, started.pipe, deque(), time.monotonic())
        self._children.append(child)
        return child

    def _dismiss(self, child: _Child) -> None:
        child.started.dismiss()
        if child in self._children:
            self._children.remove(child)

    def close(self) -> None:
        """End all children."""
        for child in list(self._children):
            if child.waiting:
                child.started.kill()
                self._children.remove(child)
            else:
                self._dismiss(child)
