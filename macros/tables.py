"""A table of the clerk's workbook as it stands in the open book: its rows by heading, wherever they were moved to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.layout import NO, YES, Column, Table
from macros.quick import xw
from sheets.grid import column_letters
from sheets.text import fold

_SEARCHED = 30  # rows below the place of the headings that are looked through for them
_WIDEST = 100  # columns in which headings are looked for
_CHUNK = 1000  # rows that are read at once
TEXTS = frozenset({"text", "longtext"})


class HeadingError(Exception):
    """A sheet on which a heading is missing, or that is gone itself: nothing of it can be read."""

    def __init__(self, sheet: str, heading: str = "") -> None:
        super().__init__(f"{sheet}: {heading or 'gone'}")
        self.code = "typed-no-heading" if heading else "typed-no-sheet"
        self.facts = {"sheet": sheet, "heading": heading}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: the row of its headings, and the column of each of its columns, both from 1.

    `last_row` is the last one of the sheet that holds or looks like something.
    """

    table: Table
    sheet: xw.Sheet
    heading_row: int
    columns: Mapping[str, int]
    last_row: int

    @property
    def first_row(self) -> int:
        """The first row below the headings."""
        return self.heading_row + 1

    def address(self, row: int, key: str) -> str:
        """Return a cell's address as people read it: E12."""
        return f"{column_letters(self.columns[key])}{row}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the sheet: its number, and its cells by column; texts letter for letter."""

    row: int
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells[key]


def place_of(book: xw.Book, table: Table) -> Place:
    """Find a table by the texts of its headings; raises HeadingError where one is missing."""
    if not has_sheet(book, table.sheet):
        raise HeadingError(table.sheet)
    sheet = book.sheets[table.sheet]
    used = sheet.used_range
    width = max(len(table.columns), min(used.column + used.shape[1] - 1, _WIDEST))
    wanted = {fold(column.heading): column.key for column in table.columns}

    def look(top: int, bottom: int) -> list[dict[str, int]]:
        rows = grid(sheet, top, 1, bottom, width)
        return [{wanted[name]: at for at, name in _names(row) if name in wanted} for row in rows]

    at = table.heading_row
    (columns,) = look(at, at)
    if len(columns) < len(table.columns):  # she put rows in, or took some out, above
        found = look(1, table.heading_row + _SEARCHED)
        at = 1 + max(range(len(found)), key=lambda n: (len(found[n]), -abs(n + 1 - table.heading_row)))
        columns = found[at - 1]
    missing = next((column for column in table.columns if column.key not in columns), None)
    if missing:
        raise HeadingError(table.sheet, missing.heading)
    return Place(table, sheet, at, columns, used.row + used.shape[0] - 1)


def has_sheet(book: xw.Book, title: str) -> bool:
    """Say whether a workbook has a sheet; `title in book.sheets` is never true in xlwings for Excel."""
    return any(sheet.name == title for sheet in book.sheets)


def _names(row: Sequence[object]) -> Iterator[tuple[int, str]]:
    """Yield number and folded text of each cell, the last first: of two alike the one to the left counts."""
    for at in range(len(row), 0, -1):
        yield at, fold(str(row[at - 1]))


def lines(place: Place) -> tuple[Line, ...]:
    """Return the rows that hold something, hidden and filtered ones among them, from top to bottom."""
    left, right = min(place.columns.values()), max(place.columns.values())
    found: list[Line] = []
    for top in range(place.first_row, place.last_row + 1, _CHUNK):
        bottom = min(top + _CHUNK - 1, place.last_row)
        read = [
            _line(place, top + at, left, *row) for at, row in enumerate(_typed(place.sheet, top, left, bottom, right))
        ]
        filled = [line for line in read if any(line.cells.values())]
        found += filled
        if not filled:  # a stray cell far below is no row of the table
            break
    return tuple(found)


def _typed(
    sheet: xw.Sheet, top: int, left: int, bottom: int, right: int
) -> Iterator[tuple[Sequence[object], Sequence[object]]]:
    """Yield rows twice: what they show, and what was entered."""
    cells = sheet.range((top, left), (bottom, right))
    shown = cells.options(ndim=2, empty="").value
    entered = cells.formula
    several = isinstance(entered, tuple | list)
    yield from zip(shown, entered if several else [[entered]], strict=True)


def _line(place: Place, row: int, left: int, shown: Sequence[object], entered: Sequence[object]) -> Line:
    cells = {}
    for column in place.table.columns:
        at = place.columns[column.key] - left
        cells[column.key] = _letters(column, shown[at], entered[at])
    return Line(row, cells)


def _letters(column: Column, shown: object, entered: object) -> str:
    """Return a cell as text; of a formula where words are expected the formula: nobody meant to calculate there."""
    if column.typed and column.kind in TEXTS and isinstance(entered, str) and entered.startswith("="):
        return entered
    return text_of(shown)


def text_of(value: object) -> str:
    """Return what a cell holds as the clerk would write it."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return repr(value).replace(".", ",")
        case dt.datetime() if value.time() == dt.time():
            return f"{value:%d/%m/%Y}"
        case dt.datetime():
            return f"{value:%d/%m/%Y %H:%M}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def grid(sheet: xw.Sheet, top: int, left: int, bottom: int, right: int) -> list[list[object]]:
    """Return the values of a rectangle of cells, "" for an empty one."""
    found: list[list[object]] = sheet.range((top, left), (bottom, right)).options(ndim=2, empty="").value
    return found
