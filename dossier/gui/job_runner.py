"""Run jobs beside the window: one at a time that writes, several that read; each ends exactly once."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from dossier import log
from dossier.errors import Bug, DossierError
from dossier.jobs import Cancelled, Changes, JobCancelled, Progress, Work

_LOG = log.logger("jobs")
_Result = TypeVar("_Result")
_Outcome = tuple[str, Any]


class Lane(Enum):
    """`WRITE` jobs wait for each other; `READ` jobs run side by side.

    `WORDS` saves what is typed without waiting for an import to end; closing waits for it, never stops it.
    """

    WRITE = "write"
    READ = "read"
    WORDS = "words"


SETTLING = "Bringing the index up to date"
"""What the job is called that the status bar must not contradict."""

_WORKERS = {Lane.WRITE: 1, Lane.READ: 3, Lane.WORDS: 1}


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

    def cancel(self) -> None:
        """Ask the job to stop; what it has stored stays."""
        self.stop.set()


class _Relay(QObject):
    """Carries the workers' news to the GUI thread. One for all jobs, as long-lived as the runner:

    a sender that is deleted on one thread while another is still inside its `emit` crashes Qt.
    """

    told = Signal(int, object)  # number of the job, Progress
    ended = Signal(int, object)  # number of the job, outcome


class JobRunner(QObject):
    """Starts jobs and tells which are running."""

    job_started = Signal(object)  # Job
    job_ended = Signal(object)  # Job
    changed = Signal(object)  # Changes: something was written

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._jobs: dict[int, Job] = {}
        self._futures: set[Future[None]] = set()
        self._numbers = itertools.count()
        self._relay = _Relay(self)
        self._relay.told.connect(self._note, Qt.ConnectionType.QueuedConnection)
        self._relay.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

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
        self._jobs[number] = job
        self.job_started.emit(job)
        if lane not in self._pools:
            self._pools[lane] = ThreadPoolExecutor(_WORKERS[lane], thread_name_prefix=f"dossier-{lane.value}")
        self._futures = {future for future in self._futures if not future.done()}
        self._futures.add(self._pools[lane].submit(_work_off, number, work, job.stop, self._relay))
        return job

    def running(self, lane: Lane | None = None) -> list[Job]:
        """The jobs that have not ended."""
        return [job for job in self._jobs.values() if lane is None or job.lane is lane]

    def shut_down(self, *, milliseconds: int = 30_000) -> bool:
        """Cancel everything but the saving of words, and wait; true when all threads have ended. The runner can be used again."""
        for job in self.running():
            if job.lane is not Lane.WORDS:
                job.cancel()
        over = not wait(self._futures, timeout=milliseconds / 1000).not_done
        for pool in self._pools.values():
            pool.shutdown(wait=over, cancel_futures=False)
        self._pools = {}
        return over

    @Slot(int, object)
    def _note(self, number: int, progress: Progress) -> None:
        job = self._jobs.get(number)
        if job is not None:
            job.progress = progress
            job.progressed.emit(progress)

    @Slot(int, object)
    def _end(self, number: int, outcome: _Outcome) -> None:
        job = self._jobs.pop(number)
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
        job.deleteLater()


def _work_off(number: int, work: Work[Any], stop: Cancelled, relay: _Relay) -> None:
    """On a worker thread: do the work and tell its outcome, whatever it is."""
    outcome: _Outcome
    try:
        stop.check()
        outcome = ("finished", work(lambda progress: relay.told.emit(number, progress), stop))
    except JobCancelled:
        outcome = ("cancelled", None)
    except DossierError as error:
        _LOG.info("a job failed: %s", log.describe(error))
        outcome = ("failed", error)
    except Exception as error:  # noqa: BLE001 - a worker must never end without a word
        _LOG.exception("a job failed on a bug")
        bug = Bug(
            "Something went wrong in the program; your work is safe.",
            hint="Try again. If it happens again, the log tells the makers more.",
            detail=type(error).__name__,
        )
        outcome = ("failed", bug)
    relay.ended.emit(number, outcome)
