"""When rounds and backups are due by themselves: pure functions of the clock, the calendar, and what was done last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sync.model.config import Config
from sync.model.duedates import OFFICE_ZONE, ONE_DAY, add_working_days, due_divisions, due_report
from sync.model.period import Period

# A last time that lies further ahead than this was written by a clock that has been set back since.
_AHEAD = dt.timedelta(hours=1)
_LEAP = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the store knows of one moment: its time by the clock of then, and the slot of a round that went well."""

    at: dt.datetime
    slot: dt.datetime | None = None


def last_slot(now: dt.datetime, config: Config, period: Period) -> dt.datetime:
    """Return the latest moment, not after `now`, at which a round was due: of the night, or of the days before the due
    date. All of it in the office's zone, wherever the machine's clock stands.
    """
    here = now.astimezone(OFFICE_ZONE)
    days = (here.date() - ONE_DAY, here.date())
    slots = [dt.datetime.combine(day, time, OFFICE_ZONE) for day in days for time in config.calendar.rounds.nightly]
    slots += _busy(here.date(), config, period)
    return max(slot for slot in slots if slot <= here)


def last_made(recorded: Sequence[Recorded], now: dt.datetime) -> dt.datetime | None:
    """Return the slot of the last round that counts, None where none does; `recorded` is newest first, as it was
    recorded: the clock may have been set meanwhile.

    A slot that lies ahead of what was recorded after it was written by a clock that has been set back since; it does
    not count, also when that hour comes round again. Where the clock has leapt ahead of all that was recorded last, it
    stood wrong before, or the machine was off: then every slot counts that is over.
    """
    if recorded and now - recorded[0].at > _LEAP:
        return max((each.slot for each in recorded if each.slot and each.slot <= now + _AHEAD), default=None)
    latest = now
    for each in recorded:
        if each.slot is not None and each.slot <= latest + _AHEAD:
            return each.slot
        latest = min(latest, each.at)
    return None


def set_back(recorded: Sequence[Recorded], now: dt.datetime) -> bool:
    """Tell whether the clock was set back since something was recorded last: what is done from here is done anew."""
    return bool(recorded) and recorded[0].at > now + _AHEAD


def is_due(now: dt.datetime, last: dt.datetime | None, config: Config, period: Period) -> bool:
    """Tell whether a round is due: none was made since the latest slot, so a night that was slept through is made up.

    `last` is the slot of the last round, None where there was none.
    """
    if last is None or last > now + _AHEAD:
        return True
    return last_slot(now, config, period) > last


def backup_due(now: dt.datetime, last: dt.datetime | None, config: Config) -> bool:
    """Tell whether the night's backup is still to be made: once a day, after the first round of the night."""
    if last is None or last > now + _AHEAD:
        return True
    here = now.astimezone(OFFICE_ZONE)
    first = min(config.calendar.rounds.nightly)
    latest = dt.datetime.combine(here.date(), first, OFFICE_ZONE)
    return last < (latest if latest <= here else latest - ONE_DAY)


def nights_since(then: dt.datetime, now: dt.datetime, config: Config) -> int:
    """Return how many nights' rounds fell due after `then`, up to `now`; none where a clock was set back since."""
    here = now.astimezone(OFFICE_ZONE)
    latest = dt.datetime.combine(here.date(), min(config.calendar.rounds.nightly), OFFICE_ZONE)
    latest -= ONE_DAY if latest > here else dt.timedelta()
    return (latest - then) // ONE_DAY + 1 if latest > then else 0


def busy_days(config: Config, period: Period) -> tuple[dt.date, dt.date]:
    """Return the first and last day on which rounds are made by day too: from some working days before the divisions'
    due date until the report is due, or a division that was given longer has handed in.
    """
    calendar = config.calendar
    due = due_divisions(calendar, period)
    given = (due_divisions(calendar, period, division.code) for division in config.divisions_of(period))
    return add_working_days(due, -calendar.rounds.busy_days, calendar), max(due_report(calendar, period), *given, due)


def _busy(day: dt.date, config: Config, period: Period) -> list[dt.datetime]:
    hours = config.calendar.rounds
    first, last = busy_days(config, period)
    if not first <= day <= last:
        return []
    start = dt.datetime.combine(day, hours.busy_from, OFFICE_ZONE)
    end = dt.datetime.combine(day, hours.busy_until, OFFICE_ZONE)
    step = dt.timedelta(minutes=hours.busy_minutes)
    return [start + step * number for number in range((end - start) // step + 1)]
