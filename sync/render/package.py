"""A .docx as a zip of parts: what of a template is used, and a finished file with always the same bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from sync.render.ooxml import Element, each, parse, val

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The earliest moment that a zip can hold: nothing is asked of the clock.
_MOMENT = (1980, 1, 1, 0, 0, 0)
# A part of a template larger than this is no styles.xml.
_MOST_BYTES = 20_000_000


class TemplateError(ValueError):
    """The template is no .docx that can be read; `reason` says what failed in it."""

    code = "template-unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Template:
    """What a report takes from a template: its styles, and the section that says page size and margins (or None)."""

    styles: Element
    section: Element | None


def read_template(data: bytes) -> Template:
    """Return what a report takes from the bytes of a .docx or .dotx; raises TemplateError."""
    try:
        parts = read_parts(data)
        document = _main_part(parts)
        sections = list(each(parse(parts[document]), "sectPr"))
        styles = _related(parts, document, "/styles")
        return Template(parse(parts[styles]), _upright(sections))
    except KeyError as error:
        raise TemplateError(f"part missing: {error}") from error
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, RuntimeError, NotImplementedError) as error:
        raise TemplateError(str(error)) from error


def _upright(sections: list[Element]) -> Element | None:
    """Return the section that shows how the office sets up its pages: the first that is not on its side."""
    standing = (s for s in sections if val(s, "pgSz", "orient") != "landscape")
    return next(standing, sections[0] if sections else None)


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the XML parts of a zip by name; raises what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            item.filename: package.read(item)
            for item in package.infolist()
            if item.filename.endswith((".xml", ".rels")) and item.file_size <= _MOST_BYTES
        }


def _main_part(parts: Mapping[str, bytes]) -> str:
    return _related(parts, "", "/officeDocument")


def _related(parts: Mapping[str, bytes], source: str, kind: str) -> str:
    """Return the name of the part that `source` is related to by a relation of this kind; raises KeyError."""
    folder, name = posixpath.split(source)
    for relation in parse(parts[posixpath.join(folder, "_rels", f"{name}.rels")]):
        if str(relation.get("Type", "")).endswith(kind):
            target = str(relation.get("Target", ""))
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    raise KeyError(kind)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a finished file: its name, content type, bytes, and how it is related to the document ("" if not)."""

    name: str
    content_type: str
    data: bytes
    relation: str = ""


def word_part(name: str, kind: str, data: bytes) -> Part:
    """Return a part of word/ ("header1.xml", "header") with its content type and relation."""
    content = "document.main" if kind == "document" else kind
    return Part(f"word/{name}", f"{_WORD}.{content}+xml", data, "" if kind == "document" else f"{_OFFICE}/{kind}")


def relation_id(name: str) -> str:
    """Return the id by which the document calls a part of word/."""
    return "r" + name.removesuffix(".xml")


def write_package(parts: tuple[Part, ...], core: bytes, app: bytes) -> bytes:
    """Return the bytes of a .docx: word/document.xml and what it is related to, with document properties."""
    document = next(part for part in parts if not part.relation)
    properties = (
        Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core, _CORE),
        Part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", app,
             f"{_OFFICE}/extended-properties"),
    )  # fmt: skip
    roots = (
        ("rdocument", f"{_OFFICE}/officeDocument", document.name),
        *((f"r{at}", part.relation, part.name) for at, part in enumerate(properties, start=1)),
    )
    related = tuple(
        (relation_id(part.name.removeprefix("word/")), part.relation, part.name.removeprefix("word/"))
        for part in parts
        if part.relation
    )
    files = [
        ("[Content_Types].xml", _content_types((*parts, *properties))),
        ("_rels/.rels", _relations(roots)),
        ("word/_rels/document.xml.rels", _relations(related)),
        *((part.name, part.data) for part in (*parts, *properties)),
    ]
    return _zipped(files)


def _content_types(parts: tuple[Part, ...]) -> bytes:
    defaults = (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"))
    entries = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults]
    entries += [f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in parts]
    return _listing("Types", _TYPES, entries)


def _relations(entries: tuple[tuple[str, str, str], ...]) -> bytes:
    lines = [f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in entries]
    return _listing("Relationships", _RELATIONS, lines)


def _listing(tag: str, namespace: str, entries: list[str]) -> bytes:
    """Return one of the package's own two lists; all that stands in them is ours and needs no escaping."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{declaration}\n<{tag} xmlns="{namespace}">{"".join(entries)}</{tag}>'.encode()


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            info.external_attr = 0
            package.writestr(info, data)
    return target.getvalue()
