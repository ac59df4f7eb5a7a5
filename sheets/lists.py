"""The hidden tab of lists: what dropdowns offer, and which section each title of Mục meant when the form was made."""

from __future__ import annotations

from collections.abc import Mapping

from sheets.grid import Book, Grid

LIST_TAB = "_danh_muc"
SECTION_TITLES, SECTION_IDS = "DM_sections", "DM_sections_id"


def listed_sections(book: Book) -> Mapping[str, str]:
    """Return title → id as the form itself has them: a section that was retitled since is still the same one.

    Empty for a form without them (version 1 was first handed out so), or a book that lost its hidden tab.
    """
    grid = book.grid(LIST_TAB)
    titles, ids = (_column(grid, name) if grid else [] for name in (SECTION_TITLES, SECTION_IDS))
    return dict(zip(titles, ids, strict=True)) if len(titles) == len(ids) else {}


def _column(grid: Grid, name: str) -> list[str]:
    at = next((column for (row, column), cell in grid.cells.items() if row == 1 and cell.value == name), 0)
    below = sorted((row, str(cell.value)) for (row, column), cell in grid.cells.items() if column == at and row > 1)
    return [text for _, text in below]
