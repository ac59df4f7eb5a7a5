"""Every button in a real LibreOffice: what it does, what it says, and that nothing the clerk typed is ever lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from macros import layout, pressing, refresh, showing, writing
from macros.actions import ACTIONS, Action, Result
from macros.arguments import escaped
from macros.desk import Desk, World
from macros.layout import DIVISIONS, FINDINGS, LINES, LOG, NO, SIGNED, THEIRS, YES
from macros.lease import lease
from macros.libreoffice.bridge import uno
from macros.libreoffice.sheet import Names, Sheets
from macros.making import make_workbooks
from macros.named import named
from macros.notice import ECHOED
from macros.tables import grid
from sync.store import engine
from sync.work import publish as publishing
from sync.work.editing import edit_lines
from sync.work.files import FileBusyError
from sync.work.opening import opened
from tests.macros.clerk import Clerk, at_work, texts, with_workbook
from tests.macros.office import Office as Running
from tests.macros.office import running
from tests.work.conftest import laid_out  # noqa: F401 the fixture
from tests.work.offices import JANUARY, a_line, division_changes

pytestmark = pytest.mark.office

HOSTILE = ["03", "- Hướng dẫn", "=A1", "1/2", "@x", "+84", "1e5", "TRUE", "'x", "12:30", "dòng một\ndòng hai", '="x"']
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def made(laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    return with_workbook(Path(shutil.copytree(laid_out, tmp_path_factory.mktemp("made") / "sở")))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "sở KH&CN"))


@pytest.fixture
def clerk(libreoffice: Running, folder: Path) -> Iterator[Clerk]:
    with at_work(libreoffice, folder) as there:
        yield there


def break_a_form(folder: Path) -> None:
    """A division leaves out what must be filled in."""
    path = folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Kết quả"]
    first = next(r for r in range(1, 20) if str(sheet.cell(r, 1).value) == "Mục") + 1
    sheet.cell(first, 1).value = "Một mục không ai có"
    book.save(path)


# Clean data


def test_update_reads_what_is_new_and_shows_it(clerk: Clerk, folder: Path) -> None:
    with clerk.office() as office:
        line = a_line(office)
    path = folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book["Kết quả"]:
        if str(row[2].value or "").startswith(line.shown.text[:30]):
            row[2].value = f"Tháng này {row[2].value}"
    book.save(path)
    assert "Tháng 01/2024: đọc 1 biểu, 6 biểu không đổi" in clerk.press("CapNhat")
    assert clerk.row(LINES, line.id, "id")["text"].startswith("Tháng này ")
    assert texts(clerk.rows(LOG), "kind")[0] == "Cập nhật"


def test_a_division_s_row_leads_to_the_copy_of_the_version_that_was_just_read(clerk: Clerk, folder: Path) -> None:
    def leads_to() -> Path:
        place = clerk.place(DIVISIONS)
        cell = place.sheet.range((clerk.division("QLKH").row, place.columns["file"]))
        return Path(str(cell.hyperlink))

    clerk.press("LuuBienTap")
    assert leads_to().name == "DaNop_QLKH_2024-01_v1.xlsx"
    break_a_form(folder)
    clerk.press("CapNhat")
    assert leads_to().name == "DaNop_QLKH_2024-01_v2.xlsx"
    assert clerk.division("QLKH")["file"] == "2024-01/QLKH_BaoCao_2024-01.xlsx"
    assert (folder / "2024-01" / "da-nop" / leads_to().name).is_file()
    assert not (folder / "2024-01" / "da-nop" / "DaNop_QLKH_2024-01_v1.xlsx").exists()


def test_what_might_be_overlooked_stands_in_a_row_as_high_as_it_needs(clerk: Clerk, folder: Path) -> None:
    def height() -> float:
        return clerk.book.names[layout.NOTICE].refers_to_range[0].row_height or 0.0

    clerk.press("LuuBienTap")
    assert clerk.cell(layout.NOTICE) == "Không có gì."
    low = height()
    for number in range(4):
        (folder / "hop-thu-den" / f"ảnh {number}.jpg").write_bytes(b"x")
    clerk.press("LuuBienTap")
    assert "ảnh 3.jpg" in clerk.cell(layout.NOTICE)
    assert height() > low * 2


def test_a_long_word_of_the_status_is_read_whole_on_every_sheet(clerk: Clerk, folder: Path) -> None:
    names = (layout.STATUS, *(layout.echo_name(table) for table in ECHOED))

    def heights() -> list[float]:
        return [clerk.book.names[name].refers_to_range[0].row_height or 0.0 for name in names]

    low = heights()
    for number in range(8):
        (folder / "hop-thu-den" / f"ảnh chụp màn hình số {number}.jpg").write_bytes(b"x")
    said = clerk.press("NhanTep")
    assert len(said) > 600
    high = heights()
    assert all(now >= before * 2 for before, now in zip(low, high, strict=True)), (low, high)
    assert str(clerk.book.names[layout.echo_name(LINES)].refers_to_range[0].value) == said

    assert len(clerk.press("RaSoat")) < 120
    assert heights() == low  # and gives the room back


def test_a_text_that_no_row_has_room_for_is_shown_in_smaller_letters(clerk: Clerk) -> None:
    clerk.press("LuuBienTap")
    line = clerk.rows(LINES)[0]
    place = clerk.place(LINES)
    note, row = place.sheet.range((line.row, place.columns["notes"])), place.sheet.range((line.row, 1))
    low = row.row_height or 0.0
    clerk.type(LINES, line.row, text=f"{line['text']} [1]", notes="[1] " + "Công văn số 03 ngày 05/01/2024. " * 60)
    assert clerk.press("LuuBienTap").startswith("✓")
    assert low < (row.row_height or 0.0) <= 409.0
    assert (note.font.size or 12) < 12

    clerk.type(LINES, line.row, choice=THEIRS)
    assert clerk.press("LuuBienTap").startswith("✓")
    assert clerk.rows(LINES)[0]["notes"] == ""
    assert (row.row_height, note.font.size) == (low, 12)


def test_review_shows_what_was_found(clerk: Clerk) -> None:
    assert clerk.press("RaSoat").startswith("✓ Tháng 01/2024: còn 0 điểm phải sửa, ")
    assert {row["severity"] for row in clerk.rows(FINDINGS)} <= {"! Cần xem lại", "i Lưu ý"}


def test_the_report_is_made_and_opened(clerk: Clerk, folder: Path) -> None:
    assert clerk.press("MoBaoCao").startswith("✗ Kỳ tháng 01/2024 chưa có báo cáo nào.")
    assert clerk.press("TaoBaoCao").startswith("✓ Đã tạo báo cáo BaoCao_2024-01_v1.docx")
    assert clerk.cell(layout.REPORT_LINK) == "BaoCao_2024-01_v1.docx"
    made = folder / "2024-01" / "BaoCao_2024-01_v1.docx"
    assert clerk.press("MoBaoCao") == "✓ Đã mở BaoCao_2024-01_v1.docx."
    assert clerk.opened == [made]
    made.unlink()
    assert clerk.press("MoBaoCao").startswith(f"✗ Không thấy tệp “{made}”")


def test_a_draft_is_made_where_she_asks_for_one(clerk: Clerk, folder: Path) -> None:
    clerk.cell(layout.KIND, layout.DRAFT)
    assert clerk.press("TaoBaoCao").startswith("✓ Đã tạo bản dự thảo BaoCao_2024-01_v1_DU-THAO.docx")
    assert (folder / "2024-01" / "BaoCao_2024-01_v1_DU-THAO.docx").is_file()
    clerk.cell(layout.KIND, "bản nháp")
    assert "Loại báo cáo" in clerk.press("TaoBaoCao")


def test_who_signs_is_chosen_by_name(clerk: Clerk) -> None:
    clerk.cell(layout.SIGNER, "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Nguyễn Văn An")
    assert clerk.press("TaoBaoCao").startswith("✓")
    with clerk.office() as office, office.store.reading() as connection:
        from sync.store import facts

        assert [made.signer for made in facts.reports(connection, "2024-01")] == ["pgd"]
    clerk.cell(layout.SIGNER, "Ông Nào Đó")
    assert clerk.press("TaoBaoCao").startswith("✗ “Ông Nào Đó” ở ô Người ký của tờ Theo dõi")
    assert clerk.cell(layout.SIGNER) == "Ông Nào Đó"


def test_a_period_is_closed_opened_again_with_a_reason_and_the_next_one_begun(clerk: Clerk, folder: Path) -> None:
    assert clerk.press("MoKyMoi").startswith("✗ Số liệu tháng 01/2024 chưa chốt")
    assert clerk.press("ChotSoLieu") == "✓ Đã chốt số liệu tháng 01/2024."
    assert clerk.cell(layout.LOCKED).startswith("Đã chốt ngày 19/01/2024")
    assert clerk.press("MoLai").startswith("✗ Mở lại số liệu đã chốt phải ghi lý do.")
    clerk.cell(layout.REASON, "đơn vị sửa số")
    assert clerk.press("MoLai") == "✓ Đã mở lại số liệu tháng 01/2024."
    assert (clerk.cell(layout.REASON), clerk.cell(layout.LOCKED)) == ("", "Đang mở")
    clerk.press("ChotSoLieu")
    shutil.rmtree(folder / "2024-02")
    assert clerk.press("MoKyMoi") == (
        f"✓ Đã làm 7 biểu kỳ tháng 02/2024; biểu nằm ở {folder / '2024-02'}. Gửi biểu cho các đơn vị."
    )
    assert clerk.cell(layout.PERIOD) == "2024-02"
    assert {row["state"] for row in clerk.rows(DIVISIONS)} == {"… Chưa gửi"}


def test_number_and_date_are_recorded_and_a_mistake_corrected_with_a_reason(clerk: Clerk, tmp_path: Path) -> None:
    clerk.cell(layout.NUMBER, "05")
    clerk.cell(layout.DATE, "19/01/2024")
    assert clerk.press("GhiSo").startswith("✗ Tháng 01/2024 chưa có báo cáo chính thức")
    clerk.press("TaoBaoCao")
    clerk.cell(layout.NUMBER, "năm")
    assert clerk.press("GhiSo").startswith("✗ Số văn bản “năm” không hợp lệ.")
    clerk.cell(layout.NUMBER, "05")
    clerk.cell(layout.SIGNED_FILE, str(tmp_path / "không có.docx"))
    assert clerk.press("GhiSo").startswith("✗ Không đọc được tệp “")
    clerk.cell(layout.SIGNED_FILE, str(tmp_path / "ảnh.jpg"))
    assert clerk.press("GhiSo").startswith("✗ “")
    assert clerk.cell(layout.LOCKED) == "Đang mở"
    shutil.copyfile(clerk.report(), clerk.folder / "2024-01" / "ký.docx")
    clerk.cell(layout.SIGNED_FILE, "ký.docx")
    said = clerk.press("GhiSo")
    assert said == ("✓ Đã ghi số 05 ngày 19/01/2024; báo cáo có số là BaoCao_2024-01_v2.docx. Bản ký giống bản in.")
    assert clerk.rows(SIGNED) == ()
    clerk.cell(layout.NUMBER, "06")
    clerk.cell(layout.SIGNED_FILE, "")
    assert clerk.press("GhiSo").endswith("ghi vì sao vào ô Lý do của tờ Theo dõi rồi bấm lại.")
    clerk.cell(layout.REASON, "gõ nhầm số")
    assert clerk.press("GhiSo").startswith("✓ Đã ghi số 06 ngày 19/01/2024; ")
    clerk.cell(layout.REASON, "muốn mở lại")
    assert clerk.press("MoLai").startswith("✗ Báo cáo tháng 01/2024 đã ban hành, số 06")
    assert clerk.cell(layout.REASON) == ""


def test_a_reason_left_over_lets_nothing_odd_through(clerk: Clerk) -> None:
    clerk.press("TaoBaoCao")
    clerk.cell(layout.NUMBER, "05")
    clerk.cell(layout.DATE, "02/01/2024")
    clerk.cell(layout.REASON, "lý do cũ")
    assert clerk.press("GhiSo").startswith("✗ Ngày 02/01/2024 không hợp với báo cáo tháng 01/2024")
    assert clerk.cell(layout.REASON) == ""
    clerk.cell(layout.REASON, "văn thư ghi ngày này")
    assert clerk.press("GhiSo").startswith("✓ Đã ghi số 05 ngày 02/01/2024; ")


def test_the_inbox_is_opened_where_it_is_empty_and_emptied_where_it_is_not(clerk: Clerk, folder: Path) -> None:
    assert clerk.press("NhanTep").startswith("✓ Hộp thư đến đang trống; đã mở thư mục")
    assert clerk.opened == [folder / "hop-thu-den"]
    (folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx").rename(folder / "hop-thu-den" / "bản cuối (1).xlsx")
    (folder / "hop-thu-den" / "khác.xlsx").write_bytes(b"no workbook")
    said = clerk.press("NhanTep")
    assert said.startswith("✓ Đã nhận 1 tệp. 1 tệp còn nằm lại hộp thư đến: Tệp “hop-thu-den/khác.xlsx” ")
    assert clerk.division("QLKH")["state"] == "✓ Đã gửi"


def test_of_two_copies_she_picks_one(clerk: Clerk, folder: Path) -> None:
    first = folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx"
    book = openpyxl.load_workbook(first)
    book["Kết quả"].cell(30, 3).value = "Một việc chỉ có ở bản này."
    book["Kết quả"].cell(30, 1).value = book["Kết quả"].cell(6, 1).value
    book.save(folder / "hop-thu-den" / "QLKH sửa.xlsx")
    said = clerk.press("NhanTep")
    assert "QLKH có hai tệp khác nhau" in said
    row = clerk.division("QLKH")
    assert (row["file"], row["others"]) == (
        "2024-01/QLKH_BaoCao_2024-01.xlsx",
        "2024-01/QLKH_BaoCao_2024-01 (2).xlsx",
    )
    clerk.type(DIVISIONS, row.row, use="QLKH_BaoCao_2024-01 (2).xlsx")
    assert clerk.press("LuuBienTap").startswith(f"✗ Tờ Theo dõi, ô M{row.row}: chưa ghi lý do.")
    assert clerk.division("QLKH")["use"] == "QLKH_BaoCao_2024-01 (2).xlsx"
    clerk.type(DIVISIONS, row.row, reason="bản đơn vị gửi sau")
    assert clerk.press("LuuBienTap").startswith("✓ Đã lưu 1 thay đổi")
    row = clerk.division("QLKH")
    assert (row["file"], row["use"], row["reason"]) == ("2024-01/QLKH_BaoCao_2024-01 (2).xlsx", "", "")
    assert row["remark"] == "Đã chọn tệp này: bản đơn vị gửi sau"


# Errors in the data


def test_with_errors_open_nothing_final_is_made_until_she_accepts_them(clerk: Clerk, folder: Path) -> None:
    break_a_form(folder)
    clerk.press("CapNhat")
    assert clerk.press("TaoBaoCao").startswith("✗ Chưa tạo báo cáo chính thức: còn 1 điểm phải sửa.")
    assert not list((folder / "2024-01").glob("BaoCao_*"))
    assert clerk.press("ChotSoLieu").startswith("✗ Chưa chốt được: còn 1 điểm phải sửa.")
    clerk.cell(layout.KIND, layout.DRAFT)
    assert "còn 1 điểm phải sửa (danh sách ở BaoCao_2024-01_v1_DU-THAO_con-vuong.txt)" in clerk.press("TaoBaoCao")
    clerk.cell(layout.KIND, layout.FINAL)
    row = clerk.row(FINDINGS, "Phải sửa", "severity")
    clerk.type(FINDINGS, row.row, accepted=YES)
    said = clerk.press("TaoBaoCao")
    assert said.startswith(f"✗ Tờ Ý kiến rà soát, ô H{row.row}: chưa ghi lý do.")
    assert clerk.row(FINDINGS, row["id"], "id")["accepted"] == YES
    clerk.type(FINDINGS, row.row, reason="đã hỏi đơn vị")
    assert clerk.press("TaoBaoCao").startswith("✓ Đã lưu 1 thay đổi vừa gõ. Đã tạo báo cáo BaoCao_2024-01_v2.docx")
    row = clerk.row(FINDINGS, "Phải sửa", "severity")
    assert row["state"].startswith("Đã chấp nhận: đã hỏi đơn vị")
    clerk.type(FINDINGS, row.row, accepted=NO, reason="đơn vị nói là sai")
    assert clerk.press("RaSoat").startswith("✓ Đã lưu 1 thay đổi vừa gõ. Tháng 01/2024: còn 1 điểm phải sửa")


def test_without_the_periods_folder_every_division_is_waited_for(clerk: Clerk, folder: Path) -> None:
    shutil.rmtree(folder / "2024-01")
    for button in ("CapNhat", "RaSoat", "TaoBaoCao", "ChotSoLieu", "GhiSo", "MoLai", "MoKyMoi", "LuuBienTap"):
        assert clerk.press(button)[0] in "✓✗", button
        assert "Lỗi" not in clerk.status
    assert not (folder / "nhat-ky" / "baocao.log").exists()
    clerk.cell(layout.PERIOD, "03/2024")
    assert clerk.press("RaSoat").startswith("✓ Tháng 03/2024: còn 7 điểm phải sửa")
    assert clerk.cell(layout.PERIOD) == "2024-03"
    clerk.cell(layout.PERIOD, "tháng ba")
    assert clerk.press("RaSoat").startswith("✗ “tháng ba” ở ô Kỳ của tờ Theo dõi")


# What is typed


def test_lines_of_her_own_arrive_letter_for_letter_and_stay_so(clerk: Clerk) -> None:
    section = clerk.rows(LINES)[2]["section"]
    bottom = clerk.rows(LINES)[-1].row
    for at, text in enumerate(HOSTILE, start=1):
        clerk.type(LINES, bottom + at, section=section, text=text)
    assert clerk.press("LuuBienTap") == f"✓ Đã lưu {len(HOSTILE)} thay đổi vừa gõ."
    with clerk.office() as office:
        kept = {line.shown.text for line in edit_lines(office, JANUARY) if line.state == "own"}
    assert {text.removesuffix(".") for text in kept} == {text.replace("\n", " ") for text in HOSTILE}
    once = texts(clerk.rows(LINES), "text")
    assert clerk.press("LuuBienTap").startswith("✓ Không có gì mới để lưu")
    assert texts(clerk.rows(LINES), "text") == once


def test_a_line_reworded_to_what_looks_like_a_formula_is_just_that(clerk: Clerk) -> None:
    with clerk.office() as office:
        line = a_line(office)
    row = clerk.row(LINES, line.id, "id")
    clerk.type(LINES, row.row, text="=A1")
    clerk.press("LuuBienTap")
    place = clerk.place(LINES)
    cell = place.sheet.range((clerk.row(LINES, line.id, "id").row, place.columns["text"]))
    assert (cell.value, cell.formula, clerk.row(LINES, line.id, "id")["state"]) == ("=A1", "=A1", "đã biên tập")


def test_a_sheet_that_is_sorted_and_filtered_loses_nothing_and_stays_so(clerk: Clerk) -> None:
    place, rows = clerk.place(LINES), clerk.rows(LINES)
    left, right = min(place.columns.values()), max(place.columns.values())
    cells = grid(place.sheet, rows[0].row, left, rows[-1].row, right)
    place.sheet.range((rows[0].row, left), (rows[-1].row, right)).value = cells[::-1]
    hidden = place.sheet.range((rows[0].row, 1), (rows[0].row + 9, 1))
    hidden.rows.hidden = True
    ids = texts(clerk.rows(LINES), "id")
    one, other = clerk.rows(LINES)[4], clerk.rows(LINES)[20]
    clerk.type(LINES, one.row, text="Sửa ở dòng đang ẩn.")
    clerk.type(LINES, other.row, included=NO)
    assert clerk.press("LuuBienTap") == "✓ Đã lưu 2 thay đổi vừa gõ."
    assert texts(clerk.rows(LINES), "id") == ids
    assert hidden.rows.hidden is True
    with clerk.office() as office:
        changed = [line for line in edit_lines(office, JANUARY) if line.state == "edited" or not line.included]
    assert {line.id for line in changed} == {one["id"], other["id"]}
    clerk.type(LINES, clerk.rows(LINES)[-1].row + 1, section=one["section"], text="Thêm một dòng.")
    clerk.press("LuuBienTap")
    assert texts(clerk.rows(LINES), "id")[:-1] == ids
    assert clerk.rows(LINES)[-1]["text"] == "Thêm một dòng."


def test_hidden_rows_are_shown_where_others_come_to_stand_there(clerk: Clerk) -> None:
    place, rows = clerk.place(LINES), clerk.rows(LINES)
    hidden = place.sheet.range((rows[3].row, 1), (rows[9].row, 1))
    hidden.rows.hidden = True
    clerk.type(LINES, rows[-1].row + 1, section=rows[0]["section"], text="Thêm một dòng.")
    clerk.press("LuuBienTap")
    assert hidden.rows.hidden is False
    assert clerk.row(LINES, "Thêm một dòng.").row < rows[9].row


def test_a_filter_stays_set_and_what_it_hides_stays_what_it_is(clerk: Clerk) -> None:
    place, rows = clerk.place(LINES), clerk.rows(LINES)
    cells: Any = place.sheet.range((place.heading_row, 1), (rows[-1].row, max(place.columns.values()))).api
    wanted: Any = uno().createUnoStruct("com.sun.star.sheet.TableFilterField")
    wanted.Field, wanted.IsNumeric, wanted.StringValue = place.columns["division"] - 1, False, "QLKH"
    wanted.Operator = uno().Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
    rule = cells.createFilterDescriptor(True)
    rule.ContainsHeader = True
    rule.setFilterFields((wanted,))
    cells.filter(rule)
    shown = [row for row in rows if not place.sheet.range((row.row, 1)).rows.hidden]
    assert {row["division"] for row in shown} == {"QLKH"}
    clerk.type(LINES, shown[1].row, text="Sửa khi đang lọc.")
    assert clerk.press("LuuBienTap") == "✓ Đã lưu 1 thay đổi vừa gõ."
    assert [row.row for row in rows if not place.sheet.range((row.row, 1)).rows.hidden] == [row.row for row in shown]
    after = {row["id"]: row["text"] for row in clerk.rows(LINES)}
    assert after == {**{row["id"]: row["text"] for row in rows}, shown[1]["id"]: "Sửa khi đang lọc."}
    clerk.type(LINES, rows[-1].row + 1, section=shown[0]["section"], text="Thêm khi đang lọc.")
    clerk.press("LuuBienTap")
    assert place.sheet.range((rows[0].row, 1), (rows[-1].row + 1, 1)).rows.hidden is False
    assert len(clerk.rows(LINES)) == len(rows) + 1


def test_a_sheet_that_is_gone_is_named(clerk: Clerk) -> None:
    clerk.book.sheets["Văn bản"].name = "Văn bản cũ"
    assert clerk.press("RaSoat").startswith("✓ Tháng 01/2024")
    clerk.place(LINES).sheet.name = "Biên tập cũ"
    assert clerk.press("RaSoat").startswith("✗ Sổ không còn tờ “Biên tập”")


def test_nothing_leans_on_what_xlwings_answers_wrongly_in_excel(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """There `"Biên tập" in book.sheets` is never true, and `name in book.names` not while Excel is busy."""
    monkeypatch.setattr(Sheets, "__contains__", lambda *_: False)
    monkeypatch.setattr(Names, "contains", lambda *_: False)
    clerk.type(LINES, clerk.rows(LINES)[3].row, text="Đã sửa.")
    assert clerk.press("RaSoat").startswith("✓ Đã lưu 1 thay đổi vừa gõ. ")


def test_progress_is_told_while_files_are_read(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    say = Desk.say

    def heard(desk: Desk, sentence: str, patience: float | None = None) -> None:
        told.append(sentence)
        say(desk, sentence, patience)

    monkeypatch.setattr(Desk, "say", heard)
    break_a_form(clerk.folder)
    clerk.press("CapNhat")
    assert told[0] == "… Cập nhật từ các đơn vị: đang làm."
    assert "… Cập nhật từ các đơn vị: đang đọc 1/1 – 2024-01/QLKH_BaoCao_2024-01.xlsx" in told
    assert told[-1].startswith("✓ ")
    assert "Tháng 01/2024: đọc 1 biểu" in told[-1]


def test_the_first_period_of_a_new_office_is_begun(clerk: Clerk) -> None:
    for code in ("2024-01", "2024-02"):
        shutil.rmtree(clerk.folder / code)
    (clerk.folder / "baocao.db").unlink()
    clerk.cell(layout.SHOWN, "")
    assert clerk.press("RaSoat").startswith("✗ Sổ này không khớp với kho dữ liệu")
    assert clerk.rows(LINES)[0]["division"] == "Phòng tổng hợp"
    assert clerk.press("MoKyMoi").startswith("✓ Đã làm 7 biểu kỳ tháng 01/2024")
    assert clerk.press("MoKyMoi").startswith("✗ Số liệu tháng 01/2024 chưa chốt")
    assert clerk.press("CapNhat").startswith("✓ Tháng 01/2024: đọc 7 biểu")
    assert {row["state"] for row in clerk.rows(DIVISIONS)} == {"… Chưa gửi"}


def test_rows_deleted_and_headings_moved_change_nothing(clerk: Clerk) -> None:
    before = texts(clerk.rows(LINES), "id")
    sheet = clerk.place(LINES).sheet
    sheet.range("8:12").delete("up")
    sheet.range("2:3").insert("down")
    assert len(clerk.rows(LINES)) == len(before) - 5
    assert clerk.press("LuuBienTap").startswith("✓ Không có gì mới để lưu")
    assert texts(clerk.rows(LINES), "id") == before


def test_a_heading_that_is_gone_is_named_and_its_sheet_left_as_it_is(clerk: Clerk) -> None:
    place = clerk.place(LINES)
    row = clerk.rows(LINES)[3]
    clerk.type(LINES, row.row, text="Chưa lưu.")
    place.sheet.range((place.heading_row, place.columns["notes"])).value = "Ghi"
    assert clerk.press("CapNhat").startswith("✗ Tờ Biên tập không còn cột “Chú thích”")
    place.sheet.range((place.heading_row, place.columns["notes"])).value = "Chú thích"
    assert clerk.rows(LINES)[3]["text"] == "Chưa lưu."
    assert clerk.press("CapNhat").startswith("✓ Đã lưu 1 thay đổi vừa gõ. ")


def test_what_is_unclear_on_one_sheet_keeps_nothing_of_another_back(clerk: Clerk) -> None:
    row, finding = clerk.rows(LINES)[3], clerk.rows(FINDINGS)[0]
    clerk.type(LINES, row.row, section="9. Mục lạ", text="Chưa lưu.")
    clerk.type(FINDINGS, finding.row, accepted=YES, reason="đúng vậy")
    said = clerk.press("TaoBaoCao")
    assert said.startswith(f"✗ Đã lưu 1 thay đổi vừa gõ. Tờ Biên tập, ô B{row.row}: không có mục “9. Mục lạ”")
    assert (clerk.rows(LINES)[3]["section"], clerk.rows(LINES)[3]["text"]) == ("9. Mục lạ", "Chưa lưu.")
    assert clerk.row(FINDINGS, finding["id"], "id")["state"].startswith("Đã chấp nhận: đúng vậy")
    assert not list((clerk.folder / "2024-01").glob("BaoCao_*"))
    clerk.type(LINES, row.row, section=row["section"])
    assert clerk.press("TaoBaoCao").startswith("✓ Đã lưu 1 thay đổi vừa gõ. Đã tạo báo cáo")
    with clerk.office() as office:
        assert [x.shown.text for x in edit_lines(office, JANUARY) if x.id == row["id"]] == ["Chưa lưu."]


def test_a_closed_period_takes_no_words_but_keeps_them_on_the_sheet(clerk: Clerk) -> None:
    clerk.press("ChotSoLieu")
    row = clerk.rows(LINES)[3]
    clerk.type(LINES, row.row, text="Sửa sau khi chốt.")
    said = clerk.press("LuuBienTap")
    assert said.startswith(f"✗ Tờ Biên tập, ô E{row.row}: số liệu tháng 01/2024 đã chốt ngày 19/01/2024")
    assert f"Trước khi gõ, ô đó ghi “{row['text']}”." in said
    assert clerk.rows(LINES)[3]["text"] == "Sửa sau khi chốt."
    clerk.cell(layout.REASON, "còn sửa")
    assert clerk.press("MoLai") == "✓ Đã lưu 1 thay đổi vừa gõ. Đã mở lại số liệu tháng 01/2024."
    assert clerk.rows(LINES)[3]["state"] == "đã biên tập"


def test_what_does_not_hang_on_words_typed_into_a_closed_period_goes_on_and_tells_of_them(clerk: Clerk) -> None:
    clerk.press("ChotSoLieu")
    row = clerk.rows(LINES)[3]
    clerk.type(LINES, row.row, text="Sửa sau khi chốt.")
    cell = f"Tờ Biên tập, ô E{row.row}"
    for button in ("RaSoat", "CapNhat", "MoKyMoi"):
        said = clerk.press(button)
        assert said.startswith("✓ "), said
        assert cell in said
    assert "Sổ vẫn hiện các dòng tháng 01/2024, chưa hiện tháng 02/2024." in said
    clerk.cell(layout.PERIOD, "2024-02")
    assert "Sổ vẫn hiện các dòng tháng 01/2024, chưa hiện tháng 02/2024." in clerk.press("RaSoat")
    title = clerk.place(LINES).sheet.range("B1").value
    assert title == "Biên tập nội dung báo cáo – kỳ 2024-01 (chưa hiện kỳ 2024-02: bấm Rà soát)"
    clerk.cell(layout.PERIOD, "2024-01")
    assert clerk.press("TaoBaoCao").startswith(f"✗ {cell}")
    clerk.place(LINES).sheet.range(f"{row.row}:{row.row}").delete("up")
    assert clerk.press("LuuBienTap").startswith("✓ ")
    assert clerk.rows(LINES)[3]["text"] == row["text"]
    clerk.cell(layout.PERIOD, "2024-02")
    clerk.press("RaSoat")
    assert clerk.place(LINES).sheet.range("B1").value == "Biên tập nội dung báo cáo – kỳ 2024-02"


def test_a_row_of_her_own_that_she_deletes_is_gone_and_told_in_the_log(clerk: Clerk) -> None:
    last = clerk.rows(LINES)[-1]
    clerk.type(LINES, last.row + 1, section=last["section"], text="Một dòng thêm vào.")
    clerk.press("LuuBienTap")
    own = clerk.row(LINES, "Một dòng thêm vào.")
    clerk.place(LINES).sheet.range(f"{own.row}:{own.row}").delete("up")
    assert clerk.press("LuuBienTap").startswith("✓ Đã lưu 1 thay đổi vừa gõ.")
    assert "Một dòng thêm vào." not in [row["text"] for row in clerk.rows(LINES)]
    assert clerk.rows(LOG)[0]["what"].endswith("rút dòng “Một dòng thêm vào.”")


def test_who_works_is_who_is_named(clerk: Clerk) -> None:
    clerk.cell(layout.WHO, "Trần Thị Bình")
    clerk.type(LINES, clerk.rows(LINES)[3].row, text="Đã sửa.")
    clerk.press("LuuBienTap")
    assert (clerk.rows(LOG)[0]["kind"], clerk.rows(LOG)[0]["who"]) == ("Biên tập", "Trần Thị Bình")


def test_where_both_changed_the_same_words_both_are_shown_and_she_picks(clerk: Clerk) -> None:
    with clerk.office() as office:
        line = a_line(office)
    first = line.shown.text.split()[0]
    rest = line.shown.text.removeprefix(first)[:40]
    clerk.type(LINES, clerk.row(LINES, line.id, "id").row, text=line.shown.text.replace(first, "ABC", 1))
    clerk.press("LuuBienTap")
    with clerk.office() as office:
        division_changes(office, "QLKH_BaoCao_2024-01.xlsx", f"{first}{rest}", f"XYZ{rest}")
    assert "còn 1 điểm phải sửa" in clerk.press("CapNhat")
    row = clerk.row(LINES, line.id, "id")
    assert (row["text"][:3], row["theirs"][:3], row["state"]) == ("ABC", "XYZ", "! hai bên cùng sửa")
    clerk.type(LINES, row.row, choice=THEIRS)
    assert "còn 0 điểm phải sửa" in clerk.press("RaSoat")
    assert clerk.row(LINES, line.id, "id")["text"].startswith("XYZ")


def test_a_workbook_that_the_store_never_showed_is_only_shown_anew_and_what_was_typed_is_kept(clerk: Clerk) -> None:
    clerk.cell(layout.SHOWN, "0" * 64)
    row = clerk.rows(LINES)[3]
    clerk.type(LINES, row.row, text="Gõ ở sổ của năm trước.")
    said = clerk.press("TaoBaoCao")
    assert said.startswith("✗ Sổ này không khớp với kho dữ liệu")
    assert not list((clerk.folder / "2024-01").glob("BaoCao_*"))
    (kept,) = (clerk.folder / "nhat-ky").glob("da-go_*.txt")
    assert "Gõ ở sổ của năm trước." in kept.read_text(encoding="utf-8-sig")
    assert clerk.rows(LINES)[3]["text"] == row["text"]
    assert clerk.press("TaoBaoCao").startswith("✓ Đã tạo báo cáo")


def test_what_she_types_while_a_button_runs_is_not_written_over(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = clerk.rows(LINES)

    def act(*_: object) -> Result:
        clerk.type(LINES, rows[5].row, text="Gõ trong lúc chạy.")
        return Result("Đã làm.")

    clerk.type(LINES, rows[3].row, text="Gõ trước khi bấm.")
    monkeypatch.setitem(ACTIONS, "RaSoat", Action(act))
    said = clerk.press("RaSoat")
    monkeypatch.undo()
    assert said == (
        "✓ Đã lưu 1 thay đổi vừa gõ. Đã làm. Tờ Biên tập vừa được gõ thêm trong lúc chương trình chạy "
        "nên được giữ nguyên: bấm lại để lưu."
    )
    assert clerk.rows(LINES)[5]["text"] == "Gõ trong lúc chạy."
    assert clerk.press("LuuBienTap").startswith("✓ Đã lưu ")
    states = {row["id"]: row["state"] for row in clerk.rows(LINES) if row["state"]}
    assert states == {rows[3]["id"]: "đã biên tập", rows[5]["id"]: "đã biên tập"}


# What can go wrong


def test_a_press_that_fell_over_half_way_takes_nothing_for_hers_that_is_not(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = clerk.rows(LINES)[3]
    clerk.type(LINES, row.row, text="Đã sửa.")
    clerk.type(LINES, clerk.rows(LINES)[-1].row + 1, section=row["section"], text="Thêm một dòng.")
    written: list[object] = []
    put = writing.put

    def falling_over(*words: Any) -> None:
        written.append(words)
        if len(written) == 3:
            raise ZeroDivisionError
        put(*words)

    monkeypatch.setattr(refresh, "put", falling_over)
    assert clerk.press("LuuBienTap").startswith("✗ Đã lưu 2 thay đổi vừa gõ. Chương trình gặp lỗi ngoài dự kiến")
    monkeypatch.undo()
    assert clerk.press("LuuBienTap").startswith("✗ Sổ này không khớp với kho dữ liệu")
    assert clerk.press("LuuBienTap").startswith("✓ Không có gì mới để lưu")
    states = [each["state"] for each in clerk.rows(LINES) if each["state"]]
    assert sorted(states) == ["dòng của phòng tổng hợp", "đã biên tập"]


def test_two_clicks_do_not_run_twice(clerk: Clerk) -> None:
    with lease(clerk.book.fullname) as first:
        first.write("Tạo báo cáo")
        assert clerk.press("TaoBaoCao").startswith(
            "✗ Chương trình đang làm việc của lần bấm trước (Tạo báo cáo). Đợi xong rồi bấm lại."
        )
    assert not list((clerk.folder / "2024-01").glob("BaoCao_*"))
    assert clerk.press("TaoBaoCao").startswith("✓ Đã tạo báo cáo BaoCao_2024-01_v1.docx")


def test_two_clicks_at_one_moment_make_one_report(clerk: Clerk) -> None:
    words = ["-P", "-m", "macros.buttons", "TaoBaoCao", escaped(clerk.book.fullname), "--pipe", clerk.pipe]
    clicks = [subprocess.Popen([sys.executable, *words], cwd=ROOT.parent) for _ in range(2)]
    ended = sorted(click.wait(timeout=120) for click in clicks)
    made = list((clerk.folder / "2024-01").glob("BaoCao_*.docx"))
    # The slower of the two may start when the other has ended: then it is no second click but a second report.
    assert (ended, len(made)) in (([0, 2], 1), ([0, 0], 2))
    assert clerk.status.startswith("✓ Đã tạo báo cáo BaoCao_2024-01_v"), "what was done is said last"


def test_a_store_that_is_locked_is_told_and_nothing_lost(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    row = clerk.rows(LINES)[3]
    clerk.type(LINES, row.row, text="Chưa lưu.")
    with clerk.office() as office, office.store.writing():
        assert clerk.press("LuuBienTap") == ("✗ Đang có lượt cập nhật khác dùng kho dữ liệu. Đợi một phút rồi bấm lại.")
    assert clerk.rows(LINES)[3]["text"] == "Chưa lưu."
    assert clerk.press("LuuBienTap").startswith("✓ Đã lưu 1 thay đổi vừa gõ.")


def test_a_report_that_cannot_be_written_is_told(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(path: Path, *_: object) -> None:
        raise FileBusyError(path, "open in Word")

    monkeypatch.setattr(publishing, "write_new", busy)
    said = clerk.press("TaoBaoCao")
    assert said.startswith("✗ Không ghi được tệp “")
    assert said.endswith("Đóng tệp đang mở, kiểm tra chỗ trống trên đĩa rồi bấm lại.")


def test_an_error_nobody_foresaw_is_a_sentence_and_its_traceback_in_the_log(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "view", lambda *_: 1 / 0)
    said = clerk.press("TaoBaoCao")
    assert said.startswith("✗ Đã tạo báo cáo BaoCao_2024-01_v1.docx"), "what was done is said all the same"
    assert said.endswith(
        " Chương trình gặp lỗi ngoài dự kiến; chưa có gì bị mất. "
        "Bấm lại; nếu vẫn vậy, gửi tệp nhat-ky/baocao.log cho người quản trị."
    )
    assert "ZeroDivisionError" in (clerk.folder / "nhat-ky" / "baocao.log").read_text(encoding="utf-8")


def test_a_config_that_is_wrong_or_gone_is_told(clerk: Clerk) -> None:
    config = clerk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("signers:", "signerz:", 1), encoding="utf-8")
    assert "config.yaml" in clerk.press("RaSoat")
    config.rename(config.with_suffix(".bak"))
    assert clerk.press("RaSoat").startswith(f"✗ Không thấy tệp “{config}”.")


def test_a_workbook_on_the_web_is_told_where_it_belongs() -> None:
    with pytest.raises(Exception, match="button-web-path"):
        pressing._config("https://d.docs.live.net/abc/TongHop.xlsm", "")


def test_a_program_that_hangs_is_waited_for_and_nothing_is_done(clerk: Clerk, libreoffice: Running) -> None:
    with libreoffice.hanging():
        world = World(patience=0.5, telling=0.5)
        assert pressing.press("TaoBaoCao", str(clerk.folder / "TongHop.xlsm"), clerk.pipe, world) == pressing.FAILED
    assert not list((clerk.folder / "2024-01").glob("BaoCao_*"))
    assert clerk.press("TaoBaoCao").startswith("✓ Đã tạo báo cáo")


def test_an_excel_that_is_busy_is_no_workbook_without_the_cell() -> None:
    """Excel says both by the same error; the code inside tells them apart."""

    class com_error(Exception):  # noqa: N801, N818 pywin32's own name
        pass

    class Names:
        def __init__(self, inner: int) -> None:
            self.inner = inner

        def __getitem__(self, name: str) -> None:
            inner = (0, "Excel", "", "", 0, self.inner)
            raise com_error(-2147352567, "Exception occurred.", inner, None)

    class Book:
        def __init__(self, inner: int) -> None:
            self.names = Names(inner)

    assert named(Book(-2146827284), layout.KIND) == ""  # type: ignore[arg-type] # stands in for xlwings' book
    with pytest.raises(com_error):
        named(Book(-2146777998), layout.SHOWN)  # type: ignore[arg-type] # the same
    asked: list[int] = []

    def typing() -> str:
        asked.append(1)
        return named(Book(-2146777998 if len(asked) < 3 else -2146827284), layout.KIND)  # type: ignore[arg-type]

    assert Desk("RaSoat", "TongHop.xlsm", world=World(patience=5.0)).call(typing) == ""
    assert len(asked) == 3


def test_the_workbook_for_libreoffice_works_like_the_other_and_outlives_being_saved(
    libreoffice: Running, folder: Path
) -> None:
    with opened(folder / "config.yaml") as office:
        made = make_workbooks(office, JANUARY)
    assert made.ods is not None
    with at_work(libreoffice, folder, made.ods.name) as clerk:
        row = clerk.rows(LINES)[3]
        clerk.type(LINES, row.row, text="=A1")
        bottom = clerk.rows(LINES)[-1].row + 1
        clerk.type(LINES, bottom, section=row["section"], text="03")
        clerk.book.save()
    with at_work(libreoffice, folder, made.ods.name) as clerk:
        assert clerk.press("LuuBienTap") == "✓ Đã lưu 2 thay đổi vừa gõ."
        assert clerk.row(LINES, row["id"], "id")["text"] == "=A1"
        assert len([each for each in clerk.rows(LINES) if each["text"] == "03"]) == 1
        assert clerk.press("TaoBaoCao").startswith("✓ Đã tạo báo cáo BaoCao_2024-01_v1.docx")


# As the macro starts it


def started(clerk: Clerk, button: str, **environment: str) -> str:
    words = ["-P", "-m", "macros.buttons", button, escaped(clerk.book.fullname), "--pipe", clerk.pipe]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT.parent, capture_output=True, timeout=120, env={**os.environ, **environment}
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    return clerk.status


def test_it_runs_as_the_macro_starts_it(clerk: Clerk) -> None:
    assert started(clerk, "RaSoat").startswith("✓ Tháng ")
    assert started(clerk, "KhongCo").startswith("✗ Chương trình trên máy này không có việc “KhongCo”.")


def test_where_the_program_itself_cannot_start_the_cell_says_so(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "hỏng" / "xlwings").mkdir(parents=True)
    (tmp_path / "hỏng" / "xlwings" / "__init__.py").write_text("raise ImportError('taken away by the scanner')")
    clerk.cell(layout.STATUS, "… Đang khởi động, xin chờ.")
    said = started(clerk, "RaSoat", PYTHONPATH=str(tmp_path / "hỏng"))
    assert said.startswith("✗ Chương trình không khởi động được")
    assert "taken away" in (clerk.folder / "nhat-ky" / "baocao.log").read_text(encoding="utf-8")


def test_pandas_is_not_loaded_for_a_report(clerk: Clerk) -> None:
    code = (
        "import sys; from macros.pressing import press; press('TaoBaoCao', sys.argv[1], sys.argv[2]);"
        "print('pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, clerk.book.fullname, clerk.pipe], capture_output=True, text=True, timeout=120
    )
    assert clerk.status.startswith("✓ Đã tạo báo cáo")
    assert done.stdout == "False\n"


def test_the_report_prints_what_the_sheet_says(clerk: Clerk) -> None:
    clerk.press("TaoBaoCao")
    assert clerk.report_says() == clerk.sheet_says()
