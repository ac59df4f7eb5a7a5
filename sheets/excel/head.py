"""The five rows that every tab begins with: title, purpose, identity, hidden keys, headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from sheets.excel.limits import checked_columns
from sheets.excel.looks import Looks
from sheets.excel.measure import lines_of, row_height
from sheets.excel.writing import write_text
from sheets.form import Column
from sheets.head import (
    HEADING_ROW,
    IDENTITY_ROW,
    KEY_ROW,
    PURPOSE_ROW,
    TITLE_ROW,
    WIDE_SWATCH,
    heading,
    identity_line,
    legend_entries,
    legend_places,
)
from sheets.palette import SIGNS
from sheets.prefill import Prefill

_TITLE_HEIGHT = 33.0


def write_head(sheet: Worksheet, looks: Looks, prefill: Prefill, title: str, purpose: str) -> None:
    """Write title, purpose and the visible identity line: A1, A2, A3."""
    for row, height in ((TITLE_ROW, _TITLE_HEIGHT), (PURPOSE_ROW, 19.5), (IDENTITY_ROW, 19.5)):
        sheet.set_row(row, height)
    write_text(sheet, TITLE_ROW, 0, title, looks.named("title"))
    write_text(sheet, PURPOSE_ROW, 0, purpose, looks.named("purpose"))
    write_text(sheet, IDENTITY_ROW, 0, identity_line(prefill), looks.named("identity"))


def write_headings(sheet: Worksheet, looks: Looks, columns: Sequence[Column]) -> None:
    """Write the hidden row of keys and the row of headings, and set the columns' widths."""
    checked_columns(columns)
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    sheet.set_row(HEADING_ROW, row_height(map(_lines, columns)) + 9)
    for at, column in enumerate(columns):
        write_text(sheet, KEY_ROW, at, column.key, looks.named("key"))
        write_text(sheet, HEADING_ROW, at, heading(column), looks.heading(column.fill))


def write_legend(
    sheet: Worksheet, looks: Looks, legend: Mapping[str, str], columns: Sequence[Column], title: str
) -> None:
    """Write what the colours and signs mean into row 1, right of the title, each entry in its colour."""
    entries = legend_entries(legend, columns)
    places = legend_places(columns, title, len(entries))
    height = _TITLE_HEIGHT
    for at, (fill, text) in zip(places, entries, strict=True):
        if at >= len(columns):
            sheet.set_column(at, at, WIDE_SWATCH)
        width = columns[at].width if at < len(columns) else WIDE_SWATCH
        height = max(height, row_height([lines_of(text, width)]))
        write_text(sheet, TITLE_ROW, at, text, looks.swatch(fill))
    sheet.set_row(TITLE_ROW, height)


def _lines(column: Column) -> int:
    return lines_of(f"{heading(column)} {SIGNS.get(column.fill, '')}", column.width, bold=True)
