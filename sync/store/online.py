"""What the store remembers of Google spreadsheets from one round to the next: a cache that may be dropped."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, select

from sync.store.caches import Seen
from sync.store.schema import sheet_seen


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A spreadsheet as it was last read for a period.

    `modified` is what Drive had listed before that reading, None where it did not list it. `stood` is what the reading
    gave, None where there was no form of the period and never had been. `remarks` is the digest of the tab Ý kiến rà
    soát, kept among the bytes, None where there was none.
    """

    spreadsheet: str
    source: str
    modified: dt.datetime | None
    read_at: dt.datetime
    stood: Seen | None
    remarks: str | None


def sheets_seen(connection: Connection, period: str) -> dict[str, SheetSeen]:
    """Return the spreadsheets that were read for a period, by id."""
    rows = connection.execute(select(sheet_seen).where(sheet_seen.c.period == period)).mappings()
    return {
        row["spreadsheet"]: SheetSeen(
            row["spreadsheet"],
            row["source"],
            dt.datetime.fromisoformat(row["modified"]) if row["modified"] else None,
            dt.datetime.fromisoformat(row["read_at"]),
            Seen(**json.loads(row["stood"])) if row["stood"] else None,
            row["remarks"],
        )
        for row in rows
    }


def keep_sheets_seen(connection: Connection, period: str, these: Sequence[SheetSeen]) -> None:
    """Remember how these spreadsheets were read, in place of what was remembered of them."""
    if not these:
        return
    ids = [one.spreadsheet for one in these]
    connection.execute(delete(sheet_seen).where(sheet_seen.c.period == period, sheet_seen.c.spreadsheet.in_(ids)))
    rows = [
        {
            "period": period,
            "spreadsheet": one.spreadsheet,
            "source": one.source,
            "modified": one.modified.isoformat() if one.modified else "",
            "read_at": one.read_at.isoformat(),
            "stood": json.dumps(asdict(one.stood), ensure_ascii=False) if one.stood else None,
            "remarks": one.remarks,
        }
        for one in these
    ]
    connection.execute(sheet_seen.insert(), rows)
