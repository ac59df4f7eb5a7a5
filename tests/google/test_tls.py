"""The client as an office runs it: a process of its own, real TLS, the office's proxy, nothing swapped inside."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.google_fake.faults import Fault
from tests.google_fake.oauth import Account
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.google_fake.tls import authority, proxying

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"
ROUND = f"""
import sys
from contextlib import closing
from pathlib import Path
from sheets.google.credentials import read_key
from sheets.google.errors import GoogleError
from sheets.google.pacing import Clock
from sheets.google.transport import Client, batch_update, list_changed, read_spreadsheet
with closing(Client(read_key(Path(sys.argv[1])), Clock(sleep=lambda _: None))) as client:
    title = {{"updateSpreadsheetProperties": {{"properties": {{"title": "đã ghi"}}, "fields": "title"}}}}
    try:
        print(sorted(list_changed(client, {{}}).changed))
        print(read_spreadsheet(client, "{ID}")["properties"]["locale"])
        batch_update(client, "{ID}", [title], lambda: [title])
    except GoogleError as error:
        print(error.code)
print(client.calls)
"""


@pytest.fixture
def google(account: Account) -> Iterator[Google]:
    made = Google(account=Account(account.address, account.private))
    made.create(ID, "QLCN 2024")
    yield made
    assert made.violations == []


def run(google: Google, folder: Path, *, trusted: bool) -> list[str]:
    """Run one small round in a process of its own; return what it printed."""
    ca, chain = authority(folder)
    key = folder / "khoa.json"
    key.touch(0o600)
    key.write_text(google.account.key_file("https://oauth2.googleapis.com/token"), encoding="utf-8")
    with serving(google) as address, proxying(chain, address) as proxy:
        env = {**os.environ, "HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "", "no_proxy": ""}
        env.pop("REQUESTS_CA_BUNDLE", None)
        env.pop("CURL_CA_BUNDLE", None)
        netrc = folder / "netrc"
        netrc.touch(0o600)
        netrc.write_text("default login somebody password else\n", encoding="utf-8")
        env["NETRC"] = str(netrc)
        if trusted:
            env["REQUESTS_CA_BUNDLE"] = str(ca)
        command = [sys.executable, "-X", "utf8", "-W", "error", "-c", ROUND, str(key)]
        done = subprocess.run(
            command, env=env, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
        )
    return done.stdout.splitlines()


def test_a_round_through_a_proxy_with_the_offices_own_authority(google: Google, tmp_path: Path) -> None:
    google.faults.add(Fault("drop", "sheets_read"), Fault("drop", "sheets_write", effect=True), Fault("half", "token"))
    told = run(google, tmp_path, trusted=True)
    assert told == [f"['{ID}']", "vi_VN", "Calls(drive=1, sheets_read=2, sheets_write=2)"]
    assert google.spreadsheets[ID].properties["title"] == "đã ghi"


def test_where_the_authority_is_not_trusted_nothing_is_sent(google: Google, tmp_path: Path) -> None:
    assert run(google, tmp_path, trusted=False) == [
        "google-certificate",
        "Calls(drive=0, sheets_read=0, sheets_write=0)",
    ]
    assert not google.calls
