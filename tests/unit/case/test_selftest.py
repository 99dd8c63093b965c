"""The self-test: it notices what doesn't work, and says what a copy of the program can't do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from dossier.case import create_case, passphrases, selftest


def test_what_was_left_out_is_not_told_as_done() -> None:
    assert selftest.Step("open it", True).line == "ok    open it"
    assert selftest.Step("open it", False, "KeyError: a").line == "FAIL  open it: KeyError: a"
    assert selftest.Step("open it", True, left_out="install it").line == "--    open it: install it"


def test_an_extra_that_is_missing_is_named() -> None:
    selftest._ask_for("json", extra="fast")
    with pytest.raises(selftest._Lacking, match=r"dossier\[fast\]"):
        selftest._ask_for("json", "no_such_module_anywhere", extra="fast")


def test_a_passphrase_that_should_be_wrong_but_opens_fails(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    case = create_case(tmp_path / "Sealed.case", selftest._ANOTHER)
    case.close()
    with pytest.raises(AssertionError):
        selftest._unseal(tmp_path)


def test_a_case_that_lies_open_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sqlcipher3")
    (tmp_path / "files").mkdir()
    (tmp_path / "files/english.txt").write_text(selftest._ENGLISH, "utf-8")
    (tmp_path / "files/arabic.txt").write_text(selftest._ARABIC, "utf-8")
    selftest._seal(tmp_path)
    monkeypatch.setattr(selftest, "_CANARY", b"argon2id")  # stands in case.key, for anyone to read
    selftest._sealed_case(tmp_path).rename(tmp_path / "Former.case")
    with pytest.raises(AssertionError, match="lies open"):
        selftest._seal(tmp_path)


def test_the_users_own_passphrase_is_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(passphrases.VARIABLE, "of the user")
    with selftest._own_places(tmp_path):
        assert passphrases.VARIABLE not in os.environ
    assert os.environ[passphrases.VARIABLE] == "of the user"
