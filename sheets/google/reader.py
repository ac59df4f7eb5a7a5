"""A Google spreadsheet, as it was kept, to a Book: from here on it is like any workbook."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sheets.excel import around, wire
from sheets.google.answers import Answer
from sheets.google.cells import manner, raw_cell
from sheets.google.errors import GoogleError
from sheets.google.habits import habits_of
from sheets.google.kept import kept_of
from sheets.google.links import address
from sheets.google.tabs import IDENTITY_KEY
from sheets.grid import Book, BookNote, Grid, Place
from sheets.text import storable

KIND = "google"


def book_of(answer: Answer, period: str) -> Book | None:
    """Return what an answer of Google holds of a period's form, None where it holds none; raises BookError too-big."""
    kept = kept_of(answer, period)
    return read_kept(kept.form) if kept.form else None


def read_kept(data: bytes) -> Book:
    """Return the Book of a form that was kept (`Kept.form`): its digest is that of these very bytes.

    Raises BookError too-big.
    """
    told = _told(data)
    grids, notes = [], []
    for tab in told["tabs"]:
        grid, more = _grid(tab, told["locale"])
        grids.append(grid)
        notes += more
        if original := storable(tab.get("copy_of", "")):
            notes.append(BookNote("tab-copied", Place(grid.tab), original))
    if not habits_of(told["locale"]).ours:
        notes.append(BookNote("sheet-locale", None, storable(told["locale"])))
    return Book(
        digest=hashlib.sha256(data).hexdigest(),
        kind=KIND,
        grids=tuple(grids),
        properties={IDENTITY_KEY: told["identity"]} if told["identity"] else {},
        notes=tuple(notes),
        link=_link(told["spreadsheet"]),
    )


def _link(spreadsheet: str) -> str:
    try:
        return address(spreadsheet)
    except GoogleError:  # an answer without its id
        return ""


def remarks_of(data: bytes) -> Grid | None:
    """Return the tab Ý kiến rà soát that was kept (`Kept.remarks`), None where there was none."""
    if not data:
        return None
    told = _told(data)
    return next((_grid(tab, told["locale"])[0] for tab in told["tabs"]), None)


def _told(data: bytes) -> dict[str, Any]:
    told = json.loads(data.decode("utf-8", "surrogatepass"), parse_float=Decimal)
    assert isinstance(told, dict)  # we wrote it
    return told


def _grid(tab: Mapping[str, Any], locale: str) -> tuple[Grid, list[BookNote]]:
    title = storable(tab["title"])
    how = manner(habits_of(locale), (cell for *_, cell in tab["cells"]))
    read = (raw_cell(row, column, cell, how) for row, column, cell in tab["cells"])
    cells = [cell for cell in read if cell is not None]
    merges = [(top, left, bottom, right) for top, left, bottom, right in tab.get("merges", ())]
    columns = [(column, column) for column in tab.get("hidden_columns", ())]
    cells = around.hide(cells, set(tab.get("hidden_rows", ())), columns)
    kept, notes = around.settle(title, around.cover(cells, merges))
    raw: wire.RawBook = (KIND, "", {}, notes, [(title, tab.get("hidden", False), merges, kept)])
    book = wire.to_book(raw)
    (grid,) = book.grids
    named = Grid(grid.tab, grid.cells, grid.hidden, grid.merges, storable(tab["name"]), tab["gid"])
    return named, list(book.notes)
