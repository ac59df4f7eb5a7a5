"""What was derived from facts, kept for the next command: a cache that may be dropped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the cache; it fills with the next round."""
    op.create_table(
        "derived",
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("division", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("period", "division", "digest"),
    )
