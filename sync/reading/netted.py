"""What came, what went, and by how many there are more then: "phát triển mới 4.640 …, đưa ra 1.477 …, tăng 3.163 …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import is_one_of
from sync.reading.quantities import grain, same_head
from sync.reading.regions import rest_behind
from sync.reading.slips import one_mends

_COME = re.compile(
    r"\b(?:phát triển|kết nạp|thành lập|phát sinh|tiếp nhận|tuyển(?: dụng)?|bổ sung|mới)\b[^,;\d]{0,30}$",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"[,;]\s*(?:và |đồng thời |cho )*(?:đưa ra|ra khỏi|xóa|xoá|rút|giải thể|thôi|nghỉ|chuyển đi|giảm)[^,;\d]{0,40}$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"[,;]\s*(?:thực |như vậy |(?:tổng số |toàn \w+ )?)?(?P<way>tăng|giảm)(?: thực| ròng| thêm)?\s*$", re.IGNORECASE
)
_THAN = re.compile(r"[^,;.\d]{0,40}\b(?:so với|so|cùng kỳ)\b", re.IGNORECASE)
_OTHER = re.compile(r"^(?P<deed>[^\W\d_]+ [^\W\d_]+) (?:khác|còn lại)$")
_FEW = 3


def netted(stretch: Stretch) -> Iterator[PartOf]:
    """Yield what came as what went and what is more; silent where the words compare with another time."""
    told = stretch.quantities
    for come, gone, more in zip(told, told[1:], told[2:], strict=False):
        if not (_alike(come, gone) and _alike(come, more)) or any(q.approximate for q in (come, gone, more)):
            continue
        way = _MORE.search(stretch.between(gone.end, more.start))
        words = _COME.search(stretch.between(come.start - 60, come.start)) and _GONE.search(
            stretch.between(come.end, gone.start)
        )
        if not way or not words or _THAN.match(stretch.between(more.end, more.end + 60)):
            continue
        if any(word not in come.head for word in more.head) and len(more.head) > len(come.head):
            continue  # "kết nạp 145 hội viên, …, tăng 103 hội viên nòng cốt": some of them
        whole, less = (come, gone) if way["way"].casefold() == "tăng" else (gone, come)
        if one_mends(whole.value, (less.value, more.value), few=_FEW):
            yield PartOf(whole, (less, more), exhaustive=True)


def the_other(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "sai phạm 127 tỷ đồng; kiến nghị thu hồi 119 tỷ đồng; kiến nghị khác 8 tỷ đồng": one deed and its rest."""
    measured = [q for q in stretch.quantities if q.unit != "%"]
    for at in range(2, len(measured)):
        last = measured[at]
        label = fold(re.split(r"[,;]|\bvà\b", stretch.between(measured[at - 1].end, last.start))[-1]).strip()
        named = _OTHER.fullmatch(label)
        if not named or last.approximate or (last.unit is None and not last.head):
            continue
        first = measured[at - 1]
        deed = fold(re.split(r"[,;]", stretch.between(measured[at - 2].end, first.start))[-1])
        whole = next((q for q in reversed(measured[: at - 1]) if _alike(q, last)), None)
        if (
            whole is None
            or named["deed"] not in deed
            or not _alike(first, last)
            or first.approximate
            or whole.approximate
        ):
            continue
        if one_mends(whole.value, (first.value, last.value), few=_FEW) and not rest_behind(stretch, last):
            yield PartOf(whole, (first, last), exhaustive=True, slack=_rounding(whole, first, last))


def _rounding(*told: Quantity) -> Decimal:
    return max(grain(q) for q in told) if told[0].unit is not None else grain(told[0]) * 0


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    return same_head(one.head, other.head) or is_one_of(other.head, one.head) or not (one.head and other.head)
