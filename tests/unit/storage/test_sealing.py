"""Sealed files: whole, cut, changed, under another key."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.storage.sealing import BLOCK, Damaged, opened, read_file, sealed
from hypothesis import given
from hypothesis import strategies as st

KEY, OTHER = b"k" * 32, b"o" * 32


def _seal(path: Path, data: bytes, step: int = 1 << 16) -> None:
    path.write_bytes(b"".join(sealed((data[at : at + step] for at in range(0, len(data), step)), KEY)))


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_what_was_sealed_comes_back(tmp_path: Path, size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    _seal(tmp_path / "f", data)
    assert read_file(tmp_path / "f", KEY) == data
    assert max((len(block) for block in opened(tmp_path / "f", KEY)), default=0) <= BLOCK


def test_an_open_file_needs_no_key(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"open")
    assert read_file(tmp_path / "f", None) == b"open"
    with pytest.raises(Damaged):
        read_file(tmp_path / "f", KEY)


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    _seal(tmp_path / "f", b"secret")
    with pytest.raises(Damaged):
        read_file(tmp_path / "f", OTHER)


@given(st.data())
def test_every_change_and_every_cut_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("sealed") / "f"
    _seal(path, b"The Islamic State spoke in Moscow. " * 20)
    whole = path.read_bytes()
    assert b"Islamic" not in whole
    place = data.draw(st.integers(0, len(whole) - 1))
    change = data.draw(st.sampled_from(["flip", "cut", "more"]))
    if change == "flip":
        path.write_bytes(
            whole[:place] + bytes([whole[place] ^ (1 << data.draw(st.integers(0, 7)))]) + whole[place + 1 :]
        )
    elif change == "cut":
        path.write_bytes(whole[:place])
    else:
        path.write_bytes(whole + b"x")
    with pytest.raises(Damaged):
        read_file(path, KEY)


def test_blocks_cannot_change_places(tmp_path: Path) -> None:
    _seal(tmp_path / "f", bytes(BLOCK) + b"\1" * BLOCK + b"\2")
    whole = (tmp_path / "f").read_bytes()
    head, step = len(whole) - 2 * (BLOCK + 17) - 18, BLOCK + 17
    first, second = whole[head : head + step], whole[head + step : head + 2 * step]
    (tmp_path / "f").write_bytes(whole[:head] + second + first + whole[head + 2 * step :])
    with pytest.raises(Damaged):
        read_file(tmp_path / "f", KEY)
