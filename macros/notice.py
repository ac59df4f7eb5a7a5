"""How high the rows are that tell what runs, what came of it and what might be overlooked: merged cells never grow."""

from __future__ import annotations

from macros import layout
from macros.layout import DIVISIONS, FINDINGS, LINES, LOG, SIGNED, TOLD_COLUMNS, Table
from macros.named import named_cell, write_named
from macros.quick import xw
from sheets.excel.measure import DIGIT, lines_of, row_height

STATUS_HEIGHT = 33.0  # points: of the row of a button, and of two lines
ECHOED = (LINES, FINDINGS, SIGNED, LOG)  # the sheets that tell the status too
_SAVED = (LINES, FINDINGS, SIGNED)  # those of them with the button that saves, left of it
_BUTTON = 194  # pixels that the button takes
_LAST = {LINES.key: "state"}  # the last column of the sheet on paper, where that is not its last one
_SPARE = 5.25  # points


def notice_height(text: str) -> float:
    """Return the height in points of the row in which a text stands over the columns of what is told."""
    return row_height([lines_of(text, _width(DIVISIONS, TOLD_COLUMNS))]) + _SPARE


def status_height(text: str, table: Table = DIVISIONS) -> float:
    """Return the height in points of the row of a sheet in which the status stands."""
    columns = TOLD_COLUMNS if table is DIVISIONS else echo_columns(table)
    needed = row_height([lines_of(text, _width(table, columns), bold=True)])
    return max(STATUS_HEIGHT, needed + _SPARE)


def echo_columns(table: Table) -> tuple[int, int]:
    """Return the first and last column, from 0, over which a sheet tells the status: beside its button, and beyond the
    columns that stay where it is scrolled sideways, for a text is cut there.
    """
    shown = [at for at, column in enumerate(table.columns) if not column.hidden]
    first, used = shown[0], 0.0
    if table in _SAVED:
        for at in shown:
            first = at
            if used >= _BUTTON:
                break
            used += table.columns[at].width * DIGIT
        first = max(first, table.column(table.frozen) if table.frozen else 0)
    last = _LAST.get(table.key)
    return first, table.column(last) - 1 if last else shown[-1]


def _width(table: Table, columns: tuple[int, int]) -> int:
    first, last = columns
    return int(sum(column.width for column in table.columns[first : last + 1] if not column.hidden))


def write_status(book: xw.Book, sentence: str, set_before: dict[str, float]) -> None:
    """Write the status, and make the rows in which it is read as high as that takes.

    `set_before` are the heights that were set last, by the name of the cell: each that stays is a call less.
    """
    write_named(book, layout.STATUS, sentence)
    rows = {layout.STATUS: DIVISIONS, **{layout.echo_name(table): table for table in ECHOED}}
    for name, table in rows.items():
        height = status_height(sentence, table)
        if set_before.get(name) == height:
            continue
        cell = named_cell(book, name)
        if cell is not None:
            cell.row_height = height
        set_before[name] = height
