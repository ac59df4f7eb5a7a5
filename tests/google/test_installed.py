"""The `baocao` command as an office runs it: a process of its own, real TLS through its proxy, gspread as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.google.office import GoogleDesk, lay_office
from tests.google_fake.faults import Fault
from tests.google_fake.oauth import Account
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.google_fake.tls import authority, proxying
from tests.road.conftest import Said


@pytest.fixture
def google(account: Account) -> Iterator[Google]:
    made = Google(account=Account(account.address, account.private))
    yield made
    assert made.violations == []


def unsaid(*_: str) -> Said:
    raise AssertionError


@pytest.fixture
def desk(tmp_path: Path, google: Google) -> GoogleDesk:
    """An office in which the spreadsheet of QLCN is all that came in; config.yaml names the key file."""
    made = lay_office(tmp_path / "so", google, unsaid, ("QLCN",))
    for form in (made.folder / "2024-01").glob("*.xlsx"):
        form.unlink()
    config = made.folder / "config.yaml"
    config.write_text(config.read_text("utf-8") + "\ngoogle: {key_file: khoa.json}\n", "utf-8")
    key = made.folder / "khoa.json"
    key.touch(0o600)
    key.write_text(google.account.key_file("https://oauth2.googleapis.com/token"), "utf-8")
    return made


def run(desk: GoogleDesk, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the office through the proxy."""
    authorities = desk.folder.parent / "ca"
    authorities.mkdir()
    ca, chain = authority(authorities)
    with serving(desk.google) as address, proxying(chain, address) as proxy:
        env = {**os.environ, "HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "", "no_proxy": ""}
        env = {name: value for name, value in env.items() if name not in {"CURL_CA_BUNDLE", "BAOCAO_GOOGLE_KEY"}}
        env["REQUESTS_CA_BUNDLE"] = str(ca)
        command = [sys.executable, "-X", "utf8", "-m", "baocao", *words, "--config", str(desk.folder / "config.yaml")]
        return subprocess.run(
            command, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
        )


def test_a_round_reads_a_spreadsheet_through_the_offices_proxy(desk: GoogleDesk) -> None:
    desk.google.faults.add(Fault("drop", "sheets_read"))
    done = run(desk, "sync", "--period", "2024-01", "--format", "json")
    assert done.returncode == 1, done.stderr  # the others have not handed in
    answer = json.loads(done.stdout)
    assert {row["division"]: row["outcome"] for row in answer["divisions"]}["QLCN"] == "read"
    assert (answer["calls"]["drive"], desk.google.calls["token"]) == (1, 1)
    assert answer["calls"]["sheets_read"] == desk.google.calls["sheets_read"] == 2
    assert done.stderr == ""
