"""The named cells of the clerk's workbook: what stands in one, and another text put there."""

from __future__ import annotations

import datetime as dt

from macros.busy import is_busy
from macros.quick import xw
from macros.tables import text_of
from sheets.text import storable


def named_cell(book: xw.Book, name: str) -> xw.Range | None:
    """Return a named cell, None where the workbook, perhaps one of before, has no such name.

    `name in book.names` would not do: of an Excel that is busy xlwings says that there is none.
    """
    try:
        return book.names[name].refers_to_range[0]
    except KeyError:  # as LibreOffice says it
        return None
    except Exception as error:
        if type(error).__name__ != "com_error" or is_busy(error):
            raise
        return None  # as Excel says it


def named(book: xw.Book, name: str) -> str:
    """Return what stands in a named cell, as the clerk would write it; "" where there is no such name."""
    cell = named_cell(book, name)
    return "" if cell is None else text_of(cell.value).strip()


def write_named(book: xw.Book, name: str, value: str | dt.date) -> None:
    """Write a named cell, where there is one."""
    cell = named_cell(book, name)
    if cell is None:
        return
    if isinstance(value, str):
        cell.number_format = "@"
        cell.value = storable(value) or None
    else:
        cell.number_format = "dd/mm/yyyy"
        cell.value = dt.datetime(value.year, value.month, value.day)
