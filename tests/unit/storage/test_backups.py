"""Backups come back whole or not at all."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dossier.errors import UserError
from dossier.storage.backups import (
    automatic_copies,
    copy_database,
    kept_copies,
    newest_good_copy,
    restore_backup,
    write_backup,
)
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import CaseDatabase, create_database, open_database
from dossier.storage.originals import Originals
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.cases import document


def make_case(folder: Path) -> tuple[CaseDatabase, Originals]:
    folder.mkdir()
    database = create_database(folder / "case.db")
    originals = Originals(folder / "originals")
    (folder / "file").write_text("original bytes")
    originals.keep(folder / "file", at_most=1000)
    CorpusStore(database).add([document("some text", title="Kept")])
    return database, originals


def test_a_restored_case_is_the_same(tmp_path: Path) -> None:
    database, originals = make_case(tmp_path / "a.case")
    assert write_backup(database, originals, tmp_path / "b.zip") == 1
    database.close()
    assert restore_backup(tmp_path / "b.zip", tmp_path / "c.case") == 1
    restored = open_database(tmp_path / "c.case" / "case.db")
    assert [item.title for item in CorpusStore(restored).page()] == ["Kept"]
    assert list(Originals(tmp_path / "c.case" / "originals").all()) == list(originals.all())
    restored.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.case", "b.zip", "c.case"]


def test_a_folder_with_something_in_it_is_never_overwritten(tmp_path: Path) -> None:
    database, originals = make_case(tmp_path / "a.case")
    write_backup(database, originals, tmp_path / "b.zip")
    database.close()
    with pytest.raises(UserError, match="something in that folder"):
        restore_backup(tmp_path / "b.zip", tmp_path / "a.case")


@pytest.mark.parametrize("cut", [1, 2, 10])
def test_a_truncated_backup_restores_nothing(tmp_path: Path, cut: int) -> None:
    database, originals = make_case(tmp_path / "a.case")
    write_backup(database, originals, tmp_path / "b.zip")
    database.close()
    data = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(data[: len(data) // 10 * (10 - cut)])
    with pytest.raises(UserError, match="not a whole backup"):
        restore_backup(tmp_path / "b.zip", tmp_path / "c.case")
    assert not (tmp_path / "c.case").exists()


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "originals/ab/../../evil", "index/x.pickle"])
def test_a_member_never_becomes_a_path_of_its_own_choice(tmp_path: Path, name: str) -> None:
    database, originals = make_case(tmp_path / "a.case")
    write_backup(database, originals, tmp_path / "b.zip")
    database.close()
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(UserError):
        restore_backup(tmp_path / "b.zip", tmp_path / "c.case")
    assert not (tmp_path.parent / "evil").exists()
    assert not (tmp_path / "c.case").exists()


def test_a_changed_original_is_noticed(tmp_path: Path) -> None:
    database, originals = make_case(tmp_path / "a.case")
    write_backup(database, originals, tmp_path / "b.zip")
    database.close()
    with zipfile.ZipFile(tmp_path / "b.zip") as old, zipfile.ZipFile(tmp_path / "d.zip", "w") as new:
        for member in old.infolist():
            data = old.read(member)
            new.writestr(member.filename, b"other" if member.filename.startswith("originals") else data)
    with pytest.raises(UserError):
        restore_backup(tmp_path / "d.zip", tmp_path / "c.case")


def test_the_newest_sound_copy_is_offered(tmp_path: Path) -> None:
    database, _ = make_case(tmp_path / "a.case")
    folder = tmp_path / "a.case" / "backups"
    first = copy_database(database, folder, now=datetime(2026, 1, 1, tzinfo=UTC))
    second = copy_database(database, folder, now=datetime(2026, 1, 2, tzinfo=UTC))
    database.close()
    assert newest_good_copy(folder) == second
    second.write_bytes(second.read_bytes()[:5000])
    assert newest_good_copy(folder) == first


def test_a_year_of_copies_is_thinned(tmp_path: Path) -> None:
    now = datetime(2026, 6, 30, 12, tzinfo=UTC)
    moments = [now - timedelta(days=number) for number in range(365)]
    kept = kept_copies(moments, now)
    assert now in kept
    assert len(kept) <= 7 + 4 + 6
    assert {moment.strftime("%Y-%m") for moment in kept} >= {f"2026-0{month}" for month in range(1, 7)}


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40))
def test_the_newest_copy_always_stays(ages: list[int]) -> None:
    now = datetime(2026, 6, 30, 12, tzinfo=UTC)
    moments = [now - timedelta(hours=age) for age in ages]
    kept = kept_copies(moments, now)
    assert max(moments) in kept
    assert kept <= set(moments)


def test_automatic_copies_are_named_by_their_time(tmp_path: Path) -> None:
    database, _ = make_case(tmp_path / "a.case")
    when = datetime(2026, 1, 1, 10, 30, tzinfo=UTC)
    path = copy_database(database, tmp_path / "copies", now=when)
    database.close()
    assert automatic_copies(tmp_path / "copies") == [(when, path)]
