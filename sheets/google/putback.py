"""Columns of Ý kiến rà soát that staff deleted, put back: without the hidden keys nothing can be written or heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheets.google.answers import Json, Request
from sheets.google.drawn import Drawn
from sheets.google.held import HeldTab
from sheets.google.looking import Obj
from sheets.head import HEADING_ROW, KEY_ROW

_WHOLE = "userEnteredValue,userEnteredFormat,note"


def columns_of(tab: HeldTab, keys: Sequence[str], drawn: Drawn) -> tuple[Mapping[str, int], list[Request]]:
    """Return where these columns stand in the tab, from 0, once those that are lost are back, and what puts them back.

    `keys` are the columns of the form in its order. A column is lost where neither its hidden key nor its heading is
    there; it comes back empty, before the next one of the form. Where the row of keys is gone none is known to be lost.
    """
    row = _key_row(tab, keys)
    if not row:
        return {}, []
    there = {str(cell.value): at - 1 for (r, at), cell in sorted(tab.grid.cells.items(), reverse=True) if r == row}
    headings = {str(cell.value): at - 1 for (r, at), cell in tab.grid.cells.items() if r == row + 1}
    places: dict[str, int] = {}
    for at, key in enumerate(keys):
        found = there.get(key, headings.get(_text(drawn.cells.get((HEADING_ROW, at), {}))))
        if found is not None:
            places[key] = found
    requests: list[Request] = []
    count = tab.columns
    for order, key in enumerate(keys):
        if key in places:
            continue
        at = next((places[after] for after in keys[order + 1 :] if after in places), count)
        requests += _column(tab.gid, row - 1, at, at == count, order, drawn)
        places = {name: place + 1 if place >= at else place for name, place in places.items()} | {key: at}
        count += 1
    return places, requests


def _key_row(tab: HeldTab, keys: Sequence[str]) -> int:
    """Return the row, from 1, of the hidden keys: the one with the most of them, 0 where none has two."""
    counts: dict[int, int] = {}
    for (row, _), cell in tab.grid.cells.items():
        if cell.value in keys:
            counts[row] = counts.get(row, 0) + 1
    best = max(counts, key=lambda row: (counts[row], -row), default=0)
    return best if counts.get(best, 0) > 1 else 0


def _column(gid: int, top: int, at: int, last: bool, order: int, drawn: Drawn) -> Iterator[Request]:
    span: Obj = {"sheetId": gid, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    if last:
        yield {"appendDimension": {"sheetId": gid, "dimension": "COLUMNS", "length": 1}}
    else:
        yield {"insertDimension": {"range": span, "inheritFromBefore": False}}
    rows: Json = [{"values": [drawn.cells.get((row, order), {})]} for row in (KEY_ROW, HEADING_ROW)]
    start: Obj = {"sheetId": gid, "rowIndex": top, "columnIndex": at}
    yield {"updateCells": {"start": start, "rows": rows, "fields": _WHOLE}}
    hidden = order in drawn.hidden_columns
    properties: Obj = {"hiddenByUser": hidden}
    yield {"updateDimensionProperties": {"range": span, "properties": properties, "fields": "hiddenByUser"}}


def _text(cell: Obj) -> str:
    value = cell.get("userEnteredValue")
    return str(value.get("stringValue", "")) if isinstance(value, Mapping) else ""
