"""The key file: only its owner may read it, and nothing of it is ever told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sheets.google.credentials import SCOPES, read_key
from sheets.google.errors import GoogleError
from tests.google_fake.oauth import Account

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such bits")


@pytest.fixture
def path(tmp_path: Path, account: Account) -> Path:
    made = tmp_path / "khoa.json"
    made.touch(0o600)
    made.write_text(account.key_file("http://127.0.0.1:1/token"), encoding="utf-8")
    return made


def code(path: Path) -> str:
    with pytest.raises(GoogleError) as failed:
        read_key(path)
    assert failed.value.facts == {"file": str(path)}
    return failed.value.code


def test_a_key_that_only_its_owner_reads_is_taken(path: Path, account: Account) -> None:
    key = read_key(path)
    assert (key.account, key.token_uri) == (account.address, "http://127.0.0.1:1/token")


@POSIX
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620])
def test_a_key_that_others_on_the_machine_can_read_or_change_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert code(path) == "google-key-exposed"


@POSIX
def test_the_file_counts_not_the_link_to_it(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    read_key(link)
    path.chmod(0o644)
    assert code(link) == "google-key-exposed"


def test_no_file(tmp_path: Path) -> None:
    assert code(tmp_path / "khoa.json") == "google-key-missing"
    assert code(tmp_path) == "google-key-missing"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không phải",
        "[]",
        "{}",
        '{"type": "authorized_user", "client_id": "x"}',
        '{"type": "service_account", "client_email": "a@b"}',
        '{"type": "service_account", "client_email": "a@b", "private_key": "-----BEGIN PRIVATE KEY-----\\nabc"}',
    ],
)
def test_another_file(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    assert code(path) == "google-key-invalid"


def test_nothing_of_the_key_is_told(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    secret = told["private_key"].splitlines()[5]
    assert secret not in repr(read_key(path))
    path.write_text(json.dumps(told | {"private_key": told["private_key"].replace("A", "%")}), encoding="utf-8")
    with pytest.raises(GoogleError) as failed:
        read_key(path)
    assert secret not in f"{failed.value!r} {failed.value.__cause__!r}"


def test_the_scopes_are_spreadsheets_and_nothing_of_drive_but_names_and_times() -> None:
    assert [scope.rpartition("/")[2] for scope in SCOPES] == ["spreadsheets", "drive.metadata.readonly"]
