"""A mail server that hangs, is gone or refuses: one wait a time, nothing lost, and who looks after it is told why."""

from __future__ import annotations

import smtplib
from collections.abc import Callable

import pytest

import baocao
from sync.model.messages import sentence
from sync.service.nightly import Step, tick
from sync.service.remind import make_reminders, remind
from sync.work.collect import collect
from sync.work.opening import opened
from sync.work.watch import watched
from tests.service.conftest import JANUARY, Bureau
from tests.service.test_remind import Server, mailing, port, prepared, server

__all__ = ["mailing", "port", "prepared", "server"]
REMIND = (Step("remind", make_reminders),)
LATE = ("TTRA", "QLKH", "QLCN", "TDC", "TTKT", "TTUD")


@pytest.fixture
def six(bureau: Bureau, port: int) -> Bureau:
    """An office with a mail server; six divisions with an address have not handed in."""
    text = bureau.config.read_text(encoding="utf-8")
    for code in LATE:
        bureau.form(code).unlink()
        text = text.replace(f"  - code: {code}\n", f"  - code: {code}\n    email: {code.lower()}@example.vn\n")
    text += f"\nmail: {{host: 127.0.0.1, port: {port}, security: none, sender: baocao@example.vn}}\n"
    bureau.config.write_text(text, encoding="utf-8")
    with bureau.office() as office:
        collect(office, JANUARY)
    return bureau


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """A server that takes the connection and never says a word; returns how often it was waited for."""
    waited: list[int] = []

    class Silent(smtplib.SMTP):
        def getreply(self) -> tuple[int, bytes]:
            waited.append(1)
            self.close()
            raise smtplib.SMTPServerDisconnected from TimeoutError("timed out")

    monkeypatch.setattr(smtplib, "SMTP", Silent)
    return lambda: len(waited)


def warnings(bureau: Bureau) -> list[str]:
    return [line.partition("] ")[2] for line in bureau.log().splitlines() if " WARNING " in line]


def test_a_server_that_hangs_is_waited_for_once_and_said_once(
    six: Bureau, server: Server, hanging: Callable[[], int]
) -> None:
    done = tick(six.config, REMIND, six.now)
    assert hanging() == 1
    assert done.told == ("Thư nhắc tháng 01/2024: 0 thư đã gửi, 0 thư để ở thư mục thu-di, 7 thư chưa gửi được.",)
    assert warnings(six) == [
        "Thư nhắc tháng 01/2024 cho Thanh tra Sở (TTRA) chưa gửi được: không nối được máy chủ thư 127.0.0.1.",
        "6 thư khác để lần sau, vì không nối được máy chủ thư 127.0.0.1.",
    ]
    for minute in range(1, 30):
        six.at(f"18/01/2024 09:{minute:02d}")
        assert tick(six.config, REMIND, six.now).told == ()
    assert hanging() == 1, "nor every minute"


def test_it_is_told_as_what_it_is_and_not_as_one_address_that_is_wrong(
    six: Bureau, server: Server, hanging: Callable[[], int]
) -> None:
    tick(six.config, REMIND, six.now)
    with six.office() as office:
        (wrong,) = (each for each in watched(office, JANUARY) if each.code.startswith("letters-"))
    assert (wrong.code, wrong.good) == ("letters-away", False)
    assert " ".join(sentence(f"watch-{wrong.code}", wrong.told)) == (
        "Thư nhắc chưa gửi được, thử lần cuối lúc 09:00 18/01/2024: không nối được máy chủ thư 127.0.0.1. "
        "Báo người quản trị; việc gấp thì gọi điện cho đơn vị."
    )


def test_all_letters_go_when_the_server_is_back_however_long_that_took(
    six: Bureau, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as outage:
        outage.setattr("sync.service.posting.smtplib.SMTP", _nobody)
        for hour in range(8, 17):
            six.at(f"18/01/2024 {hour:02d}:00")
            tick(six.config, REMIND, six.now)
    six.at("18/01/2024 17:00")
    tick(six.config, REMIND, six.now)
    assert sorted(to for (to,) in server.recipients) == sorted(
        ["tonghop@example.vn", *(f"{code.lower()}@example.vn" for code in LATE)]
    )


def _nobody(*_: object, **__: object) -> smtplib.SMTP:
    raise ConnectionRefusedError


def test_a_letter_that_makes_the_server_hang_holds_up_no_other_one_for_long(six: Bureau, server: Server) -> None:
    """The next time it comes last of the divisions'."""
    server.slow.add("ttra@example.vn")
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr("sync.service.posting.TIMEOUT", 0.3)
        tick(six.config, REMIND, six.now)
        assert server.recipients == []
        assert warnings(six)[-1] == "6 thư khác để lần sau, vì máy chủ thư 127.0.0.1 không trả lời."
        six.at("18/01/2024 09:31")
        tick(six.config, REMIND, six.now)
    assert [to for (to,) in server.recipients][:5] == [f"{code.lower()}@example.vn" for code in LATE if code != "TTRA"]


def test_a_server_that_takes_a_letter_and_falls_silent_is_told_as_such(six: Bureau, server: Server) -> None:
    """Nobody knows whether the first letter went; why the others wait is a whole sentence."""
    server.breaks = "silence"
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr("sync.service.posting.TIMEOUT", 0.3)
        tick(six.config, REMIND, six.now)
    assert warnings(six) == [
        "Thư nhắc tháng 01/2024 cho Thanh tra Sở (TTRA) không rõ đã đi chưa: "
        "máy chủ thư ngắt giữa chừng; không gửi lại.",
        "6 thư khác để lần sau, vì máy chủ thư 127.0.0.1 không trả lời.",
    ]


def test_what_was_refused_is_a_warning_that_names_who_and_why_and_nobodys_address(
    mailing: Bureau, server: Server
) -> None:
    server.refuse.add("qlkh@example.vn")
    server.words = "550 5.1.1 <qlkh@example.vn>: Recipient address \x1b[31mrejected"
    tick(mailing.config, REMIND, mailing.now)
    assert warnings(mailing) == [
        "Thư nhắc tháng 01/2024 cho Phòng Quản lý Khoa học (QLKH) chưa gửi được: "
        "máy chủ thư từ chối (mã 550 5.1.1 …: Recipient address [31mrejected).",
    ]
    assert "qlkh@example.vn" not in mailing.log()


@pytest.fixture
def asked(
    mailing: Bureau, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[int, str]]:
    """Ask `baocao remind` on the office's day; return its exit code and what it prints."""
    monkeypatch.setattr(opened.__wrapped__, "__defaults__", ("", mailing.now, "command"))  # type: ignore[attr-defined]

    def ask() -> tuple[int, str]:
        code = baocao.main(["remind", "--period", "2024-01", "--config", str(mailing.config)])
        return code, capsys.readouterr().out

    return ask


def test_the_command_ends_with_1_while_a_letter_has_not_reached_somebody(
    mailing: Bureau, server: Server, asked: Callable[[], tuple[int, str]]
) -> None:
    server.refuse.add("qlkh@example.vn")
    code, out = asked()
    assert code == 1
    assert "    ! máy chủ thư từ chối (mã 550 5.1.1 no such user)" in out.splitlines()
    for _ in range(5):
        code, out = asked()
    assert code == 1, "also where nothing is left to try"
    assert out.splitlines() == [
        "Còn thư lần trước chưa đến nơi:",
        "    ! Thư nhắc tháng 01/2024 cho Phòng Quản lý Khoa học (QLKH) chưa gửi được: "
        "máy chủ thư từ chối (mã 550 5.1.1 no such user).",
    ]


def test_who_has_mended_the_address_and_asks_by_hand_sends_it_now(
    mailing: Bureau, server: Server, asked: Callable[[], tuple[int, str]]
) -> None:
    server.refuse.add("qlkh@example.vn")
    assert asked()[0] == 1
    server.refuse.clear()
    assert asked()[0] == 0
    assert server.recipients == [["tonghop@example.vn"], ["qlkh@example.vn"]]


def test_a_letter_of_unknown_end_is_not_sent_by_hand_either(mailing: Bureau, server: Server) -> None:
    server.breaks = "after"
    with mailing.office() as office:
        assert len(remind(office, JANUARY).letters) == 2
        again = remind(office, JANUARY, at_once=True)
        shown = remind(office, JANUARY, dry_run=True)
    assert again.letters == ()
    assert shown.open == again.open, "a dry run shows it too"
    assert again.open[0] == (
        "Thư nhắc tháng 01/2024 cho Phòng Quản lý Khoa học (QLKH) không rõ đã đi chưa: máy chủ thư ngắt giữa chừng; "
        "không gửi lại."
    )
