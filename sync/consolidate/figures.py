"""Every figure of the report tied to the cells it came from: {MÃ} filled in, typed figures linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from sync.consolidate.gather import printed
from sync.consolidate.stage import map_blocks
from sync.model.material import Material
from sync.model.records import CellOrigin, Figure, Origin, Tie
from sync.model.report import Block, Report, ReportSpan, Run
from sync.normalise.figures import format_number


def figures(report: Report, material: Material) -> Report:
    """Return the report in which every Run that is a figure has an id, its origins, and how it was made."""
    by_code = _by_code(material)
    tied = _ties(material)

    def in_block(block: Block) -> Block:
        spans = (_filled(span, block, at, by_code) for at, span in enumerate(block.spans))
        return replace(block, spans=_tied(tuple(spans), block, tied.get(block.id, ())))

    return map_blocks(report, in_block)


def _ties(material: Material) -> Mapping[str, tuple[Tie, ...]]:
    """Return, by line, the typed figures that are an indicator's and say the same."""
    this = material.round
    if this.ties is not None:
        return this.ties
    from sync.reading.ties import ties  # most rounds bring them along, and reading sentences takes long to load

    return ties(printed(material), this.config, this.period)


def _tied(spans: tuple[ReportSpan, ...], block: Block, found: tuple[Tie, ...]) -> tuple[ReportSpan, ...]:
    """Return the spans with each number that is a figure as a Run of its own that names its indicator and cell."""
    tied: list[ReportSpan] = []
    at = 0
    for span in spans:
        if not isinstance(span, Run):
            tied.append(span)
            continue
        inside = [] if span.figure else [tie for tie in found if at <= tie.start < at + len(span.text)]
        tied += _split(span, at, block, inside)
        at += len(span.text)
    return tuple(tied)


def _split(span: Run, at: int, block: Block, inside: list[Tie]) -> Iterator[Run]:
    done = 0
    for tie in sorted(inside, key=lambda tie: tie.start):
        start, end = tie.start - at, tie.end - at
        if start < done or end > len(span.text):
            continue
        if start > done:
            yield Run(span.text[done:start])
        yield Run(span.text[start:end], f"f{block.id[1:]}_t{tie.start}", tie.indicator, (tie.origin,))
        done = end
    if done < len(span.text) or not span.text:
        yield replace(span, text=span.text[done:])


def _by_code(material: Material) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for submission in printed(material):
        for figure in submission.figures:
            if figure.slot == "month" and figure.value is not None:
                found.setdefault(figure.indicator, []).append(figure)
    return found


def _filled(span: ReportSpan, block: Block, at: int, by_code: dict[str, list[Figure]]) -> ReportSpan:
    if not isinstance(span, Run) or not span.figure:
        return span
    own = list(_of_book(by_code.get(span.figure, []), block.origins)) or by_code.get(span.figure, [])
    if not own:
        return span
    total = sum((figure.value for figure in own if figure.value is not None), Decimal(0))
    origins: tuple[Origin, ...] = tuple(figure.origin for figure in own)
    return replace(
        span, text=format_number(total), id=f"f{block.id[1:]}_{at}", origins=origins, how="sum" if len(own) > 1 else ""
    )


def _of_book(found: list[Figure], origins: tuple[Origin, ...]) -> Iterator[Figure]:
    books = {origin.book for origin in origins if isinstance(origin, CellOrigin)}
    return (f for f in found if isinstance(f.origin, CellOrigin) and f.origin.book in books)
