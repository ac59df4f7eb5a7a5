"""What the cells to type in offer and refuse: lists from the settings sheet, help and errors in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from macros.layout import LIST_ROOM, LIST_ROW, LISTS, SETTINGS_SHEET, Column, list_name
from sheets.errors import FormError
from sheets.excel.dropdowns import name_range
from sheets.excel.limits import message_text, message_title
from sheets.excel.writing import write_text
from sync.model.messages import workbook as say

LARGEST = 10**9  # of a line's number


def write_lists(book: Workbook, sheet: Worksheet, lists: Mapping[str, Sequence[str]]) -> None:
    """Write the lists on the settings sheet and name each; raises FormError where one is longer than there is room.

    The name is of the cells that hold something: a blank one in a list would let any text pass.
    """
    for key, column in LISTS.items():
        choices = lists.get(key, ())
        if len(choices) > LIST_ROOM:
            raise FormError(f"{key}: {len(choices)} choices, at most {LIST_ROOM}")
        write_text(sheet, LIST_ROW - 2, column - 1, list_name(key))
        for row, choice in enumerate(choices, LIST_ROW - 1):
            write_text(sheet, row, column - 1, choice)
        room = f"{SETTINGS_SHEET}!{xl_range_abs(LIST_ROW - 1, column - 1, LIST_ROW + LIST_ROOM - 2, column - 1)}"
        first = room.partition(":")[0]
        name_range(book, list_name(key), f"{first}:INDEX({room},MAX(1,COUNTA({room})))")


def offer(
    sheet: Worksheet,
    place: tuple[int, int, int, int],
    title: str,
    help: str,
    choices: str = "",
    error: Literal["stop", "warning"] = "stop",
) -> None:
    """Give cells (first row, first column, last row, last column; from 0) their help, and their list where they have
    one: a text that is not in it is stopped, or only warned of. Raises FormError.
    """
    options: dict[str, str | float] = {"validate": "any"}
    if choices:
        options = {"validate": "list", "source": f"={list_name(choices)}"}
        options |= _error(title, say.NOT_IN_LIST if error == "stop" else say.NOT_USUAL, error)
    _put(sheet, place, options | _help(title, help))


def offer_number(sheet: Worksheet, place: tuple[int, int, int, int], title: str, help: str) -> None:
    """Let cells take numbers only; raises FormError."""
    options: dict[str, str | float] = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST}
    _put(sheet, place, options | _error(title, say.NOT_A_NUMBER, "stop") | _help(title, help))


def offer_columns(sheet: Worksheet, table: str, columns: Sequence[Column], rows: tuple[int, int]) -> None:
    """Give the typed columns of a table their rules, from its first to its last row; raises FormError."""
    for at, column in enumerate(columns):
        if not column.typed:
            continue
        place = (rows[0], at, rows[1], at)
        help = say.HELP[f"{table}.{column.key}"]
        if column.kind == "number":
            offer_number(sheet, place, column.heading, help)
        else:
            offer(sheet, place, column.heading, help, column.choices)


def _help(title: str, text: str) -> dict[str, str | float]:
    return {"input_title": message_title(title), "input_message": message_text(text, title)}


def _error(title: str, text: str, kind: str) -> dict[str, str | float]:
    return {"error_type": kind, "error_title": message_title(title), "error_message": message_text(text, title)}


def _put(sheet: Worksheet, place: tuple[int, int, int, int], options: dict[str, str | float]) -> None:
    if sheet.data_validation(*place, options):
        raise FormError(f"{sheet.name} {place}: XlsxWriter refuses the rule")
