"""Every job ends exactly once, on the window's thread, and says what it changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from dossier.errors import Bug, DossierError, UserError
from dossier.gui.job_runner import Job, JobRunner, Lane
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.shut_down()


def _listen(job: Job) -> list[str]:
    heard: list[str] = []
    job.finished.connect(lambda _value: heard.append("finished"))
    job.failed.connect(lambda _error: heard.append("failed"))
    job.cancelled.connect(lambda: heard.append("cancelled"))
    job.ended.connect(lambda _job: heard.append("ended"))
    return heard


def test_a_job_that_succeeds_ends_once_with_its_result_on_the_window_s_thread(
    qtbot: QtBot, runner: JobRunner
) -> None:
    results: list[tuple[int, bool]] = []

    def done(value: int) -> None:
        results.append((value, QThread.currentThread() == runner.thread()))

    heard = _listen(runner.run("Counting", lambda _p, _c: 7, done=done))
    qtbot.waitUntil(lambda: not runner.running())
    assert heard == ["finished", "ended"]
    assert results == [(7, True)]


def test_a_refusal_ends_once_as_a_failure(qtbot: QtBot, runner: JobRunner) -> None:
    errors: list[DossierError] = []

    def refuse(_progress: ReportProgress, _cancelled: Cancelled) -> None:
        raise UserError("No.", hint="Choose another.")

    heard = _listen(runner.run("Refusing", refuse, failed=errors.append))
    qtbot.waitUntil(lambda: not runner.running())
    assert heard == ["failed", "ended"]
    assert [type(error) for error in errors] == [UserError]


@pytest.mark.expects_log
def test_a_bug_in_a_job_ends_once_and_is_told_as_a_bug(qtbot: QtBot, runner: JobRunner) -> None:
    errors: list[DossierError] = []

    def break_down(_progress: ReportProgress, _cancelled: Cancelled) -> None:
        raise ZeroDivisionError

    heard = _listen(runner.run("Breaking", break_down, failed=errors.append))
    qtbot.waitUntil(lambda: not runner.running())
    assert heard == ["failed", "ended"]
    assert isinstance(errors[0], Bug)


def test_a_cancelled_job_ends_once_as_cancelled(qtbot: QtBot, runner: JobRunner) -> None:
    started = threading.Event()

    def long(_progress: ReportProgress, cancelled: Cancelled) -> None:
        started.set()
        while True:
            cancelled.check()

    job = runner.run("Going on", long)
    heard = _listen(job)
    qtbot.waitUntil(started.is_set)
    job.cancel()
    job.cancel()
    qtbot.waitUntil(lambda: not runner.running())
    assert heard == ["cancelled", "ended"]


def test_jobs_that_write_never_overlap(qtbot: QtBot, runner: JobRunner) -> None:
    inside, most = [0], [0]

    def write(_progress: ReportProgress, _cancelled: Cancelled) -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        for step in range(2_000):
            _progress(Progress(step, 2_000)) if step % 500 == 0 else None
        inside[0] -= 1

    for _ in range(5):
        runner.run("Writing", write, lane=Lane.WRITE)
    qtbot.waitUntil(lambda: not runner.running())
    assert most == [1]


def test_what_a_job_changed_is_announced_before_its_result(qtbot: QtBot, runner: JobRunner) -> None:
    heard: list[str] = []
    runner.changed.connect(lambda _changes: heard.append("changed"))
    runner.run("Changing", lambda _p, _c: Changes(actors=True), done=lambda _value: heard.append("done"))
    qtbot.waitUntil(lambda: not runner.running())
    assert heard == ["changed", "done"]
