"""Thông tin chung: one field a row, label in A, value in B, help in C, hidden key in D."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from sheets.excel.head import write_head, write_legend
from sheets.excel.looks import Looks
from sheets.excel.page import protect, set_up_page
from sheets.excel.rules import add_rule
from sheets.excel.spots import show_field_spots
from sheets.excel.writing import write_text, write_value
from sheets.form import Tab
from sheets.head import HEADING_ROW, HELP, HELP_WIDTH, KEY, LABEL, LABEL_WIDTH, VALUE, heading, info_columns
from sheets.prefill import Prefill

_ROW_HEIGHT = 36


def write_info_tab(
    sheet: Worksheet, looks: Looks, prefill: Prefill, tab: Tab, legend: Mapping[str, str], sources: Mapping[str, str]
) -> None:
    """Write the tab; values come from `prefill.info`, the division and its period at least. Raises FormError."""
    write_head(sheet, looks, prefill, tab.title, tab.purpose)
    width = max(column.width for column in tab.columns)
    for at, wide in ((LABEL, LABEL_WIDTH), (VALUE, width), (HELP, HELP_WIDTH)):
        sheet.set_column(at, at, wide)
    sheet.set_column(KEY, KEY, None, None, {"hidden": True})
    write_legend(sheet, looks, legend, info_columns(tab), tab.title)
    values = {"division": prefill.division_name, "period": prefill.period_label} | dict(prefill.info)
    for row, column in enumerate(tab.columns, HEADING_ROW):
        value = values.get(column.key)
        sheet.set_row(row, _ROW_HEIGHT)
        write_text(sheet, row, LABEL, heading(column), looks.field_label(column.fill))
        write_value(sheet, row, VALUE, value, looks.cell(column, value, valign="vcenter"))
        write_text(sheet, row, HELP, column.help, looks.named("hint"))
        write_text(sheet, row, KEY, column.key, looks.named("key"))
        add_rule(sheet, column, VALUE, [row], sources.get(column.key, ""))
    show_field_spots(sheet, looks, tab.id, tab.columns, HEADING_ROW, LABEL, VALUE)
    first = next((row for row, column in enumerate(tab.columns, HEADING_ROW) if column.fill == "yes"), HEADING_ROW)
    sheet.set_selection(first, VALUE, first, VALUE)
    sheet.freeze_panes(HEADING_ROW, 0)
    set_up_page(sheet, LABEL_WIDTH + width + HELP_WIDTH, str(prefill.identity))
    if tab.protected:
        protect(sheet)
