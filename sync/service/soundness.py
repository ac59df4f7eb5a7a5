"""Whether the store is whole: its own check, every fact held against its digest, and what facts name of others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import DBAPIError

from sync.model.messages.machine import DIVISION, PERIOD, REPORT, VERSION
from sync.service import links
from sync.service.examined import Examined, bad, good, odd
from sync.store.rows import Row, intact
from sync.store.schema import FACTS, HEAD, report, version
from sync.store.triggers import unguarded
from sync.work.office import Office

_NAMED = 5  # damaged rows that are named one by one
_UNREADABLE = (DBAPIError, TypeError, ValueError)  # a bit in a row's head makes another kind of value of it
_AT_ONCE = 50  # rows that are held at once: some bear whole workbooks


def of_store(office: Office) -> Iterator[Examined]:
    """Yield how the store stands; every row is read. Raises StoreError where it cannot be read at all."""
    with office.store.reading() as connection:
        wrong = list(_own_words(connection))
        count, damaged, unread = _rows(connection)
        lost = () if wrong or damaged or unread else links.missing(connection)  # who is damaged may name anything
        open_to_all = unguarded(connection, [table.name for table in FACTS])
        sums = connection.dialect.name == "postgresql" and connection.scalar(text("SHOW data_checksums")) == "off"
    for words in wrong[:1]:
        yield bad("doctor-store-broken", detail=words)
    for table in unread:
        yield bad("doctor-table-unread", table=table)
    for table, name in damaged[:_NAMED]:
        yield bad("doctor-row-damaged", table=table, row=name)
    if len(damaged) > _NAMED:
        yield bad("doctor-rows-damaged", count=str(len(damaged)))
    for what in lost[:_NAMED]:
        yield bad("doctor-link-missing", what=what)
    if len(lost) > _NAMED:
        yield bad("doctor-links-missing", count=str(len(lost)))
    if open_to_all:
        yield bad("doctor-unguarded", tables=", ".join(open_to_all))
    if not (wrong or damaged or unread or lost or open_to_all):
        yield good("doctor-store", count=f"{count:,}".replace(",", "."), head=HEAD)
    if sums:
        yield odd("doctor-no-checksums")


def _own_words(connection: Connection) -> Iterator[str]:
    """Yield what SQLite itself finds: pages that do not fit together, rows that hold on to rows that are not there."""
    if connection.dialect.name != "sqlite":
        return
    try:
        for (words,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
            if words != "ok":
                yield " ".join(str(words).split())
        for orphan in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{orphan[0]} {orphan[1]} → {orphan[2]}"
    except DBAPIError as error:
        yield " ".join(str(error.orig).split())


def _rows(connection: Connection) -> tuple[int, list[tuple[str, str]], list[str]]:
    """Return how many facts there are, those that are not as they were written, each named for a person, and the
    tables that cannot be read to their end.
    """
    count, damaged, unread = 0, [], []
    owners: Mapping[str, str] = {}
    with _letters_as_they_are(connection):
        try:
            owners = dict(_owners(connection))
        except _UNREADABLE:
            unread.append(version.name)
        for table in FACTS:
            try:
                query = select(table).execution_options(yield_per=_AT_ONCE)
                for row in connection.execute(query).mappings():
                    count += 1
                    if not intact(table, dict(row)):
                        damaged.append((table.name, _name(table, dict(row), owners)))
            except _UNREADABLE:
                unread.append(table.name)
    return count, damaged, list(dict.fromkeys(unread))


@contextmanager
def _letters_as_they_are(connection: Connection) -> Iterator[None]:
    """Let SQLite hand over a text also where a flipped bit made no letters of it: its row is to be named."""
    raw: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    usual = raw.text_factory
    raw.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    try:
        yield
    finally:
        raw.text_factory = usual


def _owners(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield digests of bytes with the version of a division, or the report, that they are."""
    for row in connection.execute(select(report)).mappings():
        for digest in (row["docx_digest"], row["xlsx_digest"]):
            yield digest, _told({"period": row["period"], "report": row["version"]})
    for row in connection.execute(select(version)).mappings():
        yield row["digest"], _told(dict(row))


def _name(table: Table, row: Row, owners: Mapping[str, str]) -> str:
    """Return how a row is called: its number or digest, and whose it is, by itself or by the bytes that it names."""
    mark = str(row.get("id") or row.get("digest"))[:12]
    told = _told({**row, "report": row["version"], "version": None} if table.name == "report" else row)
    if "version" not in row:
        content = row.get("bytes")
        found = hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""
        digests = (row.get("digest"), row.get("base"), found)
        told = next((owners[str(digest)] for digest in digests if str(digest) in owners), told)
    return f"{mark} ({told})" if told else mark


def _told(row: Mapping[str, object]) -> str:
    words = (("period", PERIOD), ("division", DIVISION), ("version", VERSION), ("report", REPORT))
    return ", ".join(f"{word} {row[key]}" for key, word in words if row.get(key))
