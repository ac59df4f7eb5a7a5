"""What a file is, by its content: its name says nothing that can be relied upon."""

from __future__ import annotations

import struct
from typing import Literal

from sheets.errors import BookError
from sheets.excel.package import FILE_LIMIT, Package, open_package, part

Kind = Literal["xlsx", "xlsm", "xlsb", "ods", "xls"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
)
# The main part's content type: ECMA-376 Part 1, 12.3.23; [MS-XLSB] 2.1.7.61. Strict and transitional share it.
_MAIN: tuple[tuple[bytes, Kind], ...] = (
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroenabled.main+xml", "xlsm"),
    (b"ms-excel.template.macroenabled.main+xml", "xlsm"),
    (b"ms-excel.addin.macroenabled.main+xml", "xlsm"),
    (b"ms-excel.sheet.binary.macroenabled.main", "xlsb"),
)
_ODS = (b"application/vnd.oasis.opendocument.spreadsheet",)
# Word, PowerPoint, Visio, an Outlook message, a Windows installer: OLE containers that are no workbook.
_OTHER_STREAMS = ("WordDocument", "PowerPoint Document", "VisioDocument", "__properties_version1.0", "_StringData")
# What each ending may hold without a word.
ENDINGS: dict[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xltx"),
    "xlsm": (".xlsm", ".xltm", ".xlam"),
    "xlsb": (".xlsb",),
    "ods": (".ods", ".ots"),
    "xls": (".xls", ".xlt"),
}


def sniff(data: bytes) -> tuple[Kind, Package | None]:
    """Return what `data` is, with the opened package where it is a zip.

    Raises BookError: empty-file, half-written, password, not-a-workbook, too-big or corrupt.
    """
    if not data.strip(b"\0"):
        # A copy that broke off over the network is often as long as the file, and all zeros.
        raise BookError("half-written" if data else "empty-file")
    if len(data) > FILE_LIMIT:
        raise BookError("too-big", f"{len(data)} bytes")
    if data.startswith(_ZIP):
        package = open_package(data)
        return _zip_kind(package), package
    if data.startswith(_OLE[: len(data)]):
        return _ole_kind(data), None
    raise BookError("not-a-workbook", _other(data))


def _zip_kind(package: Package) -> Kind:
    mimetype = part(package, "mimetype")
    if mimetype is not None:
        return _opendocument(package, mimetype)
    types = part(package, "[Content_Types].xml")
    if types is None:
        if package.has("xl/workbook.xml"):
            return "xlsx"
        raise BookError("not-a-workbook", "zip")
    lowered = types.replace(b"\0", b"").lower()
    for main, kind in _MAIN:
        if main in lowered:
            return kind
    raise BookError("not-a-workbook", "ooxml")


def _opendocument(package: Package, mimetype: bytes) -> Kind:
    if not mimetype.strip().startswith(_ODS):
        raise BookError("not-a-workbook", mimetype[:80].decode("ascii", "replace"))
    if b"encryption-data" in (part(package, "META-INF/manifest.xml") or b""):
        raise BookError("password", "ods")
    return "ods"


def _ole_kind(data: bytes) -> Kind:
    """Return "xls" for an OLE container with a workbook stream ([MS-CFB] 2.6.1 directory entries)."""
    streams = _ole_streams(data)
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        raise BookError("password", "EncryptedPackage")
    size = streams.get("Workbook", streams.get("Book"))
    if size is not None:
        if size > len(data):
            raise BookError("half-written", f"stream of {size} bytes in a file of {len(data)}")
        return "xls"
    if not streams:
        raise BookError("half-written", "no directory")
    other = any(name in streams for name in _OTHER_STREAMS)
    raise BookError("not-a-workbook" if other else "corrupt", ", ".join(sorted(streams))[:200])


def _ole_streams(data: bytes) -> dict[str, int]:
    """Return name → size of the directory entries, found by their form: they lie on 128-byte borders."""
    found: dict[str, int] = {}
    for start in range(512, len(data) - 127, 128):
        length, kind = struct.unpack_from("<HB", data, start + 64)
        if kind not in {1, 2, 5} or not 4 <= length <= 64 or length % 2 or data[start + 67] > 1:
            continue
        name = data[start : start + length - 2].decode("utf-16-le", "replace")
        if name.isprintable() and not data[start + length - 2 : start + 64].strip(b"\0"):
            found[name] = struct.unpack_from("<I", data, start + 120)[0]
    return found


def has_ole_stream(data: bytes, name: str) -> bool:
    """True where an OLE container has a stream or storage of this name."""
    return name in _ole_streams(data)


def _other(data: bytes) -> str:
    for magic, name in _OTHER:
        if data.startswith(magic):
            return name
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "html"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml-2003"
    return "text" if b"\0" not in head else "unknown"
