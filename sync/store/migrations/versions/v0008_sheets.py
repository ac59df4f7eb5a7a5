"""What a round has to know of Google spreadsheets, and what the sentences of failures name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the facts and the cache, and a column of the cache of paths."""
    op.create_table(
        "sighting_fact",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("run", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("row_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sheet_seen",
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("spreadsheet", sa.String(length=100), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("modified", sa.String(length=40), nullable=False),
        sa.Column("read_at", sa.String(length=40), nullable=False),
        sa.Column("stood", sa.Text(), nullable=True),
        sa.Column("remarks", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("period", "spreadsheet"),
    )
    op.add_column("seen", sa.Column("facts", sa.Text(), nullable=True))
    if op.get_context().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER sighting_fact_no_{deed.lower()} BEFORE {deed} ON sighting_fact "
                f"BEGIN SELECT RAISE(ABORT, 'facts are only added'); END"
            )
