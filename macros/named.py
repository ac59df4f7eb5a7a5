"""The named cells of the clerk's workbook: what stands in one, and another text put there."""

from __future__ import annotations

import datetime as dt

from macros.quick import xw
from macros.tables import text_of
from sheets.text import storable


def named(book: xw.Book, name: str) -> str:
    """Return what stands in a named cell, as the clerk would write it; "" where the workbook has no such name."""
    if name not in book.names:
        return ""
    return text_of(book.names[name].refers_to_range[0].value).strip()


def write_named(book: xw.Book, name: str, value: str | dt.date) -> None:
    """Write a named cell; a workbook of before that lacks it is left alone."""
    if name not in book.names:
        return
    cell = book.names[name].refers_to_range[0]
    if isinstance(value, str):
        cell.number_format = "@"
        cell.value = storable(value) or None
    else:
        cell.number_format = "dd/mm/yyyy"
        cell.value = dt.datetime(value.year, value.month, value.day)
