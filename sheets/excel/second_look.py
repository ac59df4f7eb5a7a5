"""What calamine cannot tell of an old .xls: errors, strike-out, raised digits, fonts, hidden rows, formats (xlrd)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book as XlsBook
from xlrd.compdoc import CompDocError
from xlrd.formatting import XF
from xlrd.formatting import Font as XlsFont
from xlrd.sheet import Cell as XlsCell
from xlrd.sheet import Sheet as XlsSheet

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.cells import from_float, shown_number
from sheets.excel.numfmt import NumberFormat, read_format
from sheets.excel.strings import Run, composed
from sheets.excel.styles import NO_FONT, Font
from sheets.text import storable

# xlrd parses a binary format without a stated set of exceptions; these are what such code meets in broken files.
XLRD_ERRORS = (
    XLRDError,
    CompDocError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
_SUPERSCRIPT = 1  # [MS-XLS] 2.5.122 Font, sss
_COLUMNS = 256


@dataclass(slots=True)
class Look:
    """What the second look saw of one sheet; its cells replace those of the first look."""

    cells: dict[tuple[int, int], wire.RawCell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    hidden: bool = False
    merges: list[wire.Merge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Manner:
    fonts: list[Font]
    formats: list[NumberFormat]  # by xf
    font_of: list[int]  # by xf
    since_1904: bool


def look_again(data: bytes) -> dict[str, Look]:
    """Return what xlrd sees of each sheet, {} where it cannot read the file; raises BookError password alone.

    Formulas stay unknown: xlrd tells their results only.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        manner = _manner(book)
        return {storable(sheet.name): _look(sheet, manner) for sheet in book.sheets()}
    except XLRD_ERRORS as error:
        if "encrypted" in str(error):  # BIFF's FILEPASS record ([MS-XLS] 2.4.117), of which calamine says nothing
            raise BookError("password", str(error)) from error
        return {}


def _manner(book: XlsBook) -> _Manner:
    return _Manner(
        [_font(font) for font in book.font_list],
        [_format(book, xf) for xf in book.xf_list],
        [xf.font_index for xf in book.xf_list],
        since_1904=book.datemode == 1,
    )


def _format(book: XlsBook, xf: XF) -> NumberFormat:
    found = book.format_map.get(xf.format_key)
    return read_format(found.format_str if found is not None else "General")


def _font(font: XlsFont) -> Font:
    return Font(font.name or "", bool(font.struck_out), font.escapement == _SUPERSCRIPT)


def _look(sheet: XlsSheet, manner: _Manner) -> Look:
    look = Look(hidden=sheet.visibility != 0)
    look.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            found = _cell(sheet, row, column, cell, manner)
            if found is not None:
                look.cells[row + 1, column + 1] = found
    look.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    look.hidden_columns = [(at + 1, at + 1) for at, info in sheet.colinfo_map.items() if info.hidden and at < _COLUMNS]
    return look


def _cell(sheet: XlsSheet, row: int, column: int, cell: XlsCell, manner: _Manner) -> wire.RawCell | None:
    """Return the raw cell of what xlrd read, None for a blank one."""
    at = (row + 1, column + 1)
    known = cell.xf_index is not None and 0 <= cell.xf_index < len(manner.formats)
    xf = cell.xf_index if known and cell.xf_index is not None else 0
    font = manner.fonts[manner.font_of[xf]] if manner.font_of else NO_FONT
    if cell.ctype == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column))
        text = str(cell.value)
        value, bits, fonts = composed(tuple(_runs(text, runs, font, manner.fonts)) if runs else storable(text), font)
        return *at, "s", value, value, bits, fonts
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        form = manner.formats[xf] if manner.formats else read_format("General")
        number = from_float(float(cell.value))
        bits = wire.STRUCK if font.struck else 0
        return *at, *shown_number(number, form, since_1904=manner.since_1904), bits, ()
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return *at, "b", "1" if cell.value else "0", "TRUE" if cell.value else "FALSE", 0, ()
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return *at, "-", "", error_text_from_code.get(int(cell.value), "#ERR!"), wire.ERROR, ()
    return None


def _runs(text: str, runs: list[tuple[int, int]], first: Font, fonts: list[Font]) -> Iterator[Run]:
    """Cut a text where its runs begin: (position, font), positions in UTF-16 units as BIFF8 counts them."""
    units = text.encode("utf-16-le", "surrogatepass")
    marks = [(0, first), *((at, fonts[font] if font < len(fonts) else first) for at, font in runs)]
    ends = [at for at, _ in marks[1:]] + [len(units) // 2]
    for (start, font), end in zip(marks, ends, strict=True):
        if end > start:
            yield storable(units[2 * start : 2 * end].decode("utf-16-le", "replace")), font
