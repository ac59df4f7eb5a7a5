"""Rates of what was asked for: "kiến nghị thu hồi 1.890 triệu đồng, …; đã thu hồi 1.120 triệu đồng, đạt 59,3%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sheets.text import fold
from sync.model.sentences import Quantity, Ratio
from sync.reading.joints import Stretch
from sync.reading.quantities import rate_rounding, same_head
from sync.reading.slips import looks_mistyped

_REACHED = re.compile(r"[^,;.()\d]{0,50}(?:[,(]\s*)(?:đạt|bằng|chiếm)\s*(?:tỷ lệ|tỉ lệ)?\s*", re.IGNORECASE)
_DONE = re.compile(r"\b(?:đã|đến nay)(?: được)? (?P<deed>[^\W\d_]+ [^\W\d_]+)(?: được| xong| là)*\s*$", re.IGNORECASE)
_ASKED = r"(?:kiến nghị|phải|cần|đề nghị|yêu cầu|đăng ký|giao) (?:được )?"
_OF_SAME = re.compile(
    r"\s*(?:trong |trên |so với )?(?:tổng )?số (?P<what>[^\W\d_]+(?: [^\W\d_]+){1,3})\s*(?=[.,;)]|$)", re.IGNORECASE
)
_OF_OTHER = re.compile(
    r"\s*(?:so|kế hoạch|dự toán|chỉ tiêu|tổng|của|trên|số|cùng kỳ|năm|trong|nghị quyết)\b", re.IGNORECASE
)
_BACK = 60


def asked_rates(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield the rate of what was done of the one number that was asked for, or that the rate's own words repeat.

    Silent unless the rate looks mistyped for the two.
    """
    for stretch in found:
        for at, rate in enumerate(stretch.quantities):
            part = stretch.quantities[at - 1] if at else None
            if rate.unit != "%" or part is None or part.unit == "%" or part.approximate or rate.approximate:
                continue
            if not _REACHED.fullmatch(stretch.between(part.end, rate.start)):
                continue
            told = [q for q in stretch.quantities[: at - 1] if _alike(q, part)]
            wholes = _named(stretch, told, rate) or _asked(stretch, told, part, rate)
            if len(wholes) == 1 and looks_mistyped(rate, part.value * 100 / wholes[0].value):
                yield _ratio(part, wholes[0], rate)


def _named(stretch: Stretch, told: Sequence[Quantity], rate: Quantity) -> list[Quantity]:
    """ "3.200 hộ đăng ký danh hiệu …, 2.848 hộ đạt, bằng 89% số hộ đăng ký": its words stand behind the whole."""
    same = _OF_SAME.match(stretch.between(rate.end, rate.end + 70))
    what = fold(same["what"]) if same else ""
    return [q for q in told if what and fold(stretch.between(q.end, q.end + 80)).strip().startswith(what)]


def _asked(stretch: Stretch, told: Sequence[Quantity], part: Quantity, rate: Quantity) -> list[Quantity]:
    done = _DONE.search(stretch.between(part.start - _BACK, part.start))
    if not done or _OF_OTHER.match(stretch.between(rate.end, rate.end + 20)):
        return []
    asked = re.compile(rf"\b{_ASKED}{re.escape(done['deed'])}(?: [^\W\d_]+){{0,3}}\s*$", re.IGNORECASE)
    return [q for q in told if asked.search(stretch.between(q.start - _BACK, q.start))]


def _alike(whole: Quantity, part: Quantity) -> bool:
    if whole.approximate or whole.unit != part.unit or whole.value < part.value or not whole.value:
        return False
    return part.unit is not None or not part.head or same_head(whole.head, part.head)


def _ratio(part: Quantity, whole: Quantity, rate: Quantity) -> Ratio:
    slack = rate_rounding(part, whole)
    digits = f"{part.text}/{whole.text}"
    return Ratio(part.start, digits, part.value, whole.value, rate, of_plan=False, slack=slack)
