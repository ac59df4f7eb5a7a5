"""Numbers with the rate that is told of them right behind: "37 người, tỷ lệ 41,57%", "28 (chiếm 45%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.rates import is_rate

Manner = Literal["bracket", "share", "reach"]
_ALONE = re.compile(
    r"\s*(?P<said>(?:(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|tỷ trọng|tương ứng)\s+)*)[\d.,]+\s?%\s*", re.IGNORECASE
)
_CLOSE = re.compile(r"[^,;.\d()]{0,80}\(", re.IGNORECASE)
_SAID = re.compile(
    r"(?:[^,;.\d()]{0,40},)?[^,;.\d()]{0,90}[,;]?\s*"
    r"(?P<said>(?:=|chiếm|đạt|bằng|tỷ lệ|tỉ lệ|tỷ trọng|tương ứng|tương đương)"
    r"(?:\s+(?:tỷ lệ|tỉ lệ|tỷ trọng|là|với))*)\s*:?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:tăng|giảm|vượt|hơn|so với)(?: thêm| được| khoảng)*\s*$", re.IGNORECASE)
_OF_PLAN = re.compile(
    r"\s*(?:so với |so |của )?(?:[^\W\d_]+ )?"
    r"(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết|mục tiêu|cùng kỳ|KH\b|năm|quý|tháng)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\s*(?:so với |so |của )?(?:[^\W\d_]+ )?(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết|mục tiêu|KH\b)", re.IGNORECASE
)
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Pair:
    """A part, the rate that is told of it, and how it is told."""

    part: Quantity
    rate: Quantity
    manner: Manner


def of_plan(stretch: Stretch, rate: Quantity) -> bool:
    """True where the words behind a rate say that it is one of a plan: "62,5% kế hoạch năm", "60% dự toán giao"."""
    return _PLANNED.match(stretch.between(rate.end, rate.end + 40)) is not None


def pairs_of(stretch: Stretch) -> Iterator[Pair]:
    """Yield each part of a stretch with the rate that is told of it right behind."""
    alone = _ALONE.fullmatch(stretch.shown) if stretch.owner is not None else None
    if alone and len(stretch.quantities) == 1 and stretch.owner is not None:
        rate, before = stretch.quantities[0], [q for q in stretch.owner.quantities if q.end <= stretch.start]
        if before and _CLOSE.fullmatch(stretch.owner.between(before[-1].end, stretch.start)):
            yield from _pair(stretch.owner, before[-1], rate, "bracket")
    for part, rate in pairwise(stretch.quantities):
        said = _SAID.fullmatch(stretch.between(part.end, rate.start))
        if said and rate.unit == "%" and not _OF_PLAN.match(stretch.between(rate.end, rate.end + 40)):
            reach = said["said"].casefold() in {"đạt", "bằng"}
            yield from _pair(stretch, part, rate, "reach" if reach else "share")


def are_some(relation: PartOf, rates: Mapping[int, Quantity]) -> bool:
    """True where each part has a rate that is right of the whole: then they are some of it, and make no sum.

    "1.782 thủ tục, trong đó toàn trình 812 thủ tục (45,6%), một phần 640 thủ tục (35,9%)".
    """
    told = [(part, rates.get(part.start)) for part in relation.parts]
    right = all(rate is not None and is_rate(part, relation.whole, rate) for part, rate in told)
    return right and relation.exhaustive and len(told) > 1 and relation.whole.value > 0


def _pair(home: Stretch, part: Quantity, rate: Quantity, manner: Manner) -> Iterator[Pair]:
    counts = part.unit != "%" and part.value > 0 and rate.unit == "%" and 0 < rate.value < _ALL
    told = not part.approximate and not rate.approximate
    if counts and told and not _CHANGED.search(home.between(part.start - 20, part.start)):
        yield Pair(part, rate, manner)
