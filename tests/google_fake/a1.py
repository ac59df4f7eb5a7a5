"""A1 notation: `'Chỉ tiêu'!B2:D`, `B2`, or a tab's title alone."""

from __future__ import annotations

import re
from typing import Any

Obj = dict[str, Any]
CELL = re.compile(r"([A-Za-z]{0,3})(\d*)")


def split(text: str) -> tuple[str, str]:
    """Return the title and the cells of a range; either may be empty."""
    found = re.fullmatch(r"(?s)(?:'((?:[^']|'')*)'|([^'!]+))!(.*)", text)
    if found:
        return (found.group(1) or found.group(2) or "").replace("''", "'"), found.group(3)
    quoted = re.fullmatch(r"(?s)'((?:[^']|'')*)'", text)
    if quoted:
        return quoted.group(1).replace("''", "'"), ""
    cells = re.fullmatch(r"[A-Za-z]{1,3}\d*(:[A-Za-z]{0,3}\d*)?", text)
    return ("", text) if cells else (text, "")


def cells(text: str) -> Obj:
    """Return the GridRange without its tab; raises ValueError."""
    if not text:
        return {}
    first, _, last = text.replace("$", "").partition(":")
    top, left = _corner(first)
    bottom, right = _corner(last) if last else (top, left)
    sides = {
        "startRowIndex": top,
        "endRowIndex": None if bottom is None else bottom + 1,
        "startColumnIndex": left,
        "endColumnIndex": None if right is None else right + 1,
    }
    return {name: value for name, value in sides.items() if value is not None}


def _corner(text: str) -> tuple[int | None, int | None]:
    found = CELL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    letters, digits = found.groups()
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1 if digits else None, column - 1 if letters else None
