"""Cells are kept as they were read: packing and unpacking any book gives the same book."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sheets.grid import Book, BookNote, Cell, Grid, Mark, Place
from sync.work.cells import pack, unpack

ODD_TEXTS = st.sampled_from(["03 dự án¹", "1.007", "", "=1+1", "dòng một\ndòng hai", "\u00ad", "😀", "\ud800"])
TEXTS = st.text(max_size=40) | ODD_TEXTS
ROWS, COLUMNS = st.integers(1, 1_048_576), st.integers(1, 16_384)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal("0"), Decimal("-0"), Decimal("1E+3")]
)
VALUES = (
    st.none()
    | TEXTS
    | NUMBERS
    | st.booleans()
    | st.dates()
    | st.datetimes().map(lambda moment: moment.replace(fold=0))  # no workbook knows daylight saving
    | st.times().map(lambda time: time.replace(fold=0))
    | st.just(dt.datetime(2024, 1, 18))
)
CELLS = st.builds(
    Cell, VALUES, TEXTS, st.frozensets(st.sampled_from(Mark)), st.lists(TEXTS, max_size=3).map(tuple)
) | TEXTS.map(lambda text: Cell(text, text))
MERGES = st.lists(st.tuples(ROWS, COLUMNS, ROWS, COLUMNS), max_size=3).map(tuple)
GRIDS = st.builds(Grid, TEXTS, st.dictionaries(st.tuples(ROWS, COLUMNS), CELLS, max_size=8), st.booleans(), MERGES)
NOTES = st.builds(BookNote, TEXTS, st.none() | st.builds(Place, TEXTS, st.integers(0, 9), st.integers(0, 9)), TEXTS)
BOOKS = st.builds(
    Book,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.sampled_from(["xlsx", "xlsm", "xls", "ods", "google"]),
    st.lists(GRIDS, max_size=3).map(tuple),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.lists(NOTES, max_size=3).map(tuple),
)


@given(BOOKS)
def test_a_book_that_was_kept_is_the_book_that_was_read(book: Book) -> None:
    back = unpack(pack(book))
    assert back == book
    # Decimal("3") == Decimal("3.0") and True == 1: what was typed must come back to the last digit and in its type.
    assert _spelt(back) == _spelt(book)


def _spelt(book: Book) -> list[str]:
    return [repr(cell.value) for grid in book.grids for cell in grid.cells.values()]
