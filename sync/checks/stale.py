"""Annex rows that came along from last period's form and were left as they were, though they tell of that period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sheets.grid import Place
from sheets.text import fold
from sync.checks.check import Check
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.period import Period
from sync.model.records import AnnexRow, Submission
from sync.normalise.dates import parse_date

_DAY = re.compile(r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}(?!\d)")


def annex_stale(submission: Submission, context: Context) -> Iterator[Hit]:
    """Rows unchanged since last period, in an annex at least half of whose rows were dated in that very period.

    An annex of standing things (tasks that run for years) is dated otherwise, and may well stay as it is.
    """
    last = context.earlier(submission.period.previous())
    for annex in context.config.annexes_for(submission.division or "", context.period) if last else ():
        before = [row for row in last.annex_rows if row.annex == annex.code] if last else []
        dated = [row for row in before if _tells_of(row, submission.period.previous())]
        if not dated or 2 * len(dated) < len(before):
            continue
        known = {_said(row) for row in dated}
        same = [row for row in submission.annex_rows if row.annex == annex.code and _said(row) in known]
        if same:
            facts = {"count": str(len(same)), "period": submission.period.previous().label}
            yield Hit(Place(annex.tab), facts, annex.code)


def _tells_of(row: AnnexRow, period: Period) -> bool:
    """True where a day of the period stands in the row."""
    days = [field.value for field in row.fields if isinstance(field.value, dt.date)]
    days += [day for field in row.fields for typed in _DAY.findall(field.text) if (day := parse_date(typed).value)]
    return any(period.first_day <= day <= period.last_day for day in days)


def _said(row: AnnexRow) -> tuple[str, ...]:
    return tuple(fold(field.text) for field in row.fields if field.text)


CHECKS: tuple[Check, ...] = (Check("annex-stale", "warning", annex_stale),)
