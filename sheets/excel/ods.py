"""An .ods workbook, row by row: it tells all by itself, so there is no second look."""

from __future__ import annotations

import datetime as dt
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from sheets.errors import BookError
from sheets.excel import around, wire
from sheets.excel.cells import exact, shown_number
from sheets.excel.content import Content
from sheets.excel.numfmt import plain_digits
from sheets.excel.ods_styles import OdsStyles, add_styles
from sheets.excel.package import Package, attribute, child, children, guarded, local, parse, part
from sheets.excel.sheet_xml import CELL_LIMIT, LAST_COLUMN, LAST_ROW, MERGE_LIMIT
from sheets.excel.strings import Run, composed
from sheets.text import storable

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_ERROR = re.compile(r"#(?:REF|VALUE|DIV/0|NUM|NULL)!|#NAME\?|#N/A|Err:\d{3}")
_TIME = re.compile(r"-?PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?")
_OUTSIDE = re.compile(r"'(?:file|https?|smb)://|'file:|\bDDE\(", re.IGNORECASE)


@dataclass(slots=True)
class _Tab:
    title: str
    hidden: bool
    row: int = 0
    column: int = 0
    cells: list[wire.RawCell] = field(default_factory=list)
    merges: list[wire.Merge] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    styles: list[tuple[int, int, str]] = field(default_factory=list)  # first column, last, default cell style

    def style_at(self, column: int) -> str | None:
        """Return the default cell style of a column."""
        return next((name for first, last, name in self.styles if first <= column <= last), None)


def read_ods(package: Package) -> Content:
    """Return what the workbook holds; raises BookError corrupt or too-big."""
    content = Content(properties=_properties(package))
    data = part(package, "content.xml")
    if data is None:
        raise BookError("corrupt", "no content.xml")
    styles = OdsStyles()
    named = part(package, "styles.xml")
    if named is not None:
        for element in parse(named, "styles.xml"):
            if local(element.tag) in {"styles", "automatic-styles"}:
                add_styles(styles, element)
    if package.has("Basic/") or package.has("Scripts/"):
        content.notes.append(("macros", "", 0, 0, ""))
    try:
        for tab in _tabs(guarded(data, "content.xml"), styles):
            _finish(tab, content)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BookError("corrupt", f"content.xml: {error}") from error
    outside = sum(wire.bits_of(cell) & wire.EXTERNAL > 0 for sheet in content.sheets for cell in sheet[3])
    if outside:
        content.notes.append(("external-links", "", 0, 0, str(outside)))
    return content


def _finish(tab: _Tab, content: Content) -> None:
    cells = around.hide(tab.cells, tab.hidden_rows, tab.hidden_columns)
    if tab.pictures:
        cells = around.picture(cells, tab.pictures)
    kept, notes = around.settle(tab.title, around.cover(cells, tab.merges))
    content.sheets.append((tab.title, tab.hidden, tab.merges, kept))
    content.notes.extend(notes)


def _tabs(data: bytes, styles: OdsStyles) -> Iterator[_Tab]:
    """Yield the tabs, each when its last row has been read; tables inside anything but the sheet are none."""
    path: list[str] = []
    tab: _Tab | None = None
    for event, element in ET.iterparse(io.BytesIO(data), events=("start", "end")):  # noqa: S314 guarded: no DTD
        tag = local(element.tag)
        if event == "start":
            path.append(tag)
            if tag == "table" and path[-2:-1] == ["spreadsheet"]:
                title = storable(attribute(element, "name") or "")
                tab = _Tab(title, (attribute(element, "style-name") or "") in styles.hidden_tables)
            continue
        path.pop()
        if tag == "automatic-styles":
            add_styles(styles, element)
        elif tab is not None and path.count("table") == 1:
            if tag == "table-column":
                _column(element, tab)
            elif tag == "table-row":
                _row(element, tab, styles)
                element.clear()
        elif tab is not None and tag == "table" and not path.count("table"):
            yield tab
            tab = None
            element.clear()


def _repeated(element: ET.Element, name: str) -> int:
    said = attribute(element, name) or "1"
    return max(1, int(said)) if said.isascii() and said.isdigit() else 1


def _column(element: ET.Element, tab: _Tab) -> None:
    first, last = tab.column + 1, tab.column + _repeated(element, "number-columns-repeated")
    tab.column = last
    if attribute(element, "visibility") in {"collapse", "filter"}:
        tab.hidden_columns.append((first, last))
    style = attribute(element, "default-cell-style-name")
    if style:
        tab.styles.append((first, last, style))


def _row(element: ET.Element, tab: _Tab, styles: OdsStyles) -> None:
    times = _repeated(element, "number-rows-repeated")
    first = tab.row + 1
    tab.row += times
    cells = list(_cells(element, first, tab, styles))
    if not cells:
        return
    if len(tab.cells) + len(cells) * times > CELL_LIMIT or tab.row > LAST_ROW:
        raise BookError("too-big", f"{times} rows of {len(cells)} cells")
    for row in range(first, first + times):
        tab.cells.extend((row, *cell[1:]) for cell in cells)
    if attribute(element, "visibility") in {"collapse", "filter"}:
        tab.hidden_rows.update(range(first, first + times))


def _cells(element: ET.Element, row: int, tab: _Tab, styles: OdsStyles) -> Iterator[wire.RawCell]:
    column = 1
    row_style = attribute(element, "default-cell-style-name")
    for cell in element:
        if local(cell.tag) not in {"table-cell", "covered-table-cell"}:
            continue
        times = _repeated(cell, "number-columns-repeated")
        if len(cell) or attribute(cell, "value-type") or attribute(cell, "formula"):
            _note_merge(cell, row, column, tab)
            if any(local(one.tag) == "frame" and child(one, "image") is not None for one in cell):
                tab.pictures.append((row, column))
            style = attribute(cell, "style-name") or row_style or tab.style_at(column)
            found = _cell(cell, row, column, style, styles)
            if found is not None:
                if column + times - 1 > LAST_COLUMN:
                    raise BookError("too-big", f"{times} columns of one text")
                for at in range(column, column + times):
                    yield (row, at, *found[2:])
        elif attribute(cell, "number-columns-spanned"):
            _note_merge(cell, row, column, tab)
        column += times


def _note_merge(cell: ET.Element, row: int, column: int, tab: _Tab) -> None:
    columns, rows = _repeated(cell, "number-columns-spanned"), _repeated(cell, "number-rows-spanned")
    if columns > 1 or rows > 1:
        tab.merges.append((row, column, row + rows - 1, column + columns - 1))
        if len(tab.merges) > MERGE_LIMIT:
            raise BookError("too-big", "merged ranges")


def _cell(cell: ET.Element, row: int, column: int, style: str | None, styles: OdsStyles) -> wire.FullCell | None:
    kind = attribute(cell, "value-type") or ""
    formula = attribute(cell, "formula")
    paragraphs = children(cell, "p")
    bits = 0 if formula is None else wire.FORMULA | (wire.EXTERNAL if _OUTSIDE.search(formula) else 0)
    runs = tuple(_runs(paragraphs, style, styles))
    text = "".join(piece for piece, _ in runs)
    if formula is not None and _ERROR.fullmatch(text.strip()):
        return row, column, "-", "", text.strip(), bits | wire.ERROR, ()
    if formula is not None and not kind and not paragraphs:
        return row, column, "-", "", "", bits | wire.UNCALCULATED, ()
    struck = wire.STRUCK if styles.font(style).struck else 0
    plain = _typed(cell, kind, style, styles)
    if plain is not None:
        return row, column, *plain, bits | struck, ()
    if not runs and kind == "string":
        runs = ((storable(attribute(cell, "string-value") or ""), styles.font(style)),)
    if not runs and not bits:
        return None
    value, more, fonts = composed(runs, styles.font(style))
    return row, column, "s", value, value, bits | more, fonts


def _typed(cell: ET.Element, kind: str, style: str | None, styles: OdsStyles) -> tuple[str, str, str] | None:
    """Return (tag, payload, shown) of a number, date, time or truth value, None where it is a text."""
    if kind in {"float", "percentage", "currency"}:
        said = attribute(cell, "value") or ""
        if _NUMBER.fullmatch(said):
            return shown_number(exact(said), styles.format(style), since_1904=False)
    elif kind == "boolean":
        true = attribute(cell, "boolean-value") == "true"
        return "b", "1" if true else "0", "TRUE" if true else "FALSE"
    elif kind == "date":
        return _date(attribute(cell, "date-value") or "")
    elif kind == "time":
        return _time(attribute(cell, "time-value") or "")
    return None


def _date(said: str) -> tuple[str, str, str] | None:
    try:
        when = dt.datetime.fromisoformat(said).replace(tzinfo=None)
    except ValueError:
        return None
    if "T" in said:
        return *wire.tagged(when), f"{when:%d/%m/%Y %H:%M}"
    return *wire.tagged(when.date()), f"{when:%d/%m/%Y}"


def _time(said: str) -> tuple[str, str, str] | None:
    found = _TIME.fullmatch(said)
    if not found:
        return None
    hours, minutes, seconds = (int(piece or 0) for piece in found.group(1, 2, 3))
    if not said.startswith("-") and hours < 24 and minutes < 60 and seconds < 60:
        when = dt.time(hours, minutes, seconds, int((found[4] or "0")[:6].ljust(6, "0")))
        return *wire.tagged(when), f"{when:%H:%M}"
    days = Decimal(hours * 3600 + minutes * 60 + seconds) / 86400
    return "n", str(days), f"{hours}:{minutes:02d}" if days else plain_digits(days)


def _runs(paragraphs: list[ET.Element], style: str | None, styles: OdsStyles) -> Iterator[Run]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield "\n", styles.font(style)
        yield from _pieces(paragraph, style, None, styles)


def _pieces(element: ET.Element, cell: str | None, run: str | None, styles: OdsStyles, depth: int = 0) -> Iterator[Run]:
    """Yield the runs of a paragraph: text, spans, runs of spaces, tabs, breaks, links (ODF 1.3 Part 3, 6.1)."""
    if depth > 50:
        raise BookError("corrupt", "spans nested too deep")
    font = styles.font(cell, run)
    if element.text:
        yield storable(element.text), font
    for piece in element:
        tag = local(piece.tag)
        if tag == "s":
            yield " " * min(_repeated(piece, "c"), 1000), font
        elif tag == "tab":
            yield "\t", font
        elif tag == "line-break":
            yield "\n", font
        elif tag in {"span", "a", "title", "sheet-name", "date", "time"}:
            yield from _pieces(piece, cell, attribute(piece, "style-name") if tag == "span" else run, styles, depth + 1)
        if piece.tail:
            yield storable(piece.tail), font


def _properties(package: Package) -> dict[str, str]:
    """Return the custom document properties (ODF 1.3 Part 3, 4.3.3)."""
    data = part(package, "meta.xml")
    if data is None:
        return {}
    found = (one for one in parse(data, "meta.xml").iter() if local(one.tag) == "user-defined")
    return {storable(attribute(one, "name") or ""): storable("".join(one.itertext())) for one in found}
