"""Lists whose items are numbered by hand: a number told twice, or one left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.checks.check import Check
from sync.checks.texts import Passage, whole_cells
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission

# An item begins its line, or stands behind a sign; "(1) và (3)" and "mục (2)" speak of items and are none.
_ITEM = re.compile(r"(?:^|(?<=[;:,.\n]))\s*\((?P<number>\d{1,2})\)\s*(?=[^\W\d_]|[“\"])", re.MULTILINE)
_LINE = re.compile(r"(?:^|(?<=[;:]))\s*(?P<number>\d{1,2})[.)]\s+(?=[^\W\d_]|[“\"])", re.MULTILINE)


def numbering(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "(1) …; (2) …; (2) …" and "(1) …; (3) …; (4) …": one number is wrong, or an item was lost.

    Only where all others are in their order from 1 on: a list can go on from the row above, or be part of another.
    """
    for passage in whole_cells(submission):
        for marks in (_ITEM, _LINE):
            for run in _runs([int(found["number"]) for found in marks.finditer(passage.text)]):
                if _slipped(run):
                    yield _hit(passage, run, marks is _ITEM)


def _runs(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the numbers of each list: one that begins anew, at 1, is another."""
    starts = [at for at, number in enumerate(numbers) if number == 1 or at == 0]
    yield from (numbers[at:end] for at, end in pairwise([*starts, len(numbers)]))


def _slipped(run: Sequence[int]) -> bool:
    """Return whether one number alone, or one item too many or too few, keeps a list from being in order."""
    right = range(1, len(run) + 1)
    wrong = [at for at, (number, due) in enumerate(zip(run, right, strict=True)) if number != due]
    if not wrong or len(run) < 2:
        return False
    if len(wrong) == 1:
        return len(run) > 2 or run[0] == 1 or run[0] == run[1]
    from_there = range(wrong[0], len(run))
    return wrong[0] > 0 and (all(run[at] == at + 2 for at in from_there) or all(run[at] == at for at in from_there))


def _hit(passage: Passage, run: Sequence[int], bracketed: bool) -> Hit:
    told = ", ".join(f"({number})" if bracketed else str(number) for number in run)
    return Hit(passage.place, {"typed": told}, f"{passage.text} {told}")


CHECKS: tuple[Check, ...] = (Check("list-numbering", "warning", numbering),)
