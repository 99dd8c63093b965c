"""Put a passphrase on a case, or take it off: write all of it anew beside, compare, then swap.

The new files are made in `converting/` of the case. When every row and every original has been read back and found
equal, that folder is renamed to `converted/`: from this moment the case is the new one, and `finish` (also run when
a case is opened) moves the files to their places and removes the old ones. A program that is killed before leaves
the case as it was, and one that is killed after leaves one that the next opening finishes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import filelock

from dossier import log
from dossier.errors import EnvironmentTrouble, UserError
from dossier.jobs import Cancelled, Progress, ReportProgress
from dossier.storage import vault
from dossier.storage.audit import AuditStore
from dossier.storage.connecting import connect, driver
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import open_database
from dossier.storage.originals import Originals, sync_folder
from dossier.storage.tables import APPLICATION_ID

BEGUN = "converting"
_SYNCED_TOGETHER = 200
_FOLDERS = ("originals", "backups")
_OLD_INDEXES = ("index", "index.next", "index.old")

_LOG = log.logger("storage")


@contextlib.contextmanager
def locked(case: Path, seconds: float = 10) -> Iterator[None]:
    """While inside, nobody else opens the case for writing. UserError when somebody has it open."""
    lock = filelock.FileLock(case / "case.lock", timeout=seconds, thread_local=False, mode=0o600)
    try:
        lock.acquire()
    except (filelock.Timeout, OSError) as error:
        raise UserError(
            "The case is open in another window, or can't be written. Nothing was changed.",
            hint="Close it there and try again.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def convert(
    case: Path,
    old: vault.Keys | None,
    passphrase: str | None,
    who: str,
    progress: ReportProgress,
    cancelled: Cancelled,
) -> int:
    """Give a case that nobody has open a passphrase (`old` None), or take it off (`passphrase` None).

    The schema must be the newest. Returns how many automatic copies were damaged and therefore left out. Raises
    UserError when it is open elsewhere or an original is damaged, EnvironmentTrouble when the disk refuses,
    JobCancelled; the case is as it was then.
    """
    with locked(case):
        finish(case)
        new = case / BEGUN
        try:
            shutil.rmtree(new, ignore_errors=True)
            _refuse_without_room(case)
            new.mkdir(mode=0o700)
            keys = vault.make_keys(new, passphrase) if passphrase is not None else None
            left_out = _write_anew(case, new, old, keys, who, progress, cancelled)
            (new / (vault.SEALED if keys else vault.OPEN)).touch(0o600)
            _sync_all(new)
            cancelled.check()
            new.replace(case / vault.CONVERTED)
        except OSError as error:
            raise EnvironmentTrouble(
                "The case could not be written anew (is the disk full?). It is as it was.",
                hint="Free some space and try again: it takes as much room as the case has now.",
                detail=type(error).__name__,
            ) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
        sync_folder(case)
        finish(case)
        return left_out


def finish(case: Path) -> None:
    """Move what `convert` made to its place, as far as that has not happened yet. For who holds the lock."""
    new = case / vault.CONVERTED
    if not new.is_dir():
        return
    try:
        sealed = vault.has_passphrase(case)
        for name in _OLD_INDEXES:
            shutil.rmtree(case / name, ignore_errors=True)
        for name in _FOLDERS:
            if (new / name).is_dir():
                if (case / name).is_dir():
                    shutil.rmtree(case / name)
                (new / name).replace(case / name)
        if (new / "case.db").is_file():
            for tail in ("-wal", "-shm", "-journal"):
                (case / f"case.db{tail}").unlink(missing_ok=True)
            (new / "case.db").replace(case / "case.db")
        if (new / vault.FILE).is_file():
            (new / vault.FILE).replace(case / vault.FILE)
        elif not sealed:
            (case / vault.FILE).unlink(missing_ok=True)
        sync_folder(case)
        shutil.rmtree(new)
    except OSError as error:
        raise EnvironmentTrouble(
            "The case is being given another form, and its folder can't be written.",
            hint="Free some space, allow writing to its folder, and open it again; nothing is lost.",
            detail=type(error).__name__,
        ) from error


def _write_anew(
    case: Path,
    new: Path,
    old: vault.Keys | None,
    keys: vault.Keys | None,
    who: str,
    progress: ReportProgress,
    cancelled: Cancelled,
) -> int:
    old_key, new_key = old.database if old else None, keys.database if keys else None
    database = open_database(case / "case.db", read_only=True, key=old_key)
    try:
        wanted = sorted(CorpusStore(database).originals())
    finally:
        database.close()
    copies = sorted(case.glob("backups/*.db"))
    total = 1 + len(copies) + len(wanted)
    progress(Progress(0, total))
    _rewrite(case / "case.db", new / "case.db", old_key, new_key)
    left_out = 0
    for done, path in enumerate(copies, start=1):
        cancelled.check()
        progress(Progress(done, total))
        (new / "backups").mkdir(mode=0o700, exist_ok=True)
        try:
            _rewrite(path, new / "backups" / path.name, old_key, new_key)
        except (ValueError, driver(old_key).DatabaseError, driver(new_key).DatabaseError) as error:
            _LOG.info("a damaged copy is left out: %s", log.describe(error))
            (new / "backups" / path.name).unlink(missing_ok=True)
            left_out += 1
    before, after = Originals(case / "originals", old), Originals(new / "originals", keys)
    present = [sha256 for sha256 in wanted if before.path(sha256).exists()]  # a missing one stays missing
    done = 1 + len(copies)
    for start in range(0, len(present), _SYNCED_TOGETHER):
        some = present[start : start + _SYNCED_TOGETHER]
        for sha256 in some:
            cancelled.check()
            progress(Progress(done, total))
            after.take(before, sha256)
            done += 1
        after.settle(some)
    written = Originals(new / "originals", keys)  # knows of nothing but what is on the disk under its name
    for sha256 in present:
        cancelled.check()
        if not written.intact(sha256):
            raise OSError("not what was written")
    database = open_database(new / "case.db", key=new_key)
    try:
        database.who = who
        AuditStore(database).note("protected" if keys else "unprotected")
    finally:
        database.close()
    (new / "case.lock").unlink(missing_ok=True)
    return left_out


def _rewrite(source: Path, target: Path, old: bytes | None, new: bytes | None) -> None:
    """Copy a database from one key to another (None: plain), and compare the two. ValueError when they differ."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    known = old if old is not None else new
    assert known is not None, "SQLCipher copies both ways; SQLite knows nothing of keys"
    # The driver with keys opens plain databases, too, when it is given none.
    connection: sqlite3.Connection = driver(known).connect(str(source))
    try:
        if old is not None:
            connection.execute(f"PRAGMA key = \"x'{old.hex()}'\"")
        key = f"x'{new.hex()}'" if new is not None else ""
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("ATTACH DATABASE ? AS made KEY ?", (str(target), key))
        connection.execute("SELECT sqlcipher_export('made')")
        connection.execute(f"PRAGMA made.application_id = {APPLICATION_ID}")
        connection.commit()
        connection.execute("DETACH DATABASE made")
    finally:
        connection.close()
    if _digest(source, old) != _digest(target, new):
        raise ValueError("the copy differs")


def _digest(path: Path, key: bytes | None) -> str:
    """A hash over the schema and every row. ValueError when SQLite finds the file unsound."""
    digest = hashlib.sha256()
    connection = connect(path, key)
    connection.text_factory = bytes
    try:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != b"ok":
            raise ValueError("damaged database")
        schema = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"
        ).fetchall()
        digest.update(repr(schema).encode())
        for kind, name, *_ in schema:
            if kind == b"table":
                digest.update(name)
                table = name.decode().replace('"', '""')
                # By number of the row, which needs no sorting: that could put words into a temporary file.
                for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608 - our own tables
                    digest.update(repr(row).encode())
    finally:
        connection.close()
    return digest.hexdigest()


def _refuse_without_room(case: Path) -> None:
    needed = sum(
        path.stat().st_size
        for path in case.rglob("*")
        if path.is_file() and path.relative_to(case).parts[0] not in _OLD_INDEXES
    )
    free = shutil.disk_usage(case).free
    if free < needed * 1.1 + (8 << 20):
        raise EnvironmentTrouble(
            f"There is not enough room to write the case anew beside the present one: {needed >> 20:,} MB are "
            f"needed, {free >> 20:,} MB are free. Nothing was changed.",
            hint="Free some space and try again.",
            detail="room",
        )


def _sync_all(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir():
            sync_folder(path)
        elif path.name.endswith(".db"):
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())
