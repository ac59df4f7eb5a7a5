"""Rows that announce, and the rows below them: sums and names that reach over the paragraphs of a sheet."""

from __future__ import annotations

import re

import pytest

from sync.checks.run import check_round
from tests.checks.builders import Sheet, round_of
from tests.prose.corpus import ROOT

CORPUS = ROOT / "tests" / "prose" / "cases_rows.md"
LINE = re.compile(r"- (?P<text>.+?)(?: ⇒ (?P<code>[a-z-]+)(?: → (?P<value>.+))?)?")
SECTION = "Hoạt động của đơn vị sự nghiệp"
CODES = {"sum-of-parts", "part-over-whole", "stock-in-text", "count-against-list", "count-against-rows"}
CASES = [found for line in CORPUS.read_text(encoding="utf-8").splitlines() if (found := LINE.fullmatch(line))]


def said(text: str) -> list[tuple[str, str | None]]:
    """Return what the checks of sentences say of a sheet with these rows."""
    rows = "".join(
        f"| {SECTION} | Gạch đầu dòng | {row.replace(' ⏎ ', '⏎')} |\n" for row in text.removeprefix("- ").split(" ¶ ")
    )
    sheet = Sheet(f"## Kết quả\n| Mục | Trình bày | Nội dung |\n{rows}")
    return [(f.code, f.suggestion) for f in check_round(round_of(sheet)) if f.code in CODES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_it_says_what_the_corpus_wants_and_nothing_else(case: re.Match[str]) -> None:
    assert said(case["text"]) == ([(case["code"], case["value"])] if case["code"] else [])


def test_what_is_right_is_the_most_of_it() -> None:
    assert sum(not case["code"] for case in CASES) > len(CASES) / 2
