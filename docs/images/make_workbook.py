"""Make the pictures of docs/huong-dan-tong-hop.md: the clerk's workbook in a window of LibreOffice, buttons clicked.

Run `python -P -m docs.images.make_workbook` from the checkout after a change of the workbook; it needs what the window
tests need (Xvfb, openbox, xdotool, ImageMagick, LibreOffice with python3-uno).
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from macros import layout
from macros.layout import DIVISIONS, FINDINGS, LINES, Table
from macros.making import make_workbooks
from macros.tables import lines, place_of
from tests.macros.built import january_office
from tests.macros.window import Window, window
from tests.work.offices import JANUARY, division_changes

HERE = Path(__file__).parent
FORM = "QLKH_BaoCao_2024-01.xlsx"
WORDS = "Dự thảo báo cáo kết quả hợp tác"
HERS, THEIRS = "Dự thảo báo cáo tổng hợp hợp tác", "Dự thảo báo cáo chuyên đề hợp tác"


def press(screen: Window, button: str) -> None:
    """Click a button of the sheet that is shown and wait until it has said its last word."""
    screen.book.names[layout.STATUS].refers_to_range.value = "… chưa bấm"
    screen.click(button)
    screen.wait(lambda: screen.cell(layout.STATUS)[:1] in "✓✗", "the click did nothing")


def take(screen: Window, table: Table, cell: tuple[int, str], name: str) -> None:
    """Picture a sheet with the cursor in a cell that has no hint: it would cover what is shown."""
    screen.show(table.sheet)
    row, key = cell
    screen.choose(row, table.column(key))
    time.sleep(1)
    shutil.copyfile(screen.screenshot(name), HERE / f"{name}.png")


def main() -> None:
    """Make the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "BaoCao"
        with january_office(folder) as office:
            workbook = make_workbooks(office, JANUARY).ods
            assert workbook is not None
            with window(workbook, Path(name) / "profile") as screen:
                screen.choose(DIVISIONS.heading_row - 1, len(DIVISIONS.columns))
                press(screen, "TaoBaoCao")
                take(screen, DIVISIONS, (DIVISIONS.heading_row - 1, "remark"), "tong-hop-theo-doi")
                take(screen, FINDINGS, (FINDINGS.first_row, "what"), "tong-hop-y-kien-ra-soat")
                screen.show(LINES.sheet)
                place = place_of(screen.book, LINES)
                line = next(line for line in lines(place) if WORDS in line["text"])
                cell = place.sheet.range((line.row, place.columns["text"]))
                cell.value = line["text"].replace(WORDS, HERS, 1)
                press(screen, "LuuBienTap")
                division_changes(office, FORM, WORDS, THEIRS)
                press(screen, "LuuBienTap")
                take(screen, LINES, (line.row, "state"), "tong-hop-bien-tap")


if __name__ == "__main__":
    main()
