"""What Excel's own files say and XlsxWriter cannot: put into the finished workbook, part by part."""

from __future__ import annotations

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile

from sheets.excel.head import FIRST_ROW

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_FIXED = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')
_EMPTY_RESULT = re.compile(rb"(<c [^>]*?)(><f>[^<]*</f><v></v></c>)")


def finish(workbook: bytes) -> bytes:
    """Return the workbook with rows that grow, and with formulas whose empty result is a result."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            target.writestr(part, _finished(data) if _SHEET.fullmatch(part.filename) else data)
    return made.getvalue()


def _finished(sheet: bytes) -> bytes:
    """Mend one worksheet.

    With customHeight a row keeps its height whatever is typed into it; without it the height is only the last
    one that fitted (ECMA-376 Part 1, 18.3.1.73). A result without a type is a number, and an empty number was
    never reckoned: the type of an empty text is str (18.18.11).
    """
    return _EMPTY_RESULT.sub(rb'\1 t="str"\2', _FIXED.sub(_unfixed, sheet))


def _unfixed(row: re.Match[bytes]) -> bytes:
    return row[1] if int(row[2]) > FIRST_ROW else row[0]
