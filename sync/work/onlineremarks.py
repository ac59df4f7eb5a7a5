"""The tab Ý kiến rà soát of divisions that fill Google spreadsheets, as it was last read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import Connection

from sheets.google.errors import GoogleError
from sheets.google.links import spreadsheet_id
from sheets.google.reader import remarks_of
from sheets.grid import Grid
from sync.model.period import Period
from sync.store import facts
from sync.store.online import sheets_seen
from sync.work.google import google_divisions
from sync.work.office import Office


def remark_tabs(connection: Connection, office: Office, period: Period) -> Mapping[str, Grid]:
    """Return the tab of each division whose spreadsheet has one, as a grid (its `gid` is the tab's); raises StoreError.

    The form's own Book is without it: what staff answer there is no new version of the form.
    """
    seen = sheets_seen(connection, period.code)
    found: dict[str, Grid] = {}
    for division in google_divisions(office.config, period):
        with suppress(GoogleError):
            known = seen.get(spreadsheet_id(division.sheet.google))
            grid = remarks_of(facts.bytes_of(connection, known.remarks)) if known and known.remarks else None
            if grid is not None:
                found[division.code] = grid
    return found
