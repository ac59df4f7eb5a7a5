"""What the service says about a place of a division's sheet, and what staff answered: rows of Ý kiến rà soát."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from sheets.form import Column, current_form
from sheets.grid import Place
from sheets.identity import Identity
from sheets.text import cut_for_cell, plain, storable

RemarkState = Literal["open", "confirmed", "accepted", "solved"]
AnswerKind = Literal["none", "keep", "mended", "other"]
SpotValue: TypeAlias = "str | Decimal | dt.date | None"

ANSWERS = ("answer", "reason")  # the columns that are staff's own: never written

_EPOCH = dt.datetime(1899, 12, 30)
_NAMING = {"activities": "text", "carried": "text", "plan": "text", "figures": "code"}
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Spot:
    """Which cell a remark colours, told by what stands there and not by its address: staff sort and insert rows.

    `column` is made by `spot_column` ("activities.text", "annex:nhiem-vu.budget"), `row` is what stands in the column
    that names the row (`naming_column`; in Thông tin chung the label), `value` what the cell held when it was read,
    None where it was blank. All as cells hold them, never cleaned. The cell is coloured as long as all three hold.
    """

    column: str
    row: SpotValue
    value: SpotValue


@dataclass(frozen=True, slots=True)
class Remark:
    """One row of Ý kiến rà soát.

    `key` stays as long as the remark speaks of the same values of the same line, whatever row that stands in; it is
    kept in the hidden column of keys. `label` is the severity or the state as people read it ("✗ Phải sửa", "✓ Đã xử
    lý"), `place` the cell as it was read (None for the form as a whole), `where` the same in words. `seen` is the text
    that the cell showed. Only what is `answerable` may be confirmed by staff: an error may not. `answer` and `reason`
    are what staff answered, for a sheet that is written anew.
    """

    key: str
    state: RemarkState
    label: str
    place: Place | None
    where: str
    message: str
    action: str
    seen: str = ""
    suggestion: str = ""
    answerable: bool = False
    spot: Spot | None = None
    answer: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RemarkSheet:
    """Everything that Ý kiến rà soát of one division and period shows.

    `reading` is the sentence on top, in place of the tab's purpose: when the form was read that the remarks speak of.
    It changes only with them, so that a round without news writes nothing. `empty` stands in the first row (column
    message) where there is no remark, `solved` is the label of remarks that stand there and are no more.
    """

    identity: Identity
    reading: str
    remarks: tuple[Remark, ...] = ()
    empty: str = ""
    solved: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What staff typed beside one remark: `key` of its row, `answer` and `reason` as typed, and where."""

    key: str
    answer: str
    reason: str
    place: Place


def kind_of(answer: str) -> AnswerKind:
    """Return what an answer of staff means; accents, case and commas of the form's list aside."""
    keep, mended = map(_words, current_form().lists["answers"])
    said = _words(answer)
    return "none" if not answer.strip() else "keep" if said == keep else "mended" if said == mended else "other"


def spot_column(tab: str, key: str, annex: str = "") -> str:
    """Return the name of a column for spots: the tab's id in the form (of an annex its code) and the column's key."""
    return f"annex:{annex}.{key}" if annex else f"{tab}.{key}"


def naming_column(tab: str, columns: Sequence[Column]) -> str:
    """Return the key of the column that names a tab's rows: in an annex the first that is required, else the first."""
    return _NAMING.get(tab) or next((c.key for c in columns if c.required), columns[0].key)


def cells_of(remark: Remark) -> Mapping[str, str | Decimal | None]:
    """Return what a remark's row holds by column key, but for staff's own columns; "" is a blank cell.

    Dates are the numbers that a sheet counts days with, so that they equal the cell that they speak of.
    """
    spot = remark.spot
    return {
        "severity": _text(remark.label),
        "where": _text(remark.where),
        "message": _text(remark.message),
        "action": _text(remark.action),
        "seen": _text(remark.seen),
        "suggestion": _text(remark.suggestion),
        "key": _text(remark.key),
        "spot_column": _text(spot.column) if spot else "",
        "spot_row": _plain(spot.row) if spot else "",
        "spot_value": _plain(spot.value) if spot else "",
    }


def continued(now: RemarkSheet, standing: Iterable[Remark]) -> RemarkSheet:
    """Return the sheet as it goes on from what stands there, row by row: rows never move, what is new comes last.

    A remark that is no more is solved; what staff answered stays beside each.
    """
    news = {remark.key: remark for remark in now.remarks}
    rows = [
        replace(news.pop(old.key), answer=old.answer, reason=old.reason)
        if old.key in news
        else _solved(old, now.solved)
        for old in standing
    ]
    return replace(now, remarks=(*rows, *news.values()))


def shown(sheet: RemarkSheet) -> str:
    """Return a digest of all that a sheet shows but the time of the reading: the same digest, no news."""
    rows = [[str(value) for value in cells_of(remark).values()] for remark in sheet.remarks]
    links = [remark.place.a1 if remark.place else None for remark in sheet.remarks]
    told = json.dumps([rows, links, sheet.empty], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()


def _solved(old: Remark, label: str) -> Remark:
    return replace(old, state="solved", label=label, action="", suggestion="", answerable=False, spot=None, place=None)


def _plain(value: SpotValue) -> str | Decimal:
    """Return a value as a cell without a format holds it."""
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
        since = moment.replace(tzinfo=None) - _EPOCH
        return Decimal(since.days) + Decimal(since.seconds) / 86_400
    return _text(value) if isinstance(value, str) else "" if value is None else value


def _text(text: str) -> str:
    text = storable(text)
    if not text.strip():  # a reader of sheets sees nothing there
        return ""
    return cut_for_cell(text)


def _words(text: str) -> str:
    return " ".join(_WORDS.findall(plain(text)))
