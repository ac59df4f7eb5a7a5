"""What became of notices: which went, which surely did not and are tried again, and of which nobody knows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.store.service import Notice

TRIES = 5
AGAIN = dt.timedelta(minutes=30)
LETTERS_OLD = dt.timedelta(days=7)  # whom nobody wrote to since has been spoken to otherwise
_NUMBER = re.compile(r"#(\d+)$")
_CLERK = re.compile(r":(clerk[^:]*):")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a notice, as recorded before (`begun`) and after (`end`); `reason` is the notice's name."""

    reason: str
    number: int
    begun: Notice
    end: Notice | None = None

    @property
    def addressee(self) -> str:
        """Whom it was for: a division's code, or "clerk", "clerk-2" …"""
        found = _CLERK.search(self.reason)
        return found[1] if found else self.begun.division or ""

    @property
    def is_letter(self) -> bool:
        """True of the one reason that stands for the letter itself; the others say what was in it."""
        return ":day:" in self.reason or _CLERK.search(self.reason) is not None

    @property
    def way(self) -> str:
        """By which way it was to leave: "smtp" or "outbox"."""
        return str(self.begun.body.get("way", "smtp"))

    @property
    def in_outbox(self) -> bool:
        """True of a letter that was for the outbox."""
        return self.way == "outbox"

    @property
    def outcome(self) -> str:
        """ "sent"; "failed" where it surely did not go; "unknown".

        The outbox holds a letter once, whole, or not at all: one that nobody saw the end of is written again.
        """
        if self.end is not None:
            return self.end.step
        return "failed" if self.in_outbox else "unknown"

    @property
    def away(self) -> bool:
        """True where no letter could go at all, whoever it was for: that is no fault of this one."""
        return self.end is not None and bool(self.end.body.get("away"))

    @property
    def at(self) -> dt.datetime:
        """When it ended, or began where nobody saw the end."""
        return (self.end or self.begun).at

    @property
    def detail(self) -> str:
        """Why it did not go, as far as that was seen."""
        return str(self.end.body.get("detail", "")) if self.end else ""


@dataclass(frozen=True, slots=True)
class Told:
    """The names of the notices that are over with (sent, of unknown end, or tried often enough); of those that failed
    and may be tried again, `waiting` a little while yet or not; and of those that somebody may be at work on this
    minute. `away` are the ways by which no letter could leave just now.
    """

    settled: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    at_work: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()


def attempts(steps: Iterable[Notice]) -> list[Attempt]:
    """Return the attempts that were recorded, in the order in which they were begun."""
    found: dict[tuple[str, int], Attempt] = {}
    for step in steps:
        number = _NUMBER.search(step.reason)
        name = (step.reason[: number.start()], int(number[1])) if number else (step.reason, 1)
        known = found.get(name)
        if step.step == "begun" or known is None:
            found[name] = Attempt(*name, step, None if step.step == "begun" else step)
        else:
            found[name] = Attempt(*name, known.begun, step)
    return list(found.values())


def told_before(steps: Iterable[Notice], now: dt.datetime) -> Told:
    """Return what was told before and need not, or must not, be told now."""
    by_reason: dict[str, list[Attempt]] = {}
    for each in attempts(steps):
        by_reason.setdefault(each.reason, []).append(each)
    settled: set[str] = set()
    failed: set[str] = set()
    waiting: set[str] = set()
    at_work: set[str] = set()
    away: set[str] = set()
    for reason, tried in by_reason.items():
        last = tried[-1]
        if last.outcome != "failed" or sum(not each.away for each in tried) >= TRIES:
            settled.add(reason)
            continue
        failed.add(reason)
        if abs(now - last.at) < AGAIN:
            (at_work if last.end is None else waiting).add(reason)
            away |= {last.way} if last.away else set()
    return Told(frozenset(settled), frozenset(failed), frozenset(waiting), frozenset(at_work), frozenset(away))


def next_name(reason: str, steps: Iterable[Notice]) -> str:
    """Return a notice's name for the next attempt: the bare name, then "…#2", "…#3"."""
    number = 1 + max((each.number for each in attempts(steps) if each.reason == reason), default=0)
    return reason if number == 1 else f"{reason}#{number}"


def open_letters(steps: Sequence[Notice], now: dt.datetime) -> list[Attempt]:
    """Return the last letter of everybody whom it has not reached, or may not have, in the last days."""
    last: dict[str, Attempt] = {}
    for each in attempts(steps):
        if each.is_letter:
            last[each.addressee] = each
    return [each for each in last.values() if each.outcome != "sent" and abs(now - each.at) < LETTERS_OLD]
