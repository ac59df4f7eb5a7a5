"""What a finding speaks of, told so that it stays the same wherever its row moves: staff sort and insert rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sheets.grid import Place, column_letters
from sheets.text import fold
from sync.model.finding import Finding, Hit
from sync.model.records import Activity, CellOrigin, NoteRef, Origin, Submission, Value


@dataclass(frozen=True, slots=True)
class RowNames:
    """What names each row that holds something, by tab and row, and the texts that figures are filled into.

    `filled` holds of each such text how it reads, how it was typed, and where its figures stand, the longest first: a
    figure that changes takes no remark away that speaks of something else in its text.
    """

    rows: Mapping[tuple[str, int], str] = field(default_factory=dict)
    filled: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with figures in it: as it is printed, as it was typed, and its figures' places and codes (`at`)."""

    printed: str
    typed: str
    at: tuple[tuple[int, int, str], ...]

    def unfilled(self, subject: str) -> str:
        """Return a subject that quotes the printed text with the typed one in its place.

        A place in the text that stands behind it is counted in the typed text too.
        """
        before, quoted, behind = subject.partition(self.printed)
        if not quoted:
            return subject
        if behind.isdecimal():
            start = int(behind)
            behind = str(start + sum(len(code) + 2 - (end - at) for at, end, code in self.at if end <= start))
        return f"{before}{self.typed}{behind}"


def row_names(submission: Submission) -> RowNames:
    """Return what names each row that holds something.

    A line's own id (it goes on through versions), an indicator's code, a carried item's text, an annex row's cells.
    """
    names: dict[tuple[str, int], str] = {}
    for origin, name in _named(submission):
        if isinstance(origin, CellOrigin):
            names.setdefault((origin.place.tab, origin.place.row), name)
    filled = [Filled(one.text, _typed(one), at) for one in submission.activities if (at := one.filled)]
    return RowNames(names, tuple(sorted(filled, key=lambda one: -len(one.printed))))


def _typed(activity: Activity) -> str:
    spans = (span for span in activity.spans if not isinstance(span, NoteRef))
    return "".join(f"{{{span.code}}}" if isinstance(span, Value) else span.text for span in spans)


def _named(submission: Submission) -> Iterator[tuple[Origin, str]]:
    yield from ((activity.origin, activity.line or fold(_typed(activity))) for activity in submission.activities)
    yield from ((item.origin, item.line or fold(item.text)) for item in submission.plan)
    yield from ((figure.origin, figure.indicator) for figure in submission.figures)
    yield from ((item.origin, fold(item.text)) for item in submission.carried)
    for row in submission.annex_rows:
        yield row.origin, "\x1e".join(fold(field.text) for field in row.fields)


def told(hit: Hit, names: RowNames) -> Hit:
    """Return a hit with a subject: one that has none is named by its tab, column and row, the row by what it holds.

    Of a row that nothing names (left out, or not understood) the facts tell which it is. Figures that are filled into a
    text are no part of its name.
    """
    place = hit.place
    if hit.subject:
        return _unfilled(hit, names)
    if place is None:
        return hit
    named = names.rows.get((place.tab, place.row), "")
    return replace(hit, subject=f"{place.tab}!{column_letters(place.column)} {named}")


def _unfilled(hit: Hit, names: RowNames) -> Hit:
    for text in names.filled:
        subject = text.unfilled(hit.subject)
        if subject != hit.subject:
            return replace(hit, subject=subject, quoted=True)
    return hit


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
