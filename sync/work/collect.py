"""One round for one period: look, take in what is new, say how the period stands; no news, nothing recorded."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from sync.model.config import Division
from sync.model.material import GONE, Failure
from sync.model.period import Period
from sync.store import caches, facts
from sync.work.google import Line, calling
from sync.work.office import Office, product
from sync.work.online import Online, Sheet, called, sheets_of
from sync.work.places import Candidate, candidates, in_inbox
from sync.work.progress import Progress
from sync.work.received import Received

if TYPE_CHECKING:  # a round without news judges nothing
    from sync.work.decide import Judged

OutcomeKind = Literal["read", "unchanged", "missing", "failed"]


@dataclass(frozen=True, slots=True)
class DivisionOutcome:
    """How one division fared in the round. `refused` are its files that could not be taken, a file that is gone too.

    `kept` is the number of the version that was read before and still counts, where no file of the round does.
    """

    division: str
    outcome: OutcomeKind
    source: str = ""
    name: str = ""
    refused: tuple[Failure, ...] = ()
    kept: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round did: how many files it read, knew from before, and could not take, before or now.

    `strays` are files that are nobody's form, with the reason.
    `open` counts the errors and warnings of each division that nobody has accepted, "" for the department's own texts.
    `untouched` are the divisions whose form lies there as it was handed out. `calls` counts the requests to Google, by
    the quota that they count for. `told` are the codes of what is to be told of the cluster that should have read.
    `judged` is the period as it was judged, where it had to be.
    """

    period: Period
    read: int
    unchanged: int
    failed: int
    divisions: tuple[DivisionOutcome, ...]
    strays: tuple[caches.Seen, ...]
    received: tuple[Received, ...]
    open: Mapping[str, tuple[int, int]]
    seconds: float
    untouched: frozenset[str] = frozenset()
    calls: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    judged: Judged | None = field(default=None, repr=False)

    @property
    def errors(self) -> int:
        """How many errors are open: a final report waits for them."""
        return sum(errors for errors, _ in self.open.values())


def collect(office: Office, period: Period, progress: Progress = lambda *_: None, line: Line | None = None) -> Outcome:
    """Run one round: files that look as before are not read again; what is read is kept before it is understood.

    `line` calls Google; without one it is opened here. Raises StoreError, and LeaseHeldError where another round is at
    work and this one has something to take in. One bad file never stops the others: it is recorded with the reason.
    """
    started = time.monotonic()
    with calling(office, line) as calls:
        online = called(office, period, calls)
        outcome = _collected(office, period, online, progress, started)
        return replace(outcome, calls=calls.calls)


def _collected(office: Office, period: Period, online: Online, progress: Progress, started: float) -> Outcome:
    looked = _look(office, period, online)
    if looked.is_as_before:
        return _taken(office, period, looked, (), progress, started)
    from sync.work.alone import alone

    with alone(office):
        received = _received(office)
        return _taken(office, period, _look(office, period, online), received, progress, started)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What lies at the places of a period, and what is known of it.

    `changed` are the files that have to be read. `same`: the last round had this config and this product. `waiting`:
    something lies in the inbox. `sheets` are the spreadsheets that `online` told of.
    """

    found: Sequence[Candidate]
    changed: Sequence[Candidate]
    before: Mapping[str, caches.Seen]
    same: bool
    waiting: bool
    online: Online
    sheets: Sequence[Sheet]

    @property
    def is_as_before(self) -> bool:
        """True where there is nothing to take in or to record: such a round needs not be alone."""
        here = {c.source for c in self.found}
        here |= {sheet.source for sheet in self.sheets if sheet.seen and sheet.seen.source == sheet.source}
        gone = any(source not in here and seen.code != "other-period" for source, seen in self.before.items())
        news = any(sheet.is_news(self.before.get(sheet.source)) for sheet in self.sheets)
        return self.same and not (self.waiting or gone or self.changed or news)


def _look(office: Office, period: Period, online: Online) -> _Looked:
    found = candidates(office, period)
    with office.store.reading() as connection:
        before = caches.seen_files(connection, period.code)
        last = facts.latest_run(connection, period.code)
    same = last is not None and (last.config, last.product) == (office.config.digest, product())
    sheets = sheets_of(online, same=same)
    changed = [c for c in found if not _as_before(c, before.get(c.source), same)]
    return _Looked(found, changed, before, same, bool(in_inbox(office)), online, sheets)


def _taken(
    office: Office,
    period: Period,
    looked: _Looked,
    received: tuple[Received, ...],
    progress: Progress,
    started: float,
) -> Outcome:
    found, before, same = looked.found, looked.before, looked.same
    news, sheets, told = _news(office, period, looked, progress)
    after = [news.get(c.source) or before[c.source] for c in found]
    after += sheets
    after += _elsewhere(office, period, received, before, {s.source for s in after})
    if not same or {s.source: s for s in after} != before:
        from sync.work.intake import record

        record(office, period, after)
    counted, judged = _counted(office, period)
    return Outcome(
        period=period,
        read=sum(1 for s in news.values() if not s.code),
        unchanged=sum(1 for s in after if not s.code and s.source not in news),
        failed=sum(1 for s in after if s.code),
        divisions=_divisions(office, period, after, news),
        strays=tuple(s for s in after if s.division is None),
        received=received,
        open=counted.open,
        seconds=time.monotonic() - started,
        untouched=counted.untouched,
        told=told,
        judged=judged,
    )


def _received(office: Office) -> tuple[Received, ...]:
    waiting = in_inbox(office)
    if not waiting:
        return ()
    from sync.work.inbox import take_in

    return tuple(take_in(office, waiting))


def _elsewhere(
    office: Office,
    period: Period,
    received: Sequence[Received],
    before: Mapping[str, caches.Seen],
    here: Collection[str],
) -> Iterator[caches.Seen]:
    """Yield the forms of earlier periods that came in while this one is read, now or in an earlier round.

    Who fills in last month's form again has sent nothing for this month, and must hear of it here.
    """
    expected = {division.code for division in office.config.divisions_of(period)}
    came = {r.target: r.division for r in received if r.target and r.division in expected and r.period < period.code}
    known = {s.source: s.division for s in before.values() if s.code == "other-period"}
    for source, division in {**known, **came}.items():
        if source in here:
            continue
        try:
            found = (office.config.folder / source).stat()
        except OSError:
            continue
        yield caches.Seen(source, found.st_size, found.st_mtime_ns, None, division, "other-period")


def _as_before(candidate: Candidate, seen: caches.Seen | None, same: bool) -> bool:
    """True where a file need not be read again; one that was refused is, where config or product are not the `same`."""
    return (
        seen is not None
        and (seen.size, seen.modified_ns) == (candidate.size, candidate.modified_ns)
        and seen.code not in {"busy", "vanished", "timeout"}
        and (same or not seen.code)
    )


def _news(
    office: Office, period: Period, looked: _Looked, progress: Progress
) -> tuple[Mapping[str, caches.Seen], Sequence[caches.Seen], tuple[str, ...]]:
    """Return what the changed files and spreadsheets turned out to be, how every spreadsheet stands, and what is to be
    told of the cluster.

    Spreadsheets are read from Google while files are read here.
    """
    files, sheets = looked.changed, looked.sheets
    if not sheets:
        news, told = _of_files(office, period, files, progress)
        return news, (), told
    from sync.work.onlineintake import begin, take_online

    fetching = begin(looked.online, office.config, period, sheets)
    done, total = len(files), len(files) + fetching.wanted
    news, told = _of_files(office, period, files, lambda source, at, _: progress(source, at, total))

    def say(source: str) -> None:
        nonlocal done
        done += 1
        progress(source, done, total)

    taken = take_online(office, period, sheets, fetching, looked.online.at, say)
    news = {**news, **{seen.source: seen for seen in taken.after if seen.source in taken.news}}
    return news, taken.after, told


def _of_files(
    office: Office, period: Period, changed: Sequence[Candidate], progress: Progress
) -> tuple[Mapping[str, caches.Seen], tuple[str, ...]]:
    if not changed:
        return {}, ()
    from sync.work.intake import take  # readers, parsers and checks load only where there is something to read

    taken = take(office, period, changed, progress)
    return taken.news, taken.told


def _counted(office: Office, period: Period) -> tuple[caches.Tally, Judged | None]:
    """Return how many findings are open and which forms nobody touched; judged anew only where something has changed.

    The findings are logged with the run that brought them; a round that was killed before is caught up with here.
    """
    with office.store.reading() as connection:
        known = caches.tally_of(connection, period.code, _key(office, caches.moment(connection)))
    if known is not None:
        return known, None
    from sync.work.decide import judge, remember

    judged = judge(office, period)
    untouched = frozenset(standing.division for standing in judged.round.standings if standing.blank)
    tally = caches.Tally(judged.open_by_division, untouched)
    with office.store.writing() as connection:
        run = facts.latest_run(connection, period.code)
        if run is not None and not facts.is_logged(connection, run.id):
            facts.log_findings(connection, run.id, period.code, judged.findings)
        remember(connection, office, judged)
        caches.keep_tally(connection, period.code, _key(office, judged.moment), tally)
    return tally, judged


def _key(office: Office, moment: str) -> str:
    """Everything that the findings of a period depend on: facts, config, product, and the day."""
    return f"{moment} {office.config.digest} {product()} {office.today}"


def _divisions(
    office: Office, period: Period, after: Sequence[caches.Seen], news: Mapping[str, caches.Seen]
) -> tuple[DivisionOutcome, ...]:
    by_division: dict[str | None, list[caches.Seen]] = {}
    for seen in after:
        by_division.setdefault(seen.division, []).append(seen)
    expected = office.config.divisions_of(period)
    kept: Mapping[str, facts.Version] = {}
    if not all(any(not s.code for s in by_division.get(d.code, ())) for d in expected):
        with office.store.reading() as connection:
            kept = {v.division: v for v in facts.versions(connection, period.code)}  # the newest of each comes last
    return tuple(_outcome(d, by_division.get(d.code, []), news, kept.get(d.code)) for d in expected)


def _outcome(
    division: Division, mine: Sequence[caches.Seen], news: Mapping[str, caches.Seen], kept: facts.Version | None
) -> DivisionOutcome:
    code, name = division.code, division.name
    good = [s for s in mine if not s.code]
    refused = tuple(Failure(s.source, s.code, s.digest, tuple(s.facts.items())) for s in mine if s.code)
    if good:
        kind: OutcomeKind = "read" if any(s.source in news for s in good) else "unchanged"
        return DivisionOutcome(code, kind, good[0].source, name, refused)
    number = kept.version if kept else None
    if refused:
        return DivisionOutcome(code, "failed", refused[0].source, name, refused, number)
    gone = (Failure(kept.source, GONE),) if kept else ()
    return DivisionOutcome(code, "missing", kept.source if kept else "", name, gone, number)
