"""An indicator's figure against its own past: far outside what the division reports every month."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from sync.checks.check import Check
from sync.checks.notes import place_of
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.outline import IndicatorSpec
from sync.model.records import Submission
from sync.normalise.figures import format_number
from sync.reading.series import value_of

_FEWEST, _MOST = 5, 24  # months of the past that are needed, and that are looked at
_SIGMAS = 6
_TO_SIGMA = Decimal("1.4826")  # a normal series' standard deviation by its median absolute deviation
_LEAST = Decimal("0.1")  # of the median: a series that never moves is not told for every small step
_TIMES = 3
_MANY_ZEROS = Decimal(1) / 3


def jump_against_history(submission: Submission, context: Context) -> Iterator[Hit]:
    """A month's figure that is many times the usual one, or a small part of it.

    Robust: median and median absolute deviation of at least five months (Hampel's identifier). Quiet where many
    months are zero, and of rates.
    """
    for spec in context.config.indicators_for(submission.division or "", context.period):
        figure = submission.figure(spec.code, "month")
        past = _past(spec, context)
        if figure is None or figure.value is None or spec.kind == "rate" or not _speaks(past):
            continue
        usual = Decimal(median(past))
        if _jumps(figure.value, usual, past):
            facts = {"code": spec.code, "name": spec.name, "typed": format_number(figure.value, pad=False)}
            known = {"months": str(len(past)), "usual": format_number(_rounded(usual), pad=False)}
            yield Hit(place_of(figure.origin), {**facts, **known}, spec.code)


def _past(spec: IndicatorSpec, context: Context) -> list[Decimal]:
    values = (value_of(earlier, spec.code, "month") for earlier in context.history[:_MOST])
    return [value for value in values if value is not None]


def _speaks(past: list[Decimal]) -> bool:
    return len(past) >= _FEWEST and past.count(Decimal(0)) <= len(past) * _MANY_ZEROS


def _jumps(value: Decimal, usual: Decimal, past: list[Decimal]) -> bool:
    spread = Decimal(median(abs(v - usual) for v in past)) * _TO_SIGMA
    far = abs(value - usual) > _SIGMAS * max(spread, usual * _LEAST, Decimal(1))
    reached = min(past) <= value <= max(past)
    return far and not reached and (value >= usual * _TIMES or value * _TIMES <= usual)


def _rounded(usual: Decimal) -> Decimal:
    return usual.quantize(Decimal(1)) if usual >= 10 else usual.quantize(Decimal("0.1")).normalize()


CHECKS: tuple[Check, ...] = (Check("jump-against-history", "note", jump_against_history),)
