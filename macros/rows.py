"""One table of the clerk's workbook on its sheet: head, headings, rows, filter, rules, page."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from macros.layout import NO, PERIOD, SAVE_BUTTON, SHOWN_PERIOD, STATUS, YES, ZOOM, Column, Table, echo_name
from macros.looks import NOTE, cell_look, heading_look, mark_rows
from macros.notice import echo_columns, status_height
from macros.rules import offer_columns
from macros.shapes import Button
from sheets.excel.dropdowns import name_range
from sheets.excel.looks import Looks
from sheets.excel.measure import SIZE, fitting_size, lines_of, row_height, tall_as
from sheets.excel.page import set_up_page
from sheets.excel.writing import done, write_text, write_value
from sync.model.messages import workbook as say
from sync.render.framesheet import fitting
from sync.work.clerkview import Link, Row, Value

ROOM = 2_000  # rows below the headings that filter, rules and colours reach
_TITLE_HEIGHT, _LINE_HEIGHT = 33.0, 19.5
_PRINTED = {"lines": "state"}  # the last column that is printed, where not all of them are
_UNSAFE = re.compile(r'[%# "<>\[\]^`{}?]')
_LINK_LIMIT = 2_000  # Excel refuses longer ones


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in every sheet's head: whose workbook, for which period (its code), in which folder it will lie."""

    agency: str
    period: str
    status: str
    folder: Path


def write_table(sheet: Worksheet, table: Table, rows: Sequence[Row], looks: Looks, shown: Shown) -> None:
    """Write headings and rows of a table with their rules, looks and filter; raises FormError."""
    head, last = table.heading_row - 1, table.first_row + ROOM - 2
    lines = []
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width, looks.of(cell_look(column)), {"hidden": column.hidden})
        write_text(sheet, head, at, column.heading, looks.of(heading_look(column)))
        lines.append(
            lines_of(f"{column.heading} ✎" if column.typed else column.heading, int(column.width) - 1, bold=True)
        )
    sheet.set_row(head, row_height(lines) + 6)
    for row, values in enumerate(rows, table.first_row - 1):
        write_row(sheet, row, table.columns, values, looks, shown.folder)
    sheet.autofilter(head, 0, last, len(table.columns) - 1)
    offer_columns(sheet, table.key, table.columns, (table.first_row - 1, last))
    mark_rows(sheet, table, looks, last)
    # "03" and "- Tham gia" are meant as they stand: no green corners.
    area = f"A1:XFD{last + 1}"
    sheet.ignore_errors({"number_stored_as_text": area, "two_digit_text_year": area, "formula_differs": area})


def write_table_sheet(
    book: Workbook, sheet: Worksheet, table: Table, rows: Sequence[Row], looks: Looks, shown: Shown, *, save: bool
) -> list[Button]:
    """Write a sheet that is one table; return its buttons, still to be inserted. Raises FormError."""
    left = next(at for at, column in enumerate(table.columns) if not column.hidden)
    write_head(sheet, table, left, looks, shown)
    write_table(sheet, table, rows, looks, shown)
    set_up(sheet, table, shown)
    _write_echo(book, sheet, table, looks, shown)
    first = next((at for at, column in enumerate(table.columns) if column.typed and not column.hidden), left)
    sheet.set_selection(table.first_row - 1, first, table.first_row - 1, first)
    sub, caption = SAVE_BUTTON
    return [Button(sub, caption, table.heading_row - 2, left, 4, 6, main=True)] if save else []


def write_head(sheet: Worksheet, table: Table, left: int, looks: Looks, shown: Shown) -> None:
    """Write title and purpose; the title names the period that is shown, and one that is chosen but not shown yet."""
    title = say.TITLE_WITH_PERIOD.format(title=say.TITLES[table.key])
    look = looks.named("title")
    sheet.set_row(0, _TITLE_HEIGHT)
    chosen = (
        f'IF(OR({PERIOD}="",{SHOWN_PERIOD}={PERIOD}),"","{say.NOT_SHOWN_YET[0]}"&{PERIOD}&"{say.NOT_SHOWN_YET[1]}")'
    )
    formula = f'="{title}"&{SHOWN_PERIOD}&{chosen}'
    done(sheet.write_formula(0, left, formula, look, f"{title}{shown.period}"), sheet, 0, left)
    sheet.set_row(1, _LINE_HEIGHT)
    write_text(sheet, 1, left, say.PURPOSES[table.key], looks.named("purpose"))


def set_up(sheet: Worksheet, table: Table, shown: Shown, *, freeze_row: int = 0) -> None:
    """Set page, repeated headings, panes and view of a sheet with a table."""
    end = table.column(_PRINTED[table.key]) if table.key in _PRINTED else len(table.columns)
    width = sum(column.width for column in table.columns[:end] if not column.hidden)
    set_up_page(sheet, int(width), f"{shown.agency} – {table.sheet}")
    sheet.set_landscape()
    sheet.repeat_rows(table.heading_row - 1)
    if table.key in _PRINTED:
        sheet.print_area(0, 0, 1_048_575, end - 1)
    sheet.freeze_panes(freeze_row or table.heading_row, table.column(table.frozen) if table.frozen else 0)
    sheet.set_zoom(ZOOM)
    sheet.hide_gridlines(2)


def write_row(sheet: Worksheet, row: int, columns: Sequence[Column], values: Row, looks: Looks, folder: Path) -> None:
    """Write one row, as high as its longest text needs: one that no row has room for stands there in smaller letters.

    Raises FormError.
    """
    lines = [1.0]
    for at, column in enumerate(columns):
        value, look = plain(values.get(column.key)), looks.of(cell_look(column))
        text = value.text if isinstance(value, Link) else value
        if isinstance(text, str):
            text = fitting(text)
            if not column.hidden:
                size = fitting_size(text, int(column.width))
                lines.append(tall_as(text, int(column.width), size))
                look = look if size == SIZE else looks.of(cell_look(column) | {"font_size": size})
        target = relative(value.target, folder) if isinstance(value, Link) else ""
        if target and isinstance(text, str):
            done(sheet.write_url(row, at, target, look, text), sheet, row, at)
        elif isinstance(text, dt.datetime):
            done(sheet.write_datetime(row, at, text, look), sheet, row, at)
        elif not isinstance(text, Link):
            write_value(sheet, row, at, text, look)
    sheet.set_row(row, row_height(lines))


def plain(value: Value) -> str | Decimal | dt.date | Link | None:
    """Return a value of the view as a cell holds it: a yes or no in words, a number as such, None for none."""
    if isinstance(value, bool):
        return YES if value else NO
    return Decimal(value) if isinstance(value, int) else value


def relative(target: Path | str, folder: Path) -> str:
    """Return a link as XlsxWriter takes it: an address of the web as it is, a file from the workbook's own folder where
    that is on the same disk, so that the folder may be copied; "" where Excel would refuse it.
    """
    if isinstance(target, str):
        return target if len(target) <= _LINK_LIMIT else ""
    try:
        path = os.path.relpath(target, folder)
    except ValueError:  # another disk of Windows
        path = str(target)
    # XlsxWriter would read a % as escaped already, and a # as the beginning of a place in the file.
    escaped = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", path.replace("\\", "/"))
    return f"external:{escaped}" if len(escaped) <= _LINK_LIMIT else ""


def _write_echo(book: Workbook, sheet: Worksheet, table: Table, looks: Looks, shown: Shown) -> None:
    """Let the status be read here too."""
    row, (first, last), look = table.heading_row - 2, echo_columns(table), looks.of(NOTE)
    sheet.set_row(row, status_height(shown.status, table))
    done(sheet.merge_range(row, first, row, last, "", look), sheet, row, first)  # above the table
    done(sheet.write_formula(row, first, f'={STATUS}&""', look, shown.status), sheet, row, first)
    cell = xl_rowcol_to_cell(row, first, row_abs=True, col_abs=True)
    name_range(book, echo_name(table), f"{quote_sheetname(table.sheet)}!{cell}")


def counted(rows: Sequence[Row], key: str) -> Mapping[str, int]:
    """Return how many rows have each value in a column."""
    found: dict[str, int] = {}
    for row in rows:
        value = row.get(key)
        if isinstance(value, str):
            found[value] = found.get(value, 0) + 1
    return found
