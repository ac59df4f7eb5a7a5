"""Texts of config.yaml → numbers, days and periods of validity."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from sheets.text import plain
from sync.model.outline import Validity
from sync.model.period import PeriodError, parse_period

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,6})?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}|[+-]?\d{1,3}(?:([., ])\d{3})(?:\1\d{3})+")


def day(text: str) -> dt.date | None:
    """Return the day of 22/01/2024 or 2024-01-22, or None."""
    found = _DAY_FIRST.fullmatch(text)
    parts = (found[3], found[2], found[1]) if found else None
    if not parts:
        found = _YEAR_FIRST.fullmatch(text)
        parts = (found[1], found[2], found[3]) if found else None
    try:
        return dt.date(int(parts[0]), int(parts[1]), int(parts[2])) if parts else None
    except ValueError:
        return None


def number(text: str) -> Decimal | None:
    """Return the number of 1500, 1500,5 or 1500.5, or None; what may be grouped (1.500) is never guessed."""
    if is_grouped(text) or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


def is_grouped(text: str) -> bool:
    """Tell whether a number can be read as grouped by thousands: 1.500, 1,500, 12.000.000."""
    return _GROUPED.fullmatch(text) is not None


def validity(text: str) -> Validity | None:
    """Return the validity of one period code, or of a range of codes or days with either end open; else None."""
    if ".." not in text:
        ends = _ends(text)
        return Validity(*ends) if ends else None
    first, _, last = (part.strip() for part in text.partition(".."))
    start, end = _ends(first), _ends(last)
    if (first and not start) or (last and not end) or not (first or last):
        return None
    return Validity(start[0] if start else None, end[1] if end else None)


def near(word: str, allowed: list[str]) -> str | None:
    """Return what was meant by a misspelt word, or None; compared without case, diacritics and odd spaces."""
    from rapidfuzz import fuzz, process  # most configs have no misspelt word

    folded = {name: plain(name) for name in allowed}
    found = process.extractOne(plain(word), folded, scorer=fuzz.ratio, score_cutoff=70)
    return found[2] if found else None


def _ends(text: str) -> tuple[dt.date, dt.date] | None:
    one = day(text)
    if one:
        return one, one
    try:
        period = parse_period(text)
    except PeriodError:
        return None
    return period.first_day, period.last_day
