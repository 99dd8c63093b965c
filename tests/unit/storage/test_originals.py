"""Original files are kept whole, once, and checked when read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from dossier.errors import EnvironmentTrouble, NotFound, UserError
from dossier.storage.originals import Originals
from dossier.storage.vault import Keys


def test_equal_files_are_kept_once_and_read_back(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"\x00bytes\xff")
    first = kept.keep(tmp_path / "one", at_most=100)
    second = kept.keep(tmp_path / "two", at_most=100)
    assert first == second
    assert first.sha256 == hashlib.sha256(b"\x00bytes\xff").hexdigest()
    assert kept.read(first.sha256) == b"\x00bytes\xff"
    assert list(kept.all()) == [first.sha256]
    assert kept.path(first.sha256).stat().st_mode & 0o077 == 0


def test_a_damaged_file_is_noticed_and_left_alone(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    (tmp_path / "one").write_bytes(b"bytes")
    name = kept.keep(tmp_path / "one", at_most=100).sha256
    kept.path(name).write_bytes(b"Bytes")
    assert kept.intact(name) is False
    with pytest.raises(EnvironmentTrouble, match="damaged"):
        kept.read(name)
    assert kept.path(name).read_bytes() == b"Bytes"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    assert kept.intact("0" * 64) is None
    with pytest.raises(NotFound):
        kept.read("0" * 64)


def test_too_large_a_file_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    (tmp_path / "one").write_bytes(b"x" * 101)
    with pytest.raises(UserError, match="larger"):
        kept.keep(tmp_path / "one", at_most=100)
    assert list(kept.all()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UserError, match="regular"):
        Originals(tmp_path / "originals").keep(tmp_path / "pipe.txt", at_most=100)


def test_files_taken_in_can_be_read_at_once_and_get_their_names_together(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    names = []
    for number in range(12):
        (tmp_path / f"{number}").write_text(f"text {number // 2}")  # each content twice
        names.append(kept.take_in(tmp_path / f"{number}", at_most=100).sha256)
    assert [kept.read(name) for name in names] == [f"text {number // 2}".encode() for number in range(12)]
    assert list(kept.all()) == []
    kept.settle(names[:8])
    assert set(kept.all()) == set(names[:8])
    kept.drop()
    assert [path for path in kept.folder.iterdir() if path.is_file()] == []
    assert [kept.intact(name) for name in names] == [True] * 8 + [None] * 4


def test_what_was_taken_in_before_a_crash_is_swept(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("one")
    Originals(tmp_path / "originals").take_in(tmp_path / "one", at_most=100)
    after = Originals(tmp_path / "originals")
    assert after.sweep(set()) == 1
    assert list(after.folder.iterdir()) == []


def test_sweeping_takes_what_no_document_refers_to(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
    wanted = kept.keep(tmp_path / "one", at_most=100).sha256
    kept.keep(tmp_path / "two", at_most=100)
    (kept.folder / ".new-abc").write_text("half")
    assert kept.sweep({wanted}) == 2
    assert list(kept.all()) == [wanted]
    assert sorted(path.name for path in kept.folder.iterdir()) == [wanted[:2]]


@pytest.mark.parametrize("keys", [None, Keys(b"1" * 32, b"2" * 32, b"3" * 32, b"4" * 32)])
def test_what_is_missed_is_given_its_name_and_never_swept_away(tmp_path: Path, keys: Keys | None) -> None:
    (tmp_path / "wanted").write_bytes(b"wanted")
    (tmp_path / "other").write_bytes(b"other")
    kept = Originals(tmp_path / "originals", keys)
    wanted = kept.take_in(tmp_path / "wanted", at_most=100).sha256
    kept.take_in(tmp_path / "other", at_most=100)
    after = Originals(kept.folder, keys)  # of a program that was killed before it settled anything
    assert after.intact(wanted) is None
    assert after.sweep({wanted}) == 1
    assert after.read(wanted) == b"wanted"
    assert list(kept.folder.glob(".new-*")) == []
