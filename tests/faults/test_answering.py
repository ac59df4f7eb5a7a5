"""A fault of Google passes or stays: the client ends as without it, or gives up in time (samples of every kind).

`python -m tests.faults.answering` takes each kind at the first, second and last request of each kind.
"""

from __future__ import annotations

import pytest

from tests.faults import answering
from tests.faults.googlekinds import KINDS
from tests.google_fake.oauth import Account


@pytest.fixture(scope="module")
def account() -> Account:
    return Account()


@pytest.mark.parametrize("kind", ["504", "page 302", "dropped, done"])
def test_a_fault_at_the_first_second_and_last_request_of_each_kind_leaves_no_trace(account: Account, kind: str) -> None:
    assert answering.measure_faults(account, print, {kind: KINDS[kind]}) == 10


@pytest.mark.parametrize("kind", ["429, wait 90 s", "half, done"])
def test_what_stays_dead_is_given_up_in_time_and_stops_no_other_sheet(account: Account, kind: str) -> None:
    assert answering.measure_dead(account, print, {kind: KINDS[kind]}) == 4
