"""Bytes as they came, each once under its SHA-256, and the cells that were read from them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from sync.store.engine import StoreError
from sync.store.rows import add, select_checked
from sync.store.schema import blob, book


def keep(connection: Connection, data: bytes, at: dt.datetime) -> str:
    """Keep bytes once, whatever they are, and return their SHA-256."""
    return keep_all(connection, [data], at)[0]


def keep_all(connection: Connection, these: Sequence[bytes], at: dt.datetime) -> list[str]:
    """Keep each of these once, and return their SHA-256 in order."""
    digests = [hashlib.sha256(data).hexdigest() for data in these]
    known = set(connection.scalars(select(blob.c.digest).where(blob.c.digest.in_(digests))))
    new = {digest: data for digest, data in zip(digests, these, strict=True) if digest not in known}
    add(connection, blob, [{"digest": digest, "bytes": data, "at": at.isoformat()} for digest, data in new.items()])
    return digests


def bytes_of(connection: Connection, digest: str) -> bytes:
    """Return kept bytes; raises StoreError where they are missing or changed."""
    rows = select_checked(connection, blob, select(blob).where(blob.c.digest == digest))
    if not rows:
        raise StoreError("store-damaged", f"blob {digest}")
    return bytes(rows[0]["bytes"])


def keep_cells(connection: Connection, digest: str, reader: int, cells: bytes) -> None:
    """Keep the cells that were read from a workbook, in wire form, once for each version of the reader."""
    keep_all_cells(connection, reader, {digest: cells})


def keep_all_cells(connection: Connection, reader: int, these: Mapping[str, bytes]) -> None:
    """Keep the cells of several workbooks, by digest."""
    query = select(book.c.digest).where(book.c.reader == reader, book.c.digest.in_(list(these)))
    known = set(connection.scalars(query))
    new = {digest: cells for digest, cells in these.items() if digest not in known}
    add(connection, book, [{"digest": digest, "reader": reader, "cells": cells} for digest, cells in new.items()])


def cells_of(connection: Connection, digests: Iterable[str]) -> dict[str, bytes]:
    """Return the newest kept cells of each workbook that has any."""
    query = select(book).where(book.c.digest.in_(list(digests))).order_by(book.c.reader)
    return {row["digest"]: bytes(row["cells"]) for row in select_checked(connection, book, query)}
