"""Names that config.yaml gives, and what points to them: each given once, each that is pointed to there."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from sheets.google.errors import GoogleError
from sheets.google.links import spreadsheet_id
from sheets.text import fold, plain
from sync.model.messages.config import LISTS
from sync.model.yaml_nodes import Fields, Ledger

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIVISION = re.compile(r"[A-Z0-9]{1,12}")
INDICATOR = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
SYMBOL = re.compile(r"[A-ZĐ0-9&-]+")  # Đ stands in real ones: SGDĐT
COLUMN = re.compile(r"[a-z][a-z0-9_]*")
PATTERNS: dict[str, tuple[str, re.Pattern[str]]] = {
    "signer": ("config-bad-kebab", KEBAB),
    "section": ("config-bad-kebab", KEBAB),
    "annex": ("config-bad-kebab", KEBAB),
    "division": ("config-bad-division-code", DIVISION),
    "indicator": ("config-bad-indicator-code", INDICATOR),
    "column": ("config-bad-column-key", COLUMN),
    "symbol": ("config-bad-symbol", SYMBOL),
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place that names something given elsewhere."""

    kind: str
    name: str
    key: str
    line: int


class Names:
    """Every name given so far, by kind and as it is compared, with its line; and the pointers still to be settled."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._given: dict[str, dict[str, tuple[str, int]]] = {}
        self._spreadsheets: dict[str, tuple[str, int]] = {}  # whose each is, and where config.yaml says so
        self._pointers: list[Pointer] = []
        self._shaky: set[str] = set()  # kinds with a name missing, twice or misspelt: its pointers would all seem wrong

    def give(self, kind: str, name: str, line: int) -> None:
        """Note that a name is given; a second time is a problem, whatever its case, spaces and place of tone."""
        given = self._given.setdefault(kind, {})
        if not name or fold(name) in given:
            self._shaky.add(kind)
        if not name:
            return
        if fold(name) in given:
            self._ledger.note("config-twice", line, typed=name, first=str(given[fold(name)][1]))
        given.setdefault(fold(name), (name, line))

    def give_spreadsheet(self, link: str, division: str, line: int) -> None:
        """Note that a spreadsheet is a division's; another division's is a problem, however its link is written."""
        try:
            spreadsheet = spreadsheet_id(link)
        except GoogleError:  # told where it is used: the others go on
            spreadsheet = link
        other, first = self._spreadsheets.setdefault(spreadsheet, (division, line))
        if first != line:
            self._ledger.note("config-same-spreadsheet", line, typed=division, other=other, first=str(first))

    def give_code(self, kind: str, fields: Fields, key: str) -> str:
        """Return the required code under a key, and note that it is given; a badly written one is a problem."""
        typed, fits = code(fields, key, *PATTERNS[kind])
        self.give(kind, typed, fields.line_at(key))
        if not fits:
            self._shaky.add(kind)
        return typed

    def given(self, kind: str) -> list[str]:
        """Return the names of a kind, in file order."""
        return [name for name, _ in self._given.get(kind, {}).values()]

    def line(self, kind: str, name: str) -> int:
        """Return the line where a name was given; 0 where it was not."""
        return self._given.get(kind, {}).get(fold(name), ("", 0))[1]

    def point(self, kind: str, fields: Fields, key: str, required: bool = False) -> tuple[str, ...]:
        """Return the names under a key, each to be settled at the end; twice the same is a problem."""
        lines: dict[str, int] = {}
        for name, line in fields.marked(key, required):
            if name in lines:
                self._ledger.note("config-twice", line, typed=name, first=str(lines[name]))
            else:
                self._pointers.append(Pointer(kind, name, key, line))
            lines[name] = line
        return tuple(map(sys.intern, lines))  # one division is named by many sections and indicators

    def point_one(self, kind: str, fields: Fields, key: str, default: str | None = None) -> str:
        """Return the one name under a key, to be settled at the end."""
        name = fields.text(key, default)
        if name:
            self._pointers.append(Pointer(kind, name, key, fields.line_at(key)))
        return name

    def settle(self) -> None:
        """Note every pointer to a name that nothing was given."""
        lost = self._ledger.problems and {kind for kind in LISTS if not self.given(kind)}
        given = {kind: dict.fromkeys(self.given(kind)) for kind in LISTS}
        for pointer in self._pointers:
            known = given[pointer.kind]
            if pointer.name not in known and pointer.kind not in self._shaky and pointer.kind not in (lost or ()):
                self._note_unknown(pointer, list(known))

    def _note_unknown(self, pointer: Pointer, given: list[str]) -> None:
        facts = {"key": pointer.key, "list": LISTS[pointer.kind]}
        several = re.findall(r"[^\s,;()\[\]]+", pointer.name)
        if len(several) > 1 and all(part in given for part in several):
            self._ledger.note(
                "config-misspelt-name", pointer.line, typed=pointer.name, suggestion=f"[{', '.join(several)}]", **facts
            )
        else:
            self._ledger.note_choice("name", pointer.line, pointer.name, given, **facts)


def code(fields: Fields, key: str, problem: str, pattern: re.Pattern[str]) -> tuple[str, bool]:
    """Return a required code, and whether it matches; if not, `problem` is noted and a mended one suggested."""
    typed = fields.text(key)
    fits = pattern.fullmatch(typed) is not None
    if typed and not fits:
        fields.ledger.note(problem, fields.line_at(key), key=key, typed=typed, suggestion=_mended(typed, pattern))
    return typed, fits


def _mended(typed: str, pattern: re.Pattern[str]) -> str:
    joint = {KEBAB: "-", INDICATOR: "-", COLUMN: "_"}.get(pattern, "")
    words = re.findall(r"[a-z0-9]+", plain(typed))
    if pattern is SYMBOL:
        return re.sub(r"[^A-ZĐ0-9&-]", "", typed.upper()) or "SKHCN"
    if pattern in {DIVISION, INDICATOR}:
        return joint.join(words).upper()[: 12 if pattern is DIVISION else None] or "QLCN"
    return joint.join(words).lstrip("0123456789_" if pattern is COLUMN else "") or "ten"
