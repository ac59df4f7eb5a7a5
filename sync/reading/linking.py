"""Which number of a sentence is which indicator's figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sheets.text import fold
from sync.model.config import IndicatorSpec
from sync.model.records import Activity, Figure
from sync.model.sentences import Quantity
from sync.reading.prose import read
from sync.reading.quantities import is_short_for

_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    {"và", "các", "của", "được", "trong", "đó", "về", "vào", "cho", "từ", "có", "là", "đã", "do", "tại", "với"}
)
_JOINED = re.compile(r"(?:[,;(]|\b(?:và|còn|hoặc))\s*$")
_SURE = 0.6  # share of an indicator's words round a quantity from which it is certainly that indicator's


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity of an activity's text taken for an indicator's figure; `score` is the share of its words met."""

    quantity: Quantity
    figure: Figure
    spec: IndicatorSpec
    score: float


def links(activity: Activity, figures: Iterable[Figure], specs: Sequence[IndicatorSpec]) -> Iterator[Link]:
    """Yield, for each figure of the month that has a value, the one quantity of the text that speaks of it, if any.

    The indicator's unit must be what the quantity counts, most words of its name must stand in the clause round it,
    and no other indicator may fit the quantity as well.
    """
    found = list(_candidates(activity, figures, specs))
    for link in found:
        rivals = [other for other in found if other.quantity == link.quantity and other is not link]
        if all(rival.score < link.score for rival in rivals):
            yield link


def _candidates(activity: Activity, figures: Iterable[Figure], specs: Sequence[IndicatorSpec]) -> Iterator[Link]:
    by_code = {spec.code: spec for spec in specs}
    quantities = read(activity.text).quantities
    for figure in figures:
        spec = by_code.get(figure.indicator)
        if spec is None or figure.slot != "month" or figure.value is None or spec.section not in {"", activity.section}:
            continue
        scored = sorted(
            ((_score(activity.text, quantity, quantities, spec), quantity.start, quantity) for quantity in quantities),
            reverse=True,
        )
        if scored and scored[0][0] >= _SURE and (len(scored) == 1 or scored[1][0] < scored[0][0] - 0.25):
            yield Link(scored[0][2], figure, spec, scored[0][0])


def _score(text: str, quantity: Quantity, quantities: Sequence[Quantity], spec: IndicatorSpec) -> float:
    if quantity.approximate or not counts(quantity, spec.unit):
        return 0.0
    wanted = {w for w in _WORD.findall(fold(spec.name)) if w not in _EMPTY}
    clause = set(_WORD.findall(fold(_clause(text, quantity, quantities))))
    return len(wanted & clause) / len(wanted) if wanted else 0.0


def counts(quantity: Quantity, unit: str) -> bool:
    """True where a quantity counts things of this unit."""
    wanted = fold(unit).split()
    if quantity.unit is not None:
        return fold(quantity.unit) == fold(unit)
    if not quantity.head or not wanted:
        return False
    return list(quantity.head[: len(wanted)]) == wanted or (len(wanted) == 1 and is_short_for(wanted[0], quantity.head))


def _clause(text: str, quantity: Quantity, quantities: Sequence[Quantity]) -> str:
    before = max((q.end for q in quantities if q.end <= quantity.start), default=0)
    after = min((q.start for q in quantities if q.start >= quantity.end), default=len(text))
    start = max(before, *(text.rfind(sign, 0, quantity.start) for sign in (". ", ";", "\n")), 0)
    if before and _JOINED.search(text[before : quantity.start]):
        start = quantity.start  # what stands before the sign speaks of the quantity before
    ends = [at for sign in (". ", ";", "\n") if (at := text.find(sign, quantity.end)) >= 0]
    return text[start : min((after, *ends))]
