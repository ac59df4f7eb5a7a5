"""Theo dõi tells what a clerk might overlook: an outdated report, files that nobody reads; and what to do."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

from sync.model.duedates import OFFICE_ZONE
from sync.store.service import Event, add_event
from sync.work.clerkview import view
from sync.work.collect import collect
from sync.work.editing import edit_lines
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.received import Received
from sync.work.taking import Typed, take
from tests.work.offices import JANUARY, a_line, as_shown, change


def told(office: Office, *received: Received) -> list[str]:
    return view(office, JANUARY, received).notice.split("\n")


def test_where_there_is_nothing_it_says_so(office: Office) -> None:
    assert told(office) == ["Không có gì."]


def test_a_report_that_says_something_else_than_what_stands_now_is_outdated(office: Office) -> None:
    publish(office, JANUARY)
    assert told(office) == ["Không có gì."]
    assert "đã cũ" not in view(office, JANUARY).report
    first, second = [line for line in edit_lines(office, JANUARY) if line.section == a_line(office).section][:2]
    change(office, first.id, text="Đã làm xong một việc.")
    change(office, second.id, text="Đã làm xong hai việc.")
    (said,) = told(office)
    assert said.startswith("Báo cáo v1 đã cũ: ")
    assert said.endswith(" chỗ trong nội dung đã thay đổi từ khi tạo. Bấm Tạo báo cáo để làm bản mới.")
    assert view(office, JANUARY).report.startswith("Bản chính thức v1, tạo lúc ")
    assert view(office, JANUARY).report.endswith("chỗ thay đổi sau đó")
    publish(office, JANUARY)
    assert told(office) == ["Không có gì."]


def test_each_changed_place_counts_once(office: Office) -> None:
    publish(office, JANUARY)
    change(office, a_line(office).id, text="Đã làm xong một việc.")
    assert view(office, JANUARY).status.changed == 1
    change(office, a_line(office).id, text="Đã làm xong hai việc.")
    assert view(office, JANUARY).status.changed == 2


def test_lines_in_another_order_make_a_report_outdated_too(office: Office) -> None:
    publish(office, JANUARY)
    lines = edit_lines(office, JANUARY)
    section = [line for line in lines if line.section == a_line(office).section]
    typed = [replace(as_shown(line), number=5) if line.id == section[-1].id else as_shown(line) for line in lines]
    take(office, JANUARY, lines, typed)
    assert view(office, JANUARY).status.outdated


def test_a_word_file_in_the_inbox_is_told_with_what_to_do(office: Office) -> None:
    office.inbox.mkdir(exist_ok=True)
    (office.inbox / "báo cáo tháng 1.docx").write_bytes(b"PK")
    (said,) = told(office)
    assert said.startswith(f"“{office.config.inbox}/báo cáo tháng 1.docx” là tệp Word")
    assert said.endswith("nhờ đơn vị điền và gửi biểu Excel.")


def test_a_form_that_waits_in_the_inbox_is_told_with_the_button_to_press(office: Office) -> None:
    office.inbox.mkdir(exist_ok=True)
    shutil.copy(office.folder(JANUARY) / "QLKH_BaoCao_2024-01.xlsx", office.inbox / "qlkh.xlsx")
    (said,) = told(office)
    assert said.endswith("Bấm Nhận tệp để nhận, hoặc để xem vì sao chưa nhận được.")


def test_a_workbook_of_nobody_in_the_inbox_is_told_with_the_reason_once_it_was_met(office: Office) -> None:
    office.inbox.mkdir(exist_ok=True)
    _no_form(office.inbox / "lịch công tác.xlsx")
    outcome = collect(office, JANUARY)
    (said,) = told(office, *outcome.received)
    assert said.startswith(f"“{office.config.inbox}/lịch công tác.xlsx”") or "lịch công tác.xlsx" in said
    assert "Bấm Nhận tệp" not in said


def test_a_workbook_of_nobody_in_the_period_s_folder_is_told_until_it_goes(office: Office) -> None:
    stray = office.folder(JANUARY) / "lịch công tác.xlsx"
    _no_form(stray)
    collect(office, JANUARY)
    (said,) = told(office)
    assert "2024-01/lịch công tác.xlsx" in said
    stray.unlink()
    assert told(office) == ["Không có gì."]


def test_many_are_counted(office: Office) -> None:
    office.inbox.mkdir(exist_ok=True)
    for number in range(9):
        (office.inbox / f"ảnh {number}.jpg").write_bytes(b"x")
    said = told(office)
    assert len(said) == 6
    assert said[-1] == "… và 4 điều nữa."


def test_no_command_is_named_to_who_has_buttons(office: Office) -> None:
    publish(office, JANUARY)
    change(office, a_line(office).id, text="Đã làm xong.")
    office.inbox.mkdir(exist_ok=True)
    shutil.copy(office.folder(JANUARY) / "QLKH_BaoCao_2024-01.xlsx", office.inbox / "qlkh.xlsx")
    (office.inbox / "ảnh.jpg").write_bytes(b"x")
    (office.folder(JANUARY) / "da-nop").write_bytes(b"a file in the folder's place")
    assert "baocao " not in " ".join(told(office))


def test_a_copy_that_could_not_be_written_is_told(office: Office) -> None:
    (office.folder(JANUARY) / "da-nop").write_bytes(b"a file in the folder's place")
    assert any("vào thư mục “2024-01/da-nop”" in said for said in told(office))


def test_a_line_of_her_own_makes_one_more_place(office: Office) -> None:
    publish(office, JANUARY)
    lines = edit_lines(office, JANUARY)
    own = Typed("", a_line(office).section, "Thêm một việc.", "", None, True, False)
    take(office, JANUARY, lines, [*(as_shown(line) for line in lines), own])
    assert view(office, JANUARY).status.changed == 1


def _no_form(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "Lịch công tác"
    book.save(path)


def test_a_service_that_stands_still_is_told_to_the_clerk_and_one_that_never_ran_is_not(office: Office) -> None:
    assert told(office) == ["Không có gì."]
    long_ago = office.now() - dt.timedelta(days=3)
    with office.store.writing() as connection:
        add_event(connection, Event("round", "2024-01", "a", long_ago, {"ok": True, "slot": long_ago.isoformat()}))
        add_event(connection, Event("backup", "", "b", long_ago, {"ok": True}))
    time = f"{long_ago.astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}"
    assert told(office) == [
        f"Từ {time} máy không tự đọc biểu lần nào. Bấm Cập nhật từ các đơn vị, và báo người quản trị.",
        f"Dữ liệu chưa được sao lưu từ {time}. Báo người quản trị chạy baocao backup.",
    ]
