"""What was derived from facts, kept beside them so that the next command need not derive it: a cache, never a fact.

Each row stands under a `key` of all that it depends on; under another key it is as if it were not there. So is a row
that is no longer as it was written: its body begins with a digest over all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select, true

from sync.store.schema import derived

Name = tuple[str, str]  # division and digest of its copy
ROUND: Name = ("", "")  # what was derived from all of them together: the findings
TIES: Name = ("", "ties")  # and the typed figures that are indicators'
CITED: Name = ("", "cited")  # and the documents that its texts cite
_SEAL = hashlib.sha256().digest_size


def derived_under(connection: Connection, period: str, key: str) -> Mapping[Name, bytes]:
    """Return everything of a period that was derived under this key and is intact."""
    return _found(connection, period, key, true())


def derived_of(connection: Connection, period: str, key: str, names: Collection[Name]) -> dict[Name, bytes]:
    """Return what was derived under this key and is intact of these names alone."""
    divisions = derived.c.division.in_({division for division, _ in names})
    digests = derived.c.digest.in_({digest for _, digest in names})
    found = _found(connection, period, key, divisions & digests)
    return {name: found[name] for name in names if name in found}


def said_of(name: Name) -> Name:
    """Return the name under which lies what was said of a form alone."""
    division, digest = name
    return division, f"said {digest[:59]}"  # 64 characters hold no more


def _found(connection: Connection, period: str, key: str, those: ColumnElement[bool]) -> dict[Name, bytes]:
    columns = (derived.c.division, derived.c.digest, derived.c.body)
    rows = connection.execute(select(*columns).where(derived.c.period == period, derived.c.key == key, those))
    # A bit in the row's head makes text of bytes.
    found = {(division, digest): body for division, digest, body in rows if isinstance(body, bytes)}
    return {
        name: body[_SEAL:] for name, body in found.items() if body[:_SEAL] == _seal(period, name, key, body[_SEAL:])
    }


def keep_derived(connection: Connection, period: str, key: str, these: Mapping[Name, bytes]) -> None:
    """Keep what was derived, in place of what was kept under these names before."""
    if not these:
        return
    names = [{"its_division": division, "its_digest": digest} for division, digest in these]
    same = (derived.c.division == bindparam("its_division")) & (derived.c.digest == bindparam("its_digest"))
    connection.execute(delete(derived).where(derived.c.period == period, same), names)
    sealed = {name: _seal(period, name, key, body) + body for name, body in these.items()}
    rows = [{"division": division, "digest": digest, "body": body} for (division, digest), body in sealed.items()]
    connection.execute(derived.insert(), [{**row, "period": period, "key": key} for row in rows])


def _seal(period: str, name: Name, key: str, body: bytes) -> bytes:
    return hashlib.sha256("\x1f".join((period, *name, key)).encode() + b"\x1f" + body).digest()
