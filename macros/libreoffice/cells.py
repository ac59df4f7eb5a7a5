"""A rectangle of cells in LibreOffice, as xlwings' Range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from macros.libreoffice.bridge import UnoError, uno
from macros.libreoffice.font import Font
from macros.libreoffice.formats import common, numbers, patches
from macros.libreoffice.links import from_link, to_link
from macros.libreoffice.values import Plain, asks_format, lines, read, runs, written
from macros.quick import base_classes
from sheets.grid import column_letters

if TYPE_CHECKING:
    from macros.libreoffice.sheet import Sheet
    from macros.libreoffice.uno_types import Area, Cell, CellRange, Value

# com.sun.star.sheet.CellFlags: values, dates, texts, formulas (comments and formats stay).
_CONTENTS = 1 | 2 | 4 | 16
_FORMULAS = 16
_FORMULA_SIGNS = ("=", "{=")  # so does a text begin that looks like one

# One hundredth of a millimetre is LibreOffice's unit, a point 1/72 inch is Excel's; a column's width is counted in
# characters of the normal font (7 pixels of 1/96 inch, and 5 pixels of padding, as Excel has it for Calibri 11).
_POINT = 2540 / 72
_PIXEL = 2540 / 96
_CHARACTER, _PADDING = 7 * _PIXEL, 5 * _PIXEL

_NO_COLOUR = -1

T = TypeVar("T")


class Range(base_classes.Range):
    """Cells of a sheet, counted from 1 as xlwings does; reading takes hidden and filtered rows as any others."""

    def __init__(
        self, sheet: Sheet, row: int, column: int, rows: int, columns: int, cells: CellRange | None = None
    ) -> None:
        """Take the cells at a place; LibreOffice's object for them, where it is there already."""
        self._coords = (sheet, row, column, rows, columns)
        if cells is not None:
            self.api = cells

    @cached_property
    def api(self) -> CellRange:
        """LibreOffice's own object."""
        _, row, column, rows, columns = self._coords
        return self.sheet.api.getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)

    @property
    def coords(self) -> tuple[Sheet, int, int, int, int]:
        """The sheet, first row, first column, and how many of each."""
        return self._coords

    @property
    def sheet(self) -> Sheet:
        """The sheet that the cells lie in."""
        return self._coords[0]

    @property
    def row(self) -> int:
        """The first row."""
        return self._coords[1]

    @property
    def column(self) -> int:
        """The first column."""
        return self._coords[2]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return self._coords[3:]

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, *place: int) -> Range:
        """Return one cell: by row and column, or by its number, row after row; it may lie beyond the range."""
        if place == (1,) and len(self) == 1:
            return self
        if len(place) == 1:
            row, column = divmod(place[0] - 1, self.shape[1])
        else:
            row, column = place[0] - 1, place[1] - 1
        return self.sheet.range((self.row + row, self.column + column))

    @property
    def address(self) -> str:
        """$A$1:$B$2."""
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Return the address, with dollar signs and the book's name as asked."""
        across, down = "$" if col_absolute else "", "$" if row_absolute else ""

        def corner(row: int, column: int) -> str:
            return f"{across}{column_letters(column)}{down}{row}"

        first = corner(self.row, self.column)
        last = corner(self.row + self.shape[0] - 1, self.column + self.shape[1] - 1)
        text = first if first == last else f"{first}:{last}"
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{text}" if external else text

    @property
    def raw_value(self) -> list[list[Plain]]:
        """Rows of str, float, bool, datetime and None."""
        found = self._data()
        return read(found, patches(self.sheet.book, self.api, self.shape, numbers(found)), self.sheet.book.zero)

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        rows = self._rows(data)
        plan = written(rows, patches(self.sheet.book, self.api, self.shape, asks_format(rows)), self.sheet.book.zero)
        self._put(plan.rows)
        for row, column, texts in runs(plan.typed):
            self._down(row, column, len(texts)).api.setFormulaArray(tuple((text,) for text in texts))
        for code in sorted({code for _, _, code in plan.formats}):
            for row, column, codes in runs([one for one in plan.formats if one[2] == code]):
                self._down(row, column, len(codes)).number_format = code

    @property
    def formula(self) -> object:
        """What was entered: a formula with its "=", else the cell's text or number as text; rows where several."""
        texts = [list(row) for row in self.api.getFormulaArray()]
        for row, column, value in self._strings():
            texts[row][column] = value
        if any(text.startswith(_FORMULA_SIGNS) for row in texts for text in row):
            for row, column in self._cells_of(self.api.queryContentCells(_FORMULAS).getRangeAddresses()):
                texts[row][column] = self._cell(row, column).getFormula()
        return texts[0][0] if len(self) == 1 else tuple(tuple(row) for row in texts)

    @formula.setter
    def formula(self, value: object) -> None:
        for r, row in enumerate(self._rows(value)):
            for c, text in enumerate(row):
                self._cell(r, c).setFormula("" if text is None else lines(str(text)))

    has_array = False
    """The workbook has no array formulas."""

    @property
    def number_format(self) -> str | None:
        """The code of the cells' format ("@" is text); None where they differ."""
        key = common(self.api)
        return None if key is None else self.sheet.book.formats.getByKey(key).FormatString

    @number_format.setter
    def number_format(self, code: str) -> None:
        if code == "General":  # by its key LibreOffice would keep dates and truth values as such
            self.api.setPropertyToDefault("NumberFormat")
            return
        self.api.NumberFormat = self.sheet.book.format_key(code)

    def clear_contents(self) -> None:
        """Empty the cells; raises UnoError where a protected sheet kept something (LibreOffice itself is silent)."""
        cells = self.api
        cells.clearContents(_CONTENTS)
        if self.sheet.api.isProtected() and cells.queryContentCells(_CONTENTS).getRangeAddresses():
            raise UnoError("sheet-protected", sheet=self.sheet.name)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The cells' fill as red, green, blue; None for no fill."""
        colour = self.api.CellBackColor
        return None if colour == _NO_COLOUR else (colour >> 16 & 255, colour >> 8 & 255, colour & 255)

    @color.setter
    def color(self, value: tuple[int, int, int] | str | int | None) -> None:
        """Fill the cells: a triple of red, green and blue, "#rrggbb", Excel's number (blue, green, red), or None."""
        match value:
            case None:
                colour = _NO_COLOUR
            case str():
                colour = int(value.removeprefix("#"), 16)
            case int():
                colour = (value & 255) << 16 | value & 0xFF00 | value >> 16 & 255
            case (red, green, blue):
                colour = red << 16 | green << 8 | blue
        self.api.CellBackColor = colour

    @property
    def font(self) -> Font:
        """The font of the cells."""
        return Font(self.api)

    @property
    def row_height(self) -> float | None:
        """Height in points; None where rows differ."""
        rows = self.api.getRows()
        return _one(round(rows.getByIndex(index).Height / _POINT, 1) for index in range(self.shape[0]))

    @row_height.setter
    def row_height(self, points: float) -> None:
        self.api.getRows().Height = round(points * _POINT)

    @property
    def column_width(self) -> float | None:
        """Width in characters of the normal font, near enough; None where columns differ."""
        columns = self.api.getColumns()
        widths = (columns.getByIndex(index).Width for index in range(self.shape[1]))
        return _one(round(max(0.0, width - _PADDING) / _CHARACTER, 1) for width in widths)

    @column_width.setter
    def column_width(self, characters: float) -> None:
        self.api.getColumns().Width = round(characters * _CHARACTER + _PADDING)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, by a filter or by hand; None where some are and some are not."""
        top, last = self.row - 1, self.row + self.shape[0] - 2
        whole = self.sheet.api.getCellRangeByPosition(0, top, self.sheet.width - 1, last)
        areas = whole.queryVisibleCells().getRangeAddresses()
        shown = {row for area in areas for row in range(area.StartRow, area.EndRow + 1)}
        return False if len(shown) == self.shape[0] else None if shown else True

    @row_hidden.setter
    def row_hidden(self, hidden: bool) -> None:
        self.api.getRows().IsVisible = not hidden

    @property
    def hyperlink(self) -> str:
        """The address that the first cell links to; raises ValueError without one."""
        fields = self._cell(0, 0).TextFields
        if not fields.getCount():
            raise ValueError("the cell has no hyperlink")
        return from_link(fields.getByIndex(0).URL)

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:  # noqa: ARG002
        """Make the first cell a link; LibreOffice shows a tip of its own there, so that `screen_tip` is not used."""
        cell = self._cell(0, 0)
        field = self.sheet.book.api.createInstance("com.sun.star.text.TextField.URL")
        field.URL = to_link(address, self.sheet.book.folder)
        field.Representation = text_to_display or address
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:  # noqa: ARG002
        """Push cells "down" or to the "right"; the new ones take the format of those above or to the left."""
        mode = "ROWS" if self._whole_rows() else {"right": "RIGHT"}.get(shift or "down", "DOWN")
        self.sheet.api.insertCells(self._area(), uno().Enum("com.sun.star.sheet.CellInsertMode", mode))

    def delete(self, shift: str | None = None) -> None:
        """Take the cells out; those below ("up") or to the right ("left") take their place."""
        mode = "ROWS" if self._whole_rows() else {"left": "LEFT"}.get(shift or "up", "UP")
        self.sheet.api.removeRange(self._area(), uno().Enum("com.sun.star.sheet.CellDeleteMode", mode))

    def end(self, direction: str) -> Range:
        """Return the cell that Ctrl and an arrow key would reach from the first cell, within what is used."""
        down, right = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}[direction]
        used = self.sheet.used_range
        rows, columns = used.row + used.shape[0] - 1, used.column + used.shape[1] - 1
        row, column = self.row, self.column
        if down:
            line = [one[0] for one in self.sheet.range((1, column), (max(rows, row), column)).api.getDataArray()]
            row = _stop([value != "" for value in line], row, down, rows)
        else:
            line = list(self.sheet.range((row, 1), (row, max(columns, column))).api.getDataArray()[0])
            column = _stop([value != "" for value in line], column, right, columns)
        return self.sheet.range((row, column))

    def _data(self) -> tuple[tuple[Value, ...], ...]:
        """Return the cells as LibreOffice has them, tabs in texts of several lines put right (it says \\x01)."""
        found = self.api.getDataArray()
        if not any(isinstance(value, str) and "\x01" in value for row in found for value in row):
            return found
        return tuple(
            tuple(
                self._cell(r, c).getString() if isinstance(value, str) and "\x01" in value else value
                for c, value in enumerate(row)
            )
            for r, row in enumerate(found)
        )

    def _strings(self) -> Iterator[tuple[int, int, str]]:
        for r, row in enumerate(self._data()):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    yield r, c, value

    def _put(self, rows: tuple[tuple[Value, ...], ...]) -> None:
        try:
            self.api.setDataArray(rows)
        except Exception as error:
            if self.sheet.api.isProtected():
                raise UnoError("sheet-protected", sheet=self.sheet.name) from error
            raise

    def _rows(self, data: object) -> list[list[object]]:
        """Return data as rows of this range's shape; one value fills the range."""
        rows, columns = self.shape
        if not isinstance(data, list | tuple):
            return [[data] * columns for _ in range(rows)]
        lines = [list(row) if isinstance(row, list | tuple) else [row] for row in cast("Sequence[object]", data)]
        if len(lines) != rows or any(len(line) != columns for line in lines):
            raise ValueError(f"the values are not {rows} rows of {columns}")
        return lines

    def _cells_of(self, areas: Iterable[Area]) -> Iterator[tuple[int, int]]:
        """Yield the row and column of each cell of areas, from 0 within this range."""
        top, left = self.row - 1, self.column - 1
        for area in areas:
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    yield row - top, column - left

    def _cell(self, row: int, column: int) -> Cell:
        return self.api.getCellByPosition(column, row)

    def _down(self, row: int, column: int, rows: int) -> Range:
        return Range(self.sheet, self.row + row, self.column + column, rows, 1)

    def _area(self) -> Area:
        return self.api.getRangeAddress()

    def _whole_rows(self) -> bool:
        return self.column == 1 and self.shape[1] == self.sheet.width


def _one(values: Iterable[T]) -> T | None:
    """Return the value that all share; None where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _stop(filled: list[bool], start: int, step: int, last: int) -> int:
    """Return where Ctrl and an arrow key would stop; places are counted from 1, `filled` says which hold something."""

    def holds(place: int) -> bool:
        return place <= len(filled) and filled[place - 1]

    def within(place: int) -> bool:
        return 1 <= place <= max(last, start)

    here = start
    if holds(here) and within(here + step) and holds(here + step):
        while within(here + step) and holds(here + step):
            here += step
        return here
    while within(here + step):
        here += step
        if holds(here):
            return here
    return here
