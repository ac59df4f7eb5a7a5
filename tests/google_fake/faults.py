"""What can be made to go wrong, request by request."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

How = Literal["status", "html", "half", "drop", "slow"]
On = Literal["token", "drive", "sheets_read", "sheets_write"]


@dataclass(slots=True)
class Fault:
    """One fault: the next `times` requests of a kind, after the first `skip`, are answered wrongly.

    `status`: an error of Google's own with this status; `html`: a page with it; `half`: the answer breaks off; `drop`:
    the connection closes without one; `slow`: it comes when nobody waits any more. With `effect` the request was
    carried out all the same: the answer alone is lost. `spreadsheet` limits it to one.
    """

    how: How
    on: On
    times: int = 1
    skip: int = 0
    status: int = 503
    reason: str = "UNAVAILABLE"
    effect: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    spreadsheet: str = ""


class Faults:
    """The faults that are still to come, each taken in order by the first request that it fits."""

    def __init__(self) -> None:
        self.met: Counter[str] = Counter()  # by what was asked and how it failed
        self._coming: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, *faults: Fault) -> None:
        """Let these happen."""
        with self._lock:
            self._coming += faults

    def take(self, on: str, path: str) -> Fault | None:
        """Return the fault that this request meets, None where all goes well."""
        with self._lock:
            for fault in self._coming:
                if fault.on != on or fault.spreadsheet not in path:
                    continue
                if fault.skip:
                    fault.skip -= 1
                    continue
                self.met[f"{on} {fault.how}{', carried out' if fault.effect else ''}"] += 1
                fault.times -= 1
                if fault.times == 0:
                    self._coming.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Let nothing more happen."""
        with self._lock:
            self._coming.clear()

    @property
    def left(self) -> int:
        """How many have not happened yet."""
        return len(self._coming)
