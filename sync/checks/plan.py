"""What became of last period's plan: no item without a result, none carried on without a reason, none lost."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from sheets.form import current_form
from sheets.grid import Place
from sheets.text import cut_for_cell, fold
from sync.checks.check import Check
from sync.checks.form import of_problem
from sync.checks.notes import place_of, short
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import CarriedItem, PlanItem, PlanResult, Submission
from sync.reading.results import RESULTS
from sync.reading.unfinished import unfinished

_SAME = 80  # rapidfuzz ratio of folded texts from which an item is the planned one, reworded
_LABELS: dict[PlanResult, str] = {result: label for label, result in RESULTS.items()}


def plan_without_result(submission: Submission, _: Context) -> Iterator[Hit]:
    """An item of last period's plan whose Kết quả thực hiện is blank."""
    for item in submission.carried:
        if item.result is None and not item.result_typed:
            yield _hit(item)


def reason_missing(submission: Submission, _: Context) -> Iterator[Hit]:
    """An item put off or given up without a word why."""
    for item in submission.carried:
        if item.result in {"carried", "dropped"} and not item.reason.strip():
            yield _hit(item, result=_LABELS[item.result])


def plan_lost(submission: Submission, context: Context) -> Iterator[Hit]:
    """An item of last period's plan, or one that was left open in it, that no longer stands in Kế hoạch kỳ trước.

    A form that was handed out before the plan was signed may carry it in the words of then; what no cell holds, cut.
    """
    last = context.earlier(submission.period.previous())
    texts = [fold(item.text) for item in submission.carried]
    for planned in unfinished(last) if last else ():
        said = (planned.text, *(planned.former if isinstance(planned, PlanItem) else ()))
        if not any(fuzz.ratio(fold(cut_for_cell(one)), text) >= _SAME for one in said for text in texts):
            place = Place(current_form().tab("carried").title)
            facts = {"text": short(planned.text), "period": submission.period.previous().label}
            yield Hit(place, facts, planned.text)


def _hit(item: CarriedItem, **facts: str) -> Hit:
    return Hit(place_of(item.origin), {"text": short(item.text), **facts}, item.text)


CHECKS: tuple[Check, ...] = (
    Check("plan-without-result", "error", plan_without_result),
    Check("reason-missing", "warning", reason_missing),
    Check("plan-lost", "warning", plan_lost),
    of_problem("plan-marker", "warning"),
)
