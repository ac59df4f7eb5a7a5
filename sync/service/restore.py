"""A backup put back: looked at whole before anything is written, only where nothing lies, config.yaml last."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sync.model.config import Config
from sync.model.config_error import ConfigError
from sync.model.config_file import config_of
from sync.model.messages import sentence
from sync.service.archive import CONFIG, FACTS, KIND, TEMPLATE, as_one_file, write_facts
from sync.service.sealed import ArchiveError, Sealed, opened_archive
from sync.store.copying import copy_facts, fingerprint, has_facts
from sync.store.engine import Store, StoreError, open_store
from sync.store.remote import is_remote
from sync.store.schema import HEAD
from sync.work.files import FileBusyError, move_new
from sync.work.office import RECEIVED
from sync.work.opening import store_of

_STAGING = ".dang-khoi-phuc"  # while it is there, a restoring was not ended; what it put is in its list
_LIST = "danh-sach.json"
_GIVEN = "nhan.db"  # the facts as they were given, while they are looked at
_CONFIG_MOST, _TEMPLATE_MOST = 4 << 20, 64 << 20
_ROOM = 64 << 20  # bytes that stay free beside what is written


@dataclass(frozen=True, slots=True)
class Restored:
    """An office put back: where, from which moment, how many facts; `left` is what is still to be done by hand, as
    codes of sentences with their facts.
    """

    folder: Path
    at: str
    rows: int
    left: tuple[tuple[str, dict[str, str]], ...] = ()


def restore(archive: Path, folder: Path) -> Restored:
    """Put a backup into a folder that is empty or not there yet, and return what came of it.

    Nothing is written before the archive was found whole; killed at any moment it leaves no config.yaml, and done again
    it ends as usual. Raises ArchiveError, StoreError, FileBusyError.
    """
    _refuse_occupied(folder, archive)
    with opened_archive(archive, KIND) as made:
        config = _looked_at(made, folder)
        new = not folder.exists()
        staging = folder / _STAGING
        try:
            _extract(made, staging)
            rows = _opened(made, staging)
            left = tuple(_put(made, config, folder, staging))
        except OSError as error:
            raise FileBusyError(folder, str(error)) from error
        finally:
            _tidy(folder)
            shutil.rmtree(staging, ignore_errors=True)
            if new:
                with suppress(OSError):
                    folder.rmdir()  # only where it stayed empty
        return Restored(folder, str(made.told.get("at", "")), rows, left)


def _refuse_occupied(folder: Path, archive: Path) -> None:
    """Raise ArchiveError where a folder holds something; the archive itself may lie there."""
    if folder.exists() and not folder.is_dir():
        raise FileBusyError(folder, "", "folder-taken")
    if is_remote(folder.absolute()):
        raise StoreError("store-remote", str(folder))
    try:
        _tidy(folder)
        there = sorted(path.name for path in folder.iterdir() if not _same(path, archive)) if folder.exists() else []
    except OSError as error:
        raise FileBusyError(folder, str(error)) from error
    if there:
        raise ArchiveError("restore-not-empty", folder=str(folder), file=there[0])


def _same(path: Path, archive: Path) -> bool:
    with suppress(OSError):
        return path.samefile(archive)
    return False


def _tidy(folder: Path) -> None:
    """Take away what a restoring left that was killed: its list tells what it had put."""
    listed = folder / _STAGING / _LIST
    if (folder / CONFIG).exists():
        return
    with suppress(OSError, ValueError, AttributeError):
        for name, kind in json.loads(listed.read_bytes()).items():
            path = folder / name
            if not path.resolve().is_relative_to(folder.resolve()):
                continue
            if kind == "file":
                path.unlink(missing_ok=True)
            elif path.is_dir() and not path.is_symlink():
                path.rmdir()
    shutil.rmtree(folder / _STAGING, ignore_errors=True)


def _looked_at(made: Sealed, folder: Path) -> Config | None:
    """Return the config of a backup, None where this product cannot read it; raises ArchiveError for what no backup of
    ours has, and where there is no room.
    """
    for name in made.members:
        if name not in {CONFIG, FACTS, TEMPLATE}:
            raise ArchiveError("archive-unlisted", member=name)
    for name in (CONFIG, FACTS):
        if name not in made.members:
            raise ArchiveError("archive-damaged", member=name)
    if str(made.told.get("schema", "")) > HEAD:
        raise ArchiveError("archive-newer", product=str(made.told.get("product", ""))[:40])
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if shutil.disk_usage(there).free < 2 * sum(member.size for member in made.members.values()) + _ROOM:
        raise ArchiveError("archive-no-room", folder=str(folder))
    for name in made.members:
        if not made.is_intact(name):
            raise ArchiveError("archive-damaged", member=name)
    try:
        return config_of(made.read(CONFIG, _CONFIG_MOST), folder / CONFIG)
    except ConfigError:  # written for a product of other days: no reason to keep the facts from anybody
        return None


def _extract(made: Sealed, staging: Path) -> None:
    """Write the members under names of ours beside the place where they will lie."""
    staging.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    for name in made.members:
        made.extract(name, staging / (_GIVEN if name == FACTS else name))


def _opened(made: Sealed, staging: Path) -> int:
    """Bring the facts up to this product and copy them, row by row, into a store of our own making: whatever else a
    foreign file holds stays behind. Return how many there are; raises ArchiveError.
    """
    try:
        store = open_store(_GIVEN, staging)
        try:
            rows = write_facts(store, staging)
        finally:
            store.close()
    except StoreError as error:
        if error.code in {"store-full", "store-shut"}:  # our own disk, not the archive
            raise
        raise ArchiveError("archive-damaged", member=FACTS) from error
    listed = made.told.get("rows")
    if not isinstance(listed, dict) or any(rows.get(table) != count for table, count in listed.items()):
        raise ArchiveError("archive-damaged", member=FACTS)
    return sum(rows.values())


def _put(made: Sealed, config: Config | None, folder: Path, staging: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Give everything its place, config.yaml last; yield what is still to be done by hand."""
    store, left = _store_place(config, folder, staging)
    inbox = Path(config.inbox if config else "hop-thu-den") / RECEIVED
    template = Path(config.template if config else "mau-bao-cao.docx")
    places = {store: FACTS, template: TEMPLATE, Path(CONFIG): CONFIG}
    goes = [(place, name) for place, name in places.items() if place is not None and name in made.members]
    _note(staging, [*(place for place, _ in goes), inbox])
    for place, name in goes[:-1]:
        move_new(staging / name, folder / place)
    (folder / inbox).mkdir(parents=True, exist_ok=True)
    move_new(staging / CONFIG, folder / CONFIG)
    yield from left
    if config is None:
        yield "restore-config", {}
    elif TEMPLATE not in made.members:
        yield "restore-no-template", {"file": config.template}


def _store_place(
    config: Config | None, folder: Path, staging: Path
) -> tuple[Path | None, list[tuple[str, dict[str, str]]]]:
    """Return where below the folder the facts go, None where they went into a database; and what is left to do.

    Nothing is written outside of the folder but into an empty database that the office names.
    """
    url = store_of(config) if config else FACTS
    if "://" in url and not url.startswith("sqlite"):
        place, left = _into_database(url, folder, staging)
        if place is None and config and config.store != url:
            left = [("restore-store-variable", {"store": config.store})]
        return place, left
    named = url.split("://", 1)[-1].removeprefix("/") if "://" in url else url
    home, place = (Path(os.path.normpath(path)) for path in (folder, folder / named))  # "../x" is a folder too
    if place.is_relative_to(home) and place != home and not ("://" in url and "?" in url):
        below = place.relative_to(home)
        taken = {CONFIG, _STAGING, *((Path(config.template).as_posix(), config.inbox) if config else ())}
        if below.as_posix() not in taken and below.parts[0] not in taken:
            return below, []
    return Path(FACTS), [("restore-store-elsewhere", {"store": url, "file": str(folder / FACTS)})]


def _into_database(url: str, folder: Path, staging: Path) -> tuple[Path | None, list[tuple[str, dict[str, str]]]]:
    """Load the facts into a database that holds none; where it does, or is not there, they stay a file."""
    facts = {"file": str(folder / FACTS)}
    try:
        target, source = open_store(url, folder), open_store(FACTS, staging)
        try:
            loaded = _loaded(source, target)
        finally:
            source.close()
            target.close()
            as_one_file(staging / FACTS)
    except StoreError as error:
        why = sentence(error.code, {"detail": error.detail})[0].rstrip(".")
        return Path(FACTS), [("restore-store-unreachable", {**facts, "why": why})]
    return (None, []) if loaded else (Path(FACTS), [("restore-store-full", facts)])


def _loaded(source: Store, target: Store) -> bool:
    """Load the facts; say whether the database now holds them, and no others."""
    with source.reading() as given, target.writing() as taken:
        if has_facts(taken):
            return fingerprint(given) == fingerprint(taken)
        copy_facts(given, taken)
        return True


def _note(staging: Path, places: list[Path]) -> None:
    """List what is about to be put, folders after what is in them: a restoring that is killed is tidied up by it."""
    listed: dict[str, str] = {}
    for place in places:
        if place.name != RECEIVED:
            listed[place.as_posix()] = "file"
    for place in places:
        for folder in (place, *place.parents)[0 if place.name == RECEIVED else 1 : -1]:
            listed.setdefault(folder.as_posix(), "folder")
    with (staging / _LIST).open("xb") as stream:
        stream.write(json.dumps(listed).encode())
        stream.flush()
        os.fsync(stream.fileno())


def told_at(restored: Restored) -> str:
    """Return the moment of the backup as people say it, "" where it bears none."""
    try:
        return f"{dt.datetime.fromisoformat(restored.at):%H:%M ngày %d/%m/%Y}"
    except ValueError:
        return ""
