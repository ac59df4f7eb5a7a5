"""The words behind a number, quoted in a sentence to staff: whole phrases, never one cut in the middle."""

from __future__ import annotations

import pytest

from sync.reading.quantities import counted_words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("05 dự án đầu tư công", "dự án"),
        ("03 doanh nghiệp ngày 05/01/2024", "doanh nghiệp"),
        ("03 dự án có vốn nhà nước", "dự án"),
        ("147 phương tiện đo.", "phương tiện đo"),
        ("147 phương tiện đo tại các chợ", "phương tiện đo"),
        ("12 vụ vi phạm hành chính", "vụ"),
        ("12 hồ sơ đăng ký mới", "hồ sơ"),
        ("15 cơ sở, 3 chợ", "cơ sở"),
        ("12", ""),
        ("12, trong đó", ""),
    ],
)
def test_what_is_counted_is_quoted_as_a_whole(text: str, quoted: str) -> None:
    assert counted_words(text, 2 if text[2:3] in {" ", ",", ""} else 3) == quoted
