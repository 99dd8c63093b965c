"""Note which files are being written outside the database, so that what a killed program left is swept away."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from dossier import log
from dossier.errors import EnvironmentTrouble

SUFFIX = ".partial"
"""What the name of every half-written file ends in; it begins with a dot and the name of the file to be."""
_TEMPORARY = "dossier-index-"

_LOG = log.logger("storage")


class Unfinished:
    """The folder `unfinished/` of a case: a note for each file in the making, gone when that is whole."""

    def __init__(self, case: Path) -> None:
        self._folder = case / "unfinished"

    @contextlib.contextmanager
    def writing(self, target: Path | None = None) -> Iterator[None]:
        """While inside, `target` (None: originals of the case) may be half written by this process.

        Where no note can be left (the case is read-only), nothing is swept later; the work goes on.
        """
        note = self._folder / f"{os.getpid()}-{uuid.uuid4().hex}.json"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            place = None if target is None else str(target.absolute())
            note.write_text(json.dumps({"target": place}), "utf-8")
        except OSError as error:
            _LOG.info("no note of a file in the making: %s", log.describe(error))
        try:
            yield
        finally:
            self._drop(note)

    def sweep(self) -> bool:
        """Remove what dead processes left half written; whether originals may be left over as well."""
        originals = False
        for note in list(self._folder.glob("*.json")):
            if _lives(note.name.partition("-")[0]):
                continue
            try:
                target = json.loads(note.read_text("utf-8"))["target"]
            except (OSError, ValueError, KeyError, TypeError):
                target = None  # killed while the note itself was written
            if target is None:
                originals = True
            else:
                _sweep_beside(Path(target))
            self._drop(note)
        return originals

    def _drop(self, note: Path) -> None:
        with contextlib.suppress(OSError):
            note.unlink(missing_ok=True)
            self._folder.rmdir()  # as soon as it is empty


def discard(database: Path) -> None:
    """Remove a half-written copy of a database and what SQLite puts beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def _sweep_beside(target: Path) -> None:
    with contextlib.suppress(OSError):
        for path in target.parent.iterdir():
            # SQLite puts `-journal` and the like behind the name.
            if path.name.startswith(f".{target.name}.") and SUFFIX in path.name and path.is_file():
                path.unlink()


def _lives(process: str) -> bool:
    if not process.isdecimal() or int(process) == 0:
        return False
    if os.name == "nt":  # an open file can't be removed there, and os.kill would end the process
        return int(process) == os.getpid()
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for an index of this session only; those that dead processes left are removed first.

    Raises EnvironmentTrouble when the disk refuses.
    """
    try:
        for path in Path(tempfile.gettempdir()).glob(f"{_TEMPORARY}*"):
            mine = os.name == "nt" or path.lstat().st_uid == os.getuid()
            if mine and not _lives(path.name.removeprefix(_TEMPORARY).partition("-")[0]):
                shutil.rmtree(path, ignore_errors=True)
        return tempfile.TemporaryDirectory(prefix=f"{_TEMPORARY}{os.getpid()}-", ignore_cleanup_errors=True)
    except OSError as error:
        raise EnvironmentTrouble(
            "There is no room for a search index of this session; the case itself is untouched.",
            hint="Free some space in the system's folder for temporary files and try again.",
            detail=type(error).__name__,
        ) from error
