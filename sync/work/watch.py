"""Whether what runs by itself still does: the last round, the newest backup, letters; alike for page, doctor, clerk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sync.model.period import Period
from sync.store import service
from sync.work.hours import last_slot
from sync.work.office import Office

BACKUP_OLD = dt.timedelta(hours=48)  # a backup that is older is no backup
NIGHTS_MISSED = dt.timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing that runs by itself: `code` says how it stands, `good` None where it never ran; `at` is its last time.

    round-ok, round-slept, round-failed, round-never; backup-ok, backup-old, backup-never; step-failed (a letter, the
    page …); letters-unknown.
    """

    code: str
    good: bool | None
    at: dt.datetime | None = None
    detail: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())


def watched(office: Office, period: Period) -> tuple[Watched, ...]:
    """Return how everything stands that runs by itself; raises StoreError."""
    with office.store.reading() as connection:
        rounds, backups = service.events(connection, "round", 1), service.events(connection, "backup", 50)
        steps = [e for kind in ("remind", "page") for e in service.events(connection, kind, 1)]
        letters = service.notices(connection, period.code)
    found = [_round(rounds, office, period), _backup(backups, office, bool(rounds))]
    found += [Watched("step-failed", False, e.at, str(e.body.get("detail", ""))) for e in steps if not e.body.get("ok")]
    return (*found, *_letters(letters))


def _round(rounds: Sequence[service.Event], office: Office, period: Period) -> Watched:
    if not rounds:
        return Watched("round-never", None)
    last = rounds[0]
    if last_slot(office.now(), office.config, period) - last.at > NIGHTS_MISSED:
        return Watched("round-slept", False, last.at)
    if not last.body.get("ok"):
        return Watched("round-failed", False, last.at, str(last.body.get("detail", "")))
    return Watched("round-ok", True, last.at)


def _backup(backups: Sequence[service.Event], office: Office, serves: bool) -> Watched:
    good = next((e for e in backups if e.body.get("ok")), None)
    if good is None:
        return Watched("backup-never", False if serves else None)
    old = office.now() - good.at > BACKUP_OLD
    return Watched("backup-old" if old else "backup-ok", not old, good.at)


def _letters(letters: Sequence[service.Notice]) -> Iterator[Watched]:
    """Yield whether there are letters of which nobody knows whether they went."""
    ended = {letter.reason for letter in letters if letter.step != "begun"}
    doubtful = [x for x in letters if x.step == "begun" and ":day:" in x.reason and x.reason not in ended]
    if doubtful:
        yield Watched("letters-unknown", False, doubtful[-1].at, facts=(("count", str(len(doubtful))),))
