"""The consolidated workbook, seen by readers that know nothing of us."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from sheets.excel.limits import checked_tabs
from sync.model.records import Submission
from sync.render.framesheet import FIRST_ROW, HEADING_ROW
from sync.render.sheets import Frame, tab_names, unique_headings
from sync.render.workbook import workbook
from sync.work.tables import frames
from tests.work.rounds import (
    Made,
    activity,
    annex_row,
    figure,
    figures,
    good,
    january,
    made,
    plan_item,
    shared_config,
    submission,
)

HEADINGS, FIRST = HEADING_ROW + 1, FIRST_ROW + 1  # as Excel counts


@pytest.fixture(scope="module")
def period() -> Made:
    """A period in which one division handed in, the other's figures are lacking."""
    return made(good(), history=[january()], department=shared_config())


def printed(period: Made) -> bytes:
    return workbook(frames(period.judged, period.report), period.report)


def opened(data: bytes, *, stored: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=stored)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cell(sheet: Worksheet, heading: str, **wanted: str) -> openpyxl.cell.cell.Cell:
    """Return the cell under a heading in the row in which other headings have these texts."""
    titles = {str(c.value): c.column for c in sheet[HEADINGS]}
    for row in sheet.iter_rows(min_row=FIRST):
        if all(row[titles[name.replace("_", " ")] - 1].value == value for name, value in wanted.items()):
            return row[titles[heading] - 1]
    raise AssertionError(wanted)


class TestTabs:
    def test_each_table_is_a_real_table_with_filter_headings_and_alternative_text(self, period: Made) -> None:
        book = opened(printed(period))
        names = [name for sheet in book for name in sheet.tables]
        assert len(names) == len(set(names)) == len(book.sheetnames) == 8
        for sheet in book:
            table = next(iter(sheet.tables.values()))
            assert table.ref.startswith(f"A{HEADINGS}:")
            assert table.autoFilter is not None
            assert table.tableStyleInfo.showRowStripes
            assert [column.name for column in table.tableColumns] == [c.value for c in sheet[HEADINGS]]
        tables = [text for name, text in parts(printed(period)).items() if name.startswith("xl/tables/")]
        assert all("altTextSummary" in text for text in tables)

    def test_title_and_purpose_stand_in_a1_and_a2_and_nothing_is_merged(self, period: Made) -> None:
        for sheet in opened(printed(period)):
            assert sheet["A1"].value
            assert sheet["A2"].value
            assert not sheet.merged_cells.ranges

    def test_headings_stay_in_view_and_are_printed_on_every_page(self, period: Made) -> None:
        for sheet in opened(printed(period)):
            assert re.fullmatch(rf"[A-Z]+{FIRST}", sheet.freeze_panes)
            assert sheet.print_title_rows == f"${HEADINGS}:${HEADINGS}"

    def test_it_prints_on_a4_across_one_page_wide(self, period: Made) -> None:
        for sheet in opened(printed(period)):
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is the default

    def test_a_table_without_rows_says_so_and_is_still_a_table(self) -> None:
        book = opened(printed(made()))
        assert len(book.sheetnames) == 8
        for title, said in (
            ("Hoạt động", "Kỳ này chưa có hoạt động nào."),
            ("Văn bản", "Báo cáo không dẫn văn bản nào."),
        ):
            sheet = book[title]
            assert [c.value for c in sheet[FIRST] if c.value] == [said]
            assert next(iter(sheet.tables.values())).ref.endswith(str(FIRST))

    def test_a_period_without_anything_has_an_overview_all_the_same(self) -> None:
        nothing = made(findings=[])
        assert "xl/charts/chart1.xml" in parts(printed(nothing))

    def test_the_same_period_gives_the_same_bytes(self, period: Made) -> None:
        assert printed(period) == printed(period)

    def test_a_judge_of_office_files_finds_nothing(self, period: Made, tmp_path: Path) -> None:
        for name, made_period in (("full", period), ("empty", made(findings=[]))):
            file = tmp_path / f"{name}.xlsx"
            file.write_bytes(printed(made_period))
            assert OpenXmlValidator().validate(str(file)).errors == []


class TestTabNames:
    @given(st.lists(st.text(max_size=60), max_size=12))
    def test_whatever_the_titles_excel_takes_the_names(self, titles: list[str]) -> None:
        names = tab_names(titles)
        assert len(names) == len(titles)
        checked_tabs(names)

    def test_two_long_titles_that_begin_alike_are_told_apart(self) -> None:
        title = "Danh mục nhiệm vụ khoa học và công nghệ cấp tỉnh"
        assert tab_names([title, title.upper(), title + " 2"]) == (
            "Danh mục nhiệm vụ khoa học và",
            "DANH MỤC NHIỆM VỤ KHOA HỌC (2)",
            "Danh mục nhiệm vụ khoa học (3)",
        )

    def test_a_title_that_fits_stays(self) -> None:
        assert tab_names(["Kế hoạch", "PL nhiệm vụ KH&CN"]) == ("Kế hoạch", "PL nhiệm vụ KH&CN")

    def test_an_annex_may_be_called_like_one_of_our_tabs(self) -> None:
        department = shared_config()
        annexes = tuple(replace(department.annexes[0], tab=tab, code=tab) for tab in ("CHỈ TIÊU", "Chỉ tiêu", "a/b:c"))
        period = made(good(), department=replace(department, annexes=annexes))
        names = opened(printed(period)).sheetnames
        assert names[6:9] == ["CHỈ TIÊU (2)", "Chỉ tiêu (3)", "a b c"]

    @given(st.lists(st.sampled_from(["Đơn vị", "đơn vị", "Đơn vị (2)", "", "STT"]), max_size=8))
    def test_headings_of_a_table_are_unique_without_case(self, headings: list[str]) -> None:
        assert len({heading.casefold() for heading in unique_headings(headings)}) == len(headings)


class TestFigures:
    def test_cumulative_percentage_and_difference_are_live_with_their_results_stored(self, period: Made) -> None:
        data = printed(period)
        live, stored = opened(data)["Chỉ tiêu"], opened(data, stored=True)["Chỉ tiêu"]
        row = cell(live, "Mã", Mã="PTD").row
        assert cell(live, "Lũy kế từ đầu năm", Mã="PTD").value == f"=F{row}+G{row}+H{row}"
        assert cell(live, "% kế hoạch", Mã="PTD").value == f'=IF(OR(N(E{row})=0,I{row}=""),"",I{row}/E{row})'
        assert cell(live, "Chênh lệch", Mã="PTD").value == f'=IF(OR(G{row}="",K{row}=""),"",G{row}-K{row})'
        assert cell(stored, "Lũy kế từ đầu năm", Mã="PTD").value == 265
        assert cell(stored, "% kế hoạch", Mã="PTD").value == pytest.approx(0.1325)
        assert cell(stored, "Chênh lệch", Mã="PTD").value == -29

    def test_a_stock_is_no_formula(self, period: Made) -> None:
        assert cell(opened(printed(period))["Chỉ tiêu"], "Lũy kế từ đầu năm", Mã="TC").value == 1069

    def test_blank_stays_blank_and_zero_is_zero(self, period: Made) -> None:
        sheet = opened(printed(period), stored=True)["Chỉ tiêu"]
        assert cell(sheet, "Trong tháng", Mã="PTD-DAT").value is None
        assert cell(sheet, "Trong tháng", Mã="DUNG-HAN").value == 0
        assert cell(sheet, "Chênh lệch", Mã="PTD-DAT").value in {None, ""}

    def test_numbers_are_grouped_and_show_decimals_only_where_there_are_some(self, period: Made) -> None:
        sheet = opened(printed(period))["Chỉ tiêu"]
        assert cell(sheet, "Trong tháng", Mã="TC").number_format == "#,##0"
        assert cell(sheet, "Trong tháng", Mã="THU", Đơn_vị="TTKT").number_format == "#,##0.0##"
        assert cell(sheet, "% kế hoạch", Mã="PTD").number_format == "0.0%"

    @pytest.mark.office
    def test_libreoffice_reckons_what_was_stored(self, tmp_path: Path) -> None:
        soffice = shutil.which("soffice")
        if soffice is None:
            pytest.skip("no LibreOffice here")
        data = printed(many_figures())
        (tmp_path / "s.xlsx").write_bytes(without_results(data))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "ods:calc8", "--outdir", str(tmp_path), "s.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
        reckoned = CalamineWorkbook.from_path(tmp_path / "s.ods").get_sheet_by_name("Chỉ tiêu").to_python()
        stored = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Chỉ tiêu").to_python()
        assert len(stored) == len(reckoned) > FIRST_ROW + 5
        numbers = 0
        for was, now in zip(stored[FIRST_ROW:], reckoned[FIRST_ROW:], strict=True):
            for column in (8, 9, 11):
                numbers += isinstance(was[column], float)
                assert now[column] == (pytest.approx(was[column]) if isinstance(was[column], float) else was[column])
        assert numbers > 10


def many_figures() -> Made:
    """Flows, stocks, rates and money: with and without plan, last month and correction, broken years, 0 and blank."""
    now = submission(
        "TTKT",
        figures=(
            *figures(
                "TTKT", PTD="118", PTD_DAT="0", PTD_HONG=None, TC_MOI="0.1", TC="1069", DUNG_HAN="98.5", THU="-3.5"
            ),
            figure("TTKT", "PTD", "plan", "2000"),
            figure("TTKT", "PTD-DAT", "plan", "0", 7),
            figure("TTKT", "TC", "plan", "1100", 10),
            figure("TTKT", "PTD", "correction", "-7"),
            figure("TTKT", "TC-MOI", "correction", "0.2", 9),
        ),
    )
    before = submission(
        "TTKT",
        period="2024-01",
        figures=figures("TTKT", "2024-01", PTD="147", PTD_DAT="0", TC_MOI="0.7", TC="1007", DUNG_HAN="0", THU="35.5"),
    )
    return made(now, submission("QLCN", figures=figures("QLCN", THU="0")), history=[before], department=shared_config())


def without_results(data: bytes) -> bytes:
    """Take the stored results out, so that whoever opens it has to reckon."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
            target.writestr(name, text)
    return file.getvalue()


class TestLinks:
    def test_a_finding_leads_to_the_row_that_shows_its_cell(self) -> None:
        given = submission("TTKT", figures=figures("TTKT", PTD="-5"))
        book = opened(printed(made(given)))
        found = cell(book["Ý kiến rà soát"], "Xem", Tờ="Chỉ tiêu", Ô="E6")
        assert found.value == "→ Chỉ tiêu"
        tab, place = re.fullmatch(r"'(.+)'!(\w+)", found.hyperlink.location or "").groups()  # type: ignore[union-attr]
        row = book[tab][place].row
        assert book[tab].cell(row, 2).value == "PTD"

    def test_no_link_leads_out_of_the_workbook(self, period: Made) -> None:
        for name, text in parts(printed(period)).items():
            assert 'TargetMode="External"' not in text, name

    def test_links_of_every_tab_lead_to_rows_that_are_there(self, period: Made) -> None:
        book = opened(printed(period))
        links = [c.hyperlink.location for sheet in book for row in sheet.iter_rows() for c in row if c.hyperlink]
        assert links
        for link in links:
            tab, place = re.fullmatch(r"'?([^']+)'?!(\w+)", link or "").groups()  # type: ignore[union-attr]
            assert FIRST <= book[tab][place].row <= book[tab].max_row


def hostile(text: str) -> Submission:
    """A division that types `text` wherever it can type."""
    return submission(
        "TTKT",
        activities=(
            activity("TTKT", "su-nghiep", text, notes=(text,)),
            activity("TTKT", None, text, row=7, typed=text),
        ),
        figures=(
            replace(figure("TTKT", "PTD", "month", "118"), remark=text),
            figure("TTKT", "TC", "month", f"số {text}", 7),
        ),
        plan=(plan_item("TTKT", text),),
        annex_rows=(annex_row("TTKT", 6, name=text, budget=text),),
    )


class TestHostileTexts:
    @pytest.mark.parametrize("payload", ["=1+1", "'x", "  hai đầu  ", "dòng 1\ndòng 2", "a\x00b\x0bc", "_x0041_"])
    def test_what_staff_type_is_text_as_they_typed_it(self, payload: str) -> None:
        data = printed(made(hostile(payload)))
        book = opened(data)
        shown = payload.replace("\x00", "").replace("\x0b", "")
        typed = book["Hoạt động"].cell(FIRST, 4)
        assert typed.data_type == "s"
        read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Hoạt động").to_python()
        assert read[FIRST_ROW][3] == f"{shown} [1]"
        assert read[FIRST_ROW + 1][1] == shown.rstrip(" :")
        annex = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("PL nhiệm vụ").to_python()
        assert annex[FIRST_ROW][1] == shown

    def test_the_apostrophe_that_hides_is_never_set(self) -> None:
        assert 'quotePrefix="1"' not in parts(printed(made(hostile("=1+1"))))["xl/styles.xml"]

    def test_a_text_longer_than_a_cell_is_cut_and_says_so(self) -> None:
        text = "Kiểm định phương tiện đo. " * 2000
        value = opened(printed(made(hostile(text))))["Hoạt động"].cell(FIRST, 4).value
        assert len(str(value)) <= 32_767
        assert str(value).endswith("(còn nữa: xem báo cáo Word hoặc biểu của đơn vị)")

    def test_a_number_among_texts_stays_a_number(self) -> None:
        rows = (annex_row("TTKT", 6, name="A", budget="=9"), annex_row("TTKT", 7, name="B", budget=Decimal("1250.5")))
        sheet = opened(printed(made(submission("TTKT", annex_rows=rows))))["PL nhiệm vụ"]
        assert [sheet.cell(row, 5).value for row in (FIRST, FIRST + 1)] == ["=9", 1250.5]
        assert [sheet.cell(row, 5).data_type for row in (FIRST, FIRST + 1)] == ["s", "n"]


class TestSigns:
    def test_severity_and_state_are_told_in_sign_and_words(self, period: Made) -> None:
        book = opened(printed(period))
        assert {c.value for c in book["Tổng quan"]["C"][FIRST_ROW : FIRST_ROW + 2]} == {"✓ Đã gửi", "… Chưa gửi"}
        told = {c.value for c in book["Ý kiến rà soát"]["A"][FIRST_ROW:]}
        assert told
        assert told <= {"✗ Phải sửa", "! Cần xem lại", "i Lưu ý"}

    def test_the_chart_tells_severities_apart_by_pattern_and_has_alternative_text(self, period: Made) -> None:
        texts = parts(printed(period))
        chart = texts["xl/charts/chart1.xml"]
        assert chart.count("<c:ser>") == 3
        assert "a:pattFill" in chart
        assert "✗ Phải sửa" in chart
        drawing = re.search('descr="([^"]+)"', texts["xl/drawings/drawing1.xml"])
        assert drawing
        assert "QLCN: 1 phải sửa" in drawing[1]

    def test_the_chart_of_a_period_without_findings_says_that_there_are_none(self) -> None:
        drawing = parts(printed(made(good(), findings=[])))["xl/drawings/drawing1.xml"]
        assert "Không đơn vị nào còn ý kiến." in drawing


def test_frames_without_rows_and_without_chart_are_printed_alone() -> None:
    period = made(good())
    alone: list[Frame] = [f for f in frames(period.judged, period.report) if f.id in {"findings", "documents"}]
    data = workbook(alone, period.report)
    assert opened(data).sheetnames == ["Văn bản", "Ý kiến rà soát"]
    assert "<hyperlink " not in "".join(parts(data).values())  # the tabs they would lead to are not there
