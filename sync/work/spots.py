"""Where in a division's form a finding stands: the cell's column and row as the form has them, what it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal

from sheets.form import Column, Form, Tab
from sheets.grid import Book, Cell, Grid, Place
from sheets.head import LABEL, VALUE
from sheets.headings import find_columns, find_fields, find_tab
from sheets.remark import Spot, SpotValue, naming_column, spot_column
from sheets.text import clean
from sync.model.config import Config
from sync.model.messages import feedback as say
from sync.model.period import Period
from sync.normalise.figures import format_number

_DIGITS = Context(prec=15)  # as many as a workbook keeps: 0.1 + 0.2 has more
_ROW_LIMIT = 40  # characters of a row's name in words


@dataclass(frozen=True, slots=True)
class Found:
    """A place as people read it (`where`), the text its cell showed, and the spot that is to be coloured.

    `place` is where the link leads: the cell, or the tab as the division's book has it; None for the form as a whole.
    """

    where: str
    seen: str = ""
    spot: Spot | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A tab of the book that is one of the form's: key and heading by column, and the column that names its rows."""

    tab: str
    annex: str
    keys: Mapping[int, Column]
    naming: int


@dataclass(slots=True)
class Spots:
    """A division's book, and which of the form's tabs its tabs are; each is looked at when it is first asked about."""

    book: Book
    form: Form
    config: Config
    division: str
    period: Period
    known: dict[str, _Known | None] = field(default_factory=dict)
    fields: dict[Place, Column] = field(default_factory=dict)

    def found(self, place: Place | None, column: str = "") -> Found:
        """Return what is known of a finding's place; `column` is the key of the one that it means, "" where it says."""
        if place is None or not place.tab:
            return Found(say.WHOLE_FORM)
        grid = self.book.grid(place.tab) or self._known_as(place.tab)
        if grid is None:
            return Found(say.TAB.format(tab=place.tab))
        place = self._meant(grid, replace(place, tab=grid.tab), column)
        if place.a1 is None:
            return Found(say.TAB.format(tab=place.tab), place=place)
        return replace(self._of_cell(grid, place), place=place)

    def _known_as(self, title: str) -> Grid | None:
        """Return the tab that the form calls so: in Google its title names the period too, and staff rename tabs."""
        return find_tab(self.book, title, others=[tab.title for tab in self.form.tabs if tab.title != title])

    def _meant(self, grid: Grid, place: Place, column: str) -> Place:
        """Return the cell of this column: in the row of `place`, or beside its label."""
        tab = self._tab(grid) if column else None
        if tab is None:
            return place
        if tab.tab == "info":
            return next((at for at, one in self.fields.items() if one.key == column), place)
        at = next((at for at, one in tab.keys.items() if one.key == column), 0)
        return replace(place, column=at) if at and place.row else place

    def _of_cell(self, grid: Grid, place: Place) -> Found:
        where = say.CELL.format(tab=place.tab, cell=place.a1)
        cell = grid[place.row, place.column]
        tab = self._tab(grid)
        if tab is None:
            return Found(where, _shown(cell))
        if tab.tab == "info":
            column = self.fields.get(place)
            row: Cell | None = grid[place.row, place.column - VALUE + LABEL] if column else None
            named = column.heading if column else ""
        else:
            column = tab.keys.get(place.column)
            row = grid[place.row, tab.naming] if tab.naming else None
            named = _named(column, _shown(row) if row and tab.tab == "figures" else "")
        where = f"{where} ({named})" if named else where
        if column is None or row is None:
            return Found(where, _shown(cell))
        spot = Spot(spot_column(tab.tab, column.key, tab.annex), _value(row), _value(cell))
        return Found(where, _shown(cell), spot if _can_be_compared(row) and _can_be_compared(cell) else None)

    def _tab(self, grid: Grid) -> _Known | None:
        if not self.known:
            self._look()
        return self.known.get(grid.tab)

    def _look(self) -> None:
        annexes = self.config.annexes_for(self.division, self.period)
        titles = [*(tab.title for tab in self.form.tabs), *(annex.tab for annex in self.config.annexes)]
        for tab in self.form.tabs:
            if tab.kind in {"fields", "rows", "indicators"}:
                self._know(tab.title, titles, tab, tab.columns)
        for annex in annexes:
            self._know(annex.tab, titles, self.form.tab("annex"), annex.columns, annex.code)
        self.known.setdefault("", None)

    def _know(self, title: str, titles: Sequence[str], tab: Tab, columns: Sequence[Column], annex: str = "") -> None:
        grid = find_tab(self.book, title, others=[other for other in titles if other != title])
        if grid is None or grid.tab in self.known:
            return
        if tab.kind == "fields":
            by_key = {column.key: column for column in columns}
            self.fields |= {place: by_key[key] for key, place in find_fields(grid, columns).items()}
            self.known[grid.tab] = _Known(tab.id, "", {}, 0)
            return
        headings = find_columns(grid, columns)
        keys = {at: column for column in columns if (at := headings.columns.get(column.key))}
        naming = headings.columns.get(naming_column("annex" if annex else tab.id, columns), 0)
        self.known[grid.tab] = _Known(tab.id, annex, keys, naming)


def _named(column: Column | None, row: str) -> str:
    heading = column.heading if column else ""
    short = " ".join(clean(row).split())
    short = short if len(short) <= _ROW_LIMIT else f"{short[: _ROW_LIMIT - 1].rstrip()}…"
    if short and heading:
        return say.ROW.format(row=short, column=heading)
    return short or heading


def _shown(cell: Cell) -> str:
    """Return what was read: as the cell shows it, but a number with the decimals that its format hides."""
    value = cell.value
    if isinstance(value, Decimal) and value.is_finite() and not cell.shown.rstrip().endswith("%"):
        read = _DIGITS.plus(value)
        if read != read.to_integral_value() or not cell.shown:
            return format_number(read, pad=False)
    return cell.shown or (value if isinstance(value, str) else "" if value is None else str(value))


def _value(cell: Cell) -> SpotValue:
    return cell.value if isinstance(cell.value, str | Decimal | dt.date) and cell.value != "" else None


def _can_be_compared(cell: Cell) -> bool:
    """True of a cell whose value can be set beside another in a sheet: no error, truth value or time of day."""
    return isinstance(cell.value, str | Decimal | dt.date) or (cell.value is None and not cell.marks)
