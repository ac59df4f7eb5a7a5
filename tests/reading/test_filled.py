"""A sentence in which {MÃ} stands is read with its figure filled in, so that the numbers beside it are checked too."""

from __future__ import annotations

import pytest

from sync.checks.run import check_round
from tests.checks.builders import Sheet, round_of, submission_of

SECTION = "Hoạt động của đơn vị sự nghiệp"


def sheet(text: str) -> Sheet:
    return Sheet(f"## Kết quả\n| Mục | Trình bày | Nội dung |\n| {SECTION} | Gạch đầu dòng | {text} |")


def test_the_text_is_what_will_be_printed_and_knows_what_was_filled_in() -> None:
    (activity,) = submission_of(sheet("Kiểm định {PTD} phương tiện đo: {PTD-DAT} đạt.")).activities
    assert activity.text == "Kiểm định 147 phương tiện đo: 134 đạt."
    assert [activity.text[start:end] for start, end, _ in activity.filled] == ["147", "134"]
    assert [code for *_, code in activity.filled] == ["PTD", "PTD-DAT"]


def test_a_code_that_has_no_figure_stands_as_it_was_typed() -> None:
    (activity,) = submission_of(sheet("Kiểm định {XYZ} phương tiện đo.")).activities
    assert activity.text == "Kiểm định {XYZ} phương tiện đo."
    assert activity.filled == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kiểm định {PTD} phương tiện đo. Kết quả: 143 đạt, 13 không đạt.", "sum-of-parts"),
        ("Cập nhật 174 tiêu chuẩn, nâng tổng số tiêu chuẩn trong kho lên {TC}.", "figure-against-indicator"),
    ],
)
def test_a_wrong_number_beside_one_that_was_filled_in_is_found(text: str, code: str) -> None:
    assert code in [found.code for found in check_round(round_of(sheet(text)))]


def test_right_numbers_beside_it_raise_nothing() -> None:
    text = "Kiểm định {PTD} phương tiện đo. Kết quả: {PTD-DAT} đạt, 13 không đạt."
    assert [found.code for found in check_round(round_of(sheet(text)))] == []
