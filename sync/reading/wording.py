"""A line's wording as it is typed, and as the clerk has changed it: three-way between base, clerk and division."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from sync.model.edits import Edit, LineEdits
from sync.model.records import Activity, ClerkOrigin, Note, NoteRef, PlanItem, Style, Text, Value
from sync.reading.marks import in_brackets
from sync.reading.paragraphs import spans_of, split_notes, with_last_note
from sync.reading.threeway import Conflict, Merged, merge

_LEAD = re.compile(r"^[-–—•]\s+")
_SPACES = re.compile(r" {2,}")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a line says: its text with "[n]" and "{MÃ}" as typed, and its notes, one "[n] …" a line."""

    text: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """What clerk and division arrived at, and the words over which they disagree (the clerk's stand in it)."""

    wording: Wording
    conflicts: tuple[Conflict, ...] = ()


def wording_of(line: Activity | PlanItem) -> Wording:
    """Return a line's wording as staff type it; a note without a number stands without one."""
    if isinstance(line, PlanItem):
        return Wording(line.text)
    notes = "\n".join(f"[{note.marker}] {note.text}" if note.marker else note.text for note in line.notes)
    return Wording("".join(map(_typed, line.spans)), notes)


def shown(wording: Wording, figure: Callable[[str], str | None]) -> str:
    """Return a wording's text with {MÃ} filled in where the figure is known, as the clerk reads it."""
    spans = spans_of(wording.text, frozenset(), figure)
    return "".join(span.text if isinstance(span, Value) and span.text else _typed(span) for span in spans)


def as_typed(printed: Wording, theirs: Wording, edits: LineEdits | None) -> Wording:
    """Return a line's wording as the clerk typed it over `theirs`, letter for letter, where that is what is printed."""
    if edits is None or edits.of("text") is None:
        return printed
    typed = reworded(theirs, edits).wording.text
    return replace(printed, text=typed) if printed.text in {printed_text(typed), printed_task(typed)} else printed


def unshown(wording: Wording, seen: str, typed: str) -> str:
    """Return what the clerk typed over `seen`, the filled-in form of a wording, with {MÃ} put back where untouched."""
    if typed == seen:
        return wording.text
    return merge(seen, typed, wording.text, apart=0).text  # a code is nobody's wording: a word beside it may be changed


def reworded(theirs: Wording, edits: LineEdits) -> Worded:
    """Return a division's wording with the clerk's edits of it merged in.

    Where both changed the same words the clerk's stand.
    """
    text = _merged(theirs.text, edits.of("text"))
    notes = _merged(theirs.notes, edits.of("notes"))
    return Worded(Wording(text.text, notes.text), (*text.conflicts, *notes.conflicts))


def with_wording(
    activity: Activity, wording: Wording, edit: str, style: Style, figure: Callable[[str], str | None]
) -> Activity:
    """Return an activity that says this, by the edit of this id; notes that are as before keep their cell."""
    text, typed = in_brackets(wording.text, wording.notes)
    before = {(note.marker, note.text): note for note in activity.notes}
    notes = tuple(before.get((n.marker, n.text), Note(n.marker, n.text, ClerkOrigin(edit))) for n in split_notes(typed))
    spans = spans_of(printed_text(text), frozenset(note.marker for note in notes), figure)
    if any(note.marker == 0 for note in notes):
        spans = with_last_note(spans, 0)
    return replace(activity, spans=spans, notes=notes, style=style, edit=edit)


def printed_text(text: str) -> str:
    """Return a line's text without the dash that the report itself puts before it, and with one space where several
    were typed.
    """
    return _LEAD.sub("", _SPACES.sub(" ", text))


def printed_task(text: str) -> str:
    """Return a task's text without the dash or number that the report itself puts before it."""
    return _NUMBERED.sub("", printed_text(text))


def own_line(
    edits: LineEdits, wording: Wording, section: str, style: Style, figure: Callable[[str], str | None]
) -> Activity:
    """Return a line that is the clerk's own."""
    edit = _wrote(edits)
    empty = Activity(ClerkOrigin(edit), section, style, (), line=edits.line)
    return replace(with_wording(empty, wording, edit, style, figure), edit="")


def own_task(edits: LineEdits, text: str) -> PlanItem:
    """Return a task of a plan that is the clerk's own."""
    return PlanItem(ClerkOrigin(_wrote(edits)), printed_task(text), line=edits.line)


def reworded_by(edits: LineEdits) -> str:
    """Return the id of the newest edit of a line's wording, "" where only its place was changed."""
    wrote = [edit for edit in edits.fields if edit.field in {"text", "notes", "style", "section"}]
    return wrote[-1].id if wrote else ""


def _wrote(edits: LineEdits) -> str:
    return reworded_by(edits) or edits.newest.id


def _merged(theirs: str, edit: Edit | None) -> Merged:
    return Merged(theirs, ()) if edit is None else merge(edit.before, edit.after, theirs)


def _typed(span: Text | Value | NoteRef) -> str:
    if isinstance(span, Text):
        return span.text
    if isinstance(span, Value):
        return f"{{{span.code}}}"
    return f" [{span.marker}]" if span.marker else ""
