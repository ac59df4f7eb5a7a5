"""How each division stands by what lay there in the last round: which copy counts, which others there are, what failed.

What the copies say is not looked at here (derive.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection

from sync.model.config import Config
from sync.model.decisions import pick, spoken_of
from sync.model.material import GONE, ONLINE, Copy, Failure, Standing, State
from sync.model.period import Period
from sync.model.records import Acceptance
from sync.store import clerk, facts
from sync.work.places import form_path, source_name

T = TypeVar("T", facts.Sighting, facts.Version)


def standings_of(
    connection: Connection, config: Config, period: Period, versions: Sequence[facts.Version]
) -> list[Standing]:
    """Return how each division stands that is expected in a period; one that is closed, by what it was closed on.

    `versions` are the period's. Raises StoreError.
    """
    run = facts.latest_run(connection, period.code)
    met = by_division(facts.sightings(connection, run.id) if run else [])
    kept = by_division(versions)
    decisions = clerk.acceptances(connection, period.code)
    standings = [
        _standing(
            division.code,
            ONLINE if division.sheet.google else source_name(config, form_path(config, division, period)),
            met.get(division.code, ()),
            kept.get(division.code, ()),
            decisions,
        )
        for division in config.divisions_of(period)
    ]
    held = clerk.holding(connection, period.code)
    return [_closed(standing, held, versions) for standing in standings] if held else standings


def by_division(these: Iterable[T]) -> dict[str | None, list[T]]:
    """Return what was met or kept, by division, in its order."""
    found: dict[str | None, list[T]] = {}
    for each in these:
        found.setdefault(each.division, []).append(each)
    return found


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
