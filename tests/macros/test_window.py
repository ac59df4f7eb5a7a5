"""The clerk at the screen: TongHop.ods in a window of LibreOffice, a click with the mouse, and the report is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from macros import layout
from macros.layout import FINDINGS, LINES, LOG
from macros.making import make_workbooks
from macros.tables import lines, place_of
from tests.macros.built import january_office
from tests.macros.window import Window, need_windows, window
from tests.work.offices import JANUARY

pytestmark = [pytest.mark.office, pytest.mark.window]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ổ đĩa") / "Sở KH&CN – tổng hợp 50%"


@pytest.fixture(scope="module")
def screen(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    need_windows()
    with january_office(folder) as office:
        workbook = make_workbooks(office, JANUARY).ods
    assert workbook is not None
    with window(workbook, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def last_word(screen: Window) -> str:
    """Wait for the last word of a press and return it."""

    def told() -> str:
        status = screen.cell(layout.STATUS)
        return status if status[0] in "✓✗" else ""

    return screen.wait(told, "the click did nothing")


def test_a_click_on_the_button_makes_the_report(screen: Window, folder: Path) -> None:
    assert screen.cell(layout.STATUS) == "Sẵn sàng."
    assert screen.cell(layout.REPORT) == "Chưa có báo cáo"
    screen.screenshot("1-TheoDoi-truoc")

    screen.click("TaoBaoCao")

    said = last_word(screen)
    screen.screenshot("2-TheoDoi-sau")
    assert said.startswith("✓ Đã tạo báo cáo BaoCao_2024-01_v1.docx"), said
    report = folder / "2024-01" / "BaoCao_2024-01_v1.docx"
    assert "I. " in "\n".join(paragraph.text for paragraph in Document(str(report)).paragraphs)
    assert (folder / "2024-01" / "SoLieu_2024-01_v1.xlsx").is_file()
    assert screen.cell(layout.REPORT).startswith("Bản chính thức v1, tạo lúc ")
    assert screen.cell(layout.REPORT_LINK) == report.name
    newest = lines(place_of(screen.book, LOG))[0]
    assert (newest["kind"], report.stem in newest["what"]) == ("Báo cáo", True)
    assert not (folder / "nhat-ky" / "baocao.log").exists()
    for number, table in enumerate((LINES, FINDINGS, LOG), start=3):
        screen.show(table.sheet)
        screen.screenshot(f"{number}-{table.code_name}")


def test_a_click_ends_the_cell_that_is_being_typed_and_saves_it(screen: Window) -> None:
    screen.show(LINES.sheet)
    place = place_of(screen.book, LINES)
    line = lines(place)[0]
    screen.book.names[layout.STATUS].refers_to_range.value = "… chưa bấm"
    screen.choose(line.row, place.columns["text"])
    screen.type("Da lam xong.")
    screen.screenshot("6-BienTap-dang-go")

    screen.click("LuuBienTap")  # in the frozen part of the sheet: LibreOffice leaves the cell, then presses

    assert last_word(screen) == "✓ Đã lưu 1 thay đổi vừa gõ."
    row = next(row for row in lines(place) if row["id"] == line["id"])
    assert (row["text"], row["state"], row["theirs"]) == ("Da lam xong.", "đã biên tập", line["text"])
    screen.screenshot("7-BienTap-da-luu")
