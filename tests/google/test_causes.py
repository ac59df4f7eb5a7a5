"""Why Google did not do it: each cause that an office can meet has its own code, and its own sentence."""

from __future__ import annotations

import re
import socket
from typing import get_args

import pytest

from sheets.google.answers import Answer, problem
from sheets.google.errors import GoogleCode, GoogleError
from sheets.google.links import spreadsheet_id
from sheets.google.transport import Client, batch_update, list_changed, look, read_spreadsheet
from sync.model.messages import sentence
from sync.model.messages.google import GOOGLE
from tests.google.conftest import Time
from tests.google_fake.faults import Fault
from tests.google_fake.origins import session
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import new_tab

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def nothing() -> list[Answer]:
    raise AssertionError("a refusal is clear: there is nothing to look at")


def refused(client: Client, *requests: Answer) -> GoogleError:
    """Return why these requests were not carried out, or why the spreadsheet could not be read."""
    with pytest.raises(GoogleError) as failed:
        batch_update(client, ID, requests, nothing) if requests else read_spreadsheet(client, ID)
    assert not failed.value.unclear
    return failed.value


def text(value: str, sheet: int = 0) -> Answer:
    cell: Answer = {"userEnteredValue": {"stringValue": value}}
    return {
        "updateCells": {
            "start": {"sheetId": sheet, "rowIndex": 0, "columnIndex": 0},
            "rows": [{"values": [cell]}],
            "fields": "userEnteredValue",
        }
    }


@pytest.mark.parametrize("reason", ["domainPolicy", "insufficientPermissions", "somethingNew"])
def test_what_drive_forbids_the_account_is_not_told_of_a_spreadsheet(
    google: Google, client: Client, reason: str
) -> None:
    google.faults.add(Fault("status", "drive", status=403, reason=reason))
    with pytest.raises(GoogleError) as failed:
        list_changed(client, {})
    assert failed.value.code == "google-not-allowed"
    what, action = sentence("google-not-allowed", {"account": google.account.address})
    assert google.account.address in what
    assert "Bảng tính “" not in what + action


def test_an_organisation_may_forbid_it_at_the_spreadsheet_too() -> None:
    body = b'{"error": {"code": 403, "message": "No.", "details": [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}'
    assert problem(403, {}, body, "sheets_read").code == "google-not-allowed"
    assert problem(403, {}, body, "sheets_write").code == "google-not-allowed"


def test_not_shared_names_the_address_to_share_with(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024", role="")
    error = refused(client)
    assert error.code == "google-not-shared"
    what, action = sentence(error.code, error.facts | {"sheet": "“QLCN 2024”"})
    assert google.account.address in what
    assert google.account.address in action


def test_shared_for_reading_alone_is_told_when_we_write(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024", role="reader")
    read_spreadsheet(client, ID)
    assert refused(client, text("x")).code == "google-read-only"
    assert not look(client, ID).can_edit


def test_a_wrong_link_or_a_deleted_file(client: Client) -> None:
    assert refused(client).code == "google-not-found"


def test_what_lies_in_the_bin_is_told_by_the_listing_and_is_not_read(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024").trashed = True
    listing = list_changed(client, {})
    assert listing.files[ID].unfit == "google-in-bin"
    assert listing.changed == frozenset()


def test_an_excel_file_in_drive_is_told_by_the_listing_and_by_a_reading(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024.xlsx").mime = XLSX
    assert list_changed(client, {}).files[ID].unfit == "google-office-file"
    assert refused(client).code == "google-office-file"


def test_a_document_is_told_by_a_look(google: Google, client: Client) -> None:
    google.create(ID, "Báo cáo").mime = "application/vnd.google-apps.document"
    assert look(client, ID).unfit == "google-other-file"


def test_no_network(client: Client, time: Time) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with session(f"http://127.0.0.1:{port}") as nowhere:
        away = Client(client.key, client.clock, nowhere)
        error = refused(away, text("x"))  # nothing was sent, so a write is tried again like a reading
    assert error.code == "google-network"
    assert len(time.waits) == 5


def test_a_quota_that_is_gone_for_good(google: Google, client: Client) -> None:
    google.faults.add(Fault("status", "sheets_read", times=6, status=429))
    assert refused(client).code == "google-quota"


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_wrong_clock_is_told_with_its_minutes(google: Google, client: Client, time: Time, hours: int) -> None:
    time.off = hours * 3600
    error = refused(client)
    assert (error.code, error.facts["minutes"]) == ("google-clock", "120")
    assert (google.calls["token"], google.calls["sheets_read"]) == (1, 0)


def test_a_clock_that_is_a_minute_wrong_is_no_matter(google: Google, client: Client, time: Time) -> None:
    google.create(ID, "QLCN 2024")
    time.off = 60
    read_spreadsheet(client, ID)


def test_a_key_that_was_revoked(google: Google, client: Client) -> None:
    google.account.revoked = True
    assert refused(client).code == "google-key-revoked"
    assert google.calls["token"] == 1


def test_an_account_that_is_gone(google: Google, client: Client) -> None:
    google.account.gone = True
    assert refused(client).code == "google-account-gone"


def test_a_service_that_is_not_enabled(google: Google, client: Client) -> None:
    google.faults.add(Fault("status", "drive", status=403, reason="accessNotConfigured"))
    with pytest.raises(GoogleError) as failed:
        list_changed(client, {})
    assert failed.value.code == "google-api-off"


def test_a_tab_that_was_deleted(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    assert refused(client, text("x", sheet=5)).code == "google-tab-gone"
    assert refused(client, {"deleteSheet": {"sheetId": 5}}).code == "google-tab-gone"


def test_a_range_that_its_owner_protected_against_us(google: Google, client: Client) -> None:
    book = google.create(ID, "QLCN 2024")
    book.tabs[0].protected.append(
        {"protectedRangeId": 1, "range": {"sheetId": 0}, "editors": {"users": [google.owner]}}
    )
    assert refused(client, text("x")).code == "google-protected"


def test_more_than_ten_million_cells(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024").tabs.append(new_tab(1, "đầy", rows=390_000, columns=25))
    grid: Answer = {"rowCount": 100_000, "columnCount": 26}
    assert refused(client, {"addSheet": {"properties": {"gridProperties": grid}}}).code == "google-too-many-cells"


def test_a_cell_of_more_than_50_000_characters(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    batch_update(client, ID, [text("ô" * 50_000)], nothing)
    assert refused(client, text("ô" * 50_001)).code == "google-cell-too-long"


def test_anything_else_that_google_refuses_is_our_own_fault(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    same_name: Answer = {"addSheet": {"properties": {"title": "Trang tính1"}}}
    assert refused(client, same_name).code == "google-refused"


GOOD_LINKS = [
    ID,
    f"  {ID}\n",
    f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0",
    f"https://docs.google.com/spreadsheets/d/{ID}",
    f"docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing",
    f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit?gid=7#gid=7",
    f"https://drive.google.com/open?id={ID}&usp=drive_copy",
    f"https://drive.google.com/file/d/{ID}/view",
]


@pytest.mark.parametrize("link", GOOD_LINKS)
def test_the_links_that_people_copy(link: str) -> None:
    assert spreadsheet_id(link) == ID


@pytest.mark.parametrize(
    "link",
    [
        "",
        "QLCN",
        "https://docs.google.com/spreadsheets/u/0/",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vQabcdefghijklmnopqrstuvwxyz/pubhtml",
        f"https://example.org/spreadsheets/d/{ID}/edit",
        "https://forms.gle/abcdefghijklmnop",
    ],
)
def test_what_is_no_link_of_a_spreadsheet(link: str) -> None:
    with pytest.raises(GoogleError) as failed:
        spreadsheet_id(link)
    assert failed.value.code == "google-link"


FACTS: dict[str, str] = {
    "other": "QLKH",
    "tab": "Kết quả 2024-01",
    "account": "baocao@so.iam.gserviceaccount.com",
    "sheet": "“QLCN 2024”",
    "file": "khoa.json",
    "link": "abc",
    "minutes": "7",
}


@pytest.mark.parametrize("code", get_args(GoogleCode))
def test_every_cause_has_a_sentence_and_what_to_do(code: GoogleCode) -> None:
    what, action = sentence(code, FACTS)
    for told in (what, action):
        assert told[0].isupper() or told[0] == "“"
        assert told.endswith(".")
        assert not re.search(r"[{}]|\b(token|request|error|HTTP|JWT|batch)\b", told)
        assert all(len(part.split()) <= 30 for part in re.split(r"[.;] ", told))


def test_no_sentence_stands_without_a_cause() -> None:
    assert set(GOOGLE) == set(get_args(GoogleCode))
