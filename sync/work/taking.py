"""What the clerk typed into the lines of the coming report, made into edits that are kept."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from sheets.text import clean
from sync.model.edits import NO, OWN, YES, Edit, EditField
from sync.model.period import Period
from sync.reading.paragraphs import split_paragraphs
from sync.reading.threeway import merge
from sync.reading.wording import Wording, printed_text, unshown
from sync.store import clerk
from sync.work.decide import DecisionError, refuse_closed
from sync.work.editing import EditLine, edit_lines
from sync.work.office import Office

Choice = Literal["", "ours", "theirs"]

_FIRST_WORDS = 10  # of a line, by which it is found again
_BREAK, _SEVERAL = re.compile(r"\s*\n\s*"), re.compile(r"( {2,})")
_NOTE_MARK = re.compile(r"\[\d{1,2}\]")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the clerk's sheet for one line: `id` "" or a new `own_id` for a line that the clerk wrote there.

    One with an id of its own may be taken twice, as happens where the program fell over in between: it stays one line.
    `choice` settles what is contested. `number` is the place in the section, None where none was typed. `withdrawn`: a
    line of the clerk's own that she has emptied or deleted.
    """

    id: str
    section: str
    text: str
    notes: str = ""
    number: float | None = None
    included: bool = True
    joined: bool = False
    choice: Choice = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field of one line."""

    line: str
    field: EditField
    before: str
    after: str


def take(office: Office, period: Period, seen: Sequence[EditLine], typed: Sequence[Typed]) -> tuple[Edit, ...]:
    """Record what the clerk changed in lines that were shown as `seen`, and return the edits.

    A line of `seen` that is not in `typed` stays as it is: rows may be hidden or deleted by accident. A second row of
    the same id is a line of the clerk's own. Raises DecisionError (the period is closed, somebody else has changed the
    same words since), StoreError.
    """
    changes = tuple(changes_of(seen, typed))
    if not changes:
        return ()
    refuse_closed(office, period)
    _refuse_notes_of_tasks(office, {change.line for change in changes}, typed)
    settled = {row.id for row in typed if row.choice}
    while True:
        with office.store.reading() as connection:
            known = len(clerk.edits(connection, period.code))
        beside = tuple(_beside_others(changes, seen, edit_lines(office, period), settled))
        for each in beside:
            if each.asked:
                raise _of_two(office, period, each.change, *each.asked)
        with suppress(_OvertakenError):
            return record(office, period, (each.change for each in beside), known)


def _refuse_notes_of_tasks(office: Office, changed: Set[str], typed: Sequence[Typed]) -> None:
    """Raise DecisionError for a note that the clerk put into a plan: a task is printed without any."""
    plans = {part.id for part in office.config.outline if part.kind == "plan"}
    for row in typed:
        mine = row.id in changed or not row.id or row.id.startswith(OWN)
        if mine and row.section in plans and row.included and (row.notes.strip() or _NOTE_MARK.search(row.text)):
            raise DecisionError("edit-plan-note", text=" ".join(row.text.split()[:8]))


@dataclass(frozen=True, slots=True)
class _Beside:
    """A change with what was edited elsewhere since kept beside it; `asked`: both changed the same words, and the line
    as it was shown and as it is by now.
    """

    change: Change
    asked: tuple[EditLine, EditLine] | None = None


def _beside_others(
    changes: Iterable[Change], seen: Sequence[EditLine], now: Sequence[EditLine], settled: Set[str]
) -> Iterator[_Beside]:
    """Yield the changes with what was edited elsewhere since `seen` merged in.

    Where both changed the same words none are lost in silence: it is asked, unless the clerk has chosen (`settled`).
    """
    before, current = {line.id: line for line in seen}, {line.id: line for line in now}
    for change in changes:
        was, is_now = before.get(change.line), current.get(change.line)
        if was is None or is_now is None:
            yield _Beside(change)
            continue
        old, new = _said(was, change.field), _said(is_now, change.field)
        both = old != new and change.after != new
        if both and change.field == "section":
            yield _Beside(change, None if change.line in settled else (was, is_now))
        elif both:
            merged = merge(old, change.after, new)
            asked = bool(merged.conflicts) and change.line not in settled
            yield _Beside(replace(change, after=merged.text), (was, is_now) if asked else None)
        else:
            yield _Beside(change)


def _said(line: EditLine, field: EditField) -> str:
    """Return what a line says in a field that two may want to be different things, "" in any other."""
    return {"text": line.wording.text, "notes": line.wording.notes, "section": line.section}.get(field, "")


def _of_two(office: Office, period: Period, change: Change, was: EditLine, now: EditLine) -> DecisionError:
    """Return what is asked where somebody else has changed the same words since."""
    with office.store.reading() as connection:
        known = clerk.edits(connection, period.code)
    who = next((edit.who for edit in reversed(known) if (edit.line, edit.field) == (change.line, change.field)), "")
    theirs = {"notes": now.shown.notes, "section": now.title}.get(change.field, now.shown.text)
    line = " ".join(was.shown.text.split()[:_FIRST_WORDS])
    return DecisionError("edit-by-two", line=line, who=who, theirs=theirs)


class _OvertakenError(Exception):
    """Somebody else has recorded edits in between."""


def record(office: Office, period: Period, changes: Iterable[Change], after: int | None = None) -> tuple[Edit, ...]:
    """Record changes in the order in which they are given, where no more than `after` edits stand there; StoreError."""
    with office.store.writing() as connection:
        known = clerk.edits(connection, period.code)
        if after is not None and len(known) != after:
            raise _OvertakenError
        now = office.now()
        # A clock that was set back does not undo the order of what was done: an edit after the issue is from what was
        # signed.
        before = [e.at for e in known[-1:]] + [sent.at for sent in clerk.issues(connection, period.code)[-1:]]
        if before and max(before) >= now:
            now = max(before) + dt.timedelta(microseconds=1)
        edits = tuple(
            Edit(
                f"e{uuid.uuid4().hex[:15]}",
                change.line,
                change.field,
                change.before,
                change.after,
                office.who,
                now + dt.timedelta(microseconds=at),
            )
            for at, change in enumerate(changes)
        )
        clerk.add_edits(connection, period.code, edits)
    return edits


def changes_of(seen: Sequence[EditLine], typed: Sequence[Typed]) -> Iterator[Change]:
    """Yield what differs between the lines as they were shown and as they stand in the sheet, texts first."""
    known = {line.id: line for line in seen}
    rows: dict[str, Typed] = {}
    for row in typed:
        if row.id in known and row.id not in rows:
            rows[row.id] = row
            yield from _changed(known[row.id], row)
        elif _words(row.text):
            fresh = row.id.startswith(OWN) and row.id not in known and row.id not in rows
            for line, text, style in _paragraphs(row, row.id if fresh else own_id()):
                rows[line] = row
                yield from _written(line, text, style, row)
    yield from _moves(known, rows)


def _changed(line: EditLine, row: Typed) -> Iterator[Change]:
    base = line.theirs or line.wording
    if row.withdrawn:
        yield Change(line.id, "kept", line.wording.text, NO)
        return
    if row.choice == "theirs" and line.state == "removed":
        yield Change(line.id, "kept", "", NO)
        return
    if row.choice == "ours" and line.state == "removed":
        yield Change(line.id, "kept", "", YES)
    if row.choice == "theirs" and line.theirs:
        wanted = line.theirs
    else:
        same = row.text == line.shown.text, row.notes == line.shown.notes  # to the letter, whatever letters they are
        text = line.wording.text if same[0] else unshown(line.wording, line.shown.text, _in_a_line(row.text))
        wanted = Wording(text, line.wording.notes if same[1] else _lines(row.notes))
    settled = line.state == "conflict" and (bool(row.choice) or wanted != line.wording)
    if wanted.text != line.wording.text or settled:
        yield Change(line.id, "text", base.text, wanted.text)
    if wanted.notes != line.wording.notes or settled:
        yield Change(line.id, "notes", base.notes, wanted.notes)
    if row.section != line.section:
        yield Change(line.id, "section", line.section, row.section)
    for field, before, after in (("included", line.included, row.included), ("joined", line.joined, row.joined)):
        if before != after:
            yield Change(line.id, "included" if field == "included" else "joined", _flag(before), _flag(after))


def _paragraphs(row: Typed, given: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, text and style of each line that the clerk wrote in a row; the first has the id that is given."""
    pieces = split_paragraphs(clean(row.text))
    for at, (style, text) in enumerate(pieces):
        typed = _in_a_line(row.text)  # with the dash that made it a bullet
        said = typed if len(pieces) == 1 and printed_text(typed) == printed_text(text) else text
        yield f"{given}{at or ''}", said, style or "paragraph"


def own_id() -> str:
    """Return the id of a new line of the clerk's own."""
    return f"{OWN}{uuid.uuid4().hex[:12]}"


def _written(line: str, text: str, style: str, row: Typed) -> Iterator[Change]:
    yield Change(line, "text", "", text)
    yield Change(line, "section", "", row.section)
    yield Change(line, "style", "", style)
    if _lines(row.notes):
        yield Change(line, "notes", "", _lines(row.notes))
    if not row.included:
        yield Change(line, "included", YES, NO)
    if row.joined:
        yield Change(line, "joined", NO, YES)


def _moves(known: Mapping[str, EditLine], rows: Mapping[str, Typed]) -> Iterator[Change]:
    """Yield what stands above each moved line, section by section; a line moved before is told again, so that doing
    all of it anew gives the same order.
    """
    for section in dict.fromkeys(row.section for row in rows.values()):
        stay = [
            line
            for line in known.values()
            if line.section == section
            and (line.id not in rows or (rows[line.id].section, rows[line.id].number) == (section, line.number))
        ]
        moved = [
            (row.number, name)
            for name, row in rows.items()
            if row.section == section and row.number is not None and name not in {line.id for line in stay}
        ]
        if not moved:
            continue
        order = [(float(line.number), 1, at, line.id) for at, line in enumerate(stay)]
        order += [(number, 0, at, name) for at, (number, name) in enumerate(moved)]
        names = [name for *_, name in sorted(order)]
        places = {name for _, name in moved}
        again = places | {line.id for line in stay if line.moved}
        for at, name in enumerate(names):
            if name in again:
                before = str(known[name].number) if name in known and name in places else ""
                yield Change(name, "after", before, " ".join(reversed(names[:at])))


def _words(text: str) -> str:
    """Return a paragraph's words."""
    return " ".join(clean(text).split())


def _in_a_line(text: str) -> str:
    """Return a paragraph in one line, a break that was made by hand as a space, and every space that was typed."""
    pieces = _SEVERAL.split(text.strip())
    return "".join(piece if at % 2 else _BREAK.sub(" ", clean(piece)) for at, piece in enumerate(pieces))


def _lines(text: str) -> str:
    """Return notes, one a line."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in clean(text).split("\n"))))


def _flag(value: bool) -> str:
    return YES if value else NO
