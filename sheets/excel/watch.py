"""A clock beside a reading child: what takes too long is ended, by one thread for all that the child is asked."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watch:
    """Ends what has not come to its end in time.

    A thread for every answer of a child (threading.Timer) would cost more than taking the answer. Here one thread
    sleeps until what was asked first is due; nearly always it was answered long ago, and it sleeps on.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due = math.inf
        self._wakes = math.inf  # when the thread looks again by itself
        self._end: Callable[[], None] = _nothing
        self._thread: threading.Thread | None = None
        self._closed = False
        self.late = False

    @contextmanager
    def limit(self, seconds: float, end: Callable[[], None]) -> Iterator[None]:
        """Call `end`, in another thread, where what is done meanwhile takes longer; then `late` is True."""
        with self._changed:
            self._due, self._end, self.late = time.monotonic() + seconds, end, False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="baocao-watch", daemon=True)
                self._thread.start()
            elif self._due < self._wakes:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._due = math.inf
                if self._closed:
                    self._changed.notify()

    def close(self) -> None:
        """End the thread, once nothing is under way any more."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while not self._closed or self._due < math.inf:
                if time.monotonic() >= self._due:
                    self._due, self.late = math.inf, True
                    self._end()
                self._wakes = self._due
                self._changed.wait(None if self._wakes == math.inf else max(self._wakes - time.monotonic(), 0.0))


def _nothing() -> None:
    pass
