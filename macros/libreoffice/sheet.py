"""A sheet open in LibreOffice, and the names of its cells, as xlwings' Sheet and Name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from macros.libreoffice.cells import Range
from macros.libreoffice.shapes import Shapes
from macros.quick import base_classes

if TYPE_CHECKING:
    from macros.libreoffice import uno_types
    from macros.libreoffice.book import Book

_SHEET_BEFORE = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!(?P<cells>.+)")


class Sheets(base_classes.Sheets):
    """The sheets of a book, hidden ones among them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, Sheet] = {}  # LibreOffice's objects are dear (formats.py)

    @cached_property
    def api(self) -> uno_types.Sheets:
        """LibreOffice's own object."""
        return self._book.api.Sheets

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        controller = self._book.api.getCurrentController()
        return _there(self._book, controller.getActiveSheet() if controller else self.api.getByIndex(0))

    def __call__(self, key: str | int) -> Sheet:
        """Return one by its name, or its number from 1; raises KeyError for a name that is none."""
        if isinstance(key, int):
            return _there(self._book, self.api.getByIndex(key - 1))
        if not self.api.hasByName(key):
            raise KeyError(key)
        known = self._known.get(key)
        if known is None or not known.is_called(key):
            known = self._known[key] = _there(self._book, self.api.getByName(key))
        return known

    def __len__(self) -> int:
        return self.api.getCount()

    def __iter__(self) -> Iterator[Sheet]:
        for name in self.api.getElementNames():
            yield self(name)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.api.hasByName(key)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet, at the end where no place is given, and return it."""
        place = before.index - 1 if before else after.index if after else len(self)
        chosen = name or next(free for n in range(1, 10_000) if not self.api.hasByName(free := f"Sheet{n}"))
        self.api.insertNewByName(chosen, place)
        return self(chosen)


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: Book, sheet: Callable[[], uno_types.Sheet]) -> None:
        self._book = book
        self._sheet = sheet

    @cached_property
    def api(self) -> uno_types.Sheet:
        """LibreOffice's own object, got once it is needed."""
        return self._sheet()

    @property
    def book(self) -> Book:
        """The book it is part of."""
        return self._book

    @property
    def name(self) -> str:
        """The text on its tab."""
        return self.api.Name

    @name.setter
    def name(self, name: str) -> None:
        self.api.Name = name

    def is_called(self, name: str) -> bool:
        """Say whether it is there still, under this name."""
        try:
            return self.api.Name == name
        except Exception:  # noqa: BLE001 whatever UNO says of a sheet that has gone
            return False

    @property
    def names(self) -> Names:
        """The names that hold in this sheet only."""
        return Names(self.book, self.api.NamedRanges)

    @property
    def index(self) -> int:
        """Its place among the sheets, from 1."""
        return self.api.getRangeAddress().Sheet + 1

    @property
    def visible(self) -> bool:
        """Whether its tab shows. Excel's "very hidden" (2) is hidden here: LibreOffice knows one kind."""
        return self.api.IsVisible

    @visible.setter
    def visible(self, value: bool) -> None:
        self.api.IsVisible = value in (True, -1)

    def activate(self) -> None:
        """Bring it to the front."""
        controller = self.book.api.getCurrentController()
        if controller is not None:
            controller.setActiveSheet(self.api)

    select = activate

    @property
    def shapes(self) -> Shapes:
        """Text boxes, pictures and the like."""
        return Shapes(self)

    @property
    def cells(self) -> Range:
        """All cells."""
        return self._range(self.api)

    @cached_property
    def width(self) -> int:
        """How many columns a sheet has."""
        return self.api.getRangeAddress().EndColumn + 1

    @property
    def used_range(self) -> Range:
        """The cells between the first and the last one that hold something or look like something."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return self._range(cursor)

    def range(self, first: object, second: object = None) -> Range:
        """Return cells: "A1", "A1:C3", "5:7", a name, (row, column), (row, column, rows, columns), or two corners.

        Raises IndexError for row or column 0, KeyError for a name that is none.
        """
        start = self._corner(first)
        if second is None:
            return start
        end = self._corner(second)
        bottom = max(start.row + start.shape[0], end.row + end.shape[0])
        right = max(start.column + start.shape[1], end.column + end.shape[1])
        top, left = min(start.row, end.row), min(start.column, end.column)
        return Range(self, top, left, bottom - top, right - left)

    def clear_contents(self) -> None:
        """Empty all cells."""
        self.cells.clear_contents()

    def _corner(self, place: object) -> Range:
        match place:
            case Range():
                return place
            case (int(row), int(column)):
                if row < 1 or column < 1:
                    raise IndexError("rows and columns are counted from 1")
                return Range(self, row, column, 1, 1)
            case (int(row), int(column), int(rows), int(columns)):
                return Range(self, row, column, rows, columns)
            case str():
                return self._named(place)
        raise ValueError(f"{place!r} names no cells")

    def _named(self, text: str) -> Range:
        for names in (self.names, self.book.names):
            if names.contains(text):
                return names(text).refers_to_range
        found = _SHEET_BEFORE.fullmatch(text)
        if found:
            sheet = found["plain"] or found["quoted"].replace("''", "'")
            return self.book.sheets(sheet).range(found["cells"])
        try:
            return self._range(self.api.getCellRangeByName(text))
        except Exception as error:
            raise KeyError(text) from error

    def _range(self, cells: uno_types.CellRange) -> Range:
        area = cells.getRangeAddress()
        rows, columns = area.EndRow - area.StartRow + 1, area.EndColumn - area.StartColumn + 1
        return Range(self, area.StartRow + 1, area.StartColumn + 1, rows, columns, cells)


def _there(book: Book, sheet: uno_types.Sheet) -> Sheet:
    return Sheet(book, lambda: sheet)


class Names(base_classes.Names):
    """The names of cells in a book, or those of one sheet."""

    def __init__(self, book: Book, names: uno_types.NamedRanges) -> None:
        self._book = book
        self._names = names
        self._known: dict[str, Name] = {}

    @property
    def api(self) -> uno_types.NamedRanges:
        """LibreOffice's own object."""
        return self._names

    def __call__(self, key: str | int) -> Name:
        """Return one by its name, or its number from 1; raises KeyError for a name that is none."""
        name = self.api.getElementNames()[key - 1] if isinstance(key, int) else key
        if not self.api.hasByName(name):
            raise KeyError(key)
        if name not in self._known:
            self._known[name] = Name(self._book, name, self.api.getByName(name))
        return self._known[name]

    def contains(self, key: str | int) -> bool:
        """Say whether there is such a name."""
        return self.api.hasByName(key) if isinstance(key, str) else 1 <= key <= len(self)

    def __len__(self) -> int:
        return len(self.api.getElementNames())


class Name(base_classes.Name):
    """One name."""

    def __init__(self, book: Book, name: str, named: uno_types.NamedRange) -> None:
        self._book = book
        self._name = name
        self._named = named

    @property
    def api(self) -> uno_types.NamedRange:
        """LibreOffice's own object."""
        return self._named

    @property
    def name(self) -> str:
        """The name."""
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        raise NotImplementedError

    @property
    def refers_to(self) -> str:
        """What it stands for, as Excel writes it; as LibreOffice does where it is no plain range."""
        try:
            cells = self.refers_to_range
        except ValueError:
            return "=" + self.api.getContent()
        sheet = cells.sheet.name.replace("'", "''")
        return f"='{sheet}'!{cells.address}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        raise NotImplementedError

    @property
    def refers_to_range(self) -> Range:
        """The cells it stands for; raises ValueError where it stands for none."""
        cells = self.api.getReferredCells()
        if cells is None:
            raise ValueError(f"{self._name} names no cells")
        return Sheet(self._book, cells.getSpreadsheet)._range(cells)
