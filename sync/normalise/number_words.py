"""Numbers written out in Vietnamese words: "hai mươi lăm" is 25."""

from __future__ import annotations

import re
from decimal import Decimal

from sheets.text import fold

_ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_LAST = {**_ONES, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_THOUSANDS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_WORD = re.compile(r"[^\W\d_]+")
# "năm học", "một số", "hai bên": a numeral's word that numbers nothing.
_NO_NUMBER = {
    "năm": {
        "học",
        "nay",
        "ngoái",
        "trước",
        "sau",
        "qua",
        "tới",
        "tài",
        "kế",
        "báo",
        "ngân",
        "đầu",
        "cuối",
        "hiện",
        "này",
    },
    "một": {"số", "phần", "vài", "ít", "cách", "trong", "nửa", "loạt", "chiều", "cửa"},
    "hai": {"bên", "chiều"},
    "ba": {"mẹ", "ba"},
}


def read_words(text: str) -> tuple[Decimal, int] | None:
    """Return the number that `text` begins with in words, and where it ends in `text`; None where there is none."""
    spans = list(_WORD.finditer(text))
    words = [fold(span[0]) for span in spans]
    if words == ["không"]:
        return Decimal(0), spans[0].end()
    value, used = _number(words)
    if not used or text[: spans[0].start()].strip():
        return None
    if used == 1 and len(words) > 1 and words[1] in _NO_NUMBER.get(words[0], ()):
        return None
    return Decimal(value), spans[used - 1].end()


def _number(words: list[str]) -> tuple[int, int]:
    """Read groups under a thousand, each with its nghìn, triệu or tỷ, falling."""
    total, at, ceiling = 0, 0, 10**15
    while True:
        group, used = _under_thousand(words[at:], inner=at > 0)
        if not used:
            return total, at
        scale, scale_words = 1, 0
        while at + used + scale_words < len(words) and (factor := _THOUSANDS.get(words[at + used + scale_words])):
            scale, scale_words = scale * factor, scale_words + 1
        if scale >= ceiling:
            return total, at
        total, at, ceiling = total + group * scale, at + used + scale_words, scale
        if scale > 1 and words[at : at + 1] == ["rưỡi"]:
            return total + scale // 2, at + 1
        if scale == 1:
            return total, at


def _under_thousand(words: list[str], *, inner: bool) -> tuple[int, int]:
    first, second = (*words, "", "")[:2]
    digit = _ONES.get(first, 0 if first == "không" and inner else None)
    if second != "trăm" or digit is None:
        if inner and first in ("linh", "lẻ"):
            return _LAST.get(second, 0), 2 if second in _LAST else 0
        return _under_hundred(words)
    third, fourth = (*words[2:], "", "")[:2]
    if third in ("linh", "lẻ"):
        return (digit * 100 + _LAST[fourth], 4) if fourth in _LAST else (digit * 100, 2)
    rest, used = _under_hundred(words[2:])
    return (digit * 100 + rest, 2 + used) if rest > 9 else (digit * 100, 2)


def _under_hundred(words: list[str]) -> tuple[int, int]:
    first, second, third = (*words, "", "", "")[:3]
    if first == "mười":
        return (10 + _LAST[second], 2) if second in _LAST else (10, 1)
    if first not in _ONES:
        return 0, 0
    tens = _ONES[first] * 10
    if second in ("mươi", "chục"):
        return (tens + _LAST[third], 3) if third in _LAST and second == "mươi" else (tens, 2)
    if second in ("mốt", "lăm", "nhăm") or (second == "tư" and len(words) == 2):  # "ba tư", not "ba tư vấn viên"
        return tens + _LAST[second], 2
    return _ONES[first], 1
