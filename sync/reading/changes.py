"""By how many per cent there is more or less than before, or of a plan: "giảm 40 vụ (25,3%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sheets.text import fold
from sync.model.sentences import Quantity, Ratio
from sync.normalise.figures import format_number
from sync.reading.comparisons import (
    BACK,
    ONLY,
    THEN,
    TOLD,
    WITH_THEN,
    counts_alike,
    measured_rounding,
    nows_of,
    rounding_of,
    way_before,
)
from sync.reading.joints import Stretch
from sync.reading.ratedparts import of_plan
from sync.reading.slips import looks_mistyped

_SHARE = re.compile(
    r"\s*(?:(?:tăng|giảm|tương ứng|tương đương|tỷ lệ|tỉ lệ|tức)\s+)*[-–−+]?\s?[\d.,]+\s?%"
    r"(?:\s*so(?: với)? (?:cùng kỳ|năm|quý|tháng|kỳ|tuần|đầu năm)\b[^,;.()%]{0,30})?\s*",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\bsố người (?P<what>[^\W\d_]+(?: [^\W\d_]+)?) (?:đã )?(?:tăng|giảm)[^,;\d]{0,12}$", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:(?:tháng|năm|quý|kỳ|tuần) trước|cùng kỳ)\b", re.IGNORECASE)
_WITH_IT = re.compile(r"\bso(?: với)?[^,;.]{0,40}?(?:trước|cùng kỳ)\b(?: năm trước)?", re.IGNORECASE)
_WITH_THEN = re.compile(r"\s*so(?: với)?\s(?:cùng kỳ|(?:tháng|năm|quý|kỳ|tuần|đầu năm)\b)", re.IGNORECASE)
_RATED_SO = re.compile(
    r"(?:[^,;.\d()]{0,60},)?[^,;.\d()]{0,20}\s*"
    r"(?:=|(?P<vague>hay|tương ứng|tương đương|bằng)|(?:tỷ lệ|tỉ lệ|tốc độ)\s(?P<way>tăng|giảm)|(?<=[,;]) ?(?=$))"
    r"(?:\s(?:với|là|đạt))?\s*",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"[^,;.:\d]{0,60}[,;]?\s*(?:đã )?(?:tăng|giảm)(?: thêm)?\s*", re.IGNORECASE)
_AS_BEFORE = re.compile(
    r"\s*[,;]\s*(?:tức )?(?:(?:bằng|đạt)\s*(?:tỷ lệ\s*)?|(?:tương ứng |tương đương |tỷ lệ )(?P<way>tăng|giảm)\s*)",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(r"\s*(?:so với )?(?:cùng kỳ|(?:tháng|năm|quý|kỳ|tuần) trước)", re.IGNORECASE)
_AS_MUCH = re.compile(
    r"\s*(?:tương ứng|tương đương|tức(?: là)?|hay)?\s*(?:với\s*)?(?P<way>tăng|giảm)(?: thêm)?\s*", re.IGNORECASE
)


def rates_of_change(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield "118 đơn, giảm 18,6% so với tháng trước (145 đơn)" and "giảm 40 vụ (25,3%)" with the rate that is told."""
    for bracket in found:
        owner = bracket.owner
        if owner is None or not bracket.quantities:
            continue
        before = [q for q in owner.quantities if q.end <= bracket.start]
        first = bracket.quantities[0]
        if first.unit != "%" and len(bracket.quantities) == 1 and before and before[-1].unit == "%":
            yield from _rate_and_change(owner, before, bracket, first)
        if first.unit == "%" and len(bracket.quantities) == 1:
            yield from _share_of_change(owner, before, bracket, first)
            continue
        then = [q for q in bracket.quantities if TOLD.match(bracket.between(bracket.start, q.start))][-1:]
        if then and before and before[-1].unit == "%" and len(bracket.quantities) <= 3:
            yield from _rate_of_change(owner, before, then[0], bracket.start)


def rates_of_change_beside(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield "giảm 1.308 vụ = 14,4%" and "tăng 331 tỷ đồng so với đầu năm, tỷ lệ tăng 10,3%" like those in brackets."""
    for stretch in found:
        for at, (moved, rate) in enumerate(pairwise(stretch.quantities)):
            way = way_before(stretch, moved)
            if way is None or rate.unit != "%" or moved.unit == "%" or moved.approximate or rate.approximate:
                continue
            between = _RATED_SO.fullmatch(stretch.between(moved.end, rate.start))
            if between is None or (between["way"] or way["way"]).casefold() != way["way"].casefold():
                continue
            more = way["way"].casefold() == "tăng"
            for now in _now_of(stretch, stretch.quantities[:at], moved, rate, more=more):
                whole = now.value - moved.value if more else now.value + moved.value
                told = whole > 0 and (between["way"] or _is_change(stretch, between, moved, rate, whole))
                if told and abs(now.value * 100 / whole - rate.value) > 1:
                    slack = measured_rounding((now, moved)) * 100 / whole
                    said = f"{now.text}/{format_number(whole)}"
                    yield Ratio(now.start, said, now.value, whole, rate, True, False, slack, _way(way["way"]))


def rates_of_change_inside(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield "7.718 vụ (tăng 1.214 vụ, tương ứng với 18,66% so với năm 2021)": both stand in the bracket."""
    for bracket in (s for s in found if s.owner is not None and len(s.quantities) in {2, 3}):
        moved, rate = bracket.quantities[:2]
        owner = bracket.owner
        way = _AS_MUCH.fullmatch(bracket.between(bracket.start, moved.start))
        between = _RATED_SO.fullmatch(bracket.between(moved.end, rate.start))
        nows = [q for q in owner.quantities if q.end <= bracket.start][-1:] if owner is not None else []
        if owner is None or not (way and between and nows) or rate.unit != "%" or moved.unit == "%":
            continue
        now, more = nows[0], way["way"].casefold() == "tăng"
        whole = now.value - moved.value if more else now.value + moved.value
        close = re.fullmatch(r"[^,;.\d()]{0,60}(?:\([^()\d]{0,20}\)\s)?\(", owner.between(now.end, bracket.start))
        told = whole > 0 and (between["way"] or _is_change(bracket, between, moved, rate, whole))
        if close and told and counts_alike(now, moved) and not (now.approximate or moved.approximate):
            slack = measured_rounding((now, moved)) * 100 / whole
            said = f"{now.text}/{format_number(whole)}"
            yield Ratio(now.start, said, now.value, whole, rate, True, False, slack, _way(way["way"]))


def rates_of_then_beside(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield "162 …, tăng 18 so với tháng trước (144), bằng 112,5% tháng trước": the bracket tells what there was."""
    for bracket in (s for s in found if s.owner is not None and len(s.quantities) == 1):
        owner, then = bracket.owner, bracket.quantities[0]
        rate = next((q for q in owner.quantities if q.start > bracket.end), None) if owner is not None else None
        if owner is None or rate is None or rate.unit != "%" or not then.value or then.approximate:
            continue
        said = _AS_BEFORE.fullmatch(owner.between(bracket.end + 1, rate.start))
        nows = nows_of(owner, [q for q in owner.quantities if q.end <= bracket.start], then)
        moved = said["way"] if said else None
        if not said or not (moved or _OF_BEFORE.match(owner.between(rate.end, rate.end + 40))):
            continue
        if THEN.search(owner.between(bracket.start - 60, bracket.start - 1)) and len(nows) == 1:
            slack = measured_rounding((nows[0], then)) * 100 / then.value
            digits, way = f"{nows[0].text}/{then.text}", _way(moved) if moved else ""
            yield Ratio(nows[0].start, digits, nows[0].value, then.value, rate, True, False, slack, way)


def rates_of_plan_beside(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield "so với chỉ tiêu giao (8.700 người) đạt 107%": the plan stands in the bracket before the rate."""
    for bracket in (s for s in found if s.owner is not None and len(s.quantities) == 1):
        owner, plan = bracket.owner, bracket.quantities[0]
        rate = next((q for q in owner.quantities if q.start > bracket.end), None) if owner is not None else None
        if owner is None or rate is None or rate.unit != "%" or not plan.value or not ONLY.fullmatch(bracket.shown):
            continue
        said = WITH_THEN.search(owner.between(bracket.start - 90, bracket.start - 1))
        reached = re.fullmatch(r"\s*,?\s*(?:đạt|bằng)\s*", owner.between(bracket.end + 1, rate.start))
        nows = nows_of(owner, [q for q in owner.quantities if q.end <= bracket.start], plan)
        if said and said["plan"] and reached and nows and bracket.start - nows[-1].end <= 2 * BACK:
            now, slack = nows[-1], rounding_of((nows[-1], plan)) * 100 / plan.value
            yield Ratio(now.start, f"{now.text}/{plan.text}", now.value, plan.value, rate, True, False, slack)


def _rate_of_change(owner: Stretch, before: Sequence[Quantity], then: Quantity, until: int) -> Iterator[Ratio]:
    rate = before[-1]
    way = way_before(owner, rate)
    told = way and THEN.search(owner.between(rate.end, until)) and then.value and not then.approximate
    nows = nows_of(owner, before[:-1], then)
    if way and told and len(nows) == 1 and rate.start - nows[0].end <= BACK and not rate.approximate:
        now, slack = nows[0], measured_rounding((nows[0], then)) * 100 / then.value
        yield Ratio(
            now.start, f"{now.text}/{then.text}", now.value, then.value, rate, True, False, slack, _way(way["way"])
        )


def _rate_and_change(owner: Stretch, before: Sequence[Quantity], bracket: Stretch, moved: Quantity) -> Iterator[Ratio]:
    """ "250 doanh nghiệp, giảm 39,17% so với cùng kỳ (tương ứng giảm 161 doanh nghiệp)"."""
    rate = before[-1]
    way = way_before(owner, rate)
    told = _AS_MUCH.fullmatch(bracket.between(bracket.start, moved.start))
    nows = nows_of(owner, before[:-1], moved)
    if not way or not told or not nows or rate.start - nows[-1].end > BACK or rate.approximate or moved.approximate:
        return
    now, more = nows[-1], way["way"].casefold() == "tăng"
    whole = now.value - moved.value if more else now.value + moved.value
    if whole > 0 and more == (told["way"].casefold() == "tăng"):
        slack = measured_rounding((now, moved)) * 100 / whole
        said = f"{now.text}/{format_number(whole)}"
        yield Ratio(now.start, said, now.value, whole, rate, True, False, slack, _way(way["way"]))


def _share_of_change(owner: Stretch, before: Sequence[Quantity], bracket: Stretch, rate: Quantity) -> Iterator[Ratio]:
    """ "giảm 40 vụ (25,3%)": of what there was, which is what there is and what went."""
    moved = before[-1] if before and before[-1].unit != "%" else None
    way = way_before(owner, moved) if moved else None
    if moved is None or way is None or moved.approximate or rate.approximate or not _SHARE.fullmatch(bracket.shown):
        return
    more, rate = way["way"].casefold() == "tăng", replace(rate, value=abs(rate.value))  # "giảm 40 vụ (-25,3%)"
    if re.search(r"[,;.]", owner.between(moved.end, bracket.start - 1)):
        return
    for now in _now_of(owner, before[:-1], moved, rate, more=more):
        whole = now.value - moved.value if more else now.value + moved.value
        if whole <= 0 or abs(now.value * 100 / whole - rate.value) <= 1:
            continue  # "giảm 40 vụ (bằng 74,7%)": what there is of what there was
        slack = measured_rounding((now, moved)) * 100 / whole
        told = f"{now.text}/{format_number(whole)}"
        yield Ratio(now.start, told, now.value, whole, rate, True, False, slack, _way(way["way"]))


def _now_of(
    owner: Stretch, before: Sequence[Quantity], moved: Quantity, rate: Quantity, *, more: bool
) -> Iterator[Quantity]:
    """Yield what there is now: the number right before "tăng …", else the only one of its kind, here or a sentence ago.

    Nothing where another number of the kind makes the rate right.
    """
    nows = [now for now in nows_of(owner, before, moved) if not _is_of_before(owner, now)]
    named = [now for now in nows if _is_called_so(owner, now, moved)] if len(nows) > 1 else []
    if len(named) == 1 and moved.start - named[0].end <= 2 * BACK:
        yield named[0]
        return
    if not nows and owner.before is not None and owner.owner is None:
        earlier = owner.before
        nows = [now for now in nows_of(earlier, earlier.quantities, moved) if counts_alike(now, moved)]
        nows = [now for now in nows if not _is_of_before(earlier, now)]
        if len(nows) > 1 and not any(_changes(now, moved, rate, more=more) for now in nows):
            slipped = [now for now in nows if _changes_but_for_a_slip(now, moved, rate, more=more)]
            nows = slipped or [now for now in nows if _is_called_so(earlier, now, moved, owner)]
    elif nows and _AT_ONCE.fullmatch(owner.between(nows[-1].end, moved.start)):
        fits = any(_changes(now, moved, rate, more=more) for now in nows[:-1])
        nows = [] if fits else nows[-1:]
    elif nows and moved.start - nows[-1].end > BACK:
        return
    elif len(nows) > 1 and not any(_changes(now, moved, rate, more=more) for now in nows):
        slipped = [now for now in nows if _changes_but_for_a_slip(now, moved, rate, more=more)]
        nows = slipped or [now for now in nows if _is_called_so(owner, now, moved)]
    if len(nows) == 1:
        yield nows[0]


def _is_change(stretch: Stretch, between: re.Match[str], moved: Quantity, rate: Quantity, whole: Decimal) -> bool:
    """True where "tăng 50 tấn, tương ứng 4,2%" tells the change, and no plan stands behind the rate.

    "=" says so, and words behind the rate that compare; "bằng 62%" may be of anything, and has to look mistyped.
    """
    if of_plan(stretch, rate):
        return False
    by = (between["vague"] or "").casefold()
    compares = by != "bằng" and _WITH_THEN.match(stretch.between(rate.end, rate.end + 30)) is not None
    return not by or compares or looks_mistyped(rate, moved.value * 100 / whole)


def _is_of_before(home: Stretch, now: Quantity) -> bool:
    """ "Tháng trước xảy ra 10 vụ; giảm 02 vụ (20%)": a number of the time before is not what there is now."""
    said = _WITH_IT.sub("", re.split(r"[;:]", home.between(home.start, now.start))[-1])
    return _BEFORE.search(said) is not None


def _is_called_so(home: Stretch, now: Quantity, moved: Quantity, mine: Stretch | None = None) -> bool:
    """ "làm chết 5.293 người" and "giảm 201 người chết": the words round the number say what the change is of.

    `mine` is the stretch of the change, where it is another than that of what there is now. "Số người chết giảm 201
    người" says it before.
    """
    mine = mine or home
    told = fold(re.split(r"[,;]", home.between(now.start - 30, now.start))[-1]).split()
    behind = fold(re.split(r"[,;.(]|\bso\b", mine.between(moved.end, moved.end + 40))[0]).split()[1:2]
    before = _OF_WHAT.search(mine.between(moved.start - 60, moved.start))
    words = behind or (fold(before["what"]).split()[:1] if before else [])
    if words == ["bị"]:
        words = ["thương"]
    return bool(words) and all(word in told for word in words)


def _changes_but_for_a_slip(now: Quantity, moved: Quantity, rate: Quantity, *, more: bool) -> bool:
    whole = now.value - moved.value if more else now.value + moved.value
    return whole > 0 and looks_mistyped(rate, moved.value * 100 / whole)


def _changes(now: Quantity, moved: Quantity, rate: Quantity, *, more: bool) -> bool:
    whole = now.value - moved.value if more else now.value + moved.value
    return whole > 0 and abs(moved.value * 100 / whole - rate.value) <= 1


def _way(typed: str) -> str:
    return "tăng" if typed.casefold() == "tăng" else "giảm"
