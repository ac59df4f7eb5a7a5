"""What a ratio leaves to do: "12/15 nhiệm vụ, còn 03 nhiệm vụ", "45/50 hồ sơ …, 05 hồ sơ đang giải quyết"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.normalise.numbers import FoundNumber
from sync.reading.nouns import denied
from sync.reading.quantities import grain, same_head
from sync.reading.ratios import Written, quantities_behind, written
from sync.reading.slips import one_mends

_LEFT = re.compile(
    r"[,;]\s*(?:còn(?: lại)?|chưa [^\d,;]{2,30}|đang [^\d,;]{2,30}|(?:hiện |còn )*(?:thiếu|khuyết|vắng(?: mặt)?))\s*$",
    re.IGNORECASE,
)
_STILL_AT = re.compile(r"[,;]\s*(?:đang|chưa) [^\d,;]{2,90}\s*$", re.IGNORECASE)
# "đã giải quyết 45/50 hồ sơ. Trung tâm đang giải quyết 05 hồ sơ": told in the next sentence.
_LATER = re.compile(
    r"[^.;\d]{0,60}\.\s[^.;\d]{0,60}\b(?:còn(?: lại)?|chưa [^\d,;.]{2,30}|đang [^\d,;.]{2,30})\s*", re.IGNORECASE
)
_DENIED = re.compile(r"[^,;\d]*[,;]\s*(không [^\d,;]{2,30}?)\s*", re.IGNORECASE)
# "18/21 chỉ tiêu đạt kế hoạch (trong đó …), 03 chỉ tiêu chưa đạt": what the bracket tells is of the first side.
_BRACKET_BEHIND = re.compile(
    r"(?P<words>[^.;,()\d]{0,80})\((?:trong đó|gồm|bao gồm|vượt|đạt)\b[^()]{0,160}\)", re.IGNORECASE
)
_ITS_RATE = re.compile(
    r"\s*\((?:đạt|chiếm|bằng)?\s*(?:tỷ lệ|tỉ lệ)?\s*[\d.,]+\s?%\)"
    r"|,\s*(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ)(?: tỷ lệ)?\s+[\d.,]+\s?%"
)
_DONE = re.compile(r"\b(?:xong|hoàn thành|kết thúc|đã [^\W\d_]+(?: [^\W\d_]+){0,2})\s*$", re.IGNORECASE)
# "Xử lý 29/31 phản ánh, 02 phản ánh đang xử lý": what is still done is what was done.
_SAME_DEED = re.compile(r"[^,;.\d]{1,30}\s(?:đang|chưa)(?: được)? (?P<deed>[^\W\d_]+ [^\W\d_]+)", re.IGNORECASE)
_LACKS = re.compile(r"\s*[^\W\d_]+(?: [^\W\d_]+){0,3}? (?:không|chưa)\b", re.IGNORECASE)
_STILL = re.compile(r"^\s*[^\W\d_]+(?: [^\W\d_]+){0,2}? (?:đang|chưa|còn)\b", re.IGNORECASE)


def rests(text: str, numbers: Sequence[FoundNumber], quantities: Sequence[Quantity]) -> Iterator[PartOf]:
    """Yield "12/15 nhiệm vụ, còn 03 nhiệm vụ": what is done and what is left are all there was."""
    ratios = sorted(written(text, numbers), key=lambda r: r.start)
    several = {r.start for pair in pairwise(ratios) if _of_one_whole(text, *pair) for r in pair}
    for found in ratios:
        bracket = _BRACKET_BEHIND.match(text, found.end)
        at = bracket.end() if bracket else found.end
        left = next((q for q in quantities_behind(quantities, at) if not _is_its_rate(text, found, q)), None)
        if found.start in several or left is None or left.approximate or left.unit != found.unit:
            continue
        passed = f"{bracket['words']} " if bracket else text[found.end : at]
        between = _ITS_RATE.sub(" ", passed + text[at : left.start])
        alike = left.unit is not None or not left.head or same_head(found.head, left.head)
        later = _LATER.fullmatch(between) and alike_or_slip(found, left)
        denies = _denies(text, between, left) or _denies_before(text, found, between)
        remaining = (
            _LEFT.search(between)
            or (_STILL_AT.search(between) and alike_or_slip(found, left))
            or denies
            or _goes_on(text, found, left)
        )
        if alike and ((remaining and "." not in between and len(between) <= 130) or later):
            cut = found.start + found.text.index("/")
            part = Quantity(found.start, cut, text[found.start : cut], found.part, found.unit, ())
            whole = Quantity(cut + 1, found.end, text[cut + 1 : found.end], found.whole, found.unit, found.head)
            slack = grain(left) if found.unit else Decimal(0)
            yield PartOf(whole, (part, left), exhaustive=True, slack=slack)


def _of_one_whole(text: str, one: Written, other: Written) -> bool:
    """ "12/60 kiến nghị đã giải quyết; 20/60 kiến nghị được trả lời; còn 28 kiến nghị": what is left is so of all."""
    between = text[one.end : other.start]
    alike = one.whole == other.whole and one.unit == other.unit and (same_head(one.head, other.head) or not other.head)
    return alike and ". " not in between and not re.search(r"\bcòn\b", between)


def alike_or_slip(found: Written, left: Quantity) -> bool:
    """True where what is left makes the ratio right, or would with one number typed otherwise."""
    return one_mends(found.whole, (found.part, left.value))


def _is_its_rate(text: str, found: Written, rate: Quantity) -> bool:
    """True of the rate that is told of the ratio: "34/40 nhiệm vụ (đạt 85%), còn 06 nhiệm vụ"."""
    return rate.unit == "%" and _ITS_RATE.search(text, found.end, rate.end + 1) is not None


def _goes_on(text: str, found: Written, left: Quantity) -> bool:
    """ "đã thanh tra xong 05/08 cuộc, 03 cuộc đang thực hiện"."""
    done = _DONE.search(text[max(0, found.start - 40) : found.start])
    between, behind = text[found.end : left.start], re.split(r"[,;.(\d]", text[left.end : left.end + 60])[0]
    still = _STILL.search(behind)
    signs = between.count(",") + between.count(";")
    rest = re.match(r"\s*[^\W\d_]+(?: [^\W\d_]+){0,3} còn lại\b", text[left.end : left.end + 60]) is not None
    going = _SAME_DEED.match(text[left.end : left.end + 60])
    same = going is not None and fold(text[max(0, found.start - 40) : found.start]).rstrip().endswith(
        fold(going["deed"])
    )
    told = _ITS_RATE.sub(" ", between)
    lacks = _LACKS.match(behind) and told.count(",") + told.count(";") == 1 and alike_or_slip(found, left)
    if lacks and "." not in told:
        return True  # "82/85 học viên hoàn thành (96,5%), 03 học viên không đủ điều kiện"
    return ((rest or same) and signs == 1) or (
        bool(done and still) and (signs == 1 or (signs == 2 and "còn lại" in behind))
    )


def _denies(text: str, between: str, left: Quantity) -> bool:
    """ "28/30 đại biểu tán thành, 02 đại biểu không tán thành"."""
    behind = re.split(r"[,;.(\d]", text[left.end : left.end + 60])[0]
    return between.count(",") + between.count(";") == 1 and denied([fold(between), fold(behind)])


def _denies_before(text: str, found: Written, between: str) -> bool:
    """ "Công nhận 18/20 sáng kiến, không công nhận 02 sáng kiến"."""
    told = _DENIED.fullmatch(between)
    return told is not None and denied([fold(text[max(0, found.start - 40) : found.start]), fold(told[1])])
