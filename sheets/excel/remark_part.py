"""The worksheet part of Ý kiến rà soát written anew from what stands there: the service's cells alone change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from sheets.errors import FeedbackError
from sheets.excel.measure import lines_of, row_height
from sheets.form import Column
from sheets.grid import column_letters
from sheets.remark import ANSWERS, Remark, RemarkSheet, cells_of
from sheets.shown_remarks import ShownRemarks, placed

_ABOVE = 3  # rows from the purpose of a tab down to its headings
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what Excel would take for a character (22.4.2.4)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands before the hyperlinks of a worksheet (ECMA-376 Part 1, 18.3.1.99: CT_Worksheet is a sequence).
_BEFORE_LINKS = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tab:
    """The part being written: its tree, its namespace in braces, where columns stand, the rows of remarks by number."""

    root: etree._Element
    space: str
    standing: ShownRemarks
    columns: Sequence[Column]
    rows: Mapping[int, Remark]

    @property
    def own(self) -> dict[str, int]:
        """The service's columns."""
        return {key: at for key, at in self.standing.headings.columns.items() if key not in ANSWERS}


def rewritten(part: bytes, standing: ShownRemarks, sheet: RemarkSheet, columns: Sequence[Column]) -> bytes:
    """Return the part with the remarks of `sheet`, which has gone on from `standing`; answers stay where they are.

    Texts are inline strings, styles those of the tab's own cells, links internal ones. Raises FeedbackError where a
    formula stands in the way: Excel's list of formulas would no longer fit.
    """
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    space = f"{{{etree.QName(root).namespace}}}"
    tab = _Tab(root, space, standing, columns, placed(standing, sheet.remarks))
    data = root.find(f"{space}sheetData")
    if data is None:
        raise FeedbackError("inside-package", "no sheetData")
    _write_rows(tab, data, sheet)
    _write_links(tab)
    _grow(tab)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write_rows(tab: _Tab, data: etree._Element, sheet: RemarkSheet) -> None:
    head = tab.standing.headings.row
    elements = {int(row.get("r", "0")): row for row in data.iterfind(f"{tab.space}row")}
    if 0 in elements:
        raise FeedbackError("inside-package", "rows without numbers")
    styles = _styles(tab, elements)
    own = tab.own
    last = max([*tab.rows, *(row for row in elements if row > head), head + 1])
    for number in range(head + 1, last + 1):
        remark = tab.rows.get(number)
        texts = dict(cells_of(remark)) if remark else {}
        if not tab.rows and number == head + 1:
            texts = {"message": sheet.empty}
        if texts or number in elements:
            row = elements.get(number)
            row = _row(tab, data, number) if row is None else row
            for key, at in own.items():
                _set(tab, row, number, at, texts.get(key), styles.get(at))
            if texts:
                _fit(tab, row, texts, remark)
    purpose = head - _ABOVE
    if purpose in elements and sheet.reading:
        _set(tab, elements[purpose], purpose, 1, sheet.reading, None)


def _row(tab: _Tab, data: etree._Element, number: int) -> etree._Element:
    """Return a new row, put where rows are in order."""
    made = etree.Element(f"{tab.space}row", r=str(number))
    rows = data.findall(f"{tab.space}row")
    at = sum(int(row.get("r", "0")) < number for row in rows)
    data.insert(at, made)
    return made


def _set(
    tab: _Tab, row: etree._Element, number: int, column: int, value: str | Decimal | None, style: str | None
) -> None:
    """Put a value into a cell, keeping its style; nothing leaves a blank cell that had none."""
    address = f"{column_letters(column)}{number}"
    cells = row.findall(f"{tab.space}c")
    cell = next((c for c in cells if c.get("r") == address), None)
    if cell is None:
        if value in (None, ""):
            return
        cell = etree.Element(f"{tab.space}c", r=address)
        if style is not None:
            cell.set("s", style)
        row.insert(sum(_column(c) < column for c in cells), cell)
    if cell.find(f"{tab.space}f") is not None:
        raise FeedbackError("inside-formula", address)
    for child in list(cell):
        cell.remove(child)
    _drop(cell, [name for name in map(str, cell.attrib) if name not in {"r", "s"}])
    _drop(row, {"spans"})
    if isinstance(value, Decimal):
        etree.SubElement(cell, f"{tab.space}v").text = f"{value:f}"
    elif value:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{tab.space}is"), f"{tab.space}t")
        text.text = _LIKE_ESCAPE.sub("_x005F_", value)
        text.set(_SPACE, "preserve")


def _styles(tab: _Tab, elements: Mapping[int, etree._Element]) -> dict[int, str]:
    """Return the style of each column: that of its first cell below the headings, else the column's own."""
    styles: dict[int, str] = {}
    for one in tab.root.iterfind(f"{tab.space}cols/{tab.space}col"):
        if one.get("style"):
            for at in range(int(one.get("min", "1")), min(int(one.get("max", "1")), 64) + 1):
                styles[at] = one.get("style", "")
    found: dict[int, str] = {}
    for number in sorted(row for row in elements if row > tab.standing.headings.row):
        for cell in elements[number].iterfind(f"{tab.space}c"):
            if cell.get("s"):
                found.setdefault(_column(cell), cell.get("s", ""))
    return styles | found


def _fit(tab: _Tab, row: etree._Element, texts: Mapping[str, object], remark: Remark | None) -> None:
    """Give the row the height that its texts need; it goes on growing with what is typed."""
    answers = {"answer": remark.answer, "reason": remark.reason} if remark else {}
    shown = [(text, c.width) for c in tab.columns if not c.hidden for text in [{**texts, **answers}.get(c.key)]]
    row.set("ht", f"{row_height(lines_of(text, width) for text, width in shown if isinstance(text, str)):g}")
    _drop(row, {"customHeight"})


def _write_links(tab: _Tab) -> None:
    """Let each Vị trí lead to its cell; links of staff's own stay."""
    where = tab.standing.headings.columns["where"]
    links = tab.root.find(f"{tab.space}hyperlinks")
    if links is None:
        links = etree.Element(f"{tab.space}hyperlinks")
        named = [etree.QName(child).localname if isinstance(child.tag, str) else "" for child in tab.root]
        after = max(at for at, name in enumerate(named) if name in _BEFORE_LINKS)
        tab.root.insert(after + 1, links)
    for link in list(links):
        found = _ADDRESS.fullmatch(link.get("ref", ""))
        if found and found[1] == column_letters(where) and int(found[2]) > tab.standing.headings.row:
            links.remove(link)
    for number, remark in sorted(tab.rows.items()):
        if remark.place is not None:
            tab_name = remark.place.tab.replace("'", "''")
            location = f"'{tab_name}'!{remark.place.a1 or 'A1'}"
            etree.SubElement(links, f"{tab.space}hyperlink", ref=f"{column_letters(where)}{number}", location=location)
    if not len(links):
        tab.root.remove(links)


def _grow(tab: _Tab) -> None:
    """Let the part say how far its cells reach."""
    dimension = tab.root.find(f"{tab.space}dimension")
    if dimension is None:
        return
    cells = [cell for cell in tab.root.iterfind(f"{tab.space}sheetData/{tab.space}row/{tab.space}c") if cell.get("r")]
    if cells:
        rows = [int(found[2]) for cell in cells if (found := _ADDRESS.fullmatch(cell.get("r", "")))]
        columns = [_column(cell) for cell in cells]
        first, last = f"{column_letters(min(columns))}{min(rows)}", f"{column_letters(max(columns))}{max(rows)}"
        dimension.set("ref", f"{first}:{last}")


def _drop(element: etree._Element, names: Iterable[str]) -> None:
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _column(cell: etree._Element) -> int:
    found = _ADDRESS.fullmatch(cell.get("r", ""))
    if not found:
        raise FeedbackError("inside-package", "cells without addresses")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column
