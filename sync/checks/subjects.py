"""What a finding speaks of, told so that it stays the same wherever its row moves: staff sort and insert rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from sheets.grid import Place, column_letters
from sheets.text import fold
from sync.model.finding import Finding, Hit
from sync.model.records import CellOrigin, Origin, Submission

RowNames: TypeAlias = Mapping[tuple[str, int], str]


def row_names(submission: Submission) -> RowNames:
    """Return what names each row that holds something, by tab and row.

    A line's own id (it goes on through versions), an indicator's code, a carried item's text, an annex row's cells.
    """
    names: dict[tuple[str, int], str] = {}
    for origin, name in _named(submission):
        if isinstance(origin, CellOrigin):
            names.setdefault((origin.place.tab, origin.place.row), name)
    return names


def _named(submission: Submission) -> Iterator[tuple[Origin, str]]:
    yield from ((activity.origin, activity.line or fold(activity.text)) for activity in submission.activities)
    yield from ((item.origin, item.line or fold(item.text)) for item in submission.plan)
    yield from ((figure.origin, figure.indicator) for figure in submission.figures)
    yield from ((item.origin, fold(item.text)) for item in submission.carried)
    for row in submission.annex_rows:
        yield row.origin, "\x1e".join(fold(field.text) for field in row.fields)


def told(hit: Hit, names: RowNames) -> Hit:
    """Return a hit with a subject: one that has none is named by its tab, column and row, the row by what it holds.

    Of a row that nothing names (left out, or not understood) the facts tell which it is.
    """
    place = hit.place
    if hit.subject or place is None:
        return hit
    return replace(hit, subject=f"{place.tab}!{column_letters(place.column)} {names.get((place.tab, place.row), '')}")


def told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each finding once; those that say the same of several places get an id each, in the places' order."""
    places: dict[str, list[Place | None]] = {}
    for found in sorted(findings, key=lambda f: _order(f.place)):
        known = places.setdefault(found.id, [])
        if found.place not in known:
            known.append(found.place)
            number = len(known)
            yield found if number == 1 else replace(found, id=_numbered(found.id, number))


def _order(place: Place | None) -> tuple[str, int, int]:
    return (place.tab, place.row, place.column) if place else ("", 0, 0)


def _numbered(name: str, number: int) -> str:
    return hashlib.sha256(f"{name}\x1f{number}".encode()).hexdigest()[:10]
