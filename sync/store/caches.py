"""What is kept beside the facts so that the next command need not work it out again: caches, never a fact.

How each path looked when it was last read tells by a stat alone what is new. What was counted and what was derived
stands under a `key` of all that it depends on; under another key it is as if it were not there. So is what was derived
and is no longer as it was written: its body begins with a digest over all of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, true

from sync.store.rows import add, fields_of, packed
from sync.store.schema import acceptance, confirmation, derived, edit, issue, lock, run, seen, tally

Name = tuple[str, str]  # division and digest of its copy
ROUND: Name = ("", "")  # what was derived from all of them together: the findings
LOOKUP: Name = ("", "lookup")  # and what a report looks for in its texts
OUTLINE: Name = ("", "outline lookup")  # what it looks for in the department's own
_SEAL = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Seen:
    """What a path looked like when it was last read; `facts` as those of a Sighting."""

    source: str
    size: int
    modified_ns: int
    digest: str | None
    division: str | None
    code: str
    form_version: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted when a period was judged.

    `open` are the errors and warnings of each division ("" the department) that nobody accepted, `untouched` the
    divisions whose form lies there as it was handed out.
    """

    open: Mapping[str, tuple[int, int]]
    untouched: frozenset[str] = frozenset()


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


def looked_of(name: Name) -> Name:
    """Return the name under which lies what a report looks for in a form's texts."""
    division, digest = name
    return division, f"look {digest[:59]}"  # 64 characters hold no more


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


def seen_files(connection: Connection, period: str) -> dict[str, Seen]:
    """Return what each path looked like when it was last read for a period."""
    columns = (seen.c[name] for name in Seen.__slots__)
    rows = connection.execute(select(*columns).where(seen.c.period == period))
    return {
        source: Seen(source, size, modified, digest, division, code, version, json.loads(told) if told else {})
        for source, size, modified, digest, division, code, version, told in rows
    }


def taken_files(connection: Connection, period: str) -> list[tuple[str, int, int]]:
    """Return the path, size and time of change of each file that was last read as a form of a period, by path."""
    query = select(seen.c.source, seen.c.size, seen.c.modified_ns).where(seen.c.period == period, seen.c.code == "")
    return [tuple(row) for row in connection.execute(query.order_by(seen.c.source))]


def replace_seen(connection: Connection, period: str, these: Sequence[Seen]) -> None:
    """Replace the cache of a period."""
    connection.execute(delete(seen).where(seen.c.period == period))
    rows = ({**fields_of(s, "facts"), "facts": packed(s.facts) if s.facts else None} for s in these)
    add(connection, seen, ({"period": period, **row} for row in rows))


def moment(connection: Connection) -> str:
    """Return a name for the state of the facts that findings depend on: they are only added, so counts tell."""
    counts = (
        connection.scalar(select(func.count()).select_from(table))
        for table in (run, acceptance, confirmation, edit, lock, issue)
    )
    return ".".join(map(str, counts))


def tally_of(connection: Connection, period: str, key: str) -> Tally | None:
    """Return what was counted when a period was last judged, None where it was not judged at `key`."""
    query = select(tally.c.body).where(tally.c.period == period, tally.c.key == key)
    body = connection.scalar(query)
    if body is None:
        return None
    try:
        said = json.loads(body)
        counts = {code: (int(errors), int(warnings)) for code, (errors, warnings) in said["open"].items()}
        return Tally(counts, frozenset(said["untouched"]))
    except (ValueError, TypeError, KeyError, AttributeError):  # a cache of another product, or a flipped bit: no matter
        return None


def keep_tally(connection: Connection, period: str, key: str, this: Tally) -> None:
    """Remember what was counted at `key`, in place of what was remembered before."""
    body = json.dumps({"open": this.open, "untouched": sorted(this.untouched)})
    connection.execute(delete(tally).where(tally.c.period == period))
    connection.execute(tally.insert(), [{"period": period, "key": key, "body": body}])
