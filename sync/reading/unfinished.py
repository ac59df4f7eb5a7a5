"""What of a period's plans the next period must answer for: nothing planned may silently vanish."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.text import fold
from sync.model.records import CarriedItem, PlanItem, Submission

# An item is settled by these alone; one under way, put off, or without a result goes on.
_SETTLED = frozenset({"done", "dropped"})


def unfinished(last: Submission) -> Iterator[PlanItem | CarriedItem]:
    """Yield what the form after `last` is born with: its plan, then what it left open and did not plan anew."""
    planned = {key(item.text) for item in last.plan}
    yield from last.plan
    yield from (item for item in last.carried if item.result not in _SETTLED and key(item.text) not in planned)


def key(text: str) -> str:
    """Return what a task is known by: its words, whatever stands at their ends."""
    return fold(text).strip(" .;,:")
