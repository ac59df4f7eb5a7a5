"""The spreadsheet on which Google itself is asked, a question with its answer, and how an answer is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sheets.form import current_form
from sheets.google.answers import Answer, Json, Request
from sheets.google.errors import GoogleError
from sheets.google.held import HELD_FIELDS, held
from sheets.google.looking import Obj, obj, objs, text, whole
from sheets.google.recording import Recorder
from sheets.google.transport import batch_update, read_spreadsheet
from sync.model.messages import selftest as say

State = Literal["same", "other", "fact"]

PERIOD = "2000-01"
TYPING = "baocao go thu"


@dataclass(frozen=True, slots=True)
class Told:
    """One question answered: `expected` is "" where nothing was expected."""

    question: str
    what: str
    why: str
    expected: str
    got: str

    @property
    def state(self) -> State:
        """Whether Google did what the product expects; "fact" where it expects nothing."""
        return "fact" if not self.expected else "same" if self.got == self.expected else "other"


@dataclass(frozen=True, slots=True)
class Scratch:
    """The spreadsheet that is asked upon; `wait` is for how many seconds a change in Drive is looked for."""

    client: Recorder
    id: str
    wait: float = 180.0

    def write(self, *requests: Request) -> None:
        """Write; raises GoogleError. What an answer that was lost did is told by the next reading."""
        batch_update(self.client, self.id, requests, lambda: ())

    def read(self, fields: str, filters: Sequence[Request] = ()) -> Answer:
        """Read; raises GoogleError."""
        return read_spreadsheet(self.client, self.id, filters, fields)


def told(question: str, expected: str, got: str) -> Told:
    """Return a question of the list with its answer."""
    what, why = say.QUESTIONS[question]
    return Told(question, what, why, expected, got)


def text_into(gid: int, value: str) -> Request:
    """Return the request that writes a text into a cell of a tab where nothing else stands."""
    start: Json = {"sheetId": gid, "rowIndex": 30, "columnIndex": 0}
    rows: Json = [{"values": [{"userEnteredValue": {"stringValue": value}}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def gid_of(scratch: Scratch, tab: str) -> int:
    """Return the number of a tab of the form that was made; raises GoogleError where it is not there."""
    title = current_form().tab(tab).title
    have = held(scratch.read(HELD_FIELDS))
    found = next((one.gid for one in have.tabs if (one.period, one.name) == (PERIOD, title)), None)
    if found is None:
        raise GoogleError("google-tab-gone", title)
    return found


def rows_of(answer: Answer, gid: int) -> Sequence[Obj]:
    """Return the rows of one tab as Google told them."""
    sheets = objs(answer.get("sheets"))
    sheet = next((one for one in sheets if whole(obj(one.get("properties")).get("sheetId")) == gid), {})
    return [row for block in objs(sheet.get("data")) for row in objs(block.get("rowData"))]


def cell_at(rows: Sequence[Obj], row: int, column: int) -> Obj:
    """Return a cell, counted from 0; {} where Google told none."""
    values = objs(rows[row].get("values")) if row < len(rows) else ()
    return values[column] if column < len(values) else {}


def value_of(cell: Obj) -> Json:
    """Return the value of a cell, an error by its kind."""
    value = obj(cell.get("effectiveValue"))
    if "errorValue" in value:
        return {"error": text(obj(value["errorValue"]).get("type"))}
    found: Json = next(iter(value.values()), None)
    return found


def shown(value: Json, kind: str = "") -> str:
    """Return a value in words: what it is, and the kind of format it got."""
    if value is None:
        return say.BLANK
    if isinstance(value, bool):
        said = say.TRUTH.format(value=str(value).upper())
    elif isinstance(value, int | float | Decimal):
        said = say.NUMBER.format(value=f"{Decimal(str(value)).normalize():f}".replace(".", ","))
    elif isinstance(value, str):
        said = say.TEXT.format(value=value)
    else:
        said = say.ERROR.format(value=text(obj(value).get("error")))
    return say.FORMATTED.format(value=said, format=kind) if kind else said
