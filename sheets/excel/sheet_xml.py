"""One sheet part of an .xlsx: its cells with values, marks and what they show.

Usual writers write one form of XML, and a strict pattern reads that form without a gap, several times faster than
any parser called from Python; a part in which it finds the least gap is read by the XML parser instead.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.package import attribute, child, children, flag, guarded, local, parse
from sheets.excel.strings import Text, rich, unescaped

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # ECMA-376 Part 1, 18.3.1.73 and Excel's limits
CELL_LIMIT = 2_000_000  # cells with content in one book
MERGE_LIMIT = 50_000

# (letters, row, style, type, value) of a cell that has nothing but a value
PlainToken: TypeAlias = tuple[str, str, str, str, str]  # "" where style or type is not written
# letters, row, style, type, further attributes, <f> tag, formula, value, inline string
FullToken: TypeAlias = tuple[str, str, str | None, str | None, str, str | None, str | None, str | None, Text | None]
RawToken: TypeAlias = PlainToken | FullToken

_ADDRESSED = r'<c r="([A-Z]{1,3}+)([1-9][0-9]{0,6}+)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+'
_PLAIN = rf"{_ADDRESSED}><v>([^<]*+)</v></c>"
_FULL = (
    rf"{_ADDRESSED}([^<>]*)>(?:(<f[^<>]*/>)|(<f[^<>]*>)([^<]*)</f>)?"
    r'(?:<v(?: xml:space="preserve")?>([^<]*)</v>|<v/>)?(?:<is>(.*?)</is>)?</c>'
)
_BLANK = r'<c r="[^<>]*/>'
_BLANK_ROW = rf"<row [^<>]*(?:/>|>(?:{_BLANK})*+</row>)"
_TOKEN = re.compile(f"{_PLAIN}|(?:{_BLANK})++|(?:{_BLANK_ROW})++|<row( [^<>]*)>|</row>|{_FULL}", re.DOTALL)
_LAST_OF_PLAIN, _ROW_TAG = 5, 6
_PLAIN_TOKEN = re.compile(_PLAIN)
_HIDDEN = re.compile(r' hidden="(?:1|true)"| ht="0(?:\.0+)?"')
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_FOREIGN = re.compile(r"\[(?!0\])(?:\d+|[^\[\]]+\.\w{3,4})\][^\[\]!]*!|\|'[^']*'!|^\s*'?[A-Za-z]+'?\|")


@dataclass(slots=True)
class SheetPart:
    """A sheet part, cut into its cells and what stands around them."""

    cells: Sequence[RawToken]
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    rows_hidden: bool = False  # every row that does not say otherwise
    merges: list[wire.Merge] = field(default_factory=list)
    drawing: str | None = None  # relationship id


def read_part(data: bytes, name: str) -> SheetPart:
    """Return the cells of a sheet part and what stands around them; raises BookError where it is no XML."""
    data = guarded(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    start, end = text.find("<sheetData>"), text.rfind("</sheetData>")
    if 0 < start < end:
        try:
            return _quickly(text, start, end, name)
        except _UnusualError:
            pass
    return _slowly(data, name)


class _UnusualError(Exception):
    """The part is not in the form that usual writers write."""


def _quickly(text: str, start: int, end: int, name: str) -> SheetPart:
    found = SheetPart(())
    at = start + len("<sheetData>")
    plain: list[PlainToken] = _PLAIN_TOKEN.findall(text, at, end)
    if _nothing_else(text, at, end, len(plain)):
        found.cells = plain
        found.hidden_rows.update(_hidden_rows(text, at, end))
    else:
        found.cells = _tokens(text, at, end, found.hidden_rows)
    head, tail = text[:start], text[end + len("</sheetData>") :]
    if "hidden" in head or "zeroHeight" in head or 'width="0' in head or "<mergeCell" in tail or "<drawing" in tail:
        around = parse(f"{head}{tail}".encode(), name)
        for element in around:
            _around(element, found)
    elif not tail.rstrip().endswith("</worksheet>"):
        raise _UnusualError
    return found


def _nothing_else(text: str, at: int, end: int, plain: int) -> bool:
    """True where every tag belongs to a plain cell, a blank one or a row: then the plain cells are all there is."""
    alone, closed = text.count("/>", at, end), text.count("</row>", at, end)
    empty_rows = text.count("<row ", at, end) - closed
    tags = 4 * plain + alone + 2 * closed
    return text.count("<", at, end) == tags and text.count("<c ", at, end) == plain + alone - empty_rows


def _hidden_rows(text: str, at: int, end: int) -> Iterator[int]:
    if text.find(' hidden="', at, end) < 0 and text.find(' ht="0', at, end) < 0:
        return
    for hidden in _HIDDEN.finditer(text, at, end):
        yield _row_number(text[text.rfind("<row", at, hidden.end()) : text.find(">", hidden.end())])


def _tokens(text: str, at: int, end: int, hidden_rows: set[int]) -> list[RawToken]:
    tokens: list[RawToken] = []
    for token in _TOKEN.finditer(text, at, end):
        if token.start() != at:
            raise _UnusualError
        at = token.end()
        last = token.lastindex
        if last == _LAST_OF_PLAIN:
            tokens.append(cast("PlainToken", token.groups("")[:_LAST_OF_PLAIN]))
        elif last == _ROW_TAG:
            if "hidden=" in token[_ROW_TAG] or ' ht="0' in token[_ROW_TAG]:
                _hidden_row(token[_ROW_TAG], hidden_rows)
        elif last:
            letters, row, style, kind, more, empty_f, f_tag, formula, value, inline = token.groups()[_ROW_TAG:]
            text_of = _inline(inline) if inline is not None else None
            tokens.append((letters, row, style, kind, more, empty_f or f_tag, formula, value, text_of))
    if at != end:
        raise _UnusualError
    return tokens


def _hidden_row(attributes: str, hidden_rows: set[int]) -> None:
    if _HIDDEN.search(attributes):
        hidden_rows.add(_row_number(attributes))


def _row_number(attributes: str) -> int:
    found = re.search(r' r="([1-9][0-9]{0,6})"', attributes)
    if not found:
        raise _UnusualError
    return int(found[1])


def _inline(content: str) -> Text:
    try:
        return rich(parse(f"<is>{content}</is>".encode()))
    except BookError as error:  # a prefix that is declared further out
        raise _UnusualError from error


def _slowly(data: bytes, name: str) -> SheetPart:
    """Read a part by the XML parser, row by row, whatever its form."""
    found = SheetPart(())
    cells: list[RawToken] = []
    depth, row = 0, 0
    try:
        for event, element in ET.iterparse(io.BytesIO(data), events=("start", "end")):  # noqa: S314 guarded: no DTD
            depth += 1 if event == "start" else -1
            if event == "start" or depth > 2:
                continue
            if local(element.tag) == "row":
                row = _element_row(element, row, cells, found)
                element.clear()
            elif depth == 1:
                _around(element, found)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BookError("corrupt", f"{name}: {error}") from error
    found.cells = cells
    return found


def _element_row(element: ET.Element, previous: int, cells: list[RawToken], found: SheetPart) -> int:
    """Take a row's cells in; where cells or rows tell no address they follow one another (18.3.1.4, 18.3.1.73)."""
    number = int(element.get("r") or previous + 1)
    if flag(element.get("hidden")) or element.get("ht") == "0":
        found.hidden_rows.add(number)
    column = 0
    for cell in children(element, "c"):
        address = _ADDRESS.fullmatch((cell.get("r") or "").upper())
        column = wire.column_number(address[1]) if address else column + 1
        row = int(address[2]) if address else number
        token = _element_cell(cell, column, row)
        if token is not None:
            cells.append(token)
    return number


def _element_cell(cell: ET.Element, column: int, row: int) -> RawToken | None:
    formula, value, inline = child(cell, "f"), child(cell, "v"), child(cell, "is")
    if formula is None and value is None and inline is None:
        return None
    more = "".join(f' {local(key)}="{text}"' for key, text in cell.attrib.items())
    attributes = None if formula is None else "".join(f' {key}="{text}"' for key, text in formula.attrib.items())
    return (
        _letters(column),
        str(row),
        cell.get("s"),
        cell.get("t"),
        more,
        attributes,
        None if formula is None else _escaped(formula.text),
        None if value is None else _escaped(value.text),
        None if inline is None else rich(inline),
    )


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;")


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _around(element: ET.Element, found: SheetPart) -> None:
    """Take in what stands before and after the cells: columns, merges, the drawing."""
    tag = local(element.tag)
    if tag == "cols":
        hidden = [one for one in children(element, "col") if flag(one.get("hidden")) or one.get("width") == "0"]
        found.hidden_columns.extend((int(one.get("min", "1")), int(one.get("max", "1"))) for one in hidden)
    elif tag == "sheetFormatPr":
        found.rows_hidden = flag(element.get("zeroHeight"))
    elif tag == "mergeCells":
        found.merges.extend(_merges(children(element, "mergeCell")))
    elif tag == "drawing":
        found.drawing = attribute(element, "id")


def _merges(elements: list[ET.Element]) -> Iterator[wire.Merge]:
    if len(elements) > MERGE_LIMIT:
        raise BookError("too-big", f"{len(elements)} merged ranges")
    for element in elements:
        corners = _ADDRESS.findall(element.get("ref", ""))
        if len(corners) == 2:
            (left, top), (right, bottom) = ((wire.column_number(name), int(row)) for name, row in corners)
            yield min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def points_outside(formula: str) -> bool:
    """True where a formula takes values from another file ("[1]Sheet1!A1", "'C:\\x\\[y.xlsx]z'!A1")."""
    return ("[" in formula or "|" in formula) and _FOREIGN.search(unescaped(formula)) is not None
