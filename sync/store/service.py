"""What the service remembers: which notice was begun and how it ended, and what happened by itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, select

from sync.store.rows import Row, add, select_checked
from sync.store.schema import event, notice

Step = Literal["begun", "sent", "failed"]
Detail = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Notice:
    """One step of a notice: `reason` names why it is sent and to whom by code, and is never used twice.

    For example "2024-01:QLCN:due:2024-01-19". `body` tells how it went; no address and no password stands in it.
    """

    period: str
    division: str | None
    reason: str
    step: Step
    at: dt.datetime
    body: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened by itself: `kind` "round", "backup", "remind" …; `body` "ok" tells whether it went well.

    `run` is the id under which it stands in log, page and mail.
    """

    kind: str
    period: str
    run: str
    at: dt.datetime
    body: Mapping[str, Detail] = field(default_factory=dict)


def add_notice(connection: Connection, this: Notice) -> None:
    """Record one step of a notice; raises StoreError (store-busy) where that step was recorded before."""
    fact = {"period": this.period, "division": this.division, "reason": this.reason, "step": this.step}
    add(connection, notice, [{**fact, "body": _json(this.body), "at": this.at.isoformat()}])


def notices(connection: Connection, period: str) -> list[Notice]:
    """Return every step of a period's notices, in the order in which they were recorded."""
    query = select(notice).where(notice.c.period == period).order_by(notice.c.id)
    return [
        Notice(row["period"], row["division"], row["reason"], row["step"], _time(row), json.loads(row["body"]))
        for row in select_checked(connection, notice, query)
    ]


def add_event(connection: Connection, this: Event) -> None:
    """Record that something happened by itself."""
    fact = {"kind": this.kind, "period": this.period, "run": this.run, "body": _json(this.body)}
    add(connection, event, [{**fact, "at": this.at.isoformat()}])


def last_event(connection: Connection, kind: str) -> Event | None:
    """Return what was recorded last of a kind, whatever the clocks said, or None."""
    found = events(connection, kind, 1)
    return found[0] if found else None


def events(connection: Connection, kind: str, limit: int) -> list[Event]:
    """Return what was recorded of a kind, newest first."""
    return events_of(connection, {kind}, limit)


def events_of(connection: Connection, kinds: Collection[str], limit: int) -> list[Event]:
    """Return what was recorded of several kinds, newest first, whatever the clocks said."""
    query = select(event).where(event.c.kind.in_(sorted(kinds))).order_by(event.c.id.desc()).limit(limit)
    return [
        Event(row["kind"], row["period"], row["run"], _time(row), json.loads(row["body"]))
        for row in select_checked(connection, event, query)
    ]


def _json(body: Mapping[str, Detail]) -> str:
    return json.dumps(dict(body), ensure_ascii=False, sort_keys=True)


def _time(row: Row) -> dt.datetime:
    return dt.datetime.fromisoformat(str(row["at"]))
