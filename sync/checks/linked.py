"""The same figure in two places: in a sentence and in Chỉ tiêu, in Chỉ tiêu and in the annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.checks.check import Check
from sync.checks.notes import place_of
from sync.checks.sums import as_written
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.outline import AnnexCount, AnnexSpec, IndicatorSpec
from sync.model.period import Period
from sync.model.records import Activity, Submission
from sync.normalise.dates import find_months
from sync.normalise.figures import format_number
from sync.normalise.units import scaled
from sync.reading.fitting import counts, same_value
from sync.reading.linking import Link, links
from sync.reading.prose import read
from sync.reading.quantities import counted_words

_PIECES = 12  # numbers that are added up at most
_SENTENCE = re.compile(r"[.?!]\s|[;\n]")
_DIGITS = re.compile(r"[\d.]*\d(?:,\d+)?")


def figure_against_indicator(submission: Submission, context: Context) -> Iterator[Hit]:
    """A figure typed into a sentence that is certainly an indicator's and differs from it."""
    specs = context.config.indicators_for(submission.division or "", context.period)
    for activity in submission.activities:
        for link in links(activity, submission.figures, specs):
            value = link.figure.value
            if value is None or same_value(link.quantity, value, link.spec.unit):
                continue
            if _of_other_time(activity.text, link.quantity.start, submission.period) or _of_other(
                link, submission, specs
            ):
                continue
            if _told(submission, activity, value, link, specs) or _in_pieces(activity, value, link):
                continue
            if _said_in_short(activity, value, link.spec.unit):
                continue
            unit = re.compile(rf"\s+{re.escape(link.spec.unit)}(?!\w)", re.IGNORECASE).match(
                activity.text, link.quantity.end
            )
            counted = unit[0].strip() if unit else counted_words(activity.text, link.quantity.end)
            facts = {
                "text": f"{link.quantity.text} {counted}".rstrip(" .,;:"),
                "code": link.spec.code,
                "name": link.spec.name,
                "figure": _with_unit(value, link.spec.unit),
            }
            yield Hit(place_of(activity.origin), facts, f"{activity.text}{link.spec.code}", _right(link, value))


def figure_against_annex(submission: Submission, context: Context) -> Iterator[Hit]:
    """An indicator that counts an annex's rows and says another number."""
    for annex in context.config.annexes_for(submission.division or "", context.period):
        for counted in annex.counts:
            yield from _against_rows(submission, context, annex, counted)


def _against_rows(submission: Submission, context: Context, annex: AnnexSpec, counted: AnnexCount) -> Iterator[Hit]:
    figure = submission.figure(counted.indicator, "month")
    spec = context.config.indicator(counted.indicator)
    if figure is None or figure.value is None or spec is None:
        return
    rows = [
        row
        for row in submission.annex_rows
        if row.annex == annex.code and all(row.text(key) == value for key, value in counted.where)
    ]
    if figure.value != len(rows):
        facts = {"code": spec.code, "name": spec.name, "figure": format_number(figure.value), "annex": annex.tab}
        yield Hit(
            place_of(figure.origin), {**facts, "rows": str(len(rows))}, f"{spec.code}{annex.code}", str(len(rows))
        )


def _of_other(link: Link, submission: Submission, specs: Sequence[IndicatorSpec]) -> bool:
    """True where the quantity says the value of another indicator of the same things: it may well be that one's."""
    others = (spec for spec in specs if spec.code != link.spec.code and counts(link.quantity, spec.unit))
    values = ((submission.figure(spec.code, "month"), spec.unit) for spec in others if spec.unit == link.spec.unit)
    return any(f is not None and f.value is not None and same_value(link.quantity, f.value, u) for f, u in values)


def _of_other_time(text: str, at: int, period: Period) -> bool:
    """True where the last period that the sentence names before a place is not the form's: it speaks of that one."""
    start = max((found.end() for found in _SENTENCE.finditer(text, 0, at)), default=0)
    named = [month for month in find_months(text[start:at]) if not month.is_range]
    if not named:
        return False
    last = named[-1]
    if last.month:
        return not (period.first_month <= last.month <= period.last_month and last.year in {None, period.year})
    if last.quarter:
        own = 3 * last.quarter - 2 <= period.last_month and period.first_month <= 3 * last.quarter
        return not (own and last.year in {None, period.year})
    return last.year is not None and last.year < period.year


def _with_unit(value: Decimal, unit: str) -> str:
    """Return a figure as it is told: with its unit where a sentence may put it in another multiple."""
    return (
        f"{format_number(value)} {unit}"
        if scaled(unit).factor != 1 or scaled(unit).base == "đồng"
        else (f"{format_number(value)}%" if unit == "%" else format_number(value))
    )


def _right(link: Link, value: Decimal) -> str:
    """Return what should stand in the sentence: the multiple alone mended where the digits are right."""
    scale, typed = scaled(link.spec.unit), _DIGITS.match(link.quantity.text)
    if typed and scale.factor != 1 and typed[0] == format_number(value):
        return f"{typed[0]} {link.spec.unit}"
    return as_written(value * scale.factor, link.quantity) if link.quantity.unit else format_number(value)


def _said_in_short(activity: Activity, value: Decimal, unit: str) -> bool:
    """True where the text says the value of things that it names by an abbreviation: "86 GPHN", of 86 giấy phép."""
    short = re.compile(r"\s+[A-ZĐ]{2,}(?![^\W_])")
    return any(
        same_value(q, value, unit) and short.match(activity.text, q.start + len(q.text.split()[0]))
        for q in read(activity.text).quantities
    )


def _in_pieces(activity: Activity, value: Decimal, link: Link) -> bool:
    """True where the text tells the indicator piece by piece: "tại chợ 40 phương tiện đo, tại cơ sở 75" of 115.

    What was added and what there is in all then are no pieces of one thing.
    """
    unit, sentences = link.spec.unit, read(activity.text)
    mine = [flow for flow in sentences.flows if flow.raised and flow.stock == link.quantity]
    raised = {q for flow in mine for q in (flow.stock, flow.flow)}
    asked = (q for q in sentences.quantities if q not in raised)
    said = [q.value for q in asked if counts(q, unit) or (q.unit is None and not q.head)]
    wanted = value * scaled(unit).factor
    runs = (said[at:end] for at in range(len(said)) for end in range(at + 2, min(len(said), at + _PIECES) + 1))
    return any(sum(run, Decimal(0)) == wanted for run in runs)


def _told(
    submission: Submission, activity: Activity, value: Decimal, link: Link, specs: Sequence[IndicatorSpec]
) -> bool:
    """True where the section says the indicator's value of the same things: then another number was meant here.

    A number that is another indicator's here says nothing of this one.
    """
    unit = link.spec.unit
    own = {one.quantity for one in links(activity, submission.figures, specs) if one.spec.code != link.spec.code}
    return any(
        counts(quantity, unit) and same_value(quantity, value, unit) and not (other is activity and quantity in own)
        for other in submission.activities
        if other.section == activity.section
        for quantity in read(other.text).quantities
    )


CHECKS: tuple[Check, ...] = (
    Check("figure-against-indicator", "warning", figure_against_indicator),
    Check("figure-against-annex", "warning", figure_against_annex),
)
