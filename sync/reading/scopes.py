"""Of which time a number speaks by the words before it: of the period, of the year so far, or of a difference."""

from __future__ import annotations

import re
from typing import Literal

from sync.model.sentences import Quantity

# month: nothing says otherwise. year: "lũy kế từ đầu năm 300". change: "giảm 40". other: plans, and what was before.
Scope = Literal["month", "year", "change", "other"]
_YEAR = re.compile(r"\b(?:lũy kế|luỹ kế|cộng dồn|(?:kể |tính )?từ đầu năm)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:trong|riêng|chỉ tính) (?:riêng )?(?:tháng|kỳ|quý)\b|\b(?:tháng|kỳ|quý) này\b|\btháng \d{1,2}(?:[/ ]|$)",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?P<way>tăng|giảm|vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm| được| khoảng| gần| hơn)*\s*$", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:so với|cùng kỳ|(?:tháng|kỳ|quý|năm|tuần) (?:trước|ngoái|sau|tới)|dự kiến|ước|bình quân|trung bình|mỗi"
    r"|phấn đấu|tối thiểu|tối đa|(?:kế hoạch|chỉ tiêu|dự toán)(?: năm| giao| được giao| đề ra| cả năm| là|:)*\s*\(?$)",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"^\W*(?:kế hoạch|chỉ tiêu|dự toán|nhiệm vụ)\b.*(?:\blà|\bgiao|:)\s*$", re.IGNORECASE)
# "Kế hoạch tháng 6 kiểm tra 30 cơ sở" tells of no result.
_OF_PLAN = re.compile(
    r"^\W*(?:kế hoạch|phương hướng|dự kiến|nhiệm vụ)(?: trọng tâm)?(?: của)? (?:tháng|quý|kỳ|tuần|năm|vụ)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.?!]\s|[;\n]")
_CLOSED = re.compile(r"\([^()]*\)")
_YEAR_BEHIND = re.compile(r"[^.,;:()\d]{0,60}\b(?:từ đầu năm|lũy kế)\b", re.IGNORECASE)
_BACK = 300  # characters of a sentence before a number that are looked at


def scope_of(text: str, quantity: Quantity, previous: Quantity | None) -> Scope:
    """Return of which time a quantity of a text speaks; `previous` is the quantity before it, if there is one.

    What is said of the year holds to the end of its sentence or bracket, or until the period is named again.
    """
    before = text[max(0, quantity.start - _BACK) : quantity.start]
    start = max((found.end() for found in _SENTENCE.finditer(before)), default=0)
    sentence = _CLOSED.sub("", before[start:])
    near = text[max(previous.end if previous else 0, quantity.start - _BACK) : quantity.start]
    clause = re.split(r"[.;:\n]\s|,\s", near)[-1]
    if CHANGE.search(sentence):
        return "change"
    if _OTHER.search(clause) or _PLANNED.search(clause) or _OF_PLAN.match(sentence):
        return "other"
    year, now = _last(_YEAR, sentence), _last(_NOW, sentence)
    if year > now or _YEAR_BEHIND.match(text, quantity.end):
        return "year"
    return "month"


def change_before(text: str, quantity: Quantity) -> str:
    """Return the word right before a quantity that says that it is a rise or a fall, "" where none does."""
    found = CHANGE.search(text[max(0, quantity.start - 20) : quantity.start])
    way = found["way"].casefold() if found else ""
    return way if way in {"tăng", "giảm"} else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)
