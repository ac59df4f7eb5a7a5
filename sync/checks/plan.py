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
from sync.normalise.numbers_in_text import find_numbers
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


def plan_refigured(submission: Submission, context: Context) -> Iterator[Hit]:
    """An item carried in the very words of the plan, but for a number: what was planned does not change afterwards."""
    last = context.earlier(submission.period.previous())
    planned = [one.text for one in unfinished(last)] if last else []
    for item in submission.carried:
        words, figures = _figures(item.text)
        if not figures or any(fold(text) == fold(item.text) for text in planned):
            continue
        as_planned = next((theirs for text in planned if (theirs := _figures(text))[0] == words), None)
        if as_planned and as_planned[1] != figures:
            apart = [(was, now) for was, now in zip(as_planned[1], figures, strict=False) if was != now]
            facts = {"typed": ", ".join(now for _, now in apart), "planned": ", ".join(was for was, _ in apart)}
            yield _hit(item, **facts)


def _figures(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a task's words, each of its numbers left out, and the numbers as typed; days and years stay words."""
    counted = [found for found in find_numbers(text) if found.quantity is not None]
    words = list(text)
    for found in counted:
        words[found.start : found.end] = ["#"] + [""] * (found.end - found.start - 1)
    return fold("".join(words)), tuple(text[found.start : found.end] for found in counted)


def _hit(item: CarriedItem, **facts: str) -> Hit:
    return Hit(place_of(item.origin), {"text": short(item.text), **facts}, item.text)


CHECKS: tuple[Check, ...] = (
    Check("plan-without-result", "error", plan_without_result),
    Check("reason-missing", "warning", reason_missing),
    Check("plan-lost", "warning", plan_lost),
    Check("plan-refigured", "warning", plan_refigured),
    of_problem("plan-marker", "warning"),
)
