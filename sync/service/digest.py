"""What a clerk is told in the morning: who handed in, what is wrong, what changed, whom to call, what did not go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.model.duedates import OFFICE_ZONE, add_working_days, due_divisions, working_days_between
from sync.model.finding import Finding, count
from sync.model.messages import sentence
from sync.model.messages import service as say
from sync.model.messages.labels import STATE_LABELS
from sync.model.period import Period, month_of
from sync.service.letters import Digest, DigestRow, said_of, where_of
from sync.service.reasons import STANDS, Notice, clerks_of
from sync.store import facts, service
from sync.work.attempts import Attempt, attempts
from sync.work.decide import Judged
from sync.work.office import Office
from sync.work.overlooked import lying
from sync.work.overview import DivisionStatus, Status
from sync.work.places import is_begun
from sync.work.watch import Watched, watched

_SHOWN, _FILES = 12, 4  # points to mend and files that one letter names
_FORMS_BEFORE = 10  # working days before the divisions' due date by which forms should be out
_FAILED = frozenset({"round-failed", "step-failed"})  # worth a letter of their own, whatever the day
_ELSEWHERE = frozenset(
    {"letters-away", "letters-failed", "letters-unknown", "letters-unwritten", "backup-never", "round-never"}
)


@dataclass(frozen=True, slots=True)
class Morning:
    """How a period stands this morning, before and after the divisions were written to."""

    office: Office
    judged: Judged
    status: Status
    begun: bool  # whether its forms were made

    @property
    def period(self) -> Period:
        """The period."""
        return self.status.period


def digest_of(morning: Morning, notice: Notice) -> tuple[Digest, bool]:
    """Return what a clerk is told, and whether there is news; changes count from the last letter that reached her.

    Raises StoreError.
    """
    office, status = morning.office, morning.status
    with office.store.reading() as connection:
        steps = service.notices(connection, morning.period.code)
        versions = facts.versions(connection, morning.period.code)
    known = attempts(steps)
    since = max((a.at for a in known if a.addressee == notice.clerk and a.outcome == "sent"), default=None)
    fresh = [each for each in known if since is None or each.begun.at > since]
    changes = tuple(_changes(office, status, [v for v in versions if since is None or v.at > since], since))
    doubts = tuple(_doubts(morning, fresh))
    wrong = [each for each in watched(office, morning.period) if each.good is False and each.code not in _ELSEWHERE]
    not_begun = tuple(_not_begun(morning))
    subject, report = _report(morning)
    told = Digest(
        rows=tuple(_row(row, morning.judged) for row in status.divisions) if morning.begun else (),
        changes=(*changes, *_reports(office, morning.period, since)),
        wrong=tuple(_wrong(morning)),
        calls=tuple(_calls(office, status)) if morning.begun else (),
        troubles=(*not_begun, *doubts, *_lying(morning), *_in_outbox(morning, fresh), *map(_told, wrong)),
        due_divisions=status.due_divisions,
        due_report=status.due_report,
        time=_time(office.now()),
        report=report,
        subject=subject,
    )
    return told, bool(changes or doubts or not_begun or any(each.code in _FAILED for each in wrong))


def _report(morning: Morning) -> tuple[str, str]:
    """Return the subject and the sentence that say how the department's own report stands with its due date."""
    status, today, config = morning.status, morning.office.today, morning.office.config
    if status.issue is not None or not morning.begun:
        return "digest", ""
    made = status.report
    stands = say.REPORT_MADE.format(version=made.version) if made else say.REPORT_NONE
    due = status.due_report
    if today < due:
        return "digest", say.REPORT_BEFORE.format(days=working_days_between(today, due, config.calendar), stands=stands)
    if today == due:
        return "report-due", say.REPORT_DUE.format(stands=stands)
    return "report-overdue", say.REPORT_OVERDUE.format(
        days=working_days_between(due, today, config.calendar), stands=stands
    )


def _not_begun(morning: Morning) -> Iterator[str]:
    """Yield that forms were not made: of this period, or of the running month where its due date draws near."""
    office, period = morning.office, morning.period
    if not morning.begun:
        yield say.NOT_BEGUN.format(period=period.label)
    month = month_of(office.today)
    due = due_divisions(office.config.calendar, month)
    late = add_working_days(due, -_FORMS_BEFORE, office.config.calendar) <= office.today
    if period.kind == "month" and period.code < month.code and late and not is_begun(office, month):
        yield say.NEXT_FORMS.format(period=month.label, code=month.code, due=f"{due:%d/%m/%Y}")


def _wrong(morning: Morning) -> Iterator[str]:
    """Yield what has to be mended before the report can be final, division by division, then of the whole."""
    judged, rows = morning.judged, [row for row in morning.status.divisions if not row.without]
    names = {row.division: row.name for row in rows}
    found = [f for f in judged.findings if f.severity == "error" and f.code not in STANDS and not judged.settled(f)]
    mine = [f for row in rows for f in found if f.division == row.division]
    mine += [f for f in found if f.division is None]
    for each in mine[:_SHOWN]:
        where = where_of(each)
        name = names.get(each.division or "", say.WHOLE)
        yield say.WRONG.format(
            name=name, where=f", {where[0].lower()}{where[1:]}" if where else "", what=said_of(each)[0]
        )
    if len(mine) > _SHOWN:
        yield say.WRONG_MORE.format(count=len(mine) - _SHOWN)


def _lying(morning: Morning) -> Iterator[str]:
    """Yield the files that came and were not taken in: whoever sent one thinks that it was."""
    found = list(lying(morning.office, morning.period)) if morning.begun else []
    for code, told in found[:_FILES]:
        yield " ".join(sentence(code, dict(told)))
    if len(found) > _FILES:
        yield say.FILES_MORE.format(count=len(found) - _FILES)


def _reports(office: Office, period: Period, since: dt.datetime | None) -> Iterator[str]:
    """Yield the newest report where it was made since: no news to whoever made it, but it belongs to the day's."""
    with office.store.reading() as connection:
        made = facts.reports(connection, period.code)
    if made and since is not None and made[-1].at > since:
        draft = say.NEW_REPORT_DRAFT if made[-1].draft else ""
        yield say.NEW_REPORT.format(version=made[-1].version, draft=draft, time=_time(made[-1].at))


def _unreadable(office: Office, status: Status, since: dt.datetime | None) -> dict[str, dt.datetime]:
    """Return the divisions whose file cannot be read, with when it was met first, but for what was told before."""
    broken = {row.division for row in status.divisions if row.state == "unreadable"}
    if not broken:
        return {}
    with office.store.reading() as connection:
        at = {run.id: run.at for run in facts.runs(connection, status.period.code)}
        met = facts.met(connection, status.period.code)
    first: dict[tuple[str, str, str], dt.datetime] = {}
    last: dict[str, tuple[str, str, str]] = {}
    for run, sightings in met.items():
        for each in sightings:
            if each.division in broken and each.code and run in at:
                last[each.division] = (each.division, each.digest or "", each.code)
                first.setdefault(last[each.division], at[run])
    return {name: first[key] for name, key in last.items() if since is None or first[key] > since}


def _changes(
    office: Office, status: Status, versions: Sequence[facts.Version], since: dt.datetime | None
) -> Iterator[str]:
    """Yield the newest version of each division that has one; a form that nobody has filled in is none; and which file
    cannot be read.
    """
    newest = {version.division: version for version in versions}
    broken = _unreadable(office, status, since)
    for row in status.divisions:
        if row.division in broken:
            time = _time(broken[row.division])
            yield say.NEW_UNREADABLE.format(division=row.division, name=row.name, time=time)
            continue
        version = newest.get(row.division)
        if version is not None and row.state != "missing":
            text = say.NEW_DRAFT if row.state == "draft" else say.NEW_VERSION
            yield text.format(division=row.division, name=row.name, version=version.version, time=_time(version.at))


def _doubts(morning: Morning, fresh: Sequence[Attempt]) -> Iterator[str]:
    """Yield the letters that nobody knows to have gone, and those that did not go: each by its last attempt."""
    last = {each.reason: each for each in fresh if each.is_letter}
    for each in last.values():
        facts_ = {"name": _addressee(morning, each), "time": _time(each.begun.at)}
        if each.outcome == "unknown":
            yield say.UNKNOWN_END.format(**facts_)
        elif each.outcome == "failed":
            text = say.NOT_WRITTEN if each.in_outbox else say.NOT_SENT
            yield text.format(**facts_, detail=each.detail.rstrip(".") or say.ENDED_MIDWAY)


def _in_outbox(morning: Morning, fresh: Sequence[Attempt]) -> Iterator[str]:
    """Yield whose letters lie in the outbox without an address; not where the office has none of anybody."""
    config = morning.office.config
    if not config.mail.host and not any(division.email for division in config.divisions):
        return
    laid = dict.fromkeys(a.addressee for a in fresh if a.is_letter and a.in_outbox and a.outcome == "sent")
    names = [d.name for d in map(config.division, laid) if d is not None and not d.email]
    if names:
        yield (say.IN_OUTBOX if config.mail.host else say.IN_OUTBOX_TOO).format(names=", ".join(names))


def _addressee(morning: Morning, attempt: Attempt) -> str:
    config = morning.office.config
    division = config.division(attempt.begun.division or "")
    if division is not None:
        return division.name
    if attempt.begun.division is not None:  # of config no more
        return attempt.addressee
    number = int(attempt.addressee.rpartition("-")[2]) if "-" in attempt.addressee else 1
    clerks = clerks_of(config)
    return clerks[number - 1].name if number <= len(clerks) else attempt.addressee


def open_of(judged: Judged, division: str) -> list[Finding]:
    """Return what is open of a division beside how it stands: that is told in words."""
    return [f for f in judged.findings if f.division == division and f.code not in STANDS and not judged.settled(f)]


def _row(row: DivisionStatus, judged: Judged) -> DigestRow:
    label = STATE_LABELS[row.state]
    found = open_of(judged, row.division) if row.state in {"draft", "submitted", "nil"} else []
    errors, warnings = count(found, "error"), count(found, "warning")
    parts = [say.ERRORS.format(errors=errors)] if errors else []
    parts += [say.WARNINGS.format(warnings=warnings)] if warnings else []
    state = label[2:] + (say.LATE if row.late else "")
    return DigestRow(row.division, row.name, label[:1], state, ", ".join(parts))


def _calls(office: Office, status: Status) -> Iterator[str]:
    """Yield whom to telephone: who is overdue or due today; who has no address, and is waited for or has to mend."""
    for row in status.divisions:
        division = office.config.division(row.division)
        if division is None or row.without or row.state == "not_expected":
            continue
        phone = say.PHONE.format(phone=division.phone) if division.phone else ""
        end = phone + ("" if division.email else say.NO_ADDRESS)
        if row.state in {"submitted", "nil"}:
            if row.errors and not division.email:
                yield say.CALL_WRONG.format(name=row.name, errors=row.errors, phone=end)
        elif office.today >= row.due or not division.email:
            yield say.CALL.format(name=row.name, state=STATE_LABELS[row.state][2:].lower(), phone=end)


def _told(wrong: Watched) -> str:
    return " ".join(sentence(f"watch-{wrong.code}", wrong.told))


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}"
