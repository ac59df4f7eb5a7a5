"""An old .xls (or an .xlsb): values by calamine, and for .xls a second look at what calamine cannot tell."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sheets.errors import BookError
from sheets.excel import around, wire
from sheets.excel.cells import from_float
from sheets.excel.content import Content
from sheets.excel.numfmt import plain_digits
from sheets.excel.sheet_xml import CELL_LIMIT, MERGE_LIMIT
from sheets.excel.sniff import Kind, has_ole_stream
from sheets.excel.strings import TEXT_LIMIT
from sheets.text import storable

if TYPE_CHECKING:
    from sheets.excel.second_look import Look

SECOND_LOOK_LIMIT = 20 * 2**20  # bytes: xlrd takes about a second for each five

# title, hidden, merges, cells
_Sheet: TypeAlias = tuple[str, bool, list[wire.Merge], dict[tuple[int, int], wire.RawCell]]
_Value: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_by_calamine(data: bytes, kind: Kind) -> Content:
    """Return what the workbook holds; raises BookError corrupt, password or too-big.

    Where calamine cannot read an .xls (those of Excel 5, say) the second look is all there is.
    """
    content = Content()
    if has_ole_stream(data, "_VBA_PROJECT_CUR"):
        content.notes.append(("macros", "", 0, 0, ""))
    looks = _second_look(data) if kind == "xls" and len(data) <= SECOND_LOOK_LIMIT else {}
    try:
        first = _first_look(data)
    except BookError:
        if not looks:
            raise
        first = [(title, look.hidden, look.merges, {}) for title, look in looks.items()]
    for title, hidden, merges, cells in first:
        _add(content, (title, hidden, merges, cells), looks.get(title))
    if sum(len(cells) for _, _, _, cells in content.sheets) > CELL_LIMIT:
        raise BookError("too-big", "cells")
    return content


def _second_look(data: bytes) -> dict[str, Look]:
    from sheets.excel.second_look import look_again  # xlrd loads only for an .xls

    return look_again(data)


def _first_look(data: bytes) -> list[_Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                (storable(one.name), one.visible != SheetVisibleEnum.Visible, _merges(sheet), _cells(sheet))
                for one in workbook.sheets_metadata
                if one.typ == SheetTypeEnum.WorkSheet
                for sheet in [workbook.get_sheet_by_name(one.name)]
            ]
    except PasswordError as error:
        raise BookError("password", str(error)) from error
    except (CalamineError, OSError, ValueError) as error:
        raise BookError("corrupt", str(error)) from error


def _add(content: Content, sheet: _Sheet, look: Look | None) -> None:
    title, hidden, merges, first = sheet
    cells = list((first | look.cells if look else first).values())
    if look:
        cells = around.hide(cells, look.hidden_rows, look.hidden_columns)
    kept, notes = around.settle(title, around.cover(cells, merges))
    content.sheets.append((title, hidden, merges, kept))
    content.notes.extend(notes)


def _merges(sheet: CalamineSheet) -> list[wire.Merge]:
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > MERGE_LIMIT:
        raise BookError("too-big", f"{len(ranges)} merged ranges")
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]


def _cells(sheet: CalamineSheet) -> dict[tuple[int, int], wire.RawCell]:
    _, left = sheet.start or (0, 0)
    return {  # calamine's rows begin with the tab's first row, their cells with its first used column
        (row, column): _cell(row, column, value)
        for row, values in enumerate(sheet.iter_rows(), 1)
        for column, value in enumerate(values, left + 1)
        if value != ""
    }


def _cell(row: int, column: int, value: _Value) -> wire.RawCell:
    if isinstance(value, str):
        if len(value) > TEXT_LIMIT:
            raise BookError("too-big", f"a text of {len(value)} characters")
        return row, column, storable(value)
    if isinstance(value, bool):
        return row, column, "b", "1" if value else "0", "TRUE" if value else "FALSE", 0, ()
    if isinstance(value, dt.timedelta):
        value = value / dt.timedelta(days=1)
    if isinstance(value, int | float):
        number = from_float(float(value))
        return row, column, "n", str(number), plain_digits(number), 0, ()
    return row, column, *wire.tagged(value), _shown(value), 0, ()


def _shown(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else f"{value:%H:%M}"
