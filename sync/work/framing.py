"""Rows of plain values made into a frame, and where each row came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.model.material import Round
from sync.model.records import CellOrigin, Origin
from sync.render.sheets import Field, Frame, Value, unique_headings


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one row in the order of the fields, and the cells that it shows."""

    values: tuple[Value, ...]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a division's sheet in words: code of the division, tab and address; "" where there is none."""

    division: str
    tab: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Spots:
    """What cells are called in words: `divisions` by the book that is theirs, and the department's `own` name."""

    divisions: Mapping[str, str]
    own: str

    def first(self, origins: Iterable[Origin]) -> Spot:
        """Return the first cell of `origins` in words; what the department itself says stands under its own name."""
        for origin in origins:
            if isinstance(origin, CellOrigin):
                return Spot(self.divisions.get(origin.book, ""), origin.place.tab, origin.place.a1 or "")
        return Spot(self.own)


@dataclass(frozen=True, slots=True)
class Index:
    """Which row of a table shows what: a row of a division's sheet, or a text of the department's own."""

    frame: str
    rows: Mapping[object, int] = field(default_factory=dict)

    def of(self, origins: Iterable[Origin]) -> int | None:
        """Return the row, from 0, that shows the first of these that is shown at all, or None."""
        return next((self.rows[key] for key in map(_key, origins) if key in self.rows), None)


def told_apart(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return the fields with no heading twice."""
    headings = unique_headings(f.heading for f in fields)
    return tuple(replace(f, heading=heading) for heading, f in zip(headings, fields, strict=True))


def spots_in(this: Round) -> Spots:
    """Return what cells of a round are called: asked once for a table, since each submission is taken up for it."""
    divisions = {submission.book: code for code, submission in this.submissions.items()}
    return Spots(divisions, this.config.short_name or this.config.name)


def index_of(frame: str, rows: Sequence[Row]) -> Index:
    """Return where each row of the divisions' sheets is shown, first come first."""
    found: dict[object, int] = {}
    for at, row in enumerate(rows):
        for origin in row.origins:
            found.setdefault(_key(origin), at)
    return Index(frame, found)


def framed(
    frame_id: str, title: str, heading: str, purpose: str, fields: Sequence[Field], rows: Sequence[Row], empty: str
) -> Frame:
    """Return a frame of rows."""
    values = tuple(row.values for row in rows)
    return Frame(frame_id, title, heading, purpose, told_apart(fields), values, empty)


def yes_no(value: bool) -> str:
    """Return "Có" or "Không"."""
    return "Có" if value else "Không"


def _key(origin: Origin) -> object:
    """Cells of one row are shown together: its note, its number, its remark."""
    if isinstance(origin, CellOrigin):
        return origin.book, origin.place.tab, origin.place.row
    return origin
