"""Facts carried from one store to another, every row compared with its digest; caches and leases are no facts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection, Table, func, insert, select, text

from sync.store.engine import StoreError
from sync.store.rows import Row, checked
from sync.store.schema import FACTS

_ROWS, _BIG_ROWS = 500, 8  # rows that are held at once; those that bear bytes may have a hundred megabytes each


def copy_facts(source: Connection, target: Connection, going: Callable[[], None] = lambda: None) -> dict[str, int]:
    """Copy every fact into a store without facts, its ids too, and return how many rows each table has.

    `going` is called now and then. Raises StoreError("store-damaged") at the first row that is not as it was written.
    """
    counts = {}
    for table in FACTS:
        counts[table.name] = 0
        for rows in _intact(source, table):
            going()
            target.execute(insert(table), rows)
            counts[table.name] += len(rows)
    if target.dialect.name == "postgresql":
        _count_on(target)
    return counts


def look_through(connection: Connection, going: Callable[[], None] = lambda: None) -> dict[str, int]:
    """Compare every fact with its digest and return how many rows each table has; raises StoreError."""
    if connection.dialect.name == "sqlite":
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise StoreError("store-damaged", found[0])
        orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if orphan is not None:
            raise StoreError("store-damaged", f"{orphan[0]} {orphan[1]}")
    counts = {}
    for table in FACTS:
        counts[table.name] = 0
        for rows in _intact(connection, table):
            going()
            counts[table.name] += len(rows)
    return counts


def has_facts(connection: Connection) -> bool:
    """True where a store holds a fact."""
    return any(connection.scalar(select(func.count()).select_from(table)) for table in FACTS)


def fingerprint(connection: Connection) -> Mapping[str, str]:
    """Return a digest of all rows of each table, whatever their ids: stores with the same facts have the same."""
    found = {}
    for table in FACTS:
        name = table.c.row_digest if "row_digest" in table.c else table.c.digest
        told = hashlib.sha256()
        for each in sorted(connection.scalars(select(name))):
            told.update(each.encode())
        found[table.name] = told.hexdigest()
    return found


def _intact(connection: Connection, table: Table) -> Iterator[list[Row]]:
    """Yield a table's rows, some at a time; raises StoreError where one is not as it was written."""
    held = _BIG_ROWS if table.name in {"blob", "book"} else _ROWS
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=held)
    for rows in connection.execute(query).mappings().partitions():
        yield checked(table, rows)


def _count_on(target: Connection) -> None:
    """Let PostgreSQL go on numbering after the ids that were carried over."""
    for table in FACTS:
        if "id" in table.c and table.c.id.type.python_type is int:
            target.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608 our own tables' names
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )
