"""What next month's form is born with, from the forms before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from sheets.excel.reader import parse_bytes
from sheets.excel.template import write_form
from sheets.form import current_form
from sheets.prefill import Prefill
from sheets.text import cut_for_cell, utf16_length
from sync.checks.plan import plan_lost
from sync.model.config import Feedback
from sync.model.material import Context
from sync.model.period import parse_period
from sync.reading.parse import parse
from sync.reading.untouched import is_untouched
from sync.work.handout import filled, prefill
from tests.checks.builders import Sheet, config, submission_of

CARRIED = "## Kế hoạch kỳ trước\n| Nội dung | Kết quả thực hiện | Lý do |\n"
NO_PLAN = "## Kế hoạch\n| Nội dung |\n"


def after(*sheets: Sheet, period: str = "2024-02") -> Prefill:
    """TTKT's fresh form after these of its own, newest first."""
    division = config().division("TTKT")
    assert division
    return prefill(config(), division, parse_period(period), [submission_of(sheet) for sheet in sheets])


def asked_about(form: Prefill) -> list[object]:
    return [row["text"] for row in form.carried]


@pytest.mark.parametrize("result", ["Đang thực hiện", "Chuyển kỳ sau", "", "gần xong"])
def test_what_was_not_finished_is_asked_about_again(result: str) -> None:
    form = after(Sheet(f"{CARRIED}| Xây kho mẫu. | {result} | vướng |\n{NO_PLAN}"))
    assert asked_about(form) == ["Xây kho mẫu."]


@pytest.mark.parametrize("result", ["Đã hoàn thành", "Không thực hiện"])
def test_what_was_finished_or_given_up_is_not(result: str) -> None:
    assert asked_about(after(Sheet(f"{CARRIED}| Xây kho mẫu. | {result} | |\n{NO_PLAN}"))) == []


def test_what_was_planned_anew_is_asked_about_once() -> None:
    form = after(Sheet(f"{CARRIED}| Xây kho mẫu; | Đang thực hiện | |\n{NO_PLAN}| Xây kho mẫu. |"))
    assert asked_about(form) == ["Xây kho mẫu."]


def test_the_plan_of_a_division_that_missed_a_month_is_still_open() -> None:
    form = after(Sheet(f"{NO_PLAN}| Xây kho mẫu. |", period="2023-12"))
    assert asked_about(form) == ["Xây kho mẫu."]


@pytest.mark.parametrize(("starts_empty", "names"), [(False, ["Mô hình trồng nho"]), (True, [])])
def test_an_annex_comes_with_the_rows_of_last_month_unless_it_tells_of_one_month_only(
    starts_empty: bool, names: list[str]
) -> None:
    office = replace(config(), annexes=tuple(replace(a, starts_empty=starts_empty) for a in config().annexes))
    division = office.division("TTKT")
    assert division
    (annex,) = prefill(office, division, parse_period("2024-02"), [submission_of(Sheet())]).annexes
    assert [row["name"] for row in annex.rows] == names


def test_where_months_are_missing_no_cumulative_figure_is_shown() -> None:
    shown = {row.code: row.whole for row in after(Sheet(period="2024-02"), period="2024-03").indicators}
    assert not shown["TC-MOI"]
    assert shown["TC"]  # a level needs only the last month


def test_an_office_that_starts_in_the_middle_of_a_year_goes_on_from_what_it_had() -> None:
    begun = (parse_period("2024-02"), Decimal(1250))
    indicators = tuple(replace(i, cumulative_before=begun if i.code == "TC-MOI" else None) for i in config().indicators)
    office = replace(config(), indicators=indicators)
    division = office.division("TTKT")
    assert division
    form = prefill(office, division, parse_period("2024-03"), [submission_of(Sheet(period="2024-02"))])
    (row,) = [row for row in form.indicators if row.code == "TC-MOI"]
    assert (row.whole, row.cumulative) == (True, Decimal(1250 + 147))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("beside", "Xem ý kiến rà soát ở tệp “TTKT_BaoCao_2024-02 - Ý kiến rà soát.xlsx”, nằm cạnh biểu này."),
        ("inside", "Biểu này chưa được đọc lần nào; chưa có ý kiến rà soát."),
    ],
)
def test_the_tab_of_remarks_says_where_they_are_to_be_found(where: Feedback, said: str) -> None:
    division = config().division("TTKT")
    assert division
    fresh = prefill(config(), replace(division, feedback=where), parse_period("2024-02"), [])
    book = parse_bytes(write_form(current_form(), fresh))
    grid = book.grid("Ý kiến rà soát")
    assert grid
    told = [cell.value for cell in grid.cells.values()]
    assert said in told
    assert any("tệp cạnh biểu" in str(value) for value in told) == (where == "beside")


@pytest.mark.parametrize(
    ("unit", "measured"),
    [("hồ sơ", False), ("lượt người", False), ("tấn/ha", True), ("%", True), ("triệu đồng", True), ("đồng", False)],
)
def test_what_is_measured_may_have_fractions(unit: str, measured: bool) -> None:
    office = config()
    office = replace(office, indicators=tuple(replace(spec, unit=unit) for spec in office.indicators))
    division = office.division("TTKT")
    assert division
    made = prefill(office, division, parse_period("2024-02"), [])
    assert {row.measured for row in made.indicators} == {measured}


def test_what_no_cell_holds_is_cut_in_the_next_form_which_is_still_as_it_was_handed_out() -> None:
    """Google and LibreOffice take longer texts than Excel does; a letter beyond U+FFFF counts twice."""
    task, name = "Xây kho mẫu. " * 9000, "🌾" * 20_000
    january = submission_of(Sheet(f"{NO_PLAN}| {task} |\n## PL nhiệm vụ\n| Tên nhiệm vụ | Cấp |\n| {name} | Tỉnh |"))
    period = parse_period("2024-02")
    division = config().division("TTKT")
    assert division
    form = prefill(config(), division, period, [january])
    february = parse(parse_bytes(write_form(current_form(), form)), config(), "TTKT", period)
    (item,), (row,) = february.carried, february.annex_rows
    for whole, kept in ((task, item.text), (name, row.fields[0].text)):
        assert utf16_length(kept) > 32_000
        assert kept.endswith("…")
        assert whole.startswith(kept[:-1])
    assert is_untouched(february, [january])
    assert not list(plan_lost(february, Context(config(), period, dt.date(2024, 2, 20), [january])))


def test_what_no_cell_holds_is_cut_where_a_form_is_moved_to_another_month() -> None:
    section, text = "Hoạt động của đơn vị sự nghiệp", "Kiểm định cân tại chợ. " * 3000
    typed = submission_of(Sheet(f"## Kết quả\n| Mục | Nội dung |\n| {section} | {text} |"))
    moved = filled(after(), typed, config())
    february = parse(parse_bytes(write_form(current_form(), moved)), config(), "TTKT", parse_period("2024-02"))
    assert [activity.text for activity in february.activities] == [cut_for_cell(text.strip())]
