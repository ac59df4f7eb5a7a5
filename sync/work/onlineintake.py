"""What came from Google: kept before it is understood, and from there on like any workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sheets.errors import BookError
from sheets.google.errors import GoogleError
from sheets.text import fold
from sync.model.config import Config
from sync.model.material import OTHER_DIVISION, TABS_GONE
from sync.model.period import Period
from sync.store import blobs, caches, facts
from sync.store.engine import StoreError
from sync.store.online import SheetSeen, keep_sheets_seen
from sync.work.fetching import Fetching, Got, fetch, read_sheet
from sync.work.office import Office
from sync.work.online import Online, Sheet

if TYPE_CHECKING:  # a round without news understands nothing
    from sheets.google.kept import Kept
    from sync.work.derive import Fresh

Say = Callable[[str], None]


@dataclass(slots=True)
class OnlineTaken:
    """What the spreadsheets of a round turned out to be.

    `after` is how each stands now, in the order of the divisions; one that holds no form of the period is not there.
    `news` are the sources of those that say something new.
    """

    after: list[caches.Seen] = field(default_factory=list)
    news: set[str] = field(default_factory=set)


def begin(online: Online, config: Config, period: Period, sheets: Sequence[Sheet]) -> Fetching:
    """Begin to read the spreadsheets that have to be read; `take_online` waits for them."""
    client, changed = online.client, [sheet for sheet in sheets if sheet.changed]
    if client is None or not changed:
        return fetch((), _nothing)
    expected = {sheet.division: _expected(config, sheet.division, period) for sheet in changed}
    return fetch(changed, lambda sheet: read_sheet(client, sheet, period.code, expected[sheet.division]))


def _nothing(sheet: Sheet) -> Kept:
    raise AssertionError(sheet)


def _expected(config: Config, division: str, period: Period) -> frozenset[str]:
    """Return the titles, folded, of the tabs without which a form is not whole."""
    from sheets.form import current_form

    form = current_form()
    ids = ["info", "activities", "plan", *(["figures"] if config.indicators_for(division, period) else [])]
    titles = [*(form.tab(name).title for name in ids), *(a.tab for a in config.annexes_for(division, period))]
    return frozenset(fold(title) for title in titles)


def take_online(
    office: Office,
    period: Period,
    sheets: Sequence[Sheet],
    fetching: Fetching,
    listed_at: dt.datetime | None,
    say: Say,
) -> OnlineTaken:
    """Take in what arrives, as it arrives, and what did not have to be read; raises StoreError.

    `say` is told each source as it is taken in; `listed_at` is when Drive listed what there is, before all this. What
    can't be read is told with its reason and stops no other.
    """
    taken = OnlineTaken()
    found: dict[str, caches.Seen | None] = {}
    for came in fetching:
        batch = _carried(office, period, came)
        kept = _keep(office, batch)
        for sheet, got in batch:
            say(sheet.source)
            found[sheet.division] = _took(office, period, sheet, got, kept.get(sheet.division), taken)
        _remember(office, period, batch, kept, found, listed_at or office.now())
    for sheet in sheets:
        seen = found[sheet.division] if sheet.division in found else _as_it_was(office, sheet)
        taken.after += [seen] if seen else []
    return taken


def _carried(office: Office, period: Period, batch: Sequence[tuple[Sheet, Got]]) -> list[tuple[Sheet, Got]]:
    """Return what was read with what its last good version still asks of its numbers (sheets.google.carried)."""
    from sheets.google.carried import carried

    forms = [sheet for sheet, got in batch if not isinstance(got, GoogleError | BookError) and got.form]
    if not forms:
        return list(batch)
    before: dict[str, bytes] = {}
    with office.store.reading() as connection:
        stood = {sheet.division: sheet.seen.stood for sheet in forms if sheet.seen and sheet.seen.stood}
        good = {division: one.digest for division, one in stood.items() if one.digest and not one.code}
        if len(good) < len(forms):  # new, or it could not be read last time: what had been taken of it before
            good = {one.division: one.digest for one in facts.versions(connection, period.code)} | good
        for sheet in forms:
            if digest := good.get(sheet.division):
                with suppress(StoreError):  # damaged, which doctor tells: the form that came can be read without it
                    before[sheet.division] = blobs.bytes_of(connection, digest)
    return [
        (sheet, got)
        if isinstance(got, GoogleError | BookError)
        else (sheet, replace(got, form=carried(got.form, before.get(sheet.division, b""))))
        for sheet, got in batch
    ]


@dataclass(frozen=True, slots=True)
class _Bytes:
    """The digests under which the two parts of a reading are kept, None for a part that there was not."""

    form: str | None
    remarks: str | None


def _keep(office: Office, batch: Sequence[tuple[Sheet, Got]]) -> dict[str, _Bytes]:
    """Keep what was read, by division."""
    read = [(sheet, got) for sheet, got in batch if not isinstance(got, GoogleError | BookError)]
    if not read:
        return {}
    now = office.now()
    with office.store.writing() as connection:
        return {
            sheet.division: _Bytes(_kept(connection, got.form, now), _kept(connection, got.remarks, now))
            for sheet, got in read
        }


def _kept(connection: Connection, data: bytes, now: dt.datetime) -> str | None:
    return blobs.keep(connection, data, now) if data else None


def _took(
    office: Office,
    period: Period,
    sheet: Sheet,
    got: Got,
    kept: _Bytes | None,
    taken: OnlineTaken,
) -> caches.Seen | None:
    """Return how a spreadsheet stands now, None where it holds no form of the period and never did."""
    if isinstance(got, GoogleError | BookError):
        return _failed(office, sheet, got)
    last = sheet.seen.stood if sheet.seen else None
    if kept is None or kept.form is None:
        return _failed(office, sheet, GoogleError("google-tab-gone"), TABS_GONE) if last else None
    if last is not None and not last.code and last.digest == kept.form:
        return replace(last, source=sheet.source)
    seen, fresh, packed = _understood(office, period, sheet, got)
    with office.store.writing() as connection:
        from sync.work.cells import READER
        from sync.work.derive import remember

        blobs.keep_all_cells(connection, READER, packed)
        remember(connection, fresh)
    if not seen.code:
        taken.news.add(seen.source)
    return seen


def _understood(
    office: Office, period: Period, sheet: Sheet, got: Kept
) -> tuple[caches.Seen, list[Fresh], dict[str, bytes]]:
    from sheets.google.reader import read_kept
    from sync.reading.parse import identity_of
    from sync.work import cells
    from sync.work.derive import fresh_from
    from sync.work.intake import identified
    from sync.work.places import Candidate

    try:
        book = read_kept(got.form)
    except BookError as error:
        return _failed(office, sheet, error), [], {}
    except Exception as error:  # noqa: BLE001 a fault of ours in one spreadsheet must not stop the others
        return _failed(office, sheet, BookError("corrupt", repr(error))), [], {}
    modified = sheet.file.modified if sheet.file else office.now()
    place = Candidate(sheet.source, sheet.source, len(got.form), _ns(modified), sheet.division)
    identity = identity_of(book)
    if identity and identity.department == office.config.department and identity.division != sheet.division:
        return _failed(office, sheet, GoogleError("google-other-form"), OTHER_DIVISION, identity.division), [], {}
    seen = identified(office.config, period, place, identity, book.digest)
    fresh = []
    if seen.division and not seen.code:
        with suppress(Exception):  # a fault of our own must not keep the cells from being kept: it comes up again
            fresh.append(fresh_from(book, office.config, seen.division, period))
    return seen, fresh, {book.digest: cells.pack(book)}


def _failed(
    office: Office, sheet: Sheet, error: GoogleError | BookError, code: str = "", other: str = ""
) -> caches.Seen:
    """Return a sheet that could not be taken, with what its sentence names; the detail goes into the log."""
    from sync.work.log import Log

    told = {"sheet": sheet.named, **({"other": other} if other else {})}
    if isinstance(error, GoogleError):
        told = {"account": "", "link": sheet.link, **error.facts, **told}
    if error.detail:
        Log(office.config.folder).say(f"{sheet.source} ({sheet.division}): {error.code}: {error.detail}", "WARNING")
    modified = _ns(sheet.file.modified) if sheet.file else 0
    return caches.Seen(sheet.source, 0, modified, None, sheet.division, code or error.code, 0, told)


def _as_it_was(office: Office, sheet: Sheet) -> caches.Seen | None:
    """Return a sheet that was not read in this round."""
    if sheet.failure is not None:
        return _failed(office, sheet, sheet.failure)
    last = sheet.seen.stood if sheet.seen else None
    return replace(last, source=sheet.source) if last else None


def _remember(
    office: Office,
    period: Period,
    batch: Sequence[tuple[Sheet, Got]],
    kept: Mapping[str, _Bytes],
    found: Mapping[str, caches.Seen | None],
    read_at: dt.datetime,
) -> None:
    """Remember what was read as of what Drive listed before, so that it is not read again until it changes."""
    seen = list(_seen(batch, kept, found, read_at))
    if seen:
        with office.store.writing() as connection:
            keep_sheets_seen(connection, period.code, seen)


def _seen(
    batch: Sequence[tuple[Sheet, Got]],
    kept: Mapping[str, _Bytes],
    found: Mapping[str, caches.Seen | None],
    read_at: dt.datetime,
) -> Iterator[SheetSeen]:
    for sheet, _ in batch:
        parts = kept.get(sheet.division)
        if parts is not None:
            modified = sheet.file.modified if sheet.file else None
            yield SheetSeen(sheet.id, sheet.source, modified, read_at, found[sheet.division], parts.remarks)


def _ns(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1000) * 1_000_000
