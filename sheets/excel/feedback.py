"""Remarks written into a division's own workbook (inside): the one tab, every other part of the file as it was."""

from __future__ import annotations

from collections.abc import Mapping

from sheets.errors import BookError, FeedbackError
from sheets.excel.package import Package, children, open_package, parse, part, relationships
from sheets.excel.remark_part import Page, Value, cell_link, rewritten
from sheets.excel.splice import with_part
from sheets.form import Form
from sheets.remark import ANSWERS, RemarkSheet, cells_of
from sheets.shown_remarks import ShownRemarks, placed

_KINDS = (".xlsx", ".xlsm")
_WORKBOOK = "xl/workbook.xml"
ABOVE = 3  # rows from the purpose of a tab down to its headings


def written_inside(data: bytes, form: Form, sheet: RemarkSheet, standing: ShownRemarks) -> bytes:
    """Return a workbook whose tab of remarks shows `sheet`, which has gone on from `standing` (read from `data`).

    Raises FeedbackError where the workbook is of another kind, signed, shared, or the tab cannot be written.
    """
    try:
        package = open_package(data)
        if package.has("_xmlsignatures/"):
            raise FeedbackError("inside-signed")
        if package.has("xl/revisions/"):
            raise FeedbackError("inside-shared")
        name = _part_of(package, standing.grid.tab)
        content = part(package, name)
    except BookError as error:
        raise FeedbackError("inside-kind", str(error)) from error
    if content is None:
        raise FeedbackError("inside-no-tab", name)
    made = rewritten(content, _page(standing, sheet), form.tab("remarks").columns)
    return with_part(data, package.names[name.lower()], made)


def _page(standing: ShownRemarks, sheet: RemarkSheet) -> Page:
    """Return what the service's columns of the tab shall hold; answers stay where they are.

    Where the answer that counts was given elsewhere, or before the row was lost, it is put there.
    """
    head, rows = standing.headings.row, placed(standing, sheet.remarks)
    texts: dict[int, Mapping[str, Value]] = {row: cells_of(remark) for row, remark in rows.items()}
    columns = standing.headings.columns
    there = {row: (remark.answer, remark.reason) for row, remark in standing.rows.items()}
    put = {row: remark for row, remark in rows.items() if there.get(row, ("", "")) != (remark.answer, remark.reason)}
    return Page(
        head=head,
        columns={key: at for key, at in columns.items() if key not in ANSWERS},
        rows=texts or {head + 1: {"message": sheet.empty}},
        link=columns["where"],
        links={row: {"location": cell_link(remark.place)} for row, remark in rows.items() if remark.place},
        shown={row: {"answer": remark.answer, "reason": remark.reason} for row, remark in rows.items()},
        more={row: {columns["answer"]: its.answer, columns["reason"]: its.reason} for row, its in put.items()},
        top={head - ABOVE: sheet.reading} if sheet.reading else {},
    )


def _part_of(package: Package, tab: str) -> str:
    """Return the name of the part that holds a tab; raises FeedbackError."""
    told = relationships(package, "")
    main = next((target for kind, target in told.values() if kind == "officeDocument"), _WORKBOOK)
    workbook = part(package, main)
    if workbook is None or not main.startswith("xl/"):
        raise FeedbackError("inside-kind", main)
    targets = relationships(package, main)
    for sheets in children(parse(workbook, main), "sheets"):
        for one in children(sheets, "sheet"):
            key = next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
            if one.get("name") == tab and key in targets:
                return targets[key][1]
    raise FeedbackError("inside-no-tab", tab)
