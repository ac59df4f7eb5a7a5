"""What is tried again, how often, and after how long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from sheets.google.errors import GoogleError
from sheets.google.pacing import Clock

TRIES = 6
LONGEST_WAIT = 64.0
IN_ALL = 300.0  # seconds for one call with all its tries
PATIENCE = 1800.0  # seconds that one round loses to failed tries; after that every call has one try

Done = TypeVar("Done")
Turn = TypeVar("Turn")


def pause(tried: int, clock: Clock) -> float:
    """Return how long to wait after the try of this number (from 1): 2 to 4 s, 4 to 8 s … 32 to 64 s.

    Five such waits take more than a minute, so a quota of a minute is always outlived.
    """
    return min(LONGEST_WAIT, 2.0 ** (tried + 1)) * (0.5 + clock.chance() / 2)


class Retrying:
    """Tries calls again within a common patience: where all of Google is away, 200 sheets do not wait one by one."""

    def __init__(self, clock: Clock, patience: float = PATIENCE) -> None:
        self._clock = clock
        self._left = patience
        self._lock = threading.Lock()

    def run(
        self, turn: Callable[[], Turn], once: Callable[[Turn, float], Done], again: Callable[[GoogleError], bool]
    ) -> Done:
        """Return what `once` returns; it is given what `turn` returned, and the seconds that are left for it.

        Waiting for one's turn is not counted. Tried again is what passes and where `again` agrees. Raises what `turn`
        raises, and the last GoogleError after six tries, after five minutes, or where Google asks for a longer wait.
        """
        ticket = turn()
        end = self._clock.now() + IN_ALL
        tried = 1
        while True:
            began = self._clock.now()
            try:
                return once(ticket, end - began)
            except GoogleError as error:
                wait = error.after if error.after is not None else pause(tried, self._clock)
                last = tried >= TRIES or self._clock.now() + wait >= end
                if last or not error.passing or not again(error) or not self._bear(began, wait):
                    raise
            self._clock.sleep(wait)
            before = self._clock.now()
            ticket = turn()
            end += self._clock.now() - before
            tried += 1

    def _bear(self, began: float, wait: float) -> bool:
        """Take the time of a failed try and the wait after it from the patience; return whether some was left."""
        with self._lock:
            had = self._left > 0
            self._left -= self._clock.now() - began + wait
            return had
