"""How cells look and what they hold, as Google's CellData: typed values, formats, notes, links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from sheets.errors import FormError
from sheets.form import Column, Fill
from sheets.google.answers import Json
from sheets.google.looking import Obj
from sheets.palette import BAND, FONT, INK, LINE, MUTED, NAVY, PAPERS, SIGNS, SIZE, WHITE, number_format
from sheets.text import storable

CHARACTERS = 50_000  # in one cell ("Files you can store in Google Drive")
_ZERO = dt.date(1899, 12, 30)  # the day that Google counts as 0
DATE = "dd/mm/yyyy"


def value(of: str | Decimal | dt.date | None) -> Obj:
    """Return a CellData that holds this, typed: a text stays a text whatever it looks like. Raises FormError."""
    if isinstance(of, Decimal):
        if not of.is_finite():
            raise FormError(f"{of} is no number a cell can hold")
        return {"userEnteredValue": {"numberValue": int(of) if of == of.to_integral_value() else of}}
    if isinstance(of, dt.date):
        day = of.date() if isinstance(of, dt.datetime) else of
        return {"userEnteredValue": {"numberValue": (day - _ZERO).days}}
    words = storable(of or "")
    if len(words.encode("utf-16-le", "surrogatepass")) // 2 > CHARACTERS:
        raise FormError(f"{len(words)} characters, at most {CHARACTERS}: {words[:60]}…")
    return {"userEnteredValue": {"stringValue": words}} if words else {}


def formula(of: str) -> Obj:
    """Return a CellData that holds a formula of our own."""
    return {"userEnteredValue": {"formulaValue": of}}


def colour(code: str) -> Obj:
    """Return "#1F3864" as Google says a colour."""
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return {"rgbColor": {"red": red / 255, "green": green / 255, "blue": blue / 255}}


def look(
    *,
    size: int = SIZE,
    bold: bool = False,
    italic: bool = False,
    ink: str = INK,
    paper: str = "",
    boxed: bool = False,
    across: str = "LEFT",
    down: str = "TOP",
    number: Obj | None = None,
    link: str = "",
    wrapped: bool = True,
) -> Obj:
    """Return a CellFormat; nothing is left to the spreadsheet's own theme."""
    text: dict[str, Json] = {
        "fontFamily": FONT,
        "fontSize": size,
        "bold": bold,
        "italic": italic,
        "foregroundColorStyle": colour(ink),
    }
    if link:
        text |= {"link": {"uri": link}, "underline": True}
    form: dict[str, Json] = {
        "textFormat": text,
        "wrapStrategy": "WRAP" if wrapped else "OVERFLOW_CELL",
        "horizontalAlignment": across,
        "verticalAlignment": down,
        "numberFormat": number or TEXT,
    }
    if paper:
        form["backgroundColorStyle"] = colour(paper)
    if boxed:
        line: Obj = {"style": "SOLID", "colorStyle": colour(LINE)}
        form["borders"] = {"top": line, "bottom": line, "left": line, "right": line}
    return form


TEXT: Obj = {"type": "TEXT"}

NAMED: Mapping[str, Obj] = {
    "title": look(size=16, bold=True, ink=NAVY, down="MIDDLE", wrapped=False),
    "purpose": look(down="MIDDLE", wrapped=False),
    "identity": look(size=10, ink=MUTED, down="MIDDLE", wrapped=False),
    "key": look(size=8, ink=MUTED, wrapped=False),
    "part": look(size=13, bold=True, ink=NAVY, down="MIDDLE"),
    "label": look(bold=True, ink=NAVY),
    "line": look(),
    "hint": look(italic=True, ink=MUTED, down="MIDDLE"),
    "sample": look(paper=PAPERS["yes"], boxed=True),
}


def swatch(fill: Fill) -> Obj:
    """Return the look of a legend's entry: the colour itself, with its words in it."""
    return look(size=10, paper=PAPERS[fill], boxed=True, across="CENTER", down="MIDDLE")


def heading(fill: Fill) -> Obj:
    """Return the look of a column's heading: dark where staff fill the column, and with its sign."""
    dark = fill in SIGNS
    ink, paper = (WHITE, NAVY) if dark else (NAVY, BAND)
    return look(bold=True, ink=ink, paper=paper, boxed=True, across="CENTER", down="MIDDLE", number=_signed(fill))


def field_label(fill: Fill) -> Obj:
    """Return the look of a label left of its value."""
    return look(bold=True, ink=NAVY, paper=BAND, boxed=True, down="MIDDLE", number=_signed(fill))


def cell(column: Column, decimals: int = 0, down: str = "TOP") -> Obj:
    """Return the look of a cell of this column."""
    across = "RIGHT" if column.type == "number" else "LEFT"
    if column.fill == "service" and column.hidden:  # holds whatever the cell holds that a remark speaks of
        return {name: told for name, told in look(paper=PAPERS["service"]).items() if name != "numberFormat"}
    return look(paper=PAPERS[column.fill], boxed=True, across=across, down=down, number=number_of(column, decimals))


def number_of(column: Column, decimals: int = 0) -> Obj:
    """Return the number format of a column: text is text, so that "03" and "- Tham gia" stay as they are typed."""
    if column.type == "number":
        return {"type": "NUMBER", "pattern": number_format(decimals)}
    return {"type": "DATE", "pattern": DATE} if column.type == "date" else TEXT


def _signed(fill: Fill) -> Obj:
    """The sign stands in the number format: the heading's own text stays as the form has it."""
    return {"type": "TEXT", "pattern": f'@" {SIGNS[fill]}"'} if fill in SIGNS else TEXT
