"""Cells merged across the columns of a tab: read once, in the first column they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheets.form import Column
from sheets.grid import Cell, Grid, Mark, Place
from sheets.headings import Headings
from sync.model.records import Problem
from sync.reading.cells import read_text, shortened


def uncrossed(grid: Grid, headings: Headings) -> Grid:
    """Return the grid in which a merge fills only the first of the tab's columns that it covers, downwards.

    Readers give every covered cell the first one's value: down a column it is inherited (one Mục for several rows),
    across columns it would be read a second time as something else (a Nội dung as its own footnote).
    """
    cells = dict(grid.cells)
    last_row = grid.last_row
    for (top, _, bottom, _), mine in _crossing(grid, headings):
        for row in range(top, min(bottom, last_row) + 1):
            for column in mine[1:]:
                cells.pop((row, column), None)
        if (top, mine[0]) in cells:
            cells[top, mine[0]] = _first(cells[top, mine[0]])
    return replace(grid, cells=cells)


def crossings(grid: Grid, headings: Headings, columns: Sequence[Column]) -> Iterator[Problem]:
    """Yield a problem for every merge with content that covers several columns of the tab."""
    known = {headings.columns[c.key]: c.heading for c in columns if c.key in headings.columns}
    for (top, first, _, _), mine in _crossing(grid, headings):
        typed = read_text(grid[top, first], Place(grid.tab, top, first)).text
        if typed and len(mine) > 1:
            headed = ", ".join(f"“{known[column]}”" for column in mine)
            facts = (("typed", shortened(typed)), ("headings", headed), ("first", known[mine[0]]))
            yield Problem("merged-across", grid.place(top, mine[0]), facts)


def _crossing(grid: Grid, headings: Headings) -> Iterator[tuple[tuple[int, int, int, int], list[int]]]:
    """Yield the merges below the headings that cover columns of the tab beside their first, and those columns."""
    columns = sorted(set(headings.columns.values()))
    for top, first, bottom, last in grid.merges:
        mine = [column for column in columns if first <= column <= last]
        if mine and top > headings.row and first < last:
            yield (top, first, bottom, last), mine


def _first(cell: Cell) -> Cell:
    return replace(cell, marks=cell.marks - {Mark.COVERED})
