"""Ratios and the rates that are told of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync.model.sentences import Quantity, Ratio
from sync.normalise.numbers import FoundNumber
from sync.reading.quantities import begins_with, grain, head_of, same_head
from sync.reading.scopes import change_before

RATE_AFTER = re.compile(
    r"^[^\d.;)]{0,60}?(?:\d+ (?:tuổi|tháng)[^\d.;]{0,40}?)?"
    r"(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|tương ứng|tương đương|\()\s*(?:tỷ lệ|tỉ lệ|là)?\s*$",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"(?<![\w/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,5})/(\d{1,3}(?:\.\d{3})+|\d{1,5})(?![\w/.,-])(?=\s+[^\W\d])"
)
# A bracket may explain the first side: "đã giải quyết 176 đơn (160 khiếu nại, 16 tố cáo)/221 đơn".
_EXPLAINED = re.compile(
    r"(?<![\w/.,-])(\d[\d.]*) ([^\W\d]+(?: [^\W\d]+)?) \([^()]{1,80}\)\s*/\s*(\d[\d.]*)(?=\s[^\W\d]+)"
)
# Both sides may name what they count: "45 hồ sơ/50 hồ sơ".
_TWICE_NAMED = re.compile(
    r"(?<![\w/.,-])(\d[\d.]*) ([^\W\d]+(?: [^\W\d]+)?)(?: [^\W\d]+){0,3}\s?/\s?(\d[\d.]*) \2(?!\w)"
)
# "100% hồ sơ (47/48)": the bracket holds nothing else, and a rate of what is counted stands before it.
_IN_ITS_BRACKET = re.compile(r"(?<=\()(?<![\w/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,5})/(\d{1,3}(?:\.\d{3})+|\d{1,5})(?=\))")
_OF_THESE = re.compile(r"\s+(?:số |tổng số )?[^\W\d_]+(?: [^\W\d_]+){0,7}\s*\(\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AT_ALL_HOURS = re.compile(r"(?:24/24|24/7|7/7)(?!\d)")
_NO_RATIO = re.compile(
    r"\b(?:ngày|tháng|quý|số|kỳ|năm|đường|khoản|điểm|điều|tỷ lệ|tỉ lệ|thứ|hạng|quốc lộ|ngõ|nhà|tổ|vị trí|nghị quyết"
    r"|quyết định|công văn|chỉ thị|kế hoạch|thông tư|nghị định|luật|lễ|dịp|mừng)\s*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:đến|từ|tới|trước|sau|hết|vào)\s*$", re.IGNORECASE)  # "ước đến 31/12 giải ngân": a day
_DAYS, _MONTHS = 31, 12
# The words behind the ratio may be many, where only it can be meant: "36/62 đơn không thuộc …, chiếm tỷ lệ 58,06%".
_SHARE_AFTER = re.compile(r"^[^\d.;()]{0,170},\s*(?:chiếm|đạt)\s*(?:tỷ lệ|tỉ lệ|tỷ trọng)\s*$", re.IGNORECASE)
_BY_TOTAL = re.compile(r"\s*(?:so với |trên |trong )?tổng (?:số )?", re.IGNORECASE)
_OF_PLAN = re.compile(r"vượt|kế hoạch|chỉ tiêu|so với|bình quân|dự toán|tăng|giảm|giao", re.IGNORECASE)
_GIVEN = re.compile(r"\bgiao\b|(?<=\d )chỉ tiêu\b", re.IGNORECASE)
_TASKS = frozenset({("nhiệm", "vụ"), ("chỉ", "tiêu"), ("tiêu", "chí")})
_ELSEWHERE = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu)(?: giao)?(?: cả)? năm|so với|cùng kỳ|bình quân|\btăng|\bgiảm|vượt", re.IGNORECASE
)
# "thu 312 tỷ đồng, bằng 7,8% dự toán (4.000 tỷ đồng)": the bracket tells the whole.
_TOLD_WHOLE = re.compile(
    r"\s*(?:so với )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|tổng số|trên tổng số|tổng"
    r"|cùng kỳ|(?:tháng|quý|năm|kỳ|tuần) trước|(?:tổng )?số [^.;,\d()]{2,30}(?:diện|quản lý|đối tượng|toàn))"
    r"[^.;,\d()]{0,30}\((?:là )?\s*",
    re.IGNORECASE,
)
# The same in one bracket: "12.450 hồ sơ (đạt 83% so với kế hoạch 15.000 hồ sơ)".
_TOLD_INSIDE = re.compile(
    r"\s*(?:so với )?(?:kế hoạch|dự toán|chỉ tiêu|tổng số|trên tổng số)(?: là)?\s*", re.IGNORECASE
)
_RATED_INSIDE = re.compile(r"[^.,;\d()]{0,60}\((?:đạt|bằng|chiếm)\s*(?:tỷ lệ\s*)?", re.IGNORECASE)
_RATED = re.compile(r"^[^.;\d(]{0,60}?,?\s*\b(?:đạt|bằng|ước đạt|tương đương|chiếm)\s*(?:tỷ lệ\s*)?$", re.IGNORECASE)
CHANGED = re.compile(r"\b(?:tăng|giảm|vượt|lũy kế|cùng kỳ|kế hoạch|bình quân|mỗi|trong đó)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """ "45/50" as it stands, its two sides, their unit and what is counted."""

    start: int
    end: int
    text: str
    part: Decimal
    whole: Decimal
    unit: str | None
    head: tuple[str, ...]


def ratios(text: str, numbers: Sequence[FoundNumber], quantities: Sequence[Quantity]) -> Iterator[Ratio]:
    """Yield the ratios of a text, each with the rate that is told of it."""
    for found in written(text, numbers):
        said = next((q for q in quantities_behind(quantities, found.end) if q.unit == "%"), None)
        if said and not (
            RATE_AFTER.match(text[found.end : said.start]) or _SHARE_AFTER.match(text[found.end : said.start])
        ):
            said = None
        said = said or _of_total(text, quantities, found)
        said = said or _rate_before(text, quantities, found.start)
        around = text[max(0, found.start - 60) : (said.end if said else found.end) + 60]
        rated = text[said.end : said.end + 30] if said else ""
        behind = re.split(r"[;.,(](?!\d)", rated)[0]
        before = text[found.end : said.start] if said else ""
        elsewhere = _ELSEWHERE.search(behind) is not None or _ELSEWHERE.search(before) is not None
        # A number of tasks given can be done, but not more of them: "13/12 nhiệm vụ được giao".
        given = _GIVEN.sub("", around) if found.head[:2] in _TASKS else around
        plan, slack = bool(_OF_PLAN.search(given)), _rounding(found)
        plain = not said or said.end > found.start or abs(found.part * 100 / found.whole - said.value) < grain(said)
        change = "" if plain or not said else change_before(text, said)  # "giảm 42,2% (67/116 doanh nghiệp)"
        yield Ratio(found.start, found.text, found.part, found.whole, said, plan, elsewhere, slack, change)
    yield from _of_told_whole(text, quantities)


def _rounding(found: Written) -> Decimal:
    """Return by how many per cent a rate may differ for the rounding of measured numbers."""
    if found.unit is None or not found.whole:
        return Decimal(0)
    part, whole = (_last_digit(side) for side in found.text.split("/", 1))
    return 50 * (part + found.part / found.whole * whole) / _plain(found.text.split("/", 1)[1], found.whole)


def _last_digit(side: str) -> Decimal:
    fraction = re.search(r",(\d+)", side)
    return Decimal(1).scaleb(-len(fraction[1]) if fraction else 0)


def _plain(side: str, value: Decimal) -> Decimal:
    """Return a number as its digits say, without its multiple: 150 of "150 tỷ đồng"."""
    digits = re.search(r"\d[\d.]*(?:,\d+)?", side)
    return Decimal(digits[0].replace(".", "").replace(",", ".")) if digits else value


def _of_told_whole(text: str, quantities: Sequence[Quantity]) -> Iterator[Ratio]:
    for at, (near, rate, whole) in enumerate(zip(quantities, quantities[1:], quantities[2:], strict=False)):
        # "lũy kế 412 hồ sơ (đến hết tháng 9: 367 hồ sơ), đạt 91,7% kế hoạch (450 hồ sơ)": of what stands before it
        closed_at = text.find(")", near.end, rate.start)
        opened_at = text.rfind("(", 0, near.start) if closed_at > 0 else near.end
        part = next((q for q in reversed(quantities[: at + 1]) if q.end <= opened_at), near)
        alike = part.unit == whole.unit and (part.unit is not None or same_head(part.head, whole.head))
        if part is near and closed_at > 0:
            continue
        if rate.unit != "%" or not alike or part.approximate or not whole.value:
            continue
        closed = re.match(r"[^()\d.;]{0,40}\)", text[whole.end : whole.end + 42])
        outside = _RATED.match(text[max(part.end, closed_at + 1) : rate.start]) and _TOLD_WHOLE.fullmatch(
            text, rate.end, whole.start
        )
        inside = _RATED_INSIDE.fullmatch(text, part.end, rate.start) and _TOLD_INSIDE.fullmatch(
            text, rate.end, whole.start
        )
        if closed and (outside or inside):
            if part.unit is None:
                yield Ratio(part.start, f"{part.text}/{whole.text}", part.value, whole.value, rate, of_plan=True)
                continue
            slack = 50 * (grain(part) + part.value / whole.value * grain(whole)) / whole.value
            digits = f"{part.text}/{whole.text}"
            yield Ratio(part.start, digits, part.value, whole.value, rate, of_plan=True, slack=slack)


def written(text: str, numbers: Sequence[FoundNumber]) -> Iterator[Written]:
    """Yield what is written as a ratio and is one: no date, address, scale or symbol of a document."""
    if "/" not in text:
        return
    measured = {n.start: n for n in numbers if n.problem == "ratio" and len(n.parts) == 2 and n.parts[1].unit}
    for n in measured.values():
        if n.parts[1].value and "/" in n.text and not _AT_ALL_HOURS.match(n.text):
            yield Written(n.start, n.end, n.text, n.parts[0].value, n.parts[1].value, n.parts[1].unit, ())
    for found in _EXPLAINED.finditer(text):
        part, whole = (Decimal(side.replace(".", "")) for side in found.group(1, 3))
        if whole:
            yield Written(found.start(), found.end(), f"{found[1]}/{found[3]}", part, whole, None, head_of(found[2], 0))
    for found in _TWICE_NAMED.finditer(text):
        part, whole = (Decimal(side.replace(".", "")) for side in found.group(1, 3))
        if whole:
            yield Written(
                found.start(), found.end(3), f"{found[1]}/{found[3]}", part, whole, None, head_of(found[2], 0)
            )
    for found in _IN_ITS_BRACKET.finditer(text):
        part, whole = (Decimal(side.replace(".", "")) for side in found.group(1, 2))
        if whole >= part and not _YEAR.fullmatch(found[2]):
            yield Written(found.start(1), found.end(2), f"{found[1]}/{found[2]}", part, whole, None, ())
    for found in _RATIO.finditer(text):
        head, whole = head_of(text, found.end()), Decimal(found[2].replace(".", ""))
        named = _NO_RATIO.search(text[max(0, found.start() - 22) : found.start()])
        year = _YEAR.fullmatch(found[2]) is not None
        part = Decimal(found[1].replace(".", ""))
        until = (
            _UNTIL.search(text[max(0, found.start() - 12) : found.start()])
            and whole < part <= _DAYS
            and whole <= _MONTHS
        )
        always = _AT_ALL_HOURS.match(found[0])
        if head and whole and not (named or year or until or always) and found.start() not in measured:
            yield Written(found.start(), found.end(), found[0], part, whole, None, head)


def _of_total(text: str, quantities: Sequence[Quantity], found: Written) -> Quantity | None:
    """Return the rate that names the ratio's noun: "200/264 xã và 1 huyện … (chiếm 75,75% tổng số xã)"."""
    for rate in quantities_behind(quantities, found.end):
        of = _BY_TOTAL.match(text, rate.end) if rate.unit == "%" and found.head else None
        between = text[found.end : rate.start]
        if of and begins_with(text[of.end() : of.end() + 40], found.head) and not re.search(r"[.;]", between):
            return rate if len(between) <= 120 and re.search(r"(?:chiếm|đạt|bằng)\s*(?:tỷ lệ )?$", between) else None
    return None


def _rate_before(text: str, quantities: Sequence[Quantity], at: int) -> Quantity | None:
    """Return the rate that a bracket explains: "đạt 98,2% (542/552 hồ sơ)"."""
    number = bisect_left(quantities, at, key=lambda q: q.start) - 1
    last = quantities[number] if number >= 0 else None
    if last is None or last.unit != "%" or last.approximate:
        return None
    between = text[last.end : at]
    if between.strip() == "(":
        return last
    moved = CHANGED.search(text[max(0, last.start - 12) : last.start])
    return last if _OF_THESE.fullmatch(between) and not moved else None


def quantities_behind(quantities: Sequence[Quantity], at: int) -> Sequence[Quantity]:
    """Return the two quantities that follow a place."""
    first = bisect_left(quantities, at, key=lambda q: q.start)
    return quantities[first : first + 2]
