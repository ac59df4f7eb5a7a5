"""Tables told as text: a row of totals, then rows of what they are made of, over sentences.

"Toàn tỉnh xảy ra 24 vụ, chết 12 người, bị thương 15 người. Đường bộ 22 vụ, chết 11 người, bị thương 15 người. …"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import PartOf, Quantity
from sync.reading.joints import Stretch
from sync.reading.quantities import same_head
from sync.reading.regions import LEADS
from sync.reading.slips import one_mends
from sync.reading.wholes import compared

_WORD = re.compile(r"[^\W\d_]+")
_COMPARES = re.compile(r"\b(?:tăng|giảm|so với|so|cùng kỳ|lũy kế|luỹ kế|kế hoạch|bình quân)\b[^;]*$", re.IGNORECASE)
_LEAST = 10  # a column whose total is smaller adds up by chance
_SENTENCES = 8  # that a table may go on
_SMALLEST = 6  # numbers of a table in one sentence: two columns, the totals and two rows
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    """A count with the folded words between the number before and this one."""

    quantity: Quantity
    words: tuple[str, ...]


def tabled(found: Sequence[Stretch]) -> Iterator[PartOf]:
    """Yield the columns of such a table that do not add up where another one does, and one slip explains it.

    A column is told by the noun it counts and, where two count the same, by the word before its number. What a row
    does not tell is none.
    """
    sentences = [s for s in found if s.owner is None]
    for stretch in sentences:
        yield from _in_one(stretch)
    for at, stretch in enumerate(sentences[:-1]):
        head = _row(stretch)
        if len(head) > 1 and len({_key(cell) for cell in head}) == len(head):
            yield from _columns(head, [_row(s) for s in sentences[at + 1 : at + 1 + _SENTENCES]])


def _in_one(stretch: Stretch) -> Iterator[PartOf]:
    """Yield "ký 14 hợp đồng trị giá 2.310 triệu đồng, thanh lý 09 hợp đồng …; còn 05 hợp đồng …" the same way."""
    if len(stretch.quantities) < _SMALLEST:
        return
    cells = _row(stretch)
    kinds = [(cell.quantity.unit or "", cell.quantity.head[:1] if cell.quantity.unit is None else ()) for cell in cells]
    many = kinds.index(kinds[0], 1) if kinds and kinds[0] in kinds[1:] else 0
    rows = len(cells) // many if many else 0
    if many < 2 or rows < 3 or kinds != kinds[:many] * rows or len(set(kinds[:many])) < many:
        return
    if "còn" in cells[-many].words or LEADS.search(
        stretch.between(cells[many - 1].quantity.end, cells[many].quantity.start)
    ):
        yield from _columns(cells[:many], [cells[many:]])


def _columns(head: Sequence[_Cell], sentences: Sequence[Sequence[_Cell]]) -> Iterator[PartOf]:
    rows: list[dict[int, Quantity]] = []
    best: list[list[Quantity]] = []
    most = 0
    for cells in sentences:
        told = _split(head, cells)
        if told is None:
            break
        rows += told
        columns = [[row[n] for row in rows if n in row] for n in range(len(head))]
        fits = sum(_total(column) == cell.quantity.value for column, cell in zip(columns, head, strict=True))
        if fits == len(head):
            return
        if fits > most and any(_is_sure(column, cell) for column, cell in zip(columns, head, strict=True)):
            best, most = columns, fits
    for column, cell in zip(best, head, strict=False):
        off = len(column) > 1 and _total(column) != cell.quantity.value
        if off and one_mends(cell.quantity.value, [q.value for q in column], few=_FEW):
            yield PartOf(cell.quantity, tuple(column), exhaustive=True)


def _is_sure(column: Sequence[Quantity], cell: _Cell) -> bool:
    """True where several numbers that are no few make the total: that is no chance."""
    return len(column) > 1 and _total(column) == cell.quantity.value >= _LEAST


def _total(column: Sequence[Quantity]) -> Decimal:
    return sum((q.value for q in column), Decimal(0))


def _split(head: Sequence[_Cell], cells: Sequence[_Cell]) -> list[dict[int, Quantity]] | None:
    """Return a sentence's cells as rows of the head's columns, None where a cell may be of two of them."""
    rows: list[dict[int, Quantity]] = []
    for cell in cells:
        alike = [n for n, other in enumerate(head) if _counts_alike(other.quantity, cell.quantity)]
        named = [n for n in alike if head[n].words[-1:] and head[n].words[-1] in cell.words]
        if not alike:
            continue
        if len(alike) > 1 and len(named) != 1:
            return None
        column = named[0] if len(named) == 1 else alike[0]
        if not rows or column in rows[-1]:
            rows.append({})
        rows[-1][column] = cell.quantity
    return rows


def _row(stretch: Stretch) -> list[_Cell]:
    """Return the counts of a sentence that are no rates, differences or guesses; () of one that compares."""
    cells: list[_Cell] = []
    at = stretch.start
    for quantity in stretch.quantities:
        gap = stretch.between(at, quantity.start)
        at = quantity.end
        if quantity.unit == "%" or quantity.approximate or compared(stretch, quantity) or _COMPARES.search(gap):
            continue
        if quantity.unit is None and not quantity.head:
            continue
        cells.append(_Cell(quantity, tuple(fold(word) for word in _WORD.findall(gap))))
    return cells


def _key(cell: _Cell) -> tuple[str, str, str]:
    return cell.quantity.unit or "", " ".join(cell.quantity.head[:1]), "".join(cell.words[-1:])


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    if one.unit is not None or other.unit is not None:
        return one.unit == other.unit
    return same_head(one.head, other.head)
