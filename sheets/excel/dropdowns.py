"""The hidden tab of lists that dropdowns offer: a list inside a rule ends at 255 characters and is cut at commas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from sheets.errors import FormError
from sheets.excel.writing import write_text
from sheets.lists import LIST_TAB


def write_lists(book: Workbook, lists: Mapping[str, Sequence[str]]) -> None:
    """Write each list as a column of the hidden tab, under its defined name; an empty list has no name."""
    sheet = book.add_worksheet(LIST_TAB)
    for column, (name, choices) in enumerate((name, choices) for name, choices in lists.items() if choices):
        write_text(sheet, 0, column, name)
        for row, choice in enumerate(choices, 1):
            write_text(sheet, row, column, choice)
        name_range(book, name, f"{LIST_TAB}!{xl_range_abs(1, column, len(choices), column)}")
    sheet.very_hidden()


def name_range(book: Workbook, name: str, area: str) -> None:
    """Give a range its defined name; raises FormError where Excel refuses the name."""
    if book.define_name(name, f"={area}"):
        raise FormError(f"Excel refuses the name {name}")
