"""From the tokens of a sheet part to cells: typed values, what their formats show, and their marks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.numfmt import NumberFormat, moment, plain_digits, show_moment, show_number, show_whole
from sheets.excel.sheet_xml import LAST_COLUMN, LAST_ROW, RawToken, points_outside
from sheets.excel.strings import TEXT_LIMIT, Text, composed, decoded, unescaped
from sheets.excel.styles import PLAIN, Style, legacy_letters
from sheets.text import storable

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SHARED = re.compile(r' t="shared"')
_SHARED_ID = re.compile(r' si="([0-9]+)"')


@dataclass(frozen=True, slots=True)
class Manner:
    """What the whole workbook says about its cells."""

    strings: list[Text]
    style_of: dict[str | None, Style]  # by its number, as the file writes it
    since_1904: bool = False
    simple: list[str | None] = field(default_factory=list)  # the strings that have neither runs nor legacy letters


def manner(strings: list[Text], styles: list[Style], *, since_1904: bool) -> Manner:
    """Return what the cells have to be read with."""
    plain = [text if isinstance(text, str) and len(text) <= TEXT_LIMIT else None for text in strings]
    for letter in legacy_letters("".join(text for text in plain if text)):
        plain = [None if text is None or letter in text else text for text in plain]
    style_of: dict[str | None, Style] = {str(number): style for number, style in enumerate(styles)}
    style_of[None] = style_of[""] = styles[0]
    return Manner(strings, style_of, since_1904, plain)


class _Columns(dict[str, int]):
    """The number of each column name, worked out once."""

    def __missing__(self, letters: str) -> int:
        number = self[letters] = wire.column_number(letters)
        if number > LAST_COLUMN:
            raise BookError("corrupt", f"column {letters}")
        return number


def read_cells(tokens: Iterable[RawToken], manner: Manner) -> list[wire.RawCell]:
    """Return the cells in the order of the file; raises BookError for an address or a text out of bounds."""
    columns = _Columns()
    outside: set[str] = set()  # shared formulas that point into another file
    cells: list[wire.RawCell] = []
    style_of, simple, strings = manner.style_of, manner.simple, manner.strings
    known = len(simple)
    for token in tokens:
        row = int(token[1])
        column = columns[token[0]]
        style = style_of.get(token[2], PLAIN)
        if len(token) == 5:
            kind, value = token[3], token[4]
            if kind == "s" and style.plain and value.isdigit() and (number := int(value)) < known:
                plain = simple[number]
                cells.append(_text(row, column, strings[number], style, 0) if plain is None else (row, column, plain))
            elif not kind and (shown := show_whole(value, style.format)) is not None:
                bits = wire.STRUCK if style.font.struck else 0
                cells.append((row, column, "n", value, shown, bits, ()))
            elif (cell := _other(row, column, kind or "n", value, None, style, 0, manner)) is not None:
                cells.append(cell)
            continue
        _, _, _, written, more, f_tag, formula, content, inline = token
        bits = _formula_bits(f_tag, formula or "", outside) if f_tag is not None else 0
        full = _other(row, column, written or "n", content, inline, style, bits, manner)
        if full is not None:
            cells.append(_in_cell_picture(full) if ' vm="' in more else full)
    if any(cell[0] > LAST_ROW for cell in cells):
        raise BookError("corrupt", f"a row beyond {LAST_ROW}")
    return cells


def _formula_bits(attributes: str, formula: str, outside: set[str]) -> int:
    foreign = points_outside(formula)
    if _SHARED.search(attributes):
        found = _SHARED_ID.search(attributes)
        number = found[1] if found else ""
        if foreign:
            outside.add(number)
        foreign = number in outside
    return wire.FORMULA | (wire.EXTERNAL if foreign else 0)


def _shared(strings: list[Text], value: str | None) -> Text:
    number = (value or "").strip()
    if not (number.isascii() and number.isdigit()) or int(number) >= len(strings):
        raise BookError("corrupt", f"shared string {number!r} of {len(strings)}")
    return strings[int(number)]


def _text(row: int, column: int, text: Text, style: Style, bits: int) -> wire.FullCell:
    value, more, fonts = composed(text, style.font)
    return row, column, "s", value, value, bits | more, fonts


def _other(
    row: int,
    column: int,
    kind: str,
    value: str | None,
    inline: Text | None,
    style: Style,
    bits: int,
    manner: Manner,
) -> wire.FullCell | None:
    """Read a cell that is no plain shared string; None where nothing stands in it."""
    if kind == "inlineStr" or (inline is not None and value is None):
        return _text(row, column, inline if inline is not None else "", style, bits)
    if kind == "s":
        return _text(row, column, _shared(manner.strings, value), style, bits)
    if kind == "str":
        return _text(row, column, decoded(storable(unescaped(value or ""))), style, bits)
    text = (value or "").strip()
    if not text:
        return (row, column, "-", "", "", bits | wire.UNCALCULATED, ()) if bits else None
    if kind == "e":
        return row, column, "-", "", storable(unescaped(text)), bits | wire.ERROR, ()
    if kind == "b":
        return row, column, "b", text, "TRUE" if text == "1" else "FALSE", bits, ()
    if kind == "d":
        return _iso(row, column, text, style, bits)
    return number_cell(row, column, text, style, bits, since_1904=manner.since_1904)


def _in_cell_picture(cell: wire.RawCell) -> wire.RawCell:
    """A picture placed in a cell is stored as #VALUE! with value metadata ([MS-XLSX] 2.3.6.1.3 rich values)."""
    if len(cell) == 7 and cell[5] & wire.ERROR and cell[4] == "#VALUE!":
        return (*cell[:2], "-", "", "", (cell[5] & ~wire.ERROR) | wire.PICTURE, ())
    return cell


def number_cell(row: int, column: int, text: str, style: Style, bits: int, *, since_1904: bool) -> wire.FullCell:
    """Return the cell of a stored number: a Decimal from the float's shortest form, or a moment by its format."""
    if not _NUMBER.fullmatch(text):
        return _text(row, column, storable(unescaped(text)), style, bits)
    value = exact(text)
    struck = wire.STRUCK if style.font.struck else 0
    tag, payload, shown = shown_number(value, style.format, since_1904=since_1904)
    return row, column, tag, payload, shown, bits | struck, ()


def exact(text: str) -> Decimal:
    """Return the number that a stored text means: its double, in the double's shortest form."""
    if len(text) <= 15 and text.isdigit():
        return Decimal(text)
    return from_float(float(text))


def from_float(number: float) -> Decimal:
    """Return a double as the shortest decimal that means it, without a trailing ".0"."""
    return Decimal(repr(number).removesuffix(".0"))


def shown_number(value: Decimal, form: NumberFormat, *, since_1904: bool) -> tuple[str, str, str]:
    """Return (tag, payload, shown) of a number under a format: a moment where the format shows one."""
    if not value.is_finite():
        return "s", str(value), str(value)
    if form.date or form.time:
        when = moment(value, form, since_1904=since_1904)
        if form.elapsed and (when is None or not isinstance(when, dt.time)):
            return "n", str(value), _elapsed(value)
        if when is not None:
            return *wire.tagged(when), show_moment(when, form)
        return "n", str(value), plain_digits(value)
    payload = str(value)
    if form.general and len(payload) <= 11 and payload.isdigit():
        return "n", payload, payload
    return "n", payload, show_number(value, form)


def _elapsed(value: Decimal) -> str:
    """Show a duration, as [h]:mm does."""
    minutes = int((abs(value) * 1440).to_integral_value())
    return f"{'-' if value < 0 else ''}{minutes // 60}:{minutes % 60:02d}"


def _iso(row: int, column: int, text: str, style: Style, bits: int) -> wire.FullCell:
    """Read an ISO 8601 date (t="d", ECMA-376 Part 1, 18.18.11)."""
    try:
        when: dt.date | dt.datetime = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _text(row, column, storable(unescaped(text)), style, bits)
    if isinstance(when, dt.datetime) and when.time() == dt.time() and not style.format.time:
        when = when.date()
    shown = show_moment(when, style.format) if style.format.sections else f"{when:%d/%m/%Y}"
    return row, column, *wire.tagged(when), shown, bits, ()
