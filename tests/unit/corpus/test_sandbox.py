"""Untrusted work in child processes: answers in order, limits that hold, a crash that costs one task."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from dossier.corpus import sandbox
from dossier.corpus.sandbox import Failure, Pool

FACTORY = "tests.unit.corpus.troublemakers:make"


def run(tasks: Iterable[str], *, children: int = 1, start: str = "") -> list[str | Failure]:
    with Pool(FACTORY, start, children=children) as pool:
        pairs = list(pool.run(((task, number) for number, task in enumerate(tasks)), lambda: False))
    assert [number for number, _ in pairs] == list(range(len(pairs)))
    return [answer for _, answer in pairs]


def test_answers_come_in_the_order_of_the_tasks() -> None:
    tasks = [f"echo:{number}" for number in range(200)]
    assert run(tasks, children=2) == [str(number) for number in range(200)]


def test_no_tasks_give_no_answers_and_no_child() -> None:
    assert run([]) == []


def test_a_child_gets_what_its_factory_needs() -> None:
    assert run(["echo:a"], start="-b") == ["a-b"]


def test_any_text_goes_there_and_back() -> None:
    text = "حزب الله \U0001f600 \ud800 \x00 é"
    assert run([f"echo:{text}"]) == [text]


def test_an_error_costs_its_own_task_only() -> None:
    answers = run(["echo:1", "raise:", "echo:2"])
    assert [answers[0], answers[2]] == ["1", "2"]
    assert isinstance(answers[1], Failure)


@pytest.mark.parametrize("way", ["die", "leave"])
def test_a_child_that_dies_costs_one_task_and_the_others_are_done_by_the_next(way: str) -> None:
    answers = run([*(f"echo:{n}" for n in range(5)), f"{way}:", *(f"echo:{n}" for n in range(5, 20))])
    assert answers[5] == sandbox.CRASHED
    assert [answer for answer in answers if not isinstance(answer, Failure)] == [str(n) for n in range(20)]


def test_many_crashes_one_after_the_other_stop_nothing() -> None:
    answers = run(["die:", "die:", "echo:1", "leave:", "die:", "echo:2"], children=2)
    assert [answer for answer in answers if not isinstance(answer, Failure)] == ["1", "2"]
    assert len(answers) == 6


def test_one_child_does_many_tasks() -> None:
    assert len(set(run(["process:"] * 30))) == 1


def test_the_work_is_not_done_in_this_process() -> None:
    assert run(["process:"]) != [str(os.getpid())]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_task_that_wants_too_much_memory_is_refused_and_the_next_is_done() -> None:
    answers = run([f"eat:{3 << 30}", "echo:1"])
    assert answers == [sandbox.TOO_MUCH, "1"]


def test_a_gigabyte_is_not_kept_from_a_task_that_needs_less() -> None:
    assert run([f"eat:{200 << 20}"]) == [str(200 << 20)]


def test_a_child_reaches_no_network() -> None:
    answers = run(["connect:", "echo:1"])
    assert isinstance(answers[0], Failure)
    assert answers[1] == "1"


def test_a_child_starts_no_program() -> None:
    assert isinstance(run(["run:"])[0], Failure)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_child_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "written"
    answers = run([f"write:{path}", "echo:1"])
    assert not path.exists() or path.read_bytes() == b""
    assert answers[-1] == "1"
    assert isinstance(answers[0], Failure)


def test_a_task_that_never_ends_is_ended_and_the_next_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 2)
    answers = run(["echo:1", "spin:", "echo:2"])
    assert answers == ["1", sandbox.TOO_LONG, "2"]


def test_stopping_ends_between_tasks() -> None:
    done: list[str] = []
    with Pool(FACTORY, "", children=1) as pool:
        tasks = ((f"echo:{number}", number) for number in range(1_000))
        for _, answer in pool.run(tasks, lambda: len(done) >= 3):
            assert isinstance(answer, str)
            done.append(answer)
    assert done == [str(number) for number in range(len(done))]
    assert 3 <= len(done) < 1_000


def test_closing_leaves_no_child_behind() -> None:
    pool = Pool(FACTORY, "", children=1)
    answers = [answer for _, answer in pool.run([("process:", 0)], lambda: False)]
    pool.close()
    assert isinstance(answers[0], str)
    with pytest.raises(ProcessLookupError):
        os.kill(int(answers[0]), 0)


def test_a_worn_out_child_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "TASKS_PER_CHILD", 5)
    processes = run(["process:"] * 60)
    assert len(processes) == 60
    assert len(set(processes)) > 1
