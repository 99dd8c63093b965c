"""Run untrusted work in child processes with limits on time, memory and output, and without network."""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from dossier import log

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
    process: SpawnProcess
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
        self._context: SpawnContext = multiprocessing.get_context("spawn")
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
        child.process.kill()
        child.process.join()
        code = child.process.exitcode
        self._orphans = list(child.waiting)[1:]
        child.pipe.close()
        self._children.remove(child)
        _LOG.info("a reader ended with %s after %d files", code, child.done)
        return TOO_LONG if code == -24 else CRASHED  # 24 is SIGXCPU: out of processor time

    def _make_child(self) -> _Child:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_live, args=(theirs, self._factory, self._start), daemon=True)
        process.start()
        theirs.close()
        child = _Child(process, ours, deque(), time.monotonic())
        self._children.append(child)
        return child

    def _dismiss(self, child: _Child) -> None:
        with contextlib.suppress(OSError):
            child.pipe.send_bytes(b"")
        child.pipe.close()
        child.process.join(5)
        if child.process.is_alive():
            child.process.kill()
            child.process.join()
        child.process.close()
        if child in self._children:
            self._children.remove(child)

    def close(self) -> None:
        """End all children."""
        for child in list(self._children):
            if child.waiting:
                child.process.kill()
            self._dismiss(child)


def _live(pipe: Connection, factory: str, start: str) -> None:
    """The life of a child: an answer for every task, `+` and text, or a letter for what went wrong."""
    module, _, name = factory.partition(":")
    work = getattr(importlib.import_module(module), name)(start)
    _limit()
    while True:
        try:
            data = pipe.recv_bytes()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if not data:
            return
        _allow_more_time()
        try:
            answer = b"+" + work(data.decode("utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")
        except MemoryError:
            answer = b"m"
        except KeyboardInterrupt:
            return
        except Exception as error:  # noqa: BLE001 - whatever a parser raises is that document's problem
            answer = b"-" + type(error).__name__.encode()
        try:
            pipe.send_bytes(answer)
        except OSError:
            return


def _limit() -> None:
    """Limits that the child can't lift again, where the system has them; no sockets anywhere."""

    def refuse(event: str, _arguments: tuple[object, ...]) -> None:
        if event.startswith("socket.") or event in {
            "subprocess.Popen",
            "os.exec",
            "os.posix_spawn",
            "os.system",
        }:
            raise PermissionError(event)

    sys.addaudithook(refuse)
    if sys.platform.startswith("linux"):
        _leave_the_network()
    if sys.platform != "win32":
        import resource

        used = _private_memory()
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY + used, MEMORY + used))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _private_memory() -> int:
    """Bytes of data the child has before its first task, libraries included."""
    try:
        figures = Path("/proc/self/statm").read_text("ascii")
        return int(figures.split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 512 << 20


def _leave_the_network() -> None:
    """A network namespace of its own, without any interface, where the kernel grants it."""
    import ctypes

    clone_newuser, clone_newnet = 0x10000000, 0x40000000  # linux/sched.h
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(clone_newnet) != 0:
            libc.unshare(clone_newuser | clone_newnet)


def _allow_more_time() -> None:
    """Every task gets the full processor time anew."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS + 1, hard))
