"""The same row twice, wherever rows are printed."""

from __future__ import annotations

import pytest

from tests.checks.builders import Sheet, said
from tests.checks.examples.twice import annex, planned, rows


@pytest.mark.parametrize(
    ("sheet", "places"),
    [
        (rows("Kiểm định cân. |", "Kiểm định cân. |", "Kiểm định cân. |"), ["Kết quả!C6", "Kết quả!C7"]),
        (rows("- Kiểm định cân.⏎- Kiểm định cân. |"), ["Kết quả!C5"]),
        (planned("Kiểm định cân.", "- Kiểm định cân"), ["Kế hoạch!A6"]),
        (annex("Mô hình nho | Tỉnh", "Mô hình táo | Tỉnh", "Mô hình nho | Tỉnh"), ["PL nhiệm vụ!A7"]),
    ],
)
def test_each_row_that_repeats_one_above_is_named(sheet: Sheet, places: list[str]) -> None:
    assert [place for place, _, _ in said(sheet, "row-twice")] == places
