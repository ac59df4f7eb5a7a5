"""From a file's bytes to raw tuples, whatever its format: what the reading child runs."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.package import FILE_LIMIT
from sheets.excel.sniff import ENDINGS, Kind, sniff
from sheets.excel.xlsx import read_xlsx


def read_file(path: str) -> wire.RawBook:
    """Return the workbook at `path`; raises BookError, "busy" where it changed while it was read, twice."""
    for _ in range(2):
        data = _unchanged(Path(path))
        if data is not None:
            return parse_raw(data, path)
    raise BookError("busy", path)


def _unchanged(path: Path) -> bytes | None:
    """Return the file's bytes, or None where it changed meanwhile."""
    try:
        before = path.stat()
        if before.st_size > FILE_LIMIT:
            raise BookError("too-big", f"{before.st_size} bytes")
        data = path.read_bytes()
        after = path.stat()
    except (OSError, ValueError) as error:
        raise BookError("vanished", str(error)) from error
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size
    return data if same else None


def parse_raw(data: bytes, name: str = "") -> wire.RawBook:
    """Return what a workbook's bytes hold, as plain tuples; raises BookError."""
    kind, package = sniff(data)
    if package is None or kind == "xlsb":
        from sheets.excel.xls import read_by_calamine

        content = read_by_calamine(data, kind)
    elif kind == "ods":
        from sheets.excel.ods import read_ods

        content = read_ods(package)
    else:
        content = read_xlsx(package)
    if package is not None:
        package.zip.close()
    content.notes[:0] = _ending(kind, name)
    return kind, hashlib.sha256(data).hexdigest(), content.properties, content.notes, content.sheets


def _ending(kind: Kind, name: str) -> list[wire.RawNote]:
    ending = PurePath(name).suffix.lower()
    return [("wrong-ending", "", 0, 0, kind)] if ending and ending not in ENDINGS[kind] else []
