"""A text of hundreds of line breaks, blanks or days is checked in no more time than its length asks for."""

from __future__ import annotations

import time

import pytest

from sync.checks.documents import document_far
from sync.checks.gone import days_over_in_plan
from sync.checks.periods import period_in_text
from sync.model.records import Submission
from tests.prose.corpus import activity, context

LETTER = "gửi Sở Tài chính tại Công văn số 12/SKHCN-VP ngày 03/05/2022. "


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 2000 + LETTER,
        "Trình. " + "\n" * 2000 + LETTER * 10,
        "." + " " * 5000 + LETTER,
        "\n" * 4000 + "nghiệm thu đề tài tháng 11/2023",
        "Trong tháng 12/2023, đơn vị đã kiểm tra. " * 200,
    ],
    ids=["line breaks", "line breaks and letters", "blanks", "line breaks before a month", "months"],
)
def test_a_long_text_is_soon_checked(text: str) -> None:
    submission = Submission("QLCN", context().period, "book", 1, activities=(activity(text),))
    begun = time.process_time()
    for check in (document_far, period_in_text):
        list(check(submission, context()))
    assert time.process_time() - begun < 2


def test_hundreds_of_days_in_a_plan_are_all_told_at_once() -> None:
    text = "Kiểm tra các cơ sở vào ngày 10/10/2023. " * 900
    begun = time.process_time()
    told = list(days_over_in_plan(text, context().period, ()))
    assert len(told) == 900
    assert time.process_time() - begun < 0.5
