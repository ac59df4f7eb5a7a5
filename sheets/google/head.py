"""The head of a tab in Google: title, legend, purpose, identity, hidden keys, headings with their notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets.errors import FormError
from sheets.form import Column, Fill
from sheets.google import looks
from sheets.google.answers import Json
from sheets.google.looking import Obj
from sheets.head import (
    HEADING_ROW,
    IDENTITY_ROW,
    KEY_ROW,
    PURPOSE_ROW,
    TITLE_ROW,
    WIDE_SWATCH,
    heading,
    identity_line,
    legend_entries,
    legend_places,
)
from sheets.prefill import Prefill
from sheets.text import fold

HEIGHTS: Mapping[int, int] = {TITLE_ROW: 46, PURPOSE_ROW: 26, IDENTITY_ROW: 26}  # pixels


@dataclass(frozen=True, slots=True)
class Setting:
    """What every tab of one form needs to know: whose it is, what the colours mean, where lists stand.

    `lists` leads from the name of a list to its range on the hidden tab; `spots` are the names of the ranges of Ý kiến
    rà soát that conditional formats look into.
    """

    prefill: Prefill
    legend: Mapping[Fill | str, str]
    lists: Mapping[str, str]
    spots: Sequence[str]


def headed(setting: Setting, title: str, purpose: str, columns: Sequence[Column]) -> dict[tuple[int, int], Obj]:
    """Return the cells of title, purpose, identity, and of the legend of these columns. Raises FormError."""
    lines = ((TITLE_ROW, title, "title"), (PURPOSE_ROW, purpose, "purpose"))
    cells = {(row, 0): dressed(text, looks.NAMED[name]) for row, text, name in lines}
    cells[IDENTITY_ROW, 0] = dressed(identity_line(setting.prefill), looks.NAMED["identity"])
    entries = legend_entries(setting.legend, columns)
    for at, (fill, text) in zip(legend_places(columns, title, len(entries)), entries, strict=True):
        cells[TITLE_ROW, at] = dressed(text, looks.swatch(fill))
    return cells


def headings(columns: Sequence[Column]) -> dict[tuple[int, int], Obj]:
    """Return the hidden row of keys and the row of headings; the help stands in a heading's note. Raises FormError."""
    seen: set[str] = set()
    cells: dict[tuple[int, int], Obj] = {}
    for at, column in enumerate(columns):
        if not fold(column.heading) or fold(column.heading) in seen:
            raise FormError(f"{column.key}: a heading that is empty or another column's: {column.heading!r}")
        seen.add(fold(column.heading))
        note: dict[str, Json] = {"note": column.help} if column.help else {}
        cells[KEY_ROW, at] = dressed(column.key, looks.NAMED["key"])
        cells[HEADING_ROW, at] = {**dressed(heading(column), looks.heading(column.fill)), **note}
    return cells


def widths(columns: Sequence[Column], cells: Mapping[tuple[int, int], Obj]) -> list[int]:
    """Return the widths of the columns, and of those that only the legend uses."""
    last = max(at for _, at in cells)
    return [column.width for column in columns] + [WIDE_SWATCH] * (last + 1 - len(columns))


def dressed(text: str, form: Obj) -> Obj:
    """Return a cell with its look. Raises FormError."""
    return {**looks.value(text), "userEnteredFormat": form}
