"""What stands before a cell's number and leads to it ("Tổng số:", "khoảng", "ước đạt"), and what only compares it."""

from __future__ import annotations

import re

from sync.normalise.figures import FIGURE
from sync.normalise.number_words import read_words

_APPROXIMATE = re.compile(
    r"(?:khoảng|gần|hơn|trên|dưới|ước tính|ước đạt|ước khoảng|ước|xấp xỉ|chừng|ít nhất|tối thiểu|tối đa|"
    r"không quá|không dưới|bình quân|trung bình)(?![^\W\d_])\s*|(?:>=|<=|[~≈><≥≤])\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:đạt|gấp|bằng|chiếm|tương đương|tỷ lệ|tỉ lệ|"
    r"tổng số|tổng cộng|tổng|tăng|có|là|được|chỉ|cả|cộng|số lượng|sl)(?![^\W\d_])\s*|=\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\d:()]{1,80}:\s+")
_NAME_LABEL = re.compile(
    r"(?:stt|tt|mã(?: số)?(?: thuế)?|ký hiệu|mst|fax|tel|đt|sđt|điện thoại|cmnd|cccd|tk|stk|số(?: hiệu)?)\s*:",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"\s*\[\d{1,3}\]|(?<=\d)\*+$|\s*\(\*+\)$")
_COMPARED = re.compile(r"(\d.{0,40}?)\sso với (?:cùng kỳ|cuối|đầu|năm|tháng|quý|kỳ|kế hoạch)\b.*$")


def without_lead(text: str) -> tuple[str, bool, bool]:
    """Return `text` without the words that lead to its number; whether they say "about", whether they say "less"."""
    text = _COMPARED.sub(r"\1", _NOTE_MARK.sub("", text).replace("%%", "%"))
    if (
        (label := _LABEL.match(text))
        and not _NAME_LABEL.match(text)
        and (FIGURE.match(text, label.end()) or read_words(text[label.end() :]))
    ):
        text = text[label.end() :]
    approximate = falling = False
    while found := _APPROXIMATE.match(text) or _LEAD.match(text):
        approximate = approximate or bool(_APPROXIMATE.match(text))
        text = text[found.end() :]
    if text.casefold().startswith("giảm "):
        rest, approximate, _ = without_lead(text[5:])
        return rest, approximate, True
    if text.casefold().startswith("từ ") and text[3:4].isdigit():
        text = text[3:]
    return text, approximate, falling
