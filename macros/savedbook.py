"""A saved workbook of the clerk's, read by our own reader: what takes in what was typed sees it as an open one.

Only what reading asks for is there: sheets by title, the used range, and the values of a rectangle of cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from macros.layout import SETTINGS_SHEET
from sheets.excel.looks import SIGNS
from sheets.grid import BLANK, Book, Cell, Grid

Corner = tuple[int, int]
_SIGN = f" {SIGNS['yes']}"  # a format shows it behind what may be typed in; an .ods has it in the words themselves


@dataclass(frozen=True, slots=True)
class SavedCells:
    """A rectangle of cells: its values row by row, "" for an empty one."""

    grid: Grid
    first: Corner
    last: Corner

    def options(self, **_: object) -> SavedCells:
        """Return itself: rows and empty cells are told as they are asked for."""
        return self

    @property
    def value(self) -> list[list[object]]:
        """What the cells show."""
        rows, columns = range(self.first[0], self.last[0] + 1), range(self.first[1], self.last[1] + 1)
        return [[_value(self.grid.cells.get((row, column), BLANK)) for column in columns] for row in rows]

    formula = value  # words are kept in cells of text: whatever begins with "=" there is what was typed

    @property
    def row(self) -> int:
        """The first row."""
        return self.first[0]

    @property
    def column(self) -> int:
        """The first column."""
        return self.first[1]

    @property
    def shape(self) -> Corner:
        """How many rows and columns."""
        return self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """A sheet."""

    grid: Grid

    @property
    def name(self) -> str:
        """Its title."""
        return self.grid.tab

    @property
    def used_range(self) -> SavedCells:
        """The cells from the first to the last that hold anything."""
        last = self.grid.last_row, max((column for _, column in self.grid.cells), default=0)
        return SavedCells(self.grid, (1, 1), (max(last[0], 1), max(last[1], 1)))

    def range(self, first: Corner, last: Corner | None = None) -> SavedCells:
        """Return a rectangle of cells."""
        return SavedCells(self.grid, first, last or first)


@dataclass(frozen=True, slots=True)
class SavedSheets:
    """The sheets, in their order and by title."""

    book: Book

    def __iter__(self) -> Iterator[SavedSheet]:
        return map(SavedSheet, self.book.grids)

    def __getitem__(self, title: str) -> SavedSheet:
        return next(sheet for sheet in self if sheet.name == title)


@dataclass(frozen=True, slots=True)
class SavedBook:
    """The workbook."""

    book: Book

    @property
    def sheets(self) -> SavedSheets:
        """Its sheets."""
        return SavedSheets(self.book)

    def setting(self, name: str) -> str:
        """Return what stands beside a name on the hidden sheet of settings, "" where there is none."""
        return self.beside(SETTINGS_SHEET, name)

    def beside(self, title: str, label: str) -> str:
        """Return what stands to the right of a label in the first column of a sheet, "" where there is none."""
        grid = self.book.grid(title)
        if grid is None:
            return ""
        rows = (row for (row, column), cell in grid.cells.items() if column == 1 and _value(cell) == label)
        row = next(rows, None)
        return "" if row is None else str(_value(grid[row, 2])).strip()


def _value(cell: Cell) -> object:
    """Return what a cell holds as the spreadsheet programs hand it over."""
    match cell.value:
        case None:
            return ""
        case str():
            return cell.value.removesuffix(_SIGN)
        case Decimal():
            return float(cell.value)
        case dt.datetime():
            return cell.value
        case dt.date():
            return dt.datetime(cell.value.year, cell.value.month, cell.value.day)
    return cell.value
