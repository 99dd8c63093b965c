"""Files in the making are known; those of dead processes are swept, those of living ones left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from dossier.storage.unfinished import Unfinished


def a_dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def leave(case: Path, process: int, target: Path | None) -> None:
    folder = case / "unfinished"
    folder.mkdir(exist_ok=True)
    place = None if target is None else str(target)
    (folder / f"{process}-abc.json").write_text(json.dumps({"target": place}))


def test_while_a_file_is_written_there_is_a_note_and_afterwards_none(tmp_path: Path) -> None:
    with Unfinished(tmp_path).writing(tmp_path / "x.pdf"):
        assert len(list((tmp_path / "unfinished").iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_a_dead_process_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    case = tmp_path / "a.case"
    case.mkdir()
    target = tmp_path / "x.pdf"
    for name in (
        ".x.pdf.abc.partial",
        ".x.pdf.db.partial-journal",
        ".x.pdf.notes",
        ".y.pdf.abc.partial",
        "x.pdf",
    ):
        (tmp_path / name).write_text("")
    leave(case, a_dead_process(), target)
    assert not Unfinished(case).sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".x.pdf.notes",
        ".y.pdf.abc.partial",
        "a.case",
        "x.pdf",
    ]
    assert list(case.iterdir()) == []


def test_what_a_living_process_writes_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".x.pdf.abc.partial").write_text("")
    with Unfinished(tmp_path).writing(tmp_path / "x.pdf"):
        Unfinished(tmp_path).sweep()
        assert (tmp_path / ".x.pdf.abc.partial").exists()


def test_a_dead_import_says_that_originals_may_be_left_over(tmp_path: Path) -> None:
    leave(tmp_path, a_dead_process(), None)
    assert Unfinished(tmp_path).sweep()
    assert not Unfinished(tmp_path).sweep()


def test_a_note_that_was_cut_off_counts_as_an_import(tmp_path: Path) -> None:
    (tmp_path / "unfinished").mkdir()
    (tmp_path / "unfinished" / f"{a_dead_process()}-abc.json").write_text('{"tar')
    assert Unfinished(tmp_path).sweep()
