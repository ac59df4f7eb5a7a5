"""Two edits of the same text made into one, word by word; where they touch, the clerk is asked.

The way of diff3 (S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3", FSTTCS 2007): both edits are
laid beside the text they came from. What stands in all three is stable. Between two stable stretches the side that
changed something wins over the one that did not; where both did the same, it is taken once; else it is a conflict.
Changes of either side with hardly a word between them are one stretch: each was made without knowing of the other, and
"Nhiệm vụ đột xuất" and "Việc phát sinh" of "Nhiệm vụ phát sinh" would make a "Việc đột xuất" that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

# What is changed as a whole: {MÃ}, [n], raised digits, whatever begins with a digit and has no space in it (1.007,
# 08/01/2024, 15/QĐ-UBND: half a date from either side would be a date that nobody wrote), a word, spaces, any other
# sign. Combining marks belong to their letter.
_TOKEN = re.compile(
    r"\{[^{}\s]{1,24}\}|\[\d{1,2}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d(?:[^\W⁰¹²³⁴⁵⁶⁷⁸⁹]|[.,/:&\-–](?=[^\W_])|%)*"
    r"|(?:[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹][\u0300-\u036f]*)+|\s+|.",
    re.DOTALL,
)

Tokens = Sequence[str]
Side = Literal["ours", "theirs"]
_APART = 2  # words that stand unchanged between what one side changed and what the other did


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where both sides changed the same words: `text[start:end]` of the merged text is `ours`."""

    start: int
    end: int
    ours: str
    base: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """One text from two edits; at each conflict it has the words of ours."""

    text: str
    conflicts: tuple[Conflict, ...]


def merge(base: str, ours: str, theirs: str, *, apart: int = _APART) -> Merged:
    """Return both edits of `base` as one text, with the places where they cannot both be taken.

    An unchanged side gives way, the same change on both sides is taken once, and nothing that either side inserted is
    lost but in a conflict. Whether there is a conflict does not depend on which side is called ours. What one side
    changed and what the other did are a conflict where fewer words than `apart` stand unchanged between them; with 0
    neighbouring words go together, where anything, were it a space, stands between them.
    """
    made: list[str] = []
    conflicts: list[Conflict] = []
    at = 0
    for chunk in _together(_chunks(tokens(base), tokens(ours), tokens(theirs)), apart):
        if chunk.agreed is None:
            start = at + len("".join(chunk.before))
            text = "".join(chunk.ours)
            conflict = Conflict(start, start + len(text), text, "".join(chunk.base), "".join(chunk.theirs))
            conflicts.append(conflict)
            words = "".join((*chunk.before, *chunk.ours, *chunk.behind))
        else:
            words = "".join(chunk.agreed)
        made.append(words)
        at += len(words)
    return Merged("".join(made), tuple(conflicts))


def tokens(text: str) -> tuple[str, ...]:
    """Return the pieces of a text that are changed as a whole; joined they are the text again."""
    return tuple(_TOKEN.findall(text))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A stretch between two places that stand in all three; `before` and `behind` are alike in all three."""

    base: Tokens
    ours: Tokens
    theirs: Tokens
    before: Tokens = ()
    behind: Tokens = ()

    @property
    def changed(self) -> bool:
        """True where either side says something else."""
        return not self.ours == self.base == self.theirs

    def is_of(self, side: Side) -> bool:
        """True where what will stand here is what that side wrote."""
        return self.agreed == (*self.before, *(self.ours if side == "ours" else self.theirs), *self.behind)

    @property
    def agreed(self) -> Tokens | None:
        """What both sides can stand by, or None."""
        if self.ours in (self.base, self.theirs):
            return (*self.before, *self.theirs, *self.behind)
        if self.theirs == self.base:
            return (*self.before, *self.ours, *self.behind)
        return None


def _chunks(base: Tokens, ours: Tokens, theirs: Tokens) -> Iterator[_Chunk]:
    """Yield the three texts in pieces, stable and changed in turn."""
    in_ours, in_theirs = _places(base, ours), _places(base, theirs)
    at, left, right = 0, 0, 0
    for place in sorted(in_ours.keys() & in_theirs.keys()):
        yield _tight(base[at:place], ours[left : in_ours[place]], theirs[right : in_theirs[place]])
        same = (base[place],)
        yield _Chunk(same, same, same)
        at, left, right = place + 1, in_ours[place] + 1, in_theirs[place] + 1
    yield _tight(base[at:], ours[left:], theirs[right:])


def _together(chunks: Iterable[_Chunk], apart: int) -> Iterator[_Chunk]:
    """Yield the chunks, of those that both sides changed too close to each other one that has it all."""
    held: list[_Chunk] = []  # from a change on, with what stands unchanged behind it
    between = 0
    for chunk in chunks:
        if not chunk.changed:
            held.append(chunk)
            between += _words(chunk.base)
            continue
        if between >= apart or not held or not held[0].changed:
            yield from _one(held)
            held = []
        held.append(chunk)
        between = 0
    yield from _one(held)


def _one(held: Sequence[_Chunk]) -> Iterator[_Chunk]:
    """Yield chunks as they are where one side has written them all, else the changes and what is between as one."""
    last = max((at for at, chunk in enumerate(held) if chunk.changed), default=-1)
    some, rest = held[: last + 1], held[last + 1 :]
    if len(some) > 1 and not any(all(chunk.is_of(side) for chunk in some) for side in ("ours", "theirs")):
        base, ours, theirs = (
            tuple(token for chunk in some for token in (*chunk.before, *getattr(chunk, side), *chunk.behind))
            for side in ("base", "ours", "theirs")
        )
        yield _tight(base, ours, theirs)
    else:
        yield from some
    yield from rest


def _tight(base: Tokens, ours: Tokens, theirs: Tokens) -> _Chunk:
    """Return a chunk without what all three begin and end with."""
    most = min(len(base), len(ours), len(theirs))
    head = next((n for n in range(most) if not base[n] == ours[n] == theirs[n]), most)
    tail = next((n for n in range(most - head) if not base[-1 - n] == ours[-1 - n] == theirs[-1 - n]), most - head)

    def cut(side: Tokens) -> Tokens:
        return side[head : len(side) - tail]

    return _Chunk(cut(base), cut(ours), cut(theirs), base[:head], base[len(base) - tail :])


def _places(base: Tokens, edited: Tokens) -> dict[int, int]:
    """Return where each token of `base` stands in `edited`: a longest common subsequence without chance meetings.

    A text that was written anew still shares spaces, commas and a word here and there with the old one. Such a meeting
    is no stable place: between two of them words of both sides would be mixed to a sentence that nobody wrote.
    """
    names: dict[str, int] = {}
    left = [names.setdefault(token, len(names)) for token in base]
    right = [names.setdefault(token, len(names)) for token in edited]
    from rapidfuzz.distance import LCSseq  # only where there is something to merge

    steps = [step for step in LCSseq.opcodes(left, right) if step.tag == "equal"]
    runs = [(step.src_start, step.dest_start, step.src_end - step.src_start) for step in steps]
    # Lone signs and spaces go first: only without them it shows how lonely a word is.
    for size, most in ((len, 0), (_words, 1)):
        ends = [(0, 0, 0), *runs, (len(base), len(edited), 0)]
        runs = [
            run
            for above, run, below in zip(ends, runs, ends[2:], strict=False)
            if _words(base[run[0] : run[0] + run[2]]) > most
            or min(_changed(base, edited, above, run, size), _changed(base, edited, run, below, size)) <= most
        ]
    return {start + n: other + n for start, other, length in runs for n in range(length)}


_Stretch = tuple[int, int, int]  # where a run begins in the one, in the other, and how long it is


def _changed(base: Tokens, edited: Tokens, run: _Stretch, after: _Stretch, size: Callable[[Tokens], int]) -> int:
    """Return how much was changed between two runs."""
    gone = size(base[run[0] + run[2] : after[0]])
    come = size(edited[run[1] + run[2] : after[1]])
    return max(gone, come)


def _words(some: Tokens) -> int:
    return sum(token[0].isalnum() or token[0] in "{[" for token in some)
