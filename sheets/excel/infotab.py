"""Thông tin chung: one field a row, label in A, value in B, help in C, hidden key in D."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from sheets.excel.head import HEADING_ROW, heading, write_head, write_legend
from sheets.excel.looks import Looks
from sheets.excel.page import protect, set_up_page
from sheets.excel.rules import add_rule
from sheets.excel.writing import write_text, write_value
from sheets.form import Column, Tab
from sheets.prefill import Prefill

LABEL, VALUE, HELP, KEY = range(4)
_LABEL_WIDTH, _HELP_WIDTH, _ROW_HEIGHT = 30, 58, 36


def write_info_tab(
    sheet: Worksheet, looks: Looks, prefill: Prefill, tab: Tab, legend: Mapping[str, str], sources: Mapping[str, str]
) -> None:
    """Write the tab; values come from `prefill.info`, the division and its period at least. Raises FormError."""
    write_head(sheet, looks, prefill, tab.title, tab.purpose)
    width = max(column.width for column in tab.columns)
    for at, wide in ((LABEL, _LABEL_WIDTH), (VALUE, width), (HELP, _HELP_WIDTH)):
        sheet.set_column(at, at, wide)
    sheet.set_column(KEY, KEY, None, None, {"hidden": True})
    write_legend(sheet, looks, legend, _legend_columns(tab, width), tab.title)
    values = {"division": prefill.division_name, "period": prefill.period_label} | dict(prefill.info)
    for row, column in enumerate(tab.columns, HEADING_ROW):
        value = values.get(column.key)
        sheet.set_row(row, _ROW_HEIGHT)
        write_text(sheet, row, LABEL, heading(column), looks.field_label(column.fill))
        write_value(sheet, row, VALUE, value, looks.cell(column, value, valign="vcenter"))
        write_text(sheet, row, HELP, column.help, looks.named("hint"))
        write_text(sheet, row, KEY, column.key, looks.named("key"))
        add_rule(sheet, column, VALUE, [row], sources.get(column.key, ""))
    first = next((row for row, column in enumerate(tab.columns, HEADING_ROW) if column.fill == "yes"), HEADING_ROW)
    sheet.set_selection(first, VALUE, first, VALUE)
    sheet.freeze_panes(HEADING_ROW, 0)
    set_up_page(sheet, _LABEL_WIDTH + width + _HELP_WIDTH, str(prefill.identity))
    if tab.protected:
        protect(sheet)


def _legend_columns(tab: Tab, width: int) -> list[Column]:
    """The tab's real columns, for the legend above them: as many as there are kinds of fields."""
    by_fill = {column.fill: column for column in tab.columns}
    required = any(column.required for column in tab.columns)
    label = Column(tab.id, tab.title, "text", "locked", _LABEL_WIDTH)
    values = Column(tab.id, tab.title, "text", "yes", width, required=required)
    return (
        [label, values]
        if "locked" not in by_fill
        else [label, values, Column(tab.id, "", "text", "locked", _HELP_WIDTH)]
    )
