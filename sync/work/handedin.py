"""Read-only copies of what divisions handed in: what the report is made of, while the form itself is worked on."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from sync.model.material import ONLINE, Copy, Round
from sync.model.period import Period
from sync.store import blobs, facts
from sync.work.files import FileBusyError, write_new
from sync.work.office import COPIES, Office
from sync.work.places import WORKBOOKS, copy_name

_TRIES = 9  # names of one copy: what somebody changed under ours is left alone
_CLOCK = 2  # seconds: some disks keep times no finer


def handed_in(office: Office, this: Round) -> dict[str, Path]:
    """Return, by division, the copy of the version that counts, from the period's folder; what lacks is put there.

    A copy holds the very bytes that are kept in the store, and its name the version: one that is open in a program is
    never written over. Copies of other versions go, unless somebody holds or has changed them. A division whose copy
    cannot be written is left out, and one that fills a Google spreadsheet: that has a link. Raises StoreError.
    """
    folder = office.folder(this.period) / COPIES
    files = (s for s in this.standings if s.copy and not s.copy.source.startswith(ONLINE))
    wanted = {standing.division: standing.copy for standing in files if standing.copy}
    paths = {code: folder / _name(code, this.period, copy) for code, copy in wanted.items()}
    found = {code: path for code, path in paths.items() if _is_as_left(path, wanted[code])}
    others = _others(folder, {path.name for path in found.values()})
    if len(found) < len(wanted) or others:
        with office.store.reading() as connection:
            for code, copy in wanted.items():
                put = found.get(code) or _put(paths[code], copy, blobs.bytes_of(connection, copy.digest))
                if put:
                    found[code] = put
            _clear(connection, this.period, [path for path in others if path not in found.values()])
    return found


def make_writable(path: Path) -> None:
    """Let a file be removed or written over: Windows refuses both of a read-only one. Raises OSError."""
    path.chmod(stat.S_IREAD | stat.S_IWRITE)


def is_read_only(path: Path) -> bool:
    """True of a file that is there and that nobody may write to."""
    try:
        return not path.stat().st_mode & stat.S_IWRITE
    except OSError:
        return False


def _name(code: str, period: Period, copy: Copy) -> str:
    ending = Path(copy.source).suffix.lower()
    return copy_name(code, period, copy.version, ending if ending in WORKBOOKS else WORKBOOKS[0])


def _is_as_left(path: Path, copy: Copy) -> bool:
    """True of a file that looks as we left it: nobody may write to it, and it has the time of what was handed in."""
    try:
        there = path.stat()
    except OSError:
        return False
    return not there.st_mode & stat.S_IWRITE and abs(there.st_mtime - copy.modified.timestamp()) <= _CLOCK


def _put(path: Path, copy: Copy, data: bytes) -> Path | None:
    """Return the file that holds a copy, written where there is none; None where it cannot be."""
    for number in range(1, _TRIES + 1):
        name = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            if _bytes(name) is None:
                write_new(name, data)
            elif _bytes(name) != data:
                continue
        except FileBusyError:
            return None
        except OSError:  # taken a moment before, or open in a program that lets nobody else look
            continue
        _close(name, copy)
        return name
    return None


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _close(path: Path, copy: Copy) -> None:
    """Give a copy the time of what was handed in, and let nobody write to it; some disks know no such thing."""
    moment = copy.modified.timestamp()
    with suppress(OSError):
        make_writable(path)
        os.utime(path, (moment, moment))
    with suppress(OSError):
        path.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)


def _others(folder: Path, names: Collection[str]) -> list[Path]:
    """Return the files of the folder of copies but those of these names."""
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if entry.name not in names]
    except OSError:
        return []


def _clear(connection: Connection, period: Period, paths: Collection[Path]) -> None:
    """Remove copies of versions that no longer count: those that hold the kept bytes, to the letter."""
    if not paths:
        return
    kept = {
        _name(v.division, period, Copy(v.digest, v.source, v.version, v.modified, v.at)): v.digest
        for v in facts.versions(connection, period.code)
    }
    for path in _named(paths, kept):
        with suppress(OSError):
            if hashlib.sha256(path.read_bytes()).hexdigest() != kept[path.name]:
                continue
            make_writable(path)
            try:
                path.unlink()
            except OSError:  # open in a program: the next time
                path.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)


def _named(paths: Collection[Path], names: Collection[str]) -> Iterator[Path]:
    yield from (path for path in paths if path.name in names)
