"""What a round without news needs to answer at once: the count of open findings, and each form's version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the cache of counts; make the cache of paths anew, which only means that files are read once more."""
    op.create_table(
        "tally",
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("period"),
    )
    op.drop_table("seen")
    op.create_table(
        "seen",
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=512), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("modified_ns", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("division", sa.String(length=16), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("period", "source"),
    )
