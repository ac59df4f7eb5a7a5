"""Letters as a person reads them: each thing once, in the right place, and nothing that is not so."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import openpyxl
import pytest

import baocao
from sync.service.remind import Reminded, chat_text, remind
from sync.work.wholeround import whole_round
from tests.service.conftest import JANUARY, Bureau, laid_out, moment

ADDRESSES = ("VP", "TTRA", "QLKH", "QLCN")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """VP's form is not marked as sent, TTRA's is cut off, QLKH has sent none, QLCN's has a mistake; remarks written."""
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    text = made.config.read_text(encoding="utf-8")
    for code in ADDRESSES:
        text = text.replace(f"  - code: {code}\n", f"  - code: {code}\n    email: {code.lower()}@example.vn\n")
    made.config.write_text(text, encoding="utf-8")
    type_in(made, "VP", "Thông tin chung", "B11", "Đang soạn")
    type_in(made, "QLCN", "Chỉ tiêu", "E7", "x1")
    made.form("TTRA").write_bytes(made.form("TTRA").read_bytes()[:4000])
    made.form("QLKH").unlink()
    with made.office() as office:
        whole_round(office, JANUARY)
    return made.folder


@pytest.fixture
def mixed(prepared: Path, tmp_path: Path) -> Bureau:
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def type_in(bureau: Bureau, division: str, tab: str, cell: str, value: str) -> None:
    path = bureau.form(division)
    book = openpyxl.load_workbook(path)
    book[tab][cell] = value
    book.save(path)
    came = moment("18/01/2024 08:30").timestamp()
    os.utime(path, (came, came))


def letters(bureau: Bureau, at: str, *, dry_run: bool = True) -> dict[str, tuple[str, list[str]]]:
    """The subject and the lines between greeting and the form's name, by division; the clerk's whole, as "clerk"."""
    bureau.at(at)
    with bureau.office() as office:
        done: Reminded = remind(office, JANUARY, dry_run=dry_run)
    told = {}
    for each in done.letters:
        lines = [line for line in each.letter.text.splitlines() if line]
        division = each.letter.notice.division
        until = next((n for n, line in enumerate(lines) if line.startswith("Cần hỏi thêm")), len(lines))
        told[division.code if division else "clerk"] = (each.letter.subject, lines[1:until])
    return told


def test_a_draft_is_told_that_it_is_not_marked_as_sent_and_nothing_else(mixed: Bureau) -> None:
    subject, lines = letters(mixed, "17/01/2024 08:00")["VP"]
    assert subject == "[Sở KH&CN] Biểu tháng 01/2024 chưa chọn Đã gửi – Văn phòng Sở"
    assert lines == [
        "- Còn 2 ngày làm việc là đến hạn gửi biểu tháng 01/2024 (ngày 19/01/2024).",
        "- Biểu tháng 01/2024 đã có nội dung nhưng Trạng thái chưa phải “Đã gửi”; soạn xong xin chọn Đã gửi.",
        "Tệp biểu của đơn vị: VP_BaoCao_2024-01.xlsx",
    ]


def test_what_is_to_be_mended_is_counted_once_and_its_place_is_named(mixed: Bureau) -> None:
    subject, lines = letters(mixed, "18/01/2024 08:00")["QLCN"]
    assert subject == "[Sở KH&CN] Biểu tháng 01/2024 có điểm phải sửa – Phòng Quản lý Công nghệ và Chuyên ngành"
    assert lines[0] == "Biểu tháng 01/2024 còn 1 điểm phải sửa trước khi đưa vào báo cáo:"
    assert lines[1].startswith("1. Tờ Chỉ tiêu, ô E7: Chỉ tiêu “")
    assert lines[2:] == [
        "Xem từng điểm trong tệp “QLCN_BaoCao_2024-01 - Ý kiến rà soát.xlsx”, để cạnh tệp biểu.",
        "Tệp biểu của đơn vị: QLCN_BaoCao_2024-01.xlsx",
    ]


@pytest.mark.parametrize(
    ("feedback", "said"),
    [
        ("inside", "Xem từng điểm ở tờ Ý kiến rà soát của biểu."),
        ("off", "Tệp biểu của đơn vị: QLCN_BaoCao_2024-01.xlsx"),
    ],
)
def test_remarks_that_stand_in_the_form_are_looked_for_there(bureau: Bureau, feedback: str, said: str) -> None:
    text = bureau.config.read_text(encoding="utf-8")
    text = text.replace("  - code: QLCN\n", f"  - code: QLCN\n    feedback: {feedback}\n")
    bureau.config.write_text(text, encoding="utf-8")
    type_in(bureau, "QLCN", "Chỉ tiêu", "E7", "x1")
    with bureau.office() as office:
        whole_round(office, JANUARY)
        wrong = next(line for line in chat_text(office, JANUARY) if "Công nghệ và Chuyên ngành" in line)
    assert letters(bureau, "18/01/2024 09:00")["QLCN"][1][2] == said
    assert wrong.endswith("xem tờ Ý kiến rà soát của biểu" if feedback == "inside" else "còn 1 điểm phải sửa")


def test_a_form_that_cannot_be_read_is_told_why_by_its_name(mixed: Bureau) -> None:
    subject, lines = letters(mixed, "17/01/2024 08:00")["TTRA"]
    assert subject == "[Sở KH&CN] Không đọc được biểu tháng 01/2024 – Thanh tra Sở"
    assert lines[0] == "- Còn 2 ngày làm việc là đến hạn gửi biểu tháng 01/2024 (ngày 19/01/2024)."
    assert lines[1].startswith("- Tệp “TTRA_BaoCao_2024-01.xlsx” bị thiếu phần cuối")
    assert lines[2:] == ["Tệp biểu của đơn vị: TTRA_BaoCao_2024-01.xlsx"]


def test_who_is_overdue_hears_what_is_lacking_also_where_that_was_told_before(mixed: Bureau) -> None:
    letters(mixed, "18/01/2024 08:00", dry_run=False)
    told = letters(mixed, "22/01/2024 08:00")
    late = "- Hạn gửi biểu tháng 01/2024 là ngày 19/01/2024, đã quá 1 ngày làm việc mà sở chưa nhận được biểu đã gửi."
    assert told["VP"][0] == "[Sở KH&CN] Quá hạn gửi biểu tháng 01/2024 – Văn phòng Sở"
    assert told["VP"][1][:2] == [
        late,
        "- Biểu tháng 01/2024 đã có nội dung nhưng Trạng thái chưa phải “Đã gửi”; soạn xong xin chọn Đã gửi.",
    ]
    assert told["TTRA"][1][0] == late
    assert told["TTRA"][1][1].startswith("- Tệp “TTRA_BaoCao_2024-01.xlsx” bị thiếu phần cuối")
    assert "QLCN" not in told, "its mistakes were told; it is not overdue"


def test_the_chat_names_the_file_in_which_the_remarks_stand(mixed: Bureau) -> None:
    with mixed.office() as office:
        assert list(chat_text(office, JANUARY))[1:] == [
            "- Văn phòng Sở: đang soạn",
            "- Thanh tra Sở: không đọc được",
            "- Phòng Quản lý Khoa học: chưa gửi",
            "- Phòng Quản lý Công nghệ và Chuyên ngành: đã gửi, còn 1 điểm phải sửa, "
            "xem tệp “QLCN_BaoCao_2024-01 - Ý kiến rà soát.xlsx”",
        ]


def test_the_clerk_reads_how_each_stands_without_counting_that_among_the_mistakes(mixed: Bureau) -> None:
    _, lines = letters(mixed, "18/01/2024 08:00")["clerk"]
    assert "… VP – Văn phòng Sở: Đang soạn; 2 cần xem lại" in lines
    assert "✗ TTRA – Thanh tra Sở: Không đọc được" in lines
    assert "… QLKH – Phòng Quản lý Khoa học: Chưa gửi" in lines
    (row,) = (line for line in lines if line.startswith("✓ QLCN"))
    assert row.startswith("✓ QLCN – Phòng Quản lý Công nghệ và Chuyên ngành: Đã gửi; 1 phải sửa, ")
    assert "- VP – Văn phòng Sở: có bản đang soạn (bản 1) lúc 09:00 18/01/2024." in lines


def test_whom_no_letter_reaches_is_to_be_called_about_what_is_to_be_mended(mixed: Bureau) -> None:
    text = mixed.config.read_text(encoding="utf-8")
    mixed.config.write_text(text.replace("    email: qlcn@example.vn\n", "    phone: 0259 000 002\n"), encoding="utf-8")
    _, lines = letters(mixed, "18/01/2024 08:00")["clerk"]
    assert lines[lines.index("Nên gọi điện:") + 1] == (
        "- Phòng Quản lý Công nghệ và Chuyên ngành: còn 1 điểm phải sửa, điện thoại 0259 000 002, chưa có địa chỉ thư."
    )


def test_a_form_that_nobody_has_filled_in_is_no_news(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(bureau.folder / "2024-01")
    assert baocao.main(["templates", "--period", "2024-01", "--config", str(bureau.config)]) == 0
    with bureau.office() as office:
        whole_round(office, JANUARY)
    _, lines = letters(bureau, "18/01/2024 08:00")["clerk"]
    assert "… VP – Văn phòng Sở: Chưa gửi" in lines
    assert not [line for line in lines if "có bản" in line or "phải sửa" in line]


def test_an_overdue_form_is_asked_for_three_days_running_then_once_a_week(mixed: Bureau) -> None:
    """Monday 22 January is the first working day after the due date; Tết is from 8 to 14 February."""
    days = [f"{day:02d}/{month:02d}/2024" for month in (1, 2) for day in range(1, 32 if month == 1 else 30)]
    asked = [day for day in days[19:] if "QLKH" in letters(mixed, f"{day} 08:00", dry_run=False)]
    assert asked == ["22/01/2024", "23/01/2024", "24/01/2024", "31/01/2024", "07/02/2024", "21/02/2024", "28/02/2024"]
