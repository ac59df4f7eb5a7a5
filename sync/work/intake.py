"""What came anew: kept before it is read, read in children, understood by its identity, recorded as one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection

from sheets.errors import BookError
from sheets.excel.reader import read_books
from sheets.grid import Book
from sync.model.config import Config
from sync.model.period import Period
from sync.reading.parse import identity_of
from sync.store import facts
from sync.work import cells
from sync.work.derive import Fresh, fresh_from
from sync.work.lineage import continue_lines
from sync.work.office import Office, product
from sync.work.places import BIGGEST, Candidate
from sync.work.progress import Progress

_AT_ONCE = 25  # files whose bytes are held at once


@dataclass(frozen=True, slots=True)
class Taken:
    """What the changed files turned out to be, by source, and what those that are forms say."""

    news: Mapping[str, facts.Seen]
    fresh: tuple[Fresh, ...] = ()


def take(office: Office, period: Period, changed: Sequence[Candidate], progress: Progress) -> Taken:
    """Keep the bytes of the changed files, read them, keep their cells; return what each turned out to be.

    While the children read the next files, the one that has come is understood.
    """
    kept, refused = _keep(office, changed)
    news = {
        c.source: _understood(office.config, period, c, refused[c.source], None) for c in changed if c.source in refused
    }
    packed: dict[str, bytes] = {}
    fresh: list[Fresh] = []
    readable = [c for c in changed if c.source in kept]
    for done, (candidate, (_, book)) in enumerate(
        zip(readable, read_books([c.path for c in readable]), strict=True), start=1
    ):
        progress(candidate.source, done, len(changed))
        if isinstance(book, Book) and book.digest != kept[candidate.source]:
            book = BookError("busy")
        seen = news[candidate.source] = _understood(office.config, period, candidate, book, kept[candidate.source])
        if isinstance(book, Book):
            packed[book.digest] = cells.pack(book)
            if seen.division and not seen.code:
                fresh += _said(office.config, period, seen.division, book)
    with office.store.writing() as connection:
        facts.keep_all_cells(connection, cells.READER, packed)
    return Taken(news, tuple(fresh))


def _said(config: Config, period: Period, division: str, book: Book) -> Iterator[Fresh]:
    """Yield what a form says. A fault of our own here must not keep its cells from being kept: it comes up again."""
    with suppress(Exception):
        yield fresh_from(book, config, division, period)


def _keep(office: Office, changed: Sequence[Candidate]) -> tuple[dict[str, str], dict[str, BookError]]:
    """Keep what can be kept: digests by source, and why the others were not kept."""
    kept: dict[str, str] = {}
    refused: dict[str, BookError] = {}
    with office.store.writing() as connection:
        for start in range(0, len(changed), _AT_ONCE):
            found = {candidate.source: _bytes(candidate) for candidate in changed[start : start + _AT_ONCE]}
            refused |= {source: data for source, data in found.items() if isinstance(data, BookError)}
            read = {source: data for source, data in found.items() if not isinstance(data, BookError)}
            kept |= zip(read, facts.keep_all(connection, list(read.values()), office.now()), strict=True)
    return kept, refused


def _bytes(candidate: Candidate) -> bytes | BookError:
    if candidate.size > BIGGEST:
        return BookError("too-big")
    try:
        with candidate.path.open("rb") as stream:
            data = stream.read(BIGGEST + 1)  # it may have grown since it was looked at
    except OSError as error:
        return BookError("vanished", str(error))
    return BookError("too-big") if len(data) > BIGGEST else data


def _understood(
    config: Config, period: Period, candidate: Candidate, book: Book | BookError, digest: str | None
) -> facts.Seen:
    by_name = _division_by_name(config, period, candidate) or candidate.division
    if isinstance(book, BookError):
        return _seen(candidate, digest, by_name, book.code)
    identity = identity_of(book)
    if identity is None:
        return _seen(candidate, digest, by_name, "" if by_name else "identity-missing")
    expected = {d.code for d in config.divisions_of(period)}
    if identity.department != config.department:
        return _seen(candidate, digest, by_name, "other-department")
    if identity.division not in expected:
        return _seen(candidate, digest, by_name, "division-unknown")
    if identity.period != period.code:
        return _seen(candidate, digest, identity.division, "other-period")
    return _seen(candidate, digest, identity.division, "", identity.version)


def _seen(candidate: Candidate, digest: str | None, division: str | None, code: str, form: int = 0) -> facts.Seen:
    return facts.Seen(candidate.source, candidate.size, candidate.modified_ns, digest, division, code, form)


def _division_by_name(config: Config, period: Period, candidate: Candidate) -> str | None:
    """Return the division that a file's name speaks of, where its content does not say."""
    head = candidate.path.stem.split("_")[0].casefold()
    return next((d.code for d in config.divisions_of(period) if d.code.casefold() == head), None)


def record(office: Office, period: Period, after: Sequence[facts.Seen]) -> None:
    """Record a run: what it met, the versions that are new, how each path looks now; raises StoreError."""
    now = office.now()
    run = facts.Run(str(uuid.uuid4()), period.code, now, office.who, product(), office.config.digest)
    with office.store.writing() as connection:
        facts.keep(connection, office.config.path.read_bytes(), now)
        facts.add_run(connection, run)
        _add_versions(connection, run, after)
        continue_lines(connection, office.config, period, {s.division for s in after if s.division})
        facts.add_sightings(connection, [_sighting(s, run) for s in after])
        facts.replace_seen(connection, period.code, after)


def _add_versions(connection: Connection, run: facts.Run, after: Sequence[facts.Seen]) -> None:
    contents: dict[str, set[str]] = {}
    forms = [(s, s.division, s.digest) for s in after if s.division and s.digest and not s.code]
    for _, division, digest in forms:
        contents.setdefault(division, set()).add(digest)
    versions = [_version(seen, division, digest, run, run.at) for seen, division, digest in forms]
    facts.add_versions(connection, versions, {division for division, each in contents.items() if len(each) > 1})


def _version(seen: facts.Seen, division: str, digest: str, run: facts.Run, now: dt.datetime) -> facts.Version:
    return facts.Version(division, run.period, 0, digest, seen.source, _modified(seen), now, seen.form_version, run.id)


def _sighting(seen: facts.Seen, run: facts.Run) -> facts.Sighting:
    return facts.Sighting(run.id, run.period, seen.division, seen.source, seen.digest, seen.code, _modified(seen))


def _modified(seen: facts.Seen) -> dt.datetime:
    return dt.datetime.fromtimestamp(seen.modified_ns // 1_000_000_000, tz=dt.UTC)
