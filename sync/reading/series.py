"""One indicator over the year: its month, what came before, cumulative figure, last month, and level of a stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync.model.outline import IndicatorSpec
from sync.model.period import Period
from sync.model.records import Slot, Submission

ZERO = Decimal(0)
_ADDED: tuple[Slot, ...] = ("month", "correction")
_ADDS_UP = frozenset({"flow", "money"})


@dataclass(frozen=True, slots=True)
class Series:
    """What is known of an indicator up to one period.

    `before` adds up the year's earlier months and corrections; `whole` says that none of them is missing. `last` is
    the month figure of the period before. `level` is where a stock stood before this period (its opening where
    nothing was reported yet), None where nobody can tell.
    """

    spec: IndicatorSpec
    month: Decimal | None
    correction: Decimal
    before: Decimal
    whole: bool
    last: Decimal | None
    level: Decimal | None

    @property
    def cumulative(self) -> Decimal | None:
        """The year's figure: months and corrections added up; of a stock or rate, the level at the period's end.

        None where a month of the year is missing.
        """
        if self.spec.kind not in _ADDS_UP:
            return self.month
        return self.before + (self.month or ZERO) + self.correction if self.whole else None


def series(spec: IndicatorSpec, submission: Submission, history: Sequence[Submission]) -> Series:
    """Return an indicator's series up to a submission; `history` holds the same division's earlier ones."""
    by_period = {earlier.period: earlier for earlier in history}
    period = submission.period
    begun = _begun(spec, period)[1]
    months = [by_period.get(p) for p in _added_up(spec, period)]
    last = by_period.get(period.previous())
    return Series(
        spec=spec,
        month=value_of(submission, spec.code, "month"),
        correction=value_of(submission, spec.code, "correction") or ZERO,
        before=sum((_reported(s, spec.code) for s in months if s), begun),
        whole=all(s is not None and _known(s, spec.code) for s in months),
        last=value_of(last, spec.code, "month") if last else None,
        level=_level(spec, period, by_period),
    )


def value_of(submission: Submission, indicator: str, slot: Slot) -> Decimal | None:
    """Return the value of an indicator's slot, or None where it is blank or could not be read."""
    figure = submission.figure(indicator, slot)
    return figure.value if figure else None


def _earlier_in_year(period: Period) -> Iterator[Period]:
    earlier = period.previous()
    while earlier.year == period.year:
        yield earlier
        earlier = earlier.previous()


def months_missing(spec: IndicatorSpec, period: Period, history: Sequence[Submission]) -> tuple[Period, ...]:
    """Return the year's earlier periods, first to last, of which nothing is known: no form, no `cumulative_before`."""
    there = {earlier.period for earlier in history}
    return tuple(reversed([p for p in _added_up(spec, period) if p not in there]))


def before_in_year(spec: IndicatorSpec, period: Period, history: Sequence[Submission]) -> Decimal | None:
    """Return what the year's earlier months and corrections add up to, None where none of them has a figure."""
    start, begun = _begun(spec, period)
    added = set(_added_up(spec, period))
    values = [value_of(s, spec.code, slot) for s in history if s.period in added for slot in _ADDED]
    known = [value for value in values if value is not None]
    return sum(known, begun) if known or start else None


def _added_up(spec: IndicatorSpec, period: Period) -> Iterator[Period]:
    """Yield the year's earlier periods, newest first, in which the indicator was asked for and counts by itself."""
    start, _ = _begun(spec, period)
    return (p for p in _earlier_in_year(period) if spec.valid.covers(p) and (start is None or p >= start))


def _begun(spec: IndicatorSpec, period: Period) -> tuple[Period | None, Decimal]:
    """Return from when on months are added up, and what had come before; (None, 0) where all the year's are."""
    if spec.cumulative_before is None:
        return None, ZERO
    start, value = spec.cumulative_before
    return (start, value) if start.year == period.year and start <= period else (None, ZERO)


def _reported(submission: Submission, code: str) -> Decimal:
    month, correction = value_of(submission, code, "month"), value_of(submission, code, "correction")
    return (month or ZERO) + (correction or ZERO)


def _known(submission: Submission, code: str) -> bool:
    return submission.info.status == "nil" or value_of(submission, code, "month") is not None


def _level(spec: IndicatorSpec, period: Period, by_period: dict[Period, Submission]) -> Decimal | None:
    """Walk back over months with nothing to report to the last level, at most to the year's opening."""
    earlier = period
    while True:
        earlier = earlier.previous()
        before = by_period.get(earlier)
        level = value_of(before, spec.code, "month") if before else None
        if level is not None:
            return level
        if earlier.year < period.year:
            return spec.opening
        if before is None or before.info.status != "nil":
            return None
