"""Letters that a person sends: they lie in thu-di ready to be sent, none is lost, and each is counted where it is."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from sync.service import posting
from sync.service.nightly import Step, tick
from sync.service.remind import make_reminders, remind
from sync.work.collect import collect
from sync.work.files import FileBusyError
from tests.service.conftest import JANUARY, Bureau
from tests.service.test_remind import Server, mailing, outbox, port, prepared, server

__all__ = ["mailing", "port", "prepared", "server"]
REMIND = (Step("remind", make_reminders),)
BOTH = ["2024-01_QLKH_2024-01-18.eml", "2024-01_tong-hop_2024-01-18.eml"]


@pytest.fixture
def without_mail(bureau: Bureau) -> Bureau:
    """An office without a mail server on the day before the divisions' due date; QLKH has not handed in."""
    bureau.form("QLKH").unlink()
    with bureau.office() as office:
        collect(office, JANUARY)
    return bureau


def letter(bureau: Bureau, name: str) -> EmailMessage:
    made = email.message_from_bytes((bureau.folder / "thu-di" / name).read_bytes(), policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    return made


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def full(path: Path, data: bytes) -> None:
    raise FileBusyError(path, "[Errno 28] No space left on device")


def killed(path: Path, data: bytes) -> None:
    raise KeyboardInterrupt


def test_a_letter_that_the_folder_did_not_take_is_tried_again_until_it_lies_there(
    without_mail: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(posting, "write_new", full)
        done = tick(without_mail.config, REMIND, without_mail.now)
    assert done.told == ("Thư nhắc tháng 01/2024: 0 thư đã gửi, 0 thư để ở thư mục thu-di, 2 thư chưa gửi được.",)
    assert outbox(without_mail) == []
    warned = [line for line in without_mail.log().splitlines() if " WARNING " in line]
    assert len(warned) == 2, "one line for the letter that was tried, one for the rest"
    assert "cho Phòng Quản lý Khoa học (QLKH) chưa gửi được: không ghi được vào thư mục thu-di" in warned[0]
    assert "1 thư khác để lần sau, vì không ghi được vào thư mục thu-di" in warned[1]
    without_mail.at("18/01/2024 09:10")
    assert tick(without_mail.config, REMIND, without_mail.now).told == (), "not every minute"
    without_mail.at("18/01/2024 09:31")
    tick(without_mail.config, REMIND, without_mail.now)
    assert outbox(without_mail) == BOTH
    assert "máy chủ thư" not in text_of(letter(without_mail, BOTH[1])), "there is none"


def test_it_is_tried_as_long_as_it_takes(without_mail: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(posting, "write_new", full)
        for hour in range(8, 17):
            without_mail.at(f"18/01/2024 {hour:02d}:00")
            tick(without_mail.config, REMIND, without_mail.now)
    without_mail.at("18/01/2024 17:00")
    tick(without_mail.config, REMIND, without_mail.now)
    assert outbox(without_mail) == BOTH


def test_who_mends_the_folder_and_asks_by_hand_is_not_kept_waiting(without_mail: Bureau) -> None:
    blocked = without_mail.folder / "thu-di"
    blocked.write_text("một tệp", encoding="utf-8")
    with without_mail.office() as office:
        done = remind(office, JANUARY)
        assert [each.posted.detail for each in done.letters if each.posted] == [
            "“thu-di” có sẵn mà không phải thứ chương trình tạo ra; đổi tên nó"
        ] * 2
        blocked.unlink()
        remind(office, JANUARY, at_once=True)
    assert outbox(without_mail) == BOTH


def test_a_letter_during_which_the_machine_went_off_is_written_again(
    without_mail: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as machine, without_mail.office() as office:
        machine.setattr(posting, "write_new", killed)
        with pytest.raises(KeyboardInterrupt):
            remind(office, JANUARY)
    without_mail.at("18/01/2024 09:31")
    tick(without_mail.config, REMIND, without_mail.now)
    assert outbox(without_mail) == BOTH


def test_a_letter_in_the_outbox_opens_as_one_still_to_be_sent(without_mail: Bureau) -> None:
    """`X-Unsent` opens it for sending; who sends it and when is not ours to say; without an address, to nobody yet."""
    tick(without_mail.config, REMIND, without_mail.now)
    to_division, to_clerk = (letter(without_mail, name) for name in BOTH)
    for mail in (to_division, to_clerk):
        assert mail["X-Unsent"] == "1"
        assert [mail[name] for name in ("From", "Date", "Message-ID", "Auto-Submitted")] == [None] * 4
    assert to_division["To"] is None
    assert [each.addr_spec for each in to_clerk["To"].addresses] == ["tonghop@example.vn"]


def test_the_clerk_hears_which_of_them_names_nobody_yet(without_mail: Bureau) -> None:
    """Not where nobody has an address: then all do."""
    text = without_mail.config.read_text(encoding="utf-8")
    tick(without_mail.config, REMIND, without_mail.now)
    assert "người nhận" not in text_of(letter(without_mail, BOTH[1]))
    with_one = text.replace("  - code: VP\n", "  - code: VP\n    email: vp@example.vn\n")
    without_mail.config.write_text(with_one, encoding="utf-8")
    without_mail.at("19/01/2024 08:00")
    tick(without_mail.config, REMIND, without_mail.now)
    assert (
        "- Thư cho Phòng Quản lý Khoa học trong thư mục thu-di chưa ghi người nhận: "
        "tự điền, hoặc gửi qua Zalo, gọi điện."
    ) in text_of(letter(without_mail, "2024-01_tong-hop_2024-01-19.eml")).splitlines()


@pytest.fixture
def one_without(mailing: Bureau) -> Bureau:
    """The office with a mail server; QLKH, which has not handed in, has no address."""
    text = mailing.config.read_text(encoding="utf-8")
    mailing.config.write_text(text.replace("    email: qlkh@example.vn\n", ""), encoding="utf-8")
    return mailing


def test_each_letter_is_counted_where_it_is(one_without: Bureau, server: Server) -> None:
    done = tick(one_without.config, REMIND, one_without.now)
    assert done.told == ("Thư nhắc tháng 01/2024: 1 thư đã gửi, 1 thư để ở thư mục thu-di, 0 thư chưa gửi được.",)
    assert (server.recipients, outbox(one_without)) == ([["tonghop@example.vn"]], BOTH[:1])
    assert letter(one_without, BOTH[0])["From"].addresses[0].addr_spec == "baocao@example.vn"


def test_the_clerk_hears_whose_letter_lies_there_for_want_of_an_address(one_without: Bureau, server: Server) -> None:
    tick(one_without.config, REMIND, one_without.now)
    told = server.texts()[0]
    assert (
        "- Thư cho Phòng Quản lý Khoa học để ở thư mục thu-di vì chưa có địa chỉ thư; gửi qua Zalo hoặc gọi điện."
    ) in told.splitlines()
    assert "- Phòng Quản lý Khoa học: chưa gửi, chưa có địa chỉ thư." in told.splitlines()


def test_a_letter_of_unknown_end_is_not_called_unsent(mailing: Bureau, server: Server) -> None:
    server.breaks = "after"
    done = tick(mailing.config, REMIND, mailing.now)
    assert done.told == (
        "Thư nhắc tháng 01/2024: 0 thư đã gửi, 0 thư để ở thư mục thu-di, 0 thư chưa gửi được, "
        "2 thư chưa rõ đã đi chưa (không gửi lại).",
    )


def test_a_clerks_letter_of_unknown_end_is_told_in_the_next_one(mailing: Bureau, server: Server) -> None:
    server.breaks = "after"
    tick(mailing.config, REMIND, mailing.now)
    server.breaks = ""
    mailing.at("19/01/2024 08:00")
    tick(mailing.config, REMIND, mailing.now)
    assert "Không rõ thư cho Trần Thị Bình (09:00 18/01/2024) đã đi chưa" in server.texts()[-1]


def test_every_clerk_has_a_letter_of_her_own(mailing: Bureau, server: Server) -> None:
    text = mailing.config.read_text(encoding="utf-8")
    second = "  - {name: Lê Văn Sáu, role: clerk, email: sau@example.vn}\n"
    mailing.config.write_text(text.replace("\n\n# ── Đơn vị", f"\n{second}\n# ── Đơn vị", 1), encoding="utf-8")
    tick(mailing.config, REMIND, mailing.now)
    assert server.recipients == [["qlkh@example.vn"], ["tonghop@example.vn"], ["sau@example.vn"]]
    assert [text.splitlines()[0] for text in server.texts()[1:]] == [
        "Kính gửi Trần Thị Bình,",
        "Kính gửi Lê Văn Sáu,",
    ]
    assert all("có bản mới" in text for text in server.texts()[1:])
    mailing.at("18/01/2024 10:00")
    tick(mailing.config, REMIND, mailing.now)
    assert len(server.mails) == 3
