"""Which spreadsheets have to be read: changed ones, those just touched, and all of them once a day."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets.google.listing import Listing, Seen
from sheets.google.transport import Client, list_changed
from tests.google.conftest import Time
from tests.google_fake.service import Google

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"
MINUTE = 60.0


def seen(listing: Listing) -> dict[str, Seen]:
    """What a round keeps that lists, and then reads all that has changed."""
    return {file.id: Seen(file.modified, listing.at) for file in listing.files.values()}


def test_what_was_never_read_is_read(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    assert list_changed(client, {}).changed == {ID}


def test_what_was_read_when_it_had_lain_still_is_not_read_again(google: Google, client: Client, time: Time) -> None:
    google.create(ID, "QLCN 2024")
    time.at += 11 * MINUTE
    first = list_changed(client, {})
    time.at += 60 * MINUTE
    assert list_changed(client, seen(first)).changed == frozenset()


def test_what_was_touched_just_before_its_reading_is_read_once_more(google: Google, client: Client, time: Time) -> None:
    google.create(ID, "QLCN 2024")
    time.at += 9 * MINUTE
    first = list_changed(client, {})
    time.at += 60 * MINUTE
    second = list_changed(client, seen(first))
    assert second.changed == {ID}
    time.at += 60 * MINUTE
    assert list_changed(client, seen(second)).changed == frozenset()


def test_a_clock_of_ours_that_is_ahead_does_not_eat_up_the_margin(google: Google, client: Client, time: Time) -> None:
    google.create(ID, "QLCN 2024")
    time.off = 4 * MINUTE
    time.at += 7 * MINUTE
    first = list_changed(client, {})
    time.at += 60 * MINUTE
    assert list_changed(client, seen(first)).changed == {ID}


def test_a_change_that_drive_lists_minutes_late_is_not_missed(google: Google, client: Client, time: Time) -> None:
    google.lag = dt.timedelta(minutes=4)
    book = google.create(ID, "QLCN 2024")
    time.at += 60 * MINUTE
    first = list_changed(client, {})
    time.at += 1
    google.touch(book)  # after our reading
    time.at += 2 * MINUTE
    known = seen(first)
    assert list_changed(client, known).changed == frozenset()  # Drive does not know yet
    time.at += 3 * MINUTE
    assert list_changed(client, known).changed == {ID}


def test_once_a_day_everything_is_read(google: Google, client: Client, time: Time) -> None:
    google.create(ID, "QLCN 2024")
    time.at += 11 * MINUTE
    known = seen(list_changed(client, {}))
    time.at += 24 * 60 * MINUTE
    assert list_changed(client, known).changed == {ID}


@pytest.mark.parametrize("role", ["reader", "writer"])
def test_the_listing_knows_whether_we_may_write(google: Google, client: Client, role: str) -> None:
    google.create(ID, "QLCN 2024", role=role)
    assert list_changed(client, {}).files[ID].can_edit is (role == "writer")


def test_a_sheet_of_another_account_is_not_listed(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024", role="")
    assert list_changed(client, {}).files == {}
