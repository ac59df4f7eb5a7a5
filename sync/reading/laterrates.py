"""Rates of what was done with what was told before: "có 77 đơn …. Đến nay đã giải quyết 66 đơn (đạt 85,71%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sync.model.sentences import Quantity, Ratio
from sync.reading.accounts import CARRIED_OVER
from sync.reading.joints import Stretch
from sync.reading.nouns import kind_of
from sync.reading.quantities import grain, same_head
from sync.reading.ratedparts import pairs_of
from sync.reading.rates import is_rate
from sync.reading.regions import LEADS
from sync.reading.slips import exchanged, looks_mistyped
from sync.reading.wholes import compared

_DEED = re.compile(
    r"\b(?:phê duyệt|công nhận|chấp thuận|thông qua|nghiệm thu|chuyển"
    r"|giải quyết|xử lý|trả lời|khám phá|làm rõ|thi hành|hoàn thành|kết thúc|khắc phục)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\bso với [^,;.()]{0,40}|\bcùng kỳ [^,;.()]{0,20}", re.IGNORECASE)
_TIE = re.compile(r"\s?vụ(?: [^\W\d_]+){0,2}\s?[/,]\s?", re.IGNORECASE)
# What was done in time is one of what was done; "40% số vụ đã kết luận", "62% tiến độ" says itself of what it is.
_IN_TIME = re.compile(r"\b(?:đúng|trước|sớm|quá|trễ|trong)(?: thời)? hạn\b", re.IGNORECASE)
_OF_OTHER = re.compile(
    r"\s*(?:của |so với |trên )?(?:tổng )?(?:số|tiến độ|khối lượng|kế hoạch|chỉ tiêu)\b", re.IGNORECASE
)
_NEXT = 60  # characters from one part to the next of the same deed
_DEED_BEHIND = re.compile(
    r"^(?:[^,;.\d]{0,40},)?[^,;]{0,60}\b(?:được |đã )(?:giải quyết|xử lý|trả lời|thực hiện|hoàn thành|khắc phục)\b",
    re.IGNORECASE,
)


def later_rates(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield the rates of what was done, of the one number of such things before, here or in the sentence before.

    Only one that the rate looks mistyped for; nothing where the rate is right of any.
    """
    last: Quantity | None = (
        None  # the part before whose deed goes on: "giải quyết 376 vụ, đạt 71,3%; 35 vụ tố cáo, đạt 76%"
    )
    rated = {pair.part.start for stretch in found for pair in pairs_of(stretch)}  # parts themselves
    for stretch in found:
        for pair in pairs_of(stretch):
            home = stretch.owner or stretch
            part = _first_of_two(home, pair.part)
            done = _DEED.search(home.between(part.start - 60, part.start)) or _DEED_BEHIND.match(
                home.between(part.end, part.end + 90)
            )
            goes_on = last is not None and home.start <= last.start and part.start - last.end < _NEXT
            goes_on = goes_on and last is not None and not LEADS.search(home.between(last.end, part.start))
            if home.owner is not None or part.unit is not None or not part.head or not (done or goes_on):
                continue
            last = part
            wholes = [q for q in _before(home, part) if q.start not in rated]
            if not wholes or any(is_rate(part, whole, pair.rate) for whole in wholes):
                continue
            if _in_time(home, part) or _OF_OTHER.match(home.between(pair.rate.end, pair.rate.end + 40)):
                continue
            whole = next((w for w in wholes if _slipped(part, w, pair.rate)), None)
            if whole is not None:
                yield Ratio(part.start, f"{part.text}/{whole.text}", part.value, whole.value, pair.rate, of_plan=False)


def _in_time(home: Stretch, part: Quantity) -> bool:
    before = re.split(r"[,;]", home.between(part.start - 30, part.start))[-1]
    behind = re.split(r"[,;]", home.between(part.end, part.end + 30))[0]
    return _IN_TIME.search(f"{before} {behind}") is not None


def _slipped(part: Quantity, whole: Quantity, rate: Quantity) -> bool:
    """True where one of the three with two digits exchanged, or the rate with one digit other, would make it right."""
    right = part.value * 100 / whole.value
    cut_off = right - grain(rate) / 2
    if looks_mistyped(rate, right) or looks_mistyped(rate, cut_off):
        return True
    parts = (replace(part, value=n) for n in exchanged(part.value))
    wholes = (replace(whole, value=n) for n in exchanged(whole.value))
    return any(is_rate(p, whole, rate) for p in parts) or any(is_rate(part, w, rate) for w in wholes)


def _first_of_two(home: Stretch, part: Quantity) -> Quantity:
    """ "1.206 vụ/2.085 bị cáo, đạt 88,2%", "186 vụ, 477 đối tượng (đạt 87,3%)": the rate is that of the cases."""
    before = [q for q in home.quantities if q.end <= part.start][-1:]
    persons = kind_of(part.head) == "person"
    tied = before and before[0].head[:1] == ("vụ",) and _TIE.fullmatch(home.between(before[0].end, part.start))
    return before[0] if persons and tied else part


def _before(home: Stretch, part: Quantity) -> list[Quantity]:
    """Return what the part may be of: the numbers of its noun before it in its sentence, else in the one before."""
    for place in (home, home.before):
        if place is None or CARRIED_OVER.search(_COMPARED.sub("", place.shown)):
            return []
        told = [q for q in place.quantities if q.end <= part.start and _may_be(place, q, part)]
        if told:
            named = [q for q in told if q.head[:3] == part.head[:3]]
            return named or told
    return []


def _may_be(home: Stretch, whole: Quantity, part: Quantity) -> bool:
    if whole.unit is not None or whole.approximate or not whole.head or whole.value < part.value:
        return False
    return same_head(whole.head, part.head) and not compared(home, whole)
