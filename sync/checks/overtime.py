"""What a sentence says of the year so far, against the division's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.checks.changes import told_in
from sync.checks.check import Check
from sync.checks.notes import place_of
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.outline import IndicatorSpec
from sync.model.records import Activity, Submission
from sync.model.sentences import Quantity
from sync.normalise.figures import format_number
from sync.normalise.units import scaled
from sync.reading.fitting import counts, same_value
from sync.reading.linking import spoken_of
from sync.reading.prose import read
from sync.reading.scopes import scope_of
from sync.reading.series import Series, series
from sync.reading.slips import is_slip

_ENDS = re.compile(r"[.?!](?:\s|$)|\n")
_SINCE_JANUARY = re.compile(r"\b(?:từ )?đầu năm\b|\b(?:lũy kế|luỹ kế|cộng dồn) \d{1,2} tháng\b", re.IGNORECASE)
_ADDS_UP = frozenset({"flow", "money"})


def cumulative_in_text(submission: Submission, context: Context) -> Iterator[Hit]:
    """ "kiểm định 147 PTĐ (lũy kế từ đầu năm 300 PTĐ)": months and corrections of the indicator add up to another."""
    specs = context.config.indicators_for(submission.division or "", context.period)
    for activity in submission.activities:
        for quantity in _of_year(activity, submission.period.last_month):
            fitting = [spec for spec in specs if spec.kind in _ADDS_UP and spec.section in {"", activity.section}]
            fitting = [spec for spec in fitting if counts(quantity, spec.unit) or _says_no_noun(quantity)]
            known = {spec.code: series(spec, submission, context.history) for spec in fitting}
            if any(_agrees(quantity, one) for one in known.values()):
                continue
            spec = _meant(activity, submission, quantity, fitting)
            total = known[spec.code].cumulative if spec else None
            if spec is None or total is None or not _sure(activity, quantity, total, spec):
                continue
            right = format_number(total)
            facts = {"typed": quantity.text, "code": spec.code, "name": spec.name, "figure": f"{right} {spec.unit}"}
            yield Hit(place_of(activity.origin), facts, f"{activity.text}{quantity.start}", right)


def _of_year(activity: Activity, months: int) -> Iterator[Quantity]:
    """Yield the first quantity behind each "lũy kế", "từ đầu năm" of a text: what follows breaks it down."""
    every = read(activity.text).quantities
    last = None
    for before, quantity in zip((None, *every), every, strict=False):
        if quantity.unit == "tháng" and quantity.value == months:
            continue  # "lũy kế 8 tháng tiếp nhận 14.188 hồ sơ" in August
        scope = scope_of(activity.text, quantity, before)
        if scope == "year" and not (last == "year" and before and _one_sentence(activity.text, before, quantity)):
            filled = any(quantity.start < end and start < quantity.end for start, end, _ in activity.filled)
            if not quantity.approximate and quantity.unit != "%" and not filled:
                yield quantity
        last = scope


def _one_sentence(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end : other.start]
    return not _ENDS.search(between) and not re.search(r"\b(?:lũy kế|luỹ kế|từ đầu năm)\b", between, re.IGNORECASE)


def _meant(
    activity: Activity, submission: Submission, quantity: Quantity, fitting: Sequence[IndicatorSpec]
) -> IndicatorSpec | None:
    """Return the one indicator whose month stands in the same sentence; of a whole and its parts, the whole.

    Where no month does, the one of which the words round the number speak.
    """
    codes = {spec.code for spec in fitting}
    near = [told for told in told_in(activity, submission, fitting) if told.end <= quantity.start]
    near = [told for told in near if not _ENDS.search(activity.text[told.end : quantity.start])]
    if not near and not _says_no_noun(quantity):
        return spoken_of(activity, quantity, fitting)
    named = {told.spec.code: told.spec for told in near if told.spec.code in codes}
    parts = {part for spec in named.values() for part in spec.parts}
    wholes = [spec for code, spec in named.items() if code not in parts]
    return wholes[0] if len(wholes) == 1 else None


def _says_no_noun(quantity: Quantity) -> bool:
    return quantity.unit is None and not quantity.head


def _agrees(quantity: Quantity, known: Series) -> bool:
    return known.cumulative is not None and same_value(quantity, known.cumulative, known.spec.unit)


def _sure(activity: Activity, quantity: Quantity, total: Decimal, spec: IndicatorSpec) -> bool:
    """True where the year is named, or the number looks mistyped: "lũy kế" alone may count from a project's begin."""
    before = activity.text[max(0, quantity.start - 120) : quantity.start]
    around = re.split(r"[.;]\s", before)[-1] + activity.text[quantity.end : quantity.end + 40].split(".")[0]
    return _SINCE_JANUARY.search(around) is not None or is_slip(quantity.value, total * scaled(spec.unit).factor)


CHECKS: tuple[Check, ...] = (Check("cumulative-in-text", "warning", cumulative_in_text),)
