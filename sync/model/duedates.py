"""When a report is due: working days of Viet Nam, due days of config, and what the clock in Ninh Thuận says."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Callable
from functools import cache
from zoneinfo import ZoneInfo

from sync.model.config import CalendarSpec
from sync.model.daysoff import KNOWN
from sync.model.period import Period

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = dt.timedelta(days=1)

Clock = Callable[[], dt.datetime]


def now() -> dt.datetime:
    """Return this moment, in the office's zone."""
    return dt.datetime.now(OFFICE_ZONE)


def today(clock: Clock = now) -> dt.date:
    """Return the office's calendar day; raises ValueError where the clock gives a time without a zone."""
    moment = clock()
    if moment.tzinfo is None:
        raise ValueError("the clock must say in which zone it stands")
    return moment.astimezone(OFFICE_ZONE).date()


def due_divisions(calendar: CalendarSpec, period: Period, division: str | None = None) -> dt.date:
    """Return the last day on which a division may hand in its sheet; None asks for the day of all divisions.

    An extension of config wins and is never moved. Else it is the day `due_divisions` of the period's last month,
    moved to the working day before where it is a day off, so that nothing is sent after the day that was ordered
    (Decree 09/2019, art. 13, leaves that day to the province).
    """
    return _extended(calendar, period, division) or _due(calendar, period, calendar.due_divisions)


def due_report(calendar: CalendarSpec, period: Period) -> dt.date:
    """Return the last day on which the department may send its report, moved to the working day before a day off.

    An extension of config wins and is never moved.
    """
    given = (each.report for each in calendar.extensions if each.period == period.code and each.report)
    return next(given, None) or _due(calendar, period, calendar.due_report)


def working_days_between(start: dt.date, end: dt.date, calendar: CalendarSpec) -> int:
    """Return how many working days lie after `start`, up to and with `end`."""
    days = (start + ONE_DAY * number for number in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_working_day(day, calendar))


def is_working_day(day: dt.date, calendar: CalendarSpec) -> bool:
    """Tell whether the office works on this day.

    Config's own `working_days` come first, then its `holidays`, then the public holidays of Viet Nam with
    their swap days as known for the year, then the weekend.
    """
    if day in calendar.working_days:
        return True
    if day in calendar.holidays:
        return False
    holidays, swapped = _public(day.year)
    return day in swapped or (day not in holidays and day.weekday() < 5)


def add_working_days(day: dt.date, count: int, calendar: CalendarSpec) -> dt.date:
    """Return the day that lies `count` working days after `day` (before it, where negative); 0 is the day itself."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day = _nearest(day + step, step, calendar)
    return day


def _extended(calendar: CalendarSpec, period: Period, division: str | None) -> dt.date | None:
    given = [e for e in calendar.extensions if e.period == period.code and e.due and e.division in {None, division}]
    own = [e for e in given if e.division is not None]  # what was granted to one division goes before what all got
    return next((e.due for e in own or given), None)


def _due(calendar: CalendarSpec, period: Period, day: int) -> dt.date:
    last = months.monthrange(period.year, period.last_month)[1]  # the 31st of February is its last day
    return _nearest(dt.date(period.year, period.last_month, min(day, last)), -ONE_DAY, calendar)


def _nearest(day: dt.date, step: dt.timedelta, calendar: CalendarSpec) -> dt.date:
    while not is_working_day(day, calendar):
        day += step
    return day


@cache
def _public(year: int) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    """Return the public holidays of a year, swap days among them, and the weekend days worked in exchange."""
    if year in KNOWN:
        off, worked = (
            frozenset(dt.date.fromisoformat(f"{year}-{day}") for day in days.split()) for days in KNOWN[year]
        )
        return off, worked
    from holidays import country_holidays  # it takes longer to import than most commands run

    known = country_holidays("VN", years=year)
    return frozenset(known), frozenset(day for day in known.weekend_workdays if day.year == year)
