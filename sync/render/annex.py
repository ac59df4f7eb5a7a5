"""An annex: its heading, the line that ties it to the report, and its table (Decree 30/2020, PL I, III.1)."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.form import Column
from sync.model.report import Annex, Head, TableCell
from sync.render import names
from sync.render.measure import column_widths, line_count, widest_word, width_in_lines
from sync.render.ooxml import Element
from sync.render.page import TWIPS
from sync.render.pen import Pen, Row, lined, run

_WIDE = 100  # characters of all columns from which an annex lies on its side
_RULE = 120  # points
_BELOW_RULE = 12
_CELL_SIDES = 216  # what Word leaves free left and right in a cell, in twentieths of a point
_HEAD_LINES = 3
_SHORT = 12  # lines up to which a row is not split: a taller one might leave half a page blank, or fit on none


def is_wide(annex: Annex) -> bool:
    """True where an annex lies on its side (PL I, I.2 allows it for tables)."""
    return sum(column.width for column in annex.columns) >= _WIDE


def annex_block(annex: Annex, head: Head, pen: Pen) -> Iterator[Element]:
    """Yield all of an annex."""
    room = pen.page.room(wide=is_wide(annex))
    yield pen.paragraph(names.ANNEX, run(f"Phụ lục {annex.number}".strip()))
    yield pen.paragraph(names.ANNEX_TITLE, run(annex.title))
    yield pen.paragraph(names.ANNEX_REFERENCE, run(_reference(head)))
    yield pen.rule(_RULE, room / TWIPS, after=_BELOW_RULE)
    widths = _widths(annex, room, pen)
    top = tuple((pen.paragraph(names.TABLE_HEAD, run(column.heading)),) for column in annex.columns)
    yield lined(top, (_row(row, annex.columns, widths, pen) for row in annex.rows), widths, annex.title)


def _row(row: tuple[TableCell, ...], columns: tuple[Column, ...], widths: tuple[int, ...], pen: Pen) -> Row:
    cells = tuple((pen.paragraph(_style(column), run(cell.text)),) for cell, column in zip(row, columns, strict=True))
    size = pen.sheet.look(names.TABLE_TEXT).size
    lines = (
        line_count(cell.text, (width - _CELL_SIDES) / TWIPS, size) for cell, width in zip(row, widths, strict=True)
    )
    return Row(cells, whole=max(lines, default=1) <= _SHORT)


def _style(column: Column) -> str:
    if column.key == "ordinal" or column.type == "date":
        return names.TABLE_CENTRE
    return names.TABLE_NUMBER if column.type == "number" else names.TABLE_TEXT


def _widths(annex: Annex, room: int, pen: Pen) -> tuple[int, ...]:
    """Return the columns' widths as config asks for them, but no word broken where that can be had."""
    head, text = pen.sheet.look(names.TABLE_HEAD), pen.sheet.look(names.TABLE_TEXT)
    least = (
        max(
            width_in_lines(column.heading, _HEAD_LINES, head.size, bold=head.bold),
            *(widest_word(row[at].text, text.size, bold=text.bold) for row in annex.rows),
        )
        for at, column in enumerate(annex.columns)
    )
    return column_widths(
        room,
        tuple(column.width for column in annex.columns),
        tuple(round(width * TWIPS) + _CELL_SIDES for width in least),
    )


def _reference(head: Head) -> str:
    """Return the line that ties an annex to its report; number and date stay open until issued (PL I, III.1.c)."""
    day = f"{head.date:%d} tháng {head.date.month:02d}" if head.date and head.date.month < 3 else None
    if head.date and day is None:
        day = f"{head.date:%d} tháng {head.date.month}"
    number = f"số {head.number or '…'}/{head.symbol}"
    return f"(Kèm theo Báo cáo {number} ngày {day or '… tháng …'} năm {head.year} của {head.agency_in_text})"
