"""Where the clerk's wording and a division's later one do not go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from sync.checks.brief import Briefs
from sync.checks.check import RoundCheck
from sync.checks.notes import place_of, short
from sync.model.finding import Hit
from sync.model.material import Round
from sync.model.records import ClerkOrigin, Submission

_CODE = re.compile(r"\{[^{}\s]{1,24}\}")


def _contested(kind: Literal["conflict", "removed"], this: Round) -> Iterator[tuple[str | None, Hit]]:
    for each in this.contested:
        if each.kind == kind:
            facts = {"ours": short(each.ours), "theirs": short(each.theirs)}
            yield each.division or None, Hit(each.place, facts, each.line, audience="clerk")


def edit_conflict(this: Round, _: Briefs) -> Iterator[tuple[str | None, Hit]]:
    """The clerk and then the division changed the same words: the clerk says which are printed."""
    return _contested("conflict", this)


def edited_removed(this: Round, _: Briefs) -> Iterator[tuple[str | None, Hit]]:
    """The division removed a line that the clerk has worked on: the clerk says whether it goes."""
    return _contested("removed", this)


def edit_code(this: Round, briefs: Briefs) -> Iterator[tuple[str | None, Hit]]:
    """A code in braces in a line that the clerk wrote or reworded, which no figure fills: it would be printed as it is.

    What divisions typed themselves is told them by `code-unknown`.
    """
    for division, brief in briefs.items():
        yield from ((division, hit) for hit in brief.codes)
    yield from ((this.office.division, hit) for hit in codes(this.office))


def codes(submission: Submission) -> Iterator[Hit]:
    """Yield a hit for each code in braces in the clerk's words."""
    for line in submission.lines:
        if line.edit or isinstance(line.origin, ClerkOrigin):
            for found in dict.fromkeys(_CODE.findall(line.text)):
                yield Hit(place_of(line.origin), {"typed": found}, line.line, audience="clerk")


ROUND_CHECKS: tuple[RoundCheck, ...] = (
    RoundCheck("edit-conflict", "error", edit_conflict),
    RoundCheck("edited-removed", "error", edited_removed),
    RoundCheck("edit-code", "error", edit_code),
)
