"""An Office file looked at from outside: what in it would calculate, lead out, fetch or run. zipfile and lxml alone."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_RUNS = ("vbaProject", "activeX", "oleObject", "embeddings", "ctrlProp", "externalLink", "connections", "webExtension")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def trees(data: bytes) -> dict[str, etree._Element]:
    """Every part that is XML; each must be well-formed, and none may bring a DTD."""
    found = {}
    for name, part in parts(data).items():
        if name.endswith((".xml", ".rels", ".vml")):
            found[name] = etree.fromstring(part)
            assert found[name].getroottree().docinfo.internalDTD is None, name
    return found


def formulas(data: bytes) -> list[str]:
    """What cells reckon."""
    return [
        each.text or ""
        for name, root in trees(data).items()
        if name.startswith("xl/worksheets/")
        for each in root.iter("{*}f")
    ]


def leads_out(data: bytes) -> list[str]:
    """Where relations of the package lead out of it, and what they would fetch."""
    return [
        f"{name}: {each.get('Target')}"
        for name, root in trees(data).items()
        if name.endswith(".rels")
        for each in root
        if each.get("TargetMode") == "External" or str(each.get("Type", "")).endswith(("/externalLink", "/oleObject"))
    ]


def runs(data: bytes) -> list[str]:
    """Parts that hold something that runs or fetches."""
    return [name for name in parts(data) if any(word.casefold() in name.casefold() for word in _RUNS)]


def links(data: bytes) -> list[str]:
    """What can be clicked in the cells of a workbook: the place or relation it leads to."""
    found = []
    for name, root in trees(data).items():
        if name.startswith("xl/worksheets/"):
            for each in root.iter("{*}hyperlink"):
                found.append(str(each.get("location") or next(v for k, v in each.items() if str(k).endswith("}id"))))
    return found


def fields(data: bytes) -> set[str]:
    """What Word would work out by itself: the instructions of all fields."""
    found = set()
    for root in trees(data).values():
        found |= {" ".join((each.text or "").split()) for each in root.iter("{*}instrText")}
        found |= {str(each.get(f"{{{root.nsmap['w']}}}instr")).strip() for each in root.iter("{*}fldSimple")}
    return found


def kinds(data: bytes, prefix: str = "") -> dict[str, set[str]]:
    """The names of the elements in each part: markup that a text brought in would be a name more."""
    return {
        name: {str(each.tag) for each in root.iter() if isinstance(each.tag, str)}
        for name, root in trees(data).items()
        if name.startswith(prefix)
    }
