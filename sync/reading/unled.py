"""Parts that no word opens right behind their whole: a list behind ";", what is left, what a later sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.model.sentences import PartOf, Quantity
from sync.normalise.searching import UPPER
from sync.reading.accounts import CARRIED_OVER, role_of
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.regions import BARE, LEADS, Part, opened, part_of, parts_between, rest_behind, slack_of, total_of
from sync.reading.slips import is_slip, mistyped, nearly, one_mends
from sync.reading.wholes import compared

_LEFT = re.compile(r"[,;]\s*(?:và )?còn(?: lại)?(?: là)?\s*$", re.IGNORECASE)
_AS_MUCH = re.compile(r"\s*(?:tương đương|tương ứng|tức|bằng|là)(?: với| là)?\s*\d", re.IGNORECASE)
_OPENING = " -–+•\n"
_ON_TOTAL = re.compile(r"[^,;.\d]{0,60}\b(?:trên|trong) tổng số\s*", re.IGNORECASE)
_IN_TOTAL = re.compile(r"[^,;.\d]{0,40}\btrong tổng số\s*", re.IGNORECASE)
_TO_OTHERS = re.compile(r"\b(?:chuyển|trả lại|từ chối|khác)\b", re.IGNORECASE)
_NAMED = re.compile(rf"^\s*(?:(?:tại|ở|huyện|xã|phường|thành phố|thị trấn)\s)*[{UPPER}]")
_LEAST = 3  # parts of a list that nothing opens
_LARGE = 100  # smaller numbers look like one another mistyped by chance
_FEW = 3
_NEAR = 60  # characters from what is done to what is left
_EARLIER = 3  # sentences that are looked back to


def listed_behind(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "tuyển 3.312 học viên, đạt 96%; cao đẳng 612 …, trung cấp 1.010 …, sơ cấp 1.600 …": one is mistyped."""
    if stretch.owner is not None:
        return
    for cut in re.finditer(r";", stretch.shown):
        at = stretch.start + cut.end()
        end = stretch.start + (stretch.shown.find(";", cut.end()) + 1 or len(stretch.shown) + 1) - 1
        parts, is_open = parts_between(stretch, at, end, inside_clause=True)
        rest = parts and rest_behind(stretch, parts[-1].quantity)
        if is_open or rest or len(parts) < _LEAST or LEADS.search(stretch.between(at, end)):
            continue
        first = parts[0].quantity
        before = [q for q in stretch.quantities if q.end <= at and q.unit != "%" and not compared(stretch, q)]
        wholes = [q for q in before if _counts(q, first) and not q.approximate]
        alike = all(_counts(first, p.quantity) and not BARE.fullmatch(p.label) for p in parts)
        if not alike or not wholes or any(abs(total_of(parts) - w.value) <= slack_of(w, parts) for w in wholes):
            continue
        large = [w for w in wholes if w.value >= _LARGE and _mistyped_large(w, parts)]
        if large:
            yield part_of(large[-1], parts, exhaustive=True)


def dealt_with(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "nhận 19 kiến nghị, trả lời ngay 12 kiến nghị, …, chuyển cơ quan khác 02 kiến nghị": what became of all.

    Only where one of them looks mistyped; where the last is what is left to others, a few may be off.
    """
    told = [q for q in stretch.quantities if q.unit is None and not q.approximate]
    if stretch.owner is not None or len(told) < _LEAST + 1 or role_of(stretch, told[0]) != "received":
        return
    whole = told[0]
    cut = stretch.shown.find(";", whole.end - stretch.start)
    end = stretch.start + cut if cut > 0 else stretch.end
    parts, is_open = parts_between(stretch, whole.end, end, inside_clause=True)
    said = stretch.between(whole.end, end)
    if is_open or len(parts) < _LEAST or LEADS.search(said) or CARRIED_OVER.search(stretch.shown):
        return
    alike = all(_counts(whole, p.quantity) and not BARE.fullmatch(p.label) for p in parts)
    roles = [role_of(stretch, p.quantity) for p in parts]
    if not alike or len([q for q in stretch.quantities if whole.end <= q.start < end]) > len(parts) or "left" in roles:
        return
    few = abs(total_of(parts) - whole.value) <= _FEW and _TO_OTHERS.search(parts[-1].label) is not None
    if total_of(parts) != whole.value and (few or mistyped(whole, parts)):
        yield part_of(whole, parts, exhaustive=True)


def _mistyped_large(whole: Quantity, parts: Sequence[Part]) -> bool:
    lacking = whole.value - total_of(parts)
    numbers = [(whole.value, total_of(parts)), *((p.quantity.value, p.quantity.value + lacking) for p in parts)]
    return any(value >= _LARGE and meant > 0 and is_slip(value, meant) for value, meant in numbers)


def left_of_one(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "18 dự án …; phê duyệt 15 dự án (83,3%), còn 03 dự án": of the one number of its noun, but for a slip."""
    for stretch in (s for s in found if s.owner is None):
        for done, left in pairwise(q for q in stretch.quantities if q.unit != "%"):
            between = stretch.between(done.end, left.start)
            if not _LEFT.search(between) or len(between) > _NEAR or CARRIED_OVER.search(stretch.shown):
                continue
            if done.unit is not None or left.unit is not None or not done.head:
                continue
            if not same_head(done.head, left.head or done.head) or done.approximate:
                continue
            before = [q for q in stretch.quantities if q.end <= done.start]
            if (
                before
                and _ON_TOTAL.fullmatch(stretch.between(before[-1].end, done.start))
                and _counts(before[-1], done)
            ):
                # "1.284 giáo viên đạt chuẩn trên tổng số 1.310 giáo viên; còn 26": the total stands between
                if one_mends(done.value, (before[-1].value, left.value), few=_FEW) and not _goes_on(
                    stretch, left, done
                ):
                    yield PartOf(done, (before[-1], left), exhaustive=True)
                continue
            wholes = [q for q in before if _counts(q, done) and not compared(stretch, q)]
            if len(wholes) != 1 or role_of(stretch, wholes[0]) in {"solved", "left"} or _goes_on(stretch, left, done):
                continue
            if wholes[0].value > done.value and one_mends(wholes[0].value, (done.value, left.value), few=_FEW):
                yield PartOf(wholes[0], (done, left), exhaustive=True)


def _goes_on(stretch: Stretch, left: Quantity, done: Quantity) -> bool:
    """ "còn 04 dự án phải thu hồi, 01 dự án đã khởi công": more of them stand behind what is left."""
    behind = (q for q in stretch.quantities if q.start > left.end and not compared(stretch, q))
    return any(q.unit is None and (not q.head or same_head(q.head, done.head)) for q in behind)


def parts_of_earlier(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield the parts of a sentence that opens with "Trong đó", where the number of their noun stands sentences before.

    Only where the one before tells of other things, and the parts are nearly all of it.
    """
    sentences = [s for s in found if s.owner is None]
    for at, stretch in enumerate(sentences):
        opening = next(iter(opened(stretch)), None)
        if at < 2 or opening is None or stretch.between(stretch.start, opening[1]).strip(_OPENING):
            continue
        parts, is_open = parts_between(stretch, opening[2], stretch.end)
        head = parts[0].quantity.head if parts else ()
        alike = all(p.quantity.unit is None and same_head(head, p.quantity.head) for p in parts)
        if is_open or len(parts) < 2 or not head or not alike:
            continue
        if any(_counts(q, parts[0].quantity) for q in sentences[at - 1].quantities):
            continue
        for earlier in reversed(sentences[max(0, at - _EARLIER) : at - 1]):
            wholes = [q for q in earlier.quantities if _counts(q, parts[0].quantity) and not compared(earlier, q)]
            if len(wholes) == 1 and (nearly(wholes[0], parts) or mistyped(wholes[0], parts)):
                yield part_of(wholes[0], parts, exhaustive=True)
            if wholes:
                break


def told_next(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "bắt giữ 27 đối tượng. Tại Ninh Hải bắt 11 đối tượng, Ninh Phước 09 …, Thuận Nam 07 …": one is mistyped.

    Only where every number of the sentence counts the same thing behind a name of its own.
    """
    for stretch in found:
        before = stretch.before if stretch.owner is None else None
        if before is None or len(stretch.quantities) < _LEAST or stretch.others or LEADS.search(stretch.shown):
            continue
        parts, is_open = parts_between(stretch, stretch.start, stretch.end, inside_clause=True)
        named = all(_NAMED.search(p.label) for p in parts[1:])
        if is_open or len(parts) != len(stretch.quantities) or not named or not parts[0].quantity.head:
            continue
        wholes = [q for q in before.quantities if _counts(q, parts[0].quantity) and not compared(before, q)]
        if len(wholes) != 1 or wholes[0].approximate or not all(_counts(wholes[0], p.quantity) for p in parts):
            continue
        over = total_of(parts) > wholes[0].value and one_mends(wholes[0].value, [p.quantity.value for p in parts])
        if total_of(parts) != wholes[0].value and (over or mistyped(wholes[0], parts)):
            yield part_of(wholes[0], parts, exhaustive=True)


def in_total(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "khách quốc tế 95.000 lượt trong tổng số 310.000 lượt khách": some of the total."""
    for part, whole in pairwise(stretch.quantities):
        said = _IN_TOTAL.fullmatch(stretch.between(part.end, whole.start))
        if said and _counts(whole, part) and part.unit != "%" and not (part.approximate or whole.approximate):
            yield PartOf(whole, (part,), exhaustive=False)


def among_bracketed(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "chiếm 11% (tương đương 669 hộ). Trong đó, hộ dân tộc thiểu số 649 hộ": some of what the bracket tells."""
    for at, stretch in enumerate(found):
        before = stretch.before if stretch.owner is None else None
        opening = next(iter(opened(stretch)), None) if before is not None else None
        if before is None or opening is None or opening[0] != "loose" or len(before.quantities) > 1:
            continue
        if stretch.between(stretch.start, opening[1]).strip(_OPENING) or any(q.unit != "%" for q in before.quantities):
            continue
        inside = [s for s in found[max(0, at - _EARLIER) : at] if s.owner is not None and s.owner.start == before.start]
        parts, is_open = parts_between(stretch, opening[2], stretch.end)
        if len(inside) != 1 or len(inside[0].quantities) != 1 or not _AS_MUCH.match(inside[0].shown) or is_open:
            continue
        whole = inside[0].quantities[0]
        if parts and parts[0].quantity.head[:2] == whole.head[:2] and not whole.approximate:
            yield part_of(whole, parts[:1], exhaustive=False)


def _counts(whole: Quantity, part: Quantity) -> bool:
    if whole.unit is not None or part.unit is not None:
        return whole.unit == part.unit
    return bool(whole.head and part.head) and same_head(whole.head, part.head)
