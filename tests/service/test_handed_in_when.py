"""When a form was handed in: by its file's time, the division's machine's own, but never after it was read."""

from __future__ import annotations

import os

import pytest

from sync.model.duedates import today
from sync.work.collect import collect
from sync.work.overview import status
from tests.service.conftest import JANUARY, Bureau, moment


@pytest.mark.parametrize(
    ("saved", "read", "day", "late"),
    [
        ("18/01/2024 16:00", "18/01/2024 17:00", "2024-01-18", False),
        ("22/01/2024 08:00", "22/01/2024 09:00", "2024-01-22", True),
        ("18/01/2024 16:00", "22/01/2024 09:00", "2024-01-18", False),
        ("18/02/2025 16:00", "18/01/2024 17:00", "2024-01-18", False),
    ],
    ids=["in time", "late", "read late, since our machine was off", "its machine's clock runs a year ahead"],
)
def test_it_counts_when_the_form_was_saved(bureau: Bureau, saved: str, read: str, day: str, late: bool) -> None:
    os.utime(bureau.form("VP"), (moment(saved).timestamp(),) * 2)
    bureau.at(read)
    with bureau.office() as office:
        collect(office, JANUARY)
        row = next(each for each in status(office, JANUARY).divisions if each.division == "VP")
        when = row.submitted_at
        assert when is not None
        assert (today(lambda: when).isoformat(), row.late) == (day, late)
