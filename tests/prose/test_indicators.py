"""Numbers of a sentence against the division's own figures: this month's, the year's so far, and last month's."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from sync.checks.run import check_round
from tests.checks.builders import Sheet, round_of
from tests.prose.corpus import ROOT

CORPUS = ROOT / "tests" / "prose" / "cases_indicators.md"
LINE = re.compile(r"- \[(?P<figures>[^\]]*)\] (?P<text>.+?)(?: ⇒ (?P<code>[a-z-]+)(?: → (?P<value>.+))?)?")
SECTION = "Hoạt động của đơn vị sự nghiệp"
SPEAK_OF_SENTENCES = {
    *("sum-of-parts", "part-over-whole", "stock-in-text", "stock-over-months", "rate-against-ratio", "ratio-over-one"),
    "shares-of-whole",
    *("figure-against-indicator", "cumulative-in-text", "change-in-text", "plan-share-in-text"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the figures of its month and of the month before, and what is to be said ("" = nothing)."""

    text: str
    now: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...]
    code: str
    value: str | None


def read_cases() -> tuple[Case, ...]:
    """Return the cases of the corpus."""
    found = (LINE.fullmatch(line) for line in CORPUS.read_text(encoding="utf-8").splitlines())
    return tuple(_case(match) for match in found if match)


def _case(match: re.Match[str]) -> Case:
    told = [pair.split() for pair in match["figures"].split(";") if pair.strip()]
    now = tuple((pair[0], pair[1]) for pair in told if len(pair) == 2)
    before = tuple((pair[1], pair[2]) for pair in told if len(pair) == 3 and pair[0] == "trước")
    assert len(now) + len(before) == len(told), match[0]
    return Case(match["text"], now, before, match["code"] or "", match["value"])


def said(case: Case) -> list[tuple[str, str | None]]:
    """Return what the checks of sentences say of a case."""
    rows = f"## Kết quả\n| Mục | Trình bày | Nội dung |\n| {SECTION} | Gạch đầu dòng | {case.text} |\n"
    sheet = Sheet(rows + _figures(case.now), period="2024-02", before={"2024-01": _figures(case.before)})
    found = check_round(round_of(sheet))
    return [(f.code, f.suggestion) for f in found if f.code in SPEAK_OF_SENTENCES]


def _figures(told: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(f"| {code} | {value} |\n" for code, value in told)
    return f"## Chỉ tiêu\n| Mã | Trong tháng |\n{rows}"


CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_it_says_what_the_corpus_wants_and_nothing_else(case: Case) -> None:
    wanted = [(case.code, case.value)] if case.code else []
    assert said(case) == wanted


def test_what_is_right_is_the_most_of_it() -> None:
    assert sum(not case.code for case in CASES) > len(CASES) / 2


def test_a_breakdown_that_names_its_parts_in_short_is_held_against_each_part() -> None:
    told = "Kiểm định 147 phương tiện đo (143 phương tiện đo đạt, 04 phương tiện đo không đạt)."
    wrong = Case(told, (("PTD", "147"), ("PTD-DAT", "134"), ("PTD-HONG", "13")), (), "figure-against-indicator", None)
    assert said(wrong) == [("figure-against-indicator", "134"), ("figure-against-indicator", "13")]


def test_a_part_that_says_the_figure_of_the_whole_does_not_hide_that_the_whole_is_wrong() -> None:
    told = "Đã kiểm định 160 phương tiện đo, đã đánh giá 147 phương tiện đo đạt, 13 phương tiện đo không đạt."
    wrong = Case(told, (("PTD", "147"), ("PTD-DAT", "134"), ("PTD-HONG", "13")), (), "figure-against-indicator", None)
    assert said(wrong) == [("figure-against-indicator", "147")]
