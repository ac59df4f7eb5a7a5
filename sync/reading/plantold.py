"""Shares of a plan told before: "chỉ tiêu 7.450 học sinh, …, trúng tuyển 7.215 học sinh, đạt 96,8% chỉ tiêu"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import Quantity, Ratio
from sync.reading.joints import Stretch
from sync.reading.quantities import rate_rounding, same_head
from sync.reading.slips import looks_mistyped

_REACHED = re.compile(r"[^.;\d]{0,60}?[,;(]\s*(?:đạt|bằng|hoàn thành)(?: được| tỷ lệ)*\s*$", re.IGNORECASE)
_OF_PLAN = re.compile(
    r"\s*(?:so với )?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)"
    r"(?: (?:được )?(?:giao|đề ra|tuyển sinh|năm|cả năm|tháng|quý))*\s*(?=[.,;)]|$)",
    re.IGNORECASE,
)
_PLAN_BEHIND = re.compile(
    r"\s*(?:so với )?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?: (?!tăng|giảm|vượt|còn)[^\W\d_]+){0,4}:?\s+",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?: (?!đạt|bằng|tăng|giảm|vượt)[^\W\d_]+){0,4}(?: 20\d\d)?"
    r"(?: (?:là|được giao))?:?\s*$",
    re.IGNORECASE,
)


def rates_of_told_plan(found: Sequence[Stretch]) -> Iterator[Ratio]:
    """Yield the share of the one plan told before, where what is right shows that its digits were mistyped."""
    for stretch in found:
        for at, rate in enumerate(stretch.quantities):
            if rate.unit == "%" and 0 < at < len(stretch.quantities) - 1:
                yield from _of_plan_behind(stretch, stretch.quantities[at - 1], rate, stretch.quantities[at + 1])
            if rate.unit != "%" or at == 0 or not _OF_PLAN.match(stretch.between(rate.end, rate.end + 60)):
                continue
            part = stretch.quantities[at - 1]
            if part.approximate or part.unit == "%" or not _REACHED.fullmatch(stretch.between(part.end, rate.start)):
                continue
            homes = [home for home in (stretch.before, stretch) if home is not None]
            plans = [q for home in homes for q in home.quantities if q.end <= part.start and _is_plan(home, q, part)]
            if len(plans) == 1 and looks_mistyped(rate, part.value * 100 / plans[0].value):
                plan = plans[0]
                said = f"{part.text}/{plan.text}"
                yield Ratio(
                    part.start, said, part.value, plan.value, rate, of_plan=True, slack=rate_rounding(part, plan)
                )


def _of_plan_behind(stretch: Stretch, part: Quantity, rate: Quantity, plan: Quantity) -> Iterator[Ratio]:
    """Yield "112.450 tấn, đạt 93,7% kế hoạch năm 120.000 tấn": the plan stands behind the rate, without a bracket."""
    if part.approximate or part.unit == "%" or plan.approximate or not plan.value or plan.unit != part.unit:
        return
    alike = part.unit is not None or (plan.head[:1] == part.head[:1] and bool(plan.head))
    said = _PLAN_BEHIND.fullmatch(stretch.between(rate.end, plan.start))
    if said and alike and _REACHED.fullmatch(stretch.between(part.end, rate.start)):
        digits, slack = f"{part.text}/{plan.text}", rate_rounding(part, plan)
        if looks_mistyped(rate, part.value * 100 / plan.value):
            yield Ratio(part.start, digits, part.value, plan.value, rate, of_plan=True, slack=slack)


def _is_plan(home: Stretch, quantity: Quantity, part: Quantity) -> bool:
    if quantity.approximate or not quantity.value or quantity.unit != part.unit:
        return False
    alike = part.unit is not None or not (part.head and quantity.head) or same_head(quantity.head, part.head)
    return alike and _PLANNED.search(home.between(quantity.start - 60, quantity.start)) is not None
