"""Saved searches keep their order and what was chosen beside the query."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))
    op.execute("UPDATE saved_search SET place = id")


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.drop_column("options")
        batch_op.drop_column("place")
