"""Parts of what a ratio says is done: "giải ngân 1.254,6/2.180 tỷ đồng, trong đó …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.model.sentences import PartOf, Quantity
from sync.normalise.numbers import FoundNumber
from sync.reading.breakdowns import mistyped
from sync.reading.joints import Stretch
from sync.reading.nouns import tell_apart
from sync.reading.quantities import same_head
from sync.reading.ratios import Written, quantities_behind, written
from sync.reading.regions import FAR, opened, part_of, parts_between, slack_of, total_of

_AMONG = re.compile(r"[^.;\d]{0,80}\btrong đó\s*:?\s*(?:có\s*)?", re.IGNORECASE)


def within_ratios(text: str, numbers: Sequence[FoundNumber], quantities: Sequence[Quantity]) -> Iterator[PartOf]:
    """Yield "09/12 chỉ tiêu đạt, trong đó có 03 chỉ tiêu vượt": no more than the ratio's first number."""
    for found in written(text, numbers):
        part = next(iter(quantities_behind(quantities, found.end)), None)
        if part is None or part.approximate or part.unit is not None or not same_head(found.head, part.head):
            continue
        if _AMONG.fullmatch(text, found.end, part.start):
            cut = found.start + found.text.index("/")
            whole = Quantity(found.start, cut, text[found.start : cut], found.part, found.unit, found.head)
            yield PartOf(whole, (part,), exhaustive=False)


def parts_of_ratios(text: str, found: Sequence[Stretch], numbers: Sequence[FoundNumber]) -> Iterator[PartOf]:
    """Yield the parts behind a ratio's lead as those of its first side, where the words or the digits say so.

    They may as well be those of the second side: then nothing is yielded.
    """
    ratios = list(written(text, numbers))
    for stretch in found if ratios else ():
        mine = [ratio for ratio in ratios if stretch.start <= ratio.start < stretch.end]
        for _, start, begin, end in opened(stretch) if mine else ():
            before = [ratio for ratio in mine if ratio.end <= start]
            if before and start - before[-1].end <= FAR and stretch.between(before[-1].end, start).count(";") == 0:
                yield from _of(before[-1], stretch, begin, end)


def _of(ratio: Written, stretch: Stretch, begin: int, end: int) -> Iterator[PartOf]:
    parts, is_open = parts_between(stretch, begin, end)
    done, planned = _side(ratio, ratio.part), _side(ratio, ratio.whole)
    alike = [
        p for p in parts if p.quantity.unit == ratio.unit and (ratio.unit or same_head(ratio.head, p.quantity.head))
    ]
    if is_open or len(parts) < 2 or len(alike) < len(parts):
        return
    if abs(total_of(parts) - planned.value) <= slack_of(planned, parts):
        return
    if mistyped(done, parts) or tell_apart([p.phrase for p in parts]):
        yield part_of(done, parts, exhaustive=True)


def _side(ratio: Written, value: Decimal) -> Quantity:
    """Return a side of a ratio as a number that stands where the ratio does."""
    side = ratio.text.split("/", 1)[0 if value == ratio.part else 1].strip()
    return Quantity(ratio.start, ratio.end, side, value, ratio.unit, ratio.head)
