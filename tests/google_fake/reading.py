"""spreadsheets.get and getByDataFilter: the JSON of a spreadsheet, or of the parts that were asked for."""

from __future__ import annotations

from typing import Any

from tests.google_fake import a1
from tests.google_fake.formulas import value_of
from tests.google_fake.locales import shown
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet, Tab

Obj = dict[str, Any]
BLANK: Obj = {}
Wanted = dict[int, list[Obj]]  # per sheetId the GridRanges that were asked for


def by_ranges(book: Spreadsheet, ranges: list[str]) -> Wanted:
    """Return what these A1 ranges ask for."""
    wanted: Wanted = {}
    for text in ranges:
        title, where = a1.split(text)
        try:
            tab = book.tab(title) if title else book.tabs[0]
            wanted.setdefault(tab.id, []).append(a1.cells(where))
        except (StopIteration, ValueError):
            raise RefusedError(400, f"Unable to parse range: {text}") from None
    return wanted


def by_filters(book: Spreadsheet, filters: list[Obj]) -> Wanted:
    """Return what these data filters find: ALL tabs where they find none (seen on Google itself)."""
    wanted: Wanted = {}
    for one in filters:
        if "a1Range" in one:
            for sheet_id, ranges in by_ranges(book, [one["a1Range"]]).items():
                wanted.setdefault(sheet_id, []).extend(ranges)
        elif "gridRange" in one:
            wanted.setdefault(one["gridRange"].get("sheetId", 0), []).append(one["gridRange"])
        else:
            for metadata in found(book, one.get("developerMetadataLookup", {})):
                _locate(book, metadata["location"], wanted)
    return wanted or {tab.id: [{}] for tab in book.tabs}


def found(book: Spreadsheet, lookup: Obj) -> list[Obj]:
    """Return the developer metadata that a lookup finds: all that it names has to fit."""
    names = ("metadataKey", "metadataValue", "metadataId", "visibility")
    return [
        one
        for one in book.metadata
        if all(lookup.get(name) in {None, one.get(name)} for name in names)
        and lookup.get("locationType") in {None, one["location"]["locationType"]}
        and _lies(one["location"], lookup.get("metadataLocation"))
    ]


def _lies(location: Obj, wanted: Obj | None) -> bool:
    """Return whether a location is the one asked for, or on the tab that was asked for."""
    if wanted is None or "sheetId" not in wanted:
        return wanted is None or wanted.get("spreadsheet") == location.get("spreadsheet")
    inner = location.get("dimensionRange", {}).get("sheetId")
    return wanted["sheetId"] in {location.get("sheetId"), inner}


def _locate(book: Spreadsheet, location: Obj, wanted: Wanted) -> None:
    if "sheetId" in location:
        wanted.setdefault(location["sheetId"], []).append({})
    elif "dimensionRange" in location:
        span = location["dimensionRange"]
        side = "Row" if span["dimension"] == "ROWS" else "Column"
        sides = {f"start{side}Index": span["startIndex"], f"end{side}Index": span["endIndex"]}
        wanted.setdefault(span["sheetId"], []).append(sides)
    else:
        for tab in book.tabs:
            wanted.setdefault(tab.id, []).append({})


def told(book: Spreadsheet, wanted: Wanted | None, grid: bool, sizes: bool = True) -> Obj:
    """Return the whole JSON, of parts that are the spreadsheet's own; a fields mask is laid over it afterwards.

    Cells alike are one object. Without `sizes` it lacks what is said of each row and column.
    """
    answer: Obj = {"spreadsheetId": book.id, "properties": book.properties}
    tabs = [tab for tab in book.tabs if wanted is None or tab.id in wanted]
    answer["sheets"] = [_tab(book, tab, [{}] if wanted is None else wanted[tab.id], grid, sizes) for tab in tabs]
    answer["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    own = [one for one in book.metadata if one["location"]["locationType"] == "SPREADSHEET"]
    if book.names:
        answer["namedRanges"] = [one | {"range": without_zero(one["range"])} for one in book.names]
    return answer | ({"developerMetadata": own} if own else {})


def _tab(book: Spreadsheet, tab: Tab, ranges: list[Obj], grid: bool, sizes: bool) -> Obj:
    answer: Obj = {"properties": tab.properties}
    if grid:
        answer["data"] = [_grid(book, tab, one, sizes) for one in ranges]
    metadata = [one for one in book.metadata if one["location"].get("sheetId") == tab.id]
    for name, held in (
        ("merges", [without_zero(one) for one in tab.merges]),
        ("conditionalFormats", [_rule(one) for one in tab.conditional]),
        ("protectedRanges", [protection(one) for one in tab.protected]),
        ("developerMetadata", metadata),
    ):
        if held:
            answer[name] = held
    return answer


def without_zero(grid_range: Obj) -> Obj:
    """Return a GridRange as Google echoes it: the first tab's sheetId, 0, is left out."""
    return {name: value for name, value in grid_range.items() if name != "sheetId" or value}


def _rule(rule: Obj) -> Obj:
    return rule | {"ranges": [without_zero(one) for one in rule["ranges"]]}


def protection(one: Obj) -> Obj:
    """Return a ProtectedRange as it is echoed."""
    answer = one | {"range": without_zero(one["range"])}
    if "unprotectedRanges" in one:
        answer["unprotectedRanges"] = [without_zero(inner) for inner in one["unprotectedRanges"]]
    return answer


def _grid(book: Spreadsheet, tab: Tab, grid_range: Obj, sizes: bool) -> Obj:
    top, bottom, left, right = tab.ranged(grid_range)
    answer: Obj = {}
    if top:
        answer["startRow"] = top
    if left:
        answer["startColumn"] = left
    inside = [at for at in tab.cells if top <= at[0] < bottom and left <= at[1] < right]
    ends: dict[int, int] = {}
    for row, column in inside:
        ends[row] = max(ends.get(row, 0), column + 1)
    if inside:
        seen: dict[int, Obj] = {}
        answer["rowData"] = [
            {"values": [_once(book, tab, (row, at), seen) for at in range(left, ends[row])]} if row in ends else {}
            for row in range(top, max(ends) + 1)
        ]
    if not sizes:
        return answer
    answer["rowMetadata"] = [_dimension(book, tab, "ROWS", n) for n in range(top, bottom)]
    answer["columnMetadata"] = [_dimension(book, tab, "COLUMNS", n) for n in range(left, right)]
    return answer


def _dimension(book: Spreadsheet, tab: Tab, dimension: str, index: int) -> Obj:
    held = (tab.rows if dimension == "ROWS" else tab.columns).get(index, {})
    answer: Obj = {"pixelSize": 21 if dimension == "ROWS" else 100} | held
    metadata = []
    for one in book.metadata:
        span = one["location"].get("dimensionRange")
        if span and (span["sheetId"], span["dimension"], span["startIndex"]) == (tab.id, dimension, index):
            metadata.append(one)
    return answer | ({"developerMetadata": metadata} if metadata else {})


def _once(book: Spreadsheet, tab: Tab, at: tuple[int, int], seen: dict[int, Obj]) -> Obj:
    """Return a cell, worked out once for all that are one object; what a formula gives hangs on where it stands."""
    held = tab.cells.get(at, BLANK)
    if id(held) not in seen:
        found = cell(book, tab, at)
        if "formulaValue" in held.get("userEnteredValue", {}):
            return found
        seen[id(held)] = found
    return seen[id(held)]


def cell(book: Spreadsheet, tab: Tab, at: tuple[int, int]) -> Obj:
    """Return a cell with what follows from what was entered: value, text as shown, format."""
    held = tab.cells.get(at)
    if not held:
        return {}
    answer = {name: value for name, value in held.items() if name != "result"}
    own = held.get("userEnteredFormat", {})
    entered = held.get("userEnteredValue")
    value = value_of(book, tab, at)
    if value:  # a picture in a cell is none
        answer["effectiveValue"] = value
        answer["formattedValue"] = shown(value, own.get("numberFormat", {}), book.locale)
    link = own.get("textFormat", {}).get("link", {}).get("uri")
    if link:
        answer["hyperlink"] = link
    if entered or own or "result" in held:
        answer["effectiveFormat"] = book.properties["defaultFormat"] | own
    return answer
