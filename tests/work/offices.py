"""An office of the January example that has read its forms, and what clerk and divisions do in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import openpyxl

from sync.consolidate import consolidate
from sync.model.material import Material
from sync.model.period import parse_period
from sync.work.collect import collect
from sync.work.decide import judge
from sync.work.editing import EditLine, edit_lines
from sync.work.office import Office
from sync.work.printed import printed_divisions
from sync.work.taking import Typed, take

JANUARY = parse_period("2024-01")
NOW = dt.datetime(2024, 1, 19, 2, 0, tzinfo=dt.UTC)


def printed(office: Office, section: str = "") -> list[str]:
    """Return what the report prints, or what it prints in one section or part."""
    judged = judge(office, JANUARY)
    report = consolidate(Material(judged.round, printed_divisions(judged)))
    places = {part.id: part.blocks for part in report.parts} | {s.id: s.blocks for s in report.sections()}
    if not section:
        return [block.text for _, _, block in report.blocks()]
    return [block.text for block in places[section]]


def line_of(lines: tuple[EditLine, ...], words: str) -> EditLine:
    (found,) = [line for line in lines if words in line.shown.text]
    return found


def a_line(office: Office) -> EditLine:
    """Return a line of QLKH without notes and figures that is not the first of its section."""
    return [
        x
        for x in edit_lines(office, JANUARY)
        if x.division == "QLKH"
        and x.tab == "Kết quả"
        and len(x.shown.text.split()) > 12
        and not set("[{") & set(x.wording.text)
    ][-1]


def as_shown(line: EditLine) -> Typed:
    """Return what stands in the sheet where the clerk changed nothing."""
    return Typed(line.id, line.section, line.shown.text, line.shown.notes, line.number, line.included, line.joined)


def change(office: Office, line: str, **what: object) -> None:
    """The clerk changes cells of one line's row."""
    lines = edit_lines(office, JANUARY)
    typed = [replace(as_shown(each), **what) if each.id == line else as_shown(each) for each in lines]  # type: ignore[arg-type]
    take(office, JANUARY, lines, typed)


def division_changes(office: Office, file: str, before: str, after: str | None) -> None:
    """A division changes words of its form, or removes the row (after None), and the next round reads it."""
    path = office.config.folder / "2024-01" / file
    book = openpyxl.load_workbook(path)
    sheet = book["Kết quả"]
    (row,) = [row for row in range(1, sheet.max_row + 1) if before in str(sheet.cell(row, 3).value or "")]
    if after is None:
        sheet.delete_rows(row)
    else:
        sheet.cell(row, 3).value = str(sheet.cell(row, 3).value).replace(before, after)
    book.save(path)
    collect(office, JANUARY)
