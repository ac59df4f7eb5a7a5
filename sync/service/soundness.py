"""Whether the store is whole: its own check, and every fact held against its digest."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from sync.service.examined import Examined, bad, good, odd
from sync.store.engine import StoreError
from sync.store.rows import intact
from sync.store.schema import FACTS, HEAD
from sync.work.office import Office

_NAMED = 5  # damaged rows that are named one by one


def of_store(office: Office) -> Iterator[Examined]:
    """Yield how the store stands; every row is read. Raises StoreError where it cannot be read at all."""
    with office.store.reading() as connection:
        wrong = list(_own_words(connection))
        count, damaged = _rows(connection)
        sums = connection.dialect.name == "postgresql" and connection.scalar(text("SHOW data_checksums")) == "off"
    for words in wrong[:1]:
        yield bad("doctor-store-broken", detail=words)
    for table, name in damaged[:_NAMED]:
        yield bad("doctor-row-damaged", table=table, row=name)
    if len(damaged) > _NAMED:
        yield bad("doctor-rows-damaged", count=str(len(damaged)))
    if not wrong and not damaged:
        yield good("doctor-store", count=f"{count:,}".replace(",", "."), head=HEAD)
    if sums:
        yield odd("doctor-no-checksums")


def _own_words(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for (words,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
            if words != "ok":
                yield " ".join(str(words).split())


def _rows(connection: Connection) -> tuple[int, list[tuple[str, str]]]:
    """Return how many facts there are, and those that are not as they were written, each named for a person."""
    count, damaged = 0, []
    for table in FACTS:
        try:
            for row in connection.execute(select(table)).mappings():
                count += 1
                if not intact(table, dict(row)):
                    told = [str(row[key]) for key in ("period", "division", "version", "name") if row.get(key)]
                    damaged.append((table.name, " ".join(told) or str(row.get("id") or row.get("digest"))[:12]))
        except (UnicodeDecodeError, ValueError) as error:  # a bit that made no text of it
            raise StoreError("store-damaged", table.name) from error
    return count, damaged
