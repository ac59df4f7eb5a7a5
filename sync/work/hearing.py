"""What staff answered beside the remarks, set beside what they had answered before: only what is new is a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sheets.remark import Answer
from sync.model.records import Confirmation

Known: TypeAlias = Mapping[tuple[str, str, str], Confirmation]  # by division, medium and finding: the latest


def known_answers(answers: Iterable[Confirmation]) -> Known:
    """Return the latest answer of each place; `answers` are all that were recorded, oldest first."""
    return {(each.division, each.medium, each.finding): each for each in answers}


def heard(
    answers: Iterable[Answer], known: Known, division: str, medium: str, who: str, at: dt.datetime
) -> tuple[Confirmation, ...]:
    """Return what is new among these answers: typed, changed, or cleared, which takes back what was said there.

    The same answer is no news however often its sheet is read, nor is a blank one where nothing was said.
    """
    found = []
    for each in answers:
        answer, reason = each.answer.strip(), each.reason.strip()
        before = known.get((division, medium, each.key))
        if (answer, reason) != ((before.answer, before.reason) if before else ("", "")):
            found.append(Confirmation(each.key, reason, who, at, answer, division, medium))
    return tuple(found)
