"""A Book understood: Book, form and config in, Submission out."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sheets.form import Column, Form, Tab, current_form, form_version
from sheets.grid import Book, Grid, Place
from sheets.headings import Headings, find_columns, find_fields, find_tab
from sheets.identity import PROPERTY, Identity, parse_identity
from sheets.lists import listed_sections
from sheets.text import clean
from sync.model.config import Config
from sync.model.outline import AnnexSpec, IndicatorSpec
from sync.model.period import Period
from sync.model.records import (
    Activity,
    AnnexRow,
    CarriedItem,
    CellOrigin,
    Figure,
    Info,
    Origin,
    PlanItem,
    Problem,
    Status,
    Submission,
    Text,
)
from sync.normalise.figures import format_number
from sync.normalise.units import is_count
from sync.reading.activities import Sections, read_activities
from sync.reading.cells import choose, folded_choices, read_date, read_text
from sync.reading.figures import read_figures
from sync.reading.merges import crossings, uncrossed
from sync.reading.outside import altered, beside
from sync.reading.rows import read_annex, read_carried, read_plan

STATUSES: dict[str, Status] = {"Đang soạn": "draft", "Đã gửi": "submitted", "Không phát sinh": "nil"}

T = TypeVar("T")

_CODE = re.compile(r"\{([^{}\s]{1,24})\}")


def identity_of(book: Book) -> Identity | None:
    """Return the identity a book carries: the visible line first (any tab, first rows), the property second."""
    return visible_identity(book) or parse_identity(book.properties.get(PROPERTY, ""))


def visible_identity(book: Book) -> Identity | None:
    """Return the identity that stands in the first rows of a tab, or None."""
    for grid in book.grids:
        for (row, _), cell in grid.cells.items():
            if row <= 6 and isinstance(cell.value, str) and "-v" in cell.value:
                found = parse_identity(cell.value)
                if found:
                    return found
    return None


def parse(book: Book, config: Config, division: str, period: Period) -> Submission:
    """Return what a division's book says for a period; what cannot be read stays as a Problem, nothing raises.

    The form's version is that of the identity line, else the newest.
    """
    identity = identity_of(book)
    form = (form_version(identity.version) if identity else None) or current_form()
    indicators = config.indicators_for(division, period)
    reading = _Reading(book, form, config, division, period)
    figures = list(reading.figures(indicators))
    printed = _printed(_only(Figure, figures), indicators)
    activities = list(reading.activities(printed.get))
    plan = list(reading.plan(printed.get))
    carried = list(reading.carried())
    annexes = list(reading.annexes())
    info, info_problems = reading.info()
    return Submission(
        division=division,
        period=period,
        book=book.digest,
        form_version=identity.version if identity else 0,
        info=info,
        activities=_only(Activity, activities),
        figures=_only(Figure, figures),
        plan=_only(PlanItem, plan),
        carried=_only(CarriedItem, carried),
        annex_rows=_only(AnnexRow, annexes),
        problems=(
            *_identity_problems(book, identity, form),
            *(Problem(note.code, note.place, (("detail", note.detail),)) for note in book.notes),
            *info_problems,
            *(p for found in (activities, figures, plan, carried, annexes) for p in _only(Problem, found)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One book being read: what every tab needs to know."""

    book: Book
    form: Form
    config: Config
    division: str
    period: Period

    def activities(self, figure: Callable[[str], str | None]) -> Iterator[Activity | Problem]:
        tab = self.form.tab("activities")
        grid, headings = yield from self._tab(tab.title, tab.columns, required=("text",))
        if grid and headings:
            specs = self.config.sections_for(self.division, self.period)
            sections = Sections.of({spec.title: spec.id for spec in specs}, listed_sections(self.book))
            for item in read_activities(grid, headings, sections, figure, self.book.digest):
                yield item
                if isinstance(item, Activity):
                    yield from self._codes(item.origin, (s.text for s in item.spans if isinstance(s, Text)))
                    for note in item.notes:
                        yield from self._codes(note.origin, (note.text,))

    def _codes(self, origin: Origin, texts: Iterable[str]) -> Iterator[Problem]:
        """Yield a problem for each {MÃ} that no figure fills."""
        own = {indicator.code for indicator in self.config.indicators_for(self.division, self.period)}
        place = origin.place if isinstance(origin, CellOrigin) else None
        for code in (code for text in texts for code in _CODE.findall(text)):
            name = "code-without-value" if code.upper() in own else "code-unknown"
            yield Problem(name, place, (("code", code),))

    def figures(self, indicators: Sequence[IndicatorSpec]) -> Iterator[Figure | Problem]:
        if indicators:
            tab = self.form.tab("figures")
            grid, headings = yield from self._tab(tab.title, tab.columns, required=("code", "month"))
            if grid and headings:
                yield from read_figures(grid, headings, indicators, self.book.digest)

    def plan(self, figure: Callable[[str], str | None]) -> Iterator[PlanItem | Problem]:
        tab = self.form.tab("plan")
        grid, headings = yield from self._tab(tab.title, tab.columns, required=("text",))
        if grid and headings:
            for item in read_plan(grid, headings, figure, self.book.digest):
                yield item
                if isinstance(item, PlanItem):
                    yield from self._codes(item.origin, (item.text,))

    def carried(self) -> Iterator[CarriedItem | Problem]:
        tab = self.form.tab("carried")
        if self._find(tab.title):
            grid, headings = yield from self._tab(tab.title, tab.columns, required=("text", "result"))
            if grid and headings:
                yield from read_carried(grid, headings, self.book.digest)

    def annexes(self) -> Iterator[AnnexRow | Problem]:
        for spec in self.config.annexes_for(self.division, self.period):
            items = tuple(self._annex(spec))
            problems = _only(Problem, items)
            # Of a row that heads a group all is said with that: it is merged on purpose.
            left_out = {_row(problem) for problem in problems if problem.code == "annex-no-entry"}
            yield from (item for item in items if not _is_merged_in(item, left_out))

    def _annex(self, spec: AnnexSpec) -> Iterator[AnnexRow | Problem]:
        required = tuple(column.key for column in spec.columns if column.required)
        grid, headings = yield from self._tab(spec.tab, spec.columns, required=required)
        if grid and headings:
            yield from read_annex(grid, headings, spec, self.book.digest)

    def info(self) -> tuple[Info, list[Problem]]:
        tab = self.form.tab("info")
        grid = self._find(tab.title)
        if grid is None:
            return Info(), [_missing_tab(tab.title)]
        places = find_fields(grid, tab.columns)
        info, problems = _info(grid, tab, places)
        return info, [*problems, *altered(grid, tab, places, self.config, self.division, self.period)]

    def _find(self, title: str) -> Grid | None:
        titles = [*(tab.title for tab in self.form.tabs), *(annex.tab for annex in self.config.annexes)]
        return find_tab(self.book, title, others=[other for other in titles if other != title])

    def _tab(
        self, title: str, columns: Sequence[Column], required: tuple[str, ...]
    ) -> Generator[Problem, None, tuple[Grid | None, Headings | None]]:
        grid = self._find(title)
        if grid is None:
            yield _missing_tab(title)
            return None, None
        headings = find_columns(grid, columns)
        yield from _heading_problems(grid, headings, columns)
        if any(key not in headings.columns for key in required):
            return None, None
        yield from crossings(grid, headings, columns)
        yield from beside(grid, headings)
        return uncrossed(grid, headings), headings


def _info(grid: Grid, tab: Tab, places: Mapping[str, Place]) -> tuple[Info, list[Problem]]:
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for column in tab.columns:
        place = places.get(column.key)
        read = read_text(grid[place.row, place.column], place) if place else None
        texts[column.key] = read.text if read else ""
        problems.extend(read.problems if read else ())
        if column.required and not texts[column.key]:
            problems.append(Problem("required", place or Place(grid.tab), (("heading", column.heading),)))
    approved = places.get("approved_on")
    day = read_date(grid[approved.row, approved.column], approved) if approved else None
    problems.extend(p for p in (day.problems if day else ()) if p.code == "not-a-date")
    status = choose(texts["status"], folded_choices(STATUSES))
    if texts["status"] and status is None:
        facts = (("typed", texts["status"]), ("choices", ", ".join(STATUSES)))
        problems.append(Problem("not-in-list", places.get("status"), facts))
    return Info(
        prepared_by=texts["prepared_by"],
        phone=texts["phone"],
        approved_by=texts["approved_by"],
        approved_on=day.value if day else None,
        status=status,
        places=tuple(places.items()),
    ), problems


def _printed(figures: Iterable[Figure], indicators: Iterable[IndicatorSpec]) -> dict[str, str]:
    units = {indicator.code: indicator.unit for indicator in indicators}
    return {
        f.indicator: format_number(f.value, pad=is_count(units[f.indicator]) is not False)
        for f in figures
        if f.slot == "month" and f.value is not None
    }


def _is_merged_in(item: AnnexRow | Problem, rows: set[int]) -> bool:
    return isinstance(item, Problem) and item.code == "merged-across" and _row(item) in rows


def _row(problem: Problem) -> int:
    return problem.place.row if problem.place else 0


def _only(kind: type[T], items: Iterable[object]) -> tuple[T, ...]:
    return tuple(item for item in items if isinstance(item, kind))


def _heading_problems(grid: Grid, headings: Headings, columns: Sequence[Column]) -> Iterator[Problem]:
    if not headings.row:
        yield Problem("headings-missing", Place(grid.tab), (("tab", grid.tab),))
        return
    known = {column.key: column for column in columns}
    for key in headings.missing:
        if not known[key].hidden:
            yield Problem("column-missing", Place(grid.tab), (("heading", known[key].heading),))
    for code, keys in (("column-doubled", headings.doubled), ("column-moved", headings.moved)):
        for key in keys:
            place = grid.place(headings.row, headings.columns.get(key, 0))
            yield Problem(code, place, (("heading", known[key].heading),))
    for key, typed in headings.near.items():
        place = grid.place(headings.row, headings.columns.get(key, 0))
        yield Problem("heading-near", place, (("heading", known[key].heading), ("typed", typed)))
    for column, typed in headings.unknown:
        yield Problem("column-unknown", grid.place(headings.row, column), (("typed", typed),))


def _missing_tab(title: str) -> Problem:
    return Problem("tab-missing", Place(title), (("tab", title),))


def _identity_problems(book: Book, identity: Identity | None, form: Form) -> Iterator[Problem]:
    if identity is None:
        yield Problem("identity-missing", None)
    elif form_version(identity.version) is None:
        yield Problem("form-unknown", None, (("version", str(identity.version)),))
    elif form.version != current_form().version:
        yield Problem("form-old", None, (("version", str(form.version)), ("current", str(current_form().version))))
    hidden = parse_identity(clean(book.properties.get(PROPERTY, "")))
    if identity and hidden and hidden != identity:
        yield Problem("identity-mismatch", None, (("visible", str(identity)), ("hidden", str(hidden))))
