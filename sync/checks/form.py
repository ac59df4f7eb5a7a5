"""What reading met about the file, its form, tabs and columns: each of reading's problems as one check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sheets.form import current_form
from sheets.grid import Place
from sync.checks.check import Check
from sync.model.config import Config, Severity
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import CellOrigin, Problem, Submission

# Columns of the form without which nothing of a tab can be printed, beside those that it requires.
_NEEDED = frozenset({"code", "month"})


def of_problem(code: str, severity: Severity, *, suggested: str = "") -> Check:
    """Return the check that speaks of every problem of this code that reading met.

    `suggested` is the fact that is to be typed in place of what stands in the cell, "" where none is.
    """

    def run(submission: Submission, _: Context) -> Iterator[Hit]:
        for problem in met(submission, code):
            yield suggesting(hit_of(problem, submission), suggested)

    return Check(code, severity, run)


def suggesting(hit: Hit, fact: str) -> Hit:
    """Return the hit with one of its facts as the value to put there."""
    return replace(hit, suggestion=hit.facts.get(fact)) if fact else hit


def met(submission: Submission, code: str) -> Iterator[Problem]:
    """Yield the problems of this code, in reading's order."""
    return (problem for problem in submission.problems if problem.code == code)


def info_place(submission: Submission | None, key: str) -> Place:
    """Return the cell of a field of Thông tin chung, the tab as a whole where it was not found."""
    known = dict(submission.info.places).get(key) if submission else None
    return known or Place(current_form().tab("info").title)


def hit_of(problem: Problem, submission: Submission, **facts: str) -> Hit:
    """Return the hit of a problem; one of a figure's cell is named by its indicator, for rows may move."""
    return Hit(problem.place, {**dict(problem.facts), **facts}, _subject(problem, submission))


def _subject(problem: Problem, submission: Submission) -> str:
    code = dict(problem.facts).get("code", "")
    slots = (
        f.slot
        for f in submission.figures
        if f.indicator == code and isinstance(f.origin, CellOrigin) and f.origin.place == problem.place
    )
    return f"{code} {next(slots, '')}".strip()


def grouped(code: str, severity: Severity, key: Callable[[Problem], object]) -> Check:
    """Return a check that speaks once of all problems of a code that have the same key, with their `count`."""

    def run(submission: Submission, _: Context) -> Iterator[Hit]:
        groups: dict[object, list[Problem]] = {}
        for problem in met(submission, code):
            groups.setdefault(key(problem), []).append(problem)
        for group in groups.values():
            yield hit_of(_fullest(group), submission, count=str(len(group)))

    return Check(code, severity, run)


def _fullest(group: Iterable[Problem]) -> Problem:
    return max(group, key=lambda problem: len(dict(problem.facts).get("typed", "")))


def _row(problem: Problem) -> object:
    return (problem.place.tab, problem.place.row) if problem.place else None


def _tab(problem: Problem) -> object:
    return problem.place.tab if problem.place else None


def column_missing(submission: Submission, context: Context) -> Iterator[Hit]:
    """A column without which its tab cannot be read."""
    return (hit_of(p, submission) for p in met(submission, "column-missing") if _is_needed(p, context.config))


def column_left_out(submission: Submission, context: Context) -> Iterator[Hit]:
    """A column that staff took out though the tab can be read without it."""
    return (hit_of(p, submission) for p in met(submission, "column-missing") if not _is_needed(p, context.config))


def _is_needed(problem: Problem, config: Config) -> bool:
    form = (column for tab in current_form().tabs for column in tab.columns)
    annexes = (column for annex in config.annexes for column in annex.columns)
    needed = {column.heading for column in (*form, *annexes) if column.required or column.key in _NEEDED}
    return dict(problem.facts).get("heading") in needed


CHECKS: tuple[Check, ...] = (
    of_problem("identity-missing", "warning"),
    of_problem("identity-mismatch", "error"),
    of_problem("form-unknown", "error"),
    of_problem("form-old", "note"),
    of_problem("tab-missing", "error"),
    of_problem("headings-missing", "error"),
    Check("column-missing", "error", column_missing),
    Check("column-left-out", "warning", column_left_out),
    of_problem("column-doubled", "error"),
    of_problem("column-moved", "note"),
    of_problem("column-unknown", "note"),
    of_problem("heading-near", "warning", suggested="heading"),
    of_problem("beside-table", "warning"),
    of_problem("info-altered", "warning"),
    of_problem("macros", "note"),
    of_problem("wrong-ending", "note"),
    of_problem("external-links", "note"),
    of_problem("stray-cell", "note"),
    of_problem("tab-copied", "warning"),
    of_problem("sheet-locale", "warning"),
    grouped("hidden-row", "warning", _row),
    grouped("legacy-font", "note", _tab),
)
