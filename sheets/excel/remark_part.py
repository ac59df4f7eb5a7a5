"""The worksheet part of Ý kiến rà soát written anew from what stands there: the named cells alone change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from sheets.errors import FeedbackError
from sheets.excel.measure import lines_of, row_height
from sheets.form import Column
from sheets.grid import Place, column_letters

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what Excel would take for a character (22.4.2.4)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands before the hyperlinks of a worksheet (ECMA-376 Part 1, 18.3.1.99: CT_Worksheet is a sequence).
_BEFORE_LINKS = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations",
}  # fmt: skip
_COLUMNS = 64  # of a tab, whose own styles are looked at

Value = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Page:
    """What a tab of remarks shall show below its headings in row `head`.

    `columns` are those that are written, by key; `rows` what they hold by row number, those not named are blank.
    `shown` are texts that stand in other columns: a row is high enough for them too. `more` are cells of other columns
    that are written all the same, by row and column. `links` are the attributes of the
    link of each row in the column `link`. `top` are texts of column A above the headings, by row number.
    """

    head: int
    columns: Mapping[str, int]
    rows: Mapping[int, Mapping[str, Value]]
    link: int
    links: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    shown: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    more: Mapping[int, Mapping[int, Value]] = field(default_factory=dict)
    top: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Part:
    """The part being written: its tree, its namespace in braces, its rows by number, the style of each column."""

    root: etree._Element
    space: str
    data: etree._Element
    rows: dict[int, etree._Element]
    styles: Mapping[int, str]


def rewritten(part: bytes, page: Page, columns: Sequence[Column]) -> bytes:
    """Return the part with what `page` says in its cells; everything else of it stays.

    Texts are inline strings, styles those of the tab's own cells. Raises FeedbackError where a formula stands in the
    way (Excel's list of formulas would no longer fit), or the part is of a kind that nobody makes with Excel.
    """
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    space = f"{{{etree.QName(root).namespace}}}"
    data = root.find(f"{space}sheetData")
    if data is None:
        raise FeedbackError("inside-package", "no sheetData")
    rows = {int(row.get("r", "0")): row for row in data.iterfind(f"{space}row")}
    if 0 in rows:
        raise FeedbackError("inside-package", "rows without numbers")
    this = _Part(root, space, data, rows, _styles(root, space, rows, page.head))
    below = {row for row in rows if row > page.head}
    for number in sorted(below | set(page.rows)):
        texts = page.rows.get(number, {})
        _write_row(
            this, number, {at: texts.get(key) for key, at in page.columns.items()} | dict(page.more.get(number, {}))
        )
        if texts:
            _fit(rows[number], {**page.shown.get(number, {}), **texts}, columns)
    for number, text in page.top.items():
        if number in rows:
            _write_row(this, number, {1: text})
    _write_links(this, page)
    _grow(this, max([page.head, *page.rows]), max(page.columns.values()))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def cell_link(place: Place) -> str:
    """Return the address of a cell (of a whole tab: its first) as a link of a workbook has it: 'Kết quả'!C7."""
    tab = place.tab.replace("'", "''")
    return f"'{tab}'!{place.a1 or 'A1'}"


def _write_row(this: _Part, number: int, values: Mapping[int, Value]) -> None:
    row = this.rows.get(number)
    if row is None:
        row = this.rows[number] = etree.Element(f"{this.space}row", r=str(number))
        this.data.insert(sum(other < number for other in this.rows if other != number), row)
    cells = {_column(cell): cell for cell in row.iterfind(f"{this.space}c")}
    for at, value in sorted(values.items()):
        cell = cells.get(at)
        if cell is None:
            if value in (None, ""):
                continue
            cell = etree.Element(f"{this.space}c", r=f"{column_letters(at)}{number}")
            if at in this.styles:
                cell.set("s", this.styles[at])
            row.insert(sum(other < at for other in cells), cell)
            cells[at] = cell
            _drop(row, {"spans"})
        elif not len(cell) and value in (None, ""):
            continue
        _set(this, cell, value)


def _set(this: _Part, cell: etree._Element, value: Value) -> None:
    """Put a value into a cell, keeping its style."""
    if cell.find(f"{this.space}f") is not None:
        raise FeedbackError("inside-formula", cell.get("r", ""))
    for child in list(cell):
        cell.remove(child)
    _drop(cell, [name for name in map(str, cell.attrib) if name not in {"r", "s"}])
    if isinstance(value, Decimal):
        etree.SubElement(cell, f"{this.space}v").text = f"{value:f}"
    elif value:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{this.space}is"), f"{this.space}t")
        text.text = _LIKE_ESCAPE.sub("_x005F_", value)
        text.set(_SPACE, "preserve")


def _styles(root: etree._Element, space: str, rows: Mapping[int, etree._Element], head: int) -> dict[int, str]:
    """Return the style of each column: that of its first cell below the headings, else the column's own."""
    styles: dict[int, str] = {}
    for one in root.iterfind(f"{space}cols/{space}col"):
        if one.get("style"):
            for at in range(int(one.get("min", "1")), min(int(one.get("max", "1")), _COLUMNS) + 1):
                styles[at] = one.get("style", "")
    found: dict[int, str] = {}
    for number in sorted(row for row in rows if row > head)[:2]:
        for cell in rows[number].iterfind(f"{space}c"):
            if cell.get("s"):
                found.setdefault(_column(cell), cell.get("s", ""))
    return styles | found


def _fit(row: etree._Element, texts: Mapping[str, Value], columns: Sequence[Column]) -> None:
    """Give the row the height that its texts need; it goes on growing with what is typed."""
    shown = ((texts.get(column.key), column.width) for column in columns if not column.hidden)
    row.set("ht", f"{row_height(lines_of(text, width) for text, width in shown if isinstance(text, str)):g}")
    _drop(row, {"customHeight"})


def _write_links(this: _Part, page: Page) -> None:
    """Let each row of the column of links lead to its cell; links of staff's own stay."""
    links = this.root.find(f"{this.space}hyperlinks")
    if links is None:
        if not page.links:
            return
        links = etree.Element(f"{this.space}hyperlinks")
        named = [etree.QName(child).localname if isinstance(child.tag, str) else "" for child in this.root]
        after = max(at for at, name in enumerate(named) if name in _BEFORE_LINKS)
        this.root.insert(after + 1, links)
    for link in list(links):
        found = _ADDRESS.fullmatch(link.get("ref", ""))
        if found and found[1] == column_letters(page.link) and int(found[2]) > page.head:
            links.remove(link)
    for number, attributes in sorted(page.links.items()):
        link = etree.SubElement(links, f"{this.space}hyperlink", ref=f"{column_letters(page.link)}{number}")
        for name, value in attributes.items():
            link.set(name, value)
    if not len(links):
        this.root.remove(links)


def _grow(this: _Part, row: int, column: int) -> None:
    """Let the part say how far its cells reach."""
    dimension = this.root.find(f"{this.space}dimension")
    corners = _ADDRESS.findall(dimension.get("ref", "")) if dimension is not None else []
    if dimension is None or not corners:
        return
    first, last = corners[0], corners[-1]
    right, bottom = max(_number(last[0]), column), max(int(last[1]), row)
    dimension.set("ref", f"{first[0]}{first[1]}:{column_letters(right)}{bottom}")


def _drop(element: etree._Element, names: Iterable[str]) -> None:
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _column(cell: etree._Element) -> int:
    found = _ADDRESS.fullmatch(cell.get("r", ""))
    if not found:
        raise FeedbackError("inside-package", "cells without addresses")
    return _number(found[1])


def _number(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
