"""`baocao doctor` in an office whose divisions fill Google spreadsheets: what it says of the key and the account."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets.google.transport import Client
from sync.service import doctor
from sync.service.doctor import examine
from sync.service.examined import Examined
from sync.service.machine import Ward
from tests.google.office import GoogleDesk, lay_office
from tests.google_fake.service import Google
from tests.road.conftest import Said


@pytest.fixture
def desk(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    key_file: Path,
    say: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
) -> GoogleDesk:
    """An office with two spreadsheets, and a key that the service account takes."""
    monkeypatch.setattr(doctor, "open_client", lambda _: connect())
    monkeypatch.setenv("BAOCAO_GOOGLE_KEY", str(key_file))
    return lay_office(tmp_path / "so", google, say, ("QLCN", "VP"))


def looked(desk: GoogleDesk) -> dict[str, Examined]:
    path = desk.folder / "config.yaml"
    ward = Ward(path, run=lambda _: (0, "active"))
    return {each.code: each for each in examine(path, ward) if "google" in each.code}


def test_it_names_the_account_and_how_many_spreadsheets_it_sees(desk: GoogleDesk) -> None:
    found = looked(desk)
    assert found.keys() == {"doctor-google"}
    assert found["doctor-google"].state == "ok"
    account = desk.google.account.address
    assert found["doctor-google"].message == f"Google nhận tài khoản {account}, thấy 2 bảng tính được chia sẻ."


def test_a_key_that_is_years_old_is_told(desk: GoogleDesk, key_file: Path) -> None:
    os.utime(key_file, (1, 1))
    assert looked(desk)["doctor-google-key-old"].state == "warning"


class Windows:
    """The module sys as it is on Windows."""

    platform = "win32"

    def __getattr__(self, name: str) -> object:
        return getattr(sys, name)


def test_on_windows_it_warns_that_others_may_read_the_key(
    desk: GoogleDesk, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "sys", Windows())
    found = looked(desk)["doctor-google-key-windows"]
    assert found.state == "warning"
    assert str(key_file) in f"{found.message} {found.action}"
