"""The disk fills up, the folder is read-only, somebody else has the case, the clock jumps: a sentence, nothing lost."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.errors import DossierError, EnvironmentTrouble, ReadOnlyCase
from dossier.jobs import NEVER_CANCELLED, no_progress
from dossier.storage.backups import automatic_copies, copy_database, newest_good_copy

LEVELS = 30
SIZE = 8 << 20
"""Bytes of the small disk."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, in memory; needs root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.getuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def write_files(folder: Path, count: int, words: int = 60) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(
            f"Report {number}\n\nHamas and Hezbollah met in Beirut, said witness {number}. "
            + f"Car {number} was seen near bridge {number * 7}. " * words
        )


def fill(disk: Path, leave: int) -> Path:
    """Take all of the disk but `leave` bytes."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free
    with ballast.open("wb") as stream:
        stream.write(b"\0" * max(free - leave, 0))
    return ballast


def try_everything(path: Path, files: Path, out: Path, told: Counter[str]) -> None:
    """A session on a disk that may be full at any step: each step works or says why not."""

    def step(name: str, act: object) -> None:
        try:
            act()  # type: ignore[operator]
        except DossierError as error:
            assert isinstance(error, EnvironmentTrouble), f"{name}: {error!r}"
            assert error.sentence.endswith("."), name
            told[name] += 1

    case: Case | None = None

    def begin() -> None:
        nonlocal case
        case = open_case(path)

    step("open", begin)
    if case is None:
        return
    opened: Case = case
    try:
        step("settle", lambda: opened.settle(no_progress, NEVER_CANCELLED))
        step("import", lambda: opened.importer.work([files])(no_progress, NEVER_CANCELLED))
        step("edit", lambda: opened.editor.begin(opened.find_actor("Hezbollah")))
        step("search", lambda: opened.finder.search("witness"))
        step("copy", lambda: opened.back_up_quietly(no_progress, NEVER_CANCELLED))
        step("backup", lambda: opened.backing_up(out / "backup.zip")(no_progress, NEVER_CANCELLED))
        step(
            "export",
            lambda: opened.exporting("Hezbollah", out / "dossier.html", None)(no_progress, NEVER_CANCELLED),
        )
        step("reindex", lambda: opened.rebuild_index(no_progress, NEVER_CANCELLED))
    finally:
        step("close", opened.close)


def fill_at_levels(small_disk: Path, tmp_path: Path, levels: range) -> None:
    """A session at each level of free space; afterwards, with room again, everything is there and works."""
    files, more, out = tmp_path / "files", tmp_path / "more", small_disk / "out"
    write_files(files, 12)
    write_files(more, 24, 61)
    out.mkdir()
    path = small_disk / "Full.case"
    case = create_case(path)
    case.importer.work([files])(no_progress, NEVER_CANCELLED)
    case.close()
    whole = tmp_path / "whole"
    shutil.copytree(path, whole)
    room = shutil.disk_usage(small_disk).free
    told: Counter[str] = Counter()
    for level in levels:
        shutil.rmtree(path)
        shutil.copytree(whole, path)
        for file in out.iterdir():
            file.unlink()
        ballast = fill(small_disk, room * level * level // (LEVELS * LEVELS))
        try_everything(path, more, out, told)
        assert [file.name for file in out.iterdir() if file.name.startswith(".")] == [], "half a file is left"
        ballast.unlink()
        case = open_case(path)
        try:
            case.settle(no_progress, NEVER_CANCELLED)
            assert case.library.count() >= 12
            case.importer.work([files, more])(no_progress, NEVER_CANCELLED)
            assert case.library.count() == 36
            assert case.finder.search("witness").total == 36
            wrong = case.checking(repair=True)(no_progress, NEVER_CANCELLED)
            assert [one for one in wrong if not one.repaired] == []
            assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) in (
                [],
                [wrong[-1]] if wrong else [],
            )
        finally:
            case.close()
    gc.collect()
    print(len(levels), "levels; told:", dict(told))
    assert len(told) >= 4, "the disk was never full where it matters"


DROPPED = "ignore:unclosed file:ResourceWarning"
"""Whoosh drops its files when a write fails."""


@pytest.mark.expects_log
@pytest.mark.filterwarnings(DROPPED)
def test_a_full_disk_costs_nothing_that_was_there(small_disk: Path, tmp_path: Path) -> None:
    fill_at_levels(small_disk, tmp_path, range(0, LEVELS, 6))


@pytest.mark.soak
@pytest.mark.expects_log
@pytest.mark.filterwarnings(DROPPED)
def test_a_disk_that_is_full_at_thirty_levels_costs_nothing_that_was_there(
    small_disk: Path, tmp_path: Path
) -> None:
    fill_at_levels(small_disk, tmp_path, range(LEVELS))


@pytest.fixture
def case_of_twelve(tmp_path: Path) -> Path:
    write_files(tmp_path / "files", 12)
    case = create_case(tmp_path / "A.case")
    case.importer.work([tmp_path / "files"])(no_progress, NEVER_CANCELLED)
    case.close()
    return tmp_path / "A.case"


def test_a_second_instance_reads_and_says_so(case_of_twelve: Path) -> None:
    first, second = open_case(case_of_twelve), open_case(case_of_twelve)
    try:
        assert "open in another window" in second.notice
        assert second.finder.search("witness").total == 12
        with pytest.raises(ReadOnlyCase, match="reading only"):
            second.editor.begin(second.find_actor("Hezbollah"))
        with pytest.raises(ReadOnlyCase):
            second.importer.work([case_of_twelve.parent / "files"])(no_progress, NEVER_CANCELLED)
        with pytest.raises(ReadOnlyCase):
            second.rebuild_index(no_progress, NEVER_CANCELLED)
        key = first.editor.begin(first.find_actor("Hezbollah"))
        assert second.editor.get(key).id == key, "the reader sees what the writer wrote"
    finally:
        second.close()
        first.close()
    third = open_case(case_of_twelve)
    try:
        assert not third.read_only
        third.editor.begin(third.find_actor("Hamas"))
        assert third.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
    finally:
        third.close()


@pytest.mark.skipif(os.name == "nt", reason="rights are other things there")
def test_a_folder_that_cannot_be_written_is_read_and_stays_as_it_is(case_of_twelve: Path) -> None:
    if os.getuid() == 0:
        case = open_case(case_of_twelve, read_only=True)  # root may write everywhere: the switch must do
    else:
        for file in [case_of_twelve, *case_of_twelve.rglob("*")]:
            file.chmod(0o500 if file.is_dir() else 0o400)
        case = open_case(case_of_twelve)
    before = {file: file.read_bytes() for file in case_of_twelve.rglob("*") if file.is_file()}
    try:
        assert case.read_only
        assert case.finder.search("witness").total == 12
        for act in (
            lambda: case.editor.begin(case.find_actor("Hezbollah")),
            lambda: case.importer.work([case_of_twelve.parent / "files"])(no_progress, NEVER_CANCELLED),
            lambda: case.rebuild_index(no_progress, NEVER_CANCELLED),
        ):
            with pytest.raises(ReadOnlyCase) as caught:
                act()
            assert caught.value.hint
        case.backing_up(case_of_twelve.parent / "b.zip")(no_progress, NEVER_CANCELLED)
    finally:
        case.close()
        for file in [case_of_twelve, *case_of_twelve.rglob("*")]:
            file.chmod(0o700 if file.is_dir() else 0o600)
    kept = {
        file: file.read_bytes()
        for file in case_of_twelve.rglob("*")
        if file.is_file() and file.suffix != ".db-shm"
    }
    assert {file: data for file, data in kept.items() if file in before} == {
        file: data for file, data in before.items() if file.suffix != ".db-shm"
    }
    case = open_case(case_of_twelve)
    assert not case.read_only
    case.close()


def test_a_clock_that_jumps_loses_no_copy_and_offers_the_right_one(case_of_twelve: Path) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    case = open_case(case_of_twelve)
    try:
        folder = case_of_twelve / "backups"
        first = copy_database(case.database, folder, now=now - timedelta(hours=2))
        jumped = copy_database(case.database, folder, now=now + timedelta(days=30_000))
        case.editor.begin(case.find_actor("Hezbollah"))
        latest = copy_database(case.database, folder, now=now)
        assert {first, latest, jumped} <= {path for _, path in automatic_copies(folder)}
        assert newest_good_copy(folder) == latest, "the copy from the wrong future is not the newest"
        for hours in range(400):
            copy_database(case.database, folder, now=now - timedelta(days=400) + timedelta(days=hours))
        assert latest in {path for _, path in automatic_copies(folder)}
    finally:
        case.close()


def test_the_audit_log_stands_when_the_clock_goes_back(
    case_of_twelve: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dossier.storage import audit

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Jumping:
            return cls(1999, 1, 1, tzinfo=UTC)

    case = open_case(case_of_twelve)
    try:
        monkeypatch.setattr(audit, "datetime", Jumping)
        case.audit.note("a deed")
        monkeypatch.undo()
        case.audit.note("another")
        assert case.audit.verify() is None
        assert [entry.what for entry in case.audit.entries(limit=2)] == ["another", "a deed"]
    finally:
        case.close()
