"""A Book's cells as they are kept in the store: JSON that any program can read, deflated."""

from __future__ import annotations

import json
import zlib
from typing import Any

from sheets.excel.wire import tagged, untagged
from sheets.grid import Book, BookNote, Cell, Grid, Mark, Place

READER = 1  # raised when reading the same bytes gives other cells

_MARKS = {mark.value: mark for mark in Mark}
_NONE: frozenset[Mark] = frozenset()


def pack(book: Book) -> bytes:
    """Return a book's cells for keeping; `unpack` undoes it."""
    body = {
        "digest": book.digest,
        "kind": book.kind,
        "properties": dict(book.properties),
        "notes": [
            [n.code, [n.place.tab, n.place.row, n.place.column] if n.place else None, n.detail] for n in book.notes
        ],
        "grids": [
            [g.tab, g.hidden, g.merges, [_cell(at, cell) for at, cell in g.cells.items()], *_of_google(g)]
            for g in book.grids
        ],
    }
    if book.link:
        body["link"] = book.link
    return zlib.compress(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1
    )


def unpack(cells: bytes) -> Book:
    """Return the book whose cells were kept."""
    body = json.loads(zlib.decompress(cells))
    return Book(
        digest=body["digest"],
        kind=body["kind"],
        grids=tuple(_grid(*grid) for grid in body["grids"]),
        properties=body["properties"],
        notes=tuple(BookNote(code, Place(*place) if place else None, detail) for code, place, detail in body["notes"]),
        link=body.get("link", ""),
    )


def _of_google(grid: Grid) -> list[Any]:
    """Return what a tab of a workbook does not have: books that were kept before know nothing of it."""
    return [grid.name, grid.gid] if grid.name or grid.gid is not None else []


def _cell(at: tuple[int, int], cell: Cell) -> list[Any]:
    if isinstance(cell.value, str) and cell.value == cell.shown and not cell.marks and not cell.fonts:
        return [*at, cell.value]
    return [*at, *tagged(cell.value), cell.shown, sorted(mark.value for mark in cell.marks), list(cell.fonts)]


def _grid(
    tab: str, hidden: bool, merges: list[list[int]], cells: list[list[Any]], name: str = "", gid: int | None = None
) -> Grid:
    found = {(cell[0], cell[1]): _understood(cell) for cell in cells}
    return Grid(tab, found, hidden, tuple((a, b, c, d) for a, b, c, d in merges), name, gid)


def _understood(cell: list[Any]) -> Cell:
    if len(cell) == 3:
        return Cell(cell[2], cell[2])
    _, _, tag, payload, shown, marks, fonts = cell
    return Cell(untagged(tag, payload), shown, frozenset(_MARKS[m] for m in marks) if marks else _NONE, tuple(fonts))
