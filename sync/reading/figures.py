"""Rows of Chỉ tiêu understood: each indicator's plan, month, correction and cumulative figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheets.grid import Grid, Mark
from sheets.headings import Headings
from sync.model.outline import IndicatorSpec
from sync.model.records import CellOrigin, Figure, Problem, Slot
from sync.reading.cells import read_number, read_text

# What the form's formula in Lũy kế can only take over from a cell that staff fill, where it is told.
_OF_NUMBERS = {"fraction-under-count", "ambiguous-number", "odd-number"}
_SLOTS: tuple[Slot, ...] = ("plan", "month", "correction", "cumulative")


def read_figures(
    grid: Grid, headings: Headings, indicators: Sequence[IndicatorSpec], book: str
) -> Iterator[Figure | Problem]:
    """Yield the figures of a Chỉ tiêu tab, found by indicator code wherever the row stands, and the problems met."""
    known = {indicator.code: indicator for indicator in indicators}
    seen: set[str] = set()
    for row in range(headings.row + 1, grid.last_row + 1):
        column = headings.columns.get("code")
        code = read_text(grid[row, column], grid.place(row, column)).text.upper() if column else ""
        if not code:
            continue
        place = grid.place(row, column or 1)
        if code not in known:
            yield Problem("indicator-unknown", place, (("code", code),))
        elif code in seen:
            yield Problem("indicator-doubled", place, (("code", code),))
        else:
            seen.add(code)
            yield from _row(grid, row, headings, known[code], book)
    for code, indicator in known.items():
        if code not in seen:
            yield Problem("indicator-missing", grid.place(0, 0), (("code", code), ("name", indicator.name)))


def _row(grid: Grid, row: int, headings: Headings, indicator: IndicatorSpec, book: str) -> Iterator[Figure | Problem]:
    remark_at = headings.columns.get("remark")
    remark = read_text(grid[row, remark_at], grid.place(row, remark_at)).text if remark_at else ""
    for slot in _SLOTS:
        column = headings.columns.get(slot)
        if column is None:
            continue
        place = grid.place(row, column)
        read = read_number(grid[row, column], place, indicator.unit)
        yield Figure(indicator.code, slot, read.value, read.typed, CellOrigin(book, place), remark)
        as_handed_out = slot == "plan" and read.value == indicator.plan
        follows = slot == "cumulative" and Mark.FORMULA in grid[row, column].marks
        for problem in read.problems:
            if not (follows and problem.code in _OF_NUMBERS) and not _ours(problem, slot, as_handed_out=as_handed_out):
                yield _named(problem, indicator)


def _ours(problem: Problem, slot: Slot, *, as_handed_out: bool) -> bool:
    """True of what is the form's own doing: Lũy kế without a result (many programs save none, and we reckon it
    ourselves), Điều chỉnh kỳ trước, a column that the form hides until somebody needs it, and the plan that the form
    brought, which nobody typed by foreign habits.
    """
    if problem.code in {"foreign-whole", "foreign-before"}:
        return as_handed_out
    return (slot, problem.code) in {("cumulative", "not-calculated"), ("correction", "hidden-row")}


def _named(problem: Problem, indicator: IndicatorSpec) -> Problem:
    return Problem(problem.code, problem.place, (*problem.facts, ("code", indicator.code), ("name", indicator.name)))
