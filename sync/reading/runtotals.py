"""Totals of the last run of one noun: "…; trao 06 giải Nhất, 12 giải Nhì, 18 giải Ba, tổng cộng 36 giải"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.slips import one_mends

_ALTOGETHER = re.compile(r"[,;:]\s*(?:tổng cộng|tổng số|cộng)(?: là| có| được)?:?\s*$", re.IGNORECASE)
_BEGINS = re.compile(r"[;:]|\bkết quả\b", re.IGNORECASE)
_JOINT = re.compile(r"(?:[^\d,;.]{0,40})(?:,|;|\bvà|, và)\s*", re.IGNORECASE)
_LEAST = 2


def run_totals(stretch: Stretch) -> Iterator[PartOf]:
    """Yield a total and the run of counts of its noun right before it, where others are counted before."""
    counted = [q for q in stretch.quantities if q.unit is None]
    for at, whole in enumerate(counted):
        if at <= _LEAST or not _ALTOGETHER.search(stretch.between(counted[at - 1].end, whole.start)):
            continue
        first = next((n for n in range(at - 1, -1, -1) if not _is_of(whole, counted[n])), -1) + 1
        run = counted[first:at]
        if len(run) < _LEAST or not first or any(q.approximate for q in (whole, *run)):
            continue
        gaps = [stretch.between(one.end, other.start) for one, other in pairwise(run)]
        begins = _BEGINS.search(stretch.between(counted[first - 1].end, run[0].start))
        others = any(run[0].start <= place < whole.start for place in stretch.others)
        numbers = [q.value for q in run]
        if not begins or others or not all(_JOINT.fullmatch(gap) for gap in gaps):
            continue
        if sum(numbers, Decimal(0)) != whole.value and one_mends(whole.value, numbers):
            yield PartOf(whole, tuple(run), exhaustive=True)


def _is_of(whole: Quantity, part: Quantity) -> bool:
    return bool(whole.head and part.head) and same_head(whole.head, part.head)
