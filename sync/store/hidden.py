"""Facts that no question would find any more: a bit that turned in a row's period hides it from who asks for that one.

What is read is compared with its digest; what is not found is not read. Before a report is made, every row that could
have been overlooked is therefore looked at, whatever period it is of: there are few of them, and none bears bytes.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from sync.store.engine import StoreError
from sync.store.rows import checked
from sync.store.schema import acceptance, confirmation, edit, issue, line, lock, run, run_order, sighting, version

_CHOSEN = (run, run_order, version, acceptance, confirmation, line, edit, lock, issue)
_AT_ONCE = 500


def refuse_hidden(connection: Connection) -> None:
    """Raise StoreError("store-damaged") where a row that a report is made from is not as it was written.

    Of sightings, which each round adds, the run alone decides where they belong: one whose run is none is damaged.
    """
    for table in _CHOSEN:
        query = select(table).execution_options(yield_per=_AT_ONCE)
        for rows in connection.execute(query).mappings().partitions():
            checked(table, rows)
    lost = select(sighting.c.id).outerjoin(run, run.c.id == sighting.c.run).where(run.c.id.is_(None)).limit(1)
    found = connection.scalar(lost)
    if found is not None:
        raise StoreError("store-damaged", f"sighting {found}")
