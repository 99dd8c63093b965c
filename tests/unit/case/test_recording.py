"""What leaves the case is in its audit log, also when it was written by somebody who could only read."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from dossier.case import create_case, open_case, restoring
from dossier.cli import DONE, WITH_PROBLEMS, run
from dossier.jobs import NEVER_CANCELLED, Cancelled, JobCancelled, Progress, no_progress

from tests.helpers.cases import copy_case, private_folders


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three documents and a dossier, and no index."""
    folder = tmp_path_factory.mktemp("first")
    files = folder / "files"
    files.mkdir()
    for number in range(3):
        (files / f"{number}.txt").write_text(
            f"Report {number}\n\nHamas met Hezbollah in Beirut, day {number}."
        )
    with private_folders(folder):
        case = create_case(folder / "A.case")
        case.importer.work([files])(no_progress, NEVER_CANCELLED)
        case.exporting("Hamas", folder / "first.md", None)(no_progress, NEVER_CANCELLED)
        case.close()
    return case.path


@pytest.fixture
def made(first: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return copy_case(first, tmp_path / "A.case")


def _deeds(path: Path) -> list[str]:
    case = open_case(path)
    try:
        assert case.audit.verify() is None
        assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
        return [entry.what for entry in reversed(case.audit.entries())]
    finally:
        case.close()


def test_an_export_from_a_second_window_is_entered_when_the_case_is_opened_next(
    made: Path, tmp_path: Path
) -> None:
    before = _deeds(made)
    first = open_case(made)
    second = open_case(made)
    assert second.read_only
    report = second.exporting("Hamas", tmp_path / "second.md", None)(no_progress, NEVER_CANCELLED)
    assert report.entered
    second.backing_up(tmp_path / "b.zip")(no_progress, NEVER_CANCELLED)
    second.close()
    assert len(first.audit.entries()) == len(before)
    first.close()
    assert _deeds(made) == [*before, "export", "exported", "backup"]
    assert _deeds(made) == [*before, "export", "exported", "backup"]  # once


def test_the_command_backs_up_and_restores_with_entries(made: Path, tmp_path: Path) -> None:
    before = _deeds(made)
    assert run(["backup", str(made), str(tmp_path / "b.zip")]) == DONE
    assert _deeds(made) == [*before, "backup"]
    assert run(["restore", str(tmp_path / "b.zip"), str(tmp_path / "B.case")]) == DONE
    assert _deeds(tmp_path / "B.case") == [*before, "restored"]


def test_restoring_tells_how_far_it_is_and_can_be_cancelled(made: Path, tmp_path: Path) -> None:
    assert run(["backup", str(made), str(tmp_path / "b.zip")]) == DONE
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        members = len(archive.infolist())
    told: list[Progress] = []
    assert restoring(tmp_path / "b.zip", tmp_path / "B.case")(told.append, NEVER_CANCELLED) == 3
    assert [one.done for one in told] == list(range(members))
    assert {one.total for one in told} == {members}

    for stop_at in range(members - 1):
        cancelled = Cancelled()

        def stop(progress: Progress, at: int = stop_at, cancelled: Cancelled = cancelled) -> None:
            if progress.done == at:
                cancelled.set()

        with pytest.raises(JobCancelled):
            restoring(tmp_path / "b.zip", tmp_path / "C.case")(stop, cancelled)
        assert not [path.name for path in tmp_path.iterdir() if "C.case" in path.name]


@pytest.mark.parametrize(
    ("statement", "entry"),
    [
        ("UPDATE audit SET who = 'Somebody' WHERE id = 2", 2),
        ("UPDATE audit SET detail = json_set(detail, '$.sha256', 'ff') WHERE what = 'exported'", 0),
        ("DELETE FROM audit WHERE id = 2", 2),
        ("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", 0),
        ("UPDATE audit SET id = id + 100 WHERE id = (SELECT max(id) FROM audit)", 0),
        ("DELETE FROM audit", 1),
    ],
)
@pytest.mark.parametrize("repair", [False, True])
def test_check_names_what_somebody_did_to_the_log(
    made: Path, statement: str, entry: int, capsys: pytest.CaptureFixture[str], *, repair: bool
) -> None:
    with sqlite3.connect(made / "case.db") as raw:
        last = raw.execute("SELECT max(id) FROM audit").fetchone()[0]
        raw.execute(statement)
    raw.close()
    capsys.readouterr()
    options = ["--repair"] if repair else []
    assert run(["check", str(made), "--json", *options]) == WITH_PROBLEMS
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"]
    [problem] = [one for one in told["problems"] if "audit log" in one["what"]]
    assert not problem["repaired"]  # a log that could be mended would prove nothing
    assert f"entry {entry or last}" in problem["where"]
    assert run(["audit", str(made)]) == WITH_PROBLEMS
