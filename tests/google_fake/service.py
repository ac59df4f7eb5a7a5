"""The fake Google behind its doors: who may what, quota, calls counted, and each call carried out."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.google_fake import a1, drive, locales, reading, values
from tests.google_fake.batch import batch_update
from tests.google_fake.desk import Desk
from tests.google_fake.discovery import Method, asked, held, method_of
from tests.google_fake.faults import Faults
from tests.google_fake.masks import only, parse
from tests.google_fake.oauth import Account, Tokens
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet, new_spreadsheet

Obj = dict[str, Any]
SHEETS_SCOPE = "https://www.googleapis.com/auth/spreadsheets"
DRIVE_SCOPES = {"https://www.googleapis.com/auth/drive.metadata.readonly", "https://www.googleapis.com/auth/drive"}
OWNER = "van-thu@so.gov.vn"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    http: str
    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """Its path, as it was quoted."""
        return urlsplit(self.url).path

    @property
    def query(self) -> dict[str, list[str]]:
        """Its parameters."""
        return parse_qs(urlsplit(self.url).query, keep_blank_values=True)

    @property
    def kind(self) -> str:
        """What it counts as: token, drive, sheets_read, sheets_write."""
        if self.path == "/token":
            return "token"
        if self.path.startswith("/drive/"):
            return "drive"
        reads = self.http == "GET" or self.path.endswith(":getByDataFilter")
        return "sheets_read" if reads else "sheets_write"


@dataclass(slots=True)
class Google:
    """All of it. `now` is its clock, `quota` the calls of a kind in a minute, `lag` how late Drive lists a change."""

    now: Callable[[], float] = time.time
    quota: int = 60
    lag: dt.timedelta = dt.timedelta(0)
    account: Account = field(default_factory=Account)
    owner: str = OWNER
    spreadsheets: dict[str, Spreadsheet] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    calls: Counter[str] = field(default_factory=Counter)
    log: list[Asked] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)  # what the next things without an id get; then counted on
    tokens: Tokens = field(init=False)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _minutes: Counter[tuple[str, int]] = field(default_factory=Counter)
    _last_id: int = 1000

    def __post_init__(self) -> None:
        self.tokens = Tokens(self.account)

    def create(self, spreadsheet_id: str, title: str, locale: str = "vi_VN", *, role: str = "writer") -> Spreadsheet:
        """Return a new spreadsheet that a person made and shared with the service account (`role` "": not shared)."""
        book = new_spreadsheet(spreadsheet_id, title, locale, "Asia/Ho_Chi_Minh", "Trang tính1")
        book.created = dt.datetime.fromtimestamp(self.now(), dt.UTC)
        book.shares = {self.account.address: role} if role else {}
        self.spreadsheets[spreadsheet_id] = book
        return book

    def touch(self, book: Spreadsheet) -> None:
        """Note that somebody changed it now."""
        book.changed.append(dt.datetime.fromtimestamp(self.now(), dt.UTC))

    def typed(self, book: Spreadsheet, title: str, cell: str, text: str) -> bool:
        """Do what a person does who types into a cell; return False where a strict rule stops it.

        What it becomes is up to the locale, and to whether the cell is formatted as text.
        """
        tab, where = book.tab(title), a1.cells(cell)
        at = where["startRowIndex"], where["startColumnIndex"]
        held = dict(tab.cells.get(at, {}))
        rule, form = held.get("dataValidation", {}), held.get("userEnteredFormat", {})
        listed = [one["userEnteredValue"] for one in rule.get("condition", {}).get("values", [])]
        if text and rule.get("strict") and rule["condition"]["type"] == "ONE_OF_LIST" and text not in listed:
            return False
        became = locales.typed(text, book.locale, as_text=form.get("numberFormat", {}).get("type") == "TEXT")
        if "numberFormat" in form:
            became.pop("userEnteredFormat", None)
        held.pop("userEnteredValue", None)
        held.pop("result", None)
        held |= {**became, "userEnteredFormat": {**form, **became.get("userEnteredFormat", {})}}
        if not held["userEnteredFormat"]:
            del held["userEnteredFormat"]
        tab.cells[at] = held
        self.touch(book)
        return True

    def fresh(self) -> int:
        """Return an id that nobody chose."""
        if self.ids:
            return self.ids.pop(0)
        self._last_id += 1
        return self._last_id

    def note(self, request: Asked) -> None:
        """Count a request, whatever becomes of it."""
        with self._lock:
            self.calls[request.kind] += 1
            self.log.append(request)

    def answer(self, request: Asked) -> tuple[int, Obj]:
        """Carry a request out; return status and body."""
        with self._lock:
            if request.kind == "token":
                return self.tokens.give(request.body, self.now())
            try:
                return 200, self._done(request)
            except RefusedError as refused:
                return refused.status, refused.body(drive=request.kind == "drive")

    def _done(self, request: Asked) -> Obj:
        self._allowed(request)
        self._count(request.kind)
        method = method_of(request.http, request.path)
        if method is None:
            raise RefusedError(404, "Not Found", "notFound")
        body = json.loads(request.body) if request.body else None
        wrong = asked(method, request.query, body)
        if wrong:
            self.violations += wrong
            raise RefusedError(400, f"Invalid JSON payload received: {'; '.join(wrong)}")
        answer = self._call(method, request, body or {})
        self.violations += held(method.service, {"$ref": method.response}, answer, method.response)
        return answer

    def _allowed(self, request: Asked) -> None:
        scopes = self.tokens.scopes(request.headers.get("Authorization", ""), self.now())
        if scopes is None:
            raise RefusedError(401, "Request had invalid authentication credentials.", "authError")
        if not (scopes & DRIVE_SCOPES if request.kind == "drive" else SHEETS_SCOPE in scopes):
            raise RefusedError(403, "Request had insufficient authentication scopes.", "insufficientPermissions")

    def _count(self, kind: str) -> None:
        """Emulate quota: so many of a kind in each minute of Google's clock."""
        minute = (kind, int(self.now() // 60))
        self._minutes[minute] += 1
        if kind != "drive" and self._minutes[minute] > self.quota:
            metric = "Read" if kind == "sheets_read" else "Write"
            words = (
                f"Quota exceeded for quota metric '{metric} requests' and limit '{metric} requests per minute per user'"
            )
            raise RefusedError(429, f"{words} of service 'sheets.googleapis.com'.", "RATE_LIMIT_EXCEEDED")

    def _call(self, method: Method, request: Asked, body: Obj) -> Obj:
        match = method.path.fullmatch(request.path)
        wanted = unquote(match.group(1)) if match and match.groups() else ""
        calls: dict[str, Callable[[], Obj]] = {
            "drive.files.list": lambda: self._list(request),
            "drive.files.get": lambda: self._file(wanted, request),
            "sheets.spreadsheets.get": lambda: self._get(wanted, request, None),
            "sheets.spreadsheets.getByDataFilter": lambda: self._get(wanted, request, body),
            "sheets.spreadsheets.batchUpdate": lambda: self._write(wanted, body),
            "sheets.spreadsheets.values.get": lambda: values.got(self._book(wanted, "reader"), _range(request)),
            "sheets.spreadsheets.values.update": lambda: self._type(wanted, request, body),
        }
        if method.name not in calls:
            raise NotImplementedError(method.name)
        return calls[method.name]()

    def _entry(self, book: Spreadsheet) -> Obj:
        return drive.entry(book, self.account.address, dt.datetime.fromtimestamp(self.now(), dt.UTC), self.lag)

    def _list(self, request: Asked) -> Obj:
        shared = [book for book in self.spreadsheets.values() if self.account.address in book.shares]
        answer = drive.listed([self._entry(book) for book in shared], request.query)
        masked: Obj = only(answer, parse(request.query.get("fields", [drive.default_fields(True)])[0]))
        return masked

    def _file(self, wanted: str, request: Asked) -> Obj:
        book = self.spreadsheets.get(wanted)
        if book is None or self.account.address not in book.shares:
            raise RefusedError(404, f"File not found: {wanted}.", "notFound")
        masked: Obj = only(self._entry(book), parse(request.query.get("fields", [drive.default_fields(False)])[0]))
        return masked

    def _book(self, wanted: str, role: str) -> Spreadsheet:
        book = self.spreadsheets.get(wanted)
        if book is None:
            raise RefusedError(404, "Requested entity was not found.")
        if book.shares.get(self.account.address) not in {role, "writer"}:
            raise RefusedError(403, "The caller does not have permission")
        if book.mime != "application/vnd.google-apps.spreadsheet":
            raise RefusedError(400, "This operation is not supported for this document", name="FAILED_PRECONDITION")
        return book

    def _get(self, wanted: str, request: Asked, body: Obj | None) -> Obj:
        book = self._book(wanted, "reader")
        mask = request.query.get("fields", [""])[0]
        if body is None:
            ranges = request.query.get("ranges", [])
            places = reading.by_ranges(book, ranges) if ranges else None
            grid = request.query.get("includeGridData", ["false"])[0].lower() == "true"
        else:
            places = reading.by_filters(book, body["dataFilters"]) if body.get("dataFilters") else None
            grid = body.get("includeGridData", False)
        tree = parse(mask) if mask else {}
        inner = tree.get("sheets", {}).get("data", {}) if mask else {}
        sizes = not inner or any(name.endswith("Metadata") or name == "*" for name in inner)
        answer: Obj = only(reading.told(book, places, grid or bool(mask), sizes), tree)
        return answer

    def _type(self, wanted: str, request: Asked, body: Obj) -> Obj:
        book = self._book(wanted, "writer")
        return values.put(book, _range(request), body["values"], lambda *cell: self.typed(book, *cell))

    def _write(self, wanted: str, body: Obj) -> Obj:
        book = self._book(wanted, "writer")
        desk = Desk(self.account.address, self.owner, self.fresh)
        after, replies = batch_update(book, body.get("requests", []), desk)
        self.spreadsheets[wanted] = after
        self.touch(after)
        return {"spreadsheetId": wanted, "replies": replies}


def _range(request: Asked) -> str:
    """Return the range that stands last in a path of values.*."""
    return unquote(request.path.rpartition("/")[2])
