"""A Word file as a person reads it: paragraphs with their notes, and tables, whatever program saved it last.

Tracked changes count as accepted: what was put in is read, what was struck is not (ECMA-376 Part 1, 17.13.5). Comments,
text boxes (stamps), hidden text and instructions of fields are no text of the report. Names are compared without their
namespace, so that Strict files are read like the usual ones.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sheets.errors import BookError
from sheets.excel.package import Package, attribute, child, children, local, open_package, parse, part, relationships
from sheets.text import clean

_MOST_BYTES = 20 * 2**20
_MOST_PARAGRAPHS = 5_000  # and rows: a long report has a few hundred
_DEEPEST = 200  # elements inside one another: no report comes near it
_TRANSPARENT = {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
_UNSEEN = {"del", "moveFrom", "txbxContent", "pict", "drawing", "object", "instrText", "delText", "rPr", "pPr"}
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


class SignedError(Exception):
    """A signed file that cannot be read; `code` says why (messages have the sentence), `detail` is for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its text with "[n]" for its n-th note, the notes' texts, and what is known of its place.

    `style` is the style's name in small letters. `marks` are the bookmarks (without "_") that begin and end in it,
    `opened` those that begin in it and end in a later one. `boxed` says that it stands in a table without borders.
    """

    style: str
    text: str
    notes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()  # the notes' numbers through the document, as printed
    marks: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    boxed: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with borders: its rows, each cell as one text."""

    rows: tuple[tuple[str, ...], ...]


def read_docx(data: bytes) -> tuple[Passage | Grid, ...]:
    """Return what stands in a .docx or .docm, in order, empty paragraphs left out.

    Raises SignedError signed-not-docx, signed-password, signed-too-big or signed-broken.
    """
    if not data.startswith(_ZIP):
        raise SignedError("signed-password" if data.startswith(_OLE) and _is_encrypted(data) else "signed-not-docx")
    try:
        package = open_package(data)
        return _read(package)
    except BookError as error:
        code = {"password": "signed-password", "too-big": "signed-too-big"}.get(error.code, "signed-broken")
        raise SignedError(code, str(error)) from error


def _is_encrypted(data: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in data


def _read(package: Package) -> tuple[Passage | Grid, ...]:
    document = _related(package, "", "officeDocument")
    root = _part(package, document) if document else None
    body = child(root, "body")
    if body is None or local(root.tag if root is not None else "") != "document":
        raise SignedError("signed-not-docx", "no document in it")
    reader = _Reader(_styles(package, document), {})
    for kind in ("footnote", "endnote"):
        notes = _part(package, _related(package, document, f"{kind}s"))
        for note in children(notes, kind):
            if attribute(note, "type") in {None, "normal"}:
                reader.notes[kind, attribute(note, "id") or ""] = _flat(note)
    items = tuple(_joined(reader.items(body)))
    if sum(len(item.rows) if isinstance(item, Grid) else 1 for item in items) > _MOST_PARAGRAPHS:
        raise SignedError("signed-too-big", "too many paragraphs and rows")
    return items


def _related(package: Package, source: str, kind: str) -> str:
    return next((name for word, name in relationships(package, source).values() if word == kind), "")


def _part(package: Package, name: str) -> ET.Element | None:
    data = part(package, name) if name else None
    if data is None:
        return None
    if len(data) > _MOST_BYTES:
        raise SignedError("signed-too-big", f"{name}: {len(data)} bytes")
    return parse(data, name)


def _styles(package: Package, document: str) -> dict[str, str]:
    """Return the names of styles by id, in small letters; the default paragraph style is ""."""
    found: dict[str, str] = {}
    for style in children(_part(package, _related(package, document, "styles")), "style"):
        name = child(style, "name")
        if name is not None:
            found[attribute(style, "styleId") or ""] = clean(attribute(name, "val") or "").lower()
    return found


def _flat(note: ET.Element) -> str:
    reader = _Reader({}, {})
    words = (reader.passage(paragraph).text for paragraph in _paragraphs(note))
    return clean(" ".join(words))


def _joined(items: Iterable[Passage | Grid | None]) -> Iterator[Passage | Grid]:
    for item in items:
        if isinstance(item, Grid) or (item is not None and item.text):
            yield item


@dataclass(slots=True)
class _Reader:
    """What is known while a document is read from top to bottom."""

    styles: Mapping[str, str]
    notes: dict[tuple[str, str], str]
    printed: dict[tuple[str, str], int] = field(default_factory=dict)  # the notes' numbers, as met
    names: dict[str, str] = field(default_factory=dict)  # bookmarks that are open: id → name
    waiting: list[str] = field(default_factory=list)  # opened between paragraphs: they belong to the next

    def items(self, container: ET.Element) -> Iterator[Passage | Grid | None]:
        """Yield paragraphs and tables; a paragraph whose mark was struck goes on in the next."""
        head: ET.Element | None = None
        for block in _blocks(container):
            tag = local(block.tag)
            if tag == "bookmarkStart":
                self._open(block)
                self.waiting.append(attribute(block, "id") or "")
            elif tag == "p":
                joined = block if head is None else _together(head, block)
                head = joined if _mark_struck(block) else None
                if head is None:
                    yield self.passage(joined)
            elif tag == "tbl":
                yield from self._table(block)
        if head is not None:
            yield self.passage(head)

    def _table(self, table: ET.Element) -> Iterator[Passage | Grid | None]:
        rows = [row for row in _blocks(table) if local(row.tag) == "tr" and not _row_struck(row)]
        cells = [[cell for cell in _blocks(row) if local(cell.tag) == "tc"] for row in rows]
        if _bordered(table):
            yield Grid(tuple(tuple(self._cell(cell) for cell in row) for row in cells))
            return
        for row in cells:
            for cell in row:
                for item in self.items(cell):
                    yield replace(item, boxed=True) if isinstance(item, Passage) else item

    def _cell(self, cell: ET.Element) -> str:
        return clean(" ".join(self.passage(paragraph).text for paragraph in _paragraphs(cell)))

    def passage(self, paragraph: ET.Element) -> Passage:
        """Return a paragraph as it reads."""
        pieces: list[str] = []
        notes: list[tuple[str, str]] = []
        started, self.waiting = list(self.waiting), []
        ended: set[str] = set()
        for node in _blocks(paragraph):
            tag = local(node.tag)
            if tag == "bookmarkStart":
                self._open(node)
                started.append(attribute(node, "id") or "")
            elif tag == "bookmarkEnd":
                ended.add(attribute(node, "id") or "")
            elif tag == "r":
                pieces += self._run(node, notes)
        properties = child(paragraph, "pPr")
        style = self.styles.get(_value(properties, "pStyle") or "", "")
        names = [(self.names.get(mark, "").removeprefix("_"), mark in ended) for mark in started]
        return Passage(
            style,
            clean(clean("".join(pieces)).replace("\n", " ")),
            tuple(self.notes[note] for note in notes),
            tuple(self.printed[note] for note in notes),
            tuple(name for name, whole in names if whole),
            tuple(name for name, whole in names if not whole),
            heading=style.startswith("heading ") or (_value(properties, "outlineLvl") or "9") != "9",
        )

    def _open(self, mark: ET.Element) -> None:
        self.names[attribute(mark, "id") or ""] = attribute(mark, "name") or ""

    def _run(self, run: ET.Element, notes: list[tuple[str, str]]) -> Iterator[str]:
        looks = child(run, "rPr")
        if _on(looks, "vanish"):
            return
        raised = _value(looks, "vertAlign") == "superscript"
        for node in _blocks(run):
            tag = local(node.tag)
            if tag == "t":
                yield self._raised(node.text or "", notes) if raised else node.text or ""
            elif tag in {"footnoteReference", "endnoteReference"}:
                note = (tag.removesuffix("Reference"), attribute(node, "id") or "")
                if note in self.notes:
                    self.printed.setdefault(note, len(self.printed) + 1)
                    notes += [] if note in notes else [note]
                    yield f"[{notes.index(note) + 1}]"
            else:
                yield _SIGNS.get(tag, "")

    def _raised(self, text: str, notes: list[tuple[str, str]]) -> str:
        """Return raised digits: the number of a note that the paragraph has marked before stands for its mark."""
        again = [at for at, note in enumerate(notes, start=1) if str(self.printed[note]) == text.strip()]
        return f"[{again[0]}]" if again else text.translate(_RAISED)


def _blocks(container: ET.Element, depth: int = 0) -> Iterator[ET.Element]:
    """Yield what stands in a body, row, cell, paragraph or run, through wrappers that do not show."""
    if depth > _DEEPEST:
        raise SignedError("signed-broken", "nested too deep")
    for node in container:
        tag = local(node.tag)
        if tag in _TRANSPARENT:
            yield from _blocks(node, depth + 1)
        elif tag == "AlternateContent":
            yield from _blocks(_choice(node), depth + 1)
        elif tag not in _UNSEEN:
            yield node


def _paragraphs(container: ET.Element, depth: int = 0) -> Iterator[ET.Element]:
    """Yield the paragraphs of a note or cell, those of tables in it too."""
    if depth > _DEEPEST:
        raise SignedError("signed-broken", "nested too deep")
    for node in _blocks(container):
        if local(node.tag) == "p":
            yield node
        elif local(node.tag) in {"tbl", "tr", "tc"}:
            yield from _paragraphs(node, depth + 1)


def _choice(alternatives: ET.Element) -> ET.Element:
    """Return what a new Word shows of alternatives; the other says the same for old ones."""
    return next(iter(alternatives), alternatives)


def _together(head: ET.Element, rest: ET.Element) -> ET.Element:
    made = ET.Element(rest.tag)
    made.extend(node for node in rest if local(node.tag) == "pPr")
    made.extend(node for one in (head, rest) for node in one if local(node.tag) != "pPr")
    return made


def _mark_struck(paragraph: ET.Element) -> bool:
    looks = child(child(paragraph, "pPr"), "rPr")
    return child(looks, "del") is not None or child(looks, "moveFrom") is not None


def _row_struck(row: ET.Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _bordered(table: ET.Element) -> bool:
    """True for a table whose lines are printed, or that takes its looks from a style; LibreOffice lines the cells."""
    properties = child(table, "tblPr")
    if _lines(child(properties, "tblBorders")) or (_value(properties, "tblStyle") or "TableNormal") != "TableNormal":
        return True
    rows = (row for row in _blocks(table) if local(row.tag) == "tr")
    cells = (cell for row in rows for cell in _blocks(row) if local(cell.tag) == "tc")
    return any(_lines(child(child(cell, "tcPr"), "tcBorders")) for cell in cells)


def _lines(borders: ET.Element | None) -> bool:
    return borders is not None and any((attribute(side, "val") or "none") not in {"none", "nil"} for side in borders)


def _value(element: ET.Element | None, tag: str) -> str | None:
    found = child(element, tag)
    return None if found is None else attribute(found, "val")


def _on(element: ET.Element | None, tag: str) -> bool:
    found = child(element, tag)
    return found is not None and (attribute(found, "val") or "1") not in {"0", "false", "off"}
