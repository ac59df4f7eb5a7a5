"""Writes a period's view into the open workbook: values only, in few calls; looks, filters and rules stay as they are.

Where the clerk has sorted a table her order stays; rows that a filter hides stay hidden unless other rows would come to
stand in their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from macros import layout
from macros.layout import (
    DIVISIONS,
    FRAME_HEADING_ROW,
    FRAMES,
    LINES,
    LIST_ROOM,
    LIST_ROW,
    LISTS,
    SETTINGS_SHEET,
    Column,
    Table,
)
from macros.named import named_cell, write_named
from macros.notice import notice_height
from macros.quick import xw
from macros.tables import TEXTS, Line, Place, grid, has_sheet, text_of
from macros.writing import Cell, link, plain, put, unlink, write_links
from sheets.excel.measure import SIZE, fitting_size, lines_of, row_height, tall_as
from sync.render.framesheet import cell_look, fitting
from sync.render.sheets import Frame
from sync.work.clerkview import Row, View

_SPARE = 200  # rows below the last that are kept as text, for lines that the clerk writes there
_KEYS = {"divisions": "code", "lines": "id", "findings": "id", "signed": "key", "log": ""}
_FORMATS = {"date": "dd/mm/yyyy", "time": "dd/mm/yyyy hh:mm", "percent": "0.0%"}


def write_table(place: Place, there: Sequence[Line], rows: Sequence[Row], shown: Sequence[str] = ()) -> None:
    """Write the rows of a table in place of those that are `there`.

    `shown` names the rows in the order in which they were written last.
    """
    table = place.table
    last = there[-1].row if there else place.heading_row
    key = _KEYS[table.key]
    before = [line[key] for line in there] if key else []
    ordered = _ordered(rows, before, key, shown) if key else rows
    after = [str(row[key]) for row in ordered] if key else []
    if before != after or (not key and len(there) != len(rows)):
        _show_rows(place.sheet, place.first_row, last)
    left, right = min(place.columns.values()), max(place.columns.values())
    old = grid(place.sheet, place.first_row, left, max(last, place.first_row), right)
    _write_columns(place, ordered, old, left)
    for column in table.columns:
        if column.kind == "link":
            at = place.columns[column.key]
            write_links(
                place.sheet,
                place.first_row,
                at,
                [row.get(column.key) for row in ordered],
                [r[at - left] for r in old],
                look=table is DIVISIONS,
            )
    heights = []
    for at, row in enumerate(ordered):
        stood = old[at] if at < len(old) else ()
        heights.append(_height(place, row, stood, left))
        _set_sizes(place, place.first_row + at, row, stood, left)
    # In Excel a height would show a hidden row again.
    if any(heights) and not _hides(place.sheet, place.first_row, last):
        _set_heights(place.sheet, place.first_row, heights)


def _ordered(rows: Sequence[Row], before: Sequence[str], key: str, shown: Sequence[str]) -> Sequence[Row]:
    """Return the rows in their own order, or in the one that the clerk has sorted the sheet by: new ones come last."""
    by_name = {str(row[key]): row for row in rows}
    names = shown or list(by_name)
    there = [name for name in before if name in names]
    if there == [name for name in names if name in there] or len(set(before)) != len(before):
        return rows
    kept = [name for name in before if name in by_name]
    return [by_name[name] for name in (*kept, *(name for name in by_name if name not in kept))]


def _show_rows(sheet: xw.Sheet, first: int, last: int) -> None:
    """Show all rows: a hidden one would get another's content."""
    if _hides(sheet, first, last):
        sheet.range((first, 1), (last, 1)).rows.hidden = False


def _hides(sheet: xw.Sheet, first: int, last: int) -> bool:
    return last >= first and sheet.range((first, 1), (last, 1)).rows.hidden is not False


def _write_columns(place: Place, rows: Sequence[Row], old: Sequence[Sequence[object]], first: int) -> None:
    """Write all columns but those of links, those that lie side by side and hold one kind at once.

    `old` is what stands there, from column `first` on: columns that say the same already are left alone.
    """
    by_place = sorted((at, place.table.columns[n]) for n, at in enumerate(_numbers(place)))
    for columns in _runs(by_place):
        left, right = columns[0][0], columns[-1][0]
        kind = columns[0][1].kind
        values = [[plain(row.get(column.key)) for _, column in columns] for row in rows]
        values += [[None] * len(columns) for _ in range(len(old) - len(rows))]
        if values == [[None if v == "" else v for v in row[left - first : right - first + 1]] for row in old]:
            continue
        if kind in TEXTS:
            bottom = place.first_row + len(values) - 1
            place.sheet.range((place.first_row, left), (bottom + _SPARE, right)).number_format = "@"
        put(place.sheet, place.first_row, left, values, _FORMATS.get(kind, ""))


def _numbers(place: Place) -> Iterator[int]:
    for column in place.table.columns:
        yield place.columns[column.key]


def _runs(columns: Sequence[tuple[int, Column]]) -> Iterator[list[tuple[int, Column]]]:
    """Yield columns that lie side by side and are of one kind, without those of links."""

    def alike(item: tuple[int, tuple[int, Column]]) -> tuple[int, str]:
        at, (number, column) = item
        return number - at, "text" if column.kind in TEXTS else column.kind

    for (_, kind), run in groupby(enumerate(columns), alike):
        if kind != "link":
            yield [each for _, each in run]


def _set_heights(sheet: xw.Sheet, first: int, heights: Sequence[float | None]) -> None:
    """Set the heights of rows from `first` on, rows side by side of one height at once; None leaves one as it is."""
    for height, run in groupby(range(len(heights)), lambda at: heights[at]):
        if height is not None:
            span = list(run)
            sheet.range((first + span[0], 1), (first + span[-1], 1)).row_height = height


def _height(place: Place, row: Row, old: Sequence[object], left: int) -> float | None:
    """Return the height of a row, None where its texts are as they were; a line that is edited is measured each time:
    a row that was high once does not grow while she types.
    """
    texts = [(c, plain(row.get(c.key))) for c in place.table.columns if c.kind in {"text", "longtext", "link"}]
    typed = place.table is LINES and row.get("state")
    if old and not typed and all((text or "") == old[place.columns[c.key] - left] for c, text in texts):
        return None
    shown = [(text, int(c.width)) for c, text in texts if isinstance(text, str) and not c.hidden]
    return row_height([1, *(tall_as(text, width, fitting_size(text, width)) for text, width in shown)])


def _set_sizes(place: Place, number: int, row: Row, old: Sequence[object], left: int) -> None:
    """Let a text that no row has room for stand in smaller letters, and what comes in its place in those of others."""
    for column in place.table.columns:
        if column.kind != "longtext":
            continue
        at, width = place.columns[column.key], int(column.width)
        text = str(plain(row.get(column.key)) or "")
        size = fitting_size(text, width)
        before = fitting_size(str(old[at - left]), width) if old else SIZE
        if min(size, before) < SIZE:
            place.sheet.range((number, at)).font.size = size


def write_frame(book: xw.Book, frame: Frame) -> None:
    """Write a table that nothing is typed in, as SoLieu prints it; the sheet grows and shrinks with its rows."""
    title, _ = FRAMES[frame.id]
    if not has_sheet(book, title):  # she has taken it out: nothing is typed there
        return
    sheet = book.sheets[title]
    width, first = len(frame.fields), FRAME_HEADING_ROW + 1
    used = sheet.used_range
    there = max(used.row + used.shape[0] - first, 1)
    rows = [[plain(value) for value in row] for row in frame.rows]
    head = [plain(frame.heading), plain(frame.purpose), *(plain(field.heading) for field in frame.fields)]
    if not rows:
        widest = max(range(width), key=lambda at: frame.fields[at].width)
        rows = [[frame.empty if at == widest else None for at in range(width)]]
    stands = grid(sheet, 1, 1, first + there - 1, width)
    told = [stands[0][0], stands[1][0], *stands[FRAME_HEADING_ROW - 1]]
    if told == head and [[None if v == "" else v for v in row] for row in stands[first - 1 :]] == rows:
        return
    _show_rows(sheet, first, first + there - 1)
    if len(rows) > there:
        sheet.range(f"{first + 1}:{first + len(rows) - there}").insert("down")
    elif len(rows) < there:
        sheet.range(f"{first + len(rows)}:{first + there - 1}").delete("up")
    put(sheet, 1, 1, [[head[0]], [head[1]]], "@")
    put(sheet, FRAME_HEADING_ROW, 1, [head[2:]], "@")
    for at, field in enumerate(frame.fields):
        values = [row[at] for row in rows]
        put(sheet, first, at + 1, [[value] for value in values], _code(field.kind, values))
    texts = [[(f, v) for f, v in zip(frame.fields, row, strict=True) if isinstance(v, str)] for row in rows]
    _set_heights(
        sheet, first, [row_height([1, *(lines_of(value, field.width) for field, value in row)]) for row in texts]
    )


def _code(kind: str, values: Iterable[Cell]) -> str:
    """Return a column's number format: that of its kind; text where a text stands in it, so that it stays one."""
    held = [value for value in values if value is not None]
    if any(isinstance(value, str) for value in held) or kind in {"text", "longtext", "sign", "link"}:
        return "@"
    whole = all(isinstance(value, float) and value.is_integer() for value in held)
    if kind in {"count", "number"}:
        return "#,##0" if whole else "#,##0.0##"
    return str(cell_look(kind)["num_format"])


def _write_notice(book: xw.Book, notice: str) -> None:
    """Write what she might overlook, in a row as high as that takes."""
    cell = named_cell(book, layout.NOTICE)
    if cell is not None and text_of(cell.value) != notice:
        write_named(book, layout.NOTICE, notice)
        cell[0].row_height = notice_height(notice)


def write_lists(book: xw.Book, lists: Mapping[str, Sequence[str]]) -> None:
    """Write the lists that cells offer; the names of the lists follow what stands there."""
    sheet = book.sheets[SETTINGS_SHEET]
    for key, choices in lists.items():
        column = LISTS[key]
        kept: list[list[Cell]] = [[fitting(choice)] for choice in choices[:LIST_ROOM]]
        kept += [[None]] * (LIST_ROOM - len(kept))
        stands = grid(sheet, LIST_ROW, column, LIST_ROW + LIST_ROOM - 1, column)
        if [[None if value == "" else value for value in row] for row in stands] == kept:
            continue
        room = sheet.range((LIST_ROW, column), (LIST_ROW + LIST_ROOM - 1, column))
        room.number_format = "@"
        room.value = kept


def write_head(book: xw.Book, view: View, *, period_too: bool = True) -> None:
    """Write what Theo dõi tells of the period, and the lists; the period's own cell too, unless it is to stay."""
    if period_too:
        write_named(book, layout.PERIOD, view.period.code)
    write_named(book, layout.DUE_DIVISIONS, view.status.due_divisions)
    write_named(book, layout.DUE_REPORT, view.status.due_report)
    _write_notice(book, view.notice)
    write_named(book, layout.LAST_ROUND, view.last_round)
    write_named(book, layout.REPORT, view.report)
    write_named(book, layout.LOCKED, view.locked)
    cell = named_cell(book, layout.REPORT_LINK)
    if cell is not None:
        if view.report_file:
            link(cell, view.report_file, view.report_file.name)
        else:
            unlink(cell, "")
    write_lists(
        book,
        {
            "sections": tuple(view.labels.values()),
            "signers": tuple(title for _, title in view.signers),
            "periods": tuple(period.code for period in view.periods),
            "people": view.people,
            "kinds": (layout.FINAL, layout.DRAFT),
        },
    )


def rows_of(view: View, table: Table) -> Sequence[Row]:
    """Return the view's rows of a table."""
    return {
        "divisions": view.divisions,
        "lines": view.line_rows,
        "findings": view.findings,
        "signed": view.signed,
        "log": view.log,
    }[table.key]
