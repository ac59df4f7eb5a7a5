"""What the report would print nothing for: an annex without a row, a part without a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sync.checks.check import RoundCheck
from sync.checks.notes import short
from sync.model.annexed import points_to_annex
from sync.model.config import AnnexSpec, OutlineText, PartSpec, SectionSpec, worded
from sync.model.finding import Hit
from sync.model.material import Round, standing_of
from sync.model.records import Activity, ClerkOrigin, OutlineOrigin, Submission

_COUNTED = frozenset({"submitted", "unreadable"})

Found = Iterator[tuple[str | None, Hit]]


def annex_empty(this: Round) -> Found:
    """A division that fills an annex has handed in, and the annex has no row: it is left out with what points to it.

    Of an annex whose divisions have not handed in, the clerk has been told already.
    """
    handed_in = {s.division: s for s in _printed(this)}
    for annex in this.config.annexes:
        filled_by = [handed_in[code] for code in annex.divisions if code in handed_in]
        if not annex.valid.covers(this.period) or not filled_by:
            continue
        if not any(row.annex == annex.code for submission in filled_by for row in submission.annex_rows):
            dropped = "; ".join(f"“{short(text.text)}”" for text in _pointing(this, annex))
            yield None, Hit(None, {"annex": annex.title, "dropped": dropped}, annex.code, audience="clerk")


def part_empty(this: Round) -> Found:
    """Something has been handed in, and a part that divisions fill would be a heading with nothing below it."""
    return _empty(this, lambda part: part.kind != "review")


def review_empty(this: Round) -> Found:
    """The same of a part that no division fills: its words are the office's own, in config.yaml."""
    return _empty(this, lambda part: part.kind == "review")


def _empty(this: Round, asked: Callable[[PartSpec], bool]) -> Found:
    printed = tuple(_printed(this))
    for part in this.config.outline if printed else ():
        if asked(part) and not _has_content(part, this, printed):
            yield None, Hit(None, {"part": worded(part.title, this.period)}, part.id, audience="clerk")


def _printed(this: Round) -> Iterator[Submission]:
    """Yield what would be printed if the report were made now."""
    for code, submission in this.submissions.items():
        if submission.info.status == "submitted" and standing_of(this, code).state in _COUNTED:
            yield submission


def _pointing(this: Round, annex: AnnexSpec) -> Iterator[OutlineText]:
    for section in _sections(this):
        if section.annex == annex.code:
            yield from (t for t in section.close if t.valid.covers(this.period) and points_to_annex(t.text))


def _sections(this: Round) -> Iterator[SectionSpec]:
    for part in this.config.outline:
        yield from (section for section in part.walk() if section.valid.covers(this.period))


def _has_content(part: PartSpec, this: Round, printed: tuple[Submission, ...]) -> bool:
    sections = {section.id: section for section in part.walk() if section.valid.covers(this.period)}
    return (
        any(activity.section == part.id and activity.spans for activity in this.office.activities)
        or any(section.when_empty for section in sections.values())
        or any(activity.section in sections and activity.spans for activity in _done(this, printed))
        or (part.kind == "plan" and _has_tasks(part, this, printed))
    )


def _done(this: Round, printed: tuple[Submission, ...]) -> Iterator[Activity]:
    """Yield what divisions and clerk wrote; leads and closes are printed only round it."""
    yield from (activity for submission in printed for activity in submission.activities)
    yield from (activity for activity in this.office.activities if isinstance(activity.origin, ClerkOrigin))


def _has_tasks(part: PartSpec, this: Round, printed: tuple[Submission, ...]) -> bool:
    divisions = {entry.division for entry in part.items}
    lines = {entry.text.line for entry in part.items if entry.text}
    return any(submission.plan for submission in printed if submission.division in divisions) or any(
        isinstance(item.origin, ClerkOrigin) or (isinstance(item.origin, OutlineOrigin) and item.origin.line in lines)
        for item in this.office.plan
    )


ROUND_CHECKS: tuple[RoundCheck, ...] = (
    RoundCheck("annex-empty", "warning", annex_empty),
    RoundCheck("part-empty", "warning", part_empty),
    RoundCheck("review-empty", "warning", review_empty),
)
