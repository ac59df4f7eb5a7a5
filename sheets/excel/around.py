"""What stands about the cells of any sheet: hidden rows and columns, merges, pictures, stray cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sheets.errors import BookError
from sheets.excel import wire
from sheets.excel.sheet_xml import LAST_COLUMN

COVERED_LIMIT = 200_000  # cells that merges may cover with content, in one sheet
# A lone cell this far from everything else got there by accident (Ctrl+↓, space).
STRAY_ROWS, STRAY_COLUMNS = 1_000, 100


def hide(
    cells: list[wire.RawCell],
    rows: Collection[int],
    columns: Iterable[tuple[int, int]],
    shown_rows: Collection[int] | None = None,
) -> list[wire.RawCell]:
    """Return the cells, marked where their row or column is hidden.

    `columns` are ranges (first, last). `shown_rows`: where given, every other row is hidden.
    """
    hidden_columns = {number for first, last in columns for number in range(first, min(last, LAST_COLUMN) + 1)}
    if shown_rows is not None:
        rows = {cell[0] for cell in cells if cell[0] not in shown_rows}
    if not rows and not hidden_columns:
        return cells
    return [
        wire.with_marks(cell, wire.HIDDEN) if cell[0] in rows or cell[1] in hidden_columns else cell for cell in cells
    ]


def cover(cells: list[wire.RawCell], merges: Sequence[wire.Merge]) -> list[wire.RawCell]:
    """Return the cells as a person sees them through the merges: each covered cell holds the first one's value.

    What was typed beneath a merge is dropped: nobody sees it. A merge reaches no further than the used area.
    """
    if not merges:
        return cells
    by_place = {(cell[0], cell[1]): cell for cell in cells}
    last_row = max((cell[0] for cell in cells), default=0)
    last_column = max((cell[1] for cell in cells), default=0)
    left = COVERED_LIMIT
    for top, first, bottom, last in merges:
        bottom, last = min(bottom, max(last_row, top)), min(last, max(last_column, first))
        left -= max(0, bottom - top + 1) * max(0, last - first + 1)
        if left < 0:
            raise BookError("too-big", "merged ranges")
        lead = by_place.get((top, first))
        for row in range(top, bottom + 1):
            for column in range(first, last + 1):
                if (row, column) != (top, first):
                    _cover(by_place, row, column, lead)
    return list(by_place.values())


def _cover(by_place: dict[tuple[int, int], wire.RawCell], row: int, column: int, lead: wire.RawCell | None) -> None:
    beneath = by_place.pop((row, column), None)
    if lead is not None and not _blank(lead):
        hidden = wire.bits_of(beneath) & wire.HIDDEN if beneath else wire.bits_of(lead) & wire.HIDDEN
        bits = wire.COVERED | hidden
        full = wire.with_marks(lead, bits)
        by_place[row, column] = (row, column, *full[2:])


def picture(cells: list[wire.RawCell], anchors: Iterable[tuple[int, int]]) -> list[wire.RawCell]:
    """Return the cells with those marked over which a picture lies; one that was blank is added."""
    marked = {(cell[0], cell[1]): cell for cell in cells}
    for row, column in anchors:
        found = marked.get((row, column))
        blank: wire.FullCell = (row, column, "-", "", "", 0, ())
        marked[row, column] = wire.with_marks(found or blank, wire.PICTURE)
    return list(marked.values())


def settle(tab: str, cells: list[wire.RawCell]) -> tuple[list[wire.RawCell], list[wire.RawNote]]:
    """Return the cells that are not blank, and a note for each stray one."""
    kept = [cell for cell in cells if not (cell[2].isspace() or not cell[2] if len(cell) == 3 else _blank(cell))]
    if all(cell[0] <= STRAY_ROWS and cell[1] <= STRAY_COLUMNS for cell in cells):
        return kept, []
    last_row = _end((cell[0] for cell in kept), STRAY_ROWS)
    last_column = _end((cell[1] for cell in kept), STRAY_COLUMNS)
    stray = [cell for cell in cells if cell[0] > last_row + STRAY_ROWS or cell[1] > last_column + STRAY_COLUMNS]
    notes: list[wire.RawNote] = [("stray-cell", tab, cell[0], cell[1], "") for cell in stray[:3]]
    return kept, notes if kept or stray else []


def _end(numbers: Iterable[int], gap: int) -> int:
    """Return the last number before the first gap of that width."""
    end = 0
    for number in sorted(set(numbers)):
        if number - end > gap:
            break
        end = number
    return end


def _blank(cell: wire.RawCell) -> bool:
    if len(cell) == 3:
        return not cell[2].strip()
    telling = wire.ERROR | wire.UNCALCULATED | wire.PICTURE
    return not cell[5] & telling and (cell[2] == "-" or (cell[2] == "s" and not cell[3].strip()))
