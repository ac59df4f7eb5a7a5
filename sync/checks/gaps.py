"""What the report would print nothing for: an annex without a row, a part without a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sync.checks.brief import Briefs, Prints
from sync.checks.check import RoundCheck
from sync.checks.notes import short
from sync.model.annexed import points_to_annex
from sync.model.finding import Hit
from sync.model.material import Round
from sync.model.outline import AnnexSpec, OutlineText, PartSpec, SectionSpec, worded
from sync.model.records import ClerkOrigin, OutlineOrigin, Submission

_COUNTED = frozenset({"submitted", "unreadable"})

Found = Iterator[tuple[str | None, Hit]]


def annex_empty(this: Round, briefs: Briefs) -> Found:
    """A division that fills an annex has handed in, and the annex has no row: it is left out with what points to it.

    Of an annex whose divisions have not handed in, the clerk has been told already.
    """
    handed_in = _printed(this, briefs)
    for annex in this.config.annexes:
        filled_by = [handed_in[code] for code in annex.divisions if code in handed_in]
        if not annex.valid.covers(this.period) or not filled_by:
            continue
        if not any(annex.code in prints.annexes for prints in filled_by):
            dropped = "; ".join(f"“{short(text.text)}”" for text in _pointing(this, annex))
            yield None, Hit(None, {"annex": annex.title, "dropped": dropped}, annex.code, audience="clerk")


def part_empty(this: Round, briefs: Briefs) -> Found:
    """Something has been handed in, and a part that divisions fill would be a heading with nothing below it."""
    return _empty(this, briefs, lambda part: part.kind != "review")


def review_empty(this: Round, briefs: Briefs) -> Found:
    """The same of a part that no division fills: its words are the office's own, in config.yaml."""
    return _empty(this, briefs, lambda part: part.kind == "review")


def _empty(this: Round, briefs: Briefs, asked: Callable[[PartSpec], bool]) -> Found:
    printed = _printed(this, briefs)
    for part in this.config.outline if printed else ():
        if asked(part) and not _has_content(part, this, printed):
            yield None, Hit(None, {"part": worded(part.title, this.period)}, part.id, audience="clerk")


def prints(submission: Submission) -> Prints:
    """Return what of a submission would be printed."""
    annexes = dict.fromkeys(row.annex for row in submission.annex_rows)
    sections = dict.fromkeys(activity.section for activity in submission.activities if activity.spans)
    return Prints(submission.info.status, tuple(annexes), tuple(sections), bool(submission.plan))


def _printed(this: Round, briefs: Briefs) -> dict[str, Prints]:
    """Return what would be printed if the report were made now, by division."""
    counted = {standing.division for standing in this.standings if standing.state in _COUNTED}
    submitted = {code: brief.prints for code, brief in briefs.items() if brief.prints.status == "submitted"}
    return {code: prints for code, prints in submitted.items() if code in counted}


def _pointing(this: Round, annex: AnnexSpec) -> Iterator[OutlineText]:
    for section in _sections(this):
        if section.annex == annex.code:
            yield from (t for t in section.close if t.valid.covers(this.period) and points_to_annex(t.text))


def _sections(this: Round) -> Iterator[SectionSpec]:
    for part in this.config.outline:
        yield from (section for section in part.walk() if section.valid.covers(this.period))


def _has_content(part: PartSpec, this: Round, printed: Mapping[str, Prints]) -> bool:
    sections = {section.id: section for section in part.walk() if section.valid.covers(this.period)}
    return (
        any(activity.section == part.id and activity.spans for activity in this.office.activities)
        or any(section.when_empty for section in sections.values())
        or any(section in sections for section in _done(this, printed))
        or (part.kind == "plan" and _has_tasks(part, this, printed))
    )


def _done(this: Round, printed: Mapping[str, Prints]) -> Iterator[str | None]:
    """Yield the sections of what divisions and clerk wrote; leads and closes are printed only round it."""
    yield from (section for prints in printed.values() for section in prints.sections)
    own = (activity for activity in this.office.activities if isinstance(activity.origin, ClerkOrigin))
    yield from (activity.section for activity in own if activity.spans)


def _has_tasks(part: PartSpec, this: Round, printed: Mapping[str, Prints]) -> bool:
    divisions = {entry.division for entry in part.items}
    lines = {entry.text.line for entry in part.items if entry.text}
    return any(prints.plan for code, prints in printed.items() if code in divisions) or any(
        isinstance(item.origin, ClerkOrigin) or (isinstance(item.origin, OutlineOrigin) and item.origin.line in lines)
        for item in this.office.plan
    )


ROUND_CHECKS: tuple[RoundCheck, ...] = (
    RoundCheck("annex-empty", "warning", annex_empty),
    RoundCheck("part-empty", "warning", part_empty),
    RoundCheck("review-empty", "warning", review_empty),
)
