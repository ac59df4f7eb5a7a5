"""Which numbers look mistyped for one another: digits exchanged, one other, one too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from sync.model.sentences import Quantity
from sync.reading.quantities import grain
from sync.reading.regions import Part, total_of

_NEAR = Decimal("0.85")  # from this share of the whole on, counted pieces of "trong đó" are taken to be all of it

_FEW_OFF = 10  # that a count may be off, of a hundred and more
_SEVERAL = 3  # parts that can be in an order


def is_slip(written: Decimal, meant: Decimal) -> bool:
    """True where a number looks mistyped for another: two digits exchanged, one too many, or one of four wrong."""
    one, other = (f"{n.normalize():f}".replace(".", "") for n in (written, meant))
    if written == meant * 10 or one.strip("0") == other.strip("0"):
        return written != meant
    if len(one) == len(other) and sorted(one) == sorted(other) and len(_differing(one, other)) == 2:
        return True
    one, other = one.strip("0"), other.strip("0")  # round numbers differ in one digit by nature
    return len(one) == len(other) >= 4 and len(_differing(one, other)) == 1


def looks_mistyped(rate: Quantity, right: Decimal) -> bool:
    """True where a rate, written as exactly as this one, would be right with one digit or two typed otherwise."""
    last = grain(rate)
    right = right.quantize(last)
    # "12,90" for 10,92: a last nought is typed, too
    return is_slip(rate.value / last, right / last) or one_digit_off(rate.value, right)


def one_mends(whole: Decimal, parts: Sequence[Decimal], *, few: int = 0) -> bool:
    """True where one of the numbers, typed otherwise, would make the parts all of the whole, or where they are.

    One digit is other, or two are exchanged; where things were counted by hand, a `few` are off.
    """
    off = whole - sum(parts, Decimal(0))
    meant = ((whole, whole - off), *((part, part + off) for part in parts))
    return any(n > 0 and (abs(off) <= few or is_slip(value, n) or one_digit_off(value, n)) for value, n in meant)


def one_digit_off(one: Decimal, other: Decimal) -> bool:
    """True where two numbers of as many digits differ in one of them; 7 is 07 beside 17."""
    a, b = (f"{n.normalize():f}".replace(".", "") for n in (one, other))
    if min(one, other) >= 1 and {len(a), len(b)} == {1, 2}:
        a, b = a.zfill(2), b.zfill(2)
    return len(a) == len(b) and len(_differing(a, b)) == 1


def exchanged(number: Decimal) -> Iterator[Decimal]:
    """Yield a number with two of its digits exchanged, in every way that leaves as many digits."""
    digits = f"{number:f}"
    for one, other in combinations(range(len(digits)), 2):
        swapped = [*digits]
        swapped[one], swapped[other] = digits[other], digits[one]
        if swapped != [*digits] and "." not in (digits[one], digits[other]) and swapped[0] != "0":
            yield Decimal("".join(swapped))


def _differing(one: str, other: str) -> list[int]:
    return [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]


def nearly(whole: Quantity, parts: Sequence[Part]) -> bool:
    """True where parts are most of a whole, or where one number looks mistyped that would make them all of it."""
    total = total_of(parts)
    if mistyped(whole, parts) and not _told_largest_first(whole, parts):
        return True
    few = min(_FEW_OFF, int(whole.value / _FEW_OFF))
    typed = one_mends(whole.value, [p.quantity.value for p in parts], few=few)
    return whole.unit is None and ((total >= whole.value * _NEAR and typed) or whole.value - total == 1)


def _told_largest_first(whole: Quantity, parts: Sequence[Part]) -> bool:
    """True of "12.450 liều, trong đó 5.200, 3.100, 1.450": 4.150, which would make them all, would stand before 3.100.

    What is told from the largest down need not be all, and of round numbers some slip often would make it so.
    """
    values = [p.quantity.value for p in parts]
    lacking = whole.value - sum(values, Decimal(0))
    if len(values) < _SEVERAL or values != sorted(values, reverse=True) or is_slip(whole.value, total_of(parts)):
        return False
    meant = [[*values[:at], v + lacking, *values[at + 1 :]] for at, v in enumerate(values) if is_slip(v, v + lacking)]
    return all(one != sorted(one, reverse=True) for one in meant)


def mistyped(whole: Quantity, parts: Sequence[Part]) -> bool:
    """True where one number that looks mistyped would make the parts all of the whole."""
    total = total_of(parts)
    lacking = whole.value - total
    return is_slip(whole.value, total) or any(_is_slip_of(p.quantity, p.quantity.value + lacking) for p in parts)


def _is_slip_of(part: Quantity, meant: Decimal) -> bool:
    """True where a part looks mistyped; 2 is no 20 that lost its nought: of small numbers that is chance."""
    return is_slip(part.value, meant) and not (part.value < 10 and meant == part.value * 10)
