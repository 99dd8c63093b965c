"""Killed at any moment of any deed: nothing acknowledged is lost, nothing is there twice, nothing is left lying about."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from dossier.case import create_case, open_case, restore_case
from dossier.jobs import NEVER_CANCELLED, no_progress
from dossier.storage import database
from dossier.storage.backups import newest_good_copy
from dossier.storage.migrations import run as migrations

from tests.reliability import deeds

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill")

KILLS = 24
KILLS_IN_SOAK = 1_000
ROUNDS_PER_CASE = 30
"""Then a new case, so that looking through it stays quick."""
START_SECONDS = 10
"""From opening a case after a kill until the index equals the database, at most."""


@dataclass
class Acknowledged:
    """What the program has told its user so far."""

    documents: dict[int, str] = field(default_factory=dict)
    statements: dict[int, str] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    backups: dict[str, int] = field(default_factory=dict)
    """Path, and how many documents were acknowledged before it was begun."""
    copies: set[str] = field(default_factory=set)
    exports: set[str] = field(default_factory=set)


class Nursery:
    """Children that are killed; one process forks them, so that each begins at once."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "told"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.deeds"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def run(
        self, deed: str, case: Path, folder: Path, number: int, after: float | None
    ) -> tuple[list[dict[str, object]], float]:
        """What a child told before it was killed `after` seconds from its beginning, and how long it lived."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._log.write_bytes(b"")
        self._process.stdin.write(f"{deed}\t{case}\t{folder}\t{number}\t{self._log}\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        while b"\n" not in self._log.read_bytes():
            time.sleep(0.002)
        began = time.monotonic()
        while after is None or time.monotonic() - began < after:
            if b'{"finished"' in self._log.read_bytes() or b'{"error"' in self._log.read_bytes():
                break
            time.sleep(0.002)
        lived = time.monotonic() - began
        if after is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        assert self._process.stdout.readline() == "gone\n"
        lines = self._log.read_bytes().split(b"\n")
        return [json.loads(line) for line in lines[:-1]], lived

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    one = Nursery(tmp_path)
    yield one
    one.close()


def become_later_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process, too, belongs to a Dossier that has the slow migration from now on."""
    monkeypatch.setattr(migrations, "alembic_config", migrations.alembic_config)
    monkeypatch.setattr(database, "HEAD", database.HEAD)
    monkeypatch.setattr(database, "KNOWN_REVISIONS", database.KNOWN_REVISIONS)
    deeds.with_slow_migration()


def new_case(folder: Path) -> Path:
    """A case with a few documents in it."""
    path = folder / "Killed.case"
    folder.mkdir(parents=True)
    (folder / "out").mkdir()
    deeds.write_files(folder / "9000", 9000)
    case = create_case(path)
    case.importer.work([folder / "9000"])(no_progress, NEVER_CANCELLED)
    case.close()
    return path


def hear(told: list[dict[str, object]], kept: Acknowledged) -> None:
    """Add what a child told."""
    for line in told:
        match line:
            case {"document": int(key), "sha256": str(sha256)}:
                kept.documents[key] = sha256
            case {"statement": int(key), "text": str(text)}:
                kept.statements[key] = text
            case {"alias": str(alias)}:
                kept.aliases.add(alias)
            case {"backup": str(path)}:
                kept.backups[path] = len(kept.documents)
            case {"copy": str(path)}:
                kept.copies.add(path)
            case {"export": str(path)}:
                kept.exports.add(path)
            case {"error": str(sentence)}:
                pytest.fail(sentence)


def look(path: Path, folder: Path, kept: Acknowledged) -> float:
    """Open the case as its user would, and compare it with what was acknowledged; seconds until it was ready."""
    began = time.monotonic()
    case = open_case(path)
    try:
        case.settle(no_progress, NEVER_CANCELLED)
        ready = time.monotonic() - began
        documents = case.library.all()
        known = {item.id: item.sha256 for item in documents}
        assert kept.documents.items() <= known.items(), "an acknowledged document is gone"
        assert len({item.sha256 for item in documents}) == len(documents), "a document is there twice"
        assert case.waiting_for_index() == 0
        assert case.index.differences() == ([], [])
        assert sorted(case.index.engine.ids()) == sorted(known)
        for key, text in kept.statements.items():
            now = case.editor.statement(key).text  # type: ignore[arg-type]
            assert now in {text, text.replace(".", ", changed.")}, "an acknowledged edit is gone"
        if kept.aliases:
            actor = case.catalog.get(case.find_actor("Hezbollah"))
            assert kept.aliases <= {alias.value for alias in actor.aliases}
        assert list(deeds.inside(path)) == [], "files are left lying about in the case"
        wrong = case.checking(repair=False)(no_progress, NEVER_CANCELLED)
        # An index that was cut off while it was made is built again and says so; that is all that may be told.
        assert [problem for problem in wrong if not problem.repaired] == []
    finally:
        case.close()
    assert [file.name for file in (folder / "out").iterdir() if file.name.startswith(".")] == []
    for target in kept.exports:
        assert is_whole(Path(target)), "an acknowledged file is not whole"
    for file in (folder / "out").iterdir():
        assert is_whole(file), "half a file stands under its name"
    return ready


def is_whole(file: Path) -> bool:
    data = file.read_bytes()
    ends = {".html": b"</html>", ".pdf": b"%%EOF", ".json": b"}"}
    if file.suffix in {".docx", ".zip"}:
        with zipfile.ZipFile(file) as archive:
            return archive.testzip() is None
    return bool(data) and data.rstrip().endswith(ends.get(file.suffix, b""))


def rehearse(folder: Path, kept: Acknowledged) -> None:
    """Restore an acknowledged backup and open an acknowledged copy."""
    for path, documents in list(kept.backups.items())[-1:]:
        target = folder / "Restored.case"
        restore_case(Path(path), target)
        case = open_case(target)
        try:
            case.settle(no_progress, NEVER_CANCELLED)
            assert case.library.count() >= documents
            assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
        finally:
            case.close()
        for file in sorted(target.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        target.rmdir()
    if kept.copies:
        assert newest_good_copy(folder / "Killed.case" / "backups") is not None


def kill_often(nursery: Nursery, tmp_path: Path, kills: int) -> None:
    """The same deed again and again, killed at moments spread over all of it."""
    chance = random.Random(7)
    names = ["import", "import", "edit", "index", "backup", "export", "import", "edit"]
    lengths: dict[str, float] = {}
    slowest = 0.0
    lost_moments = 0
    folder, path, kept = tmp_path, tmp_path, Acknowledged()
    for number in range(kills):
        if number % ROUNDS_PER_CASE == 0:
            folder = tmp_path / f"case{number}"
            path, kept = new_case(folder), Acknowledged()
        deed = names[number % len(names)]
        fresh = number
        deeds.write_files(folder / f"{number:04}", number)
        if deed not in lengths:  # once to its end, to know how long it takes here
            told, lengths[deed] = nursery.run(deed, path, folder, number, None)
            hear(told, kept)
            slowest = max(slowest, look(path, folder, kept))
            fresh = number + 5000
            deeds.write_files(folder / f"{fresh:04}", fresh)
        told, _ = nursery.run(deed, path, folder, fresh, chance.uniform(0, lengths[deed] * 1.05))
        lost_moments += {"finished": True} in told
        hear(told, kept)
        slowest = max(slowest, look(path, folder, kept))
        if deed == "backup":
            rehearse(folder, kept)
    print(f"{kills} kills ({lost_moments} after the end); slowest start {slowest:.2f} s; {lengths}")
    assert slowest < START_SECONDS
    assert lost_moments < kills / 2, "the children ended before they were killed: nothing was tested"


def test_kills_lose_and_double_nothing(nursery: Nursery, tmp_path: Path) -> None:
    kill_often(nursery, tmp_path, KILLS)


@pytest.mark.soak
def test_a_thousand_kills_lose_and_double_nothing(nursery: Nursery, tmp_path: Path) -> None:
    kill_often(nursery, tmp_path, KILLS_IN_SOAK)


def kill_migrations(nursery: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kills: int) -> None:
    """A migration that is killed has happened in full or not at all, and happens at the next start."""
    chance = random.Random(8)
    folder = tmp_path / "old"
    path = new_case(folder)
    become_later_program(monkeypatch)
    whole = (path / "case.db").read_bytes()
    case_documents = deeds.FILES
    length = 0.0
    cut = 0
    for number in range(kills + 1):
        (path / "case.db").write_bytes(whole)
        told, lived = nursery.run(
            "migrate", path, folder, number, chance.uniform(0, length * 1.05) if number else None
        )
        length = length or lived
        hear(told, Acknowledged())
        cut += {"finished": True} not in told
        assert list(deeds.inside(path)) == [] or {"finished": True} not in told
        case = open_case(path)
        try:
            assert case.library.count() == case_documents
            assert case.database.integrity() == []
            assert list(deeds.inside(path)) == []
        finally:
            case.close()
        for left in (path / "backups").iterdir():
            assert left.name.startswith("before-9999"), "a copy from before the migration stays, nothing else"
            left.unlink()
    assert cut > kills / 3


def test_kills_during_a_migration(nursery: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kill_migrations(nursery, tmp_path, monkeypatch, 6)


@pytest.mark.soak
def test_two_hundred_kills_during_a_migration(
    nursery: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_migrations(nursery, tmp_path, monkeypatch, 200)
