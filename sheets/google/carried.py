"""What is still to be asked of a spreadsheet whose language was changed, though nobody typed its numbers again.

Another language changes no value: 1.007, typed for 1007 in an American sheet, stays 1,007 in a Vietnamese one. That it
was typed by foreign habits is known from the version before only, so the cell is kept with a mark of ours, version
after version, until it holds another value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from sheets.google.cells import BEFORE, asks
from sheets.google.habits import habits_of

_Cells: TypeAlias = list[tuple[int, int, dict[str, Any]]]


def carried(form: bytes, before: bytes) -> bytes:
    """Return a kept form (`Kept.form`) with the marks that the version kept before it gives its cells.

    A cell is the one of before where its tab, its column and its number are, and its row by place or by the first
    words that stand in it: rows may have been sorted, and their words may have been mended. Without news the bytes
    stay those that came.
    """
    if not form or not before.startswith(b"{"):  # a workbook, before there was a spreadsheet
        return form
    was: dict[str, Any] = json.loads(before)
    if habits_of(was["locale"]).ours and f'"{BEFORE}":true'.encode() not in before:
        return form
    told: dict[str, Any] = json.loads(form)
    if told["spreadsheet"] != was["spreadsheet"]:
        return form
    open_before = {key for tab in was["tabs"] for key in _asked(tab, was["locale"])}
    habits, marked = habits_of(told["locale"]), False
    for tab in told["tabs"]:
        heads = _heads(tab["cells"])
        for row, column, cell in tab["cells"]:
            if not open_before.isdisjoint(_keys(tab, row, column, cell, heads)) and not asks(cell, habits):
                cell[BEFORE] = marked = True
    if not marked:
        return form
    spelt = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return spelt.encode("utf-8", "surrogatepass")


def _asked(tab: Mapping[str, Any], locale: str) -> Iterator[tuple[object, ...]]:
    """Yield by what a cell that is asked about in this tab is known again."""
    habits, heads = habits_of(locale), _heads(tab["cells"])
    for row, column, cell in tab["cells"]:
        if cell.get(BEFORE) is True or asks(cell, habits):
            yield from _keys(tab, row, column, cell, heads)


def _keys(
    tab: Mapping[str, Any], row: int, column: int, cell: Mapping[str, Any], heads: Mapping[int, str]
) -> Iterator[tuple[object, ...]]:
    number = cell.get("effectiveValue", {}).get("numberValue")
    if number is None or cell.get("formulaValue") or cell.get("spilled") is True:
        return
    yield tab["gid"], column, number, row
    if row in heads:
        yield tab["gid"], column, number, heads[row]


def _heads(cells: _Cells) -> dict[int, str]:
    """Return the first words of each row."""
    heads: dict[int, str] = {}
    for row, _, cell in cells:
        words = cell.get("effectiveValue", {}).get("stringValue")
        if words:
            heads.setdefault(row, words)
    return heads
