"""From the store back to a Round: the facts of the latest run, parsed and set side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sheets.grid import Book
from sync.model.config import Config
from sync.model.config_file import ConfigError, config_of
from sync.model.duedates import OFFICE_ZONE, due_divisions
from sync.model.material import GONE, Copy, Lookup, Round, Standing, State
from sync.model.period import Period
from sync.model.records import Status, Submission
from sync.reading.outline import office_submission
from sync.reading.samewords import says_the_same
from sync.reading.untouched import is_untouched
from sync.store import blobs, caches, clerk, facts
from sync.work.cells import unpack
from sync.work.emptied import kept_before
from sync.work.frozen import freeze
from sync.work.lineage import gone, readdressed
from sync.work.office import Office, build
from sync.work.shelf import Beside, Past, Shelf, Submissions
from sync.work.standings import by_division, copies_of, standings_of
from sync.work.wording import Gone, with_edits

if TYPE_CHECKING:  # most commands find everything checked already
    from sync.checks.alone import Checked
    from sync.work.understanding import Understood

HISTORY = 12  # periods looked back on

_STATES: dict[Status | None, State] = {"submitted": "submitted", "nil": "nil", "draft": "draft", None: "draft"}


def load_round(office: Office, period: Period) -> Round:
    """Return the period as the store knows it: standings, submissions, and what the periods before said.

    A form that lies there as it was handed out is no submission: its division is missing. Raises StoreError. A period
    that was never looked at has every division missing.
    """
    return load(office, period).round


@dataclass(frozen=True, slots=True)
class Fresh:
    """A submission that had to be read from its cells, as it is kept; `key` is all else that it depends on."""

    period: str
    key: str
    name: caches.Name
    frozen: bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """A period as it will be printed (`round`), and what the clerk's edits in it were made on.

    `raw` is what divisions and outline say, `gone` the edited lines that stand in no division's sheet any more. `said`
    is what the checks said of forms alone, and `lookups` what a report looks for in them, of those that will be printed
    as their divisions wrote them.
    """

    round: Round
    raw: Round
    gone: tuple[Gone, ...] = ()
    fresh: tuple[Fresh, ...] = ()
    said: Mapping[str, Checked] = field(default_factory=dict)
    lookups: Mapping[str, Lookup] = field(default_factory=dict)


def understood_from(packed: bytes, config: Config, division: str, period: Period) -> Submission:
    """Return what a division's form says, of its cells as they are kept."""
    from sync.reading.parse import parse  # most commands find everything read already

    return parse(unpack(packed), config, division, period)


def fresh_from(book: Book, config: Config, division: str, period: Period) -> Fresh:
    """Return what a division's book says, as it is kept."""
    from sync.reading.parse import parse

    return Fresh(period.code, _key(config), (division, book.digest), freeze(parse(book, config, division, period)))


def load(office: Office, period: Period) -> Loaded:
    """Return the period with the clerk's edits, and without them; raises StoreError."""
    with office.store.reading() as connection:
        return loaded(connection, office, period)


def loaded(connection: Connection, office: Office, period: Period) -> Loaded:
    """Return what `load` does, at the moment of the store that a connection sees."""
    shelves: list[Shelf] = []
    try:
        found = _loaded(connection, office, period, _history(connection, office, period, shelves), shelves)
    finally:
        for shelf in shelves:
            shelf.leave()
    return replace(found, fresh=tuple(fresh for shelf in shelves for fresh in _fresh(shelf)))


def _fresh(shelf: Shelf) -> Iterator[Fresh]:
    for name, frozen in shelf.new.items():
        yield Fresh(shelf.period.code, _key(shelf.config), name, frozen)


def _loaded(
    connection: Connection,
    office: Office,
    period: Period,
    history: Mapping[str, Sequence[Submission]],
    shelves: list[Shelf],
) -> Loaded:
    config = _config(connection, office, period)
    standings = standings_of(connection, config, period, versions := facts.versions(connection, period.code))
    names = [(s.division, copy.digest) for s in standings for copy in copies_of(s)]
    keys, lines = (_key(config), _said_key(config, office.today)), clerk.lines(connection, period.code)
    shelf = Shelf(office.store, config, period, names, keys, lines, understood_from, connection)
    shelves.append(shelf)
    closed = clerk.holding(connection, period.code) is not None
    found = _understood(shelf, standings, versions, history, closed=closed)
    digests = {standing.division: digest for standing, digest in found if digest and standing.copy}
    submissions = Submissions(shelf, digests)
    settled = tuple(standing for standing, _ in found)
    raw = Round(config, period, office.today, settled, submissions, office_submission(config, period), history)
    edits = readdressed(clerk.edits(connection, period.code), raw.office)
    away = gone(connection, config, period, submissions.values(), edits) if edits else ()
    this = with_edits(raw, edits, away)
    if this is not raw:  # what was said of a form as its division wrote it holds no more where its lines are edited
        return Loaded(this, raw, away)
    return Loaded(this, raw, away, said=Beside(shelf.checked, digests), lookups=Beside(shelf.lookup, digests))


def remember(connection: Connection, fresh: Sequence[Fresh]) -> None:
    """Keep what was read from cells, so that the next command takes it up as it is."""
    for period, key in dict.fromkeys((one.period, one.key) for one in fresh):
        mine = {one.name: one.frozen for one in fresh if (one.period, one.key) == (period, key)}
        caches.keep_derived(connection, period, key, mine)


def keep_understood(connection: Connection, office: Office, period: Period, books: Iterable[Understood]) -> None:
    """Keep what children told of forms of a period, and what they said of each alone, for whoever asks next."""
    told = {(book.identity.division, book.digest): book for book in books if book.identity}
    read = {name: book.submission for name, book in told.items() if book.submission}
    said = {caches.said_of(name): book.checked for name, book in told.items() if book.checked}
    looked = {caches.looked_of(name): book.lookup for name, book in told.items() if book.lookup}
    caches.keep_derived(connection, period.code, _key(office.config), read | looked)
    caches.keep_derived(connection, period.code, _said_key(office.config, office.today), said)


def _key(config: Config) -> str:
    """Everything beside its cells that a submission depends on."""
    return f"{config.digest} {build()}"


def _said_key(config: Config, today: dt.date) -> str:
    """Everything that what is said of a submission alone depends on."""
    return f"{_key(config)} {today}"


def _config(connection: Connection, office: Office, period: Period) -> Config:
    """Return the config that a period is read by: a closed one stays with what it was closed on."""
    held = clerk.holding(connection, period.code)
    if held is None or held.config == office.config.digest:
        return office.config
    try:
        return config_of(blobs.bytes_of(connection, held.config), office.config.path)
    except ConfigError:  # written for a product of other days
        return office.config


def _understood(
    shelf: Shelf,
    standings: Sequence[Standing],
    versions: Sequence[facts.Version],
    history: Mapping[str, Sequence[Submission]],
    *,
    closed: bool,
) -> list[tuple[Standing, str | None]]:
    """Return how each division stands, and the digest of its copy: also that of a form that nobody has touched.

    A `closed` period stays with the copies that it was closed on.
    """

    def read_again(version: facts.Version) -> Submission | None:
        return shelf.submission((version.division, version.digest))

    kept = {} if closed else by_division(versions)
    found = []
    for standing in standings:
        earlier = history.get(standing.division, ())
        said = [(copy, shelf.submission((standing.division, copy.digest))) for copy in copies_of(standing)]
        now, submission = _settled(standing, said, shelf.config, shelf.period, earlier)
        before = kept_before(now, kept.get(standing.division, ()), read_again, earlier)
        if before:
            now, submission = _with_state(*before, shelf.config, shelf.period), before[1]
        found.append((now, submission.book if submission else None))
    return found


def _settled(
    standing: Standing,
    said: Sequence[tuple[Copy, Submission | None]],
    config: Config,
    period: Period,
    earlier: Sequence[Submission],
) -> tuple[Standing, Submission | None]:
    """Return the standing with the state that its copy tells; forms that nobody touched give way to those filled in.

    `said` are the standing's copies in their order, each with what it says.
    """
    filled = [(copy, s) for copy, s in said if s is None or not is_untouched(s, earlier)]
    if not filled:
        return _missing(standing), said[0][1] if said else None
    if not standing.picked and len(said) > 1:
        standing = replace(standing, copy=filled[0][0], others=tuple(copy for copy, _ in filled[1:]))
    submission = next((s for copy, s in said if copy == standing.copy), None)
    if submission is None:
        return standing, None
    alike = frozenset(copy.digest for copy, s in filled if s and copy != standing.copy and says_the_same(s, submission))
    standing = replace(standing, alike=alike)
    if is_untouched(submission, earlier):  # the clerk picked it
        return _missing(standing), submission
    return _with_state(standing, submission, config, period), submission


def _missing(standing: Standing) -> Standing:
    state: State = "unreadable" if standing.state == "unreadable" else "missing"
    failures = tuple(f for f in standing.failures if f.code != GONE)
    blank = None if standing.held else standing.copy
    return replace(standing, state=state, copy=None, others=(), failures=failures, held=False, blank=blank)


def _with_state(standing: Standing, submission: Submission, config: Config, period: Period) -> Standing:
    state = "unreadable" if standing.state == "unreadable" else _STATES[submission.info.status]
    copy = standing.copy if state in {"submitted", "nil"} else None
    # A file's time is that of the division's machine: one that runs ahead makes nobody late for what was read before.
    handed_in = min(copy.modified, copy.read_at) if copy else None
    due = due_divisions(config.calendar, period, standing.division)
    late = handed_in is not None and handed_in.astimezone(OFFICE_ZONE).date() > due
    return replace(standing, state=state, submitted_at=handed_in, late=late)


def _history(
    connection: Connection, office: Office, period: Period, shelves: list[Shelf]
) -> Mapping[str, Sequence[Submission]]:
    rounds: list[Mapping[str, Submission]] = []
    earlier = period
    for _ in range(HISTORY):
        earlier = earlier.previous()
        if facts.latest_run(connection, earlier.code) is not None:
            rounds.append(_loaded(connection, office, earlier, {}, shelves).round.submissions)
    return Past(rounds)
