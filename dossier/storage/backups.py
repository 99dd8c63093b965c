"""Back up a case into one file, restore it, and keep a thinned row of automatic copies of case.db."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dossier.errors import EnvironmentTrouble, UserError
from dossier.jobs import NEVER_CANCELLED, Cancelled, Progress, ReportProgress, no_progress
from dossier.storage import vault
from dossier.storage.connecting import connect, driver
from dossier.storage.database import CaseDatabase
from dossier.storage.late_entries import RESTORED, leave
from dossier.storage.originals import Originals, sync_folder
from dossier.storage.unfinished import SUFFIX, discard

FORMAT = 1
DAILY, WEEKLY, MONTHLY = 7, 4, 6
"""How many automatic copies stay: one a day, a week, a month."""

_MEMBER = re.compile(r"case\.db|case\.key|originals/[0-9a-f]{2}/[0-9a-f]{64}")
_COPY = re.compile(r"case-(\d{8}T\d{6})\.db")
_BLOCK = 1 << 20


def write_backup(
    database: CaseDatabase,
    originals: Originals,
    target: Path,
    *,
    progress: ReportProgress = no_progress,
    cancelled: Cancelled = NEVER_CANCELLED,
) -> int:
    """Write the case (database and originals; the index can be rebuilt) into `target`, a ZIP file.

    Returns the number of originals. The file appears under its name only when it is whole.
    """
    if target.is_dir():
        raise UserError("That is a folder.", hint="Name a file for the backup, such as `case-backup.zip`.")
    partial = target.with_name(f".{target.name}.zip{SUFFIX}")
    copy = target.with_name(f".{target.name}.db{SUFFIX}")
    names = list(originals.all())
    try:
        discard(copy)  # of a program that was killed
        database.copy_to(copy)
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                archive.write(copy, "case.db")
                manifest: dict[str, object] = {
                    "format": FORMAT,
                    "database": _hash_of(copy),
                    "originals": len(names),
                }
                key_file = database.path.with_name(vault.FILE)
                if database.key is not None:
                    # Sealed files don't lie under their hashes, so those are noted here.
                    archive.write(key_file, vault.FILE)
                    manifest["sealed"] = {
                        name: _hash_of(originals.folder / name[:2] / name) for name in names
                    }
                    manifest["key_file"] = _hash_of(key_file)
                archive.writestr("manifest.json", json.dumps(manifest))
                for done, name in enumerate(names):
                    cancelled.check()
                    archive.write(originals.folder / name[:2] / name, f"originals/{name[:2]}/{name}")
                    progress(Progress(done + 1, len(names)))
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise EnvironmentTrouble(
            "The backup could not be written. The case itself is untouched.",
            hint="Check that there is space and that the folder can be written.",
            detail=type(error).__name__,
        ) from error
    finally:
        partial.unlink(missing_ok=True)
        discard(copy)
    return len(names)


def restore_backup(
    source: Path,
    case: Path,
    *,
    who: str = "",
    progress: ReportProgress = no_progress,
    cancelled: Cancelled = NEVER_CANCELLED,
) -> int:
    """Unpack a backup into a new folder `case`, checking every file against its hash.

    Returns the number of originals. Nothing appears under the name of the case unless all is well. The audit log
    tells of it when the case is opened, with `who` unless it has a passphrase.
    """
    if case.exists() and (not case.is_dir() or any(case.iterdir())):
        raise UserError("There is something in that folder already.", hint="Restore into a new folder.")
    partial = case.with_name(f".{case.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True, mode=0o700)
        count, digest = _unpack(source, partial, progress, cancelled)
        if not vault.has_passphrase(partial):  # an encrypted one can't be looked into; its hash was compared
            _refuse_damaged(partial / "case.db")
        known = "" if vault.has_passphrase(partial) else who
        leave(partial, None, RESTORED, known, database=digest, originals=count)
        if case.exists():
            case.rmdir()
        partial.replace(case)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise UserError(
            "That file is not a whole backup of a case. Nothing was restored.",
            hint="Choose another backup.",
            detail=type(error).__name__,
        ) from error
    except FileNotFoundError as error:
        raise UserError("There is no such backup file.") from error
    except OSError as error:
        raise EnvironmentTrouble(
            "The backup could not be unpacked. Nothing was restored.",
            hint="Check that there is space and that the folder can be written.",
            detail=type(error).__name__,
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return count


def _unpack(source: Path, folder: Path, progress: ReportProgress, cancelled: Cancelled) -> tuple[int, str]:
    """Returns the number of originals and the hash of the database."""
    count = 0
    with zipfile.ZipFile(source) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        if manifest.get("format") != FORMAT:
            raise UserError(
                "This backup was made by a newer version of Dossier.",
                hint="Install it to restore the backup.",
            )
        members = archive.infolist()
        for done, member in enumerate(members):
            progress(Progress(done, len(members)))
            if member.filename == "manifest.json":
                continue
            if not _MEMBER.fullmatch(member.filename):  # a name is never a path of somebody else's choice
                raise ValueError("foreign member")
            target = folder / member.filename
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            digest = hashlib.sha256()
            with archive.open(member) as stream, target.open("xb") as copy:
                while block := stream.read(_BLOCK):
                    cancelled.check()
                    digest.update(block)
                    copy.write(block)
                copy.flush()
                os.fsync(copy.fileno())
            target.chmod(0o600)
            if member.filename == "case.db":
                wanted = manifest["database"]
            elif member.filename == vault.FILE:
                wanted = manifest["key_file"]
            else:
                wanted = manifest.get("sealed", {}).get(target.name, target.name)
                count += 1
            if digest.hexdigest() != wanted:
                raise ValueError("hash differs")
    if count != manifest["originals"] or not (folder / "case.db").exists():
        raise ValueError("members missing")
    return count, str(manifest["database"])


def copy_database(database: CaseDatabase, folder: Path, *, now: datetime | None = None) -> Path:
    """Put a dated copy of case.db into `folder` and thin out the old ones."""
    when = (now or datetime.now(UTC)).astimezone(UTC)
    target = folder / f"case-{when:%Y%m%dT%H%M%S}.db"
    partial = folder / f".{target.name}{SUFFIX}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        sweep_copies(folder)
        try:
            database.copy_to(partial)
            partial.chmod(0o600)
            partial.replace(target)
            sync_folder(folder)
        finally:
            sweep_copies(folder)
    except OSError as error:
        raise EnvironmentTrouble(
            "The automatic copy of the case could not be written. The case itself is untouched.",
            hint="Check that there is space and that the folder can be written.",
            detail=type(error).__name__,
        ) from error
    copies = automatic_copies(folder)
    keep = kept_copies([moment for moment, _ in copies], when)
    for moment, path in copies:
        if moment not in keep:
            path.unlink(missing_ok=True)
    return target


def sweep_copies(folder: Path) -> None:
    """Remove half-written copies that a killed program left. Only for who holds the case's lock."""
    for left in folder.glob(f".*{SUFFIX}*"):
        left.unlink(missing_ok=True)


def automatic_copies(folder: Path) -> list[tuple[datetime, Path]]:
    """The automatic copies, newest first."""
    found = []
    for path in folder.glob("case-*.db"):
        match = _COPY.fullmatch(path.name)
        if match:
            found.append((datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC), path))
    return sorted(found, reverse=True)


def kept_copies(moments: Sequence[datetime], now: datetime) -> set[datetime]:
    """Which copies stay: all of today, then the newest of each day, ISO week and month, as far as they go.

    Copies dated after today come from a clock that was wrong; they are thinned among themselves, so that
    they push out none of the others.
    """
    past = [moment for moment in moments if not _ahead(moment, now)]
    future = [moment for moment in moments if _ahead(moment, now)]
    return {moment for moment in past if moment.date() >= now.date()} | _thinned(past) | _thinned(future)


def _thinned(moments: Sequence[datetime]) -> set[datetime]:
    keep: set[datetime] = set()
    for most, period in (
        (DAILY, lambda moment: moment.date()),
        (WEEKLY, lambda moment: moment.isocalendar()[:2]),
        (MONTHLY, lambda moment: (moment.year, moment.month)),
    ):
        seen: dict[object, datetime] = {}
        for moment in sorted(moments, reverse=True):
            seen.setdefault(period(moment), moment)
        keep.update(list(seen.values())[:most])
    return keep


def _ahead(moment: datetime, now: datetime) -> bool:
    return moment > now + timedelta(days=1)


def newest_good_copy(folder: Path, key: bytes | None = None, *, now: datetime | None = None) -> Path | None:
    """The newest automatic copy that SQLite finds sound and whose texts have their hashes; None without one."""
    when = now or datetime.now(UTC)
    # What is dated in the future was made while the clock was wrong: nobody knows how new it is.
    for _, path in sorted(automatic_copies(folder), key=lambda copy: _ahead(copy[0], when)):
        try:
            _refuse_damaged(path, key)
            _refuse_changed_texts(path, key)
        except ValueError:
            continue
        return path
    return None


def _refuse_changed_texts(path: Path, key: bytes | None) -> None:
    """A copy made after the damage is as damaged as its original: texts must have their hashes."""
    connection = connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", key, uri=True)
    connection.text_factory = bytes
    try:
        for text, digest in connection.execute(
            "SELECT document_text.text, document.text_sha256 FROM document_text JOIN document ON document.id = document_id"
        ):
            if hashlib.sha256(text).hexdigest().encode() != digest:
                raise ValueError("changed text")
    except (driver(key).DatabaseError, TypeError) as error:
        raise ValueError("not a whole case") from error
    finally:
        connection.close()


def _refuse_damaged(path: Path, key: bytes | None = None) -> None:
    connection = connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", key, uri=True)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise ValueError("damaged database")
    except driver(key).DatabaseError as error:
        raise ValueError("not a database") from error
    finally:
        connection.close()


def _hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
