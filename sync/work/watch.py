"""Whether what runs by itself still does: rounds, backups, letters, Google, room on the disk; alike for page, command
`status`, doctor and clerk.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from sync.model.config import Config
from sync.model.duedates import OFFICE_ZONE, due_divisions, due_report
from sync.model.messages import MESSAGES
from sync.model.messages import service as say
from sync.model.period import Period
from sync.store import clerk, facts, service
from sync.work.attempts import open_letters
from sync.work.away import forms_away
from sync.work.hours import last_slot, nights_since
from sync.work.office import Office

BACKUP_OLD = dt.timedelta(hours=48)  # a backup that is older is no backup
NIGHTS_MISSED, SILENT_LONG = 2, dt.timedelta(hours=36)  # by day too, in the days before the due date
ROOM_LOW = 0.1  # of the disk; below it what is kept every night fills it one day soon
ROOM_ENOUGH = 100 * 1024**3  # bytes; with so much free a tenth of a huge disk is nobody's worry
ROOM_FULL = 200 * 1024**2  # bytes; below it a round may not find its place
_NAMED = 3  # divisions, in one sentence
# What somebody should see to, while all goes on.
ODD = frozenset({"letters-unknown", "due-after-report"})
# What stops every spreadsheet, not one: whoever fills it sees nothing of it, and each round says only "not read".
GOOGLE_AWAY = frozenset({
    "google-quota", "google-unavailable", "google-network", "google-slow", "google-certificate", "google-clock",
    "google-key-missing", "google-key-exposed", "google-key-invalid", "google-key-revoked", "google-no-key-named",
    "google-account-gone", "google-api-off", "google-not-allowed",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing that runs by itself: `code` says how it stands, `good` None where it never ran; `at` is its last time.

    round-ok, round-slept, round-failed, round-never; backup-ok, backup-old, backup-never; step-failed (a letter, the
    page …); letters-unknown, letters-away, letters-failed, letters-unwritten; forms-away (the files of a period that
    were read lie nowhere any more); google-away; due-after-report; disk-low, disk-full. From letters on they are told
    only where something is wrong.
    """

    code: str
    good: bool | None
    at: dt.datetime | None = None
    detail: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def told(self) -> dict[str, str]:
        """The facts that its sentence names."""
        time = f"{self.at.astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}" if self.at else ""
        return {"time": time, "detail": self.detail.rstrip("."), **dict(self.facts)}


def watched(office: Office, period: Period) -> tuple[Watched, ...]:
    """Return how everything stands that runs by itself; raises StoreError."""
    with office.store.reading() as connection:
        rounds, backups = service.events(connection, "round", 1), service.events(connection, "backup", 50)
        steps = [e for kind in ("remind", "backup", "page") for e in service.events(connection, kind, 1)]
        letters = service.notices(connection, period.code)
        away = _google(connection, rounds[0]) if rounds else ()
        gone = forms_away(connection, period)
        sent = clerk.issued(connection, period.code)
    found = [_round(rounds, office, period), _backup(backups, office, bool(rounds))]
    folder = office.config.folder
    found += [Watched("step-failed", False, e.at, _stopped_at(e, folder)) for e in steps if not e.body.get("ok")]
    if gone is not None:
        found.append(Watched("forms-away", False, gone.at, facts=(("period", period.label), ("code", period.code))))
    orders = () if sent else _due_dates(office.config, period)
    return (*found, *away, *_letters(letters, office.now()), *orders, *disk(office.config.folder))


def _due_dates(config: Config, period: Period) -> Iterator[Watched]:
    """Yield that a division may hand in after the department has to, where config's extensions say so."""
    report = due_report(config.calendar, period)
    given = [(due_divisions(config.calendar, period, each.code), each.name) for each in config.divisions_of(period)]
    after = [name for due, name in given if due > report]
    if after:
        latest = max(due for due, _ in given)
        names = ", ".join(after[:_NAMED]) + (", …" if len(after) > _NAMED else "")
        dates = (("due", f"{latest:%d/%m/%Y}"), ("report", f"{report:%d/%m/%Y}"))
        yield Watched("due-after-report", False, facts=(("names", names), *dates))


def disk(folder: Path) -> Iterator[Watched]:
    """Yield that a folder's disk is running full, where it is."""
    usage = shutil.disk_usage(folder)
    if not usage.total:  # some shares do not tell
        return
    if usage.free < max(min(usage.total * ROOM_LOW, ROOM_ENOUGH), ROOM_FULL):
        room = (("room", room_told(usage.free)), ("percent", str(100 * usage.free // usage.total)))
        yield Watched("disk-full" if usage.free < ROOM_FULL else "disk-low", False, facts=room)


def room_told(count: int) -> str:
    """Return a number of bytes as "12,4 GB", where there is little as "87 MB" or "3 KB", as Windows counts them."""
    if count >= 100 * 1024**2:
        return f"{count / 1024**3:.1f} GB".replace(".", ",")
    return f"{count // 1024**2} MB" if count >= 1024**2 else f"{count // 1024} KB"


def _google(connection: Connection, last: service.Event) -> tuple[Watched, ...]:
    """Return that Google could not be used, where the last round says so: it read nothing, or wrote no remarks.

    A round that somebody made since by hand counts for what it read.
    """
    run = facts.latest_run(connection, last.period)
    if run is None:
        return ()
    codes = [each.code for each in facts.sightings(connection, run.id) if each.code in GOOGLE_AWAY]
    if run.id == last.run and last.body.get("google"):
        codes.append(str(last.body["google"]))
    if not codes:
        return ()
    said = MESSAGES[codes[0]].label
    detail = said if said.startswith("Google") else said[0].lower() + said[1:]
    return (Watched("google-away", False, run.at, detail),)


def _round(rounds: Sequence[service.Event], office: Office, period: Period) -> Watched:
    if not rounds:
        return Watched("round-never", None)
    last = rounds[0]
    silent = last_slot(office.now(), office.config, period) - last.at
    if silent > SILENT_LONG or nights_since(last.at, office.now(), office.config) >= NIGHTS_MISSED:
        return Watched("round-slept", False, last.at)
    if not last.body.get("ok"):
        return Watched("round-failed", False, last.at, _cause(last, office.config.folder))
    return Watched("round-ok", True, last.at)


def _stopped_at(event: service.Event, folder: Path) -> str:
    return say.STEP_STOPPED.format(step=say.STEPS[event.kind], reason=_cause(event, folder))


def _cause(event: service.Event, folder: Path) -> str:
    """Return why a step failed, without the path of the office's folder."""
    reason = str(event.body.get("reason") or event.body.get("detail", ""))
    return reason.replace(f"{folder}{os.sep}", "").replace(str(folder), "").rstrip(". ")


def _backup(backups: Sequence[service.Event], office: Office, serves: bool) -> Watched:
    good = next((e for e in backups if e.body.get("ok")), None)
    if good is None:
        return Watched("backup-never", False if serves else None)
    old = office.now() - good.at > BACKUP_OLD
    return Watched("backup-old" if old else "backup-ok", not old, good.at)


def _letters(letters: Sequence[service.Notice], now: dt.datetime) -> Iterator[Watched]:
    """Yield whether there are letters of which nobody knows whether they went, and addressees whom none reaches."""
    found = open_letters(letters, now)
    for code, those in (
        ("letters-unknown", [x for x in found if x.outcome == "unknown"]),
        ("letters-away", [x for x in found if x.away and not x.in_outbox]),  # it is none's own fault
        ("letters-failed", [x for x in found if x.outcome == "failed" and not x.away and not x.in_outbox]),
        ("letters-unwritten", [x for x in found if x.outcome == "failed" and x.in_outbox]),
    ):
        if those:
            last = those[-1]
            yield Watched(code, False, last.at, last.detail, (("count", str(len(those))),))
