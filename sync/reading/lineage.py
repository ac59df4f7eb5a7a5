"""Which row of a new version continues which row of the one before: rows of free text have no keys of their own."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sheets.text import fold

_FIGURE = re.compile(r"\d+(?:[.,/\-]\d+)*")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 400  # of a text that are compared: longer ones differ, or do not, in their first page already
_SHORT = 5  # a row of fewer words ("- Không phát sinh") is the same one only in its own section
_PIECE = 6  # words from which a piece of a row can be told to be its piece

# How alike two rows must be: the share of their words that stand in both in the same order (2 × common / all words).
_ALONE = 0.35  # the only row that was changed between two that stayed
_IN_PLACE = 0.5  # among several, between the same neighbours
_IN_SECTION = 0.6  # elsewhere in its section
_ELSEWHERE = 0.7  # in another section
_PART_OF = 0.85  # of the shorter one's words stand in the longer: split or joined


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the version before: its id, the section it stood in (None: none was read), its text as typed."""

    id: str
    section: str | None
    text: str


def inherit(before: Sequence[Line], after: Sequence[tuple[str | None, str]]) -> tuple[str | None, ...]:
    """Return for each row (section, text) of the new version the id of the earlier row that it continues, or None.

    Each id is given at most once. The same text comes first, in its section and then elsewhere; then the same text with
    other figures; then the most alike. Of a row that was split the longer piece goes on, of rows that were joined the
    longest. Rows that are alike keep their order. The same input gives the same answer.
    """
    once = {line.id: line for line in reversed(before)}
    old = [_Row(line.section, line.text) for line in before if once[line.id] is line]
    ids = [line.id for line in before if once[line.id] is line]
    new = [_Row(section, text) for section, text in after]
    found = _Pairs(old, new)
    found.same(lambda row: (row.section, row.folded))
    found.same(lambda row: row.folded, wander=True)
    found.same(lambda row: (row.section, row.figureless))
    found.same(lambda row: row.figureless, wander=True)
    found.alike()
    return tuple(None if old_at is None else ids[old_at] for old_at in found.of_new)


class _Row:
    """A row as it is compared."""

    __slots__ = ("bag", "figureless", "folded", "section", "words")

    def __init__(self, section: str | None, text: str) -> None:
        self.section = section
        self.folded = fold(text)
        self.figureless = _FIGURE.sub("#", self.folded)
        self.words = _WORD.findall(self.folded)[:_MOST_WORDS]
        self.bag = frozenset(self.words)


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """Two rows that may be one; the best sorts first, of equals the uppermost."""

    worse: float
    old: int
    new: int


class _Pairs:
    """The pairs found so far."""

    def __init__(self, old: Sequence[_Row], new: Sequence[_Row]) -> None:
        self.old, self.new = old, new
        self.of_old: list[int | None] = [None] * len(old)
        self.of_new: list[int | None] = [None] * len(new)

    def same(self, key: Callable[[_Row], Hashable], *, wander: bool = False) -> None:
        """Pair rows of the same key: those in the same order first, so that neighbours tell equal rows apart.

        With `wander` a row may have come from another section; a short one only where its section was not known.
        """
        # Rows paired before stay in the sequence as what they are: their neighbours are told apart by them.
        names = _Names()
        left = [names.of(("pair", at) if self.of_old[at] is not None else key(row)) for at, row in enumerate(self.old)]
        right = [
            names.of(("pair", old) if old is not None else key(row))
            for old, row in zip(self.of_new, self.new, strict=True)
        ]
        chosen: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        in_order = list(_common(left, right))
        taken_old, taken_new = {o for o, _ in in_order}, {n for _, n in in_order}
        for o, n in in_order:
            chosen[left[o]][0].append(o)
            chosen[left[o]][1].append(n)
        rest: dict[Hashable, list[int]] = defaultdict(list)
        for n in self._free_new():
            if n not in taken_new:
                rest[right[n]].append(n)
        for o in self._free_old():
            if o not in taken_old and rest[left[o]]:
                chosen[left[o]][0].append(o)
                chosen[left[o]][1].append(rest[left[o]].pop(0))
        for olds, news in chosen.values():
            for o, n in zip(sorted(olds), sorted(news), strict=True):
                if self.of_old[o] is None and (not wander or self._may_wander(o, n)):
                    self._pair(o, n)

    def alike(self) -> None:
        """Pair what is left by likeness, the most alike first."""
        found = sorted(self._candidates())
        for candidate in found:
            if self.of_old[candidate.old] is None and self.of_new[candidate.new] is None:
                self._pair(candidate.old, candidate.new)

    def _candidates(self) -> Iterator[_Candidate]:
        gaps = _Gaps(self.of_old, self.of_new)
        new = list(self._free_new())
        for o in self._free_old():
            for n in new:
                least, bonus = self._wanted(o, n, gaps)
                likeness = _likeness(self.old[o], self.new[n], least)
                if likeness >= least:
                    yield _Candidate(-likeness - bonus, o, n)

    def _wanted(self, o: int, n: int, gaps: _Gaps) -> tuple[float, float]:
        """Return how alike the two must be, and what their places add to it."""
        if self.old[o].section != self.new[n].section:
            return (_ELSEWHERE, 0.0) if self._may_wander(o, n) else (2.0, 0.0)
        if not gaps.facing(o, n):
            return _IN_SECTION, 0.05
        return (_ALONE if gaps.alone(o, n) else _IN_PLACE), 0.15

    def _may_wander(self, o: int, n: int) -> bool:
        old, new = self.old[o], self.new[n]
        return old.section == new.section or None in {old.section, new.section} or len(old.words) >= _SHORT

    def _pair(self, o: int, n: int) -> None:
        self.of_old[o], self.of_new[n] = n, o

    def _free_old(self) -> Iterable[int]:
        return (at for at, other in enumerate(self.of_old) if other is None)

    def _free_new(self) -> Iterable[int]:
        return (at for at, other in enumerate(self.of_new) if other is None)


class _Names:
    """Small numbers for keys: equal keys, and only those, have the same."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}

    def of(self, key: Hashable) -> int:
        return self._known.setdefault(key, len(self._known))


class _Gaps:
    """Between which paired neighbours a free row stands."""

    def __init__(self, of_old: Sequence[int | None], of_new: Sequence[int | None]) -> None:
        self._of_old = tuple(of_old)
        self._old = [at for at, other in enumerate(of_old) if other is not None]
        self._new = [at for at, other in enumerate(of_new) if other is not None]
        self._end = len(of_new)

    def facing(self, o: int, n: int) -> bool:
        """True where both stand between the same paired rows, or where no paired row says otherwise."""
        above, below = self._around(o)
        return above < n < below

    def alone(self, o: int, n: int) -> bool:
        """True where each is the only free row between the same two neighbours."""
        at, other = bisect(self._old, o), bisect(self._new, n)
        above, below = self._around(o)
        lone_old = _between(self._old, at, len(self._of_old)) == 1
        lone_new = _between(self._new, other, self._end) == 1
        return lone_old and lone_new and above == n - 1 and below == n + 1

    def _around(self, o: int) -> tuple[int, int]:
        at = bisect(self._old, o)
        above = self._of_old[self._old[at - 1]] if at else -1
        below = self._of_old[self._old[at]] if at < len(self._old) else self._end
        assert above is not None
        assert below is not None
        return above, below


def _between(paired: Sequence[int], at: int, end: int) -> int:
    """Return how many rows stand between the paired one before `at` and the one there."""
    above = paired[at - 1] if at else -1
    below = paired[at] if at < len(paired) else end
    return below - above - 1


def _likeness(old: _Row, new: _Row, least: float) -> float:
    """Return how alike two rows are, 0 to 1; less than `least` may come out as 0."""
    shorter, longer = sorted((len(old.words), len(new.words)))
    if not shorter or least > 1:
        return 0.0
    # At most so many words can be common: what the two bags share, and what each says more than once.
    most = len(old.bag & new.bag) + min(len(old.words) - len(old.bag), len(new.words) - len(new.bag))
    if 2 * most < least * (shorter + longer) and (shorter < _PIECE or most < _PART_OF * shorter):
        return 0.0
    from rapidfuzz.distance import LCSseq  # here, so that whoever only names a Line need not load it

    common = int(LCSseq.similarity(old.words, new.words))
    if shorter >= _PIECE and common >= _PART_OF * shorter:
        return max(least, 2 * common / (shorter + longer))
    return 2 * common / (shorter + longer)


def _common(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of a longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    for step in LCSseq.opcodes(left, right):
        if step.tag == "equal":
            yield from zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
