"""Damaged on the disk: an index is built again, a changed text or original is noticed, a sound copy is offered."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.domain.dossiers import TLP
from dossier.errors import DossierError, EnvironmentTrouble
from dossier.jobs import NEVER_CANCELLED, no_progress

from tests.helpers.cases import private_folders

DAMAGES, DAMAGES_IN_SOAK = 40, 1_000
DOCUMENTS = 30


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with documents, a dossier and an automatic copy."""
    folder = tmp_path_factory.mktemp("sound")
    files = folder / "files"
    files.mkdir()
    for number in range(DOCUMENTS):
        (files / f"{number:02}.txt").write_text(
            f"Report {number}\n\nHamas and Hezbollah met in Beirut, said witness {number}. "
            + f"Guard {number * 3} and car {number * 7} were seen again and again near the bridge. " * 40
        )
    with private_folders(folder):
        case = create_case(folder / "Sound.case")
        case.importer.work([files])(no_progress, NEVER_CANCELLED)
        case.drafter.work(case.find_actor("Hamas"), TLP.AMBER)(no_progress, NEVER_CANCELLED)
        case.exporting("Hamas", folder / "out.md", None)(no_progress, NEVER_CANCELLED)
        case.back_up_quietly(no_progress, NEVER_CANCELLED)
        case.close()
    return folder / "Sound.case"


@pytest.fixture
def same_key(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of the user who made the case: the index is theirs."""
    monkeypatch.setenv("DOSSIER_CONFIG", str(sound.parent / "config"))


def damage(path: Path, chance: random.Random) -> str:
    """Do something to a file that disks, people and half-written updates do."""
    data = path.read_bytes()
    way = chance.choice(("flip", "flip", "zero", "cut", "empty", "remove", "noise", "longer", "swap"))
    place = chance.randrange(len(data) or 1)
    match way:
        case "flip" if data:
            data = data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
        case "zero":
            data = data[:place] + b"\0" * min(512, len(data) - place) + data[place + 512 :]
        case "cut":
            data = data[:place]
        case "empty":
            data = b""
        case "noise":
            data = data[:place] + chance.randbytes(64) + data[place + 64 :]
        case "longer":
            data += chance.randbytes(100)
        case "swap":
            data = data[place:] + data[:place]
    if way == "remove":
        path.unlink()
    else:
        path.write_bytes(data)
    return way


def damage_indexes(sound: Path, tmp_path: Path, count: int) -> None:
    chance = random.Random(1)
    path = sound
    whole = tmp_path / "index"
    shutil.copytree(path / "index", whole)
    ways: Counter[str] = Counter()
    for _ in range(count):
        # The folder itself stays: an index in another folder counts as foreign and is never even opened.
        for file in (path / "index").iterdir():
            file.unlink()
        for file in whole.iterdir():
            shutil.copy2(file, path / "index" / file.name)
        victim = chance.choice(sorted((path / "index").iterdir()))
        way = damage(victim, chance)
        case = open_case(path)
        try:
            case.settle(no_progress, NEVER_CANCELLED)
            answer = case.finder.search('"near the bridge"')
            other = case.finder.search('actor:"Hezbollah" witness')
            case.settle(no_progress, NEVER_CANCELLED)
            assert case.index.differences() == ([], []), f"{way} {victim.name}"
            ways[f"{way}, {'built again' if case.index.rebuilt else 'not noticed'}"] += 1
            if case.index.rebuilt:
                assert (answer.total, other.total) == (DOCUMENTS, DOCUMENTS), f"{way} {victim.name}"
        finally:
            case.close()
    print(count, "damages of the index:", dict(sorted(ways.items())))


@pytest.mark.usefixtures("same_key")
def test_a_damaged_index_is_built_again(sound: Path, tmp_path: Path) -> None:
    damage_indexes(sound, tmp_path, DAMAGES)


@pytest.mark.soak
@pytest.mark.usefixtures("same_key")
def test_a_thousand_damaged_indexes_are_built_again(sound: Path, tmp_path: Path) -> None:
    damage_indexes(sound, tmp_path, DAMAGES_IN_SOAK)


class _Planted:
    """A pickle that runs something when it is opened."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self._path),))


def test_a_planted_pickle_is_never_opened(sound: Path, tmp_path: Path) -> None:
    """Unpacked from somewhere, with every file of its index a pickle that would run."""
    path = tmp_path / "Planted.case"
    shutil.copytree(sound, path)
    (path / "index").chmod(0o700)
    for file in (path / "index").iterdir():
        if file.suffix != ".json":
            file.write_bytes(pickle.dumps(_Planted(tmp_path / "owned")) + file.read_bytes())
    for read_only in (True, False):
        case = open_case(path, read_only=read_only)
        try:
            case.settle(no_progress, NEVER_CANCELLED)
            assert case.finder.search("witness").total == DOCUMENTS
        finally:
            case.close()
    assert not (tmp_path / "owned").exists()


def flip_bits(sound: Path, tmp_path: Path, count: int) -> None:
    chance = random.Random(2)
    path = tmp_path / "Flipped.case"
    shutil.copytree(sound, path, ignore=shutil.ignore_patterns("index", "*.lock"))
    case = open_case(path)
    case.settle(no_progress, NEVER_CANCELLED)  # its own index, so that looking need not build one each time
    case.close()
    texts = places_of_texts(path)
    whole = (path / "case.db").read_bytes()
    outcome: Counter[str] = Counter()
    missed = 0
    for number in range(count):
        if number % 4 == 3:
            victim = chance.choice(sorted(file for file in (path / "originals").rglob("*") if file.is_file()))
            former, where = victim.read_bytes(), "original"
            place = chance.randrange(len(former))
        else:
            victim, former = path / "case.db", whole
            where = "text" if number % 4 else "database"
            place = chance.choice(texts) if where == "text" else chance.randrange(len(whole))
        data = bytearray(former)
        data[place] ^= 1 << chance.randrange(8)
        victim.write_bytes(data)
        told = what_is_told(path)
        outcome[f"{where}: {told}"] += 1
        missed += where != "database" and told == "nothing"
        assert victim.read_bytes() == bytes(data) or where == "database", "the damaged file was changed"
        for left in path.glob("case.db-*"):
            left.unlink()
        victim.write_bytes(former)
    print(count, "flipped bits:", dict(sorted(outcome.items())))
    assert missed <= count // 100


def places_of_texts(path: Path) -> list[int]:
    """Offsets in case.db of bytes that belong to a document's text."""
    data = (path / "case.db").read_bytes()
    piece = b"were seen again and again near the bridge"
    places, start = [], data.find(piece)
    while start >= 0:
        places += range(start, start + len(piece))
        start = data.find(piece, start + 1)
    assert len(places) > 1_000
    return places


def what_is_told(path: Path) -> str:
    """What a user hears who opens and checks this case: never a traceback."""
    try:
        case = open_case(path, read_only=True)
    except DossierError as error:
        assert (
            isinstance(error, EnvironmentTrouble)
            or "not a case" in error.sentence
            or "newer" in error.sentence
        )
        if getattr(error, "detail", "") == "malformed":
            assert "backups" in error.hint, "the sound copy is not offered"
        return "refused with a sentence"
    try:
        problems = case.checking(repair=False)(no_progress, NEVER_CANCELLED)
    except DossierError as error:
        assert error.hint
        return "refused with a sentence"
    finally:
        case.close()
    problems = [problem for problem in problems if "index" not in problem.where]
    return "found by check" if problems else "nothing"


def test_flipped_bits_are_noticed(sound: Path, tmp_path: Path) -> None:
    flip_bits(sound, tmp_path, DAMAGES)


@pytest.mark.soak
def test_a_thousand_flipped_bits_are_noticed(sound: Path, tmp_path: Path) -> None:
    flip_bits(sound, tmp_path, DAMAGES_IN_SOAK)


def test_a_damaged_case_opens_again_from_the_copy_it_is_told_of(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "Broken.case"
    shutil.copytree(sound, path, ignore=shutil.ignore_patterns("*.lock"))
    data = bytearray((path / "case.db").read_bytes())
    data[100:8000] = bytes(7900)
    (path / "case.db").write_bytes(data)
    with pytest.raises(EnvironmentTrouble) as caught:
        open_case(path)
    assert "sound copy" in caught.value.hint
    assert (path / "case.db").read_bytes() == bytes(data), "the damaged file was changed"
    [copy] = (path / "backups").glob("case-*.db")
    (path / "case.db").rename(path / "case-damaged.db")
    shutil.copy2(copy, path / "case.db")
    case: Case = open_case(path)
    try:
        assert case.library.count() == DOCUMENTS
        assert [
            one for one in case.checking(repair=True)(no_progress, NEVER_CANCELLED) if not one.repaired
        ] == []
    finally:
        case.close()


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "A.case").mkdir()
    (tmp_path / "A.case" / "case.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(EnvironmentTrouble, match="damaged"):
        open_case(tmp_path / "A.case")
    with sqlite3.connect(tmp_path / "A.case" / "other.db") as raw:
        raw.execute("CREATE TABLE a (b)")
    raw.close()
