"""Run jobs beside the window: one at a time that writes, several that read; each ends exactly once."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from dossier import log
from dossier.errors import Bug, DossierError
from dossier.jobs import Cancelled, Changes, JobCancelled, Progress, Work

_LOG = log.logger("jobs")
_Result = TypeVar("_Result")


class Lane(Enum):
    """`WRITE` jobs wait for each other; `READ` jobs run side by side."""

    WRITE = "write"
    READ = "read"


class Job(QObject):
    """One job as the window sees it. Signals arrive on the GUI thread.

    Exactly one of `finished`, `failed` and `cancelled` is emitted, then `ended`.
    """

    progressed = Signal(object)  # Progress
    finished = Signal(object)  # what the work returned
    failed = Signal(object)  # DossierError
    cancelled = Signal()
    ended = Signal(object)  # this job

    def __init__(self, label: str, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.lane = lane
        self.progress = Progress(0, 0)
        self.stop = Cancelled()
        self.over = False
        self.take: Callable[[tuple[str, Any]], None] = lambda _outcome: None

    @Slot(object)
    def receive(self, outcome: tuple[str, Any]) -> None:
        """The worker's outcome. A slot of an object of the GUI thread: a queued call arrives there for sure."""
        self.take(outcome)

    @Slot(object)
    def note(self, progress: Progress) -> None:
        """How far it is."""
        self.progress = progress

    def cancel(self) -> None:
        """Ask the job to stop; what it has stored stays."""
        self.stop.set()


class JobRunner(QObject):
    """Starts jobs and tells which are running."""

    job_started = Signal(object)  # Job
    job_ended = Signal(object)  # Job
    changed = Signal(object)  # Changes: something was written

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {Lane.WRITE: QThreadPool(self), Lane.READ: QThreadPool(self)}
        self._pools[Lane.WRITE].setMaxThreadCount(1)
        self._pools[Lane.READ].setMaxThreadCount(3)
        self._running: dict[int, tuple[Job, _Relay]] = {}
        self._numbers = itertools.count()

    def run(
        self,
        label: str,
        work: Work[_Result],
        *,
        lane: Lane = Lane.READ,
        done: Callable[[_Result], None] | None = None,
        failed: Callable[[DossierError], None] | None = None,
    ) -> Job:
        """Start a job. `done` gets its result and `failed` its error, both on the GUI thread.

        A result that is Changes, or has `changes`, is announced through `changed` first.
        """
        job = Job(label, lane, self)
        if done is not None:
            job.finished.connect(done)
        if failed is not None:
            job.failed.connect(failed)
        number = next(self._numbers)
        relay = _Relay(self)  # owned here: a worker that lets go of it last must not delete it
        self._running[number] = (job, relay)
        relay.progressed.connect(job.progressed, Qt.ConnectionType.QueuedConnection)
        job.progressed.connect(job.note)
        job.take = partial(self._end, number)
        relay.ended.connect(job.receive, Qt.ConnectionType.QueuedConnection)
        self.job_started.emit(job)
        self._pools[lane].start(_Task(work, job.stop, relay))
        return job

    def running(self, lane: Lane | None = None) -> list[Job]:
        """The jobs that have not ended."""
        return [job for job, _ in self._running.values() if lane is None or job.lane is lane]

    def shut_down(self, *, milliseconds: int = 30_000) -> bool:
        """Cancel everything and wait; true when all threads have ended."""
        for job in self.running():
            job.cancel()
        return all(pool.waitForDone(milliseconds) for pool in self._pools.values())

    def _end(self, number: int, outcome: tuple[str, Any]) -> None:
        job, relay = self._running.pop(number)
        how, value = outcome
        job.over = True
        if how == "finished":
            changes = value if isinstance(value, Changes) else getattr(value, "changes", None)
            if isinstance(changes, Changes):
                self.changed.emit(changes)
            job.finished.emit(value)
        elif how == "failed":
            job.failed.emit(value)
        else:
            job.cancelled.emit()
        job.ended.emit(job)
        self.job_ended.emit(job)
        job.take = lambda _outcome: None
        relay.deleteLater()
        job.deleteLater()


class _Relay(QObject):
    """Carries a worker's news to the GUI thread."""

    progressed = Signal(object)
    ended = Signal(object)


class _Task(QRunnable):
    def __init__(self, work: Work[Any], stop: Cancelled, relay: _Relay) -> None:
        super().__init__()
        self._work = work
        self._stop = stop
        self._relay = relay

    def run(self) -> None:
        """Called by the pool, on a worker thread."""
        outcome: tuple[str, Any]
        try:
            self._stop.check()
            outcome = ("finished", self._work(self._tell, self._stop))
        except JobCancelled:
            outcome = ("cancelled", None)
        except DossierError as error:
            _LOG.info("a job failed: %s", log.describe(error))
            # A traceback holds this task, which the pool is about to delete; it has been logged.
            outcome = ("failed", error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - a worker must never end without a word
            _LOG.exception("a job failed on a bug")
            bug = Bug(
                "Something went wrong in the program; your work is safe.",
                hint="Try again. If it happens again, the log tells the makers more.",
                detail=type(error).__name__,
            )
            bug.__cause__ = error.with_traceback(None)
            outcome = ("failed", bug)
        self._relay.ended.emit(outcome)

    def _tell(self, progress: Progress) -> None:
        self._relay.progressed.emit(progress)
