"""More or less than before, and what there was then: "215 xã, tăng 12 xã so với năm trước (203 xã)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import HIDDEN, QUIET, Stretch
from sync.reading.nouns import is_one_of
from sync.reading.quantities import grain, same_head
from sync.reading.regions import LEADS

_BACK = 20  # letters before a number in which a rise or a fall is told
_MOVED = re.compile(r"\b(?P<way>tăng|giảm)(?: (?:thêm|sâu|mạnh|nhẹ|khá|nhanh|được|tới|đến|với))*\s*$", re.IGNORECASE)
THEN = re.compile(
    r"\b(?:so với|so)\b[^.;]*$|\b(?:cùng kỳ|năm trước|tháng trước|kỳ trước|năm ngoái)\b[^.;]*$", re.IGNORECASE
)
TOLD = re.compile(
    r"\s*(?:(?:cùng kỳ|(?:tháng|năm|kỳ|quý) trước)\s*:?\s*"
    r"|[^()]*(?:năm|tháng|quý|kỳ)[^()]{0,60}?(?:có|là|đạt|:|tiếp nhận|xảy ra|tiếp|thực hiện))?\s*$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\s*từ\s+$", re.IGNORECASE)
_UP_DOWN = re.compile(r"[^\d,;]{0,30}\b(?:xuống(?: còn)?|lên(?: thành)?|còn)\s+$", re.IGNORECASE)
_FELL = re.compile(r"[^\d.;]{0,90}\bgiảm\s+(?:[^\d.;]{0,30}\s)?từ\s+", re.IGNORECASE)
# "sắp xếp 65 xã … còn 62 xã …, giảm 03 xã", "từ 15 ngày xuống còn 10 ngày (giảm 05 ngày)".
_INTO = re.compile(
    r"(?:[^.;\d]{0,60}[^\W\d_])?\s(?P<to>xuống(?: còn)?|lên(?: thành)?|tăng lên|giảm còn|còn)\s+", re.IGNORECASE
)
_BY = re.compile(
    r"[^.;\d]{0,60}[,(]\s*(?:tức (?:là )?)?(?:[^\W\d]+ ){0,3}?(?P<way>tăng|giảm|thêm)(?: thêm)?\s+", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*(?P<way>tăng|giảm)(?: thêm)?\s+", re.IGNORECASE)
_WITH = re.compile(r"[^.;,\d)]{0,30}\b(?:so với|so|cùng kỳ)\b", re.IGNORECASE)
_FALLS = re.compile(r"\bgiảm(?: được)?\s*$", re.IGNORECASE)
_THEN_FROM = re.compile(r"[^\d.;,]{0,40},?\s*\(?từ\s+", re.IGNORECASE)
_NOW_THEN = re.compile(r"\s*(\d[\d.]*)\s?/\s?(\d[\d.]*)(?: [^\W\d_]+){0,3}\s*")
_OF_BOTH = re.compile(r"\s*\d[\d.]*[^\d()]{0,20}/\s?\d")  # "tăng 01 vụ (03 vụ/02 vụ)": now and then
_NEXT = 30  # characters from a difference to the bracket that explains it
ONLY = re.compile(r"\s*[\d.,]+[^\d]{0,30}")
_RATE = re.compile(r"\s(?:đạt|bằng)\s[\d.,]+\s?%")
_DIFFERS = re.compile(r"\s*[,;]\s*(?:đã )?(?P<way>tăng|giảm|vượt|thiếu|hụt)(?: thêm)?\s*", re.IGNORECASE)
WITH_THEN = re.compile(
    r"\bso với\s[^,;.()\d]{0,60}?(?:(?P<plan>chỉ tiêu|kế hoạch|dự toán)|cùng kỳ|(?:năm|tháng|quý|kỳ) trước|đầu năm)"
    r"[^,;.()]{0,40}$",
    re.IGNORECASE,
)
_HIGHER = re.compile(r"\b(?P<way>tăng|giảm|cao hơn|thấp hơn|vượt)(?: thêm)?\s*$", re.IGNORECASE)
_MORE = frozenset({"tăng", "cao hơn", "vượt"})
_POINTS = frozenset({"%", "điểm %", "điểm phần trăm"})
_PLANNED = re.compile(r";|\b(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết|mục tiêu)\b", re.IGNORECASE)
_SHARE_OFF = Decimal("0.15")
BACK = 130  # characters between what there is and the words that compare


def just_before(stretch: Stretch, quantity: Quantity) -> str:
    """Return the letters right before a number, in which it may be said that it tells a change."""
    return stretch.between(quantity.start - _BACK, quantity.start)


def way_before(stretch: Stretch, quantity: Quantity) -> re.Match[str] | None:
    """Return the words before a number that tell a rise or a fall by it, with its `way`, None where none do."""
    return _MOVED.search(just_before(stretch, quantity))


def comparisons(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield what there is as what there was and what came to it, where a bracket tells what there was."""
    for bracket in found:
        owner = bracket.owner
        if owner is None or not bracket.quantities:
            continue
        then = [q for q in bracket.quantities if TOLD.match(bracket.between(bracket.start, q.start))][-1:]
        moved = [q for q in owner.quantities if q.end <= bracket.start and q.unit != "%"][-1:]
        if len(bracket.quantities) > 3 or not then or not moved or _OF_BOTH.match(bracket.shown):
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
        if (
            not moved
            or not told
            or not bracket.owner
            or not counts_alike(moved[0], after)
            or not counts_alike(before, after)
        ):
            continue
        way = way_before(bracket.owner, moved[0])
        gap = bracket.owner.between(moved[0].end, bracket.start - 1)
        if way and not re.search(r"[,;.]", gap) and not moved[0].approximate:
            more = way["way"].casefold() == "tăng"
            whole, other = (after, before) if more else (before, after)
            yield PartOf(whole, (other, moved[0]), exhaustive=True)


def fallen(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "thu hồi 03 giấy phép, … giảm từ 58 xuống 55 giấy phép": what there was is what went and what is left."""
    for gone, before, after in zip(stretch.quantities, stretch.quantities[1:], stretch.quantities[2:], strict=False):
        fell = _FELL.fullmatch(stretch.between(gone.end, before.start)) or (
            _FALLS.search(just_before(stretch, gone)) and _THEN_FROM.fullmatch(stretch.between(gone.end, before.start))
        )
        down = _UP_DOWN.fullmatch(stretch.between(before.end, after.start)) and before.value > after.value
        if fell and down and not gone.approximate and counts_alike(gone, after) and counts_alike(before, after):
            yield PartOf(before, (after, gone), exhaustive=True)


def points(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "giảm từ 5,21% xuống còn 4,08%, giảm 1,13 điểm phần trăm": the difference of two rates, told in points.

    It may stand in a bracket behind them. Told in per cent it may as well be a share of the first rate: then nothing
    is yielded.
    """
    for before, after, moved in zip(stretch.quantities, stretch.quantities[1:], stretch.quantities[2:], strict=False):
        by = _BY.fullmatch(stretch.between(after.end, moved.start))
        yield from _moved_by(stretch, before, after, moved, by)
    owner, bracketed = stretch.owner, stretch.quantities
    told = [q for q in owner.quantities if q.end <= stretch.start][-2:] if owner and len(bracketed) == 1 else []
    if owner and len(told) == 2 and not owner.between(told[1].end, stretch.start - 1).strip():
        by = _BRACKETED.fullmatch(stretch.between(stretch.start, bracketed[0].start))
        yield from _moved_by(owner, told[0], told[1], bracketed[0], by)


def _moved_by(
    stretch: Stretch, before: Quantity, after: Quantity, moved: Quantity, by: re.Match[str] | None
) -> Iterator[PartOf]:
    if before.unit != "%" or after.unit != "%" or moved.unit not in _POINTS or before.value == after.value:
        return
    into = _INTO.fullmatch(stretch.between(before.end, after.start))
    off, more = abs(after.value - before.value), after.value > before.value
    share = moved.unit == "%" and before.value and abs(off * 100 / before.value - moved.value) <= 1
    if into and by and not share and not moved.approximate and more == (by["way"].casefold() == "tăng"):
        whole, other = (after, before) if more else (before, after)
        yield PartOf(whole, (other, moved), exhaustive=True, slack=rounding_of((before, after, moved)))


def points_then(bracket: Stretch) -> Iterator[PartOf]:
    """Yield "đạt 91,2%, tăng 1,5% so với năm trước (89,7%)"; a rise that is a share of the rate before is right too."""
    owner = bracket.owner
    if owner is None or len(bracket.quantities) != 1 or bracket.quantities[0].unit != "%":
        return
    then, before = bracket.quantities[0], [q for q in owner.quantities if q.end <= bracket.start]
    moved = before[-1] if len(before) > 1 and before[-1].unit in _POINTS and then.value else None
    way = _HIGHER.search(just_before(owner, moved)) if moved else None
    if moved is None or way is None:
        return
    now = next((q for q in reversed(before[:-1]) if not _HIGHER.search(just_before(owner, q))), None)
    told = TOLD.match(bracket.between(bracket.start, then.start)) and THEN.search(
        owner.between(moved.end, bracket.start - 1)
    )
    if now is None or now.unit != "%" or not told or any(q.approximate for q in (now, moved, then)):
        return
    gap = owner.between(now.end, moved.start)
    if len(gap) > 2 * BACK or re.search(r"[;.](?!\d)", gap) or not re.search(rf"[,{QUIET}{HIDDEN}]", gap):
        return
    more = way["way"].casefold() in _MORE
    share = abs(now.value - then.value) * 100 / then.value
    if abs(share - moved.value) <= _SHARE_OFF and more == (now.value > then.value):
        return
    whole, other = (now, then) if more else (then, now)
    exact = _PLANNED.search(owner.between(moved.end, bracket.start)) is not None  # what is planned is not rounded
    yield PartOf(
        whole, (other, moved), exhaustive=True, slack=rounding_of((now, moved) if exact else (now, moved, then))
    )


def turned_into(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "sắp xếp 65 xã còn 62 xã, giảm 03 xã": what there was is what is left and what went, and so upwards.

    What went may stand in a bracket: "từ 15 ngày xuống còn 10 ngày (giảm 05 ngày)".
    """
    for stretch in found:
        for before, after in pairwise(stretch.quantities):
            if _INTO.fullmatch(stretch.between(before.end, after.start)) and counts_alike(before, after):
                yield from _by_how_many(found, stretch, before, after)


def _by_how_many(found: Sequence[Stretch], home: Stretch, before: Quantity, after: Quantity) -> Iterator[PartOf]:
    """Yield the difference that stands next behind `after`, in the same sentence or in a bracket of it."""
    inside = (s for s in found if s.owner is not None and s.owner.start == home.start and s.start > after.end)
    places = [home, *(s for s in inside if s.start - after.end <= BACK)]
    behind = [(q, place) for place in places for q in place.quantities if q.start > after.end]
    if not behind:
        return
    moved, place = min(behind, key=lambda each: each[0].start)
    said = home.between(after.end, min(moved.start, place.start) if place is not home else moved.start)
    by = _BY.fullmatch(said + (place.between(place.start, moved.start) if place is not home else ""))
    alike = counts_alike(moved, after) or is_one_of(moved.head, after.head)
    if by is None or moved.approximate or not alike or _WITH.match(place.between(moved.end, moved.end + 60)):
        return
    into = _INTO.fullmatch(home.between(before.end, after.start))
    more = by["way"].casefold() != "giảm"
    if into and more == into["to"].casefold().startswith(("lên", "tăng")):
        whole, other = (after, before) if more else (before, after)
        yield PartOf(whole, (other, moved), exhaustive=True, slack=rounding_of((before, after, moved)))


def changes_in_ratios(text: str, found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "so với cùng kỳ tăng 93 vụ (206/113 vụ)": now and then in the bracket, and the difference before it."""
    for bracket in found:
        owner = bracket.owner
        written = _NOW_THEN.fullmatch(text, bracket.start, bracket.end) if owner is not None else None
        before = [q for q in owner.quantities if q.end <= bracket.start] if owner is not None else []
        moved = [q for q in before if q.unit != "%"][-1:]
        if owner is None or written is None or not moved or bracket.start - before[-1].end > _NEXT:
            continue
        if before[-1].start - moved[0].end > _NEXT:
            continue
        way = way_before(owner, moved[0])
        if way is None or moved[0].approximate or moved[0].unit is not None:
            continue
        now, then = (
            Quantity(written.start(n), written.end(n), written[n], Decimal(written[n].replace(".", "")), None, ())
            for n in (1, 2)
        )
        whole, other = (now, then) if way["way"].casefold() == "tăng" else (then, now)
        yield PartOf(whole, (other, moved[0]), exhaustive=True)


def compared_then(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield "9.287 người so với cùng kỳ (6.481 người); tăng 2.806 người": what there was stands before the difference.

    "so với chỉ tiêu giao (8.700 người) …, vượt 587 người" is said of a plan.
    """
    for bracket in (s for s in found if s.owner is not None and len(s.quantities) == 1):
        owner, then = bracket.owner, bracket.quantities[0]
        behind = [q for q in owner.quantities if q.start > bracket.end and q.unit != "%"] if owner is not None else []
        if owner is None or not behind or not ONLY.fullmatch(bracket.shown) or not counts_alike(behind[0], then):
            continue
        moved = behind[0]
        way = _DIFFERS.fullmatch(_RATE.sub("", owner.between(bracket.end + 1, moved.start)))
        said = WITH_THEN.search(owner.between(bracket.start - 90, bracket.start - 1))
        nows = nows_of(owner, [q for q in owner.quantities if q.end <= bracket.start], then)
        if not way or not said or not nows or moved.approximate or bracket.start - nows[-1].end > BACK:
            continue
        more = way["way"].casefold() in _MORE
        if bool(said["plan"]) == (way["way"].casefold() in {"tăng", "giảm"}):
            continue
        whole, other = (nows[-1], then) if more else (then, nows[-1])
        yield PartOf(whole, (other, moved), exhaustive=True, slack=rounding_of((whole, other, moved)))


def nows_of(owner: Stretch, before: Sequence[Quantity], like: Quantity) -> list[Quantity]:
    """Return what there is now: quantities that count the same as one, and tell no difference."""
    alike = [q for q in before if (counts_alike(q, like) or _names(owner, q, like)) and not q.approximate]
    if not alike and like.unit is None:  # "24 kiểm định viên, tăng 02 người"
        alike = [q for q in before if q.unit is None and is_one_of(like.head, q.head) and not q.approximate]
    return [q for q in alike if not way_before(owner, q)]


def _names(owner: Stretch, now: Quantity, like: Quantity) -> bool:
    """ "312 giấy chứng nhận đăng ký hộ kinh doanh, tăng 25 hộ": the words behind the number hold the noun."""
    behind = re.split(r"[,;.(\d]", owner.between(now.end, now.end + 80))[0]
    return now.unit is like.unit is None and bool(like.head) and f" {like.head[0]} " in f"{fold(behind)} "


def _compared(owner: Stretch, moved: Quantity, then: Quantity, until: int) -> Iterator[PartOf]:
    way = way_before(owner, moved)
    said = owner.between(moved.start - 60, until)
    if _PLANNED.search(owner.between(moved.end, until)):
        return
    if not way or not THEN.search(said) or not counts_alike(moved, then) or moved.approximate or then.approximate:
        return
    nows = nows_of(owner, [q for q in owner.quantities if q.end <= moved.start - 4], moved)
    if len(nows) > 2 and LEADS.search(owner.between(nows[0].end, nows[1].start)):
        nows = nows[:1] if nows[0].value > max(q.value for q in nows[1:]) else []  # "96 trường, gồm 38 …, 58 …"
    if len(nows) > 1 and _DIFFERS.fullmatch(owner.between(nows[-1].end, moved.start)):
        nows = nows[-1:]  # "giải ngân 87 tỷ đồng; dư nợ 3.456 tỷ đồng, tăng 321 tỷ đồng so với đầu năm (…)"
    more = way["way"].casefold() == "tăng"
    if len(nows) == 1 and moved.start - nows[0].end <= BACK:
        whole, other = (nows[0], then) if more else (then, nows[0])
        yield PartOf(whole, (other, moved), exhaustive=True, slack=rounding_of((whole, other, moved)))


def rounding_of(told: Sequence[Quantity]) -> Decimal:
    """Return what rounding may hide where fractions are written."""
    return sum((grain(q) for q in told), Decimal(0)) / 2 if any("," in q.text for q in told) else Decimal(0)


def measured_rounding(told: Sequence[Quantity]) -> Decimal:
    """Return what rounding may hide from a rate: whole hectares and tonnes are rounded too, people and cases never."""
    return sum((grain(q) for q in told), Decimal(0)) / 2 if told[0].unit is not None else rounding_of(told)


def counts_alike(one: Quantity, other: Quantity) -> bool:
    """True where two numbers count the same, or measure in one unit."""
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit != "%"
    return not (one.head and other.head) or same_head(one.head, other.head)
