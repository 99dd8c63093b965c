"""Settings survive nonsense in their file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from dossier.settings import Settings, load_settings, remember_case, save_settings


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    settings = replace(Settings(), analyst="Ana", theme="dark", recent_cases=("/a", "/b"))
    save_settings(settings, tmp_path / "settings.toml")
    assert load_settings(tmp_path / "settings.toml") == settings


@pytest.mark.parametrize(
    "content", ["", "not toml [", "analyst = 3", "text_size = true", "unknown = 1\nanalyst = 'Ana'", "\x00"]
)
def test_nonsense_falls_back_entry_by_entry(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.toml").write_text(content)
    loaded = load_settings(tmp_path / "settings.toml")
    assert loaded.text_size == 0
    assert loaded.analyst == ("Ana" if "'Ana'" in content else "")


def test_recent_cases_are_unique_newest_first_and_there(tmp_path: Path) -> None:
    one, other = tmp_path / "one.case", tmp_path / "other.case"
    one.mkdir()
    other.mkdir()
    settings = Settings(recent_cases=(str(other), "/gone.case", str(one)))
    assert remember_case(settings, one).recent_cases == (str(one), str(other))
