"""Days are told as the office's calendar has them, wherever a moment is kept in UTC."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sync.work.closing import lock
from sync.work.decide import DecisionError, accept, judge
from sync.work.office import Office
from sync.work.overview import status
from sync.work.spoken import said_of_status
from tests.work.offices import JANUARY

LATE_IN_THE_EVENING = dt.datetime(2024, 1, 18, 18, 30, tzinfo=dt.UTC)  # 01:30 of the 19th in Hà Nội


def test_status_tells_the_day_of_handing_in_as_people_there_lived_it(office: Office) -> None:
    told = status(office, JANUARY)
    row = replace(told.divisions[0], submitted_at=LATE_IN_THE_EVENING)
    line = next(one for one in said_of_status(replace(told, divisions=(row,))) if row.name in one)
    assert "19/01/2024" in line


def test_a_closed_period_says_since_which_day(office: Office) -> None:
    for each in judge(office, JANUARY).open_errors:
        accept(office, JANUARY, [each.id], "x")
    lock(replace(office, now=lambda: LATE_IN_THE_EVENING), JANUARY, "")
    with pytest.raises(DecisionError) as refused:
        lock(office, JANUARY, "")
    assert refused.value.facts["at"] == "19/01/2024"
