"""Cells of LibreOffice as Python values, and back: pure functions, no LibreOffice needed.

LibreOffice hands over numbers and texts only; that a number is a date or a truth value stands in its number format.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from macros.libreoffice.uno_types import Value

# com.sun.star.util.NumberFormat
DATE, TEXT, LOGICAL = 2, 256, 1024

Plain = str | float | bool | dt.datetime | None

# A text that a spreadsheet would take for something else if somebody typed it: a formula, a number, a date, a sign
# that is eaten. Cells that are formatted as text keep it; the others do with it what Excel does.
_TYPED = re.compile(r"[=+\-@'.,(%$€₫]|\d|(?:true|false)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle of cells with one number format, counted from 0 within the range that is read or written."""

    top: int
    left: int
    bottom: int
    right: int
    kind: int
    """The flags of the format (com.sun.star.util.NumberFormat)."""

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Written:
    """What has to be done to put values into cells: all at once, then cell by cell."""

    rows: tuple[tuple[Value, ...], ...]
    typed: tuple[tuple[int, int, str], ...]
    """Texts to be entered as if they were typed: row, column, text."""
    formats: tuple[tuple[int, int, str], ...]
    """Number formats that the new values need to be read back as what they are: row, column, code."""


def read(rows: Sequence[Sequence[Value]], patches: Sequence[Patch], zero: dt.date) -> list[list[Plain]]:
    """Return what cells hold: text as str, numbers as float, dates as datetime, truth values as bool, else None.

    `zero` is the document's day 0. Errors (#DIV/0!) are None, as xlwings has it.
    """
    found: list[list[Plain]] = [[None if value == "" else value for value in row] for row in rows]
    for patch in patches:
        turn = _turning(patch.kind, zero)
        if turn is None:
            continue
        for row in found[patch.top : patch.bottom + 1]:
            for column in range(patch.left, patch.right + 1):
                value = row[column]
                if isinstance(value, float):
                    row[column] = turn(value)
    return found


def written(rows: Sequence[Sequence[object]], patches: Sequence[Patch], zero: dt.date) -> Written:
    """Return how to put values into cells; raises TypeError for a value that no cell can hold."""
    plain: list[tuple[Value, ...]] = []
    typed: list[tuple[int, int, str]] = []
    formats: list[tuple[int, int, str]] = []
    for r, row in enumerate(rows):
        line: list[Value] = []
        for c, value in enumerate(row):
            cell, code = _cell(value, zero)
            line.append(cell)
            if code is None and not (isinstance(cell, str) and _TYPED.match(cell)):
                continue
            patch = next((one for one in patches if one.holds(r, c)), None)
            if code is None:
                if patch is None or not patch.kind & TEXT:
                    typed.append((r, c, str(cell)))
            elif patch is None or not _fits(patch, code):
                formats.append((r, c, code))
        plain.append(tuple(line))
    return Written(tuple(plain), tuple(typed), tuple(formats))


def asks_format(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, int]]:
    """Yield row and column of each value that is put into its cell in one way or another after the cell's format."""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, bool | dt.date) or (isinstance(value, str) and _TYPED.match(value)):
                yield r, c


def runs(cells: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Put texts together that stand under each other: the first one's row, the column, the texts from there down.

    Each call to LibreOffice takes as long for one cell as for a column.
    """
    start, texts = (0, 0), list[str]()
    for column, row, text in sorted((column, row, text) for row, column, text in cells):
        if texts and (row, column) == (start[0] + len(texts), start[1]):
            texts.append(text)
            continue
        if texts:
            yield *start, texts
        start, texts = (row, column), [text]
    if texts:
        yield *start, texts


def lines(text: str) -> str:
    """Return a text with the one kind of line break that a cell has."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _turning(kind: int, zero: dt.date) -> Callable[[float], Plain] | None:
    if kind & DATE:
        return lambda value: _moment(value, zero)
    if kind & LOGICAL:
        return lambda value: bool(value) if value in (0.0, 1.0) else value
    return None


def _moment(serial: float, zero: dt.date) -> dt.datetime | float:
    """Return the moment that a serial number stands for, to the millisecond; a number beyond the calendar stays one."""
    start = dt.datetime(zero.year, zero.month, zero.day)
    try:
        return start + dt.timedelta(milliseconds=round(serial * 86_400_000))
    except OverflowError:
        return serial


def _cell(value: object, zero: dt.date) -> tuple[Value, str | None]:
    """Return what a cell gets, and the number format without which it would be read as something else."""
    match value:
        case None:
            return "", None
        case str():
            return lines(value), None
        case bool():
            return float(value), "BOOLEAN"
        case dt.datetime():
            passed = value.replace(tzinfo=None) - dt.datetime(zero.year, zero.month, zero.day)
            return passed / dt.timedelta(days=1), "DD/MM/YYYY HH:MM" if value.time() != dt.time() else "DD/MM/YYYY"
        case dt.date():
            return float((value - zero).days), "DD/MM/YYYY"
        case int() | float() | Decimal():
            number = float(value)
            return ("" if math.isnan(number) else number), None
    raise TypeError(f"a cell cannot hold {type(value).__name__}")


def _fits(patch: Patch, code: str) -> bool:
    return bool(patch.kind & (LOGICAL if code == "BOOLEAN" else DATE))
