"""What came anew: kept before it is read, read in children, understood by its identity, recorded as one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from sheets.errors import BookError
from sheets.excel.reader import Readers, processors
from sheets.identity import Identity
from sync.model.config import Config
from sync.model.period import Period
from sync.store import answers, blobs, caches, facts
from sync.work import cells
from sync.work.cluster import Cluster, computing
from sync.work.derive import keep_understood
from sync.work.lineage import continue_lines
from sync.work.office import Office, product
from sync.work.places import BIGGEST, Candidate
from sync.work.progress import Progress
from sync.work.understanding import Asked, Understood, told_here, understood

_AT_ONCE = 25  # files whose bytes are held at once
_WORTH_A_CHILD = 30  # forms: what understands them takes as long to load as they to be understood


@dataclass(frozen=True, slots=True)
class Taken:
    """What the changed files turned out to be, by source.

    `told` are the codes of what is to be told of the cluster that should have read them.
    """

    news: Mapping[str, caches.Seen]
    told: tuple[str, ...] = ()


def take(
    office: Office,
    period: Period,
    changed: Sequence[Candidate],
    progress: Progress,
) -> Taken:
    """Keep the bytes of the changed files, have them read and understood, keep what they hold; return what each is.

    Children do it, or the cluster that config names; what they do not tell is worked out when it is asked for. Few
    forms are only read in a child, and understood here.
    """
    with computing(office.config.executor) as cluster:
        taken = _taken(office, period, changed, progress, cluster)
        return replace(taken, told=tuple(cluster.said)) if cluster else taken


def _taken(
    office: Office, period: Period, changed: Sequence[Candidate], progress: Progress, cluster: Cluster | None
) -> Taken:
    asked = Asked(office.config, period, office.today)
    executor = cluster.executor if cluster else None
    few = executor is None and len(changed) < _WORTH_A_CHILD
    count = cluster.ahead if cluster and executor else _workers(len(changed))
    with Readers(count, None if few else asked, executor=executor) as readers:
        kept, refused = _keep(office, changed)
        import sync.checks.run  # noqa: F401  the divisions are compared here: loaded while the children load it too

        news = {c.source: _refused(office, period, c, refused[c.source], None) for c in changed if c.source in refused}
        read: dict[str, Understood] = {}
        readable = [c for c in changed if c.source in kept]
        files = readers.told([c.path for c in readable])
        for done, (candidate, (_, told)) in enumerate(zip(readable, files, strict=True), start=1):
            progress(candidate.source, done, len(changed))
            digest = kept[candidate.source]
            book = told if isinstance(told, BookError) else understood(told_here(asked, told) if few else told)
            if isinstance(book, Understood) and book.digest != digest:
                book = BookError("busy")
            if isinstance(book, BookError):
                news[candidate.source] = _refused(office, period, candidate, book, digest)
                continue
            news[candidate.source] = identified(office.config, period, candidate, book.identity, digest)
            read[digest] = book
            if len(read) == _AT_ONCE:
                _keep_read(office, period, read)
                read = {}
    _keep_read(office, period, read)
    with office.store.reading() as connection:
        ours = answers.written_on(connection, kept.values())  # a file as we left it is the version that we wrote on
    news = {source: replace(s, digest=ours.get(s.digest or "", s.digest)) for source, s in news.items()}
    return Taken(news)


def _keep_read(office: Office, period: Period, read: Mapping[str, Understood]) -> None:
    """Keep what was told of books, by digest: nothing of it is held, the round asks the store for what it needs."""
    with office.store.writing() as connection:
        blobs.keep_all_cells(connection, cells.READER, {digest: book.cells for digest, book in read.items()})
        keep_understood(connection, office, period, read.values())


def _workers(files: int) -> int:
    """Return how many children are worth starting."""
    return min(processors(), 1 + files // _WORTH_A_CHILD)


def _keep(office: Office, changed: Sequence[Candidate]) -> tuple[dict[str, str], dict[str, BookError]]:
    """Keep what can be kept: digests by source, and why the others were not kept."""
    kept: dict[str, str] = {}
    refused: dict[str, BookError] = {}
    with office.store.writing() as connection:
        for start in range(0, len(changed), _AT_ONCE):
            found = {candidate.source: _bytes(candidate) for candidate in changed[start : start + _AT_ONCE]}
            refused |= {source: data for source, data in found.items() if isinstance(data, BookError)}
            read = {source: data for source, data in found.items() if not isinstance(data, BookError)}
            kept |= zip(read, blobs.keep_all(connection, list(read.values()), office.now()), strict=True)
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


def _refused(office: Office, period: Period, candidate: Candidate, error: BookError, digest: str | None) -> caches.Seen:
    return _seen(candidate, digest, _by_name(office.config, period, candidate), error.code)


def identified(
    config: Config, period: Period, candidate: Candidate, identity: Identity | None, digest: str
) -> caches.Seen:
    """Return what a file or spreadsheet is by the identity that it carries: a form of this period, or why none."""
    by_name = _by_name(config, period, candidate)
    if identity is None:
        return _seen(candidate, digest, by_name, "" if by_name else "identity-missing")
    if identity.department != config.department:
        return _seen(candidate, digest, by_name, "other-department")
    if not config.expects(identity.division, period):
        return _seen(candidate, digest, by_name, "division-unknown")
    if identity.period != period.code:
        return _seen(candidate, digest, identity.division, "other-period")
    return _seen(candidate, digest, identity.division, "", identity.version)


def _seen(candidate: Candidate, digest: str | None, division: str | None, code: str, form: int = 0) -> caches.Seen:
    return caches.Seen(candidate.source, candidate.size, candidate.modified_ns, digest, division, code, form)


def _by_name(config: Config, period: Period, candidate: Candidate) -> str | None:
    """Return the division that a file's name or place speaks of, where its content does not say."""
    named = config.code_of(candidate.path.stem.split("_")[0])
    return named if named and config.expects(named, period) else candidate.division


def record(office: Office, period: Period, after: Sequence[caches.Seen]) -> None:
    """Record a run: what it met, the versions that are new, how each path looks now; raises StoreError."""
    now = office.now()
    run = facts.Run(office.round or str(uuid.uuid4()), period.code, now, office.who, product(), office.config.digest)
    with office.store.writing() as connection:
        blobs.keep(connection, office.config.path.read_bytes(), now)
        facts.add_run(connection, run)
        _add_versions(connection, run, after)
        continue_lines(connection, office.config, period, {s.division for s in after if s.division})
        facts.add_sightings(connection, [_sighting(s, run) for s in after])
        caches.replace_seen(connection, period.code, after)


def _add_versions(connection: Connection, run: facts.Run, after: Sequence[caches.Seen]) -> None:
    contents: dict[str, set[str]] = {}
    forms = [(s, s.division, s.digest) for s in after if s.division and s.digest and not s.code]
    for _, division, digest in forms:
        contents.setdefault(division, set()).add(digest)
    versions = [_version(seen, division, digest, run, run.at) for seen, division, digest in forms]
    facts.add_versions(connection, versions, {division for division, each in contents.items() if len(each) > 1})


def _version(seen: caches.Seen, division: str, digest: str, run: facts.Run, now: dt.datetime) -> facts.Version:
    return facts.Version(division, run.period, 0, digest, seen.source, _modified(seen), now, seen.form_version, run.id)


def _sighting(seen: caches.Seen, run: facts.Run) -> facts.Sighting:
    modified = _modified(seen)
    return facts.Sighting(run.id, run.period, seen.division, seen.source, seen.digest, seen.code, modified, seen.facts)


def _modified(seen: caches.Seen) -> dt.datetime:
    return dt.datetime.fromtimestamp(seen.modified_ns // 1_000_000_000, tz=dt.UTC)
