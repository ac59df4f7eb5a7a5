"""Figures of indicators that the signed report tells otherwise: words can be taken over, what was counted cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from sync.model.material import Round
from sync.model.outline import IndicatorSpec
from sync.model.records import Activity, Submission
from sync.normalise.numbers import parse_number
from sync.reading.linking import links
from sync.render.signed import Difference

_FEWEST = 20  # a number this big in the indicator's own section is hardly another count by chance


@dataclass(frozen=True, slots=True)
class SignedFigure:
    """An indicator's figure of a division, as its form has it and as the signed report has it."""

    division: str
    indicator: str
    name: str
    adds_up: bool
    ours: Decimal
    signed: Decimal


def signed_figures(this: Round, found: Iterable[Difference]) -> tuple[SignedFigure, ...]:
    """Return the indicators whose figure reads otherwise in the signed report; each once, in the report's order."""
    said = {line.line: (a, s) for s in this.submissions.values() for line, a in ((x, x) for x in s.activities)}
    told: dict[tuple[str, str], SignedFigure] = {}
    for each in found:
        if each.kind == "changed" and each.note is None and each.block in said:
            for one in _changed(this, *said[each.block], each):
                told.setdefault((one.division, one.indicator), one)
    return tuple(told.values())


def _changed(this: Round, activity: Activity, mine: Submission, each: Difference) -> Iterator[SignedFigure]:
    specs = {spec.code: spec for spec in this.config.indicators if spec.valid.covers(this.period)}
    spoken_of = {code for *_, code in activity.filled}
    spoken_of |= {link.spec.code for link in links(activity, mine.figures, tuple(specs.values()))}
    for ours, signed in _replaced(each.ours, each.signed):
        for figure in mine.figures:
            spec = specs.get(figure.indicator)
            if spec is None or figure.slot != "month" or figure.value != ours:
                continue
            if spec.code in spoken_of or (spec.section == activity.section and ours >= _FEWEST):
                yield _told(spec, mine.division or "", ours, signed)


def _told(spec: IndicatorSpec, division: str, ours: Decimal, signed: Decimal) -> SignedFigure:
    return SignedFigure(division, spec.code, spec.name, spec.kind in {"flow", "money"}, ours, signed)


def _replaced(ours: str, signed: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the numbers of one text that stand where the other has another number, in order."""
    before, after = _pieces(ours), _pieces(signed)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, low, high in matcher.get_opcodes():
        if kind == "replace":
            olds = [number for number in map(_number, before[start:end]) if number is not None]
            news = [number for number in map(_number, after[low:high]) if number is not None]
            yield from zip(olds, news, strict=False)


def _pieces(text: str) -> list[str]:
    return [piece.strip(",.;:()[]") for piece in text.split()]


def _number(piece: str) -> Decimal | None:
    found = parse_number(piece).value
    return found.value if found else None
