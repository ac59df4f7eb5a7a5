"""Months, quarters and years as texts name them: what a report that was copied from another period still says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sync.normalise.dategrammar import full_year, match_day
from sync.normalise.parsed import Parsed
from sync.normalise.searching import Searchable, bare, searchable

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_QUARTERS = {"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4}
_PERIOD = re.compile(
    r"(?<![a-z0-9])(?:"
    r"(?P<range>(?:tu nam|giai doan|nam|nhiem ky|ky|thoi ky)\s{1,2}"
    rf"(?P<from>{_YEAR})\s{{0,2}}(?:-|den|den nam)\s{{0,2}}(?P<to>{_YEAR}))"
    r"|(?P<span>(?P<many>[0-9]{1,2}|sau|chin|ba)\s{1,2}thang\s{1,2}(?:(?P<part>dau|cuoi)|(?=nam\s[0-9]{4}))"
    rf"(?:\s{{0,2}}nam)?(?:\s{{1,2}}(?P<span_year>{_YEAR}))?)"
    r"|(?P<month>thang\s{0,2}(?P<m>[0-9]{1,2})(?![0-9])"
    rf"(?:\s{{0,2}}(?:/|-|,?\s{{0,2}}nam)\s{{0,2}}(?P<month_year>{_YEAR}))?)"
    r"|(?P<quarter>quy\s{0,2}(?P<q>iv|i{1,3}|[1-4])(?![a-z0-9])"
    rf"(?:\s{{0,2}}(?:/|-|,?\s{{0,2}}nam)\s{{0,2}}(?P<quarter_year>{_YEAR}))?)"
    rf"|(?P<year>nam\s{{1,2}}(?P<y>{_YEAR}))"
    r")"
)
_MANY = {"sau": 6, "chin": 9, "ba": 3}
_MONTH_ALONE = re.compile(rf"(?:thang\s*)?([0-9]{{1,2}})\s*(?:/|-|\.|,?\s*nam)\s*({_YEAR})\.?")
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{2})")
_BARE_MONTH = re.compile(r"thang\s*[0-9]{1,2}|(?:nam\s*)?(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class FoundMonth:
    """A period named in a text: a month, a quarter, a year, some months of a year, or a range of years.

    `last_year` is set where it is a range ("giai đoạn 2018 - 2022"); `months` where it is several months
    of a year (1 to 6 for "6 tháng đầu năm 2024"). `start` and `end` are places in the text as given.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    quarter: int | None = None
    last_year: int | None = None
    months: tuple[int, int] | None = None

    @property
    def is_range(self) -> bool:
        """True for a range of years."""
        return self.last_year is not None


def parse_month(value: str) -> Parsed[tuple[int, int]]:
    """Return (year, month) of "tháng 01/2024", "01/2024", "tháng 1 năm 2024" or "2024-01".

    Problems: "incomplete-month" (no year, or only a year), "impossible-month", "not-a-month".
    """
    letters = bare(searchable(value).text).strip()
    if found := _ISO_MONTH.fullmatch(letters):
        return _month(found[1], found[2])
    if found := _MONTH_ALONE.fullmatch(letters):
        return _month(found[2], found[1])
    return Parsed(None, "incomplete-month" if _BARE_MONTH.fullmatch(letters) else "not-a-month")


def _month(year: str, month: str) -> Parsed[tuple[int, int]]:
    if 1 <= int(month) <= 12:
        return Parsed((int(year), int(month)))
    return Parsed(None, "impossible-month")


def find_months(text: str) -> list[FoundMonth]:
    """Return the periods that `text` names, in order; a month that is part of a full date is none of them."""
    given = searchable(text)
    letters = bare(given.text)
    if not any(word in letters for word in ("thang", "quy", "nam", "giai doan", "ky")):
        return []
    return [_in_place(period, given, text) for period in _periods(letters)]


def _in_place(period: FoundMonth, given: Searchable, text: str) -> FoundMonth:
    start, end = given.original(period.start), given.original(period.end)
    return replace(period, start=start, end=end, text=text[start:end])


def _periods(letters: str) -> Iterator[FoundMonth]:
    for found in _PERIOD.finditer(letters):
        if not _within_a_day(letters, found.start()) and (period := _period(found)):
            yield period


def _period(found: re.Match[str]) -> FoundMonth | None:
    start, end, text = found.start(), found.end(), found[0]
    if found["range"]:
        return FoundMonth(start, end, text, year=int(found["from"]), last_year=int(found["to"]))
    if found["span"]:
        return _some_months(found)
    if found["month"]:
        month = int(found["m"])
        return FoundMonth(start, end, text, _int(found["month_year"]), month) if 1 <= month <= 12 else None
    if found["quarter"]:
        return FoundMonth(start, end, text, _int(found["quarter_year"]), quarter=_QUARTERS[found["q"]])
    return FoundMonth(start, end, text, year=int(found["y"]))


def _some_months(found: re.Match[str]) -> FoundMonth | None:
    many = _MANY.get(found["many"]) or int(found["many"])
    if not 1 <= many <= 12:
        return None
    months = (1, many) if found["part"] != "cuoi" else (13 - many, 12)
    return FoundMonth(found.start(), found.end(), found[0].rstrip(), _int(found["span_year"]), months=months)


def _int(digits: str | None) -> int | None:
    return full_year(digits) if digits else None


def _within_a_day(letters: str, place: int) -> bool:
    """True where the "tháng" or "năm" at `place` belongs to a full day that begins before it."""
    before = max(0, place - 16)
    digits = [i for i in range(before, place) if letters[i].isdigit() and not letters[i - 1 : i].isdigit()]
    return any((day := match_day(letters, i)) is not None and day.end > place for i in digits)
