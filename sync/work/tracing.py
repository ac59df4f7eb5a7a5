"""From a place in the report back to the cells it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sheets.text import fold
from sync.consolidate import consolidate
from sync.model.config import Config
from sync.model.material import Copy, Material, Round
from sync.model.period import Period
from sync.model.records import CellOrigin, Origin
from sync.model.report import Block, Report, Run, Section
from sync.store import facts
from sync.work.decide import Judged, judge
from sync.work.office import Office


@dataclass(frozen=True, slots=True)
class Source:
    """A cell, or a line of the department's own texts; `how` says how a figure was made ("text", "figure", "sum")."""

    division: str | None
    source: str
    tab: str | None
    cell: str | None
    version: int | None
    how: str


@dataclass(frozen=True, slots=True)
class Place:
    """One printed thing: its text, its section (id, number, title), the footnote's number, and its sources.

    `figures` are the figures in it that have cells of their own, each with its text and sources.
    """

    id: str
    text: str
    section: str
    number: str
    title: str
    note: int | None
    sources: tuple[Source, ...]
    figures: tuple[tuple[str, tuple[Source, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the report that was asked for, with where it came from."""

    text: str
    section: str
    title: str
    note: int | None
    origins: tuple[Source, ...]


def trace(office: Office, period: Period, wanted: str) -> tuple[Hit, ...]:
    """Return every place of the period's newest report that holds a figure or words, or that is in a section.

    Where no report was made yet the report as it would be made now is asked. Raises StoreError.
    """
    with office.store.reading() as connection:
        made = facts.reports(connection, period.code)
    places = _kept(made[-1].body) if made else _now(judge(office, period), office.config)
    return tuple(_hits(places, wanted))


def trail(report: Report, judged: Judged, config: Config) -> list[dict[str, Any]]:
    """Return every printed thing with its sources as plain data, to be kept with the report."""
    return [asdict(place) for place in places_of(report, judged.round, config)]


def places_of(report: Report, this: Round, config: Config) -> Iterator[Place]:
    """Yield every block, footnote and annex cell of a report with its sources, in print order."""
    copies = _copies(this)
    where: dict[str, tuple[str, str, str]] = {}
    for part, section, block in report.blocks():
        at = _at(part.id, part.number, part.title, section)
        for span in block.spans:
            where[getattr(span, "id", "")] = at
        yield _block(block, at, copies, config)
    for note in report.footnotes:
        section_id, number, title = where.get(note.id, ("", "", ""))
        yield Place(
            note.id, note.text, section_id, number, title, note.number, _sources(note.origins, copies, config, "text")
        )
    for annex in report.annexes:
        for row in annex.rows:
            for cell in row:
                if cell.text and cell.origins:
                    sources = _sources(cell.origins, copies, config, "text")
                    yield Place("", cell.text, annex.code, annex.number, annex.title, None, sources)


def _now(judged: Judged, config: Config) -> list[Place]:
    printed = tuple(c for c, s in judged.round.submissions.items() if s.info.status == "submitted")
    report = consolidate(Material(judged.round, printed))
    return list(places_of(report, judged.round, config))


def _kept(body: Mapping[str, Any]) -> list[Place]:
    return [_place(entry) for entry in body.get("trail", [])]


def _place(entry: Mapping[str, Any]) -> Place:
    figures = tuple((text, _all(sources)) for text, sources in entry["figures"])
    return Place(**{**entry, "sources": _all(entry["sources"]), "figures": figures})


def _all(entries: Sequence[Mapping[str, Any]]) -> tuple[Source, ...]:
    return tuple(Source(**entry) for entry in entries)


def _hits(places: Iterable[Place], wanted: str) -> Iterator[Hit]:
    key = fold(wanted).strip(" .:")
    figure = re.compile(rf"(?<![\d.,/]){re.escape(key)}(?![\d/]|[.,]\d)") if re.fullmatch(r"[\d.,]+", key) else None
    for place in places:
        names = {fold(place.section), place.number.rstrip("."), fold(place.title).rstrip(" :.")}
        inside = bool(figure.search(fold(place.text))) if figure else key in fold(place.text)
        if not inside and (figure is not None or key not in names):
            continue
        own = [s for text, sources in place.figures if fold(text) == key for s in sources]
        origins = tuple(dict.fromkeys((*own, *place.sources)))
        yield Hit(place.text, place.section, f"{place.number} {place.title}".strip(), place.note, origins)


def _block(block: Block, at: tuple[str, str, str], copies: Mapping[str, tuple[str, Copy]], config: Config) -> Place:
    figures = tuple(
        (span.text, _sources(span.origins, copies, config, span.how or "figure"))
        for span in block.spans
        if isinstance(span, Run) and span.origins
    )
    return Place(block.id, block.text, *at, None, _sources(block.origins, copies, config, "text"), figures)


def _at(part: str, number: str, title: str, section: Section | None) -> tuple[str, str, str]:
    return (section.id, section.number, section.title) if section else (part, number, title)


def _copies(this: Round) -> dict[str, tuple[str, Copy]]:
    return {s.copy.digest: (s.division, s.copy) for s in this.standings if s.copy}


def _sources(
    origins: Iterable[Origin], copies: Mapping[str, tuple[str, Copy]], config: Config, how: str
) -> tuple[Source, ...]:
    return tuple(_source(origin, copies, config, how) for origin in origins)


def _source(origin: Origin, copies: Mapping[str, tuple[str, Copy]], config: Config, how: str) -> Source:
    if isinstance(origin, CellOrigin):
        division, copy = copies[origin.book]
        return Source(division, copy.source, origin.place.tab, origin.place.a1, copy.version, how)
    return Source(None, config.path.name, None, None, None, "outline")
