"""What falls on each, times their number, against what is told of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from sync.checks.check import Check
from sync.checks.sums import as_written
from sync.checks.texts import passages
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission
from sync.reading.prose import read


def product_against_total(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "1.125 hộ, mỗi hộ 500.000 đồng, tổng kinh phí 526,5 triệu đồng": the product is 562,5 triệu đồng."""
    for passage in passages(submission):
        for one in read(passage.text).products if passage.role in {"result", "plan"} else ():
            right = as_written(one.count.value * one.each.value, one.total)
            facts = {"count": one.count.text, "each": one.each.text, "right": right, "total": one.total.text}
            average = (one.each.unit or "").startswith("đồng/")  # it may as well be the average that is wrong
            yield Hit(passage.place, facts, f"{passage.text}{one.total.start}", None if average else right)


CHECKS: tuple[Check, ...] = (Check("product-against-total", "warning", product_against_total),)
