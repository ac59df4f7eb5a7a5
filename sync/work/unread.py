"""What lies where forms are looked for and is not read: Word files, pictures, archives, folders, and what waits.

Nobody who sent a file should think that it has been taken in.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from sync.model.period import Period
from sync.store import clerk
from sync.work.office import COPIES, RECEIVED, Office
from sync.work.places import could_be_form, in_inbox, is_copy, made_here, source_name

_CODES = {
    ending: code
    for code, endings in (
        ("unread-archive", ".zip .rar .7z .gz .tar"),
        ("unread-picture", ".jpg .jpeg .png .heic .gif .bmp .tif .tiff .webp"),
        ("unread-word", ".doc .docx .docm .dot .dotx .rtf .odt"),
        ("unread-pdf", ".pdf"),
        ("unread-mail", ".eml .msg"),
    )
    for ending in endings.split()
}
_NOBODYS = {".tmp", ".lnk", ".ini", ".db", ".log", ".part", ".crdownload", ".url"}


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder that is not read: its path as people know it, the code of the sentence, where forms belong."""

    source: str
    code: str
    place: str


def unread(office: Office, period: Period, told: Collection[str] = ()) -> tuple[Unread, ...]:
    """Return what is not read in the inbox and in a period's folder; `told` are paths that were spoken of already."""
    known = {COPIES, *_folders_of(office, period)}
    found = [*_in(office, office.inbox, {RECEIVED}), *_in(office, office.folder(period), known)]
    with office.store.reading() as connection:
        kept = {office.folder(period) / each.file for each in clerk.issues(connection, period.code) if each.file}
    signed = {source_name(office.config, path) for path in kept}
    inbox = source_name(office.config, office.inbox)
    if not office.inbox.exists():
        found.append(Unread(inbox, "inbox-missing", inbox))
    waiting = [Unread(each.source, "inbox-waiting", inbox) for each in in_inbox(office)]
    return tuple(each for each in (*waiting, *found) if each.source not in told and each.source not in signed)


def left_in_inbox(office: Office, period: Period, told: Collection[str] = ()) -> tuple[Unread, ...]:
    """Return what lies in the inbox and cannot be taken in, but for what was `told`."""
    inbox = source_name(office.config, office.inbox)
    return tuple(each for each in unread(office, period, told) if each.place == inbox and each.source != inbox)


def _in(office: Office, folder: Path, known: Collection[str]) -> Iterator[Unread]:
    """Yield what is no workbook in a folder; `known` are the names of folders that may be in it ("*": any)."""
    place = source_name(office.config, folder)
    try:
        with os.scandir(folder) as entries:
            there = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in there:
        if entry.name.startswith((".", "~$")) or could_be_form(entry):
            continue
        ending = Path(entry.name).suffix.lower()
        if ending in _NOBODYS:
            continue
        ours = made_here(entry.name) and not is_copy(entry.name)
        if ours and (folder != office.inbox or folder == office.config.folder):  # there they belong
            continue
        source = source_name(office.config, Path(entry.path))
        if not _is_folder(entry):
            code = "unread-ours" if ours else _CODES.get(ending, "unread-file")
            yield Unread(source, "unread-copy" if is_copy(entry.name) else code, place)
        elif entry.name not in known and "*" not in known and _holds_something(entry):
            yield Unread(source, "unread-folder", place)


def _folders_of(office: Office, period: Period) -> Collection[str]:
    """Return the names of folders in which config looks for forms."""
    names: set[str] = set()
    for division in office.config.divisions_of(period):
        names.update((division.sheet.excel or "").replace("\\", "/").split("/")[:-1])
    return {"*"} if any("*" in name or "?" in name for name in names) else names


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _holds_something(entry: os.DirEntry[str]) -> bool:
    try:
        with os.scandir(entry.path) as inside:
            return any(True for _ in inside)
    except OSError:
        return True
