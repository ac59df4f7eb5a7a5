"""What the store keeps of the clerk's work: acceptances, lines that go on, edits, periods closed, reports issued."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from sync.model.edits import Edit
from sync.store.rows import Fact, Row, add, select_checked
from sync.store.schema import acceptance, edit, issue, line, lock

if TYPE_CHECKING:
    from sync.model.records import Acceptance


@dataclass(frozen=True, slots=True)
class Lock:
    """A period closed (`locked`) or opened again, with what it was closed on: each division's copy by digest.

    `there` are the digests of all copies that lay there then, None where that was not recorded.
    """

    period: str
    locked: bool
    reason: str
    config: str
    copies: Mapping[str, str]
    who: str
    at: dt.datetime
    there: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A report sent: its number, its date, which of our versions it is, the signed file ("" and None without one)."""

    period: str
    number: str
    date: dt.date
    version: int
    file: str
    digest: str | None
    who: str
    at: dt.datetime


def accept(connection: Connection, period: str, these: Sequence[Acceptance]) -> None:
    """Record the clerk's acceptances."""
    add(
        connection,
        acceptance,
        [
            {"period": period, "finding": a.finding, "reason": a.reason, "who": a.who, "at": a.at.isoformat()}
            for a in these
        ],
    )


def acceptances(connection: Connection, period: str) -> list[Acceptance]:
    """Return the acceptances of a period, oldest first."""
    from sync.model.records import Acceptance  # a round without news asks for none

    query = select(acceptance).where(acceptance.c.period == period).order_by(acceptance.c.id)
    return [
        Acceptance(row["finding"], row["reason"], row["who"], _time(row["at"]))
        for row in select_checked(connection, acceptance, query)
    ]


def add_lines(connection: Connection, division: str, period: str, digest: str, ids: Mapping[str, str]) -> None:
    """Keep which lines of a version go on from an earlier one, once: ids that were given stay."""
    known = select(func.count()).where(line.c.division == division, line.c.period == period, line.c.digest == digest)
    if connection.scalar(known) == 0:
        body = json.dumps(ids, sort_keys=True)
        add(connection, line, [{"division": division, "period": period, "digest": digest, "body": body}])


def lines(connection: Connection, period: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return, by division and digest, the ids that lines go on under."""
    query = select(line).where(line.c.period == period).order_by(line.c.id)
    return {(r["division"], r["digest"]): json.loads(r["body"]) for r in select_checked(connection, line, query)}


def add_edits(connection: Connection, period: str, these: Sequence[Edit]) -> None:
    """Record what the clerk changed."""
    facts = [
        {
            "name": e.id,
            "period": period,
            "line": e.line,
            "field": e.field,
            "before": e.before,
            "after": e.after,
            "who": e.who,
            "at": e.at.isoformat(),
        }
        for e in these
    ]
    add(connection, edit, facts)


def edits(connection: Connection, period: str) -> list[Edit]:
    """Return the clerk's edits of a period, oldest first."""
    query = select(edit).where(edit.c.period == period).order_by(edit.c.id)
    return [
        Edit(r["name"], r["line"], r["field"], r["before"], r["after"], r["who"], _time(r["at"]))
        for r in select_checked(connection, edit, query)
    ]


def add_lock(connection: Connection, this: Lock) -> None:
    """Record that a period was closed or opened again."""
    fact: Fact = {
        "period": this.period,
        "locked": int(this.locked),
        "reason": this.reason,
        "config": this.config,
        "body": json.dumps(_body(this), sort_keys=True),
        "who": this.who,
        "at": this.at.isoformat(),
    }
    add(connection, lock, [fact])


def locks(connection: Connection, period: str) -> list[Lock]:
    """Return how a period was closed and opened, oldest first."""
    query = select(lock).where(lock.c.period == period).order_by(lock.c.id)
    return [_lock(r) for r in select_checked(connection, lock, query)]


def holding(connection: Connection, period: str) -> Lock | None:
    """Return the lock that holds a period now, or None."""
    known = locks(connection, period)
    return known[-1] if known and known[-1].locked else None


def add_issue(connection: Connection, this: Issue) -> None:
    """Record that a report was sent."""
    fact: Fact = {
        "period": this.period,
        "number": this.number,
        "date": this.date.isoformat(),
        "version": this.version,
        "file": this.file,
        "digest": this.digest,
        "who": this.who,
        "at": this.at.isoformat(),
    }
    add(connection, issue, [fact])


def issues(connection: Connection, period: str) -> list[Issue]:
    """Return how a period's report was sent, oldest first; what was recorded last holds."""
    query = select(issue).where(issue.c.period == period).order_by(issue.c.id)
    return [_issue(row) for row in select_checked(connection, issue, query)]


def issued(connection: Connection, period: str) -> Issue | None:
    """Return how a period's report was sent, None where it was not."""
    known = issues(connection, period)
    return known[-1] if known else None


def _body(this: Lock) -> dict[str, str]:
    """Return the copies by division, and under "" all that lay there."""
    return {**this.copies, **({} if this.there is None else {"": " ".join(sorted(this.there))})}


def _lock(row: Row) -> Lock:
    copies: dict[str, str] = json.loads(row["body"])
    there = copies.pop("", None)
    return Lock(
        row["period"],
        bool(row["locked"]),
        row["reason"],
        row["config"],
        copies,
        row["who"],
        _time(row["at"]),
        None if there is None else frozenset(there.split()),
    )


def _issue(row: Row) -> Issue:
    return Issue(
        row["period"],
        row["number"],
        dt.date.fromisoformat(row["date"]),
        int(row["version"]),
        row["file"],
        row["digest"],
        row["who"],
        _time(row["at"]),
    )


def _time(text: object) -> dt.datetime:
    return dt.datetime.fromisoformat(str(text))
