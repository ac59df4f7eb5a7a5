"""The Excel form: what staff get, seen by readers that know nothing of us."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from sheets.cumulative import formula, result
from sheets.errors import FormError
from sheets.excel.limits import checked_tabs, message_text, message_title
from sheets.excel.looks import PAPERS, RED
from sheets.excel.measure import HIGHEST, LINE, PADDING, fitting_size, lines_of, row_height, tall_as
from sheets.excel.template import write_form
from sheets.form import Column, Form, current_form
from sheets.identity import PROPERTY, Identity
from sheets.prefill import AnnexTab, IndicatorRow, Prefill, Row
from sheets.text import storable, utf16_length

GOLDEN = Path(__file__).parent / "golden" / "form"
UPDATE = "BAOCAO_UPDATE_GOLDEN"

SECTIONS = (
    "Hoạt động Quản lý công nghệ và chuyên ngành",
    "Hoạt động hỗ trợ doanh nghiệp, tổ chức, cá nhân trong hoạt động KH, CN & ĐMST",
    "Công tác sáng kiến cải tiến kỹ thuật",
)
PARAGRAPH = (
    "Căn cứ Nghị quyết số 28-NQ/TU ngày 07/12/2023 của Ban Chấp hành Đảng bộ tỉnh khóa XIV về phương hướng, nhiệm vụ "
    "năm 2024; Nghị quyết số 55/NQ-HĐND ngày 14/12/2023 của Hội đồng nhân dân tỉnh về Kế hoạch phát triển kinh tế - xã "
    "hội năm 2024, Phòng đã tham mưu xây dựng, xác lập 49 nhiệm vụ trọng tâm của ngành cần tập trung thực hiện[1]."
)


def column(key: str, heading: str, kind: str, width: int, *, required: bool = False, choices: str = "") -> Column:
    listed = tuple(filter(None, choices.split("|")))
    return Column(key, heading, kind, "yes", width, required=required, choices=listed)  # type: ignore[arg-type]


ANNEX = AnnexTab(
    code="nhiem-vu",
    tab="PL nhiệm vụ KH&CN",
    title="DANH MỤC NHIỆM VỤ KHOA HỌC VÀ CÔNG NGHỆ ĐANG THỰC HIỆN",
    columns=(
        column("no", "STT", "text", 7),
        column("name", "Tên nhiệm vụ", "longtext", 52, required=True),
        column("level", "Cấp", "choice", 11, required=True, choices="Quốc gia|Tỉnh"),
        column("host", "Cơ quan chủ trì", "text", 28, required=True),
        column("principal", "Chủ nhiệm", "text", 20),
        column("time", "Thời gian thực hiện", "text", 16),
        column("budget", "Kinh phí (triệu đồng)", "number", 12),
        column("progress", "Tiến độ", "text", 22),
    ),
    rows=(
        {
            "no": "03",
            "name": "Nghiên cứu hoàn thiện quy trình chế biến sâu một số sản phẩm từ quả nho, táo Ninh Thuận",
            "level": "Quốc gia",
            "host": "Trường Đại học Nha Trang",
            "principal": "TS. Nguyễn Văn An",
            "time": "2022 - 2024",
            "budget": Decimal("6850.5"),
            "progress": "- Đúng tiến độ",
        },
    ),
)
PREFILL = Prefill(
    identity=Identity("SKHCN", "QLCN", "2024-01", 1),
    department_name="Sở Khoa học và Công nghệ",
    division_name="Phòng Quản lý Công nghệ và Chuyên ngành",
    period_label="tháng 01/2024",
    next_period_label="tháng 02/2024",
    due=dt.date(2024, 1, 19),
    sections=SECTIONS,
    indicators=(
        IndicatorRow(
            "PTD-KD", "Phương tiện đo được kiểm định", "PTĐ", Decimal(2000), Decimal(1007), month=Decimal(147)
        ),
        IndicatorRow(
            "TC-TONG", "Tổng số Tiêu chuẩn quốc gia", "tiêu chuẩn", None, Decimal(860), flow=False, month=Decimal(872)
        ),
        IndicatorRow(
            "KP", "Kinh phí sự nghiệp đã giải ngân", "triệu đồng", Decimal(12500), decimals=1, month=Decimal("1250.5")
        ),
        IndicatorRow("MAU", "Mẫu được thu và phân tích", "mẫu", Decimal(1200), Decimal(0), month="khoảng 85"),
        IndicatorRow("HT-DN", "Doanh nghiệp nhỏ và vừa được hỗ trợ", "doanh nghiệp", Decimal(20)),
    ),
    annexes=(ANNEX,),
    carried=(
        {"text": "Tổ chức nghiệm thu 02 nhiệm vụ KH&CN cấp tỉnh.", "lead": "Phòng QLKH", "due": dt.date(2024, 1, 25)},
    ),
    info={"prepared_by": "Nguyễn Thị Hoa", "phone": "0259 000 101", "approved_on": dt.date(2024, 1, 18)},
    activities=(
        {"section": SECTIONS[1], "style": "Đoạn văn", "text": PARAGRAPH, "notes": "[1] Công văn số 12/SKHCN."},
        {"text": "- Tham gia ý kiến {YK-DA} dự án."},
    ),
    plan=({"text": "Rà soát hồ sơ an toàn bức xạ.", "due": "tháng 3/2024"},),
    contact="Trần Thị Bình, 0259 000 001",
)
FRESH = replace(PREFILL, indicators=(), annexes=(), carried=(), info={}, activities=(), plan=(), contact="")
TABLES = ("Kết quả", "Chỉ tiêu", "Kế hoạch kỳ trước", "Kế hoạch", ANNEX.tab, "Ý kiến rà soát")


def opened(prefill: Prefill = PREFILL, form: Form | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_form(form or current_form(), prefill)))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return opened()


def rule(sheet: Worksheet, a1: str) -> openpyxl.worksheet.datavalidation.DataValidation:
    found = [each for each in sheet.data_validations.dataValidation if a1 in each.sqref]
    assert len(found) == 1, f"{sheet.title}!{a1}: {len(found)} rules"
    return found[0]


def texts_of(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


# The tabs and their layout


def test_the_tabs_stand_in_the_order_of_the_form_and_the_lists_are_out_of_sight(book: openpyxl.Workbook) -> None:
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown == ["Hướng dẫn", "Thông tin chung", *TABLES]
    assert [sheet.title for sheet in book if sheet.sheet_state == "veryHidden"] == ["_danh_muc"]
    assert book.active.title == "Thông tin chung"


def test_a_division_without_indicators_annexes_or_plan_is_not_asked_for_them() -> None:
    book = opened(FRESH)
    assert book.sheetnames == ["Hướng dẫn", "Thông tin chung", "Kết quả", "Kế hoạch", "Ý kiến rà soát", "_danh_muc"]
    guide = texts_of(book["Hướng dẫn"])
    assert "Kế hoạch" in guide
    assert not {"Chỉ tiêu", "Kế hoạch kỳ trước", "Liên hệ"} & set(guide)


def test_every_tab_begins_with_title_purpose_and_identity(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[:-1]:
        assert sheet["A1"].value == (ANNEX.title if sheet.title == ANNEX.tab else sheet.title)
        assert len(sheet["A2"].value) > 20
        assert sheet["A3"].value.startswith("Mã biểu: SKHCN-QLCN-2024-01-v1 ")
        assert PREFILL.division_name in sheet["A3"].value
        assert PREFILL.period_label in sheet["A3"].value


def test_a_table_has_hidden_keys_in_row_4_one_row_of_unique_headings_and_no_merged_cells(
    book: openpyxl.Workbook,
) -> None:
    for title in TABLES:
        sheet = book[title]
        keys = [cell.value for cell in sheet[4]]
        headings = [cell.value for cell in sheet[5]]
        assert sheet.row_dimensions[4].hidden
        assert None not in [*keys, *headings]
        assert len(set(headings)) == len(headings)
        assert not sheet.merged_cells.ranges
    form = current_form()
    assert [c.value for c in book["Kết quả"][4]] == [c.key for c in form.tab("activities").columns]
    starred = ["Mục", "Trình bày", "Nội dung *", "Chú thích", "Ghi chú nội bộ (không in)"]
    assert [c.value for c in book["Kết quả"][5]] == starred
    assert [c.value for c in book[ANNEX.tab][4]] == [c.key for c in ANNEX.columns]


def test_the_fields_of_the_info_tab_have_label_value_and_hidden_key(book: openpyxl.Workbook) -> None:
    sheet = book["Thông tin chung"]
    rows = {sheet.cell(row, 4).value: [sheet.cell(row, at).value for at in (1, 2)] for row in range(5, 12)}
    assert rows["division"] == ["Đơn vị", PREFILL.division_name]
    assert rows["period"] == ["Kỳ báo cáo", "tháng 01/2024"]
    assert rows["prepared_by"] == ["Người lập biểu *", "Nguyễn Thị Hoa"]
    assert rows["approved_on"] == ["Ngày duyệt", dt.datetime(2024, 1, 18)]
    assert rows["status"] == ["Trạng thái *", None]
    assert sheet.column_dimensions["D"].hidden


def test_the_identity_stands_in_the_files_properties_too(book: openpyxl.Workbook) -> None:
    assert book.custom_doc_props[PROPERTY].value == "SKHCN-QLCN-2024-01-v1"
    assert book.properties.creator == "Sở Khoa học và Công nghệ"
    assert PREFILL.division_name in book.properties.title
    assert book.properties.created == dt.datetime(2024, 1, 1)


@pytest.mark.parametrize(
    ("period", "month"), [("2024", 1), ("2024-Q3", 7), ("2024-H2", 7), ("2024-9M", 1), ("2024-12", 12)]
)
def test_the_files_date_is_the_first_day_of_its_period(period: str, month: int) -> None:
    book = opened(replace(FRESH, identity=Identity("SKHCN", "QLCN", period, 1)))
    assert book.properties.created == dt.datetime(2024, month, 1)


@pytest.mark.parametrize("period", ["2024-13", "thang-1", "2024-Q5"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(FormError):
        write_form(current_form(), replace(FRESH, identity=Identity("SKHCN", "QLCN", period, 1)))


# Dropdowns, validations, protection


@pytest.mark.parametrize(
    ("tab", "a1", "name", "choices"),
    [
        ("Kết quả", "A6", "DM_sections", SECTIONS),
        ("Kết quả", "A205", "DM_sections", SECTIONS),
        ("Kết quả", "B6", "DM_styles", ("Gạch đầu dòng", "Đoạn văn")),
        ("Thông tin chung", "B11", "DM_statuses", ("Đang soạn", "Đã gửi", "Không phát sinh")),
        (ANNEX.tab, "C6", "DM_PL1_cot_3", ("Quốc gia", "Tỉnh")),
        ("Ý kiến rà soát", "G6", "DM_answers", ("Đúng, giữ nguyên", "Đã sửa")),
    ],
)
def test_a_dropdown_offers_its_list_whole_commas_and_all_and_only_warns_of_other_texts(
    book: openpyxl.Workbook, tab: str, a1: str, name: str, choices: tuple[str, ...]
) -> None:
    found = rule(book[tab], a1)
    assert (found.type, found.formula1, found.errorStyle, found.showDropDown) == ("list", name, "warning", False)
    ((sheet, area),) = book.defined_names[name].destinations
    assert tuple(cell.value for (cell,) in book[sheet][area.replace("$", "")]) == choices


def test_a_division_without_sections_gets_no_dropdown_for_them() -> None:
    book = opened(replace(FRESH, sections=()))
    assert "DM_sections" not in book.defined_names
    assert rule(book["Kết quả"], "A6").type is None


def test_numbers_and_dates_of_the_wrong_type_are_stopped_with_a_vietnamese_sentence(book: openpyxl.Workbook) -> None:
    count, money = rule(book["Chỉ tiêu"], "E6"), rule(book["Chỉ tiêu"], "E8")
    date, budget = rule(book["Thông tin chung"], "B10"), rule(book[ANNEX.tab], "G6")
    assert [each.type for each in (count, money, date, budget)] == ["whole", "decimal", "date", "decimal"]
    assert {each.errorStyle for each in (count, money, date, budget)} <= {None, "stop"}
    assert count.error == current_form().tab("figures").column("month").error
    assert date.promptTitle == "Ngày duyệt"


def test_a_fraction_of_what_is_measured_is_asked_about_and_of_what_is_counted_refused() -> None:
    counted = IndicatorRow("HO-SO", "Hồ sơ", "hồ sơ")
    measured = IndicatorRow("NS", "Năng suất", "tấn/ha", measured=True)
    rules = [rule(opened(replace(FRESH, indicators=(counted, measured)))["Chỉ tiêu"], f"E{row}") for row in (6, 7)]
    assert [(each.type, each.errorStyle) for each in rules] == [("whole", None), ("whole", "warning")]


def test_every_message_keeps_within_excels_limits(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for each in sheet.data_validations.dataValidation:
            assert utf16_length(each.promptTitle or "") <= 32
            assert utf16_length(each.errorTitle or "") <= 32
            assert utf16_length(each.prompt or "") <= 255
            assert utf16_length(each.error or "") <= 255


def test_a_message_too_long_for_excel_is_an_error_of_ours_and_never_lost() -> None:
    assert message_text("x" * 255, "help") == "x" * 255
    with pytest.raises(FormError):
        message_text("x" * 256, "help")
    long = replace(ANNEX.columns[1], help="Ghi đủ tên. " * 30)
    with pytest.raises(FormError):
        write_form(current_form(), replace(PREFILL, annexes=(replace(ANNEX, columns=(long,)),)))


def test_a_long_heading_is_cut_at_a_word_where_it_is_the_title_of_a_message() -> None:
    assert message_title("Kinh phí (triệu đồng)") == "Kinh phí (triệu đồng)"
    cut = message_title("Kinh phí sự nghiệp khoa học đã giải ngân trong năm")
    assert cut == "Kinh phí sự nghiệp khoa học đã…"
    assert utf16_length(cut) <= 32
    assert utf16_length(message_title("x" * 40)) == 32


def test_only_the_tabs_that_nobody_lengthens_are_protected_and_without_a_password(book: openpyxl.Workbook) -> None:
    locked = [sheet for sheet in book.worksheets[:-1] if sheet.protection.sheet]
    assert [sheet.title for sheet in locked] == ["Hướng dẫn", "Thông tin chung", "Chỉ tiêu"]
    for sheet in locked:
        assert not sheet.protection.password
        assert not sheet.protection.selectLockedCells
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows


def test_on_protected_tabs_exactly_the_cells_to_fill_are_open(book: openpyxl.Workbook) -> None:
    figures, info = book["Chỉ tiêu"], book["Thông tin chung"]
    open_columns = {cell.column_letter for row in figures["A6:H10"] for cell in row if not cell.protection.locked}
    assert open_columns == {"D", "E", "F", "H"}
    assert [row for row in range(1, 20) if not info.cell(row, 2).protection.locked] == [7, 8, 9, 10, 11]
    assert all(cell.protection.locked for row in book["Hướng dẫn"].iter_rows() for cell in row)


# Seeing and printing


def test_headings_stay_in_view_and_are_repeated_on_every_page(book: openpyxl.Workbook) -> None:
    assert {title: book[title].freeze_panes for title in TABLES} == dict.fromkeys(TABLES, "A6") | {"Chỉ tiêu": "C6"}
    assert {book[title].print_title_rows for title in TABLES} == {"$5:$5"}


def test_every_tab_prints_on_a4_one_page_wide_with_page_numbers(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[:-1]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in {1, None}
        assert sheet.page_setup.fitToHeight == (0 if sheet.title != "Hướng dẫn" else None)
        assert sheet.oddFooter.right.text == "Trang &P/&N"
        assert sheet.oddFooter.left.text == "SKHCN-QLCN-2024-01-v1"
    assert book["Kết quả"].page_setup.orientation == "landscape"
    assert book["Hướng dẫn"].page_setup.orientation == "portrait"


def test_the_cursor_waits_in_the_first_cell_to_fill(book: openpyxl.Workbook) -> None:
    cells = {sheet.title: sheet.sheet_view.selection[-1].activeCell for sheet in book.worksheets[:-1]}
    assert cells["Thông tin chung"] == "B7"
    assert cells["Kết quả"] == "A8"  # below what is there already
    assert cells["Chỉ tiêu"] == "E6"
    assert opened(FRESH)["Kết quả"].sheet_view.selection[-1].activeCell == "A6"


def test_what_to_fill_is_marked_by_colour_word_and_sign(book: openpyxl.Workbook) -> None:
    sheet = book["Chỉ tiêu"]
    legend = [cell.value for cell in sheet[1] if cell.value and cell.column > 1]
    assert legend == ["✎ Nền vàng: đơn vị điền", "(✎) Nền xanh: có sẵn, sửa được", "Nền xám: có sẵn, chỉ xem"]
    signs = {cell.value: "✎" in cell.number_format for cell in sheet[5]}
    assert signs["Trong tháng"]
    assert signs["Kế hoạch năm"]
    assert not signs["Mã"]
    assert not signs["Lũy kế từ đầu năm"]
    papers = {cell.fill.start_color.rgb for cell in (sheet["A6"], sheet["D6"], sheet["E6"])}
    assert len(papers) == 3


def test_the_legend_never_covers_a_long_title() -> None:
    narrow = replace(ANNEX, columns=ANNEX.columns[:2], rows=())
    sheet = opened(replace(PREFILL, annexes=(narrow,)))[ANNEX.tab]
    assert [cell.coordinate for cell in sheet[1] if cell.value] == ["A1", "C1"]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(cell: Cell) -> float:
    """WCAG 2.2, 1.4.3."""
    ink = cell.font.color.rgb[2:] if cell.font.color and isinstance(cell.font.color.rgb, str) else "000000"
    paper = cell.fill.start_color.rgb[2:] if cell.fill.fill_type == "solid" else "FFFFFF"
    lighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_stands_out_from_its_ground(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book.worksheets[:-1] for row in sheet.iter_rows() for cell in row if cell.value]
    assert min(contrast(cell) for cell in cells) >= 4.5
    inks = {cell.font.color.rgb for cell in cells if cell.font.color}
    assert len(inks) > 3, "the colours were not seen"
    for paper in PAPERS.values():  # and what a conditional format turns red
        cell = openpyxl.Workbook().active["A1"]
        cell.font, cell.fill = Font(color=RED[1:]), PatternFill("solid", start_color=paper[1:])
        assert contrast(cell) >= 4.5


def test_a_long_paragraph_is_seen_whole_and_its_row_still_grows(book: openpyxl.Workbook) -> None:
    sheet = book["Kết quả"]
    assert sheet.row_dimensions[6].height >= 5 * 15.75
    assert sheet.row_dimensions[7].height < 2 * 15.75
    with zipfile.ZipFile(io.BytesIO(write_form(current_form(), PREFILL))) as archive:
        xml = archive.read("xl/worksheets/sheet3.xml").decode()
    rows = {int(found[1]): found[0] for found in re.finditer(r'<row r="(\d+)"[^>]*>', xml)}
    assert "customHeight" in rows[5]
    assert "customHeight" not in rows[6]


@pytest.mark.parametrize("words", [1, 100, 400, 550])
def test_a_text_that_no_row_has_room_for_fits_in_smaller_letters(words: int) -> None:
    text = " ".join(["phương án"] * words)
    size = fitting_size(text, 40)
    assert tall_as(text, 40, size) * LINE + PADDING <= HIGHEST
    assert size == 12 or tall_as(text, 40, size + 1) * LINE + PADDING > HIGHEST
    assert (size == 12) == (words <= 100)


def test_lines_are_counted_as_a_cell_breaks_them() -> None:
    assert lines_of("", 20) == 1
    assert lines_of("một dòng", 20) == 1
    assert lines_of("dòng một\ndòng hai", 20) == 2
    assert lines_of("chữ " * 60, 30) == 8  # eight words of 27 pixels in the 223 that a column of 30 has
    assert lines_of("x" * 300, 30) >= 10
    assert row_height([500]) <= 409.5


# What is in the cells


def test_text_columns_are_text_so_that_a_dash_or_a_zero_stays(book: openpyxl.Workbook) -> None:
    assert {book["Kết quả"].cell(row, at).number_format for row in (6, 8, 45) for at in range(1, 6)} == {"@"}
    assert book["Kết quả"]["C7"].value == "- Tham gia ý kiến {YK-DA} dự án."
    assert (book[ANNEX.tab]["A6"].value, book[ANNEX.tab]["A6"].data_type) == ("03", "s")
    assert book["Kết quả"]["C6"].alignment.wrap_text


def test_numbers_and_dates_are_numbers_and_dates(book: openpyxl.Workbook) -> None:
    budget, due = book[ANNEX.tab]["G6"], book["Kế hoạch kỳ trước"]["C6"]
    assert (budget.value, budget.number_format) == (6850.5, "#,##0")
    assert (due.value, due.number_format) == (dt.datetime(2024, 1, 25), "dd/mm/yyyy")
    assert (book["Chỉ tiêu"]["E8"].value, book["Chỉ tiêu"]["E8"].number_format) == (1250.5, "#,##0.0")
    assert book["Chỉ tiêu"]["E9"].value == "khoảng 85"


def test_calamine_reads_the_figures_with_the_results_of_their_formulas() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_form(current_form(), PREFILL)))
    rows = book.get_sheet_by_name("Chỉ tiêu").to_python()[5:10]
    assert [row[0] for row in rows] == ["PTD-KD", "TC-TONG", "KP", "MAU", "HT-DN"]
    assert [row[6] for row in rows] == [1154.0, 872.0, 1250.5, "", ""]


def test_a_correction_is_shown_and_counted_only_where_there_is_one(book: openpyxl.Workbook) -> None:
    assert book["Chỉ tiêu"].column_dimensions["F"].hidden
    corrected = replace(PREFILL.indicators[0], correction=Decimal(-2))
    sheet = opened(replace(PREFILL, indicators=(corrected,)))["Chỉ tiêu"]
    assert not sheet.column_dimensions["F"].hidden
    assert sheet["F6"].value == -2
    assert result(corrected) == 1152


def test_the_review_tab_says_that_nothing_was_read_yet(book: openpyxl.Workbook) -> None:
    sheet = book["Ý kiến rà soát"]
    assert [cell.value for cell in sheet[6] if cell.value] == [current_form().tab("remarks").empty]
    assert (sheet["G5"].value, sheet["H5"].value) == ("Trả lời", "Lý do")
    assert sheet.column_dimensions[
        "I"
    ].hidden  # and with it the three beside it: openpyxl groups columns that look alike


def test_more_rows_than_the_form_prepares_are_all_written_with_some_to_go_on() -> None:
    rows: tuple[Row, ...] = tuple({"text": f"Việc thứ {n}"} for n in range(1, 251))
    sheet = opened(replace(FRESH, activities=rows))["Kết quả"]
    assert sheet["C255"].value == "Việc thứ 250"
    assert rule(sheet, "A265").type == "list"


def test_the_guide_shows_a_filled_sample_and_leads_to_the_tabs(book: openpyxl.Workbook) -> None:
    sheet = book["Hướng dẫn"]
    lines = {row[0].value: row[1] for row in sheet.iter_rows(min_row=5, max_col=2) if row[0].value}
    assert "19/01/2024" in lines["Thời hạn"].value
    assert lines["Liên hệ"].value == PREFILL.contact
    assert "[1]" in lines["Nội dung"].value
    assert lines["Nội dung"].fill.start_color.rgb == book["Kết quả"]["C6"].fill.start_color.rgb
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links["Kết quả"] == "'Kết quả'!A1"
    assert links[ANNEX.tab] == f"'{ANNEX.tab}'!A1"
    assert not [text for text in texts_of(sheet) if "‹" in text]


def test_a_range_has_its_name(book: openpyxl.Workbook) -> None:
    assert list(book.defined_names["BIEU_activities"].destinations) == [("Kết quả", "$A$5:$E$45")]
    assert list(book.defined_names["BIEU_annex_1"].destinations) == [(ANNEX.tab, "$A$5:$H$45")]


# Hostile texts


HOSTILE = [
    "=1+1",
    "{=1+1}",
    "@SUM(A1:A9)",
    "+84 259 000 101",
    "-1",
    "\t=cmd|' /C calc'!A0",
    "http://example.vn/a?b=1",
    "mailto:a@example.vn",
    "internal:Sheet1!A1",
    "external:c:\\a.xlsx",
    "'dấu nháy",
    "_x0041_",
    "<b>&amp;</b>",
    "1.007",
    "01/02/2024",
    "TRUE",
    "#REF!",
    "  có khoảng trắng  ",
    "dòng một\ndòng hai",
    "😀 ký tự ngoài BMP",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_text_looks_like_it_comes_out_as_that_text(text: str) -> None:
    prefill = replace(PREFILL, division_name=text, sections=(text,), activities=({"text": text},), contact=text)
    data = write_form(current_form(), prefill)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Kết quả").to_python()
    assert rows[5][2] == text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"External" in archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
        formulas = [f for name in archive.namelist() for f in re.findall(rb"<f>(.*?)</f>", archive.read(name))]
    assert len(formulas) == len(PREFILL.indicators)
    assert all(each.startswith(b"IF(") for each in formulas)


@pytest.mark.parametrize(
    ("text", "kept"), [("a\x00b\x0bc", "abc"), ("x\ud800y", "xy"), ("\ufffe", None), ("dòng\r\nhai", "dòng\nhai")]
)
def test_characters_that_xml_cannot_hold_are_left_out(text: str, kept: str | None) -> None:
    assert opened(replace(FRESH, activities=({"text": text},)))["Kết quả"]["C6"].value == kept


@given(st.text(max_size=40).filter(lambda text: storable(text) != ""))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    form = replace(current_form(), tabs=(replace(current_form().tab("plan"), rows=1),))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(write_form(form, replace(FRESH, plan=({"text": text},)))))
    assert rows.get_sheet_by_index(0).to_python()[5][0] == storable(text)


def test_a_cell_holds_32767_characters_and_one_more_is_an_error() -> None:
    whole = "ữ" * 32_767
    assert opened(replace(FRESH, activities=({"text": whole},)))["Kết quả"]["C6"].value == whole
    for text in (whole + "x", "😀" * 16_384):
        with pytest.raises(FormError):
            write_form(current_form(), replace(FRESH, activities=({"text": text},)))


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_refused(number: Decimal) -> None:
    with pytest.raises(FormError):
        write_form(current_form(), replace(PREFILL, indicators=(replace(PREFILL.indicators[0], plan=number),)))


def test_a_day_before_excels_calendar_is_written_as_text() -> None:
    sheet = opened(replace(FRESH, info={"approved_on": dt.date(1886, 5, 7)}))["Thông tin chung"]
    assert sheet["B10"].value == "07/05/1886"


@pytest.mark.parametrize(
    "titles",
    [("",), (" ",), ("x" * 32,), ("a/b",), ("a:b",), ("[a]",), ("'a",), ("a'",), ("History",), ("Phụ lục", "PHỤ LỤC")],
)
def test_a_tab_title_that_excel_refuses_is_refused_before(titles: tuple[str, ...]) -> None:
    with pytest.raises(FormError):
        checked_tabs(titles)


def test_tab_titles_that_excel_takes_are_taken() -> None:
    checked_tabs(["x" * 31, "PL nhiệm vụ KH&CN", "O'Brien", "Hướng dẫn"])
    assert "O'Brien" in opened(replace(PREFILL, annexes=(replace(ANNEX, tab="O'Brien"),))).sheetnames


def test_an_annex_may_not_take_the_title_of_another_tab_nor_have_a_heading_twice() -> None:
    with pytest.raises(FormError):
        write_form(current_form(), replace(PREFILL, annexes=(replace(ANNEX, tab="kế hoạch"),)))
    doubled = (ANNEX.columns[0], replace(ANNEX.columns[1], heading="stt "))
    with pytest.raises(FormError):
        write_form(current_form(), replace(PREFILL, annexes=(replace(ANNEX, columns=doubled),)))


# The same bytes, the same parts


def test_the_same_input_gives_the_same_bytes() -> None:
    assert write_form(current_form(), PREFILL) == write_form(current_form(), PREFILL)


def small_form() -> Form:
    form = current_form()
    return replace(form, tabs=tuple(replace(tab, rows=min(tab.rows, 3)) for tab in form.tabs))


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Each part with a tag a line; what names XlsxWriter's or Excel's version is no part of the form."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8").replace("><", ">\n<")
            yield name, re.sub(r"<(AppVersion|fileVersion|calcPr)\b.*", r"<\1>", text)


def test_the_form_is_part_by_part_what_it_was() -> None:
    """Set BAOCAO_UPDATE_GOLDEN=1 to write the golden parts anew, and read what changed before it is committed."""
    made = dict(parts(write_form(small_form(), PREFILL)))
    if os.environ.get(UPDATE) == "1":
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in made.items():
            file = GOLDEN / f"{name}.golden"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    kept = {file.relative_to(GOLDEN).as_posix().removesuffix(".golden"): file for file in GOLDEN.rglob("*.golden")}
    assert sorted(made) == sorted(kept)
    for name, file in kept.items():
        assert made[name] == file.read_text(encoding="utf-8"), name


# Other judges


def test_an_independent_judge_finds_no_fault_with_the_file(tmp_path: Path) -> None:
    """And it can tell: a rule with a type that there is not is a fault to it."""
    file, broken = tmp_path / "form.xlsx", tmp_path / "broken.xlsx"
    file.write_bytes(write_form(current_form(), PREFILL))
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'type="list"', b'type="lists"'))
    assert OpenXmlValidator().validate(str(file)).errors == []
    assert OpenXmlValidator().validate(str(broken)).errors


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice here")
    folder = tmp_path_factory.mktemp("office")
    (folder / "form.xlsx").write_bytes(write_form(current_form(), ALL_KINDS))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "ods:calc8", "--outdir", str(folder), "form.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=folder)
    return CalamineWorkbook.from_path(folder / "form.ods")


ALL_KINDS = replace(
    PREFILL,
    indicators=tuple(
        IndicatorRow(f"CT{n}", f"Chỉ tiêu {n}", "mẫu", None, before, flow=flow, month=month, correction=correction)
        for n, (before, flow, month, correction) in enumerate(
            (before, flow, month, correction)
            for before in (None, Decimal(0), Decimal("12.5"))
            for flow in (True, False)
            for month in (None, Decimal(0), Decimal(147), "khoảng 85")
            for correction in (None, Decimal(-2), "bớt 2")
        )
    ),
)


@pytest.mark.office
def test_libreoffice_reckons_every_cumulative_figure_as_it_was_stored(recalculated: CalamineWorkbook) -> None:
    rows = recalculated.get_sheet_by_name("Chỉ tiêu").to_python()
    shown = {row[0]: row[6] for row in rows if str(row[0]).startswith("CT")}
    expected = {each.code: result(each) for each in ALL_KINDS.indicators}
    assert len(expected) == 72
    assert shown == {code: "" if value is None else float(value) for code, value in expected.items()}


def test_the_cumulative_formula_of_a_stock_is_its_month() -> None:
    stock = IndicatorRow("TC", "Tiêu chuẩn", "tiêu chuẩn", cumulative=Decimal(860), flow=False)
    assert formula(stock, "E6", "F6") == '=IF(ISNUMBER(E6),E6,"")'
    assert result(stock) is None
    assert result(replace(stock, month=Decimal(872))) == 872


def test_a_blank_form_prints_boxes_for_a_page_and_lists_go_on_below_them() -> None:
    book = opened(FRESH)
    boxed = {
        title: sum(1 for row in book[title].iter_rows(min_row=6) if row[0].border.left.style)
        for title in TABLES_OF_ROWS
    }
    assert boxed == {"Kết quả": 40, "Kế hoạch": 25}
    assert rule(book["Kết quả"], "A300").type == "list"


TABLES_OF_ROWS = ("Kết quả", "Kế hoạch")
