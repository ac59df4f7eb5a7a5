"""What Excel's own files say and XlsxWriter cannot: put into the finished workbook, part by part."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from sheets.head import FIRST_ROW

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_FIXED = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')
_FILE = re.compile(rb'Target="[^"]*" TargetMode="External"')
_EMPTY_RESULT = re.compile(rb"(<c [^>]*?)(><f>[^<]*</f><v></v></c>)")


def finish(workbook: bytes, heads: Mapping[str, int] | None = None) -> bytes:
    """Return the workbook with rows that grow, formulas whose empty result is a result, and links to files by URI.

    `heads` tells, by a sheet's part, how many rows above its first row keep their height; FIRST_ROW where it is silent.
    """
    made = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if _SHEET.fullmatch(part.filename):
                data = _finished(data, (heads or {}).get(part.filename, FIRST_ROW))
            elif part.filename.endswith(".rels"):
                data = _FILE.sub(lambda target: target[0].replace(b"\\", b"/"), data)
            target.writestr(part, data)
    return made.getvalue()


def _finished(sheet: bytes, head: int) -> bytes:
    """Mend one worksheet.

    With customHeight a row keeps its height whatever is typed into it; without it the height is only the last
    one that fitted (ECMA-376 Part 1, 18.3.1.73). A result without a type is a number, and an empty number was
    never reckoned: the type of an empty text is str (18.18.11).
    """

    def unfixed(row: re.Match[bytes]) -> bytes:
        return row[1] if int(row[2]) > head else row[0]

    return _EMPTY_RESULT.sub(rb'\1 t="str"\2', _FIXED.sub(unfixed, sheet))
