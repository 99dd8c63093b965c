"""Numbers of removed rows are given to no other row, so that undo can't meet one; claims can be turned down."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("claim", "section", "statement", "citation")


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("statement_claim", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rests", sa.Boolean(), nullable=False, server_default="1"))
    for table in TABLES:
        with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}):
            pass
    for table, last in _last_numbers().items():
        op.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name").bindparams(name=table))
        op.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)").bindparams(
                name=table, last=last
            )
        )


def downgrade() -> None:
    """Back to the one before; what was turned down is proposed again."""
    for table in TABLES:
        with op.batch_alter_table(table, recreate="always"):
            pass
    op.execute("DELETE FROM statement_claim WHERE NOT rests")
    with op.batch_alter_table("statement_claim", schema=None) as batch_op:
        batch_op.drop_column("rests")


def _last_numbers() -> dict[str, int]:
    """The highest number in each table, and in what its edits can bring back."""
    connection = op.get_bind()
    last: dict[str, int] = {
        table: connection.execute(
            sa.select(sa.func.coalesce(sa.func.max(sa.column("id")), 0)).select_from(sa.table(table))
        ).scalar_one()
        for table in TABLES
    }
    for sides in connection.execute(sa.text("SELECT before, after FROM edit")):
        for side in sides:
            for table, rows in json.loads(side).items():
                if table in last:
                    last[table] = max([last[table], *(int(key) for key in rows)])
    return last
