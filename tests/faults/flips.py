"""Bits turned in the store: what they change is named by doctor, and reaches no report (R4 of reliability.md).

`python -m tests.faults.flips --flips 1000 --seed 1`: each flip in a store of January's office of its own, with report,
answers, edits and letters in it. What changes is told by reading all tables past the product.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sync.model.records import Confirmation
from sync.service import soundness
from sync.service.examined import Examined
from sync.store import answers, service
from sync.store.engine import StoreError
from sync.store.schema import FACTS, metadata
from sync.work.editing import edit_lines
from sync.work.publish import publish
from sync.work.taking import take
from sync.work.wholeround import whole_round
from tests.service.conftest import JANUARY, Bureau, laid_out
from tests.work.offices import a_line, as_shown

Tell = Callable[[str], object]
Rows = dict[str, dict[int, tuple[object, ...]]]
FREE = frozenset({("blob", "at")})  # when bytes were first kept: nothing reads it, and it has no digest


@dataclass(frozen=True)
class Whole:
    """The office with its store whole: the file's bytes, all its rows, the report that it makes."""

    bureau: Bureau
    data: bytes
    rows: Rows
    report: tuple[bytes, bytes]

    @property
    def store(self) -> Path:
        return self.bureau.folder / "baocao.db"


def whole(folder: Path) -> Whole:
    """Lay out an office with a fact of nearly every kind, in one file."""
    bureau = laid_out(folder / "so")
    with bureau.office() as office:
        whole_round(office, JANUARY)
        lines = edit_lines(office, JANUARY)
        edited = a_line(office).id
        typed = [as_shown(one) for one in lines]
        typed = [replace(one, text=f"Trong kỳ, {one.text}") if one.id == edited else one for one in typed]
        take(office, JANUARY, lines, typed)
        publish(office, JANUARY)
        with office.store.writing() as connection:
            service.add_notice(connection, service.Notice("2024-01", "QLCN", "r", "begun", bureau.now()))
            service.add_event(connection, service.Event("backup", "", "b1", bureau.now(), {"ok": True}))
            answers.confirm(
                connection, "2024-01", [Confirmation("0a1b", "đúng", "an", bureau.now(), "Đúng", "VP", "beside")]
            )
    store = bureau.folder / "baocao.db"
    with closing(sqlite3.connect(store)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    data = store.read_bytes()
    report = _report(bureau)
    assert report is not None
    restore(store, data)
    return Whole(bureau, data, rows_of(store), report)


def restore(store: Path, data: bytes) -> None:
    """Put bytes in the store's place."""
    for left in store.parent.glob("baocao.db*"):
        left.unlink()
    store.write_bytes(data)


def rows_of(store: Path) -> Rows:
    """Return every row of every table by its rowid, read past the product; raises sqlite3.Error."""
    found: Rows = {}
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as raw:
        raw.text_factory = bytes
        for name in metadata.tables:
            columns = ", ".join(column.name for column in metadata.tables[name].columns)
            query = f"SELECT rowid, {columns} FROM {name} NOT INDEXED"
            found[name] = {row[0]: row[1:] for row in raw.execute(query)}
    return found


def changed(before: Rows, now: Rows) -> set[tuple[str, int, str]]:
    """Return (table, rowid, column) of every fact that is another now; column "" where a row came or went.

    A row's own number is no value of it, and free columns are none that anything reads.
    """
    found = set()
    for table in FACTS:
        old, new = before[table.name], now[table.name]
        for rowid in old.keys() ^ new.keys():
            found.add((table.name, rowid, ""))
        for rowid in old.keys() & new.keys():
            for column, was, is_ in zip(table.columns, old[rowid], new[rowid], strict=True):
                free = (table.name, column.name) in FREE
                if was != is_ and not free:
                    found.add((table.name, rowid, column.name))
    return found


def doctor(bureau: Bureau) -> list[Examined] | None:
    """What doctor says of the store, None where it cannot be opened at all (which doctor says)."""
    try:
        with bureau.office() as office:
            return list(soundness.of_store(office))
    except StoreError:
        return None


def _report(bureau: Bureau) -> tuple[bytes, bytes] | None:
    """A report made now, None where it is refused; another than the whole store's must never come out."""
    try:
        with bureau.office() as office:
            made = publish(office, JANUARY, draft=True)
            if made.docx is None or made.xlsx is None:
                return None
            found = made.docx.read_bytes(), made.xlsx.read_bytes()
            for path in (made.docx, made.xlsx, made.open_list):
                if path is not None:
                    path.unlink()
            return found
    except StoreError:
        return None


def flipped(this: Whole, byte: int, bit: int, *, print_always: bool = True) -> str:
    """Turn one bit, look at what doctor and report make of it, and say what it was. Raises AssertionError.

    Not `print_always`: no report is made where it lies in kept bytes or cells, which are most of a store.
    """
    data = bytearray(this.data)
    data[byte] ^= 1 << bit
    restore(this.store, bytes(data))
    where = f"byte {byte}, bit {bit}"
    try:
        now = rows_of(this.store)
    except sqlite3.Error:
        kind, other = "structure", set()
    else:
        other = changed(this.rows, now)
        kind = "value" if any(column for _, _, column in other) else "structure" if other else ""
        if not kind:
            kind = "cache" if now != this.rows else "nothing read"
    said = doctor(this.bureau)
    bad = None if said is None else [each.message for each in said if each.state == "error"]
    if kind == "structure":
        assert bad is None or bad, where
    for table, rowid, column in other:
        assert bad is None or named(this, table, rowid, column, bad), (where, table, rowid, column, bad)
    kept = other and {(table, column) for table, _, column in other} <= {("blob", "bytes"), ("book", "cells")}
    if kind != "nothing read" and (print_always or not kept):
        report = _report(this.bureau)
        assert report is None or report == this.report, (where, kind, other)
    return kind


def named(this: Whole, table: str, rowid: int, column: str, said: list[str]) -> bool:
    """Tell that a row that is another now is named by table and row, and its division and version where it has any."""
    if not column:  # the row is gone, or another came: pages no longer fit together
        return bool(said)
    columns = [each.name for each in metadata.tables[table].columns]
    row = dict(zip(columns, this.rows[table][rowid], strict=True))
    lines = [each for each in said if f"bảng {table}, " in each or f"Bảng {table} " in each]
    mine = [each for each in lines if _mark(row, column) in each or f"Bảng {table} " in each]
    if column in {"division", "version", "period"}:  # it is told as it stands there now
        return bool(mine)
    words = [
        f"{word} {_text(row[key])}"
        for key, word in (("period", "kỳ"), ("division", "đơn vị"), ("version", ""))
        if row.get(key)
    ]
    return any(all(word.strip() in each for word in words) or "Bảng" in each for each in mine)


def _mark(row: dict[str, object], column: str) -> str:
    key = "id" if "id" in row else "digest"
    return "dòng" if column == key else _text(row[key])[:12]


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def measure(folder: Path, flips: int, seed: int, tell: Tell) -> Counter[str]:
    """Turn so many bits at random; return what they changed. A report is made after each fifth in kept bytes."""
    chance, found = random.Random(seed), Counter[str]()
    this = whole(folder)
    tell(f"store of {len(this.data)} bytes, {sum(map(len, this.rows.values()))} rows")
    for number in range(1, flips + 1):
        byte, bit = chance.randrange(len(this.data)), chance.randrange(8)
        found[flipped(this, byte, bit, print_always=number % 5 == 0)] += 1
        if number % 250 == 0:
            tell(f"{number}: {dict(found)}")
    return found


def measure_columns(folder: Path, tell: Tell) -> int:
    """Turn one bit in every column of a row of every table, found by its bytes; return how many were changed."""
    this = whole(folder)
    count = 0
    for table in FACTS:
        for row in list(this.rows[table.name].values())[:2]:
            for column, value in zip(table.columns, row, strict=True):
                if not isinstance(value, bytes) or len(value) < 4 or (table.name, column.name) in FREE:
                    continue
                for place in _every(this.data, value)[:6]:
                    flipped(this, place + len(value) - 1, 0)
                    count += 1
        tell(f"{table.name}: {count} so far")
    return count


def _every(data: bytes, part: bytes) -> list[int]:
    found, at = [], data.find(part)
    while at >= 0:
        found.append(at)
        at = data.find(part, at + 1)
    return found


def main() -> None:
    """Measure and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--columns", action="store_true", help="a bit of every column instead")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="flips-") as name:
        if given.columns:
            print(f"{measure_columns(Path(name), print)} bits of every column: all named, 0 in a report")
        else:
            found = measure(Path(name), given.flips, given.seed, print)
            print(f"{found.total()} flips, {dict(found)}: every changed value named, 0 in a report")
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
