"""Where things are: the user's data, caches and logs, and the resources that ship with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_DIRS = platformdirs.PlatformDirs("dossier", appauthor=False)


def resource(name: str) -> Path:
    """Path of a shipped file or folder, such as `resources/icons` or `seeds/actors.yaml`.

    Works from a source tree, an installed wheel and a frozen build. FileNotFoundError if it is not there.
    """
    for root in _roots():
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(name)


def _roots() -> list[Path]:
    package = Path(__file__).resolve().parent
    roots = [package.parent, package / "_data"]
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        roots.insert(0, Path(bundle))
    return roots


def user_data() -> Path:
    """The folder for cases made without naming a place; made with mode 0700 when missing."""
    return private_folder(Path(os.environ.get("DOSSIER_DATA") or _DIRS.user_data_dir))


def user_config() -> Path:
    """The folder of settings.toml."""
    return private_folder(Path(os.environ.get("DOSSIER_CONFIG") or _DIRS.user_config_dir))


def user_logs() -> Path:
    """The folder of the log files."""
    return private_folder(Path(os.environ.get("DOSSIER_LOGS") or _DIRS.user_log_dir))


def private_folder(path: Path) -> Path:
    """Make `path` (with its parents) readable by its owner only, and return it."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
