"""A tab of rows that staff fill: Kết quả, Kế hoạch kỳ trước, Kế hoạch, the annexes, Ý kiến rà soát."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from sheets.excel.dropdowns import name_range
from sheets.excel.head import write_head, write_headings, write_legend
from sheets.excel.looks import Looks
from sheets.excel.measure import lines_of, row_height
from sheets.excel.page import freeze_head, protect, set_up_page
from sheets.excel.rules import add_rule, show_oddities
from sheets.excel.spots import name_spots, show_spots, show_states
from sheets.excel.writing import write_value
from sheets.formtabs import RowTab, first_input, row_count
from sheets.head import FIRST_ROW, HEADING_ROW
from sheets.prefill import Prefill

RULED_ROWS = 300  # drop-downs and hints go on below the boxes, which are printed and so are no more than a page or two


def write_row_tab(
    sheet: Worksheet,
    looks: Looks,
    prefill: Prefill,
    spec: RowTab,
    legend: Mapping[str, str],
    sources: Mapping[str, str],
) -> None:
    """Write the tab; `sources` leads from a choice column's key to the defined name of its list. Raises FormError."""
    frame_tab(sheet, looks, prefill, spec, legend)
    rows = range(FIRST_ROW, FIRST_ROW + row_count(spec))
    fit_rows(sheet, spec)
    # First of all formats: LibreOffice applies only the first that holds.
    _show_remarks(sheet, looks, spec, range(FIRST_ROW, FIRST_ROW + max(len(rows), RULED_ROWS)))
    for at, column in enumerate(spec.columns):
        for row, values in enumerate((*spec.rows, *({},) * (len(rows) - len(spec.rows))), FIRST_ROW):
            value = values.get(column.key)
            write_value(sheet, row, at, value, looks.cell(column, value))
        ruled = range(FIRST_ROW, FIRST_ROW + max(len(rows), RULED_ROWS)) if spec.prepared else rows
        add_rule(sheet, column, at, ruled, sources.get(column.key, ""))
        if column.type == "number":
            show_oddities(sheet, looks, at, ruled, 0)
    first = first_input(spec.columns)
    if first is not None:
        sheet.set_selection(FIRST_ROW + len(spec.rows), first, FIRST_ROW + len(spec.rows), first)


def _show_remarks(sheet: Worksheet, looks: Looks, spec: RowTab, rows: range) -> None:
    """Let cells show that a remark speaks of them; on the tab of remarks itself, let rows show how they stand."""
    if spec.kind == "remarks":
        show_states(sheet, looks, spec.columns, rows)
        name_spots(looks, spec.tab, spec.columns, len(rows))
    else:
        show_spots(sheet, looks, spec.kind, spec.columns, rows, spec.annex)


def frame_tab(sheet: Worksheet, looks: Looks, prefill: Prefill, spec: RowTab, legend: Mapping[str, str]) -> None:
    """Write all of a tab but its rows: head, headings, widths, page, protection, defined name. Raises FormError."""
    write_head(sheet, looks, prefill, spec.title, spec.purpose)
    for at, column in enumerate(spec.columns):
        sheet.set_column(at, at, column.width, looks.below(column), {"hidden": column.hidden})
    write_headings(sheet, looks, spec.columns)
    write_legend(sheet, looks, legend, spec.columns, spec.title)
    width = sum(column.width for column in spec.columns if not column.hidden)
    set_up_page(sheet, width, str(prefill.identity))
    freeze_head(sheet, spec.frozen_columns)
    if spec.protected:
        protect(sheet)
    last = FIRST_ROW + row_count(spec) - 1
    area = xl_range(FIRST_ROW, 0, last, len(spec.columns) - 1)
    # "03" and "- Tham gia" are meant as they stand: no green corners.
    sheet.ignore_errors({"number_stored_as_text": area, "two_digit_text_year": area, "formula_differs": area})
    whole = xl_range_abs(HEADING_ROW, 0, last, len(spec.columns) - 1)
    name_range(looks.book, spec.name, f"{quote_sheetname(spec.tab)}!{whole}")


def fit_rows(sheet: Worksheet, spec: RowTab, least: float = 0) -> None:
    """Give each prefilled row the height that its longest text needs."""
    for row, values in enumerate(spec.rows, FIRST_ROW):
        texts = ((values.get(column.key), column.width) for column in spec.columns)
        lines = (lines_of(text, width) for text, width in texts if isinstance(text, str))
        sheet.set_row(row, max(row_height(lines), least))
