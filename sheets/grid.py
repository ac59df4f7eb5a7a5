"""A workbook as it was read: Book, Grid, Cell, Place; from Excel or from Google alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

_A1 = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def column_letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 → "A", 28 → "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell's address: tab title, 1-based row and column. `row` 0 means the tab as a whole."""

    tab: str
    row: int = 0
    column: int = 0

    @property
    def a1(self) -> str | None:
        """The address inside its tab ("B7"), or None for the tab as a whole."""
        return f"{column_letters(self.column)}{self.row}" if self.row and self.column else None

    @classmethod
    def at(cls, tab: str, a1: str) -> Place:
        """Return the place of `a1` ("B7") in `tab`; raises ValueError where it is no address."""
        found = _A1.fullmatch(a1)
        if not found:
            raise ValueError(a1)
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        return cls(tab, int(found[2]), column)


class Mark(Enum):
    """What stands about a cell beside its value."""

    ERROR = "error"  # an Excel error value; `shown` holds it ("#REF!")
    FORMULA = "formula"  # the value is a formula's result
    UNCALCULATED = "uncalculated"  # a formula without a stored result
    EXTERNAL = "external"  # a formula that points into another file
    STRUCK = "struck"  # wholly struck out
    PARTLY_STRUCK = "partly-struck"  # struck-out runs, already left out of value and shown
    HIDDEN = "hidden"  # in a hidden or filtered-out row or column
    COVERED = "covered"  # inside a merge, not its first cell; the value is the first cell's
    RAISED = "raised"  # raised runs: their digits stand in value as ¹²³
    PICTURE = "picture"  # a picture lies over the cell
    FOREIGN = "foreign"  # typed where point and comma, or day and month, may change places: ask what was meant
    FOREIGN_BEFORE = "foreign-before"  # typed so, and the same since, though the sheet's language is another now

    __hash__ = object.__hash__  # each is one object; Enum's own hash is a call into Python for every look at a cell


CellValue = str | Decimal | bool | dt.date | dt.datetime | dt.time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its typed value, its text as shown, and its marks.

    Texts are only made storable (sheets.text.storable), never trimmed: conversion from legacy fonts
    comes first. `shown` of a number is what its format shows ("03", "1.007") where the reader looked,
    else the plain digits. `fonts` names the fonts of the runs, in order, only where the text looks legacy.
    """

    value: CellValue
    shown: str = ""
    marks: frozenset[Mark] = frozenset()
    fonts: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """True where nothing stands in the cell that a person would see."""
        return (self.value is None or (isinstance(self.value, str) and not self.value.strip())) and not self.marks & {
            Mark.ERROR,
            Mark.UNCALCULATED,
        }


BLANK = Cell(None)


@dataclass(frozen=True, slots=True)
class Grid:
    """One tab: its cells that are not blank, by (row, column), 1-based.

    `tab` is its title as people see it. Where that is not the form's own, `name` is ("Kết quả" of "Kết quả 2024-01").
    `gid` is what Google calls it by, for links.
    """

    tab: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column
    name: str = ""
    gid: int | None = None

    def __getitem__(self, at: tuple[int, int]) -> Cell:
        return self.cells.get(at, BLANK)

    def place(self, row: int, column: int) -> Place:
        """Return the address of a cell of this tab."""
        return Place(self.tab, row, column)

    @property
    def known_as(self) -> str:
        """The title by which the form knows the tab."""
        return self.name or self.tab

    @property
    def last_row(self) -> int:
        """The last row that holds anything, 0 for an empty tab."""
        return max((row for row, _ in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class BookNote:
    """Something about the file that staff should know though it could be read ("macros", "stray-cell" …)."""

    code: str
    place: Place | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read, from whichever medium.

    `digest` is the SHA-256 of its bytes (Google: of its canonical cells), `kind` the real format by
    content ("xlsx", "xlsm", "xls", "ods", "google"), `properties` its custom document properties
    (Google: developer metadata). `link` is where a browser opens it, for a Google spreadsheet.
    """

    digest: str
    kind: str
    grids: tuple[Grid, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[BookNote, ...] = ()
    link: str = ""

    def grid(self, tab: str) -> Grid | None:
        """Return the tab of exactly this title, as people see it or as the form knows it; or None."""
        shown = next((g for g in self.grids if g.tab == tab), None)
        return shown or next((g for g in self.grids if g.name == tab), None)

    def address(self, tab: str, a1: str | None = None) -> str:
        """Return the link that leads a browser to a tab or to a cell of it; "" where the book has none."""
        grid = self.grid(tab) if self.link else None
        if grid is None or grid.gid is None:
            return self.link
        return f"{self.link}#gid={grid.gid}" + (f"&range={a1}" if a1 else "")
