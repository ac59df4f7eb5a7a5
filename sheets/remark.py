"""What the service says about a place of a division's sheet, and what staff answered: rows of Ý kiến rà soát."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sheets.grid import Place
from sheets.identity import Identity

RemarkState = Literal["open", "confirmed", "accepted", "solved"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Which cell a remark colours, told by what stands there and not by its address: staff sort and insert rows.

    `column` is the tab's id in the form and the column's key ("activities.text", "figures.month", "annex1.budget"),
    `row` what names the row (an indicator's code, the text of an activity, the label of a field), `value` what the
    cell held when it was read, None where it was blank. The cell is coloured as long as all three still hold.
    """

    column: str
    row: str
    value: str | Decimal | dt.date | None


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

    `reading` is the sentence on top: when the form was read that the remarks speak of. It changes only with them, so
    that a round without news writes nothing.
    """

    identity: Identity
    reading: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What staff typed beside one remark: `key` of its row, `answer` and `reason` as typed, and where."""

    key: str
    answer: str
    reason: str
    place: Place
