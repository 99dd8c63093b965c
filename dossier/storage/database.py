"""Open case.db: pragmas, locks, transactions, migrations, and what to say when it can't be opened."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from dossier import log
from dossier.errors import EnvironmentTrouble, ReadOnlyCase, UserError
from dossier.storage.connecting import connect, driver
from dossier.storage.hiding import CaseSession
from dossier.storage.tables import APPLICATION_ID
from dossier.storage.unfinished import discard

HEAD = "0004"
"""Newest migration. Kept here so that opening a case need not import Alembic; a test compares them."""
KNOWN_REVISIONS = ("0001", "0002", "0003", "0004")

_LOG = log.logger("storage")


class CaseDatabase:
    """One open case.db.

    Writers hold a lock file for as long as the case is open; a second program (or a folder that
    can't be written) gets `read_only`. One transaction writes at a time; readers don't wait (WAL).
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool,
        lock: filelock.BaseFileLock | None,
        immutable: bool,
        key: bytes | None = None,
    ) -> None:
        self.path = path
        self.key = key
        self.read_only = read_only
        self.who = ""
        """Whom the audit log names for what is done from now on."""
        self._lock = lock
        self._writing = threading.RLock()
        self._local = threading.local()
        self._engine = _make_engine(path, key, read_only=read_only, immutable=immutable)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A write transaction; inside another one on the same thread it joins that one.

        Raises ReadOnlyCase when the case can't be written and EnvironmentTrouble when the disk refuses;
        nothing of the transaction is kept then.
        """
        if self.read_only:
            raise ReadOnlyCase(
                "This case is open for reading only, so nothing was changed.",
                hint="Close it in the other window, or allow writing to its folder, and open it again.",
            )
        outer: Session | None = getattr(self._local, "session", None)
        if outer is not None:
            yield outer
            return
        with self._writing:
            session = CaseSession(self._engine.execution_options(writing=True), expire_on_commit=False)
            session.info["who"] = self.who
            self._local.session = session
            try:
                yield session
                session.commit()
            except DatabaseError as error:
                session.rollback()
                raise _trouble(error) from error
            except BaseException:
                session.rollback()
                raise
            finally:
                self._local.session = None
                session.close()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database; inside a transaction, the transaction's."""
        outer: Session | None = getattr(self._local, "session", None)
        if outer is not None:
            yield outer
            return
        session = CaseSession(self._engine, expire_on_commit=False)
        try:
            yield session
        except DatabaseError as error:
            raise _trouble(error) from error
        except ValueError as error:  # no such kind, date, JSON or text: we never wrote that
            _LOG.info("a row can't be understood: %s", log.describe(error))
            raise damaged() from error
        finally:
            session.close()

    def copy_to(self, target: Path) -> None:
        """A consistent copy of the database while it is in use (SQLite's backup API).

        Raises EnvironmentTrouble when the disk refuses; `target` may be there in part then.
        """
        with self._engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            try:
                copy = connect(target, self.key)
                try:
                    source.backup(copy, pages=2000)
                    copy.execute("PRAGMA journal_mode=DELETE")
                finally:
                    copy.close()
            except driver(self.key).Error as error:
                raise _trouble(error) from error

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file, and references that lead nowhere; empty when sound."""
        with self.reading() as session:
            rows = session.execute(text("PRAGMA integrity_check(20)")).scalars().all()
            problems = [str(row) for row in rows if row != "ok"]
            broken = session.execute(text("PRAGMA foreign_key_check")).all()
            problems += [f"row {row[1]} of {row[0]} refers to a missing {row[2]}" for row in broken[:20]]
            return problems

    def close(self) -> None:
        """Fold the write-ahead log into the file and let others open the case."""
        if not self.read_only:
            try:
                # Outside a transaction, which SQLAlchemy would begin: a checkpoint inside one is refused.
                raw = self._engine.raw_connection()
                try:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    raw.close()
            except (
                DatabaseError,
                driver(self.key).DatabaseError,
            ) as error:  # the log stays and is folded in at the next start
                _LOG.info("no checkpoint at close: %s", log.describe(error))
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def create_database(path: Path, key: bytes | None = None) -> CaseDatabase:
    """Make a new case.db (which must not exist), encrypted if there is a key, and open it for writing."""
    if path.exists():
        raise UserError("There is a case in that folder already.", hint="Open it, or choose another name.")
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    os.close(descriptor)
    return open_database(path, key=key)


def open_database(path: Path, *, read_only: bool = False, key: bytes | None = None) -> CaseDatabase:
    """Open case.db, bringing an older one up to date first; `key` for an encrypted one.

    Raises UserError if it is not a case or was made by a newer Dossier, EnvironmentTrouble if damaged.
    """
    if not path.is_file():
        raise UserError("There is no case in that folder.", hint="Make one with `dossier new CASE`.")
    lock = None if read_only else _take_lock(path.with_name("case.lock"))
    writable = lock is not None
    immutable = not writable and not os.access(path.parent, os.W_OK)
    try:
        if writable:
            _bring_up_to_date(path, key)
        database = CaseDatabase(path, read_only=not writable, lock=lock, immutable=immutable, key=key)
        _refuse_unknown(database)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return database


def _take_lock(path: Path) -> filelock.BaseFileLock | None:
    lock = filelock.FileLock(path, timeout=0, thread_local=False, mode=0o600)
    try:
        lock.acquire()
    except (filelock.Timeout, OSError):
        return None
    return lock


def _make_engine(path: Path, key: bytes | None, *, read_only: bool, immutable: bool) -> Engine:
    suffix = "?mode=ro&immutable=1" if immutable else ("?mode=ro" if read_only else "?mode=rw")
    uri = path.resolve().as_uri() + suffix

    def creator() -> sqlite3.Connection:
        return connect(uri, key, uri=True, check_same_thread=False, timeout=10, isolation_level=None)

    engine = create_engine(
        "sqlite://", module=driver(key), creator=creator, poolclass=QueuePool, pool_size=8, max_overflow=8
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-16000")
        connection.execute("PRAGMA temp_store=MEMORY")
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a transaction that reads first can't fail halfway.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _bring_up_to_date(path: Path, key: bytes | None) -> None:
    """Run the migrations that an older (or empty) database lacks, after copying a non-empty one."""
    connection = connect(path, key, timeout=10)
    try:
        empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        revision = None if empty else _revision(connection)
    except driver(key).DatabaseError as error:
        raise _trouble(error) from error
    finally:
        connection.close()
    if revision == HEAD or (revision is not None and revision not in KNOWN_REVISIONS):
        return
    if not empty:
        if revision is None:
            return  # not a case; refused by the caller with the right sentence
        _copy_before_migration(path, revision, key)
    from dossier.storage.migrations.run import migrate

    migrate(path, HEAD, key)


def _copy_before_migration(path: Path, revision: str, key: bytes | None) -> None:
    """A copy that is never thinned away, whole or not there at all."""
    folder = path.with_name("backups")
    target = folder / f"before-{HEAD}-from-{revision}.db"
    partial = folder / f".{target.name}.partial"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        discard(partial)  # of a program that was killed
        source, copy = connect(path, key), connect(partial, key)
        try:
            source.backup(copy)
        finally:
            source.close()
            copy.close()
        partial.chmod(0o600)
        partial.replace(target)
    except (OSError, driver(key).OperationalError) as error:
        raise EnvironmentTrouble(
            "The case was made by an older Dossier and could not be copied before bringing it up to date. "
            "Nothing was changed.",
            hint="Free some space, or allow writing to its folder, and open it again.",
            detail="copy before migration",
        ) from error
    finally:
        discard(partial)


def _refuse_unknown(database: CaseDatabase) -> None:
    try:
        with database._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            revision = _revision(raw)
    except DatabaseError as error:
        database.close()
        raise _trouble(error) from error
    except driver(database.key).DatabaseError as error:
        database.close()
        raise _trouble(error) from error
    if revision in KNOWN_REVISIONS:
        if revision == HEAD:
            return
        database.close()
        raise ReadOnlyCase(
            "This case was made by an older Dossier and can't be brought up to date while it is read-only.",
            hint="Close it elsewhere or allow writing to its folder, and open it again.",
        )
    database.close()
    if revision is None:
        raise UserError("That file is not a case of Dossier.", hint="Choose a folder that ends in `.case`.")
    raise UserError(
        "This case was made by a newer version of Dossier. Nothing was changed.",
        hint="Install the newer version to open it.",
    )


def _revision(connection: sqlite3.Connection) -> str | None:
    """Revision of the schema, or None when this is not a case at all."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return None
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    if "alembic_version" not in tables:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def damaged() -> EnvironmentTrouble:
    """What to say of a case.db that can't be read any more."""
    return EnvironmentTrouble(
        "The case file is damaged. It was left as it is.",
        hint="Restore the newest backup with `dossier restore`, or run `dossier check CASE`.",
        detail="malformed",
    )


def _trouble(error: Exception) -> Exception:
    """The user's sentence for what SQLite says."""
    message = str(getattr(error, "orig", error)).lower()
    if "full" in message:
        return EnvironmentTrouble(
            "The disk is full. Everything saved before is kept; the last change was not saved.",
            hint="Free some space and try again.",
            detail="disk full",
        )
    if "locked" in message or "busy" in message:
        return EnvironmentTrouble(
            "Another program is using the case, so the last change was not saved.",
            hint="Try again in a moment.",
            detail="locked",
        )
    if "readonly" in message or "read-only" in message or "unable to open" in message:
        return ReadOnlyCase(
            "The case can't be written. Nothing was changed.",
            hint="Check the rights of its folder.",
            detail="readonly",
        )
    if any(
        words in message
        for words in (
            "malformed",
            "not a database",
            "corrupt",
            "could not decode",
            "no such table",
            "no such column",
        )
    ):
        return damaged()
    if "i/o" in message:
        return EnvironmentTrouble(
            "The disk could not be read or written. The last change was not saved.",
            hint="Check the disk, and whether it is full, and try again.",
            detail="io",
        )
    return error
