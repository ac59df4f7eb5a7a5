"""Shares of what a sentence counted first: "279 trường học, gồm …; đạt chuẩn quốc gia 152 trường, chiếm 54,5%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import Ratio
from sync.reading.joints import Stretch
from sync.reading.quantities import grain, same_head
from sync.reading.slips import exchanged, looks_mistyped
from sync.reading.wholes import compared

_SHARE = re.compile(r"(?:\s[^\W\d_]+){0,6}\s*[,(]\s*chiếm(?: tỷ lệ| tỉ lệ| tỷ trọng)?\s*$", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\s*(?:so với|kế hoạch|dự toán|chỉ tiêu|của|trên|cùng kỳ|năm|tổng|trong)\b", re.IGNORECASE)


def rates_of_the_first(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield the share of the first number of a sentence, where other numbers stand between and its digits slipped."""
    for stretch in found:
        first = next(iter(stretch.quantities), None)
        if first is None or first.unit is not None or first.approximate or not first.head or not first.value:
            continue
        for part, rate in zip(stretch.quantities[1:], stretch.quantities[2:], strict=False):
            shared = rate.unit == "%" and _SHARE.fullmatch(stretch.between(part.end, rate.start))
            if not shared or _OF_OTHERS.match(stretch.between(rate.end, rate.end + 20)) or rate.approximate:
                continue
            counts = part.unit is None and not part.approximate and same_head(first.head, part.head)
            if counts and part.value < first.value and not compared(stretch, part):
                meant = ((n * 100 / first.value).quantize(grain(rate)) for n in exchanged(part.value))
                if looks_mistyped(rate, part.value * 100 / first.value) or rate.value in meant:
                    yield Ratio(part.start, f"{part.text}/{first.text}", part.value, first.value, rate, of_plan=False)
