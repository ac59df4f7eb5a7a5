"""Puts values, texts and links into cells of the open workbook, in few calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from macros.layout import NO, YES
from macros.quick import xw
from sync.render.framesheet import fitting
from sync.work.clerkview import Link

Cell = str | float | dt.date | None

_AT_ONCE = 8_000  # letters: Excel takes no longer text in an array of values, only alone


def put(sheet: xw.Sheet, top: int, left: int, values: Sequence[Sequence[Cell]], code: str = "") -> None:
    """Write rows of values at once; what is too long for that goes alone. `code` is a number format."""
    cells = sheet.range((top, left), (top + len(values) - 1, left + len(values[0]) - 1))
    if code:
        cells.number_format = code
    cells.value = [[None if _is_long(value) else value for value in row] for row in values]
    for r, row in enumerate(values):
        for c, value in enumerate(row):
            if _is_long(value):
                sheet.range((top + r, left + c)).value = value


def _is_long(value: Cell) -> bool:
    return isinstance(value, str) and len(value) > _AT_ONCE


def plain(value: object) -> Cell:
    """Return a value of the view as a cell holds it: words for yes and no, "" as nothing, numbers as they reckon."""
    match value:
        case None | "":
            return None
        case bool():
            return YES if value else NO
        case int() | float() | Decimal():
            return float(value)
        case dt.datetime():
            return value
        case dt.date():
            return dt.datetime(value.year, value.month, value.day)
        case Link():
            return fitting(value.text)
    return fitting(str(value))


def write_links(
    sheet: xw.Sheet, top: int, column: int, values: Sequence[object], old: Sequence[object], *, look: bool = False
) -> None:
    """Write a column of links: one that says the same as before leads where it led, but where that is to be `look`ed
    at: a copy of what was handed in has its version in its name, and the cell says whose it is.
    """
    for at in range(max(len(values), len(old))):
        value = values[at] if at < len(values) else None
        text = plain(value) or ""
        cell = sheet.range((top + at, column))
        if text == (old[at] if at < len(old) else "") and (not look or _leads_to(cell, value)):
            continue
        if isinstance(value, Link):
            link(cell, value.target, str(text))
        else:
            unlink(cell, str(text))


def _leads_to(cell: xw.Range, value: object) -> bool:
    """Say whether a cell leads to the file of this name, or nowhere where the value does not."""
    try:
        there = str(cell.hyperlink or "")
    except Exception:  # noqa: BLE001 each program says in its own way that there is none
        there = ""
    wanted = str(value.target) if isinstance(value, Link) else ""
    return _last(there) == _last(wanted)


def _last(address: str) -> str:
    """Return an address's last two steps: built ones count from the workbook's folder, written ones from the root."""
    return "/".join(address.replace("\\", "/").split("/")[-2:])


def link(cell: xw.Range, target: Path | str, text: str) -> None:
    """Make a cell a link to a file, or to an address of the web."""
    unlink(cell, "")
    cell.add_hyperlink(str(target), text, text)


def unlink(cell: xw.Range, text: str) -> None:
    """Make a cell a text that leads nowhere."""
    cell.number_format = "@"
    try:
        led = bool(cell.hyperlink)
    except Exception:  # noqa: BLE001 each program says in its own way that there is none
        led = False
    if led and hasattr(cell.api, "ClearHyperlinks"):  # Excel keeps a link whatever is written over it
        cell.api.ClearHyperlinks()  # Hyperlinks.Delete would take the cell's looks away too
    cell.value = text or None
