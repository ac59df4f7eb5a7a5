"""One cell understood: its text, number, date or choice, and the problems met on the way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from sheets.grid import Cell, Mark, Place
from sheets.text import clean, fold
from sync.model.messages.pieces import OR, WHICH
from sync.model.records import Problem
from sync.normalise.dates import parse_date
from sync.normalise.legacy import to_unicode
from sync.normalise.numbers import Quantity, from_cell, parse_number
from sync.normalise.parsed import Parsed
from sync.normalise.units import is_count, scaled

V = TypeVar("V", bound=str)


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell's text, clean Unicode without legacy fonts, and what was met while reading it."""

    text: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number cell: value None where it is blank or cannot be read; `typed` is what a person sees there."""

    value: Decimal | None
    typed: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CellDate:
    """A date cell: value None where it is blank or no date."""

    value: dt.date | None
    typed: str
    problems: tuple[Problem, ...] = ()


_FOREIGN = {Mark.FOREIGN, Mark.FOREIGN_BEFORE}
_NO_TEXT = CellText("")
_YEARS = range(1945, 2100)
# Words behind a figure by which staff say that it may still change: "147 (dự kiến)".
_UNSURE = re.compile(
    r"\b(?:dự kiến|dự ước|ước|tạm tính|tạm|sơ bộ|chưa (?:chốt|chính thức|chính xác|đủ|đầy đủ|xong)|chờ|có thể)\b|\?\s*$"
)

_MARK_PROBLEMS = {
    Mark.ERROR: "excel-error",
    Mark.UNCALCULATED: "not-calculated",
    Mark.EXTERNAL: "external-value",
    Mark.PARTLY_STRUCK: "struck-text",
    Mark.STRUCK: "struck-cell",
    Mark.HIDDEN: "hidden-row",
    Mark.PICTURE: "picture",
}


def read_text(cell: Cell, place: Place) -> CellText:
    """Return the text of a cell: legacy fonts converted, cleaned; a number as it is shown, a date as dd/mm/yyyy.

    What is wholly struck out is no text.
    """
    if not cell.marks and cell.value is None:
        return _NO_TEXT
    problems = list(_marked(cell, place))
    if Mark.STRUCK in cell.marks:
        return CellText("", tuple(problems))
    if isinstance(cell.value, str):
        converted = to_unicode(cell.value, "+".join(cell.fonts) or None)
        text = clean(converted.text)
        if converted.changed:
            problems.append(
                Problem("legacy-font", place, (("encoding", _ENCODINGS[converted.encoding]), ("read", shortened(text))))
            )
    else:
        text = clean(_as_shown(cell))
        problems.extend(_other_day(cell, place))
    return CellText(text, tuple(problems))


# What people call the encodings that old fonts were typed in.
_ENCODINGS = {"TCVN3": "TCVN3", "TCVN3-H": "TCVN3", "VNI": "VNI", "MIXED": "lẫn lộn", "UNICODE": "Unicode"}


def read_words(cell: Cell, place: Place) -> CellText:
    """Return the text of a cell that must hold words: a number, date or truth value there is a problem."""
    read = read_text(cell, place)
    if cell.value is None or isinstance(cell.value, str) or not read.text:
        return read
    return CellText(read.text, (*read.problems, Problem("not-text", place, (("typed", shortened(read.text)),))))


def struck_row(cell: Cell, place: Place) -> Problem:
    """Return the problem of a row that is left out because its text is wholly struck out."""
    return Problem("struck-row", place, (("typed", shortened(_as_shown(cell))),))


def read_number(cell: Cell, place: Place, unit: str) -> CellNumber:
    """Return the number of a cell under its unit; what form and unit cannot decide is a problem that asks.

    What is wholly struck out is no number.
    """
    typed = _as_shown(cell)
    problems = list(_marked(cell, place))
    if cell.blank or cell.marks & {Mark.ERROR, Mark.UNCALCULATED, Mark.STRUCK}:
        return CellNumber(None, typed, tuple(problems))
    if isinstance(cell.value, Decimal):
        parsed = from_cell(cell.value, unit, cell.shown or None)
        if cell.marks & _FOREIGN and parsed.problem is None and parsed.value is not None:
            value, asked_about = _by_locale(parsed.value.value, place, unit, before=Mark.FOREIGN not in cell.marks)
            return CellNumber(value, typed, (*problems, *asked_about))
    elif isinstance(cell.value, str):
        parsed = parse_number(clean(cell.value), unit)
    else:
        return CellNumber(None, typed, (*problems, Problem("not-a-number", place, (("typed", shortened(typed)),))))
    # What the format rounds away is what the question is about.
    asked = _plain(cell.value) if isinstance(cell.value, Decimal) else typed
    if isinstance(cell.value, str) and parsed.value is not None and _UNSURE.search(fold(typed)):
        parsed = replace(parsed, value=replace(parsed.value, approximate=True))
    value, problem = _decided(parsed, place, (("typed", shortened(asked)), ("unit", unit)))
    return CellNumber(value, typed, (*problems, problem) if problem else tuple(problems))


def _by_locale(value: Decimal, place: Place, unit: str, *, before: bool) -> tuple[Decimal | None, tuple[Problem, ...]]:
    """Return a number that a sheet of foreign habits made of what was typed, and what is to be asked about it.

    Of 1.007, a Vietnamese hand most likely meant 1007: no value; but where the sheet's language was changed since
    (`before`), who typed the same again can't be told from who typed nothing, and may confirm it. A whole number is
    kept, and asked about where a comma may have been lost: "1,5" became 15, "1,007" became 1007. What is counted, and
    đồng, has no decimals to lose.
    """
    if value != value.to_integral_value():
        facts = (("read", _plain(value)), ("other", _plain(value * 1000)), ("unit", unit))
        if before:
            return value, (Problem("foreign-before", place, facts),)
        return None, (Problem("foreign-decimal", place, facts),)
    if is_count(unit) or (unit and scaled(unit) == scaled("đồng")):
        return value, ()
    meant = [value.scaleb(-decimals) for decimals in (3, 2, 1) if decimals == 1 or abs(value) >= 10**decimals]
    others = OR.join(_plain(other) for other in meant)
    return value, (Problem("foreign-whole", place, (("read", _plain(value)), ("other", others), ("unit", unit))),)


def _decided(
    parsed: Parsed[Quantity], place: Place, facts: tuple[tuple[str, str], ...]
) -> tuple[Decimal | None, Problem | None]:
    """Return the value of a parsed number, and what must be asked about it or None."""
    value = parsed.value.value if parsed.value is not None else None
    if parsed.problem == "fraction-under-count" and not _may_be_thousands(parsed):
        return None, Problem("fraction-under-count", place, facts)
    if parsed.problem is not None and parsed.choices:
        choices = WHICH.join(_plain(choice.value) for choice in parsed.choices)
        return None, Problem("ambiguous-number", place, (*facts, ("choices", choices)))
    if value is None:
        return None, Problem("not-a-number", place, facts)
    if parsed.problem is not None:
        return value, Problem("odd-number", place, (*facts, ("read", _plain(value))))
    if parsed.value is not None and parsed.value.approximate:
        return value, Problem("approximate-number", place, (*facts, ("read", _plain(value))))
    return value, None


def _may_be_thousands(parsed: Parsed[Quantity]) -> bool:
    """True where exactly three decimals may be a group that a point parted ("1.007" is 1007), not those of 92,5."""
    return min(choice.value for choice in parsed.choices).as_tuple().exponent == -3 if parsed.choices else False


def read_date(cell: Cell, place: Place) -> CellDate:
    """Return the date of a cell; text is read day first."""
    typed = _as_shown(cell)
    problems = list(_marked(cell, place))
    if cell.blank or Mark.STRUCK in cell.marks:
        return CellDate(None, typed, tuple(problems))
    value = cell.value
    if isinstance(value, dt.date) and value.year in _YEARS:
        day = value.date() if isinstance(value, dt.datetime) else value
        return CellDate(day, typed, (*problems, *_other_day(cell, place)))
    if isinstance(value, str | Decimal):
        parsed = parse_date(clean(value) if isinstance(value, str) else value)
        # a number that is shown as one, and would be a day of no office: "5.3.2026" taken for 532026
        likely = isinstance(value, str) or (parsed.value is not None and parsed.value.year in _YEARS)
        if parsed.value is not None and parsed.problem is None and likely:
            return CellDate(parsed.value, typed, tuple(problems))
    return CellDate(None, typed, (*problems, Problem("not-a-date", place, (("typed", shortened(typed)),))))


def _other_day(cell: Cell, place: Place) -> Iterator[Problem]:
    """Yield the question about a date whose day and month a sheet of foreign habits may have exchanged."""
    if cell.marks & _FOREIGN and isinstance(cell.value, dt.date):
        swapped = cell.value.replace(day=cell.value.month, month=cell.value.day)
        yield Problem("ambiguous-date", place, (("read", _day(cell.value)), ("other", _day(swapped))))


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def choose(text: str, choices: Mapping[str, V]) -> V | None:
    """Return the value whose label (folded: case, accents' place, spaces) is `text`, or None."""
    return choices.get(fold(text).rstrip(" :."))


def folded_choices(labels: Mapping[str, V]) -> dict[str, V]:
    """Return label → value with the labels folded as `choose` compares them."""
    return {fold(label).rstrip(" :."): value for label, value in labels.items()}


def shortened(text: str) -> str:
    """Return the beginning of a text, in one line, for a sentence that quotes it."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def _marked(cell: Cell, place: Place) -> Iterator[Problem]:
    if not cell.marks:
        return
    for mark in sorted(cell.marks, key=lambda m: m.value):
        code = _MARK_PROBLEMS.get(mark)
        if code:
            yield Problem(code, place, (("typed", shortened(_as_shown(cell))),))


def _as_shown(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, dt.date):  # a datetime is one too; its format may be of any language
        return value.strftime("%d/%m/%Y")
    if cell.shown:
        return cell.shown
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
