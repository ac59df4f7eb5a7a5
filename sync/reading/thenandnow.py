"""What there was, in a bracket beside the difference: "14 vụ (tháng trước 11 vụ), tăng 03 vụ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import PartOf, Quantity
from sync.reading.comparisons import counts_alike, nows_of, rounding_of, way_before
from sync.reading.joints import Stretch
from sync.reading.slips import one_mends

_WAS = (
    r"(?:(?:cùng kỳ )?(?:tháng|kỳ|quý|năm|tuần) trước|cùng kỳ(?: năm (?:trước|ngoái))?|năm ngoái|đầu (?:năm|tháng|kỳ))"
)
_THEN = re.compile(rf"\s*{_WAS}\s*(?:là|có|:)?\s*", re.IGNORECASE)
_SO_THEN = re.compile(rf"\bso với {_WAS}\s*$", re.IGNORECASE)
_MOVED = re.compile(r"[^\d,;.]{0,25}[,;]\s*(?:đã )?(?P<way>tăng|giảm)(?: thêm)?\s*", re.IGNORECASE)
_MOVED_FIRST = re.compile(r"\s*(?P<way>tăng|giảm)(?: thêm)?\s*", re.IGNORECASE)
_WITH_THEN = re.compile(rf"[^\d,;.]{{0,25}}\bso (?:với )?{_WAS}\s*(?:là|có|:)\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\)\s*,?\s*(?:đã )?(?P<way>tăng|giảm)(?: thêm)?\s*", re.IGNORECASE)
_AGAIN = re.compile(r"[^\d;.]{0,30}\b(?:so với|so|cùng kỳ|kế hoạch)\b", re.IGNORECASE)
_TWO = 2
_FAR = 60


def then_and_now(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield what there is as what there was and what came or went, where a bracket tells of one of the two or of both.

    What there is stands right before the bracket, with no other number of its kind between.
    """
    for bracket in (s for s in found if s.owner is not None and not s.others):
        owner, inside = bracket.owner, [q for q in bracket.quantities if q.unit != "%"]
        if owner is None or not inside or len(inside) < len(bracket.quantities) or len(inside) > _TWO:
            continue
        one, other = inside[0], inside[-1]
        before = bracket.between(bracket.start, one.start)
        if len(inside) == 1:
            behind = next((q for q in owner.quantities if q.start > bracket.end), None)
            way = _BEHIND.fullmatch(owner.between(bracket.end, behind.start)) if behind else None
            if behind and way and not before.strip() and _SO_THEN.search(owner.between(owner.start, bracket.start - 1)):
                yield from _first_of(bracket, owner, then=one, moved=behind, way=way["way"])
            elif behind and way and _THEN.fullmatch(before) and not _AGAIN.match(owner.between(behind.end, owner.end)):
                yield from _differ(bracket, owner, then=one, moved=behind, way=way["way"])
        elif _THEN.fullmatch(before) and (way := _MOVED.fullmatch(bracket.between(one.end, other.start))):
            yield from _differ(bracket, owner, then=one, moved=other, way=way["way"])
        elif (way := _MOVED_FIRST.fullmatch(before)) and _WITH_THEN.fullmatch(bracket.between(one.end, other.start)):
            yield from _differ(bracket, owner, then=other, moved=one, way=way["way"])


def _first_of(bracket: Stretch, owner: Stretch, *, then: Quantity, moved: Quantity, way: str) -> Iterator[PartOf]:
    """Yield "45 giải, gồm …; so với năm trước (41 giải) tăng 04 giải": of the sentence's first, but for a slip."""
    now = next((q for q in owner.quantities if counts_alike(q, then) and q.head), None)
    if now is None or now.end > bracket.start or not counts_alike(then, moved) or now.approximate or moved.approximate:
        return
    whole, other = (now, then) if way.casefold() == "tăng" else (then, now)
    if one_mends(whole.value, (other.value, moved.value)):
        yield PartOf(whole, (other, moved), exhaustive=True, slack=rounding_of((whole, other, moved)))


def _differ(bracket: Stretch, owner: Stretch, *, then: Quantity, moved: Quantity, way: str) -> Iterator[PartOf]:
    if not counts_alike(then, moved) or then.approximate or moved.approximate:
        return
    nows = nows_of(owner, [q for q in owner.quantities if q.end <= bracket.start], then)
    now = nows[-1] if nows else None
    if now is None or bracket.start - now.end > _FAR or way_before(owner, now) or now.value == moved.value:
        return
    if re.search(r"[;.:]|\btrong đó\b|\bgồm\b", owner.between(now.end, bracket.start)):
        return
    whole, other = (now, then) if way.casefold() == "tăng" else (then, now)
    yield PartOf(whole, (other, moved), exhaustive=True, slack=rounding_of((whole, other, moved)))
