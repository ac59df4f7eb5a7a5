"""A clerk at her workbook in a real LibreOffice: she types, presses buttons, and reads what stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from macros import layout
from macros.attach import book as attached
from macros.desk import World
from macros.layout import DIVISIONS, LINES, STATUS, Table
from macros.making import XLSM, make_workbooks
from macros.pressing import press
from macros.quick import xw
from macros.tables import Line, Place, lines, named, place_of
from sync.model.config_file import load_config
from sync.model.period import Period
from sync.store.engine import open_store
from sync.work.office import Office
from sync.work.opening import opened
from tests.macros.office import Office as Running
from tests.work.offices import JANUARY, NOW


@dataclass
class Clerk:
    """She has TongHop open; `opened` are files and folders that were opened for her."""

    book: xw.Book
    folder: Path
    pipe: str
    opened: list[Path] = field(default_factory=list)
    now: dt.datetime = NOW

    def press(self, button: str) -> str:
        """Press a button and return what the status cell says at the end."""
        world = World(now=lambda: self.now, opener=self._open, patience=5.0, telling=1.0)
        press(button, self.book.fullname, self.pipe, world)
        return self.status

    def _open(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    @property
    def status(self) -> str:
        return named(self.book, STATUS)

    def cell(self, name: str, text: str | None = None) -> str:
        """Type into a named cell, where a text is given; return what stands there."""
        if text is not None:
            self.book.names[name].refers_to_range[0].value = text or None
        return named(self.book, name)

    def place(self, table: Table) -> Place:
        return place_of(self.book, table)

    def rows(self, table: Table) -> tuple[Line, ...]:
        return lines(self.place(table))

    def row(self, table: Table, words: str, key: str = "text") -> Line:
        """Return the one row in which a column holds these words."""
        (found,) = [row for row in self.rows(table) if words in row[key]]
        return found

    def type(self, table: Table, row: int, **cells: object) -> None:
        """Type into cells of a row."""
        place = self.place(table)
        for key, value in cells.items():
            place.sheet.range((row, place.columns[key])).value = value

    def sheet_says(self) -> list[str]:
        """Return the texts that the sheet says will be printed: taken in, joined ones in one."""
        said: list[str] = []
        for row in self.rows(LINES):
            if row["included"] != layout.YES:
                continue
            if row["joined"] == layout.YES:
                said[-1] += f" {row['text']}"
            else:
                said.append(row["text"])
        return said

    def division(self, code: str) -> Line:
        (found,) = [row for row in self.rows(DIVISIONS) if row["code"] == code]
        return found

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Look into the store."""
        with opened(self.folder / "config.yaml", "thử", lambda: self.now) as office:
            yield office


@contextmanager
def at_work(running: Running, folder: Path, period: Period = JANUARY) -> Iterator[Clerk]:
    """Make the workbook of an office and open it."""
    config = load_config(folder / "config.yaml")
    store = open_store(config.store, folder)
    make_workbooks(Office(config, store, now=lambda: NOW, who="bình"), period)
    store.close()
    book = attached(str(folder / XLSM), running.pipe)
    try:
        yield Clerk(book, folder, running.pipe)
    finally:
        book.close()


def texts(rows: Sequence[Line], key: str) -> list[str]:
    return [row[key] for row in rows]
