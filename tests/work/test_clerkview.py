"""What the clerk's workbook shows of a period."""

from __future__ import annotations

from pathlib import Path

from sync.work.clerkview import Link, view
from sync.work.closing import lock
from sync.work.office import Office
from sync.work.publish import publish
from tests.work.offices import JANUARY, a_line, change


def test_it_shows_who_handed_in_what_was_found_and_every_line(office: Office) -> None:
    shown = view(office, JANUARY)
    assert [row["state"] for row in shown.divisions] == ["✓ Đã gửi"] * len(office.config.divisions)
    assert all(isinstance(row["file"], Link) and Path(row["file"].target).is_file() for row in shown.divisions)
    assert [row["id"] for row in shown.line_rows] == [line.id for line in shown.lines]
    assert {row["severity"] for row in shown.findings} <= {"! Cần xem lại", "i Lưu ý"}
    assert shown.report == "Chưa có báo cáo"
    assert shown.locked == "Đang mở"
    assert {title for _, title in shown.sections} >= {line.title for line in shown.lines}


def test_what_is_done_is_in_the_log_newest_first(office: Office) -> None:
    change(office, a_line(office).id, text="Đã làm xong.")
    publish(office, JANUARY)
    lock(office, JANUARY)
    shown = view(office, JANUARY)
    assert [row["kind"] for row in shown.log][-1] == "Cập nhật"
    assert {row["kind"] for row in shown.log} == {"Cập nhật", "Biên tập", "Báo cáo", "Chốt số liệu"}
    assert shown.report.startswith("Bản chính thức v1")
    assert shown.locked.startswith("Đã chốt ngày 19/01/2024")
    (edited,) = [row for row in shown.line_rows if row["state"]]
    assert (edited["text"], edited["state"]) == ("Đã làm xong.", "đã biên tập")
    assert edited["theirs"]
