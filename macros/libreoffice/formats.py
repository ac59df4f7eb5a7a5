"""Number formats of cells: which of them LibreOffice is asked for, and how.

Asking is what takes long: each object that LibreOffice hands over costs as much as ten answers of one that is there
already (1 ms against 0.1). So it is asked only about cells whose format changes what they are read or written as,
and first of all whether they share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from macros.libreoffice.values import Patch

if TYPE_CHECKING:
    from macros.libreoffice.book import Book
    from macros.libreoffice.uno_types import CellRange, Value

_MIXED = "AMBIGUOUS_VALUE"  # com.sun.star.beans.PropertyState


def common(cells: CellRange) -> int | None:
    """Return the key of the number format that cells share, None where they differ (NumberFormat itself says 0)."""
    return None if cells.getPropertyState("NumberFormat").value == _MIXED else cells.NumberFormat


def numbers(rows: Sequence[Sequence[Value]]) -> Iterator[tuple[int, int]]:
    """Yield row and column of each number, from 0: it may be a date or a truth value, a text cannot."""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, float):
                yield r, c


def patches(book: Book, cells: CellRange, shape: tuple[int, int], asked: Iterable[tuple[int, int]]) -> list[Patch]:
    """Return what the formats of cells are for, as rectangles of which each cell that is `asked` about lies in one."""
    spans: dict[int, tuple[int, int]] = {}
    for row, column in asked:
        top, bottom = spans.get(column, (row, row))
        spans[column] = (min(top, row), max(bottom, row))
    return [patch for columns in _beside(spans) for patch in _of_columns(book, cells, shape, columns)]


def _beside(spans: Mapping[int, tuple[int, int]]) -> Iterator[dict[int, tuple[int, int]]]:
    """Yield the columns that lie side by side."""
    run: dict[int, tuple[int, int]] = {}
    for column in sorted(spans):
        if run and column - 1 not in run:
            yield run
            run = {}
        run[column] = spans[column]
    if run:
        yield run


def _of_columns(
    book: Book, cells: CellRange, shape: tuple[int, int], spans: Mapping[int, tuple[int, int]]
) -> Iterator[Patch]:
    """Yield the formats of columns side by side: together where they share one, else column by column."""
    top, bottom = min(first for first, _ in spans.values()), max(last for _, last in spans.values())
    left, right = min(spans), max(spans)
    whole = (top, left, bottom + 1, right + 1) == (0, 0, *shape)
    part = cells if whole else cells.getCellRangeByPosition(left, top, right, bottom)
    key = common(part)
    if key is not None:
        yield Patch(top, left, bottom, right, book.format_kind(key))
    elif left < right:
        for column, span in spans.items():
            yield from _of_columns(book, cells, shape, {column: span})
    else:
        yield from _one_by_one(book, part, top, left)


def _one_by_one(book: Book, part: CellRange, top: int, left: int) -> Iterator[Patch]:
    """Yield each format in a part that starts at a place, wherever it holds."""
    origin = part.getRangeAddress()
    found = part.getUniqueCellFormatRanges()
    for index in range(found.getCount()):
        one = found.getByIndex(index)
        kind = book.format_kind(one.NumberFormat)
        for area in one.getRangeAddresses():
            down, across = area.StartRow - origin.StartRow + top, area.StartColumn - origin.StartColumn + left
            yield Patch(
                down, across, down + area.EndRow - area.StartRow, across + area.EndColumn - area.StartColumn, kind
            )
