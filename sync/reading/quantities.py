"""The quantities of a text: each number with the words it counts."""

from __future__ import annotations

import re

from sheets.text import fold
from sync.model.sentences import Quantity
from sync.normalise.numbers import FoundNumber

_WORD = re.compile(r"[^\W_]+(?:[&-][^\W_]+)*")
# The counted words end at a sign or at one of these.
_STOPS = frozenset(
    {"và", "với", "cho", "của", "tại", "ở", "đạt", "được", "do", "bởi", "để", "là", "có", "trong", "theo", "từ", "đến"}
    | {"bằng", "trên", "dưới", "gồm", "nhằm", "về", "thuộc", "không", "chưa", "đã", "đang", "sẽ", "bị", "cũng", "khi"}
    | {"còn", "lên", "so", "cụ"}
)
HEAD_WORDS = 3


def quantity_of(text: str, found: FoundNumber) -> Quantity | None:
    """Return the quantity of a number, or None where it is no single number."""
    if found.quantity is None or found.problem is not None:
        return None
    return Quantity(
        found.start,
        found.end,
        found.text,
        found.quantity.value,
        found.quantity.unit,
        head_of(text, found.end),
        found.quantity.approximate,
    )


def head_of(text: str, at: int) -> tuple[str, ...]:
    """Return the folded words that are counted from `at` on: at most three, up to a sign or a connecting word."""
    words: list[str] = []
    position = at
    while len(words) < HEAD_WORDS:
        found = _WORD.match(text, position + len(text[position:]) - len(text[position:].lstrip(" ")))
        if not found:
            break
        word = fold(found[0])
        if word in _STOPS or word[0].isdigit():
            break
        words.append(word)
        position = found.end()
    return tuple(words)


def same_head(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where two heads count the same thing: their first words agree, two of them where both have two."""
    if not one or not other:
        return False
    return one[0] == other[0] and (len(one) < 2 or len(other) < 2 or one[1] == other[1] or len(one[0]) > 4)
