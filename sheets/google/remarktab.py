"""Ý kiến rà soát of a period in a Google spreadsheet, as it stands: what writing it anew has to know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets.form import Form
from sheets.google.reader import remarks_of
from sheets.grid import Book
from sheets.shown_remarks import ShownRemarks, shown_in


@dataclass(frozen=True, slots=True)
class RemarkTab:
    """The tab as it was read: the remarks in it, how many rows it has, where its links lead, the ids of the form's tabs
    by title.
    """

    standing: ShownRemarks
    rows: int
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    tabs: Mapping[str, int] = field(default_factory=dict)

    @property
    def gid(self) -> int:
        """The tab's own id."""
        return self.standing.grid.gid or 0


def remark_tab(remarks: bytes, book: Book, form: Form) -> RemarkTab | None:
    """Return the tab that was kept (`Kept.remarks`) beside the form `book`; None where it or a column is not there."""
    grid = remarks_of(remarks)
    standing = shown_in(grid, form.tab("remarks").columns) if grid else None
    if standing is None:
        return None
    told = json.loads(remarks.decode("utf-8", "surrogatepass"))
    links = {(row, column): link for row, column, link in told.get("links", ())}
    tabs = {grid.tab: grid.gid for grid in book.grids if grid.gid is not None}
    return RemarkTab(standing, told.get("rows", 0), links, tabs)
