"""What the examples of a code cannot say: how often it speaks, of whom, and under which name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.checks.check import Check
from sync.checks.run import CHECKS, check_round
from sync.model.config import CheckSetting
from sync.model.finding import Finding
from sync.model.material import Context
from sync.model.messages import sentence, words
from sync.model.period import parse_period
from sync.model.records import Submission
from sync.normalise.numbers import format_number
from tests.checks.builders import Sheet, config, found, round_of, said
from tests.checks.examples.documents import row, two
from tests.checks.examples.figures import DRAFT, EMPTY_FIGURES, JANUARY, february, figures, table
from tests.checks.examples.handin import broken, copy, stands

COUNTS = st.integers(0, 9_999)


def read(case: Sheet) -> tuple[Finding, ...]:
    return check_round(round_of(case))


def test_a_good_sheet_is_met_with_silence() -> None:
    assert read(Sheet()) == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_has_nothing_to_say_of_nothing(check: Check) -> None:
    period = parse_period("2024-01")
    empty = Submission(None, period, "", 0)
    context = Context(config(), period, round_of(Sheet()).today)
    assert list(check.run(empty, context)) == []


def test_two_cells_of_one_indicator_are_two_findings() -> None:
    sheet = table("| Mã | Kế hoạch năm | Trong tháng |\n| TC-MOI | #REF! ‹error› | #REF! ‹error› |")
    assert [place for place, _, _ in said(sheet, "excel-error")] == ["Chỉ tiêu!D8", "Chỉ tiêu!E8"]


def test_a_finding_keeps_its_id_when_its_row_moves() -> None:
    rows = "| Mã | Tên chỉ tiêu | ĐVT | Kế hoạch năm | Trong tháng |\n"
    first = Sheet(f"## Chỉ tiêu\n{rows}| TC-MOI | | | | nhiều |", verbatim=("Chỉ tiêu",))
    moved = Sheet(f"## Chỉ tiêu\n{rows}| THU | | | | 3 |\n| TC-MOI | | | | nhiều |", verbatim=("Chỉ tiêu",))
    (before,), (after,) = found(first, "not-a-number"), found(moved, "not-a-number")
    assert before.place != after.place
    assert before.id == after.id


def test_a_cell_of_an_annex_has_no_indicator_to_name() -> None:
    sheet = Sheet("## PL nhiệm vụ\n| Tên nhiệm vụ | Kinh phí |\n| Mô hình trồng nho | chưa rõ |")
    assert said(sheet, "not-a-number") == [("PL nhiệm vụ!D5", "Ô này ghi “chưa rõ”, không phải là một số.", None)]


def test_a_required_cell_of_an_annex_is_named_by_its_heading() -> None:
    sheet = Sheet("## PL nhiệm vụ\n| Tên nhiệm vụ | Cấp |\n| | Tỉnh |")
    assert [what for _, what, _ in said(sheet, "required")] == ["Chưa điền “Tên nhiệm vụ”."]


def test_a_hidden_row_is_told_once_and_each_hidden_row_is_told() -> None:
    row = "| Công tác cải cách hành chính ‹hidden› | Tổ chức họp. ‹hidden› | Số 12. ‹hidden› |"
    sheet = Sheet(f"## Kết quả\n| Mục | Nội dung | Chú thích |\n{row}\n{row}")
    assert [place for place, _, _ in said(sheet, "hidden-row")] == ["Kết quả!A5", "Kết quả!A6"]


def test_a_tab_in_an_old_font_is_told_once_with_its_count() -> None:
    rows = "| | KiÓm ®Þnh ph­¬ng tiÖn ®o. |\n" * 3
    sheet = Sheet(f"## Kết quả\n| Mục | Nội dung |\n{rows}")
    assert [what.split(" gõ ")[0] for _, what, _ in said(sheet, "legacy-font")] == ["Tờ này có 3 ô"]


def test_words_are_stronger_where_the_column_is_needed() -> None:
    needed = Sheet("## Kế hoạch\n| Đơn vị chủ trì | Thời hạn hoàn thành |", verbatim=("Kế hoạch",))
    spare = Sheet("## Kế hoạch\n| Nội dung | Đơn vị chủ trì |\n| Kiểm định. | |", verbatim=("Kế hoạch",))
    assert [f.severity for f in read(needed) if f.code.startswith("column-")] == ["error"]
    assert [f.severity for f in read(spare) if f.code.startswith("column-")] == ["warning"]


def test_parts_beyond_the_total_are_wrong_even_while_one_is_blank() -> None:
    sheet = figures("| PTD | 130 |\n| PTD-DAT | 134 |\n| PTD-HONG | |")
    assert said(sheet, "parts-and-total") == [
        ("Chỉ tiêu!E5", "134 = 134, nhưng “Phương tiện đo được kiểm định” ghi 130.", None)
    ]


@given(COUNTS, COUNTS, COUNTS)
def test_parts_and_total_speaks_exactly_where_they_differ(passed: int, failed: int, total: int) -> None:
    sheet = Sheet(f"{JANUARY}| PTD | {total} |\n| PTD-DAT | {passed} |\n| PTD-HONG | {failed} |")
    wrong = [f.suggestion for f in found(sheet, "parts-and-total")]
    assert wrong == ([] if passed + failed == total else [format_number(Decimal(passed + failed), pad=False)])


@given(st.lists(COUNTS, min_size=2, max_size=3), COUNTS)
def test_stock_against_flow_speaks_exactly_where_they_differ(levels: list[int], shown: int) -> None:
    steps = [b - a for a, b in pairwise([860, *levels])]
    before = {
        f"2024-{at:02d}": f"{JANUARY}| TC-MOI | {step} |\n| TC | {level} |"
        for at, (step, level) in enumerate(zip(steps[:-1], levels[:-1], strict=True), 1)
    }
    rows = f"{JANUARY}| TC-MOI | {steps[-1]} |\n| TC | {shown} |"
    case = Sheet(rows, period=f"2024-{len(levels):02d}", before=before)
    assert bool(found(case, "stock-against-flow")) == (shown != levels[-1])


def test_a_blank_total_is_offered_the_sum_of_its_parts() -> None:
    assert [s for place, _, s in said(figures("| PTD | |"), "figure-missing") if place == "Chỉ tiêu!E5"] == ["147"]


def test_a_blank_indicator_without_history_is_told_without_last_month() -> None:
    assert [what for _, what, _ in said(figures("| TC-MOI | |"), "figure-missing")] == [
        "Chỉ tiêu “Tiêu chuẩn được cập nhật” còn để trống."
    ]


def test_a_draft_that_was_begun_is_told_what_is_still_blank() -> None:
    begun = Sheet(DRAFT + EMPTY_FIGURES + "| DUNG-HAN | 99 | |")
    assert len(found(begun, "figure-missing")) == 6


def test_a_cumulative_figure_below_what_is_known_is_wrong_even_with_months_missing() -> None:
    sheet = Sheet(
        "## Chỉ tiêu\n| Mã | Trong tháng | Lũy kế từ đầu năm |\n| TC-MOI | 62 | 100 |",
        period="2024-03",
        before={"2024-01": ""},
    )
    assert [s for _, _, s in said(sheet, "cumulative-against-months")] == ["209"]


def test_an_overwritten_cumulative_figure_is_compared_with_its_correction() -> None:
    heading = "| Mã | Trong tháng | Điều chỉnh kỳ trước | Lũy kế từ đầu năm |"
    assert [s for _, _, s in said(february("| TC-MOI | 62 | -7 | 209 |", heading), "cumulative-against-months")] == [
        "202"
    ]


def test_a_plan_passed_is_measured_over_the_year() -> None:
    sheet = february("| PTD | 1900 |\n| PTD-DAT | 1900 |\n| PTD-HONG | 0 |", "| Mã | Trong tháng |")
    assert [what for _, what, _ in said(sheet, "over-plan")] == [
        "Chỉ tiêu “Phương tiện đo được kiểm định” đến nay đạt 2.047, vượt kế hoạch năm là 2.000."
    ]


def test_an_item_carried_on_and_lost_is_missed_too() -> None:
    january = "## Kế hoạch kỳ trước\n| Nội dung | Kết quả thực hiện | Lý do |\n| Sửa chuẩn. | Chuyển kỳ sau | Chờ vốn |"
    rows = "## Kế hoạch kỳ trước\n| Nội dung | Kết quả thực hiện |\n| Kiểm định cân tại các chợ. | Đã hoàn thành |"
    sheet = Sheet(rows, period="2024-02", before={"2024-01": january})
    assert [f.facts[1] for f in found(sheet, "plan-lost")] == [("text", "Sửa chuẩn.")]


def test_a_reading_kept_from_before_is_told_of_and_one_that_is_not_is_not() -> None:
    assert [words(f)[0] for f in found(broken("corrupt"), "corrupt")] == [
        "Tệp “2024-01/TTKT.xlsx” bị hỏng, không đọc được."
    ]
    assert sentence("corrupt", {"source": "a.xlsx"})[0] == "Tệp “a.xlsx” bị hỏng, không đọc được."


def test_all_other_files_are_named() -> None:
    case = stands("submitted", others=(copy("b.xlsx", "b"), copy("c.xlsx", "c"), copy("d.xlsx")))
    (other,), (same,) = found(case, "two-copies"), found(case, "same-copy-twice")
    assert dict(other.facts)["files"] == "“2024-01/b.xlsx”, “2024-01/c.xlsx”"
    assert dict(same.facts)["files"] == "“2024-01/d.xlsx”"


def test_what_only_the_clerk_can_settle_stays_with_the_clerk() -> None:
    case = stands("submitted", others=(copy("b.xlsx", "b"),), late=True)
    assert {f.audience for f in check_round(round_of(case))} == {"clerk"}


def test_config_switches_a_check_off_or_softens_it() -> None:
    this = round_of(figures("| TC-MOI | -3 |"))
    settings = (CheckSetting("negative", "warning"), CheckSetting("stock-against-flow", "off"))
    soft = replace(this, config=replace(this.config, checks=settings))
    assert [(f.code, f.severity) for f in check_round(soft)] == [("negative", "warning")]


def test_a_form_that_bears_another_divisions_name_is_told() -> None:
    sheet = Sheet("## Thông tin chung\n| Đơn vị | Phòng Quản lý Công nghệ |")
    assert [place for place, _, _ in said(sheet, "info-altered")] == ["Thông tin chung!B5"]


@pytest.mark.parametrize(("period", "day"), [("2024-02", "18/02/2024"), ("2025-11", "18/11/2025")])
def test_the_example_of_a_day_is_of_the_period_that_is_asked_for(period: str, day: str) -> None:
    case = Sheet("## Thông tin chung\n| Ngày duyệt | 31/02/2024 |", period=period)
    ((_, action),) = (words(one) for one in found(case, "not-a-date"))
    assert action == f"Ghi theo thứ tự ngày/tháng/năm, ví dụ {day}."


def test_months_in_a_row_that_are_not_known_are_told_by_the_first_and_the_last() -> None:
    sheet = Sheet(period="2024-06", before={"2024-01": "", "2024-03": ""})
    (_, what, _), *_ = said(sheet, "months-unknown")
    assert what.endswith("vì chưa có số liệu của tháng 02/2024, tháng 04/2024, tháng 05/2024.")
    (_, what, _), *_ = said(Sheet(period="2024-06", before={"2024-01": ""}), "months-unknown")
    assert what.endswith("vì chưa có số liệu của tháng 02/2024 đến tháng 05/2024.")


def test_a_year_that_is_not_that_of_its_name_is_told_with_the_right_one() -> None:
    text = "## Kế hoạch\n| Nội dung |\n| Trực Tết Nguyên đán Giáp Thìn 2023. |"
    assert said(Sheet(text), "period-in-text") == [
        (
            "Kế hoạch!A5",
            "Nội dung còn ghi “Tết Nguyên đán Giáp Thìn 2023”, trong khi đang viết cho năm Giáp Thìn, tức năm 2024.",
            "Tết Nguyên đán Giáp Thìn 2024",
        )
    ]


def test_an_activity_of_two_divisions_is_told_where_one_of_them_goes_on_to_tell_more() -> None:
    short = "Phối hợp với Công an tỉnh tổ chức 02 lớp tập huấn an toàn bức xạ cho 60 cán bộ tại Ninh Hải"
    more = short.replace("60", "55") + ": lớp thứ nhất 30 người, lớp thứ hai 25 người; kết quả đều đạt yêu cầu."
    both = two(row(f"{short}."), row(more, division="QLCN"))
    assert [(f.division, f.audience) for f in found(both, "same-activity")] == [("TTKT", "clerk"), ("QLCN", "clerk")]


def test_lines_numbered_by_hand_are_counted_too() -> None:
    slipped = "Triển khai:⏎1. Mô hình trồng nho;⏎2. Mô hình trồng táo;⏎4. Mô hình nuôi tôm."
    sheet = Sheet(f"## Kết quả\n| Nội dung |\n| {slipped} |")
    assert [what for _, what, _ in said(sheet, "list-numbering")] == [
        "Các mục trong ô này được đánh số 1, 2, 4: có số trùng hoặc thiếu một số."
    ]


def test_an_item_copied_twice_moves_all_behind_it() -> None:
    sheet = Sheet(
        "## Kết quả\n| Nội dung |\n| (1) Trồng cây nho xanh; (2) nuôi tôm sú; (2) nuôi tôm sú; (3) nuôi dê. |"
    )
    assert [what for _, what, _ in said(sheet, "list-numbering")] == [
        "Các mục trong ô này được đánh số (1), (2), (2), (3): có số trùng hoặc thiếu một số."
    ]


def test_the_words_of_an_annex_are_read_like_those_of_results() -> None:
    sheet = Sheet("## PL nhiệm vụ\n| Tên nhiệm vụ | Cấp |\n| ây dựng mô hình trồng nho (vùng hạn | Tỉnh |")
    for code in ("first-letter-lost", "brackets-unbalanced"):
        assert [cell for cell, _, _ in said(sheet, code)] == ["PL nhiệm vụ!A5"]


def test_the_gap_before_a_partys_symbol_needs_no_day_behind_it() -> None:
    sheet = Sheet("## Kế hoạch\n| Nội dung |\n| Thực hiện Chỉ thị số -CT/TU của Tỉnh ủy về lề lối làm việc. |")
    assert [cell for cell, _, _ in said(sheet, "citation-incomplete")] == ["Kế hoạch!A5"]
