"""Somebody who changes the store by other programs: past the triggers, if he knows how to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine

from sync.store.engine import _url


@contextmanager
def tampering(url: str, folder: Path, *without: str) -> Iterator[Connection]:
    """Yield a connection that is none of ours; the triggers of the tables `without` are off."""
    engine = create_engine(_url(url, folder))
    try:
        with engine.begin() as connection:
            for table in without:
                if connection.dialect.name == "sqlite":
                    for deed in ("update", "delete"):
                        connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{deed}")
                else:
                    connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield connection
    finally:
        engine.dispose()
