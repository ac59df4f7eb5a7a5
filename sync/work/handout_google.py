"""The forms of a period made in the divisions' own Google spreadsheets; older periods' tabs locked, then hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from sheets.errors import FormError
from sheets.google.errors import GoogleError
from sheets.prefill import Prefill
from sync.model.config import Division
from sync.model.period import Period, PeriodError, parse_period
from sync.store import clerk
from sync.work import google
from sync.work.google import Connect
from sync.work.log import Log, log_error
from sync.work.office import Office

if TYPE_CHECKING:  # an office without Google sheets never waits for them
    from sheets.google.answers import Request
    from sheets.google.held import Held
    from sheets.google.listing import DriveFile
    from sheets.google.transport import Client

Plan: TypeAlias = "Callable[[Held], list[Request]]"  # what a spreadsheet holds → what is to be written

THREADS = 4  # a reading and a writing take some seconds, and fifty of each may go in a minute


@dataclass(frozen=True, slots=True)
class HandedOnline:
    """One division's form in its spreadsheet, and its title and link.

    `made`: it was not there yet; `mended`: what it lacked, also a tab, was put back. `failure` says why nothing could
    be done.
    """

    division: str
    link: str
    title: str = ""
    made: bool = False
    mended: bool = False
    failure: GoogleError | None = None


def hand_out_online(
    office: Office, period: Period, forms: Sequence[tuple[Division, Prefill]], connect: Connect | None = None
) -> tuple[HandedOnline, ...]:
    """Make these divisions' forms in their spreadsheets, each in one atomic write; what stands there stays.

    One that fails stops no other: it is told with its reason. Raises StoreError.
    """
    plans = [(division, period.code, partial(_wanted, office, period, form)) for division, form in forms]
    return _each(office, plans, connect)


def lock_online(office: Office, connect: Connect | None = None) -> tuple[HandedOnline, ...]:
    """Lock in every spreadsheet the tabs of periods that are closed, and free those of periods opened again.

    One that fails stops no other, and is locked when forms are made next. Raises StoreError.
    """
    divisions = [division for division in office.config.divisions if division.sheet.google]
    return _each(office, [(division, "", partial(_locks, office)) for division in divisions], connect)


def _each(
    office: Office, plans: Sequence[tuple[Division, str, Plan]], connect: Connect | None
) -> tuple[HandedOnline, ...]:
    """Write each plan into its division's spreadsheet; beside it stands the code of the period that it makes, or ""."""
    if not plans:
        return ()
    try:
        client = (connect or google.open_client)(office)
    except GoogleError as error:
        return tuple(HandedOnline(division.code, division.sheet.google, failure=error) for division, *_ in plans)
    try:
        files = _listed(office, client)
        with ThreadPoolExecutor(min(THREADS, len(plans)), "baocao-google") as threads:
            return tuple(threads.map(lambda each: _handed(office, client, files, *each), plans))
    finally:
        client.close()


def _listed(office: Office, client: Client) -> Mapping[str, DriveFile]:
    """Return what Drive lists, by id: Google Sheets itself writes also into what lies in the bin."""
    from sheets.google.transport import list_changed

    try:
        return list_changed(client, {}).files
    except GoogleError as error:  # what keeps from writing too is told by the writing
        Log(office.config.folder).say(f"Drive: {error.code}: {error.detail}", "WARNING")
        return {}


def _handed(
    office: Office, client: Client, files: Mapping[str, DriveFile], division: Division, period: str, plan: Plan
) -> HandedOnline:
    try:
        return _written(client, files, division, period, plan)
    except GoogleError as error:
        Log(office.config.folder).say(f"{division.code}: {error.code}: {error.detail}", "WARNING")
        failure = error
    except FormError as error:
        log_error(error, office.config.folder)
        failure = GoogleError("google-form", str(error))
    except Exception as error:  # noqa: BLE001 a fault of ours in one spreadsheet must not stop the others
        log_error(error, office.config.folder)
        failure = GoogleError("google-refused", repr(error))
    told = {"account": client.key.account, "link": division.sheet.google, "sheet": f"“{division.sheet.google}”"}
    failure.facts = {**told, **failure.facts}
    return HandedOnline(division.code, division.sheet.google, failure=failure)


def _written(
    client: Client, files: Mapping[str, DriveFile], division: Division, period: str, plan: Plan
) -> HandedOnline:
    """Read what a spreadsheet holds and write what the plan says, which is asked anew where an answer was lost.

    Raises GoogleError, also where it lies in the bin: nobody would find there what was made.
    """
    from sheets.google.held import HELD_FIELDS, held
    from sheets.google.links import address, spreadsheet_id
    from sheets.google.template import makes_tabs
    from sheets.google.transport import batch_update, read_spreadsheet

    name = spreadsheet_id(division.sheet.google)
    if (file := files.get(name)) is not None and file.unfit is not None:
        raise GoogleError(file.unfit, facts={"sheet": f"“{file.name}”"})

    def look() -> Held:
        return held(read_spreadsheet(client, name, fields=HELD_FIELDS))

    have = look()
    requests = plan(have)
    if requests:
        batch_update(client, name, requests, lambda: plan(look()))
    made = makes_tabs(requests) and period not in have.periods
    return HandedOnline(division.code, address(name), have.title, made, bool(requests) and not made)


def _wanted(office: Office, period: Period, form: Prefill, have: Held) -> list[Request]:
    """Return all that is to be written into one spreadsheet; older periods are hidden with the making of a new one, so
    that what staff show again stays to be seen.
    """
    from sheets.form import current_form
    from sheets.google.guarding import hide_requests
    from sheets.google.template import form_requests, makes_tabs

    requests = form_requests(current_form(), form, have, office.config.google.protect)
    old = {code for code in _closed(office, have) if _is_old(code, period)} if makes_tabs(requests) else set[str]()
    return [*requests, *_locks(office, have), *hide_requests(have, old)]


def _locks(office: Office, have: Held) -> list[Request]:
    from sheets.google.guarding import lock_requests

    return lock_requests(have, _closed(office, have), office.config.google.protect)


def _closed(office: Office, have: Held) -> set[str]:
    with office.store.reading() as connection:
        return {code for code in have.periods if clerk.holding(connection, code)}


def _is_old(code: str, period: Period) -> bool:
    """True of a period that ended before the last one began: that one is still looked at."""
    try:
        return parse_period(code).last_day < period.previous().first_day
    except PeriodError:
        return False
