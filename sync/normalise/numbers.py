"""Numbers in cells: from text as staff type it, or from a spreadsheet's number, to an exact quantity or a question."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sheets.text import clean, fold
from sync.normalise.cellfigures import Piece, code_behind, parts_of, pieces_of, relation, typed_unit
from sync.normalise.figures import EXACT, FIGURE, format_number, plain_decimal
from sync.normalise.leads import without_lead
from sync.normalise.number_words import read_words
from sync.normalise.numbers_in_text import FoundNumber, find_numbers
from sync.normalise.parsed import Parsed
from sync.normalise.quantities import Quantity, measured, values, weigh, whole
from sync.normalise.shapes import name_of, names
from sync.normalise.units import is_count, measure_end, same, scaled

__all__ = ["FoundNumber", "Quantity", "find_numbers", "format_number", "from_cell", "parse_number", "parse_parts"]

_LONGEST = 300
_NOTHING = frozenset(["-", "–", "—", "--", "...", "…", "..", ".", "/", "x", "\\"])
_WIDE = str.maketrans("０１２３４５６７８９．，％－＋（）", "0123456789.,%-+()")
_CURRENCY = re.compile(r"(?:USD|EUR|VNĐ|VND|[$€£¥])\s*(?=\d)")
_SIGN = re.compile(r"([+\-−–])(\s*)(?=[\d.,])")
_ACCOUNTING = re.compile(r"\(\s*([\d.,]+)\s*(%|đồng|đ)?\s*\)")
_RAISED = re.compile(r"\d[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,2}")
# A whole behind the part, "512 nữ/1.045 người"; a rate is told of few or of round ones, "5 ca/10.000 dân".
_OTHER_SIDE = re.compile(r"/\s?(?!(?:1[0.]*|\d{1,2})(?!\d|[.,]\d))\d")
_IN_WORDS = re.compile(r"\s*\(([^()\d]{2,80})\)")
_IN_DIGITS = re.compile(r"\s*\(([0-9][0-9.]*)\)")
# So many digits without a point are a card's or an account's, unless a unit says what they count.
_IDENTITY = 12
_NO_UNITS = frozenset(["nửa", "tá", "rưỡi", "million", "billion", "thousand"])
_DATE_WORDS = frozenset(["ngày", "tháng", "năm", "quý", "quí", "tuần"])


def parse_number(text: str, unit: str | None = None) -> Parsed[Quantity]:
    """Return the one number that a cell's `text` states; `unit` is the unit that the cell declares.

    The multiple is applied ("1,6 triệu hồ sơ" → 1600000 hồ sơ); under a declared unit the value is in that unit. Where
    form and unit leave open which of two values is meant, the value is None and `choices` holds them, likeliest first:
    nothing that may be wrong by a thousand comes back without a problem.
    Problems without a value: "empty", "not-a-number", "text-around", "range", "ratio", "size", "date", "time", "phone",
    "code", "several-numbers", "ambiguous-separator", "odd-grouping", "sign-or-bullet", "direction", "raised-digit",
    "scientific", "figures-and-words-differ". With a value: "fraction-under-count", "leading-zeros", and "unit-differs",
    which has none only where "ng" may be nghìn or người.
    """
    ready = _ready(text)
    if not ready or ready in _NOTHING:
        return Parsed(None, "empty")
    if len(ready) > _LONGEST:
        return Parsed(None, "not-a-number")
    if problem := name_of(ready):
        return Parsed(None, problem)
    if _SCIENTIFIC.fullmatch(ready):
        value = plain_decimal(Decimal(ready.replace(",", ".")))
        return Parsed(None, "scientific", (Quantity(value, unit),))
    if _RAISED.search(ready):
        return Parsed(None, "raised-digit")
    return _signed(ready, unit or None)


def parse_parts(text: str, unit: str | None = None) -> tuple[Quantity, ...]:
    """Return the quantities of a range, a ratio or a size: "45/45" → (45, 45); () for everything else."""
    ready = _ready(text)
    if len(ready) > _LONGEST or name_of(ready):
        return ()
    pieces = pieces_of(without_lead(ready)[0])[1]
    kind = relation(pieces)
    return parts_of(pieces, unit or None) if kind in ("range", "ratio", "size") else ()


def from_cell(value: Decimal | float | int, unit: str | None = None, shown: str | None = None) -> Parsed[Quantity]:
    """Return the quantity of a spreadsheet's number cell; `shown` is its text as displayed, where that is known.

    Binary dust beyond 15 digits is taken off, as spreadsheets do. A per cent format is undone (0.956 shown "95,6%" is
    95.6 %). A fraction under a count (1.007 người: most likely 1007, typed in an English Excel) has no value, only
    choices. Problems: "not-a-number" (NaN, infinities, truth values), "date", "time", "fraction-under-count",
    "unit-differs".
    """
    if isinstance(value, bool) or not math.isfinite(value):
        return Parsed(None, "not-a-number")
    display = _ready(shown or "")
    if (problem := name_of(display)) in ("date", "time"):
        return Parsed(None, problem)
    exact = plain_decimal(Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}"))
    if display.endswith("%"):
        quantity = Quantity(plain_decimal(exact * 100), unit or "%")
        return Parsed(quantity) if same("%", unit or "%") else Parsed(replace(quantity, unit="%"), "unit-differs")
    found = whole(Quantity(exact, unit or None))
    return replace(found, value=None) if found.problem else found


def _ready(text: str) -> str:
    """Clean, in one line, full-width digits made plain (by table: NFKC would turn 10³ into 103)."""
    ready = clean(text).replace("\n", " ").strip()
    return ready if ready.isascii() else ready.translate(_WIDE)


def _signed(text: str, unit: str | None) -> Parsed[Quantity]:
    """Read the sign before the figure; a dash before a count may be a bullet."""
    if found := _ACCOUNTING.fullmatch(text):
        return _negative(_unsigned(f"{found[1]} {found[2] or ''}".strip(), unit), glued=True)
    text, approximate, falling = without_lead(text)
    sign = _SIGN.match(text)
    read = _unsigned(text[sign.end() :] if sign else text, unit)
    if approximate:
        read = _approximate(read)
    if sign and sign[1] != "+":
        return _negative(read, glued=not sign[2])
    if falling and read.value:
        return Parsed(None, "direction", (read.value, replace(read.value, value=-read.value.value)))
    return read


def _negative(found: Parsed[Quantity], *, glued: bool) -> Parsed[Quantity]:
    below = tuple(replace(each, value=-each.value) for each in found.choices)
    if not found.value:
        return replace(found, choices=below)
    minus = replace(found.value, value=-found.value.value)
    if glued and not is_count(found.value.unit):
        return Parsed(minus, found.problem, below)
    return Parsed(None, "sign-or-bullet", (found.value, minus))


def _approximate(found: Parsed[Quantity]) -> Parsed[Quantity]:
    choices = tuple(replace(each, approximate=True) for each in found.choices)
    return Parsed(replace(found.value, approximate=True) if found.value else None, found.problem, choices)


def _unsigned(text: str, unit: str | None) -> Parsed[Quantity]:
    lead, pieces = pieces_of(text)
    if not pieces:
        return _in_words(text, unit)
    if lead and (found := read_words(lead)) and (digits := _IN_DIGITS.match(text, found[1])):
        return _unsigned(f"{digits[1]} ({text[: found[1]]}){text[digits.end() :]}", unit)
    if currency := _CURRENCY.fullmatch(lead + " ", 0, len(lead)) or _CURRENCY.match(text):
        return (
            _one(Piece(pieces[0].figure, f" {pieces[0].tail.strip()} {currency[0].strip()}"), unit)
            if len(pieces) == 1
            else Parsed(None, "several-numbers")
        )
    if lead:
        return _led(lead, pieces, unit)
    if len(pieces) == 1:
        return _one(pieces[0], unit)
    return _several(pieces, unit)


def _in_words(text: str, unit: str | None) -> Parsed[Quantity]:
    if FIGURE.search(text):
        return Parsed(None, "code")
    found = read_words(text)
    if not found or _number_goes_on(text[found[1] :]):
        return Parsed(None, "not-a-number")
    typed, more = typed_unit(text[found[1] :])
    return measured(found[0], typed, unit, approximate=more)


def _number_goes_on(rest: str) -> bool:
    rest = rest.strip()
    return bool(rest) and (
        not rest[0].isalpha()
        or (fold(rest).startswith(("phẩy", "đến", "phần")) and not fold(rest).startswith("phần trăm"))
        or read_words(rest) is not None
    )


def _led(lead: str, pieces: list[Piece], unit: str | None) -> Parsed[Quantity]:
    """A number behind words that are not known to lead to one: a date, a name, or one to ask about."""
    words = fold(lead).split()
    last = words[-1].strip(":.")
    if last in _DATE_WORDS:
        return Parsed(None, "date")
    if names(last, words[-2] if len(words) > 1 else ""):
        return Parsed(None, "code")
    if len(pieces) > 1:
        return Parsed(None, relation(pieces) or "several-numbers")
    found = _one(pieces[0], unit)
    if not any(c.isalpha() for c in lead):
        return Parsed(None, "not-a-number")
    return Parsed(None, "text-around", (found.value,) if found.value else found.choices)


def _one(piece: Piece, unit: str | None) -> Parsed[Quantity]:
    tail = piece.tail
    if code_behind(piece):
        return Parsed(None, "code")
    if tail.strip(" .") == "h" and not unit and len(piece.figure) <= 2:
        return Parsed(None, "time")  # an hour of the day, or so many hours: only a declared unit tells
    if (words := _IN_WORDS.match(tail)) and (spelt := read_words(words[1])) and not words[1][spelt[1] :].strip():
        found = _one(Piece(piece.figure, tail[words.end() :]), unit)
        return (
            found
            if _agrees(found, spelt[0], piece.figure)
            else Parsed(None, "figures-and-words-differ", values([found]))
        )
    half = re.match(r"(\s*(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ))\s+rưỡi\b", tail)
    if half and piece.figure.isdigit():
        return weigh(f"{piece.figure},5", half[1] + tail[half.end() :], unit)
    if tail in ("-", "–", "−"):  # "1.234,5-": a minus of bookkeepers, or a dash
        found = weigh(piece.figure, None, unit)
        both = (found.value, replace(found.value, value=-found.value.value)) if found.value else ()
        return Parsed(None, "sign-or-bullet", both)
    typed, more = typed_unit(tail)
    if not (typed or unit) and piece.figure.isdigit() and len(piece.figure) >= _IDENTITY:
        return Parsed(None, "code", (Quantity(Decimal(piece.figure)),))
    if typed and (
        typed.split()[0].casefold() in _NO_UNITS
        or (len(typed) == 1 and measure_end(typed, 0) == 0 and typed.islower() and scaled(typed).factor == 1)
    ):
        return Parsed(None, "not-a-number")
    if typed and _OTHER_SIDE.search(typed):
        return Parsed(None, "ratio")
    if typed and not any(c.isalpha() or c in "%‰$€£¥°" for c in typed):
        return Parsed(None, "not-a-number")
    return weigh(piece.figure, typed, unit, approximate=more)


def _agrees(found: Parsed[Quantity], spelt: Decimal, figure: str) -> bool:
    bare = weigh(figure, None, None)
    return any(each and each.value == spelt for each in (bare.value, found.value))


def _several(pieces: list[Piece], unit: str | None) -> Parsed[Quantity]:
    if compound := _compound(pieces, unit):
        return compound
    return Parsed(None, relation(pieces) or "several-numbers")


def _compound(pieces: list[Piece], unit: str | None) -> Parsed[Quantity] | None:
    """ "1 tỷ 200 triệu đồng": falling multiples add up."""
    typed = [typed_unit(piece.tail)[0] for piece in pieces]
    parts = [scaled(each or "") for each in typed]
    if any(part.base for part in parts[:-1]) or any(a.factor <= b.factor for a, b in pairwise(parts)):
        return None
    if parts[-1].factor == 1 and (parts[-2].factor > 1000 or len(pieces[-1].figure) != 3):
        return Parsed(None, "several-numbers")  # "1 tỷ 2" is 1,2 tỷ in speech, 1.000.000.002 by the letter
    found = [weigh(piece.figure, said, None) for piece, said in zip(pieces, typed, strict=True)]
    if not all(each.certain for each in found):
        return None
    total = sum((quantity.value for quantity in values(found)), Decimal(0))
    return measured(EXACT.divide(total, Decimal(parts[-1].factor)), typed[-1], unit)
