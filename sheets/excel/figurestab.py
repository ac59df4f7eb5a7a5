"""Chỉ tiêu: one row for each indicator, its cumulative figure as a live formula."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from sheets.cumulative import formula, result
from sheets.excel.looks import Looks
from sheets.excel.rowtab import fit_rows, frame_tab
from sheets.excel.rules import add_rule, show_oddities
from sheets.excel.spots import show_spots
from sheets.excel.writing import write_formula, write_value
from sheets.form import Column
from sheets.formtabs import RowTab, first_input
from sheets.head import FIRST_ROW
from sheets.palette import number_format
from sheets.prefill import IndicatorRow, Prefill

_LEAST_HEIGHT = 22.5


def write_figures_tab(
    sheet: Worksheet, looks: Looks, prefill: Prefill, spec: RowTab, legend: Mapping[str, str]
) -> None:
    """Write Chỉ tiêu: staff type figures only, everything else is locked. Raises FormError."""
    frame_tab(sheet, looks, prefill, spec, legend)
    fit_rows(sheet, spec, _LEAST_HEIGHT)
    at = {column.key: place for place, column in enumerate(spec.columns)}
    for row, (indicator, values) in enumerate(zip(prefill.indicators, spec.rows, strict=True), FIRST_ROW):
        number = number_format(indicator.decimals)
        for place, column in enumerate(spec.columns):
            value = values[column.key]
            look = looks.cell(column, value, number=number, valign="vcenter")
            if column.key == "cumulative":
                month, correction = (xl_rowcol_to_cell(row, at[key]) for key in ("month", "correction"))
                write_formula(sheet, row, place, formula(indicator, month, correction), result(indicator), look)
            else:
                write_value(sheet, row, place, value, look)
    show_spots(sheet, looks, spec.kind, spec.columns, range(FIRST_ROW, FIRST_ROW + len(spec.rows)))
    for place, column in enumerate(spec.columns):
        _add_rules(sheet, looks, column, place, prefill.indicators)
    first = first_input(spec.columns) or 0
    sheet.set_selection(FIRST_ROW, first, FIRST_ROW, first)


def _add_rules(sheet: Worksheet, looks: Looks, column: Column, at: int, indicators: tuple[IndicatorRow, ...]) -> None:
    """Counts take whole numbers only: a typed 1.007 that an English Excel takes for a fraction is stopped here. What is
    measured may have fractions: there it is asked about.
    """
    if column.type != "number":
        add_rule(sheet, column, at, range(FIRST_ROW, FIRST_ROW + len(indicators)))
        return
    for decimals, measured in sorted({(indicator.decimals, indicator.measured) for indicator in indicators}):
        alike = (decimals, measured)
        rows = [FIRST_ROW + n for n, each in enumerate(indicators) if (each.decimals, each.measured) == alike]
        add_rule(sheet, column, at, rows, whole=not decimals, measured=measured)
        show_oddities(sheet, looks, at, rows, decimals)
