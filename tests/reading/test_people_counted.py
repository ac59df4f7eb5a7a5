"""What is counted by "lượt" where an indicator's unit is "lượt người": people, and nothing else that comes and goes."""

from __future__ import annotations

import pytest

from sync.model.sentences import Quantity
from sync.reading.fitting import counts
from sync.reading.prose import read


def first(text: str) -> Quantity:
    return read(text).quantities[0]


@pytest.mark.parametrize(
    "text",
    [
        *("150 lượt người dự", "150 lượt nông dân", "150 lượt hội viên", "150 lượt đoàn viên", "150 lượt công chức"),
        *("150 lượt đồng bào", "150 lượt cán bộ, công chức", "150 lượt bệnh nhân", "150 lượt học sinh", "150 lượt"),
    ],
)
def test_visits_of_people_are_counted(text: str) -> None:
    assert counts(first(text), "lượt người")


@pytest.mark.parametrize(
    "text",
    [
        *("12 lượt đoàn kiểm tra", "03 lượt đồng ruộng", "20 lượt công trình", "02 lượt hội chợ", "14 lượt xe"),
        *("08 lượt học liệu", "150 nông dân"),
    ],
)
def test_visits_of_other_things_are_not(text: str) -> None:
    assert not counts(first(text), "lượt người")
