"""Builds the clerk's workbook, TongHop, from its layout and a view of a period: it opens already filled in.

The same input gives the same bytes. What LibreOffice opens is converted from the same build (spreadsheet.py).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from macros import layout
from macros.layout import DIVISIONS, FINDINGS, FRAMES, LINES, LOG, SETTINGS_CODE_NAME, SETTINGS_SHEET, SHEETS, SIGNED
from macros.panel import write_panel
from macros.rows import Shown, write_table_sheet
from macros.rules import write_lists
from macros.shapes import Button, bound, insert_button
from macros.sources import WORKBOOK, excel_modules, libreoffice_modules
from macros.vba_project import vba_project
from sheets.errors import FormError
from sheets.excel.dropdowns import name_range
from sheets.excel.finishing import finish
from sheets.excel.looks import Looks
from sheets.excel.writing import write_text
from sync.model.messages import workbook as say
from sync.render.framesheet import Printed, print_frame
from sync.render.sheets import Frame
from sync.render.workbook import OPTIONS
from sync.work.clerkview import View

PIPE = "baocao"  # how the name of LibreOffice's pipe begins
_TABS = {"TheoDoi": "#1F3864", "BienTap": "#C9A227", "YKienRaSoat": "#C9A227", "BanKy": "#C9A227", "NhatKy": "#8A919E"}
_FRAME_TAB = "#5B84B1"
_LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class Settings:
    """What the workbook knows of its machine and office.

    `python` is the interpreter that buttons start; `folder` is where the workbook will lie: links go from there;
    `config` is the path of config.yaml, "" where it lies beside; `shown` the digest of the lines as they are shown;
    `pipe` begins the name of LibreOffice's pipe, "" for Excel. `typed` fills cells that the clerk types in, by name.
    """

    python: str
    folder: Path
    agency: str
    config: str = ""
    shown: str = ""
    pipe: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def build_xlsm(view: View, frames: Iterable[Frame], settings: Settings) -> bytes:
    """Return TongHop.xlsm filled with a period; with `settings.pipe` the build that TongHop.ods is converted from.

    Of `frames` those of the layout are printed. Raises FormError where Excel cannot hold what stands in them.
    """
    file = io.BytesIO()
    book = Workbook(file, OPTIONS)
    _set_up(book, view, settings)
    sheets = {code: book.add_worksheet(title) for title, code in SHEETS}
    for code, sheet in sheets.items():
        sheet.set_vba_name(code)
    looks = Looks(book)
    shown = Shown(settings.agency, view.period.code, say.READY, settings.folder)
    buttons = _write_sheets(book, sheets, view, frames, looks, shown, settings)
    for code, each in buttons.items():
        for button in each:
            insert_button(sheets[code], button)
    _write_settings(book, sheets[SETTINGS_CODE_NAME], view, settings)
    book.close()
    subs = [button.sub for code in sheets for button in buttons.get(code, ())]
    return bound(finish(file.getvalue(), _heads(settings)), subs)


def _set_up(book: Workbook, view: View, settings: Settings) -> None:
    codes = [code for _, code in SHEETS]
    modules = libreoffice_modules(codes) if settings.pipe else excel_modules(codes)
    project = io.BytesIO(vba_project(modules))
    book.add_vba_project(project, is_stream=True)  # type: ignore[arg-type]  # annotated as a path, documented as both
    book.set_vba_name(WORKBOOK)
    book.set_size(1600, 1000)
    book.set_tab_ratio(85)
    day = view.period.first_day  # never the clock's: the same view is the same file
    book.set_properties(
        {
            "title": f"{say.TITLES['divisions']} {view.period.label}",
            "author": settings.agency,
            "company": settings.agency,
            "created": dt.datetime(day.year, day.month, day.day),
        }
    )


def _write_sheets(
    book: Workbook,
    sheets: Mapping[str, Worksheet],
    view: View,
    frames: Iterable[Frame],
    looks: Looks,
    shown: Shown,
    settings: Settings,
) -> dict[str, Sequence[Button]]:
    """Write every sheet that people see; return each one's buttons by its code name."""
    hidden = sheets[SETTINGS_CODE_NAME]
    first = write_panel(book, sheets[DIVISIONS.code_name], hidden, view, looks, shown, settings.typed)
    buttons: dict[str, Sequence[Button]] = {DIVISIONS.code_name: first}
    for table, rows in ((LINES, view.line_rows), (FINDINGS, view.findings), (SIGNED, view.signed), (LOG, view.log)):
        sheet = sheets[table.code_name]
        buttons[table.code_name] = write_table_sheet(book, sheet, table, rows, looks, shown, save=table is not LOG)
    _print_frames(book, sheets, view, frames, looks, settings)
    for code, sheet in sheets.items():
        sheet.set_tab_color(_TABS.get(code, _FRAME_TAB))
    sheets[DIVISIONS.code_name].activate()
    return buttons


def _print_frames(
    book: Workbook,
    sheets: Mapping[str, Worksheet],
    view: View,
    frames: Iterable[Frame],
    looks: Looks,
    settings: Settings,
) -> None:
    given = {frame.id: frame for frame in frames}
    places = {key: sheets[code] for key, (_, code) in FRAMES.items()}
    printed = Printed(settings.agency, view.period.label, f"{settings.agency} – {view.period.label}")
    for key in FRAMES:
        if key not in given:
            raise FormError(f"no frame {key}")
        print_frame(book, places[key], given[key], looks, printed, places, None)


def _write_settings(book: Workbook, sheet: Worksheet, view: View, settings: Settings) -> None:
    """Write the hidden sheet: the cells that VBA reads, and the lists that other cells offer."""
    write_text(sheet, 0, 0, say.SETTINGS)
    cells = {
        layout.PYTHON: settings.python,
        layout.PIPE: settings.pipe,
        layout.STARTING: say.STARTING,
        layout.NO_PYTHON: say.NO_PYTHON,
        layout.CONFIG: settings.config,
        layout.SHOWN: settings.shown,
        layout.SHOWN_PERIOD: view.period.code,
    }
    looks = book.add_format({"num_format": "@"})
    sheet.set_column(0, 0, 24, looks)
    sheet.set_column(1, 1, 60)
    for row, (name, text) in enumerate(cells.items(), 1):
        write_text(sheet, row, 0, name, looks)
        write_text(sheet, row, 1, text, looks)
        name_range(book, name, f"{SETTINGS_SHEET}!{xl_rowcol_to_cell(row, 1, True, True)}")
    lists = {
        "yes_no": (layout.YES, layout.NO),
        "ours_theirs": (layout.OURS, layout.THEIRS),
        "sections": tuple(view.labels.values()),
        "signers": [title for _, title in view.signers],
        "periods": [period.code for period in view.periods],
        "people": view.people,
        "kinds": (layout.FINAL, layout.DRAFT),
    }
    write_lists(book, sheet, lists)
    sheet.very_hidden()


def _heads(settings: Settings) -> dict[str, int]:
    """Return how many rows above its first row keep their height, by the part of each sheet.

    For LibreOffice all that have one: opening an .ods it reckons rows that may grow anew, and cuts their last lines.
    """
    rows = {table.code_name: table.heading_row for table in layout.TABLES}
    rows |= {code: layout.FRAME_HEADING_ROW for _, code in FRAMES.values()}
    parts = {f"xl/worksheets/sheet{n}.xml": rows[code] for n, (_, code) in enumerate(SHEETS, 1) if code in rows}
    return dict.fromkeys(parts, _LAST_ROW) if settings.pipe else parts
