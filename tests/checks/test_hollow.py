"""What people type where there is nothing to say."""

from __future__ import annotations

import pytest

from tests.checks.builders import Sheet, found
from tests.checks.examples.documents import row


@pytest.mark.parametrize("text", ["- ......", "…", "-", "- không", "- Không có", "KHÔNG PHÁT SINH", "Như trên.", "n/a"])
def test_a_row_that_says_nothing_is_told_in_results_and_plan(text: str) -> None:
    assert found(row(text), "nothing-said")
    assert found(Sheet(f"## Kế hoạch\n| Nội dung |\n| {text} |"), "nothing-said")


@pytest.mark.parametrize(
    "text", ["- 1. Kiểm định cân.", "1) Kiểm định cân.", "(2) Kiểm định cân.", "II. Kiểm định cân."]
)
def test_a_number_behind_the_dash_is_told(text: str) -> None:
    assert found(row(text), "numbered-by-hand")
