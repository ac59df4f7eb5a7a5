"""What was derived from facts, kept beside them so that the next command need not derive it: a cache, never a fact.

Each row stands under a `key` of all that it depends on; under another key it is as if it were not there. The bytes
carry their own checksum (they are deflated).
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, select

from sync.store.schema import derived

Name = tuple[str, str]  # division and digest of its copy
ROUND: Name = ("", "")  # what was derived from all of them together


def derived_under(connection: Connection, period: str, key: str) -> Mapping[Name, bytes]:
    """Return everything of a period that was derived under this key."""
    columns = (derived.c.division, derived.c.digest, derived.c.body)
    rows = connection.execute(select(*columns).where(derived.c.period == period, derived.c.key == key))
    return {(division, digest): bytes(body) for division, digest, body in rows}


def keep_derived(connection: Connection, period: str, key: str, these: Mapping[Name, bytes]) -> None:
    """Keep what was derived, in place of what was kept under these names before."""
    if not these:
        return
    names = [{"its_division": division, "its_digest": digest} for division, digest in these]
    same = (derived.c.division == bindparam("its_division")) & (derived.c.digest == bindparam("its_digest"))
    connection.execute(delete(derived).where(derived.c.period == period, same), names)
    rows = [{"division": division, "digest": digest, "body": body} for (division, digest), body in these.items()]
    connection.execute(derived.insert(), [{**row, "period": period, "key": key} for row in rows])
