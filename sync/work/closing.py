"""A period closed and opened again, and its report issued: number, date and the signed file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.model.decisions import ANYWAY
from sync.model.duedates import OFFICE_ZONE
from sync.model.edits import Edit
from sync.model.material import Round
from sync.model.messages.signed import OTHER_DOCUMENT
from sync.model.period import Period
from sync.model.records import Acceptance
from sync.normalise.dates import parse_date
from sync.render.signed import Difference, differences
from sync.render.signed_kin import strangeness
from sync.render.signed_pdf import Scan, pdf_text_differences
from sync.store import blobs, clerk, facts
from sync.work.decide import DecisionError, judge
from sync.work.editing import edit_lines
from sync.work.office import Office
from sync.work.outdated import is_outdated
from sync.work.publish import publish
from sync.work.published import Published
from sync.work.signed import changes_from, state_of
from sync.work.signedfigures import SignedFigure, signed_figures
from sync.work.signedversion import close_as
from sync.work.standings import copies_of
from sync.work.taking import record

_LATEST = 92  # days after a period's end on which its report may still go out without a question
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?", re.IGNORECASE)


def lock(office: Office, period: Period, reason: str = "") -> clerk.Lock:
    """Close a period on what stands now; raises DecisionError (errors open, closed already, never read), StoreError."""
    with office.store.reading() as connection:
        held = clerk.holding(connection, period.code)
        if facts.latest_run(connection, period.code) is None:
            raise DecisionError("report-never-read", period=period.label, month=period.code)
    if held:
        raise DecisionError(
            "lock-already", period=period.label, at=f"{held.at.astimezone(OFFICE_ZONE):%d/%m/%Y}", who=held.who
        )
    judged = judge(office, period)
    if judged.open_errors:
        raise DecisionError("lock-open-errors", count=str(len(judged.open_errors)))
    return _record(office, period, judged.round, reason, locked=True)


def unlock(office: Office, period: Period, reason: str) -> clerk.Lock:
    """Open a closed period again; raises DecisionError (no reason, not closed, issued), StoreError."""
    with office.store.reading() as connection:
        held, sent = clerk.holding(connection, period.code), clerk.issued(connection, period.code)
    if sent:
        raise DecisionError("period-issued", period=period.label, number=sent.number, date=f"{sent.date:%d/%m/%Y}")
    if held is None:
        raise DecisionError("unlock-not-locked", period=period.label)
    if not reason.strip():
        raise DecisionError("unlock-no-reason")
    return _record(office, period, None, reason.strip(), locked=False)


def _record(office: Office, period: Period, this: Round | None, reason: str, *, locked: bool) -> clerk.Lock:
    standings = this.standings if this else ()
    copies = {s.division: s.copy.digest for s in standings if s.copy}
    there = frozenset(c.digest for s in standings for c in (*copies_of(s), *((s.blank,) if s.blank else ())))
    now = office.now()
    with office.store.writing() as connection:
        config = blobs.keep(connection, office.config.path.read_bytes(), now)
        made = clerk.Lock(period.code, locked, reason, config, copies, office.who, now, there if locked else None)
        clerk.add_lock(connection, made)
    return made


@dataclass(frozen=True, slots=True)
class Issued:
    """A report that was sent: the fact, the report made with its number and date, where the signed file differs.

    `taken` are edits made of the differences, `left` the differences that no line of the report could take. `figures`
    are those of indicators that the signed file tells otherwise: they stay as the forms have them. `scan`: the signed
    file is a picture of the paper, in which nothing can be read.
    """

    fact: clerk.Issue
    published: Published
    differences: tuple[Difference, ...] = ()
    taken: tuple[Edit, ...] = ()
    left: tuple[Difference, ...] = ()
    figures: tuple[SignedFigure, ...] = ()
    scan: bool = False


def issue(
    office: Office,
    period: Period,
    number: str,
    date: str | dt.date,
    file: Path | None = None,
    *,
    take_over: bool = False,
    correct: str = "",
    version: int | None = None,
    anyway: bool | Collection[str] = False,
) -> Issued:
    """Record that the period's report was sent, and make it once more with its number and date.

    The newest final report must say what stands now; `version` names the one that was signed where that is an older
    one, and the period closes on what that was made of. The period stays closed. `file` is the signed .docx or PDF:
    it is kept, and where it differs from ours is told; `take_over` makes edits of the differences, from a .docx.
    `correct` is the reason for giving number or date anew; it is kept with them. A file that looks like another
    document and a day that is odd for the period are refused unless they are right `anyway`: whatever is asked, or
    what these codes ask. Raises DecisionError, SignedError, StoreError.
    """
    sent = understood(number, date, office.today)
    if not _insists(anyway, "issue-odd-date"):
        _refuse_odd_day(sent.date, period)
    data = _bytes(file) if file else b""
    if take_over and file and file.suffix.lower() != ".docx":
        raise DecisionError("issue-take-word", file=file.name)
    with office.store.reading() as connection:
        before = clerk.issued(connection, period.code)
        finals = [made for made in facts.reports(connection, period.code) if not made.draft]
        held = clerk.holding(connection, period.code)
    if before and not correct.strip():
        raise DecisionError("issue-already", period=period.label, number=before.number, date=f"{before.date:%d/%m/%Y}")
    signed = _signed_version(finals, version, period)
    stale = (before is None or version is not None) and is_outdated(office, judge(office, period), signed)
    if stale and version is None:
        raise DecisionError("issue-stale-report", version=str(signed.version))
    with office.store.reading() as connection:
        ours = blobs.bytes_of(connection, signed.docx_digest)
    found = _compared(ours, data, file) if file else _Compared(())
    if file and not found.scan and not _insists(anyway, "issue-other-document"):
        _refuse_other_document(ours, data, file, found.differences, period)
    if held is None and not stale:
        lock(office, period)
    now = office.now()
    with office.store.writing() as connection:
        if stale:
            close_as(connection, office, period, signed)
        # A number that is only corrected stays with the file that was signed.
        named, digest = (before.file, before.digest) if before else ("", None)
        if file:
            named, digest = file.name, blobs.keep(connection, data, now)
        which = signed.version if file or version is not None or before is None else before.version
        fact = clerk.Issue(period.code, sent.number, sent.date, which, named, digest, office.who, now)
        clerk.add_issue(connection, fact)
        if correct.strip():
            why = Acceptance(f"{ANYWAY}{sent.number}", correct.strip(), office.who, now)
            clerk.accept(connection, period.code, [why])
    figures = signed_figures(judge(office, period).round, found.differences) if found.differences else ()
    word = file is not None and file.suffix.lower() == ".docx"
    lines = edit_lines(office, period) if word and found.differences else ()
    left = tuple(x for x in found.differences if not word or state_of(lines, x, found.differences) == "cannot")
    taken = take_differences(office, period, found.differences) if take_over and lines else ()
    published = publish(office, period)
    return Issued(fact, published, found.differences, taken, left, figures, found.scan)


def _insists(anyway: bool | Collection[str], code: str) -> bool:
    return anyway if isinstance(anyway, bool) else code in anyway


def _signed_version(finals: Sequence[facts.Made], version: int | None, period: Period) -> facts.Made:
    """Return the report that was signed: the newest final one, or that of a version."""
    if not finals:
        raise DecisionError("issue-no-report", period=period.label.capitalize())
    found = finals[-1] if version is None else next((made for made in finals if made.version == version), None)
    if found is None:
        known = ", ".join(f"v{made.version}" for made in finals)
        raise DecisionError("issue-no-version", version=str(version), period=period.label, known=known)
    return found


def _refuse_odd_day(day: dt.date, period: Period) -> None:
    """Raise DecisionError for a day before the period's data ends, or long after the period.

    Decree 09/2019/NĐ-CP, article 12: a month's data goes to the 14th, and the report is due within days.
    """
    first, last = period.window[1], period.last_day + dt.timedelta(days=_LATEST)
    if not first <= day <= last:
        raise DecisionError("issue-odd-date", date=f"{day:%d/%m/%Y}", period=period.label)


def _refuse_other_document(ours: bytes, data: bytes, file: Path, found: Sequence[Difference], period: Period) -> None:
    why = strangeness(ours, data, found)
    if why:
        raise DecisionError("issue-other-document", file=file.name, period=period.label, why=OTHER_DOCUMENT[why])


@dataclass(frozen=True, slots=True)
class Sent:
    """A report's number and date as they were given, understood."""

    number: str
    date: dt.date


def understood(number: str, date: str | dt.date, today: dt.date) -> Sent:
    """Return the number and date of a report as typed ("05", "số 05/BC-SKHCN", "19/01/2024"); raises DecisionError."""
    typed = re.sub(r"^số\s*:?\s*", "", number.strip(), flags=re.IGNORECASE).split("/")[0].strip()
    if not _NUMBER.fullmatch(typed):
        raise DecisionError("issue-bad-number", typed=number)
    day = parse_date(date).value
    if day is None or day > today:
        raise DecisionError("issue-bad-date", typed=str(date))
    return Sent(typed.zfill(2) if typed.isdigit() else typed, day)


def _bytes(file: Path) -> bytes:
    if file.suffix.lower() not in {".docx", ".pdf"}:
        raise DecisionError("issue-file-kind", file=str(file))
    try:
        return file.read_bytes()
    except OSError as error:
        raise DecisionError("issue-file-unreadable", file=str(file)) from error


@dataclass(frozen=True, slots=True)
class _Compared:
    differences: tuple[Difference, ...]
    scan: bool = False


def _compared(ours: bytes, data: bytes, file: Path) -> _Compared:
    if file.suffix.lower() == ".docx":
        return _Compared(differences(ours, data))
    found = pdf_text_differences(ours, data)
    return _Compared((), scan=True) if isinstance(found, Scan) else _Compared(found)


def take_differences(
    office: Office, period: Period, found: Sequence[Difference], whole: Sequence[Difference] = ()
) -> tuple[Edit, ...]:
    """Make edits of where the signed report differs: the one change that a closed period allows; raises StoreError.

    `whole` are all its differences where `found` are some of them.
    """
    return record(office, period, changes_from(edit_lines(office, period), found, whole))
