"""Numbers of a sentence against each other: parts and whole, stock and flow, ratios and rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rapidfuzz.fuzz import ratio

from sheets.text import fold
from sync.checks.announced import told_below
from sync.checks.check import Check
from sync.checks.notes import place_of
from sync.checks.texts import Passage, passages
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import FALLEN, RISEN, UNCHANGED
from sync.model.period import Period
from sync.model.records import Activity, Submission
from sync.model.sentences import PartOf, Quantity, Ratio, Reading, StockFlow
from sync.normalise.figures import format_number
from sync.reading.prose import read
from sync.reading.quantities import counted_words

_NUMBER = re.compile(r"\d[\d.,/]*")
_SAME = 90  # per cent of likeness from which two months' sentences are one, but for its numbers
_OF_YEAR = re.compile(r"\b(?:lũy kế|luỹ kế|từ đầu năm|tính chung|cộng dồn)\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\s*(?:âm lịch|dương lịch|[AÂD]L\b)", re.IGNORECASE)  # "(10/3 âm lịch)"
_TWO_DEEDS = re.compile(
    r"\b(?:thụ lý|tiếp nhận|nhận|thẩm định)(?:,| và)\s+[^\W\d_]+(?: [^\W\d_]+){0,2}\s*$", re.IGNORECASE
)
_DIGITS = re.compile(r"[\d.]*\d(?:,\d+)?")


def sum_of_parts(submission: Submission, _: Context) -> Iterator[Hit]:
    """Parts that are all of a whole and do not add up to it."""
    for passage, reading in _readings(submission):
        for relation in reading.parts:
            total, whole = _total(relation.parts), relation.whole.value + _total(relation.carried)
            if relation.exhaustive and abs(total - whole) > relation.slack:
                said = as_written(total, relation.whole)
                scales = {_scale(q) for q in (relation.whole, *relation.parts)}
                parts = " + ".join(_digits(p) if len(scales) == 1 else p.text for p in relation.parts)
                facts = {"parts": parts, "sum": said, "whole": _whole(passage, relation)}
                # Of an account the sum is none of its numbers.
                mended = None if relation.carried else said
                yield Hit(passage.place, facts, f"{passage.text}{relation.whole.start}", mended)


def part_over_whole(submission: Submission, _: Context) -> Iterator[Hit]:
    """A part that is larger than the whole it is said to be part of."""
    for passage, reading in _readings(submission):
        for relation in reading.parts:
            largest = max(relation.parts, key=lambda part: part.value)
            if not relation.exhaustive and largest.value > relation.whole.value + relation.slack:
                facts = {"part": _digits(largest), "whole": _phrase(passage, relation.whole)}
                yield Hit(passage.place, facts, f"{passage.text}{relation.whole.start}")
        for flow in reading.flows:
            if flow.before is None and flow.flow.value > flow.stock.value:
                facts = {"part": _digits(flow.flow), "whole": _phrase(passage, flow.stock)}
                yield Hit(passage.place, facts, f"{passage.text}{flow.flow.start}")


def stock_in_text(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "cập nhật 147, nâng tổng số từ 860 lên 1.070": the stock is not what there was and what was added."""
    for passage, reading in _readings(submission):
        for flow in reading.flows:
            right = flow.before.value + flow.flow.value if flow.before else flow.stock.value
            if flow.before and right != flow.stock.value:
                said = as_written(right, flow.stock)
                facts = {"before": _digits(flow.before), "flow": _digits(flow.flow), "sum": said}
                yield Hit(
                    passage.place, {**facts, "stock": _digits(flow.stock)}, f"{passage.text}{flow.flow.start}", said
                )


def stock_over_months(submission: Submission, context: Context) -> Iterator[Hit]:
    """ "cập nhật 147, nâng tổng số lên 1.070", and last month's same sentence said 860."""
    before = context.earlier(submission.period.previous())
    if before is None:
        return
    for activity in submission.activities:
        for flow in read(activity.text).flows:
            last = _last_stock(before, activity, flow)
            if _begins_anew(activity, submission.period):
                continue
            if last is None or flow.before is not None or last.value + flow.flow.value == flow.stock.value:
                continue
            said = as_written(last.value + flow.flow.value, flow.stock)
            facts = {"before": _digits(last), "flow": _digits(flow.flow), "sum": said, "stock": _digits(flow.stock)}
            yield Hit(place_of(activity.origin), facts, f"{activity.text}{flow.flow.start}", said)


def _begins_anew(activity: Activity, period: Period) -> bool:
    """True in the first period of a year of what counts from its beginning: there is nothing before it."""
    return period.first_month == 1 and _OF_YEAR.search(activity.text) is not None


def _last_stock(before: Submission, activity: Activity, flow: StockFlow) -> Quantity | None:
    """Return the stock that the one sentence of last month's section told that is the same but for its numbers."""
    told = [
        old.stock
        for row in before.activities
        if row.section == activity.section and _alike(row.text, activity.text)
        for old in read(row.text).flows
        if old.stock.unit == flow.stock.unit
    ]
    return told[0] if len(told) == 1 and len(read(activity.text).flows) == 1 else None


def _alike(one: str, other: str) -> bool:
    first, second = (_NUMBER.sub("", fold(text)) for text in (one, other))
    return ratio(first, second) >= _SAME


def rate_against_ratio(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "45/50 hồ sơ, đạt 95%": the rate is not that of the ratio, rounded as it is written."""
    for passage, reading in _readings(submission):
        for told in reading.ratios:
            right = _rate(told)
            if right is not None:
                rate = f"{told.change} {told.rate.text if told.rate else ''}".strip()
                facts = {"ratio": told.text, "right": right, "rate": rate}
                yield Hit(passage.place, facts, f"{passage.text}{told.start}", right)


def shares_of_whole(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "đúng hạn 98%, quá hạn 3%": shares of one whole that are not all of it, or more."""
    for passage, reading in _readings(submission):
        for told in reading.shares:
            if not told.whole:
                parts = " + ".join(q.text for q in told.rates)
                facts = {"parts": parts, "sum": format_number(told.total, pad=False)}
                yield Hit(passage.place, facts, f"{passage.text}{told.rates[0].start}")


def ratio_over_one(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "47/45 hồ sơ": more than there are, where no plan is spoken of."""
    for passage, reading in _readings(submission):
        over = [told for told in reading.ratios if told.part > told.whole and not told.of_plan]
        told = over[0] if len(over) == 1 else None  # several: a way of putting "received/solved", no slip
        day = told is not None and _CALENDAR.match(passage.text, told.start + len(told.text))
        if told and not day and not _TWO_DEEDS.search(passage.text[: told.start]):
            yield Hit(passage.place, {"ratio": told.text}, f"{passage.text}{told.start}")


def _readings(submission: Submission) -> Iterator[tuple[Passage, Reading]]:
    for passage in passages(submission):
        if passage.role in {"result", "plan"}:
            yield passage, read(passage.text)
    yield from told_below(submission)


def _rate(ratio: Ratio) -> str | None:
    """Return the right rate where another is written, else None; the last written digit may be one off."""
    if ratio.rate is None or ratio.elsewhere:
        return None
    written = re.match(r"\d+,(\d+)", ratio.rate.text)  # "91,0%" is written to a tenth
    step = Decimal(1).scaleb(-len(written[1]) if written else 0)
    right = ratio.part * 100 / ratio.whole
    if ratio.change:
        return _changed(ratio, right - 100, step)
    if abs(right - ratio.rate.value) <= step + ratio.slack:
        return None
    return f"{format_number(right.quantize(step), pad=False)}%"


def _changed(ratio: Ratio, right: Decimal, step: Decimal) -> str | None:
    """Return by how much there is more or less where another rate or another direction is written, else None."""
    said = ratio.rate.value if ratio.rate else right
    if abs(right - (said if ratio.change == RISEN else -said)) <= step + ratio.slack:
        return None
    way = RISEN if right > 0 else FALLEN
    return f"{way} {format_number(abs(right).quantize(step), pad=False)}%" if right else UNCHANGED


def as_written(value: Decimal, like: Quantity) -> str:
    """Return a value as the quantity `like` is written: its multiple, unit and thousands ("46,6 nghìn tấn")."""
    digits = _DIGITS.match(like.text)
    if like.unit is None or not digits:
        return format_number(value)
    written = Decimal(digits[0].replace(".", "").replace(",", "."))
    worth = like.value / written if written else Decimal(1)
    number = (value / worth).normalize() if value else Decimal(0)
    return format_number(Decimal(f"{number:f}"), pad=False) + like.text[digits.end() :]


def _total(quantities: Sequence[Quantity]) -> Decimal:
    return sum((q.value for q in quantities), Decimal(0))


def _whole(passage: Passage, relation: PartOf) -> str:
    if not relation.carried:
        return _phrase(passage, relation.whole)
    return " + ".join(_digits(q) for q in (relation.whole, *relation.carried))


def _phrase(passage: Passage, quantity: Quantity) -> str:
    return f"{quantity.text} {counted_words(passage.text, quantity.end)}".rstrip(" .,;:()")


def _digits(quantity: Quantity) -> str:
    return quantity.text.split(" ")[0]


def _scale(quantity: Quantity) -> str:
    """Return what stands behind the digits: of "1,87 tỷ đồng" and "850 triệu đồng" no sum is told in digits alone."""
    return quantity.text.partition(" ")[2] if quantity.unit is not None else ""


CHECKS: tuple[Check, ...] = (
    Check("sum-of-parts", "warning", sum_of_parts),
    Check("part-over-whole", "warning", part_over_whole),
    Check("stock-in-text", "warning", stock_in_text),
    Check("stock-over-months", "warning", stock_over_months),
    Check("rate-against-ratio", "warning", rate_against_ratio),
    Check("shares-of-whole", "warning", shares_of_whole),
    Check("ratio-over-one", "warning", ratio_over_one),
)
