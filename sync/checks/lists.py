"""Numbers against the lists that name what they count: in the sentence and in its notes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheets.grid import Place
from sync.checks.check import Check
from sync.checks.notes import place_of, short
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Activity, NoteRef, Submission
from sync.model.sentences import Listed
from sync.normalise.numbers import format_number
from sync.reading.prose import read


def count_against_list(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "05 Kế hoạch: …; …; …": the sentence names another number of them."""
    for activity in submission.activities:
        for listed in read(activity.text).lists:
            if _differs(listed):
                yield _hit(place_of(activity.origin), activity, listed)


def count_against_note(submission: Submission, _: Context) -> Iterator[Hit]:
    """ "03 dự án[1]": the note names another number of them."""
    for activity in submission.activities:
        own = {listed.count.start for listed in read(activity.text).lists}
        marks = _marks(activity)
        for listed in read(activity.text, marks).lists:
            if listed.count.start not in own and _differs(listed):
                note = next((n for n in activity.notes if listed.items[0] in n.text), None)
                yield _hit(place_of(note.origin if note else activity.origin), activity, listed)


def _differs(listed: Listed) -> bool:
    return not len(listed.items) <= listed.count.value <= listed.most


def _hit(place: Place | None, activity: Activity, listed: Listed) -> Hit:
    named = len(listed.items)
    facts = {"count": listed.count.text, "named": str(named), "items": _items(listed)}
    suggestion = format_number(Decimal(named)) if named == listed.most else None
    return Hit(place, facts, f"{activity.text}{listed.count.start}", suggestion)


def _items(listed: Listed) -> str:
    return short("; ".join(" ".join(item.split()[:6]) for item in listed.items))


def _marks(activity: Activity) -> tuple[tuple[int, str], ...]:
    """Return where each note is marked in the activity's plain text, with the note's text."""
    found: list[tuple[int, str]] = []
    at = 0
    for span in activity.spans:
        if isinstance(span, NoteRef):
            note = activity.note(span.marker)
            if note is not None:
                found.append((at, note.text))
        else:
            at += len(getattr(span, "text", "") or f"{{{getattr(span, 'code', '')}}}")
    return tuple(found)


CHECKS: tuple[Check, ...] = (
    Check("count-against-list", "warning", count_against_list),
    Check("count-against-note", "warning", count_against_note),
)
