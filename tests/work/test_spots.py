"""Where a remark stands in a division's form: the very cell that is to be mended, and what was read there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheets.form import current_form
from sheets.grid import Cell, Grid, Mark, Place
from sheets.remark import Remark
from sheets.shown_remarks import shown_in
from sync.checks.run import check_round
from sync.work.decide import Judged
from sync.work.remarks import remark_sheet
from sync.work.spots import Spots
from tests.checks.builders import Sheet, book_of, round_of

FORM = current_form()


def told(sheet: Sheet, code: str) -> Remark:
    """The remark of one check in a division's form."""
    this = round_of(sheet)
    (found,) = [f for f in check_round(this) if f.code == code]
    made = remark_sheet(Judged(this, check_round(this), ()), sheet.division, book_of(sheet), FORM)
    return next(remark for remark in made.remarks if remark.key == found.id)


CARRIED = """
## Kế hoạch kỳ trước
| Nội dung | Kết quả thực hiện | Lý do |
| Kiểm tra đo lường tại các chợ. | {result} | |
"""


def test_a_task_without_result_is_shown_at_its_blank_result() -> None:
    remark = told(Sheet(CARRIED.format(result="")), "plan-without-result")
    named = told(Sheet(CARRIED.format(result="Không thực hiện")), "reason-missing")
    assert remark.place is not None
    assert named.place is not None
    assert (remark.spot.column if remark.spot else "", remark.seen) == ("carried.result", "")
    assert (named.spot.column if named.spot else "", named.place.row) == ("carried.reason", remark.place.row)
    assert "Kết quả thực hiện" in remark.where
    assert remark.spot is not None
    assert remark.spot.row == "Kiểm tra đo lường tại các chợ."


@pytest.mark.parametrize(
    ("typed", "code", "column"),
    [
        ("| Ngày duyệt | 20/12/2025 |", "date-in-future", "approved_on"),
        ("| Ngày duyệt | 02/01/2023 |", "date-outside-period", "approved_on"),
        ("| Trạng thái | Không phát sinh |", "nil-with-content", "status"),
    ],
)
def test_what_is_said_of_a_field_of_the_first_tab_is_shown_at_its_value(typed: str, code: str, column: str) -> None:
    remark = told(Sheet(f"## Thông tin chung\n{typed}"), code)
    assert remark.spot is not None
    assert remark.spot.column == f"info.{column}"
    assert remark.place is not None
    assert remark.place.a1 is not None
    assert typed.split("|")[1].strip() in remark.where


def test_a_whole_tab_leads_to_the_tab_as_the_division_has_it() -> None:
    book = book_of(Sheet())
    spots = Spots(book, FORM, round_of(Sheet()).config, "TTKT", round_of(Sheet()).period)
    assert spots.found(Place("Kế hoạch")).place == Place("Kế hoạch")
    assert spots.found(Place("Tờ không có")).place is None


@pytest.mark.parametrize(
    ("value", "shown", "seen"),
    [
        ("2.5", "3", "2,5"),
        ("1.007", "1", "1,007"),
        ("1007", "1.007", "1.007"),
        ("3", "03", "03"),
        ("0.35", "35%", "35%"),
        ("1234567.5", "", "1.234.567,5"),
        ("0.30000000000000004", "0.3", "0,3"),
    ],
)
def test_a_number_is_told_with_the_decimals_that_were_read(value: str, shown: str, seen: str) -> None:
    book = book_of(Sheet())
    grid = next(grid for grid in book.grids if grid.known_as == "Chỉ tiêu")
    at = (grid.last_row, 5)
    grid.cells[at] = Cell(Decimal(value), shown)  # type: ignore[index]  # a dict underneath
    spots = Spots(book, FORM, round_of(Sheet()).config, "TTKT", round_of(Sheet()).period)
    assert spots.found(grid.place(*at)).seen == seen


def test_what_a_formula_of_staff_failed_at_is_no_reason() -> None:
    remark = told(
        Sheet(CARRIED.format(result="Không thực hiện").replace("| |", "| #VALUE! ‹error› |")), "reason-missing"
    )
    assert remark.seen == "#VALUE!"


@pytest.mark.parametrize(("marks", "said"), [(frozenset({Mark.ERROR}), ""), (frozenset(), "#VALUE!")])
def test_what_a_formula_failed_at_beside_a_remark_is_no_answer_either(marks: frozenset[Mark], said: str) -> None:
    columns = FORM.tab("remarks").columns
    cells = {(5, at): Cell(column.heading, column.heading) for at, column in enumerate(columns, 1)}
    keys = [column.key for column in columns]
    cells[6, keys.index("key") + 1] = Cell("0123456789", "0123456789")
    cells[6, keys.index("reason") + 1] = Cell(None, "#VALUE!", marks)
    found = shown_in(Grid("Ý kiến rà soát", cells), columns)
    assert found is not None
    assert [answer.reason for answer in found.answers] == [said]
