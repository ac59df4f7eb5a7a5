"""The few things a report is drawn with: paragraphs of named styles, runs, bookmarks, rules and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sheets.text import storable
from sync.render import names
from sync.render.measure import text_width
from sync.render.ooxml import Element, each, el, q, val

TWIPS = 20  # twentieths of a point
Cell = tuple[Element, ...]  # the paragraphs of one cell
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Pen:
    """Style ids by name (a round trip through LibreOffice changes the ids), and the count of bookmarks so far."""

    ids: Mapping[str, str]
    marks: int = field(default=0)
    used: set[str] = field(default_factory=set)

    def paragraph(
        self, style: str, *content: Element | None, mark: str = "", keep: bool = False, after: int = 0
    ) -> Element:
        """Return a paragraph of a named style, inside a hidden bookmark where it has an id.

        `keep` holds it on one page with the next; `after` points of space follow it.
        """
        found = self.ids.get(style)
        properties = el(
            "pPr",
            el("pStyle", val=found) if found else None,
            el("keepNext") if keep else None,
            el("spacing", after=after * TWIPS) if after else None,
        )
        return el("p", properties if len(properties) else None, *self.marked(mark, content))

    def marked(self, mark: str, content: Iterable[Element | None]) -> list[Element | None]:
        """Return content inside a hidden bookmark ("_" + id); an id that was used before gets none again."""
        if not mark or mark in self.used:
            return list(content)
        self.used.add(mark)
        self.marks += 1
        number = self.marks
        return [el("bookmarkStart", id=number, name=f"_{mark}"), *content, el("bookmarkEnd", id=number)]

    def rule(self, length: float, width: float) -> Element:
        """Return a solid rule of `length` points in the middle of a column of `width` points.

        An empty paragraph of exactly 4 pt with a bottom border and indents at both sides.
        """
        side = round(max(0.0, (width - length) / 2) * TWIPS)
        border = el("pBdr", el("bottom", val="single", sz=6, space=0, color="000000"))
        found = self.ids.get(names.RULE)
        style = el("pStyle", val=found) if found else None
        exactly = el("spacing", before=0, after=0, line=4 * TWIPS, lineRule="exact")
        return el("p", el("pPr", style, el("keepNext"), border, exactly, el("ind", left=side, right=side, firstLine=0)))


def pen_of(styles: Element) -> Pen:
    """Return a pen for a template's styles."""
    return Pen({val(style, "name") or "": style.get(q("styleId")) or "" for style in each(styles, "style")})


def run(text: str) -> Element:
    """Return a run of text: what XML cannot hold is left out; a line break or tab is a space in justified text."""
    words = el("t")
    words.text = storable(text).replace("\n", " ").replace("\t", " ")
    words.set(_SPACE, "preserve")
    return el("r", words)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in points, in Times New Roman."""
    return text_width(text, size, bold=bold)


def grid(rows: Iterable[tuple[Cell, ...]], widths: tuple[int, ...], description: str) -> Element:
    """Return a table without borders that lays things side by side; its rows are never split."""
    none = el("tblCellMar", el("left", w=0, type="dxa"), el("right", w=0, type="dxa"))
    made = _table(widths, None, none, description)
    for row in rows:
        made.append(el("tr", el("trPr", el("cantSplit")), *_cells(row, widths)))
    return made


def lined(rows: Iterable[tuple[Cell, ...]], widths: tuple[int, ...], description: str) -> Element:
    """Return a table with borders whose first row is repeated on every page; long rows may be split."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = el("tblBorders", *(el(side, val="single", sz=4, space=0, color="000000") for side in sides))
    made = _table(widths, borders, None, description)
    for at, row in enumerate(rows):
        head = el("trPr", el("cantSplit"), el("tblHeader")) if at == 0 else None
        made.append(el("tr", head, *_cells(row, widths)))
    return made


def _table(widths: tuple[int, ...], borders: Element | None, margins: Element | None, description: str) -> Element:
    properties = el(
        "tblPr",
        el("tblW", w=sum(widths), type="dxa"),
        borders,
        el("tblLayout", type="fixed"),
        margins,
        el("tblDescription", val=description),
    )
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)))


def _cells(row: tuple[Cell, ...], widths: tuple[int, ...]) -> list[Element]:
    return [
        el("tc", el("tcPr", el("tcW", w=width, type="dxa")), *cell) for cell, width in zip(row, widths, strict=True)
    ]
