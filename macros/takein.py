"""What the clerk typed, taken into the store before anything else is done; what cannot be taken stays in its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from macros.layout import DIVISIONS, FINDINGS, LINES, NO, SIGNED, YES, Table
from macros.quick import xw
from macros.tables import HeadingError, Line, Place, lines, place_of
from macros.typed import (
    Decision,
    TypedLines,
    UnclearError,
    typed_divisions,
    typed_findings,
    typed_lines,
    typed_signed,
)
from sync.model.edits import EditField
from sync.model.messages.buttons import STOOD, STOOD_EMPTY
from sync.model.period import Period, parse_period
from sync.store import clerk
from sync.work.decide import DecisionError, accept, judge, refuse_closed, withdraw
from sync.work.editing import EditLine
from sync.work.office import Office
from sync.work.shown import Shown
from sync.work.taking import changes_of, take

T = TypeVar("T")
_NAMED = 4  # lines of next month's forms that are named in the status cell


@dataclass(frozen=True, slots=True)
class Read:
    """A table as it was read."""

    place: Place
    rows: tuple[Line, ...]

    @property
    def typed(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """What stands in the cells that the clerk types in, by row."""
        keys = [column.key for column in self.place.table.columns if column.typed]
        return tuple((row.row, tuple(row[key] for key in keys)) for row in self.rows)


class Call(Protocol):
    """Makes a call to the spreadsheet program, again while it is busy (Desk.call)."""

    def __call__(self, step: Callable[[], T], /) -> T:
        """Return what the step returns."""
        ...


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many changes were taken in; `refused` tells by table why nothing of a sheet was, as code and facts.

    `gone` counts the findings that were accepted and are no longer there; `seen` is, by table, what was read; `told` is
    what there is to say of what was taken.
    """

    changes: int = 0
    gone: int = 0
    seen: Mapping[str, Read] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    told: str = ""

    @property
    def only_closed(self) -> bool:
        """True where nothing is refused but rows of a period that is closed: they can never be taken."""
        return all(code in _CLOSED.values() for code, _ in self.refused.values())


def read(book: xw.Book, table: Table) -> Read:
    """Read a table whatever filter or order is set on it; raises HeadingError."""
    place = place_of(book, table)
    return Read(place, lines(place))


def holds_typing(book: xw.Book) -> bool:
    """Say whether something of the clerk's may stand in the workbook: rows of lines, or a cell of another table."""
    try:
        tables = [read(book, table) for table in (LINES, FINDINGS, DIVISIONS, SIGNED)]
    except HeadingError:
        return True
    if tables[0].rows:
        return True
    typed = ("accepted", "reason", "use", "without", "take")
    return any(row.cells.get(key) for each in tables[1:] for row in each.rows for key in typed)


def as_typed(book: xw.Book) -> str:
    """Return what stands in the columns that the clerk types in, as plain text: a sheet's name, then a row a line."""
    told: list[str] = []
    for table in (DIVISIONS, FINDINGS, LINES, SIGNED):
        try:
            rows = read(book, table).rows
        except HeadingError:
            continue
        typed = [column for column in table.columns if column.typed]
        told += [table.sheet, "\t".join(column.heading for column in typed)]
        told += ["\t".join(row[column.key].replace("\n", " / ") for column in typed) for row in rows]
    return "\n".join(told) + "\n"


def take_in(
    book: xw.Book, office: Office, shown: Shown, call: Call, name_of: Callable[[Line], str] | None = None
) -> TakenIn:
    """Take in what was typed since `shown`, sheet by sheet; `call` makes a call to the spreadsheet program.

    A new line gets its id in its sheet; where that cannot be written to, `name_of` names the row.

    A sheet with something unclear on it is not taken at all, the others are. Raises StoreError, BusyError.
    """
    period = parse_period(shown.period)
    count, gone = 0, 0
    seen: dict[str, Read] = {}
    refused: dict[str, tuple[str, Mapping[str, str]]] = {}
    told: list[str] = []

    def divisions(at: Read) -> tuple[int, int]:
        return _take_divisions(office, period, at), 0

    def findings(at: Read) -> tuple[int, int]:
        return _take_findings(office, period, typed_findings(at.place, at.rows, shown))

    def edits(at: Read) -> tuple[int, int]:
        typed = typed_lines(at.place, at.rows, shown, name_of)
        if typed.ids and name_of is None:
            call(lambda: _name(at.place, typed.ids))
        try:
            refuse_closed(office, period)
        except DecisionError as error:
            _refuse_typing(at.place, shown, typed, error)
            return 0, 0
        return len({edit.line for edit in take(office, period, shown.lines, (*typed.rows, *typed.gone))}), 0

    def signed(at: Read) -> tuple[int, int]:
        done = _take_signed(office, period, at, typed_signed(at.place, at.rows))
        told.extend(_of_next_forms(office, period) if done else ())
        return done, 0

    for table, taking in ((DIVISIONS, divisions), (FINDINGS, findings), (LINES, edits), (SIGNED, signed)):
        try:
            seen[table.key] = call(lambda table=table: read(book, table))  # type: ignore[misc] # mypy and defaults
            done, lost = taking(seen[table.key])
        except (HeadingError, UnclearError) as error:
            refused[table.key] = error.code, error.facts
        except DecisionError as error:
            refused[table.key] = error.code, {"sheet": table.sheet, **error.facts}
        else:
            count, gone = count + done, gone + lost
    return TakenIn(count, gone, seen, refused, " ".join(told))


def _of_next_forms(office: Office, period: Period) -> Iterable[str]:
    """Return what is to be said of next month's forms that hold the plan in other words than were signed."""
    from sync.work.nextforms import older_wordings, told_of_older

    return told_of_older(older_wordings(office, period), period, _NAMED)


_CLOSED = {"period-locked": "typed-locked", "period-issued": "typed-issued"}


def _refuse_typing(place: Place, shown: Shown, typed: TypedLines, closed: DecisionError) -> None:
    """Raise UnclearError for what was typed into a closed period: the topmost cell, and what stood there.

    A row that was deleted comes back of itself.
    """
    first = None
    known = {line.id: line for line in shown.lines}
    labels = {name: label for label, name in shown.sections.items()}
    for change in changes_of(shown.lines, typed.rows):
        row = typed.at.get(change.line)
        follows = change.field == "after" and not change.before and change.line in known
        if row is not None and not follows and (first is None or row.row < first[0].row):
            line = known.get(change.line)
            first = row, *_stood(change.field, line, labels.get(line.section, "") if line else "")
    if first:
        row, key, before = first
        stood = STOOD.format(text=before) if before else STOOD_EMPTY
        raise UnclearError(_CLOSED[closed.code], place, row, key, before=stood, **closed.facts)


def _stood(field: EditField, line: EditLine | None, label: str) -> tuple[str, str]:
    """Return the column in which a field is typed, and what stood there."""
    if line is None:
        return "text", ""
    stood = {
        "notes": line.shown.notes,
        "section": label,
        "included": YES if line.included else NO,
        "joined": YES if line.joined else NO,
        "after": f"{line.number}",
    }
    key = "number" if field == "after" else field
    return (key, stood[field]) if field in stood else ("text", line.shown.text)


def _name(place: Place, ids: Mapping[int, str]) -> None:
    """Write the ids of new lines beside them: taken in twice they stay what they are."""
    for row, name in ids.items():
        place.sheet.range((row, place.columns["id"])).value = name


def _take_divisions(office: Office, period: Period, at: Read) -> int:
    typed = typed_divisions(at.place, at.rows)
    for each in typed.use:
        accept(office, period, (), each.reason, use=each.name)
    held = judge(office, period).without if typed.without else frozenset()
    done = [each for each in typed.without if each.yes or each.name in held]  # who is waited for already stays so
    for each in done:
        (accept if each.yes else withdraw)(office, period, (), each.reason, without=(each.name,))
    return len(typed.use) + len(done)


def _take_findings(office: Office, period: Period, typed: Sequence[Decision]) -> tuple[int, int]:
    """Accept and take back; what has gone meanwhile needs neither."""
    if not typed:
        return 0, 0
    there = {found.id for found in judge(office, period).findings}
    done = 0
    for yes in (True, False):
        for reason, ids in _by_reason(each for each in typed if each.yes == yes and each.name in there).items():
            (accept if yes else withdraw)(office, period, ids, reason)
            done += len(ids)
    return done, sum(1 for each in typed if each.name not in there)


def _by_reason(typed: Iterable[Decision]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in typed:
        found.setdefault(each.reason, []).append(each.name)
    return found


def _take_signed(office: Office, period: Period, at: Read, rows: Sequence[Line]) -> int:
    """Make edits of the differences that are flagged; a row that says something else than its difference is left."""
    if not rows:
        return 0
    from sync.work.closing import take_differences
    from sync.work.editing import edit_lines
    from sync.work.signed import as_told
    from sync.work.signedrows import cannot_be_taken, differences_of

    with office.store.reading() as connection:
        sent = clerk.issued(connection, period.code)
        found = differences_of(connection, sent)
    lines, file = edit_lines(office, period), sent.file if sent else ""
    wanted = []
    for row in rows:
        each = found[int(row["key"])] if row["key"].isdigit() and int(row["key"]) < len(found) else None
        if each is None or [row["ours"].strip(), row["signed"].strip()] != [text.strip() for text in as_told(each)]:
            raise UnclearError("typed-not-shown", at.place, row, "take")
        if cannot_be_taken(each, lines, found, file):
            raise UnclearError("typed-cannot-take", at.place, row, "take")
        wanted.append(each)
    return len({edit.line for edit in take_differences(office, period, wanted, found)})
