"""Ids chosen by us: the same for the same thing on every run, and never one that is taken.

A request without an id would stand twice where its answer was lost, and one whose id is taken fails the whole batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Set as AbstractSet

LARGEST = 2**31 - 1  # ids are int32; 0 is the first tab of every spreadsheet


def chosen(taken: AbstractSet[int], *named: str) -> int:
    """Return the id of what these words name: always the same one, or where it is taken always the same next one."""
    turn = 0
    while True:
        seed = "\n".join((*named, str(turn)) if turn else named)
        found = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % LARGEST + 1
        if found not in taken:
            return found
        turn += 1


class Ids:
    """The ids of one batch: none is given twice."""

    def __init__(self, taken: AbstractSet[int]) -> None:
        self._taken = set(taken)

    def give(self, *named: str) -> int:
        """Return a new id for what these words name."""
        found = chosen(self._taken, *named)
        self._taken.add(found)
        return found
