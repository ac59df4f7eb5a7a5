"""What people changed before they signed, made into the clerk's edits, so that the next month starts from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheets.text import fold
from sync.model.edits import NO, OWN, YES
from sync.reading.paragraphs import split_notes
from sync.reading.wording import unshown
from sync.render.signed import Difference
from sync.work.editing import EditLine
from sync.work.taking import Change, own_id


def changes_from(lines: Sequence[EditLine], found: Sequence[Difference]) -> Iterator[Change]:
    """Yield the changes of lines that make them say what was signed.

    What stands in no line (header, headings, annexes) is not among them. A paragraph that was printed from several
    joined lines becomes the first of them; one that is new in a section comes last in it.
    """
    by_id = {line.id: line for line in lines}
    sections = {_titled(line.title): line.section for line in lines}
    into = {difference: sections.get(_titled(difference.section), "") for difference in found}
    went = {d.block: into[d] for d in found if d.kind == "added" and d.block and into[d]}
    for difference in found:
        line = by_id.get(difference.block)
        if line is None:
            if difference.kind == "added" and not difference.cell and into[difference]:
                yield from _new(into[difference], difference, lines)
        elif difference.note is not None:
            yield from _note(line, difference)
        elif difference.kind == "removed":
            if line.id not in went:
                yield from _out(line, lines)
        else:
            yield from _reworded(line, difference, lines)
            if line.id in went:
                yield Change(line.id, "section", line.section, went[line.id])


def _titled(title: str) -> str:
    return fold(title).rstrip(" :")


def _reworded(line: EditLine, difference: Difference, lines: Sequence[EditLine]) -> Iterator[Change]:
    base = line.theirs or line.wording
    below = _joined(line, lines)
    text = difference.signed if below else unshown(line.wording, line.shown.text, difference.signed)
    yield Change(line.id, "text", base.text, text)
    if difference.notes:
        notes = "\n".join(f"[{at}] {note}" for at, note in enumerate(difference.notes, start=1))
        yield Change(line.id, "notes", base.notes, notes)
    for each in below:
        yield Change(each.id, "included", YES, NO)


def _note(line: EditLine, difference: Difference) -> Iterator[Change]:
    """A note that says something else: the n-th of the line; one that came or went comes with its paragraph's text."""
    notes = list(split_notes(line.wording.notes))
    if difference.kind == "changed" and difference.note and difference.note <= len(notes):
        at = difference.note - 1
        told = [
            (f"[{n.marker}] " if n.marker else "") + (difference.signed if i == at else n.text)
            for i, n in enumerate(notes)
        ]
        yield Change(line.id, "notes", (line.theirs or line.wording).notes, "\n".join(told))


def _out(line: EditLine, lines: Sequence[EditLine]) -> Iterator[Change]:
    for each in (line, *_joined(line, lines)):
        yield Change(each.id, "included", YES, NO)


def _new(section: str, difference: Difference, lines: Sequence[EditLine]) -> Iterator[Change]:
    """A paragraph that stands only in what was signed: a line of the clerk's own, unless it was taken before."""
    if any(line.id.startswith(OWN) and line.wording.text == difference.signed for line in lines):
        return
    line = own_id()
    yield Change(line, "text", "", difference.signed)
    yield Change(line, "section", "", section)
    if difference.notes:
        notes = "\n".join(f"[{at}] {note}" for at, note in enumerate(difference.notes, start=1))
        yield Change(line, "notes", "", notes)


def _joined(line: EditLine, lines: Sequence[EditLine]) -> Sequence[EditLine]:
    """Return the lines that are printed in one paragraph with this one."""
    places: Mapping[str, int] = {each.id: at for at, each in enumerate(lines)}
    found: list[EditLine] = []
    for each in lines[places[line.id] + 1 :]:
        if each.section != line.section or not each.joined:
            break
        if each.included:
            found.append(each)
    return found
