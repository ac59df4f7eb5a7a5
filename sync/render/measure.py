"""How wide a text is in Times New Roman, and where its lines are best broken."""

from __future__ import annotations

import math
import unicodedata
from functools import cache

from sync.render import widths

_EM = 2048
_FACES = {
    (False, False): widths.REGULAR,
    (True, False): widths.BOLD,
    (False, True): widths.ITALIC,
    (True, True): widths.BOLD_ITALIC,
}
# A line that ends after one of these reads better than one torn apart elsewhere.
_GOOD_ENDS = (",", ";", ":", ".")
_GOOD_END_BONUS = 0.85
# A line may fill this much of its column: Word's own rounding and kerning take the rest.
_FILL = 0.98


@cache
def _face(bold: bool, italic: bool) -> dict[str, int]:
    return {char: width for width, chars in _FACES[bold, italic].items() for char in chars}


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width of `text` in points at `size` points; a character unknown to the table counts one em."""
    face = _face(bold, italic)
    return sum(_char(char, face) for char in unicodedata.normalize("NFC", text)) * size / _EM


def _char(char: str, face: dict[str, int]) -> int:
    width = face.get(char)
    if width is not None:
        return width
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Cc", "Mn", "Me"}:
        return 0
    return face.get(unicodedata.normalize("NFD", char)[0], _EM)


def balanced(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a centred text in a column of `width` points, about equally long.

    As few lines as there is need for; a break after a comma is preferred. No-break spaces are kept. Line breaks that
    were typed stay.
    """
    typed = [part for part in text.split("\n") if part.strip()] or [""]
    return tuple(line for part in typed for line in _lines(part, width * _FILL, size, bold))


def _lines(text: str, width: float, size: float, bold: bool) -> list[str]:
    whole = text_width(text, size, bold=bold)
    words = [word for word in text.split(" ") if word]
    if whole <= width or len(words) < 2:
        return [text]
    for count in range(math.ceil(whole / width), len(words) + 1):
        found = _split(words, count, width, size, bold)
        if found:
            return found
    return words


def _split(words: list[str], count: int, width: float, size: float, bold: bool) -> list[str] | None:
    """Return `words` in `count` lines with the least sum of squared lengths, or None where they do not fit."""
    # best[n] after k lines: (cost, lines) of the first n words.
    best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(words)
    for _ in range(count):
        after: list[tuple[float, list[str]] | None] = [None] * (len(words) + 1)
        for start, known in enumerate(best):
            if known is None:
                continue
            for end in range(start + 1, len(words) + 1):
                line = " ".join(words[start:end])
                length = text_width(line, size, bold=bold)
                if length > width:
                    break
                bonus = _GOOD_END_BONUS if line.endswith(_GOOD_ENDS) and end < len(words) else 1.0
                cost = known[0] + length * length * bonus
                current = after[end]
                if current is None or cost < current[0]:
                    after[end] = (cost, [*known[1], line])
        best = after
    return best[-1][1] if best[-1] else None
