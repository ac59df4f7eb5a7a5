"""Rows that have a height and grow all the same: the mark that Excel's own files bear, and XlsxWriter cannot make."""

from __future__ import annotations

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile

from sheets.excel.head import FIRST_ROW

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_FIXED = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')


def let_rows_grow(workbook: bytes) -> bytes:
    """Return the workbook with the heights of rows below the headings no longer fixed.

    With customHeight (ECMA-376 Part 1, 18.3.1.73) a row keeps its height whatever is typed into it;
    without it the height is only the last one that fitted.
    """
    made = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            target.writestr(part, _FIXED.sub(_unfixed, data) if _SHEET.fullmatch(part.filename) else data)
    return made.getvalue()


def _unfixed(row: re.Match[bytes]) -> bytes:
    return row[1] if int(row[2]) > FIRST_ROW else row[0]
