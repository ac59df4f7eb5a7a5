"""Where the cell of each finding is opened, as text: an address of Google, or a file of this machine and its cell."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from sheets.google.errors import GoogleError
from sheets.google.links import address
from sheets.grid import Place
from sync.model.finding import Finding
from sync.model.material import ONLINE, standing_of
from sync.work.addresses import Addresses
from sync.work.decide import Judged
from sync.work.office import Office


def links_of(office: Office, judged: Judged) -> Mapping[str, str]:
    """Return by id where each finding of a division's form is opened; raises StoreError.

    A cell of a Google spreadsheet by its tab's id (…#gid=12&range=E6), one of a file as a workbook's own links have it
    (…/2024-01/QLCN_BaoCao_2024-01.xlsx#'Chỉ tiêu'!E6). A form as a whole is its spreadsheet, or its file.
    """
    with office.store.reading() as connection:
        known = Addresses(connection, judged.round.period.code)
        links = {found.id: _link(found, office, judged, known) for found in judged.findings if found.division}
    return {finding: link for finding, link in links.items() if link}


def _link(found: Finding, office: Office, judged: Judged, known: Addresses) -> str:
    copy = standing_of(judged.round, found.division or "").copy
    if copy is None:
        return ""
    place = found.place
    if copy.source.startswith(ONLINE):
        inside = known.of_book(copy.digest, place.tab, place.a1) if place else ""
        return inside or _spreadsheet(found.division or "", judged)
    path = str(office.config.folder / copy.source)
    return f"{path}#{_cell(place)}" if place and place.tab else path


def _spreadsheet(division: str, judged: Judged) -> str:
    configured = judged.round.config.division(division)
    with suppress(GoogleError):
        return address(configured.sheet.google) if configured else ""
    return ""


def _cell(place: Place) -> str:
    tab = place.tab.replace("'", "''")
    return f"'{tab}'!{place.a1}" if place.a1 else f"'{tab}'"
