"""What people changed in Word before they signed: our report compared with the one that went out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from sync.model.messages.signed import SIGNED_PLACES
from sync.reading.lineage import Line, inherit
from sync.render.as_read import Grid, Passage, read_docx
from sync.render.signed_order import Order, order_of
from sync.render.signed_places import (
    Item,
    Spoken,
    alike,
    block_of,
    closed,
    has_dash,
    passages,
    placed,
    sections_of,
    typed,
)
from sync.render.signed_tables import CellDifference, cell_differences

Kind = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the signed report says something else than ours.

    `block` is the id of our paragraph, "" where there is none (a heading, the header block, a cell, a new paragraph).
    `section` is number and title as printed. `ours` and `signed` are texts as staff type them: no bullet, "[n]" for the
    paragraph's n-th note; `notes` are the notes of the signed paragraph. Where a note itself differs, `note` is its n
    (as signed; as ours where it was removed) and the texts are the note's. `cell` says in words which cell of an annex
    it is. A paragraph that stands elsewhere is "moved", both texts being its own; where it went to another section,
    `into` is that one's number and title. Of what was added or moved, `mark` is its own and `order` that of all its
    section as signed: ids of ours, "+" and a number for what is new. `follows` is the text right above it, "" where it
    is the first. `bullet`: what was added has a dash before it.
    """

    kind: Kind
    block: str
    section: str
    ours: str
    signed: str
    note: int | None = None
    notes: tuple[str, ...] = ()
    cell: str = ""
    mark: str = ""
    order: tuple[str, ...] = ()
    follows: str = ""
    bullet: bool = False
    into: str = ""

    @property
    def above(self) -> tuple[str, ...]:
        """The marks that stand above it in its section, nearest first."""
        return self.order[: self.order.index(self.mark)][::-1] if self.mark in self.order else ()


def differences(ours: bytes, signed: bytes) -> tuple[Difference, ...]:
    """Return where the signed .docx differs from ours, in the order of the report.

    Raises SignedError signed-not-docx, signed-password, signed-too-big or signed-broken. Number and date filled in,
    spaces, straight or curved quotes, and short or long dashes are no difference.
    """
    document = read_docx(ours)
    mine, theirs = placed(document), placed(read_docx(signed), document)
    sections = sections_of(mine, theirs)
    theirs = [replace(item, section=sections.get(item.section, item.section)) for item in theirs]
    found = [*_of_passages(passages(mine), passages(theirs)), *_of_tables(mine, theirs)]
    return tuple(difference for _, difference in sorted(found, key=lambda one: one[0]))


_Found = tuple[tuple[int, int, int], Difference]


def _of_passages(mine: Sequence[Spoken], theirs: Sequence[Spoken]) -> Iterator[_Found]:
    pairs = _pairs(mine, theirs)
    order = order_of(mine, theirs, pairs)
    above = -1
    for at, spoken in enumerate(theirs):
        own_at = pairs[at]
        if own_at is None:
            text, notes = typed(spoken, spoken), spoken.passage.notes
            added = Difference("added", "", spoken.section, "", text, None, notes, bullet=has_dash(spoken))
            yield (above, 1, at), _standing(added, order, at)
            continue
        own = mine[own_at]
        above = own.at
        for difference in _of_pair(own, spoken):
            yield (own.at, 0, at), _standing(difference, order, at) if difference.kind == "added" else difference
        left = _left(own, spoken)
        if at in order.moved or (left and not own.passage.heading):
            ours, signed = typed(own, own), typed(spoken, own)
            into = spoken.section if left else ""
            moved = Difference("moved", block_of(own.passage), own.section, ours, signed, into=into)
            yield (own.at, 0, at), _standing(moved, order, at)
    for at in sorted(set(range(len(mine))) - set(pairs)):
        own = mine[at]
        yield (own.at, 0, 0), Difference("removed", block_of(own.passage), own.section, typed(own, own), "")


def _standing(difference: Difference, order: Order, at: int) -> Difference:
    """Return what was added or moved with where it stands; a note stands where its paragraph does."""
    where = order.standing.get(at)
    if where is None or difference.note is not None:
        return difference
    return replace(difference, mark=where.mark, order=where.order, follows=where.follows)


def _of_pair(own: Spoken, other: Spoken) -> Iterator[Difference]:
    block = block_of(own.passage)
    ours, signed = typed(own, own), typed(other, own)
    notes = other.passage.notes
    if own.passage.heading and _left(own, other):
        yield Difference("removed", block, own.section, ours, "")
        yield Difference("added", block, other.section, "", signed, None, notes)
        return
    if not alike(closed(ours, own), closed(signed, own)):
        yield Difference("changed", block, own.section, ours, signed, None, notes)
    lines = [Line(str(n), "", text) for n, text in enumerate(own.passage.notes)]
    found = inherit(lines, [("", text) for text in notes])
    for number, (before, text) in enumerate(zip(found, notes, strict=True), start=1):
        if before is None:
            yield Difference("added", block, own.section, "", text, number, notes)
        elif not alike(own.passage.notes[int(before)], text):
            yield Difference("changed", block, own.section, own.passage.notes[int(before)], text, number, notes)
    for n, text in enumerate(own.passage.notes):
        if str(n) not in found:
            yield Difference("removed", block, own.section, text, "", n + 1, notes)


def _left(own: Spoken, other: Spoken) -> bool:
    """True where a paragraph stands in another section than it did."""
    return own.section != other.section and own.zone == "body"


def _pairs(mine: Sequence[Spoken], theirs: Sequence[Spoken]) -> list[int | None]:
    """Return for each paragraph of theirs ours that it was.

    First by our bookmark, where it is whole and the text is still alike; then by the text; what is left over on both
    sides by the bookmark alone (a paragraph written anew). A bookmark that spans two paragraphs, or two in one, tell
    that a paragraph was split or joined: then the text decides.
    """
    ids = {block_of(spoken.passage): at for at, spoken in enumerate(mine) if block_of(spoken.passage)}
    pairs: list[int | None] = [None] * len(theirs)
    taken: set[int] = set()

    def pair(at: int, own: int) -> None:
        if pairs[at] is None and own not in taken:
            pairs[at] = own
            taken.add(own)

    marked = [[ids[mark] for mark in spoken.passage.marks if mark in ids] for spoken in theirs]
    for at, owns in enumerate(marked):
        if len(owns) == 1 and not _spread(theirs[at].passage, ids) and _akin(mine[owns[0]], theirs[at]):
            pair(at, owns[0])
    left = [at for at in range(len(mine)) if at not in taken]
    right = [at for at, own in enumerate(pairs) if own is None]
    lines = [Line(str(at), mine[at].section, typed(mine[at], mine[at])) for at in left]
    found = inherit(lines, [(theirs[at].section, typed(theirs[at], theirs[at])) for at in right])
    for at, own in zip(right, found, strict=True):
        if own is not None:
            pair(at, int(own))
    for at, owns in enumerate(marked):
        opened = [ids[mark] for mark in theirs[at].passage.opened if mark in ids]
        for place in (*owns, *opened, *_heading(mine, theirs[at])):
            pair(at, place)
    return pairs


def _spread(passage: Passage, ids: Iterable[str]) -> bool:
    """True where a bookmark of ours begins in the paragraph and ends in a later one."""
    return any(mark in ids for mark in passage.opened)


def _heading(mine: Sequence[Spoken], other: Spoken) -> list[int]:
    """Return our heading of a heading's section."""
    if not other.passage.heading:
        return []
    return [at for at, own in enumerate(mine) if own.passage.heading and own.section == other.section]


def _akin(own: Spoken, other: Spoken) -> bool:
    return inherit([Line("", "", own.passage.text)], [("", other.passage.text)])[0] is not None


def _of_tables(mine: Sequence[Item], theirs: Sequence[Item]) -> Iterator[_Found]:
    own = [(item.at, item.section, item.content) for item in mine if isinstance(item.content, Grid)]
    other = [(item.at, item.section, item.content) for item in theirs if isinstance(item.content, Grid)]
    lines = [Line(str(n), section, _words(grid)) for n, (_, section, grid) in enumerate(own)]
    found = inherit(lines, [(section, _words(grid)) for _, section, grid in other])
    end = max((item.at for item in mine), default=0)
    for name, (_, section, grid) in zip(found, other, strict=True):
        at, section, before = (end + 1, section, Grid(())) if name is None else own[int(name)]
        for n, cell in enumerate(cell_differences(before, grid, alike=alike)):
            yield (at, 2, n), _told(cell, section)
    for n, (at, section, grid) in enumerate(own):
        if str(n) not in found:
            for k, cell in enumerate(cell_differences(grid, Grid(()), alike=alike)):
                yield (at, 2, k), _told(cell, section)


def _told(cell: CellDifference, section: str) -> Difference:
    words = SIGNED_PLACES["cell"].format(row=cell.row, column=cell.column)
    return Difference(cell.kind, "", section, cell.ours, cell.signed, cell=words)


def _words(grid: Grid) -> str:
    return " ".join(chain.from_iterable(grid.rows))
