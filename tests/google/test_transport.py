"""What a round does with Google when all goes well: a token, a listing, readings, one write."""

from __future__ import annotations

from sheets.google.transport import Calls, Client, batch_update, list_changed, read_spreadsheet
from tests.google_fake.service import Google

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"


def nothing() -> list[dict[str, str]]:
    raise AssertionError("nothing was lost, so nothing has to be looked at")


def test_a_listing_a_reading_and_a_write_cost_one_call_each(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    assert list_changed(client, {}).changed == {ID}
    read_spreadsheet(client, ID)
    batch_update(client, ID, [{"addSheet": {"properties": {"sheetId": 7, "title": "Kết quả"}}}], nothing)
    assert client.calls == Calls(drive=1, sheets_read=1, sheets_write=1)
    assert dict(google.calls) == {"token": 1, "drive": 1, "sheets_read": 1, "sheets_write": 1}
    assert [tab.id for tab in google.spreadsheets[ID].tabs] == [0, 7]
