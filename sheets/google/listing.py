"""What one listing of Drive tells: which spreadsheets there are, and which have to be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets.google.answers import Json
from sheets.google.errors import GoogleCode, GoogleError

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
OFFICE = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel.sheet.macroenabled.12",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
)
QUERY = " or ".join(f"mimeType='{kind}'" for kind in (SPREADSHEET, *OFFICE))
FILE_FIELDS = "id,name,mimeType,modifiedTime,trashed,capabilities/canEdit"

LAG = dt.timedelta(minutes=10)  # Drive's modifiedTime comes minutes late
DAY = dt.timedelta(days=1)  # and may not come at all: once a day everything is read


@dataclass(frozen=True, slots=True)
class DriveFile:
    """One file as Drive lists it."""

    id: str
    name: str
    mime: str
    modified: dt.datetime
    trashed: bool = False
    can_edit: bool = True

    @property
    def unfit(self) -> GoogleCode | None:
        """Why this file cannot be a division's sheet, None where it can."""
        if self.trashed:
            return "google-in-bin"
        if self.mime == SPREADSHEET:
            return None
        return "google-office-file" if self.mime in OFFICE else "google-other-file"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a spreadsheet: the modified time *listed before* its last reading, and when that was."""

    modified: dt.datetime
    read_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """All files by id, as of `at`; those in `changed` have to be read. Where not `complete`, one may lack and exist."""

    files: Mapping[str, DriveFile]
    changed: frozenset[str]
    at: dt.datetime
    complete: bool = True


def listing(files: Iterable[DriveFile], seen: Mapping[str, Seen], at: dt.datetime, complete: bool = True) -> Listing:
    """Return the listing of these files; unchanged are those that were read as they are listed, and not lately touched.

    A file touched in the last ten minutes may have been touched again since, unlisted.
    """
    by_id = {file.id: file for file in files}
    changed = frozenset(file.id for file in by_id.values() if _to_read(file, seen.get(file.id), at))
    return Listing(by_id, changed, at, complete)


def _to_read(file: DriveFile, seen: Seen | None, at: dt.datetime) -> bool:
    if file.unfit is not None:
        return False
    if seen is None or seen.modified != file.modified or at - seen.read_at >= DAY or at < seen.read_at:
        return True
    return seen.read_at - file.modified < LAG


def file_of(entry: Json) -> DriveFile:
    """Return one entry of Drive's answer; raises GoogleError (`google-unavailable`) where it is not as asked for."""
    try:
        if not isinstance(entry, Mapping):
            raise TypeError
        able = entry.get("capabilities")
        return DriveFile(
            id=str(entry["id"]),
            name=str(entry["name"]),
            mime=str(entry["mimeType"]),
            modified=dt.datetime.fromisoformat(str(entry["modifiedTime"])),
            trashed=entry.get("trashed") is True,
            can_edit=not (isinstance(able, Mapping) and able.get("canEdit") is False),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise GoogleError("google-unavailable", f"an entry of Drive that lacks {error}") from error
