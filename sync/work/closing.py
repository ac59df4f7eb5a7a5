"""A period closed and opened again, and its report issued: number, date and the signed file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.model.edits import Edit
from sync.model.material import Round
from sync.model.period import Period
from sync.normalise.dates import parse_date
from sync.render.signed import Difference, differences
from sync.render.signed_pdf import Scan, pdf_text_differences
from sync.store import clerk, facts
from sync.work.decide import DecisionError, judge
from sync.work.editing import edit_lines
from sync.work.office import Office
from sync.work.outdated import is_outdated
from sync.work.publish import publish
from sync.work.published import Published
from sync.work.signed import changes_from
from sync.work.taking import record

_NUMBER = re.compile(r"\d{1,5}[a-zđ]?", re.IGNORECASE)


def lock(office: Office, period: Period, reason: str = "") -> clerk.Lock:
    """Close a period on what stands now; raises DecisionError (errors open, closed already, never read), StoreError."""
    with office.store.reading() as connection:
        held = clerk.holding(connection, period.code)
        if facts.latest_run(connection, period.code) is None:
            raise DecisionError("report-never-read", period=period.code)
    if held:
        raise DecisionError("lock-already", period=period.label, at=f"{held.at:%d/%m/%Y}", who=held.who)
    judged = judge(office, period)
    if judged.open_errors:
        raise DecisionError("lock-open-errors", count=str(len(judged.open_errors)))
    return _record(office, period, judged.round, reason, locked=True)


def unlock(office: Office, period: Period, reason: str) -> clerk.Lock:
    """Open a closed period again; raises DecisionError (no reason, not closed, issued), StoreError."""
    if not reason.strip():
        raise DecisionError("unlock-no-reason")
    with office.store.reading() as connection:
        held, sent = clerk.holding(connection, period.code), clerk.issued(connection, period.code)
    if sent:
        raise DecisionError("period-issued", period=period.label, number=sent.number, date=f"{sent.date:%d/%m/%Y}")
    if held is None:
        raise DecisionError("unlock-not-locked", period=period.label)
    return _record(office, period, None, reason.strip(), locked=False)


def _record(office: Office, period: Period, this: Round | None, reason: str, *, locked: bool) -> clerk.Lock:
    standings = this.standings if this else ()
    copies = {s.division: s.copy.digest for s in standings if s.copy}
    now = office.now()
    with office.store.writing() as connection:
        config = facts.keep(connection, office.config.path.read_bytes(), now)
        made = clerk.Lock(period.code, locked, reason, config, copies, office.who, now)
        clerk.add_lock(connection, made)
    return made


@dataclass(frozen=True, slots=True)
class Issued:
    """A report that was sent: the fact, the report made with its number and date, where the signed file differs.

    `scan`: the signed file is a picture of the paper, in which nothing can be read.
    """

    fact: clerk.Issue
    published: Published
    differences: tuple[Difference, ...] = ()
    taken: tuple[Edit, ...] = ()
    scan: bool = False


def issue(
    office: Office,
    period: Period,
    number: str,
    date: str | dt.date,
    file: Path | None = None,
    *,
    take_over: bool = False,
    correct: str = "",
) -> Issued:
    """Record that the period's report was sent, and make it once more with its number and date.

    The newest final report must say what stands now. The period closes with it and stays closed. `file` is the signed
    .docx or PDF: it is kept, and where it differs from ours is told; `take_over` makes edits of the differences, from
    a .docx. `correct` is the reason for giving number or date anew. Raises DecisionError, SignedError, StoreError.
    """
    sent = understood(number, date, office.today)
    data = _bytes(file) if file else b""
    with office.store.reading() as connection:
        before = clerk.issued(connection, period.code)
        finals = [made for made in facts.reports(connection, period.code) if not made.draft]
        held = clerk.holding(connection, period.code)
    if before and not correct.strip():
        raise DecisionError("issue-already", period=period.label, number=before.number, date=f"{before.date:%d/%m/%Y}")
    if not finals:
        raise DecisionError("issue-no-report", period=period.label.capitalize())
    newest = finals[-1]
    if before is None and is_outdated(office, judge(office, period), newest):
        raise DecisionError("issue-stale-report", version=str(newest.version))
    with office.store.reading() as connection:
        ours = facts.bytes_of(connection, newest.docx_digest)
    found = _compared(ours, data, file) if file else _Compared(())
    if held is None:
        lock(office, period)
    now = office.now()
    with office.store.writing() as connection:
        digest = facts.keep(connection, data, now) if file else None
        fact = clerk.Issue(
            period.code, sent.number, sent.date, newest.version, file.name if file else "", digest, office.who, now
        )
        clerk.add_issue(connection, fact)
    taken = take_differences(office, period, found.differences) if take_over else ()
    published = publish(office, period, signer=newest.signer)
    return Issued(fact, published, found.differences, taken, found.scan)


@dataclass(frozen=True, slots=True)
class Sent:
    """A report's number and date as they were given, understood."""

    number: str
    date: dt.date


def understood(number: str, date: str | dt.date, today: dt.date) -> Sent:
    """Return the number and date of a report as typed ("05", "số 05/BC-SKHCN", "19/01/2024"); raises DecisionError."""
    typed = re.sub(r"^số\s*:?\s*", "", number.strip(), flags=re.IGNORECASE).split("/")[0].strip()
    if not _NUMBER.fullmatch(typed):
        raise DecisionError("issue-bad-number", typed=number)
    day = parse_date(date).value
    if day is None or day > today:
        raise DecisionError("issue-bad-date", typed=str(date))
    return Sent(typed.zfill(2) if typed.isdigit() else typed, day)


def _bytes(file: Path) -> bytes:
    if file.suffix.lower() not in {".docx", ".pdf"}:
        raise DecisionError("issue-file-kind", file=str(file))
    try:
        return file.read_bytes()
    except OSError as error:
        raise DecisionError("issue-file-unreadable", file=str(file)) from error


@dataclass(frozen=True, slots=True)
class _Compared:
    differences: tuple[Difference, ...]
    scan: bool = False


def _compared(ours: bytes, data: bytes, file: Path) -> _Compared:
    if file.suffix.lower() == ".docx":
        return _Compared(differences(ours, data))
    found = pdf_text_differences(ours, data)
    return _Compared((), scan=True) if isinstance(found, Scan) else _Compared(found)


def take_differences(office: Office, period: Period, found: Sequence[Difference]) -> tuple[Edit, ...]:
    """Make edits of where the signed report differs: the one change that a closed period allows; raises StoreError."""
    return record(office, period, changes_from(edit_lines(office, period), found))
