"""From the store back to a Round: the facts of the latest run, parsed and set side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from sync.model.config import Config
from sync.model.duedates import OFFICE_ZONE, due_divisions
from sync.model.material import Copy, Failure, Round, Standing, State
from sync.model.material import standing_of as standing_of
from sync.model.period import Period
from sync.model.records import Acceptance, Status, Submission
from sync.reading.outline import office_submission
from sync.reading.parse import parse
from sync.store import facts
from sync.work.cells import unpack
from sync.work.office import Office
from sync.work.places import form_path, source_name

HISTORY = 12  # periods looked back on

_STATES: dict[Status | None, State] = {"submitted": "submitted", "nil": "nil", "draft": "draft", None: "draft"}


def load_round(office: Office, period: Period) -> Round:
    """Return the period as the store knows it: standings, submissions, and what the periods before said.

    Raises StoreError. A period that was never looked at has every division missing.
    """
    config = office.config
    with office.store.reading() as connection:
        standings, submissions = _submissions(connection, config, period)
        history = _history(connection, config, period)
    return Round(config, period, office.today, standings, submissions, office_submission(config, period), history)


def _submissions(
    connection: Connection, config: Config, period: Period
) -> tuple[tuple[Standing, ...], dict[str, Submission]]:
    standings = _standings(connection, config, period)
    packed = facts.cells_of(connection, [s.copy.digest for s in standings if s.copy])
    submissions: dict[str, Submission] = {}
    understood: list[Standing] = []
    for standing in standings:
        if standing.copy is None or standing.copy.digest not in packed:
            understood.append(standing)
            continue
        submission = parse(unpack(packed[standing.copy.digest]), config, standing.division, period)
        submissions[standing.division] = submission
        understood.append(_with_state(standing, submission, config, period))
    return tuple(understood), submissions


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
    picked = _picked(facts.acceptances(connection, period.code))
    return [
        _standing(
            division.code,
            source_name(config, form_path(config, division, period)),
            [s for s in sightings if s.division == division.code],
            [v for v in versions if v.division == division.code],
            picked,
        )
        for division in config.divisions_of(period)
    ]


def _picked(acceptances: Iterable[Acceptance]) -> set[str]:
    return {a.finding.removeprefix("use:") for a in acceptances if a.finding.startswith("use:")}


def _standing(
    code: str,
    canonical: str,
    sightings: Sequence[facts.Sighting],
    versions: Sequence[facts.Version],
    picked: set[str],
) -> Standing:
    failures = tuple(Failure(s.source, s.code, s.digest) for s in sightings if s.code)
    copies = tuple(_copy(s, versions) for s in sightings if not s.code and s.digest)
    if copies:
        chosen = min(copies, key=lambda c: (c.digest not in picked, c.source != canonical, c.version))
        others = () if chosen.digest in picked else tuple(c for c in copies if c != chosen)
        return Standing(code, "draft", chosen, others, failures)
    unreadable = any(f.code != "other-period" for f in failures)
    if unreadable and versions:
        last = versions[-1]
        kept = Copy(last.digest, last.source, last.version, last.modified, last.at)
        return Standing(code, "unreadable", kept, (), failures)
    return Standing(code, "unreadable" if unreadable else "missing", None, (), failures)


def _copy(sighting: facts.Sighting, versions: Sequence[facts.Version]) -> Copy:
    mine = [v for v in versions if v.digest == sighting.digest]
    number = mine[-1].version if mine else 0
    read_at = mine[-1].at if mine else dt.datetime.now(dt.UTC)
    first = min((v.modified for v in mine), default=sighting.modified)
    return Copy(sighting.digest or "", sighting.source, number, min(first, sighting.modified), read_at)


def _history(connection: Connection, config: Config, period: Period) -> dict[str, tuple[Submission, ...]]:
    history: dict[str, list[Submission]] = {}
    earlier = period
    for _ in range(HISTORY):
        earlier = earlier.previous()
        if facts.latest_run(connection, earlier.code) is None:
            continue
        _, submissions = _submissions(connection, config, earlier)
        for code, submission in submissions.items():
            history.setdefault(code, []).append(submission)
    return {code: tuple(found) for code, found in history.items()}
