"""The corpus of right and wrong sentences with numbers: what is right raises nothing, a slip is found."""

from __future__ import annotations

import re

import pytest

from tests.prose.corpus import ROOT, Case, changed, read_cases, said
from tests.prose.edits import harmless

CASES = read_cases()
RIGHT = [case for case in CASES if not case.code]
WRONG = [case for case in CASES if case.code]
# Measured, and never lowered: precision of what is said of the corpus, recall of its slips, recall of seeded slips.
PRECISION, RECALL, SEEDED_RECALL = 1.0, 1.0, 0.99
HARMLESS_ALARMS = 1 / 18  # of harmless edits, at most this share may raise anything
SEEDS = range(3)
REPORT = ROOT / "tests" / "data" / "report-2024-01.txt"
RAISED = re.compile("[⁰¹²³⁴-⁹]+|[*]{2}")  # footnote marks, which are spans in a sheet


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_it_says_what_the_corpus_wants_and_nothing_else(case: Case) -> None:
    wanted = [(case.code, case.value)] if case.code else []
    assert [(code, hit.suggestion) for code, hit in said(case.text, case.notes)] == wanted


def test_the_corpus_is_large_and_mostly_right() -> None:
    assert len(CASES) >= 220
    assert len(RIGHT) >= 140
    assert len({case.text + case.notes for case in CASES}) == len(CASES)


def test_precision_and_recall_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures for CI; a change that lowers either fails here and names the sentence above."""
    hits = sum(any(code == case.code for code, _ in said(case.text, case.notes)) for case in WRONG)
    alarms = sum(code != case.code for case in CASES for code, _ in said(case.text, case.notes))
    precision, recall = hits / max(1, hits + alarms), hits / len(WRONG)
    with capsys.disabled():
        print(f"\nsentences: {len(CASES)} cases ({len(RIGHT)} right), precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= PRECISION
    assert recall >= RECALL


def test_a_seeded_slip_in_a_right_sentence_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    tried = [(text, case.notes, how) for seed in SEEDS for case in RIGHT for text, how in changed(case, seed)]
    missed = [(how, text) for text, notes, how in tried if not said(text, notes)]
    recall = 1 - len(missed) / len(tried)
    with capsys.disabled():
        print(f"\nsentences: {len(tried)} seeded slips, recall {recall:.3f}")
    assert recall >= SEEDED_RECALL, missed[:40]


def test_the_real_report_of_january_raises_only_its_real_slip() -> None:
    """ "03 hồ sơ … của 03 sản phẩm là cửa đi bằng kim loại, đá dăm": two are named."""
    lines = [RAISED.sub("", line) for line in REPORT.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [(code, line[:40]) for line in lines for code, _ in said(line)] == [
        ("count-against-list", "- Tiếp nhận, thẩm tra và cấp Thông báo c")
    ]


def test_a_harmless_edit_of_a_right_sentence_stays_silent(capsys: pytest.CaptureFixture[str]) -> None:
    tried = [(name, text, notes) for case in RIGHT for name, text, notes in harmless(case)]
    alarms = [(name, text, said(text, notes)[0][0]) for name, text, notes in tried if said(text, notes)]
    with capsys.disabled():
        print(f"\nsentences: {len(tried)} harmless edits, {len(alarms)} false alarms")
    assert len(alarms) <= len(tried) * HARMLESS_ALARMS, alarms[:40]
