"""Whether the forms of a period are away: all that were read lie nowhere any more, as where a share is not there."""

from __future__ import annotations

from sqlalchemy import Connection

from sync.model.material import ONLINE
from sync.model.period import Period
from sync.store import clerk, facts


def forms_away(connection: Connection, period: Period) -> facts.Run | None:
    """Return the latest round of an open period where it met none of the files that were read before; else None.

    A file that lies there and cannot be read is not away.
    """
    run = facts.latest_run(connection, period.code)
    if run is None or clerk.holding(connection, period.code) is not None:
        return None
    if any(not each.source.startswith(ONLINE) for each in facts.sightings(connection, run.id)):
        return None
    read = (version.source for version in facts.versions(connection, period.code))
    return run if any(not source.startswith(ONLINE) for source in read) else None
