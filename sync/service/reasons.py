"""Who is to be told what, and why: pure functions from how a period stands to the notices of one day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sync.model.config import Config, Division, Person
from sync.model.duedates import add_working_days, is_working_day, working_days_between
from sync.model.finding import Finding
from sync.model.period import Period
from sync.work.decide import Judged
from sync.work.overview import DivisionStatus, Status

Kind = Literal["before", "due", "overdue", "draft", "unreadable", "errors", "digest"]

# What these say is how a division stands: told as such, and counted among no errors beside it.
STANDS = frozenset({"still-draft", "not-handed-in"})
_DAILY, _WEEK = 3, 5  # working days after a due date: reminded of on each, then once in so many

# Gravest first: a letter has one subject, and the day's other reasons stand in it.
_RANK: tuple[Kind, ...] = ("overdue", "due", "unreadable", "errors", "draft", "before", "digest")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to write. `name` is its own for ever ("2024-01:QLCN:due"): nobody is written to twice for it."""

    kind: Kind
    name: str
    days: int = 0  # working days until (or since) the due date


@dataclass(frozen=True, slots=True)
class Notice:
    """What one addressee is told on one day; `division` None is the clerk. `reasons`: the gravest first.

    `address` "" where config knows none: it is then for the outbox and for whoever telephones.
    """

    day: dt.date
    period: Period
    division: Division | None
    address: str
    name: str
    reasons: tuple[Reason, ...]
    due: dt.date
    status: DivisionStatus | None = None
    findings: tuple[Finding, ...] = ()
    clerk: str = "clerk"  # which of them, where no division: "clerk", "clerk-2" …; no address stands in the store

    @property
    def of_the_day(self) -> str:
        """The name under which it is marked: one letter a day and addressee, whatever its reasons."""
        return f"{self.period.code}:{self.division.code if self.division else self.clerk}:day:{self.day.isoformat()}"


def notices(status: Status, judged: Judged, config: Config, today: dt.date, told: frozenset[str]) -> Iterator[Notice]:
    """Yield what divisions are to be told today; nothing on a day off, nothing of a closed period.

    `told` are the names of the reasons for which somebody was written to before.
    """
    if status.lock or status.issue or not is_working_day(today, config.calendar):
        return
    for row in status.divisions:
        division = config.division(row.division)
        if division is None or row.without or row.state == "not_expected":
            continue
        mine = tuple(f for f in judged.findings if _is_open_error(f, row.division, judged))
        reasons = [r for r in _reasons(row, mine, config, status.period, today) if r.name not in told]
        if reasons:
            ranked = tuple(sorted(reasons, key=lambda r: _RANK.index(r.kind)))
            yield Notice(today, status.period, division, division.email, division.name, ranked, row.due, row, mine)


def digests(status: Status, config: Config, today: dt.date, told: frozenset[str]) -> Iterator[tuple[Notice, bool]]:
    """Yield this morning's notice of each clerk, and whether it is due whatever the news: in the days round the due
    dates, and until the report is issued.
    """
    if not is_working_day(today, config.calendar):
        return
    earliest = min(status.due_divisions, status.due_report)
    first = add_working_days(earliest, -max(config.mail.before, default=1), config.calendar)
    latest = max((status.due_report, *(row.due for row in status.divisions)))
    over = reminded_last(working_days_between(latest, today, config.calendar)) if today > latest else 0
    since = add_working_days(latest, over, config.calendar).isoformat() if over else ""
    for number, clerk in enumerate(clerks_of(config), 1):
        name = "clerk" if number == 1 else f"clerk-{number}"
        stem = f"{status.period.code}:{name}:digest:"
        reason = Reason("digest", f"{stem}{today.isoformat()}")
        if reason.name not in told:
            last = max((each.removeprefix(stem) for each in told if each.startswith(stem)), default="")
            near = first <= today <= latest or bool(over and last < since)
            due, kinds = status.due_report, (reason,)
            notice = Notice(today, status.period, None, clerk.email, clerk.name, kinds, due, clerk=name)
            yield notice, near and status.issue is None


def reminded_last(days: int) -> int:
    """Return the last of the working days after a due date, not after the given one, on which it is reminded of: three
    days running, then once a week; 0 where none has come.

    On a machine that was off on that day it is made up on the next one.
    """
    return days - (days - _DAILY) % _WEEK if days > _DAILY else max(days, 0)


def clerks_of(config: Config) -> tuple[Person, ...]:
    """Return the clerks, in config's order."""
    return tuple(person for person in config.people if person.role == "clerk")


def clerk_of(config: Config) -> Person | None:
    """Return the first clerk, whom staff may ask."""
    return next(iter(clerks_of(config)), None)


def _reasons(
    row: DivisionStatus, errors: Sequence[Finding], config: Config, period: Period, today: dt.date
) -> Iterator[Reason]:
    """Yield why a division is to be written to today: before its own due date (extensions count), on it, after it."""
    base = f"{period.code}:{row.division}"
    if row.state in {"missing", "draft", "unreadable"}:
        # The due date is part of the name: whoever was given longer is reminded of the new date too.
        date = row.due.isoformat()
        if today == row.due:
            yield Reason("due", f"{base}:due:{date}")
        elif today > row.due:
            days = working_days_between(row.due, today, config.calendar)
            if days:
                came = add_working_days(row.due, reminded_last(days), config.calendar)
                yield Reason("overdue", f"{base}:overdue:{came.isoformat()}", days)
        else:
            days = working_days_between(today, row.due, config.calendar)
            mark = min((each for each in config.mail.before if days <= each), default=None)
            if mark is not None:  # named by the day that config asks for, also where it is made up a day later
                yield Reason("before", f"{base}:before-{mark}:{date}", days)
    days_left = working_days_between(today, row.due, config.calendar) if today < row.due else 0
    near = days_left <= max(config.mail.before, default=1)
    if row.state == "draft" and near:
        yield Reason("draft", f"{base}:draft:{row.version}")
    if row.state == "unreadable":
        # Once a week for each cause; on the due date and after it the letter tells of it anyway.
        yield Reason("unreadable", f"{base}:unreadable:{_ids(errors)}:{today:%G-W%V}")
    if errors and row.state in {"submitted", "nil", "draft"} and (near or row.state == "submitted"):
        yield Reason("errors", f"{base}:errors:{_ids(errors)}")


def _ids(errors: Sequence[Finding]) -> str:
    return hashlib.sha256("\n".join(sorted(f.id for f in errors)).encode()).hexdigest()[:12]


def _is_open_error(found: Finding, division: str, judged: Judged) -> bool:
    """True of what the division itself has to mend, and may read: nothing of another one's text."""
    mine = found.division == division and found.audience == "division" and found.severity == "error"
    return mine and found.code not in STANDS and not judged.settled(found)
