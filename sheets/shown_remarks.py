"""What stands in Ý kiến rà soát of a book: the service's rows, and what staff answered there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sheets.form import Column, Form
from sheets.grid import Book, Cell, Grid, Mark
from sheets.headings import Headings, find_columns, find_tab
from sheets.remark import ANSWERS, Answer, Remark, RemarkSheet, Spot, cells_of

_NEEDED = ("severity", "where", "message", "action", "key", "answer", "reason")


@dataclass(frozen=True, slots=True)
class ShownRemarks:
    """The tab as it stands: its name, where its columns are, and by row number the remarks that have a key.

    `loose` are answers in rows without one. `sheet` is the tab's own: the grid as it was read.
    """

    grid: Grid
    headings: Headings
    rows: Mapping[int, Remark] = field(default_factory=dict)
    loose: tuple[Answer, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What staff typed beside each remark, blank ones too: a cleared answer takes back what was said."""
        column = self.headings.columns["answer"]
        return tuple(
            Answer(remark.key, remark.answer, remark.reason, self.grid.place(row, column))
            for row, remark in self.rows.items()
        )


def shown_remarks(book: Book, form: Form, others: Sequence[str] = ()) -> ShownRemarks | None:
    """Return what stands in a book's tab of remarks, None where the tab or one of its columns is not there.

    `others` are titles of tabs that config adds to the form's own (annexes).
    """
    tab = form.tab("remarks")
    titles = [*(each.title for each in form.tabs if each.id != tab.id), *others]
    grid = find_tab(book, tab.title, others=titles)
    return shown_in(grid, tab.columns) if grid else None


def shown_in(grid: Grid, columns: Sequence[Column]) -> ShownRemarks | None:
    """Return what stands in a tab of remarks, None where one of its columns is not there."""
    headings = find_columns(grid, columns)
    if any(key not in headings.columns for key in _NEEDED):
        return None
    rows: dict[int, Remark] = {}
    loose: list[Answer] = []
    for number in sorted({row for row, _ in grid.cells if row > headings.row}):
        cells = {key: grid[number, at] for key, at in headings.columns.items()}
        key = _shown(cells["key"])
        answer, reason = (_typed(cells[name]) for name in ANSWERS)
        if key and all(key != known.key for known in rows.values()):
            rows[number] = _remark(cells, key, answer, reason)
        elif answer or reason:
            loose.append(Answer(key, answer, reason, grid.place(number, headings.columns["answer"])))
    return ShownRemarks(grid, headings, rows, tuple(loose))


def placed(standing: ShownRemarks, remarks: Iterable[Remark]) -> dict[int, Remark]:
    """Return the row of each remark: those that stand there keep theirs, new ones follow where nothing was typed."""
    known = {remark.key: row for row, remark in standing.rows.items()}
    typed = {answer.place.row for answer in standing.loose}
    following = max(known.values(), default=standing.headings.row)
    rows: dict[int, Remark] = {}
    for remark in remarks:
        row = known.get(remark.key)
        if row is None:
            following += 1
            while following in typed:
                following += 1
            row = following
        rows[row] = remark
    return rows


def shows(standing: ShownRemarks, sheet: RemarkSheet, columns: Sequence[Column]) -> bool:
    """True where the tab shows exactly what the sheet says, the time of the reading aside: there is no news."""
    own = [column.key for column in columns if column.key in standing.headings.columns and column.key not in ANSWERS]
    wanted = [[cells_of(remark)[key] for key in own] for remark in sheet.remarks]
    there = list(_written(standing, own))
    return there == (wanted or [[sheet.empty if key == "message" else "" for key in own]])


def _written(standing: ShownRemarks, own: Sequence[str]) -> Iterator[list[str | Decimal]]:
    """Yield the service's cells of every row that holds any."""
    for number in sorted({row for row, _ in standing.grid.cells if row > standing.headings.row}):
        cells = [_held(standing.grid[number, standing.headings.columns[key]]) for key in own]
        if any(cell != "" for cell in cells):
            yield cells


def _remark(cells: Mapping[str, Cell], key: str, answer: str, reason: str) -> Remark:
    texts = {name: _shown(cell) for name, cell in cells.items()}
    column = texts.get("spot_column", "")
    return Remark(
        key=key,
        state="open",
        label=texts["severity"],
        place=None,
        where=texts["where"],
        message=texts["message"],
        action=texts["action"],
        seen=texts.get("seen", ""),
        suggestion=texts.get("suggestion", ""),
        spot=Spot(column, _spot_value(cells.get("spot_row")), _spot_value(cells.get("spot_value"))) if column else None,
        answer=answer,
        reason=reason,
    )


def _shown(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else cell.shown


def _typed(cell: Cell) -> str:
    """Return what staff said; what a formula of theirs failed at ("#VALUE!") says nothing."""
    return "" if Mark.ERROR in cell.marks else _shown(cell)


def _held(cell: Cell) -> str | Decimal:
    return cell.value if isinstance(cell.value, str | Decimal) else cell.shown


def _spot_value(cell: Cell | None) -> str | Decimal | None:
    return None if cell is None or cell.value is None else _held(cell)
