"""A passphrase put on a case and taken off again: nothing is lost, nothing lies open, killed at any step it opens."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from dossier.case import Case, PassphraseNeeded, WrongPassphrase, create_case, has_passphrase, open_case
from dossier.case.protecting import protecting, unprotecting
from dossier.cli import DONE, REFUSED, run
from dossier.domain.dossiers import TLP
from dossier.errors import DossierError, UserError
from dossier.jobs import NEVER_CANCELLED, Cancelled, JobCancelled, Progress, no_progress
from dossier.storage import converting, vault

from tests.helpers.cases import copy_case, private_folders
from tests.reliability.deeds import inside

GOOD = "correct horse battery"
DOCUMENTS = 5


@pytest.fixture(scope="module")
def plain_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with documents, a dossier, and automatic copies."""
    folder = tmp_path_factory.mktemp("plain")
    files = folder / "files"
    files.mkdir()
    for number in range(DOCUMENTS):
        (files / f"{number}.txt").write_text(
            f"Canary {number}\n\nHamas met Hezbollah in Beirut, day {number}."
        )
    with private_folders(folder):
        case = create_case(folder / "A.case")
        case.importer.work([files])(no_progress, NEVER_CANCELLED)
        case.drafter.work(case.find_actor("Hamas"), TLP.AMBER)(no_progress, NEVER_CANCELLED)
        case.exporting("Hamas", folder / "first.md", None)(no_progress, NEVER_CANCELLED)
        case.back_up_quietly(no_progress, NEVER_CANCELLED)
        case.close()
    return case.path


@pytest.fixture(scope="module")
def sealed_case(plain_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a passphrase."""
    folder = tmp_path_factory.mktemp("sealed")
    with private_folders(folder), pytest.MonkeyPatch.context() as cheap:
        _cheap(cheap)
        path = copy_case(plain_case, folder / "A.case")
        protecting(path, GOOD)(no_progress, NEVER_CANCELLED)
    return path


def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are made and tried hundreds of times here."""
    monkeypatch.setattr(vault, "OPERATIONS", 1)
    monkeypatch.setattr(vault, "MEMORY", 8 << 20)


def _facts(case: Case) -> object:
    """What the user sees of a case."""
    documents = case.library.all()
    dossiers = [case.editor.get(entry.id) for entry in case.editor.all()]
    originals = [case.library.original(one.id) for one in documents]
    actors = [(one.actor.name, one.documents) for one in case.catalog.in_case(None)]
    return documents, dossiers, originals, actors, case.finder.search("canary").total


def _look(path: Path, passphrase: str | None) -> object:
    case = open_case(path, passphrase=passphrase)
    try:
        case.settle(no_progress, NEVER_CANCELLED)
        assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
        assert case.audit.verify() is None
        return _facts(case)
    finally:
        case.close()


def _words_lie_open(folder: Path) -> list[str]:
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in (b"Canary", b"Hezbollah", b"canary"))
    ]


def test_there_and_back(plain_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    path = copy_case(plain_case, tmp_path / "A.case")
    before = _look(path, None)
    assert _words_lie_open(path)
    told: list[Progress] = []
    assert protecting(path, GOOD)(told.append, NEVER_CANCELLED) == 0
    assert told[-1].done == told[-1].total - 1 == DOCUMENTS + 1
    assert _words_lie_open(path) == _words_lie_open(temporary) == []
    assert list(inside(path)) == ["case.key"]
    with pytest.raises(PassphraseNeeded):
        open_case(path)
    with pytest.raises(WrongPassphrase):
        open_case(path, passphrase="something else")
    assert _look(path, GOOD) == before
    assert _words_lie_open(path) == []
    with pytest.raises(UserError, match="already"):
        protecting(path, GOOD)(no_progress, NEVER_CANCELLED)

    with pytest.raises(WrongPassphrase):
        unprotecting(path, "something else")(no_progress, NEVER_CANCELLED)
    assert unprotecting(path, GOOD)(no_progress, NEVER_CANCELLED) == 0
    assert list(inside(path)) == []
    assert _look(path, None) == before
    case = open_case(path)
    assert [one.what for one in case.audit.entries(limit=2)] == ["unprotected", "protected"]
    case.close()
    for copy in (path / "backups").glob("*.db"):  # the automatic copies came along both ways
        with sqlite3.connect(copy) as raw:
            assert raw.execute("SELECT count(*) FROM document").fetchone() == (DOCUMENTS,)
        raw.close()
    with pytest.raises(UserError):
        unprotecting(path, GOOD)(no_progress, NEVER_CANCELLED)


def test_what_is_open_elsewhere_damaged_or_cancelled_stays_as_it_was(
    plain_case: Path, tmp_path: Path
) -> None:
    path = copy_case(plain_case, tmp_path / "A.case")
    before = _look(path, None)
    case = open_case(path)
    with pytest.raises(DossierError, match="reading only"):
        protecting(path, GOOD)(no_progress, NEVER_CANCELLED)
    case.close()
    with pytest.raises(UserError, match="at least"):
        protecting(path, "short")(no_progress, NEVER_CANCELLED)
    cancelled = Cancelled()

    def stop(progress: Progress) -> None:
        if progress.done == 3:
            cancelled.set()

    with pytest.raises(JobCancelled):
        protecting(path, GOOD)(stop, cancelled)
    victim = next(one for one in (path / "originals").rglob("*") if one.is_file())
    whole = victim.read_bytes()
    victim.write_bytes(whole[:-1])
    with pytest.raises(UserError, match="damaged"):
        protecting(path, GOOD)(no_progress, NEVER_CANCELLED)
    victim.write_bytes(whole)
    assert not has_passphrase(path)
    assert list(inside(path)) == []
    assert _look(path, None) == before


def test_a_damaged_automatic_copy_is_left_out_and_a_missing_original_stays_missing(
    plain_case: Path, tmp_path: Path
) -> None:
    path = copy_case(plain_case, tmp_path / "A.case")
    copy = next((path / "backups").glob("*.db"))
    data = bytearray(copy.read_bytes())
    data[4096 * 3 : 4096 * 9] = b"Canary" * 4096
    copy.write_bytes(data)
    next(one for one in (path / "originals").rglob("*") if one.is_file()).unlink()
    assert protecting(path, GOOD)(no_progress, NEVER_CANCELLED) == 1
    assert _words_lie_open(path) == []
    assert not list(path.glob("backups/*"))
    case = open_case(path, passphrase=GOOD)
    wrong = case.checking(repair=False)(no_progress, NEVER_CANCELLED)
    case.close()
    assert [one.what for one in wrong] == ["An original file is missing."]


STEPS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree"})
"""Changes of the folder, as Python's audit events name them."""


def _killed_at(step: int, job: Callable[[], object]) -> bool:
    """Do the job in a child that is killed at a step; false when it ended before."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _arguments: object) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            job()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kill_at_steps(plain_case: Path, sealed_case: Path, tmp_path: Path, way: str, every: int) -> None:
    source = plain_case if way == "protect" else sealed_case
    new = GOOD if way == "protect" else None
    keys = None if way == "protect" else vault.open_keys(sealed_case, GOOD)
    ended = {True: 0, False: 0}
    for step in range(1, 200, every):
        path = copy_case(source, tmp_path / f"{step}.case")

        def job(path: Path = path) -> object:
            return converting.convert(path, keys, new, "", no_progress, NEVER_CANCELLED)

        killed = _killed_at(step, job)
        sealed = has_passphrase(path)
        case = open_case(path, passphrase=GOOD if sealed else None)
        try:
            assert case.library.count() == DOCUMENTS
            assert all(case.originals.intact(one.sha256) for one in case.library.all())
            assert case.database.integrity() == []
            assert [one for one in inside(path) if one != "case.key"] == []
            assert has_passphrase(path) == sealed
            deeds = [one.what for one in case.audit.entries(limit=1)]
            assert (deeds == [f"{way}ed"]) == (sealed == (way == "protect"))
        finally:
            case.close()
        if sealed:
            assert _words_lie_open(path) == []
        ended[sealed] += 1
        if not killed:
            break
    else:
        pytest.fail("it never came to its end")
    print(way, "ended sealed and open:", ended)
    assert min(ended.values()) > 3, "it was killed on one side of the swap only"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill")
@pytest.mark.parametrize("way", ["protect", "unprotect"])
def test_killed_at_every_fifth_step_it_opens_whole(
    plain_case: Path, sealed_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    _cheap(monkeypatch)
    kill_at_steps(plain_case, sealed_case, tmp_path, way, 5)


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill")
@pytest.mark.parametrize("way", ["protect", "unprotect"])
def test_killed_at_any_step_it_opens_whole(
    plain_case: Path, sealed_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    _cheap(monkeypatch)
    kill_at_steps(plain_case, sealed_case, tmp_path, way, 1)


def test_the_command_line(
    plain_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy_case(plain_case, tmp_path / "A.case")
    assert run(["protect", str(path)]) == REFUSED  # nobody to ask
    monkeypatch.setenv("DOSSIER_PASSPHRASE", GOOD)
    capsys.readouterr()
    assert run(["protect", str(path)]) == DONE
    assert "SSD" in capsys.readouterr().out
    assert run(["search", str(path), "canary", "--json"]) == DONE
    assert '"total": 5' in capsys.readouterr().out
    monkeypatch.setenv("DOSSIER_PASSPHRASE", "something else")
    assert run(["unprotect", str(path)]) == REFUSED
    monkeypatch.setenv("DOSSIER_PASSPHRASE", GOOD)
    assert run(["unprotect", str(path)]) == DONE
    assert run(["check", str(path)]) == DONE
    assert run(["unprotect", str(path)]) == REFUSED
