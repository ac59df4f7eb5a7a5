"""How facts hang together, in time and by name: a row that was taken out by hand leaves those that name it.

What a row names by a foreign key, the databases look after themselves.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress

from sqlalchemy import Connection, exists, func, select

from sync.model.messages.machine import DIVISION, PERIOD, REPORT, ROUND, VERSION
from sync.store.schema import FACTS, blob, issue, report, run, run_order, sighting, version


def missing(connection: Connection) -> tuple[str, ...]:
    """Return what other facts name and nobody finds, each as a person calls it: versions of forms, reports, rounds.

    A report may pass over a number, where a file of that name lies; versions of forms never do.
    """
    kept = select(version.c.period, version.c.division, version.c.version)
    versions = {(row.period, row.division, row.version) for row in connection.execute(kept)}
    made = select(report.c.period, report.c.version)
    reports = {(row.period, row.version) for row in connection.execute(made)}
    lost = [*_gaps(versions), *sorted(set(_printed(connection)) - versions)]
    unnumbered = [each for each in _met(connection) if each not in {one[:2] for one in lost}]
    told = [
        *(_version(*each) for each in [*lost, *unnumbered]),
        *(_report(*each) for each in sorted(set(_issued(connection)) - reports)),
        *(f"{ROUND} {each[:12]} ({PERIOD} {period})" for period, each in _unordered(connection)),
    ]
    return tuple(dict.fromkeys(told))


def newest(connection: Connection) -> dt.datetime | None:
    """Return the latest time at which anything was recorded, whatever the clocks said, None of an empty store."""
    dated = [table for table in FACTS if "at" in table.c and table is not blob]  # what is kept comes with a fact
    told = [connection.scalar(select(func.max(table.c.at))) for table in dated]
    return max(_times(told), default=None)


def _times(told: Iterable[str | None]) -> Iterator[dt.datetime]:
    """Yield the texts that are times; a damaged one is told with its row, by its digest."""
    for text in told:
        with suppress(ValueError):
            time = dt.datetime.fromisoformat(text or "")
            if time.tzinfo is not None:
                yield time


def _gaps(numbered: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Yield what is not there of rows that are counted from 1, by all but their last column."""
    found: dict[tuple[object, ...], set[int]] = {}
    for *owner, number in numbered:
        found.setdefault(tuple(owner), set()).add(int(str(number)))
    for whose, numbers in sorted(found.items(), key=str):
        yield from ((*whose, number) for number in range(1, max(numbers)) if number not in numbers)


def _printed(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """Yield the versions that reports say they print."""
    for row in connection.execute(select(report.c.period, report.c.body)):
        for division, copy in json.loads(row.body).get("versions", {}).items():
            yield row.period, division, copy["version"]


def _met(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield whose forms a round met and recorded as one that can be read, while no version has those bytes."""
    same = (version.c.period == sighting.c.period) & (version.c.division == sighting.c.division)
    kept = exists().where(same & (version.c.digest == sighting.c.digest))
    query = select(sighting.c.period, sighting.c.division).distinct()
    met = query.where(sighting.c.code == "", sighting.c.division.is_not(None), sighting.c.digest.is_not(None), ~kept)
    yield from sorted((row.period, row.division) for row in connection.execute(met))


def _issued(connection: Connection) -> Iterator[tuple[str, int]]:
    for row in connection.execute(select(issue.c.period, issue.c.version)):
        yield row.period, row.version


def _unordered(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(run.c.period, run.c.id).where(~exists().where(run_order.c.run == run.c.id)).order_by(run.c.id)
    for row in connection.execute(query):
        yield row.period, row.id


def _version(period: object, division: object, number: object = "") -> str:
    return f"{VERSION} {number} ({PERIOD} {period}, {DIVISION} {division})".replace("  ", " ")


def _report(period: object, number: object) -> str:
    return f"{REPORT} {number} ({PERIOD} {period})"
