"""Sums told by what they are of: quarters and half years, "tổng sản lượng", exports less imports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import grain, same_head
from sync.reading.slips import one_mends
from sync.reading.wholes import compared

_QUARTER = re.compile(r"\bquý (?P<which>I{1,3}|IV|[1-4])\b(?!/)[^,;.\d]{0,50}$", re.IGNORECASE)
_MONTHS = re.compile(
    r"\b(?:(?P<many>0?[69]) tháng|(?P<half>sáu|chín) tháng|(?P<year>cả năm))\b[^,;.\d]{0,50}$", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:cùng kỳ|năm (?:trước|ngoái)|so với)\b[^,;]*$", re.IGNORECASE)
_ORDER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTERS = {"6": 2, "06": 2, "9": 3, "09": 3, "sáu": 2, "chín": 3, "cả năm": 4}
_TOTAL_OF = re.compile(r"[,;.]?\s*tổng (?P<what>[^\W\d_]+ [^\W\d_]+)[^,;\d]{0,30}$", re.IGNORECASE)
_SOLD = re.compile(r"\b(?:kim ngạch |trị giá |giá trị )?(?P<way>xuất|nhập) khẩu\b[^,;\d]{0,40}$", re.IGNORECASE)
_SURPLUS = re.compile(r"\b(?P<way>xuất siêu|nhập siêu|thặng dư|thâm hụt)\b[^,;\d]{0,30}$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;.](?!\d)")
_FEW = 3


def sums(stretch: Stretch) -> Iterator[PartOf]:
    """Yield such sums that one slip explains; silent where the words do not say of each number which it is."""
    told = [q for q in stretch.quantities if q.unit != "%" and not q.approximate and not compared(stretch, q)]
    told = [q for q in told if q.unit not in {"tháng", "ngày", "năm"}]
    if len(told) < 3:
        return
    yield from _quarters(stretch, told)
    yield from _of_one_name(stretch, told)
    yield from _trade(stretch, told)


def _quarters(stretch: Stretch, told: Sequence[Quantity]) -> Iterator[PartOf]:
    """ "Quý I 1.205 hồ sơ, quý II 1.318 hồ sơ, lũy kế 6 tháng 2.523 hồ sơ"."""
    run: list[Quantity] = []
    for quantity in told:
        before = stretch.between(quantity.start - 70, quantity.start)
        quarter, months = _QUARTER.search(before), _MONTHS.search(before)
        if quarter and _ORDER.get(quarter["which"].casefold()) == len(run) + 1:
            run.append(quantity)
        elif months and run and _BEFORE.search(before):
            return
        elif months and run:
            said = (months["many"] or months["half"] or months["year"]).casefold()
            if len(run) == _QUARTERS[said] and all(_alike(quantity, part) for part in run):
                yield from _off(quantity, run)
            return


def _of_one_name(stretch: Stretch, told: Sequence[Quantity]) -> Iterator[PartOf]:
    """ "sản lượng khai thác 4.250 tấn; sản lượng nuôi trồng 1.380 tấn; tổng sản lượng 5.630 tấn"."""
    for at, whole in enumerate(told[2:], 2):
        named = _TOTAL_OF.search(stretch.between(told[at - 1].end, whole.start))
        name = fold(named["what"]) if named else ""
        parts = [q for n, q in enumerate(told[:at]) if name and _label(stretch, told, n).startswith(name)]
        if len(parts) == 2 and all(_alike(whole, part) for part in parts):
            yield from _off(whole, parts)


def _trade(stretch: Stretch, told: Sequence[Quantity]) -> Iterator[PartOf]:
    """ "xuất khẩu 53,1 tỷ USD, nhập khẩu 51,34 tỷ USD; thặng dư 1,76 tỷ USD"."""
    for one, two, rest in zip(told, told[1:], told[2:], strict=False):
        words = [
            stretch.between(a, b) for a, b in ((one.start - 70, one.start), (one.end, two.start), (two.end, rest.start))
        ]
        first, second, left = _SOLD.search(words[0]), _SOLD.search(words[1]), _SURPLUS.search(words[2])
        if not (first and second and left) or first["way"].casefold() == second["way"].casefold():
            continue
        sold, bought = (one, two) if first["way"].casefold() == "xuất" else (two, one)
        more = left["way"].casefold() in {"xuất siêu", "thặng dư"}
        whole, other = (sold, bought) if more else (bought, sold)
        if _alike(one, two) and _alike(one, rest):
            yield from _off(whole, (other, rest))


def _label(stretch: Stretch, told: Sequence[Quantity], at: int) -> str:
    before = stretch.between(told[at - 1].end if at else stretch.start, told[at].start)
    return fold(_CLAUSE.split(before)[-1]).strip()


def _off(whole: Quantity, parts: Sequence[Quantity]) -> Iterator[PartOf]:
    every = (whole, *parts)
    slack = max(grain(q) for q in every) if whole.unit is not None else Decimal(0)
    off = abs(whole.value - sum((q.value for q in parts), Decimal(0)))
    few = _FEW if whole.unit is None else 0
    if off > slack and one_mends(whole.value, [q.value for q in parts], few=few):
        yield PartOf(whole, tuple(parts), exhaustive=True, slack=slack)


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    return not (one.head and other.head) or same_head(one.head, other.head)
