"""The file beside a division's own: Ý kiến rà soát alone, with links into that file and answer columns of its own."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape
from zipfile import ZipFile

from xlsxwriter.exceptions import XlsxWriterException

from sheets.errors import FormError
from sheets.excel.dropdowns import write_lists
from sheets.excel.finishing import finish
from sheets.excel.head import write_headings
from sheets.excel.looks import Looks
from sheets.excel.newbook import new_book
from sheets.excel.page import freeze_head, set_up_page
from sheets.excel.remark_part import Page, Value, cell_link, rewritten
from sheets.excel.rowtab import RULED_ROWS
from sheets.excel.rules import add_rule
from sheets.excel.splice import with_part
from sheets.excel.spots import show_states
from sheets.excel.writing import done, write_text
from sheets.form import Form, form_version
from sheets.grid import Grid
from sheets.head import FIRST_ROW, HEADING_ROW, IDENTITY_ROW, PURPOSE_ROW, TITLE_ROW
from sheets.headings import Headings
from sheets.identity import Identity
from sheets.remark import Answer, Remark, RemarkSheet, cells_of
from sheets.shown_remarks import ShownRemarks, placed
from sheets.text import storable

PROPERTY = "BaoCaoYKien"  # the custom document property that says whose remarks they are
_ANSWERS = "DM_answers"
_BOXES = 30  # rows with boxes
_CREATED = dt.datetime(2024, 1, 1)  # the same remarks give the same bytes
_NO_NAME = re.compile(r"[%# :?/\\]")  # what an address reads as more than a letter of a name
_SHEET, _LINKS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
_CORE, _CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TITLE, _WHOSE, _ELSEWHERE = "TITLE", "WHOSE", "external:ELSEWHERE.xlsx"  # in the blank, to be replaced


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

    Raises FormError, FeedbackError.
    """
    tab = form.tab("remarks")
    at = {column.key: number for number, column in enumerate(tab.columns, 1)}
    standing = standing or ShownRemarks(Grid(tab.title, {}), Headings(HEADING_ROW + 1, at))
    down = HEADING_ROW + 1 - standing.headings.row  # staff may have put rows above the headings
    rows = {row + down: remark for row, remark in placed(standing, sheet.remarks).items()}
    linked = {row: remark.place for row, remark in rows.items() if remark.place}
    page = Page(
        head=HEADING_ROW + 1,
        columns=at,
        rows=_texts(sheet, rows, {answer.place.row + down: answer for answer in standing.loose}),
        link=at["where"],
        links={row: {f"{{{_OFFICE}}}id": "rId1", "location": cell_link(place)} for row, place in linked.items()},
        top=_top(form, sheet, beside),
    )
    blank = _blank(form.version)
    with ZipFile(io.BytesIO(blank)) as package:
        parts = {name: package.read(name) for name in (_SHEET, _CORE, _CUSTOM)}
    title = f"{tab.title} – {beside.division_name}"
    made = with_part(blank, _SHEET, rewritten(parts[_SHEET], page, tab.columns))
    made = with_part(made, _LINKS, _links(beside.file))
    made = with_part(made, _CORE, parts[_CORE].replace(_TITLE.encode(), _escaped(title)))
    return with_part(made, _CUSTOM, parts[_CUSTOM].replace(_WHOSE.encode(), _escaped(remarks_name(sheet.identity))))


def _texts(
    sheet: RemarkSheet, rows: Mapping[int, Remark], loose: Mapping[int, Answer]
) -> Mapping[int, Mapping[str, Value]]:
    """Return what stands in each row: remarks with their answers, and answers in rows without a remark."""
    texts: dict[int, Mapping[str, Value]] = {row: _answer(answer) for row, answer in loose.items()}
    if not rows:
        texts[HEADING_ROW + 2] = {**texts.get(HEADING_ROW + 2, {}), "message": sheet.empty}
    for row, remark in rows.items():
        texts[row] = {**cells_of(remark), **_answer(remark)}
    return texts


def _answer(of: Remark | Answer) -> Mapping[str, str]:
    return {"answer": storable(of.answer), "reason": storable(of.reason)}


def _top(form: Form, sheet: RemarkSheet, beside: Beside) -> Mapping[int, str]:
    tab = form.tab("remarks")
    return {
        TITLE_ROW + 1: f"{tab.title} – {beside.division_name}",
        PURPOSE_ROW + 1: sheet.reading or tab.purpose,
        IDENTITY_ROW + 1: "   ·   ".join((beside.file, beside.period_label, remarks_name(sheet.identity))),
    }


def _links(file: str) -> bytes:
    """Return the relationship that leads into the division's own file, wherever both lie together.

    A name is never an address (RFC 3986 4.2: a ":" in the first part of a path would make what is before it a scheme).
    """
    target = _NO_NAME.sub(lambda found: f"%{ord(found[0]):02X}", file)
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="%s">'
        b'<Relationship Id="rId1" Type="%s/hyperlink" Target="%s" TargetMode="External"/></Relationships>'
    ) % (_PACKAGE.encode(), _OFFICE.encode(), _escaped(target))


def _escaped(text: str) -> bytes:
    return escape(storable(text), {'"': "&quot;"}).encode()


@cache
def _blank(version: int) -> bytes:
    """Return the file before anything stands in it: XlsxWriter takes longer than all that follows."""
    form = form_version(version)
    if form is None:
        raise FormError(f"no form v{version}")
    tab = form.tab("remarks")
    file = io.BytesIO()
    book = new_book(file)
    book.set_properties({"title": _TITLE, "created": _CREATED})
    if book.set_custom_property(PROPERTY, _WHOSE, "text"):
        raise FormError(f"XlsxWriter refuses the property {PROPERTY}")
    looks = Looks(book)
    page = book.add_worksheet(tab.title)
    for row, height in ((TITLE_ROW, 33), (PURPOSE_ROW, 19.5), (IDENTITY_ROW, 19.5)):
        page.set_row(row, height)
    for row, look in ((TITLE_ROW, "title"), (PURPOSE_ROW, "purpose"), (IDENTITY_ROW, "identity")):
        write_text(page, row, 0, "", looks.named(look))
    for at, column in enumerate(tab.columns):
        page.set_column(at, at, column.width, looks.below(column), {"hidden": column.hidden})
        for row in range(FIRST_ROW, FIRST_ROW + _BOXES):
            write_text(page, row, at, "", looks.cell(column))
    write_headings(page, looks, tab.columns)
    set_up_page(page, sum(c.width for c in tab.columns if not c.hidden), tab.title)
    freeze_head(page)
    ruled = range(FIRST_ROW, FIRST_ROW + RULED_ROWS)
    for at, column in enumerate(tab.columns):
        add_rule(page, column, at, ruled, _ANSWERS if column.type == "choice" else "")
    show_states(page, looks, tab.columns, ruled)
    done(page.write_url(FIRST_ROW, 1, _ELSEWHERE, looks.cell(tab.column("where")), " "), page, FIRST_ROW, 1)
    write_lists(book, {_ANSWERS: form.lists["answers"]})
    try:
        book.close()
    except XlsxWriterException as error:
        raise FormError(str(error)) from error
    return finish(file.getvalue())
