"""How the cells of a form look: one palette, one look for each purpose, made once for each workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from sheets.form import Column, Fill
from sheets.palette import BAND, FONT, INK, LINE, MUTED, NAVY, PAPERS, RED, SIGNS, SIZE, WHITE, number_format

__all__ = [  # with the palette, for whoever draws in Excel
    "BAND", "COLUMN_PIXELS", "DATE", "DEFAULT_FONT", "FONT", "INK", "LINE", "MUTED", "NAVY", "PAPERS", "RED",
    "ROW_PIXELS", "SIGNS", "TEXT", "WHITE", "Looks", "longer_number_format",
]  # fmt: skip

_Value = str | int | bool
_Props = dict[str, _Value]

# No theme: with one, Excel shows the theme's font, whatever name stands beside it.
DEFAULT_FONT: _Props = {"font_name": FONT, "font_size": SIZE, "font_scheme": False}
# What goes with this font in Excel: 15.75 points a row, 8 pixels a digit, 72 pixels a column.
ROW_PIXELS, COLUMN_PIXELS = 21, 72

TEXT, DATE = 49, "dd/mm/yyyy"  # 49 is Excel's own number for "@" (ECMA-376 Part 1, 18.8.30)

_LOOKS: Mapping[str, _Props] = {
    "title": {"bold": True, "font_size": 16, "font_color": NAVY, "valign": "vcenter"},
    "purpose": {"font_color": INK, "valign": "vcenter"},
    "identity": {"font_size": 10, "font_color": MUTED, "valign": "vcenter"},
    "key": {"font_size": 8, "font_color": MUTED},
    "part": {"bold": True, "font_size": 13, "font_color": NAVY, "valign": "vcenter", "bottom": 1, "bottom_color": NAVY},
    "label": {"bold": True, "font_color": NAVY, "text_wrap": True, "valign": "top"},
    "link": {"bold": True, "font_color": "#1F4E9E", "underline": 1, "text_wrap": True, "valign": "top"},
    "line": {"font_color": INK, "text_wrap": True, "align": "left", "valign": "top", "indent": 1},
    "hint": {"italic": True, "font_color": MUTED, "text_wrap": True, "valign": "vcenter", "indent": 1},
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of one workbook; the same look is the same format."""

    book: Workbook
    made: dict[frozenset[tuple[str, _Value]], Format] = field(default_factory=dict)

    def of(self, props: Mapping[str, _Value]) -> Format:
        """Return the format with these properties of XlsxWriter."""
        key = frozenset(props.items())
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(props))
        return self.made[key]

    def named(self, name: str) -> Format:
        """Return the look of a purpose: title, purpose, identity, part, line …; raises KeyError."""
        return self.of(_LOOKS[name])

    def swatch(self, fill: Fill) -> Format:
        """Return the look of a legend's entry: the colour itself, with its words in it."""
        middle: _Props = {"font_size": 10, "text_wrap": True, "align": "center", "valign": "vcenter"}
        return self.of(_boxed(fill) | middle | {"locked": True})

    def sample(self) -> Format:
        """Return the look of a filled cell in the guide's sample: as on its tab, but never to be typed into."""
        still: _Props = {
            "text_wrap": True,
            "align": "left",
            "valign": "top",
            "num_format": TEXT,
            "indent": 1,
            "locked": True,
        }
        return self.of(_boxed("yes") | still)

    def heading(self, fill: Fill) -> Format:
        """Return the look of a column's heading: dark where staff fill the column, and with its sign."""
        dark = fill in SIGNS
        colours: _Props = {"bold": True, "bg_color": NAVY if dark else BAND, "font_color": WHITE if dark else NAVY}
        box: _Props = {"border": 1, "border_color": LINE, "text_wrap": True, "align": "center", "valign": "vcenter"}
        return self.of(colours | box | {"num_format": _signed(fill)})

    def field_label(self, fill: Fill) -> Format:
        """Return the look of a label left of its value."""
        box: _Props = {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "vcenter", "indent": 1}
        colours: _Props = {"bold": True, "font_color": NAVY, "bg_color": BAND, "num_format": _signed(fill)}
        return self.of(colours | box)

    def cell(self, column: Column, value: object = None, *, number: str = "#,##0", valign: str = "top") -> Format:
        """Return the look of a cell of this column that holds `value`; `number` is its number format."""
        return self.of(_boxed(column.fill) | _typed(column, value, number) | {"text_wrap": True, "valign": valign})

    def below(self, column: Column, number: str = "#,##0") -> Format:
        """Return the look of a column below its prepared rows: nothing to see, but typed alike."""
        locked = column.fill == "locked"
        return self.of(_typed(column, None, number) | {"text_wrap": True, "valign": "top", "locked": locked})


def longer_number_format(decimals: int) -> str:
    """Return the format of a number with more decimals than are usual here: they must be seen."""
    return number_format(max(decimals, 1)) + "##"


def _boxed(fill: Fill) -> _Props:
    colours: _Props = {"bg_color": PAPERS[fill], "font_color": INK}
    return colours | {"border": 1, "border_color": LINE, "locked": fill == "locked"}


def _typed(column: Column, value: object, number: str) -> _Props:
    """The number format and alignment: of the value where it is a date or number, else of the column."""
    if isinstance(value, dt.date) or (column.type == "date" and not isinstance(value, Decimal)):
        return {"num_format": DATE, "align": "left", "indent": 1}
    if column.type == "number":
        return {"num_format": number, "align": "right", "indent": 1}
    return {"num_format": "General" if isinstance(value, Decimal) else TEXT, "align": "left", "indent": 1}


def _signed(fill: Fill) -> _Value:
    return f'@" {SIGNS[fill]}"' if fill in SIGNS else TEXT
