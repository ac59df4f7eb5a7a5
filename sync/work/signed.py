"""What people changed before they signed, made into the clerk's edits, so that the next month starts from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from sheets.text import fold
from sync.model.edits import NO, OWN, YES
from sync.model.messages.signed import SIGNED_PLACES
from sync.reading.paragraphs import split_notes
from sync.reading.wording import unshown
from sync.render.signed import Difference
from sync.work.editing import EditLine
from sync.work.signedorder import is_in_place, joined_to, put_in_order
from sync.work.taking import Change, own_id

_WORDS = 15  # of the line that a moved one now follows


def changes_from(
    lines: Sequence[EditLine], found: Sequence[Difference], whole: Sequence[Difference] = ()
) -> Iterator[Change]:
    """Yield the changes of lines that make them say what was signed, each where it stands there.

    What stands in no line (header, headings, annexes) is not among them. A paragraph that was printed from several
    joined lines becomes the first of them. `whole` are all differences where `found` are some of them: a line is put
    behind none that still stands elsewhere itself.
    """
    by_id = {line.id: line for line in lines}
    into = _sections(lines, found)
    went = {d.block: into[d] for d in found if d.into and d.block and into[d]}
    names: dict[str, str] = {}  # of new lines, by their marks
    ordered: list[Difference] = []
    for difference in found:
        line = by_id.get(difference.block)
        if difference.order and difference.note is None and into[difference] and not difference.cell:
            ordered.append(difference)
        if line is None:
            if difference.kind == "added" and not difference.cell and into[difference]:
                known = _taken_before(lines, into[difference], difference)
                names[difference.mark] = known or own_id()
                if not known:
                    yield from _new(names[difference.mark], into[difference], difference)
        elif difference.note is not None:
            yield from _note(line, difference)
        elif difference.kind == "removed":
            yield from _out(line, lines)
        elif difference.kind == "moved":
            yield from _into(line, went.get(line.id, line.section), lines)
        else:
            yield from _reworded(line, difference, lines)
    lines = _gone_over(lines, went)
    for section in dict.fromkeys(into[each] for each in ordered):
        mine = [each for each in ordered if into[each] == section and (each.block in by_id or each.mark in names)]
        yield from put_in_order(lines, section, mine, names, whole)


def _into(line: EditLine, section: str, lines: Sequence[EditLine]) -> Iterator[Change]:
    """Yield what puts a line and those printed in one paragraph with it into a section."""
    for each in (line, *_below(line, lines)):
        if each.section != section:
            yield Change(each.id, "section", each.section, section)


def _gone_over(lines: Sequence[EditLine], went: Mapping[str, str]) -> Sequence[EditLine]:
    """Return the lines with those that go to another section there, each with the lines joined to it."""
    into = {name: went[line.id] for line in lines if line.id in went for name in (line.id, *joined_to(lines, line))}
    return [replace(line, section=into.get(line.id, line.section)) for line in lines] if into else lines


def as_told(found: Difference) -> tuple[str, str]:
    """Return a difference as people read it: what our report says, what the signed one says or does."""
    if found.kind != "moved":
        return found.ours, found.signed
    words = found.follows.split()
    behind = " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
    place = SIGNED_PLACES["after" if words else "first"].format(text=behind)
    if found.into:
        return found.ours, SIGNED_PLACES["into"].format(before=found.section, after=found.into, place=place)
    return found.ours, SIGNED_PLACES["moved"].format(place=place)


State = Literal["", "taken", "cannot"]


def state_of(lines: Sequence[EditLine], found: Difference, whole: Sequence[Difference]) -> State:
    """Return how a difference stands: "taken" where the lines say so by now, "cannot" where no line can say it.

    `whole` are all differences of the signed report.
    """
    by_id = {line.id: line for line in lines}
    line, section = by_id.get(found.block), _sections(lines, [found])[found]
    if found.kind == "moved":
        return "cannot" if line is None or not section else _taken(is_in_place(lines, section, found, whole))
    if line is None:
        is_line = found.kind == "added" and section and not found.cell
        return _taken(bool(_taken_before(lines, section, found))) if is_line else "cannot"
    if found.note is not None and found.kind != "changed":  # it comes and goes with its paragraph's text
        return _taken(line.wording.notes == _numbered(found.notes))
    wanted = [each for each in changes_from(lines, [found], whole) if each.field != "after"]
    return _taken(all(each.line in by_id and _says(by_id[each.line], each) for each in wanted)) if wanted else "cannot"


def _taken(is_so: bool) -> State:
    return "taken" if is_so else ""


def _says(line: EditLine, change: Change) -> bool:
    """True where a line is as a change would make it."""
    now = {
        "text": line.wording.text,
        "notes": line.wording.notes,
        "section": line.section,
        "included": YES if line.included else NO,
    }
    return now.get(change.field) == change.after


def _sections(lines: Sequence[EditLine], found: Sequence[Difference]) -> Mapping[Difference, str]:
    """Return the section of ours that each difference stands in as signed, "" for none that lines stand in."""
    sections = {_titled(line.title): line.section for line in lines}
    return {difference: sections.get(_titled(difference.into or difference.section), "") for difference in found}


def _titled(title: str) -> str:
    return fold(title).rstrip(" :")


def _reworded(line: EditLine, difference: Difference, lines: Sequence[EditLine]) -> Iterator[Change]:
    base = line.theirs or line.wording
    below = _joined(line, lines)
    text = difference.signed if below else unshown(line.wording, line.shown.text, difference.signed)
    yield Change(line.id, "text", base.text, text)
    if difference.notes:
        yield Change(line.id, "notes", base.notes, _numbered(difference.notes))
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


def _joined(line: EditLine, lines: Sequence[EditLine]) -> Sequence[EditLine]:
    """Return the lines that are printed in one paragraph with this one."""
    return [each for each in _below(line, lines) if each.included]


def _below(line: EditLine, lines: Sequence[EditLine]) -> Sequence[EditLine]:
    """Return the lines that are joined to this one, those left out too."""
    below = joined_to(lines, line)
    return [each for each in lines if each.id in below]


def _taken_before(lines: Sequence[EditLine], section: str, difference: Difference) -> str:
    """Return the id of the line of the clerk's own that a new paragraph was made before, "" where there is none."""
    return next(
        (
            line.id
            for line in lines
            if line.id.startswith(OWN) and (line.section, line.wording.text) == (section, difference.signed)
        ),
        "",
    )


def _new(line: str, section: str, difference: Difference) -> Iterator[Change]:
    """A paragraph that stands only in what was signed: a line of the clerk's own."""
    yield Change(line, "text", "", difference.signed)
    yield Change(line, "section", "", section)
    yield Change(line, "style", "", "bullet" if difference.bullet else "paragraph")
    if difference.notes:
        yield Change(line, "notes", "", _numbered(difference.notes))


def _numbered(notes: Sequence[str]) -> str:
    return "\n".join(f"[{at}] {note}" for at, note in enumerate(notes, start=1))
