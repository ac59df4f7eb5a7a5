"""What a check is: a code, a severity, and a function that yields hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sync.checks.brief import Briefs
from sync.model.config import Severity
from sync.model.finding import Hit
from sync.model.material import Context, Round
from sync.model.records import Submission


@dataclass(frozen=True, slots=True)
class Check:
    """A check of one submission. `run` yields a hit for each thing that is wrong and never raises."""

    code: str
    severity: Severity
    run: Callable[[Submission, Context], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class RoundCheck:
    """A check of all divisions of a period; each hit comes with its division, None where it is the clerk's own.

    What it compares of submissions stands in the briefs: it asks the round only for those that have a hit.
    """

    code: str
    severity: Severity
    run: Callable[[Round, Briefs], Iterator[tuple[str | None, Hit]]]
