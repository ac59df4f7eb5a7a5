"""200 sheets stay inside Google's quota by waiting, whoever calls, and never by failing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.google.answers import Answer
from sheets.google.errors import GoogleError
from sheets.google.pacing import Clock, Kind, Pace
from sheets.google.retrying import Retrying, pause
from sheets.google.transport import Client, batch_update, list_changed, read_spreadsheet
from tests.google.conftest import Time
from tests.google_fake.faults import Fault
from tests.google_fake.service import Google

TITLE: Answer = {"updateSpreadsheetProperties": {"properties": {"title": "2024"}, "fields": "title"}}


def nothing() -> list[Answer]:
    raise AssertionError("nothing was lost")


@pytest.mark.parametrize("workers", [1, 4])
def test_200_sheets_are_read_and_written_without_one_refusal(
    google: Google, client: Client, time: Time, workers: int
) -> None:
    ids = [f"spreadsheet-{n:020}" for n in range(200)]
    for spreadsheet in ids:
        google.create(spreadsheet, spreadsheet)

    def one(spreadsheet: str) -> None:
        read_spreadsheet(client, spreadsheet, fields="spreadsheetId")
        batch_update(client, spreadsheet, [TITLE], nothing)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, ids))
    assert (google.calls["sheets_read"], google.calls["sheets_write"]) == (200, 200)
    assert 180 <= time.at < 250  # 50 at once, and 50 more in each minute after


def test_2_000_files_are_listed_in_two_calls_that_wait_for_nothing(google: Google, client: Client, time: Time) -> None:
    for n in range(2_000):
        google.create(f"spreadsheet-{n:020}", f"{n}")
    assert len(list_changed(client, {}).files) == 2_000
    assert (google.calls["drive"], time.waits) == (2, [])


def test_where_google_says_how_long_the_next_call_waits_too(google: Google, client: Client, time: Time) -> None:
    google.create("spreadsheet-00000000", "x")
    client.retrying = Retrying(client.clock, patience=0)  # the first call gives up at once
    google.faults.add(Fault("status", "sheets_read", status=429, headers={"Retry-After": "90"}))
    with pytest.raises(GoogleError):
        read_spreadsheet(client, "spreadsheet-00000000")
    batch_update(client, "spreadsheet-00000000", [TITLE], nothing)
    assert time.waits == []
    read_spreadsheet(client, "spreadsheet-00000000")
    assert time.waits == [90]


def test_nobody_waits_for_a_quota_that_comes_back_tomorrow(google: Google, client: Client, time: Time) -> None:
    google.create("spreadsheet-00000000", "x")
    google.faults.add(Fault("status", "sheets_read", status=429, headers={"Retry-After": "86400"}))
    with pytest.raises(GoogleError):
        read_spreadsheet(client, "spreadsheet-00000000")
    read_spreadsheet(client, "spreadsheet-00000000")
    assert time.waits == []


def test_two_clients_of_one_account_share_its_pace(google: Google, client: Client, time: Time) -> None:
    google.create("spreadsheet-00000000", "x")
    pace = Pace(client.clock)
    senders = [Client(client.key, client.clock, client.session, pace) for _ in range(2)]
    for sender in senders * 50:
        read_spreadsheet(sender, "spreadsheet-00000000", fields="spreadsheetId")
    assert time.at == 60


def test_where_another_program_uses_the_account_too_the_quota_is_outlived(google: Google, client: Client) -> None:
    google.create("spreadsheet-00000000", "x")
    began = google.now()
    google.faults.add(Fault("status", "sheets_read", status=429, times=5))
    read_spreadsheet(client, "spreadsheet-00000000")
    assert google.now() - began > 60


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from(["sheets_read", "sheets_write"])), max_size=60))
def test_no_minute_ever_holds_more_than_the_limit(steps: list[tuple[float, Kind]]) -> None:
    time = Time()
    pace = Pace(time.clock(), limit=5, window=60)
    sent: dict[Kind, list[float]] = {"sheets_read": [], "sheets_write": []}
    for later, kind in steps:
        time.at += later
        pace.take(kind)
        sent[kind].append(time.at)
    for times in sent.values():
        assert all(times[n + 5] - times[n] >= 60 - 1e-6 for n in range(len(times) - 5))


@given(st.integers(1, 12), st.floats(0, 1, exclude_max=True))
def test_waits_grow_are_spread_and_never_pass_64_seconds(tried: int, chance: float) -> None:
    longest = min(64, 2 ** (tried + 1))
    assert longest / 2 <= pause(tried, Clock(chance=lambda: chance)) <= longest
