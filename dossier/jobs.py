"""Background work as plain functions: what a job is told, and how it tells how far it got."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class JobCancelled(Exception):
    """The user cancelled; what was finished before stays."""


@dataclass(frozen=True)
class Progress:
    """How far a job is. `total` 0 means that nobody knows yet."""

    done: int
    total: int
    what: str = ""


class ReportProgress(Protocol):
    """Takes a job's progress; cheap, callable from any thread."""

    def __call__(self, progress: Progress) -> None: ...


class Cancelled:
    """Tells a job that the user wants it to stop; set from another thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """Ask the job to stop at its next opportunity."""
        self._event.set()

    def __bool__(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise JobCancelled if the user asked to stop."""
        if self._event.is_set():
            raise JobCancelled


Work = Callable[[ReportProgress, Cancelled], Result]


@dataclass(frozen=True)
class Changes:
    """What a write changed, so that screens know what to read anew."""

    documents: frozenset[int] = field(default_factory=frozenset)
    corpus: bool = False
    actors: bool = False
    dossiers: bool = False
    evidence: bool = False
    index: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.documents | other.documents,
            self.corpus or other.corpus,
            self.actors or other.actors,
            self.dossiers or other.dossiers,
            self.evidence or other.evidence,
            self.index or other.index,
        )


def no_progress(progress: Progress) -> None:
    """For callers that don't show progress."""


NEVER_CANCELLED = Cancelled()
