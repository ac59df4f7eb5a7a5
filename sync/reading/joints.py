"""The joints of a text: its sentences and brackets, each a stretch in which numbers may belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from sync.model.sentences import Quantity

HIDDEN = "\u2063"  # stands where a bracket's or a quotation's inside stood
QUIET = "\u2062"  # the same where no number stood in the bracket: nothing was counted there
_DEEPEST = 3  # brackets inside brackets that are read; deeper ones are passed over, so that time stays linear
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"\n]{0,600}\"|«[^»]{0,600}»")
# A full stop ends a sentence, but for "TP. Phan Rang", "v.v.", "Th.S"; a line end does, but for an open list.
# (What stands before is asked last: so the search goes from sign to sign.)
_END = re.compile(
    r"\.(?=\s|$)(?<!\bTP\.)(?<!\btp\.)(?<!v\.v\.)(?<!\bThS\.)(?<!\bTS\.)(?<!\.\.)|[?!](?=\s|$)|\n(?<![:;,]\n)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or the inside of a bracket: `shown` is its text, brackets and quotations in it hidden.

    `start` and `end` are its place in the text. `quantities` and `others` (places of numbers that are no quantity)
    are its own, none of a bracket's in it. `owner` is the stretch that a bracket stands in, `before` the sentence
    before a sentence.
    """

    start: int
    end: int
    shown: str
    quantities: tuple[Quantity, ...] = ()
    others: tuple[int, ...] = ()
    owner: Stretch | None = None
    before: Stretch | None = field(default=None, repr=False)

    def between(self, start: int, end: int) -> str:
        """Return what is shown between two places of the text."""
        return self.shown[max(0, start - self.start) : max(0, end - self.start)]


def stretches(text: str, quantities: Sequence[Quantity], others: Sequence[int]) -> tuple[Stretch, ...]:
    """Return the stretches of a text, each sentence followed by its brackets. Never raises; linear in the text."""
    flat = _QUOTED.sub(lambda m: m[0][0] + HIDDEN * (len(m[0]) - 2) + m[0][-1], text)
    pairs = _pairs(flat)
    top = _hide(flat, 0, len(flat), [p for p in pairs if p[2] == 1])
    marks = _Marks(quantities, others)
    found: list[Stretch] = []
    before: Stretch | None = None
    for start, end in _sentences(top):
        sentence = marks.stretch(start, end, top[start:end], before=before)
        found += [sentence, *_brackets(flat, sentence, pairs, 1, marks)]
        before = sentence
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Marks:
    quantities: Sequence[Quantity]
    others: Sequence[int]

    def stretch(
        self, start: int, end: int, shown: str, *, owner: Stretch | None = None, before: Stretch | None = None
    ) -> Stretch:
        low = bisect_left(self.quantities, start, key=lambda q: q.start)
        high = bisect_left(self.quantities, end, key=lambda q: q.start)
        mine = tuple(q for q in self.quantities[low:high] if shown[q.start - start] not in {HIDDEN, QUIET})
        span = self.others[bisect_left(self.others, start) : bisect_left(self.others, end)]
        rest = tuple(at for at in span if shown[at - start] not in {HIDDEN, QUIET})
        # Only one sentence is looked back to: a longer chain would keep the whole text's stretches alive.
        last = Stretch(before.start, before.end, before.shown, before.quantities, before.others) if before else None
        return Stretch(start, end, shown, mine, rest, owner, last)


def _pairs(flat: str) -> list[tuple[int, int, int]]:
    """Return (open, close, depth) of every bracket that is closed, in order of its opening."""
    opened: list[int] = []
    found: list[tuple[int, int, int]] = []
    for at, character in enumerate(flat):
        if character == "(":
            opened.append(at)
        elif character == ")" and opened:
            found.append((opened.pop(), at, len(opened) + 1))
    return _levelled(sorted(found))


def _levelled(pairs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Count depth anew, now that brackets which are never closed are known."""
    around: list[int] = []
    levelled: list[tuple[int, int, int]] = []
    for start, end, _ in pairs:
        while around and around[-1] < start:
            around.pop()
        around.append(end)
        if len(around) <= _DEEPEST:
            levelled.append((start, end, len(around)))
    return levelled


def _hide(flat: str, start: int, end: int, pairs: Sequence[tuple[int, int, int]]) -> str:
    pieces, at = [], start
    for opening, closing, _ in pairs:
        mark = HIDDEN if any(c.isdigit() for c in flat[opening + 1 : closing]) else QUIET
        pieces += [flat[at : opening + 1], mark * (closing - opening - 1)]
        at = closing
    return "".join([*pieces, flat[at:end]])


def _sentences(top: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for stop in _END.finditer(top):
        found.append((at, stop.start()))
        at = stop.end()
    return [(start, end) for start, end in [*found, (at, len(top))] if start < end]


def _brackets(
    flat: str, owner: Stretch, pairs: Sequence[tuple[int, int, int]], depth: int, marks: _Marks
) -> list[Stretch]:
    low = bisect_left(pairs, owner.start, key=lambda p: p[0])
    high = bisect_left(pairs, owner.end, key=lambda p: p[0])
    inside = pairs[low:high]
    found: list[Stretch] = []
    for start, end, _ in (p for p in inside if p[2] == depth):
        own = [p for p in inside if start < p[0] < end and p[2] == depth + 1] if depth < _DEEPEST else []
        shown = _hide(flat, start + 1, end, own)
        bracket = marks.stretch(start + 1, end, shown, owner=owner)
        found += [bracket, *_brackets(flat, bracket, pairs, depth + 1, marks)]
    return found
