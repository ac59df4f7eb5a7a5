"""What is wrong with single cells: left blank, no number, no date, not in the list, an error value, struck out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sheets.form import Column
from sheets.text import fold
from sync.checks.check import Check
from sync.checks.form import hit_of, info_place, met, of_problem, suggesting
from sync.model.duedates import due_divisions
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import AnnexField, AnnexRow, CellOrigin, Figure, Problem, Submission
from sync.normalise.units import is_count

# One decimal mark and anything but three digits behind it: "146,5", "1.25", never "1.007" or "1.000,5".
_FRACTION = re.compile(r"^\D*\d+[.,](?:\d{1,2}|\d{4,})(?![\d.,])")
# Approved this long before the day it is due, a sheet can hardly speak of the whole period.
_EARLIEST = dt.timedelta(days=14)
_ZERO = dt.date(1899, 12, 30)  # spreadsheets count days from here
_NEAR = dt.timedelta(days=400)
_HAPPENED = re.compile(
    r"\bngày (?:tháng )?(?:năm )?(?:ra )?(?:ký|ban hành|quyết định|qđ|cấp|phát hiện|xảy ra|kiểm tra|tiếp nhận|nhận|lập"
    r"|vi phạm|xử phạt|phạt|sinh|thành lập|nghiệm thu|công bố|vào sổ|mắc|khởi phát|tử vong)\b"
)
_TO_COME = re.compile(r"\b(?:hạn|dự kiến|hết|đến|kế hoạch|trả|tiếp theo|sau)\b")
_PAST, _YEAR_AHEAD = 2, 300  # days of a column that are past, and how far behind them one whose year is wrong lies
_FAR = 10  # times more or less than all that is known of its like


def date_in_future(submission: Submission, context: Context) -> Iterator[Hit]:
    """Ngày duyệt lies after the day of the check."""
    day = submission.info.approved_on
    if day and day > context.today:
        facts = {"typed": _written(day), "today": _written(context.today)}
        yield Hit(info_place(submission, "approved_on"), facts, "approved_on")


def annex_day_ahead(submission: Submission, context: Context) -> Iterator[Hit]:
    """A day after that of the check in an annex column that tells what has happened: "Ngày ký", "Ngày quyết định"."""
    for annex in context.config.annexes_for(submission.division or "", submission.period):
        rows = [row for row in submission.annex_rows if row.annex == annex.code]
        told = {
            c.key: c.heading for c in annex.columns if _tells_past(c.heading) or _all_but_one_past(c, rows, context)
        }
        for row in rows if told else ():
            for field in row.fields:
                day = field.value
                if field.key not in told or not isinstance(day, dt.date):
                    continue
                if day > context.today and isinstance(field.origin, CellOrigin):
                    facts = {"column": told[field.key], "typed": _written(day), "today": _written(context.today)}
                    yield Hit(
                        field.origin.place, facts, f"{row.fields[0].text} {field.key}", _a_year_less(day, context)
                    )


def _all_but_one_past(column: Column, rows: Sequence[AnnexRow], context: Context) -> bool:
    """True for a column of days of which one alone, a year ahead of what may be meant, is not past."""
    days = [f.value for row in rows for f in row.fields if f.key == column.key and isinstance(f.value, dt.date)]
    ahead = [day for day in days if day > context.today]
    if len(ahead) != 1 or len(days) <= _PAST or _TO_COME.search(fold(column.heading)):
        return False
    mended = _a_year_less(ahead[0], context)
    return mended is not None and (ahead[0] - max(day for day in days if day <= context.today)).days > _YEAR_AHEAD


def _tells_past(heading: str) -> bool:
    folded = fold(heading)
    return _HAPPENED.search(folded) is not None and _TO_COME.search(folded) is None


def _a_year_less(day: dt.date, context: Context) -> str | None:
    """Return the same day of the year before, where it is past and its year may have been mistyped."""
    if (day.month, day.day) == (2, 29):
        return None
    before = day.replace(year=day.year - 1)
    return _written(before) if before <= context.today else None


def date_outside_period(submission: Submission, context: Context) -> Iterator[Hit]:
    """Ngày duyệt lies before or after the period; where a sheet is due in its first days, shortly before is in time."""
    day, period = submission.info.approved_on, submission.period
    if day is None or day > context.today:
        return
    earliest = min(period.first_day, due_divisions(context.config.calendar, period, submission.division) - _EARLIEST)
    if not earliest <= day <= period.last_day:
        facts = {"typed": _written(day), "period": period.label}
        yield Hit(info_place(submission, "approved_on"), facts, "approved_on")


def day_as_number(submission: Submission, context: Context) -> Iterator[Hit]:
    """A number that a sheet keeps for a day near the period: a day typed into a cell that is formatted as a number.

    Round numbers are counted or reckoned, and so is what its indicator or its column is used to: only what is far from
    all that is known of them is asked about, and nothing where nothing is known.
    """
    period = submission.period
    days = range(_serial(period.first_day - _NEAR), _serial(period.last_day + _NEAR))
    for value, hit, known in _typed_numbers(submission, context):
        if not (value.is_finite() and days.start <= value < days.stop and value == int(value)) or value % 10 == 0:
            continue
        if known and not any(value / _FAR <= abs(other) <= value * _FAR for other in known):
            day = _written(_ZERO + dt.timedelta(days=int(value)))
            yield replace(hit, facts={**hit.facts, "typed": f"{value:f}", "day": day})


def _typed_numbers(submission: Submission, context: Context) -> Iterator[tuple[Decimal, Hit, list[Decimal]]]:
    """Yield what stands in the number cells of Chỉ tiêu and the annexes, with a hit that names it and its likes.

    Its likes are the other figures of its indicator, the other cells of its annex's column; here and in earlier sheets.
    """
    specs = {one.code: one for one in context.config.indicators_for(submission.division or "", submission.period)}
    figures: dict[str, list[tuple[Figure, Decimal]]] = {}
    cells: dict[tuple[str, str], list[tuple[AnnexField, Decimal]]] = {}
    for sheet in (submission, *context.history):
        for one in sheet.figures:
            # The form reckons a sheet's own cumulative figures from what is asked about.
            if one.value is not None and (sheet is not submission or one.slot != "cumulative"):
                figures.setdefault(one.indicator, []).append((one, one.value))
        for row in sheet.annex_rows:
            for field in row.fields:
                if isinstance(field.value, Decimal):
                    cells.setdefault((row.annex, field.key), []).append((field, field.value))
    for figure in submission.figures:
        if figure.value is not None and isinstance(figure.origin, CellOrigin) and figure.slot != "cumulative":
            spec = specs.get(figure.indicator)
            known = [v for other, v in figures[figure.indicator] if other is not figure]
            known += [spec.plan] if spec and spec.plan is not None else []
            name = spec.name if spec else ""
            yield figure.value, Hit(figure.origin.place, {"name": name}, f"{figure.indicator} {figure.slot}"), known
    for row in submission.annex_rows:
        for field in row.fields:
            if isinstance(field.value, Decimal) and isinstance(field.origin, CellOrigin):
                alike = [v for other, v in cells[row.annex, field.key] if other is not field]
                yield field.value, Hit(field.origin.place, {}), alike


def _serial(day: dt.date) -> int:
    return (day - _ZERO).days


def not_a_date(submission: Submission, _: Context) -> Iterator[Hit]:
    """What is no day of the calendar; the example is one of the period that is asked for."""
    example = _written(submission.period.last_day.replace(day=18))
    return (hit_of(p, submission, example=example) for p in met(submission, "not-a-date"))


def ambiguous_number(submission: Submission, _: Context) -> Iterator[Hit]:
    """A number that form and unit leave open: it is asked about, never guessed."""
    return (hit_of(p, submission) for p in met(submission, "ambiguous-number") if not _is_fraction(p))


def odd_number(submission: Submission, _: Context) -> Iterator[Hit]:
    """A number read with doubt."""
    odd = (problem for problem in met(submission, "odd-number") if not _is_fraction(problem))
    return (suggesting(hit_of(problem, submission), "read") for problem in odd)


def fraction_under_count(submission: Submission, _: Context) -> Iterator[Hit]:
    """A fraction of what is counted in whole ones, and no group of three digits that would make it a thousand."""
    return (
        hit_of(p, submission)
        for p in submission.problems
        if p.code == "fraction-under-count" or (p.code in {"ambiguous-number", "odd-number"} and _is_fraction(p))
    )


def _is_fraction(problem: Problem) -> bool:
    facts = dict(problem.facts)
    counted = bool(facts.get("name")) and is_count(facts.get("unit")) is True
    return counted and bool(_FRACTION.search(facts["typed"]))


def _written(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


CHECKS: tuple[Check, ...] = (
    of_problem("required", "error"),
    of_problem("section-unknown", "error"),
    of_problem("section-near", "warning"),
    of_problem("section-missing", "error"),
    of_problem("text-missing", "warning"),
    of_problem("not-a-number", "error"),
    Check("ambiguous-number", "error", ambiguous_number),
    of_problem("foreign-decimal", "error", suggested="other"),
    of_problem("foreign-before", "warning", suggested="other"),
    of_problem("foreign-whole", "warning"),
    Check("fraction-under-count", "error", fraction_under_count),
    Check("odd-number", "warning", odd_number),
    of_problem("approximate-number", "warning"),
    Check("day-as-number", "warning", day_as_number),
    Check("not-a-date", "warning", not_a_date),
    of_problem("ambiguous-date", "warning", suggested="other"),
    Check("date-in-future", "warning", date_in_future),
    Check("annex-day-ahead", "warning", annex_day_ahead),
    Check("date-outside-period", "warning", date_outside_period),
    of_problem("not-in-list", "error"),
    of_problem("excel-error", "error"),
    of_problem("not-calculated", "error"),
    of_problem("external-value", "warning"),
    of_problem("struck-text", "warning"),
    of_problem("struck-row", "warning"),
    of_problem("struck-cell", "warning"),
    of_problem("merged-across", "warning"),
    of_problem("annex-no-entry", "warning"),
    of_problem("not-text", "warning"),
    of_problem("picture", "warning"),
    of_problem("indicator-unknown", "warning"),
    of_problem("indicator-missing", "warning"),
    of_problem("indicator-doubled", "error"),
    of_problem("code-unknown", "error"),
    of_problem("code-without-value", "error"),
)
