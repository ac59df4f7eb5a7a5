"""Cells that Ý kiến rà soát speaks of show it: coloured as long as column, row and value are those that were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from sheets.errors import FormError
from sheets.excel.dropdowns import name_range
from sheets.excel.looks import Looks
from sheets.form import Column
from sheets.head import FIRST_ROW
from sheets.palette import LINK, MUTED, SIGNED, SPOT, SPOT_EDGE
from sheets.remark import naming_column, spot_column

# A conditional format may look at another tab only through a defined name.
SPOT_NAMES: Mapping[str, str] = {"spot_column": "YK_COT", "spot_row": "YK_DONG", "spot_value": "YK_GIATRI"}


def name_spots(looks: Looks, title: str, columns: Sequence[Column], rows: int) -> None:
    """Give the hidden columns of Ý kiến rà soát their names; raises FormError."""
    for at, column in enumerate(columns):
        if column.key in SPOT_NAMES:
            area = xl_range_abs(FIRST_ROW, at, FIRST_ROW + rows - 1, at)
            name_range(looks.book, SPOT_NAMES[column.key], f"{quote_sheetname(title)}!{area}")


def show_spots(
    sheet: Worksheet, looks: Looks, tab: str, columns: Sequence[Column], rows: Sequence[int], annex: str = ""
) -> None:
    """Let the cells of a tab of rows (0-based) show whether a remark speaks of them; raises FormError."""
    names = [column.key for column in columns]
    naming = names.index(naming_column(tab if not annex else "annex", columns))
    for at, column in enumerate(columns):
        _show(sheet, looks, spot_column(tab, column.key, annex), (rows[0], rows[-1], at), naming)


def show_field_spots(
    sheet: Worksheet, looks: Looks, tab: str, fields: Sequence[Column], first: int, label: int, value: int
) -> None:
    """Let the values of Thông tin chung, from row `first` on, show whether a remark speaks of them."""
    for row, field in enumerate(fields, first):
        _show(sheet, looks, spot_column(tab, field.key), (row, row, value), label)


def show_states(sheet: Worksheet, looks: Looks, columns: Sequence[Column], rows: Sequence[int]) -> None:
    """Let the rows of Ý kiến rà soát show their sign in its colour, what is settled in grey, and links as links.

    All this by what stands there: the service writes no formats into a division's workbook.
    """
    at = {column.key: place for place, column in enumerate(columns)}
    first, last = rows[0], rows[-1]
    label = xl_rowcol_to_cell(first, at["severity"], col_abs=True)
    for sign, colour in SIGNED.items():
        look = looks.of({"font_color": colour, "bold": True})
        _rule(sheet, (first, at["severity"], last, at["severity"]), f'=LEFT({label},1)="{sign}"', look)
    settled = looks.of({"font_color": MUTED})
    _rule(sheet, (first, 0, last, at["suggestion"]), f'=LEFT({label},1)="✓"', settled)
    key = xl_rowcol_to_cell(first, at["key"], col_abs=True)
    link = looks.of({"font_color": LINK, "underline": 1})
    _rule(sheet, (first, at["where"], last, at["where"]), f'={key}<>""', link)


def _show(sheet: Worksheet, looks: Looks, name: str, area: tuple[int, int, int], naming: int) -> None:
    """MATCH and COUNTIF fail beyond 255 characters and take * for a wildcard: cells are compared by "="."""
    first, last, at = area
    cell, row = xl_rowcol_to_cell(first, at), xl_rowcol_to_cell(first, naming, col_abs=True)
    column_of, row_of, value_of = SPOT_NAMES.values()
    text = name.replace('"', '""')
    same = f'({column_of}="{text}")*({row_of}={row})*({value_of}={cell})*(ISBLANK({value_of})=ISBLANK({cell}))'
    criteria = f"=IF(COUNTA({column_of})=0,FALSE,SUMPRODUCT({same})>0)"
    look = looks.of({"bg_color": SPOT, "border": 1, "border_color": SPOT_EDGE})
    _rule(sheet, (first, at, last, at), criteria, look)


def _rule(sheet: Worksheet, area: tuple[int, int, int, int], criteria: str, look: Format) -> None:
    if sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": look}):
        raise FormError(f"{sheet.name}: XlsxWriter refuses {criteria}")
