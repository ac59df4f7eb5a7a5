"""Ids of printed lines: given to a row when it is first read, kept for as long as it goes on."""

from __future__ import annotations

import hashlib

from sheets.grid import Place

RESULT, PLAN, OUTLINE = "d", "p", "o"


def cell_line(kind: str, book: str, place: Place, part: int = 0) -> str:
    """Return the id of a paragraph of a cell: a letter for its kind and 12 hexadecimal digits."""
    return kind + _digest(book, place.tab, place.a1 or "", str(part))


def outline_line(where: str, text: str) -> str:
    """Return the id of a text of the outline: that of its part or section and its words, wherever config has it."""
    return OUTLINE + _digest(where, text)


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:12]
