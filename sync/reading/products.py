"""How much falls on each, and on all: "1.125 hộ, mỗi hộ 500.000 đồng, tổng kinh phí 562,5 triệu đồng"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import Product, Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import grain
from sync.reading.slips import is_slip, one_digit_off

# "mỗi hộ 500.000 đồng", "mỗi xã, phường 02 băng rôn", "mỗi suất trị giá 500 nghìn đồng"
_EACH = re.compile(
    r"\bmỗi (?P<noun>[^\W\d_]+(?:,? [^\W\d_]+){0,3}?)"
    r"(?: (?:được )?(?:hỗ trợ|nhận|trị giá|có|là|cấp|treo|trao|tặng|thưởng|số tiền|mức))*\s*$",
    re.IGNORECASE,
)
_PER = re.compile(r"(?P<what>[^/]+)/(?P<each>[^/]+)$")
# What a hectare bears, in the units in which harvests are told.
_HARVESTS = {
    ("tạ/ha", "tấn"): Decimal("0.1"),
    ("tạ/ha", "tạ"): Decimal(1),
    ("tấn/ha", "tấn"): Decimal(1),
    ("kg/ha", "kg"): Decimal(1),
    ("kg/ha", "tấn"): Decimal("0.001"),
}
COMPARED = re.compile(
    r"\b(?:tăng|giảm|vượt|hơn|thêm|lũy kế|luỹ kế|kế hoạch|cùng kỳ|còn|tồn|trong đó|riêng)(?: [^\W\d_]+){0,3}\s*$",
    re.IGNORECASE,
)
_TELLING = 3  # digits but for noughts: of 65 tạ/ha or 500.000 đồng one digit other is no slip, but another thing
_NEAR = 200  # characters between what each has and the others
_WHOLE = Decimal("0.01")  # how near to a whole number a count must come that a quotient gives


def products(found: Sequence[Stretch]) -> Iterator[Product]:
    """Yield count, each and total where no total of the sentence is the product, and one of the three looks mistyped.

    Averages are rounded, and totals may hold more than what each has: what is only near says nothing.
    """
    several = _several_fall(found)
    for stretch in found:
        home = stretch.owner or stretch
        if home.start in several:
            continue
        told = sorted({q.start: q for q in (*home.quantities, *stretch.quantities)}.values(), key=lambda q: q.start)
        falling = [q for q in stretch.quantities if _falls_on(stretch, q)[0] and not _compared(home, stretch, q)]
        for each in falling if len(falling) == 1 else ():
            noun, unit, worth = _falls_on(stretch, each)
            if each.approximate or not each.value:
                continue
            near = [q for q in told if abs(q.start - each.start) <= _NEAR and q is not each and not q.approximate]
            counts = [q for q in near if _is_counted(q, noun) and q.value and not _compared(home, stretch, q)]
            totals = [q for q in near if q.unit == unit and _same_kind(each, q) and not _compared(home, stretch, q)]
            if counts and totals:
                yield from _off(counts, replace(each, value=each.value * worth), totals)


def _several_fall(found: Sequence[Stretch]) -> set[int]:
    """Return where sentences begin that tell of several what falls on each.

    "hỗ trợ 1,2 tỷ đồng xây mới 15 căn (50 triệu đồng/căn), sửa chữa 08 căn (20 triệu đồng/căn)".
    """
    told = ((stretch, q) for stretch in found for q in stretch.quantities)
    falling = [(stretch.owner or stretch).start for stretch, q in told if _falls_on(stretch, q)[0]]
    return {start for start in falling if falling.count(start) > 1}


def _falls_on(stretch: Stretch, each: Quantity) -> tuple[str, str | None, Decimal]:
    """Return what the number falls on ("hộ", "ha"), the unit of its total, and what a product is multiplied by."""
    per = _PER.fullmatch(each.unit or "")
    if per and per["each"] == "ha":
        ways = [(unit, worth) for (of, unit), worth in _HARVESTS.items() if of == each.unit]
        return ("ha", *ways[0]) if ways else ("", None, Decimal(1))
    if per:
        return per["each"], per["what"], Decimal(1)
    said = _EACH.search(stretch.between(each.start - 60, each.start))
    return (fold(said["noun"]), each.unit, Decimal(1)) if said else ("", None, Decimal(1))


def _is_counted(quantity: Quantity, noun: str) -> bool:
    if quantity.unit is not None:
        return quantity.unit == noun
    return bool(quantity.head) and quantity.head[0] == re.split(r"[ ,]", noun)[0]


def _same_kind(each: Quantity, total: Quantity) -> bool:
    return each.unit is not None or (bool(each.head) and each.head[:2] == total.head[:2])


def _compared(home: Stretch, stretch: Stretch, quantity: Quantity) -> bool:
    where = stretch if quantity in stretch.quantities else home
    return COMPARED.search(where.between(quantity.start - 30, quantity.start)) is not None


def _off(counts: Sequence[Quantity], each: Quantity, totals: Sequence[Quantity]) -> Iterator[Product]:
    if any(_fits(count, each, total) for count in counts for total in totals):
        return
    for count in counts:
        for total in totals:
            if _one_mistyped(count, each, total):
                yield Product(count, each, total)
                return


def _fits(count: Quantity, each: Quantity, total: Quantity) -> bool:
    """Return whether rounding explains what the product and the total differ by; averages and areas are rounded."""
    slack = grain(total) if total.unit is not None else Decimal(0)
    if "/" in (each.unit or ""):
        slack += count.value * grain(each)
    if count.unit is not None:
        slack += each.value * grain(count)
    return abs(count.value * each.value - total.value) <= slack


def _one_mistyped(count: Quantity, each: Quantity, total: Quantity) -> bool:
    if _mistyped(total, count.value * each.value) or _mistyped(each, total.value / count.value):
        return True
    counted = total.value / each.value
    exactly = count.unit is None and abs(counted - round(counted)) <= _WHOLE
    return exactly and is_slip(count.value, Decimal(round(counted)))


def _mistyped(quantity: Quantity, right: Decimal) -> bool:
    """Return whether a number, with one digit or two typed otherwise, would be right as exactly as it is written."""
    written, meant = quantity.value / grain(quantity), Decimal(round(right / grain(quantity)))
    digits = len(f"{written:f}".split(".")[0].strip("0"))
    one_off = digits >= _TELLING and one_digit_off(written, meant)
    return meant > 0 and written != meant and (is_slip(written, meant) or one_off)
