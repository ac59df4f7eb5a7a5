"""What a division typed into its real form, and what stands in the report and among the findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sync.render.reading_back import ReadBack, read_back
from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")


@pytest.fixture
def typed(desk: Desk) -> Callable[[str, Callable[[Workbook], None]], dict[str, list[str]]]:
    """Change a division's form as in Excel, read it, and return the cells that each check speaks of."""

    def change(division: str, how: Callable[[Workbook], None]) -> dict[str, list[str]]:
        path = desk.form(division)
        book = load_workbook(path)
        how(book)
        book.save(path)
        desk.came(path)
        desk.say("sync", *JANUARY)
        said: dict[str, list[str]] = {}
        for finding in desk.say("check", *JANUARY, "--format", "json").json["findings"]:
            if finding["division"] in {division, None}:
                said.setdefault(finding["code"], []).append(f"{finding['tab']}!{finding['cell']}")
        return said

    return change


def printed(desk: Desk) -> ReadBack:
    made = Path(desk.say("report", *JANUARY, "--draft", "--format", "json").json["docx"])
    return read_back(made.read_bytes())


def test_a_plan_typed_as_people_type_it_is_numbered_once(
    desk: Desk, typed: Callable[..., dict[str, list[str]]]
) -> None:
    def change(book: Workbook) -> None:
        book["Kế hoạch"]["A6"] = "1. Kiểm định cân[1];\n2. Kiểm định {PTD-KD} công tơ.\n- Hiệu chuẩn nhiệt kế."
        book["Kế hoạch"]["A7"] = "3.1. Lấy mẫu nước thải."
        book["Kế hoạch"]["A8"] = 12

    said = typed("TTKT", change)
    assert said["plan-marker"] == ["Kế hoạch!A6"]
    assert said["not-text"] == ["Kế hoạch!A8"]
    lines = printed(desk).lines
    at = next(at for at, line in enumerate(lines) if line.endswith("Kiểm định cân;"))
    numbers, tasks = zip(*(line.split(". ", 1) for line in lines[at : at + 4]), strict=True)
    assert tasks == (
        "Kiểm định cân;",
        "Kiểm định 147 công tơ.",
        "Hiệu chuẩn nhiệt kế.",
        "Lấy mẫu nước thải.",
    )
    assert [int(number) for number in numbers] == list(range(int(numbers[0]), int(numbers[0]) + 4))


def test_cells_merged_sideways_are_printed_once_and_told(
    desk: Desk, typed: Callable[..., dict[str, list[str]]]
) -> None:
    def change(book: Workbook) -> None:
        book["Kết quả"]["C7"] = "Kiểm định cân tại các chợ."
        book["Kết quả"]["D7"] = None
        book["Kết quả"].merge_cells("C7:D7")

    said = typed("TTKT", change)
    assert said["merged-across"] == ["Kết quả!C7"]
    read = printed(desk)
    assert [line for line in read.lines if "Kiểm định cân tại các chợ." in line] == ["- Kiểm định cân tại các chợ."]
    assert not any("Kiểm định cân" in note for note in read.notes)


def test_numbers_that_cannot_be_meant_so_are_asked_about(
    desk: Desk, typed: Callable[..., dict[str, list[str]]]
) -> None:
    def change(book: Workbook) -> None:
        for cell, value in (("E7", 92.5), ("E8", "khoảng 5"), ("E9", 1.007)):
            book["Chỉ tiêu"][cell] = value

    said = typed("TTKT", change)
    assert said["fraction-under-count"] == ["Chỉ tiêu!E7"]
    assert said["approximate-number"] == ["Chỉ tiêu!E8"]
    assert said["ambiguous-number"] == ["Chỉ tiêu!E9"]
    message = desk.say("check", *JANUARY).out
    assert "ghi “1,007”, có thể hiểu là 1007 hay 1,007" in message
    assert "92500" not in message


def test_a_raised_digit_without_its_note_is_told_and_a_power_is_none(
    desk: Desk, typed: Callable[..., dict[str, list[str]]]
) -> None:
    def change(book: Workbook) -> None:
        book["Kết quả"]["C7"] = "Kiểm định tại các cơ sở² trên 50 m² với 10³ lít."

    said = typed("TTKT", change)
    assert said["marker-without-note"] == ["Kết quả!C7"]
    assert "- Kiểm định tại các cơ sở trên 50 m² với 10³ lít." in printed(desk).lines


@pytest.mark.parametrize("value", [46000, dt.date(2024, 1, 20), True])
def test_what_is_no_sentence_is_told(typed: Callable[..., dict[str, list[str]]], value: object) -> None:
    def change(book: Workbook) -> None:
        book["Kết quả"]["C7"] = value

    assert typed("TTKT", change)["not-text"] == ["Kết quả!C7"]


def test_an_annex_without_rows_goes_with_the_words_that_point_to_it(
    desk: Desk, typed: Callable[..., dict[str, list[str]]]
) -> None:
    def change(book: Workbook) -> None:
        book["PL nhiệm vụ KH&CN"].delete_rows(6, 200)

    assert any("phụ lục kèm theo" in line for line in printed_before(desk).lines)
    assert typed("QLKH", change)["annex-empty"] == ["None!None"]
    read = printed(desk)
    assert read.tables == ()
    assert not any("phụ lục" in line.lower() for line in read.lines)
    message = desk.say("check", *JANUARY).out
    assert "nên báo cáo không có phụ lục này và bỏ câu “(Chi tiết theo phụ lục kèm theo).”" in message


def printed_before(desk: Desk) -> ReadBack:
    desk.say("sync", *JANUARY)
    return printed(desk)
