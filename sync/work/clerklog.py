"""What was done in a period, newest first: rounds, reports, edits, decisions, locks, issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from sync.model.decisions import WITHDRAWN
from sync.model.edits import Edit
from sync.model.messages import clerkbook as say
from sync.model.records import Acceptance
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
    acts: dict[tuple[dt.datetime, str, str], list[str]] = {}  # what was changed of one line at once is one act
    for edit in clerk.edits(connection, period):
        # Edits of one press are kept a microsecond apart, which gives them their order.
        acts.setdefault((edit.at.replace(microsecond=0), edit.who, edit.line), []).append(_edited(edit))
    for (at, who, _), said in acts.items():
        yield Done(at, "edit", who, "; ".join(filter(None, said)))
    sources = {version.digest: version.source for version in facts.versions(connection, period)}
    for decision in facts.acceptances(connection, period):
        kind = "withdraw" if decision.finding.startswith(WITHDRAWN) else "accept"
        yield Done(decision.at, kind, decision.who, _decided(decision, sources))
    for lock in clerk.locks(connection, period):
        yield Done(lock.at, "lock" if lock.locked else "unlock", lock.who, lock.reason)
    for sent in clerk.issues(connection, period):
        number = f"{sent.number}, {sent.date:%d/%m/%Y}"
        yield Done(sent.at, "issue", sent.who, f"{number}: {sent.file}" if sent.file else number)


def _edited(edit: Edit) -> str:
    """Return what became of one field; "" for what the clerk neither typed nor sees."""
    field = say.EDIT_FIELDS[edit.field]
    match edit.field:
        case "text" | "notes":
            if edit.before and edit.before != edit.after:
                return say.CHANGED.format(field=field, before=edit.before, after=edit.after)
            return say.SET.format(field=field, after=edit.after) if edit.after else ""
        case "included" | "joined" | "kept":
            return f"{field}: {say.YES_NO.get(edit.after, edit.after)}"
        case "style":
            return ""
    return field


def _decided(decision: Acceptance, sources: Mapping[str, str]) -> str:
    kind, colon, name = decision.finding.removeprefix(WITHDRAWN).partition(":")
    if not colon:
        kind, name = "finding", kind
    return say.DECIDED[kind].format(name=sources.get(name, name), reason=decision.reason)
