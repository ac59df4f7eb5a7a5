"""Tabs that a division sent in empty though something was expected of it: Kết quả beside figures, Kế hoạch."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.form import current_form
from sheets.grid import Place
from sync.checks.check import Check
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission

# Where one of these stands of a tab, nothing could be read there, and that has been told.
_UNREAD = frozenset({"tab-missing", "headings-missing", "column-missing"})


def results_empty(submission: Submission, context: Context) -> Iterator[Hit]:
    """Đã gửi with figures but not one row in Kết quả: the text of the report will not speak of them.

    Not of a division that supplies no section, nor of one that has never written a row.
    """
    figures = sum(1 for f in submission.figures if f.slot == "month" and f.value)
    sections = context.config.sections_for(submission.division or "", submission.period)
    expected = sections and (not context.history or any(earlier.activities for earlier in context.history))
    if submission.info.status == "submitted" and figures and expected and not submission.activities:
        yield from _told("activities", submission, figures=str(figures))


def plan_empty(submission: Submission, context: Context) -> Iterator[Hit]:
    """Đã gửi without a task for the coming period, of a division that has planned before and whose tasks are printed.

    In the first month nothing tells whether a division plans at all.
    """
    reported = bool(submission.activities) or any(f.slot == "month" and f.value is not None for f in submission.figures)
    parts = (part for part in context.config.outline if part.kind == "plan")
    expected = any(entry.division == submission.division for part in parts for entry in part.items)
    expected = expected and any(earlier.plan for earlier in context.history)
    if submission.info.status == "submitted" and reported and expected and not submission.plan:
        yield from _told("plan", submission, period=submission.period.next().label)


def _told(tab_id: str, submission: Submission, **facts: str) -> Iterator[Hit]:
    tab = current_form().tab(tab_id).title
    if not any(p.code in _UNREAD and p.place and p.place.tab == tab for p in submission.problems):
        yield Hit(Place(tab), facts, tab_id)


CHECKS: tuple[Check, ...] = (
    Check("results-empty", "warning", results_empty),
    Check("plan-empty", "warning", plan_empty),
)
