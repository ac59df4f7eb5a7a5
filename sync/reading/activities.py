"""Rows of Kết quả understood: which section, which paragraphs, which notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from sheets.grid import BLANK, Grid, Mark, Place
from sheets.headings import Headings
from sheets.text import fold
from sync.model.records import Activity, CellOrigin, Note, NoteRef, Problem, Span, Style
from sync.reading.cells import CellText, choose, folded_choices, read_text, read_words, struck_row
from sync.reading.lines import RESULT, cell_line
from sync.reading.marks import in_brackets, numbered
from sync.reading.paragraphs import (
    NoteText,
    filled,
    spans_of,
    split_notes,
    split_paragraphs,
    starts_note,
    with_last_note,
)

STYLES: Mapping[str, Style] = {"Gạch đầu dòng": "bullet", "Đoạn văn": "paragraph"}
_WORDS = frozenset({"text", "notes"})
_OWN = frozenset({"text", "notes", "internal"})  # never inherited from a merge with the row above
_NEAR_SECTION = 90  # rapidfuzz ratio on folded titles from which a typed title is taken for one of the list


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections a division may choose: folded title → id, by config, and by the form's own list when it was made."""

    by_title: Mapping[str, str]
    when_made: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, titles: Mapping[str, str], when_made: Mapping[str, str] | None = None) -> Sections:
        """Return the sections from title → id; of what the form was made with, those that there still are."""
        known = set(titles.values())
        there = {title: section for title, section in (when_made or {}).items() if section in known}
        return cls(folded_choices(titles), folded_choices(there))

    def find(self, typed: str) -> tuple[str | None, bool]:
        """Return the id of a typed title, and whether it was only nearly right; (None, False) where unknown."""
        exact = choose(_unnumbered(typed), self.when_made) or choose(_unnumbered(typed), self.by_title)
        if exact:
            return exact, False
        key = fold(_unnumbered(typed)).rstrip(" :.")
        scored = sorted(((fuzz.ratio(key, title), section) for title, section in self.by_title.items()), reverse=True)
        if scored and scored[0][0] >= _NEAR_SECTION and (len(scored) == 1 or scored[1][0] < scored[0][0]):
            return scored[0][1], True
        return None, False


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    section: CellText
    style: CellText
    text: CellText
    notes: CellText
    internal: CellText
    struck: Problem | None  # it is left out
    goes_on: bool  # its text is merged with the row above


def read_activities(
    grid: Grid, headings: Headings, sections: Sections, figure: Callable[[str], str | None], book: str
) -> Iterator[Activity | Problem]:
    """Yield the activities of a Kết quả tab in row order, and the problems met.

    An empty Mục inherits the row above (`section_typed` stays "" then); a row that only holds "[n] …" becomes a note
    of the row above; a row that is struck out is left out. `figure` gives the printed text of an indicator's figure by
    its code, or None: {MÃ} is filled in in notes too.
    """
    current: str | None = next(iter(sections.by_title.values())) if len(sections.by_title) == 1 else None
    typed = ""
    waiting: list[Activity] = []
    for row in _rows(grid, headings):
        if row.struck:
            yield row.struck
        else:
            yield from (p for c in (row.section, row.style, row.text, row.notes) for p in c.problems)
        if row.section.text:
            typed = row.section.text
            current, near = sections.find(typed)
            place = grid.place(row.number, headings.columns["section"])
            if near:
                yield Problem("section-near", place, (("typed", typed),))
            elif current is None:
                yield Problem("section-unknown", place, (("typed", typed),))
        if row.struck:
            continue
        if waiting and starts_note(row.text.text):
            typed_below = split_notes(filled(numbered(row.text.text, _open_marks(waiting)), figure))
            waiting = _with_notes(waiting, typed_below, _origin(grid, row, headings, "text", book))
            continue
        if waiting and row.goes_on:
            if row.notes.text:
                origin = _origin(grid, row, headings, "notes", book)
                below = numbered(row.notes.text, _open_marks(waiting))
                waiting = _with_notes(waiting, split_notes(filled(below, figure)), origin)
            continue
        yield from waiting
        said = row.section.text or ("" if current else typed)
        waiting = list(_activities(grid, row, headings, current, said, figure, book))
        if current is None and waiting and not typed:
            yield Problem("section-missing", grid.place(row.number, headings.columns.get("section", 1)))
        if not waiting and (row.notes.text or row.section.text):
            yield Problem("text-missing", grid.place(row.number, headings.columns["text"]))
    yield from waiting


def _rows(grid: Grid, headings: Headings) -> Iterator[_Row]:
    columns = headings.columns
    for number in range(headings.row + 1, grid.last_row + 1):
        cells = {key: grid[number, column] for key, column in columns.items()}
        goes_on = Mark.COVERED in cells["text"].marks
        cells |= {key: BLANK for key in _OWN & cells.keys() if Mark.COVERED in cells[key].marks}
        if all(cell.blank and not cell.marks & {Mark.PICTURE} for cell in cells.values()):
            continue
        places = {key: grid.place(number, column) for key, column in columns.items()}
        texts = {
            key: read_words(cell, places[key]) if key in _WORDS else read_text(cell, places[key])
            for key, cell in cells.items()
        }
        none = CellText("")
        struck = struck_row(cells["text"], places["text"]) if Mark.STRUCK in cells["text"].marks else None
        section, style, text, notes, internal = (
            texts.get(key, none) for key in ("section", "style", "text", "notes", "internal")
        )
        if not goes_on:
            said, noted = in_brackets(text.text, notes.text)
            text, notes = replace(text, text=said), replace(notes, text=noted)
        yield _Row(number, section, style, text, notes, internal, struck, goes_on)


def _activities(
    grid: Grid, row: _Row, headings: Headings, section: str | None, typed: str,
    figure: Callable[[str], str | None], book: str,
) -> Iterator[Activity]:  # fmt: skip
    chosen = choose(row.style.text, folded_choices(STYLES))
    notes = tuple(_notes(grid, row, headings, figure, book))
    markers = frozenset(note.marker for note in notes)
    paragraphs = split_paragraphs(row.text.text)
    spanned = [spans_of(text, markers, figure) for _, text in paragraphs]
    for part, ((own, _), spans, mine) in enumerate(zip(paragraphs, spanned, _shared_out(spanned, notes), strict=True)):
        origin = _origin(grid, row, headings, "text", book)
        yield Activity(
            origin=origin,
            section=section,
            style=chosen or own or "bullet",
            spans=with_last_note(spans, 0) if any(note.marker == 0 for note in mine) else spans,
            notes=mine,
            section_typed=typed,
            internal=row.internal.text,
            part=part,
            line=cell_line(RESULT, book, origin.place, part),
        )


def _shared_out(spanned: list[tuple[Span, ...]], notes: tuple[Note, ...]) -> list[tuple[Note, ...]]:
    """Return each paragraph's notes: those it marks; the last paragraph takes what no paragraph marks."""
    marked = [{span.marker for span in spans if isinstance(span, NoteRef)} for spans in spanned]
    unclaimed = {note.marker for note in notes}.difference(*marked) if marked else set()
    wanted = [*marked[:-1], marked[-1] | unclaimed] if marked else []
    return [tuple(note for note in notes if note.marker in markers) for markers in wanted]


def _notes(grid: Grid, row: _Row, headings: Headings, figure: Callable[[str], str | None], book: str) -> Iterator[Note]:
    if row.notes.text:
        origin = _origin(grid, row, headings, "notes", book)
        yield from (Note(n.marker, n.text, origin) for n in split_notes(filled(row.notes.text, figure)) if n.text)


def _with_notes(activities: list[Activity], notes: tuple[NoteText, ...], origin: CellOrigin) -> list[Activity]:
    """Return a row's activities with notes typed below it: each to the paragraph that marks it, else to the last."""
    activities = list(activities)
    for note in notes:
        at = next((at for at, a in enumerate(activities) if NoteRef(note.marker) in a.spans), -1)
        taken = activities[at]
        spans = taken.spans if note.marker or NoteRef(0) in taken.spans else with_last_note(taken.spans, 0)
        activities[at] = replace(taken, spans=spans, notes=(*taken.notes, Note(note.marker, note.text, origin)))
    return activities


def _open_marks(activities: list[Activity]) -> frozenset[int]:
    """Return the marks of a row's activities that have no note yet."""
    marks = {span.marker for a in activities for span in a.spans if isinstance(span, NoteRef)}
    return frozenset(marks - {note.marker for a in activities for note in a.notes})


def _origin(grid: Grid, row: _Row, headings: Headings, key: str, book: str) -> CellOrigin:
    return CellOrigin(book, Place(grid.tab, row.number, headings.columns[key]))


def _unnumbered(title: str) -> str:
    """Return a section's title without the number that staff copied from the report ("3.2. Hoạt động …")."""
    head, _, rest = title.partition(" ")
    return rest if rest and head.rstrip(".)").replace(".", "").isdigit() else title
