"""Which paragraphs of a signed report only stand elsewhere in their section, and behind what each new one stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sync.render.signed_places import Spoken, block_of, typed


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a signed paragraph stands: its mark, the marks of its whole section in order, the text right above it.

    The mark is the id of our paragraph, or "+" and a number for one that is new.
    """

    mark: str
    order: tuple[str, ...]
    follows: str


@dataclass(frozen=True, slots=True)
class Order:
    """Where each signed paragraph stands, by its place, and the places of those that were moved."""

    standing: dict[int, Standing] = field(default_factory=dict)
    moved: frozenset[int] = frozenset()


def order_of(mine: Sequence[Spoken], theirs: Sequence[Spoken], pairs: Sequence[int | None]) -> Order:
    """Return the order of signed paragraphs; `pairs` tells for each which of ours it was.

    As few as possible count as moved: what stays is a longest run of ours that still stands in our order. Headings are
    one sequence of their own. Head and foot of the document are a form, not a list: their order says nothing.
    """
    sections: dict[str, list[int]] = defaultdict(list)
    headings: list[int] = []
    for at, spoken in enumerate(theirs):
        if spoken.zone == "body" and spoken.passage.heading:
            headings.append(at)
        elif spoken.zone in {"body", "annex"}:
            sections[spoken.section].append(at)
    standing: dict[int, Standing] = {}
    moved: set[int] = set()
    for places in (headings, *sections.values()):
        marks = tuple(_mark(mine, pairs, at) for at in places)
        texts = [typed(theirs[at], _own(mine, pairs, at) or theirs[at]) for at in places]
        for n, at in enumerate(places):
            standing[at] = Standing(marks[n], marks, texts[n - 1] if n else "")
        here = [(own.at, at) for at in places if (own := _own(mine, pairs, at)) and _stayed(own, theirs[at])]
        moved |= {at for _, at in here} - _in_order(here)
    return Order(standing, frozenset(moved))


def _own(mine: Sequence[Spoken], pairs: Sequence[int | None], at: int) -> Spoken | None:
    own = pairs[at]
    return None if own is None else mine[own]


def _mark(mine: Sequence[Spoken], pairs: Sequence[int | None], at: int) -> str:
    own = _own(mine, pairs, at)
    return (block_of(own.passage) if own else "") or f"+{at}"


def _stayed(own: Spoken, other: Spoken) -> bool:
    """True where a paragraph did not leave its section; a heading is its section."""
    return own.section == other.section or (own.passage.heading and other.passage.heading)


def _in_order(places: Iterable[tuple[int, int]]) -> set[int]:
    """Return the second of each pair that belongs to a longest run in which the first ones rise."""
    pairs = list(places)
    ends: list[int] = []  # the smallest number in which a run of each length ends …
    last: list[int] = []  # … and at which pair it does
    before: list[int | None] = []
    for at, (number, _) in enumerate(pairs):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [at]
    found: set[int] = set()
    at_end = last[-1] if last else None
    while at_end is not None:
        found.add(pairs[at_end][1])
        at_end = before[at_end]
    return found
