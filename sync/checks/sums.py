"""Numbers of a sentence against each other: parts and whole, stock and flow, ratios and rates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sync.checks.check import Check
from sync.checks.texts import Passage, passages
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission
from sync.model.sentences import PartOf, Quantity, Ratio, Reading
from sync.normalise.numbers import format_number
from sync.reading.prose import read


def sum_of_parts(submission: Submission, _: Context) -> Iterator[Hit]:
    """Parts that are all of a whole and do not add up to it."""
    for passage, reading in _readings(submission):
        for relation in reading.parts:
            total = sum((part.value for part in relation.parts), Decimal(0))
            if relation.exhaustive and total != relation.whole.value:
                facts = {"parts": " + ".join(_digits(p) for p in relation.parts), "sum": format_number(total)}
                yield _hit(
                    passage, {**facts, "whole": _phrase(passage, relation.whole)}, relation, format_number(total)
                )


def part_over_whole(submission: Submission, _: Context) -> Iterator[Hit]:
    """A part that is larger than the whole it is said to be part of."""
    for passage, reading in _readings(submission):
        for relation in reading.parts:
            total = sum((part.value for part in relation.parts), Decimal(0))
            if not relation.exhaustive and total > relation.whole.value:
                facts = {"part": format_number(total), "whole": _phrase(passage, relation.whole)}
                yield _hit(passage, facts, relation, None)
        for flow in reading.flows:
            if flow.flow.value > flow.stock.value:
                facts = {"part": _digits(flow.flow), "whole": _phrase(passage, flow.stock)}
                yield Hit(passage.place, facts, f"{passage.text}{flow.flow.start}")


def rate_against_ratio(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "45/50 hồ sơ, đạt 95%": the rate is not that of the ratio, rounded as it is written."""
    for passage, reading in _readings(submission):
        for ratio in reading.ratios:
            right = _rate(ratio)
            if right is not None:
                facts = {"ratio": ratio.text, "right": right, "rate": ratio.rate.text if ratio.rate else ""}
                yield Hit(passage.place, facts, f"{passage.text}{ratio.start}", right)


def ratio_over_one(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "47/45 hồ sơ": more than there are, where no plan is spoken of."""
    for passage, reading in _readings(submission):
        for ratio in reading.ratios:
            if ratio.part > ratio.whole and not ratio.of_plan:
                yield Hit(passage.place, {"ratio": ratio.text}, f"{passage.text}{ratio.start}")


def _readings(submission: Submission) -> Iterator[tuple[Passage, Reading]]:
    for passage in passages(submission):
        if passage.role in {"result", "plan"}:
            yield passage, read(passage.text)


def _rate(ratio: Ratio) -> str | None:
    """Return the right rate where another is written, else None; the last written digit may be one off."""
    if ratio.rate is None or ratio.of_plan:
        return None
    exponent = ratio.rate.value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    right = ratio.part * 100 / ratio.whole
    if abs(right - ratio.rate.value) <= step:
        return None
    return f"{format_number(right.quantize(step), pad=False)}%"


def _phrase(passage: Passage, quantity: Quantity) -> str:
    words = passage.text[quantity.end :].split()[: max(1, min(2, len(quantity.head)))]
    return " ".join((quantity.text, *words)).rstrip(" .,;:()")


def _digits(quantity: Quantity) -> str:
    return quantity.text.split(" ")[0]


def _hit(passage: Passage, facts: dict[str, str], relation: PartOf, suggestion: str | None) -> Hit:
    return Hit(passage.place, facts, f"{passage.text}{relation.whole.start}", suggestion)


CHECKS: tuple[Check, ...] = (
    Check("sum-of-parts", "warning", sum_of_parts),
    Check("part-over-whole", "warning", part_over_whole),
    Check("rate-against-ratio", "warning", rate_against_ratio),
    Check("ratio-over-one", "warning", ratio_over_one),
)
