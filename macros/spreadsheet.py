"""TongHop.ods: what LibreOffice makes of the workbook built for it; its buttons and macros stay through saving there.

LibreOffice saving an .xlsm loses the buttons, so an office that works with it gets a file of its own kind.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sync.render.pdf import SECONDS, PdfError, convert, find_office


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
            return source.with_suffix(".ods").read_bytes()
        except OSError as error:
            raise PdfError("ods-failed", said) from error
