"""Shares of what a sentence counted first: "279 trường học, gồm …; đạt chuẩn quốc gia 152 trường, chiếm 54,5%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import Quantity, Ratio
from sync.reading.joints import Stretch
from sync.reading.quantities import grain, same_head
from sync.reading.slips import exchanged, looks_mistyped
from sync.reading.wholes import compared

_SHARE = re.compile(
    r"[^.;,\d]{0,160}[,(]\s*(?:chiếm(?: tỷ lệ| tỉ lệ| tỷ trọng)?|(?:tỷ|tỉ) lệ(?: (?!tăng|giảm)[^\W\d_]+){0,3})\s*$",
    re.IGNORECASE,
)
_REACHED = re.compile(r"[^.;,\d]{0,40}[,(]\s*(?:đạt|bằng)(?: tỷ lệ| tỉ lệ)?\s*$", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:giải ngân|thanh toán|đã chi|sử dụng)\b[^;.\d]{0,40}$", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\s*(?:so với|kế hoạch|dự toán|chỉ tiêu|của|trên|cùng kỳ|năm|tổng|trong|số|vốn)\b", re.IGNORECASE
)


def rates_of_the_first(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield the share of the first number of a sentence, where other numbers stand between and its digits slipped."""
    for stretch in found:
        first = next(iter(stretch.quantities), None)
        if first is None or first.unit == "%" or first.approximate or not first.value:
            continue
        for part, rate in zip(stretch.quantities[1:], stretch.quantities[2:], strict=False):
            said = stretch.between(part.end, rate.start)
            spent = _REACHED.fullmatch(said) and _SPENT.search(stretch.between(part.start - 60, part.start))
            shared = rate.unit == "%" and (_SHARE.fullmatch(said) or (spent and part.unit is not None))
            if not shared or _OF_OTHERS.match(stretch.between(rate.end, rate.end + 20)) or rate.approximate:
                continue
            if not _counts(first, part) or part.approximate:
                continue
            if part.value < first.value and not compared(stretch, part):
                swapped = exchanged(part.value) if part.unit is None else ()
                meant = ((n * 100 / first.value).quantize(grain(rate)) for n in swapped)
                if looks_mistyped(rate, part.value * 100 / first.value) or rate.value in meant:
                    yield Ratio(part.start, f"{part.text}/{first.text}", part.value, first.value, rate, of_plan=False)


def _counts(first: Quantity, part: Quantity) -> bool:
    if first.unit is not None or part.unit is not None:
        return first.unit == part.unit
    return bool(first.head) and same_head(first.head, part.head)
