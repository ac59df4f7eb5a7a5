"""The parts of a zip package (.xlsx, .xlsm, .ods), inflated only within limits, their XML parsed without entities."""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sheets.errors import BookError

FILE_LIMIT = 100 * 2**20  # bytes of the file itself
INFLATED_LIMIT = 200 * 2**20  # bytes of all parts that could be parsed, as the zip's directory tells them
_UNPARSED = ("xl/media/", "Pictures/", "Thumbnails/", "xl/embeddings/")  # never inflated, so never counted

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError, IndexError)
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Package:
    """An opened zip: `names` leads from a part's name in lower case to the name as it is stored."""

    zip: zipfile.ZipFile
    names: Mapping[str, str]

    def has(self, prefix: str) -> bool:
        """True where some part's name starts with `prefix`."""
        prefix = prefix.lower()
        return any(name.startswith(prefix) for name in self.names)


def open_package(data: bytes) -> Package:
    """Return the package in `data`; raises BookError half-written, corrupt, password or too-big."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise BookError("corrupt" if b"PK\x05\x06" in data[-65_600:] else "half-written", str(error)) from error
    infos = opened.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise BookError("password", "encrypted zip members")
    size = sum(info.file_size for info in infos if not info.filename.startswith(_UNPARSED))
    if size > INFLATED_LIMIT:
        raise BookError("too-big", f"{size} bytes inflated")
    names = {info.filename.replace("\\", "/").lstrip("/").lower(): info.filename for info in infos}
    return Package(opened, names)


def part(package: Package, name: str) -> bytes | None:
    """Return the bytes of a part, or None where there is none; raises BookError where it cannot be inflated."""
    stored = package.names.get(name.lower())
    if stored is None:
        return None
    try:
        return package.zip.read(stored)
    except _BROKEN as error:
        raise BookError("corrupt", f"{name}: {error}") from error
    except RuntimeError as error:  # zipfile says so of an encrypted member
        raise BookError("password", f"{name}: {error}") from error


def parse(data: bytes, name: str = "") -> ET.Element:
    """Return the root element of a part; raises BookError where it is no XML, or holds a DTD.

    No part of a workbook has a DTD (ECMA-376 Part 2, 9.1.4 forbids it); without one there are no entities.
    """
    source = guarded(data, name)
    try:
        return ET.fromstring(source)  # noqa: S314 no DTD, so no entities
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BookError("corrupt", f"{name}: {error}") from error


def guarded(data: bytes, name: str = "") -> bytes:
    """Return a part's XML in an encoding we know and without a DTD; raises BookError otherwise."""
    if data.startswith(_UTF16) or data[:4] in {b"<\0?\0", b"\0<\0?"}:
        try:
            data = re.sub(r"\A\ufeff?<\?xml[^>]*\?>", "", _utf16(data)).encode("utf-8")
        except UnicodeError as error:
            raise BookError("corrupt", f"{name}: {error}") from error
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() not in _ENCODINGS:
        raise BookError("corrupt", f"{name}: encoding {declared[1]!r}")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BookError("corrupt", f"{name}: a DTD")
    return data


def _utf16(data: bytes) -> str:
    if data.startswith(_UTF16):
        return data.decode("utf-16")
    return data.decode("utf-16-le" if data[0] else "utf-16-be")


def local(tag: object) -> str:
    """Return an element's tag without its namespace: transitional and strict files differ only there."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: ET.Element, name: str) -> str | None:
    """Return an attribute by its local name, whatever its namespace."""
    value = element.get(name)
    if value is not None:
        return value
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def children(element: ET.Element | None, tag: str) -> list[ET.Element]:
    """Return the child elements of this local name."""
    return [] if element is None else [child for child in element if local(child.tag) == tag]


def child(element: ET.Element | None, tag: str) -> ET.Element | None:
    """Return the first child element of this local name, or None."""
    return next(iter(children(element, tag)), None)


def flag(value: str | None) -> bool:
    """Return an xsd:boolean ("1", "true", "on")."""
    return value in {"1", "true", "on"}


def relationships(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Return the relationships of a part: id → (last word of the type, target part's name)."""
    folder, _, file = name.rpartition("/")
    data = part(package, posixpath.join(folder, "_rels", f"{file}.rels"))
    return {} if data is None else _related(data, folder)


@lru_cache(maxsize=64)  # the forms of an office share them
def _related(data: bytes, folder: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for one in children(parse(data, f"{folder}/_rels"), "Relationship"):
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "").replace("\\", "/")))
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found
