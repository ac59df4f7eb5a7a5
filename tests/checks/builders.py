"""What staff typed, as a Markdown table in the test, made into the round that the checks see.

A Sheet is a form with nothing wrong in it, but for the cells that its text names:

    ## Chỉ tiêu
    | Mã  | Trong tháng |
    | PTD | '147 PTĐ    |
    | TC  | 1007 ‹struck› |

Digits under a number column are a number, after an apostrophe they are text, as in Excel; ‹…› is a mark of the cell.
In other columns #46000 is a number.
Rows of Chỉ tiêu and fields of Thông tin chung change the good ones; rows of other tabs stand in place of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from sheets.form import Column, current_form
from sheets.grid import Book, BookNote, Cell, CellValue, Grid, Mark
from sheets.identity import PROPERTY
from sync.checks.run import check_round
from sync.model.config import Config
from sync.model.config_file import load_config
from sync.model.finding import Finding
from sync.model.material import Copy, Round, Standing, State
from sync.model.messages import words
from sync.model.period import parse_period
from sync.model.records import Submission
from sync.reading.outline import office_submission
from sync.reading.parse import parse

HERE = Path(__file__).parent
FORM = current_form()
MARKS = {mark.value: mark for mark in Mark}
STATES: dict[str | None, State] = {"submitted": "submitted", "nil": "nil"}
FIRST_ROW = 5  # of every tab: identity, a blank row, the form's headings, then what staff typed

GOOD = """
## Thông tin chung
| Người lập biểu | Phan Thanh Tùng |
| Lãnh đạo đơn vị duyệt | Lưu Đình Khoa |
| Ngày duyệt | 18/01/2024 |
| Trạng thái | Đã gửi |
## Kết quả
| Mục | Trình bày | Nội dung | Chú thích |
| Hoạt động của đơn vị sự nghiệp | Gạch đầu dòng | Kiểm định phương tiện đo cho các cơ sở. | |
## Chỉ tiêu
| Mã | Kế hoạch năm | Trong tháng |
| PTD | 2000 | 147 |
| PTD-DAT | | 134 |
| PTD-HONG | | 13 |
| TC-MOI | | 147 |
| TC | | 1007 |
| DUNG-HAN | | 100 |
| THU | | 35.5 |
## Kế hoạch kỳ trước
| Nội dung | Kết quả thực hiện |
## Kế hoạch
| Nội dung |
| Kiểm định cân tại các chợ. |
## PL nhiệm vụ
| Tên nhiệm vụ | Cấp | Ngày ký | Kinh phí |
| Mô hình trồng nho | Tỉnh | 05/01/2024 | 1250 |
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A division's sheet: what its text names, else as it should be.

    `verbatim` tabs hold the text's cells and nothing of the form; `gone` tabs are left out. `identity` is its visible
    line ("" = the right one, None = there is none), `hidden` the property. `merges` are the merged cells
    of a tab, by title; cells beneath one are ‹covered› and say what its first cell says.
    `before` are texts of earlier periods.
    """

    text: str = ""
    division: str = "TTKT"
    period: str = "2024-01"
    verbatim: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    identity: str | None = ""
    hidden: str = ""
    notes: tuple[BookNote, ...] = ()
    merges: Mapping[str, tuple[tuple[int, int, int, int], ...]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    today: dt.date = dt.date(2024, 2, 28)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A case in which a check speaks: where ("Chỉ tiêu!E4"), what it says, and the value it suggests.

    `times` is 2 where it is said on both sides, of two divisions that contradict each other.
    """

    case: Sheet | Callable[[], Round]
    place: str
    what: str
    suggestion: str | None = None
    times: int = 1


Right = Mapping[str, Sheet | Callable[[], Round]]  # why it is right → the case in which the check is silent


@cache
def config() -> Config:
    """Return the tests' own department."""
    return load_config(HERE / "data" / "config.yaml")


def round_of(case: Sheet | Callable[[], Round]) -> Round:
    """Return the round of a sheet, as if it alone had been handed in."""
    if not isinstance(case, Sheet):
        return case()
    submission = submission_of(case)
    history = tuple(
        submission_of(replace(case, text=text, period=period, before={})) for period, text in case.before.items()
    )
    copy = Copy("book", f"{case.period}/{case.division}_BaoCao_{case.period}.xlsx", 1, moment(18), moment(18))
    standing = Standing(case.division, STATES.get(submission.info.status, "draft"), copy)
    return a_round(standing, submissions=(submission,), history=history, today=case.today, period=case.period)


def a_round(
    *standings: Standing,
    submissions: Sequence[Submission] = (),
    history: Sequence[Submission] = (),
    today: dt.date = dt.date(2024, 2, 28),
    period: str = "2024-01",
) -> Round:
    """Return a round of these standings."""
    by_division = {submission.division or "": submission for submission in submissions}
    earlier = {division: tuple(h for h in history if h.division == division) for division in by_division}
    when = parse_period(period)
    return Round(config(), when, today, standings, by_division, office_submission(config(), when), earlier)


def moment(day: int) -> dt.datetime:
    """Return a time of January 2024."""
    return dt.datetime(2024, 1, day, 2, 30, tzinfo=dt.UTC)


def submission_of(sheet: Sheet) -> Submission:
    """Return what reading makes of a sheet."""
    return parse(book_of(sheet), config(), sheet.division, parse_period(sheet.period))


def book_of(sheet: Sheet) -> Book:
    """Return a sheet's workbook."""
    good, typed = _tables(GOOD), _tables(sheet.text)
    assert set(typed) <= {*good, *sheet.verbatim}, set(typed)
    grids = tuple(
        _verbatim(tab, typed[tab]) if tab in sheet.verbatim else _filled(tab, good[tab], typed.get(tab, []), sheet)
        for tab in (*good, *(t for t in sheet.verbatim if t not in good))
        if tab not in sheet.gone
    )
    grids = tuple(replace(grid, merges=sheet.merges.get(grid.tab, ())) for grid in grids)
    return Book("book", "xlsx", grids, {PROPERTY: sheet.hidden} if sheet.hidden else {}, sheet.notes)


def found(case: Sheet | Callable[[], Round], code: str) -> list[Finding]:
    """Return the findings of one code."""
    return [finding for finding in check_round(round_of(case)) if finding.code == code]


def said(case: Sheet | Callable[[], Round], code: str) -> list[tuple[str, str, str | None]]:
    """Return where, what and which value the findings of one code tell."""
    return [(where(finding), words(finding)[0], finding.suggestion) for finding in found(case, code)]


def where(finding: Finding) -> str:
    """Return a finding's place as "Chỉ tiêu!E4", the tab alone, or ""."""
    place = finding.place
    return "" if place is None else place.tab + (f"!{place.a1}" if place.a1 else "")


def _tables(text: str) -> dict[str, list[list[str]]]:
    tables: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line.startswith("## "):
            rows = tables.setdefault(line[3:], [])
        else:
            rows.append([cell.strip().replace("⏎", "\n") for cell in line.strip("|").split("|")])
    return tables


def _filled(tab: str, good: list[list[str]], typed: list[list[str]], sheet: Sheet) -> Grid:
    columns = _columns(tab)
    identity = sheet.identity if sheet.identity != "" else f"SKHCN-{sheet.division}-{sheet.period}-v{FORM.version}"
    line = {(1, 1): text_cell(f"Mã biểu: {identity}")} if identity else {}
    if tab == FORM.tab("info").title:
        fields = {row[0]: row[1] for row in (*good, *typed)}
        rows = [[column.heading, fields.get(column.heading, "")] for column in columns]
        return Grid(tab, {**line, **_cells(rows, [None, None], FIRST_ROW)})
    laid = _laid(good, columns)
    new = _laid(typed, columns)
    if tab == FORM.tab("figures").title:
        laid = {code: {**laid.get(code, {}), **new.get(code, {})} for code in (*laid, *new)}
    elif typed:
        laid = new
    rows = [[row.get(column.heading, "") for column in columns] for row in laid.values()]
    headings: list[list[str]] = [[column.heading for column in columns]]
    return Grid(tab, {**line, **_cells(headings, [None] * 99, FIRST_ROW - 1), **_cells(rows, columns, FIRST_ROW)})


def _laid(table: list[list[str]], columns: Sequence[Column]) -> dict[str, dict[str, str]]:
    """Return the rows of a table by number, those of Chỉ tiêu by code, each by heading."""
    if not table:
        return {}
    headings = table[0]
    assert set(headings) <= {column.heading for column in columns}, headings
    rows = [dict(zip(headings, row, strict=False)) for row in table[1:]]
    return {row.get("Mã", str(number)): row for number, row in enumerate(rows)}


def _columns(tab: str) -> Sequence[Column]:
    annex = next((annex.columns for annex in config().annexes if annex.tab == tab), None)
    return annex or next(t.columns for t in FORM.tabs if t.title == tab)


def _verbatim(tab: str, rows: list[list[str]]) -> Grid:
    return Grid(tab, _cells(rows, [None] * 99, 1))


def _cells(rows: Sequence[Sequence[str]], columns: Sequence[Column | None], first: int) -> dict[tuple[int, int], Cell]:
    return {
        (row, at): cell
        for row, typed in enumerate(rows, first)
        for at, (text, column) in enumerate(zip(typed, columns, strict=False), 1)
        if (cell := _cell(text, column)) is not None
    }


def _cell(text: str, column: Column | None) -> Cell | None:
    marks = frozenset(MARKS[name] for name in re.findall(r"‹(.+?)›", text))
    text = re.sub(r"\s*‹.+?›", "", text)
    if not text and not marks:
        return None
    value: CellValue = text or None
    if text.startswith("#") and text[1:].isdigit():  # a number where words belong
        return Cell(Decimal(text[1:]), text[1:], marks)
    is_number = column is not None and column.type == "number" and re.fullmatch(r"-?\d+(\.\d+)?", text)
    if is_number:
        value = Decimal(text)
    elif Mark.ERROR in marks:
        value = None
    elif Mark.FOREIGN in marks:  # a day that the sheet itself took for one
        value = dt.datetime.strptime(text, "%d/%m/%Y").date()
    shown = text.removeprefix("'").replace(".", ",") if is_number else text.removeprefix("'")
    return Cell(shown if isinstance(value, str) else value, shown, marks)


def text_cell(text: str) -> Cell:
    """Return a cell of text."""
    return Cell(text, text)
