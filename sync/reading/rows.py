"""Rows of Kế hoạch, Kế hoạch kỳ trước and the annexes understood."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from sheets.form import Column
from sheets.grid import BLANK, Cell, Grid, Mark, Place
from sheets.headings import Headings
from sheets.text import fold
from sync.model.outline import AnnexSpec
from sync.model.records import (
    AnnexField,
    AnnexRow,
    CarriedItem,
    CellOrigin,
    NoteRef,
    PlanItem,
    Problem,
    Span,
)
from sync.normalise.figures import format_number
from sync.reading.cells import (
    CellText,
    choose,
    folded_choices,
    read_date,
    read_number,
    read_text,
    read_words,
    shortened,
    struck_row,
)
from sync.reading.lines import PLAN, cell_line
from sync.reading.paragraphs import spans_of, split_tasks
from sync.reading.results import RESULTS

# What staff call the last row of a table that adds up the others.
_TOTALS = frozenset(fold(words) for words in ("Tổng", "Cộng", "Tổng cộng", "Tổng số"))
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


def read_plan(
    grid: Grid, headings: Headings, figure: Callable[[str], str | None], book: str
) -> Iterator[PlanItem | Problem]:
    """Yield the plan's tasks in row order, one for each paragraph of a cell, and the problems met.

    A leading bullet or number is left out; {MÃ} becomes what `figure` gives for it; a mark [n] is left out, for a task
    has no notes.
    """
    for number, texts in _rows(grid, headings):
        place = grid.place(number, headings.columns["text"])
        cell = grid[number, place.column]
        if Mark.STRUCK in cell.marks:
            yield struck_row(cell, place)
            continue
        yield from _problems(texts)
        for part, task in enumerate(split_tasks(texts["text"].text)):
            spans = spans_of(task, frozenset(), figure)
            yield from _marks(spans, place)
            text = "".join(span.text for span in spans if not isinstance(span, NoteRef)).strip()
            line = cell_line(PLAN, book, place, part)
            yield PlanItem(CellOrigin(book, place), text, _of(texts, "lead"), _of(texts, "due"), part, line)


def _marks(spans: Iterable[Span], place: Place) -> Iterator[Problem]:
    for span in spans:
        if isinstance(span, NoteRef):
            yield Problem("plan-marker", place, (("marker", str(span.marker)),))


def read_carried(grid: Grid, headings: Headings, book: str) -> Iterator[CarriedItem | Problem]:
    """Yield last period's plan items with their results, and the problems met."""
    results = folded_choices(RESULTS)
    for number, texts in _rows(grid, headings):
        yield from _problems(texts)
        if not texts["text"].text:
            continue
        typed = _of(texts, "result")
        result = choose(typed, results)
        if typed and result is None:
            place = grid.place(number, headings.columns["result"])
            yield Problem("not-in-list", place, (("typed", typed), ("choices", ", ".join(RESULTS))))
        yield CarriedItem(
            origin=CellOrigin(book, grid.place(number, headings.columns["text"])),
            text=" ".join(split_tasks(texts["text"].text)),
            lead=_of(texts, "lead"),
            due=_of(texts, "due"),
            result=result,
            result_typed=typed,
            reason="" if _failed(grid, headings, number, "reason") else _of(texts, "reason"),
        )


def read_annex(grid: Grid, headings: Headings, spec: AnnexSpec, book: str) -> Iterator[AnnexRow | Problem]:
    """Yield the rows of an annex tab, each field typed by its column, and the problems met.

    A row that is struck out is left out, and so is one that heads a group or adds up; cells merged downwards are one
    row where that is all that stands there.
    """
    for number in range(headings.row + 1, grid.last_row + 1):
        places = {key: grid.place(number, column) for key, column in headings.columns.items()}
        typed = {key: cell for key, place in places.items() if not (cell := grid[number, place.column]).blank}
        if all(Mark.COVERED in cell.marks for cell in typed.values()):
            continue
        if all(Mark.STRUCK in cell.marks for cell in typed.values()):
            key, cell = next(iter(typed.items()))
            yield struck_row(cell, places[key])
            continue
        key, cell = next(iter(typed.items()))
        if _heads_group(grid, places[key], headings, len(typed)) or fold(_first_words(cell)) in _TOTALS:
            yield Problem("annex-no-entry", places[key], (("typed", shortened(_first_words(cell))),))
            continue
        fields: list[AnnexField] = []
        for column in spec.columns:
            place = places.get(column.key)
            if place is None:
                continue
            for item in _field(grid[number, place.column], place, column, book):
                if isinstance(item, AnnexField):
                    fields.append(item)
                else:
                    yield item
        yield AnnexRow(spec.code, tuple(fields), CellOrigin(book, grid.place(number, min(headings.columns.values()))))


def _heads_group(grid: Grid, place: Place, headings: Headings, filled: int) -> bool:
    """True where all that stands in a row is merged over several of the annex's columns ("I. Cấp quốc gia")."""
    columns = sorted(set(headings.columns.values()))
    return filled == 1 and any(
        top <= place.row <= bottom and sum(first <= column <= last for column in columns) > len(columns) / 2
        for top, first, bottom, last in grid.merges
        if first <= place.column <= last
    )


def _first_words(cell: Cell) -> str:
    return str(cell.value).strip().rstrip(":. ") if isinstance(cell.value, str) else ""


def _field(cell: Cell, place: Place, column: Column, book: str) -> Iterator[AnnexField | Problem]:
    value: Decimal | dt.date | None = None
    if column.type == "number" and not cell.blank:
        read = read_number(cell, place, _unit(column.heading))
        value, text = read.value, format_number(read.value, pad=False) if read.value is not None else read.typed
        yield from read.problems
    elif column.type == "date" and not cell.blank:
        day = read_date(cell, place)
        value, text = day.value, day.value.strftime("%d/%m/%Y") if day.value else day.typed
        yield from day.problems
    else:
        words = read_text(cell, place)
        text = " ".join(words.text.split("\n"))
        yield from words.problems
        if text and column.choices:
            chosen = choose(text, folded_choices({c: c for c in column.choices}))
            if chosen is None:
                yield Problem("not-in-list", place, (("typed", text), ("choices", ", ".join(column.choices))))
            text = chosen or text
    if column.required and not text:
        yield Problem("required", place, (("heading", column.heading),))
    yield AnnexField(column.key, text, value, CellOrigin(book, place))


def _rows(grid: Grid, headings: Headings) -> Iterator[tuple[int, dict[str, CellText]]]:
    for number in range(headings.row + 1, grid.last_row + 1):
        cells = {key: grid[number, column] for key, column in headings.columns.items()}
        if Mark.COVERED in cells["text"].marks:
            cells["text"] = BLANK  # one text merged over several rows is one task
        if any(not cell.blank for cell in cells.values()):
            yield number, {key: _read(key, cell, grid, number, headings) for key, cell in cells.items()}


def _read(key: str, cell: Cell, grid: Grid, number: int, headings: Headings) -> CellText:
    place = grid.place(number, headings.columns[key])
    return read_words(cell, place) if key == "text" else read_text(cell, place)


def _problems(texts: Mapping[str, CellText]) -> Iterator[Problem]:
    for read in texts.values():
        yield from read.problems


def _failed(grid: Grid, headings: Headings, number: int, key: str) -> bool:
    """True of a cell whose formula gave an error: "#VALUE!" is no word of staff's."""
    return key in headings.columns and Mark.ERROR in grid[number, headings.columns[key]].marks


def _of(texts: Mapping[str, CellText], key: str) -> str:
    return texts[key].text if key in texts else ""


def _unit(heading: str) -> str:
    """Return the unit that a column's heading names in brackets ("Kinh phí (triệu đồng)"), "" where it names none."""
    found = _IN_BRACKETS.search(heading)
    return found[1].strip() if found else ""
