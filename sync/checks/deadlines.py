"""Thời hạn hoàn thành of the plan: a day that no calendar has, or one that was over before the plan was written."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from sync.checks.check import Check
from sync.checks.notes import place_of, short
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import PlanItem, Submission
from sync.normalise.dates import find_dates
from sync.normalise.months import FoundMonth, find_months, parse_month


def due_impossible(submission: Submission, _: Context) -> Iterator[Hit]:
    """A date or a month that does not exist: 31/4/2024, tháng 13/2024."""
    for item in _dated(submission):
        wrong = any(found.problem == "impossible-date" for found in find_dates(item.due))
        if wrong or parse_month(item.due).problem == "impossible-month":
            yield _hit(item)


def due_past(submission: Submission, _: Context) -> Iterator[Hit]:
    """A last day that lies before the period reported: what is planned is done after it."""
    for item in _dated(submission):
        last = _last_day(item.due)
        if last is not None and last < submission.period.first_day:
            yield _hit(item, period=submission.period.label)


def _dated(submission: Submission) -> Iterator[PlanItem]:
    """Yield the planned work that has a deadline; of several tasks in one cell the first, since they share it."""
    yield from (item for item in submission.plan if item.due and not item.part)


def _last_day(due: str) -> dt.date | None:
    """Return the last day that the deadline names, None where it names none, or something without its year."""
    dates = [found.value for found in find_dates(due)]
    named = find_months(due)
    days = [*dates, *map(_end, named)]
    if not days and (month := parse_month(due).value):
        days.append(_end_of_month(*month))
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _end(named: FoundMonth) -> dt.date | None:
    year = named.last_year or named.year
    if year is None:
        return None
    last = named.month or (named.quarter and named.quarter * 3) or (named.months and named.months[1]) or 12
    return _end_of_month(year, last) if 1 <= last <= 12 else None


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _hit(item: PlanItem, **facts: str) -> Hit:
    return Hit(place_of(item.origin), {"text": short(item.text), "typed": item.due, **facts}, item.text)


CHECKS: tuple[Check, ...] = (
    Check("due-impossible", "warning", due_impossible),
    Check("due-past", "warning", due_past),
)
