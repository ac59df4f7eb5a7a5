"""What is not yet so of a total that was told: "37 xã đạt chuẩn trên tổng số 47 xã, …; còn 10 xã chưa đạt"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.slips import one_mends

_ON_TOTAL = re.compile(r"[^,;.\d]{0,60}\b(?:trên|trong)(?: tổng)? số\s*", re.IGNORECASE)
_STILL = re.compile(r"[;,]\s*(?:và )?(?:hiện |vẫn )?còn(?: lại)?\s*$", re.IGNORECASE)
_NOT_SO = re.compile(r"[^,;.\d]{0,30}\b(?:chưa|không)(?: được)? (?P<deed>[^\W\d_]+(?: [^\W\d_]+)?)", re.IGNORECASE)
_FEW = 3  # so many of what is counted by hand are forgotten


def left_of_total(stretch: Stretch) -> Iterator[PartOf]:
    """Yield the total with what is so and what is not, whatever is told of the first between them.

    Where the two follow one another at once, other modules read them (unled, ratios).
    """
    for done, whole in pairwise(stretch.quantities):
        so = stretch.between(done.end, whole.start)
        if not (_counts(whole, done) and _ON_TOTAL.fullmatch(so)):
            continue
        behind = [q for q in stretch.quantities if q.start > whole.end]
        for before, left in pairwise((whole, *behind)):
            denied = _NOT_SO.match(stretch.between(left.end, stretch.end))
            if before is whole or not denied or not _STILL.search(stretch.between(before.end, left.start)):
                continue
            if fold(denied["deed"]) not in fold(so):
                break  # "còn 02 dự án chưa giải phóng mặt bằng" of those that were begun
            off = whole.value - done.value - left.value
            if off and _counts(whole, left) and one_mends(whole.value, (done.value, left.value), few=_FEW):
                yield PartOf(whole, (done, left), exhaustive=True)
            break


def is_total_of(stretch: Stretch, whole: Quantity) -> bool:
    """Return whether a number is the total of the one before it: "12 dự án khởi công trên tổng số 20 dự án"."""
    before = [q for q in stretch.quantities if q.end <= whole.start][-1:]
    return bool(before) and _ON_TOTAL.fullmatch(stretch.between(before[0].end, whole.start)) is not None


def _counts(whole: Quantity, part: Quantity) -> bool:
    if whole.unit is not None or part.unit is not None or whole.approximate or part.approximate:
        return False
    return bool(whole.head) and (not part.head or same_head(whole.head, part.head))
