"""Addresses of links: as Excel and xlwings write them, and as LibreOffice does."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

# A scheme has two letters at least: one letter and a colon is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")
_INSIDE = re.compile(r"#(?P<sheet>'(?:[^']|'')+'|[^'!#]+)!(?P<cells>\$?[A-Za-z]+\$?\d+(?::\$?[A-Za-z]+\$?\d+)?)$")


def to_link(address: str, folder: Path) -> str:
    """Return LibreOffice's form of an address: a URL, a path (of the workbook's folder where relative), or a place.

    A place is "#'Tab'!A1", alone for this workbook or behind a path; LibreOffice writes it with a full stop.
    """
    place = _INSIDE.search(address)
    target = address[: place.start()] if place else address
    inside = f"#{place['sheet']}.{place['cells']}" if place else ""
    if target and not _SCHEME.match(target):
        target = (folder / target).absolute().as_uri()
    return target + inside


def from_link(url: str) -> str:
    """Return the address as xlwings would have it: a path for a file, "#'Tab'!A1" for a place."""
    target, hash_sign, place = url.partition("#")
    if target.startswith("file:"):
        target = url2pathname(urlsplit(target).path)
    if not hash_sign:
        return target
    sheet, stop, cells = unquote(place).rpartition(".")
    return f"{target}#{sheet}!{cells}" if stop else f"{target}#{place}"
