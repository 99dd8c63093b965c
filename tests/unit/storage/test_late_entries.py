"""Deeds that are entered in the audit log later: once each, with the time they were done, and no others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.storage import vault
from dossier.storage.audit import AuditStore
from dossier.storage.database import CaseDatabase, create_database
from dossier.storage.late_entries import enter, leave


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CaseDatabase]:
    one = create_database(tmp_path / "case.db")
    one.who = "Writer"
    yield one
    one.close()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> vault.Keys:
    return vault.make_keys(tmp_path_factory.mktemp("keys"), "correct horse battery")


@pytest.mark.parametrize("sealed", [False, True])
def test_deeds_are_entered_in_their_order_with_who_did_them(
    database: CaseDatabase, tmp_path: Path, keys: vault.Keys, *, sealed: bool
) -> None:
    own, audit = keys if sealed else None, AuditStore(database)
    for number in range(5):
        assert leave(tmp_path, own, "export", f"Reader {number}", dossier=number, format="pdf")
    if sealed:
        assert not any(b"Reader" in path.read_bytes() for path in (tmp_path / "late").iterdir())
    assert enter(tmp_path, own, audit) == 5
    entries = list(reversed(audit.entries()))
    assert [(one.who, one.what, one.detail["dossier"]) for one in entries] == [
        (f"Reader {number}", "export", number) for number in range(5)
    ]
    assert all(one.detail["done"] <= one.when.isoformat() for one in entries)
    assert not (tmp_path / "late").exists()
    audit.note("something else")
    assert audit.entries(limit=1)[0].who == "Writer"
    assert audit.verify() is None


def test_killed_between_entering_and_removing_enters_once(database: CaseDatabase, tmp_path: Path) -> None:
    audit = AuditStore(database)
    leave(tmp_path, None, "backup", "Reader")
    [note] = (tmp_path / "late").iterdir()
    kept = note.read_bytes()
    assert enter(tmp_path, None, audit) == 1
    note.parent.mkdir()
    note.write_bytes(kept)
    enter(tmp_path, None, audit)
    assert [one.what for one in audit.entries()] == ["backup"]
    assert not note.exists()


@pytest.mark.parametrize(
    "planted",
    [
        b"",
        b"{",
        b"[]",
        b'{"what": "delete", "detail": {"done": "2024"}}',
        b'{"what": "export", "detail": {"done": "2024", "deep": {"a": 1}}}',
        b'{"what": "export", "who": 5, "detail": {"done": "2024"}}',
        b'{"what": "export", "detail": {}}',
        b'{"what": "export", "detail": {"done": "2024", "note": "other"}}',
        b"x" * 100_000,
    ],
)
def test_what_this_program_never_leaves_is_not_entered(
    database: CaseDatabase, tmp_path: Path, planted: bytes
) -> None:
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "planted.json").write_bytes(planted)
    assert enter(tmp_path, None, AuditStore(database)) == 0
    assert AuditStore(database).entries() == []
    assert not (tmp_path / "late").exists()


def test_nobody_without_the_passphrase_plants_a_deed(
    database: CaseDatabase, tmp_path: Path, keys: vault.Keys
) -> None:
    (tmp_path / "late").mkdir()
    for name, what, who in (
        ("a.json", "export", ""),
        ("b.sealed", "export", ""),
        ("c.json", "restored", "x"),
    ):
        note = {"what": what, "who": who, "detail": {"done": "2024"}}
        (tmp_path / "late" / name).write_text(json.dumps(note), "utf-8")
    leave(tmp_path, None, "restored", "", originals=1)
    assert enter(tmp_path, keys, AuditStore(database)) == 1
    assert [one.what for one in AuditStore(database).entries()] == ["restored"]


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "late").write_bytes(b"in the way")
    assert not leave(tmp_path, None, "backup", "Reader")
