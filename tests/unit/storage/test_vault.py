"""Keys behind a passphrase: the right one, a wrong one, a new one, a damaged key file."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from dossier.errors import EnvironmentTrouble, UserError
from dossier.storage import vault

GOOD = "correct horse battery"


def test_the_passphrase_brings_the_same_keys_back(tmp_path: Path) -> None:
    made = vault.make_keys(tmp_path, GOOD)
    opened = vault.open_keys(tmp_path, GOOD)
    assert opened == made
    assert len({opened.database, opened.for_original("ab"), opened.for_original("cd"), opened.master}) == 4
    assert opened.name_of("ab") not in {"ab", opened.name_of("cd")}
    assert repr(opened) == "Keys()"
    if vault.os.name != "nt":
        assert stat.S_IMODE((tmp_path / vault.FILE).stat().st_mode) == 0o600


def test_composed_and_decomposed_letters_are_the_same(tmp_path: Path) -> None:
    vault.make_keys(tmp_path, "cafe\u0301 in Sana'a")
    vault.open_keys(tmp_path, "caf\u00e9 in Sana'a")


def test_a_wrong_passphrase_is_told_in_a_sentence(tmp_path: Path) -> None:
    vault.make_keys(tmp_path, GOOD)
    for wrong in ("", GOOD.upper(), GOOD + " "):
        with pytest.raises(vault.WrongPassphrase, match="does not open"):
            vault.open_keys(tmp_path, wrong)


def test_a_short_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="at least"):
        vault.make_keys(tmp_path, "short")
    assert not vault.has_passphrase(tmp_path)


def test_a_new_passphrase_keeps_the_keys(tmp_path: Path) -> None:
    keys = vault.make_keys(tmp_path, GOOD)
    vault.change_passphrase(tmp_path, keys, "another good one")
    assert vault.open_keys(tmp_path, "another good one") == keys
    with pytest.raises(vault.WrongPassphrase):
        vault.open_keys(tmp_path, GOOD)


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.pop("salt"),
        lambda kept: kept.update(salt="zz"),
        lambda kept: kept.update(memory=1 << 50),  # a planted file must not take all memory
        lambda kept: kept.update(operations=10**9),
        lambda kept: kept.update(operations="many"),
    ],
)
def test_a_damaged_key_file_is_told(tmp_path: Path, change: object) -> None:
    vault.make_keys(tmp_path, GOOD)
    kept = json.loads((tmp_path / vault.FILE).read_text("ascii"))
    change(kept)  # type: ignore[operator]
    (tmp_path / vault.FILE).write_text(json.dumps(kept), "ascii")
    with pytest.raises(EnvironmentTrouble, match="key"):
        vault.open_keys(tmp_path, GOOD)


def test_no_json_and_no_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble):
        vault.open_keys(tmp_path, GOOD)
    (tmp_path / vault.FILE).write_bytes(b"\xff\xfe nonsense")
    with pytest.raises(EnvironmentTrouble):
        vault.open_keys(tmp_path, GOOD)
