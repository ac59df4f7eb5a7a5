"""Two versions of an annex table compared cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sync.reading.lineage import Line, inherit
from sync.render.as_read import Grid


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell that differs: `row` counts from 1 (the heading row), in the signed table but for what was removed."""

    kind: Literal["changed", "added", "removed"]
    row: int
    column: str
    ours: str
    signed: str


def cell_differences(ours: Grid, signed: Grid, *, alike: Callable[[str, str], bool]) -> Iterator[CellDifference]:
    """Yield the cells that differ: rows and columns are found again wherever they went.

    The running number of a row is no difference: it follows from the rows above it.
    """
    columns = _columns(ours, signed)
    rows = _continued([" | ".join(row) for row in ours.rows], [" | ".join(row) for row in signed.rows])
    heads = signed.rows[0] if signed.rows else ()
    for n, (cells, own) in enumerate(zip(signed.rows, rows, strict=True)):
        before = () if own is None else ours.rows[own]
        for at in range(max(len(cells), len(heads))):
            place = columns[at] if at < len(columns) else None
            old, new = _cell(before, place), _cell(cells, at)
            if not alike(old, new) and not (own is not None and _ordinals(old, new, own, n)):
                yield CellDifference(_kind(old, new), n + 1, _head(signed, at), old, new)
    yield from _removed(ours, set(rows), set(columns))


def _removed(ours: Grid, rows: set[int | None], columns: set[int | None]) -> Iterator[CellDifference]:
    for n, cells in enumerate(ours.rows):
        for at, old in enumerate(cells):
            if old and (n not in rows or at not in columns):
                yield CellDifference("removed", n + 1, _head(ours, at), old, "")


def _columns(ours: Grid, signed: Grid) -> list[int | None]:
    """Return for each column of the signed table ours: by heading, and where as many are left over, by order."""
    own = list(ours.rows[0]) if ours.rows else []
    other = list(signed.rows[0]) if signed.rows else []
    found = _continued(own, other)
    left = [at for at in range(len(own)) if at not in found]
    open_ones = [at for at, name in enumerate(found) if name is None]
    if len(left) == len(open_ones):
        for at, place in zip(open_ones, left, strict=True):
            found[at] = place
    return found


def _continued(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    lines = [Line(str(at), "", text) for at, text in enumerate(before)]
    return [None if name is None else int(name) for name in inherit(lines, [("", text) for text in after])]


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _head(grid: Grid, at: int) -> str:
    return _cell(grid.rows[0], at) or str(at + 1) if grid.rows else ""


def _kind(old: str, new: str) -> Literal["changed", "added", "removed"]:
    return "added" if not old else "removed" if not new else "changed"


def _ordinals(old: str, new: str, own: int, n: int) -> bool:
    """True for the running numbers of two rows: each counts its own table's rows below the heading."""
    return old.strip(" .)").lstrip("0") == str(own) and new.strip(" .)").lstrip("0") == str(n)
