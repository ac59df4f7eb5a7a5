"""A notice as a letter: subject, plain text and HTML, from the templates beside this file."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import PurePosixPath

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from sheets.text import clean, storable
from sync.model.addresses import is_address
from sync.model.config import Config
from sync.model.finding import Finding
from sync.model.material import ONLINE
from sync.model.messages import service as say
from sync.model.messages import words
from sync.service.headers import LETTER
from sync.service.reasons import Notice, clerk_of

_OF_THE_DAY = frozenset({"before", "due", "overdue"})  # what is said of the day; the rest is how the form stands
_SHOWN = 15  # findings in one letter: the sheet has them all


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent. `address` "" where config knows none; `name` is whom it speaks to."""

    notice: Notice
    address: str
    name: str
    subject: str
    text: str
    html: str


def letter_to_division(notice: Notice, config: Config, form: str, round_id: str, remarks: str = "") -> Letter:
    """Return the letter to a division: why it is written to, what it has to mend, where its form is, whom to ask.

    `form` is its spreadsheet's address or its file's name, `remarks` a sentence that says where its remarks stand.
    """
    facts = {
        "office": config.short_name,
        "period": notice.period.label,
        "name": notice.name,
        "due": f"{notice.due:%d/%m/%Y}",
        "day": f"{notice.day:%d/%m/%Y}",
        "count": str(len(notice.findings)),
    }
    online = notice.division is not None and bool(notice.division.sheet.google)
    reasons = {**say.REASONS, **say.REASONS_ONLINE} if online else say.REASONS
    kinds = {reason.kind for reason in notice.reasons}
    lists = kinds & {"errors", "overdue", "due"} and _state(notice) != "unreadable"
    told = [_told(found) for found in notice.findings[:_SHOWN]] if lists else []
    lines = [reasons[r.kind].format(**facts, days=r.days) for r in notice.reasons if r.kind in _OF_THE_DAY]
    lines += _standing(notice, reasons, facts)
    clerk = clerk_of(config)
    values = {
        "lines": lines,
        "heading": reasons["errors"].format(**facts).rstrip("."),
        "findings": told,
        "more": max(0, len(notice.findings) - _SHOWN),
        "link": form,
        "form_label": say.FORM_ONLINE if online else say.FORM_FILE,
        "remarks": remarks if notice.findings else "",
        "contact": ", ".join(filter(None, (clerk.name, clerk.phone))) if clerk else "",
    }
    return _letter("division", notice, say.SUBJECTS[notice.reasons[0].kind].format(**facts), config, round_id, values)


def _state(notice: Notice) -> str:
    return notice.status.state if notice.status else ""


def _standing(notice: Notice, reasons: Mapping[str, str], facts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is to be said of how the form stands: why it could not be read, or that it is not marked as sent.

    Also where that was told before: who is told that a form is overdue hears what it lacks.
    """
    kinds = {reason.kind for reason in notice.reasons}
    overdue = bool(kinds & {"overdue", "due"})
    if "unreadable" in kinds or (overdue and _state(notice) == "unreadable"):
        told = [" ".join(said_of(found)) for found in notice.findings]
        yield from told or [reasons["unreadable"].format(**facts)]
    if "draft" in kinds or (overdue and _state(notice) == "draft"):
        yield reasons["draft"].format(**facts)


def said_of(found: Finding) -> tuple[str, str]:
    """Return a finding's sentences with a form's name for its path: our folders mean nothing on another machine."""
    what, action = words(found)
    source = dict(found.facts).get("source", "")
    if source and not source.startswith(ONLINE):
        what, action = (text.replace(source, PurePosixPath(source).name) for text in (what, action))
    return what, action


def where_of(found: Finding) -> str:
    """Return the tab and cell of a finding, "" where it has none."""
    place = found.place
    return say.WHERE.format(tab=place.tab, cell=place.a1) if place and place.tab and place.a1 else ""


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One division in the clerk's digest."""

    division: str
    name: str
    sign: str
    state: str
    counts: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What the clerk's letter tells beside the divisions' rows."""

    rows: tuple[DigestRow, ...]
    changes: tuple[str, ...]
    calls: tuple[str, ...]
    troubles: tuple[str, ...]
    due_divisions: dt.date
    due_report: dt.date
    time: str
    wrong: tuple[str, ...] = ()  # what has to be mended before the report can be final
    report: str = ""  # how the department's own report stands with its due date, "" where it was issued
    subject: str = "digest"  # which of the subjects says it best


def letter_to_clerk(notice: Notice, config: Config, told: Digest, round_id: str) -> Letter:
    """Return the clerk's morning letter: who handed in, what is wrong, what changed, whom to telephone."""
    facts = {"office": config.short_name, "period": notice.period.label, "day": f"{notice.day:%d/%m/%Y}"}
    parts = {"changes": told.changes, "wrong": told.wrong, "calls": told.calls, "troubles": told.troubles}
    values = {
        "time": told.time,
        "due_divisions": f"{told.due_divisions:%d/%m/%Y}",
        "due_report": f"{told.due_report:%d/%m/%Y}",
        "report": told.report,
        "headings": say.DIGEST_HEADINGS,
        "rows": told.rows,
        # A file's name may hold a line's end: it makes no line of ours.
        "parts": [(say.DIGEST_PARTS[key], [_line(each) for each in lines]) for key, lines in parts.items() if lines],
    }
    return _letter("digest", notice, say.SUBJECTS[told.subject].format(**facts), config, round_id, values)


def message(letter: Letter, config: Config, now: dt.datetime) -> EmailMessage:
    """Return a letter as it is sent by SMTP; raises ValueError for an address that is none."""
    sender = config.mail.sender
    mail = _headed(letter, config, sender)
    mail["To"] = _address(letter.name, letter.address)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{_fingerprint(letter)}@{sender.rpartition('@')[2] or 'localhost'}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence answers it
    return _filled(mail, letter)


def draft(letter: Letter, config: Config) -> EmailMessage:
    """Return a letter as the outbox keeps it: one still to be sent, by whoever opens it in her own mail program.

    `X-Unsent` opens it as such (Outlook, Windows Mail); who sends it, and when, is then known by that program. It
    names no addressee where config knows none. Raises ValueError for an address that is none.
    """
    mail = _headed(letter, config, config.mail.sender)
    mail["X-Unsent"] = "1"
    if letter.address:
        mail["To"] = _address(letter.name, letter.address)
    return _filled(mail, letter)


def _headed(letter: Letter, config: Config, sender: str) -> EmailMessage:
    """Return a mail with what every letter has.

    Header texts are of one line and clean: what a sheet or config holds never becomes a header of its own (RFC 5322).
    """
    mail = EmailMessage(policy=LETTER)
    clerk = clerk_of(config)
    mail["Subject"] = _line(letter.subject)
    if sender:
        mail["From"] = _address(config.short_name, sender)
    if clerk and clerk.email:
        mail["Reply-To"] = _address(clerk.name, clerk.email)
    return mail


def _filled(mail: EmailMessage, letter: Letter) -> EmailMessage:
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return mail


def _letter(
    kind: str, notice: Notice, subject: str, config: Config, round_id: str, values: Mapping[str, object]
) -> Letter:
    known = {
        **values,
        "subject": subject,
        "name": notice.name,
        "period": notice.period.label,
        "office": config.name,
        "round": round_id,
    }
    text, html = (_templates().get_template(f"{kind}.{ending}.j2").render(known) for ending in ("txt", "html"))
    return Letter(notice, notice.address, notice.name, subject, clean_lines(text), storable(html))


def clean_lines(text: str) -> str:
    """Return a text without what no reader shows; its line breaks stay, never more than one blank line."""
    lines = [clean(line).rstrip() for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip() + "\n"


@cache
def _templates() -> Environment:
    """HTML is escaped, plain text is not: both are data, whatever they look like."""
    return Environment(
        loader=PackageLoader("sync.service", "templates"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def _told(found: Finding) -> dict[str, str]:
    what, action = said_of(found)
    return {"where": where_of(found), "what": _line(what), "action": _line(action)}


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _address(name: str, address: str) -> Address:
    if not is_address(address):  # email's own parser stops at some of them with errors of many kinds
        raise ValueError(address)
    return Address(_line(name), addr_spec=address)


def _fingerprint(letter: Letter) -> str:
    return hashlib.sha256(letter.notice.of_the_day.encode()).hexdigest()[:24]
