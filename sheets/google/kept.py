"""What is kept of an answer of Google: the tabs of one period as they were read, in bytes that tell a change.

The tab Ý kiến rà soát is kept beside the others: what the service writes there, or staff answer, is no new version of
the form. Left out is what changes without anybody changing the form: the order of tabs, the look of blank cells, the
title of the spreadsheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheets.errors import BookError
from sheets.form import forms
from sheets.google.answers import Answer, Json
from sheets.google.besides import besides
from sheets.google.choosing import CameTab, came_tab, cells_in, chosen
from sheets.google.looking import Obj, obj, objs, text, whole
from sheets.google.tabs import IDENTITY_KEY
from sheets.text import fold

CELLS = 2_000_000  # with content, in one form
_CELL = ("effectiveValue", "formattedValue", "textFormatRuns", "note")


@dataclass(frozen=True, slots=True)
class Kept:
    """One spreadsheet as it was read for one period.

    `form` and `remarks` are canonical JSON, b"" where there is no form of the period, or no tab Ý kiến rà soát. `name`
    is the spreadsheet's title, `titles` are those of the form's tabs as the form knows them. `entire`: tabs that are
    none of the period's came too, so there is nothing more to ask for.
    """

    form: bytes
    remarks: bytes
    name: str
    titles: frozenset[str] = frozenset()
    entire: bool = False


def kept_of(answer: Answer, period: str) -> Kept:
    """Return what is to be kept of `spreadsheets.getByDataFilter` or `spreadsheets.get`; raises BookError too-big.

    The tabs of the period are told by metadata, then by the period in their titles. Where there is neither, as in a
    spreadsheet made of an Excel form, all tabs that bear no period are taken.
    """
    told = obj(answer.get("properties"))
    came = [came_tab(sheet) for sheet in objs(answer.get("sheets"))]
    tabs = chosen(came, period)
    remarks = remark_titles()
    form = [tab for tab in tabs if fold(tab.name or tab.title) not in remarks]
    if not any(_holds(cell) for tab in form for *_, cell in cells_in(tab.sheet)):
        form = []
    beside = [tab for tab in tabs if fold(tab.name or tab.title) in remarks]
    head: dict[str, Json] = {
        "spreadsheet": text(answer.get("spreadsheetId")),
        "period": period,
        "locale": text(told.get("locale")),
        "zone": text(told.get("timeZone")),
    }
    return Kept(
        _canonical(head, form),
        _canonical(head | {name: told for tab in beside for name, told in besides(tab.sheet).items()}, beside),
        text(told.get("title")),
        frozenset(tab.name or tab.title for tab in form),
        any(tab.period != period for tab in came),
    )


def remark_titles() -> frozenset[str]:
    """Return the titles that the tab Ý kiến rà soát has in any version of the form, folded."""
    return frozenset(fold(tab.title) for form in forms() for tab in form.tabs if tab.kind == "remarks")


def _canonical(head: Mapping[str, Json], tabs: Sequence[CameTab]) -> bytes:
    if not tabs:
        return b""
    left = CELLS
    entries: list[Json] = []
    identity = ""
    for tab in sorted(tabs, key=lambda one: _gid(one.sheet)):
        entry = _entry(tab)
        entries.append(entry)
        cells = entry["cells"]
        left -= len(cells) if isinstance(cells, list) else 0
        if left < 0:
            raise BookError("too-big", f"over {CELLS} cells")
        identity = identity or _identity(tab.sheet)
    told: dict[str, Json] = {**head, "identity": identity, "tabs": entries}
    spelt = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_number)
    return spelt.encode("utf-8", "surrogatepass")


def _entry(tab: CameTab) -> dict[str, Json]:
    properties = obj(tab.sheet.get("properties"))
    rows, columns = _hidden(tab.sheet)
    cells = {(row, column): cell for row, column, cell in cells_in(tab.sheet)}
    kept: list[Json] = [[row, column, _pruned(cell)] for (row, column), cell in sorted(cells.items()) if _holds(cell)]
    entry: dict[str, Json] = {"gid": _gid(tab.sheet), "title": tab.title, "name": tab.name, "cells": kept}
    optional: dict[str, Json] = {
        "hidden": properties.get("hidden") is True,
        "hidden_rows": list(rows),
        "hidden_columns": list(columns),
        "merges": sorted(_merges(tab.sheet), key=str),
        "copy_of": tab.copy_of,
    }
    return entry | {name: value for name, value in optional.items() if value}


def _hidden(sheet: Obj) -> tuple[list[int], list[int]]:
    """Return the rows and columns that nobody sees, by hand or by a filter, from 1."""
    found: tuple[set[int], set[int]] = (set(), set())
    for block in objs(sheet.get("data")):
        for side, start, into in (
            ("rowMetadata", whole(block.get("startRow")), found[0]),
            ("columnMetadata", whole(block.get("startColumn")), found[1]),
        ):
            for number, line in enumerate(objs(block.get(side)), start=start + 1):
                if line.get("hiddenByUser") is True or line.get("hiddenByFilter") is True:
                    into.add(number)
    return sorted(found[0]), sorted(found[1])


def _merges(sheet: Obj) -> Iterator[list[Json]]:
    """Yield first row, first column, last row, last column of each merge, from 1."""
    for one in objs(sheet.get("merges")):
        top, left = whole(one.get("startRowIndex")), whole(one.get("startColumnIndex"))
        yield [top + 1, left + 1, whole(one.get("endRowIndex")), whole(one.get("endColumnIndex"))]


def _holds(cell: Obj) -> bool:
    """True of a cell in which something stands, be it a formula that shows nothing."""
    entered = obj(cell.get("userEnteredValue"))
    return bool(cell.get("effectiveValue") or cell.get("note") or entered.get("formulaValue"))


def _pruned(cell: Obj) -> dict[str, Json]:
    """Return what a reader needs of a cell, by Google's own names.

    `spilled`: the value comes from the formula of another cell, which fills this one too.
    """
    kept: dict[str, Json] = {name: cell[name] for name in _CELL if cell.get(name) not in (None, "", [])}
    entered = obj(cell.get("userEnteredValue"))
    if "formulaValue" in entered:
        kept["formulaValue"] = entered["formulaValue"]
    elif not entered and "effectiveValue" in cell:
        kept["spilled"] = True
    form = obj(cell.get("effectiveFormat"))
    font = obj(form.get("textFormat"))
    optional: dict[str, Json] = {
        "numberFormat": form.get("numberFormat"),
        "strikethrough": font.get("strikethrough") is True,
        "fontFamily": font.get("fontFamily"),
    }
    return kept | {name: value for name, value in optional.items() if value}


def _identity(sheet: Obj) -> str:
    entries = (obj(entry) for entry in objs(sheet.get("developerMetadata")))
    return next((text(e.get("metadataValue")) for e in entries if e.get("metadataKey") == IDENTITY_KEY), "")


def _gid(sheet: Obj) -> int:
    return whole(obj(sheet.get("properties")).get("sheetId"))  # Google leaves out the 0 of the first tab


def _number(value: object) -> float:
    """Return a Decimal as the double that Google holds: one number, one spelling."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)
