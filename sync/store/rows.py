"""Adding and reading facts, each row with a digest of its own: a changed row is noticed when it is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import Connection, RowMapping, Select, Table, insert

from sync.store.engine import StoreError

Fact: TypeAlias = "Mapping[str, str | int | bytes | None]"
# A row as the driver hands it over: typed again at once by facts.py, and seen nowhere else.
Row: TypeAlias = dict[str, Any]
_AT_ONCE = 200  # rows


def add(connection: Connection, table: Table, facts: Iterable[Fact]) -> None:
    """Add facts to a table, each with its digest where the table keeps one; of thousands a few are held at once."""
    waiting = iter(facts)
    while some := list(islice(waiting, _AT_ONCE)):
        if "row_digest" in table.c:
            some = [{**fact, "row_digest": row_digest(table.name, fact)} for fact in some]
        connection.execute(insert(table), some)


def checked(table: Table, rows: Iterable[RowMapping]) -> list[Row]:
    """Return whole rows of a table after comparing each with its digest; raises StoreError("store-damaged")."""
    found = [dict(row) for row in rows]
    for row in found:
        if not intact(table, row):
            raise StoreError("store-damaged", f"{table.name} {row.get('id', row.get('digest', ''))}")
    return found


def intact(table: Table, row: Row) -> bool:
    """True where a whole row is as it was written."""
    if "row_digest" in table.c:
        return bool(row["row_digest"] == row_digest(table.name, row))
    if table.name == "blob":
        data = row["bytes"]  # a bit in the row's head makes text of them
        return isinstance(data, bytes) and bool(row["digest"] == hashlib.sha256(data).hexdigest())
    return True


def select_checked(connection: Connection, table: Table, query: Select[Any]) -> list[Row]:
    """Run a query for whole rows of one table and return them checked."""
    return checked(table, connection.execute(query).mappings())


def row_digest(name: str, row: Mapping[str, object]) -> str:
    """Return the SHA-256 over a row's values, its own id and digest left out."""
    values = {
        key: hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
        for key, value in row.items()
        if key not in {"id", "row_digest"} or (key == "id" and isinstance(value, str))
    }
    digest = hashlib.sha256(name.encode())
    digest.update(json.dumps(values, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()


def fields_of(this: object, *without: str) -> dict[str, str | int | None]:
    """Return the fields of a fact (a dataclass with slots) as a row, but for those that are stored otherwise."""
    names: tuple[str, ...] = this.__slots__  # type: ignore[attr-defined] # every fact is a dataclass with slots
    return {name: getattr(this, name) for name in names if name not in without}


def plain(row: Row) -> Row:
    """Return a row without its own number and digest: what a fact is made of."""
    return {
        key: value
        for key, value in row.items()
        if key not in {"row_digest"} and not (key == "id" and isinstance(value, int))
    }


def packed(facts: Mapping[str, str]) -> str:
    """Return named words as JSON, the same whatever their order."""
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)
