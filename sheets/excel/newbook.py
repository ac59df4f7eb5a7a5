"""A new workbook as all of ours are: texts stay texts, one font, the same input gives the same bytes."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook

from sheets.excel.looks import COLUMN_PIXELS, DEFAULT_FONT, ROW_PIXELS

_OPTIONS = {
    "in_memory": True,  # and so with fixed times in the zip
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "default_row_height": ROW_PIXELS,
    "default_column_width": COLUMN_PIXELS,
}


def new_book(file: BytesIO) -> Workbook:
    """Return a workbook that is written into `file` when it is closed."""
    return Workbook(file, {**_OPTIONS, "default_format_properties": dict(DEFAULT_FONT)})
