"""Whether two forms say the same: another program that saves a form writes other bytes, not other words."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.records import Note, Submission


def says_the_same(one: Submission, other: Submission) -> bool:
    """True where two submissions tell the same people, results, figures, plans and annex rows, in the same order.

    Where in the file each stands and how a number looks is no difference; what the form works out is not asked.
    """
    return _said(one) == _said(other)


def _said(this: Submission) -> tuple[object, ...]:
    return (
        this.info,
        [(a.section, a.section_typed, a.style, a.spans, _notes(a.notes), a.internal) for a in this.activities],
        [(f.indicator, f.slot, _value(f.value, f.typed), f.remark) for f in this.figures if f.slot != "cumulative"],
        [(p.text, p.lead, p.due) for p in this.plan],
        [(c.text, c.lead, c.due, c.result, c.result_typed, c.reason) for c in this.carried],
        [(row.annex, [(f.key, _value(f.value, f.text)) for f in row.fields]) for row in this.annex_rows],
        sorted(problem.code for problem in this.problems),
    )


def _notes(notes: Iterable[Note]) -> list[tuple[int, str]]:
    return [(note.marker, note.text) for note in notes]


def _value(value: object, typed: str) -> object:
    return typed.strip() if value is None else value
