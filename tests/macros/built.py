"""The clerk's workbook of the January example, as readers that know nothing of us see it."""

from __future__ import annotations

import contextlib
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from macros import layout
from macros.layout import Table
from macros.workbook import Settings, build_xlsm
from sync.model.config_file import load_config
from sync.service.office import demo
from sync.store.engine import open_store
from sync.work.clerkview import Row, View, view
from sync.work.collect import collect
from sync.work.office import Office
from tests.work.offices import JANUARY, NOW

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
NAMES = {value for key, value in vars(layout).items() if key.isupper() and str(value).startswith("baocao_")}


@contextlib.contextmanager
def january_office(folder: Path) -> Iterator[Office]:
    """The January example as an office that has read its forms."""
    config = load_config(demo(folder))
    store = open_store(config.store, folder)
    try:
        made = Office(config, store, now=lambda: NOW, who="bình")
        collect(made, JANUARY)
        yield made
    finally:
        store.close()


def settings(folder: Path, pipe: str = "") -> Settings:
    typed = {layout.SIGNER: "GIÁM ĐỐC Lê Tiến Dũng"}
    return Settings("C:\\Py 3\\pythonw.exe", folder, "Sở KH&CN", shown="0" * 64, pipe=pipe, typed=typed)


def built(shown: View, folder: Path, pipe: str = "") -> bytes:
    return build_xlsm(shown, shown.frames, settings(folder, pipe))


def january(office: Office) -> View:
    return view(office, JANUARY)


def with_rows(shown: View, key: str, **cells: str) -> View:
    """Return a view in which the first row of a table has these cells."""

    def first(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return ({**rows[0], **cells}, *rows[1:])

    match key:
        case "divisions":
            return replace(shown, divisions=first(shown.divisions))
        case "lines":
            return replace(shown, line_rows=first(shown.line_rows))
    return replace(shown, findings=first(shown.findings))


def opened(data: bytes) -> openpyxl.Workbook:
    """Open a workbook; openpyxl alone does not know that whole columns may be a print area."""
    warnings.filterwarnings("ignore", "Print area cannot be set")
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cell(book: openpyxl.Workbook, table: Table, key: str, row: int = 0) -> openpyxl.cell.cell.Cell:
    """Return a cell of a table, rows counted from 0 below the headings."""
    return book[table.sheet].cell(table.first_row + row, table.column(key))


def named(book: openpyxl.Workbook, name: str) -> openpyxl.cell.cell.Cell:
    ((sheet, place),) = book.defined_names[name].destinations
    return book[sheet][place.replace("$", "")]


def choices(book: openpyxl.Workbook, key: str) -> list[str]:
    """Return what a list offers: its cells from its first one to the first blank."""
    sheet: Worksheet = book[layout.SETTINGS_SHEET]
    cells = (sheet.cell(layout.LIST_ROW + at, layout.LISTS[key]).value for at in range(layout.LIST_ROOM))
    return [str(value) for value in cells if value is not None]


def shapes(data: bytes, number: int) -> Iterator[tuple[str, str, str]]:
    """Yield name, macro and caption of each text box of a drawing."""
    drawing = etree.fromstring(parts(data)[f"xl/drawings/drawing{number}.xml"])
    for shape in drawing.iter(f"{DRAWING}sp"):
        (name,) = (each.get("name") for each in shape.iter(f"{DRAWING}cNvPr"))
        yield name or "", shape.get("macro") or "", "".join(t.text or "" for t in shape.iter(TEXT))
