"""The consolidated workbook: each frame as a real table on a tab of its own, ready to be filtered and printed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

from xlsxwriter import Workbook

from sheets.excel.finishing import finish
from sheets.excel.looks import COLUMN_PIXELS, DEFAULT_FONT, ROW_PIXELS, Looks
from sync.model.report import Report
from sync.render.framesheet import Printed, print_frame
from sync.render.sheets import Frame, tab_names

OPTIONS = {
    "in_memory": True,  # and so with fixed times in the zip
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "default_row_height": ROW_PIXELS,
    "default_column_width": COLUMN_PIXELS,
    "default_format_properties": dict(DEFAULT_FONT),
}


def workbook(frames: Iterable[Frame], report: Report) -> bytes:
    """Return the frames as an .xlsx, a tab each, in order; the same input gives the same bytes.

    Texts are always texts. The only formulas are those of the frames' fields, stored with their results; the only
    links lead inside the workbook. Raises FormError where Excel cannot hold what stands in a frame.
    """
    given = tuple(frames)
    file = io.BytesIO()
    book = Workbook(file, OPTIONS)
    _set_properties(book, report)
    book.set_size(1600, 900)
    book.set_tab_ratio(80)
    looks = Looks(book)
    names = tab_names(frame.title for frame in given)
    sheets = {frame.id: book.add_worksheet(name) for frame, name in zip(given, names, strict=True)}
    agency = report.head.agency_in_text or report.head.agency
    printed = Printed(agency, report.period.label, f"Số liệu tổng hợp {report.period.label}")
    for number, frame in enumerate(given, 1):
        print_frame(book, sheets[frame.id], frame, looks, printed, sheets, number)
    book.close()
    return finish(file.getvalue())


def _set_properties(book: Workbook, report: Report) -> None:
    agency = report.head.agency_in_text or report.head.agency
    day = report.head.date or report.period.last_day  # never the clock's: the same report is the same file
    book.set_properties(
        {
            "title": f"Số liệu tổng hợp {report.period.label}",
            "subject": report.head.subject,
            "author": agency,
            "company": agency,
            "created": dt.datetime(day.year, day.month, day.day),
        }
    )
