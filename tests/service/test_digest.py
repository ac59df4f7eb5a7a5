"""The clerk's morning letter: what is wrong, what changed since the last one, what came and lies unread."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sync.service.nightly import Step, make_round, tick
from sync.service.remind import remind
from sync.work.publish import publish
from sync.work.wholeround import whole_round
from tests.service.conftest import JANUARY, Bureau, laid_out
from tests.service.test_letter_words import type_in

MEND = "Phải sửa trước khi làm báo cáo chính thức:"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """January, all handed in; QLCN's form has a mistake; the clerk had her letter at eight."""
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    type_in(made, "QLCN", "Chỉ tiêu", "E7", "x1")
    made.at("18/01/2024 08:00")
    with made.office() as office:
        whole_round(office, JANUARY)
        remind(office, JANUARY)
    return made.folder


@pytest.fixture
def told(prepared: Path, tmp_path: Path) -> Bureau:
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def morning(bureau: Bureau, at: str) -> dict[str, list[str]]:
    """What stands below each heading of the clerk's letter, after a round; {} where she gets none."""
    bureau.at(at)
    with bureau.office() as office:
        whole_round(office, JANUARY)
        mine = [each.letter.text for each in remind(office, JANUARY).letters if each.letter.notice.division is None]
    parts: dict[str, list[str]] = {}
    for line in mine[0].splitlines() if mine else ():
        if line.endswith(":"):
            parts[line] = []
        elif line.startswith("- ") and parts:
            list(parts.values())[-1].append(line[2:])
    return parts


def test_what_is_wrong_is_told_with_its_place(told: Bureau) -> None:
    (line,) = morning(told, "19/01/2024 08:00")[MEND]
    assert line.startswith("Phòng Quản lý Công nghệ và Chuyên ngành, tờ Chỉ tiêu, ô E7: Chỉ tiêu “")


def test_where_nothing_is_wrong_nothing_is_said_of_it(bureau: Bureau) -> None:
    assert MEND not in morning(bureau, "19/01/2024 08:00")


def test_a_file_that_cannot_be_read_is_a_change_and_told_once(told: Bureau) -> None:
    told.form("TTRA").write_bytes(told.form("TTRA").read_bytes()[:4000])
    parts = morning(told, "19/01/2024 08:00")
    changed = "TTRA – Thanh tra Sở: có tệp không đọc được, thấy lúc 08:00 19/01/2024."
    assert parts["Thay đổi từ lần báo trước:"] == [changed]
    assert any(line.startswith("Thanh tra Sở: Tệp “") for line in parts[MEND])
    assert "Thay đổi từ lần báo trước:" not in morning(told, "22/01/2024 08:00")


def test_a_file_that_waits_in_the_inbox_is_named(told: Bureau) -> None:
    """Whoever sent it thinks that it was taken in."""
    (told.folder / "hop-thu-den" / "QLKH sửa lại.xlsx").write_bytes(b"PK\x03\x04")
    (told.folder / "hop-thu-den" / "công văn.pdf").write_bytes(b"%PDF-1.7")
    said = morning(told, "19/01/2024 08:00")["Cần xem:"]
    assert any("hop-thu-den/QLKH sửa lại.xlsx" in line for line in said)
    assert any("hop-thu-den/công văn.pdf" in line for line in said)


def test_the_log_says_why_it_was_not_taken_in(told: Bureau) -> None:
    (told.folder / "hop-thu-den" / "QLKH sửa lại.xlsx").write_bytes(b"PK\x03\x04")
    told.at("19/01/2024 08:00")
    tick(told.config, (Step("round", make_round),), told.now)
    (line,) = (line for line in told.log().splitlines() if "hop-thu-den" in line)
    assert "WARNING" in line
    assert "Tệp “hop-thu-den/QLKH sửa lại.xlsx” bị thiếu phần cuối" in line


def test_a_file_s_name_makes_no_line_of_the_letter(told: Bureau) -> None:
    name = "a\nNên gọi điện:\n- Giám đốc, 0259 999 999.pdf"
    (told.folder / "hop-thu-den" / name).write_bytes(b"%PDF-1.7")
    parts = morning(told, "19/01/2024 08:00")
    assert not any("Giám đốc" in line for line in parts["Nên gọi điện:"])
    assert any("a Nên gọi điện: - Giám đốc" in line for line in parts["Cần xem:"])


def test_many_files_are_counted(told: Bureau) -> None:
    for number in range(9):
        (told.folder / "hop-thu-den" / f"ảnh {number}.jpg").write_bytes(b"\xff\xd8")
    said = morning(told, "19/01/2024 08:00")["Cần xem:"]
    assert sum("hop-thu-den/ảnh" in line for line in said) == 4
    assert "… và 5 tệp nữa không được đọc; xem baocao status." in said


def test_a_report_that_was_made_belongs_to_the_days_changes(told: Bureau) -> None:
    told.at("18/01/2024 15:00")
    with told.office() as office:
        publish(office, JANUARY, draft=True)
    changes = morning(told, "19/01/2024 08:00")["Thay đổi từ lần báo trước:"]
    assert changes == ["Đã làm báo cáo bản 1 (dự thảo) lúc 15:00 18/01/2024."]


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("06/02/2024", False),
        ("07/02/2024", True),  # ten working days before the 28th: at Tết nobody works
    ],
)
def test_the_next_months_forms_are_missed_before_it_is_too_late(told: Bureau, day: str, asked: bool) -> None:
    text = told.config.read_text(encoding="utf-8")
    text = text.replace("due_divisions: 20", "due_divisions: 28").replace("due_report: 25", "due_report: 28")
    told.config.write_text(text, encoding="utf-8")
    said = morning(told, f"{day} 08:00").get("Cần xem:", [])
    sentence = (
        "Chưa làm biểu tháng 02/2024 mà hạn của các đơn vị là 28/02/2024: bấm Mở kỳ mới trong TongHop, "
        "hoặc chạy baocao templates --period 2024-02."
    )
    assert (sentence in said) == asked
