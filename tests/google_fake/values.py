"""values.get and values.update: nothing of the product but its self-test calls these; plain scripts do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.google_fake import a1, reading
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet

Obj = dict[str, Any]


def got(book: Spreadsheet, where: str) -> Obj:
    """Return the texts of a range as they are shown, trailing empty cells and rows cut."""
    title, cells = a1.split(where)
    try:
        tab = book.tab(title)
    except StopIteration:
        raise RefusedError(400, f"Unable to parse range: {where}") from None
    top, bottom, left, right = tab.ranged(a1.cells(cells))
    rows: list[list[str]] = []
    for row in range(top, bottom):
        shown = [reading.cell(book, tab, (row, column)).get("formattedValue", "") for column in range(left, right)]
        while shown and not shown[-1]:
            shown.pop()
        rows.append(shown)
    while rows and not rows[-1]:
        rows.pop()
    return {"range": where, "majorDimension": "ROWS"} | ({"values": rows} if rows else {})


def put(book: Spreadsheet, where: str, values: list[list[Any]], typed: Callable[[str, str, str], object]) -> Obj:
    """Write a block of cells, each by `typed` (title, cell, text)."""
    title, cells = a1.split(where)
    corner = a1.cells(cells)
    for row, texts in enumerate(values, corner["startRowIndex"] + 1):
        for column, text in enumerate(texts, corner["startColumnIndex"]):
            typed(title, f"{chr(ord('A') + column)}{row}", str(text))
    width = max(map(len, values), default=0)
    told = {"updatedRange": where, "updatedRows": len(values), "updatedColumns": width}
    return {"spreadsheetId": book.id, **told, "updatedCells": sum(map(len, values))}
