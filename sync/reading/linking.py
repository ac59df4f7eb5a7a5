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
_ABBREVIATION = re.compile(r"(?<![^\W_])[A-ZĐ]{2,6}(?![^\W_])")
_SIGN = re.compile(r",\s*(?=(?:nâng|đưa|tăng|lũy kế|tổng số|và|trong đó|đạt)\b)")
_CLOSE = 0.25  # another quantity that scores within this of the best may be meant, unless it is another indicator's
_SURE_ALONE = 0.5  # enough where nothing else counts things of its unit
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
    and no other indicator may fit the quantity as well, nor another quantity this indicator. What stands for {MÃ} is
    known already, and speaks of no other.
    """
    found = list(_candidates(activity, figures, specs))
    for link in found:
        rivals = [other for other in found if other.quantity == link.quantity and other is not link]
        if all(rival.score < link.score for rival in rivals):
            yield link


def _candidates(activity: Activity, figures: Iterable[Figure], specs: Sequence[IndicatorSpec]) -> Iterator[Link]:
    by_code = {spec.code: spec for spec in specs}
    filled = activity.filled
    quantities = [q for q in read(activity.text).quantities if not any(q.start < e and s < q.end for s, e, _ in filled)]
    said = {code for *_, code in filled}
    scores: dict[str, dict[int, float]] = {}
    asked: list[tuple[Figure, IndicatorSpec]] = []
    for figure in figures:
        spec = by_code.get(figure.indicator)
        if spec is None or figure.slot != "month" or figure.value is None or spec.section not in {"", activity.section}:
            continue
        if spec.code in said:
            continue
        asked.append((figure, spec))
        scores[spec.code] = {at: _score(activity.text, q, quantities, spec) for at, q in enumerate(quantities)}
    for figure, spec in asked:
        own = scores[spec.code]
        best = max(own, key=lambda at: (own[at], at), default=None)
        if best is None or own[best] < (_SURE_ALONE if _alone(spec, specs, quantities, activity) else _SURE):
            continue
        near = [at for at in own if at != best and own[at] >= own[best] - _CLOSE]
        if all(any(other[at] > own[at] for other in scores.values()) for at in near):
            yield Link(quantities[best], figure, spec, own[best])


def _alone(
    spec: IndicatorSpec, specs: Sequence[IndicatorSpec], quantities: Sequence[Quantity], activity: Activity
) -> bool:
    """True where one quantity of the text, and one indicator of the section, count things of this unit."""
    rivals = [s for s in specs if fold(s.unit) == fold(spec.unit) and s.section in {"", activity.section}]
    return len(rivals) == 1 and sum(counts(quantity, spec.unit) for quantity in quantities) == 1


def _score(text: str, quantity: Quantity, quantities: Sequence[Quantity], spec: IndicatorSpec) -> float:
    if quantity.approximate or not counts(quantity, spec.unit):
        return 0.0
    names = [w for w in _WORD.findall(fold(spec.name)) if w not in _EMPTY]
    wanted = set(names)
    clause = set(_WORD.findall(fold(_clause(text, quantity, quantities))))
    clause |= {w for short in _ABBREVIATION.findall(text) for w in _stands_for(fold(short), names)}
    return len(wanted & clause) / len(wanted) if wanted else 0.0


def _stands_for(short: str, words: Sequence[str]) -> Sequence[str]:
    """Return the words that an abbreviation stands for: "ptđ" for "phương tiện đo"."""
    for at in range(len(words) - len(short) + 1):
        if all(word[0] == letter for word, letter in zip(words[at:], short, strict=False)):
            return words[at : at + len(short)]
    return ()


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
    end = min((after, *ends))
    if before and before >= start:  # what stands between two numbers goes with the nearer side of the sign between them
        start += _after_sign(text[start : quantity.start])
    if end == after < len(text) and (sign := _SIGN.search(text, quantity.end, end)):
        end = sign.start()
    return text[start:end]


def _after_sign(between: str) -> int:
    signs = list(_SIGN.finditer(between))
    return signs[-1].end() if signs else 0
