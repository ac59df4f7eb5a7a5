"""A tab as it shall be drawn, and the requests of one batchUpdate that draw it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheets.google.answers import Json, Request
from sheets.google.looking import Obj

PIXELS = 8  # of a digit of Times New Roman 12, the unit of column widths
_WHOLE = "userEnteredValue,userEnteredFormat,note"


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns of a tab, 0-based; the ends are outside, None is open."""

    top: int
    bottom: int | None
    left: int
    right: int | None

    def on(self, gid: int) -> Obj:
        """Return it as a GridRange."""
        sides = {
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }
        return {"sheetId": gid} | {name: side for name, side in sides.items() if side is not None}


@dataclass(frozen=True, slots=True)
class Band:
    """A look and a rule that all cells of an area have."""

    area: Area
    look: Obj
    rule: Obj = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One tab. `cells` are CellData by (row, column) from 0; `open` are the areas that staff may type into where the
    rest of the tab is protected, None where its frozen head alone is; `formats` are conditional ones, in the order
    they are added.
    """

    rows: int
    columns: int
    cells: Mapping[tuple[int, int], Obj]
    widths: Sequence[int]  # in digits
    bands: Sequence[Band] = ()
    rules: Sequence[tuple[Area, Obj]] = ()
    heights: Mapping[int, int] = field(default_factory=dict)  # in pixels
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    frozen_rows: int = 0
    frozen_columns: int = 0
    open: Sequence[Area] | None = None
    formats: Sequence[tuple[Area, Obj]] = ()
    hidden: bool = False
    colour: Obj | None = None


def add_tab(drawn: Drawn, gid: int, title: str, index: int) -> Request:
    """Return the request that adds the tab, still empty."""
    grid: dict[str, Json] = {"rowCount": drawn.rows, "columnCount": drawn.columns}
    grid |= {"frozenRowCount": drawn.frozen_rows, "frozenColumnCount": drawn.frozen_columns}
    grid["hideGridlines"] = True
    properties: dict[str, Json] = {"sheetId": gid, "title": title, "index": index, "gridProperties": grid}
    if drawn.hidden:
        properties["hidden"] = True
    if drawn.colour:
        properties["tabColorStyle"] = drawn.colour
    return {"addSheet": {"properties": properties}}


def fill_tab(drawn: Drawn, gid: int) -> Iterator[Request]:
    """Yield the requests that fill a tab which was just added: cells, looks, rules, widths."""
    for band in drawn.bands:
        look: Obj = {"userEnteredFormat": band.look}
        yield {"repeatCell": {"range": band.area.on(gid), "cell": look, "fields": "userEnteredFormat"}}
    # Not with the looks: here Google lets a formula move with its cell, there nothing says so.
    for area, rule in (*((band.area, band.rule) for band in drawn.bands if band.rule), *drawn.rules):
        yield {"setDataValidation": {"range": area.on(gid), "rule": rule}}
    yield from _cells(drawn, gid)
    yield from _sizes(drawn, gid)


def _cells(drawn: Drawn, gid: int) -> Iterator[Request]:
    """Yield one updateCells for each run of rows that are framed, and one for each whose looks the bands gave."""
    rows: dict[int, dict[int, Obj]] = {}
    for (row, column), cell in drawn.cells.items():
        rows.setdefault(row, {})[column] = cell
    runs: list[tuple[int, str, list[Json]]] = []
    for row, cells in sorted(rows.items()):
        fields = _WHOLE if any("userEnteredFormat" in cell for cell in cells.values()) else "userEnteredValue"
        values: Json = {"values": [cells.get(column, {}) for column in range(max(cells) + 1)]}
        if runs and runs[-1][1] == fields and runs[-1][0] + len(runs[-1][2]) == row:
            runs[-1][2].append(values)
        else:
            runs.append((row, fields, [values]))
    for top, fields, told in runs:
        start: Obj = {"sheetId": gid, "rowIndex": top, "columnIndex": 0}
        yield {"updateCells": {"start": start, "rows": told, "fields": fields}}


def _sizes(drawn: Drawn, gid: int) -> Iterator[Request]:
    for at, width in enumerate(drawn.widths):
        pixels: Obj = {"pixelSize": width * PIXELS + 5}
        yield _dimension(gid, "COLUMNS", at, pixels, "pixelSize")
    for row, height in drawn.heights.items():
        yield _dimension(gid, "ROWS", row, {"pixelSize": height}, "pixelSize")
    for kind, hidden in (("ROWS", drawn.hidden_rows), ("COLUMNS", drawn.hidden_columns)):
        for at in hidden:
            yield _dimension(gid, kind, at, {"hiddenByUser": True}, "hiddenByUser")


def _dimension(gid: int, kind: str, at: int, properties: Obj, fields: str) -> Request:
    span: Obj = {"sheetId": gid, "dimension": kind, "startIndex": at, "endIndex": at + 1}
    return {"updateDimensionProperties": {"range": span, "properties": properties, "fields": fields}}
