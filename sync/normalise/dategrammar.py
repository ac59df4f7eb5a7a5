"""How a day is written in Vietnamese texts: one match at one place, on bare letters (see `searching`)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_NUMBER = r"[0-9] ?[0-9]?"
_YEAR = r"(?:(?:1[89]|20) ?[0-9] ?[0-9])(?![0-9])"
_SPACE = r"\s{0,3}"
_MONTH_NAMES = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_MONTH = rf"{_NUMBER}|(?:muoi (?:mot|hai)|muoi|gieng|mot|hai|ba|tu|nam(?=\s{{1,3}}nam)|sau|bay|tam|chin|chap)\b"
# "03 tháng 01 năm 2024", "07tháng 3năm 2002", "30 tháng Tư, năm 1975", "22 tháng 9/2023"
_IN_WORDS = re.compile(
    rf"({_NUMBER}){_SPACE}thang{_SPACE}({_MONTH})(?:{_SPACE},?{_SPACE}nam{_SPACE}|{_SPACE}[/\-.,]?{_SPACE})({_YEAR})"
)
_IN_WORDS_SHORT = re.compile(
    rf"({_NUMBER}){_SPACE}thang{_SPACE}({_MONTH}){_SPACE},?{_SPACE}nam{_SPACE}([0-9]{{2}})(?![0-9])"
)
# "3/1/2024", "03.01.2024", "01/ 7 /2004", "31-4-2004", "22/9 năm 2023"
_IN_DIGITS = re.compile(rf"({_NUMBER}){_SPACE}[/.\-]{_SPACE}({_NUMBER}){_SPACE}(?:[/.\-]|nam){_SPACE}({_YEAR})")
_IN_DIGITS_SHORT = re.compile(rf"({_NUMBER}){_SPACE}([/.\-]){_SPACE}({_NUMBER}){_SPACE}\2{_SPACE}([0-9]{{2}})(?![0-9])")
_YEAR_FIRST = re.compile(r"((?:1[89]|20)[0-9]{2})([/\-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
# What stands after "ngày" and lacks a day, a month or a year.
_INCOMPLETE = re.compile(
    rf"[0-9]{{1,2}}{_SPACE}thang{_SPACE}(?:{_MONTH})|[0-9]{{1,2}}{_SPACE}[/\-.]{_SPACE}[0-9]{{1,2}}(?![0-9])"
    rf"|[.…_/\s]{{0,40}}thang{_SPACE}[0-9.…_]{{1,9}}(?:{_SPACE}nam{_SPACE}[0-9.…_]{{1,9}})?"
    rf"|[.…_]{{0,9}}/{_SPACE}[0-9.…_]{{1,9}}{_SPACE}/{_SPACE}[0-9]{{4}}|[0-9]{{1,2}}(?![0-9])"
)
# Days before the last one of a row, which lack what that one has: "06 và", "3, 4 và", "06/11, ngày".
_IN_A_ROW = re.compile(
    rf"(?:[0-9]{{1,2}}(?:{_SPACE}[/.\-]{_SPACE}[0-9]{{1,2}})?{_SPACE}(?:,|;|va(?![a-z])|,{_SPACE}va(?![a-z])){_SPACE}"
    rf"(?:ngay{_SPACE})?){{1,5}}(?=[0-9])"
)
_AND = re.compile(rf"{_SPACE}(?:,|;|va(?![a-z])|,{_SPACE}va(?![a-z])){_SPACE}(?:ngay{_SPACE})?(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it stands from `start` to `end`: its date, or what keeps it from being one.

    `problem` is "incomplete" ("22/9"), "impossible" ("31-4-2004"), "shared" (`match_days`) or None.
    """

    start: int
    end: int
    value: dt.date | None
    problem: str | None = None


def full_year(digits: str) -> int:
    """Return the year that `digits` (four, or the last two) stand for: "98" → 1998, "24" → 2024."""
    year = int(digits.replace(" ", ""))
    if year >= 100:
        return year
    return year + (2000 if year < 50 else 1900)


def match_day(letters: str, place: int) -> Day | None:
    """Return the full day that begins at `place` of the bare `letters`, possible or not, or None."""
    if found := _IN_WORDS.match(letters, place) or _IN_WORDS_SHORT.match(letters, place):
        return _day(place, found.end(), found[1], found[2], found[3])
    if found := _YEAR_FIRST.match(letters, place):
        return _day(place, found.end(), found[4], found[3], found[1])
    if found := _IN_DIGITS.match(letters, place):
        return _day(place, found.end(), found[1], found[2], found[3])
    if found := _IN_DIGITS_SHORT.match(letters, place):
        return _day(place, found.end(), found[1], found[3], found[4])
    return None


def match_incomplete(letters: str, place: int) -> Day | None:
    """Return what stands after the word "ngày" where day, month or year is missing ("22/9", "… tháng 01 năm 2024")."""
    found = _INCOMPLETE.match(letters, place)
    if not found or not any(sign in found[0] for sign in "0123456789.…_t"):
        return None
    return Day(place, place + len(found[0].rstrip()), None, "incomplete")


def match_days(letters: str, place: int) -> Day | None:
    """Return days in a row that have one month or year together: "06 và 11/11/2026", "3, 4 và 9/11/2026", or None.

    The problem is "shared": which of them is a document's own is not said.
    """
    row = _IN_A_ROW.match(letters, place)
    last = match_day(letters, row.end()) if row else None
    return Day(place, last.end, None, "shared") if last and last.value else None


def match_in_turn(letters: str, place: int) -> Day | None:
    """Return the days of several documents told one after the other behind "lần lượt ngày", or None: "shared" too."""
    first = last = match_days(letters, place) or match_day(letters, place)
    while last and (joint := _AND.match(letters, last.end)) and (following := match_day(letters, joint.end())):
        last = following
    return Day(place, last.end, None, "shared") if first and last else None


def month_number(written: str) -> int:
    """Return the month that digits or a bare name ("giêng" as "gieng") stand for."""
    named = _MONTH_NAMES.get(" ".join(written.split()))
    return named if named else int("".join(written.split()))


def _day(start: int, end: int, day: str, month: str, year: str) -> Day:
    try:
        return Day(start, end, dt.date(full_year(year), month_number(month), int(day.replace(" ", ""))))
    except ValueError:
        return Day(start, end, None, "impossible")
