"""Google's part of a round: which spreadsheets there are, which have to be read, and why one cannot be.

An office without Google sheets loads nothing of this but its types. Where Google cannot be called at all (no key, no
network) the divisions that fill Google sheets fail, each with the reason, and the others go on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sheets.google.errors import GoogleError
from sync.model.config import Division
from sync.model.material import ONLINE
from sync.model.period import Period
from sync.store import caches
from sync.store.online import SheetSeen, sheets_seen
from sync.work.google import Line, google_divisions
from sync.work.office import Office

if TYPE_CHECKING:
    from sheets.google.listing import DriveFile, Listing
    from sheets.google.transport import Client


@dataclass(frozen=True, slots=True)
class Sheet:
    """A division's spreadsheet as a round meets it.

    `link` is as config.yaml has it, `id` "" where that names no spreadsheet. `file` is what Drive lists of it, None
    where it lists nothing. `seen` is how it was last read for this period. `changed`: it has to be read now; `failure`:
    it cannot be.
    """

    division: str
    link: str
    id: str
    source: str
    file: DriveFile | None = None
    seen: SheetSeen | None = None
    changed: bool = False
    failure: GoogleError | None = None

    def is_news(self, last: caches.Seen | None) -> bool:
        """True where it has to be read, cannot be, or stood otherwise at the end of the last round."""
        stood = self.seen.stood if self.seen else None
        return self.changed or self.failure is not None or stood != last

    @property
    def named(self) -> str:
        """The spreadsheet as a sentence names it: by its title, else by the link in config.yaml."""
        title = self.source.removeprefix(ONLINE)
        return f"“{title if self.file or self.seen else self.link}”"


@dataclass(frozen=True, slots=True)
class Online:
    """What Google said at the beginning of a round. `failure` says why it said nothing."""

    divisions: tuple[Division, ...] = ()
    known: Mapping[str, SheetSeen] = field(default_factory=dict)
    client: Client | None = None
    listing: Listing | None = None
    failure: GoogleError | None = None

    @property
    def at(self) -> dt.datetime | None:
        """When Drive listed its files, by Google's clock."""
        return self.listing.at if self.listing else None


def called(office: Office, period: Period, line: Line) -> Online:
    """Return what Google lists of a period's spreadsheets: one call for each 1,000 files; raises StoreError.

    Nobody is called where no division fills a Google sheet.
    """
    divisions = google_divisions(office.config, period)
    if not divisions:
        return Online()
    with office.store.reading() as connection:
        known = sheets_seen(connection, period.code)
    listing, failure = None, None
    try:
        listing = _listed(line.client(), known)
    except GoogleError as error:
        failure = error
    return Online(divisions, known, line.opened, listing, failure)


def _listed(client: Client, known: Mapping[str, SheetSeen]) -> Listing:
    from sheets.google.listing import Seen
    from sheets.google.transport import list_changed

    seen = {name: Seen(one.modified, one.read_at) for name, one in known.items() if one.modified is not None}
    return list_changed(client, seen)


def sheets_of(online: Online, *, same: bool) -> tuple[Sheet, ...]:
    """Return the spreadsheet of each division that fills one, in config's order.

    `same`: the last round had this config and product; what was refused before is read again where it had not.
    """
    from sheets.google.links import spreadsheet_id

    found: list[Sheet] = []
    for division in online.divisions:
        link = division.sheet.google
        try:
            name = spreadsheet_id(link)
        except GoogleError as error:
            found.append(Sheet(division.code, link, "", ONLINE + division.code, failure=error))
            continue
        found.append(_sheet(online, division.code, link, name, same=same))
    return _told_apart(found)


def _sheet(online: Online, division: str, link: str, name: str, *, same: bool) -> Sheet:
    seen = online.known.get(name)
    file = online.listing.files.get(name) if online.listing else None
    source = ONLINE + file.name if file else seen.source if seen else ONLINE + division
    failure = online.failure
    if failure is None and file is not None and file.unfit is not None:
        account = online.client.key.account if online.client else ""
        failure = GoogleError(file.unfit, facts={"account": account})
    # What Drive does not list (a shared drive, a listing that is not complete) may still be there: reading tells.
    listed = online.listing is not None and file is not None and name not in online.listing.changed
    as_before = listed and seen is not None and (same or seen.stood is None or not seen.stood.code)
    changed = failure is None and not as_before
    return Sheet(division, link, name, source, file, seen, changed, failure)


def _told_apart(found: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets with sources of their own: two spreadsheets may bear one title."""
    times = Counter(sheet.source for sheet in found)
    return tuple(
        replace(sheet, source=f"{sheet.source} ({sheet.division})") if times[sheet.source] > 1 else sheet
        for sheet in found
    )
