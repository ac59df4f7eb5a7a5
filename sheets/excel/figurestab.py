"""Chỉ tiêu: one row for each indicator, its cumulative figure as a live formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from sheets.excel.head import FIRST_ROW
from sheets.excel.looks import Looks, number_format
from sheets.excel.rowtab import RowTab, first_input, fit_rows, frame_tab
from sheets.excel.rules import add_rule, show_oddities
from sheets.excel.writing import write_formula, write_value
from sheets.form import Column, Tab
from sheets.prefill import IndicatorRow, Prefill, Row

_LEAST_HEIGHT = 22.5


def figures_tab(tab: Tab, prefill: Prefill) -> RowTab:
    """Return Chỉ tiêu as it will be written; Điều chỉnh kỳ trước shows only where it is used."""
    used = any(row.correction is not None for row in prefill.indicators)
    columns = tuple(replace(c, hidden=c.hidden and not used) for c in tab.columns)
    rows = tuple(_row(row) for row in prefill.indicators)
    return RowTab(
        tab.title, tab.title, tab.purpose, f"BIEU_{tab.id}", columns, rows, 0, tab.protected, frozen_columns=2
    )


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
    for place, column in enumerate(spec.columns):
        _add_rules(sheet, looks, column, place, prefill.indicators)
    first = first_input(spec.columns) or 0
    sheet.set_selection(FIRST_ROW, first, FIRST_ROW, first)


def formula(indicator: IndicatorRow, month: str, correction: str) -> str:
    """Return Lũy kế as Excel reckons it from these cells: what was reported before, the month, the correction.

    A level (stock, rate) does not add up. Nothing is shown where nothing is known, where earlier months of the year are
    missing, or where a figure is text.
    """
    if not indicator.whole:
        return '=""'
    if not indicator.flow:
        return f'=IF(ISNUMBER({month}),{month},"")'
    if indicator.cumulative is None:
        total, known = f"SUM({month},{correction})", f"COUNT({month},{correction})>0"
    else:
        total, known = f"SUM({indicator.cumulative:f},{month},{correction})", "TRUE"
    return f'=IF(AND({known},NOT(ISTEXT({month})),NOT(ISTEXT({correction}))),{total},"")'


def result(indicator: IndicatorRow) -> Decimal | None:
    """Return what the formula gives, None where it shows nothing."""
    if not indicator.whole:
        return None
    typed = (indicator.month, indicator.correction) if indicator.flow else (indicator.month,)
    if any(isinstance(value, str) and value for value in typed):
        return None
    known = [value for value in typed if isinstance(value, Decimal)]
    if indicator.flow and indicator.cumulative is not None:
        known.append(indicator.cumulative)
    return sum(known, Decimal(0)) if known else None


def _row(indicator: IndicatorRow) -> Row:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "plan": indicator.plan,
        "month": indicator.month,
        "correction": indicator.correction,
        "cumulative": None,
        "remark": indicator.remark,
    }


def _add_rules(sheet: Worksheet, looks: Looks, column: Column, at: int, indicators: tuple[IndicatorRow, ...]) -> None:
    """Counts take whole numbers only: a typed 1.007 that an English Excel takes for a fraction is stopped here."""
    if column.type != "number":
        add_rule(sheet, column, at, range(FIRST_ROW, FIRST_ROW + len(indicators)))
        return
    for decimals in sorted({indicator.decimals for indicator in indicators}):
        rows = [FIRST_ROW + n for n, indicator in enumerate(indicators) if indicator.decimals == decimals]
        add_rule(sheet, column, at, rows, whole=not decimals)
        show_oddities(sheet, looks, at, rows, decimals)
