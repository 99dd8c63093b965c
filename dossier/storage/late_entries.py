"""Leave a deed to be entered in the audit log later, when the case can't be written now, and enter what waits.

A backup, or an export from a window that only reads, happens while another program holds the case; a restored case
with a passphrase can't be opened yet. Each leaves a small file in `late/` of the case, and the next opening for
writing enters it in the chain: with the time of the deed in its detail, once, whenever the program is killed.
In a case with a passphrase the files are sealed; only a restoration is believed without (its note holds no name).
"""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dossier import log
from dossier.storage.audit import AuditStore
from dossier.storage.originals import sync_folder
from dossier.storage.sealing import opened, sealed
from dossier.storage.vault import Keys

FOLDER = "late"
RESTORED = "restored"
_DEEDS = frozenset({"export", "exported", "backup", RESTORED})
_LARGEST = 16_384
"""Bytes of a note; ours have a few hundred."""

_LOG = log.logger("storage")


def leave(case: Path, keys: Keys | None, what: str, who: str, **detail: object) -> bool:
    """Leave a note of a deed in the case's folder; False where nothing can be written there."""
    note: dict[str, object] = {"what": what, "detail": {**detail, "done": datetime.now(UTC).isoformat()}}
    if who:
        note["who"] = who
    data = json.dumps(note).encode("ascii")
    name = f"{uuid.uuid4().hex}.{'sealed' if keys else 'json'}"
    folder = case / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        partial = folder / f".{name}"
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.writelines(sealed([data], keys.for_notes()) if keys else [data])
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(folder / name)
        sync_folder(folder)
    except OSError as error:
        _LOG.info("a deed is not entered: %s", log.describe(error))
        return False
    return True


def enter(case: Path, keys: Keys | None, audit: AuditStore) -> int:
    """Enter what waits, oldest first, and remove the notes; returns how many. For who holds the case's lock.

    A note that can't be understood was not left by this program; it is removed.
    """
    folder = case / FOLDER
    waiting = []
    for path in folder.glob("*"):
        try:
            waiting.append((_read(path, keys), path))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _LOG.info("a note of a deed can't be understood: %s", log.describe(error))
            path.unlink(missing_ok=True)
    for (_done, what, who, detail), path in sorted(waiting, key=lambda one: one[0][0]):
        audit.note_once(path.stem, what, who, **detail)
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()
    return len(waiting)


def _read(path: Path, keys: Keys | None) -> tuple[str, str, str, dict[str, Any]]:
    if path.stat().st_size > _LARGEST:
        raise ValueError("too long")
    under_key = path.suffix == ".sealed" and keys is not None
    data = b"".join(opened(path, keys.for_notes())) if under_key and keys else path.read_bytes()
    note = json.loads(data)
    what, who, detail = note["what"], note.get("who", ""), note["detail"]
    plain = all(isinstance(value, str | int | None) for value in detail.values())
    if what not in _DEEDS or not isinstance(who, str) or not plain or "note" in detail:
        raise ValueError("no deed of ours")
    if keys is not None and not under_key and (what != RESTORED or who):
        raise ValueError("not sealed")
    return str(detail["done"]), what, who, detail
