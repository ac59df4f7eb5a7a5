"""Which of the clerk's decisions hold: each is a fact, a withdrawal is one more, and the latest word counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from sheets.remark import kind_of

if TYPE_CHECKING:
    from sync.model.records import Acceptance, Confirmation

WITHDRAWN = "withdraw:"  # before the name of what is withdrawn: "withdraw:3f2a…", "withdraw:without:QLCN"
ANYWAY = "issue:"  # before the number under which a report was sent: why it was given anew, or on an odd day
THERE = "there:"  # after a pick, before the digest of each copy that lay there when it was made


def in_force(decisions: Iterable[Acceptance]) -> tuple[Acceptance, ...]:
    """Return the decisions that hold, oldest first; `decisions` are all that were recorded, oldest first."""
    held: list[Acceptance] = []
    for each in decisions:
        if each.finding.startswith(WITHDRAWN):
            name = each.finding.removeprefix(WITHDRAWN)
            held = [h for h in held if h.finding != name]
        elif not each.finding.startswith(ANYWAY):  # it says why, and decides nothing
            held.append(each)
    return tuple(held)


def withdrawn(decisions: Iterable[Acceptance]) -> dict[str, Acceptance]:
    """Return, by the name of what was decided, the withdrawals that no later decision has taken back."""
    last = {each.finding.removeprefix(WITHDRAWN): each for each in decisions}
    return {name: each for name, each in last.items() if each.finding.startswith(WITHDRAWN)}


def pick(decisions: Iterable[Acceptance], digests: Collection[str]) -> Acceptance | None:
    """Return the latest decision that holds on which of these copies counts, None where there is none."""
    names = {f"use:{digest}" for digest in digests}
    return next((each for each in reversed(in_force(decisions)) if each.finding in names), None)


def spoken_of(decisions: Sequence[Acceptance], decision: Acceptance) -> frozenset[str] | None:
    """Return the digests of the copies that a pick spoke of: those that lay there when it was made.

    They are recorded right behind it, so that no clock is asked what came first. None where they were not.
    """
    at = max(n for n, each in enumerate(decisions) if each == decision) + 1
    behind = takewhile(lambda each: each.finding.startswith(THERE), decisions[at:])
    return frozenset(each.finding.removeprefix(THERE) for each in behind) or None


def latest(answers: Iterable[Confirmation]) -> dict[tuple[str, str], Confirmation]:
    """Return what each division said last of each finding; `answers` are all that were recorded, oldest first."""
    return {(each.division, each.finding): each for each in answers}


def confirms(answer: Confirmation) -> bool:
    """True of an answer that says, with a reason, that what a finding asks about is right."""
    return kind_of(answer.answer) == "keep" and bool(answer.reason.strip())
