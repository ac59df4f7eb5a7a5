"""Staying inside Google's quota by waiting: at most so many calls of a kind in any minute."""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["drive", "sheets_read", "sheets_write"]

# Google counts 60 reads and 60 writes a minute for the whole service account. Calls arrive closer together than they
# were sent, and a clerk's button may run beside the nightly round: so some room is left.
A_MINUTE = 50
WINDOW = 60.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance as arguments: `now` runs evenly, `wall` is what a token is signed with (seconds since 1970)."""

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random  # noqa: S311 -- it spreads waits, it keeps no secret


class Pace:
    """Lets calls go one by one; threads may share it. Drive counts thousands a minute: its calls are not held back."""

    def __init__(self, clock: Clock, limit: int = A_MINUTE, window: float = WINDOW) -> None:
        self._clock = clock
        self._limit = limit
        self._window = window
        self._sent: dict[Kind, deque[float]] = {"sheets_read": deque(), "sheets_write": deque()}
        self._until: dict[Kind, float] = {}
        self._lock = threading.Lock()

    def take(self, kind: Kind) -> None:
        """Return as soon as one more call of this kind may go; it counts as sent from then on."""
        while True:
            with self._lock:
                now = self._clock.now()
                wait = self._wait(kind, now)
                if wait <= 0:
                    if kind in self._sent:
                        self._sent[kind].append(now)
                    return
            self._clock.sleep(wait)

    def hold(self, kind: Kind, seconds: float) -> None:
        """Let no call of this kind go for so long: Google said that the quota is used up, so others need not ask."""
        with self._lock:
            self._until[kind] = max(self._until.get(kind, 0.0), self._clock.now() + seconds)

    def _wait(self, kind: Kind, now: float) -> float:
        held = self._until.get(kind, now) - now
        sent = self._sent.get(kind)
        if sent is None:
            return held
        while sent and sent[0] + self._window <= now:
            sent.popleft()
        full = sent[0] + self._window - now if len(sent) >= self._limit else 0.0
        return max(held, full)
