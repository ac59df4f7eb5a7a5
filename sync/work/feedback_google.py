"""Remarks given to a division that fills a Google spreadsheet: in that, and what staff answered there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sheets.google.errors import GoogleError
from sheets.google.feedback import feedback_requests
from sheets.google.links import spreadsheet_id
from sheets.google.remarktab import RemarkTab, remark_tab
from sheets.remark import Answer, RemarkSheet, continued, shown
from sheets.text import cut_for_cell, storable
from sync.model.material import ONLINE
from sync.store.answers import Writing
from sync.work.log import Log
from sync.work.talk import Given, GivenOutcome, Hand, Talk

if TYPE_CHECKING:
    from sheets.google.answers import Request
    from sheets.google.transport import Client


def google_answers(talk: Talk, told: Mapping[str, str]) -> tuple[Answer, ...]:
    """Return what staff answered in their Google spreadsheet; `told` leads from the key of a remark to what it says.

    Where a row says something else beside the key (it was written as staff moved rows), what stands there is not heard
    before the row says what was meant: nobody knows what was answered.
    """
    tab = _kept(talk)
    if tab is None:
        return ()
    says = {row.key: row.message for row in tab.standing.rows.values()}
    return tuple(a for a in tab.standing.answers if a.key not in told or _same(says[a.key], told[a.key]))


def _same(there: str, told: str) -> bool:
    return " ".join(there.split()) == " ".join(cut_for_cell(storable(told)).split())


def give_google(talk: Talk, sheet: RemarkSheet, hand: Hand) -> Given:
    """Write the remarks into a division's Google spreadsheet: what differs from what was read there, in one call.

    Read anew is only a tab that was not read since it was last written. What Google refuses waits for another round,
    and is told.
    """
    last, now = talk.written.get("google"), shown(sheet)
    read, stale = _digest(talk.remarks), _digest(b"written upon ", talk.remarks)
    if last and (last.base, last.shown) == (talk.copy.digest, now) and last.digest in {read, stale}:
        return _given(talk, "unchanged", sheet)
    try:
        tab = _read(talk, hand.client()) if last and last.digest == stale else _kept(talk)
        if tab is None:
            return _given(talk, "waiting", sheet, GoogleError("google-no-remarks"))
        requests = feedback_requests(sheet, tab)
        going_on = continued(sheet, tab.standing.rows.values())
        if requests and not hand.dry_run:
            _write(talk, sheet, requests, hand.client())
    except GoogleError as error:
        Log(talk.config.folder).say(f"{talk.division.code}: {error.code}: {error.detail}", "WARNING")
        return _given(talk, "waiting", sheet, error)
    if not hand.dry_run:
        source, division = talk.copy.source, talk.division.code
        digest = stale if requests else read
        hand.keep(Writing(talk.period.code, division, "google", source, talk.copy.digest, digest, now, hand.now))
    return _given(talk, "written" if requests else "unchanged", going_on)


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _kept(talk: Talk) -> RemarkTab | None:
    return remark_tab(talk.remarks, talk.book, talk.form)


def _read(talk: Talk, client: Client) -> RemarkTab | None:
    """Return the tab as it stands now. Raises GoogleError."""
    return remark_tab(remarks_now(talk, client), talk.book, talk.form)


def remarks_now(talk: Talk, client: Client) -> bytes:
    """Return the tab as it stands now, as a round keeps it: one reading of the period's tabs. Raises GoogleError."""
    from sheets.google.kept import kept_of
    from sheets.google.tabs import period_filters
    from sheets.google.transport import read_spreadsheet

    period, name = talk.period.code, spreadsheet_id(talk.division.sheet.google)
    return kept_of(read_spreadsheet(client, name, period_filters(period)), period).remarks


def _write(talk: Talk, sheet: RemarkSheet, requests: Sequence[Request], client: Client) -> None:
    """Send what differs; where the answer is lost, look and send what still does. Raises GoogleError."""
    from sheets.google.transport import batch_update

    def rest() -> list[Request]:
        now = _read(talk, client)
        return feedback_requests(sheet, now) if now else []

    batch_update(client, spreadsheet_id(talk.division.sheet.google), requests, rest)


def _given(talk: Talk, outcome: GivenOutcome, sheet: RemarkSheet, error: GoogleError | None = None) -> Given:
    source = talk.copy.source
    sheet_name = f"“{source.removeprefix(ONLINE)}”"
    told = {"account": "", "link": talk.division.sheet.google, **(error.facts if error else {}), "sheet": sheet_name}
    codes = (error.code,) if error else ()
    return Given(talk.division.code, talk.division.name, "google", outcome, source, codes, sheet, facts=told)
