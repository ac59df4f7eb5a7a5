"""A division's Excel form, laid into a spreadsheet as the template would: a set of tabs for one period."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheets.excel.reader import parse_bytes
from sheets.google.tabs import IDENTITY_KEY, PERIOD_KEY, TAB_KEY, tab_title
from sheets.grid import Book, Cell, Grid, Mark
from sheets.identity import PROPERTY
from tests.google_fake.locales import ZERO
from tests.google_fake.spreadsheet import Spreadsheet, Tab, new_tab

Obj = dict[str, Any]
_MOMENTS = {dt.date: ("DATE", "dd/mm/yyyy"), dt.datetime: ("DATE_TIME", "dd/mm/yyyy h:mm"), dt.time: ("TIME", "h:mm")}


def lay(into: Spreadsheet, form: Path, period: str, *, metadata: bool = True, suffix: bool = True) -> list[Tab]:
    """Add a form's tabs behind those that are there; return them. Without `metadata` titles alone tell them."""
    book = parse_bytes(form.read_bytes())
    first = 1 + max(tab.id for tab in into.tabs)
    made = [_tab(number, grid, period if suffix else "") for number, grid in enumerate(book.grids, start=first)]
    into.tabs += made
    into.number()
    if metadata:
        for tab, grid in zip(made, book.grids, strict=True):
            _mark(into, tab, grid, book, period)
    return made


def _tab(number: int, grid: Grid, period: str) -> Tab:
    tab = new_tab(number, tab_title(grid.tab, period) if period else grid.tab)
    for (row, column), cell in grid.cells.items():
        if Mark.COVERED not in cell.marks:
            tab.cells[row - 1, column - 1] = _cell(cell)
    for axis, lines in enumerate((tab.rows, tab.columns)):
        for number in {at[axis] for at in grid.cells}:
            if all(Mark.HIDDEN in cell.marks for at, cell in grid.cells.items() if at[axis] == number):
                lines[number - 1] = {"hiddenByUser": True}
    tab.merges = [
        {"sheetId": tab.id, "startRowIndex": a - 1, "startColumnIndex": b - 1, "endRowIndex": c, "endColumnIndex": d}
        for a, b, c, d in grid.merges
    ]
    if grid.hidden:
        tab.properties["hidden"] = True
    return tab


def _cell(cell: Cell) -> Obj:
    value = cell.value
    made = {"userEnteredValue": _value(value)} if value is not None else {}
    if isinstance(value, str):
        made["userEnteredFormat"] = {"numberFormat": {"type": "TEXT", "pattern": "@"}}
    if type(value) in _MOMENTS:
        kind, pattern = _MOMENTS[type(value)]
        made["userEnteredFormat"] = {"numberFormat": {"type": kind, "pattern": pattern}}
    return made


def _value(value: object) -> Obj:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, Decimal):
        return {"numberValue": int(value) if value == int(value) else float(value)}
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
        since = moment.replace(tzinfo=dt.UTC) - ZERO
        return {"numberValue": since.days + since.seconds / 86400 if since.seconds else since.days}
    return {"stringValue": str(value)}


def _mark(into: Spreadsheet, tab: Tab, grid: Grid, book: Book, period: str) -> None:
    told = {PERIOD_KEY: period, TAB_KEY: grid.tab, IDENTITY_KEY: book.properties.get(PROPERTY, "")}
    for key, value in told.items():
        location = {"locationType": "SHEET", "sheetId": tab.id}
        number = 1 + max((one["metadataId"] for one in into.metadata), default=0)
        into.metadata.append(
            {
                "metadataId": number,
                "metadataKey": key,
                "metadataValue": value,
                "visibility": "DOCUMENT",
                "location": location,
            }
        )
