"""How many fall on each on average: "24 lớp cho 1.080 người, bình quân 45 người/lớp"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import Product, Quantity
from sync.reading.joints import Stretch
from sync.reading.nouns import kind_of
from sync.reading.products import COMPARED
from sync.reading.quantities import grain, same_head
from sync.reading.slips import is_slip, looks_mistyped, one_digit_off

_AVERAGE = re.compile(r"\b(?:bình quân|trung bình)\b", re.IGNORECASE)
# "bình quân mỗi ngày có 48 lượt người", "bình quân mỗi lớp 45 học viên"
_EACH = re.compile(
    r"\b(?:bình quân|trung bình),?\s+(?:mỗi|một|01)\s+(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)(?: [^,;.\d]{1,40})?\s*$",
    re.IGNORECASE,
)
_ON_AVERAGE = re.compile(r"\b(?:bình quân|trung bình)(?: (?:đạt|là|có|khoảng|ước))*\s*$", re.IGNORECASE)
_PER = re.compile(r"[^/;.,()]{0,30}/\s?(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)")
_EXACTLY = Decimal("0.02")  # how near to a product a total must come that an average of so few digits tells


def averages(found: Sequence[Stretch]) -> Iterator[Product]:
    """Yield count, average and total where no two numbers around the average give it, and one looks mistyped."""
    for stretch in found:
        home = stretch.owner or stretch
        if not _AVERAGE.search(stretch.shown):
            continue
        for each in stretch.quantities:
            noun = _falls_on(stretch, each)
            if noun is None or each.approximate or not each.value or each.unit == "%":
                continue
            before = home.before.quantities if home.before is not None else ()
            here = [q for q in {*home.quantities, *stretch.quantities} if q is not each]
            for told in (here, [*before, *here]):
                near = sorted((q for q in told if not q.approximate and q.value), key=lambda q: q.start)
                counts = [q for q in near if _is_counted(q, noun)]
                totals = [q for q in near if _is_total(each, q, noun)]
                if counts and totals and not _given(counts, each, totals):
                    mine = [[q for q in some if not _is_compared(home, stretch, q)] for some in (counts, totals)]
                    yield from _off(mine[0], each, mine[1])
                if counts and totals:
                    break


def _falls_on(stretch: Stretch, each: Quantity) -> str | None:
    """Return what the average is of: "lớp" of "45 người/lớp"."""
    before = stretch.between(each.start - 70, each.start)
    if said := _EACH.search(before):
        return fold(said["noun"])
    per = _PER.match(stretch.between(each.start, each.start + 60).replace(each.text.split("/")[0], "", 1))
    return fold(per["noun"]) if per and _ON_AVERAGE.search(before) else None


def _is_counted(quantity: Quantity, noun: str) -> bool:
    if quantity.unit is not None:
        return quantity.unit == noun.split()[0]
    head = quantity.head[1:] if quantity.head[:1] == ("lượt",) else quantity.head
    return bool(head) and (" ".join(head[:2]) == noun or head[0] == noun.split()[0])


def _is_total(each: Quantity, total: Quantity, noun: str) -> bool:
    if each.unit is not None or total.unit is not None:
        return total.unit is not None and (each.unit or "").split("/")[0] == total.unit
    if _is_counted(total, noun) or not total.head or not each.head:
        return False
    kinds = kind_of(each.head), kind_of(total.head)
    return same_head(each.head, total.head) or (kinds[0] == kinds[1] == "person")


def _is_compared(home: Stretch, stretch: Stretch, quantity: Quantity) -> bool:
    where = stretch if quantity in stretch.quantities else home
    return COMPARED.search(where.between(quantity.start - 30, quantity.start)) is not None


def _given(counts: Sequence[Quantity], each: Quantity, totals: Sequence[Quantity]) -> bool:
    return any(abs(total.value / count.value - each.value) < grain(each) for count in counts for total in totals)


def _off(counts: Sequence[Quantity], each: Quantity, totals: Sequence[Quantity]) -> Iterator[Product]:
    for count in counts:
        for total in totals:
            if _one_mistyped(count, each, total):
                yield Product(count, each, total)
                return


def _one_mistyped(count: Quantity, each: Quantity, total: Quantity) -> bool:
    right = total.value / count.value
    if looks_mistyped(each, right):
        return True
    product = count.value * each.value
    exact = grain(each) <= each.value * _EXACTLY
    if exact and _looks(total, product):
        return True
    counted = Decimal(round(total.value / each.value))
    off = abs(counted * each.value - total.value)
    return counted > 0 and off <= total.value * _EXACTLY / 2 and is_slip(count.value, counted)


def _looks(total: Quantity, right: Decimal) -> bool:
    written, meant = total.value / grain(total), Decimal(round(right / grain(total)))
    return written != meant and (is_slip(written, meant) or one_digit_off(written, meant))
