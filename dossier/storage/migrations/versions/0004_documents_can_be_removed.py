"""A document can be taken out of the case: when that was, and whether the trash was emptied since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("emptied", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.create_index(batch_op.f("ix_document_removed_at"), ["removed_at"], unique=False)


def downgrade() -> None:
    """Back to the one before; what was removed is in the case again, and so are the husks of what was emptied."""
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_removed_at"))
        batch_op.drop_column("emptied")
        batch_op.drop_column("removed_at")
