"""Remarks in a division's own workbook: one part changes, all others stay byte for byte, answers come back."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openxml_audit import OpenXmlValidator

from sheets.errors import FeedbackError
from sheets.excel.beside import Beside, write_beside
from sheets.excel.feedback import written_inside
from sheets.excel.reader import parse_bytes
from sheets.excel.splice import with_part
from sheets.excel.template import write_form
from sheets.form import current_form
from sheets.grid import Book, Place
from sheets.remark import Remark, RemarkSheet, Spot, cells_of, continued, kind_of, shown
from sheets.shown_remarks import ShownRemarks, shown_remarks, shows
from sync.reading.parse import identity_of
from tests.sheets.test_template import ANNEX, PREFILL

FORM = current_form()
TAB = FORM.tab("remarks")
LONG = "Ban hành kế hoạch kiểm tra việc sử dụng phương tiện đo, " * 10
FILLED = replace(PREFILL, activities=({"section": PREFILL.sections[0], "text": LONG}, {"text": "Việc hai."}))
PLAIN = write_form(FORM, FILLED)

ERROR = Remark("e1", "open", "✗ Phải sửa", Place("Chỉ tiêu", 9, 5), "Tờ Chỉ tiêu, ô E9", "Ô này phải là số.", "Ghi số.")
ERROR = replace(ERROR, seen="khoảng 85", suggestion="85", spot=Spot("figures.month", "MAU", "khoảng 85"))
WARNING = Remark("w1", "open", "! Cần xem lại", Place("Kết quả", 6, 3), "Tờ Kết quả, ô C6", "Câu quá dài.", "Xem lại.")
WARNING = replace(WARNING, answerable=True, spot=Spot("activities.text", LONG, LONG))
NOTE = Remark("n1", "open", "i Lưu ý", None, "Cả biểu", "Biểu có macro.", "Không cần làm gì.")
SHEET = RemarkSheet(
    PREFILL.identity, "Đọc lúc 08:15 ngày 20/01/2024.", (ERROR, WARNING, NOTE), "Không có gì.", "✓ Xong"
)


def standing_in(data: bytes) -> ShownRemarks:
    found = shown_remarks(book_of(data), FORM, [ANNEX.tab])
    assert found is not None
    return found


def book_of(data: bytes) -> Book:
    return parse_bytes(data)


def inside(data: bytes, sheet: RemarkSheet = SHEET) -> bytes:
    """Write remarks as a round does: they go on from what stands there."""
    standing = standing_in(data)
    return written_inside(data, FORM, continued(sheet, standing.rows.values()), standing)


def raw_parts(data: bytes) -> dict[str, bytes]:
    """Every part with its head, packed as it lies in the file."""
    package = zipfile.ZipFile(io.BytesIO(data))
    found = {}
    for info in package.infolist():
        names, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
        end = info.header_offset + 30 + names + extra + info.compress_size
        found[info.filename] = data[info.header_offset : end]
    return found


def part_name(data: bytes, title: str = TAB.title) -> str:
    package = zipfile.ZipFile(io.BytesIO(data))
    (key,) = re.findall(rf'name="{title}"[^>]*?r:id="(\w+)"', package.read("xl/workbook.xml").decode())
    rels = package.read("xl/_rels/workbook.xml.rels").decode()
    (target,) = [
        t or u for t, u in re.findall(rf'Id="{key}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="{key}"', rels)
    ]
    return f"xl/{target.removeprefix('/xl/')}"


def with_files(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A package with changed and added parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in more.items():
            target.writestr(name, content)
    return made.getvalue()


def as_excel_saves(data: bytes) -> bytes:
    """The form with what Excel itself adds: ignorable prefixes on the root, printer settings, a macro project."""
    mine = part_name(data)

    def change(name: str, content: bytes) -> bytes:
        if name == mine:
            root = (
                b'<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
                b' mc:Ignorable="x14ac xr xr2" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
                b' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
                b' xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2"'
                b' xr:uid="{00000000-0001-0000-0800-000000000000}"'
            )
            content = content.replace(b"<worksheet", root, 1)
            content = re.sub(rb"<pageSetup ", b'<pageSetup r:id="rId9" ', content)
            return re.sub(rb'<row r="6"', b'<row r="6" x14ac:dyDescent="0.25"', content)
        return content

    project = bytes(range(256)) * 16  # a macro project: nobody looks into it
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings"
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{kind}" Target="../printerSettings/printerSettings1.bin"/></Relationships>'
    ).encode()
    more = {
        "xl/vbaProject.bin": project,
        "xl/printerSettings/printerSettings1.bin": bytes(range(256)) * 4,
        f"xl/worksheets/_rels/{Path(mine).name}.rels": rels,
    }
    return with_files(data, change, **more)


def as_a_script_saves(data: bytes) -> bytes:
    """The form as openpyxl saves it, with a chart, a comment on the tab of remarks, and an own sheet with a formula."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.create_sheet("Riêng của phòng")
    for row in range(1, 6):
        sheet.cell(row, 1).value = row
    sheet["B1"] = "=SUM(A1:A5)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=5))
    sheet.add_chart(chart, "D2")
    book[TAB.title]["H6"].comment = Comment("Nhớ hỏi anh Tâm", "Hoa")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


KINDS = {"as made": PLAIN, "as Excel saves": as_excel_saves(PLAIN), "as a script saves": as_a_script_saves(PLAIN)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_other_part_stays_byte_for_byte(kind: str) -> None:
    before, after = raw_parts(KINDS[kind]), raw_parts(inside(KINDS[kind]))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [part_name(KINDS[kind])]
    assert zipfile.ZipFile(io.BytesIO(inside(KINDS[kind]))).testzip() is None


@pytest.mark.parametrize("kind", KINDS)
def test_remarks_stand_there_and_a_second_writing_has_no_news(kind: str) -> None:
    written = inside(KINDS[kind])
    standing = standing_in(written)
    assert [remark.key for remark in standing.rows.values()] == ["e1", "w1", "n1"]
    assert shows(standing, continued(SHEET, standing.rows.values()), TAB.columns)
    assert book_of(written).grid(TAB.title)[2, 1].value == SHEET.reading  # type: ignore[index]
    assert inside(written) == written or standing_in(inside(written)) == standing


def test_the_part_keeps_its_prefixes_and_its_order() -> None:
    written = inside(KINDS["as Excel saves"])
    part = zipfile.ZipFile(io.BytesIO(written)).read(part_name(written)).decode()
    head = part[: part.index(">", part.index("<worksheet"))]
    assert 'mc:Ignorable="x14ac xr xr2"' in head
    assert all(f"xmlns:{prefix}=" in head for prefix in ("mc", "x14ac", "xr", "xr2"))
    assert 'r:id="rId9"' in part
    order = [part.index(f"<{tag}") for tag in ("sheetData", "conditionalFormatting", "dataValidations", "hyperlinks")]
    assert order == sorted(order)
    assert part.index("<hyperlinks") < part.index("<pageMargins")
    assert "ns0:" not in part


def test_styles_are_those_of_the_tab_and_no_formula_is_written() -> None:
    before = zipfile.ZipFile(io.BytesIO(PLAIN)).read(part_name(PLAIN)).decode()
    written = inside(PLAIN)
    after = zipfile.ZipFile(io.BytesIO(written)).read(part_name(written)).decode()
    assert set(re.findall(r' s="(\d+)"', after)) <= set(re.findall(r' s(?:tyle)?="(\d+)"', before))
    assert "<f" not in after.replace("<formula", "")


def test_each_place_is_a_link_to_its_cell() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(inside(PLAIN)))[TAB.title]
    assert {cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink} == {
        "B6": "'Chỉ tiêu'!E9",
        "B7": "'Kết quả'!C6",
    }


def test_rows_never_move_and_what_is_solved_says_so() -> None:
    first = inside(PLAIN)
    later = replace(SHEET, remarks=(replace(NOTE, key="new"), NOTE, ERROR))
    rows = standing_in(inside(first, later)).rows
    assert {row: (r.key, r.label) for row, r in rows.items()} == {
        6: ("e1", "✗ Phải sửa"),
        7: ("w1", "✓ Xong"),
        8: ("n1", "i Lưu ý"),
        9: ("new", "i Lưu ý"),
    }


def test_a_sheet_without_remarks_says_so_and_gives_way_to_the_first() -> None:
    quiet = inside(PLAIN, replace(SHEET, remarks=()))
    grid = book_of(quiet).grid(TAB.title)
    assert grid is not None
    assert grid[6, 3].value == "Không có gì."
    assert [r.key for r in standing_in(inside(quiet)).rows.values()] == ["e1", "w1", "n1"]


def answered(data: bytes, row: int, answer: str | None, reason: str | None) -> bytes:
    """Staff type an answer; openpyxl saves the book as a script of theirs would."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for column, text in (("G", answer), ("H", reason)):
        cell = book[TAB.title][f"{column}{row}"]
        cell.value = text
        if text:
            cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_answers_stay_where_staff_typed_them_also_below_the_last_remark() -> None:
    typed = answered(answered(inside(PLAIN), 7, "Đúng, giữ nguyên", "=cmd|' /C calc'!A0"), 9, None, "Còn một ý nữa")
    again = inside(typed, replace(SHEET, remarks=(*SHEET.remarks, replace(NOTE, key="n2"))))
    standing = standing_in(again)
    assert (standing.rows[7].answer, standing.rows[7].reason) == ("Đúng, giữ nguyên", "=cmd|' /C calc'!A0")
    assert standing.rows[10].key == "n2"  # row 9 is staff's
    assert [(a.reason, a.place.row) for a in standing.loose] == [("Còn một ý nữa", 9)]


def test_a_formula_in_our_columns_is_not_touched() -> None:
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    book[TAB.title]["C7"] = "=1+1"
    made = io.BytesIO()
    book.save(made)
    with pytest.raises(FeedbackError, match="inside-formula"):
        inside(made.getvalue())


@pytest.mark.parametrize(
    ("part", "code"), [("_xmlsignatures/sig1.xml", "inside-signed"), ("xl/revisions/userNames.xml", "inside-shared")]
)
def test_a_signed_or_shared_workbook_is_left_alone(part: str, code: str) -> None:
    with pytest.raises(FeedbackError, match=code):
        inside(with_files(PLAIN, lambda _, content: content, **{part: b"<a/>"}))


def test_a_package_of_an_odd_kind_is_left_alone() -> None:
    with pytest.raises(FeedbackError, match="inside-package"):
        with_part(b"MZ" + PLAIN, part_name(PLAIN), b"<a/>")


def test_the_comment_at_the_end_of_a_package_stays() -> None:
    made = io.BytesIO(PLAIN)
    with zipfile.ZipFile(made, "a") as package:
        package.comment = b"ghi chu"
    assert zipfile.ZipFile(io.BytesIO(inside(made.getvalue()))).comment == b"ghi chu"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "http://x.vn", "_x0041_", "'", "\t\n", "\x0b\x00",
     "]]>&<b>", "💡", "‮abc", "0012", "1.007", "TRUE", "#REF!"]
)  # fmt: skip


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=3))
def test_what_is_written_and_answered_is_read_back_as_it_was(rows: list[tuple[str, str, str, str]]) -> None:
    """Whatever texts: remarks inside and beside read back the same, answers too, and none becomes a formula or link."""
    remarks = tuple(
        replace(WARNING, key=f"k{n}", message=message, seen=seen, spot=Spot("plan.text", seen, seen))
        for n, (message, seen, _, _) in enumerate(rows)
    )
    sheet = replace(SHEET, remarks=remarks)
    within = inside(PLAIN, sheet)
    answers = tuple(replace(r, answer=a, reason=b) for r, (_, _, a, b) in zip(remarks, rows, strict=True))
    apart = write_beside(FORM, replace(sheet, remarks=answers), Beside("Biểu #1 50%.xlsx", "Phòng", "tháng 01/2024"))
    for data in (within, apart):
        standing = shown_remarks(book_of(data), FORM)
        assert standing is not None
        assert shows(standing, continued(sheet, standing.rows.values()), TAB.columns)
        names = [n for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if n == part_name(data)]
        assert all(b"<f" not in zipfile.ZipFile(io.BytesIO(data)).read(n).replace(b"<formula", b"") for n in names)
    back = shown_remarks(book_of(apart), FORM)
    assert back is not None
    told = [
        (cells_of(replace(NOTE, message=a))["message"], cells_of(replace(NOTE, message=b))["message"])
        for _, _, a, b in rows
    ]
    assert [(r.answer, r.reason) for r in back.rows.values()] == told


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Đúng, giữ nguyên", "keep"),
        ("đúng giữ nguyên", "keep"),
        ("dung, giu nguyen.", "keep"),
        ("ĐÃ SỬA", "mended"),
        ("", "none"),
        ("  ", "none"),
        ("Đúng", "other"),
        ("không biết", "other"),
    ],
)
def test_an_answer_is_understood_by_its_words(typed: str, kind: str) -> None:
    assert kind_of(typed) == kind


def test_the_time_of_the_reading_alone_is_no_news() -> None:
    assert shown(SHEET) == shown(replace(SHEET, reading="Đọc lúc khác."))
    assert shown(SHEET) != shown(replace(SHEET, remarks=(ERROR,)))


def test_dates_are_kept_as_the_numbers_that_a_cell_counts_days_with() -> None:
    assert cells_of(replace(NOTE, spot=Spot("a.b", "x", dt.date(2024, 1, 18))))["spot_value"] == Decimal(45309)


def test_an_independent_validator_finds_nothing_wrong(tmp_path: Path) -> None:
    apart = write_beside(FORM, SHEET, Beside("Biểu #1 & 50%.xlsx", "Phòng <A>", "tháng 01/2024"))
    for name, data in {"inside": inside(PLAIN), "beside": apart}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(data)
        assert OpenXmlValidator().validate(str(tmp_path / f"{name}.xlsx")).errors == []


def test_the_file_beside_says_whose_it_is_and_leads_into_the_form() -> None:
    apart = write_beside(FORM, SHEET, Beside("Biểu #1 & 50%.xlsx", "Phòng <A>", "tháng 01/2024"))
    book = openpyxl.load_workbook(io.BytesIO(apart))
    sheet = book[TAB.title]
    assert (sheet["A1"].value, sheet["A2"].value) == ("Ý kiến rà soát – Phòng <A>", SHEET.reading)
    assert (sheet["B6"].hyperlink.target, sheet["B6"].hyperlink.location) == (
        "Biểu%20%231%20&%2050%25.xlsx",
        "'Chỉ tiêu'!E9",
    )
    assert sheet["B8"].hyperlink is None
    assert book.custom_doc_props["BaoCaoYKien"].value == "SKHCN.QLCN.2024-01"
    assert identity_of(book_of(apart)) is None  # never a form's


def test_rows_that_staff_put_above_the_headings_of_the_file_beside_move_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_beside(FORM, SHEET, Beside("a.xlsx", "A", "B"))))
    book[TAB.title].insert_rows(1, 2)
    made = io.BytesIO()
    book.save(made)
    standing = shown_remarks(book_of(made.getvalue()), FORM)
    assert standing is not None
    going_on = continued(replace(SHEET, remarks=(NOTE, replace(NOTE, key="new"))), standing.rows.values())
    again = shown_remarks(book_of(write_beside(FORM, going_on, Beside("a.xlsx", "A", "B"), standing)), FORM)
    assert again is not None
    assert {row: remark.key for row, remark in again.rows.items()} == {6: "e1", 7: "w1", 8: "n1", 9: "new"}


@pytest.mark.office
def test_what_libreoffice_has_saved_takes_remarks_too(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice here")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "form.xlsx").write_bytes(PLAIN)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), "in/form.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    data = (tmp_path / "form.xlsx").read_bytes()
    written = inside(data)
    before, after = raw_parts(data), raw_parts(written)
    assert [name for name in before if before[name] != after[name]] == [part_name(data)]
    assert [remark.key for remark in standing_in(written).rows.values()] == ["e1", "w1", "n1"]


@pytest.mark.office
def test_libreoffice_colours_the_cells_for_as_long_as_they_hold_what_was_read(tmp_path: Path) -> None:
    """MAU's text, a text of 560 characters, a blank figure and a date are coloured; the one that was mended is not."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice here")
    remarks = (
        ERROR,
        WARNING,
        replace(ERROR, key="b1", place=Place("Chỉ tiêu", 10, 5), spot=Spot("figures.month", "HT-DN", None)),
        replace(ERROR, key="d1", place=None, spot=Spot("info.approved_on", "Ngày duyệt", dt.date(2024, 1, 18))),
        replace(
            ERROR,
            key="a1",
            place=None,
            spot=Spot("annex:" + ANNEX.code + ".budget", ANNEX.rows[0]["name"], Decimal("6850.5")),
        ),
        replace(
            ERROR, key="m1", place=None, spot=Spot("figures.month", "PTD-KD", Decimal(148))
        ),  # 147 stands there now
    )
    (tmp_path / "form.xlsx").write_bytes(inside(PLAIN, replace(SHEET, remarks=remarks)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "html:HTML (StarCalc)",
        "--outdir",
        str(tmp_path),
        "form.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180, cwd=tmp_path)
    page = (tmp_path / "form.html").read_text(encoding="utf-8")
    coloured = [
        re.sub(r"<[^>]+>|\s+", " ", cell).strip()
        for cell in re.findall(r'<td[^>]*bgcolor="#F7C6A8"[^>]*>(.*?)</td>', page, re.DOTALL)
    ]
    assert "khoảng 85" in coloured
    assert any(text.startswith("Ban hành kế hoạch") for text in coloured)
    assert "" in [text for text in coloured if not text]
    assert any("18/01/2024" in text for text in coloured)
    assert any(text.startswith("6") for text in coloured)
    assert "147" not in coloured
    assert len(coloured) == 5
