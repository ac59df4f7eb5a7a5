"""The triggers that keep facts as they are: what is added is neither changed nor deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

_FUNCTION = """
CREATE OR REPLACE FUNCTION facts_are_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts are only added' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""


def keeping(dialect: str, table: str) -> Iterator[str]:
    """Yield the statements that keep the facts of one table; PostgreSQL's call the function of `function`."""
    if dialect == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'facts are only added'); END"
            )
    else:
        yield (
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION facts_are_only_added()"
        )


def function(dialect: str) -> Iterator[str]:
    """Yield what has to be there before the triggers."""
    if dialect != "sqlite":
        yield _FUNCTION


def unguarded(connection: Connection, tables: Iterable[str]) -> list[str]:
    """Return the tables whose facts somebody could change: a trigger of theirs was taken away or turned off."""
    if connection.dialect.name == "sqlite":
        query, ends = "SELECT name FROM sqlite_master WHERE type = 'trigger'", {"no_update", "no_delete"}
    else:
        query, ends = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'", {"only_added"}
    there = {str(name) for (name,) in connection.exec_driver_sql(query)}
    return [table for table in tables if not there >= {f"{table}_{end}" for end in ends}]
