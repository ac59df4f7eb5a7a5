"""Where a tab, a column or a field stands in a book: by hidden key, by heading, by a near miss; never by position."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field
from typing import TypeAlias

from rapidfuzz import fuzz

from sheets.form import Column
from sheets.grid import Book, Grid, Mark, Place
from sheets.likeness import NEAR, folded_heading, likeness, may_be, remembered
from sheets.text import fold, plain

_Filled: TypeAlias = Callable[[int], bool]  # whether anything stands below a heading, or beside a label

SEARCHED_ROWS = 20  # staff insert rows above the headings
SEARCHED_FIELDS = 60
_LEAD = 3.0  # a near miss counts only where the next best is this much worse

_NUMBERING = re.compile(r"^\(?(?:\d{1,2}|[ivx]{1,4})\s*[.):-]\s*")
_COPY = re.compile(
    r"^(?:ban sao cua|copy of)\s+|\s*(?:\(\d{1,2}\)|[-_]\s*(?:copy|ban sao)(?: ?\(?\d{1,2}\)?)?|[-_ ]\d{1,2})$"
)


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns of a tab stand, and what was odd about finding them.

    `row` is the heading row, 0 where none was found; data begin below it. `columns`: key → column.
    `missing` and `doubled` are keys; `moved` are keys whose heading stands in another column than their
    hidden key; `near` leads from key to the heading as it reads where it is not the form's;
    `unknown` are (column, heading) that belong to no column of the form.
    """

    row: int
    columns: Mapping[str, int]
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    near: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class _Matching:
    exact: Mapping[int, str]  # the column whose heading stands at a place, "" where it is none's
    at: dict[str, int] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    near: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, position: int, near: str | None = None) -> None:
        self.at[key] = position
        if near is not None:
            self.near[key] = near


def find_tab(book: Book, title: str, aliases: Sequence[str] = (), others: Sequence[str] = ()) -> Grid | None:
    """Return the tab of this title, or None where there is none or no certain one.

    Exact first, then folded, then without accents, numbering and "(2)", then a unique near miss.
    `others` are titles of the form's other tabs: a tab that bears one of them is never taken for this.
    """
    wanted = (title, *aliases)
    taken = {plain(other) for other in others} - {_tab_name(name) for name in wanted}
    grids = [grid for grid in book.grids if plain(grid.known_as) not in taken and _tab_name(grid.known_as) not in taken]
    for same in (str, fold, _tab_name):
        names = {same(name) for name in wanted}
        found = [grid for grid in grids if same(grid.known_as) in names]
        if found:
            return found[0] if len(found) == 1 or same is not _tab_name else _only_filled(found)
    scored = sorted(
        ((max(fuzz.ratio(_tab_name(grid.known_as), _tab_name(name)) for name in wanted), grid) for grid in grids),
        key=lambda pair: -pair[0],
    )
    if not scored or scored[0][0] < NEAR or (len(scored) > 1 and scored[1][0] > scored[0][0] - _LEAD):
        return None
    return scored[0][1]


@remembered
def _tab_name(title: str) -> str:
    name = _NUMBERING.sub("", plain(title).strip())
    previous = None
    while previous != name:
        previous, name = name, _COPY.sub("", name).strip()
    return " ".join(re.sub(r"[^\w]+", " ", name).split()) or plain(title)


def _only_filled(grids: list[Grid]) -> Grid | None:
    filled = [grid for grid in grids if grid.cells]
    return filled[0] if len(filled) == 1 else None


def find_columns(grid: Grid, columns: Sequence[Column]) -> Headings:
    """Return where these columns stand in a tab of rows: the form's template writes a hidden row of keys above the
    row of headings; staff may have moved, renamed, doubled or lost either.
    """
    rows = _rows(grid)
    key_row = _key_row(rows, columns)
    row = _heading_row(rows, columns, key_row)
    if not row and not key_row:
        return Headings(0, {}, missing=tuple(column.key for column in columns))
    keys = {at: text.strip() for at, text in rows[key_row].items()} if key_row else {}
    texts = rows[row] if row else {}
    matched = _match(texts, keys, columns, lambda at: _filled(grid, at, row or key_row))
    return _headings(row or key_row, matched, texts, keys, columns)


def _rows(grid: Grid) -> dict[int, dict[int, str]]:
    """The texts of the first rows by column; what merely shows through a merge is no heading of its own."""
    rows: dict[int, dict[int, str]] = {row: {} for row in range(1, SEARCHED_ROWS + 1)}
    for (at, column), cell in grid.cells.items():
        if at in rows and isinstance(cell.value, str) and Mark.COVERED not in cell.marks and cell.value.strip():
            rows[at][column] = cell.value
    return {row: dict(sorted(found.items())) for row, found in rows.items()}


def _filled(grid: Grid, column: int, row: int) -> bool:
    return any(at > row and place == column and not cell.blank for (at, place), cell in grid.cells.items())


def _key_row(rows: Mapping[int, Mapping[int, str]], columns: Sequence[Column]) -> int:
    """Return the row of hidden keys, 0 where there is none: two keys at least, and nothing but keys."""
    keys = {column.key for column in columns}
    for row, texts in rows.items():
        present = [text.strip() for text in texts.values()]
        known = sum(text in keys for text in present)
        if known >= min(2, len(keys)) and known * 2 > len(present):
            return row
    return 0


def _heading_row(rows: Mapping[int, Mapping[int, str]], columns: Sequence[Column], key_row: int) -> int:
    """Return the row with the most headings, 0 where no row has enough to be one."""
    wanted = _headings_of(columns)
    whole = next((row for row, texts in rows.items() if row != key_row and _has_all(texts.values(), wanted)), 0)
    if whole:
        return whole
    scores = {row: _score(texts.values(), columns, wanted) for row, texts in rows.items() if row != key_row and texts}
    best = max(scores, key=lambda row: (scores[row], -row), default=0)
    least = 1.0 if key_row else min(2.0, len(columns)) if len(columns) < 5 else len(columns) / 3
    if best and scores[best] >= least:
        return best
    below = rows.get(key_row + 1) if key_row else None
    return key_row + 1 if below else 0


def _headings_of(columns: Sequence[Column]) -> Mapping[str, str]:
    """Return each heading as it is compared, with the key of the first column that has it."""
    return {folded_heading(column.heading): column.key for column in reversed(columns)}


def _has_all(texts: Sequence[str] | ValuesView[str], wanted: Mapping[str, str]) -> bool:
    """True where every heading stands among these texts, as it does in a form that nobody altered."""
    return len(texts) >= len(wanted) and wanted.keys() <= {folded_heading(text) for text in texts}


def _score(texts: Iterable[str], columns: Sequence[Column], exact: Mapping[str, str]) -> float:
    """How many headings a row holds: exact ones count whole, near ones half."""
    score = 0.0
    for text in texts:
        if folded_heading(text) in exact:
            score += 1
        elif any(likeness(text, column.heading) >= NEAR for column in columns if not column.private):
            score += 0.5
    return score


def _headings(
    row: int, matched: _Matching, texts: Mapping[int, str], keys: Mapping[int, str], columns: Sequence[Column]
) -> Headings:
    at_key: dict[str, list[int]] = {}
    for position, key in keys.items():
        at_key.setdefault(key, []).append(position)
    moved = [key for key, position in matched.at.items() if key in at_key and position not in at_key[key]]
    taken = set(matched.at.values())
    doubled_at = {at for at in texts if matched.exact[at] in matched.doubled}
    return Headings(
        row,
        matched.at,
        missing=tuple(column.key for column in columns if column.key not in matched.at),
        doubled=tuple(matched.doubled),
        moved=tuple(moved),
        near=matched.near,
        unknown=tuple((at, text) for at, text in texts.items() if at not in taken | doubled_at),
    )


def find_fields(grid: Grid, columns: Sequence[Column]) -> dict[str, Place]:
    """Return where the values of a tab of fields stand: right of their label, beside a hidden key two columns on."""
    labels: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if row <= SEARCHED_FIELDS and isinstance(cell.value, str) and Mark.COVERED not in cell.marks:
            labels.setdefault(column, {})[row] = cell.value
    keys = {column.key for column in columns}
    key_column = max(labels, key=lambda at: sum(text.strip() in keys for text in labels[at].values()), default=0)
    at_row = {row: text.strip() for row, text in labels.get(key_column, {}).items() if text.strip() in keys}
    if len(at_row) < min(2, len(keys)):
        key_column, at_row = 0, {}
    others = {at: texts.values() for at, texts in labels.items() if at != key_column}
    wanted = _headings_of(columns)
    label_column = next((at for at in sorted(others) if _has_all(others[at], wanted)), 0) or max(
        others, key=lambda at: (_score(others[at], columns, wanted), -at), default=0
    )
    if not label_column or (not at_row and not _score(others[label_column], columns, wanted)):
        return {}
    value_column = label_column + 1
    matched = _match(labels[label_column], at_row, columns, lambda row: not grid[row, value_column].blank)
    return {key: grid.place(row, value_column) for key, row in matched.at.items()}


def _match(texts: Mapping[int, str], keys: Mapping[int, str], columns: Sequence[Column], filled: _Filled) -> _Matching:
    """Give each column its position: by exact heading, by hidden key, by near miss, in this order.

    Where key and heading disagree the heading wins: staff see headings, and move what they see.
    """
    headings = _headings_of(columns)
    matched = _Matching({at: headings.get(folded_heading(text), "") for at, text in texts.items()})
    _match_exactly(keys, columns, filled, matched)
    _match_by_key(texts, keys, columns, matched)
    _match_nearly(texts, columns, matched)
    return matched


def _match_exactly(keys: Mapping[int, str], columns: Sequence[Column], filled: _Filled, matched: _Matching) -> None:
    for column in columns:
        found = [at for at, key in matched.exact.items() if key == column.key]
        if len(found) > 1:
            matched.doubled.append(column.key)
            # The one with its key stands; else the only one that is filled; else the first, and a finding either way.
            found = [at for at in found if keys.get(at) == column.key] or [at for at in found if filled(at)] or found
        if found:
            matched.take(column.key, found[0])


def _match_by_key(
    texts: Mapping[int, str], keys: Mapping[int, str], columns: Sequence[Column], matched: _Matching
) -> None:
    by_key = {column.key: column for column in columns}
    for at, key in keys.items():
        column = by_key.get(key)
        if column is None or key in matched.at or at in matched.at.values():
            continue
        text = texts.get(at, "")
        # A heading that fits another column better does not stand for this one, whatever its key says.
        if text and (not may_be(text, column) or matched.exact[at] or _nearer_elsewhere(text, column, columns)):
            continue
        matched.take(key, at, near=text)


def _nearer_elsewhere(text: str, column: Column, columns: Sequence[Column]) -> bool:
    own = likeness(text, column.heading)
    return any(likeness(text, other.heading) >= max(NEAR, own) for other in columns if other is not column)


def _match_nearly(texts: Mapping[int, str], columns: Sequence[Column], matched: _Matching) -> None:
    keys = {column.key for column in columns if column.key not in matched.at and not column.private}
    if not keys:
        return
    taken = set(matched.at.values())
    pairs = []
    for at, text in texts.items():
        if at in taken or matched.exact[at]:
            continue
        scored = ((likeness(text, column.heading), column) for column in columns)
        near = ((score, column.key) for score, column in scored if score >= NEAR - _LEAD and may_be(text, column))
        scores = sorted(near, reverse=True)
        if scores and scores[0][0] >= NEAR and (len(scores) == 1 or scores[1][0] <= scores[0][0] - _LEAD):
            pairs.append((*scores[0], at))
    for score, key, at in sorted(pairs, reverse=True):
        rivals = [other for other in pairs if other[1] == key and other[2] != at and other[0] > score - _LEAD]
        if key in keys and key not in matched.at and not rivals:
            matched.take(key, at, near=texts[at])
