"""The five rows that every tab begins with: title, purpose, identity, hidden keys, headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from sheets.excel.limits import checked_columns
from sheets.excel.looks import SIGNS, Looks
from sheets.excel.measure import lines_of, row_height
from sheets.excel.writing import write_text
from sheets.form import Column, Fill
from sheets.identity import IDENTITY_LABEL
from sheets.prefill import Prefill

# 0-based, as XlsxWriter counts. Titles are not merged: a merge in a sheet is in the way of sorting and screen readers.
TITLE_ROW, PURPOSE_ROW, IDENTITY_ROW, KEY_ROW, HEADING_ROW, FIRST_ROW = range(6)

_LEGEND: tuple[Fill, ...] = ("yes", "prefilled", "locked", "service")
_TITLE_CHARACTER = 1.5  # columns are measured in digits of 12 points, titles are bold and of 16
_WIDE_SWATCH, _NARROW_SWATCH = 20, 12
_TITLE_HEIGHT = 33.0


def write_head(sheet: Worksheet, looks: Looks, prefill: Prefill, title: str, purpose: str) -> None:
    """Write title, purpose and the visible identity line: A1, A2, A3."""
    for row, height in ((TITLE_ROW, _TITLE_HEIGHT), (PURPOSE_ROW, 19.5), (IDENTITY_ROW, 19.5)):
        sheet.set_row(row, height)
    write_text(sheet, TITLE_ROW, 0, title, looks.named("title"))
    write_text(sheet, PURPOSE_ROW, 0, purpose, looks.named("purpose"))
    write_text(sheet, IDENTITY_ROW, 0, identity_line(prefill), looks.named("identity"))


def identity_line(prefill: Prefill) -> str:
    """Return the line that says whose form it is, for which period, in which version."""
    parts = (f"{IDENTITY_LABEL} {prefill.identity}", prefill.division_name, f"Kỳ báo cáo: {prefill.period_label}")
    return "   ·   ".join(parts)


def write_headings(sheet: Worksheet, looks: Looks, columns: Sequence[Column]) -> None:
    """Write the hidden row of keys and the row of headings, and set the columns' widths."""
    checked_columns(columns)
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    sheet.set_row(HEADING_ROW, row_height(map(_lines, columns)) + 9)
    for at, column in enumerate(columns):
        write_text(sheet, KEY_ROW, at, column.key, looks.named("key"))
        write_text(sheet, HEADING_ROW, at, heading(column), looks.heading(column.fill))


def heading(column: Column) -> str:
    """Return a heading as it stands in the form: required columns carry a star."""
    return f"{column.heading} *" if column.required else column.heading


def write_legend(
    sheet: Worksheet, looks: Looks, legend: Mapping[str, str], columns: Sequence[Column], title: str
) -> None:
    """Write what the colours and signs mean into row 1, right of the title, each entry in its colour."""
    entries = legend_entries(legend, columns)
    widths = [0 if column.hidden else column.width for column in columns]
    places = _free_columns(widths, len(title) * _TITLE_CHARACTER, len(entries))
    height = _TITLE_HEIGHT
    for at, (fill, text) in zip(places, entries, strict=True):
        if at >= len(widths):
            sheet.set_column(at, at, _WIDE_SWATCH)
        width = widths[at] if at < len(widths) else _WIDE_SWATCH
        height = max(height, row_height([lines_of(text, width)]))
        write_text(sheet, TITLE_ROW, at, text, looks.swatch(fill))
    sheet.set_row(TITLE_ROW, height)


def legend_entries(legend: Mapping[str, str], columns: Sequence[Column]) -> list[tuple[Fill, str]]:
    """Return the legend of these columns: only what occurs among them."""
    fills = {column.fill for column in columns if not column.hidden}
    entries = [(fill, legend[fill]) for fill in _LEGEND if fill in fills]
    if any(column.required for column in columns):
        entries = [(fill, f"{text}\n{legend['required']}" if fill == "yes" else text) for fill, text in entries]
    return entries


def _free_columns(widths: Sequence[int], title: float, count: int) -> list[int]:
    """Return the last visible columns that leave the title its place, wide ones where there are enough of them;
    where too few do, new ones right of the table.
    """
    free = [at for at in range(len(widths)) if sum(widths[:at]) >= title]
    for least in (_WIDE_SWATCH, _NARROW_SWATCH):
        fitting = [at for at in free if widths[at] >= least]
        if len(fitting) >= count:
            return fitting[len(fitting) - count :]
    return [*fitting, *range(len(widths), len(widths) + count - len(fitting))]


def _lines(column: Column) -> int:
    return lines_of(f"{heading(column)} {SIGNS.get(column.fill, '')}", column.width, bold=True)
