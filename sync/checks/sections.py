"""A row whose Mục is blank goes with the row above it: wrong where rows were sorted, or something speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import ge, le

from rapidfuzz import fuzz

from sheets.form import current_form
from sheets.grid import Place
from sheets.text import fold, plain
from sync.checks.check import Check
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import INDICATOR_OF_SECTION, SECTION_THEN
from sync.model.records import Activity, CellOrigin, Submission, Value
from sync.reading.linking import links, scoped

_SAME = 90  # rapidfuzz ratio of folded texts from which a row is last period's
_MONTHS_BACK = 3
_SORTED_TEXTS = 5  # rows in the order of the alphabet that are no chance
_TURNED_TEXTS = 7  # and from Z to A, as hardly anybody sorts
_SORTED_TITLES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    activity: Activity
    inherited: bool


def section_doubtful(submission: Submission, context: Context) -> Iterator[Hit]:
    """A row without Mục whose indicator belongs to another of the division's sections, or that stood there before."""
    titles = {
        s.id: s.title.rstrip(" :") for s in context.config.sections_for(submission.division or "", context.period)
    }
    for row in _rows(submission):
        here = row.activity.section or ""
        said = _elsewhere(row.activity, submission, context, titles) if row.inherited and here in titles else None
        if said:
            other, why = said
            facts = {"section": titles[here], "other": titles[other], "why": why}
            yield Hit(row.place, facts, f"{row.activity.text} {here}")


def rows_sorted(submission: Submission, context: Context) -> Iterator[Hit]:
    """Rows in the order of the alphabet, by Nội dung or by Mục with the blank ones last, as sorting leaves them."""
    rows = list(_rows(submission))
    blank = sum(row.inherited for row in rows)
    choices = context.config.sections_for(submission.division or "", submission.period)
    if len(choices) > 1 and blank and (_by_text(rows) or _by_section(rows)):
        yield Hit(Place(current_form().tab("activities").title), {"count": str(blank)}, "activities")


def _rows(submission: Submission) -> Iterator[_Row]:
    """Yield the first activity of each row of Kết quả; one that the clerk has edited is settled."""
    for activity in submission.activities:
        if isinstance(activity.origin, CellOrigin) and activity.part == 0:
            blank = bool(activity.section) and not activity.section_typed and not activity.edit
            yield _Row(activity.origin.place, activity, blank)


def _elsewhere(
    activity: Activity, submission: Submission, context: Context, titles: dict[str, str]
) -> tuple[str, str] | None:
    """Return the section that a row seems to belong to, and what says so."""
    specs = context.config.indicators_for(submission.division or "", context.period)
    sections = {spec.code: spec.section for spec in specs}
    asked = [span.code for span in activity.spans if isinstance(span, Value)]
    if any(sections.get(code) in {"", activity.section} for code in asked):
        return None
    for code in asked:
        if sections.get(code) in titles:
            return sections[code], INDICATOR_OF_SECTION.format(code=code)
    if not asked and scoped(activity) and not any(links(activity, submission.figures, specs)):
        for other in titles:
            there = replace(activity, section=other)
            for link in links(there, submission.figures, [s for s in specs if s.section == other]):
                if link.agrees and other != activity.section:
                    return other, INDICATOR_OF_SECTION.format(code=link.spec.code)
    return _before(activity, context, titles)


def _before(activity: Activity, context: Context, titles: dict[str, str]) -> tuple[str, str] | None:
    folded = fold(activity.text)
    for earlier in context.history[:_MONTHS_BACK]:
        same = [a.section for a in earlier.activities if fuzz.ratio(fold(a.text), folded) >= _SAME]
        if same:
            other = same[0]
            known = activity.section not in same and other in titles
            return (other, SECTION_THEN.format(period=earlier.period.label)) if known and other else None
    return None


def _by_text(rows: Sequence[_Row]) -> bool:
    ways = (le, ge) if len(rows) >= _TURNED_TEXTS else (le,)
    return len(rows) >= _SORTED_TEXTS and _in_order([row.activity.text for row in rows], ways)


def _by_section(rows: Sequence[_Row]) -> bool:
    """True where all rows with a Mục come first, in the order of their titles, and two or more without one follow."""
    typed = [row.activity.section_typed for row in rows if not row.inherited]
    blanks_last = not any(one.inherited and not other.inherited for one, other in pairwise(rows))
    enough = all(typed) and len(set(typed)) >= _SORTED_TITLES and len(rows) - len(typed) >= 2
    return blanks_last and enough and _in_order(typed)


def _in_order(texts: Sequence[str], ways: Sequence[Callable[[str, str], bool]] = (le, ge)) -> bool:
    """True in any of these directions; "đ" may stand among "d" or behind it, as programs differ."""
    return any(_follow(texts, key, way) for key in (plain, _apart) for way in ways)


def _apart(text: str) -> str:
    return plain(fold(text).replace("đ", "dzz"))


def _follow(texts: Sequence[str], key: Callable[[str], str], way: Callable[[str, str], bool]) -> bool:
    """True where each text comes before the next; most often the second or third tells that they do not."""
    return all(way(one, other) for one, other in pairwise(map(key, texts)))


CHECKS: tuple[Check, ...] = (
    Check("section-doubtful", "warning", section_doubtful),
    Check("rows-sorted", "warning", rows_sorted),
)
