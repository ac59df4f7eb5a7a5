"""TongHop.ods: what LibreOffice makes of the workbook built for it; its buttons and macros stay through saving there.

LibreOffice saving an .xlsm loses the buttons, so an office that works with it gets a file of its own kind.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from macros.panes import Pane, panes, with_panes
from sync.render.pdf import SECONDS, PdfError, convert, find_office

_DEFAULT = re.compile(rb'<style:style style:name="Default" style:family="table-cell".*?</style:style>', re.DOTALL)


def to_ods(build: bytes, seconds: float = SECONDS) -> bytes | None:
    """Return a workbook (.xlsm with a pipe's name in it) as .ods; None where there is no LibreOffice.

    Raises PdfError where LibreOffice fails or takes too long.
    """
    office = find_office()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="baocao-", ignore_cleanup_errors=True) as name:
        source = Path(name) / "TongHop.xlsm"
        source.write_bytes(build)
        said = convert(office, source, "ods", seconds)
        try:
            return _mended(source.with_suffix(".ods").read_bytes(), panes(build))
        except (OSError, BadZipFile) as error:
            raise PdfError("ods-failed", said) from error


def _mended(ods: bytes, seen: tuple[Pane, ...]) -> bytes:
    """Return the workbook with its default style at the top of the cell, and with the views of its sheets.

    What a condition changes is a whole style in this format, with all that it inherits: rows in colours would have
    their short texts at the bottom, the others at the top.
    """
    made = io.BytesIO()
    with ZipFile(io.BytesIO(ods)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():  # in its order, each stored as it was: the first is never compressed
            data = source.read(part)
            if part.filename == "styles.xml":
                data = _DEFAULT.sub(lambda style: style[0].replace(b'align="bottom"', b'align="top"'), data, count=1)
            if part.filename == "settings.xml":
                data = with_panes(data, seen)
            target.writestr(part, data)
    return made.getvalue()
