"""One round for one period: look, keep, read, record; a round without news records nothing."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sheets.errors import BookError
from sheets.excel.reader import read_books
from sheets.grid import Book
from sync.model.config import Config
from sync.model.finding import Finding
from sync.model.period import Period
from sync.reading.parse import identity_of
from sync.store import facts
from sync.work import cells
from sync.work.decide import Judged, judge
from sync.work.inbox import Received, take_in
from sync.work.office import Office, product
from sync.work.places import Candidate, candidates

Progress = Callable[[str, int, int], None]  # what is being read, how many are done, how many there are
OutcomeKind = Literal["read", "unchanged", "missing", "failed"]


@dataclass(frozen=True, slots=True)
class DivisionOutcome:
    """How one division fared in the round; `code` says why it failed."""

    division: str
    outcome: OutcomeKind
    source: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round did. `strays` are files that are nobody's form, with the reason."""

    period: Period
    read: int
    unchanged: int
    failed: int
    divisions: tuple[DivisionOutcome, ...]
    strays: tuple[facts.Seen, ...]
    received: tuple[Received, ...]
    judged: Judged
    seconds: float


def collect(office: Office, period: Period, progress: Progress = lambda *_: None) -> Outcome:
    """Run one round: files that look as before are not read again; what is read is kept before it is understood.

    Raises StoreError. One bad file never stops the others: it is recorded with the reason.
    """
    started = time.monotonic()
    received = take_in(office)
    found = candidates(office, period)
    with office.store.reading() as connection:
        before = facts.seen_files(connection, period.code)
        last = facts.latest_run(connection, period.code)
    changed = [c for c in found if not _as_before(c, before.get(c.source))]
    news = _read(office, period, changed, progress)
    after = [news.get(c.source) or before[c.source] for c in found]
    if news or last is None or last.config != office.config.digest or {c.source for c in found} != set(before):
        _record(office, period, after)
    judged = judge(office, period)
    if news or last is None:
        _log(office, period, judged.findings)
    return Outcome(
        period=period,
        read=sum(1 for s in news.values() if not s.code),
        unchanged=len(found) - len(changed),
        failed=sum(1 for s in news.values() if s.code),
        divisions=_divisions(office.config, period, after, news),
        strays=tuple(s for s in after if s.division is None),
        received=tuple(received),
        judged=judged,
        seconds=time.monotonic() - started,
    )


def _as_before(candidate: Candidate, seen: facts.Seen | None) -> bool:
    return (
        seen is not None
        and (seen.size, seen.modified_ns) == (candidate.size, candidate.modified_ns)
        and seen.code not in {"busy", "vanished", "timeout"}
    )


def _read(office: Office, period: Period, changed: Sequence[Candidate], progress: Progress) -> dict[str, facts.Seen]:
    """Keep the bytes of the changed files, read them, keep their cells; return what each turned out to be."""
    if not changed:
        return {}
    kept = _keep(office, changed)
    news: dict[str, facts.Seen] = {}
    books: list[Book] = []
    readable = [c for c in changed if c.source in kept]
    for done, (candidate, (_, book)) in enumerate(
        zip(readable, read_books([c.path for c in readable]), strict=True), start=1
    ):
        progress(candidate.source, done, len(changed))
        if isinstance(book, Book) and book.digest != kept[candidate.source]:
            book = BookError("busy")
        if isinstance(book, Book):
            books.append(book)
        news[candidate.source] = _understood(office.config, period, candidate, book, kept[candidate.source])
    for candidate in changed:
        if candidate.source not in kept:
            news[candidate.source] = _seen(
                candidate, None, _division_by_name(office.config, period, candidate), "vanished"
            )
    with office.store.writing() as connection:
        for book in books:
            facts.keep_cells(connection, book.digest, cells.READER, cells.pack(book))
    return news


def _keep(office: Office, changed: Sequence[Candidate]) -> dict[str, str]:
    kept: dict[str, str] = {}
    with office.store.writing() as connection:
        for candidate in changed:
            data = _bytes(candidate.path)
            if data is not None:
                kept[candidate.source] = facts.keep(connection, data, office.now())
    return kept


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _understood(
    config: Config, period: Period, candidate: Candidate, book: Book | BookError, digest: str
) -> facts.Seen:
    by_name = _division_by_name(config, period, candidate)
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
    return _seen(candidate, digest, identity.division, "")


def _seen(candidate: Candidate, digest: str | None, division: str | None, code: str) -> facts.Seen:
    return facts.Seen(candidate.source, candidate.size, candidate.modified_ns, digest, division, code)


def _division_by_name(config: Config, period: Period, candidate: Candidate) -> str | None:
    """Return the division that a file's name speaks of, where its content does not say."""
    head = candidate.path.stem.split("_")[0].casefold()
    return next((d.code for d in config.divisions_of(period) if d.code.casefold() == head), None)


def _record(office: Office, period: Period, after: Sequence[facts.Seen]) -> None:
    now = office.now()
    run = facts.Run(str(uuid.uuid4()), period.code, now, office.who, product(), office.config.digest)
    with office.store.writing() as connection:
        facts.keep(connection, office.config.path.read_bytes(), now)
        facts.add_run(connection, run)
        for s in after:
            if s.division and s.digest and not s.code:
                facts.add_version(connection, _version(s, s.division, s.digest, run, now))
        facts.add_sightings(connection, [_sighting(s, run) for s in after])
        facts.replace_seen(connection, period.code, after)


def _version(seen: facts.Seen, division: str, digest: str, run: facts.Run, now: dt.datetime) -> facts.Version:
    return facts.Version(division, run.period, 0, digest, seen.source, _modified(seen), now, 1, run.id)


def _sighting(seen: facts.Seen, run: facts.Run) -> facts.Sighting:
    return facts.Sighting(run.id, run.period, seen.division, seen.source, seen.digest, seen.code, _modified(seen))


def _modified(seen: facts.Seen) -> dt.datetime:
    return dt.datetime.fromtimestamp(seen.modified_ns // 1_000_000_000, tz=dt.UTC)


def _log(office: Office, period: Period, findings: Sequence[Finding]) -> None:
    with office.store.writing() as connection:
        run = facts.latest_run(connection, period.code)
        if run is not None:
            facts.log_findings(connection, run.id, period.code, findings)


def _divisions(
    config: Config, period: Period, after: Sequence[facts.Seen], news: dict[str, facts.Seen]
) -> tuple[DivisionOutcome, ...]:
    outcomes = []
    for division in config.divisions_of(period):
        mine = [s for s in after if s.division == division.code]
        good = [s for s in mine if not s.code]
        if good:
            kind: OutcomeKind = "read" if any(s.source in news for s in good) else "unchanged"
            outcomes.append(DivisionOutcome(division.code, kind, good[0].source))
        elif mine:
            outcomes.append(DivisionOutcome(division.code, "failed", mine[0].source, mine[0].code))
        else:
            outcomes.append(DivisionOutcome(division.code, "missing"))
    return tuple(outcomes)
