"""The headers of a letter say the very words, whoever reads them and whichever Python wrote them."""

from __future__ import annotations

import email
import email.policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.service.headers import LETTER

_SAID = (
    "[Sở KH&CN] Nhắc gửi biểu tháng 12/2026, hạn 25/12/2026 – Phòng Quản lý Khoa học và Kiến trúc Chi cục Tiêu chuẩn "
    'Đo lường Chất lượng Trung tâm Kỹ thuật (mới) "A", B; khoa-hoc Quy hoạch 1 % Ủy ban nghĩa trang'
)
WORDS = _SAID.split(" ")
SUBJECTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)
ANY_WORDS = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=70)
ANYTHING = st.lists(ANY_WORDS, min_size=1, max_size=12).map(" ".join).filter(lambda text: "=?" not in text)


def made(subject: str, name: str = "Văn phòng") -> bytes:
    mail = EmailMessage(policy=LETTER)
    mail["Subject"] = subject
    mail["From"] = Address(name, addr_spec="baocao@so.vn")
    mail["To"] = Address(name, addr_spec="vp@so.vn")
    mail["Reply-To"] = Address(name, addr_spec="tonghop@so.vn")
    return mail.as_bytes()


@given(SUBJECTS | ANYTHING)
def test_a_subject_of_any_length_comes_back_as_it_was(subject: str) -> None:
    raw = made(subject)
    modern, old = email.message_from_bytes(raw, policy=email.policy.default), email.message_from_bytes(raw)
    assert modern["Subject"] == subject
    assert str(make_header(decode_header(old["Subject"]))) == subject, "by RFC 2047"


@given(SUBJECTS | ANYTHING)
def test_names_before_addresses_come_back_and_the_address_stays_one(name: str) -> None:
    """Python before 3.13.2 keeps the space between two encoded words, which RFC 2047 drops: there it comes doubled."""
    raw = made("x", name)
    modern, old = email.message_from_bytes(raw, policy=email.policy.default), email.message_from_bytes(raw)
    for header, address in (("From", "baocao@so.vn"), ("To", "vp@so.vn"), ("Reply-To", "tonghop@so.vn")):
        assert [each.addr_spec for each in modern[header].addresses] == [address]
        told = "".join(modern[header].addresses[0].display_name.split())
        assert told == "".join(name.split())
        phrase, _ = parseaddr("".join(old[header].splitlines()))
        assert str(make_header(decode_header(phrase))) == name, "by RFC 2047"


@given(SUBJECTS | ANYTHING, SUBJECTS | ANYTHING)
def test_no_line_is_longer_than_rfc_2047_allows(subject: str, name: str) -> None:
    for line in made(subject, name).split(b"\r\n"):
        assert len(line) <= 76
        assert line.isascii()


@pytest.mark.parametrize("subject", ["a\r\nBcc: x@y.vn", "Phòng\nBcc: x@y.vn", "=?utf-8?q?a=0D=0ABcc:_x@y.vn?="])
def test_a_line_end_makes_no_header(subject: str) -> None:
    """Those that are typed are refused by email itself; one that is hidden in an encoded word stays in it."""
    try:
        raw = made(subject)
    except ValueError:
        return
    assert email.message_from_bytes(raw)["Bcc"] is None
    assert b"\nBcc" not in raw
