"""A row as staff typed it, and what is read: tasks of a plan, merged cells, struck-out rows, marks, odd values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from sheets.grid import Cell, CellValue, Place
from sync.model.records import Activity, NoteRef, Submission
from sync.reading.cells import read_number, read_text, read_words
from tests.checks.builders import Sheet, submission_of

SECTION = "Hoạt động của đơn vị sự nghiệp"
HEADINGS = "## Kết quả\n| Mục | Trình bày | Nội dung | Chú thích |\n"


def plan(cell: str) -> Submission:
    return submission_of(
        Sheet(f"## Kế hoạch\n| Nội dung | Đơn vị chủ trì | Thời hạn hoàn thành |\n| {cell} | TĐC | T2 |")
    )


def tasks(cell: str) -> list[str]:
    return [item.text for item in plan(cell).plan]


def codes(submission: Submission) -> list[str]:
    return [problem.code for problem in submission.problems]


def results(rows: str, *merges: tuple[int, int, int, int]) -> Submission:
    return submission_of(replace(Sheet(HEADINGS + rows), merges={"Kết quả": merges}))


def marks(activity: Activity) -> list[int]:
    return [span.marker for span in activity.spans if isinstance(span, NoteRef)]


def test_each_paragraph_of_a_plan_cell_is_a_task_of_its_own() -> None:
    assert tasks("- Việc một⏎- Việc hai") == ["Việc một", "Việc hai"]
    assert [item.part for item in plan("- Việc một⏎- Việc hai").plan] == [0, 1]
    assert {(item.lead, item.due) for item in plan("- Việc một⏎- Việc hai").plan} == {("TĐC", "T2")}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1. Việc một⏎2. Việc hai", ["Việc một", "Việc hai"]),
        ("1) Việc một⏎2) Việc hai", ["Việc một", "Việc hai"]),
        ("12.Việc một", ["Việc một"]),
        ("1/ Việc một⏎2/ Việc hai", ["Việc một", "Việc hai"]),
        ("(1) Việc một⏎(2) Việc hai", ["Việc một", "Việc hai"]),
        ("1 - Việc một⏎2- Việc hai", ["Việc một", "Việc hai"]),
        ("I. Việc một⏎II. Việc hai", ["Việc một", "Việc hai"]),
        ("a) Việc một⏎b) Việc hai", ["Việc một", "Việc hai"]),
        ("1. 05 đề tài được nghiệm thu", ["05 đề tài được nghiệm thu"]),
        ("3 - 5 đề tài nghiệm thu", ["3 - 5 đề tài nghiệm thu"]),
        ("01/3 họp Hội đồng", ["01/3 họp Hội đồng"]),
        ("2-3 lớp tập huấn", ["2-3 lớp tập huấn"]),
        ("Kiểm tra theo Quyết định số⏎12/QĐ-UBND", ["Kiểm tra theo Quyết định số 12/QĐ-UBND"]),
        ("- 1.1. Việc một", ["Việc một"]),
        ("1.000 cơ sở được kiểm tra", ["1.000 cơ sở được kiểm tra"]),
        ("5.5 tỷ đồng cho đề tài", ["5.5 tỷ đồng cho đề tài"]),
        ("15/02: họp Hội đồng", ["15/02: họp Hội đồng"]),
        ("03 đề tài nghiệm thu", ["03 đề tài nghiệm thu"]),
        ("Việc một⏎làm tiếp", ["Việc một làm tiếp"]),
        ("Tổ chức:⏎- Hội thảo A;⏎- Hội thảo B.", ["Tổ chức: Hội thảo A; Hội thảo B."]),
        ("Tổ chức:⏎- Hội thảo A⏎- Hội thảo B", ["Tổ chức: Hội thảo A; Hội thảo B"]),
        ("1. Tổ chức:⏎- Hội thảo A;⏎- Hội thảo B.⏎2. Việc hai", ["Tổ chức: Hội thảo A; Hội thảo B.", "Việc hai"]),
        ("- Tổ chức:⏎+ Hội thảo A;⏎+ Hội thảo B.⏎- Việc hai", ["Tổ chức: Hội thảo A; Hội thảo B.", "Việc hai"]),
        ("- Tổ chức:⏎- Hội thảo A;⏎- Hội thảo B.⏎- Việc hai", ["Tổ chức: Hội thảo A; Hội thảo B.", "Việc hai"]),
        ("Việc một:⏎a) ý một;⏎b) ý hai.", ["Việc một: ý một; ý hai."]),
    ],
)
def test_a_task_is_numbered_by_the_report_and_never_twice(typed: str, read: list[str]) -> None:
    assert tasks(typed) == read


def test_a_code_in_a_plan_is_filled_in_as_it_is_in_the_results() -> None:
    assert tasks("Kiểm tra {TC-MOI} cơ sở") == ["Kiểm tra 147 cơ sở"]


@pytest.mark.parametrize(("code", "problem"), [("TC-CU", "code-unknown"), ("YK", "code-unknown")])
def test_a_code_in_a_plan_that_nothing_fills_is_told(code: str, problem: str) -> None:
    assert tasks(f"Kiểm tra {{{code}}} cơ sở") == [f"Kiểm tra {{{code}}} cơ sở"]
    assert codes(plan(f"Kiểm tra {{{code}}} cơ sở")) == [problem]


@pytest.mark.parametrize("typed", ["1. Kiểm tra cơ sở[1]", "Kiểm tra cơ sở [1]", "Kiểm tra cơ sở¹"])
def test_a_mark_in_a_plan_is_left_out_and_told(typed: str) -> None:
    assert tasks(typed) == ["Kiểm tra cơ sở"]
    assert codes(plan(typed)) == ["plan-marker"]


def test_a_text_merged_with_its_note_is_no_note_of_itself() -> None:
    read = results(f"| {SECTION} | | Kiểm định. | Kiểm định. ‹covered› |", (5, 3, 5, 4))
    assert [(a.text, a.notes) for a in read.activities] == [("Kiểm định.", ())]
    assert codes(read) == ["merged-across"]


def test_a_section_merged_over_rows_holds_for_all_of_them() -> None:
    rows = f"| {SECTION} | | Việc một. | |\n| {SECTION} ‹covered› | | Việc hai. | |"
    read = results(rows, (5, 1, 6, 1))
    assert [a.section for a in read.activities] == ["su-nghiep", "su-nghiep"]
    assert codes(read) == []


def test_a_text_merged_over_rows_is_printed_once_with_the_notes_of_all_its_rows() -> None:
    rows = f"| {SECTION} | | Việc[1], việc[2]. | [1] Số 1. |\n| | | Việc[1], việc[2]. ‹covered› | [2] Số 2. |"
    (activity,) = results(rows, (5, 3, 6, 3)).activities
    assert [note.text for note in activity.notes] == ["Số 1.", "Số 2."]


def test_a_merge_that_begins_in_a_strange_column_is_read_in_the_first_of_ours() -> None:
    table = "| STT | Mục | Nội dung |\n| Kiểm định. | Kiểm định. ‹covered› | Kiểm định. ‹covered› |"
    sheet = Sheet(f"## Kết quả\n{table}", verbatim=("Kết quả",), merges={"Kết quả": ((2, 1, 2, 3),)})
    read = submission_of(sheet)
    assert read.activities == ()
    assert "merged-across" in codes(read)


def test_a_note_below_goes_to_the_paragraph_that_marks_it() -> None:
    first, second = results(f"| {SECTION} | | - Việc[1].⏎- Việc khác. | |\n| | | [1] Số 1. | |").activities
    assert [note.text for note in first.notes] == ["Số 1."]
    assert second.notes == ()


def test_a_struck_row_is_left_out_with_its_note_and_its_section_holds_below() -> None:
    rows = f"| Công tác cải cách hành chính | | Bỏ. ‹struck› | Số 1. |\n| | | Việc. | |\n| {SECTION} | | Việc. | |"
    read = results(rows)
    assert [(a.section, a.text, a.notes) for a in read.activities] == [
        ("cai-cach", "Việc.", ()),
        ("su-nghiep", "Việc.", ()),
    ]
    assert codes(read) == ["struck-row"]


def test_a_struck_note_is_no_note_and_a_struck_number_no_number() -> None:
    read = results(f"| {SECTION} | | Kiểm định. | Số 1. ‹struck› |")
    assert read.activities[0].notes == ()
    assert codes(read) == ["struck-cell"]
    figure = submission_of(Sheet("## Chỉ tiêu\n| Mã | Trong tháng |\n| TC-MOI | 147 ‹struck› |")).figure(
        "TC-MOI", "month"
    )
    assert figure
    assert figure.value is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Nghiệm thu dự án¹.", [1]),
        ("Nghiệm thu 03 dự án¹² tại tỉnh.", [12]),
        ("Diện tích 50 m², 10³ con, 5 km², 100m³, R² = 0,9, x² và Co⁶⁰.", []),
        ("Đồng vị ¹³⁷Cs và Ir¹⁹².", []),
    ],
)
def test_a_raised_digit_behind_a_word_is_a_mark_and_a_power_is_none(typed: str, found: list[int]) -> None:
    (activity,) = results(f"| {SECTION} | | {typed} | |").activities
    assert marks(activity) == found


@pytest.mark.parametrize(
    ("value", "read"),
    [(dt.datetime(2026, 1, 5), "05/01/2026"), (dt.date(2026, 1, 5), "05/01/2026"), (True, "TRUE")],
)
def test_a_date_or_truth_value_where_words_belong_is_asked_about(value: CellValue, read: str) -> None:
    found = read_words(Cell(value, "2026-01-05 0:00:00" if isinstance(value, dt.date) else ""), Place("Kết quả", 5, 3))
    assert found.text == read
    assert [(p.code, dict(p.facts)["typed"]) for p in found.problems] == [("not-text", read)]


def test_words_are_words() -> None:
    assert read_words(Cell("46000", "46000"), Place("Kết quả", 5, 3)) == read_text(
        Cell("46000"), Place("Kết quả", 5, 3)
    )


@pytest.mark.parametrize(
    ("typed", "unit", "code", "choices"),
    [
        ("92.5", "tiêu chuẩn", "fraction-under-count", None),
        ("1.007", "tiêu chuẩn", "ambiguous-number", "1007 hay 1,007"),
        ("0.25", "hồ sơ", "fraction-under-count", None),
    ],
)
def test_a_thousand_is_offered_only_where_three_decimals_may_be_one(
    typed: str, unit: str, code: str, choices: str | None
) -> None:
    read = read_number(Cell(Decimal(typed), f"{Decimal(typed):.0f}"), Place("Chỉ tiêu", 5, 5), unit)
    (problem,) = read.problems
    facts = dict(problem.facts)
    assert (read.value, problem.code, facts.get("choices")) == (None, code, choices)
    assert facts["typed"] == typed.replace(".", ",")


@pytest.mark.parametrize(
    "typed", ["147 (dự kiến)", "147 (ước)", "147 (chưa chốt)", "147 tiêu chuẩn (sơ bộ)", "~147", "khoảng 147"]
)
def test_a_figure_that_may_still_change_is_asked_about(typed: str) -> None:
    read = read_number(Cell(typed, typed), Place("Chỉ tiêu", 5, 5), "tiêu chuẩn")
    assert (read.value, [problem.code for problem in read.problems]) == (Decimal(147), ["approximate-number"])


@pytest.mark.parametrize("typed", ["147", "147 tiêu chuẩn", "147 (tiêu chuẩn)", "147 (một trăm bốn mươi bảy)"])
def test_a_figure_with_its_unit_or_in_words_is_sure(typed: str) -> None:
    assert read_number(Cell(typed, typed), Place("Chỉ tiêu", 5, 5), "tiêu chuẩn").problems == ()


ANNEX = "## PL nhiệm vụ\n| Tên nhiệm vụ | Cấp | Ngày ký | Kinh phí |\n"


def annex(rows: str, *merges: tuple[int, int, int, int]) -> Submission:
    return submission_of(replace(Sheet(ANNEX + rows), merges={"PL nhiệm vụ": merges}))


def test_a_row_of_an_annex_that_is_struck_out_is_left_out_and_told() -> None:
    read = annex("| Nho ‹struck› | Tỉnh ‹struck› | | 5 ‹struck› |\n| Táo | Tỉnh | | 7 |")
    assert [row.text("name") for row in read.annex_rows] == ["Táo"]
    assert codes(read) == ["struck-row"]


def test_a_row_of_an_annex_that_is_merged_downwards_is_one_row() -> None:
    rows = "| Nho | Tỉnh | | 5 |\n| Nho ‹covered› | Tỉnh ‹covered› | | 5 ‹covered› |"
    read = annex(rows, (5, 1, 6, 1), (5, 2, 6, 2), (5, 4, 6, 4))
    assert [row.text("name") for row in read.annex_rows] == ["Nho"]


def test_a_level_merged_over_rows_of_an_annex_holds_for_all_of_them() -> None:
    read = annex("| Nho | Tỉnh | | 5 |\n| Táo | Tỉnh ‹covered› | | 7 |", (5, 2, 6, 2))
    assert [(row.text("name"), row.text("level")) for row in read.annex_rows] == [("Nho", "Tỉnh"), ("Táo", "Tỉnh")]


@pytest.mark.parametrize(
    "row",
    [
        "| {section} | | Việc[1]. | [1] Có {{tc-moi}} số. |",
        "| {section} | | Việc. | Có {{TC-MOI}} số. |",
        "| {section} | | Việc[1]. | |\n| | | [1] Có {{TC-MOI}} số. | |",
    ],
)
def test_a_code_in_a_note_is_filled_in_as_in_the_text(row: str) -> None:
    (activity,) = results(row.format(section=SECTION)).activities
    assert [note.text for note in activity.notes] == ["Có 147 số."]


def test_a_code_in_a_note_that_nothing_fills_is_told_at_the_note() -> None:
    read = results(f"| {SECTION} | | Việc[1]. | [1] Có {{SAI}} số. |")
    assert read.activities[0].notes[0].text == "Có {SAI} số."
    assert [(p.code, p.place.a1 if p.place else None) for p in read.problems] == [("code-unknown", "D5")]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Đã ban hành:⏎1. Kế hoạch A;⏎2. Kế hoạch B.", ["Đã ban hành:", "1. Kế hoạch A;", "2. Kế hoạch B."]),
        ("1) Kế hoạch A⏎của Sở⏎2) Kế hoạch B", ["1) Kế hoạch A của Sở", "2) Kế hoạch B"]),
        ("-⏎Kế hoạch A", ["Kế hoạch A"]),
        ("Theo Thông báo số⏎1. Nội dung khác", ["Theo Thông báo số 1. Nội dung khác"]),
        ("Thu 1.⏎000 đồng⏎2.500 con", ["Thu 1. 000 đồng 2.500 con"]),
    ],
)
def test_lines_numbered_in_turn_are_paragraphs_that_keep_their_numbers(typed: str, read: list[str]) -> None:
    assert [activity.text for activity in results(f"| {SECTION} | | {typed} | |").activities] == read


def test_a_numbered_line_is_printed_without_a_dash() -> None:
    activities = results(f"| {SECTION} | | Đã ban hành:⏎1. Kế hoạch A;⏎2. Kế hoạch B. | |").activities
    assert [activity.style for activity in activities] == ["bullet", "paragraph", "paragraph"]


def test_rows_of_an_annex_that_head_a_group_or_add_up_are_left_out_and_told_once() -> None:
    rows = "| I. Cấp tỉnh | I. Cấp tỉnh ‹covered› | | |\n| Nho | Tỉnh | | 5 |\n| Tổng cộng | | | 5 |"
    read = annex(rows, (5, 1, 5, 4))
    assert [row.text("name") for row in read.annex_rows] == ["Nho"]
    assert [(p.code, p.place.a1 if p.place else None) for p in read.problems] == [
        ("annex-no-entry", "A5"),
        ("annex-no-entry", "A7"),
    ]


def test_an_entry_that_is_merged_over_one_more_column_is_still_an_entry() -> None:
    read = annex("| Nho | Nho ‹covered› | | 5 |", (5, 1, 5, 2))
    assert [row.text("name") for row in read.annex_rows] == ["Nho"]
    assert "merged-across" in codes(read)
