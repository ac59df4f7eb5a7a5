"""How the cells of the clerk's workbook look: by what their column holds, by what is typed, by the signs in them."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from macros.layout import NO, YES, Column, Table
from sheets.errors import FormError
from sheets.excel.looks import BAND, DATE, INK, LINE, MUTED, NAVY, PAPERS, RED, SIGNS, TEXT, WHITE, Looks
from sync.render.framesheet import PAPERS as SIGN_PAPERS

Props = dict[str, str | int | bool]

TYPED = PAPERS["yes"]
BOX: Props = {"border": 1, "border_color": LINE}
LABEL: Props = BOX | {"bold": True, "font_color": NAVY, "bg_color": BAND, "valign": "vcenter", "indent": 1}
VALUE: Props = BOX | {"font_color": INK, "valign": "vcenter", "align": "left", "indent": 1, "text_wrap": True}
LINK: Props = {"font_color": "#1F4E9E", "underline": 1}
STATUS: Props = VALUE | {"bold": True, "border_color": NAVY, "bg_color": WHITE, "num_format": TEXT}
NOTE: Props = {"font_color": MUTED, "italic": True, "valign": "vcenter", "align": "left", "text_wrap": True}
_NUMBERS = {"count": "#,##0", "number": "General", "percent": "0.0%"}
SPARE = 5  # rows below the last that are marked for typing too
_FADED, _CONFLICT = "#6B7280", "#FBE3B6"


def cell_look(column: Column) -> Props:
    """Return the look of a column's cells: what is typed as text stays text. Borders follow what stands in the row."""
    base: Props = {"valign": "top", "font_color": INK, "text_wrap": True}
    if column.kind in _NUMBERS:
        return base | {"num_format": _NUMBERS[column.kind], "align": "right", "indent": 1}
    base |= {"align": "left", "indent": 1}
    if column.kind == "date":
        return base | {"num_format": DATE}
    if column.kind == "time":
        return base | {"num_format": f"{DATE} hh:mm"}
    return base | {"num_format": TEXT} | (LINK if column.kind == "link" else {})


def heading_look(column: Column) -> Props:
    """Return the look of a heading: dark and with ✎ where the clerk types below it."""
    colours: Props = {"bg_color": NAVY if column.typed else BAND, "font_color": WHITE if column.typed else NAVY}
    box = BOX | {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
    return box | colours | {"num_format": f'@" {SIGNS["yes"]}"' if column.typed else TEXT}


def mark_rows(sheet: Worksheet, table: Table, looks: Looks, last: int) -> None:
    """Let the rows of a table, down to row `last` (from 0), show what they are by what stands in them.

    So whoever fills them anew writes values only, and colours follow where rows are sorted. Signs and words say the
    same as the colours. Raises FormError.
    """
    for at, column in enumerate(table.columns):
        # LibreOffice takes the first rule that holds and nothing of the others, so each tells the whole look.
        base: Props = BOX | ({"bg_color": TYPED} if column.typed else {})
        for criteria, props in (*_states(table, column), *_backs(table, column), (_holds(table), {})):
            options = {
                "type": "formula",
                "criteria": criteria,
                "format": looks.of(base | props),
                "stop_if_true": True,
            }
            if sheet.conditional_format(table.first_row - 1, at, last, at, options):
                raise FormError(f"{sheet.name}: XlsxWriter refuses {criteria}")


def _cell(table: Table, key: str) -> str:
    return f"${xl_col_to_name(table.column(key) - 1)}{table.first_row}"


def _holds(table: Table) -> str:
    """Return when a row has something in it; where the clerk adds rows, the few below the last count too."""
    top = max(table.first_row - SPARE, 1) if table.key == "lines" else table.first_row
    return f"=COUNTA($A{top}:${xl_col_to_name(len(table.columns) - 1)}{table.first_row})>0"


def _states(table: Table, column: Column) -> Iterator[tuple[str, Props]]:
    """Yield what a column's own texts and numbers ask for: the paper of the sign that a state begins with."""
    cell = _cell(table, column.key)
    if column.key in {"state", "severity", "late"}:
        for sign, paper in SIGN_PAPERS.items():
            # EXACT: compared with =, a program may take some signs for each other.
            yield f'=EXACT(LEFT({cell},1),"{sign}")', {"bg_color": paper, "bold": True}
    if column.kind == "count":
        yield f"=N({cell})>0", {"bold": True, "font_color": RED}


def _backs(table: Table, column: Column) -> Iterator[tuple[str, Props]]:
    """Yield what the whole row asks for: lines in conflict stand out, what is left out or settled stands back."""
    keys = {each.key for each in table.columns}
    if table.key == "lines":
        yield f'=LEFT({_cell(table, "state")},1)="!"', {"bg_color": _CONFLICT}
        yield f'={_cell(table, "included")}="{NO}"', {"font_color": _FADED, "font_strikeout": column.key == "text"}
        if column.key == "text":
            yield f'={_cell(table, "joined")}="{YES}"', {"italic": True}
    for key in ("accepted", "take"):
        if key in keys:
            yield f'={_cell(table, key)}="{YES}"', {"font_color": _FADED}
