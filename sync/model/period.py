"""A reporting period: its kind, its days, its names, and the data window of Decree 09/2019, article 12."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

PeriodKind = Literal["month", "quarter", "half", "nine-months", "year"]

_CODE = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])|(9M)))?")
_NAMED = re.compile(r"(?<![0-9])[12][0-9]{3}-(?:0[1-9]|1[0-2])(?![0-9])")
_ROMAN = ("", "I", "II", "III", "IV")
# First and last month of every period there is, with its kind.
_SPANS: dict[tuple[int, int], PeriodKind] = {
    **{(month, month): "month" for month in range(1, 13)},
    **{(last - 2, last): "quarter" for last in (3, 6, 9, 12)},
    (1, 6): "half",
    (7, 12): "half",
    (1, 9): "nine-months",
    (1, 12): "year",
}


class PeriodError(ValueError):
    """A text that names no period; messages.py has the sentence."""

    code = "not-a-period"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period by its first and last month of a year, both counted; any other span raises PeriodError."""

    year: int
    first_month: int
    last_month: int

    def __post_init__(self) -> None:
        if (self.first_month, self.last_month) not in _SPANS:
            raise PeriodError(f"{self.year}: {self.first_month}-{self.last_month}")

    @property
    def kind(self) -> PeriodKind:
        """What the period is, by its length."""
        return _SPANS[self.first_month, self.last_month]

    @property
    def code(self) -> str:
        """The code in file names and commands: 2024-01, 2024-Q1, 2024-H1, 2024-9M, 2024."""
        match self.kind:
            case "month":
                return f"{self.year}-{self.first_month:02d}"
            case "quarter":
                return f"{self.year}-Q{self.last_month // 3}"
            case "half":
                return f"{self.year}-H{self.last_month // 6}"
            case "nine-months":
                return f"{self.year}-9M"
            case _:
                return str(self.year)

    @property
    def label(self) -> str:
        """The name in texts: "tháng 01/2024", "quý I/2024", "6 tháng đầu năm 2024", "9 tháng năm 2024", "năm 2024"."""
        match self.kind:
            case "month":
                return f"tháng {self.first_month:02d}/{self.year}"
            case "quarter":
                return f"quý {_ROMAN[self.last_month // 3]}/{self.year}"
            case "half":
                return f"6 tháng {'đầu' if self.first_month == 1 else 'cuối'} năm {self.year}"
            case "nine-months":
                return f"9 tháng năm {self.year}"
            case _:
                return f"năm {self.year}"

    @property
    def first_day(self) -> dt.date:
        """The first calendar day."""
        return dt.date(self.year, self.first_month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last calendar day."""
        return dt.date(self.year, self.last_month, calendar.monthrange(self.year, self.last_month)[1])

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """First and last day of the data, both counted: the 15th of the month before to the 14th of the last month.

        Decree 09/2019/NĐ-CP, article 12; nine months as provinces set it (15 December to 14 September).
        """
        before = self.first_day - dt.timedelta(days=1)
        return before.replace(day=15), dt.date(self.year, self.last_month, 14)

    def previous(self) -> Period:
        """Return the period of the same kind before this one (of nine months and years: a year before)."""
        return self._moved(-1)

    def next(self) -> Period:
        """Return the period of the same kind after this one."""
        return self._moved(1)

    def year_before(self) -> Period:
        """Return the same period of the year before."""
        return Period(self.year - 1, self.first_month, self.last_month)

    def _moved(self, steps: int) -> Period:
        length = self.last_month - self.first_month + 1
        if length in (9, 12):
            return Period(self.year + steps, self.first_month, self.last_month)
        year, month = divmod((self.year * 12 + self.first_month - 1) + steps * length, 12)
        return Period(year, month + 1, month + length)

    def __str__(self) -> str:
        return self.code


def parse_period(text: str) -> Period:
    """Return the period of a code: 2024-01, 2024-Q1, 2024-H2, 2024-9M or 2024; raises PeriodError."""
    found = _CODE.fullmatch(text.strip().upper())
    if not found or not 1900 <= int(found[1]) <= 2999:
        raise PeriodError(text)
    year = int(found[1])
    if found[2]:
        return Period(year, int(found[2]), int(found[2]))
    if found[3]:
        return Period(year, int(found[3]) * 3 - 2, int(found[3]) * 3)
    if found[4]:
        return Period(year, int(found[4]) * 6 - 5, int(found[4]) * 6)
    return Period(year, 1, 9 if found[5] else 12)


def named_in(text: str, but: Period) -> Period | None:
    """Return the month that a file's path names, other than `but`; the last one named counts."""
    for code in reversed(_NAMED.findall(text)):
        found = parse_period(code)
        if found != but:
            return found
    return None


def month_of(day: dt.date) -> Period:
    """Return the calendar month that a day lies in."""
    return Period(day.year, day.month, day.month)
