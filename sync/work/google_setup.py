"""What calling Google needs, looked at step by step: the key, the account, the clock, each division's spreadsheet."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sheets.google.errors import GoogleError
from sync.model.config import Division
from sync.model.messages import google as say
from sync.model.messages import sentence
from sync.work import google
from sync.work.office import Office

if TYPE_CHECKING:
    from sheets.google.listing import Listing
    from sheets.google.transport import Client

SLOW = dt.timedelta(minutes=1)  # Google refuses what was signed some five minutes off


@dataclass(frozen=True, slots=True)
class Step:
    """One thing looked at: "ok", "sheet" (one division's spreadsheet lacks something), "wrong" (nothing works) or
    "note", and what is told.
    """

    state: Literal["ok", "sheet", "wrong", "note"]
    text: str


def setup_steps(office: Office) -> Iterator[Step]:
    """Yield each step as it is done, to the first without which the rest can't be. Never raises GoogleError."""
    try:
        path = google.key_path(office.config)
    except GoogleError as error:
        yield _wrong(error, {})
        yield Step("note", say.SETUP_HOW)
        return
    try:
        client = google.open_client(office)
    except GoogleError as error:
        yield _wrong(error, {"file": str(path)})
        yield Step("note", say.SETUP_HOW)
        return
    try:
        yield Step("ok", say.SETUP_KEY.format(file=path))
        if os.name == "nt":
            yield Step("note", say.SETUP_WINDOWS)
        yield Step("ok", say.SETUP_ACCOUNT.format(account=client.key.account))
        yield from _called(office, client)
    finally:
        client.close()


def _called(office: Office, client: Client) -> Iterator[Step]:
    from sheets.google.transport import list_changed

    try:
        listing = list_changed(client, {})
    except GoogleError as error:
        yield _wrong(error, {"account": client.key.account, "sheet": ""})
        return
    yield Step("ok", say.SETUP_CALLED.format(count=len(listing.files)))
    off = abs(listing.at - dt.datetime.fromtimestamp(client.clock.wall(), dt.UTC))
    if off > SLOW:
        yield Step("note", say.SETUP_CLOCK.format(seconds=round(off.total_seconds())))
    divisions = [division for division in office.config.divisions if division.sheet.google]
    if not divisions:
        yield Step("note", say.SETUP_NO_DIVISION)
    for division in divisions:
        yield _sheet(client, listing, division)


def _sheet(client: Client, listing: Listing, division: Division) -> Step:
    """Return whether a division's spreadsheet can be read and written; the Sheets API is asked, and Drive."""
    from sheets.google.links import spreadsheet_id
    from sheets.google.transport import look, read_spreadsheet

    facts = {"account": client.key.account, "link": division.sheet.google, "sheet": f"“{division.sheet.google}”"}
    try:
        name = spreadsheet_id(division.sheet.google)
        file = listing.files.get(name)
        if file is None:  # the Sheets API tells one that is not shared from one that is not there, Drive does not
            read_spreadsheet(client, name, fields="spreadsheetId")
            file = look(client, name)
        facts["sheet"] = f"“{file.name}”"
        if file.unfit is not None:
            raise GoogleError(file.unfit)
        read_spreadsheet(client, name, fields="spreadsheetId")
        if not file.can_edit:
            raise GoogleError("google-read-only")
    except GoogleError as error:
        return Step("sheet", f"{division.code}: {_words(error, facts)}")
    return Step("ok", say.SETUP_SHEET.format(division=division.code, title=file.name))


def _wrong(error: GoogleError, facts: Mapping[str, str]) -> Step:
    return Step("wrong", _words(error, facts))


def _words(error: GoogleError, facts: Mapping[str, str]) -> str:
    return " ".join(sentence(error.code, {**error.facts, **facts}))
