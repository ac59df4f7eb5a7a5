"""What a cell takes, and the formats that depend on what was typed: written so that they are right in any locale.

Google reads a formula as if somebody had typed it. ";" parts arguments in every locale, "," only in some; a day is
DATE(…), never a text.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheets.form import Column
from sheets.google.answers import Json, Request
from sheets.google.drawn import Area
from sheets.google.looking import Obj
from sheets.google.looks import colour
from sheets.grid import column_letters
from sheets.head import FIRST_ROW
from sheets.palette import MUTED, RED, SIGNED, SPOT

LARGEST = 10**15  # beyond it a spreadsheet no longer knows every whole number
LISTED = 60  # choices in a rule itself; more, or one with a comma, stand in the hidden tab of lists
SPOTS = ("spot_column", "spot_row", "spot_value")  # the hidden columns of Ý kiến rà soát


def rule(
    column: Column,
    top: int,
    at: int,
    source: str = "",
    choices: Sequence[str] = (),
    whole: bool = False,
    measured: bool = False,
) -> Obj:
    """Return the validation of a column whose first cell stands at (top, at), {} where it takes anything.

    `source` is the range of its list, "" where the `choices` stand in the rule itself. A wrong type is stopped; a text
    outside its list is only warned of: typed in other case or accents it is understood all the same; so is a fraction
    of what is `measured`.
    """
    condition = _condition(column, f"{column_letters(at + 1)}{top + 1}", source, choices, whole)
    if column.fill in {"locked", "service"} or not condition:
        return {}
    message = column.error or column.help
    told: dict[str, Json] = {
        "condition": condition,
        "strict": column.type != "choice" and not measured,
        "showCustomUi": True,
    }
    return told | ({"inputMessage": message} if message else {})


def _condition(column: Column, cell: str, source: str, choices: Sequence[str], whole: bool) -> Obj:
    if column.type == "choice" and source:
        return _of("ONE_OF_RANGE", f"={source}")
    if column.type == "choice" and choices:
        return _of("ONE_OF_LIST", *choices)
    if column.type == "number" and whole:
        # A typed 1.007 that an English sheet takes for a fraction is stopped here.
        return _of("CUSTOM_FORMULA", f"=AND(ISNUMBER({cell});{cell}=ROUND({cell};0);ABS({cell})<={LARGEST})")
    if column.type == "number":
        return _of("NUMBER_BETWEEN", f"-{LARGEST}", f"{LARGEST}")
    if column.type == "date":
        return _of("CUSTOM_FORMULA", f"=AND(ISNUMBER({cell});{cell}>=DATE(1990;1;1);{cell}<=DATE(2099;12;31))")
    return {}


def in_rule(choices: Sequence[str]) -> bool:
    """True where a list can stand in the rule itself: people who edit it in a browser see it parted by commas."""
    return len(choices) <= LISTED and not any("," in choice for choice in choices)


def oddities(area: Area, decimals: int) -> Sequence[Obj]:
    """Return the formats that show what must not be overlooked: decimals nobody expects here, and text."""
    cell = f"{column_letters(area.left + 1)}{area.top + 1}"
    odd = (f"=AND(ISNUMBER({cell});{cell}<>ROUND({cell};{decimals}))", f'=AND(ISTEXT({cell});{cell}<>"")')
    style: Obj = {"textFormat": {"foregroundColorStyle": colour(RED), "bold": True}}
    return [{"condition": _of("CUSTOM_FORMULA", told), "format": style} for told in odd]


def spot(area: Area, column: str, named_by: int, names: Sequence[str]) -> Obj:
    """Return the format that marks the cells of a column which Ý kiến rà soát names and that still hold that value.

    `column` is what `sheets.remark.spot_column` says, `named_by` the column that names the row, `names` are the ranges
    of Ý kiến rà soát with the columns, the rows' names and the values. They are compared one by one, with "=":
    MATCH and COUNTIF fail above 255 characters; and by name through INDIRECT, for a format may not look at another tab
    otherwise, and a named range follows when staff rename that tab or insert columns there.
    """
    keys, rows, values = (f'INDIRECT("{name}")' for name in names)
    cell = f"{column_letters(area.left + 1)}{area.top + 1}"
    named = f"({rows}=${column_letters(named_by + 1)}{area.top + 1})"
    same = f"({values}={cell})*(ISBLANK({values})=ISBLANK({cell}))"
    told = f'=SUMPRODUCT(({keys}="{column}")*{named}*{same})>0'
    style: Obj = {"backgroundColorStyle": colour(SPOT), "textFormat": {"bold": True, "underline": True}}
    return {"condition": _of("CUSTOM_FORMULA", told), "format": style}


def states(columns: Sequence[Column], end: int) -> list[tuple[Area, Obj]]:
    """Return the formats of Ý kiến rà soát itself: each sign in its colour, what is settled in grey."""
    at = {column.key: place for place, column in enumerate(columns)}
    label = f"${column_letters(at['severity'] + 1)}{FIRST_ROW + 1}"
    settled = _of("CUSTOM_FORMULA", f'=LEFT({label};1)="✓"')
    area = Area(FIRST_ROW, end, at["severity"], at["suggestion"] + 1)
    grey: Obj = {"textFormat": {"foregroundColorStyle": colour(MUTED)}}
    formats: list[tuple[Area, Obj]] = [(area, {"condition": settled, "format": grey})]
    for sign, ink in SIGNED.items():
        style: Obj = {"textFormat": {"foregroundColorStyle": colour(ink), "bold": True}}
        condition = _of("CUSTOM_FORMULA", f'=LEFT({label};1)="{sign}"')
        signs = Area(FIRST_ROW, end, at["severity"], at["severity"] + 1)
        formats.append((signs, {"condition": condition, "format": style}))
    return formats


def spot_names(period: str) -> Sequence[str]:
    """Return the names of the three ranges of a period's Ý kiến rà soát that `spot` looks into."""
    return [f"BaoCao_{period.replace('-', '_')}_{ending}" for ending in ("cot", "dong", "gia_tri")]


def add_rule(gid: int, area: Area, booleans: Obj) -> Request:
    """Return the request that adds a conditional format."""
    return {"addConditionalFormatRule": {"rule": {"ranges": [area.on(gid)], "booleanRule": booleans}, "index": 0}}


def _of(kind: str, *values: str) -> Obj:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
