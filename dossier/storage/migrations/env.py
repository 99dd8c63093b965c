"""Alembic's entry: runs migrations on the connection that `run.migrate` hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from dossier.storage.tables import Table, UtcDateTime


def plain_types(kind: str, item: object, _autogen: AutogenContext) -> str | Literal[False]:
    """Migrations must not depend on our code, which changes: dates are written as SQLAlchemy's own type."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
