"""Google fails, or the service dies, at some request: the end is as without, nothing stands twice (samples).

`python -m tests.faults.online faults`, `dead`, `broken-off` and `forty` take every kind and every request.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import online
from tests.faults.googlekinds import KINDS
from tests.google_fake.oauth import Account


@pytest.fixture(scope="module")
def account() -> Account:
    return Account()


def test_a_fault_at_the_first_second_and_last_request_of_each_kind_leaves_no_trace(
    tmp_path: Path, account: Account
) -> None:
    some = {"half, done": KINDS["half, done"]}
    assert online.measure_faults(tmp_path, account, print, some) == 12


def test_what_stays_dead_is_given_up_in_time_and_stops_no_other_sheet(tmp_path: Path, account: Account) -> None:
    some = {"429, wait 90 s": KINDS["429, wait 90 s"]}
    assert online.measure_dead(tmp_path, account, print, some) == 4


def test_a_round_that_died_at_a_request_is_done_once_when_it_is_repeated(tmp_path: Path, account: Account) -> None:
    assert online.measure_broken_off(tmp_path, account, print, every=5) >= 6


@pytest.mark.slow
def test_forty_changed_sheets_stay_within_googles_minutes(tmp_path: Path, account: Account) -> None:
    online.measure_forty(tmp_path, account, print)
