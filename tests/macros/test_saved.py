"""Where macros are forbidden: what was typed into a saved TongHop is taken in before a command does anything else."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.workbook.workbook import Workbook

import baocao
from macros.layout import DIVISIONS, FINDINGS, LINES, NO, SIGNED, YES, Table
from macros.making import make_workbooks
from macros.saved import Saved, is_open, lines_told, take_saved
from macros.starters import starter
from sync.store import clerk
from sync.work.closing import issue, lock
from sync.work.decide import judge
from sync.work.editing import edit_lines
from sync.work.handout import hand_out
from sync.work.office import Office
from sync.work.publish import publish
from tests.work.conftest import laid_out, office  # noqa: F401 the fixtures
from tests.work.offices import JANUARY, a_line, printed

pytestmark = pytest.mark.filterwarnings("ignore:Print area:UserWarning")  # openpyxl knows none of whole columns


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.spreadsheet.find_office", lambda: None)


@pytest.fixture
def book(office: Office) -> Path:  # noqa: F811
    """TongHop of January, as it was made."""
    return make_workbooks(office, JANUARY).xlsm


def typed(file: Path, change: Callable[[Workbook], None], save_as: str = "") -> Path:
    """The clerk opens a workbook, types, saves (under another name, where one is given) and closes it."""
    workbook = openpyxl.load_workbook(file)  # its macros are lost, as where they are forbidden
    change(workbook)
    target = file.with_name(save_as or file.name)
    workbook.save(target)
    if target != file:
        file.unlink()
    return target


def put(workbook: Workbook, table: Table, row: int, **cells: object) -> None:
    sheet = workbook[table.sheet]
    for key, value in cells.items():
        cell = sheet.cell(row, table.column(key))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # the cells are of text: "=" begins no formula


def row_of(workbook: Workbook, table: Table, key: str, value: str) -> int:
    sheet = workbook[table.sheet]
    column = table.column(key)
    return next(r for r in range(table.first_row, sheet.max_row + 1) if sheet.cell(r, column).value == value)


def taken(office: Office) -> tuple[Saved, ...]:  # noqa: F811
    return take_saved(office, office.config.folder)


def test_a_workbook_as_it_was_made_has_nothing_to_take(office: Office, book: Path) -> None:  # noqa: F811
    assert taken(office) == ()


@pytest.mark.parametrize("name", ["", "TongHop.xlsx"])
def test_what_was_typed_is_taken_in_and_told(office: Office, book: Path, name: str) -> None:  # noqa: F811
    line, other = a_line(office), edit_lines(office, JANUARY)[0]
    text = f"Trong tháng, {line.shown.text}"

    def change(workbook: Workbook) -> None:
        put(workbook, LINES, row_of(workbook, LINES, "id", line.id), text=text)
        put(workbook, LINES, row_of(workbook, LINES, "id", other.id), included=NO)
        end = workbook[LINES.sheet].max_row + 1
        label = workbook[LINES.sheet].cell(row_of(workbook, LINES, "id", line.id), LINES.column("section")).value
        put(workbook, LINES, end, section=label, text="=Một dòng mới")

    file = typed(book, change, name)
    (found,) = taken(office)
    assert (found.file, found.changes, found.refused) == (file, 3, ())
    assert list(lines_told((found,))) == [f"Đã nhận 3 thay đổi gõ trong {file.name}."]
    now = {x.id: x for x in edit_lines(office, JANUARY)}
    assert (now[line.id].shown.text, now[other.id].included) == (text, False)
    assert "=Một dòng mới" in printed(office, line.section)


def test_taken_twice_a_new_line_stays_one(office: Office, book: Path) -> None:  # noqa: F811
    section = a_line(office).title

    def change(workbook: Workbook) -> None:
        put(workbook, LINES, workbook[LINES.sheet].max_row + 1, section=section, text="Một dòng mới.")

    typed(book, change)
    taken(office)
    taken(office)
    assert printed(office).count("Một dòng mới.") == 1


def test_decisions_are_taken_in_under_the_name_of_who_works(office: Office, book: Path) -> None:  # noqa: F811
    finding = next(each for each in judge(office, JANUARY).findings if each.severity == "warning")

    def change(workbook: Workbook) -> None:
        put(workbook, FINDINGS, row_of(workbook, FINDINGS, "id", finding.id), accepted=YES, reason="đã hỏi")
        sheet = workbook[DIVISIONS.sheet]
        who = next(r for r in range(1, DIVISIONS.heading_row) if sheet.cell(r, 1).value == "Người làm")
        sheet.cell(who, 2).value = "Trần Thị Bình"
        put(workbook, DIVISIONS, row_of(workbook, DIVISIONS, "code", "TTKT"), without=YES, reason="chưa có số")

    typed(book, change)
    (found,) = taken(office)
    assert (found.changes, found.refused) == (2, ())
    judged = judge(office, JANUARY)
    accepted = judged.accepted(next(each for each in judged.findings if each.id == finding.id))
    assert accepted is not None
    assert (accepted.reason, accepted.who) == ("đã hỏi", "Trần Thị Bình")
    assert judged.without == {"TTKT"}


def test_what_cannot_be_understood_is_named_by_its_cell_and_nothing_of_its_sheet_is_taken(
    office: Office,  # noqa: F811
    book: Path,
) -> None:
    line = a_line(office)

    def change(workbook: Workbook) -> None:
        row = row_of(workbook, LINES, "id", line.id)
        put(workbook, LINES, row, text="Câu mới.", included="có thể")

    typed(book, change)
    (found,) = taken(office)
    assert found.changes == 0
    assert "“có thể” không phải là Có hay Không." in found.refused[0]
    with office.store.reading() as connection:
        assert clerk.edits(connection, "2024-01") == []


@pytest.mark.parametrize("mark", ["~$TongHop.xlsm", ".~lock.TongHop.xlsm#"])
def test_a_workbook_that_is_open_says_so_and_nothing_is_taken(office: Office, book: Path, mark: str) -> None:  # noqa: F811
    line = a_line(office)
    typed(book, lambda w: put(w, LINES, row_of(w, LINES, "id", line.id), text="Câu mới."))
    book.with_name(mark).write_bytes(b"")
    assert is_open(book)
    (found,) = taken(office)
    assert found.refused == (
        "TongHop.xlsm đang mở nên chưa thấy hết những gì đã gõ trong đó. Lưu sổ (Ctrl+S), đóng sổ, rồi chạy lại.",
    )
    book.with_name(mark).unlink()
    assert taken(office)[0].changes == 1


def test_a_workbook_of_another_store_or_one_that_is_broken_is_told(office: Office, book: Path) -> None:  # noqa: F811
    typed(book, lambda w: setattr(w["_cauhinh"].cell(7, 2), "value", "0" * 64))
    assert "không khớp với kho dữ liệu" in taken(office)[0].refused[0]
    book.write_bytes(b"PK\x03\x04...")
    assert "bị hỏng hoặc có mật khẩu" in taken(office)[0].refused[0]


def test_what_was_typed_into_a_closed_period_names_its_cell_and_what_stood_there(
    office: Office,  # noqa: F811
    book: Path,
) -> None:
    line = a_line(office)
    publish(office, JANUARY)
    lock(office, JANUARY)
    typed(book, lambda w: put(w, LINES, row_of(w, LINES, "id", line.id), text="Gõ muộn."))
    row = row_of(openpyxl.load_workbook(book), LINES, "id", line.id)
    (found,) = taken(office)
    assert f"Tờ Biên tập, ô E{row}: số liệu tháng 01/2024 đã chốt" in found.refused[0]
    assert f"Trước khi gõ, ô đó ghi “{line.shown.text}”." in found.refused[0]
    assert "bấm Mở lại" in found.refused[0]


class TestTheSignedReport:
    """Bản ký: she flags what to take, here in a saved workbook; an open one is read the same way."""

    def signed(self, office: Office, tmp_path: Path, change: Callable[[Document], object]) -> Path:  # noqa: F811
        """January was signed with changes made in Word; February's forms had been made before."""
        shutil.rmtree(office.folder(JANUARY.next()))
        made = publish(office, JANUARY)
        lock(office, JANUARY)
        hand_out(office, JANUARY.next())
        document = docx.Document(str(made.docx))
        change(document)
        document.save(str(tmp_path / "ký.docx"))
        issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.docx")
        return make_workbooks(office, JANUARY).xlsm

    def test_a_task_that_is_taken_names_the_forms_that_still_say_it_otherwise(
        self,
        office: Office,  # noqa: F811
        tmp_path: Path,
    ) -> None:
        task = next(x for x in edit_lines(office, JANUARY) if x.tab == "Kế hoạch")

        def change(document: Document) -> None:
            paragraph = next(p for p in reversed(document.paragraphs) if task.shown.text[:40] in p.text)
            run = next(r for r in paragraph.runs if task.shown.text[:20] in r.text)
            run.text = run.text.replace(task.shown.text[:20], f"Khẩn trương {task.shown.text[:20].lower()}")

        file = self.signed(office, tmp_path, change)
        typed(file, lambda w: put(w, SIGNED, SIGNED.first_row, take=YES))
        (found,) = taken(office)
        assert (found.changes, found.refused) == (1, ())
        assert found.told.startswith("Biểu tháng 02/2024 đã phát còn lời văn kế hoạch cũ ở 1 dòng:")
        assert f"gửi lại cho {task.division}." in found.told
        assert found.told in list(lines_told((found,)))

    def test_what_stands_in_no_line_cannot_be_taken_and_says_so(self, office: Office, tmp_path: Path) -> None:  # noqa: F811
        def change(document: Document) -> None:
            document.tables[1].rows[0].cells[0].paragraphs[1].runs[0].text = "- Bộ KH&CN (để báo cáo);"

        file = self.signed(office, tmp_path, change)
        typed(file, lambda w: put(w, SIGNED, SIGNED.first_row, take=YES))
        (found,) = taken(office)
        assert found.changes == 0
        assert "chỗ này chỉ để biết" in found.refused[0]


class TestTheDoubleClick:
    def test_the_report_says_what_was_typed(
        self,
        office: Office,  # noqa: F811
        book: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """2-Tao-bao-cao.cmd runs these three."""
        line = a_line(office)
        typed(book, lambda w: put(w, LINES, row_of(w, LINES, "id", line.id), text="Câu gõ trong sổ đã lưu."))
        config = ("--config", str(office.config.path), "--period", "2024-01")
        assert baocao.main(["workbook", "--take", *config]) == 0
        assert "Đã nhận 1 thay đổi gõ trong TongHop.xlsm." in capsys.readouterr().out
        assert baocao.main(["report", *config]) == 0
        assert "Câu gõ trong sổ đã lưu." in printed(office)
        assert baocao.main(["workbook", *config]) == 0
        anew = openpyxl.load_workbook(book)
        assert row_of(anew, LINES, "text", "Câu gõ trong sổ đã lưu.")

    def test_it_goes_no_further_where_something_cannot_be_taken(
        self,
        office: Office,  # noqa: F811
        book: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        typed(book, lambda w: put(w, LINES, LINES.first_row, number="mười"))
        before = book.read_bytes()
        config = ("--config", str(office.config.path), "--period", "2024-01")
        assert baocao.main(["workbook", "--take", *config]) == 2
        assert "“mười” không phải là số thứ tự." in capsys.readouterr().out
        assert book.read_bytes() == before
        lines = starter("python", "x", ("workbook --take", "report")).decode().split("\r\n")
        after = lines[lines.index('"python" -P -m baocao workbook --take') + 1 :]
        assert after[:2] == ["if errorlevel 2 set failed=1", "if defined failed goto told"]
        assert ":told" in lines[lines.index('"python" -P -m baocao report') :]

    def test_a_new_workbook_takes_in_what_the_old_one_held(self, office: Office, book: Path) -> None:  # noqa: F811
        line = a_line(office)
        typed(book, lambda w: put(w, LINES, row_of(w, LINES, "id", line.id), text="Câu mới trong sổ cũ."))
        assert baocao.main(["workbook", "--config", str(office.config.path), "--period", "2024-01"]) == 0
        assert "Câu mới trong sổ cũ." in printed(office)
        assert book.with_name("TongHop_cu_1.xlsm").is_file()


@pytest.mark.office
def test_a_workbook_that_libreoffice_saved_is_read_too(office: Office, book: Path, tmp_path: Path) -> None:  # noqa: F811
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    line = a_line(office)
    typed(book, lambda w: put(w, LINES, row_of(w, LINES, "id", line.id), text="Câu mới."), "TongHop.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    folder = office.config.folder
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "TongHop.xlsx")], check=True, capture_output=True)
    (folder / "TongHop.xlsx").unlink()
    (found,) = taken(office)
    assert (found.file.name, found.changes, found.refused) == ("TongHop.ods", 1, ())
