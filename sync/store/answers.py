"""What the store keeps of the talk with divisions: their answers to remarks, and what was written into their sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select, update

from sync.model.records import Confirmation
from sync.store.rows import Row, add, select_checked
from sync.store.schema import confirmation, feedback, seen

Medium = Literal["beside", "inside", "google"]


@dataclass(frozen=True, slots=True)
class Writing:
    """One writing of remarks. `source` is the file (or spreadsheet) as it is told to people.

    `base` is the digest of the form's version that the remarks speak of, `digest` that of the file as it was after the
    writing ("" where it is not known; for a spreadsheet it tells which reading of the tab was written upon), `shown`
    that of the remarks.
    """

    period: str
    division: str
    medium: Medium
    source: str
    base: str
    digest: str
    shown: str
    at: dt.datetime


def confirm(connection: Connection, period: str, these: Sequence[Confirmation]) -> None:
    """Record what divisions answered."""
    facts = [
        {
            "period": period,
            "division": c.division,
            "finding": c.finding,
            "answer": c.answer,
            "reason": c.reason,
            "medium": c.medium,
            "who": c.who,
            "at": c.at.isoformat(),
        }
        for c in these
    ]
    add(connection, confirmation, facts)


def confirmations(connection: Connection, period: str) -> list[Confirmation]:
    """Return what divisions answered in a period, oldest first."""
    query = select(confirmation).where(confirmation.c.period == period).order_by(confirmation.c.id)
    return [
        Confirmation(r["finding"], r["reason"], r["who"], _time(r["at"]), r["answer"], r["division"], r["medium"])
        for r in select_checked(connection, confirmation, query)
    ]


def add_writing(connection: Connection, this: Writing) -> None:
    """Record that remarks were written, or are about to be."""
    fact = {
        "period": this.period,
        "division": this.division,
        "medium": this.medium,
        "source": this.source,
        "base": this.base,
        "digest": this.digest,
        "shown": this.shown,
        "at": this.at.isoformat(),
    }
    add(connection, feedback, [fact])


def writings(connection: Connection, period: str) -> list[Writing]:
    """Return what was written for a period, oldest first."""
    query = select(feedback).where(feedback.c.period == period).order_by(feedback.c.id)
    return [_writing(row) for row in select_checked(connection, feedback, query)]


def written_on(connection: Connection, digests: Collection[str]) -> dict[str, str]:
    """Return, of those digests that are files as the service left them, the digest of the version it wrote on."""
    wanted = [digest for digest in digests if digest]
    query = select(feedback).where(feedback.c.medium == "inside", feedback.c.digest.in_(wanted))
    rows = select_checked(connection, feedback, query.order_by(feedback.c.id))
    return {row["digest"]: row["base"] for row in rows if row["digest"] != row["base"]}


def looks_now(connection: Connection, period: str, source: str, size: int, modified_ns: int) -> None:
    """Remember how a path looks after the service wrote there, so that it is not read again for that."""
    where = (seen.c.period == period) & (seen.c.source == source)
    connection.execute(update(seen).where(where).values(size=size, modified_ns=modified_ns))


def _writing(row: Row) -> Writing:
    return Writing(
        row["period"],
        row["division"],
        row["medium"],
        row["source"],
        row["base"],
        row["digest"],
        row["shown"],
        _time(row["at"]),
    )


def _time(text: object) -> dt.datetime:
    return dt.datetime.fromisoformat(str(text))
