"""Rates that are told of two numbers side by side: "45 vụ, làm rõ 38 vụ, đạt 84,4%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sync.model.sentences import PartOf, Quantity, Ratio
from sync.reading.joints import Stretch
from sync.reading.quantities import grain, rate_rounding, same_head
from sync.reading.ratios import CHANGED, RATE_AFTER, quantities_behind
from sync.reading.slips import exchanged, looks_mistyped

_IN_BRACKET = re.compile(r"[^\d(;.]{0,40}\(\s*(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ)?\s*(?:tỷ lệ|tỉ lệ)?\s*", re.IGNORECASE)
_RATE_ALONE = re.compile(r"\s*(?:(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|tương ứng)\s+)*[\d.,]+\s?%\s*", re.IGNORECASE)
_OF_OTHER = re.compile(r"\s*(?:so với|kế hoạch|dự toán|chỉ tiêu|tổng|của|trên|số|cùng kỳ|năm|trong)\b", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:giải quyết|giải ngân|xử lý|làm rõ|thu về|hoàn thành|đạt|tham gia|đúng hạn|thực hiện|có|hợp lệ|trả lời"
    r"|khám phá)\b"
    r"[^,;]{0,25}$",
    re.IGNORECASE,
)
# What was reached may be told behind the number: "49 cơ sở đạt yêu cầu, chiếm 87,5%".
_REACHED_BEHIND = re.compile(
    r"^\s*[^,;\d]{0,40}\b(?:đạt|được|hoàn thành|có|chấp hành|đủ|hợp lệ|bảo đảm|đảm bảo)\b[^,;\d]*,", re.IGNORECASE
)
# "thụ lý 215 vụ án; đã giải quyết 141 vụ": the sign parts two deeds on the same things.
_DONE_THEN = re.compile(
    r";(?=\s*(?:trong đó\s+)?(?:(?:đến nay\s+)?đã\s|(?:lũy kế |luỹ kế |đến nay )?giải ngân\b)[^;]*$)", re.IGNORECASE
)
_REACHED_AT_LAST = re.compile(r"^[^\d.;()]{0,170},\s*(?:chiếm|đạt)\s*(?:tỷ lệ|tỉ lệ)?\s*$", re.IGNORECASE)
_DONE = re.compile(r"\s*(?:đến nay |hiện |trong đó )*(?:đã|được) [^\d,;]{2,40}", re.IGNORECASE)
_REACHES = re.compile(r"[^\d,;]{0,30},\s*(?:đạt|chiếm|bằng)?\s*(?:tỷ lệ|tỉ lệ)?\s*", re.IGNORECASE)
_AMONG = re.compile(r"\btrong đó\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:tỷ lệ|tỉ lệ)\s*$", re.IGNORECASE)
# "tổng mức đầu tư 420 tỷ đồng, lũy kế giải ngân 315 tỷ đồng, đạt 75%": all of it that was paid so far.
_FUNDS = re.compile(
    r"\b(?:tổng (?:mức đầu tư|vốn|nguồn vốn|kinh phí|dự toán)|kế hoạch vốn"
    r"|(?:kinh phí|dự toán|vốn)\b[^,;]{0,60}\bgiao)\b[^,;\d]{0,40}$",
    re.IGNORECASE,
)
_PAID = re.compile(r"^[^,;\d]{0,40}[,;]\s*(?:đã |đến nay |lũy kế |luỹ kế )*giải ngân[^,;\d]{0,30}$", re.IGNORECASE)
_CHIEM = re.compile(r"[^\d(;.,]{0,40},\s*chiếm\s*(?:tỷ lệ|tỉ lệ)?\s*", re.IGNORECASE)
_PLAIN_SHARE = re.compile(r"\((?:chiếm|tỷ lệ|tỉ lệ)?\s*(?:tỷ lệ|tỉ lệ)?\s*$", re.IGNORECASE)
_ON_TOTAL = re.compile(r"[^,;.\d()]{0,60}\b(?:trên|trong) tổng(?: số| cộng)?\s*(?:là\s*)?", re.IGNORECASE)
_FAR_OFF = 6  # times: nobody mistypes a rate so
_CHOSEN = re.compile(r"[^,;.\d]{0,60}\b(?:chọn|lựa chọn|tuyển chọn) từ\s*", re.IGNORECASE)
# "622 vụ, việc trong tổng số 698 vụ, việc": what is counted may have two names.
_ON = re.compile(
    r"^(?:[^,;.\d]{0,90}\b(?:trên|trong)(?: tổng)?(?: số)?|[^;.\d]{0,90}\b(?:trên|trong) tổng số)\s*$", re.IGNORECASE
)


def rates_of_parts(text: str, relations: Sequence[PartOf], quantities: Sequence[Quantity]) -> Iterator[Ratio]:
    """Yield the rate that a bracket tells of a part ("đã sử dụng 1.700 liều (đạt 94,4%)"), where it looks mistyped.

    Another rate may be one of the plan or of the year before.
    """
    for relation in relations:
        for part in relation.parts if not relation.carried and relation.whole.value else ():
            rate = next(iter(quantities_behind(quantities, part.end)), None)
            said = rate is not None and rate.unit == "%" and _CHIEM.fullmatch(text, part.end, rate.start)
            if rate is None or rate.unit != "%" or not (said or _IN_BRACKET.fullmatch(text, part.end, rate.start)):
                continue
            if said and _OF_OTHER.match(text, rate.end):
                continue
            share = _PLAIN_SHARE.search(text[part.end : rate.start]) and text[rate.end : rate.end + 1] == ")"
            share = (share or said) and part.unit is None and rate.value < 100
            if _looks_mistyped(rate, part, relation.whole) or (share and _differs(rate, part, relation.whole)):
                digits = f"{part.text}/{relation.whole.text}"
                yield Ratio(part.start, digits, part.value, relation.whole.value, rate, of_plan=False)


def rates_in_brackets(bracket: Stretch) -> Iterator[Ratio]:
    """Yield "tiếp nhận 1.245 hồ sơ, giải quyết 1.240 hồ sơ (đạt 96,6%)", where the rate looks mistyped.

    Another rate may be one of the plan or of the year before.
    """
    owner = bracket.owner
    if owner is None or len(bracket.quantities) != 1 or bracket.quantities[0].unit != "%":
        return
    rate, before = bracket.quantities[0], [q for q in owner.quantities if q.end <= bracket.start][-2:]
    if len(before) < 2 or not _RATE_ALONE.fullmatch(bracket.shown) or not before[0].value:
        return
    whole, part = before
    between = owner.between(whole.end, part.start)
    on = _ON.search(between) is not None or _CHOSEN.fullmatch(between) is not None
    if on:  # "8.167 trường chuẩn trong tổng số 15.081 trường (chiếm 54,2%)"
        whole, part = part, whole
    close = re.fullmatch(r"[^,;.\d()]{0,60}\(", owner.between(max(part.end, whole.end), bracket.start))
    counted = whole.unit is part.unit is None and same_head(whole.head, part.head)
    measured = whole.unit == part.unit not in {None, "%"} and not on
    if not close or not (counted or measured) or part.value > whole.value or part.approximate or whole.approximate:
        return
    first, second = before
    if re.search(r"[;(]", _DONE_THEN.sub("", owner.between(first.end, second.start))) or CHANGED.search(
        owner.between(first.start - 40, second.start)
    ):
        return
    if on or _looks_mistyped(rate, part, whole) or _slipped(rate, part, whole):
        digits = f"{part.text}/{whole.text}"
        yield Ratio(part.start, digits, part.value, whole.value, rate, of_plan=False)


def rates_inside(bracket: Stretch) -> Iterator[Ratio]:
    """Yield "kiến nghị thu hồi 119,4 tỷ đồng (đã thu hồi 118,8 tỷ đồng, đạt 99%)": of the number before the bracket."""
    owner = bracket.owner
    if owner is None or len(bracket.quantities) != 2 or bracket.others:
        return
    part, rate = bracket.quantities
    before = [q for q in owner.quantities if q.end <= bracket.start][-1:]
    whole = before[0] if before else None
    if whole is None or rate.unit != "%" or part.unit != whole.unit or part.approximate or whole.approximate:
        return
    alike = part.unit is not None or not part.head or same_head(whole.head, part.head)
    told = _DONE.fullmatch(bracket.between(bracket.start, part.start)) and _REACHES.fullmatch(
        bracket.between(part.end, rate.start)
    )
    ends = not bracket.between(rate.end, bracket.end).strip()
    close = re.fullmatch(r"[^,;.\d()]{0,60}\(", owner.between(whole.end, bracket.start))
    if told and ends and close and alike and part.unit != "%" and 0 < part.value <= whole.value:
        slack = rate_rounding(part, whole)
        digits = f"{part.text}/{whole.text}"
        yield Ratio(part.start, digits, part.value, whole.value, rate, of_plan=False, slack=slack)


def rates_among(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield "… (tương đương 669 hộ). Trong đó, hộ dân tộc thiểu số 649 hộ, chiếm 97%": of what was told last before it.

    Nothing where the rate is that of any other number of the sentence before.
    """
    for at, stretch in enumerate(found):
        opened = stretch.owner is None and stretch.before is not None and _AMONG.match(stretch.shown.lstrip(" -–+•\n"))
        if not opened or stretch.before is None or len(stretch.quantities) < 2:
            continue
        part, rate = stretch.quantities[:2]
        said = _CHIEM.fullmatch(stretch.between(part.end, rate.start))
        if rate.unit != "%" or part.unit == "%" or not said or part.approximate or rate.value > 100:
            continue
        if _OF_OTHER.match(stretch.between(rate.end, rate.end + 20)):
            continue  # "chiếm 35% tổng vốn ngân sách": of what it names
        inside = (s for s in found[max(0, at - 8) : at] if stretch.before.start <= s.start < stretch.before.end)
        told = sorted({q for s in inside for q in s.quantities}, key=lambda q: q.start)
        wholes = [q for q in told if _counts_as(q, part)]
        off = [abs(part.value * 100 / whole.value - rate.value) > 1 for whole in wholes]
        if wholes and all(off):
            whole = wholes[-1]
            digits = f"{part.text}/{whole.text}"
            yield Ratio(part.start, digits, part.value, whole.value, rate, of_plan=False)


def _counts_as(whole: Quantity, part: Quantity) -> bool:
    if whole.approximate or whole.unit != part.unit or not whole.value:
        return False
    return part.unit is not None or bool(part.head and same_head(whole.head, part.head))


def told_rates(stretch: Stretch) -> Iterator[Ratio]:
    """Yield "45 vụ, làm rõ 38 vụ, đạt 84,4%" as the ratio 38/45 with its rate."""
    quantities = stretch.quantities
    for part, whole, rate in zip(quantities, quantities[1:], quantities[2:], strict=False):
        on = _ON.search(stretch.between(part.end, whole.start)) and (not part.head or same_head(part.head, whole.head))
        counted = rate.unit == "%" and part.unit is whole.unit is None and whole.value and not part.approximate
        between = stretch.between(whole.end, rate.start)
        if on and counted and (RATE_AFTER.match(between) or _REACHED_AT_LAST.match(between)):
            yield Ratio(part.start, f"{part.text}/{whole.text}", part.value, whole.value, rate, of_plan=False)
        elif _measured_on(stretch, part, whole, rate):
            slack = 50 * (grain(part) + part.value / whole.value * grain(whole)) / whole.value
            digits = f"{part.text}/{whole.text}"
            yield Ratio(part.start, digits, part.value, whole.value, rate, of_plan=False, slack=slack)
    for whole, part, rate in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if rate.unit != "%" or part.unit != whole.unit or whole.unit == "%" or not part.value:
            continue
        before, between = stretch.between(whole.end, part.start), stretch.between(part.end, rate.start)
        if rate.value == 100 and "," not in between and "(" not in between:
            continue  # "15 tiêu chí đạt 100%": how far each of them got
        if _ON.search(before):
            continue  # "132 tài khoản trên tổng số 145 tài khoản": the whole comes last
        if (
            part.approximate
            or whole.approximate
            or not whole.value
            or not (rate.value <= 100 or _looks_mistyped(rate, part, whole))  # "980%" for 98
            or not (same_head(whole.head, part.head) if whole.unit is None else _looks_mistyped(rate, part, whole))
        ):
            continue
        clause = _AMONG.sub("", re.split(r"[,;]", stretch.between(whole.start - 40, whole.start))[-1])
        around = clause + stretch.between(whole.start, rate.start)
        if (
            ";" in _DONE_THEN.sub("", before) + between
            or not RATE_AFTER.match(between)
            or not (_REACHED.search(before) or _REACHED_BEHIND.match(between) or _SHARE.search(between))
        ):
            continue
        funded = _FUNDS.search(stretch.between(whole.start - 60, whole.start)) and _PAID.search(before)
        if (
            (CHANGED.search(around) and not funded)
            or _OF_OTHER.match(stretch.between(rate.end, rate.end + 20))
            or "(" in between
        ):
            continue
        digits = f"{part.text}/{whole.text}"
        yield Ratio(part.start, digits, part.value, whole.value, rate, of_plan=False)


def _measured_on(stretch: Stretch, part: Quantity, whole: Quantity, rate: Quantity) -> bool:
    """ "thu gom 8.450 tấn rác trên tổng số 9.120 tấn phát sinh, đạt 92,7%": of measured numbers words say it."""
    if part.unit is None or part.unit != whole.unit or part.unit == "%" or rate.unit != "%" or not whole.value:
        return False
    on = _ON_TOTAL.fullmatch(stretch.between(part.end, whole.start))
    told = RATE_AFTER.match(stretch.between(whole.end, rate.start))
    of_other = _OF_OTHER.match(stretch.between(rate.end, rate.end + 20))
    return bool(on and told and not of_other) and not (part.approximate or whole.approximate)


def _differs(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    right = part.value * 100 / whole.value
    far = max(right, rate.value) > _FAR_OFF * min(right, rate.value)  # a rate of something else
    return part.value <= whole.value and abs(right - rate.value) > 1 and not far


def is_rate(part: Quantity, whole: Quantity, rate: Quantity) -> bool:
    """True where a rate is that of a part and a whole, rounded or cut off as it is written."""
    return abs(part.value * 100 / whole.value - rate.value) < grain(rate)


def _slipped(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    """True where two digits of one of the numbers exchanged would make the rate right."""
    if is_rate(part, whole, rate):
        return False
    parts = (replace(part, value=n) for n in exchanged(part.value))
    wholes = (replace(whole, value=n) for n in exchanged(whole.value))
    return any(is_rate(p, whole, rate) for p in parts) or any(is_rate(part, w, rate) for w in wholes if w.value)


def _looks_mistyped(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    """True where a rate is not that of the two numbers, but would be with one digit or two typed otherwise.

    Of tons and money nothing else says that the rate is of these two: it may be one of the plan.
    """
    return looks_mistyped(rate, part.value * 100 / whole.value)
