"""Dates: one from a cell, and all that stand in a text; the day comes first, as it does in Viet Nam."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sync.normalise.dategrammar import Day, match_day, match_incomplete
from sync.normalise.months import FoundMonth, find_months, parse_month
from sync.normalise.parsed import Parsed
from sync.normalise.searching import bare, searchable

__all__ = ["FoundDate", "FoundMonth", "find_dates", "find_months", "parse_date", "parse_month"]

_LAST_SERIAL = 2_958_465  # 31/12/9999 in the 1900 system
_FALSE_LEAP_DAY = 60  # Excel counts 29/02/1900, a day that never was (ECMA-376 Part 1, 18.17.4.1)
_YEARS = range(1900, 2101)
_LEADING = re.compile(r"(?:(?:thu \S{2,4}|chu nhat)\s*,?\s*)?(?:ngay\s*)?:?\s*")
_TIME = re.compile(r"(?:\s*t?\s*[0-9]{1,2}[:h][0-9]{0,2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?[\s.]*")
_D, _M = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_PART = re.compile(
    rf"{_D}\s*[/.\-]\s*{_M}|{_D}\s*thang\s*{_M}|thang\s*{_M}"
    rf"|(?:thang\s*)?{_M}(?:\s*[/.\-]\s*|\s*,?\s*nam\s*)[0-9]{{4}}|(?:nam\s*)?(?:19|20)[0-9]{{2}}"
)
_TRIPLE = re.compile(r"[0-9]{1,4}\s*[/.\-]\s*[0-9]{1,2}\s*[/.\-]\s*[0-9]{1,4}")
_DAYS_BEFORE = re.compile(r"(?:[0-9]{1,2}\s{0,3}(?:-|,|va|den)\s{0,3}){1,6}(?:va\s{1,3})?")
# (What stands before is asked last: so the search goes from digit to digit.)
_START = re.compile(r"[0-9](?<![0-9a-z][0-9])(?<![0-9][/.,\-][0-9])|ngay(?<![a-z]ngay)(?![a-z])\s{0,3}")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, without the word "ngày" before it; `value` is None where it is incomplete or impossible.

    `problem` is "incomplete-date", "impossible-date" or None.
    """

    start: int
    end: int
    value: dt.date | None
    problem: str | None
    text: str


def parse_date(value: object, *, epoch_1904: bool = False) -> Parsed[dt.date]:
    """Return the date that a cell holds: a text, a date, or a serial number of a spreadsheet.

    Problems: "incomplete-date" ("22/9", "tháng 3/2025", 2024), "impossible-date" ("31/4/2004", "13/25/2024"),
    "not-a-date". Numbers are days since the workbook's epoch (ECMA-376 Part 1, 18.17.4.1).
    """
    if isinstance(value, dt.datetime):
        return Parsed(value.date())
    if isinstance(value, dt.date):
        return Parsed(value)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return _from_serial(value, epoch_1904=epoch_1904)
    return Parsed(None, "not-a-date")


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates that `text` holds, in order and without overlaps.

    What lacks a year is a date only after the word "ngày"; "1.2.24" alone is no date but a numbering.
    """
    return list(_dates(text))


@lru_cache(maxsize=1024)  # several checks look for the dates of a sentence
def _dates(text: str) -> tuple[FoundDate, ...]:
    given = searchable(text)
    found = _days(bare(given.text))
    places = [(given.original(day.start), given.original(day.end), day) for day in found]
    return tuple(FoundDate(start, end, day.value, _problem(day), text[start:end]) for start, end, day in places)


def _days(letters: str) -> Iterator[Day]:
    end = 0
    for start in _START.finditer(letters):
        if start.start() < end:
            continue
        named = start[0].startswith("n")
        place = start.end() if named else start.start()
        day = match_day(letters, place) or (_last_of_days(letters, place) if named else None)
        if day and (named or _stands_alone(letters[day.start : day.end], day)):
            yield day
            end = day.end


def _last_of_days(letters: str, place: int) -> Day | None:
    """Return the day that ends "11 - 12/01/2023" or "11, 12 và 13/01/2023", else what is incomplete at `place`."""
    before = _DAYS_BEFORE.match(letters, place)
    last = match_day(letters, before.end()) if before else None
    return last or match_incomplete(letters, place)


def _stands_alone(written: str, day: Day) -> bool:
    """True where the writing says that it is a date even without the word "ngày" before it."""
    if "thang" in written or "nam" in written:
        return True
    if re.search(r"[0-9]{4}", written):
        return day.value is not None or "/" in written
    return day.value is not None and "/" in written


def _problem(day: Day) -> str | None:
    return f"{day.problem}-date" if day.problem else None


def _from_text(text: str) -> Parsed[dt.date]:
    letters = bare(searchable(text).text).strip().rstrip(".;,")
    place = _LEADING.match(letters).end()  # type: ignore[union-attr]  # every part of it may be absent
    day = match_day(letters, place)
    if day and _TIME.fullmatch(letters, day.end):
        return Parsed(day.value, _problem(day))
    if _TRIPLE.fullmatch(letters, place):
        return Parsed(None, "impossible-date")
    if _PART.fullmatch(letters, place) or _lacks_a_part(letters, place):
        return Parsed(None, "incomplete-date")
    return Parsed(None, "not-a-date")


def _lacks_a_part(letters: str, place: int) -> bool:
    """True for what needs the word "ngày" or "tháng" to be seen as a date: "ngày 22", "… tháng 01 năm 2024"."""
    partial = match_incomplete(letters, place)
    worded = place > 0 or "thang" in letters
    return worded and partial is not None and partial.end == len(letters)


def _from_serial(value: int | float | Decimal, *, epoch_1904: bool) -> Parsed[dt.date]:
    if not math.isfinite(value):
        return Parsed(None, "not-a-date")
    if value in _YEARS:
        return Parsed(None, "incomplete-date")
    days = math.floor(value)
    if epoch_1904:
        return _days_after(dt.date(1904, 1, 1), days, first=0)
    if days == _FALSE_LEAP_DAY:
        return Parsed(None, "impossible-date")
    return _days_after(dt.date(1899, 12, 31 if days < _FALSE_LEAP_DAY else 30), days, first=1)


def _days_after(epoch: dt.date, days: int, *, first: int) -> Parsed[dt.date]:
    if not first <= days <= _LAST_SERIAL - (epoch.year - 1899) * 366:
        return Parsed(None, "not-a-date")
    return Parsed(epoch + dt.timedelta(days=days))
