"""Exchanges with Google that others recorded, sent to the fake: what it answers must be what Google answered.

Compared are the calls and the kinds of request that the product uses. Everything else in a recording (a file made or
deleted, values.*) only brings the fake to where Google was. What comes after a request of a kind that the fake does not
know is left out, since from there on the two are not at the same place.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.google_fake import a1
from tests.google_fake.batch import KINDS
from tests.google_fake.discovery import method_of
from tests.google_fake.locales import typed
from tests.google_fake.oauth import Account
from tests.google_fake.service import DRIVE_SCOPES, SHEETS_SCOPE, Asked, Google
from tests.google_fake.spreadsheet import Spreadsheet, Tab, new_spreadsheet

Obj = dict[str, Any]
FOLDER = Path(os.environ.get("GSPREAD_CASSETTES", Path(__file__).parents[2] / "../shared/reference/gspread-cassettes"))
TIMES = {"createdTime", "modifiedTime"}


@dataclass(slots=True)
class Tally:
    """How many exchanges were compared, by call and by kind of request; which were not the same, which were not
    compared and why.
    """

    same: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    different: list[tuple[str, str, object, object]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def replay(path: Path, account: Account, tally: Tally) -> None:
    """Send one recording to a fresh fake."""
    google = Google(now=lambda: 1_700_000_000.0, quota=10**9, account=account, owner=account.address)
    google.tokens.given["t"] = (float("inf"), frozenset({SHEETS_SCOPE, *DRIVE_SCOPES}))
    strayed: set[str] = set()
    told = json.loads(path.read_text(encoding="utf-8"))
    exchanges = told["interactions"]
    if "begin" in told:
        _begin(google, told["begin"])
    made = {_answer(one)["id"] for one in exchanges if one["request"]["method"] == "POST" and "id" in _answer(one)}
    for exchange in exchanges:
        if (
            "/files?q=" in exchange["request"]["uri"]
            and "name" not in exchange["request"]["uri"].partition("fields")[0]
        ):
            _leave(google, _answer(exchange)["files"], made)
        _exchange(google, exchange, strayed, tally, path.stem)
    assert google.violations == []


def _begin(google: Google, begin: Obj) -> None:
    """Bring the fake to where Google was when `baocao google selftest` began."""
    made = google.create(begin["spreadsheet"], begin["title"], begin["locale"])
    made.properties["timeZone"] = begin["timeZone"]
    tab, sheet = made.tabs[0], begin["sheet"]
    tab.properties |= {"sheetId": sheet.get("sheetId", 0), "title": sheet["title"]}
    tab.properties["gridProperties"] |= sheet["gridProperties"]
    google.owner = begin["owner"]


def _exchange(google: Google, exchange: Obj, strayed: set[str], tally: Tally, name: str) -> None:
    told, answered = exchange["request"], exchange["response"]
    parts = urlsplit(told["uri"])
    request = Asked(told["method"], f"{parts.path}?{parts.query}", {"Authorization": "Bearer t"}, _body(told))
    status = answered["status"]["code"]
    wanted = _answer(exchange)
    which = unquote(parts.path.split("/")[3].partition(":")[0]) if parts.path.count("/") > 2 else ""
    sent = json.loads(request.body) if request.body[:1] == b"{" else {}
    kinds = {next(iter(one)) for one in sent.get("requests", [])}
    if not _compared(request):
        _set_up(google, request, wanted, strayed)
        tally.left_out["a call that the product does not make"] += 1
    elif which in strayed:
        tally.left_out["after a kind that the product does not use"] += 1
    elif kinds - set(KINDS):
        strayed.add(which)
        tally.left_out["a kind that the product does not use"] += 1
    elif status == 403:
        google.create(which, "x", role="")
        _compare(google, request, status, wanted, tally, name)
    else:
        asked = zip(sent.get("requests", []), wanted.get("replies", []), strict=False)
        google.ids = [found for one, reply in asked for found in _ids(reply) if found not in set(_ids(one))]
        _compare(google, request, status, wanted, tally, name)


def _answer(exchange: Obj) -> Obj:
    text = exchange["response"]["body"].get("string") or ""
    answer: Obj = json.loads(text) if text.lstrip().startswith("{") else {}
    return answer


def _leave(google: Google, files: list[Obj], made: set[str]) -> None:
    """Have the files that a listing shows beside those that the recording made: other tests had left them."""
    there = {file["id"] for file in files}
    for gone in set(google.spreadsheets) - there - made:
        del google.spreadsheets[gone]
    for file in files:
        if file["id"] not in google.spreadsheets:
            _make(google, file)


def _make(google: Google, file: Obj) -> None:
    made = new_spreadsheet(file["id"], file["name"])
    made.shares = {google.account.address: "writer"}
    google.spreadsheets[made.id] = made


def _body(told: Obj) -> bytes:
    body = told.get("body")
    return body.encode() if isinstance(body, str) else b""


def _compared(request: Asked) -> bool:
    path = request.path
    if path.startswith("/v4/spreadsheets/"):
        return "/values" not in path and ":copyTo" not in path
    return request.http == "GET" and path.startswith("/drive/v3/files") and path.count("/") <= 4


def _ids(reply: Any) -> Iterator[Any]:
    for key, value in reply.items() if isinstance(reply, dict) else ():
        if key in {"sheetId", "protectedRangeId", "namedRangeId"}:
            yield int(value) if str(value).isdigit() else value
        elif key != "range":
            yield from _ids(value)


def _compare(google: Google, request: Asked, status: int, wanted: Obj, tally: Tally, name: str) -> None:
    answer = google.answer(request)
    method = method_of(request.http, request.path)
    tally.calls[method.name if method else request.path] += 1
    if request.body[:1] == b"{":
        tally.kinds.update(next(iter(one)) for one in json.loads(request.body).get("requests", []))
    if (answer[0], _timeless(answer[1])) == (status, _timeless(wanted)):
        tally.same += 1
    else:
        place = f"{name}: {request.http} {unquote(request.url)}"
        tally.different.append((place, request.body.decode(), answer[1], wanted))


def _timeless(value: Any) -> Any:
    """Return an answer without what only a clock decides."""
    if isinstance(value, dict):
        return {key: _timeless(inner) for key, inner in value.items() if key not in TIMES}
    return [_timeless(one) for one in value] if isinstance(value, list) else value


def _set_up(google: Google, request: Asked, wanted: Obj, strayed: set[str]) -> None:
    """Bring the fake to where Google was after a call that is not compared."""
    body = json.loads(request.body) if request.body[:1] == b"{" else {}
    steps = request.path.split("/")
    if request.path.startswith("/upload/"):
        strayed.add(steps[-1])
    elif request.path.startswith("/drive/v3/files"):
        if request.http == "DELETE":
            google.spreadsheets.pop(steps[4], None)
        elif request.http == "POST" and "id" in wanted:
            _make(google, wanted)
    elif request.http == "PUT" and steps[4:5] == ["values"] and "updatedRange" in wanted:
        _write(google.spreadsheets[steps[3]], wanted["updatedRange"], body, request.query["valueInputOption"][0])


def _write(book: Spreadsheet, where: str, body: Obj, option: str) -> None:
    title, cells = a1.split(where)
    tab: Tab = book.tab(title)
    corner = a1.cells(cells)
    for row, values in enumerate(body.get("values") or [], corner["startRowIndex"]):
        for column, value in enumerate(values, corner["startColumnIndex"]):
            became = typed(str(value), book.locale, as_text=option == "RAW")
            if "numberFormat" in tab.cells.get((row, column), {}).get("userEnteredFormat", {}):
                became.pop("userEnteredFormat", None)  # a format that stands there stays
            tab.put((row, column), **became)
