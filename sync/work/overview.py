"""How a period stands: one row a division, the due dates, the newest report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sync.model.decisions import pick
from sync.model.duedates import due_divisions, due_report
from sync.model.finding import count
from sync.model.material import State, standing_of
from sync.model.period import Period
from sync.model.records import Acceptance
from sync.store import clerk, facts
from sync.work.decide import Judged, judge
from sync.work.issued import issued_report
from sync.work.office import Office
from sync.work.outdated import changes_since


@dataclass(frozen=True, slots=True)
class DivisionStatus:
    """One division's row: `errors` and `warnings` count what nobody has accepted or confirmed.

    `without` and `picked` are the clerk's decisions that hold: not to wait for the division, which copy counts.
    `newer` is the version that came after the period was closed.
    """

    division: str
    name: str
    state: State
    late: bool
    due: dt.date
    source: str | None
    submitted_at: dt.datetime | None
    prepared_by: str | None
    version: int | None
    errors: int
    warnings: int
    without: Acceptance | None = None
    picked: Acceptance | None = None
    newer: int | None = None
    confirmed: int = 0  # warnings and notes that the division itself has confirmed


@dataclass(frozen=True, slots=True)
class Status:
    """A period at a glance; `folder` is where its reports lie, `report` the newest of them.

    `issued_version` is the report that was issued.
    """

    period: Period
    folder: Path
    due_divisions: dt.date
    due_report: dt.date
    divisions: tuple[DivisionStatus, ...]
    report: facts.Made | None
    open_errors: int
    last_run: dt.datetime | None
    lock: clerk.Lock | None = None
    issue: clerk.Issue | None = None
    issued_version: int | None = None
    changed: int = 0  # in how many places the newest report, not issued yet, says something else than what stands now

    @property
    def outdated(self) -> bool:
        """True where the newest report says something else than what stands now."""
        return self.changed > 0


def status(office: Office, period: Period) -> Status:
    """Return how a period stands; raises StoreError."""
    return status_of(office, judge(office, period))


def status_of(office: Office, judged: Judged) -> Status:
    """Return how a period that was judged stands; raises StoreError."""
    config, period = office.config, judged.round.period
    with office.store.reading() as connection:
        made = facts.reports(connection, period.code)
        run = facts.latest_run(connection, period.code)
        held, sent = clerk.holding(connection, period.code), clerk.issued(connection, period.code)
        issued = issued_report(connection, period.code)
    return Status(
        period=period,
        folder=office.folder(period),
        due_divisions=due_divisions(config.calendar, period),
        due_report=due_report(config.calendar, period),
        divisions=tuple(_row(judged, division.code, division.name) for division in config.divisions_of(period)),
        report=made[-1] if made else None,
        open_errors=len(judged.open_errors),
        last_run=run.at if run else None,
        lock=held,
        issue=sent,
        issued_version=issued.version if issued else None,
        changed=changes_since(office, judged, made[-1]) if made and sent is None else 0,
    )


def _row(judged: Judged, code: str, name: str) -> DivisionStatus:
    standing = standing_of(judged.round, code)
    submission = judged.round.submissions.get(code)
    found = [f for f in judged.findings if f.division == code and not judged.settled(f)]
    return DivisionStatus(
        division=code,
        name=name,
        state=standing.state,
        late=standing.late,
        due=due_divisions(judged.round.config.calendar, judged.round.period, code),
        source=standing.copy.source if standing.copy else None,
        submitted_at=standing.submitted_at,
        prepared_by=submission.info.prepared_by or None if submission else None,
        version=standing.copy.version if standing.copy else None,
        errors=count(found, "error"),
        warnings=count(found, "warning"),
        without=next((a for a in judged.acceptances if a.finding == f"without:{code}"), None),
        picked=pick(judged.acceptances, {standing.copy.digest}) if standing.copy else None,
        newer=standing.newer.version if standing.newer else None,
        confirmed=sum(1 for f in judged.findings if f.division == code and judged.confirmed(f)),
    )
