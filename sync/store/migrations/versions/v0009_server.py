"""PostgreSQL keeps facts as SQLite does: only added, texts of any length, ordered by code point."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_FACTS = (
    "blob", "book", "run", "run_order", "version", "sighting", "sighting_fact", "finding_log", "acceptance",
    "confirmation", "feedback", "report", "line", "edit", "lock", "issue", "notice", "event",
)  # fmt: skip
_OTHERS = ("lease", "seen", "sheet_seen", "tally", "derived")

_FUNCTION = """
CREATE OR REPLACE FUNCTION facts_are_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts are only added' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
_TEXTS = sa.text(
    "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND table_name = :name AND data_type IN ('character varying', 'text') ORDER BY ordinal_position"
)


def upgrade() -> None:
    """Change nothing in SQLite; in PostgreSQL free the texts and add the triggers."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    for table in (*_FACTS, *_OTHERS):
        texts = connection.scalars(_TEXTS, {"name": table}).all()
        op.execute(f"ALTER TABLE {table} " + ", ".join(f'ALTER COLUMN "{t}" TYPE TEXT COLLATE "C"' for t in texts))
    op.execute(_FUNCTION)
    for table in _FACTS:
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION facts_are_only_added()"
        )
