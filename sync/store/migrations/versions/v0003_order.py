"""The order in which rounds were recorded, whatever the clock said; sizes of files beyond two gigabytes."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the order of rounds, in which those that are there come first; make the cache of paths anew."""
    order = op.create_table(
        "run_order",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("run", sa.String(length=36), nullable=False),
        sa.Column("row_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    connection = op.get_bind()
    recorded = "rowid" if connection.dialect.name == "sqlite" else "at, id"
    rounds = connection.execute(sa.text(f"SELECT period, id FROM run ORDER BY {recorded}")).all()  # noqa: S608 our words
    if rounds:
        op.bulk_insert(order, [_row(period, run) for period, run in rounds])
    if connection.dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER run_order_no_{deed.lower()} BEFORE {deed} ON run_order "
                f"BEGIN SELECT RAISE(ABORT, 'facts are only added'); END"
            )
    op.drop_table("seen")
    op.create_table(
        "seen",
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=512), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified_ns", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("division", sa.String(length=16), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("period", "source"),
    )


def _row(period: str, run: str) -> dict[str, str]:
    """Return a row with its digest, as rows.py computes it at this revision."""
    values = json.dumps({"period": period, "run": run}, sort_keys=True, ensure_ascii=False)
    return {"period": period, "run": run, "row_digest": hashlib.sha256(f"run_order{values}".encode()).hexdigest()}
