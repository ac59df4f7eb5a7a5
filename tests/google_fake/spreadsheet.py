"""A spreadsheet in memory: its tabs, their cells, and what stands about them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

Obj = dict[str, Any]
At = tuple[int, int]

CELLS = 10_000_000
CHARACTERS = 50_000


@cache
def _defaults() -> str:
    return (files("tests.google_fake") / "defaults.json").read_text(encoding="utf-8")


def defaults() -> Obj:
    """Return what Google says of every new spreadsheet: format of its cells, theme."""
    found: Obj = json.loads(_defaults())
    return found


@dataclass(slots=True)
class Tab:
    """One tab. Cells hold CellData as it was entered; what a formula gives stands under `result`.

    A cell is replaced and never changed: cells alike are one object, and a copy of the tab has the same ones.
    """

    properties: Obj
    cells: dict[At, Obj] = field(default_factory=dict)
    merges: list[Obj] = field(default_factory=list)
    protected: list[Obj] = field(default_factory=list)
    conditional: list[Obj] = field(default_factory=list)
    rows: dict[int, Obj] = field(default_factory=dict)
    columns: dict[int, Obj] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Its sheetId."""
        return int(self.properties["sheetId"])

    @property
    def size(self) -> At:
        """Its rows and columns."""
        grid = self.properties["gridProperties"]
        return int(grid["rowCount"]), int(grid["columnCount"])

    def put(self, at: At, **held: Any) -> None:
        """Replace a cell by one that holds this as well."""
        self.cells[at] = self.cells.get(at, {}) | held

    def resize(self, rows: int, columns: int) -> None:
        """Give it so many rows and columns; what stood beyond is gone."""
        self.properties["gridProperties"] |= {"rowCount": rows, "columnCount": columns}
        self.cells = {at: cell for at, cell in self.cells.items() if at[0] < rows and at[1] < columns}

    def ranged(self, grid_range: Obj) -> tuple[int, int, int, int]:
        """Return first row, end, first column, end of a GridRange, its open sides closed."""
        rows, columns = self.size
        return (
            grid_range.get("startRowIndex") or 0,
            min(rows, grid_range.get("endRowIndex") or rows),
            grid_range.get("startColumnIndex") or 0,
            min(columns, grid_range.get("endColumnIndex") or columns),
        )


@dataclass(slots=True)
class Spreadsheet:
    """One file in Drive. `shares` says who may what: an address → "reader" or "writer"."""

    id: str
    properties: Obj
    tabs: list[Tab]
    metadata: list[Obj] = field(default_factory=list)
    names: list[Obj] = field(default_factory=list)  # named ranges
    shares: dict[str, str] = field(default_factory=dict)
    mime: str = "application/vnd.google-apps.spreadsheet"
    trashed: bool = False
    created: dt.datetime = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    changed: list[dt.datetime] = field(default_factory=list)

    def tab(self, title: str) -> Tab:
        """Return the tab of this title; raises StopIteration where there is none."""
        return next(tab for tab in self.tabs if tab.properties["title"] == title)

    def by_id(self, sheet_id: int) -> Tab | None:
        """Return the tab of this sheetId."""
        return next((tab for tab in self.tabs if tab.id == sheet_id), None)

    @property
    def locale(self) -> str:
        """The locale that numbers and dates are typed in."""
        return str(self.properties["locale"])

    def number(self) -> None:
        """Count the tabs anew, from 0, in their order."""
        for index, tab in enumerate(self.tabs):
            tab.properties["index"] = index


def new_tab(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Tab:
    """Return an empty tab as Google makes it."""
    grid = {"rowCount": rows, "columnCount": columns}
    return Tab({"sheetId": sheet_id, "title": title, "index": 0, "sheetType": "GRID", "gridProperties": grid})


def new_spreadsheet(
    spreadsheet_id: str, title: str, locale: str = "en_US", zone: str = "Etc/GMT", first: str = "Sheet1"
) -> Spreadsheet:
    """Return a spreadsheet as a person creates it: one empty tab."""
    told = defaults()
    properties = {
        "title": title,
        "locale": locale,
        "autoRecalc": "ON_CHANGE",
        "timeZone": zone,
        "defaultFormat": told["defaultFormat"],
        "spreadsheetTheme": told["spreadsheetTheme"],
    }
    return Spreadsheet(spreadsheet_id, properties, [new_tab(0, first)])
