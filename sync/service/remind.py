"""The reminders: what is due today is marked as begun, sent, and marked as it ended; never twice for one reason.

A letter whose end is unknown (the server broke off after it had the text) is shown to the clerk and not sent again. One
that surely did not go is tried again, a few times. Divisions are written to first: the clerk's letter tells of theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sync.model.duedates import OFFICE_ZONE
from sync.model.messages import service as say
from sync.model.messages.labels import STATE_LABELS
from sync.model.period import Period
from sync.service.digest import Morning, digest_of
from sync.service.letters import Letter, letter_to_clerk, letter_to_division
from sync.service.reasons import Notice, digests, notices
from sync.service.remarksplace import form_told, remarks_sentence, remarks_written
from sync.service.sending import Ended, sending, still_open
from sync.store import clerk, facts, service
from sync.work.attempts import Told, told_before
from sync.work.decide import judge_once
from sync.work.office import Office
from sync.work.overview import status_of
from sync.work.places import is_begun

UNTIL = dt.time(21, 0)  # nobody is written to at night


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of a day's letters, in their order; `open` says which earlier ones have not reached somebody."""

    letters: tuple[Ended, ...]
    open: tuple[str, ...] = ()


def remind(
    office: Office, period: Period, *, dry_run: bool = False, at_once: bool = False, earlier: bool = False
) -> Reminded:
    """Send what is due today; raises StoreError.

    The address stands in config alone: a division without one gets its letter into the outbox, and the clerk a line.
    `at_once`: what failed a moment ago is tried again now, for somebody asks by hand and has mended something.
    `earlier`: a later period has begun, and its letter tells the clerks how the machine does.
    """
    morning = _morning(office, period)
    with office.store.reading() as connection:
        told = told_before(service.notices(connection, period.code), office.now())
    if at_once:
        told = replace(told, waiting=frozenset(), away=frozenset())
    if dry_run:
        planned = (*_to_divisions(morning, told), *_to_clerks(morning, told))
        way = office.config.mail.host
        letters = tuple(Ended(x, "smtp" if way and x.address else "outbox") for x in planned)
        return Reminded(letters, tuple(still_open(office, period, ())))
    with sending(office, at_once=at_once) as mail:
        mail.send(_to_divisions(morning, told))
        mail.send(_to_clerks(morning, told, earlier=earlier))
    return Reminded(tuple(mail.ended), tuple(still_open(office, period, mail.ended)))


def make_reminders(office: Office, period: Period, going: Callable[[], None] = lambda: None) -> str | None:
    """Send what is due now, as the service does: not before the hour that config names, and not at night."""
    here = office.now().astimezone(OFFICE_ZONE)
    if not office.config.mail.at <= here.time() <= UNTIL:
        return None
    going()
    return " ".join(summary(done, each) for each, done in remind_all(office, period) if done.letters) or None


def remind_all(
    office: Office, period: Period, *, dry_run: bool = False, at_once: bool = False
) -> list[tuple[Period, Reminded]]:
    """Send what is due today of a period and, first, of the one before while its report is awaited; raises StoreError.

    `dry_run` and `at_once` are as for `remind`.
    """
    before = period.previous()
    told = []
    if _is_awaited(office, before):
        told.append((before, remind(office, before, dry_run=dry_run, at_once=at_once, earlier=True)))
    return [*told, (period, remind(office, period, dry_run=dry_run, at_once=at_once))]


def summary(done: Reminded, period: Period) -> str:
    """Return what became of the letters, counted by what is true of each."""
    ends = [(each.way, each.posted.end) for each in done.letters if each.posted]
    unknown = sum(end == "unknown" for _, end in ends)
    return say.REMINDED.format(
        period=period.label,
        sent=ends.count(("smtp", "sent")),
        outbox=ends.count(("outbox", "sent")),
        failed=sum(end == "failed" for _, end in ends),
        unknown=say.REMINDED_UNKNOWN.format(count=unknown) if unknown else "",
    )


def _is_awaited(office: Office, period: Period) -> bool:
    """True of a period whose forms came in and whose report was not issued: also where the next one has begun, or it
    is closed.
    """
    with office.store.reading() as connection:
        return facts.latest_run(connection, period.code) is not None and clerk.issued(connection, period.code) is None


def _morning(office: Office, period: Period) -> Morning:
    judged = judge_once(office, period)
    return Morning(office, judged, status_of(office, judged), is_begun(office, period))


def _to_divisions(morning: Morning, told: Told) -> list[Letter]:
    """Return the divisions' letters of today that were not sent yet; whose last one failed come last, so that what
    goes wrong with one letter holds up no other one.
    """
    office, period = morning.office, morning.period
    if not morning.begun:  # nobody is asked for a form that was never made
        return []
    letters = []
    written = remarks_written(office, period)
    for notice in notices(morning.status, morning.judged, office.config, office.today, told.settled):
        if not _may_go(notice, told, office) or notice.division is None:
            continue
        form = form_told(office, period, notice.division, notice.status)
        remarks = remarks_sentence(written.get(notice.division.code), say.REMARKS)
        letters.append(letter_to_division(notice, office.config, form, office.round, remarks))
    return sorted(letters, key=lambda letter: letter.notice.of_the_day in told.failed)


def _to_clerks(morning: Morning, told: Told, *, earlier: bool = False) -> Iterator[Letter]:
    """Yield the clerks' letters of this morning that were not sent yet."""
    office = morning.office
    for notice, due in digests(morning.status, office.config, office.today, told.settled):
        if _may_go(notice, told, office):
            says, news = digest_of(morning, notice)
            if due or (says.changes if earlier else news):
                yield letter_to_clerk(notice, office.config, says, office.round)


def _may_go(notice: Notice, told: Told, office: Office) -> bool:
    """Tell whether a letter may be tried now: not while it waits, nor while none can leave by its way."""
    names = {notice.of_the_day, *(reason.name for reason in notice.reasons)}
    way = "smtp" if notice.address and office.config.mail.host else "outbox"
    return notice.of_the_day not in told.settled and not names & (told.at_work | told.waiting) and way not in told.away


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
    written = remarks_written(office, period) if wrong else {}
    for row in wrong:
        place = remarks_sentence(written.get(row.division), say.CHAT_PLACES)
        yield say.CHAT_WRONG.format(name=row.name, errors=row.errors, place=place)
    if not waiting and not wrong:
        yield say.CHAT_ALL
