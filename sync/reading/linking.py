"""Which number of a sentence is which indicator's figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sheets.text import fold
from sync.model.outline import IndicatorSpec
from sync.model.records import Activity, Figure
from sync.model.sentences import Quantity
from sync.normalise.units import scaled
from sync.reading.fitting import EMPTY, OF_TOTAL, WORD, clause_round, counts, names_of, same_value, score_of
from sync.reading.prose import read
from sync.reading.scopes import Scope, scope_of
from sync.reading.slips import is_slip

_CLOSE = 0.25  # another quantity that scores within this of the best may be meant, unless it is another indicator's
_SURE_ALONE = 0.5  # enough where nothing else counts things of its unit
_DOUBTFUL = 0.5  # of a total of which more is said than the indicator's name has
_SLIPPED = 0.3  # enough where the quantity looks mistyped for the figure
_RAISED = re.compile(r"\b(?:nâng|đưa|tăng)\b([^.;\d]*)$", re.IGNORECASE)
_STANDING = re.compile(r"\b(?:đến nay|hiện nay|hiện)\b([^.;,\d]{0,40})\bcó\s*$", re.IGNORECASE)
_WHERE = frozenset({"hệ", "thống", "kho", "toàn", "tỉnh", "trung", "tâm", "sở", "đã", "thư", "viện"})
_ESTIMATED = re.compile(r"\bước(?: tính)?(?: đạt| khoảng| thực hiện| là| có)?\s*$", re.IGNORECASE)
_OF_LONGER = re.compile(r"\b(?:năm|quý|\d+ tháng|tháng (?:sau|tới)|kỳ sau|vụ|giai đoạn|đầu tư)\b", re.IGNORECASE)
_BEFORE_ESTIMATE = 120  # characters before an estimate that tell of which time it is
_SURE_SLIP = 100  # a figure from which exchanged digits are no chance
_SURE = 0.6  # share of an indicator's words round a quantity from which it is certainly that indicator's


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity of an activity's text taken for an indicator's figure; `score` is the share of its words met."""

    quantity: Quantity
    figure: Figure
    spec: IndicatorSpec
    score: float

    @property
    def agrees(self) -> bool:
        """True where the quantity says the figure's value."""
        value = self.figure.value
        return value is not None and same_value(self.quantity, value, self.spec.unit)


def links(activity: Activity, figures: Iterable[Figure], specs: Sequence[IndicatorSpec]) -> Iterator[Link]:
    """Yield, for each figure of the month that has a value, the one quantity of the text that speaks of it, if any.

    The indicator's unit must be what the quantity counts, most words of its name must stand in the clause round it,
    and no other indicator may fit the quantity as well, nor another quantity this indicator. Fewer words do where the
    quantity looks mistyped for the figure. What "nâng tổng số lên" tells is the section's only stock of such things.
    What stands for {MÃ} is known already, and speaks of no other.
    """
    found = list(_candidates(activity, figures, specs))
    for link in found:
        rivals = [other for other in found if other.quantity == link.quantity and other is not link]
        if all(rival.score < link.score for rival in rivals):
            yield link


def of_month(activity: Activity) -> tuple[Quantity, ...]:
    """Return the quantities that speak of the period itself: not filled in, of no plan, difference or whole year."""
    return tuple(q for q, scope in scoped(activity) if scope == "month")


def scoped(activity: Activity) -> tuple[tuple[Quantity, Scope], ...]:
    """Return the quantities of a text that were typed, each with the time that it speaks of."""
    scopes, filled = _scopes(activity.text), activity.filled
    if not filled:
        return scopes
    return tuple((q, s) for q, s in scopes if not any(q.start < e and at < q.end for at, e, _ in filled))


@lru_cache(maxsize=1024)  # several checks ask of the same text, and each for several indicators
def _scopes(text: str) -> tuple[tuple[Quantity, Scope], ...]:
    every = read(text).quantities
    return tuple((q, scope_of(text, q, before)) for before, q in zip((None, *every), every, strict=False))


def spoken_of(activity: Activity, quantity: Quantity, specs: Sequence[IndicatorSpec]) -> IndicatorSpec | None:
    """Return the one indicator of which most words stand round a quantity, whatever time it speaks of; else None."""
    every = read(activity.text).quantities
    scores = sorted(
        ((score_of(activity.text, quantity, every, spec), at) for at, spec in enumerate(specs)), reverse=True
    )
    second = scores[1][0] if len(scores) > 1 else 0.0
    return specs[scores[0][1]] if scores and scores[0][0] >= _SURE and scores[0][0] > second else None


def _candidates(activity: Activity, figures: Iterable[Figure], specs: Sequence[IndicatorSpec]) -> Iterator[Link]:
    every = scoped(activity)
    if not every or not specs:
        return
    here = {spec.code: spec for spec in specs if spec.section in {"", activity.section}}
    told = [f for f in figures if f.slot == "month" and f.value is not None and f.indicator in here]
    if not told:
        return
    text = activity.text
    raised = {flow.stock for flow in read(text).flows if flow.raised}
    raised |= {q for q, _ in every if _STANDING.search(text[max(0, q.start - _BEFORE_ESTIMATE) : q.start])}
    said = {code for *_, code in activity.filled}
    scores: dict[str, dict[Quantity, float]] = {}
    asked: list[tuple[Figure, IndicatorSpec]] = []
    quantities = tuple(q for q, _ in every)
    for figure in told:
        spec = here[figure.indicator]
        if figure.value is None or spec.code in said:
            continue
        asked.append((figure, spec))
        stock = spec.kind == "stock"
        mine = [q for q, scope in every if scope == "month" or (stock and (scope == "year" or q in raised))]
        mine += [q for q, scope in every if scope == "other" and _estimates(text, q, figure.value, spec.unit)]
        scores[spec.code] = {q: score_of(text, q, quantities, spec) for q in mine}
        for quantity in raised.intersection(mine):
            low = _DOUBTFUL if stock else 0.0
            of_it = stock and _is_total_of(activity, quantity, spec, specs)
            scores[spec.code][quantity] = 1.0 if of_it else min(low, scores[spec.code][quantity])
    for part, quantity in _told_in_parts(text, asked, quantities):
        scores[part.code] = {quantity: 1.0}
    for figure, spec in asked:
        own = scores[spec.code]
        taken = {q for other in scores.values() if other is not own for q in other if other[q] > own.get(q, 0.0)}
        best = max(own, key=lambda q: (own[q], q not in taken, q.start), default=None)
        alone = _alone(spec, specs, quantities, activity)
        if best is None or own[best] < (_SURE_ALONE if alone else _SURE):
            best = _mistyped(figure, spec, scores)
            if best is not None:
                yield Link(best, figure, spec, own[best])
            continue
        near = [q for q in own if q != best and own[q] >= own[best] - _CLOSE]
        if all(any(other.get(q, 0.0) > own[q] for other in scores.values()) for q in near):
            yield Link(best, figure, spec, own[best])


def _estimates(text: str, quantity: Quantity, value: Decimal, unit: str) -> bool:
    """True of "Tổng đàn lợn ước đạt 1.012.400 con", the month's figure; another estimate than it may be of a year."""
    before = text[max(0, quantity.start - _BEFORE_ESTIMATE) : quantity.start]
    clause = re.split(r"[.;:]\s", before)[-1]
    if not _ESTIMATED.search(clause) or _OF_LONGER.search(clause):
        return False
    meant = value * scaled(unit).factor
    return same_value(quantity, value, unit) or (meant >= _SURE_SLIP and is_slip(quantity.value, meant))


def _told_in_parts(
    text: str, asked: Sequence[tuple[Figure, IndicatorSpec]], quantities: Sequence[Quantity]
) -> Iterator[tuple[IndicatorSpec, Quantity]]:
    """Yield each part of an indicator whose figure a text tells and breaks down into as many parts, with its quantity.

    What the whole is said of needs no saying again: "214 ca mắc sốt xuất huyết (208 ca không nặng, 06 ca nặng)".
    """
    for figure, spec in asked:
        own = [part for _, part in asked if part.code in spec.parts]
        value = figure.value
        for told in read(text).parts if len(own) == len(spec.parts) > 0 else ():
            fits = told.exhaustive and len(told.parts) == len(own) and not told.carried and told.whole in quantities
            whole = value is not None and same_value(told.whole, value, spec.unit) and counts(told.whole, spec.unit)
            if not fits or not whole or sum(q.value for q in told.parts) != told.whole.value:
                continue
            meant = [_part_meant(text, q, quantities, spec, own) for q in told.parts]
            if len({part.code for part in meant if part}) == len(own):
                yield from ((part, q) for part, q in zip(meant, told.parts, strict=True) if part)


def _part_meant(
    text: str, quantity: Quantity, quantities: Sequence[Quantity], whole: IndicatorSpec, parts: Sequence[IndicatorSpec]
) -> IndicatorSpec | None:
    """Return the part all of whose words that its whole has not are said round a quantity; of several, the longest."""
    said = clause_round(text, quantity, quantities)
    known = {*names_of(whole.name), *fold(scaled(whole.unit).base).split()}
    own = [tuple(word for word in names_of(part.name) if word not in known) for part in parts]
    fitting = [(len(words), at) for at, words in enumerate(own) if words and _in_a_row(words, said)]
    longest = [at for length, at in fitting if length == max(fitting)[0]]
    return parts[longest[0]] if len(longest) == 1 else None


def _in_a_row(words: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return any(said[at : at + len(words)] == words for at in range(len(said) - len(words) + 1))


def _mistyped(figure: Figure, spec: IndicatorSpec, scores: Mapping[str, Mapping[Quantity, float]]) -> Quantity | None:
    """Return the one quantity that looks mistyped for a figure, though few words of the indicator stand round it."""
    if figure.value is None:
        return None
    own, meant = scores[spec.code], figure.value * scaled(spec.unit).factor
    slipped = [
        q
        for q, score in own.items()
        if score >= _SLIPPED
        and not any(other.get(q, 0.0) > score for other in scores.values())
        and _looks_like(q, meant, score)
    ]
    return slipped[0] if len(slipped) == 1 else None


def _looks_like(quantity: Quantity, meant: Decimal, score: float) -> bool:
    """True where digits were exchanged or the multiple is another one; of few digits that may be by chance."""
    if quantity.value == meant:
        return score >= _DOUBTFUL
    digits = f"{meant.normalize():f}".replace(".", "").strip("0")
    return is_slip(quantity.value, meant) and len(digits) >= (2 if quantity.unit is not None else 3)


def _is_total_of(activity: Activity, stock: Quantity, spec: IndicatorSpec, specs: Sequence[IndicatorSpec]) -> bool:
    """True where "nâng tổng số … lên 1.007 tiêu chuẩn" can be no other total: no word there is none of its own."""
    stocks = [s for s in specs if s.kind == "stock" and counts(stock, s.unit) and s.section in {"", activity.section}]
    before = activity.text[max(0, stock.start - 200) : stock.start]
    standing = _STANDING.search(before)
    raised = standing or _RAISED.search(before)
    if stocks != [spec] or raised is None:
        return False
    own = {*fold(spec.name).split(), *fold(spec.unit).split(), *OF_TOTAL, *EMPTY}
    behind = re.split(r"[,;.(]", activity.text[stock.end :])[0] if standing else ""
    if not all(word in own for word in WORD.findall(fold(behind))):
        return False  # "đến nay có 96 tiêu chuẩn đã dịch": more is said of them than that there are so many
    return all(word in (own | _WHERE if standing else own) for word in WORD.findall(fold(raised[1])))


def _alone(
    spec: IndicatorSpec, specs: Sequence[IndicatorSpec], quantities: Sequence[Quantity], activity: Activity
) -> bool:
    """True where one quantity of the text, and one indicator of the section, count things of this unit."""
    unit = fold(scaled(spec.unit).base)
    rivals = [s for s in specs if fold(scaled(s.unit).base) == unit and s.section in {"", activity.section}]
    return len(rivals) == 1 and sum(counts(quantity, spec.unit) for quantity in quantities) == 1
