"""Hướng dẫn: what to do on each tab, a filled sample, what colours and signs mean."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from sheets.excel.head import write_head
from sheets.excel.looks import Looks
from sheets.excel.measure import lines_of, row_height
from sheets.excel.page import protect, set_up_page
from sheets.excel.writing import write_link, write_text
from sheets.form import Tab
from sheets.guide import GuideEntry, GuideSection
from sheets.head import GUIDE_LABEL_WIDTH, GUIDE_TEXT_WIDTH, HEADING_ROW
from sheets.prefill import Prefill


def write_guide_tab(
    sheet: Worksheet, looks: Looks, prefill: Prefill, tab: Tab, sections: tuple[GuideSection, ...]
) -> None:
    """Write the guide: two columns, labels that name a tab lead there. Raises FormError."""
    write_head(sheet, looks, prefill, tab.title, tab.purpose)
    sheet.set_column(0, 0, GUIDE_LABEL_WIDTH)
    sheet.set_column(1, 1, GUIDE_TEXT_WIDTH)
    row = HEADING_ROW
    for section in sections:
        sheet.set_row(row, 24)
        write_text(sheet, row, 0, section.heading, looks.named("part"))
        write_text(sheet, row, 1, "", looks.named("part"))
        row += 1
        sheet.set_row(row, 4.5)  # air below the line
        for entry in section.entries:
            row += 1
            _write_entry(sheet, looks, row, entry)
        row += 2
    set_up_page(sheet, 0, str(prefill.identity), pages=1)
    sheet.freeze_panes(HEADING_ROW - 1, 0)
    if tab.protected:
        protect(sheet)


def _write_entry(sheet: Worksheet, looks: Looks, row: int, entry: GuideEntry) -> None:
    lines = (lines_of(entry.label, GUIDE_LABEL_WIDTH, bold=True), lines_of(entry.text, GUIDE_TEXT_WIDTH))
    sheet.set_row(row, row_height(lines) + 3)
    if entry.tab:
        write_link(sheet, row, 0, entry.tab, entry.label, looks.named("link"))
    elif entry.swatch:
        write_text(sheet, row, 0, entry.label, looks.swatch(entry.swatch))
    else:
        write_text(sheet, row, 0, entry.label, looks.named("label"))
    write_text(sheet, row, 1, entry.text, looks.sample() if entry.sample else looks.named("line"))
