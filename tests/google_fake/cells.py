"""The requests that write cells."""

from __future__ import annotations

from typing import Any

from tests.google_fake.colours import settle
from tests.google_fake.copying import copied
from tests.google_fake.desk import Desk
from tests.google_fake.masks import parse, put
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import CHARACTERS, At, Spreadsheet, Tab

Obj = dict[str, Any]
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if "
    "you need to edit."
)


def tab_of(book: Spreadsheet, sheet_id: int | None) -> Tab:
    """Return the tab; raises RefusedError."""
    tab = book.by_id(sheet_id or 0)
    if tab is None:
        raise RefusedError(400, f"No grid with id: {sheet_id or 0}")
    return tab


def guard(tab: Tab, at: At, desk: Desk) -> None:
    """Raise RefusedError where this cell is protected against the account."""
    for one in tab.protected:
        users = one.get("editors", {}).get("users", [])
        if one.get("warningOnly") or desk.account in {desk.owner, *users} or not _within(tab, one["range"], at):
            continue
        if not any(_within(tab, open_range, at) for open_range in one.get("unprotectedRanges", [])):
            raise RefusedError(400, PROTECTED)


def _within(tab: Tab, grid_range: Obj, at: At) -> bool:
    top, bottom, left, right = tab.ranged(grid_range)
    return top <= at[0] < bottom and left <= at[1] < right


def write(tab: Tab, at: At, source: Obj, tree: Obj, desk: Desk) -> None:
    """Put the parts of a cell that the mask names."""
    guard(tab, at, desk)
    value = source.get("userEnteredValue", {})
    if len(value.get("stringValue", "") or value.get("formulaValue", "")) > CHARACTERS:
        raise RefusedError(
            400, f"Your input contains more than the maximum of {CHARACTERS} characters in a single cell."
        )
    covered = any(_within(tab, one, at) and at != (one["startRowIndex"], one["startColumnIndex"]) for one in tab.merges)
    cell: Obj = copied(tab.cells.get(at, {}))
    if covered and "userEnteredValue" in tree:
        tree = {name: inner for name, inner in tree.items() if name != "userEnteredValue"}
    put(cell, {name: held for name, held in copied(source).items() if held not in (None, {})}, tree)
    if cell.get("userEnteredValue") == {"stringValue": ""}:
        del cell["userEnteredValue"]
    if cell.get("note") == "":
        del cell["note"]
    if "userEnteredFormat" in tree or "*" in tree:
        _pair_colours(cell, source, tree)
    if "userEnteredValue" in tree or "*" in tree:
        cell.pop("result", None)
    if cell:
        tab.cells[at] = cell
    else:
        tab.cells.pop(at, None)


def _pair_colours(cell: Obj, source: Obj, tree: Obj) -> None:
    """A colour that was written plainly goes before the style that stood there."""
    own, wanted = cell.get("userEnteredFormat", {}), source.get("userEnteredFormat", {})
    for name in ("backgroundColor",):
        if name in wanted and f"{name}Style" not in wanted:
            own.pop(f"{name}Style", None)
    text, wanted_text = own.get("textFormat", {}), wanted.get("textFormat", {})
    if "foregroundColor" in wanted_text and "foregroundColorStyle" not in wanted_text:
        text.pop("foregroundColorStyle", None)
    settle(own)


def update_cells(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Write rows of cells; within a range, what the rows do not reach is cleared."""
    tree = parse(body["fields"])
    rows = [row.get("values", []) for row in body.get("rows", [])]
    if "start" in body:
        start = body["start"]
        tab, top, left = tab_of(book, start.get("sheetId")), start.get("rowIndex", 0), start.get("columnIndex", 0)
        places = {(top + r, left + c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)}
    else:
        tab = tab_of(book, body["range"].get("sheetId"))
        top, bottom, left, right = tab.ranged(body["range"])
        if len(rows) > bottom - top:
            raise RefusedError(
                400, f"Attempting to write row: {top + len(rows) - 1}, beyond the last requested row of: {bottom - 1}"
            )
        if max(map(len, rows), default=0) > right - left:
            column = left + max(map(len, rows)) - 1
            raise RefusedError(
                400, f"Attempting to write column: {column}, beyond the last requested column of: {right - 1}"
            )
        places = {(r, c): {} for r in range(top, bottom) for c in range(left, right)}
        places |= {(top + r, left + c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)}
    for at, cell in places.items():
        if at[0] >= tab.size[0] or at[1] >= tab.size[1]:
            raise RefusedError(400, f"Attempting to write cell {at}, beyond the grid limits {tab.size}")
        write(tab, at, cell or {}, tree, desk)
    return {}


def repeat_cell(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Write one cell all over a range."""
    tab, tree = tab_of(book, body["range"].get("sheetId")), parse(body["fields"])
    top, bottom, left, right = tab.ranged(body["range"])
    fresh: Obj | None = None  # what an empty cell becomes: worked out once, there are thousands
    for at in ((row, column) for row in range(top, bottom) for column in range(left, right)):
        empty = at not in tab.cells and not tab.merges
        if empty and fresh is not None:
            guard(tab, at, desk)
            tab.cells[at] = fresh
        else:
            write(tab, at, body.get("cell", {}), tree, desk)
            fresh = tab.cells.get(at) if empty else fresh
    return {}


def set_validation(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Give every cell of a range a rule, or take it away."""
    cell = {"dataValidation": body.get("rule")}
    return repeat_cell(book, {"range": body["range"], "cell": cell, "fields": "dataValidation"}, desk)


def sort_range(book: Spreadsheet, body: Obj, desk: Desk) -> Obj:
    """Sort the rows of a range: numbers before texts before empty cells."""
    tab = tab_of(book, body["range"].get("sheetId"))
    top, bottom, left, right = tab.ranged(body["range"])
    rows = [{c: tab.cells.pop((r, c)) for c in range(left, right) if (r, c) in tab.cells} for r in range(top, bottom)]
    for spec in reversed(body["sortSpecs"]):
        down = spec.get("sortOrder") == "DESCENDING"
        column = spec.get("dimensionIndex", 0)
        rows.sort(key=lambda row: _rank(row.get(column, {})), reverse=down)
        rows.sort(key=lambda row: not row.get(column, {}).get("userEnteredValue"))
    for offset, row in enumerate(rows):
        for column, cell in row.items():
            guard(tab, (top + offset, column), desk)
            tab.cells[(top + offset, column)] = cell
    return {}


def _rank(cell: Obj) -> tuple[int, float, str]:
    value = cell.get("result") or cell.get("userEnteredValue", {})
    if "numberValue" in value:
        return 0, float(value["numberValue"]), ""
    return 1, 0.0, str(value.get("stringValue", "")).casefold()
