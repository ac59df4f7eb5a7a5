"""How high the row of Theo dõi is that tells what the clerk might overlook: no program lets merged cells grow."""

from __future__ import annotations

from macros.layout import DIVISIONS, NOTICE_COLUMNS
from sheets.excel.measure import lines_of, row_height

_SPARE = 5.25  # points


def notice_height(text: str) -> float:
    """Return the height in points of the row in which a text stands over its columns."""
    first, last = NOTICE_COLUMNS
    width = sum(column.width for column in DIVISIONS.columns[first : last + 1])
    return row_height([lines_of(text, int(width))]) + _SPARE
