"""How wide a text is in Times New Roman, and where its lines are best broken."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache, lru_cache

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
_PIECE = re.compile(r"[^\s-]+-*|-+")


@cache
def _face(bold: bool, italic: bool) -> dict[str, int]:
    return {char: width for width, chars in _FACES[bold, italic].items() for char in chars}


@lru_cache(maxsize=8192)  # the words of a report come again and again
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


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of the widest piece of a text that is not broken: between spaces, to a hyphen."""
    return max((text_width(word, size, bold=bold) for word in _words(text)), default=0.0)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column of `width` points; a word that is too long takes several."""
    space = text_width(" ", size, bold=bold)
    lines, at = 1, 0.0
    for word in _words(text):
        length = text_width(word, size, bold=bold)
        if at and at + length > width:
            lines, at = lines + 1, 0.0
        if length > width > 0:
            lines += int(length // width)
            length %= width
        at += length + (0 if word.endswith("-") else space)
    return lines


def width_in_lines(text: str, lines: int, size: float, *, bold: bool = False) -> float:
    """Return a width, to a point, at which a text takes at most so many lines."""
    width = math.ceil(widest_word(text, size, bold=bold))
    while line_count(text, width, size, bold=bold) > lines:
        width += 1
    return float(width)


def _words(text: str) -> list[str]:
    return _PIECE.findall(text)


def column_widths(room: int, wishes: tuple[int, ...], least: tuple[int, ...]) -> tuple[int, ...]:
    """Return widths that fill `room` in the ratio of `wishes`, none narrower than its `least`.

    A column claims at most a third of the room for its longest word; where not even that can be had, the least widths
    are cut in proportion.
    """
    least = tuple(min(width, room // 3) for width in least)
    if sum(least) >= room:
        return _filling(room, least)
    held: dict[int, int] = {}
    while True:
        free = [at for at in range(len(wishes)) if at not in held]
        left, asked = room - sum(held.values()), sum(wishes[at] for at in free)
        short = {at: least[at] for at in free if left * wishes[at] < least[at] * asked}
        if not short or len(short) == len(free):
            break
        held |= short
    shares = _filling(left, tuple(wishes[at] for at in free))
    given = held | dict(zip(free, shares, strict=True))
    return tuple(given[at] for at in range(len(wishes)))


def _filling(room: int, ratio: tuple[int, ...]) -> tuple[int, ...]:
    """Return whole widths in this ratio whose sum is `room`."""
    ends = [round(room * sum(ratio[: at + 1]) / max(1, sum(ratio))) for at in range(len(ratio))]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))
