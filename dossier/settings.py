"""Typed settings, kept in settings.toml, each with a default and a description for the settings page."""

from __future__ import annotations

import getpass
import logging
import os
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from dossier import paths

_LOG = logging.getLogger("dossier.settings")


@dataclass(frozen=True)
class Settings:
    """All settings. Unknown or wrong entries in the file are ignored, one by one."""

    analyst: str = field(
        default="", metadata={"label": "Your name", "help": "Stands beside your gradings and decisions."}
    )
    theme: str = field(
        default="system",
        metadata={
            "label": "Colours",
            "help": "“system” follows the desktop; “contrast” is white and yellow on black.",
            "choices": "system light dark contrast",
        },
    )
    text_size: int = field(
        default=0, metadata={"label": "Text size", "help": "Points; 0 follows the system."}
    )
    default_tlp: str = field(
        default="TLP:AMBER",
        metadata={
            "label": "TLP of a new dossier",
            "help": "Who may see a dossier unless you say otherwise (Traffic Light Protocol 2.0).",
            "choices": "TLP:CLEAR TLP:GREEN TLP:AMBER TLP:AMBER+STRICT TLP:RED",
        },
    )
    backup_minutes: int = field(
        default=30,
        metadata={
            "label": "Minutes between backups",
            "help": "A copy of the case is made when something has changed; 0 turns them off.",
        },
    )
    aged_days: int = field(
        default=365,
        metadata={
            "label": "Information is aged after",
            "help": "Days; older information is listed as a gap.",
        },
    )
    uncited_relationships: bool = field(
        default=False,
        metadata={
            "label": "Print relationships without a source",
            "help": "Exports leave them out otherwise, and list them among the gaps.",
        },
    )
    search_history: bool = field(
        default=True,
        metadata={"label": "Remember searches", "help": "The last 200 of each case, kept in the case."},
    )
    lock_minutes: int = field(
        default=10,
        metadata={
            "label": "Minutes until a case with a passphrase locks",
            "help": "Without a key or the mouse; 0 never locks it.",
        },
    )
    recent_cases: tuple[str, ...] = field(default=(), metadata={"hidden": "yes"})

    @property
    def who(self) -> str:
        """The analyst's name, or that of the account."""
        return self.analyst or _account()


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "analyst"


def settings_file() -> Path:
    """Where the settings are kept."""
    return paths.user_config() / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; what is missing or of the wrong type falls back to its default."""
    path = path or settings_file()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        _LOG.info("settings could not be read: %s", type(error).__name__)
        return Settings()
    known: dict[str, Any] = {}
    for item in fields(Settings):
        value = data.get(item.name)
        if isinstance(value, list) and isinstance(item.default, tuple):
            known[item.name] = tuple(str(entry) for entry in value)
        elif type(value) is type(item.default):
            known[item.name] = value
    return replace(Settings(), **known)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings so that a crash leaves the old or the new file, never half of one."""
    path = path or settings_file()
    data = {
        key: list(value) if isinstance(value, tuple) else value for key, value in asdict(settings).items()
    }
    temporary = path.with_suffix(".new")
    temporary.write_bytes(tomli_w.dumps(data).encode("utf-8"))
    temporary.replace(path)


def remember_case(settings: Settings, case: Path, *, most: int = 10) -> Settings:
    """Put a case first in the list of recent ones."""
    name = str(case.resolve())
    rest = [entry for entry in settings.recent_cases if entry != name and os.path.isdir(entry)]  # noqa: PTH112 - strings
    return replace(settings, recent_cases=tuple([name, *rest][:most]))
