"""Opening, locking, refusing and committing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from dossier.errors import EnvironmentTrouble, ReadOnlyCase, UserError
from dossier.storage.database import HEAD, KNOWN_REVISIONS, create_database, open_database
from dossier.storage.migrations.run import alembic_config, migrate
from dossier.storage.tables import Table
from sqlalchemy import text


def test_a_new_database_is_synced_in_full_and_checks_references(tmp_path: Path) -> None:
    database = create_database(tmp_path / "case.db")
    with database.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA synchronous")).scalar() == 2
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
    assert database.integrity() == []
    database.close()


def test_the_file_is_private(tmp_path: Path) -> None:
    create_database(tmp_path / "case.db").close()
    assert (tmp_path / "case.db").stat().st_mode & 0o777 == 0o600


def test_a_second_opening_is_read_only_and_says_so(tmp_path: Path) -> None:
    first = create_database(tmp_path / "case.db")
    second = open_database(tmp_path / "case.db")
    assert second.read_only
    with pytest.raises(ReadOnlyCase), second.transaction():
        pass
    second.close()
    first.close()
    third = open_database(tmp_path / "case.db")
    assert not third.read_only
    third.close()


def test_a_newer_case_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    create_database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look at" * 40])
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "case.db"
    path.write_bytes(content)
    if content:
        with pytest.raises(EnvironmentTrouble, match="damaged"):
            open_database(path)
    else:  # an empty file is a case whose making was cut short
        database = open_database(path)
        assert database.integrity() == []
        database.close()


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.commit()
    connection.close()
    with pytest.raises(UserError, match="not a case"):
        open_database(path)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = create_database(tmp_path / "case.db")
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.execute(text("INSERT INTO info (key, value) VALUES ('a', 'b')"))
        raise RuntimeError
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM info")).scalar() == 0
    database.close()


def test_inner_transactions_join_the_outer_one(tmp_path: Path) -> None:
    database = create_database(tmp_path / "case.db")
    with pytest.raises(RuntimeError), database.transaction():
        with database.transaction() as session:
            session.execute(text("INSERT INTO info (key, value) VALUES ('a', 'b')"))
        with database.reading() as session:
            assert session.execute(text("SELECT value FROM info")).scalar() == "b"
        raise RuntimeError
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM info")).scalar() == 0
    database.close()


def test_the_newest_revision_is_the_one_that_opening_expects() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(alembic_config())
    assert script.get_current_head() == HEAD
    assert {step.revision for step in script.walk_revisions()} == set(KNOWN_REVISIONS)


def test_the_tables_equal_the_migrations(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext
    from sqlalchemy import create_engine

    path = tmp_path / "case.db"
    create_database(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_every_migration_goes_down_and_up_again(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    create_database(path).close()
    migrate(path, "base")
    connection = sqlite3.connect(path)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert names <= {"alembic_version", "sqlite_sequence"}
    migrate(path, HEAD)
    database = open_database(path)
    assert database.integrity() == []
    database.close()
