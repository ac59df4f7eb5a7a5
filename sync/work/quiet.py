"""Whether anything is left to hear from divisions or to write for them: known without loading what does it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from sync.model.period import Period
from sync.store import caches
from sync.store.online import sheets_seen
from sync.work.office import Office, build
from sync.work.places import FEEDBACK_END, holds_remarks

_QUIET: caches.Name = ("", "feedback")


def beside_path(form: Path) -> Path:
    """Return where remarks stand beside a form."""
    return form.with_name(f"{form.stem}{FEEDBACK_END}.xlsx")


def is_quiet(office: Office, period: Period) -> bool:
    """True where facts, config, code, day and files are those at which everything had been heard and written."""
    with office.store.reading() as connection:
        return _QUIET in caches.derived_under(connection, period.code, _key(office, connection, period))


def keep_quiet(office: Office, period: Period) -> None:
    """Remember that everything has been heard and written."""
    with office.store.writing() as connection:
        caches.keep_derived(connection, period.code, _key(office, connection, period), {_QUIET: b"1"})


def _key(office: Office, connection: Connection, period: Period) -> str:
    looks = caches.taken_files(connection, period.code)
    places = {source.rpartition("/")[0] for source, *_ in looks}
    folders = {office.config.folder / place for place in places} | {office.inbox}
    remarks = sorted(look for folder in folders for look in _remarks(folder))
    # What staff answer in a Google spreadsheet changes neither the form there nor a file here.
    answered = sorted(one.remarks for one in sheets_seen(connection, period.code).values() if one.remarks)
    key = f"{caches.moment(connection)} {office.config.digest} {build()} {office.today} {looks} {remarks} {answered}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _remarks(folder: Path) -> Iterator[str]:
    """Yield how each file of remarks in a folder looks: ours, and copies that came back under other names."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if holds_remarks(entry.name):
                    found = entry.stat()
                    yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
    except OSError:
        return
