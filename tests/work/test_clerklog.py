"""What the log says of each thing that was done: one row for one act, in words that the clerk typed or chose."""

from __future__ import annotations

from dataclasses import replace

from sync.work.clerkview import view
from sync.work.collect import collect
from sync.work.decide import accept, judge, withdraw
from sync.work.editing import edit_lines
from sync.work.office import Office
from sync.work.taking import Typed, take
from tests.work.offices import JANUARY, a_line, as_shown, change
from tests.work.test_newer import changed


def log(office: Office, kind: str) -> list[str]:
    return [str(row["what"]) for row in view(office, JANUARY).log if row["kind"] == kind]


def test_a_new_wording_is_shown_beside_the_old(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, text="Đã làm xong.")
    assert log(office, "Biên tập") == [f"Nội dung: “{line.wording.text}” → “Đã làm xong.”"]


def test_what_was_changed_of_one_line_at_once_is_one_row(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, text="Đã làm xong.", included=False)
    (row,) = log(office, "Biên tập")
    assert "→ “Đã làm xong.”" in row
    assert "Đưa vào báo cáo: Không" in row


def test_two_lines_are_two_rows(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    first, second = (line for line in lines[:2])
    typed = [replace(as_shown(line), included=line not in {first, second}) for line in lines]
    take(office, JANUARY, lines, typed)
    assert log(office, "Biên tập") == ["Đưa vào báo cáo: Không"] * 2


def test_a_line_of_her_own_is_one_row_without_what_she_never_typed(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    typed = [as_shown(line) for line in lines]
    take(office, JANUARY, lines, [*typed, Typed("", lines[0].section, "Thêm một việc.", "", None, True, False)])
    (row,) = log(office, "Biên tập")
    assert "Nội dung: “Thêm một việc.”" in row
    assert "Trình bày" not in row
    assert "“”" not in row


def test_decisions_say_what_they_are_about(office: Office) -> None:
    found = judge(office, JANUARY).findings[0]
    accept(office, JANUARY, [found.id], "đã hỏi đơn vị")
    accept(office, JANUARY, [], "xin gửi sau", without=["QLCN"])
    withdraw(office, JANUARY, [], "nay đã gửi", without=["QLCN"])
    assert sorted(log(office, "Chấp nhận")) == ["Không chờ QLCN: xin gửi sau", f"Ý kiến {found.id}: đã hỏi đơn vị"]
    assert log(office, "Rút lại") == ["Không chờ QLCN: nay đã gửi"]


def test_a_copy_is_called_by_its_file(office: Office) -> None:
    folder = office.config.folder / "2024-01"
    copy = folder / "QLKH_BaoCao_2024-01 (2).xlsx"
    changed(folder / "QLKH_BaoCao_2024-01.xlsx", copy, "Một câu chỉ có ở bản này.")
    collect(office, JANUARY)
    accept(office, JANUARY, [], "bản gửi sau", use=copy.name)
    assert log(office, "Chấp nhận") == ["Dùng tệp 2024-01/QLKH_BaoCao_2024-01 (2).xlsx: bản gửi sau"]
