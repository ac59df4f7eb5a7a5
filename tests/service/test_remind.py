"""Letters to a real SMTP server: to the right people, once, in good Vietnamese, and told exactly how they ended."""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

import baocao
from sync.service.nightly import Step, tick
from sync.service.remind import make_reminders, remind
from sync.store import service
from sync.work.collect import collect
from sync.work.office import Office
from sync.work.opening import opened
from tests.service.conftest import JANUARY, Bureau, laid_out

REMIND = (Step("remind", make_reminders),)
ADDRESSES = {"QLKH": "qlkh@example.vn", "VP": "vp@example.vn"}


@dataclass
class Server:
    """A mail server that keeps what it takes; `refuse` are addresses that it will not have, in its `words`; `slow` are
    those over which it thinks for a second.
    """

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    words: str = "550 5.1.1 no such user"
    breaks: str = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refuse:
            return self.words
        if address in self.slow:
            await asyncio.sleep(1)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.breaks == "silence":
            self._take(envelope)
            await asyncio.sleep(1)
        if self.breaks == "after":
            self._take(envelope)
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 OK"
        if self.breaks == "refuse":
            return "554 5.7.1 spam"
        self._take(envelope)
        return "250 OK"

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        made = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(made, EmailMessage)
        self.mails.append(made)
        self.recipients.append(list(envelope.rcpt_tos))

    def texts(self) -> list[str]:
        return [part.get_content() for mail in self.mails if (part := mail.get_body(("plain",)))]


@pytest.fixture(scope="module")
def port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(port: int) -> Iterator[Server]:
    made = Server(port)
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    yield made
    controller.stop()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The office with a mail server, two divisions with addresses, QLKH's form not handed in, everything read."""
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    made.form("QLKH").unlink()
    text = made.config.read_text(encoding="utf-8")
    for code, address in ADDRESSES.items():
        assert f"  - code: {code}\n" in text
        text = text.replace(f"  - code: {code}\n", f"  - code: {code}\n    email: {address}\n")
    text += f"\nmail: {{host: 127.0.0.1, port: {port}, security: none, sender: baocao@example.vn}}\n"
    made.config.write_text(text, encoding="utf-8")
    with made.office() as office:
        collect(office, JANUARY)
    return made.folder


@pytest.fixture
def mailing(prepared: Path, tmp_path: Path) -> Bureau:
    """The prepared office on Thursday 18/1/2024, the day before the divisions' due date."""
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def outbox(bureau: Bureau) -> list[str]:
    return sorted(path.name for path in (bureau.folder / "thu-di").glob("*"))


def test_the_late_division_and_the_clerk_get_one_letter_each_and_nobody_else(mailing: Bureau, server: Server) -> None:
    done = tick(mailing.config, REMIND, mailing.now)
    assert done.told == ("Thư nhắc tháng 01/2024: 2 thư đã gửi, 0 thư để ở thư mục thu-di, 0 thư chưa gửi được.",)
    assert server.recipients == [["qlkh@example.vn"], ["tonghop@example.vn"]]
    letter, digest = server.mails
    assert letter["Subject"] == "[Sở KH&CN] Nhắc gửi biểu tháng 01/2024, hạn 19/01/2024 – Phòng Quản lý Khoa học"
    assert letter["Reply-To"] == "Trần Thị Bình <tonghop@example.vn>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text, told = server.texts()
    assert "Còn 1 ngày làm việc là đến hạn gửi biểu tháng 01/2024 (ngày 19/01/2024)." in text
    assert "Tệp biểu của đơn vị: QLKH_BaoCao_2024-01.xlsx" in text
    assert "Cần hỏi thêm, xin liên hệ: Trần Thị Bình, 0259 000 001." in text
    assert digest["Subject"] == "[Sở KH&CN] Tình hình biểu tháng 01/2024 sáng 18/01/2024"
    assert "… QLKH – Phòng Quản lý Khoa học: Chưa gửi" in told
    assert "✓ VP – Văn phòng Sở: Đã gửi" in told


def test_both_forms_of_a_letter_say_the_same(mailing: Bureau, server: Server) -> None:
    tick(mailing.config, REMIND, mailing.now)
    for mail in server.mails:
        html = mail.get_body(("html",))
        assert html is not None
        assert '<html lang="vi">' in html.get_content()
        assert "<script" not in html.get_content()
        for word in ("Kính gửi", "tháng 01/2024", "Sở Khoa học và Công nghệ"):
            assert word in html.get_content()


def test_nobody_is_written_to_twice(mailing: Bureau, server: Server) -> None:
    tick(mailing.config, REMIND, mailing.now)
    mailing.at("18/01/2024 15:00")
    assert tick(mailing.config, REMIND, mailing.now).told == ()
    assert len(server.mails) == 2
    mailing.at("19/01/2024 08:00")
    tick(mailing.config, REMIND, mailing.now)
    assert "Hôm nay là hạn gửi" in server.mails[2]["Subject"]


@pytest.mark.parametrize("hour", ["18/01/2024 07:29", "18/01/2024 21:01", "20/01/2024 09:00"])
def test_nobody_is_written_to_at_night_or_on_a_day_off(mailing: Bureau, server: Server, hour: str) -> None:
    mailing.at(hour)
    assert tick(mailing.config, REMIND, mailing.now).told == ()
    assert server.mails == []


def test_a_server_that_refuses_one_address_gets_the_others_and_is_asked_again_later(
    mailing: Bureau, server: Server
) -> None:
    server.refuse.add("qlkh@example.vn")
    done = tick(mailing.config, REMIND, mailing.now)
    assert done.told == ("Thư nhắc tháng 01/2024: 1 thư đã gửi, 0 thư để ở thư mục thu-di, 1 thư chưa gửi được.",)
    server.refuse.clear()
    mailing.at("18/01/2024 09:10")
    assert tick(mailing.config, REMIND, mailing.now).told == (), "not at once"
    mailing.at("18/01/2024 09:40")
    tick(mailing.config, REMIND, mailing.now)
    assert server.recipients == [["tonghop@example.vn"], ["qlkh@example.vn"]]


def test_an_address_that_is_refused_for_good_is_given_up_and_the_clerk_hears_of_it(
    mailing: Bureau, server: Server
) -> None:
    server.refuse.add("qlkh@example.vn")
    for hour in range(8, 18):
        mailing.at(f"18/01/2024 {hour:02d}:00")
        tick(mailing.config, REMIND, mailing.now)
    with mailing.office() as office, office.store.reading() as connection:
        steps = service.notices(connection, "2024-01")
    assert sum(1 for s in steps if s.step == "failed" and ":day:" in s.reason) == 5
    server.refuse.clear()
    mailing.at("19/01/2024 08:00")
    tick(mailing.config, REMIND, mailing.now)
    digest = server.texts()[-1]
    assert "Chưa gửi được thư cho Phòng Quản lý Khoa học" in digest
    assert "máy chủ thư từ chối (mã 550 5.1.1 no such user)" in digest


def test_a_letter_whose_end_nobody_knows_is_shown_to_the_clerk_and_not_sent_again(
    mailing: Bureau, server: Server
) -> None:
    server.breaks = "after"
    tick(mailing.config, REMIND, mailing.now)
    assert server.recipients == [["qlkh@example.vn"], ["tonghop@example.vn"]]
    server.breaks = ""
    mailing.at("18/01/2024 15:00")
    tick(mailing.config, REMIND, mailing.now)
    assert len(server.mails) == 2, "it may have gone: it is not sent again"
    mailing.at("19/01/2024 08:00")
    tick(mailing.config, REMIND, mailing.now)
    assert "Không rõ thư cho Phòng Quản lý Khoa học (09:00 18/01/2024) đã đi chưa" in server.texts()[-1]


def test_a_server_that_is_not_there_loses_nothing(mailing: Bureau, server: Server) -> None:
    text = mailing.config.read_text(encoding="utf-8")
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        mailing.config.write_text(text.replace(f"port: {server.port}", f"port: {nobody.getsockname()[1]}"), "utf-8")
        done = tick(mailing.config, REMIND, mailing.now)
    assert done.told == ("Thư nhắc tháng 01/2024: 0 thư đã gửi, 0 thư để ở thư mục thu-di, 2 thư chưa gửi được.",)
    mailing.config.write_text(text, encoding="utf-8")
    mailing.at("18/01/2024 10:00")
    tick(mailing.config, REMIND, mailing.now)
    assert server.recipients == [["qlkh@example.vn"], ["tonghop@example.vn"]]


def test_a_server_that_hangs_is_left_after_a_while(
    mailing: Bureau, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.service.posting.TIMEOUT", 0.3)
    text = mailing.config.read_text(encoding="utf-8")
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        mailing.config.write_text(text.replace(f"port: {server.port}", f"port: {silent.getsockname()[1]}"), "utf-8")
        done = tick(mailing.config, REMIND, mailing.now)
    assert "2 thư chưa gửi được" in done.told[0]


def test_without_a_server_letters_lie_in_the_outbox_for_the_clerk_to_send(bureau: Bureau) -> None:
    bureau.form("QLKH").unlink()
    with bureau.office() as office:
        collect(office, JANUARY)
    done = tick(bureau.config, REMIND, bureau.now)
    assert done.told == ("Thư nhắc tháng 01/2024: 0 thư đã gửi, 2 thư để ở thư mục thu-di, 0 thư chưa gửi được.",)
    assert outbox(bureau) == ["2024-01_QLKH_2024-01-18.eml", "2024-01_tong-hop_2024-01-18.eml"]
    mail = email.message_from_bytes(
        (bureau.folder / "thu-di" / outbox(bureau)[0]).read_bytes(), policy=email.policy.default
    )
    assert "Phòng Quản lý Khoa học" in mail["Subject"]
    assert tick(bureau.config, REMIND, bureau.now).told == ()


def test_two_services_at_once_write_once(mailing: Bureau, server: Server) -> None:
    both = [threading.Thread(target=lambda: tick(mailing.config, REMIND, mailing.now)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(r[0] for r in server.recipients) == ["qlkh@example.vn", "tonghop@example.vn"]


def test_nobody_is_asked_for_a_form_that_was_never_made_but_the_clerk_is_told(
    bureau: Bureau, prepared: Path, server: Server
) -> None:
    shutil.copyfile(prepared / "config.yaml", bureau.config)
    for form in (bureau.folder / "2024-01").glob("*.xlsx"):
        form.unlink()
    tick(bureau.config, REMIND, bureau.now)
    assert server.recipients == [["tonghop@example.vn"]]
    assert "- Chưa làm biểu tháng 01/2024: bấm Mở kỳ mới trong TongHop" in server.texts()[0]


HOSTILE = (
    "Phòng A\r\nBcc: ai-do@example.com",
    "Phòng B\nX-Header: 1",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% for x in y %}",
    "Phòng C\u2028\u0000\u202e",
    'Phòng "D" <d@example.com>, e@example.com',
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_a_header_an_address_or_markup(mailing: Bureau, server: Server, name: str) -> None:
    with mailing.office() as found:
        divisions = tuple(replace(d, name=name) if d.code == "QLKH" else d for d in found.config.divisions)
        done = remind(replace(found, config=replace(found.config, divisions=divisions)), JANUARY)
    assert [each.posted.end for each in done.letters if each.posted] == ["sent", "sent"]
    assert server.recipients == [["qlkh@example.vn"], ["tonghop@example.vn"]]
    for mail in server.mails:
        assert mail["Bcc"] is None
        assert mail["X-Header"] is None
        assert len(mail["To"].addresses) == 1
        html = mail.get_body(("html",))
        assert html is not None
        assert "<script>" not in html.get_content()
    assert "49" not in server.texts()[0]


def test_a_password_stands_in_no_log_no_store_and_no_message(
    mailing: Bureau, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = "mat-khau-chim-hoang-yen"
    monkeypatch.setenv("BAOCAO_MAIL_PASSWORD", canary)
    text = mailing.config.read_text(encoding="utf-8").replace("security: none,", "security: none, user: baocao,")
    mailing.config.write_text(text, encoding="utf-8")
    done = tick(mailing.config, REMIND, mailing.now)
    assert "2 thư chưa gửi được" in done.told[0]
    for path in mailing.folder.rglob("*"):
        if path.is_file():
            assert canary.encode() not in path.read_bytes(), path


def test_a_password_file_that_others_can_read_is_not_used(mailing: Bureau, server: Server) -> None:
    file = mailing.folder / "mat-khau-thu.txt"
    file.write_text("x", encoding="utf-8")
    file.chmod(0o644)
    text = mailing.config.read_text(encoding="utf-8")
    text = text.replace("security: none,", "security: none, user: baocao, password_file: mat-khau-thu.txt,")
    mailing.config.write_text(text, encoding="utf-8")
    with mailing.office() as office:
        done = remind(office, JANUARY)
    assert {each.posted.detail for each in done.letters if each.posted} == {
        "tệp mật khẩu mat-khau-thu.txt để người khác đọc được; chỉ để chủ tệp đọc được (chmod 600)"
    }
    assert server.mails == []


@pytest.fixture
def said(mailing: Bureau, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what `baocao remind` prints on the office's day."""
    real = opened

    def on_the_day(path: Path) -> AbstractContextManager[Office]:
        return real(path, now=mailing.now)

    def say(*words: str) -> str:
        monkeypatch.setattr("sync.work.opening.opened", on_the_day)
        assert baocao.main(["remind", "--period", "2024-01", "--config", str(mailing.config), *words]) == 0
        return capsys.readouterr().out

    return say


def test_a_dry_run_shows_all_and_sends_nothing(mailing: Bureau, server: Server, said: Callable[..., str]) -> None:
    out = said("--dry-run")
    assert "Phòng Quản lý Khoa học <qlkh@example.vn>: [Sở KH&CN] Nhắc gửi biểu tháng 01/2024" in out
    assert "    Còn 1 ngày làm việc là đến hạn gửi biểu tháng 01/2024 (ngày 19/01/2024)." in out.splitlines()
    assert (server.mails, outbox(mailing)) == ([], [])
    answer = json.loads(said("--dry-run", "--format", "json"))
    assert [(letter["division"], letter["reasons"], letter["end"]) for letter in answer["letters"]] == [
        ("QLKH", ["before"], None),
        (None, ["digest"], None),
    ]


def test_a_text_for_the_chat_group_names_who_is_waited_for(said: Callable[..., str]) -> None:
    assert said("--format", "text").splitlines() == [
        "Sở KH&CN nhắc các đơn vị về biểu tháng 01/2024, hạn gửi 19/01/2024:",
        "- Phòng Quản lý Khoa học: chưa gửi",
    ]


def test_the_command_says_what_became_of_each_letter(server: Server, said: Callable[..., str]) -> None:
    assert said().splitlines()[-1] == (
        "Thư nhắc tháng 01/2024: 2 thư đã gửi, 0 thư để ở thư mục thu-di, 0 thư chưa gửi được."
    )
    assert said().splitlines() == ["Hôm nay không có ai cần nhắc."]
