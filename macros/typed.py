"""What the clerk typed into the workbook, told from what it showed last; nothing here changes book or store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from macros.layout import LINES, NO, OURS, THEIRS, YES
from macros.tables import Line, Place
from sheets.text import CELL_LIMIT, fold, plain, storable
from sync.model.edits import OWN
from sync.work.editing import EditLine
from sync.work.shown import Shown
from sync.work.taking import Choice, Typed, own_id

_YES = frozenset({plain(YES), "x", "1", "true", "yes", "y"})
_NO = frozenset({plain(NO), "k", "ko", "0", "false", "no", "n"})
_CHOICES: Mapping[str, Choice] = {"": "", plain(OURS): "ours", plain(THEIRS): "theirs"}
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
_BETWEEN = 0.001  # so much behind the row above it a row without a number of its own stands


class UnclearError(Exception):
    """Something typed that cannot be taken as it is: `code` names the sentence; `sheet` and `cell` where it stands."""

    def __init__(self, code: str, place: Place, line: Line, key: str, **facts: str) -> None:
        super().__init__(f"{code} {place.table.sheet}!{place.address(line.row, key)}")
        self.code = code
        self.facts = {"sheet": place.table.sheet, "cell": place.address(line.row, key), **facts}


@dataclass(frozen=True, slots=True)
class TypedLines:
    """The rows of Biên tập; `ids` are those that rows without one of their own get in the sheet, by row.

    `gone` are lines of the clerk's own of which she has deleted the row; `at` tells where each line stands.
    """

    rows: tuple[Typed, ...]
    ids: Mapping[int, str] = field(default_factory=dict)
    gone: tuple[Typed, ...] = ()
    at: Mapping[str, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something accepted (`yes`) or taken back, with the reason: a finding's id, a division's code, a file."""

    name: str
    reason: str
    yes: bool = True


@dataclass(frozen=True, slots=True)
class TypedDivisions:
    """What was decided on Theo dõi: which copies count, which divisions the report does not wait for."""

    use: tuple[Decision, ...]
    without: tuple[Decision, ...]


def typed_lines(
    place: Place, rows: Sequence[Line], shown: Shown, name_of: Callable[[Line], str] | None = None
) -> TypedLines:
    """Return the rows of Biên tập that are lines; raises UnclearError for the first that cannot be understood.

    A row is known by the id in its hidden column. One that was copied is a new line of the clerk's own, and so is one
    without an id, or with one that was not shown: `name_of` names it, else it gets a new id. A line of her own of which
    she has emptied the text or deleted the row is withdrawn; a division's stays where rows are deleted by accident.
    """
    known = {line.id: line for line in shown.lines}
    sections = {fold(label): name for label, name in shown.sections.items()}
    originals = _originals(rows, known)
    found: list[tuple[Line, Typed]] = []
    ids: dict[int, str] = {}
    for row in rows:
        line = known.get(row["id"]) if originals.get(row["id"]) == row.row else None
        if line is None:
            if not any(row[key].strip() for key in ("text", "notes", "section")):
                continue
            kept = row["id"] if row["id"].startswith(OWN) and row["id"] not in known else ""
            name = kept if kept and kept not in ids.values() else name_of(row) if name_of else own_id()
            ids[row.row] = name
            found.append((row, _own(place, row, name, sections)))
        elif line.id.startswith(OWN) and not row["text"].strip():
            found.append((row, _withdrawn(line)))
        elif any(row[column.key].strip() for column in LINES.columns if column.typed):
            found.append((row, _known(place, row, line, sections)))
    typed = tuple(_placed(found, known))
    at = {each.id: row for each, (row, _) in zip(typed, found, strict=True)}
    _refuse_joined_to_nothing(place, at, typed, known)
    gone = [line for line in shown.lines if line.id.startswith(OWN) and line.id not in originals] if originals else []
    return TypedLines(typed, ids, tuple(map(_withdrawn, gone)), at)


def _withdrawn(line: EditLine) -> Typed:
    return Typed(line.id, line.section, "", number=line.number, withdrawn=True)


def _refuse_joined_to_nothing(
    place: Place, at: Mapping[str, Line], typed: Sequence[Typed], known: Mapping[str, EditLine]
) -> None:
    """Raise UnclearError for a line that has come to be joined to the one above it where none is printed above it."""
    before = {name for line in known.values() if (name := _top([_standing(x) for x in known.values()], line.section))}
    now = [_standing(line) for line in known.values() if line.id not in at]
    for each in typed:
        line = known.get(each.id)
        stays = line is not None and (line.section, line.number) == (each.section, each.number)
        number = float("inf") if each.number is None else each.number
        now.append(_Standing(each.id, each.section, (number, stays), each.included and not each.withdrawn))
    for each in typed:
        line = known.get(each.id)
        so_before = line is not None and line.joined and line.id in before
        if each.joined and each.included and not so_before and _top(now, each.section) == each.id:
            raise UnclearError("typed-first-joined", place, at[each.id], "joined")


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a line stands in its section, and whether it is printed; of two of one number a moved one is above."""

    id: str
    section: str
    order: tuple[float, bool]
    printed: bool


def _standing(line: EditLine) -> _Standing:
    return _Standing(line.id, line.section, (line.number, True), line.included)


def _top(lines: Sequence[_Standing], section: str) -> str:
    """Return the id of the line that is printed first in a section, "" for none."""
    here = [line for line in lines if line.section == section and line.printed]
    return min(here, key=lambda line: line.order).id if here else ""


def _originals(rows: Sequence[Line], known: Mapping[str, EditLine]) -> dict[str, int]:
    """Return the row of each line: of several with one id the first that says what was shown, else the first."""
    found: dict[str, Line] = {}
    for row in rows:
        line = known.get(row["id"])
        if line is None:
            continue
        first = found.setdefault(line.id, row)
        if first["text"] != shown_text(line.shown.text) == row["text"]:
            found[line.id] = row
    return {name: row.row for name, row in found.items()}


def shown_text(text: str) -> str:
    """Return a text as the workbook shows it: what a cell cannot hold is left out."""
    if len(text) * 2 <= CELL_LIMIT:
        return storable(text)
    from sync.render.framesheet import fitting  # loads what writes workbooks

    return fitting(text)


def _known(place: Place, row: Line, line: EditLine, sections: Mapping[str, str]) -> Typed:
    if not row["text"].strip():
        raise UnclearError("typed-no-text", place, row, "text")
    text, notes = line.shown.text, line.shown.notes
    number = _number(place, row)
    section = _section(place, row, sections) or line.section
    return Typed(
        line.id,
        section,
        text if row["text"] == shown_text(text) else row["text"],
        notes if row["notes"] == shown_text(notes) else row["notes"],
        line.number if number is None else number,
        _yes_no(place, row, "included", line.included),
        _yes_no(place, row, "joined", line.joined),
        _choice(place, row, line, section),
    )


def _own(place: Place, row: Line, name: str, sections: Mapping[str, str]) -> Typed:
    if not row["text"].strip():
        raise UnclearError("typed-no-text", place, row, "text")
    section = _section(place, row, sections)
    if not section:
        raise UnclearError("typed-no-section", place, row, "section")
    _choice(place, row, None)
    included, joined = _yes_no(place, row, "included", True), _yes_no(place, row, "joined", False)
    return Typed(name, section, row["text"], row["notes"], _number(place, row), included, joined)


def _section(place: Place, row: Line, sections: Mapping[str, str]) -> str:
    """Return the id of the section that a row names, "" for none; a title without its number will do."""
    typed = fold(row["section"])
    if not typed:
        return ""
    bare = [name for label, name in sections.items() if label.partition(" ")[2] == typed]
    found = sections.get(typed) or (bare[0] if len(bare) == 1 else "")
    if not found:
        raise UnclearError("typed-unknown-section", place, row, "section", typed=row["section"])
    return found


def _number(place: Place, row: Line) -> float | None:
    typed = row["number"].strip()
    if not typed:
        return None
    if not _NUMBER.fullmatch(typed):
        raise UnclearError("typed-bad-number", place, row, "number", typed=typed)
    return float(typed.replace(",", "."))


def _yes_no(place: Place, row: Line, key: str, otherwise: bool) -> bool:
    typed = plain(row[key]).strip()
    if not typed:
        return otherwise
    if typed in _YES or typed in _NO:
        return typed in _YES
    raise UnclearError("typed-not-yes-no", place, row, key, typed=row[key])


def _choice(place: Place, row: Line, line: EditLine | None, section: str = "") -> Choice:
    """Return what was chosen on a line (None: one that was just written); where there is nothing to choose between it
    is told: she would take it for done. Who has typed something may insist on it: somebody else may have typed too.
    """
    found = _CHOICES.get(plain(row["choice"]).strip())
    if found is None:
        raise UnclearError("typed-bad-choice", place, row, "choice", typed=row["choice"])
    contested = line is not None and (
        line.state in {"conflict", "removed"} or (found == "ours" and _differs(row, line, section))
    )
    back = found == "theirs" and line is not None and line.state == "edited" and line.theirs is not None
    if found and not (contested or back):
        raise UnclearError("typed-needless-choice", place, row, "choice", typed=row["choice"].strip())
    return found


def _differs(row: Line, line: EditLine, section: str) -> bool:
    """True where a row says something else than was shown."""
    shown = (shown_text(line.shown.text), shown_text(line.shown.notes), line.section)
    return (row["text"], row["notes"], section) != shown


def _placed(found: Sequence[tuple[Line, Typed]], known: Mapping[str, EditLine]) -> Iterator[Typed]:
    """Yield the rows; one of the clerk's own without a number stands behind the row above it in its section.

    A copied row still has the number of its original: it stands behind it wherever it was put.
    Where the rows were sorted some other way their place says nothing, and a row without a number comes last.
    """
    places = {name: at for at, name in enumerate(known)}
    order = [places[typed.id] for _, typed in found if typed.id in places]
    in_order = order == sorted(order)
    last: dict[str, float] = {}
    for row, typed in found:
        before, number = last.get(typed.section), typed.number
        if in_order and typed.id not in known and (number is None or number == before):
            number = before + _BETWEEN if before is not None else number or _BETWEEN
        elif typed.id not in known and (copied := known.get(row["id"])) and number == copied.number:
            number = copied.number + _BETWEEN
        if number is not None:
            last[typed.section] = number
        yield replace(typed, number=number)


def typed_findings(place: Place, rows: Sequence[Line], shown: Shown) -> tuple[Decision, ...]:
    """Return what the clerk accepted or took back on Ý kiến rà soát; raises UnclearError, also without a reason."""
    found = []
    for row in rows:
        before = shown.accepted.get(row["id"])
        if before is None:
            continue
        yes, reason = _yes_no(place, row, "accepted", False), row["reason"].strip()
        if yes == bool(before) and (not yes or reason == before.strip()):
            if reason and not yes:
                raise UnclearError("typed-only-reason", place, row, "accepted")
            continue
        if not reason:
            raise UnclearError("typed-no-reason", place, row, "reason")
        found.append(Decision(row["id"], reason, yes))
    return tuple(found)


def typed_divisions(place: Place, rows: Sequence[Line]) -> TypedDivisions:
    """Return what the clerk decided on Theo dõi; raises UnclearError, also without a reason."""
    use, without = [], []
    for row in rows:
        wanted, reason = row["use"].strip(), row["reason"].strip()
        waits = row["without"].strip()
        if not row["code"] or not (wanted or waits or reason):
            continue
        if not (wanted or waits):
            raise UnclearError("typed-only-reason", place, row, "reason")
        yes = _yes_no(place, row, "without", False)
        if not reason:
            raise UnclearError("typed-no-reason", place, row, "reason")
        if wanted:
            use.append(Decision(wanted, reason))
        if waits:
            without.append(Decision(row["code"], reason, yes))
    return TypedDivisions(tuple(use), tuple(without))


def typed_signed(place: Place, rows: Sequence[Line]) -> tuple[Line, ...]:
    """Return the rows of Bản ký whose signed wording the clerk wants; raises UnclearError."""
    return tuple(row for row in rows if row["key"] and _yes_no(place, row, "take", False))
