"""What a sentence says of more or less than last month, against the division's figures of both months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheets.text import fold
from sync.checks.check import Check
from sync.checks.notes import place_of
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import FALLEN, NEITHER_MORE_NOR_LESS, RISEN
from sync.model.outline import IndicatorSpec
from sync.model.period import Period
from sync.model.records import Activity, Figure, Submission
from sync.model.sentences import Quantity
from sync.normalise.figures import format_number
from sync.normalise.units import scaled
from sync.reading.fitting import counts, same_value
from sync.reading.linking import links
from sync.reading.prose import read
from sync.reading.quantities import grain
from sync.reading.scopes import CHANGE
from sync.reading.series import Series, series

_ENDS = re.compile(r"[.?!](?:\s|$)|\n")
_THEN_WAS = r"(?:(?:tháng|kỳ) trước|tháng (?P<month>\d{1,2})(?:(?:/|,? năm )(?P<year>\d{4}))?(?![\d/]))"
_WAYS = r"(?P<way>tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)"
# "tăng 32 ca so với tháng trước"; "so với tháng 10, tăng 32 ca"; "cao hơn tháng trước 32 ca"
_SINCE = re.compile(rf"[^.;:()\d]{{0,60}}?\bso với {_THEN_WAS}", re.IGNORECASE)
_FIRST = re.compile(rf"\bso với {_THEN_WAS},? (?:đã |thì )?{_WAYS}(?: thêm| được)?\s*$", re.IGNORECASE)
_HIGHER = re.compile(rf"\b{_WAYS} (?:so với )?{_THEN_WAS}(?: là)?\s*$", re.IGNORECASE)
_THEN = re.compile(
    r"\s*\((?:là |có |tháng trước(?: là| có)?:? )?(?P<then>\d[\d.,]*)(?: [^()\d]{0,40})?\)", re.IGNORECASE
)
_BACK = 60  # characters before a difference in which the words that tell its way stand
_CLOSED = re.compile(r"\([^()]*\)")
# "214 ca (208 nhẹ, 06 nặng), không tử vong; tăng 32 ca": the change is of the 214
_BEFORE_IT = re.compile(r"[;(,\s]*(?:và\s*)?$")
_NEAR, _NEAR_PARTS = 60, 160  # characters between what there is and how it changed, without and with its parts
_WORD = re.compile(r"[^\W\d_]+")
_AGAIN = frozenset(
    {"và", "đã", "số", "này", "tổng", "cũng", "lượng", "tỷ", "lệ", "được", "tức", "là", "so", "nhưng", "chỉ"}
)
_MORE = frozenset({"tăng", "vượt", "cao hơn", "nhiều hơn"})


@dataclass(frozen=True, slots=True)
class Told:
    """A place of a text where an indicator's figure of the month stands."""

    start: int
    end: int
    figure: Figure
    spec: IndicatorSpec


@dataclass(frozen=True, slots=True)
class _Change:
    """A difference to last month as a text tells it; `then` is what it says was then, None where it does not."""

    start: int
    end: int
    more: bool
    by: Quantity
    then: Quantity | None


def change_in_text(submission: Submission, context: Context) -> Iterator[Hit]:
    """ "kiểm định 118 PTĐ, giảm 40 PTĐ so với tháng trước": the figures of both months say another difference."""
    specs = context.config.indicators_for(submission.division or "", context.period)
    parts = frozenset(part for spec in specs for part in spec.parts)
    for activity in submission.activities if specs else ():
        changes = list(_changes(activity.text, submission.period))
        told = list(told_in(activity, submission, specs)) if changes else []
        for change in changes:
            before = [one for one in told if _before(activity.text, one, change) and _counts(change.by, one.spec)]
            known = {one.spec.code: series(one.spec, submission, context.history) for one in before}
            fits = any(_fits(change, known[one.spec.code]) for one in before)
            meant = next((one for one in before if _is_of(activity.text, one, change, told, parts)), None)
            if meant and not fits and known[meant.spec.code].last is not None:
                yield _hit(activity, meant, change, known[meant.spec.code])


def told_in(activity: Activity, submission: Submission, specs: Sequence[IndicatorSpec]) -> Iterator[Told]:
    """Yield where the month's figures stand in a text: filled in for {MÃ}, or typed as they are."""
    by_code = {spec.code: spec for spec in specs}
    for start, end, code in activity.filled:
        figure = submission.figure(code, "month")
        if code in by_code and figure is not None and figure.value is not None:
            yield Told(start, end, figure, by_code[code])
    for link in links(activity, submission.figures, specs):
        if link.agrees:
            yield Told(link.quantity.start, link.quantity.end, link.figure, link.spec)


def _changes(text: str, period: Period) -> Iterator[_Change]:
    """Yield what a text says of more or less than in the period before."""
    quantities = read(text).quantities
    for by in quantities:
        if by.approximate:
            continue
        near = max(0, by.start - _BACK)
        before = text[near : by.start]
        first = _FIRST.search(before) or _HIGHER.search(before)
        way = first or CHANGE.search(before)
        since = None if first else _SINCE.match(text, by.end)
        said = first or since
        if way is None or said is None or not _is_last(said["month"], said["year"], period.previous()):
            continue
        told = _THEN.match(text, said.end()) if since else None
        then = next((q for q in quantities if told and q.start == told.start("then")), None)
        end = by.end if since is None else told.end() if told and then else since.end()
        yield _Change(near + way.start(), end, way["way"].casefold() in _MORE, by, then)


def _is_last(month: str | None, year: str | None, last: Period) -> bool:
    """True where no month is named ("tháng trước"), or the period before."""
    return month is None or (last.kind == "month" and int(month) == last.first_month and year in {None, str(last.year)})


def _before(text: str, told: Told, change: _Change) -> bool:
    return told.end <= change.start and not _ENDS.search(text[told.end : change.start])


def _counts(by: Quantity, spec: IndicatorSpec) -> bool:
    if _in_points(by):
        return spec.kind == "rate"
    if by.unit == "%" or counts(by, spec.unit) or (by.unit is None and not by.head):
        return True
    return by.unit is None and by.head[:1] == tuple(fold(spec.unit).split()[-1:])  # "74 em" of "trẻ em"


def _in_points(by: Quantity) -> bool:
    """True for the difference of two rates: "8,9 điểm phần trăm", "8,9 điểm %"."""
    return by.unit in {"điểm phần trăm", "điểm %"}


def _is_of(text: str, told: Told, change: _Change, every: Sequence[Told], all_parts: frozenset[str]) -> bool:
    """True where a change is told right behind a figure: nothing but its name and its parts stand between them.

    Behind a breakdown the whole is spoken of again, also where its own figure was not told for certain.
    """
    if told.spec.code in all_parts and _breaks_down(text, told, change, every, all_parts):
        return False
    pieces, at = [], told.end
    parts = [one for one in every if one.spec.code in told.spec.parts and told.end <= one.start < change.start]
    for one in parts:
        pieces.append(text[at : one.start])
        at = one.end
    between = _CLOSED.sub("", " ".join([*pieces, text[at : change.start]]))
    for number in re.findall(r"\d[\d.,]*", told.spec.name):
        between = between.replace(number, " ", 1)
    sign = _BEFORE_IT.search(between)
    rest = between[: sign.start()] if sign else between
    near = len(rest) <= (_NEAR_PARTS if parts else _NEAR) and not re.search(r"[.;:()]|\d", rest)
    if sign and sign[0].strip():
        return near
    _, clause, subject = rest.rpartition(",")  # "…, trẻ thấp còi giảm 0,5%" tells of another thing
    own = {*_WORD.findall(fold(told.spec.name)), *_WORD.findall(fold(told.spec.unit)), *_AGAIN}
    return near and (not clause or own.issuperset(_WORD.findall(fold(subject))))


def _breaks_down(text: str, told: Told, change: _Change, every: Sequence[Told], all_parts: frozenset[str]) -> bool:
    """True for a part that stands with others of its kind in the sentence, or apart from the change by a sign."""
    with_others = any(
        one is not told and one.spec.code in all_parts and not _ENDS.search(text[one.end : told.start])
        for one in every
        if one.end <= told.start
    )
    return with_others or ";" in text[told.end : change.start]


def _fits(change: _Change, known: Series) -> bool:
    """True where a change is that of the figures, or tells what was then: that is reckoned within its sentence."""
    if known.last is None or known.month is None:
        return True
    lasts = {known.last, known.last + known.correction}
    if change.then is not None:
        return any(same_value(change.then, last, known.spec.unit) for last in lasts)
    return any(_is_right(change, known.month, last, known.spec) for last in lasts)


def _is_right(change: _Change, now: Decimal, last: Decimal, spec: IndicatorSpec) -> bool:
    sign = 1 if change.more else -1
    if _in_points(change.by):
        return abs(change.by.value - (now - last) * sign) <= grain(change.by) / 2
    if change.by.unit != "%":
        return same_value(change.by, (now - last) * sign, spec.unit)
    points = (now - last) * sign
    shares = [points] if spec.kind == "rate" else []
    shares += [points * 100 / last] if last else []
    step = grain(change.by)  # rounded, or its last digits left out
    return not shares or any(-step < change.by.value - share <= step / 2 for share in shares)


def _hit(activity: Activity, told: Told, change: _Change, known: Series) -> Hit:
    now, last = known.month or Decimal(0), known.last or Decimal(0)
    right = _difference(now, last, told.spec.unit)
    facts = {
        "code": told.spec.code,
        "name": told.spec.name,
        "last": format_number(last),
        "now": format_number(now),
        "right": right,
        "typed": " ".join(activity.text[change.start : change.end].split()),
    }
    return Hit(place_of(activity.origin), facts, f"{activity.text}{change.by.start}", right)


def _difference(now: Decimal, last: Decimal, unit: str) -> str:
    if now == last:
        return NEITHER_MORE_NOR_LESS
    said = {"%": "%"}.get(unit, f" {unit}" if scaled(unit).base == "đồng" else "")
    return f"{RISEN if now > last else FALLEN} {format_number(abs(now - last), pad=not said)}{said}"


CHECKS: tuple[Check, ...] = (Check("change-in-text", "warning", change_in_text),)
