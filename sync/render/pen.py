"""The few things a report is drawn with: paragraphs of named styles, runs, bookmarks, rules and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sheets.text import storable
from sync.render import names
from sync.render.measure import balanced, text_width
from sync.render.ooxml import Element, el
from sync.render.page import TWIPS, Page
from sync.render.stylesheet import Stylesheet

Cell = tuple[Element, ...]  # the paragraphs of one cell
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Pen:
    """The styles and the page that a report is written in, and the bookmarks made so far.

    Styles go by name: a round trip through LibreOffice changes their ids.
    """

    sheet: Stylesheet
    page: Page
    marks: int = field(default=0)
    used: set[str] = field(default_factory=set)

    def style_id(self, name: str, kind: str = "paragraph") -> str:
        """Return the id of a style; raises KeyError where neither the template nor the default has it."""
        return self.sheet.style_id(name, kind)

    def paragraph(
        self,
        style: str,
        *content: Element | None,
        mark: str = "",
        keep: bool = False,
        before: int | None = None,
        after: int | None = None,
        left: float | None = None,
        frame: Element | None = None,
    ) -> Element:
        """Return a paragraph of a named style, inside a hidden bookmark where it has an id.

        `keep` holds it on one page with the next; `before` and `after` are points of space in place of the style's,
        `left` an indent of all lines.
        """
        space = {side: points * TWIPS for side, points in (("before", before), ("after", after)) if points is not None}
        properties = el(
            "pPr",
            el("pStyle", val=self.style_id(style)),
            el("keepNext") if keep else None,
            frame,
            el("spacing", **space) if space else None,
            None if left is None else el("ind", left=round(left * TWIPS), firstLine=0),
        )
        return el("p", properties, *self.marked(mark, content))

    def width(self, text: str, style: str) -> float:
        """Return how wide a text is in a style, in points."""
        look = self.sheet.look(style)
        return text_width(text, look.size, bold=look.bold, italic=look.italic)

    def lines(self, text: str, style: str, width: float) -> tuple[str, ...]:
        """Return the lines of a centred text in a style in a column of `width` points, about equally long."""
        look = self.sheet.look(style)
        return balanced(text, width, look.size, bold=look.bold)

    def marked(self, mark: str, content: Iterable[Element | None]) -> list[Element | None]:
        """Return content inside a hidden bookmark ("_" + id); an id that was used before gets none again."""
        if not mark or mark in self.used:
            return list(content)
        self.used.add(mark)
        self.marks += 1
        number = self.marks
        return [el("bookmarkStart", id=number, name=f"_{mark}"), *content, el("bookmarkEnd", id=number)]

    def rule(self, length: float, width: float, *, after: int = 0) -> Element:
        """Return a solid rule of `length` points in the middle of a column of `width` points, `after` points below it.

        An empty paragraph of exactly 4 pt with a bottom border and indents at both sides.
        """
        side = round(max(0.0, (width - length) / 2) * TWIPS)
        border = el("pBdr", el("bottom", val="single", sz=6, space=0, color="000000"))
        style = el("pStyle", val=self.style_id(names.RULE))
        exactly = el("spacing", before=0, after=after * TWIPS, line=4 * TWIPS, lineRule="exact")
        return el("p", el("pPr", style, el("keepNext"), border, exactly, el("ind", left=side, right=side, firstLine=0)))


def run(text: str) -> Element:
    """Return a run of text: what XML cannot hold is left out; a line break or tab is a space in justified text."""
    words = el("t")
    words.text = storable(text).replace("\n", " ").replace("\t", " ")
    words.set(_SPACE, "preserve")
    return el("r", words)


def grid(rows: Iterable[tuple[Cell, ...]], widths: tuple[int, ...], description: str) -> Element:
    """Return a table without borders that lays things side by side; its rows are never split."""
    none = el("tblCellMar", el("left", w=0, type="dxa"), el("right", w=0, type="dxa"))
    made = _table(widths, None, none, description)
    for row in rows:
        made.append(el("tr", el("trPr", el("cantSplit")), *_cells(row, widths)))
    return made


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with borders: its cells; one that is `whole` is never split over two pages."""

    cells: tuple[Cell, ...]
    whole: bool = True


def lined(head: tuple[Cell, ...], rows: Iterable[Row], widths: tuple[int, ...], description: str) -> Element:
    """Return a table with borders whose head is repeated on every page."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = el("tblBorders", *(el(side, val="single", sz=4, space=0, color="000000") for side in sides))
    made = _table(widths, borders, None, description)
    made.append(el("tr", el("trPr", el("cantSplit"), el("tblHeader")), *_cells(head, widths, middle=True)))
    for row in rows:
        whole = el("trPr", el("cantSplit")) if row.whole else None
        made.append(el("tr", whole, *_cells(row.cells, widths)))
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


def _cells(row: tuple[Cell, ...], widths: tuple[int, ...], *, middle: bool = False) -> list[Element]:
    return [
        el("tc", el("tcPr", el("tcW", w=width, type="dxa"), el("vAlign", val="center") if middle else None), *cell)
        for cell, width in zip(row, widths, strict=True)
    ]
