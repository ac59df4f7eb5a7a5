"""Parts that stand beside their whole with no word between: the two ends of one work, or all of a total."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.breakdowns import compared
from sync.reading.joints import Stretch
from sync.reading.nouns import results, tell_apart
from sync.reading.quantities import same_head
from sync.reading.regions import BARE, FAR, LEADS, part_of, parts_between

_OF_ALL = re.compile(r"\b(?:trong(?: tổng)? số|trên cơ sở)\s*$", re.IGNORECASE)
_ON_TOTAL = re.compile(r"\b(?:trên|trong) tổng số\s*(?=\d|$)", re.IGNORECASE)


def side_by_side(stretch: Stretch, taken: Collection[int]) -> Iterator[PartOf]:
    """ "Hòa giải 45 vụ, thành 38 vụ, không thành 07 vụ": no word joins them, but one denies the other."""
    quantities = stretch.quantities
    for at in range(2, len(quantities)):
        first, second = quantities[at - 1 : at + 1]
        whole = _same_before(quantities[: at - 1], first, second)
        if whole is None or whole.start in taken or compared(stretch, whole):
            continue
        if LEADS.search(stretch.between(whole.end, second.start)) or second.start - whole.end > 2 * FAR:
            continue
        parts, is_open = parts_between(
            stretch, quantities[at - 2].end, _clause_end(stretch, second), inside_clause=True
        )
        if (
            is_open
            or [p.quantity for p in parts] != [first, second]
            or _ON_TOTAL.search(stretch.between(second.end, stretch.end))
        ):
            continue
        of_all = _OF_ALL.search(stretch.between(whole.start - 15, whole.start))
        if BARE.fullmatch(parts[0].label) and max(first.value, second.value) > whole.value and not of_all:
            continue  # "06 chỉ tiêu vượt, 09 chỉ tiêu đạt, 02 chỉ tiêu không đạt": three parts, no whole
        own = fold(stretch.between(whole.start - 25, whole.start))
        phrases = [p.phrase for p in parts]
        if results(phrases) and not results([own, phrases[-1]]) and not results([phrases[0], own]):
            yield part_of(whole, parts, exhaustive=True)


def of_total(stretch: Stretch) -> Iterator[PartOf]:
    """ "06 chỉ tiêu vượt, 09 chỉ tiêu đạt và 02 chỉ tiêu không đạt trên tổng số 17 chỉ tiêu": the whole comes last."""
    for at, whole in enumerate(stretch.quantities):
        if at < 2 or whole.unit is not None or not _ON_TOTAL.search(stretch.between(whole.start - 20, whole.start)):
            continue
        parts, is_open = parts_between(stretch, stretch.start, whole.start)
        parts = tuple(p for p in parts if p.quantity.end <= whole.start)
        alike = all(same_head(whole.head, p.quantity.head) for p in parts)
        if len(parts) == at and alike and not is_open and tell_apart([p.phrase for p in parts]):
            yield part_of(whole, parts, exhaustive=True)


def _clause_end(stretch: Stretch, quantity: Quantity) -> int:
    """Return where the words behind a quantity end: before the next number or sign."""
    behind = stretch.between(quantity.end, stretch.end)
    cut = re.search(r"[,;:(]|\d", behind)
    return quantity.end + (cut.start() if cut else len(behind))


def _same_before(before: Sequence[Quantity], first: Quantity, second: Quantity) -> Quantity | None:
    """Return the nearest quantity of the last four that counts what both of these count."""
    if first.unit is not None or second.unit is not None:
        return None
    for whole in reversed(before[-4:]):
        alike = all(not q.head or same_head(whole.head, q.head) for q in (first, second))
        if whole.head and whole.unit is None and not whole.approximate and alike:
            return whole
    return None
