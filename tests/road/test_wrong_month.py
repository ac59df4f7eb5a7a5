"""A division fills in last month's form again and sends it: it is heard of in the month that is being read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sheets.excel.reader import read_book
from tests.road.conftest import Desk

JANUARY, FEBRUARY = ("--period", "2024-01"), ("--period", "2024-02")
SOURCE = "2024-01/TTKT_BaoCao_2024-01 (2).xlsx"


@pytest.fixture
def refilled(desk: Desk) -> Desk:
    """February's forms were handed out; TTKT wrote February's work into January's form and mailed that."""
    desk.say("sync", *JANUARY)
    for form in (desk.folder / "2024-02").glob("*.xlsx"):
        form.unlink()
    desk.say("templates", *FEBRUARY)
    book = openpyxl.load_workbook(desk.form("TTKT"))
    book["Kết quả"]["C6"] = "Việc của tháng Hai."
    book.save(desk.folder / "hop-thu-den" / "TTKT.xlsx")
    return desk


def of_ttkt(desk: Desk, period: tuple[str, str], code: str) -> list[dict[str, str]]:
    found = desk.say("check", *period, "--format", "json").json["findings"]
    return [f for f in found if f["division"] == "TTKT" and f["code"] == code]


def test_the_month_that_is_read_says_so_each_time_with_what_to_do(refilled: Desk) -> None:
    for _ in range(2):
        said = refilled.say("sync", *FEBRUARY).out
        assert f"gửi biểu của tháng 01/2024 (“{SOURCE}”), không phải tháng 02/2024" in said
        (told,) = of_ttkt(refilled, FEBRUARY, "other-period")
        assert f'templates --from "{SOURCE}" --period 2024-02' in told["action"]
        assert of_ttkt(refilled, FEBRUARY, "not-handed-in")


def test_what_was_typed_moves_over_into_the_form_that_nobody_has_filled_in(refilled: Desk) -> None:
    refilled.say("sync", *FEBRUARY)
    said = refilled.say("templates", "--from", SOURCE, *FEBRUARY)
    assert said.code == 0, said.err
    assert "Việc của tháng Hai." in _texts(refilled.form("TTKT", "2024-02"))
    book = openpyxl.load_workbook(refilled.form("TTKT", "2024-02"))
    assert refilled.say("templates", "--from", SOURCE, *FEBRUARY).code == 2  # now it is filled in
    book.save(refilled.form("TTKT", "2024-02"))
    said = refilled.say("sync", *FEBRUARY)
    assert "gửi biểu của tháng 01/2024" not in said.out
    assert not of_ttkt(refilled, FEBRUARY, "other-period")


def test_a_wrong_form_in_this_months_place_makes_way_for_the_right_one(refilled: Desk) -> None:
    place = refilled.form("TTKT", "2024-02")
    (refilled.folder / "hop-thu-den" / "TTKT.xlsx").replace(place)
    refilled.say("sync", *FEBRUARY)
    assert of_ttkt(refilled, FEBRUARY, "other-period")
    said = refilled.say("templates", "--from", "2024-02/TTKT_BaoCao_2024-02.xlsx", *FEBRUARY)
    assert said.code == 0, said.err
    assert "Việc của tháng Hai." in _texts(place)
    assert (refilled.folder / "hop-thu-den" / "da-nhan" / place.name).exists()
    refilled.say("sync", *FEBRUARY)
    assert not of_ttkt(refilled, FEBRUARY, "other-period")


def test_a_closed_month_is_not_held_up_by_it(refilled: Desk) -> None:
    refilled.say("lock", *JANUARY)
    refilled.say("sync", *FEBRUARY)
    refilled.say("sync", *JANUARY)
    assert not of_ttkt(refilled, JANUARY, "two-copies")
    assert refilled.say("report", *JANUARY).code == 0


def _texts(path: Path) -> list[str]:
    grid = read_book(path).grid("Kết quả")
    return [str(cell.value) for cell in grid.cells.values()] if grid else []
