"""From the store back to a Round: the facts of the latest run, parsed and set side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sheets.grid import Book
from sync.model.config import Config
from sync.model.config_file import ConfigError, config_of
from sync.model.decisions import pick, spoken_of
from sync.model.duedates import OFFICE_ZONE, due_divisions
from sync.model.material import GONE, ONLINE, Copy, Failure, Round, Standing, State
from sync.model.material import standing_of as standing_of
from sync.model.period import Period
from sync.model.records import Acceptance, Status, Submission
from sync.reading.outline import office_submission
from sync.reading.samewords import says_the_same
from sync.reading.untouched import is_untouched
from sync.store import caches, clerk, facts
from sync.work.cells import unpack
from sync.work.frozen import FrozenError, freeze, submission_of
from sync.work.lineage import gone, readdressed, with_lines
from sync.work.office import Office, build
from sync.work.places import form_path, source_name
from sync.work.wording import Gone, with_edits

if TYPE_CHECKING:  # most commands find everything checked already
    from sync.checks.alone import Checked

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
    """A submission that had to be read from its cells, and all else that it depends on; `remember` keeps it.

    `frozen` is the same as it is kept, and `checked` what the checks said of it, where a child told it.
    """

    submission: Submission
    key: str
    frozen: bytes = b""
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A period as it will be printed (`round`), and what the clerk's edits in it were made on.

    `raw` is what divisions and outline say, `gone` the edited lines that stand in no division's sheet any more.
    """

    round: Round
    raw: Round
    gone: tuple[Gone, ...] = ()
    fresh: tuple[Fresh, ...] = ()


def fresh_from(book: Book, config: Config, division: str, period: Period) -> Fresh:
    """Return what a division's book says."""
    from sync.reading.parse import parse  # most commands find everything read already

    return Fresh(parse(book, config, division, period), _key(config))


def fresh_of(config: Config, submission: Submission, frozen: bytes, checked: Checked | None) -> Fresh:
    """Return what a child told of a division's book."""
    return Fresh(submission, _key(config), frozen, checked)


def load(office: Office, period: Period) -> Loaded:
    """Return the period with the clerk's edits, and without them; raises StoreError."""
    with office.store.reading() as connection:
        return loaded(connection, office, period)


def loaded(connection: Connection, office: Office, period: Period, read: Sequence[Fresh] = ()) -> Loaded:
    """Return what `load` does, at the moment of the store that a connection sees; `read` are forms just read."""
    fresh = list(read)
    found = _loaded(connection, office, period, _history(connection, office, period, fresh), fresh)
    return replace(found, fresh=tuple(fresh))


def _loaded(
    connection: Connection,
    office: Office,
    period: Period,
    history: Mapping[str, tuple[Submission, ...]],
    fresh: list[Fresh],
) -> Loaded:
    config = _config(connection, office, period)
    found = _understood(connection, config, period, history, fresh)
    standings = tuple(standing for standing, _ in found)
    submissions = {s.division: submission for s, submission in found if submission and s.copy}
    raw = Round(config, period, office.today, standings, submissions, office_submission(config, period), history)
    edits = readdressed(clerk.edits(connection, period.code), raw.office)
    away = gone(connection, config, period, submissions.values(), edits) if edits else ()
    return Loaded(with_edits(raw, edits, away), raw, away)


def remember(connection: Connection, fresh: Sequence[Fresh]) -> None:
    """Keep what was read from cells, so that the next command takes it up as it is."""
    for period, key in dict.fromkeys((one.submission.period.code, one.key) for one in fresh):
        mine = [
            (one.submission, one.frozen or freeze(one.submission))
            for one in fresh
            if (one.submission.period.code, one.key) == (period, key)
        ]
        caches.keep_derived(connection, period, key, {(s.division or "", s.book): kept for s, kept in mine})


def _key(config: Config) -> str:
    """Everything beside its cells that a submission depends on."""
    return f"{config.digest} {build()}"


def _config(connection: Connection, office: Office, period: Period) -> Config:
    """Return the config that a period is read by: a closed one stays with what it was closed on."""
    held = clerk.holding(connection, period.code)
    if held is None or held.config == office.config.digest:
        return office.config
    try:
        return config_of(facts.bytes_of(connection, held.config), office.config.path)
    except ConfigError:  # written for a product of other days
        return office.config


def _understood(
    connection: Connection,
    config: Config,
    period: Period,
    history: Mapping[str, Sequence[Submission]],
    fresh: list[Fresh],
) -> list[tuple[Standing, Submission | None]]:
    """Return how each division stands, and what its copy says: also that of a form that nobody has touched."""
    standings = _standings(connection, config, period)
    wanted = {(s.division, copy.digest) for s in standings for copy in copies_of(s)}
    known = _known(connection, config, period, wanted)
    just_read = [f.submission for f in fresh if (f.submission.period, f.key) == (period, _key(config))]
    known |= {(submission.division or "", submission.book): submission for submission in just_read}
    packed = facts.cells_of(connection, [digest for division, digest in wanted if (division, digest) not in known])
    lines = clerk.lines(connection, period.code)

    def read(division: str, copy: Copy) -> Submission | None:
        said = known.get((division, copy.digest))
        if said is None and copy.digest in packed:
            fresh.append(fresh_from(unpack(packed[copy.digest]), config, division, period))
            said = fresh[-1].submission
        return said and with_lines(said, lines.get((division, copy.digest), {}))

    found = []
    for standing in standings:
        said = [(copy, read(standing.division, copy)) for copy in copies_of(standing)]
        found.append(_settled(standing, said, config, period, history.get(standing.division, ())))
    return found


def _known(
    connection: Connection, config: Config, period: Period, wanted: Collection[caches.Name]
) -> dict[caches.Name, Submission]:
    """Return the submissions that were read before, by the same config and code."""
    known: dict[caches.Name, Submission] = {}
    for name, kept in caches.derived_under(connection, period.code, _key(config)).items():
        if name in wanted:
            with suppress(FrozenError):
                known[name] = submission_of(kept)
    return known


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
    handed_in = standing.copy.modified if standing.copy and state in {"submitted", "nil"} else None
    due = due_divisions(config.calendar, period, standing.division)
    late = handed_in is not None and handed_in.astimezone(OFFICE_ZONE).date() > due
    return replace(standing, state=state, submitted_at=handed_in, late=late)


def _standings(connection: Connection, config: Config, period: Period) -> list[Standing]:
    run = facts.latest_run(connection, period.code)
    sightings = facts.sightings(connection, run.id) if run else []
    versions = facts.versions(connection, period.code)
    decisions = facts.acceptances(connection, period.code)
    standings = [
        _standing(
            division.code,
            ONLINE if division.sheet.google else source_name(config, form_path(config, division, period)),
            [s for s in sightings if s.division == division.code],
            [v for v in versions if v.division == division.code],
            decisions,
        )
        for division in config.divisions_of(period)
    ]
    held = clerk.holding(connection, period.code)
    return [_closed(standing, held, versions) for standing in standings] if held else standings


def _closed(standing: Standing, held: clerk.Lock, versions: Sequence[facts.Version]) -> Standing:
    """Return the standing of a division in a closed period: the copy it was closed on; one that came later is `newer`.

    What lay there when it was closed and was not taken (the form as it was handed out, a copy not picked) is not newer.
    """
    digest = held.copies.get(standing.division)
    mine = [v for v in versions if v.division == standing.division and v.digest == digest]
    others = [copy for copy in copies_of(standing) if copy.digest != digest]
    later = [
        copy for copy in others if (copy.read_at >= held.at if held.there is None else copy.digest not in held.there)
    ]
    newer = max(later, key=lambda copy: copy.version, default=None)
    if not mine:
        return Standing(standing.division, "missing", newer=newer)
    copy = Copy(mine[-1].digest, mine[-1].source, mine[-1].version, mine[0].modified, mine[-1].at)
    return Standing(standing.division, "draft", copy, newer=newer, picked=True)


def _standing(
    code: str,
    canonical: str,
    sightings: Sequence[facts.Sighting],
    versions: Sequence[facts.Version],
    decisions: Sequence[Acceptance],
) -> Standing:
    failures = tuple(Failure(s.source, s.code, s.digest, tuple(s.facts.items())) for s in sightings if s.code)
    copies = tuple(_copy(s, versions) for s in sightings if not s.code and s.digest)
    if copies:
        return _of_copies(code, canonical, copies, failures, decisions)
    state: State = "unreadable" if any(f.code != "other-period" for f in failures) else "missing"
    if not versions:
        return Standing(code, state, None, (), failures)
    last = _last_good(versions, decisions)
    kept = Copy(last.digest, last.source, last.version, last.modified, last.at)
    return Standing(code, state, kept, (), failures or (Failure(last.source, GONE, last.digest),), held=True)


def _of_copies(
    code: str,
    canonical: str,
    copies: Sequence[Copy],
    failures: tuple[Failure, ...],
    decisions: Sequence[Acceptance],
) -> Standing:
    """Return the standing of a division with files that could be read: the picked one counts, else the expected place
    (its path, or ONLINE for any in Google).

    A pick spoke of the copies that were there: one that came later, saying something else, is asked about again.
    """
    decision = pick(decisions, {c.digest for c in copies})
    wanted = decision.finding.removeprefix("use:") if decision else ""
    chosen, *others = sorted(copies, key=lambda c: (c.digest != wanted, not _stands_at(c, canonical), c.version))
    asked = [c for c in others if c.digest != wanted]
    picked = decision is not None and all(_spoke_of(decisions, decision, c.digest, c.read_at) for c in asked)
    return Standing(code, "draft", chosen, tuple(others), failures, picked=picked)


def _spoke_of(decisions: Sequence[Acceptance], decision: Acceptance, digest: str, read_at: dt.datetime) -> bool:
    """True where a pick spoke of a copy; of one recorded without its copies the clock tells."""
    known = spoken_of(decisions, decision)
    return read_at <= decision.at if known is None else digest in known


def _stands_at(copy: Copy, canonical: str) -> bool:
    return copy.source.startswith(ONLINE) if canonical == ONLINE else copy.source == canonical


def _last_good(versions: Sequence[facts.Version], decisions: Sequence[Acceptance]) -> facts.Version:
    """Return the version that counted last: the newest, but for a pick of the clerk's that came after it was read."""
    newest = versions[-1]
    decision = pick(decisions, {v.digest for v in versions})
    if decision is None or not _spoke_of(decisions, decision, newest.digest, newest.at):
        return newest
    return next(v for v in reversed(versions) if f"use:{v.digest}" == decision.finding)


def copies_of(standing: Standing) -> tuple[Copy, ...]:
    """Return the copy that counts and the others."""
    return (*((standing.copy,) if standing.copy else ()), *standing.others)


def _copy(sighting: facts.Sighting, versions: Sequence[facts.Version]) -> Copy:
    mine = [v for v in versions if v.digest == sighting.digest]
    number = mine[-1].version if mine else 0
    read_at = mine[-1].at if mine else dt.datetime.now(dt.UTC)
    first = min((v.modified for v in mine), default=sighting.modified)
    return Copy(sighting.digest or "", sighting.source, number, min(first, sighting.modified), read_at)


def _history(
    connection: Connection, office: Office, period: Period, fresh: list[Fresh]
) -> dict[str, tuple[Submission, ...]]:
    history: dict[str, list[Submission]] = {}
    earlier = period
    for _ in range(HISTORY):
        earlier = earlier.previous()
        if facts.latest_run(connection, earlier.code) is None:
            continue
        for division, submission in _loaded(connection, office, earlier, {}, fresh).round.submissions.items():
            history.setdefault(division, []).append(submission)
    return {code: tuple(found) for code, found in history.items()}
