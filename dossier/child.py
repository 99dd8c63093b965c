"""Run one function in a child process with limits: text in, text out, no network, no new files."""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What a child may take, where the system can limit it."""

    memory: int
    """Bytes of private memory beyond what it has at its first task."""
    cpu_seconds: int
    """For each task."""


@dataclass(frozen=True)
class Child:
    """A running child. It reads tasks from the pipe and answers each in turn; an empty task ends it.

    Its answers begin with `+` (then the text), `m` (out of memory) or `-` (then the kind of error).
    """

    process: SpawnProcess
    pipe: Connection

    def kill(self) -> int | None:
        """End it at once; returns its exit code."""
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.pipe.close()
        self.process.close()
        return code

    def dismiss(self) -> None:
        """Let it end by itself when its tasks are done."""
        with contextlib.suppress(OSError):
            self.pipe.send_bytes(b"")
        self.pipe.close()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def start_child(factory: str, start: str, limits: Limits) -> Child:
    """Start a child that runs the function which `module:factory` makes of the text `start`.

    Spawned, never forked, so that it is the same on every system and in a packaged program, whose
    own executable comes back through `__main__`.
    """
    context: SpawnContext = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_live, args=(theirs, factory, start, limits), daemon=True)
    process.start()
    theirs.close()
    return Child(process, ours)


def _live(pipe: Connection, factory: str, start: str, limits: Limits) -> None:
    """The life of a child: an answer for every task, `+` and text, or a letter for what went wrong."""
    module, _, name = factory.partition(":")
    work = getattr(importlib.import_module(module), name)(start)
    _limit(limits)
    while True:
        try:
            data = pipe.recv_bytes()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if not data:
            return
        _allow_more_time(limits)
        try:
            answer = b"+" + work(data.decode("utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")
        except MemoryError:
            answer = b"m"
        except KeyboardInterrupt:
            return
        except Exception as error:  # noqa: BLE001 - whatever is raised there is that task's problem
            answer = b"-" + type(error).__name__.encode()
        try:
            pipe.send_bytes(answer)
        except OSError:
            return


def _limit(limits: Limits) -> None:
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
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory + used, limits.memory + used))
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


def _allow_more_time(limits: Limits) -> None:
    """Every task gets the full processor time anew."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + limits.cpu_seconds + 1, hard))
