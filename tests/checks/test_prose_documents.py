"""The corpus of right and wrong sentences about documents, periods and language: what is right raises nothing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from sheets.grid import Place
from sync.checks import abbreviations, agencies, documents, language, pairs, periods, repeated
from sync.checks.run import briefs_of, check_round
from sync.model.config_file import load_config
from sync.model.finding import Finding
from sync.model.material import Round, Standing
from sync.model.period import parse_period
from sync.model.records import Activity, CellOrigin, Info, Note, PlanItem, Submission
from sync.reading.outline import office_submission
from sync.reading.paragraphs import spans_of, split_notes

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "prose" / "cases_documents.md"
CONFIG = load_config(ROOT / "config.yaml")
CHECKS = tuple(check for family in (documents, agencies, periods, repeated, language) for check in family.CHECKS)
ROUND_CHECKS = (*pairs.ROUND_CHECKS, *abbreviations.ROUND_CHECKS)
MINE = {*(check.code for check in CHECKS), *(check.code for check in ROUND_CHECKS)}
LINE = re.compile(
    r"- (?P<plan>Kế hoạch: )?(?P<text>.+?)(?: ‖ (?P<notes>.+?))?(?: ⇒ (?P<code>[a-z-]+)(?: → (?P<value>.+))?)?"
)


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    notes: str
    plan: bool
    code: str
    value: str | None


def read_cases() -> tuple[Case, ...]:
    """Return the cases of the corpus."""
    found = (LINE.fullmatch(line) for line in CORPUS.read_text(encoding="utf-8").splitlines())
    return tuple(Case(m["text"], m["notes"] or "", bool(m["plan"]), m["code"] or "", m["value"]) for m in found if m)


CASES = read_cases()


@cache
def said(case: Case) -> tuple[Finding, ...]:
    """Return what the checks of these families say of a case that stands alone in its division's sheet."""
    period = parse_period("2024-01")
    submission = Submission("QLCN", period, "book", 1, Info(approved_on=dt.date(2024, 1, 18), status="submitted"))
    if case.plan:
        submission = replace(submission, plan=(PlanItem(origin("Kế hoạch", 1), case.text),))
    else:
        notes = tuple(Note(n.marker, n.text, origin("Kết quả", 4)) for n in split_notes(case.notes))
        spans = spans_of(case.text, frozenset(n.marker for n in notes), lambda _: None)
        submission = replace(
            submission, activities=(Activity(origin("Kết quả", 3), "cong-nghe", "bullet", spans, notes),)
        )
    office = replace(office_submission(CONFIG, period), activities=(), plan=())
    standings = (Standing("QLCN", "submitted"),)
    this = Round(CONFIG, period, dt.date(2024, 1, 22), standings, {"QLCN": submission}, office)
    return tuple(f for f in check_round(this) if f.code in MINE)


def run_mine(this: Round) -> int:
    """Run these families over a round and return how many hits there are."""
    hits = sum(len(list(c.run(s, this.context(code)))) for c in CHECKS for code, s in this.submissions.items())
    return hits + sum(len(list(check.run(this, briefs_of(this)))) for check in ROUND_CHECKS)


def origin(tab: str, column: int) -> CellOrigin:
    return CellOrigin("book", Place(tab, 5, column))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_it_says_what_the_corpus_wants_and_nothing_else(case: Case) -> None:
    wanted = [(case.code, case.value)] if case.code else []
    assert [(f.code, f.suggestion) for f in said(case)] == wanted


def test_the_corpus_is_large_and_mostly_right() -> None:
    right = [case for case in CASES if not case.code]
    assert len(CASES) >= 120
    assert len(right) > len(CASES) / 2
    assert len({case.text + case.notes for case in CASES}) == len(CASES)


def test_precision_and_recall_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures for CI; a change that lowers either fails here and names the sentence above."""
    wrong = [case for case in CASES if case.code]
    hits = sum(any(f.code == case.code for f in said(case)) for case in wrong)
    alarms = sum(f.code != case.code for case in CASES for f in said(case))
    with capsys.disabled():
        print(f"\ndocuments, periods, language: {len(CASES)} cases, {hits}/{len(wrong)} found, {alarms} false alarms")
    assert (hits, alarms) == (len(wrong), 0)
