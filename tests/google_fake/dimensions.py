"""The requests about rows and columns: what stands below or beside moves along, with all that speaks of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.google_fake.cells import tab_of, write
from tests.google_fake.desk import Desk
from tests.google_fake.masks import parse, put
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet, Tab

Obj = dict[str, Any]
Shift = Callable[[int], int | None]  # an index → where it is now, None where it is gone


def _span(tab: Tab, wanted: Obj) -> tuple[bool, int, int]:
    """Return whether it is rows, and the first and the end."""
    rows = wanted["dimension"] == "ROWS"
    size = tab.size[0 if rows else 1]
    start, end = wanted.get("startIndex", 0), wanted.get("endIndex", size)
    if start >= end:
        raise RefusedError(400, f"endIndex ({end}) must be greater than startIndex ({start})")
    return rows, start, end


def insert(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Insert empty rows or columns; they look like those before or behind them."""
    tab = tab_of(book, body["range"].get("sheetId"))
    rows, start, end = _span(tab, body["range"])
    count = end - start
    like = start - 1 if body.get("inheritFromBefore") else start
    looks: dict[int, Obj] = {
        at[1 if rows else 0]: {
            name: held for name, held in cell.items() if name in {"userEnteredFormat", "dataValidation"}
        }
        for at, cell in tab.cells.items()
        if at[0 if rows else 1] == like
    }
    _grow(tab, rows, count)
    _moved(book, tab, rows, lambda index: index + count if index >= start else index, start)
    for other, look in looks.items():
        for index in range(start, end):
            if look:
                tab.cells[(index, other) if rows else (other, index)] = look
    return {}


def delete(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Delete rows or columns."""
    tab = tab_of(book, body["range"].get("sheetId"))
    rows, start, end = _span(tab, body["range"])
    if end - start >= tab.size[0 if rows else 1]:
        raise RefusedError(400, f"You can't delete all the {'rows' if rows else 'columns'} on the sheet.")

    def shift(index: int) -> int | None:
        if index < start:
            return index
        return index - (end - start) if index >= end else None

    _moved(book, tab, rows, shift, start)
    _grow(tab, rows, start - end)
    return {}


def append(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Add rows or columns at the end."""
    _grow(tab_of(book, body.get("sheetId")), body["dimension"] == "ROWS", body["length"])
    return {}


def append_cells(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Write rows of cells below the last one that holds data; rows are added where there are too few."""
    tab, tree = tab_of(book, body.get("sheetId")), parse(body["fields"])
    top = 1 + max((row for (row, _), cell in tab.cells.items() if "userEnteredValue" in cell), default=-1)
    rows = [row.get("values", []) for row in body.get("rows", [])]
    _grow(tab, True, max(top + len(rows) - tab.size[0], 0))
    for row, values in enumerate(rows, start=top):
        for column, cell in enumerate(values):
            write(tab, (row, column), cell, tree, desk)
    return {}


def update(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Change height, width, whether it is hidden."""
    tab = tab_of(book, body["range"].get("sheetId"))
    rows, start, end = _span(tab, body["range"])
    held = tab.rows if rows else tab.columns
    for index in range(start, end):
        one = held.setdefault(index, {})
        put(one, copy.deepcopy(body["properties"]), parse(body["fields"]))
        if one.get("hiddenByUser") is False:
            del one["hiddenByUser"]
    return {}


def _grow(tab: Tab, rows: bool, count: int) -> None:
    name = "rowCount" if rows else "columnCount"
    tab.properties["gridProperties"][name] += count


def _moved(book: Spreadsheet, tab: Tab, rows: bool, shift: Shift, edge: int) -> None:
    """Move cells, sizes, merges, protection, conditional formats and metadata."""
    cells = {}
    for (row, column), cell in tab.cells.items():
        index = shift(row if rows else column)
        if index is not None:
            cells[(index, column) if rows else (row, index)] = cell
    tab.cells = cells
    held = tab.rows if rows else tab.columns
    now = {shift(index): value for index, value in held.items()}
    moved = {index: value for index, value in now.items() if index is not None}
    if rows:
        tab.rows = moved
    else:
        tab.columns = moved
    side = "Row" if rows else "Column"
    names = (f"start{side}Index", f"end{side}Index")
    tab.merges = [one for one in tab.merges if _ranged(one, names, shift, edge)]
    tab.protected = [one for one in tab.protected if _ranged(one["range"], names, shift, edge)]
    for rule in tab.conditional:
        rule["ranges"] = [one for one in rule["ranges"] if _ranged(one, names, shift, edge)]
    tab.conditional = [rule for rule in tab.conditional if rule["ranges"]]
    book.names = [
        one for one in book.names if one["range"]["sheetId"] != tab.id or _ranged(one["range"], names, shift, edge)
    ]
    spans = [(one, one["location"].get("dimensionRange")) for one in book.metadata]
    dimension = "ROWS" if rows else "COLUMNS"
    for one, span in spans:
        here = bool(span) and (span["sheetId"], span["dimension"]) == (tab.id, dimension)
        if here and not _ranged(span, ("startIndex", "endIndex"), shift, edge):
            book.metadata.remove(one)


def _ranged(one: Obj, names: tuple[str, str], shift: Shift, edge: int) -> bool:
    """Move the two sides of a range; return whether something is left of it."""
    first, end = one.get(names[0]), one.get(names[1])
    if first is not None:
        now = shift(first)
        one[names[0]] = edge if now is None else now
    if end is not None:
        last = shift(end - 1)
        one[names[1]] = edge if last is None else last + 1
    return first is None or end is None or one[names[0]] < one[names[1]]
