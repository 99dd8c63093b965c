"""A migration of the tests: it gives every document a column and writes the table anew, so that it takes a while."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from dossier.storage import database

revision = "9999"
down_revision = database.KNOWN_REVISIONS[-2] if revision == database.HEAD else database.HEAD
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add, fill, copy."""
    for number in range(4):
        with op.batch_alter_table("document", recreate="always") as batch:
            batch.add_column(sa.Column(f"extra{number}", sa.Text, server_default="x" * 500))
        op.execute(sa.text(f"UPDATE document SET extra{number} = hex(randomblob(2000))"))


def downgrade() -> None:
    """Take the columns away again."""
    for number in reversed(range(4)):
        with op.batch_alter_table("document", recreate="always") as batch:
            batch.drop_column(f"extra{number}")
