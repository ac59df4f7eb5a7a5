"""Rates told of several parts of one whole: "37 người, tỷ lệ 41,57%; … 8 người, tỷ lệ 8,98%" of "89 người".

Each rate alone may be of something else. Where two of them are of the same number, or three speak of one that is not
told, their neighbour, said in the same way, is of it too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sync.model.sentences import Quantity, Ratio
from sync.normalise.figures import format_number
from sync.reading.joints import Stretch
from sync.reading.nouns import is_neutral, is_one_of, kind_of
from sync.reading.quantities import grain, same_head
from sync.reading.ratedparts import Pair, pairs_of
from sync.reading.slips import exchanged, is_slip, one_digit_off

_CLOSE_BY = 90  # characters between two shares of a whole that is not told
_NEAR = 2  # pairs between one that fits and its neighbour that does not
_NARROW = Decimal("0.015")  # of a whole that a rate speaks of without its being told: how well it is known
_WIDE = Decimal("0.25")
_ALL = Decimal(100)
_MOST = 30  # rates told side by side
_BACK, _AHEAD = 600, 300  # characters from a part to the number that it is one of
_ROUNDED, _CUT_OFF = Decimal("0.6"), Decimal(1)  # last digits that a rate may be off, rounded or cut off
_LOOSE = Decimal("1.5")  # last digits by which the rates of a whole may miss 100 in all


def sibling_rates(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield the rates of a text that are not those of the whole that their neighbours are of."""
    pairs = sorted((p for s in found for p in pairs_of(s)), key=lambda p: p.part.start)
    if len(pairs) < 2:
        return
    every = sorted({q for s in found for q in s.quantities}, key=lambda q: q.start)
    for run in _runs(pairs):
        low = bisect_left(every, run[0].part.start - _BACK, key=lambda q: q.start)
        high = bisect_left(every, run[-1].part.start + _AHEAD, key=lambda q: q.start)
        wholes = [q for q in every[low:high] if _may_hold(q, run)]
        told = [(w, [p for p in run if p.part is not w and _fits(p, w)]) for w in wholes]
        best = max(told, key=lambda each: len(each[1]), default=None)
        twain = next((each for each in told if len(each[1]) == 1 and _are_all(run, each[0])), None)
        if len(run) == 2 and best and len(best[1]) == 1 and (twain or _is_only_one(best[0], wholes, run)):
            whole, fitting = twain or best
            yield from (_ratio(p, whole) for p in run if p not in fitting and (twain or _slipped(p, whole, wholes)))
        elif best and len(best[1]) > 1 and best[0].value > max(p.part.value for p in best[1]):
            yield from _odd_ones(run, best[0], best[1], wholes)
        else:
            yield from _of_untold(run, wholes)


def _is_only_one(whole: Quantity, wholes: Sequence[Quantity], run: Sequence[Pair]) -> bool:
    """True where one of two rates is exactly that of one number before them, and of no other."""
    fitting = [w for w in wholes if w.end <= run[0].part.start and any(_fits(p, w) for p in run)]
    return fitting == [whole] and whole.value > max(p.part.value for p in run)


def _slipped(pair: Pair, whole: Quantity, wholes: Sequence[Quantity]) -> bool:
    """True where two digits exchanged, in the part or its rate, would make the rate that of a whole."""
    if any(_fits(pair, w) for w in wholes if w is not pair.part):
        return False
    right = [replace(pair, part=replace(pair.part, value=n)) for n in exchanged(pair.part.value)]
    right += [replace(pair, rate=replace(pair.rate, value=n)) for n in exchanged(pair.rate.value)]
    return any(_fits(one, whole) for one in right)


def _are_all(run: Sequence[Pair], whole: Quantity) -> bool:
    """True where two parts are all of a whole, by their numbers or by their rates."""
    rates = sum((pair.rate.value for pair in run), Decimal(0))
    return sum((pair.part.value for pair in run), Decimal(0)) == whole.value or rates == _ALL


def _runs(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Yield pairs that follow one another, are said alike and count alike."""
    run: list[Pair] = []
    for pair in pairs:
        apart = run and pair.part.start - run[-1].part.start > _BACK
        if apart or len(run) == _MOST or (run and not _goes_on(run[-1], pair)):
            yield run
            run = []
        run.append(pair)
    yield run


def _goes_on(one: Pair, other: Pair) -> bool:
    said_alike = one.manner == other.manner or "reach" not in {one.manner, other.manner}
    return said_alike and _alike(one.part, other.part)


def _odd_ones(
    run: Sequence[Pair], whole: Quantity, fitting: Sequence[Pair], wholes: Sequence[Quantity]
) -> Iterator[Ratio]:
    places = [at for at, pair in enumerate(run) if pair in fitting]
    for at, pair in enumerate(run):
        if pair in fitting or pair.part is whole:
            continue
        if pair.part.value > whole.value and not _slipped(pair, whole, wholes):
            continue
        near = any(abs(at - place) <= _NEAR for place in places)
        if near and not any(_fits(pair, other) for other in wholes if other is not pair.part):
            yield _ratio(pair, whole)


def _of_untold(run: Sequence[Pair], wholes: Sequence[Quantity]) -> Iterator[Ratio]:
    """Yield the one pair that speaks of another whole than all the others, or the whole that is mistyped for theirs."""
    spans = [_span(pair) for pair in run]
    if len(run) == 2:
        yield from _of_two(run, wholes)
    for at, (low, high) in enumerate(spans):
        if high - low > low * _NARROW:
            continue
        middle = (low + high) / 2
        agreed = [n for n, (a, b) in enumerate(spans) if a <= high and b >= low and b - a <= a * _WIDE]
        if len(agreed) == len(run) > 1:
            yield from _of_mistyped(run, [_span(pair, _CUT_OFF) for pair in run], wholes)
            return
        narrow = [n for n in agreed if spans[n][1] - spans[n][0] <= spans[n][0] * _NARROW]
        if len(run) < 3 or len(agreed) != len(run) - 1:
            continue
        odd = next(n for n in range(len(run)) if n not in agreed)
        if len(narrow) > 1 or (at in narrow and _makes_all(run, odd, middle)):
            whole = Quantity(
                run[odd].part.start, run[odd].part.end, _written(middle, run[odd].part), middle, run[odd].part.unit, ()
            )
            if run[odd].part.value <= middle and not any(_fits(run[odd], w) for w in wholes if w is not run[odd].part):
                yield _ratio(run[odd], whole)
            return


def _of_two(run: Sequence[Pair], wholes: Sequence[Quantity]) -> Iterator[Ratio]:
    """Yield the second of two shares of one untold whole, where two digits exchanged would make both of the same.

    "13.823 hộ nghèo (chiếm 2,15%) và 14.441 hộ cận nghèo (chiếm 2,42%)".
    """
    one, other = run
    low, high = _span(one)
    told = any(_fits(pair, w) for w in wholes for pair in run if w is not pair.part)
    near = other.part.start - one.part.end < _CLOSE_BY and "reach" not in {one.manner, other.manner}
    alike = one.part.unit == other.part.unit and bool(one.part.head) and one.part.head[:1] == other.part.head[:1]
    narrow = high - low <= low * _NARROW and one.rate.value + other.rate.value <= _ALL
    if told or not near or not alike or not narrow or _meet(_span(one), _span(other)):
        return
    right = [replace(other, part=replace(other.part, value=n)) for n in exchanged(other.part.value)]
    right += [replace(other, rate=replace(other.rate, value=n)) for n in exchanged(other.rate.value)]
    right += [replace(one, part=replace(one.part, value=n)) for n in exchanged(one.part.value)]
    right += [replace(one, rate=replace(one.rate, value=n)) for n in exchanged(one.rate.value)]
    if any(_meet(_span(pair), _span(one if pair.part.start == other.part.start else other)) for pair in right):
        middle = (low + high) / 2
        whole = Quantity(other.part.start, other.part.end, _written(middle, other.part), middle, other.part.unit, ())
        yield _ratio(other, whole)


def _meet(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _of_mistyped(
    run: Sequence[Pair], spans: Sequence[tuple[Decimal, Decimal]], wholes: Sequence[Quantity]
) -> Iterator[Ratio]:
    """Yield the rate of the one number before its parts that, typed otherwise, would be the whole of them all."""
    low, high = max(a for a, _ in spans), min(b for _, b in spans)
    before = [w for w in wholes if w.end <= run[0].part.start]
    if low > high or any(low <= w.value <= high for w in wholes) or not before:
        return
    whole = before[-1]
    if whole.value == int(whole.value) and high - low < 30:
        for meant in range(int(low), int(high) + 1):
            if low <= meant <= high and (
                is_slip(whole.value, Decimal(meant)) or one_digit_off(whole.value, Decimal(meant))
            ):
                yield _ratio(run[0], whole)
                return


def _makes_all(run: Sequence[Pair], odd: int, whole: Decimal) -> bool:
    """True where the rates are all of a whole, as they stand or with the odd one as its part says."""
    others = sum((p.rate.value for n, p in enumerate(run) if n != odd), Decimal(0))
    slack = sum((grain(p.rate) for p in run), Decimal(0)) * _LOOSE
    return any(abs(others + rate - _ALL) <= slack for rate in (run[odd].rate.value, run[odd].part.value * 100 / whole))


def _span(pair: Pair, reach: Decimal = _ROUNDED) -> tuple[Decimal, Decimal]:
    """Return between which numbers the whole must be that a pair speaks of."""
    off = grain(pair.rate) * reach
    unsure = grain(pair.part) / 2 if pair.part.unit is not None or "," in pair.part.text else Decimal(0)
    low = (pair.part.value - unsure) * 100 / (pair.rate.value + off)
    return low, (pair.part.value + unsure) * 100 / max(pair.rate.value - off, Decimal("0.001"))


def _fits(pair: Pair, whole: Quantity) -> bool:
    if not whole.value or pair.part.value > whole.value:
        return False
    return abs(pair.part.value * 100 / whole.value - pair.rate.value) <= grain(pair.rate) + _slack(pair, whole)


def _ratio(pair: Pair, whole: Quantity) -> Ratio:
    return Ratio(
        pair.part.start,
        f"{pair.part.text}/{whole.text}",
        pair.part.value,
        whole.value,
        pair.rate,
        of_plan=False,
        slack=_slack(pair, whole),
    )


def _slack(pair: Pair, whole: Quantity) -> Decimal:
    if pair.part.unit is None:
        return Decimal(0)
    return 50 * (grain(pair.part) + pair.part.value / whole.value * grain(whole)) / whole.value


def _written(value: Decimal, like: Quantity) -> str:
    """Return about how much a whole is that nobody wrote, as its part is written."""
    digits = re.match(r"[\d.]*\d(?:,\d+)?", like.text)
    if like.unit is None or not digits:
        return format_number(value.quantize(Decimal(1)))
    written = Decimal(digits[0].replace(".", "").replace(",", "."))
    return format_number((value / (like.value / written)).quantize(Decimal(1))) + like.text[digits.end() :]


def _may_hold(whole: Quantity, run: Sequence[Pair]) -> bool:
    counted = whole.unit != "%" and not whole.approximate and whole.value > 0
    return counted and sum(_alike(whole, pair.part) for pair in run) > 1


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    if (
        not (one.head and other.head)
        or same_head(one.head, other.head)
        or is_neutral(one.head)
        or is_neutral(other.head)
    ):
        return True
    if is_one_of(one.head, other.head) or is_one_of(other.head, one.head):
        return True
    return kind_of(one.head) == kind_of(other.head) == "person"
