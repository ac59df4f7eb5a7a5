"""Texts that a spreadsheet elsewhere held and a cell of Excel does not: workbooks and the next form will cut them."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.grid import Place
from sheets.text import CELL_LIMIT, utf16_length
from sync.checks.check import Check
from sync.checks.notes import place_of, short
from sync.checks.texts import whole_cells
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission


def cell_too_long(submission: Submission, _: Context) -> Iterator[Hit]:
    """A text longer than a cell of Excel holds; Google and LibreOffice take more. The report prints it whole."""
    for text, place in _texts(submission):
        length = utf16_length(text) if 2 * len(text) > CELL_LIMIT else 0
        if length > CELL_LIMIT:
            yield Hit(place, {"text": short(text), "length": _grouped(length), "limit": _grouped(CELL_LIMIT)}, text)


def _texts(submission: Submission) -> Iterator[tuple[str, Place | None]]:
    yield from ((passage.text, passage.place) for passage in whole_cells(submission))
    yield from ((item.text, place_of(item.origin)) for item in submission.carried)
    yield from ((figure.remark, place_of(figure.origin)) for figure in submission.figures)
    yield from ((field.text, place_of(field.origin)) for row in submission.annex_rows for field in row.fields)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


CHECKS: tuple[Check, ...] = (Check("cell-too-long", "warning", cell_too_long),)
