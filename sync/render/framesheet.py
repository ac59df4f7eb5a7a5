"""One frame on a sheet: title, purpose, headings, rows, page; SoLieu and the clerk's workbook print the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from sheets.excel.looks import DATE, INK, LINE, NAVY, TEXT, WHITE, Looks
from sheets.excel.measure import DIGIT, lines_of, row_height
from sheets.excel.page import set_up_page
from sheets.excel.writing import done, write_formula, write_text, write_value
from sheets.text import cut_for_cell, storable
from sync.render.chart import insert_chart
from sync.render.sheets import Chart, Field, Frame, Target, unique_headings

Value = str | Decimal | dt.date | None  # as a cell holds it

# 0-based, as XlsxWriter counts. No merged cells: they are in the way of sorting and of screen readers.
TITLE_ROW, PURPOSE_ROW, PERIOD_ROW, _, HEADING_ROW, FIRST_ROW = range(6)

_BANDED = "Table Style Light 1"  # bands in grey: it prints well, and looks the same in every theme
_CUT = " … (còn nữa: xem báo cáo Word hoặc biểu của đơn vị)"
_CHART_WIDTH = 1000  # pixels
_LINKS = 65_000  # Excel opens no tab with more than 65,530 links
_NAMED = re.compile(r"\[([^\[\]]+)\]")
# Papers behind a sign, an addition to the sign and its words: wrong, to look at, to know, done, waited for.
PAPERS = {"✗": "#F9DEDC", "!": "#FFF1D0", "i": "#E6F0FA", "✓": "#E4F2E4", "…": "#F0F1F4"}


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: whose figures, of which period, and what the whole is called in the footer."""

    agency: str
    period: str
    name: str


@dataclass(frozen=True, slots=True)
class _Tab:
    """One frame on its way into the workbook: its sheet, and the headings as they stand there."""

    frame: Frame
    sheet: Worksheet
    headings: tuple[str, ...]
    formats: dict[tuple[str, object], Format]  # by kind of column and of value

    @property
    def rows(self) -> int:
        return len(self.frame.rows)

    def column(self, heading: str) -> int:
        """Return the 0-based column of a field, by its own heading; raises ValueError."""
        return [f.heading for f in self.frame.fields].index(heading)


def print_frame(
    book: Workbook,
    sheet: Worksheet,
    frame: Frame,
    looks: Looks,
    printed: Printed,
    sheets: Mapping[str, Worksheet],
    table: int | None,
) -> None:
    """Print a frame on an empty sheet; raises FormError where Excel cannot hold what stands in it.

    `sheets` are those of other frames, by id: links lead there. `table` numbers Excel's own table; None makes a plain
    range with a filter, which other programs may fill anew.
    """
    tab = _Tab(frame, sheet, unique_headings(field.heading for field in frame.fields), {})
    _write_head(tab, looks, printed)
    _write_headings(tab, looks, table)
    width = sum(field.width for field in tab.frame.fields)
    set_up_page(tab.sheet, width, f"{printed.name} – {tab.frame.title}")
    tab.sheet.set_landscape()
    tab.sheet.repeat_rows(HEADING_ROW)
    tab.sheet.freeze_panes(FIRST_ROW, tab.frame.frozen)
    tab.sheet.hide_gridlines(2)
    for row, values in enumerate(tab.frame.rows):
        _write_row(tab, looks, row, [plain(value) for value in values], sheets)
    if tab.rows and tab.frame.chart:
        _write_chart(book, tab, tab.frame.chart)


def _write_head(tab: _Tab, looks: Looks, printed: Printed) -> None:
    count = f"{tab.rows} dòng" if tab.rows else tab.frame.empty
    line = f"{printed.agency}   ·   Kỳ báo cáo: {printed.period}   ·   {count}"
    for row, text, look, height in (
        (TITLE_ROW, tab.frame.heading, "title", 33.0),
        (PURPOSE_ROW, tab.frame.purpose, "purpose", 19.5),
        (PERIOD_ROW, line, "identity", 19.5),
    ):
        tab.sheet.set_row(row, height)
        write_text(tab.sheet, row, 0, text, looks.named(look))
    tab.sheet.set_row(PERIOD_ROW + 1, 6)


def _write_headings(tab: _Tab, looks: Looks, table: int | None) -> None:
    """Mark the table, write its headings and set the columns' widths; without rows there is one that says so."""
    frame, sheet = tab.frame, tab.sheet
    last = (HEADING_ROW + max(tab.rows, 1), len(frame.fields) - 1)
    if table is None:
        for at, text in enumerate(tab.headings):
            write_text(sheet, HEADING_ROW, at, text, looks.of(HEADING))
        sheet.autofilter(HEADING_ROW, 0, *last)
    else:
        _mark_table(tab, looks, table, last)
    # Two characters more for the arrow of the filter.
    lines = [lines_of(text, f.width - 2, bold=True) for text, f in zip(tab.headings, frame.fields, strict=True)]
    sheet.set_row(HEADING_ROW, row_height(lines) + 6)
    for at, field in enumerate(frame.fields):
        sheet.set_column(at, at, field.width)
    if not tab.rows:
        _write_empty(tab, looks)


def _mark_table(tab: _Tab, looks: Looks, number: int, last: tuple[int, int]) -> None:
    columns = [{"header": text, "header_format": looks.of(HEADING)} for text in tab.headings]
    options = {
        "name": _table_name(tab.frame, number),
        "style": _BANDED,
        "columns": columns,
        "title": tab.frame.heading,
        "description": tab.frame.purpose,
    }
    done(tab.sheet.add_table(HEADING_ROW, 0, *last, options), tab.sheet, HEADING_ROW, 0)


def _table_name(frame: Frame, number: int) -> str:
    """Return a name that no cell, function or other table has."""
    letters = "".join(c for c in frame.id.title() if c.isascii() and c.isalnum())
    return f"Bang_{number}_{letters}"


def _write_empty(tab: _Tab, looks: Looks) -> None:
    """Say in the widest column that there is nothing: a table cannot be without rows."""
    widths = [field.width for field in tab.frame.fields]
    for at in range(len(widths)):
        text = tab.frame.empty if at == widths.index(max(widths)) else ""
        write_text(tab.sheet, FIRST_ROW, at, text, looks.of(cell_look("longtext")))


def plain(value: object) -> Value:
    """Return a value as Excel keeps it: a number is a double, in its shortest form."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return number if number.is_finite() else str(value)
    return value if isinstance(value, dt.date) else str(value)


def _write_row(tab: _Tab, looks: Looks, row: int, values: Sequence[Value], sheets: Mapping[str, Worksheet]) -> None:
    at, shown = FIRST_ROW + row, [fitting(value) if isinstance(value, str) else value for value in values]
    lines = [
        lines_of(value, field.width)
        for field, value in zip(tab.frame.fields, shown, strict=True)
        if isinstance(value, str)
    ]
    tab.sheet.set_row(at, row_height(lines))
    for column, (field, value) in enumerate(zip(tab.frame.fields, shown, strict=True)):
        look = _look(tab, looks, field.kind, value)
        target = tab.frame.links.get(row) if field.kind == "link" and row < _LINKS else None
        if target and isinstance(value, str) and target.frame in sheets:
            _write_link(tab.sheet, at, column, sheets[target.frame], target, value, look)
        elif _is_live(tab, field, values):
            result = value if isinstance(value, Decimal) else None
            write_formula(tab.sheet, at, column, _formula(tab, field, at), result, look)
        else:
            write_value(tab.sheet, at, column, value, look)


def _look(tab: _Tab, looks: Looks, kind: str, value: Value) -> Format:
    """Return the format of `cell_look`, put together once for all cells that look alike."""
    if isinstance(value, str):
        alike: object = value[:1] if kind == "sign" else str
    else:
        alike = _number_format(value) if isinstance(value, Decimal) else type(value)
    made = tab.formats.get((kind, alike))
    if made is None:
        made = tab.formats[kind, alike] = looks.of(cell_look(kind, value))
    return made


def _is_live(tab: _Tab, field: Field, values: Sequence[Value]) -> bool:
    return bool(field.formula) and all(values[tab.column(heading)] is not None for heading in field.needs)


def _formula(tab: _Tab, field: Field, row: int) -> str:
    return _NAMED.sub(lambda name: xl_rowcol_to_cell(row, tab.column(name[1])), field.formula)


def _write_link(
    sheet: Worksheet, row: int, column: int, target_sheet: Worksheet, target: Target, text: str, look: Format
) -> None:
    place = f"internal:{quote_sheetname(str(target_sheet.name))}!A{FIRST_ROW + target.row + 1}"
    done(sheet.write_url(row, column, place, look, text), sheet, row, column)


def fitting(text: str) -> str:
    """Return `text` as a cell can hold it; one that is cut says so."""
    return cut_for_cell(storable(text), _CUT)


_BOX: dict[str, str | int | bool] = {"border": 1, "border_color": LINE, "text_wrap": True}
HEADING = _BOX | {
    "bold": True,
    "bg_color": NAVY,
    "font_color": WHITE,
    "align": "center",
    "valign": "vcenter",
    "num_format": TEXT,
}
_LEFT: dict[str, str | int | bool] = {"align": "left", "indent": 1, "valign": "top", "font_color": INK}
_RIGHT: dict[str, str | int | bool] = {"align": "right", "valign": "top", "font_color": INK, "text_wrap": False}


def cell_look(kind: str, value: Value = None) -> dict[str, str | int | bool]:
    """Return how a cell looks: by its column's kind, and as text where a text stands in it."""
    if kind == "link":
        return _BOX | _LEFT | {"num_format": TEXT, "font_color": "#1F4E9E", "underline": 1}
    if kind == "sign":
        paper = PAPERS.get(value[:1], "") if isinstance(value, str) else ""
        return _BOX | _LEFT | {"num_format": TEXT, "bold": True} | ({"bg_color": paper} if paper else {})
    if kind == "date" and not isinstance(value, str):
        return _BOX | _LEFT | {"num_format": DATE}
    if kind == "percent" and not isinstance(value, str):
        return _BOX | _RIGHT | {"num_format": "0.0%"}
    if isinstance(value, Decimal) or (kind in {"count", "number"} and value is None):
        return _BOX | _RIGHT | {"num_format": _number_format(value)}
    if isinstance(value, dt.date):
        return _BOX | _LEFT | {"num_format": DATE}
    return _BOX | _LEFT | {"num_format": TEXT}


def _number_format(value: Value) -> str:
    """Grouped as the machine's region does it (1.007,5 in Viet Nam); decimals only where there are some."""
    whole = not isinstance(value, Decimal) or value == value.to_integral_value()
    return "#,##0" if whole else "#,##0.0##"


def _write_chart(book: Workbook, tab: _Tab, chart: Chart) -> None:
    headings = [heading for heading, _ in chart.columns]
    insert_chart(
        book,
        tab.sheet,
        FIRST_ROW + tab.rows + 1,
        rows=(FIRST_ROW, FIRST_ROW + tab.rows - 1),
        names=tab.column(chart.names),
        columns=[tab.column(heading) for heading in headings],
        headings=[f"{sign} {heading}" for heading, sign in chart.columns],
        title=chart.title,
        description=f"Biểu đồ thanh. {chart.title}. {_told(tab.frame, chart.names, headings)}",
        most=max(sum(counts) for _, counts in _counted(tab.frame, chart.names, headings)),
        width=min(sum(field.width for field in tab.frame.fields) * DIGIT, _CHART_WIDTH),
    )


def _told(frame: Frame, names: str, headings: Sequence[str]) -> str:
    """Return what the bars show, in words, for those who cannot see them."""
    bars = [
        f"{name}: " + ", ".join(f"{n} {h.lower()}" for h, n in zip(headings, counts, strict=True) if n)
        for name, counts in _counted(frame, names, headings)
        if any(counts)
    ]
    return "; ".join(bars) + "." if bars else "Không đơn vị nào còn ý kiến."


def _counted(frame: Frame, names: str, headings: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Return each row's name with its counts, 0 where there is none."""
    counts = zip(*(frame.column(heading) for heading in headings), strict=True)
    return [
        (str(name), [int(n) if isinstance(n, int | Decimal) else 0 for n in row])
        for name, row in zip(frame.column(names), counts, strict=True)
    ]
