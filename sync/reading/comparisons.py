"""More or less than before, and what there was then: "215 xã, tăng 12 xã so với năm trước (203 xã)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import grain, same_head

_MOVED = re.compile(r"\b(?P<way>tăng|giảm)(?: thêm)?\s*$", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:so với|so)\b[^.;]*$|\b(?:cùng kỳ|năm trước|tháng trước|kỳ trước|năm ngoái)\b[^.;]*$", re.IGNORECASE
)
_TOLD = re.compile(
    r"\s*(?:[^()]*(?:năm|tháng|quý|kỳ)[^()]{0,60}?(?:có|là|đạt|:|tiếp nhận|xảy ra|tiếp|thực hiện))?\s*$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\s*từ\s+$", re.IGNORECASE)
_UP_DOWN = re.compile(r"[^\d,;]{0,30}\b(?:xuống(?: còn)?|lên(?: thành)?|còn)\s+$", re.IGNORECASE)
_FELL = re.compile(r"[^\d.;]{0,90}\bgiảm\s+(?:[^\d.;]{0,30}\s)?từ\s+", re.IGNORECASE)
_BACK = 130  # characters between what there is and the words that compare


def comparisons(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield what there is as what there was and what came to it, where a bracket tells what there was."""
    for bracket in found:
        owner = bracket.owner
        if owner is None or not bracket.quantities:
            continue
        then = [q for q in bracket.quantities if _TOLD.match(bracket.between(bracket.start, q.start))][-1:]
        moved = [q for q in owner.quantities if q.end <= bracket.start and q.unit != "%"][-1:]
        if len(bracket.quantities) > 3 or not then or not moved:
            continue
        yield from _compared(owner, moved[0], then[0], bracket.start)


def from_to(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "giảm 03 vụ (từ 08 vụ xuống còn 05 vụ)": what there was is what went and what is left."""
    for bracket in (s for s in found if s.owner is not None and len(s.quantities) == 2):
        before, after = bracket.quantities
        moved = [q for q in bracket.owner.quantities if q.end <= bracket.start][-1:] if bracket.owner else []
        told = _FROM_TO.fullmatch(bracket.between(bracket.start, before.start)) and _UP_DOWN.fullmatch(
            bracket.between(before.end, after.start)
        )
        if not moved or not told or not bracket.owner or not _alike(moved[0], after) or not _alike(before, after):
            continue
        way = _MOVED.search(bracket.owner.between(moved[0].start - 12, moved[0].start))
        gap = bracket.owner.between(moved[0].end, bracket.start - 1)
        if way and not re.search(r"[,;.]", gap) and not moved[0].approximate:
            more = way["way"].casefold() == "tăng"
            whole, other = (after, before) if more else (before, after)
            yield PartOf(whole, (other, moved[0]), exhaustive=True)


def fallen(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "thu hồi 03 giấy phép, … giảm từ 58 xuống 55 giấy phép": what there was is what went and what is left."""
    for gone, before, after in zip(stretch.quantities, stretch.quantities[1:], stretch.quantities[2:], strict=False):
        fell = _FELL.fullmatch(stretch.between(gone.end, before.start))
        down = _UP_DOWN.fullmatch(stretch.between(before.end, after.start)) and before.value > after.value
        if fell and down and not gone.approximate and _alike(gone, after) and _alike(before, after):
            yield PartOf(before, (after, gone), exhaustive=True)


def _compared(owner: Stretch, moved: Quantity, then: Quantity, until: int) -> Iterator[PartOf]:
    way = _MOVED.search(owner.between(moved.start - 12, moved.start))
    said = owner.between(moved.start - 60, until)
    if not way or not _THEN.search(said) or not _alike(moved, then) or moved.approximate or then.approximate:
        return
    nows = [q for q in owner.quantities if q.end <= moved.start - 4 and _alike(q, moved) and not q.approximate]
    nows = [q for q in nows if not _MOVED.search(owner.between(q.start - 12, q.start))]
    more = way["way"].casefold() == "tăng"
    if len(nows) == 1 and moved.start - nows[0].end <= _BACK:
        whole, other = (nows[0], then) if more else (then, nows[0])
        yield PartOf(whole, (other, moved), exhaustive=True, slack=_rounding((whole, other, moved)))


def _rounding(told: Sequence[Quantity]) -> Decimal:
    """Return what rounding may hide where fractions are written."""
    return sum((grain(q) for q in told), Decimal(0)) / 2 if any("," in q.text for q in told) else Decimal(0)


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit != "%"
    return not (one.head and other.head) or same_head(one.head, other.head)
