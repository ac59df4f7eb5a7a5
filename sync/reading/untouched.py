"""Whether anybody has typed anything into a form: one that lies there as it was handed out is no hand-in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheets.text import cut_for_cell
from sync.model.records import AnnexRow, CellOrigin, Origin, Submission

_FILLED_BEFOREHAND = ("plan", "cumulative")  # figures that a fresh form comes with


def is_untouched(submission: Submission, earlier: Sequence[Submission] = ()) -> bool:
    """True where a form holds nothing but what it was born with; `earlier` are the division's submissions before.

    Whoever chose Đã gửi or Không phát sinh, typed a result, figure, plan, annex row or a day of approval, or changed
    the form so that it cannot be read whole, has touched it.
    """
    return (
        submission.info.status in {None, "draft"}
        and submission.info.approved_on is None
        and not (submission.activities or submission.plan)
        and not any(f.typed or f.value is not None for f in submission.figures if f.slot not in _FILLED_BEFOREHAND)
        and not any(f.remark for f in submission.figures)
        and not any(item.result_typed or item.reason for item in submission.carried)
        and _annexes_as_before(submission, earlier)
        and not _altered(submission)
    )


def _annexes_as_before(submission: Submission, earlier: Sequence[Submission]) -> bool:
    """True where every annex row stood in an earlier form: a fresh one brings last period's rows along."""
    before = {_said(row) for each in earlier for row in each.annex_rows}
    return all(_said(row) in before for row in submission.annex_rows)


def _said(row: AnnexRow) -> tuple[str, tuple[str, ...]]:
    return row.annex, tuple(cut_for_cell(field.text) for field in row.fields if field.text)


def _altered(submission: Submission) -> bool:
    """True where reading met something in a tab that holds no rows of the period before: somebody was there."""
    beforehand = {*_tabs(row.origin for row in submission.annex_rows), *_tabs(c.origin for c in submission.carried)}
    places = [p.place for p in submission.problems if p.code != "required"]
    return any(place.tab not in beforehand for place in places if place)


def _tabs(origins: Iterable[Origin]) -> set[str]:
    return {origin.place.tab for origin in origins if isinstance(origin, CellOrigin)}
