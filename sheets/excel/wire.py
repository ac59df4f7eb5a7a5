"""A book as plain tuples: what travels from the reading child to the parent, and becomes a Book there.

Pickling thousands of Cell objects costs more than reading them; `marshal` carries tuples of plain values at
almost no cost. A cell that is nothing but text is (row, column, text); any other is
(row, column, tag, payload, shown, mark bits, fonts).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from sheets.grid import Book, BookNote, Cell, CellValue, Grid, Mark, Place

TextCell: TypeAlias = tuple[int, int, str]
FullCell: TypeAlias = tuple[int, int, str, str, str, int, tuple[str, ...]]
RawCell: TypeAlias = TextCell | FullCell
Merge: TypeAlias = tuple[int, int, int, int]
RawNote: TypeAlias = tuple[str, str, int, int, str]  # code, tab ("" where none), row, column, detail
RawSheet: TypeAlias = tuple[str, bool, list[Merge], list[RawCell]]
RawBook: TypeAlias = tuple[str, str, dict[str, str], list[RawNote], list[RawSheet]]

_MARKS = tuple(Mark)
_BITS = {mark: 1 << number for number, mark in enumerate(_MARKS)}

ERROR = _BITS[Mark.ERROR]
FORMULA = _BITS[Mark.FORMULA]
UNCALCULATED = _BITS[Mark.UNCALCULATED]
EXTERNAL = _BITS[Mark.EXTERNAL]
STRUCK = _BITS[Mark.STRUCK]
PARTLY_STRUCK = _BITS[Mark.PARTLY_STRUCK]
HIDDEN = _BITS[Mark.HIDDEN]
COVERED = _BITS[Mark.COVERED]
RAISED = _BITS[Mark.RAISED]
PICTURE = _BITS[Mark.PICTURE]
FOREIGN = _BITS[Mark.FOREIGN]
FOREIGN_BEFORE = _BITS[Mark.FOREIGN_BEFORE]

_VALUE: dict[str, Callable[[str], CellValue]] = {
    "s": str,
    "n": Decimal,
    "b": lambda text: text == "1",
    "d": dt.date.fromisoformat,
    "m": dt.datetime.fromisoformat,
    "t": dt.time.fromisoformat,
    "-": lambda _: None,
}


def tagged(value: CellValue) -> tuple[str, str]:
    """Return (tag, payload) of a cell's value; `untagged` undoes it."""
    if value is None:
        return "-", ""
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, str):
        return "s", value
    if isinstance(value, Decimal):
        return "n", str(value)
    if isinstance(value, dt.datetime):
        return "m", value.isoformat()
    return ("d" if isinstance(value, dt.date) else "t"), value.isoformat()


def untagged(tag: str, payload: str) -> CellValue:
    """Return the value that `tagged` wrote."""
    return _VALUE[tag](payload)


def with_marks(cell: RawCell, bits: int) -> FullCell:
    """Return `cell` with these mark bits added."""
    if len(cell) == 3:
        return (cell[0], cell[1], "s", cell[2], cell[2], bits, ())
    return (*cell[:5], cell[5] | bits, cell[6])


def text_of(cell: RawCell) -> str:
    """Return the text of a text cell, "" for any other."""
    if len(cell) == 3:
        return cell[2]
    return cell[3] if cell[2] == "s" else ""


def bits_of(cell: RawCell) -> int:
    """Return the mark bits of a cell."""
    return 0 if len(cell) == 3 else cell[5]


def to_book(raw: RawBook) -> Book:
    """Return the Book that these tuples describe."""
    kind, digest, properties, notes, sheets = raw
    return Book(digest, kind, tuple(_grid(sheet) for sheet in sheets), properties, tuple(_notes(notes)))


def _grid(sheet: RawSheet) -> Grid:
    title, hidden, merges, raw = sheet
    cells: dict[tuple[int, int], Cell] = {}
    for cell in raw:
        if len(cell) == 3:
            text = cell[2]
            cells[cell[0], cell[1]] = Cell(text, text)
        else:
            cells[cell[0], cell[1]] = Cell(_VALUE[cell[2]](cell[3]), cell[4], _marks(cell[5]), cell[6])
    return Grid(title, cells, hidden, tuple(merges))


@cache
def _marks(bits: int) -> frozenset[Mark]:
    return frozenset(mark for mark, bit in _BITS.items() if bits & bit)


def _notes(notes: Iterable[RawNote]) -> Iterable[BookNote]:
    for code, tab, row, column, detail in notes:
        yield BookNote(code, Place(tab, row, column) if tab else None, detail)


def columns_of(letters: Sequence[str]) -> dict[str, int]:
    """Return the number of each of these column names."""
    return {name: column_number(name) for name in letters}


def column_number(letters: str) -> int:
    """Return the 1-based number of a column: "A" → 1, "XFD" → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
