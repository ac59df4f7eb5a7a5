"""What a cell takes and what it says about it: data validations, and formats that depend on what was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from sheets.errors import FormError
from sheets.excel.limits import MESSAGE_TITLE_LIMIT, message_text, message_title, within
from sheets.excel.looks import RED, Looks, longer_number_format
from sheets.form import Column

_Options = dict[str, str | int | dt.date]

LARGEST = 10**15  # beyond it a spreadsheet no longer knows every whole number
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)


def add_rule(
    sheet: Worksheet,
    column: Column,
    at: int,
    rows: Sequence[int],
    source: str = "",
    whole: bool = False,
    measured: bool = False,
) -> None:
    """Add the validation of a column to these rows (0-based): its type, its help, its error message.

    `source` is the defined name of its list. A wrong type is stopped; a text outside its list is only
    warned of: typed in other case or accents it is understood all the same; so is a fraction of what is `measured`.
    Raises FormError.
    """
    options = _kind(column, source, whole) | ({"error_type": "warning"} if measured else {}) | _messages(column)
    if column.fill == "locked" or not rows or (options["validate"] == "any" and "input_message" not in options):
        return
    spans = [[first, at, last, at] for first, last in _spans(rows)]
    (top, left, bottom, right), *others = spans
    code = sheet.data_validation(top, left, bottom, right, {**options, **({"other_cells": others} if others else {})})
    if code:
        raise FormError(f"{sheet.name} {column.key}: XlsxWriter refuses the rule ({code})")


def show_oddities(sheet: Worksheet, looks: Looks, at: int, rows: Sequence[int], decimals: int) -> None:
    """Let number cells show what must not be overlooked: decimals nobody expects here, and text with a "!"."""
    for first, last in _spans(rows):
        cell = xl_rowcol_to_cell(first, at)
        odd: dict[str, dict[str, str | bool]] = {
            f"=AND(ISNUMBER({cell}),{cell}<>ROUND({cell},{decimals}))": {"num_format": longer_number_format(decimals)},
            f'=AND(ISTEXT({cell}),{cell}<>"")': {"num_format": '"! "@', "font_color": RED, "bold": True},
        }
        for criteria, props in odd.items():
            options = {"type": "formula", "criteria": criteria, "format": looks.of(props)}
            if sheet.conditional_format(first, at, last, at, options):
                raise FormError(f"{sheet.name}: XlsxWriter refuses {criteria}")


def _kind(column: Column, source: str, whole: bool) -> _Options:
    if column.type == "choice" and source:
        return {"validate": "list", "source": f"={source}", "error_type": "warning"}
    if column.type == "number":
        kind = "integer" if whole else "decimal"
        return {"validate": kind, "criteria": "between", "minimum": -LARGEST, "maximum": LARGEST, "error_type": "stop"}
    if column.type == "date":
        return {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST, "error_type": "stop"}
    return {"validate": "any"}


def _messages(column: Column) -> _Options:
    title = within(message_title(column.heading), MESSAGE_TITLE_LIMIT, column.key)
    options: _Options = {}
    if column.help:
        options |= {"input_title": title, "input_message": message_text(column.help, column.key)}
    if column.error:
        options |= {"error_title": title, "error_message": message_text(column.error, column.key)}
    return options


def _spans(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return runs of rows as (first, last)."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans
