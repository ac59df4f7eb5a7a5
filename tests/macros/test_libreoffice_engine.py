"""The clerk's workbook in LibreOffice, through the same xlwings calls as in Excel."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.attach import book as attached
from macros.busy import BusyError
from macros.libreoffice.bridge import UnoError, property_value
from macros.quick import xw
from tests.macros.office import Office, running

pytestmark = pytest.mark.office

HOSTILE = ["03", "- Hướng dẫn", "=A1", "@x", "+1", "-1", "1/2", "1.5", "1e5", "TRUE", "'x", "''", "12:30", "%", "#N/A"]
# Every letter but the two that no file format of spreadsheets can hold, and the break that becomes another one.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with running(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook as the build makes it: a status cell, a button, a filtered list, a very hidden sheet."""
    path = tmp_path_factory.mktemp("built") / "Tổng hợp.xlsx"
    with xlsxwriter.Workbook(path) as made:
        watch, edit, hidden = (made.add_worksheet(name) for name in ("Theo dõi", "Biên tập", "_cai_dat"))
        text, day = made.add_format({"num_format": "@"}), made.add_format({"num_format": "dd/mm/yyyy"})
        hidden.very_hidden()
        hidden.write("A1", "C:\\Python\\pythonw.exe")
        made.define_name("baocao_status", "='Theo dõi'!$B$2")
        watch.write("A2", "Trạng thái")
        watch.insert_textbox("D4", "Tạo báo cáo")
        watch.write_row("A10", [1, 2.5, True])
        watch.write_datetime("D10", dt.datetime(2024, 1, 5), day)
        watch.write_formula("E10", "=A10+B10", None, 3.5)
        watch.write_formula("F10", "=1/0", None, "#DIV/0!")
        edit.write_row("A1", ["Mục", "Nội dung"])
        for row, section in enumerate(["03", "04", "03", "04", "03"], start=1):
            edit.write_string(row, 0, section, text)
            edit.write_string(row, 1, f"- Hướng dẫn {row}", text)
            if section == "04":
                edit.set_row(row, None, None, {"hidden": True})
        edit.autofilter("A1:B6")
        edit.filter_column("A", "x == 03")
        edit.set_row(5, None, None, {"hidden": True})
    return path


@pytest.fixture
def book(office: Office, built: Path, tmp_path: Path) -> Iterator[xw.Book]:
    copy = tmp_path / "Nguyễn Văn Ấn" / built.name
    copy.parent.mkdir()
    shutil.copyfile(built, copy)
    opened = attached(str(copy), office.pipe)
    yield opened
    opened.close()


# Attaching


def test_the_open_document_is_taken_not_opened_again(book: xw.Book, office: Office) -> None:
    again = attached(book.fullname, office.pipe)
    assert len(office.app.books) == 1
    assert again == book == xw.Book(book.fullname)
    assert again.name == "Tổng hợp.xlsx"


def test_a_path_written_another_way_is_the_same_document(book: xw.Book, office: Office, tmp_path: Path) -> None:
    roundabout = tmp_path / "liên kết"
    roundabout.symlink_to(Path(book.fullname).parent)
    assert attached(str(roundabout / book.name), office.pipe).fullname == book.fullname


def test_a_socket_does_as_well_as_a_pipe(book: xw.Book, office: Office) -> None:
    seen = attached(book.fullname, office.socket)
    seen.sheets["Theo dõi"].range("A3").value = "qua cổng mạng"
    assert book.sheets["Theo dõi"].range("A3").value == "qua cổng mạng"
    attached(book.fullname, office.pipe)  # the one that the other tests go on with


def test_what_is_no_spreadsheet_is_no_book(book: xw.Book, office: Office) -> None:
    letter = office.app.api.loadComponentFromURL(
        "private:factory/swriter", "_blank", 0, (property_value("Hidden", True),)
    )
    assert letter is not None
    assert [one.name for one in book.app.books] == [book.name]
    letter.close(True)


def test_sheets_by_name_number_and_hidden(book: xw.Book) -> None:
    assert [sheet.name for sheet in book.sheets] == ["Theo dõi", "Biên tập", "_cai_dat"]
    assert book.sheets[1].name == book.sheets["Biên tập"].name
    assert [sheet.visible for sheet in book.sheets] == [True, True, False]
    assert book.sheets["_cai_dat"]["A1"].value == "C:\\Python\\pythonw.exe"
    with pytest.raises(KeyError):
        book.sheets["Không có"]


def test_a_sheet_is_shown_hidden_and_brought_to_the_front(book: xw.Book) -> None:
    edit = book.sheets["Biên tập"]
    edit.activate()
    assert book.sheets.active.name == "Biên tập"
    book.sheets["Theo dõi"].activate()
    edit.visible = False
    assert not edit.visible
    edit.visible = True
    assert edit.visible


def test_what_was_saved_is_there_when_it_is_opened_again(book: xw.Book, office: Office, tmp_path: Path) -> None:
    cell = book.sheets["Theo dõi"].range("A3")
    cell.number_format = "@"
    cell.value = "=A1"
    book.save()
    copy = tmp_path / "bản khác.ods"
    book.save(copy)
    assert book.fullname == str(copy)
    for path in (tmp_path / "Nguyễn Văn Ấn" / "Tổng hợp.xlsx", copy):
        look = shutil.copyfile(path, tmp_path / f"xem {path.name}")
        seen = attached(str(look), office.pipe)
        assert seen.sheets["Theo dõi"].range("A3").value == "=A1"
        assert seen.names["baocao_status"].refers_to_range.address == "$B$2"
        assert seen.sheets["Theo dõi"].shapes[0].text == "Tạo báo cáo"
        seen.close()


def test_an_xlsm_is_not_saved_as_its_buttons_would_be_lost(book: xw.Book, tmp_path: Path) -> None:
    with pytest.raises(UnoError, match="office-loses-buttons"):
        book.save(tmp_path / "TongHop.xlsm")
    assert not (tmp_path / "TongHop.xlsm").exists()


# Cells


def test_values_are_what_they_look_like(book: xw.Book) -> None:
    read = book.sheets["Theo dõi"].range("A10:F10").value
    assert read == [1.0, 2.5, True, dt.datetime(2024, 1, 5), 3.5, None]
    assert read[2] is True


def test_values_come_back_as_they_were_given(book: xw.Book) -> None:
    sheet = book.sheets["Theo dõi"]
    given_rows = [
        [1, 2.5, "chữ", None],
        [True, False, dt.datetime(2024, 2, 29, 13, 45, 7), dt.datetime(1999, 12, 31)],
        ["hai\ndòng", "thẻ\tcách", "hai\ndòng\tcách", 10**12],
    ]
    sheet.range("H20").value = given_rows
    assert sheet.range("H20:K22").value == given_rows
    assert sheet.range((21, 8)).value is True
    assert sheet.range("J21").options(dates=dt.date).value == dt.date(2024, 2, 29)
    sheet.range("H30").value = dt.date(2024, 1, 5)
    assert (sheet.range("H30").value, sheet.range("H30").number_format) == (dt.datetime(2024, 1, 5), "DD/MM/YYYY")


def test_text_in_text_cells_stays_letter_for_letter(book: xw.Book) -> None:
    cells = book.sheets["Biên tập"].range((20, 1), (19 + len(HOSTILE), 1))
    cells.number_format = "@"
    cells.value = [[text] for text in HOSTILE]
    assert cells.value == HOSTILE
    assert cells.number_format == "@"
    one = book.sheets["Biên tập"].range("C20")
    one.number_format = "@"
    one.value = "=A1"
    assert (one.value, one.formula) == ("=A1", "=A1")


def test_text_in_other_cells_is_taken_as_typed_as_excel_does(book: xw.Book) -> None:
    """So that a forgotten "@" is seen here, and not in Excel alone."""
    cells = book.sheets["Theo dõi"].range("A40:C40")
    cells.value = ["03", "=A40+1", "- Hướng dẫn"]
    assert cells.value == [3.0, 4.0, "- Hướng dẫn"]
    assert [cell.formula for cell in cells] == ["3", "=A40+1", "- Hướng dẫn"]


@settings(max_examples=60)
@given(rows=st.lists(st.lists(ANY_TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
def test_every_text_comes_back_as_it_was_written(office: Office, scratch: xw.Sheet, rows: list[list[str]]) -> None:
    cells = scratch.range((1, 1), (len(rows), 3))
    cells.number_format = "@"
    cells.value = rows
    assert cells.options(ndim=2, empty="").value == rows


@pytest.fixture(scope="module")
def scratch(office: Office, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.Sheet]:
    copy = Path(shutil.copyfile(built, tmp_path_factory.mktemp("scratch") / "nháp.xlsx"))
    opened = attached(str(copy), office.pipe)
    yield opened.sheets.add("Nháp")
    opened.close()


def test_line_breaks_of_every_kind_are_one_kind(scratch: xw.Sheet) -> None:
    scratch.range("F1").value = "một\r\nhai\rba\nbốn"
    assert scratch.range("F1").value == "một\nhai\nba\nbốn"


@settings(max_examples=30)
@given(
    row=st.lists(
        st.one_of(
            st.none(),
            st.booleans(),
            st.floats(allow_nan=False, allow_infinity=False, width=32),
            st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 1, 1)).map(lambda t: t.replace(microsecond=0)),
        ),
        min_size=2,
        max_size=5,
    )
)
def test_every_value_comes_back_as_it_was_written(office: Office, scratch: xw.Sheet, row: list[object]) -> None:
    cells = scratch.range((50, 1), (50, len(row)))
    cells.number_format = "General"
    cells.value = [row]
    assert cells.value == row


def test_named_cells_are_found(book: xw.Book) -> None:
    status = book.names["baocao_status"].refers_to_range
    status.value = "Đang đọc tệp…"
    assert (status.sheet.name, status.address) == ("Theo dõi", "$B$2")
    assert book.sheets["Biên tập"].range("baocao_status").value == "Đang đọc tệp…"
    assert "baocao_status" in book.names
    assert "không_có" not in book.names
    assert [(name.name, name.refers_to) for name in book.names if not name.name.startswith("_")] == [
        ("baocao_status", "='Theo dõi'!$B$2")
    ]


def test_cells_are_reached_by_address_place_corners_and_slices(book: xw.Book) -> None:
    sheet = book.sheets["Biên tập"]
    assert sheet.range("B2").address == sheet.range((2, 2)).address == sheet[1, 1].address == "$B$2"
    assert sheet.range((1, 1), (3, 2)).address == sheet.range("A1", "B3").address == "$A$1:$B$3"
    assert sheet.cells[0:3, 0:2].address == "$A$1:$B$3"
    assert sheet.range("A1:B3").rows[1].address == "$A$2:$B$2"
    assert sheet.range("A1").offset(1, 1).resize(2, 3).address == "$B$2:$D$3"
    assert sheet.range("B2").get_address(False, False, include_sheetname=True) == "'Biên tập'!B2"
    with pytest.raises(IndexError):
        sheet.range((0, 1))


def test_the_last_row_is_found(book: xw.Book) -> None:
    sheet = book.sheets["Biên tập"]
    assert sheet.used_range.address == "$A$1:$B$6"
    assert sheet.used_range.last_cell.address == "$B$6"
    assert sheet.range("A1").end("down").address == "$A$6"
    assert sheet.range("A1").expand().address == "$A$1:$B$6"
    assert sheet.range((sheet.cells.last_cell.row, 1)).end("up").address == "$A$6"
    assert book.sheets.add("Trống").used_range.address == "$A$1"


def test_formulas_are_read_as_formulas(book: xw.Book) -> None:
    sheet = book.sheets["Theo dõi"]
    assert sheet.range("E10").formula == "=A10+B10"
    assert sheet.range("A2").formula == "Trạng thái"
    sheet.range("A50").formula = "=SUM(A10:B10)"
    assert sheet.range("A50").value == 3.5


def test_emptied_cells_keep_their_look(book: xw.Book) -> None:
    cells = book.sheets["Biên tập"].range("A2:B6")
    cells.color = (255, 230, 153)
    cells.clear_contents()
    assert cells.value == [[None, None]] * 5
    assert (cells.number_format, cells.color) == ("@", (255, 230, 153))
    cells.color = None
    assert cells.color is None
    cells.color = "#C6EFCE"
    assert cells.color == (198, 239, 206)


def test_heights_and_widths_are_read_as_they_were_set(book: xw.Book) -> None:
    cells = book.sheets["Theo dõi"].range("A1:B2")
    cells.row_height = 30
    cells.column_width = 42
    assert cells.row_height == pytest.approx(30, abs=0.1)
    assert cells.column_width == pytest.approx(42, abs=0.2)
    cells.rows[0].row_height = 60
    assert cells.row_height is None


def test_filtered_and_hidden_rows_are_read_and_the_filter_stays(book: xw.Book) -> None:
    sheet = book.sheets["Biên tập"]
    assert [row[0] for row in sheet.range("A2:B6").value] == ["03", "04", "03", "04", "03"]
    hidden = [sheet.range((row, 1)).rows.hidden for row in range(1, 7)]
    assert hidden == [False, False, True, False, True, True]
    assert sheet.range("A1:B6").rows.hidden is None
    sheet.range("B2:B6").value = [[f"sửa {row}"] for row in range(2, 7)]
    assert sheet.range("B2:B6").value == [f"sửa {row}" for row in range(2, 7)]
    assert [sheet.range((row, 1)).rows.hidden for row in range(1, 7)] == hidden


def test_rows_are_put_in_and_taken_out(book: xw.Book) -> None:
    sheet = book.sheets["Biên tập"]
    sheet.range("2:3").insert("down")
    assert sheet.range("A1:A5").value == ["Mục", None, None, "03", "04"]
    sheet.range("2:3").delete()
    assert sheet.range("A1:A3").value == ["Mục", "03", "04"]
    sheet.range("A2").insert("down")
    assert sheet.range("A1:B2").value == [["Mục", "Nội dung"], [None, "- Hướng dẫn 1"]]
    sheet.range("A2").delete("up")
    assert sheet.range("A2").value == "03"


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("https://skhcn.gov.vn/báo-cáo?x=1#muc", "https://skhcn.gov.vn/báo-cáo?x=1#muc"),
        ("mailto:vanthu@skhcn.gov.vn", "mailto:vanthu@skhcn.gov.vn"),
        ("#'Biên tập'!A2", "#'Biên tập'!A2"),
        ("/srv/Sở KH&CN/báo cáo 100%.docx", "/srv/Sở KH&CN/báo cáo 100%.docx"),
        ("/srv/QLCN.xlsx#'Kết quả'!C5", "/srv/QLCN.xlsx#'Kết quả'!C5"),
    ],
)
def test_a_link_leads_where_it_should(book: xw.Book, address: str, read: str) -> None:
    cell = book.sheets["Theo dõi"].range("G5")
    cell.add_hyperlink(address, "Mở", "Bấm để mở")
    assert (cell.value, cell.hyperlink) == ("Mở", read)


def test_a_relative_link_is_beside_the_workbook(book: xw.Book) -> None:
    cell = book.sheets["Theo dõi"].range("G6")
    cell.add_hyperlink("2024-01/QLCN.xlsx", "QLCN")
    assert cell.hyperlink == str(Path(book.fullname).parent / "2024-01" / "QLCN.xlsx")


def test_a_protected_sheet_says_so(book: xw.Book) -> None:
    sheet = book.sheets["Theo dõi"]
    sheet.api.protect("")
    with pytest.raises(UnoError, match="sheet-protected"):
        sheet.range("A1").value = "x"
    with pytest.raises(UnoError, match="sheet-protected"):
        sheet.range("A2").clear_contents()
    assert sheet.range("A2").value == "Trạng thái"
    sheet.api.unprotect("")
    sheet.range("A1").value = "x"
    assert sheet.range("A1").value == "x"


# Buttons and the program


def test_a_button_is_read_written_hidden_and_shown(book: xw.Book) -> None:
    shapes = book.sheets["Theo dõi"].shapes
    button = shapes[0]
    assert shapes[button.name].text == "Tạo báo cáo"
    button.text = "Đang tạo báo cáo…"
    assert shapes[0].text == "Đang tạo báo cáo…"
    button.api.Visible = False
    assert not shapes[0].api.Visible
    button.api.Visible = True
    assert shapes[0].api.Visible
    with pytest.raises(KeyError):
        shapes["Không có"]


def test_the_status_bar_and_switches_can_be_set(book: xw.Book) -> None:
    app = book.app
    before: object = app.status_bar
    with app.properties(screen_updating=False, status_bar="Đang đọc…", display_alerts=False):
        assert app.status_bar == "Đang đọc…"
    assert before is False
    after: object = app.status_bar
    assert after is False


def test_an_error_of_libreoffice_stays_what_it_is(book: xw.Book) -> None:
    """On its way through a context manager it becomes another one, with pyuno as it comes."""
    with pytest.raises(Exception, match=r"cellsuno|docuno") as told, book.app.properties(display_alerts=False):
        book.sheets[0].api.getCellRangeByName("no such cells")
    assert type(told.value).__name__ == "com.sun.star.uno.RuntimeException"


def test_a_libreoffice_that_hangs_is_waited_out_then_told(book: xw.Book, office: Office) -> None:
    path = book.fullname
    started = time.monotonic()
    with office.hanging(), pytest.raises(BusyError):
        attached(path, office.pipe, patience=1.5)
    assert time.monotonic() - started < 15
    assert attached(path, office.pipe).name == book.name


def test_python_ends_though_libreoffice_hangs(book: xw.Book, office: Office) -> None:
    program = "import sys; from macros.attach import book; book(sys.argv[1], sys.argv[2], patience=1)"
    words = [sys.executable, "-c", program, book.fullname, office.pipe]
    with office.hanging():
        said = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=25, check=False)
    assert "BusyError" in said.stderr


def test_a_pipe_at_which_nobody_listens_is_told() -> None:
    with pytest.raises(BusyError):
        attached("/srv/TongHop.ods", "no-such-pipe", patience=0.5)


def test_a_click_loads_nothing_heavy(book: xw.Book, office: Office) -> None:
    program = (
        "import sys; from macros.attach import book; b = book(sys.argv[1], sys.argv[2]);"
        "b.sheets[0].range('A3').value = [['x', 1]]; print(b.sheets[0].range('A3:B3').value);"
        "print(sorted({'pandas', 'numpy', 'matplotlib'} & sys.modules.keys()), sys.modules['xlwings.pro']);"
        "import pandas, builtins; print(pandas.DataFrame([1]).size, builtins.__import__.__name__)"
    )
    words = [sys.executable, "-c", program, book.fullname, office.pipe]
    said = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert said.stdout.splitlines() == ["['x', 1.0]", "[] None", "1 __import__"], said.stderr
