"""Rates that name what they are of: "xảy ra 45 vụ, khám phá 38 vụ; …; tỷ lệ khám phá đạt 84,4%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import Quantity, Ratio
from sync.reading.joints import Stretch
from sync.reading.quantities import grain, rate_rounding, same_head
from sync.reading.slips import exchanged, is_slip, looks_mistyped, one_digit_off

_NAMES = re.compile(
    r"\b(?:tỷ|tỉ) lệ (?P<deed>[^\W\d_]+(?: [^\W\d_]+){0,4}?)(?: (?:này|chung|trong (?:tháng|kỳ|quý)))?"
    r"\s*(?:(?:là|đạt|bằng|chiếm|ước đạt)\s*)?:?\s*$",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:tăng|giảm|vượt|lũy kế|luỹ kế|cùng kỳ|kế hoạch|chỉ tiêu|bình quân|so với)\b", re.IGNORECASE)
_OF_OTHER = re.compile(r"\s*(?:so với|kế hoạch|dự toán|chỉ tiêu|của|trên|số|cùng kỳ|năm|trong)\b", re.IGNORECASE)
_OF_TOTAL = re.compile(
    r"\s*(?:trong |trên |so với )?tổng (?:số )?(?P<what>[^\W\d_]+(?: [^\W\d_]+){1,3})", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:tăng|giảm)\s*$", re.IGNORECASE)
_SHARE = re.compile(r"[^,;.()\d]{0,80}(?:[,(]|\bvà)\s*(?:chiếm|đạt|bằng)\s*(?:tỷ lệ|tỉ lệ|tỷ trọng)?\s*", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"[^,;.()\d]{0,80}(?:[,(]\s*(?:chiếm|đạt|bằng)|\s=)\s*(?:tỷ lệ|tỉ lệ|tỷ trọng)?\s*", re.IGNORECASE
)
_OF_DONE = re.compile(
    r"\s*(?:trong |trên |so với )?(?:tổng )?số [^\W\d_]+(?: [^\W\d_]+){0,3}? đã (?:được )?"
    r"(?P<deed>[^\W\d_]+ [^\W\d_]+)",
    re.IGNORECASE,
)
_GENERAL = frozenset({"kim ngạch", "trị giá", "giá trị", "sản lượng", "diện tích", "doanh thu"})
_PART_OF = re.compile(r"\bcủa (?:khối|khu vực|doanh nghiệp|các doanh nghiệp|riêng)\b", re.IGNORECASE)
_BACK = 60


def named_rates(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield the ratio that a rate's own words name: the part whose deed it repeats, of the one number before it.

    Where several numbers may be the whole, one that fits makes the rate right, and only one that looks mistyped for
    it makes it wrong.
    """
    for stretch in found:
        for rate in (q for q in stretch.quantities if q.unit == "%" and not q.approximate):
            named = _NAMES.search(stretch.between(rate.start - _BACK - 20, rate.start))
            deed = fold(named["deed"]) if named else ""
            deed = f"{deed} đạt" if deed in {"không", "chưa"} else deed  # "tỷ lệ không đạt 4,5%"
            if named and deed.split()[0] in {"tăng", "giảm"}:
                continue  # "tăng 13 vụ …, tỷ lệ tăng 19,1%": by how much there is more
            if named and not _OF_OTHER.match(stretch.between(rate.end, rate.end + 20)):
                yield from _of(stretch, deed, rate)
            elif done := _OF_DONE.match(stretch.between(rate.end, rate.end + 60)):
                yield from _of_done(stretch, fold(done["deed"]), rate)
            elif of := _OF_TOTAL.match(stretch.between(rate.end, rate.end + 60)):
                yield from _of_total(stretch, of["what"], rate)


def _of(stretch: Stretch, deed: str, rate: Quantity) -> Iterator[Ratio]:
    homes = [home for home in (stretch.before, stretch.owner, stretch) if home is not None]
    told = [(home, q) for home in homes for q in home.quantities if q.end <= rate.start]
    parts = [at for at, (home, q) in enumerate(told) if _does(home, q, deed)]
    if len(parts) != 1:
        return
    part = told[parts[0]][1]
    wholes = [q for home, q in told[: parts[0]] if _counts(home, q, part)]
    fitting = [_right(part, whole, rate) for whole in wholes]
    if not wholes or any(abs(right - rate.value) <= grain(rate) for right in fitting):
        return
    slips = [at for at, right in enumerate(fitting) if is_slip(rate.value, right) or one_digit_off(rate.value, right)]
    chosen = slips[-1] if slips else 0 if len(wholes) == 1 else None
    if chosen is not None:
        whole = wholes[chosen]
        yield Ratio(part.start, f"{part.text}/{whole.text}", part.value, whole.value, rate, of_plan=False)


def _of_done(stretch: Stretch, deed: str, rate: Quantity) -> Iterator[Ratio]:
    """Yield "đã giải quyết 27.755 vụ. … hủy 193 vụ, chiếm 0,69% số án đã giải quyết": the words say what was done."""
    homes = [home for home in (stretch.before, stretch) if home is not None]
    told = [(home, q) for home in homes for q in home.quantities if q.end <= rate.start]
    part = told[-1][1] if told else None
    if (
        part is None
        or part.unit == "%"
        or part.approximate
        or not _SHARE_OF.fullmatch(stretch.between(part.end, rate.start))
    ):
        return
    wholes = [q for home, q in told[:-1] if _does(home, q, deed) and q.unit == part.unit and q.value]
    alike = part.unit is not None or (len(wholes) == 1 and same_head(wholes[0].head, part.head))
    if len(wholes) != 1 or not alike or part.value > wholes[0].value:
        return
    meant = (_right(replace(part, value=n), wholes[0], rate) for n in exchanged(part.value))
    if looks_mistyped(rate, part.value * 100 / wholes[0].value) or rate.value in meant:
        yield Ratio(part.start, f"{part.text}/{wholes[0].text}", part.value, wholes[0].value, rate, of_plan=False)


def _of_total(stretch: Stretch, what: str, rate: Quantity) -> Iterator[Ratio]:
    """Yield "dư nợ cho vay 38.450 tỷ đồng, …; nợ xấu 312 tỷ đồng, chiếm 0,81% tổng dư nợ": the words name the whole."""
    told = [q for q in stretch.quantities if q.end <= rate.start and not q.approximate]
    since = told[-1].end if told else rate.start
    while told and told[-1].unit == "%" and _CHANGED.search(stretch.between(told[-1].start - 12, told[-1].start)):
        told = told[:-1]  # "53,81 tỷ USD, tăng 8,6% và chiếm 58,7% tổng …"
    part = told[-1] if told and told[-1].unit != "%" else None
    if part is None or not _SHARE.fullmatch(stretch.between(since, rate.start)):
        return
    wholes = [q for q in told[:-1] if q.unit == part.unit and q.value and _is_called(stretch, q, what)]
    if not wholes and stretch.before is not None:
        before = stretch.before
        wholes = [q for q in before.quantities if q.unit == part.unit and q.value and _is_called(before, q, what)]
    if len(wholes) == 1 and part.value <= wholes[0].value:
        whole = wholes[0]
        slack = rate_rounding(part, whole)
        said = f"{part.text}/{whole.text}"
        yield Ratio(part.start, said, part.value, whole.value, rate, of_plan=False, slack=slack)


def _is_called(stretch: Stretch, quantity: Quantity, what: str) -> bool:
    """True where the words before a number, or what it counts, begin with the two syllables of a name."""
    words = fold(what).split()
    general = len(words) > 3 and " ".join(words[:2]) in _GENERAL  # "tổng kim ngạch nhập khẩu": what is imported
    name = " ".join(words[2:4] if general else words[:2])
    clause = re.split(r"[,;.:(\d]", stretch.between(quantity.start - _BACK, quantity.start))[-1]
    if _PART_OF.search(clause):
        return False
    return (
        len(name.split()) == 2
        and "bình quân" not in fold(clause)
        and (name in fold(clause) or " ".join(quantity.head[:2]) == name)
    )


def _does(home: Stretch, quantity: Quantity, deed: str) -> bool:
    """True where the words right before a number are those that the rate names."""
    if quantity.unit == "%" or quantity.approximate:
        return False
    clause = re.split(r"[,;.:(\d]", home.between(quantity.start - _BACK, quantity.start))[-1]
    said = re.sub(r"\s+(?:được|xong|là|thành công)$", "", fold(clause).strip())
    if said.endswith((f"không {deed}", f"chưa {deed}")):
        return False
    return said == deed or said.endswith(f" {deed}")


def _counts(home: Stretch, quantity: Quantity, part: Quantity) -> bool:
    if quantity.approximate or not quantity.value or quantity.unit is not None or part.unit is not None:
        return False
    before = home.between(quantity.start - 40, quantity.start)
    return same_head(quantity.head, part.head) and not _MOVED.search(re.split(r"[,;.]", before)[-1])


def _right(part: Quantity, whole: Quantity, rate: Quantity) -> Decimal:
    return (part.value * 100 / whole.value).quantize(grain(rate))
