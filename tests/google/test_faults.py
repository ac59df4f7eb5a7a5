"""What goes wrong on the way: how often is tried, how long is waited, and that the end is as if all had gone well."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sheets.google.answers import Answer
from sheets.google.errors import GoogleCode, GoogleError
from sheets.google.transport import Client, batch_update, list_changed, read_spreadsheet
from tests.google.conftest import Time
from tests.google_fake.faults import Fault, How, On
from tests.google_fake.reading import told
from tests.google_fake.service import Google

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"
TAB, PROTECTED, METADATA = 11, 22, 33

TAB_ADDED: Answer = {"addSheet": {"properties": {"sheetId": TAB, "title": "Ý kiến rà soát"}}}
CELLS: Answer = {
    "updateCells": {
        "start": {"sheetId": TAB, "rowIndex": 0, "columnIndex": 0},
        "rows": [
            {"values": [{"userEnteredValue": {"stringValue": "=1+1"}}, {"userEnteredValue": {"numberValue": 147}}]}
        ],
        "fields": "userEnteredValue",
    }
}
PROTECTION: Answer = {
    "addProtectedRange": {
        "protectedRange": {"protectedRangeId": PROTECTED, "range": {"sheetId": TAB}, "warningOnly": True}
    }
}
IDENTITY: Answer = {
    "createDeveloperMetadata": {
        "developerMetadata": {
            "metadataId": METADATA,
            "metadataKey": "baocao",
            "metadataValue": "QLCN-2024-01",
            "visibility": "DOCUMENT",
            "location": {"sheetId": TAB},
        }
    }
}
EVERYTHING = [TAB_ADDED, CELLS, PROTECTION, IDENTITY]

FIRST_WAIT = 2.0  # with no chance: the shortest that the rule allows
WAITS = [2.0, 4.0, 8.0, 16.0, 32.0]
PASSING: list[tuple[How, int]] = [("status", 503), ("status", 500), ("html", 502), ("half", 200), ("drop", 0)]


def state(google: Google, spreadsheet: str = ID) -> Mapping[str, Any]:
    """All that a reading of the whole spreadsheet tells."""
    return told(google.spreadsheets[spreadsheet], None, grid=True)


def written(client: Client, spreadsheet: str = ID) -> list[Answer]:
    """Read what stands there; return what of EVERYTHING is still to be written."""
    fields = "sheets(properties/sheetId,protectedRanges/protectedRangeId,developerMetadata/metadataId)"
    found = read_spreadsheet(client, spreadsheet, fields=fields)
    sheets: Any = found.get("sheets", [])
    tab = next((one for one in sheets if one["properties"]["sheetId"] == TAB), None)
    rest = [] if tab else [TAB_ADDED]
    rest.append(CELLS)  # writing the same cells twice does no harm
    if not any(one["protectedRangeId"] == PROTECTED for one in (tab or {}).get("protectedRanges", [])):
        rest.append(PROTECTION)
    if not any(one["metadataId"] == METADATA for one in (tab or {}).get("developerMetadata", [])):
        rest.append(IDENTITY)
    return rest if len(rest) > 1 else []


@pytest.fixture
def wanted(google: Google) -> Mapping[str, Any]:
    """The state after a run without faults."""
    from tests.google_fake.batch import batch_update as carried_out
    from tests.google_fake.desk import Desk

    before = google.create(ID, "QLCN 2024")
    after, _ = carried_out(
        before, [dict(one) for one in EVERYTHING], Desk(google.account.address, google.owner, google.fresh)
    )
    return told(after, None, grid=True)


@pytest.mark.parametrize(("how", "status"), PASSING)
def test_a_reading_that_fails_once_is_tried_again(
    google: Google, client: Client, time: Time, how: How, status: int
) -> None:
    google.create(ID, "QLCN 2024")
    google.faults.add(Fault(how, "sheets_read", status=status))
    assert read_spreadsheet(client, ID)["spreadsheetId"] == ID
    assert (google.calls["sheets_read"], time.waits) == (2, [FIRST_WAIT])


@pytest.mark.parametrize(("how", "status"), PASSING)
def test_a_listing_that_fails_once_is_tried_again(
    google: Google, client: Client, time: Time, how: How, status: int
) -> None:
    google.create(ID, "QLCN 2024")
    google.faults.add(Fault(how, "drive", status=status))
    assert list_changed(client, {}).changed == {ID}
    assert (google.calls["drive"], time.waits) == (2, [FIRST_WAIT])


@pytest.mark.parametrize(("how", "status"), [*PASSING, ("status", 429)])
def test_a_token_that_fails_once_is_asked_for_again(
    google: Google, client: Client, time: Time, how: How, status: int
) -> None:
    google.create(ID, "QLCN 2024")
    google.faults.add(Fault(how, "token", status=status))
    assert read_spreadsheet(client, ID)["spreadsheetId"] == ID
    assert (google.calls["token"], google.calls["sheets_read"], time.waits) == (2, 1, [FIRST_WAIT])


@pytest.mark.parametrize("effect", [False, True], ids=["refused", "took effect"])
@pytest.mark.parametrize(("how", "status"), PASSING)
def test_a_write_whose_answer_is_lost_is_looked_at_before_the_rest_is_sent(
    google: Google, client: Client, time: Time, wanted: object, how: How, status: int, effect: bool
) -> None:
    google.faults.add(Fault(how, "sheets_write", status=status, effect=effect))
    batch_update(client, ID, EVERYTHING, lambda: written(client))
    assert state(google) == wanted
    assert (google.calls["sheets_write"], google.calls["sheets_read"]) == (1 if effect else 2, 1)
    assert time.waits == [FIRST_WAIT]


@pytest.mark.parametrize("on", ["sheets_read", "sheets_write", "token"])
def test_a_slow_answer_is_not_waited_for(
    google: Google, connect: Callable[..., Client], time: Time, wanted: object, on: On
) -> None:
    client = connect(answer_in=0.3)
    google.faults.add(Fault("slow", on, effect=on == "sheets_write"))
    read_spreadsheet(client, ID)
    batch_update(client, ID, EVERYTHING, lambda: written(client))
    assert state(google) == wanted
    assert time.waits == [FIRST_WAIT]


def test_a_write_that_was_over_quota_was_not_carried_out_and_is_sent_again_without_a_look(
    google: Google, client: Client, time: Time, wanted: object
) -> None:
    google.faults.add(Fault("status", "sheets_write", status=429, reason="RESOURCE_EXHAUSTED"))
    batch_update(client, ID, EVERYTHING, lambda: written(client))
    assert state(google) == wanted
    assert (google.calls["sheets_write"], google.calls["sheets_read"], time.waits) == (2, 0, [FIRST_WAIT])


def test_a_lost_write_that_arrives_only_after_the_look_is_looked_at_once_more(
    google: Google, client: Client, wanted: object
) -> None:
    google.faults.add(Fault("drop", "sheets_write"))

    def looked() -> list[Answer]:
        rest = written(client)
        if google.calls["sheets_read"] == 1:  # now the first write comes through
            assert rest == EVERYTHING
            late = Client(client.key, client.clock, client.session)
            batch_update(late, ID, EVERYTHING, lambda: written(client))
        return rest

    batch_update(client, ID, EVERYTHING, looked)
    assert state(google) == wanted


@pytest.mark.parametrize(("how", "status"), PASSING)
@pytest.mark.parametrize("on", ["token", "drive", "sheets_read"])
def test_what_does_not_pass_is_given_up_after_six_tries_and_62_seconds(
    google: Google, client: Client, time: Time, how: How, status: int, on: On
) -> None:
    google.faults.add(Fault(how, on, status=status, times=6))
    with pytest.raises(GoogleError) as failed:
        list_changed(client, {}) if on == "drive" else read_spreadsheet(client, ID)
    assert failed.value.code in {"google-unavailable", "google-network"}
    assert (google.calls[on], time.waits) == (6, WAITS)


def test_a_write_that_is_lost_each_time_is_given_up_as_unclear(google: Google, client: Client, time: Time) -> None:
    google.create(ID, "QLCN 2024")
    google.faults.add(Fault("drop", "sheets_write", times=6))
    with pytest.raises(GoogleError) as failed:
        batch_update(client, ID, EVERYTHING, lambda: written(client))
    assert failed.value.unclear
    assert (google.calls["sheets_write"], google.calls["sheets_read"], time.waits) == (6, 5, WAITS)


def test_a_write_for_which_no_token_came_was_surely_not_carried_out(google: Google, client: Client) -> None:
    google.faults.add(Fault("drop", "token", times=6))
    with pytest.raises(GoogleError) as failed:
        batch_update(client, ID, EVERYTHING, lambda: written(client))
    assert not failed.value.unclear
    assert dict(google.calls) == {"token": 6}


def test_a_lost_write_that_cannot_be_looked_at_stays_unclear(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    google.faults.add(Fault("drop", "sheets_write"), Fault("status", "sheets_read", status=404))
    with pytest.raises(GoogleError) as failed:
        batch_update(client, ID, EVERYTHING, lambda: written(client))
    assert failed.value.code == "google-not-found"
    assert failed.value.unclear


@pytest.mark.parametrize("status", [200, 302, 403, 404])
def test_a_page_of_a_network_that_wants_a_login_is_no_answer_of_google(
    google: Google, client: Client, time: Time, status: int
) -> None:
    google.faults.add(Fault("html", "sheets_read", status=status, times=6, headers={"Location": "http://wifi.example"}))
    with pytest.raises(GoogleError) as failed:
        read_spreadsheet(client, ID)
    assert failed.value.code == "google-unavailable"
    assert time.waits == WAITS


@pytest.mark.parametrize(
    ("status", "code"), [(400, "google-refused"), (403, "google-not-shared"), (404, "google-not-found")]
)
def test_a_refusal_is_never_tried_again(
    google: Google, client: Client, time: Time, status: int, code: GoogleCode
) -> None:
    google.faults.add(Fault("status", "sheets_read", status=status))
    with pytest.raises(GoogleError) as failed:
        read_spreadsheet(client, ID)
    assert (failed.value.code, google.calls["sheets_read"], time.waits) == (code, 1, [])


@pytest.mark.parametrize("reason", ["userRateLimitExceeded", "rateLimitExceeded"])
def test_drive_says_403_for_too_many_calls(google: Google, client: Client, time: Time, reason: str) -> None:
    google.faults.add(Fault("status", "drive", status=403, reason=reason))
    list_changed(client, {})
    assert (google.calls["drive"], time.waits) == (2, [FIRST_WAIT])


@pytest.mark.parametrize(
    ("reason", "code"),
    [("storageQuotaExceeded", "google-storage-full"), ("dailyLimitExceeded", "google-quota")],
)
def test_what_no_minute_mends_is_not_tried_again(
    google: Google, client: Client, time: Time, reason: str, code: GoogleCode
) -> None:
    google.faults.add(Fault("status", "drive", status=403, reason=reason))
    with pytest.raises(GoogleError) as failed:
        list_changed(client, {})
    assert (failed.value.code, google.calls["drive"], time.waits) == (code, 1, [])


@pytest.mark.parametrize("asked", ["90", "Mon, 29 Jan 2024 03:48:10 GMT"])
def test_the_wait_that_google_asks_for_is_the_wait(google: Google, client: Client, time: Time, asked: str) -> None:
    google.create(ID, "QLCN 2024")
    google.faults.add(Fault("status", "sheets_read", status=429, headers={"Retry-After": asked}))
    read_spreadsheet(client, ID)
    assert time.waits == [90.0]


def test_nobody_waits_longer_than_five_minutes(google: Google, client: Client, time: Time) -> None:
    google.faults.add(Fault("status", "sheets_read", status=503, headers={"Retry-After": "301"}))
    with pytest.raises(GoogleError):
        read_spreadsheet(client, ID)
    assert (google.calls["sheets_read"], time.waits) == (1, [])


def test_a_token_that_google_forgot_is_fetched_anew_once(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    read_spreadsheet(client, ID)
    google.tokens.forget()
    read_spreadsheet(client, ID)
    assert (google.calls["token"], google.calls["sheets_read"]) == (2, 3)


def test_where_all_of_google_is_away_a_round_of_200_sheets_ends_all_the_same(
    google: Google, client: Client, time: Time
) -> None:
    tries = 29 * 6 + 2 + 170  # 29 sheets take 62 s each, then the half hour is used up
    google.faults.add(Fault("html", "sheets_read", status=502, times=tries))
    for _ in range(200):
        with pytest.raises(GoogleError):
            read_spreadsheet(client, ID)
    assert google.calls["sheets_read"] == tries
    assert time.at < 2100


def test_one_sheet_that_fails_leaves_the_others_alone(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    google.create("2-other-division-000000000", "QLKH 2024")
    google.faults.add(Fault("status", "sheets_read", times=6, spreadsheet=ID))
    with pytest.raises(GoogleError):
        read_spreadsheet(client, ID)
    assert read_spreadsheet(client, "2-other-division-000000000")["spreadsheetId"] == "2-other-division-000000000"


@pytest.mark.parametrize("seed", range(20))
def test_a_round_of_twelve_sheets_under_faults_ends_as_one_without(
    google: Google, client: Client, wanted: Mapping[str, Any], seed: int
) -> None:
    """Nothing is lost, nothing stands twice; four threads share the client, as a round does."""
    chance = random.Random(seed)
    ids = [f"division-{n:020}" for n in range(12)]
    for spreadsheet in ids:
        google.create(spreadsheet, "QLCN 2024")
    hows: list[How] = ["status", "html", "half", "drop"]
    ons: list[On] = ["token", "drive", "sheets_read", "sheets_write"]
    for on in [on for on in ons for _ in range(chance.randint(1, 4))]:  # fewer of a kind than one call has tries
        how, status = chance.choice(hows), chance.choice([429, 500, 502, 503])
        effect = status != 429 and chance.random() < 0.5
        google.faults.add(Fault(how, on, status=status, skip=chance.randint(0, 3), effect=effect))

    def one(spreadsheet: str) -> None:
        batch_update(client, spreadsheet, written(client, spreadsheet), lambda: written(client, spreadsheet))

    listed = list_changed(client, {})
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, sorted(listed.changed - {ID})))
    for spreadsheet in ids:
        assert {**state(google, spreadsheet), "spreadsheetId": "", "spreadsheetUrl": ""} == {
            **wanted,
            "spreadsheetId": "",
            "spreadsheetUrl": "",
        }
    google.faults.clear()


def test_what_gspread_itself_asks_goes_the_same_way(google: Google, client: Client, time: Time) -> None:
    google.create(ID, "QLCN 2024")
    google.faults.add(Fault("html", "sheets_read", status=502))
    assert client.fetch_sheet_metadata(ID)["properties"]["title"] == "QLCN 2024"
    assert (client.calls.sheets_read, time.waits) == (2, [FIRST_WAIT])
