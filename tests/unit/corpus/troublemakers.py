"""Workers for the sandbox's tests: each task names a way to behave. They run in the child process."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path


def make(start: str) -> Callable[[str], str]:
    """The factory that the sandbox calls in the child."""

    def work(task: str) -> str:
        kind, _, rest = task.partition(":")
        return _WAYS[kind](rest) + start

    return work


def _echo(text: str) -> str:
    return text


def _raise(_text: str) -> str:
    raise ValueError("a parser met something odd")


def _die(_text: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def _leave(_text: str) -> str:
    os._exit(3)


def _eat(text: str) -> str:
    return str(len(bytearray(int(text))))


def _connect(_text: str) -> str:
    with socket.socket() as one:
        one.connect(("127.0.0.1", 9))
    return "connected"


def _write(text: str) -> str:
    Path(text).write_text("something", "utf-8")
    return "written"


def _run(_text: str) -> str:
    return str(os.system("true"))


def _process(_text: str) -> str:
    return str(os.getpid())


def _spin(_text: str) -> str:
    while True:
        pass


_WAYS: dict[str, Callable[[str], str]] = {
    "echo": _echo, "raise": _raise, "die": _die, "leave": _leave, "eat": _eat, "connect": _connect,
    "write": _write, "run": _run, "process": _process, "spin": _spin,
}  # fmt: skip
