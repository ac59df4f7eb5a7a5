"""Marks and notes of a row that do not match: each [n] has its note, each note its [n]."""

from __future__ import annotations

from collections.abc import Iterator

from sheets.grid import Place
from sync.checks.check import Check
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.clerkbook import LINES_SHEET
from sync.model.records import Activity, CellOrigin, ClerkOrigin, Note, NoteRef, Origin, OutlineOrigin, Submission

_SHOWN = 50


def marker_without_note(submission: Submission, _: Context) -> Iterator[Hit]:
    """A mark [n] in Nội dung for which Chú thích has no note: it would be left out of the report."""
    for activity in submission.activities:
        for marker in sorted(_markers(activity) - {0}):
            if activity.note(marker) is None:
                facts = {"marker": str(marker), "text": short(activity.text)}
                yield Hit(place_of(activity.origin), facts, f"[{marker}] {activity.text}")


def note_without_marker(submission: Submission, _: Context) -> Iterator[Hit]:
    """A note [n] that no mark of its row points to: it would be left out of the report."""
    for activity in submission.activities:
        markers = _markers(activity)
        for note in activity.notes:
            if note.marker and note.marker not in markers:
                yield _hit(note)


def note_unmarked(submission: Submission, _: Context) -> Iterator[Hit]:
    """A note without [n] among several of its row: it can only be put at the end of the text."""
    for activity in submission.activities:
        if len(activity.notes) > 1:
            yield from (_hit(note) for note in activity.notes if not note.marker)


def note_doubled(submission: Submission, _: Context) -> Iterator[Hit]:
    """Two notes of one row with the same number: only one could be printed."""
    for activity in submission.activities:
        for note in activity.notes:
            if note is not activity.note(note.marker):
                yield _hit(note)


def note_empty(submission: Submission, _: Context) -> Iterator[Hit]:
    """A note that has a number and no words."""
    for activity in submission.activities:
        for note in activity.notes:
            if not any(character.isalnum() for character in note.text):
                yield _hit(note, activity.text)


def place_of(origin: Origin) -> Place:
    """Return the cell of an origin; of a text of config.yaml its line, in no tab; of the clerk's line its sheet."""
    match origin:
        case CellOrigin():
            return origin.place
        case OutlineOrigin():
            return Place("", origin.line)
        case ClerkOrigin():
            return Place(LINES_SHEET)


def short(text: str) -> str:
    """Return the beginning of a text, whole words, for a sentence that quotes it."""
    words = " ".join(text.split())
    return (
        words
        if len(words) <= _SHOWN
        else words[: words.rfind(" ", 0, _SHOWN) if " " in words[:_SHOWN] else _SHOWN] + "…"
    )


def _markers(activity: Activity) -> set[int]:
    return {span.marker for span in activity.spans if isinstance(span, NoteRef)}


def _hit(note: Note, subject: str = "") -> Hit:
    facts = {"marker": str(note.marker), "text": short(note.text)}
    return Hit(place_of(note.origin), facts, subject or note.text)


CHECKS: tuple[Check, ...] = (
    Check("marker-without-note", "error", marker_without_note),
    Check("note-without-marker", "error", note_without_marker),
    Check("note-unmarked", "warning", note_unmarked),
    Check("note-doubled", "error", note_doubled),
    Check("note-empty", "error", note_empty),
)
