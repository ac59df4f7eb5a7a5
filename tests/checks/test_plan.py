"""Items of earlier plans that no longer stand in the form."""

from __future__ import annotations

import pytest

from tests.checks.builders import found
from tests.checks.examples.plan import OPEN, carried


@pytest.mark.parametrize("result", ["Đang thực hiện", "Chuyển kỳ sau", ""])
def test_an_item_left_open_a_month_ago_is_missed(result: str) -> None:
    january = f"## Kế hoạch\n| Nội dung |\n{OPEN.format(result)}"
    assert len(found(carried("", january), "plan-lost")) == 1
