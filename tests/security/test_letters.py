"""Letters: exactly the configured recipients, one message each; no name, text or address adds a header or markup."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import html

from sheets.grid import Place
from sheets.text import storable
from sync.model.config_file import ConfigError, load_config
from sync.model.finding import Hit, finding
from sync.model.serving import MailSettings
from sync.service.letters import Digest, DigestRow, Letter, letter_to_clerk, letter_to_division, message
from sync.service.posting import SmtpPost
from sync.service.reasons import Notice, Reason
from sync.service.remind import remind
from tests.security.payloads import ADDRESSES, PAYLOADS
from tests.service.conftest import JANUARY, Bureau, moment
from tests.service.test_remind import Server

CONFIG = load_config(Path(__file__).parents[2] / "config.yaml")
NOW = moment("18/01/2024 09:00")
DAY = NOW.date()
OURS = {
    "subject", "from", "to", "reply-to", "date", "message-id", "auto-submitted", "mime-version", "content-type",
}  # fmt: skip


def to_division(text: str) -> Letter:
    """A letter to a division whose name, form and findings say `text`; readers have taken out what no text is."""
    division = replace(CONFIG.divisions[0], name=text)
    read = storable(text) or "x"
    hit = Hit(Place(read, 1, 1), {"name": read, "typed": read})
    found = finding("negative", "error", division.code, "b", hit)
    notice = Notice(DAY, JANUARY, division, "a@x.vn", text, (Reason("errors", "r"),), DAY, None, (found,))
    return letter_to_division(notice, replace(CONFIG, name=text), read, "a1b2c3d4e5f6")


def to_clerk(text: str) -> Letter:
    """The clerk's letter, everything in it says `text`."""
    notice = Notice(DAY, JANUARY, None, "b@x.vn", text, (Reason("digest", "r"),), DAY)
    row = DigestRow(text, text, "…", text, text)
    told = Digest((row,), (text,), (text,), (text,), DAY, DAY, text)
    return letter_to_clerk(notice, replace(CONFIG, name=text), told, "a1b2c3d4e5f6")


def as_received(letter: Letter, text: str) -> EmailMessage:
    """The letter as it leaves, read by a program that knows nothing of ours."""
    people = tuple(replace(each, name=text) for each in CONFIG.people)
    config = replace(CONFIG, name=text, people=people, mail=replace(CONFIG.mail, sender="baocao@x.vn"))
    made = email.message_from_bytes(message(letter, config, NOW).as_bytes(), policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    return made


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("write", [to_division, to_clerk])
def test_no_text_becomes_a_header_an_address_a_part_or_markup(write: object) -> None:
    assert callable(write)
    usual = as_received(write("Phòng Một"), "Phòng Một")
    tags = [each.tag for each in html.document_fromstring(body(usual, "html")).iter()]
    for text in PAYLOADS:
        mail = as_received(write(text), text)
        assert {name.lower() for name in mail} == OURS, text
        assert all(len(mail.get_all(name, [])) == 1 for name in mail), text
        assert [each.addr_spec for each in mail["To"].addresses] == [write(text).address], text
        assert mail["From"].addresses[0].addr_spec == "baocao@x.vn", text
        assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"], text
        shown = html.document_fromstring(body(mail, "html"))
        assert [each.tag for each in shown.iter()] == tags, text
        assert shown.xpath("//@href | //@src") == [], text


@pytest.mark.parametrize("text", ["{{7*7}}", "%s", "<b>đậm</b>", "=1+1", "&amp;", "\\1", "{name}", "${7*7}"])
def test_what_was_typed_stands_in_both_forms_as_it_was_typed(text: str) -> None:
    for letter in (to_division(text), to_clerk(text)):
        mail = as_received(letter, text)
        shown = " ".join(str(html.document_fromstring(body(mail, "html")).xpath("string()")).split())
        assert text in body(mail, "plain")
        assert text in shown


def test_a_link_of_a_letter_leads_to_google_or_is_plain_text() -> None:
    for link in ("https://docs.google.com.x.vn/a", "javascript:alert(1)", "http://169.254.169.254/", "file:///c:/a"):
        page = html.document_fromstring(to_division(link).html)
        assert page.xpath("//@href") == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_odd_address_reaches_nobody_else_and_stops_no_other_letter(
    mailing: Bureau,
    server: Server,
    address: str,
) -> None:
    """Config refuses most of them; one that came past it makes one letter at most, to that address alone."""
    with mailing.office() as office:
        given = office.config.divisions
        divisions = tuple(replace(each, email=address) if each.code == "QLKH" else each for each in given)
        done = remind(replace(office, config=replace(office.config, divisions=divisions)), JANUARY)
    ends = [each.posted.end for each in done.letters if each.posted]
    assert ends[-1] == "sent"  # the clerk's
    assert server.recipients[-1] == ["tonghop@example.vn"]
    assert all(len(each) == 1 for each in server.recipients)
    assert len(server.recipients) == ends.count("sent")
    for mail, (reached,) in zip(server.mails, server.recipients, strict=True):
        assert mail["Bcc"] is None
        assert [each.addr_spec for each in mail["To"].addresses] == [reached]
        assert reached in {address, "tonghop@example.vn"}


def test_every_payload_in_names_and_subjects_reaches_its_one_recipient_over_the_wire(
    server: Server, tmp_path: Path
) -> None:
    """A server that knows nothing of ours takes them: one message each, to its address, our headers alone."""
    settings = MailSettings(host="127.0.0.1", port=server.port, security="none", sender="baocao@example.vn")
    carrier = SmtpPost(settings, tmp_path)
    for at, text in enumerate(PAYLOADS):
        people = tuple(replace(each, name=text) for each in CONFIG.people)
        config = replace(CONFIG, name=text, people=people, mail=settings)
        letter = replace(to_division(text), subject=f"Nhắc {text}")
        assert carrier.send(message(letter, config, NOW), f"d{at}@example.vn", "x").end == "sent", text
    carrier.close()
    assert server.recipients == [[f"d{at}@example.vn"] for at in range(len(PAYLOADS))]
    for mail, text in zip(server.mails, PAYLOADS, strict=True):
        assert {name.lower() for name in mail} == OURS, text
        assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"], text


def test_config_takes_no_address_that_holds_a_second_one_or_a_line_end(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "config.yaml").read_text(encoding="utf-8")
    for address in ADDRESSES:
        escaped = "".join(c if c.isalnum() and c.isascii() else f"\\u{ord(c):04x}" for c in address)
        path = tmp_path / "config.yaml"
        path.write_text(text.replace("- code: QLKH\n", f'- code: QLKH\n    email: "{escaped}"\n'), encoding="utf-8")
        try:
            (taken,) = [each.email for each in load_config(path).divisions if each.code == "QLKH"]
        except ConfigError:
            continue
        assert not any(c in taken for c in '\r\n\x00,;<>" '), address
        assert taken.count("@") == 1, address
        assert taken.isascii(), address


def test_a_subject_of_any_length_stays_one_header() -> None:
    letter = replace(to_division("x"), subject="Nhắc " * 400)
    assert {name.lower() for name in as_received(letter, "x")} == OURS


def test_smtp_commands_hold_one_address(mailing: Bureau, server: Server, tmp_path: Path) -> None:
    """Whatever is handed to the session, it asks for one recipient or for none."""
    settings = load_config(mailing.config).mail
    for address in ADDRESSES:
        carrier = SmtpPost(settings, tmp_path)
        mail = EmailMessage(policy=email.policy.SMTP)
        mail.set_content("x")
        posted = carrier.send(mail, address, "x")
        carrier.close()
        assert posted.end in {"sent", "failed"}, address
    assert all(len(each) == 1 for each in server.recipients)
