"""What a cell shows and how it looks: marks, fonts, formats; the same from .xlsx, .xls and .ods."""

from __future__ import annotations

import io
import struct
import zlib
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sheets.excel.numfmt import read_format, show_number
from sheets.excel.reader import parse_bytes, read_book
from sheets.excel.second_look import look_again
from sheets.excel.sheet_xml import points_outside
from sheets.excel.styles import Font, looks_legacy
from sheets.grid import Cell, Grid, Mark
from tests.sheets import hostile
from tests.sheets.hostile import inline, row, workbook
from tests.sheets.test_reader import converted

TCVN3 = "§Ò tµi khoa häc"


def odd() -> bytes:
    """A tab with one of each oddity."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        struck, raised = book.add_format({"font_strikeout": True}), book.add_format({"font_script": 1})
        legacy = book.add_format({"font_name": ".VnTime"})
        sheet = book.add_worksheet("Kết quả")
        sheet.write_string("B2", "thường")
        sheet.write_string("C2", "gạch cả", struck)
        sheet.write_number("D2", 7, struck)
        sheet.write_rich_string("B3", "giữ ", struck, "bỏ", " lại")
        sheet.write_rich_string("C3", "dự án", raised, "1", " và 10", raised, "3", " m")
        sheet.write_rich_string("D3", "Unicode ", legacy, TCVN3)
        sheet.write_string("B4", TCVN3, legacy)
        sheet.write_string("C4", "Ty lÖ 5%")
        sheet.write_string("D4", "Đà Nẵng, Huế: 10 m²")
        sheet.merge_range("B5:C6", "gộp")
        sheet.set_row(6, None, None, {"hidden": True})
        sheet.write_string("B7", "dòng ẩn")
        sheet.write_string("F2", "cột ẩn")
        sheet.set_column("F:F", None, None, {"hidden": True})
        sheet.write_formula("B8", "=A1/0", None, "#DIV/0!")
        sheet.write_formula("C8", "=1+1", None, 2)
        for at, (form, number) in enumerate([("00", 3), ("#,##0", 1007), ("0.0%", 0.125), ("#,##0.00", 1234.5)]):
            sheet.write_number(8, 1 + at, number, book.add_format({"num_format": form}))
    return made.getvalue()


@pytest.fixture(
    params=["xlsx", pytest.param("xls", marks=pytest.mark.office), pytest.param("ods", marks=pytest.mark.office)],
    scope="module",
)
def grid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Grid:
    if request.param == "xlsx":
        return parse_bytes(odd()).grids[0]
    return read_book(converted(odd(), tmp_path_factory.mktemp(request.param), request.param)).grids[0]


def test_a_plain_text_has_no_marks(grid: Grid) -> None:
    assert grid[2, 2] == Cell("thường", "thường")


def test_what_is_wholly_struck_keeps_its_value(grid: Grid) -> None:
    assert grid[2, 3] == Cell("gạch cả", "gạch cả", frozenset({Mark.STRUCK}))
    assert grid[2, 4] == Cell(Decimal(7), "7", frozenset({Mark.STRUCK}))


def test_struck_runs_are_left_out(grid: Grid) -> None:
    assert grid[3, 2] == Cell("giữ  lại", "giữ  lại", frozenset({Mark.PARTLY_STRUCK}))


def test_raised_digits_stay_raised(grid: Grid) -> None:
    assert grid[3, 3] == Cell("dự án¹ và 10³ m", "dự án¹ và 10³ m", frozenset({Mark.RAISED}))


def test_fonts_are_named_where_the_text_looks_legacy_and_only_there(grid: Grid) -> None:
    assert grid[4, 2].fonts == (".VnTime",)
    assert grid[4, 2].value == TCVN3
    assert grid[3, 4].fonts[-1] == ".VnTime"
    assert len(grid[3, 4].fonts) == 2
    assert len(grid[4, 3].fonts) == 1
    assert grid[2, 2].fonts == ()


def test_a_merge_shows_its_first_cell(grid: Grid) -> None:
    assert grid.merges == ((5, 2, 6, 3),)
    assert grid[5, 2].marks == set()
    assert [grid[at].value for at in ((5, 3), (6, 2), (6, 3))] == ["gộp"] * 3
    assert all(grid[at].marks == {Mark.COVERED} for at in ((5, 3), (6, 2), (6, 3)))


def test_hidden_rows_and_columns_are_marked(grid: Grid) -> None:
    assert grid[7, 2] == Cell("dòng ẩn", "dòng ẩn", frozenset({Mark.HIDDEN}))
    assert grid[2, 6] == Cell("cột ẩn", "cột ẩn", frozenset({Mark.HIDDEN}))


def test_an_error_is_no_blank(grid: Grid) -> None:
    assert grid[8, 2].value is None
    assert grid[8, 2].shown == "#DIV/0!"
    assert Mark.ERROR in grid[8, 2].marks
    assert not grid[8, 2].blank
    assert grid[8, 3].value == Decimal(2)


def test_numbers_show_what_their_format_shows(grid: Grid) -> None:
    assert [(grid[9, at].value, grid[9, at].shown) for at in range(2, 6)] == [
        (Decimal(3), "03"),
        (Decimal(1007), "1.007"),
        (Decimal("0.125"), "12,5%"),
        (Decimal("1234.5"), "1.234,50"),
    ]


# Only .xlsx tells -------------------------------------------------------------------------------------------------


def test_what_was_typed_beneath_a_merge_is_not_read() -> None:
    rows = row(1, inline("A1", "đầu") + inline("B1", "bên dưới")) + row(2, inline("A2", "x"))
    merged = parse_bytes(workbook(rows, around=("", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))).grids[0]
    assert merged[1, 2] == Cell("đầu", "đầu", frozenset({Mark.COVERED}))
    blank = parse_bytes(
        workbook(row(1, inline("B1", "bên dưới")), around=("", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
    )
    assert blank.grids[0].cells == {}


def test_filtered_rows_and_rows_of_no_height_are_hidden() -> None:
    filtered = f'<row r="1" hidden="true">{inline("A1", "lọc")}</row>'
    flat = f'<row r="2" ht="0" customHeight="1">{inline("A2", "thấp")}</row>'
    grid = parse_bytes(workbook(filtered + flat + row(3, inline("A3", "thấy")))).grids[0]
    assert [grid[at, 1].marks for at in (1, 2, 3)] == [{Mark.HIDDEN}, {Mark.HIDDEN}, set()]


def test_a_hidden_tab_says_so() -> None:
    made = hostile.parts(row(1, inline("A1", "x")))
    for state, hidden in (("hidden", True), ("veryHidden", True), ("visible", False)):
        book = str(made["xl/workbook.xml"]).replace('sheetId="1"', f'sheetId="1" state="{state}"')
        assert parse_bytes(hostile.zipped({**made, "xl/workbook.xml": book})).grids[0].hidden is hidden


def test_a_picture_marks_the_cell_beneath_it() -> None:
    made = io.BytesIO()
    pixel = io.BytesIO(_png())
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string("A1", "chữ")
        sheet.insert_image("B3", "pixel.png", {"image_data": pixel})
    grid = parse_bytes(made.getvalue()).grids[0]
    assert grid[3, 2] == Cell(None, "", frozenset({Mark.PICTURE}))
    assert grid[1, 1].marks == set()


def test_a_picture_placed_in_a_cell_is_no_error() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().embed_image("B2", "pixel.png", {"image_data": io.BytesIO(_png())})
    assert parse_bytes(made.getvalue()).grids[0][2, 2] == Cell(None, "", frozenset({Mark.PICTURE}))


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("formula", "outside"),
    [
        ("[1]Sheet1!A1", True),
        ("SUM('[2]Kết quả'!$A$1:$A$9)", True),
        ("'C:\\Bao cao\\[thang 1.xlsx]Sheet1'!A1+1", True),
        ("[1]!Tong", True),
        ("A1+B1", False),
        ("Bang1[Số lượng]", False),
        ("[0]!Tong", False),
        ('IF(A1="[1]",1,2)', False),
    ],
)
def test_a_formula_that_points_into_another_file_is_known(formula: str, outside: bool) -> None:
    assert points_outside(formula.replace("&", "&amp;")) is outside


def test_shared_formulas_point_where_their_first_one_points() -> None:
    cells = (
        '<c r="A1"><f t="shared" ref="A1:A2" si="0">[1]S!A1</f><v>1</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c>'
    )
    grid = parse_bytes(workbook(row(1, cells))).grids[0]
    assert Mark.EXTERNAL in grid[1, 2].marks


def test_phonetic_guides_are_no_text() -> None:
    shared = hostile.strings("<r><t>東京</t></r><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>")
    data = workbook(row(1, '<c r="A1" t="s"><v>0</v></c>'), shared=shared)
    assert parse_bytes(data).grids[0][1, 1].value == "東京"


def test_what_is_no_xls_gives_no_second_look() -> None:
    assert look_again(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100) == {}


# Formats ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("General", "1007", "1007"),
        ("General", "1.5", "1,5"),
        ("General", "1006.9999999999999", "1007"),
        ("General", "-0.25", "-0,25"),
        ("0", "2.5", "3"),
        ("0", "-0.4", "0"),
        ("00", "3", "03"),
        ("000", "-3", "-003"),
        ("#,##0", "1234567", "1.234.567"),
        ("#,##0", "0", "0"),
        ("#,##0.00", "1234.5", "1.234,50"),
        ("0.##", "1.5", "1,5"),
        ("0%", "0.07", "7%"),
        ("0.0%", "1.2345", "123,5%"),
        ('#,##0 "đồng"', "5000", "5.000 đồng"),
        ("#,##0 [$₫-42A]", "5000", "5.000 ₫"),
        ("#,##0,", "5000000", "5.000"),
        ("#,##0;(#,##0)", "-5", "(5)"),
        ('#,##0;-#,##0;"-"', "0", "-"),
        ("[Red]0.0", "1.25", "1,3"),
        ('_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "1007", "1.007"),
        ("# ?/?", "0.5", "0,5"),
        ("[>100]0;0.0", "5", "5"),
        ("@", "12", "12"),
        ("Số 00", "7", "Số 07"),
    ],
)
def test_a_format_shows_what_a_vietnamese_excel_shows(code: str, number: str, shown: str) -> None:
    assert show_number(Decimal(number), read_format(code)) == shown


@given(
    st.text(max_size=30), st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**300), max_value=10**300)
)
def test_no_format_is_too_odd(code: str, number: Decimal) -> None:
    assert isinstance(show_number(number, read_format(code)), str)


@given(st.integers(-(10**11), 10**11))
def test_grouping_only_adds_dots(number: int) -> None:
    assert show_number(Decimal(number), read_format("#,##0")).replace(".", "") == str(number)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd/mm/yyyy", "05/01/2024"),
        ("d/m/yy", "5/1/24"),
        ("mm/yyyy", "01/2024"),
        ("yyyy-mm-dd", "2024-01-05"),
        ('"ngày" dd "tháng" mm "năm" yyyy', "ngày 05 tháng 01 năm 2024"),
        ("[$-42A]dd mmmm yyyy", "05/01/2024"),
        ("dd\\.mm\\.yyyy;@", "05.01.2024"),
    ],
)
def test_a_date_format_shows_the_date(code: str, shown: str) -> None:
    escaped = code.replace('"', "&quot;")
    styles = f'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="{escaped}"/></numFmts>'
    styles += '<cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>'
    cell = parse_bytes(workbook(row(1, '<c r="A1" s="0"><v>45296</v></c>'), styles=styles)).grids[0][1, 1]
    assert str(cell.value) == "2024-01-05"
    assert cell.shown == shown


def test_legacy_fonts_and_letters_are_known() -> None:
    assert all(Font(name).legacy for name in (".VnTime", ".VnArial NarrowH", "VNI-Times", "VNI-Helve"))
    assert not any(Font(name).legacy for name in ("Times New Roman", "Arial", "Calibri", "Verdana"))
    assert looks_legacy(TCVN3)
    assert looks_legacy("Toång hôïp")
    assert not looks_legacy("Tổng hợp các đề tài, dự án: à á ã â é ê ì í ò ó õ ô ù ú ý Đ")
