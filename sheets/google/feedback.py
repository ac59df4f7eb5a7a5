"""Ý kiến rà soát written into a division's Google spreadsheet: what stands there comes in, the difference goes out.

Rows never move within a period: what is no more reads as solved, what is new comes below. Staff may sort or insert
rows between our reading and our writing: so a row that stands never gets another key, and what is new is appended
below whatever stands there by then; no remark comes to stand beside the answer to another one. The columns Trả lời and
Lý do of a row that stands are never written (a new row brings what was answered before the tab was lost), nor is
anything in other tabs: cells are coloured by conditional formats that look into the
hidden columns here. All is written typed, so a text that begins with "=" stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sheets.google.answers import Json, Request
from sheets.google.looking import Obj
from sheets.google.looks import value
from sheets.google.remarktab import RemarkTab
from sheets.grid import Cell, Place
from sheets.remark import ANSWERS, Remark, RemarkSheet, cells_of, continued
from sheets.shown_remarks import placed

SPARE = 50  # rows that are added with those that are needed
_ABOVE = 3  # rows from the purpose of a tab down to its headings
_FIELDS = "userEnteredValue,userEnteredFormat.textFormat.link"
_Written = tuple[str | Decimal, str | None]  # what a cell holds, and where its link leads, None where that is not ours


def feedback_requests(sheet: RemarkSheet, have: RemarkTab) -> list[Request]:
    """Return what makes the tab show these remarks; [] where it does, whenever its form was read.

    To be sent as one batch. Where the answer is lost the tab is read anew and this asked again: `sheet` may be one that
    has gone on from what stands there or not. Raises FormError where a cell cannot hold its text.
    """
    gone_on = continued(sheet, have.standing.rows.values())
    rows = placed(have.standing, gone_on.remarks)
    news = [rows[row] for row in sorted(rows) if row not in have.standing.rows]
    stood = {row: remark for row, remark in rows.items() if row in have.standing.rows}
    changes = list(_changes(_wanted(stood, "" if news else gone_on.empty, have), have))
    if news:
        changes.append(_appended(news, have))
    if not changes:
        return []
    if sheet.reading:
        changes.append(_block(have.gid, max(have.standing.headings.row - _ABOVE, 1), 1, [[(sheet.reading, None)]]))
    return [*_more_rows(max(rows, default=0), have), *changes]


def _wanted(rows: Mapping[int, Remark], empty: str, have: RemarkTab) -> Mapping[int, Mapping[int, _Written]]:
    """Return by row and column what the service's cells shall hold, of every row that was written; `empty` is said
    where no remark stands.
    """
    head = have.standing.headings.row
    there = {row for row, _ in have.standing.grid.cells if row > head}
    wanted = {}
    for row in sorted(there | set(rows) | {head + 1}):
        if row in rows:
            wanted[row] = _line(rows[row], have)
        else:
            said = empty if not rows and row == head + 1 else ""
            wanted[row] = {at: _unsaid(key, said) for key, at in _own(have).items()}
    return wanted


def _line(remark: Remark, have: RemarkTab) -> Mapping[int, _Written]:
    """Return what the service's cells of a remark's row hold, by column."""
    texts, link = cells_of(remark), _link(remark.place, have)
    return {at: (_plain(texts.get(key)), link if key == "where" else None) for key, at in _own(have).items()}


def _unsaid(key: str, said: str) -> _Written:
    return said if key == "message" else "", "" if key == "where" else None


def _appended(news: Sequence[Remark], have: RemarkTab) -> Request:
    """Return the request that writes these remarks below the last row in which anything stands when it takes effect."""
    rows: list[Json] = []
    for remark in news:
        columns = have.standing.headings.columns
        said: dict[int, _Written] = {columns["answer"]: (remark.answer, None), columns["reason"]: (remark.reason, None)}
        line = {**_line(remark, have), **said}
        rows.append({"values": [_cell(*line.get(at, ("", None))) for at in range(1, max(line) + 1)]})
    return {"appendCells": {"sheetId": have.gid, "rows": rows, "fields": _FIELDS}}


def _plain(of: str | Decimal | None) -> str | Decimal:
    return "" if of is None else of


def _own(have: RemarkTab) -> Mapping[str, int]:
    """Return the service's columns: all but those in which staff answer."""
    return {key: at for key, at in have.standing.headings.columns.items() if key not in ANSWERS}


def _link(place: Place | None, have: RemarkTab) -> str:
    """Return where the link of a remark jumps: to the cell, or the tab as a whole, by the tab's id."""
    gid = have.tabs.get(place.tab) if place else None
    if place is None or gid is None:
        return ""
    return f"#gid={gid}" + (f"&range={place.a1}" if place.a1 else "")


def _changes(wanted: Mapping[int, Mapping[int, _Written]], have: RemarkTab) -> Iterator[Request]:
    """Yield what writes the cells that differ: one request for each block of rows that differ in the same columns."""
    blocks: dict[tuple[int, int], tuple[int, list[list[_Written]]]] = {}  # by first and last column: the block at work
    for row, cells in wanted.items():
        runs = set(_runs([at for at in sorted(cells) if not _same(cells[at], row, at, have)]))
        for run in runs:
            line = [cells[at] for at in range(run[0], run[1] + 1)]
            top, lines = blocks.get(run, (row, []))
            if top + len(lines) != row:
                yield _block(have.gid, top, run[0], lines)
                top, lines = row, []
            blocks[run] = (top, [*lines, line])
    for (left, _), (top, lines) in blocks.items():
        yield _block(have.gid, top, left, lines)


def _same(wanted: _Written, row: int, column: int, have: RemarkTab) -> bool:
    held, (of, link) = _held(have.standing.grid[row, column]), wanted
    alike = float(held) == float(of) if isinstance(held, Decimal) and isinstance(of, Decimal) else held == of
    return alike and link in {None, have.links.get((row, column), "")}


def _held(cell: Cell) -> str | Decimal:
    return cell.value if isinstance(cell.value, str | Decimal) else cell.shown


def _block(gid: int, top: int, left: int, lines: Sequence[Sequence[_Written]]) -> Request:
    """Return the request that writes these cells; row and column count from 1."""
    start: Obj = {"sheetId": gid, "rowIndex": top - 1, "columnIndex": left - 1}
    rows: Json = [{"values": [_cell(of, link) for of, link in line]} for line in lines]
    return {"updateCells": {"start": start, "rows": rows, "fields": _FIELDS}}


def _cell(of: str | Decimal, link: str | None) -> Obj:
    held = value(of)
    return {**held, "userEnteredFormat": {"textFormat": {"link": {"uri": link}}}} if link else held


def _more_rows(last: int, have: RemarkTab) -> Iterator[Request]:
    """Yield what adds rows where there are too few: before the last one, which stays blank, so that what speaks of the
    rows (protection, drop-downs, formats, named ranges) reaches over the new ones.
    """
    lacking = last + 1 - have.rows
    if lacking <= 0 or not have.rows:
        return
    used = any(row >= have.rows for row, _ in have.standing.grid.cells)
    if used:
        yield {"appendDimension": {"sheetId": have.gid, "dimension": "ROWS", "length": lacking + SPARE}}
        return
    span: Obj = {
        "sheetId": have.gid,
        "dimension": "ROWS",
        "startIndex": have.rows - 1,
        "endIndex": have.rows - 1 + lacking + SPARE,
    }
    yield {"insertDimension": {"range": span, "inheritFromBefore": True}}


def _runs(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of adjacent columns as (first, last)."""
    start = 0
    for n, at in enumerate(columns):
        if n + 1 == len(columns) or columns[n + 1] != at + 1:
            yield columns[start], at
            start = n + 1
