"""The reminders: what is due today is marked as begun, sent, and marked as it ended; never twice for one reason.

A letter whose end is unknown (the server broke off after it had the text) is shown to the clerk and not sent again. One
that surely did not go is tried again, a few times.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sync.model.duedates import OFFICE_ZONE
from sync.model.messages import service as say
from sync.model.messages.commands import STATE_LABELS
from sync.model.period import Period
from sync.service.letters import Digest, DigestRow, Letter, letter_to_clerk, letter_to_division, message
from sync.service.posting import Outbox, Post, Posted, post
from sync.service.reasons import Notice, digest, notices
from sync.store import facts, service
from sync.work.decide import Judged, judge_once
from sync.work.office import Office
from sync.work.overview import DivisionStatus, Status, status_of
from sync.work.places import form_path, is_begun

OUTBOX = "thu-di"
TRIES = 5
AGAIN = dt.timedelta(minutes=30)
UNTIL = dt.time(21, 0)  # nobody is written to at night
_ATTEMPT = re.compile(r"#(\d+)$")


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of a day's letters, in their order; `posted` None where nothing was sent (a dry run)."""

    letters: tuple[tuple[Letter, Posted | None], ...]
    way: str = ""


def remind(office: Office, period: Period, *, dry_run: bool = False) -> Reminded:
    """Send what is due today; raises StoreError.

    The address stands in config alone: a division without one gets its letter into the outbox, and the clerk a line.
    """
    letters = due_letters(office, period)
    if dry_run:
        return Reminded(tuple((letter, None) for letter in letters))
    config = office.config
    ended: list[tuple[Letter, Posted | None]] = []
    outbox = config.folder / OUTBOX
    with post(config.mail, config.folder, outbox) as smtp:
        for letter in letters:
            carrier = smtp if letter.address else None
            ended.append((letter, _sent(office, letter, carrier)))
        return Reminded(tuple(ended), smtp.way)


def make_reminders(office: Office, period: Period, going: Callable[[], None] = lambda: None) -> str | None:
    """Send what is due now, as the service does: not before the hour that config names, and not at night."""
    here = office.now().astimezone(OFFICE_ZONE)
    if not office.config.mail.at <= here.time() <= UNTIL:
        return None
    going()
    done = remind(office, period)
    if not done.letters:
        return None
    return summary(done, period)


def summary(done: Reminded, period: Period) -> str:
    """Return what became of the letters, counted."""
    ends = [posted.end for _, posted in done.letters if posted]
    sent = ends.count("sent")
    facts_ = {"sent": sent if done.way == "smtp" else 0, "outbox": 0 if done.way == "smtp" else sent}
    return say.REMINDED.format(period=period.label, failed=len(ends) - sent, **facts_)


def due_letters(office: Office, period: Period) -> list[Letter]:
    """Return the letters of today that were not sent yet, divisions' first, the clerk's digest last."""
    config = office.config
    judged = judge_once(office, period)
    status = status_of(office, judged)
    with office.store.reading() as connection:
        steps = service.notices(connection, period.code)
    settled, waiting = _settled(steps, office.now())
    letters = []
    begun = is_begun(office, period)  # nobody is asked for a form that was never made
    for notice in notices(status, judged, config, office.today, settled) if begun else ():
        if notice.of_the_day in settled | waiting or any(r.name in waiting for r in notice.reasons):
            continue
        link = form_link(office, period, notice)
        letters.append(letter_to_division(notice, config, link, office.round))
    told = _digest(office, status, judged, steps)
    if not begun:
        told = replace(told, rows=(), calls=(), troubles=(say.NOT_BEGUN.format(period=period.label), *told.troubles))
    mine = digest(status, config, office.today, news=bool(told.changes or told.troubles), told=settled)
    if mine and mine.reasons[0].name not in waiting:
        letters.append(letter_to_clerk(mine, config, told, office.round))
    return letters


def chat_text(office: Office, period: Period) -> Iterator[str]:
    """Yield what the clerk may paste into a chat group: who has not handed in, and who has something to mend."""
    status = status_of(office, judge_once(office, period))
    open_ones = [r for r in status.divisions if not r.without and r.state not in {"nil", "not_expected"}]
    waiting = [r for r in open_ones if r.state != "submitted"]
    wrong = [r for r in open_ones if r.state == "submitted" and r.errors]
    due = f"{status.due_divisions:%d/%m/%Y}"
    yield say.CHAT_HEAD.format(office=office.config.short_name, period=period.label, due=due)
    for row in waiting:
        extended = say.CHAT_DUE.format(due=f"{row.due:%d/%m/%Y}") if row.due != status.due_divisions else ""
        yield say.CHAT_WAITING.format(name=row.name, state=STATE_LABELS[row.state][2:].lower(), due=extended)
    for row in wrong:
        yield say.CHAT_WRONG.format(name=row.name, errors=row.errors)
    if not waiting and not wrong:
        yield say.CHAT_ALL


def form_link(office: Office, period: Period, notice: Notice) -> str:
    """Return where a division's form is: its spreadsheet, or its file's path below the office's folder."""
    division = notice.division
    if division is None:
        return ""
    if division.sheet.google:
        return division.sheet.google if division.sheet.google.startswith("https://") else ""
    return form_path(office.config, division, period).relative_to(office.config.folder).as_posix()


def _settled(steps: Sequence[service.Notice], now: dt.datetime) -> tuple[frozenset[str], frozenset[str]]:
    """Return the reasons that are over with (sent, of unknown end, or tried often enough), and those that wait a
    while before they are tried again.
    """
    by_reason: dict[str, dict[int, list[service.Notice]]] = {}
    for step in steps:
        found = _ATTEMPT.search(step.reason)
        base, number = (step.reason[: found.start()], int(found[1])) if found else (step.reason, 1)
        by_reason.setdefault(base, {}).setdefault(number, []).append(step)
    settled, waiting = set(), set()
    for base, attempts in by_reason.items():
        last = attempts[max(attempts)][-1]
        if last.step != "failed" or len(attempts) >= TRIES:
            settled.add(base)
        elif abs(now - last.at) < AGAIN:
            waiting.add(base)
    return frozenset(settled), frozenset(waiting)


def _sent(office: Office, letter: Letter, carrier: Post | None) -> Posted | None:
    """Mark a letter as begun, send it, mark how it ended; None where somebody else has begun it meanwhile."""
    notice = letter.notice
    names = [r.name for r in notice.reasons] + ([notice.of_the_day] if notice.division else [])
    with office.store.writing() as connection:
        steps = service.notices(connection, notice.period.code)
        settled, waiting = _settled(steps, office.now())
        if any(name in settled | waiting for name in names):
            return None
        tried = [step.reason for step in steps if step.step == "begun"]
        names = [_attempt(name, tried) for name in names]
        for name in names:
            service.add_notice(connection, _step(office, notice, name, "begun", {}))
    posted = _post(office, letter, carrier)
    if posted.end != "unknown":  # one whose end is unknown stays begun
        step: service.Step = "sent" if posted.end == "sent" else "failed"
        with office.store.writing() as connection:
            for name in names:
                service.add_notice(connection, _step(office, notice, name, step, {"detail": posted.detail}))
    return posted


def _post(office: Office, letter: Letter, carrier: Post | None) -> Posted:
    notice = letter.notice
    who = notice.division.code if notice.division else "tong-hop"
    name = f"{notice.period.code}_{who}_{notice.day.isoformat()}"
    if carrier is None:
        carrier = Outbox(office.config.folder / OUTBOX)  # the clerk finds it there, and adds the address
        letter = replace(letter, address=f"{who.lower()}@chua-co-dia-chi.invalid")
    try:
        mail = message(letter, office.config, office.now())
    except ValueError:  # an address that mail cannot hold: this letter stays, the others go
        return Posted("failed", say.NO_ADDRESS_YET)
    return carrier.send(mail, letter.address, name)


def _attempt(name: str, tried: Sequence[str]) -> str:
    """Return a reason's name for this attempt: the bare name, then "…#2", "…#3"."""
    number = sum(1 for other in tried if _ATTEMPT.sub("", other) == name) + 1
    return name if number == 1 else f"{name}#{number}"


def _step(
    office: Office, notice: Notice, name: str, step: service.Step, body: dict[str, service.Detail]
) -> service.Notice:
    division = notice.division.code if notice.division else None
    return service.Notice(notice.period.code, division, name, step, office.now(), {**body, "round": office.round})


def _digest(office: Office, status: Status, judged: Judged, steps: Sequence[service.Notice]) -> Digest:
    """Return what the clerk is told this morning; changes count from her last digest."""
    config, period = office.config, judged.round.period
    digests = [s for s in steps if s.step == "sent" and s.division is None]
    since = digests[-1].at if digests else None
    with office.store.reading() as connection:
        versions = facts.versions(connection, period.code)
        kinds = ("round", "backup", "remind", "page")
        events = [e for kind in kinds for e in service.events(connection, kind, 1)]
    names = {d.code: d.name for d in config.divisions_of(period)}
    changes = tuple(
        say.NEW_VERSION.format(division=v.division, name=names[v.division], version=v.version, time=_time(v.at))
        for v in versions
        if v.division in names and (since is None or v.at > since)
    )
    troubles = [str(e.body["detail"]) for e in events if not e.body.get("ok") and e.body.get("detail")]
    troubles += _doubts(steps, names)
    return Digest(
        rows=tuple(_row(row) for row in status.divisions),
        changes=changes,
        calls=tuple(_calls(office, status)),
        troubles=tuple(troubles),
        due_divisions=status.due_divisions,
        due_report=status.due_report,
        time=_time(office.now()),
    )


def _doubts(steps: Sequence[service.Notice], names: dict[str, str]) -> Iterator[str]:
    """Yield the letters that nobody knows to have gone, and those that did not go, each once a day's letter."""
    ended = {s.reason: s for s in steps if s.step != "begun"}
    for step in steps:
        if step.step != "begun" or ":day:" not in step.reason:
            continue
        name, end = names.get(step.division or "", step.division or ""), ended.get(step.reason)
        if end is None:
            yield say.UNKNOWN_END.format(name=name, time=_time(step.at))
        elif end.step == "failed":
            yield say.NOT_SENT.format(name=name, time=_time(step.at), detail=end.body.get("detail", ""))


def _row(row: DivisionStatus) -> DigestRow:
    label = STATE_LABELS[row.state]
    counts = say.COUNTS.format(errors=row.errors, warnings=row.warnings) if row.errors or row.warnings else ""
    late = say.LATE if row.late else ""
    return DigestRow(row.division, row.name, label[:1], label[2:] + late, counts)


def _calls(office: Office, status: Status) -> Iterator[str]:
    """Yield whom to telephone: who is overdue or due today, and who has no address."""
    for row in status.divisions:
        division = office.config.division(row.division)
        if division is None or row.without or row.state in {"submitted", "nil", "not_expected"}:
            continue
        if office.today >= row.due or not division.email:
            phone = say.PHONE.format(phone=division.phone) if division.phone else ""
            lacks = "" if division.email else say.NO_ADDRESS
            yield say.CALL.format(name=row.name, state=STATE_LABELS[row.state][2:].lower(), phone=phone + lacks)


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}"
