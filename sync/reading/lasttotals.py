"""Totals told last under a name of their own: "đàn bò …, đàn dê …, đàn cừu …; tổng đàn gia súc 346.000 con"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import PartOf, Quantity
from sync.reading.accounts import CARRIED_OVER
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.regions import BARE, LEADS, Part, part_of, parts_between, slack_of, total_of
from sync.reading.slips import mistyped
from sync.reading.wholes import adds_up, compared

_TOTAL = re.compile(
    r"[,;.:]\s*(?:tính chung |như vậy,? )?tổng (?!cộng|số (?:tiền|vốn)|mức)(?:[^\W\d_]+ ){1,9}"
    r"(?:toàn (?:tỉnh|huyện|ngành) )?(?:là |có |còn |đạt |ước đạt |được )?$",
    re.IGNORECASE,
)
# Of a province much may be told beside some of its places: only where the places are all, or nearly.
_EVERYWHERE = re.compile(
    r"[,;.:]\s*(?:tính chung |như vậy,? )?(?:toàn|cả) (?:tỉnh|huyện|ngành|thành phố|thị xã|xã|trường|vùng|khu vực)"
    r"(?: hiện| đến nay| hiện nay)?(?: là| có| còn| đạt| được)?\s*$",
    re.IGNORECASE,
)
_THE_REST = re.compile(r"\b(?:còn lại|khác)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\bcác [^,;.\d]{0,40}(?:còn lại|khác)\b", re.IGNORECASE)  # all of them, however many
_LEAST = 3  # parts that need no word which says that they are all
_LARGE = 100  # smaller numbers look like one another mistyped by chance


def last_totals(stretch: Stretch) -> Iterator[PartOf]:
    """Yield a total and what stands before it, where each number has words of its own and one looks mistyped."""
    told = [q for q in stretch.quantities if q.unit != "%" and not compared(stretch, q)]
    for at, whole in enumerate(told):
        if at < 2 or whole.approximate or not adds_up(stretch, whole) or CARRIED_OVER.search(stretch.shown):
            continue
        before = stretch.between(told[at - 1].end, whole.start)
        parts, is_open = parts_between(stretch, stretch.start, whole.start, inside_clause=True)
        others = bool(parts) and _OTHERS.search(parts[-1].label)
        if (is_open and not others) or len(parts) != at or LEADS.search(stretch.between(stretch.start, whole.start)):
            continue
        if not all(_counts(whole, p.quantity) and _labelled(p) for p in parts):
            continue
        total = _TOTAL.search(before) is not None
        if (total or _EVERYWHERE.search(before)) and _is_slip(whole, parts, sure=total):
            yield part_of(whole, parts, exhaustive=True)


def _is_slip(whole: Quantity, parts: Sequence[Part], *, sure: bool) -> bool:
    """Return whether the parts miss the total by what one number typed otherwise would make good."""
    if abs(total_of(parts) - whole.value) <= slack_of(whole, parts) or not mistyped(whole, parts):
        return False
    named = _THE_REST.search(parts[-1].label) is not None
    return sure or named or (len(parts) >= _LEAST and whole.value >= _LARGE)


def _labelled(part: Part) -> bool:
    return _THE_REST.search(part.label) is not None or not BARE.fullmatch(part.label)


def _counts(whole: Quantity, part: Quantity) -> bool:
    if whole.unit is not None or part.unit is not None:
        return whole.unit == part.unit
    return not (whole.head and part.head) or same_head(whole.head, part.head)
