"""One cell of a Google spreadsheet as it was kept: its typed value, what it shows, its marks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheets.excel import wire
from sheets.excel.numfmt import read_format, show_number
from sheets.excel.strings import Run, composed
from sheets.excel.styles import Font
from sheets.google.answers import Json
from sheets.google.habits import Habits
from sheets.google.looking import Obj, obj, objs, text, whole
from sheets.text import storable

# What takes values from elsewhere, or from the web: nobody of the division has typed them.
_ELSEWHERE = re.compile(r"\b(?:IMPORT(?:RANGE|DATA|HTML|XML|FEED)|GOOGLEFINANCE)\s*\(", re.IGNORECASE)
_PICTURES = re.compile(r"\b(?:IMAGE|SPARKLINE)\s*\(", re.IGNORECASE)
_MOMENTS = {"DATE", "TIME", "DATE_TIME"}
_ZERO = dt.datetime(1899, 12, 30)  # Google counts days from here, and knows no 29/2/1900
BEFORE = "foreignBefore"  # our own mark of a kept cell (sheets.google.carried)
_LAST = 2_958_466  # the day after 31/12/9999


@dataclass(frozen=True, slots=True)
class Manner:
    """What the whole tab says about its cells. `spill`: the bits of what another cell's formula fills."""

    habits: Habits
    spill: int = wire.FORMULA


def manner(habits: Habits, cells: Iterator[Obj]) -> Manner:
    """Return how the cells of a tab are to be read."""
    outside = any(_ELSEWHERE.search(_formula(cell)) for cell in cells)
    return Manner(habits, wire.FORMULA | (wire.EXTERNAL if outside else 0))


def raw_cell(row: int, column: int, cell: Obj, manner: Manner) -> wire.RawCell | None:
    """Return the cell as every reader hands it over, None where nothing stands in it."""
    formula = _formula(cell)
    bits = _formula_bits(formula) if formula else manner.spill if cell.get("spilled") is True else 0
    value = obj(cell.get("effectiveValue"))
    if "stringValue" in value:
        return _words(row, column, str(value["stringValue"]), cell, bits)
    struck = wire.STRUCK if cell.get("strikethrough") is True else 0
    if "boolValue" in value:
        true = value["boolValue"] is True
        return row, column, "b", "1" if true else "0", "TRUE" if true else "FALSE", bits | struck, ()
    if "numberValue" in value:
        return _number(row, column, value["numberValue"], cell, bits | struck, manner.habits)
    if "errorValue" in value:
        kind = text(obj(value["errorValue"]).get("type"))
        mark = wire.UNCALCULATED if kind == "LOADING" else wire.ERROR
        return row, column, "-", "", _shown(cell) or f"#{kind or 'ERROR'}!", bits | mark, ()
    if formula and _PICTURES.search(formula):
        return row, column, "-", "", "", bits | wire.PICTURE, ()
    return None


def _formula(cell: Obj) -> str:
    return text(cell.get("formulaValue"))


def _formula_bits(formula: str) -> int:
    return wire.FORMULA | (wire.EXTERNAL if _ELSEWHERE.search(formula) else 0)


def _words(row: int, column: int, words: str, cell: Obj, bits: int) -> wire.RawCell:
    font = _font(cell, Font())
    value, more, fonts = composed(tuple(_runs(words, cell, font)), font)
    bits |= more
    return (row, column, "s", value, value, bits, fonts) if bits or fonts else (row, column, value)


def _runs(words: str, cell: Obj, font: Font) -> Iterator[Run]:
    """Cut a text where its runs begin: their places count UTF-16 units; what a run does not say the cell says."""
    runs = objs(cell.get("textFormatRuns"))
    units = words.encode("utf-16-le", "surrogatepass")
    starts = [(whole(run.get("startIndex")), _font(obj(run.get("format")), font)) for run in runs]
    marks = [(0, font), *starts]
    ends = [start for start, _ in starts] + [len(units) // 2]
    for (start, own), end in zip(marks, ends, strict=True):
        if end > start:
            yield storable(units[2 * start : 2 * end].decode("utf-16-le", "replace")), own


def _font(told: Obj, inherited: Font) -> Font:
    name, struck = told.get("fontFamily"), told.get("strikethrough")
    return Font(
        name if isinstance(name, str) else inherited.name,
        struck if isinstance(struck, bool) else inherited.struck,
    )


def _number(row: int, column: int, stored: Json, cell: Obj, bits: int, habits: Habits) -> wire.RawCell:
    value = _exact(stored)
    form = obj(cell.get("numberFormat"))
    if asks(cell, habits):
        bits |= wire.FOREIGN
    elif cell.get(BEFORE) is True:
        bits |= wire.FOREIGN_BEFORE
    if (when := _moment_in(value, form)) is not None:
        return row, column, *wire.tagged(when), _written(when), bits, ()
    # Where the point is a decimal one the text as shown would be read as a thousand times as much.
    shown = _shown(cell) if habits.comma else show_number(value, read_format(text(form.get("pattern"))))
    return row, column, "n", str(value), shown, bits, ()


def asks(cell: Obj, habits: Habits) -> bool:
    """True of a kept cell whose typed number or day may be another than the one meant, by these habits."""
    stored = obj(cell.get("effectiveValue")).get("numberValue")
    if stored is None or _formula(cell) or cell.get("spilled") is True:
        return False
    value, form = _exact(stored), obj(cell.get("numberFormat"))
    if (when := _moment_in(value, form)) is not None:
        return isinstance(when, dt.date) and habits.date_asks(when)
    return habits.number_asks(value * 100 if form.get("type") == "PERCENT" else value)


def _exact(stored: Json) -> Decimal:
    """Return a number as people write the double that Google holds."""
    return Decimal(repr(float(stored)).removesuffix(".0")) if isinstance(stored, int | float | Decimal) else Decimal(0)


def _moment_in(value: Decimal, form: Obj) -> dt.date | dt.datetime | dt.time | None:
    """Return the moment that a number is under its format, None where it is a number and no more."""
    kind = form.get("type")
    return _moment(value, str(kind)) if kind in _MOMENTS else None


def _moment(serial: Decimal, kind: str) -> dt.date | dt.datetime | dt.time | None:
    """Return the moment that a serial number of this kind of format is, None where it is none."""
    if not 0 <= serial < _LAST:
        return None
    days = int(serial)
    seconds = ((serial - days) * 86400).quantize(Decimal("0.001"))
    whole = _ZERO + dt.timedelta(days=days, seconds=float(seconds))
    if kind == "TIME":
        return whole.time() if whole.date() == _ZERO.date() else None
    return whole if kind == "DATE_TIME" or seconds else whole.date()


def _written(when: dt.date | dt.time) -> str:
    if isinstance(when, dt.datetime):
        return f"{when:%d/%m/%Y %H:%M}"
    return f"{when:%d/%m/%Y}" if isinstance(when, dt.date) else f"{when:%H:%M}"


def _shown(cell: Obj) -> str:
    return storable(text(cell.get("formattedValue")))
