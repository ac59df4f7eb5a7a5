"""The only place where a value enters a cell: texts stay texts, and what Excel cannot hold raises."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from sheets.errors import FormError
from sheets.excel.limits import within
from sheets.text import CELL_LIMIT, storable

FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts a 29/02/1900 that never was


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format | None = None) -> None:
    """Write `text` as text, whatever it looks like ("=1+1", "- Tham gia", "http://…"); "" leaves a formatted blank.

    Characters that XML cannot hold are left out. Raises FormError where it is longer than a cell holds:
    XlsxWriter would cut it and only return a number.
    """
    text = storable(text)
    if 2 * len(text) > CELL_LIMIT:  # may be longer: no character takes more than two
        text = within(text, CELL_LIMIT, f"{sheet.name} {row + 1}:{column + 1}")
    if text:
        done(sheet.write_string(row, column, text, look), sheet, row, column)
    else:
        done(sheet.write_blank(row, column, None, look), sheet, row, column)


def write_value(
    sheet: Worksheet, row: int, column: int, value: str | Decimal | dt.date | None, look: Format | None = None
) -> None:
    """Write a value by its type: text, number, date or a formatted blank; raises FormError."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise FormError(f"{sheet.name} {row + 1}:{column + 1}: {value} is no number a cell can hold")
        done(sheet.write_number(row, column, float(value), look), sheet, row, column)
    elif isinstance(value, dt.date):
        if _day(value) < FIRST_DAY:
            write_text(sheet, row, column, f"{value.day:02}/{value.month:02}/{value.year}", look)
        else:
            moment = dt.datetime(value.year, value.month, value.day)
            done(sheet.write_datetime(row, column, moment, look), sheet, row, column)
    else:
        write_text(sheet, row, column, value or "", look)


def write_formula(
    sheet: Worksheet, row: int, column: int, formula: str, result: Decimal | None, look: Format | None = None
) -> None:
    """Write a formula of our own with its result, so that previews and readers see it; None is an empty result."""
    stored: float | str = "" if result is None else float(result)
    done(sheet.write_formula(row, column, formula, look, stored), sheet, row, column)


def write_link(sheet: Worksheet, row: int, column: int, tab: str, text: str, look: Format | None = None) -> None:
    """Write `text` as a link to the top of another tab of this workbook."""
    target = f"internal:{quote_sheetname(tab)}!A1"
    done(sheet.write_url(row, column, target, look, within(storable(text), CELL_LIMIT, tab)), sheet, row, column)


def done(code: int | None, sheet: Worksheet, row: int, column: int) -> None:
    """Raise FormError where XlsxWriter answers with a number that means "not written"."""
    if code:
        raise FormError(f"{sheet.name} {row + 1}:{column + 1}: XlsxWriter answers {code}")


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
