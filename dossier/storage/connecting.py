"""Connect to a database file, plain or under a key: the only place that knows SQLite from SQLCipher."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from dossier.errors import EnvironmentTrouble


def driver(key: bytes | None) -> Any:
    """The DB-API module for a plain database (no key) or an encrypted one."""
    if key is None:
        return sqlite3
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise EnvironmentTrouble(
            "This copy of the program can't open cases with a passphrase.",
            hint="Install it with `pip install dossier[passphrase]`, or use the packaged program.",
            detail="no sqlcipher",
        ) from error
    module: ModuleType = dbapi2
    return module


def connect(target: str | Path, key: bytes | None = None, **options: Any) -> sqlite3.Connection:
    """Like sqlite3.connect; `key` (32 bytes, no passphrase: SQLCipher derives nothing from it) for encrypted ones."""
    connection: sqlite3.Connection = driver(key).connect(str(target), **options)
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection
