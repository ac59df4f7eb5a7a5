"""How high a row must be for its texts: what Excel reckons only when a cell is typed into, previews never."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

DIGIT = 8  # pixels of a digit of Times New Roman 12, the unit of column widths
LINE = 15.75  # points of one line
PADDING = 3.75
HIGHEST = 409.0  # points: Excel's limit is 409.5
SIZE = 12  # points of the font
_SMALLEST = 5
_EM = 16.0  # pixels: 12 points at 96 dots an inch
_MARGIN = 17  # pixels that a cell keeps free: its sides, and an indent of one
_BOLD = 1.08

# Widths of Times New Roman in thousandths of the font's size; Vietnamese letters are as wide as their base.
_WIDTHS = {
    250: " .,",
    278: "ijlt/:;'",
    333: "frI()-[]!",
    389: "sJ",
    444: 'acez?"“”',
    556: "FPS…",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYĐw",
    778: "m&",
    889: "M",
    944: "W",
}
_OF = {character: width for width, characters in _WIDTHS.items() for character in characters}
_WIDEST = max(_WIDTHS)
_USUAL = 500  # b d g h k n o p q u v x y đ and the digits


@lru_cache(maxsize=8192)  # names, titles and signs fill whole columns
def lines_of(text: str, width: int, *, bold: bool = False, size: int = SIZE) -> int:
    """Return how many lines `text` takes in a column `width` digits wide, broken at spaces as Excel does."""
    room = max((width * DIGIT - _MARGIN) / (_EM * size / SIZE) * 1000 / (_BOLD if bold else 1), 1000)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def fitting_size(text: str, width: int) -> int:
    """Return the font's size in points at which all of a text is seen in the highest row: SIZE but for a long one."""
    size = SIZE
    while size > _SMALLEST and tall_as(text, width, size) * LINE + PADDING > HIGHEST:
        size -= 1
    return size


def tall_as(text: str, width: int, size: int) -> float:
    """Return how many lines of SIZE a text in a font of this size is as tall as."""
    return lines_of(text, width, size=size) * size / SIZE


def row_height(lines: Iterable[float]) -> float:
    """Return the height in points of a row whose cells take so many lines."""
    return min(max(lines, default=1) * LINE + PADDING, HIGHEST)


def _wrapped(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    if len(paragraph) * _WIDEST <= room:
        return 1
    for word in paragraph.split(" "):
        length = _length(word)
        if used and used + length > room:
            lines, used = lines + 1, 0.0
        if length > room:
            lines += int(length // room)
            length %= room
        used += length + _OF[" "]
    return lines


@lru_cache(maxsize=8192)  # the words of a report come again and again
def _length(word: str) -> float:
    return float(sum(map(_width, word)))


@cache
def _width(character: str) -> int:
    return _OF.get(unicodedata.normalize("NFD", character)[0], _USUAL)
