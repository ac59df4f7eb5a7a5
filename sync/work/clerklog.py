"""What was done in a period, newest first: rounds, reports, edits, decisions, locks, issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from sync.model.decisions import WITHDRAWN
from sync.model.edits import Edit
from sync.model.messages.clerkbook import EDIT_FIELDS
from sync.store import clerk, facts

MOST = 1000  # rows that the workbook shows


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done: when, of which kind (a key of LOG_KINDS), by whom, in words what."""

    at: dt.datetime
    kind: str
    who: str
    what: str


def done(connection: Connection, period: str) -> tuple[Done, ...]:
    """Return what was done in a period, newest first; raises StoreError."""
    found = sorted(_all(connection, period), key=lambda each: each.at)
    return tuple(found[: -MOST - 1 : -1])


def _all(connection: Connection, period: str) -> Iterator[Done]:
    for run in facts.runs(connection, period):
        yield Done(run.at, "round", run.who, "")
    for made in facts.reports(connection, period):
        yield Done(made.at, "draft" if made.draft else "report", made.who, made.docx)
    for edit in clerk.edits(connection, period):
        yield Done(edit.at, "edit", edit.who, _edited(edit))
    for decision in facts.acceptances(connection, period):
        kind = "withdraw" if decision.finding.startswith(WITHDRAWN) else "accept"
        yield Done(decision.at, kind, decision.who, f"{decision.finding.removeprefix(WITHDRAWN)}: {decision.reason}")
    for lock in clerk.locks(connection, period):
        yield Done(lock.at, "lock" if lock.locked else "unlock", lock.who, lock.reason)
    for sent in clerk.issues(connection, period):
        number = f"{sent.number}, {sent.date:%d/%m/%Y}"
        yield Done(sent.at, "issue", sent.who, f"{number}: {sent.file}" if sent.file else number)


def _edited(edit: Edit) -> str:
    words = EDIT_FIELDS[edit.field]
    if edit.field in {"text", "notes"}:
        return f"{words}: “{edit.before}” → “{edit.after}”" if edit.before else f"{words}: “{edit.after}”"
    return words
