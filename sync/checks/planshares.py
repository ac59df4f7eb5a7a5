"""What a sentence says of the year's plan ("đạt 85,1% kế hoạch năm") against the figures and the plan of Chỉ tiêu."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sync.checks.check import Check
from sync.checks.figures import plan_of
from sync.checks.notes import place_of
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.outline import IndicatorSpec
from sync.model.records import Activity, Submission
from sync.model.sentences import Quantity
from sync.normalise.figures import format_number
from sync.reading.fitting import counts, same_value
from sync.reading.linking import links
from sync.reading.prose import read
from sync.reading.quantities import grain
from sync.reading.series import series

_ADDS_UP = frozenset({"flow", "money"})
_CLOSED = re.compile(r"\([^()]*\)")
_LEADS = re.compile(
    r"[,;(]?\s*(?:tương )?(?:đạt|bằng|đương|ứng|chiếm|hoàn thành|tức|là)?(?: tỷ lệ| được)?\s*$", re.IGNORECASE
)
_OF_PLAN = re.compile(
    r"\s*(?:so với )?(?:kế hoạch|chỉ tiêu)(?: (?:của )?(?:cả )?năm(?: \d{4})?| (?:được )?giao| đề ra)*\s*(?=[.,;:)]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the year's plan of an indicator is held against: its figures of the month and of the year, where known."""

    spec: IndicatorSpec
    plan: Decimal
    month: Decimal | None
    year: Decimal | None

    def said_by(self, quantity: Quantity) -> Decimal | None:
        """Return the figure that a quantity says."""
        told = (v for v in (self.year, self.month) if v is not None)
        return next((v for v in told if same_value(quantity, v, self.spec.unit)), None)


def share_of_plan(submission: Submission, context: Context) -> Iterator[Hit]:
    """ "1.486 trẻ, lũy kế 15.320 trẻ, đạt 58,1% kế hoạch năm": 15.320 of the plan of 18.000 is another share.

    Only where the share stands right behind a figure that Chỉ tiêu has, and is that of neither the month nor the year.
    """
    specs = context.config.indicators_for(submission.division or "", submission.period)
    known = [one for spec in specs if (one := _known(spec, submission, context))]
    for activity in submission.activities if known else ():
        for of, rate in _shares(activity):
            one = _spoken_of(activity, of, known, submission, specs)
            value = one.said_by(of) if one else None
            if one is None or value is None or any(_is_share(rate, v, one.plan) for v in (one.month, one.year)):
                continue
            right = f"{format_number(_rounded(value * 100 / one.plan, rate), pad=False)}%"
            facts = {
                "typed": rate.text,
                "code": one.spec.code,
                "name": one.spec.name,
                "figure": format_number(value),
                "plan": format_number(one.plan),
                "right": right,
            }
            yield Hit(place_of(activity.origin), facts, f"{activity.text}{rate.start}", right)


def _known(spec: IndicatorSpec, submission: Submission, context: Context) -> _Known | None:
    plan = plan_of(spec, submission, context) if spec.kind in _ADDS_UP else None
    if not plan or plan < 0:
        return None
    told = series(spec, submission, context.history)
    return _Known(spec, plan, told.month, told.cumulative)


def _shares(activity: Activity) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield each rate of a plan with the quantity that it stands right behind."""
    text, every = activity.text, read(activity.text).quantities
    for rate in every:
        if rate.unit != "%" or rate.approximate or not _OF_PLAN.match(text, rate.end):
            continue
        before = [q for q in every if q.end <= rate.start and q.unit != "%"]
        closed = _CLOSED.sub(lambda found: " " * len(found[0]), text[: rate.start])
        of = next((q for q in reversed(before) if closed[q.start : q.end].strip()), None)
        between = closed[of.end :] if of else ""
        if of and not of.approximate and not re.search(r"[.;:\n](?!\d)", between) and _follows(between):
            yield of, rate


def _follows(between: str) -> bool:
    """True where only what is counted, and a word such as "đạt", stands between a figure and its share."""
    counted, sign, lead = between.rpartition(",")
    return (_LEADS.fullmatch(lead) if sign and "," not in counted else not sign and _LEADS.search(between)) is not None


def _spoken_of(
    activity: Activity, of: Quantity, known: Sequence[_Known], submission: Submission, specs: Sequence[IndicatorSpec]
) -> _Known | None:
    """Return the one indicator whose figure the quantity is: of the month by its words, of the year by its value."""
    linked = {link.spec.code for link in links(activity, submission.figures, specs) if link.agrees}
    linked |= {code for *_, code in activity.filled}
    mine = [one for one in known if counts(of, one.spec.unit) and one.spec.section in {"", activity.section}]
    said = [one for one in mine if one.said_by(of) is not None and one.spec.code in linked]
    return said[0] if len(said) == 1 else None


def _is_share(rate: Quantity, value: Decimal | None, plan: Decimal) -> bool:
    if value is None:
        return False
    step = grain(rate)  # rounded, or its last digits left out
    return -step < rate.value - value * 100 / plan <= step / 2


def _rounded(share: Decimal, rate: Quantity) -> Decimal:
    return share.quantize(min(grain(rate), Decimal("0.1")), ROUND_HALF_UP)


CHECKS: tuple[Check, ...] = (Check("plan-share-in-text", "warning", share_of_plan),)
