"""The inbox: what came by mail or chat is copied by its identity into its period's folder, never over a file."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sheets.errors import BookError
from sheets.excel.reader import read_books
from sheets.grid import Book
from sync.model.period import PeriodError, parse_period
from sync.reading.parse import identity_of
from sync.work.files import FileBusyError, move_new, write_new
from sync.work.office import RECEIVED, Office
from sync.work.places import BIGGEST, Candidate, source_name
from sync.work.received import Received


def take_in(office: Office, found: Sequence[Candidate]) -> list[Received]:
    """Copy every recognised form of those found in the inbox into its period's folder and put the original aside.

    A file without a known identity stays where it is and is named with its reason.
    """
    small = [candidate for candidate in found if candidate.size <= BIGGEST]
    read = read_books([candidate.path for candidate in small])
    big = [Received(candidate.source, "", "too-big") for candidate in found if candidate.size > BIGGEST]
    return [*big, *_received(office, zip(small, (book for _, book in read), strict=True))]


def _received(office: Office, read: Iterable[tuple[Candidate, Book | BookError]]) -> Iterator[Received]:
    for candidate, book in read:
        if isinstance(book, BookError):
            yield Received(candidate.source, "", book.code)
            continue
        target, code = _target(office, book, candidate)
        if target is None:
            yield Received(candidate.source, "", code)
            continue
        identity = identity_of(book)
        moved = _moved(office, candidate, target)
        yield replace(moved, division=identity.division, period=identity.period) if identity else moved


def _target(office: Office, book: Book, candidate: Candidate) -> tuple[Path | None, str]:
    identity = identity_of(book)
    if identity is None or identity.department != office.config.department:
        return None, "identity-missing" if identity is None else "other-department"
    if office.config.division(identity.division) is None:
        return None, "division-unknown"
    try:
        period = parse_period(identity.period)
    except PeriodError:
        return None, "identity-missing"
    ending = candidate.path.suffix.lower()
    return office.folder(period) / f"{identity.division}_BaoCao_{period.code}{ending}", ""


def _moved(office: Office, candidate: Candidate, target: Path) -> Received:
    """Copy a file to where it belongs and put the original aside; one that is held by another program stays.

    A copied file whose original stays is known by its bytes when it is met again.
    """
    placed = ""
    try:
        placed = source_name(office.config, _copy(candidate.path, target))
        set_aside(candidate.path, office.inbox / RECEIVED)
    except (FileBusyError, OSError):
        return Received(candidate.source, placed, "busy")
    return Received(candidate.source, placed, "")


def _copy(path: Path, target: Path) -> Path:
    """Copy a file to the first free name ("… (2)") and return it; a file there with the same bytes is left as it is."""
    data, modified_ns = path.read_bytes(), path.stat().st_mtime_ns
    for name in _names(target):
        if not _is(name, data):
            try:
                write_new(name, data, modified_ns=modified_ns)
            except FileExistsError:
                continue
        return name
    raise FileExistsError(target)


def set_aside(path: Path, folder: Path) -> None:
    """Move a file into a folder of what was taken in, under the first free name; raises FileBusyError."""
    for name in _names(folder / path.name):
        try:
            move_new(path, name)
        except FileExistsError:
            continue
        return


def _names(path: Path) -> Iterator[Path]:
    """Yield a name and the next ones: "a.xlsx", "a (2).xlsx", "a (3).xlsx" …"""
    yield path
    for number in itertools.count(2):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")


def _is(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
