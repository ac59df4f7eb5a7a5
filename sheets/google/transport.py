"""The only file that calls Google: an HTTP client of our own under gspread, and the three calls the product makes.

gspread's own client has no timeout, and its retrying one waits for hours where a quota is gone and gives up on a
dropped connection. This one paces, retries and gives up as pacing.py and retrying.py say; a GoogleError says why.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from json import dumps
from typing import Any
from urllib.parse import quote, urlencode

import requests
from gspread.http_client import HTTPClient
from gspread.urls import (
    DRIVE_FILES_API_V3_URL,
    SPREADSHEET_BATCH_UPDATE_URL,
    SPREADSHEET_URL,
    SPREADSHEETS_API_V4_BASE_URL,
)

from sheets.google.answers import Answer, Json, Request, problem, read, token_problem, told_at
from sheets.google.credentials import GRANT, Key, assertion
from sheets.google.errors import GoogleError
from sheets.google.listing import FILE_FIELDS, QUERY, DriveFile, Listing, Seen, file_of, listing
from sheets.google.pacing import Clock, Kind, Pace
from sheets.google.retrying import IN_ALL, Retrying
from sheets.google.sending import Params, send

ANSWER = 120.0  # Google itself gives up on a request after 180 s
FRESH = 300.0  # a token that lives no longer than this is fetched anew
PAGE = 1000  # files a listing; Drive gives no more at once

# All that the reader needs, and nothing else: what was typed (a cell that shows a value without it is filled by the
# formula of another), typed values, the text as shown, formats, what is struck out or hidden, links, notes, merges.
_FONT = "strikethrough,fontFamily"
FIELDS = (
    "spreadsheetId,properties(title,locale,timeZone),sheets(developerMetadata,"
    "properties(sheetId,title,index,hidden,gridProperties(rowCount,columnCount,frozenRowCount)),merges,"
    "data(startRow,startColumn,rowMetadata(hiddenByUser,hiddenByFilter),columnMetadata(hiddenByUser,hiddenByFilter),"
    "rowData(values(userEnteredValue,effectiveValue,formattedValue,"
    f"effectiveFormat(numberFormat,textFormat({_FONT})),textFormatRuns(startIndex,format({_FONT})),hyperlink,note))))"
)


@dataclass(frozen=True, slots=True)
class Calls:
    """Requests that were sent, each try counted, as Google counts them."""

    drive: int = 0
    sheets_read: int = 0
    sheets_write: int = 0


class Client(HTTPClient):
    """Sends what gspread and the functions below ask for. Threads may share one.

    `clock` and `session` are arguments so that tests need neither time nor Google. One `pace` may serve several clients
    of the same account.
    """

    def __init__(
        self,
        key: Key,
        clock: Clock | None = None,
        session: requests.Session | None = None,
        pace: Pace | None = None,
        answer_in: float = ANSWER,
    ) -> None:
        super().__init__(None, session or requests.Session())  # type: ignore[arg-type]  # gspread: "pass auth=None"
        self.key = key
        self.clock = clock or Clock()
        self._answer_in = answer_in
        self._pace = pace or Pace(self.clock)
        self.retrying = Retrying(self.clock)
        self._counts: dict[Kind, int] = {"drive": 0, "sheets_read": 0, "sheets_write": 0}
        self._counting = threading.Lock()
        self._token, self._token_ends = "", 0.0
        self._fetching = threading.Lock()

    def close(self) -> None:
        """Close its connections."""
        self.session.close()

    @property
    def calls(self) -> Calls:
        """The requests sent so far."""
        with self._counting:
            return Calls(**self._counts)

    def request(  # type: ignore[override]  # gspread's files= is for uploads, which never happen here
        self,
        method: str,
        endpoint: str,
        params: Params | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Return an answer that is whole and well; raises GoogleError.

        A read is tried again whatever the passing fault. A write only where it is sure that nothing was written:
        over quota, or no connection; else the error is `unclear`, and whoever wrote has to look (batch_update does).
        """
        kind = kind_of(method, endpoint)
        extra = dict(headers or {})
        if json is not None:
            data = dumps(json, ensure_ascii=False, default=_number).encode()
            extra["Content-Type"] = "application/json; charset=utf-8"
        renewed = False

        def turn() -> str:
            token = self._bearer()
            self._pace.take(kind)
            return token

        def once(token: str, left: float) -> requests.Response:
            nonlocal renewed
            with self._counting:
                self._counts[kind] += 1
            bearer = {**extra, "Authorization": f"Bearer {token}"}
            response = send(self.session, method, endpoint, self._wait(left), params, data, bearer)
            if response.status_code == 401 and not renewed:
                renewed = True
                self._forget(token)
                raise GoogleError("google-key-revoked", "401", passing=True, after=0.0)
            return self._checked(response, kind)

        return self.retrying.run(turn, once, lambda error: kind != "sheets_write" or not error.unclear)

    def _checked(self, response: requests.Response, kind: Kind) -> requests.Response:
        body = response.content
        if response.status_code == 200 and read(body) is not None:
            return response
        error = problem(response.status_code, response.headers, body, kind)
        if error.code == "google-quota" and error.after is not None and error.after < IN_ALL:
            self._pace.hold(kind, error.after)
        error.facts["account"] = self.key.account
        raise error

    def _wait(self, left: float) -> float:
        return min(self._answer_in, max(1.0, left))

    def _bearer(self) -> str:
        """Return a token that still lives; one thread fetches it, the others wait. Raises GoogleError."""
        with self._fetching:
            if self.clock.now() + FRESH >= self._token_ends:
                try:
                    self._token, self._token_ends = self.retrying.run(lambda: None, self._fetch, lambda _: True)
                except GoogleError as error:
                    error.unclear = False  # without a token nothing was sent that could have been written
                    raise
            return self._token

    def _forget(self, token: str) -> None:
        with self._fetching:
            if token == self._token:
                self._token_ends = 0.0

    def _fetch(self, _: None, left: float) -> tuple[str, float]:
        """Return a new token and when it ends; asking twice does no harm, so any passing fault is tried again."""
        wall, now = self.clock.wall(), self.clock.now()
        form = urlencode({"grant_type": GRANT, "assertion": assertion(self.key, wall)}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        response = send(self.session, "POST", self.key.token_uri, self._wait(left), None, form, kind)
        answer = read(response.content) if response.status_code == 200 else None
        token = answer.get("access_token") if answer is not None else None
        lives = answer.get("expires_in") if answer is not None else None
        if not isinstance(token, str) or not isinstance(lives, int):
            error = token_problem(response.status_code, response.headers, response.content, wall)
            error.facts["account"] = self.key.account
            raise error
        return token, now + lives


def kind_of(method: str, endpoint: str) -> Kind:
    """Return which quota a call counts for: a POST that only asks by data filter is a read."""
    if not endpoint.startswith(SPREADSHEETS_API_V4_BASE_URL):
        return "drive"
    asks = method.upper() == "GET" or endpoint.lower().endswith("bydatafilter")
    return "sheets_read" if asks else "sheets_write"


def _number(value: object) -> float:
    """Return a Decimal as JSON can hold it, the nearest double, which is what Google keeps."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


def list_changed(client: Client, seen: Mapping[str, Seen]) -> Listing:
    """Return all spreadsheets that the service account sees, and which of them have to be read: one call per 1,000.

    Lists what is in the bin and .xlsx files too, so that they can be told by name. Raises GoogleError.
    """
    at: dt.datetime | None = None
    files: list[DriveFile] = []
    complete, token = True, ""
    while True:
        params: Params = {
            "q": QUERY,
            "pageSize": PAGE,
            "corpora": "allDrives",
            "supportsAllDrives": "true",
            "includeItemsFromAllDrives": "true",
            "fields": f"nextPageToken,incompleteSearch,files({FILE_FIELDS})",
        }
        if token:
            params["pageToken"] = token
        response = client.request("get", DRIVE_FILES_API_V3_URL, params=params)
        # by Google's clock, as modifiedTime is: ours may be minutes ahead, and would eat up the margin
        at = at or told_at(response.headers) or dt.datetime.fromtimestamp(client.clock.wall(), dt.UTC)
        answer = read(response.content) or {}
        listed = answer.get("files")
        files += [file_of(entry) for entry in (listed if isinstance(listed, list) else [])]
        complete = complete and answer.get("incompleteSearch") is not True
        token = str(answer.get("nextPageToken") or "")
        if not token:
            return listing(files, seen, at, complete)


def look(client: Client, spreadsheet: str) -> DriveFile:
    """Return what Drive knows of one file, for telling why it cannot be read: one call. Raises GoogleError."""
    params: Params = {"supportsAllDrives": "true", "fields": FILE_FIELDS}
    return file_of(_asked(client, "get", f"{DRIVE_FILES_API_V3_URL}/{quote(spreadsheet, safe='')}", params))


def read_spreadsheet(client: Client, spreadsheet: str, filters: Sequence[Request] = (), fields: str = FIELDS) -> Answer:
    """Return the parts of a spreadsheet that the fields mask names, in one call; fractions are Decimal.

    With data filters only the tabs that they find, but ALL tabs where they find none: look at what came. Raises
    GoogleError.
    """
    url = SPREADSHEET_URL % quote(spreadsheet, safe="")
    params: Params = {"fields": fields, "prettyPrint": "false"}
    if not filters:
        return _asked(client, "get", url, params)
    return _asked(client, "post", f"{url}:getByDataFilter", params, {"dataFilters": list(filters)})


def batch_update(
    client: Client, spreadsheet: str, writes: Sequence[Request], rest: Callable[[], Sequence[Request]]
) -> Sequence[Json]:
    """Write all of these requests or none, and return Google's replies, none where nothing was left to write.

    Where the answer is lost it is not known whether they took effect: after a pause `rest` reads the spreadsheet anew
    and returns what is still to be sent. So ids have to be chosen by us, for a tab or a protected range to be told from
    one that is still missing. Raises GoogleError, `unclear` where even the last look could not be followed by a write.
    """
    url = SPREADSHEET_BATCH_UPDATE_URL % quote(spreadsheet, safe="")
    lost = False

    def turn() -> Sequence[Request]:
        try:
            return rest() if lost else writes
        except GoogleError as error:
            error.unclear = True
            raise

    def once(wanted: Sequence[Request], left: float) -> Sequence[Json]:  # noqa: ARG001 -- each call keeps its own limit
        nonlocal lost
        if not wanted:
            return ()
        try:
            answer = _asked(client, "post", url, {"prettyPrint": "false"}, {"requests": list(wanted)})
        except GoogleError as error:
            # a refusal after a lost answer may be the first write, come late: "a sheet of this name already exists"
            late = lost and error.code == "google-refused"
            error.passing = error.unclear = error.unclear or late
            lost = lost or error.unclear
            raise
        replies = answer.get("replies")
        return replies if isinstance(replies, list) else ()

    return client.retrying.run(turn, once, lambda error: error.unclear)


def _asked(
    client: Client,
    method: str,
    url: str,
    params: Params,
    body: Request | None = None,
) -> Answer:
    return read(client.request(method, url, params=params, json=body).content) or {}
