"""What the clerk changes in a period's report, line by line: facts, of which the newest for each field holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sheets.grid import Place

EditField = Literal["text", "notes", "section", "style", "included", "after", "joined", "kept"]
EDIT_FIELDS: tuple[EditField, ...] = ("text", "notes", "section", "style", "included", "after", "joined", "kept")

OWN = "c"  # the first letter of the id of a line that the clerk wrote
YES, NO = "1", "0"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one field of one line.

    `before` is what the clerk saw when changing it: for `text` and `notes` the base of the merge with what the division
    writes later; for `after` the number of a line that she moved, "" of one that only follows others.

    `after` is the new value: for `included`, `joined` and `kept` "1" or "0"; for `after` the ids of the lines above it,
    nearest first ("": it is the first of its section); for `kept` whether a line that its division has removed stays,
    or one of the clerk's own that she has withdrawn (its text is `before`).
    """

    id: str
    line: str
    field: EditField
    before: str
    after: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Contested:
    """A line on which clerk and division disagree: both changed the same words, or the division removed it."""

    line: str
    kind: Literal["conflict", "removed"]
    division: str
    book: str
    place: Place | None
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class LineEdits:
    """The newest edit of each field of one line."""

    line: str
    fields: tuple[Edit, ...]

    def of(self, field: EditField) -> Edit | None:
        """Return the newest edit of a field, or None."""
        return next((edit for edit in self.fields if edit.field == field), None)

    def says(self, field: EditField) -> str | None:
        """Return what the newest edit of a field says, or None."""
        edit = self.of(field)
        return edit.after if edit else None

    @property
    def included(self) -> bool:
        """False where the clerk has taken the line out."""
        return self.says("included") != NO

    @property
    def newest(self) -> Edit:
        """The edit that was made last."""
        return self.fields[-1]


def by_line(edits: Iterable[Edit]) -> dict[str, LineEdits]:
    """Return what holds for each line, from all edits of a period, oldest first."""
    found: dict[str, dict[EditField, Edit]] = {}
    for edit in edits:
        mine = found.setdefault(edit.line, {})
        mine.pop(edit.field, None)
        mine[edit.field] = edit
    return {line: LineEdits(line, tuple(fields.values())) for line, fields in found.items()}
