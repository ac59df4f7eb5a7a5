"""The tab Ý kiến rà soát of divisions that fill Google spreadsheets, as it was last read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import Connection

from sheets.google.errors import GoogleError
from sheets.google.links import spreadsheet_id
from sheets.grid import Grid
from sync.model.period import Period
from sync.store import blobs
from sync.store.online import sheets_seen
from sync.work.google import google_divisions
from sync.work.office import Office


def remark_tabs(connection: Connection, office: Office, period: Period) -> Mapping[str, Grid]:
    """Return the tab of each division whose spreadsheet has one, as a grid (its `gid` is the tab's); raises StoreError.

    The form's own Book is without it: what staff answer there is no new version of the form.
    """
    kept = kept_remarks(connection, office, period)
    if not kept:
        return {}
    from sheets.google.reader import remarks_of  # few offices have spreadsheets

    grids = {division: remarks_of(data) for division, data in kept.items()}
    return {division: grid for division, grid in grids.items() if grid is not None}


def kept_remarks(connection: Connection, office: Office, period: Period) -> Mapping[str, bytes]:
    """Return the tab of each division whose spreadsheet has one, as it was kept (`Kept.remarks`); raises StoreError."""
    seen = sheets_seen(connection, period.code)
    found: dict[str, bytes] = {}
    for division in google_divisions(office.config, period):
        with suppress(GoogleError):
            known = seen.get(spreadsheet_id(division.sheet.google))
            if known and known.remarks:
                found[division.code] = blobs.bytes_of(connection, known.remarks)
    return found
