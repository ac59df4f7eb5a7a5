"""A clerk at her workbook in a real LibreOffice: she types, presses buttons, and reads what stands there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document

from macros import layout
from macros.attach import book as attached
from macros.desk import World
from macros.layout import DIVISIONS, LINES, STATUS, Table
from macros.making import XLSM
from macros.named import named
from macros.pressing import press
from macros.quick import xw
from macros.tables import Line, Place, grid, lines, place_of
from macros.workbook import PIPE, Settings, build_xlsm
from sync.model.config_file import load_config
from sync.model.period import Period
from sync.store import blobs
from sync.store.engine import open_store
from sync.work.clerkview import view
from sync.work.office import Office
from sync.work.opening import opened
from sync.work.shown import to_bytes
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
        return [as_printed(text) for text in said]

    def labels(self) -> set[str]:
        """Return the titles that the list of sections offers."""
        sheet, column = self.book.sheets[layout.SETTINGS_SHEET], layout.LISTS["sections"]
        cells = grid(sheet, layout.LIST_ROW, column, layout.LIST_ROW + layout.LIST_ROOM - 1, column)
        return {as_printed(str(cell)) for (cell,) in cells if cell}

    def report_says(self) -> list[str]:
        """Return the paragraphs of the newest report, without its headings."""
        headings = self.labels()
        return [text for text in map(as_printed, body(self.report())) if text not in headings]

    def report(self) -> Path:
        """Return the newest report of the period."""
        made = (self.folder / self.cell(layout.PERIOD)).glob("BaoCao_*.docx")
        return max(made, key=lambda path: path.stat().st_mtime_ns)

    def division(self, code: str) -> Line:
        (found,) = [row for row in self.rows(DIVISIONS) if row["code"] == code]
        return found

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Look into the store."""
        with opened(self.folder / "config.yaml", "thử", lambda: self.now) as office:
            yield office


def with_workbook(folder: Path, period: Period = JANUARY) -> Path:
    """Put the workbook of an office in its folder."""
    config = load_config(folder / "config.yaml")
    store = open_store(config.store, folder)
    office = Office(config, store, now=lambda: NOW, who="bình")
    shown = view(office, period)
    with store.writing() as connection:
        digest = blobs.keep(connection, to_bytes(shown.shown), NOW)
    settings = Settings(python="", folder=folder, agency="Sở", shown=digest, pipe=PIPE)
    (folder / XLSM).write_bytes(build_xlsm(shown, shown.frames, settings))
    store.close()
    return folder


@contextmanager
def at_work(running: Running, folder: Path, name: str = XLSM) -> Iterator[Clerk]:
    """Open the workbook of an office."""
    book = attached(str(folder / name), running.pipe)
    try:
        yield Clerk(book, folder, running.pipe)
    finally:
        book.close()


_NOTE, _MARK = re.compile(r"\s*\[\d+\]"), re.compile(r"^(?:-|\d+\.)\s+")


def as_printed(text: str) -> str:
    """Return a paragraph without what the report itself puts to it: dash or number, case and stop at its ends."""
    text = _MARK.sub("", _NOTE.sub("", text)).rstrip(" .;:/")
    return text[:1].casefold() + text[1:]


def body(docx: Path) -> list[str]:
    """Return the paragraphs of a report from the title of its first part to what is put behind it."""
    found = [paragraph.text.strip() for paragraph in Document(str(docx)).paragraphs]
    start = next(at for at, text in enumerate(found) if text.startswith("I. "))
    end = next((at for at, text in enumerate(found) if text.startswith("Phụ lục")), len(found))
    return [text for text in found[start:end] if text]


def texts(rows: Sequence[Line], key: str) -> list[str]:
    return [row[key] for row in rows]
