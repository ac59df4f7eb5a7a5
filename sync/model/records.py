"""What a division handed in, understood: Submission and its rows; pure data, each with its origin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from sheets.grid import Place
from sync.model.period import Period

Style = Literal["bullet", "paragraph"]
Status = Literal["draft", "submitted", "nil"]
PlanResult = Literal["done", "ongoing", "carried", "dropped"]
Slot = Literal["plan", "month", "correction", "cumulative"]


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """A cell of a kept Book; division, file and version are looked up from the digest."""

    book: str
    place: Place


@dataclass(frozen=True, slots=True)
class OutlineOrigin:
    """A text of the department's own outline: digest and line of config.yaml."""

    config: str
    line: int


@dataclass(frozen=True, slots=True)
class ClerkOrigin:
    """A text that the clerk typed: the id of the edit."""

    edit: str


Origin = CellOrigin | OutlineOrigin | ClerkOrigin


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text as printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A figure asked for by {MÃ}: `text` is the figure as printed, "" where the indicator has none."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote mark: the number that staff gave the note in its row."""

    marker: int


Span = Text | Value | NoteRef


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of one row: its marker as typed (0 where it had none) and its text."""

    marker: int
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Activity:
    """One paragraph of results: a row of Kết quả, or a part of one where the cell held several.

    `section` is the id of the outline's section, or None where Mục could not be read (`section_typed` as typed).
    `part` counts the paragraphs of one row from 0. `spans` hold the text without bullet; `text` is their plain form.
    `line` is the id under which it goes on through versions, `edit` the clerk's edit that gave it its wording.
    """

    origin: Origin
    section: str | None
    style: Style
    spans: tuple[Span, ...]
    notes: tuple[Note, ...] = ()
    section_typed: str = ""
    internal: str = ""
    part: int = 0
    line: str = ""
    edit: str = ""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where its text comes from: its cell, and the clerk's edit of it."""
        return (self.origin, ClerkOrigin(self.edit)) if self.edit else (self.origin,)

    @property
    def text(self) -> str:
        """The text as it is printed: no note marks, {MÃ} filled in; one that has no figure stands as it was typed."""
        return "".join(_printed(span) for span in self.spans if not isinstance(span, NoteRef))

    @property
    def filled(self) -> tuple[tuple[int, int, str], ...]:
        """Where figures were filled in: their place in `text`, and the code of their indicator."""
        found: list[tuple[int, int, str]] = []
        at = 0
        for span in self.spans:
            if not isinstance(span, NoteRef):
                end = at + len(_printed(span))
                if isinstance(span, Value) and span.text:
                    found.append((at, end, span.code))
                at = end
        return tuple(found)

    def note(self, marker: int) -> Note | None:
        """Return the note of this marker, or None."""
        return next((n for n in self.notes if n.marker == marker), None)


def _printed(span: Text | Value) -> str:
    return span.text if isinstance(span, Text) else span.text or f"{{{span.code}}}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number cell of Chỉ tiêu: value None where it could not be read or is blank (`typed` as shown)."""

    indicator: str
    slot: Slot
    value: Decimal | None
    typed: str
    origin: Origin
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A number typed into a line's text, from `start` to `end`, that is an indicator's figure; `origin` is its cell."""

    start: int
    end: int
    indicator: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One task of Kế hoạch: what the division will do next period; `part` counts those of one cell from 0.

    `former` are the words that it said before the clerk's edits: next period's form may still carry them.
    """

    origin: Origin
    text: str
    lead: str = ""
    due: str = ""
    part: int = 0
    line: str = ""
    edit: str = ""
    former: tuple[str, ...] = ()

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where its text comes from: its cell, and the clerk's edit of it."""
        return (self.origin, ClerkOrigin(self.edit)) if self.edit else (self.origin,)


@dataclass(frozen=True, slots=True)
class CarriedItem:
    """A row of Kế hoạch kỳ trước: an item of last period's plan and what became of it."""

    origin: Origin
    text: str
    lead: str = ""
    due: str = ""
    result: PlanResult | None = None
    result_typed: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AnnexField:
    """One cell of an annex row: its text as it will be printed, and its value where it is a number or date."""

    key: str
    text: str
    value: Decimal | dt.date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row of an annex tab."""

    annex: str
    fields: tuple[AnnexField, ...]
    origin: Origin

    def text(self, key: str) -> str:
        """Return the text of the field of this key, "" where it is blank."""
        return next((f.text for f in self.fields if f.key == key), "")


@dataclass(frozen=True, slots=True)
class Info:
    """Thông tin chung as read; `status` None where it was blank or not in the list.

    `places` are the keys of its fields and their cells, where they were found; they are no part of what it says.
    """

    prepared_by: str = ""
    phone: str = ""
    approved_by: str = ""
    approved_on: dt.date | None = None
    status: Status | None = None
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that reading a sheet met, as a fact: checks turn it into a finding.

    `code` is the finding's code; `facts` fill its sentence ({name} → text); `place` is where it stands.
    """

    code: str
    place: Place | None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """What one division handed in for one period (division None: the department itself).

    `book` is the digest of the Book it was read from, `form_version` that of its identity line.
    """

    division: str | None
    period: Period
    book: str
    form_version: int
    info: Info = Info()
    activities: tuple[Activity, ...] = ()
    figures: tuple[Figure, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    carried: tuple[CarriedItem, ...] = ()
    annex_rows: tuple[AnnexRow, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def lines(self) -> tuple[Activity | PlanItem, ...]:
        """Everything of it that is printed as a paragraph: its activities, then its plan."""
        return (*self.activities, *self.plan)

    def figure(self, indicator: str, slot: Slot) -> Figure | None:
        """Return the figure of an indicator's slot, or None."""
        return next((f for f in self.figures if f.indicator == indicator and f.slot == slot), None)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The clerk's word that a finding may stand, that the report may go without a division, or which copy counts.

    A word that takes back an earlier one is an Acceptance too (sync.model.decisions).
    """

    finding: str  # the finding's id, or "without:QLCN", or "use:<digest>"; after "withdraw:" what is taken back
    reason: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A division's own word, typed in its sheet, on what a finding asks about.

    `answer` is as typed, one of the form's list or not; both `answer` and `reason` blank take back what was said.
    """

    finding: str
    reason: str
    who: str
    at: dt.datetime = field(default=dt.datetime.min)
    answer: str = ""
    division: str = ""
    medium: str = ""  # where it was typed: "beside", "inside", "google"
