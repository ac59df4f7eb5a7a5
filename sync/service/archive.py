"""A backup: the facts as one SQLite file, config.yaml and the Word template in one archive that has been read back."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sync.service.sealed import ArchiveError, digest_of, kind_of, opened_archive, packing
from sync.store import service
from sync.store.copying import copy_facts, look_through
from sync.store.engine import Store, open_store
from sync.store.processes import birth
from sync.store.remote import is_remote
from sync.store.schema import HEAD
from sync.work.files import FileBusyError, move_new, move_over
from sync.work.office import Office

KIND = "backup"  # of archive, and of event
CONFIG, FACTS, TEMPLATE = "config.yaml", "baocao.db", "template.docx"  # the members
_WORKPLACE = ".dang-sao-luu-"
_ABANDONED = dt.timedelta(hours=6)

Going = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and read back; `rows` counts the facts."""

    path: Path
    at: dt.datetime
    size: int
    sha256: str
    rows: int


def backup(office: Office, target: Path, *, over_ours: bool = False, going: Going = lambda: None) -> Backup:
    """Make a backup while others go on working, and return it once it was read back whole.

    A file that is there is left alone; with `over_ours` a backup of ours is replaced. A folder gets a file of its own,
    and none is made: where a disk is not there, the backup would come to lie beside what it is to save. Killed at any
    moment it leaves no file under `target`. Raises ArchiveError, StoreError, FileBusyError.
    """
    at = office.now()
    if target.is_dir():
        target /= f"baocao_{at:%Y-%m-%d_%H%M}.zip"
    folder = target.parent if target.suffix else target  # a name without an ending was meant for a folder
    if not folder.is_dir():
        raise ArchiveError("backup-no-folder", folder=str(folder))
    if target.exists() and not (over_ours and kind_of(target) == KIND):
        raise ArchiveError("backup-exists", file=str(target))
    part = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        _sweep(target)
        part.unlink(missing_ok=True)
        with workplace(office.config.folder) as work:
            made = _made(office, part, work, at, going)
            (move_over if over_ours else move_new)(part, target)
    except FileExistsError as error:
        raise ArchiveError("backup-exists", file=str(target)) from error
    except OSError as error:
        raise FileBusyError(target, str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Backup(target, at, *made)


def record_backup(office: Office, made: Backup, *, nightly: bool) -> None:
    """Note in the store that a backup was made; raises StoreError."""
    body: dict[str, service.Detail] = {
        "ok": True,
        "name": made.path.name,
        "size": made.size,
        "sha256": made.sha256,
        "nightly": nightly,
    }
    run = office.round or uuid.uuid4().hex[:12]
    with office.store.writing() as connection:
        service.add_event(connection, service.Event(KIND, "", run, office.now(), body))


def _made(office: Office, part: Path, work: Path, at: dt.datetime, going: Going) -> tuple[int, str, int]:
    """Write the archive, read it back, and return its size, its SHA-256 and how many facts it holds."""
    rows = write_facts(office.store, work, going)
    with packing(part, at) as made:
        made.add(CONFIG, office.config.path.read_bytes())
        template = office.config.folder / office.config.template
        if template.is_file():
            made.add(TEMPLATE, template.read_bytes())
        made.add_file(FACTS, work / FACTS, going)
        made.close(KIND, schema=HEAD, rows=rows, office=office.config.short_name)
    (work / FACTS).unlink()
    _read_back(part, work, rows, going)
    return part.stat().st_size, digest_of(part, going), sum(rows.values())


def write_facts(store: Store, folder: Path, going: Going = lambda: None) -> dict[str, int]:
    """Write the facts of one moment of a store as one SQLite file, and return how many rows each table has.

    Rows are copied, not pages: each is compared with its digest on its way, the same is done for PostgreSQL, and what
    is no fact (caches, who is at work) stays behind.
    """
    made = open_store(FACTS, folder)
    try:
        with store.reading() as source, made.writing() as target:
            rows = copy_facts(source, target, going)
    finally:
        made.close()
    as_one_file(folder / FACTS)
    return rows


def as_one_file(path: Path) -> None:
    """Put what lies in the write-ahead log of a SQLite file, which nobody else has open, into the file itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE").fetchall()


def _read_back(part: Path, work: Path, rows: dict[str, int], going: Going) -> None:
    """Read an archive back from the disk: every member by its digest, the store by its own check, every row by its
    digest, and as many rows as were read; raises ArchiveError, StoreError.
    """
    with opened_archive(part, KIND) as made:
        for name in made.members:
            if name != FACTS and not made.is_intact(name):
                raise ArchiveError("archive-damaged", member=name)
        made.extract(FACTS, work / FACTS, going)
    store = open_store(FACTS, work)
    try:
        with store.reading() as connection:
            if look_through(connection, going) != rows:
                raise ArchiveError("archive-damaged", member=FACTS)
    finally:
        store.close()


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """Yield a folder for files on their way: in the office's own where that is a disk of this machine, for there is as
    much room as the store needs. It goes with the block; one left by a process that was killed goes now.
    """
    if is_remote(folder.absolute()):
        with tempfile.TemporaryDirectory(prefix="baocao-") as name:
            yield Path(name)
        return
    for left in folder.glob(f"{_WORKPLACE}*"):
        number = left.name.removeprefix(_WORKPLACE).split("-")[0]
        if not (number.isdigit() and birth(int(number))):
            shutil.rmtree(left, ignore_errors=True)
    work = folder / f"{_WORKPLACE}{os.getpid()}-{uuid.uuid4().hex[:8]}"
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sweep(target: Path) -> None:
    """Take away parts of backups that were killed: of this very one at once, of other nights when they are old, for
    another machine may be at work in the same folder.
    """
    now = dt.datetime.now(dt.UTC).timestamp()
    for left in target.parent.glob(".*.zip.*.tmp"):
        name, number = left.name[1:-4].rsplit(".", 1)
        if not number.isdigit() or birth(int(number)):
            continue
        with suppress(OSError):
            old = now - left.stat().st_mtime > _ABANDONED.total_seconds()
            if name == target.name or (name.startswith("baocao_") and old):
                left.unlink()
