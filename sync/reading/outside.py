"""What stands where nothing is read: beside a table, and in cells that the form itself had filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sheets.form import Tab
from sheets.grid import Cell, Grid, Mark, Place
from sheets.headings import Headings
from sheets.text import fold
from sync.model.config import Config
from sync.model.period import Period
from sync.model.records import Problem
from sync.reading.cells import read_text, shortened

_NUMBER = re.compile(r"\d+")


def beside(grid: Grid, headings: Headings) -> Iterator[Problem]:
    """Yield a problem for each column in which something is written below the headings though it has none.

    A column with a heading of its own is told by that; what is hidden was put away on purpose.
    """
    read = {*headings.columns.values(), *(column for column, _ in headings.unknown)}
    found: dict[int, list[Place]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if row > headings.row and column not in read and not grid[headings.row, column].value and _is_written(cell):
            found.setdefault(column, []).append(grid.place(row, column))
    for places in found.values():
        first = places[0]
        typed = read_text(grid[first.row, first.column], first).text
        yield Problem("beside-table", first, (("typed", shortened(typed)), ("count", str(len(places)))))


def _is_written(cell: Cell) -> bool:
    return not cell.blank and not cell.marks & {Mark.COVERED, Mark.HIDDEN, Mark.STRUCK}


def altered(
    grid: Grid, tab: Tab, places: Mapping[str, Place], config: Config, division: str, period: Period
) -> Iterator[Problem]:
    """Yield a problem where Kỳ báo cáo names another period, or Đơn vị another division, than the form's identity.

    `places` are those of the tab's fields.
    """
    typed = {key: read_text(grid[place.row, place.column], place).text for key, place in places.items()}
    own = config.division(division)
    said = fold(typed.get("division", ""))
    if typed.get("period") and not _is_same_period(typed["period"], period):
        yield _altered(tab, "period", places, typed["period"], period.label)
    if own and said and config.called.get(said, frozenset()) - {division}:
        yield _altered(tab, "division", places, typed["division"], own.name)


def _altered(tab: Tab, key: str, places: Mapping[str, Place], typed: str, expected: str) -> Problem:
    facts = (("heading", tab.column(key).heading), ("typed", shortened(typed)), ("expected", expected))
    return Problem("info-altered", places[key], facts)


def _is_same_period(typed: str, period: Period) -> bool:
    """True of "Tháng 1 năm 2024" for "tháng 01/2024": another way to write the same is no change."""
    return fold(typed) == fold(period.label) or (
        bool(_numbers(typed))
        and _numbers(typed) == _numbers(period.label)
        and not re.search(r"\b[IVX]+\b", period.label)
    )


def _numbers(text: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(text)]
