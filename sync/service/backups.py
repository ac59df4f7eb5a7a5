"""The night's backup, and which of the older ones are kept: the newest of each day, week and month, as configured."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from pathlib import Path

from sync.model.config import Config
from sync.model.messages import keeping as say
from sync.model.period import Period
from sync.model.serving import BackupSettings
from sync.service.archive import KIND, backup, record_backup
from sync.service.sealed import kind_of
from sync.store import service
from sync.work.alone import turn
from sync.work.files import FileBusyError
from sync.work.hours import backup_due
from sync.work.office import Office

AGAIN = dt.timedelta(minutes=15)  # after a night's backup that failed
_NAME = re.compile(r"baocao_(\d{4}-\d\d-\d\d)\.zip")


def make_backup(office: Office, _period: Period, going: Callable[[], None] = lambda: None) -> str | None:
    """Make the night's backup where it is due, take away those that need not be kept, and return what is to be told.

    Raises ArchiveError, StoreError, FileBusyError, and LeaseHeldError where another service is at it.
    """
    if not _is_due(office):
        return None
    with turn(office, KIND):
        return _made(office, going) if _is_due(office) else None


def _is_due(office: Office) -> bool:
    with office.store.reading() as connection:
        known = service.events(connection, KIND, 200)
    if known and not known[0].body.get("ok") and abs(office.now() - known[0].at) < AGAIN:
        return False
    last = next((event.at for event in known if event.body.get("ok") and event.body.get("nightly")), None)
    return backup_due(office.now(), last, office.config)


def _made(office: Office, going: Callable[[], None]) -> str:
    settings = office.config.backups
    folder = office.config.folder / settings.folder
    if not is_elsewhere(office.config):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileBusyError(folder, str(error)) from error
    made = backup(office, folder / name_of(office.today), over_ours=True, going=going)
    record_backup(office, made, nightly=True)
    dropped = drop(folder, settings, office.today)
    told = say.NIGHTLY.format(name=made.path.name, size=bytes_said(made.size))
    return told + (say.DROPPED.format(count=dropped) if dropped else "")


def is_elsewhere(config: Config) -> bool:
    """True where the nights' backups go to a folder outside of the office's own, on another disk as a rule."""
    home = Path(os.path.normpath(config.folder))
    return not Path(os.path.normpath(home / config.backups.folder)).is_relative_to(home)


def name_of(day: dt.date) -> str:
    """Return the name of a night's backup: baocao_2024-01-18.zip."""
    return f"baocao_{day.isoformat()}.zip"


def day_of(name: str) -> dt.date | None:
    """Return the day of a night's backup by its name, None for any other file."""
    found = _NAME.fullmatch(name)
    if found:
        with suppress(ValueError):
            return dt.date.fromisoformat(found[1])
    return None


def superfluous(names: Iterable[str], settings: BackupSettings, today: dt.date) -> tuple[str, ...]:
    """Return which of a folder's files are backups that need not be kept, oldest first.

    Kept are the newest of each of the last `daily` days, `weekly` weeks and `monthly` months that have one. A name that
    is none of a night's backup is never among them, nor one of a day to come: a wrong clock made it.
    """
    days = {day: name for name in names if (day := day_of(name)) is not None and day <= today}
    newest_first = sorted(days, reverse=True)
    kept = set(newest_first[:1])
    spans: tuple[tuple[int, Callable[[dt.date], Hashable]], ...] = (
        (settings.daily, lambda day: day),
        (settings.weekly, lambda day: tuple(day.isocalendar())[:2]),
        (settings.monthly, lambda day: (day.year, day.month)),
    )
    for count, span_of in spans:
        newest: dict[Hashable, dt.date] = {}
        for day in newest_first:
            newest.setdefault(span_of(day), day)
        kept |= set(list(newest.values())[:count])
    return tuple(days[day] for day in sorted(days) if day not in kept)


def drop(folder: Path, settings: BackupSettings, today: dt.date) -> int:
    """Take away the backups that need not be kept, and return how many; what only bears such a name stays.

    One that cannot be taken away (open elsewhere, a share that is read only) is left for the next night.
    """
    dropped = 0
    for name in superfluous((path.name for path in folder.iterdir()), settings, today):
        path = folder / name
        with suppress(OSError):
            if path.is_file() and not path.is_symlink() and kind_of(path) == KIND:
                path.unlink()
                dropped += 1
    return dropped


def bytes_said(count: int) -> str:
    """Return a number of bytes as people say it: "850 KB", "12,4 MB"."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:.1f} MB".replace(".", ",")
    return f"{count / 1_000_000_000:.1f} GB".replace(".", ",")
