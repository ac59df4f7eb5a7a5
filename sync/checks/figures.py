"""Indicators held against what the catalogue says of them: parts, plan, percentage, stock, cumulative figure, sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheets.form import current_form
from sheets.grid import Place
from sync.checks.check import Check
from sync.checks.notes import place_of
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import MONTHS_THROUGH
from sync.model.outline import IndicatorSpec
from sync.model.period import Period
from sync.model.records import Figure, Slot, Submission
from sync.normalise.figures import format_number
from sync.reading.series import ZERO, months_missing, series, value_of

_ADDS_UP = frozenset({"flow", "money"})
_FULL = Decimal(100)
_UNREAD = frozenset({"excel-error", "not-calculated", "picture"})  # cells that look blank and are not


def negative(submission: Submission, context: Context) -> Iterator[Hit]:
    """A month's figure or a plan below zero; a rate may fall, a correction may take away."""
    for spec in _specs(submission, context):
        for figure in _figures(submission, spec, ("month", "plan")) if spec.kind != "rate" else ():
            if figure.value is not None and figure.value < 0:
                yield _hit(spec, figure, typed=_short(figure.value))


def parts_and_total(submission: Submission, context: Context) -> Iterator[Hit]:
    """Parts that do not add up to their total, or that are more than it though some are still blank."""
    for spec, total, parts in _sums(submission, context):
        known = [part.value for part in parts if part.value is not None]
        added, all_known = sum(known, ZERO), len(known) == len(parts)
        if total.value is not None and known and (added != total.value if all_known else added > total.value):
            suggestion = _short(added) if all_known else None
            facts = {"sum": _sum(known), "total": _short(added), "typed": _short(total.value)}
            yield _hit(spec, total, suggestion, **facts)


def parts_incomplete(submission: Submission, context: Context) -> Iterator[Hit]:
    """Some parts of a total filled and others left blank."""
    for spec, total, part, left in _open_parts(submission, context):
        facts = {"name": _name(submission, context, part), "total": spec.name, "typed": _short(total.value or ZERO)}
        yield Hit(place_of(part.origin), facts, part.indicator, left)


def figure_missing(submission: Submission, context: Context) -> Iterator[Hit]:
    """An indicator without this month's figure: blank is missing, 0 is 0."""
    if submission.info.status == "nil" or _untouched(submission):
        return
    spoken = {part.indicator for _, _, part, _ in _open_parts(submission, context)}
    sums = {spec.code: parts for spec, _, parts in _sums(submission, context)}
    for spec in _specs(submission, context):
        figure = submission.figure(spec.code, "month")
        if figure and spec.code not in spoken and _blank(submission, figure):
            known = series(spec, submission, context.history)
            last = _short(known.last) if known.last is not None else ""
            yield _hit(spec, figure, _suggested(sums.get(spec.code, ())), last=last)


def rate_over_100(submission: Submission, context: Context) -> Iterator[Hit]:
    """A percentage above 100."""
    for spec in _specs(submission, context):
        for figure in _figures(submission, spec, ("month",)) if spec.kind == "rate" else ():
            if figure.value is not None and figure.value > _FULL:
                yield _hit(spec, figure, typed=_short(figure.value))


def rate_as_part_of_one(submission: Submission, context: Context) -> Iterator[Hit]:
    """A percentage of at most one that a hundred times would bring nearer to the last one known, or to its plan.

    92,5% typed into a cell of numbers is kept as 0,925 there. A rate can be small by nature: where nothing tells how
    large it is used to be, nothing is said.
    """
    for spec in _specs(submission, context):
        for figure in _figures(submission, spec, ("month",)) if spec.kind == "rate" else ():
            if figure.value is None or not 0 < figure.value <= 1 or figure.typed.rstrip().endswith("%"):
                continue
            usual = _usual(spec, submission, context)
            if usual is not None and abs(figure.value * 100 - usual) < abs(figure.value - usual):
                yield _hit(spec, figure, typed=_short(figure.value), other=_short(figure.value * 100))


def stock_against_flow(submission: Submission, context: Context) -> Iterator[Hit]:
    """A stock that is not last month's stock plus what this month added.

    A correction may stand with the stock, with the flow, or with both: each way is taken for right.
    """
    for spec in _specs(submission, context):
        figure = submission.figure(spec.code, "month")
        flow = value_of(submission, spec.grows_by, "month") if spec.grows_by else None
        stock = series(spec, submission, context.history)
        if figure is None or figure.value is None or flow is None or stock.level is None:
            continue
        corrected = value_of(submission, spec.grows_by, "correction") or ZERO
        ways = {stock.correction, corrected, stock.correction + corrected}
        if figure.value - stock.level - flow not in ways:
            correction = stock.correction or corrected
            total = stock.level + flow + correction
            terms = [stock.level, flow, *([correction] if correction else [])]
            facts = {"sum": _sum(terms), "total": _short(total), "typed": _short(figure.value)}
            yield _hit(spec, figure, _short(total), **facts)


def cumulative_against_months(submission: Submission, context: Context) -> Iterator[Hit]:
    """A cumulative figure shown in the sheet that is not the sum of the months reported.

    Where earlier months are not known, only a figure below what is known can be wrong.
    """
    for spec in _specs(submission, context):
        shown, month = submission.figure(spec.code, "cumulative"), submission.figure(spec.code, "month")
        if spec.kind not in _ADDS_UP or shown is None or shown.value is None or month is None:
            continue
        if month.value is None and not _blank(submission, month):
            continue
        known = series(spec, submission, context.history)
        added = known.before + (known.month or ZERO) + known.correction
        if shown.value != added if known.whole else shown.value < added:
            yield _hit(spec, shown, _short(added), total=_short(added), typed=_short(shown.value))


def cumulative_of_level(submission: Submission, context: Context) -> Iterator[Hit]:
    """A stock or a rate, which does not add up, whose cumulative figure is another than that of the period."""
    for spec in _specs(submission, context):
        shown, level = submission.figure(spec.code, "cumulative"), value_of(submission, spec.code, "month")
        if spec.kind not in _ADDS_UP and shown and shown.value is not None and level not in {None, shown.value}:
            yield _hit(spec, shown, _short(level), level=_short(level), typed=_short(shown.value))


def months_unknown(submission: Submission, context: Context) -> Iterator[Hit]:
    """Earlier months of the year that nothing is known of: no cumulative figure can be reckoned. For the clerk."""
    typed = [s for s in _specs(submission, context) if s.kind in _ADDS_UP and value_of(submission, s.code, "month")]
    missing = {spec.code: months_missing(spec, submission.period, context.history) for spec in typed}
    periods = sorted({period for found in missing.values() for period in found})
    if periods and submission.info.status == "submitted":
        facts = {"months": _listed(periods), "count": str(sum(map(bool, missing.values())))}
        yield Hit(Place(current_form().tab("figures").title), facts, "months", audience="clerk")


def _listed(periods: Sequence[Period]) -> str:
    """Return periods in their order, of three and more in a row the first and the last."""
    runs: list[list[Period]] = []
    for period in periods:
        if runs and runs[-1][-1].next() == period:
            runs[-1].append(period)
        else:
            runs.append([period])
    return ", ".join(
        MONTHS_THROUGH.format(first=run[0].label, last=run[-1].label)
        if len(run) > 2
        else ", ".join(p.label for p in run)
        for run in runs
    )


def over_plan(submission: Submission, context: Context) -> Iterator[Hit]:
    """More done since January than the year's plan asks for."""
    for spec in _specs(submission, context):
        known = series(spec, submission, context.history)
        done = known.cumulative if known.cumulative is not None else value_of(submission, spec.code, "cumulative")
        plan = plan_of(spec, submission, context)
        figure = submission.figure(spec.code, "month")
        if figure and plan and done is not None and done > plan:
            yield _hit(spec, figure, total=_short(done), plan=_short(plan))


def plan_changed(submission: Submission, context: Context) -> Iterator[Hit]:
    """A plan of the year that is another than the period before had, or than the catalogue has."""
    before = context.earlier(submission.period.previous())
    for spec in _specs(submission, context):
        figure = submission.figure(spec.code, "plan")
        same_year = before is not None and before.period.year == submission.period.year
        last = value_of(before, spec.code, "plan") if before and same_year else None
        known = last if last is not None else spec.plan
        if figure and figure.value is not None and known is not None and figure.value != known:
            yield _hit(spec, figure, plan=_short(known), typed=_short(figure.value))


def correction_without_remark(submission: Submission, context: Context) -> Iterator[Hit]:
    """A correction of earlier periods without a word why."""
    for spec in _specs(submission, context):
        for figure in _figures(submission, spec, ("correction",)):
            if figure.value and not figure.remark.strip():
                yield _hit(spec, figure, typed=_short(figure.value))


def _specs(submission: Submission, context: Context) -> tuple[IndicatorSpec, ...]:
    """Return the indicators that a submission fills; the department's own texts have none."""
    if submission.division is None:
        return ()
    return context.config.indicators_for(submission.division, submission.period)


def _figures(submission: Submission, spec: IndicatorSpec, slots: Sequence[Slot]) -> Iterator[Figure]:
    return (f for f in submission.figures if f.indicator == spec.code and f.slot in slots)


def _sums(submission: Submission, context: Context) -> Iterator[tuple[IndicatorSpec, Figure, tuple[Figure, ...]]]:
    """Yield each total with its parts where all of them stand in the sheet and none is unreadable."""
    for spec in _specs(submission, context):
        total = submission.figure(spec.code, "month")
        parts = [submission.figure(code, "month") for code in spec.parts]
        there = tuple(part for part in parts if part is not None)
        if total is None or not there or len(there) < len(parts) or spec.kind == "rate":
            continue
        if all(f.value is not None or _blank(submission, f) for f in (total, *there)):
            yield spec, total, there


def _open_parts(submission: Submission, context: Context) -> Iterator[tuple[IndicatorSpec, Figure, Figure, str | None]]:
    """Yield the blank parts of totals of which other parts are filled, with what is left where only one is blank."""
    for spec, total, parts in _sums(submission, context):
        known = [part.value for part in parts if part.value is not None]
        blank = [part for part in parts if part.value is None]
        left = total.value - sum(known, ZERO) if total.value is not None else None
        if known and left is not None and left >= 0:
            for part in blank:
                yield spec, total, part, _short(left) if len(blank) == 1 else None


def _suggested(parts: Sequence[Figure]) -> str | None:
    values = [part.value for part in parts if part.value is not None]
    return _short(sum(values, ZERO)) if values and len(values) == len(parts) else None


def plan_of(spec: IndicatorSpec, submission: Submission, context: Context) -> Decimal | None:
    """Return the year's plan of an indicator as the form has it, else as an earlier one or the catalogue has it."""
    typed = [
        value_of(s, spec.code, "plan")
        for s in (submission, *context.history)
        if s.period.year == submission.period.year
    ]
    return next((plan for plan in typed if plan is not None), spec.plan)


def _usual(spec: IndicatorSpec, submission: Submission, context: Context) -> Decimal | None:
    """Return the last month's figure that is known of an indicator, else its plan, None where neither is."""
    months = (value_of(earlier, spec.code, "month") for earlier in context.history)
    return next((month for month in months if month is not None), plan_of(spec, submission, context))


def _blank(submission: Submission, figure: Figure) -> bool:
    place = place_of(figure.origin)
    unread = any(p.code in _UNREAD and p.place == place for p in submission.problems)
    return figure.value is None and not figure.typed.strip() and not unread


def _untouched(submission: Submission) -> bool:
    """Tell whether nobody has begun to fill the figures: a fresh form is not nagged about."""
    filled = any(f.slot == "month" and (f.value is not None or f.typed.strip()) for f in submission.figures)
    return submission.info.status != "submitted" and not filled


def _name(submission: Submission, context: Context, figure: Figure) -> str:
    return next(spec.name for spec in _specs(submission, context) if spec.code == figure.indicator)


def _hit(spec: IndicatorSpec, figure: Figure, suggestion: str | None = None, **facts: str) -> Hit:
    subject = spec.code if figure.slot == "month" else f"{spec.code} {figure.slot}"
    return Hit(place_of(figure.origin), {"code": spec.code, "name": spec.name, **facts}, subject, suggestion)


def _short(value: Decimal) -> str:
    return format_number(value, pad=False)


def _sum(values: Sequence[Decimal]) -> str:
    first, *others = values
    return _short(first) + "".join(f" {'-' if v < 0 else '+'} {_short(abs(v))}" for v in others)


CHECKS: tuple[Check, ...] = (
    Check("negative", "error", negative),
    Check("parts-and-total", "error", parts_and_total),
    Check("parts-incomplete", "warning", parts_incomplete),
    Check("figure-missing", "warning", figure_missing),
    Check("rate-over-100", "warning", rate_over_100),
    Check("rate-as-part-of-one", "warning", rate_as_part_of_one),
    Check("stock-against-flow", "error", stock_against_flow),
    Check("cumulative-against-months", "warning", cumulative_against_months),
    Check("cumulative-of-level", "warning", cumulative_of_level),
    Check("months-unknown", "note", months_unknown),
    Check("over-plan", "note", over_plan),
    Check("plan-changed", "note", plan_changed),
    Check("correction-without-remark", "warning", correction_without_remark),
)
