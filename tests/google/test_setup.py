"""`baocao google setup`: what is there, what is missing, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets.google.transport import Client
from sync.work import google as opening
from tests.google.conftest import Time
from tests.google.office import GoogleDesk, lay_office
from tests.google_fake.faults import Fault
from tests.google_fake.service import Google
from tests.road.conftest import Said


@pytest.fixture
def desk(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    say: Callable[..., Said],
    key_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> GoogleDesk:
    monkeypatch.setattr(opening, "open_client", lambda _: connect())
    monkeypatch.setenv(opening.KEY_VARIABLE, str(key_file))
    return lay_office(tmp_path / "so", google, say, ("QLCN", "VP"))


def test_where_all_is_well_it_says_so_and_whom_to_share_with(desk: GoogleDesk) -> None:
    said = desk.say("google", "setup")
    assert said.code == 0
    assert f"Tài khoản dịch vụ: {desk.google.account.address}" in said.out
    assert "✓ QLCN: bảng tính “QLCN 2024” đọc và ghi được." in said.out
    assert said.out.endswith("Việc tiếp theo: baocao templates --period NĂM-THÁNG\n")
    assert desk.google.calls["sheets_write"] == 0


def test_each_spreadsheet_that_lacks_something_is_told_and_the_others_are_looked_at(desk: GoogleDesk) -> None:
    desk.google.spreadsheets[desk.id("QLCN")].shares[desk.google.account.address] = "reader"
    desk.google.spreadsheets[desk.id("VP")].trashed = True
    said = desk.say("google", "setup")
    assert said.code == 1
    assert "✗ QLCN: Tài khoản" in said.out
    assert "đổi quyền của địa chỉ" in said.out
    assert "✗ VP: Bảng tính “VP 2024” đang nằm trong thùng rác" in said.out


def test_one_that_was_never_shared_names_the_address(desk: GoogleDesk) -> None:
    desk.google.spreadsheets[desk.id("QLCN")].shares.clear()
    said = desk.say("google", "setup")
    assert said.code == 1
    assert f"chưa được chia sẻ cho {desk.google.account.address}" in said.out
    assert "✓ VP: " in said.out


def test_what_the_organisation_forbids_is_told_once_and_ends_it(desk: GoogleDesk) -> None:
    desk.google.faults.add(Fault("status", "drive", status=403, reason="domainPolicy"))
    said = desk.say("google", "setup")
    assert said.code == 2
    assert "Google không cho tài khoản" in said.out
    assert "chưa được chia sẻ" not in said.out


def test_two_divisions_with_links_to_one_spreadsheet_are_refused_by_name(desk: GoogleDesk) -> None:
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    link = f"https://docs.google.com/spreadsheets/d/{desk.id('VP')}/edit?usp=sharing"
    config.write_text(text.replace(f"google: {desk.id('QLCN')}", f'google: "{link}"'), encoding="utf-8")
    for command in (("google", "setup"), ("sync", "--period", "2024-01")):
        said = desk.say(*command)
        assert said.code == 2
        told = (said.out + said.err).replace("\n", " ")
        assert "có cùng bảng tính Google với đơn vị" in told
        assert "“QLCN”" in told
        assert "“VP”" in told


def test_a_key_that_google_no_longer_takes_ends_it(desk: GoogleDesk) -> None:
    from tests.google_fake.oauth import Account

    desk.google.account.private = Account().private  # the one in the file is no longer the account's
    said = desk.say("google", "setup")
    assert said.code == 2
    assert "Tạo khóa mới cho tài khoản dịch vụ này" in said.out


def test_a_clock_that_is_minutes_off_is_told_before_google_refuses(desk: GoogleDesk, time: Time) -> None:
    time.off = 150
    said = desk.say("google", "setup")
    assert said.code == 0
    assert "Đồng hồ máy này lệch 150 giây" in said.out


@pytest.fixture
def without_key(desk: GoogleDesk, monkeypatch: pytest.MonkeyPatch) -> GoogleDesk:
    monkeypatch.undo()
    monkeypatch.delenv(opening.KEY_VARIABLE, raising=False)
    return desk


def test_without_a_key_it_tells_how_to_get_one(without_key: GoogleDesk) -> None:
    said = without_key.say("google", "setup")
    assert said.code == 2
    assert "Chưa khai báo tệp khóa" in said.out
    assert "docs/google.md" in said.out


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such bits")
def test_a_key_that_others_can_read_is_refused(
    without_key: GoogleDesk, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file.chmod(0o644)
    monkeypatch.setenv(opening.KEY_VARIABLE, str(key_file))
    said = without_key.say("google", "setup")
    assert said.code == 2
    assert "chmod 600" in said.out
