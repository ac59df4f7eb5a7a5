"""A whole month at the clerk's desk, by buttons alone; after each step the Word report is what the sheet says."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from macros import layout
from macros.layout import DIVISIONS, FINDINGS, LINES, LOG, NO, SIGNED, THEIRS, YES
from macros.tables import Line
from tests.macros.clerk import Clerk, as_printed, at_work, body, with_workbook
from tests.macros.office import running
from tests.work.conftest import laid_out  # noqa: F401 the fixture

pytestmark = [pytest.mark.office]

FEBRUARY = dt.datetime(2024, 2, 19, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def clerk(laid_out: Path, tmp_path: Path) -> Iterator[Clerk]:  # noqa: F811
    folder = Path(shutil.copytree(laid_out, tmp_path / "Sở KH&CN"))
    (folder / "2024-02").rename(tmp_path / "2024-02")
    with running(tmp_path / "profile") as libreoffice, at_work(libreoffice, with_workbook(folder)) as there:
        yield there


def fill(form: Path, like: Path, target: Path) -> None:
    """A division fills its form: every cell that is still empty as in another file of that month."""
    book, other = openpyxl.load_workbook(form), openpyxl.load_workbook(like)
    for sheet in book:
        if sheet.title in {"Hướng dẫn", "_danh_muc", "Ý kiến rà soát"}:
            continue
        for row in other[sheet.title]:
            for cell in row:
                if cell.value is not None and sheet[cell.coordinate].value is None:
                    sheet[cell.coordinate].value = cell.value
    book.save(target)


def change_in_form(file: Path, before: str, after: str) -> None:
    book = openpyxl.load_workbook(file)
    (cell,) = [row[2] for row in book["Kết quả"] if before in str(row[2].value or "")]
    cell.value = str(cell.value).replace(before, after)
    book.save(file)


def change_in_word(document: docx.document.Document, before: str, after: str) -> None:
    (run,) = [run for paragraph in document.paragraphs for run in paragraph.runs if before in run.text]
    run.text = run.text.replace(before, after)


def made_as_the_sheet_says(clerk: Clerk) -> None:
    said = clerk.press("TaoBaoCao")
    assert said.startswith("✓"), said
    assert clerk.report_says() == clerk.sheet_says()


def plain_lines(clerk: Clerk) -> list[Line]:
    """Return the lines that QLKH and QLCN wrote of results, without notes and short sections."""
    rows = [row for row in clerk.rows(LINES) if row["division"] in {"QLKH", "QLCN"} and "Kết quả" in row["source"]]
    return [row for row in rows if len(row["text"].split()) > 8 and not set("[{") & set(row["text"])]


def test_a_month_from_opening_it_to_the_next(clerk: Clerk, tmp_path: Path) -> None:
    folder = clerk.folder
    clerk.cell(layout.WHO, "Trần Thị Bình")

    # January is closed, February opened.
    made_as_the_sheet_says(clerk)
    assert clerk.press("ChotSoLieu") == "✓ Đã chốt số liệu tháng 01/2024."
    clerk.now = FEBRUARY
    assert clerk.press("MoKyMoi").startswith("✓ Đã làm 7 biểu kỳ tháng 02/2024; biểu nằm ở ")
    assert clerk.cell(layout.PERIOD) == "2024-02"

    # The divisions fill their forms and mail them under names of their own.
    for form in sorted((folder / "2024-02").glob("*.xlsx")):
        fill(form, tmp_path / "2024-02" / form.name, folder / "hop-thu-den" / f"Fwd {form.stem} bản cuối.xlsx")
    said = clerk.press("NhanTep")
    assert said.startswith("✓ Đã nhận 7 tệp. "), said
    assert "Tháng 02/2024: đọc " in said
    assert {row["state"] for row in clerk.rows(DIVISIONS)} == {"✓ Đã gửi"}
    assert clerk.press("CapNhat").startswith("✓ Tháng 02/2024: đọc 0 biểu, 14 biểu không đổi")

    # What was found is looked at; one is accepted with a reason.
    assert clerk.press("RaSoat").startswith("✓ Tháng 02/2024: còn ")
    for row in clerk.rows(FINDINGS):
        if row["severity"] == "✗ Phải sửa":
            clerk.type(FINDINGS, row.row, accepted=YES, reason="đã hỏi đơn vị, đúng như vậy")
    one = next(row for row in clerk.rows(FINDINGS) if row["severity"] == "! Cần xem lại")
    clerk.type(FINDINGS, one.row, accepted=YES, reason="đã hỏi đơn vị")
    assert clerk.press("RaSoat").startswith("✓ Đã lưu ")
    assert clerk.row(FINDINGS, one["id"], "id")["state"].startswith("Đã chấp nhận: đã hỏi đơn vị (Trần Thị Bình")
    made_as_the_sheet_says(clerk)

    # She edits one, writes one, joins one, moves one, leaves one out.
    edited, moved, out = plain_lines(clerk)[:3]
    clerk.type(LINES, edited.row, text=f"Trong tháng, {edited['text'][:1].lower()}{edited['text'][1:]}")
    bottom = clerk.rows(LINES)[-1].row + 1
    clerk.type(LINES, bottom, section=edited["section"], text="Phòng tổng hợp thêm việc này.", number=1)
    clerk.type(LINES, moved.row, number=5)
    clerk.type(LINES, out.row, included=NO)
    assert clerk.press("LuuBienTap") == "✓ Đã lưu 4 thay đổi vừa gõ."
    made_as_the_sheet_says(clerk)
    own = clerk.row(LINES, "Phòng tổng hợp thêm việc này.")
    rows = clerk.rows(LINES)
    below = next(row for row in rows if row.row > own.row)
    assert below["section"] == own["section"]
    clerk.type(LINES, below.row, joined=YES)
    made_as_the_sheet_says(clerk)
    assert any(text.startswith("phòng tổng hợp thêm việc này. ") for text in clerk.report_says())
    clerk.type(LINES, below.row, joined=NO)
    assert as_printed(out["text"]) not in clerk.report_says()

    # The division rewrites what she had edited: both are shown, she takes theirs.
    row = clerk.row(LINES, edited["id"], "id")
    (file,) = (folder / "2024-02").glob(f"{row['division']}_*(2).xlsx")
    first = edited["text"].split()[0]
    change_in_form(file, edited["text"][:40], f"Hoàn thành sớm: {edited['text'][:40].removeprefix(first)}")
    said = clerk.press("CapNhat")
    assert said.startswith("✓ Đã lưu 1 thay đổi vừa gõ. "), said
    assert "Tháng 02/2024: đọc 1 biểu" in said
    row = clerk.row(LINES, edited["id"], "id")
    assert row["state"] == "! hai bên cùng sửa"
    assert (row["text"][:10], row["theirs"][:14]) == ("Trong thán", "Hoàn thành sớm")
    assert clerk.press("TaoBaoCao").startswith("✗ Chưa tạo báo cáo chính thức: còn 1 điểm phải sửa.")
    clerk.type(LINES, row.row, choice=THEIRS)
    made_as_the_sheet_says(clerk)
    assert clerk.row(LINES, edited["id"], "id")["text"].startswith("Hoàn thành sớm")

    # The report is closed and sent; two sentences were changed in Word before it was signed.
    assert clerk.press("ChotSoLieu") == "✓ Đã chốt số liệu tháng 02/2024."
    signed = tmp_path / "Đã ký.docx"
    document = docx.Document(str(clerk.report()))
    change_in_word(document, "Phòng tổng hợp thêm việc này", "Phòng tổng hợp đã thêm việc này")
    task = next(r for r in clerk.rows(LINES) if r["division"] == "QLKH" and "Kế hoạch" in r["source"])
    words = " ".join(task["text"].split()[:4])
    change_in_word(document, words, f"{words} khẩn trương")
    document.save(str(signed))
    clerk.cell(layout.NUMBER, "số 5")
    clerk.cell(layout.DATE, "31/02/2024")
    clerk.cell(layout.SIGNED_FILE, f'"{signed}"')
    assert clerk.press("GhiSo").startswith("✗ Ngày ban hành “31/02/2024” không hợp lệ.")
    clerk.cell(layout.DATE, "19/02/2024")
    said = clerk.press("GhiSo")
    assert said.startswith("✓ Đã ghi số 05 ngày 19/02/2024; "), said
    assert "Bản ký khác bản in ở 2 chỗ" in said
    assert clerk.cell(layout.LOCKED) == "Đã ban hành: số 05 ngày 19/02/2024"
    assert clerk.press("GhiSo").startswith("✗ Báo cáo tháng 02/2024 đã ghi số 05")
    differences = clerk.rows(SIGNED)
    assert len(differences) == 2
    for row in differences:
        clerk.type(SIGNED, row.row, take=YES)
    assert clerk.press("LuuBienTap") == "✓ Đã lưu 2 thay đổi vừa gõ."
    assert {row["state"] for row in clerk.rows(SIGNED)} == {"đã lấy"}
    made_as_the_sheet_says(clerk)
    assert "Phòng tổng hợp đã thêm việc này." in "\n".join(body(clerk.report()))
    assert "05/BC-SKHCN" in "".join(t.text or "" for t in docx.Document(str(clerk.report())).element.body.iter())

    # March starts from what was really sent.
    clerk.now = dt.datetime(2024, 3, 15, 2, 0, tzinfo=dt.UTC)
    assert clerk.press("MoKyMoi").startswith("✓ Đã làm 7 biểu kỳ tháng 03/2024; biểu nằm ở ")
    assert (clerk.cell(layout.NUMBER), clerk.cell(layout.SIGNED_FILE)) == ("", "")
    march = openpyxl.load_workbook(folder / "2024-03" / "QLKH_BaoCao_2024-03.xlsx")["Kế hoạch kỳ trước"]
    assert any(f"{words} khẩn trương" in str(row[0].value) for row in march)
    clerk.cell(layout.PERIOD, "2024-02")
    clerk.press("RaSoat")
    kinds = [row["kind"] for row in clerk.rows(LOG)]
    assert {"Cập nhật", "Chấp nhận", "Biên tập", "Báo cáo", "Chốt số liệu", "Ban hành"} <= set(kinds)
    assert not (folder / "nhat-ky" / "baocao.log").exists()
