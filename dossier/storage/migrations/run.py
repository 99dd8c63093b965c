"""Run migrations on a case.db, or write the next one from the tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

from dossier.storage.connecting import connect, driver
from dossier.storage.tables import APPLICATION_ID


def migrate(path: Path, revision: str, key: bytes | None = None) -> None:
    """Bring the database at `path` to `revision` (up or down), all or nothing; `key` for an encrypted one."""
    engine = create_engine(
        "sqlite://", module=driver(key), creator=lambda: connect(path, key), poolclass=NullPool
    )

    @event.listens_for(engine, "connect")
    def own_transactions(connection: object, _record: object) -> None:
        # Python's sqlite3 would commit before DDL; with this, a whole migration is one transaction.
        connection.isolation_level = None  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    try:
        with engine.begin() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            if _is_upgrade(config, connection, revision):
                command.upgrade(config, revision)
            else:
                command.downgrade(config, revision)
    finally:
        engine.dispose()


def alembic_config() -> Config:
    """Alembic's configuration without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _is_upgrade(config: Config, connection: object, revision: str) -> bool:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    current = MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]
    if current is None or revision == "head":
        return True
    order = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    return revision != "base" and order.index(revision) <= order.index(current)


def write_revision(database: Path, message: str, number: str) -> None:
    """Write the migration that leads from `database` to the tables; then read it and mend it by hand."""
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.revision(config, message=message, autogenerate=True, rev_id=number)
    engine.dispose()
