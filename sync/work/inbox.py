"""The inbox: what came by mail or chat is copied by its identity into its period's folder, never over a file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sheets.errors import BookError
from sheets.excel.reader import read_books
from sheets.grid import Book
from sync.model.period import PeriodError, parse_period
from sync.reading.parse import identity_of
from sync.work.office import RECEIVED, Office
from sync.work.places import Candidate
from sync.work.received import Received


def take_in(office: Office, found: Sequence[Candidate]) -> list[Received]:
    """Copy every recognised form of those found in the inbox into its period's folder and put the original aside.

    A file without a known identity stays where it is and is named with its reason.
    """
    read = read_books([candidate.path for candidate in found])
    return list(_received(office, zip(found, (book for _, book in read), strict=True)))


def _received(office: Office, read: Iterable[tuple[Candidate, Book | BookError]]) -> Iterator[Received]:
    for candidate, book in read:
        if isinstance(book, BookError):
            yield Received(candidate.source, "", book.code)
            continue
        target, code = _target(office, book, candidate)
        if target is not None:
            _copy(candidate.path, target)
            _set_aside(candidate.path, office.inbox / RECEIVED)
        yield Received(candidate.source, target.relative_to(office.config.folder).as_posix() if target else "", code)


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


def _copy(path: Path, target: Path) -> None:
    """Copy a file to the first free name ("… (2)"); a file there with the same bytes is left as it is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = _digest(path)
    free, number = target, 1
    while free.exists():
        if _digest(free) == digest:
            return
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    part = free.with_name(f".{free.name}.tmp")
    shutil.copy2(path, part)
    part.replace(free)


def _set_aside(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free, number = folder / path.name, 1
    while free.exists():
        number += 1
        free = folder / f"{path.stem} ({number}){path.suffix}"
    path.replace(free)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
