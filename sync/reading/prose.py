"""A sentence's numbers and how they belong together; docs/analysis/prose.md is the grammar."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from sync.model.sentences import PartOf, Quantity, Ratio, Reading
from sync.normalise.numbers import FoundNumber, find_numbers
from sync.reading.accounts import accounts, accounts_of_one, accounts_over, beside_accounts, flows
from sync.reading.askedrates import asked_rates
from sync.reading.averages import averages
from sync.reading.balances import balances
from sync.reading.beside import added_up, altogether, among_them, of_all_told, of_these, of_total, side_by_side
from sync.reading.bracketed import bracket_totals
from sync.reading.breakdowns import breakdowns
from sync.reading.changes import (
    rates_of_change,
    rates_of_change_beside,
    rates_of_change_inside,
    rates_of_plan_beside,
    rates_of_then_beside,
)
from sync.reading.columns import columns, named_alike
from sync.reading.comparisons import (
    changes_in_ratios,
    compared_then,
    comparisons,
    fallen,
    from_to,
    points,
    points_then,
    turned_into,
)
from sync.reading.dashed import dashed
from sync.reading.grown import flows_over, of_that_time
from sync.reading.joints import Stretch, stretches
from sync.reading.lasttotals import last_totals
from sync.reading.laterrates import later_rates
from sync.reading.leftover import left_of_total
from sync.reading.lists import lists_of
from sync.reading.namedrates import named_rates
from sync.reading.netted import netted, the_other
from sync.reading.numbered import numbered
from sync.reading.numberedrows import numbered_rows
from sync.reading.ofthefirst import rates_of_the_first
from sync.reading.outcomes import outcomes
from sync.reading.placecounts import in_names
from sync.reading.plantold import rates_of_told_plan
from sync.reading.products import products
from sync.reading.quantities import names_one, quantity_of
from sync.reading.raised import raised_to
from sync.reading.ratedparts import are_some, pairs_of
from sync.reading.rates import is_rate, rates_among, rates_in_brackets, rates_inside, rates_of_parts, told_rates
from sync.reading.ratioparts import (
    parts_behind_ratios,
    parts_beside_ratios,
    parts_of_ratios,
    reached_or_passed,
    shared_whole,
    within_ratios,
)
from sync.reading.ratios import ratios
from sync.reading.rests import rests
from sync.reading.runtotals import run_totals
from sync.reading.shares import shares, taken_shares
from sync.reading.siblings import sibling_rates
from sync.reading.sums import sums
from sync.reading.tabled import tabled
from sync.reading.thenandnow import then_and_now
from sync.reading.totals import totals
from sync.reading.twofold import twofold
from sync.reading.unled import (
    among_bracketed,
    dealt_with,
    in_total,
    left_of_one,
    listed_behind,
    parts_of_earlier,
    told_next,
)

# "đạt 15 huy chương (04 vàng, …)": behind a bracket a number counts; "chương" does not name it.
_COUNTING = re.compile(r"(?<=\s)\((?=\d{1,3} [^\W\d_])")
# "tại Phú Yên (10), Đồng Nai (5), An Giang (4)": counts, where three of them stand like this.
_OF_NAMES = re.compile(r"(?<=[^\W\d_]\s)\((?=\d{1,3}\)(?:[,;.]|\s?và\b|$))")
_GLUED = re.compile(r"(?<=[^\W\d_])\((?=\d{1,3} [^\W\d_])")  # "nhiệm vụ(03 nhiệm vụ …"
# "18 vụ/27 bị can": behind a counted noun a stroke joins two counts of different things.
_BESIDE = re.compile(r"(?<=\d )([^\W\d_]+)((?: [^\W\d_]+){0,3})/(?=\d[\d.,]* (?!\1(?!\w))[^\W\d_])")

_KIND_COUNTS = re.compile(
    r"\b(?:quyết định|công văn|báo cáo|tờ trình|kế hoạch|thông báo|giấy mời|nghị quyết|chỉ thị|hướng dẫn|văn bản)"
    r"(?= \d{1,4}(?:[,;)]|\.?$))",
    re.IGNORECASE,
)
# "lãnh đạo Sở 03, các phòng 28": of several together a number counts, and names none of them.
_OF_SEVERAL = re.compile(
    r"\b(?<=các )(?:phòng|tổ|trạm|đội|nhóm|khối|lớp|trường|khoa|ban|đơn vị|chi cục)(?= \d{1,3}(?:[,;)]| và|$))",
    re.IGNORECASE,
)
# "phê duyệt mẫu 02, kiểm định 215, hiệu chuẩn 64": among labels with their numbers a noun is a label too.
_LABELLED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,12} ){2}\d{1,4}(?=[,;)]|\.\s|\.?$)")
_NAMING = re.compile(
    r"(?<=[^\W\d_] )(?:mẫu|phòng|tổ|lớp|nhóm|bảng|biểu|hình|trang)(?= \d{1,3}(?:[,;)]|\.\s|\.?$))", re.IGNORECASE
)
_CLOSING = re.compile(r" \d{1,4}(?=[,;)]|\.\s|\.?$)")  # what labels and kinds of documents stand before
_SIGNED = re.compile(r"(?<=ký )số(?= \d)", re.IGNORECASE)  # "ký số 409 văn bản" is a deed
_NUMBERED_NAME = re.compile(r"[^\W\d_] \d{1,2}(?:\.\d)?$")
_HAIR = Decimal("0.011")
_FEW = 6  # rates before one that may be their difference
_NEAR = 600  # characters round a part in which its whole may stand
_MOST = 60  # numbers in one sentence: what has more is a table typed as text, and is not read for relations


@lru_cache(maxsize=4096)
def read(text: str, notes: tuple[tuple[int, str], ...] = ()) -> Reading:
    """Return what a text says with its numbers.

    `notes` are (position in the text, text) of the notes marked in it. Never raises; linear in the text's length but
    for what stands in one sentence.
    """
    reading, found = _alone(text)
    if found is None:
        return reading
    lists = tuple(lists_of(text, found, notes))
    named = {listed.count.start for listed in lists if any(_NUMBERED_NAME.search(item) for item in listed.items)}
    parts = tuple(p for p in reading.parts if p.whole.start not in named or any(q.head or q.unit for q in p.parts))
    return replace(reading, lists=lists, parts=parts)  # in "Phòng Nghiệp vụ 1, Phòng Nghiệp vụ 2" nothing is counted


@lru_cache(maxsize=512)  # of one sheet's texts: some checks ask for them with their notes, others without
def _alone(text: str) -> tuple[Reading, Sequence[Stretch] | None]:
    """Return what a text says but for its lists, which notes may hold, and its stretches; None without a number."""
    numbers = find_numbers(_countable(text))
    if not numbers:
        return Reading(), None
    quantities = tuple(q for q in (quantity_of(text, found) for found in numbers) if q is not None)
    starts = {q.start for q in quantities}
    others = [n.start for n in numbers if n.start not in starts and not names_one(text, n)]
    found = [
        s for s in stretches(text, quantities, others) if len((s.owner or s).quantities) <= _MOST >= len(s.quantities)
    ]
    if len(numbers) == 1:  # there is no other that it could belong to, but "62/65" is one
        return Reading(quantities, ratios=_each_once(*ratios(text, numbers, quantities))), found
    parts = tuple(_parts(text, found, numbers, quantities))
    reading = Reading(
        quantities=quantities,
        parts=parts,
        shares=tuple(one for stretch in found for one in (*shares(stretch), *taken_shares(stretch))),
        products=tuple(dict.fromkeys((*products(found), *averages(found)))),
        flows=(*(flow for stretch in found for flow in flows(stretch)), *flows_over(found)),
        ratios=_each_once(
            *ratios(text, numbers, quantities),
            *named_rates(found),
            *_unexcused(text, _told(text, found, parts, quantities), quantities),
        ),
    )
    return reading, found


def _told(
    text: str, found: Sequence[Stretch], parts: Sequence[PartOf], quantities: Sequence[Quantity]
) -> Iterator[Ratio]:
    """Yield the rates that are told of two numbers which nobody wrote as a ratio."""
    yield from (
        *(r for stretch in found for r in told_rates(stretch)),
        *rates_of_parts(text, parts, quantities),
        *rates_of_change(found),
        *rates_of_change_beside(found),
        *rates_of_change_inside(found),
        *rates_of_plan_beside(found),
        *(r for told in (rates_of_told_plan, rates_of_the_first, asked_rates) for r in told(found)),
        *rates_of_then_beside(found),
        *(r for stretch in found for r in (*rates_in_brackets(stretch), *rates_inside(stretch))),
        *rates_among(found),
        *sibling_rates(found),
        *later_rates(found),
    )


def _unexcused(text: str, told: Iterable[Ratio], quantities: Sequence[Quantity]) -> Iterator[Ratio]:
    """Yield the ratios but for those whose rate is right of another whole that the text tells."""
    at = {q.start: q for q in quantities}
    for one in told:
        part = at.get(one.start)
        if one.rate is not None and one.change and _is_between_rates(one.rate, quantities):
            continue
        if part is None or one.rate is None or one.change or not _fits_another(text, one, part, quantities):
            yield one


def _is_between_rates(rate: Quantity, quantities: Sequence[Quantity]) -> bool:
    """ "1.250 hộ (3,1%), nay 980 hộ (2,4%), giảm 270 hộ (0,7%)": by how many points two others differ."""
    low = bisect_left(quantities, rate.start - _NEAR, key=lambda q: q.start)
    others = [q.value for q in quantities[low:] if q.unit == "%" and q.end <= rate.start]
    return any(abs(abs(one - other) - rate.value) <= _HAIR for one, other in combinations(others[-_FEW:], 2))


def _fits_another(text: str, one: Ratio, part: Quantity, quantities: Sequence[Quantity]) -> bool:
    rate = one.rate
    ends = text.find(". ", one.start, one.start + _NEAR)
    low = bisect_left(quantities, one.start - _NEAR, key=lambda q: q.start)
    high = bisect_left(quantities, ends if ends > 0 else one.start + _NEAR, key=lambda q: q.start)
    return rate is not None and any(
        whole.unit == part.unit and whole.value > part.value and is_rate(part, whole, rate)
        for whole in quantities[low:high]
    )


def _each_once(*told: Ratio) -> tuple[Ratio, ...]:
    """Return the ratios, each rate of a number once, though the sentence is read for it in several ways."""
    seen: dict[tuple[int, int | None, str], Ratio] = {}
    for one in told:
        seen.setdefault((one.start, one.rate.start if one.rate else None, one.change), one)
    return tuple(seen.values())


def _countable(text: str) -> str:
    """Return a text of the same length in which each count looks like one: no sign glued to it, no kind naming it.

    In a list of counts ("quyết định 28, công văn 97") the kinds are hidden: no symbols of documents stand behind them.
    """
    text = _SIGNED.sub("xx", text)
    text = _OF_SEVERAL.sub(lambda found: "x" * len(found[0]), text)
    if len(_CLOSING.findall(text)) > 2 and len(_LABELLED.findall(text)) > 2:
        text = _NAMING.sub(lambda found: "x" * len(found[0]), text)
    if "(" in text:
        if len(_OF_NAMES.findall(text)) > 2:
            text = _OF_NAMES.sub(";", text)
        text = _GLUED.sub(" ", _COUNTING.sub(";", text))
    if "/" in text:
        text = _BESIDE.sub(r"\1\2 ", text)
    if len(_CLOSING.findall(text)) < 2 or len(_KIND_COUNTS.findall(text)) < 2:
        return text
    return _KIND_COUNTS.sub(lambda found: "x" * len(found[0]), text)


def _parts(
    text: str, found: Sequence[Stretch], numbers: Sequence[FoundNumber], quantities: Sequence[Quantity]
) -> Iterator[PartOf]:
    """Yield each relation once, though a sentence may say it in two ways."""
    said: set[frozenset[int]] = set()
    rates = {pair.part.start: pair.rate for stretch in found for pair in pairs_of(stretch)}
    for relation in (
        *(r for stretch in found for r in _of_stretch(stretch)),
        *(r for stretch in found for r in (*accounts(text, stretch, quantities), *beside_accounts(stretch))),
        *accounts_over(found),
        *accounts_of_one(found),
        *(r for stretch in found for r in (*netted(stretch), *the_other(stretch))),
        *raised_to(found),
        *(r for stretch in found for r in (*listed_behind(stretch), *dealt_with(stretch))),
        *(r for told in (left_of_one, parts_of_earlier, among_bracketed, twofold, tabled) for r in told(found)),
        *(r for told in (dashed, balances, told_next, bracket_totals, then_and_now) for r in told(found)),
        *(r for stretch in found for r in (*in_total(stretch), *of_that_time(stretch))),
        *numbered_rows(text, found, quantities),
        *(r for stretch in found for r in (*totals(stretch), *sums(stretch), *numbered(stretch))),
        *(r for stretch in found for r in (*last_totals(stretch), *left_of_total(stretch))),
        *(r for stretch in found for r in (*outcomes(stretch), *run_totals(stretch), *fallen(stretch))),
        *(r for stretch in found for r in (*points(stretch), *points_then(stretch))),
        *(r for told in (comparisons, compared_then, from_to, in_names, turned_into) for r in told(found)),
        *changes_in_ratios(text, found),
        *rests(text, numbers, quantities),
        *within_ratios(text, numbers, quantities),
        *parts_of_ratios(text, found, numbers),
        *parts_beside_ratios(text, found, numbers),
        *reached_or_passed(text, numbers, quantities),
        *parts_behind_ratios(found, numbers, text),
        *shared_whole(text, numbers, quantities),
    ):
        key = frozenset(q.start for q in (relation.whole, *relation.parts, *relation.carried))
        if key not in said and not are_some(relation, rates):
            said.add(key)
            yield relation


def _of_stretch(stretch: Stretch) -> Iterator[PartOf]:
    opened = list(breakdowns(stretch))
    agreed = {q.start for r in opened if r.exhaustive and _agrees(r) for q in (r.whole, *r.parts)}
    side = [r for r in columns(stretch) if not agreed & {r.whole.start, r.parts[0].start}]
    beside = {relation.whole.start for relation in side}
    opened = [*(relation for relation in opened if relation.whole.start not in beside), *side]
    yield from opened
    yield from named_alike(stretch)
    yield from side_by_side(stretch, {part.start for relation in opened for part in relation.parts})
    yield from of_total(stretch)
    yield from altogether(stretch)
    yield from added_up(stretch)
    yield from of_these(stretch)
    yield from of_all_told(stretch)
    yield from among_them(stretch)


def _agrees(relation: PartOf) -> bool:
    return abs(sum(part.value for part in relation.parts) - relation.whole.value) <= relation.slack
