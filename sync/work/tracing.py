"""From a place in the report back to the cells it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sheets.text import fold
from sync.consolidate import consolidate
from sync.model.config import Config
from sync.model.material import ONLINE, Copy, Material, Round
from sync.model.messages.clerkbook import WORKBOOK
from sync.model.period import Period
from sync.model.records import CellOrigin, ClerkOrigin, Origin, OutlineOrigin
from sync.model.report import Block, Part, Report, Run, Section
from sync.store import facts
from sync.work.decide import DecisionError, Judged, judge
from sync.work.office import Office
from sync.work.printed import printed_divisions


@dataclass(frozen=True, slots=True)
class Source:
    """A cell, or a line of the department's own texts; `how` says how a figure was made ("text", "figure", "sum")."""

    division: str | None
    source: str
    tab: str | None
    cell: str | None
    version: int | None
    how: str
    line: int | None = None  # of config.yaml
    link: str = ""  # where a browser shows the cell, of a form in Google


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
    within: tuple[str, ...] = ()  # folded ids, numbers and titles of the part and sections round it


_PLACE, _SOURCE = (tuple(f.name for f in fields(kind) if f.name != "link") for kind in (Place, Source))


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

    Where no report was made yet the report as it would be made now is asked. Raises DecisionError, StoreError.
    """
    if not fold(wanted).strip(" .:,;"):
        raise DecisionError("trace-empty")
    with office.store.reading() as connection:
        made = facts.reports(connection, period.code)
    places = _kept(made[-1].body) if made else _now(judge(office, period), office.config)
    return _linked(office, period, tuple(_hits(places, wanted)))


def _linked(office: Office, period: Period, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the hits with links to those of their cells that lie in Google."""
    if not any(source.source.startswith(ONLINE) for hit in hits for source in hit.origins):
        return hits
    from sync.work.addresses import Addresses

    with office.store.reading() as connection:
        known = Addresses(connection, period.code)

        def linked(source: Source) -> Source:
            if not (source.source.startswith(ONLINE) and source.division and source.version and source.tab):
                return source
            return replace(source, link=known.of_version(source.division, source.version, source.tab, source.cell))

        return tuple(replace(hit, origins=tuple(map(linked, hit.origins))) for hit in hits)


def trail(report: Report, judged: Judged, config: Config) -> list[dict[str, Any]]:
    """Return every printed thing with its sources as plain data, to be kept with the report."""
    return [_told(place) for place in places_of(report, judged.round, config)]


def _told(place: Place) -> dict[str, Any]:
    """Return a place as plain data; `asdict` copies every text and number on its way, this does not."""
    told = {name: getattr(place, name) for name in _PLACE}
    told["sources"] = _plain(place.sources)
    told["figures"] = [[text, _plain(sources)] for text, sources in place.figures]
    return told


def _plain(sources: tuple[Source, ...]) -> list[dict[str, Any]]:
    return [{name: getattr(source, name) for name in _SOURCE} for source in sources]


def places_of(report: Report, this: Round, config: Config) -> Iterator[Place]:
    """Yield every block, footnote and annex cell of a report with its sources, in print order."""
    copies = _copies(this)
    round_it = _surroundings(report)
    where: dict[str, _At] = {}
    for part, section, block in report.blocks():
        at = _at(part, section, round_it)
        for span in block.spans:
            where[getattr(span, "id", "")] = at
        yield _block(block, at, copies, config)
    for note in report.footnotes:
        at = where.get(note.id, _At("", "", "", ()))
        sources = _sources(note.origins, copies, config, "text")
        yield Place(note.id, note.text, at.id, at.number, at.title, note.number, sources, within=at.within)
    for annex in report.annexes:
        names = _names(annex.code, annex.number, annex.title)
        for row in annex.rows:
            for cell in row:
                if cell.text and cell.origins:
                    sources = _sources(cell.origins, copies, config, "text")
                    yield Place("", cell.text, annex.code, annex.number, annex.title, None, sources, within=names)


@dataclass(frozen=True, slots=True)
class _At:
    """Where a block stands: its section (or part), and every name of what is round it."""

    id: str
    number: str
    title: str
    within: tuple[str, ...]


def _surroundings(report: Report) -> dict[str, tuple[str, ...]]:
    """Return, by section id, the names of the section, of those above it and of its part."""
    found: dict[str, tuple[str, ...]] = {}

    def walk(section: Section, above: tuple[str, ...]) -> None:
        found[section.id] = (*above, *_names(section.id, section.number, section.title))
        for below in section.sections:
            walk(below, found[section.id])

    for part in report.parts:
        for section in part.sections:
            walk(section, _names(part.id, part.number, part.title))
    return found


def _names(name: str, number: str, title: str) -> tuple[str, ...]:
    return tuple(filter(None, (fold(name), fold(number).rstrip("."), fold(title).rstrip(" :."))))


def _now(judged: Judged, config: Config) -> list[Place]:
    report = consolidate(Material(judged.round, printed_divisions(judged)))
    return list(places_of(report, judged.round, config))


def _kept(body: Mapping[str, Any]) -> list[Place]:
    return [_place(entry) for entry in body.get("trail", [])]


def _place(entry: Mapping[str, Any]) -> Place:
    figures = tuple((text, _all(sources)) for text, sources in entry["figures"])
    within = tuple(entry.get("within", ()))
    return Place(**{**entry, "sources": _all(entry["sources"]), "figures": figures, "within": within})


def _all(entries: Sequence[Mapping[str, Any]]) -> tuple[Source, ...]:
    return tuple(Source(**entry) for entry in entries)


def _hits(places: Sequence[Place], wanted: str) -> Iterator[Hit]:
    """Yield what a figure or words stand in; where they name a section or part, everything in it.

    A whole number is a figure first ("3"), a number with dots a section first ("3.7").
    """
    key = fold(wanted).strip(" :")
    inside = [place for place in places if key.rstrip(".") in place.within]
    figure = re.fullmatch(r"[\d.,]+", key) is not None
    wanted_text = _grouped(key) if figure else re.escape(key)
    pattern = re.compile(rf"(?<![\d.,/]){wanted_text}(?![\d/]|[.,]\d)" if figure else rf"(?<!\w){wanted_text}(?!\w)")
    holding = [place for place in places if pattern.search(fold(place.text))]
    whole = _ungrouped(key).isdigit()
    for place in (holding or inside) if whole else (inside or holding):
        own = [s for text, sources in place.figures if _ungrouped(fold(text)) == _ungrouped(key) for s in sources]
        origins = tuple(dict.fromkeys((*own, *place.sources)))
        yield Hit(place.text, place.section, f"{place.number} {place.title}".strip(), place.note, origins)


_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?=,\d|$)")


def _ungrouped(figure: str) -> str:
    """Return a figure without the points between its thousands: 1.007 is 1007."""
    return figure.replace(".", "") if _GROUPED.match(figure) else figure


def _grouped(figure: str) -> str:
    """Return the pattern of a figure with or without points between its thousands."""
    whole, comma, rest = _ungrouped(figure).partition(",")
    if not whole.isdigit():
        return re.escape(figure)
    head = len(whole) % 3 or 3
    groups = [whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))]
    return r"\.?".join(groups) + re.escape(comma + rest)


def _block(block: Block, at: _At, copies: Mapping[str, tuple[str, Copy]], config: Config) -> Place:
    figures = tuple(
        (span.text, _sources(span.origins, copies, config, span.how or "figure"))
        for span in block.spans
        if isinstance(span, Run) and span.origins
    )
    sources = _sources(block.origins, copies, config, "text")
    return Place(block.id, block.text, at.id, at.number, at.title, None, sources, figures, at.within)


def _at(part: Part, section: Section | None, round_it: Mapping[str, tuple[str, ...]]) -> _At:
    if section is None:
        return _At(part.id, part.number, part.title, _names(part.id, part.number, part.title))
    return _At(section.id, section.number, section.title, round_it[section.id])


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
    if isinstance(origin, ClerkOrigin):
        return Source(None, WORKBOOK, None, None, None, "clerk")
    line = origin.line if isinstance(origin, OutlineOrigin) else None
    return Source(None, config.path.name, None, None, None, "outline", line)
