"""What the checks said of one submission where nothing else was at hand, and how far that holds in its round.

A reading child checks what it has just read, without the division's earlier submissions. What a check said holds for
any round of the same day and config where the check looked at nothing but the submission; where it looked back, only
if there is nothing to look back on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sync.checks.check import Check
from sync.model.finding import Finding
from sync.model.material import Context

Saying = Callable[[Check, Context], Iterable[Finding]]  # one check, run


@dataclass(frozen=True, slots=True)
class Checked:
    """What each check said of a submission alone, by its code; `looked_back` are the checks that asked for more."""

    today: dt.date
    said: Mapping[str, tuple[Finding, ...]]
    looked_back: frozenset[str]

    def holding(self, check: Check, context: Context) -> tuple[Finding, ...] | None:
        """Return what a check said, or None where it has to be run in this context."""
        if context.today != self.today or (context.history and check.code in self.looked_back):
            return None
        return self.said.get(check.code)


class _Watched(Context):
    """A context without a past, which notices being asked for it."""

    __slots__ = ("looked_back",)

    looked_back: bool

    def __getattribute__(self, name: str) -> object:
        if name == "history":
            object.__setattr__(self, "looked_back", True)
        return object.__getattribute__(self, name)


def checked_alone(context: Context, checks: Iterable[Check], saying: Saying) -> Checked:
    """Return what checks say in a context from which the past is left out."""
    watched = _Watched(context.config, context.period, context.today)
    said: dict[str, tuple[Finding, ...]] = {}
    looked_back: set[str] = set()
    for check in checks:
        object.__setattr__(watched, "looked_back", False)
        said[check.code] = tuple(saying(check, watched))
        if watched.looked_back:
            looked_back.add(check.code)
    return Checked(context.today, said, frozenset(looked_back))
