"""What a sentence says of the year so far, and of more or less than last month, against the division's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheets.text import fold
from sync.checks.check import Check
from sync.checks.notes import place_of
from sync.model.config import IndicatorSpec
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import FALLEN, NEITHER_MORE_NOR_LESS, RISEN
from sync.model.period import Period
from sync.model.records import Activity, Figure, Submission
from sync.model.sentences import Quantity
from sync.normalise.figures import format_number
from sync.normalise.units import scaled
from sync.reading.linking import counts, links, same_value, spoken_of
from sync.reading.prose import read
from sync.reading.quantities import grain
from sync.reading.scopes import CHANGE, scope_of
from sync.reading.series import Series, series
from sync.reading.slips import is_slip

_ENDS = re.compile(r"[.?!](?:\s|$)|\n")
_SINCE_JANUARY = re.compile(r"\b(?:từ )?đầu năm\b", re.IGNORECASE)
_LAST_MONTH = re.compile(
    r"[^.;:()\d]{0,60}?\bso với (?:cùng kỳ )?(?P<then>(?:tháng|kỳ) trước\b"
    r"|tháng (?P<month>\d{1,2})(?:(?:/|,? năm )(?P<year>\d{4}))?(?![\d/]))",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\([^()]*\)")
# "214 ca (208 nhẹ, 06 nặng), không tử vong; tăng 32 ca": the change is of the 214
_BEFORE_IT = re.compile(r"[;(,\s]*$")
_THEN = re.compile(
    r"\s*\((?:là |có |tháng trước(?: là| có)?:? )?(?P<then>\d[\d.,]*)(?: [^()\d]{0,40})?\)", re.IGNORECASE
)
_NEAR = 60  # characters between what there is and how it changed
_ADDS_UP = frozenset({"flow", "money"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A place of a text where an indicator's figure of the month stands."""

    start: int
    end: int
    figure: Figure
    spec: IndicatorSpec


def cumulative_in_text(submission: Submission, context: Context) -> Iterator[Hit]:
    """ "kiểm định 147 PTĐ (lũy kế từ đầu năm 300 PTĐ)": months and corrections of the indicator add up to another."""
    specs = context.config.indicators_for(submission.division or "", context.period)
    for activity in submission.activities:
        for quantity in _of_year(activity):
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


def change_in_text(submission: Submission, context: Context) -> Iterator[Hit]:
    """ "kiểm định 118 PTĐ, giảm 40 PTĐ so với tháng trước": the figures of both months say another difference."""
    specs = context.config.indicators_for(submission.division or "", context.period)
    for activity in submission.activities:
        quantities = read(activity.text).quantities
        for told in _told(activity, submission, specs):
            moved = next((q for q in quantities if q.start >= told.end and _way(activity.text, q)), None)
            known = series(told.spec, submission, context.history)
            if moved is None or known.last is None or known.month is None or not _is_change(activity.text, told, moved):
                continue
            lasts = {known.last, known.last + known.correction}
            end, then = _last_month(activity.text, moved, quantities, submission.period)
            if not end or (then is not None and any(same_value(then, last, told.spec.unit) for last in lasts)):
                continue  # what the sentence says itself is reckoned within the sentence
            if any(_is_right(activity.text, moved, known.month, last, told.spec) for last in lasts) and then is None:
                continue
            yield _hit(activity, told, moved, end, known)


def _hit(activity: Activity, told: _Told, moved: Quantity, end: int, known: Series) -> Hit:
    way = _way(activity.text, moved)
    start = moved.start - len(way.group()) if way else moved.start
    now, last = known.month or Decimal(0), known.last or Decimal(0)
    right = _difference(now, last, told.spec.unit)
    facts = {
        "code": told.spec.code,
        "name": told.spec.name,
        "last": format_number(last),
        "now": format_number(now),
        "right": right,
        "typed": " ".join(activity.text[start:end].split()),
    }
    return Hit(place_of(activity.origin), facts, f"{activity.text}{moved.start}", right)


def _difference(now: Decimal, last: Decimal, unit: str) -> str:
    if now == last:
        return NEITHER_MORE_NOR_LESS
    said = {"%": "%"}.get(unit, f" {unit}" if scaled(unit).base == "đồng" else "")
    return f"{RISEN if now > last else FALLEN} {format_number(abs(now - last), pad=not said)}{said}"


def _of_year(activity: Activity) -> Iterator[Quantity]:
    """Yield the first quantity behind each "lũy kế", "từ đầu năm" of a text: what follows breaks it down."""
    every = read(activity.text).quantities
    last = None
    for before, quantity in zip((None, *every), every, strict=False):
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
    near = [told for told in _told(activity, submission, fitting) if told.end <= quantity.start]
    near = [told for told in near if not _ENDS.search(activity.text[told.end : quantity.start])]
    if not near and not _says_no_noun(quantity):
        return spoken_of(activity, quantity, fitting)
    named = {told.spec.code: told.spec for told in near if told.spec.code in codes}
    parts = {part for spec in named.values() for part in spec.parts}
    wholes = [spec for code, spec in named.items() if code not in parts]
    return wholes[0] if len(wholes) == 1 else None


def _told(activity: Activity, submission: Submission, specs: Sequence[IndicatorSpec]) -> Iterator[_Told]:
    """Yield where the month's figures stand in a text: filled in for {MÃ}, or typed as they are."""
    by_code = {spec.code: spec for spec in specs}
    for start, end, code in activity.filled:
        figure = submission.figure(code, "month")
        if code in by_code and figure is not None and figure.value is not None:
            yield _Told(start, end, figure, by_code[code])
    for link in links(activity, submission.figures, specs):
        if link.agrees:
            yield _Told(link.quantity.start, link.quantity.end, link.figure, link.spec)


def _says_no_noun(quantity: Quantity) -> bool:
    return quantity.unit is None and not quantity.head


def _agrees(quantity: Quantity, known: Series) -> bool:
    return known.cumulative is not None and same_value(quantity, known.cumulative, known.spec.unit)


def _sure(activity: Activity, quantity: Quantity, total: Decimal, spec: IndicatorSpec) -> bool:
    """True where the year is named, or the number looks mistyped: "lũy kế" alone may count from a project's begin."""
    before = activity.text[max(0, quantity.start - 120) : quantity.start]
    around = re.split(r"[.;]\s", before)[-1] + activity.text[quantity.end : quantity.end + 40].split(".")[0]
    return _SINCE_JANUARY.search(around) is not None or is_slip(quantity.value, total * scaled(spec.unit).factor)


def _is_change(text: str, told: _Told, moved: Quantity) -> bool:
    way = _way(text, moved)
    between = _CLOSED.sub("", text[told.end : way.start("way") + max(0, moved.start - 25) if way else moved.start])
    between = _BEFORE_IT.sub("", between)
    near = len(between) <= _NEAR and not re.search(r"[.;:()]|\d", between) and way is not None
    shortly = moved.unit is None and moved.head[:1] == tuple(fold(told.spec.unit).split()[-1:])  # "74 em" of "trẻ em"
    same = moved.unit == "%" or counts(moved, told.spec.unit) or _says_no_noun(moved) or shortly
    return near and same and not moved.approximate


def _way(text: str, moved: Quantity) -> re.Match[str] | None:
    return CHANGE.search(text[max(0, moved.start - 25) : moved.start])


def _last_month(
    text: str, moved: Quantity, quantities: Sequence[Quantity], period: Period
) -> tuple[int, Quantity | None]:
    """Return where "so với tháng trước" ends behind a difference, 0 where it is not said, and what it says was then."""
    said = _LAST_MONTH.match(text, moved.end)
    if said is None or (said["month"] and not _is_last(int(said["month"]), said["year"], period.previous())):
        return 0, None
    told = _THEN.match(text, said.end())
    then = next((q for q in quantities if told and q.start == told.start("then")), None)
    return (told.end() if told and then else said.end()), then


def _is_last(month: int, year: str | None, last: Period) -> bool:
    return last.kind == "month" and month == last.first_month and year in {None, str(last.year)}


def _is_right(text: str, moved: Quantity, now: Decimal, last: Decimal, spec: IndicatorSpec) -> bool:
    way = _way(text, moved)
    sign = 1 if way and way["way"].casefold() in {"tăng", "vượt", "cao hơn", "nhiều hơn"} else -1
    if moved.unit != "%":
        return same_value(moved, (now - last) * sign, spec.unit)
    points = (now - last) * sign
    shares = [points] if spec.kind == "rate" else []
    shares += [points * 100 / last] if last else []
    step = grain(moved)  # rounded, or its last digits left out
    return not shares or any(-step < moved.value - share <= step / 2 for share in shares)


CHECKS: tuple[Check, ...] = (
    Check("cumulative-in-text", "warning", cumulative_in_text),
    Check("change-in-text", "warning", change_in_text),
)
