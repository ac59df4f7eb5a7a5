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


def from_copies(
    copies: Iterable[tuple[dt.datetime, Iterable[Answer]]], recorded: Iterable[Confirmation], division: str
) -> tuple[Answer, ...]:
    """Return what copies that were sent back say of each remark, each with when it was saved: the latest holds.

    A copy takes nothing back: what is blank there may have been answered since in the file it was made of. It goes on
    lying there, so that what was said before, wherever, is news only in a copy that was saved since.
    """
    before = [each for each in recorded if each.division == division]
    said = {(each.finding, each.answer, each.reason) for each in before}
    last = {each.finding: each for each in before}
    newest = {
        each.key: (saved, each)
        for saved, answers in sorted(copies, key=lambda copy: copy[0])
        for each in answers
        if each.answer.strip() or each.reason.strip()
    }
    return tuple(each for saved, each in newest.values() if _is_news(each, saved, said, last.get(each.key)))


def _is_news(each: Answer, saved: dt.datetime, said: set[tuple[str, str, str]], last: Confirmation | None) -> bool:
    """True of an answer in a copy that was never given before, or is given anew after another one."""
    answer, reason = each.answer.strip(), each.reason.strip()
    if last is None or (each.key, answer, reason) not in said:
        return True
    return (last.answer, last.reason) != (answer, reason) and saved > last.at


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
