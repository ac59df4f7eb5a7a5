"""The file beside a division's own: Ý kiến rà soát alone, with links into that file and answer columns of its own."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from sheets.errors import FormError
from sheets.excel.dropdowns import write_lists
from sheets.excel.finishing import finish
from sheets.excel.head import write_headings
from sheets.excel.looks import Looks
from sheets.excel.measure import lines_of, row_height
from sheets.excel.newbook import new_book
from sheets.excel.page import freeze_head, set_up_page
from sheets.excel.rowtab import RULED_ROWS
from sheets.excel.rules import add_rule
from sheets.excel.spots import show_states
from sheets.excel.writing import done, write_text, write_value
from sheets.form import Column, Form
from sheets.grid import Grid
from sheets.head import FIRST_ROW, HEADING_ROW, IDENTITY_ROW, PURPOSE_ROW, TITLE_ROW
from sheets.headings import Headings
from sheets.identity import Identity
from sheets.remark import Remark, RemarkSheet, cells_of
from sheets.shown_remarks import ShownRemarks, placed

PROPERTY = "BaoCaoYKien"  # the custom document property that says whose remarks they are
_ANSWERS = "DM_answers"
_SPARE = 10  # rows with boxes below the last remark
_CREATED = dt.datetime(2024, 1, 1)  # the same remarks give the same bytes


@dataclass(frozen=True, slots=True)
class Beside:
    """Whose remarks the file holds, in words, and the name of the division's own file, which lies beside it."""

    file: str
    division_name: str
    period_label: str


def remarks_name(identity: Identity) -> str:
    """Return the identity of a file of remarks: no form's, so that it is never read as one."""
    return f"{identity.department}.{identity.division}.{identity.period}"


def write_beside(form: Form, sheet: RemarkSheet, beside: Beside, standing: ShownRemarks | None = None) -> bytes:
    """Return the file; `sheet` has gone on from `standing`, whose rows and answers stay where they are.

    Raises FormError.
    """
    tab = form.tab("remarks")
    file = io.BytesIO()
    book = new_book(file)
    book.set_properties({"title": f"{tab.title} – {beside.division_name}", "created": _CREATED})
    if book.set_custom_property(PROPERTY, remarks_name(sheet.identity), "text"):
        raise FormError(f"XlsxWriter refuses the property {sheet.identity}")
    looks = Looks(book)
    page = book.add_worksheet(tab.title)
    _write_head(page, looks, form, sheet, beside)
    standing = standing or ShownRemarks(Grid(tab.title, {}), Headings(HEADING_ROW + 1, {}))
    rows = placed(standing, sheet.remarks)
    _write_rows(page, looks, tab.columns, sheet, rows, beside, standing)
    write_lists(book, {_ANSWERS: form.lists["answers"]})
    try:
        book.close()
    except XlsxWriterException as error:
        raise FormError(str(error)) from error
    return finish(file.getvalue())


def _write_head(page: Worksheet, looks: Looks, form: Form, sheet: RemarkSheet, beside: Beside) -> None:
    tab = form.tab("remarks")
    for row, height in ((TITLE_ROW, 33), (PURPOSE_ROW, 19.5), (IDENTITY_ROW, 19.5)):
        page.set_row(row, height)
    write_text(page, TITLE_ROW, 0, f"{tab.title} – {beside.division_name}", looks.named("title"))
    write_text(page, PURPOSE_ROW, 0, sheet.reading or tab.purpose, looks.named("purpose"))
    parts = (f"Của biểu: {beside.file}", f"Kỳ báo cáo: {beside.period_label}", remarks_name(sheet.identity))
    write_text(page, IDENTITY_ROW, 0, "   ·   ".join(parts), looks.named("identity"))
    for at, column in enumerate(tab.columns):
        page.set_column(at, at, column.width, looks.below(column), {"hidden": column.hidden})
    write_headings(page, looks, tab.columns)
    set_up_page(page, sum(c.width for c in tab.columns if not c.hidden), remarks_name(sheet.identity))
    freeze_head(page)


def _write_rows(
    page: Worksheet,
    looks: Looks,
    columns: tuple[Column, ...],
    sheet: RemarkSheet,
    rows: dict[int, Remark],
    beside: Beside,
    standing: ShownRemarks,
) -> None:
    loose = {answer.place.row: {"answer": answer.answer, "reason": answer.reason} for answer in standing.loose}
    last = max([*rows, *loose, HEADING_ROW + 1]) + _SPARE
    for number in range(FIRST_ROW + 1, last + 1):
        remark = rows.get(number)
        values = {**cells_of(remark), "answer": remark.answer, "reason": remark.reason} if remark else {}
        if not rows and number == FIRST_ROW + 1:
            values = {"message": sheet.empty}
        values = {**values, **loose.get(number, {})}
        shown = [(values.get(column.key), column.width) for column in columns if not column.hidden]
        if values:
            page.set_row(number - 1, row_height(lines_of(text, wide) for text, wide in shown if isinstance(text, str)))
        for at, column in enumerate(columns):
            write_value(page, number - 1, at, values.get(column.key), looks.cell(column))
            if remark and remark.place and column.key == "where":
                _link(page, number - 1, at, remark, beside.file, looks.cell(column))
    ruled = range(FIRST_ROW, max(last, FIRST_ROW + RULED_ROWS))
    for at, column in enumerate(columns):
        add_rule(page, column, at, ruled, _ANSWERS if column.type == "choice" else "")
    show_states(page, looks, columns, ruled)


def _link(page: Worksheet, row: int, at: int, remark: Remark, file: str, look: Format) -> None:
    """Let a cell lead into the division's own file, wherever both lie together."""
    if remark.place is None:
        return
    address = f"{quote_sheetname(remark.place.tab)}!{remark.place.a1 or 'A1'}"
    name = file.replace("%", "%25").replace("#", "%23")
    text = str(cells_of(remark)["where"])
    done(page.write_url(row, at, f"external:{name}#{address}", look, text), page, row, at)
