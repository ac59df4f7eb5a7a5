"""A clock that is set back, or is ahead and put right, does not change what came before what."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from sync.model.material import Standing, standing_of
from sync.store import clerk
from sync.work.closing import lock
from sync.work.collect import collect
from sync.work.decide import accept, judge
from sync.work.office import Office
from tests.work.offices import JANUARY, NOW

EARLIER = NOW - dt.timedelta(days=400)


def at(office: Office, moment: dt.datetime) -> Office:
    return replace(office, now=lambda: moment)


def another_copy(office: Office, name: str, words: str, read_at: dt.datetime) -> Path:
    """A second file of QLCN that says something else comes into the period's folder and is read."""
    folder = office.config.folder / "2024-01"
    book = openpyxl.load_workbook(folder / "QLCN_BaoCao_2024-01.xlsx")
    sheet = book["Kết quả"]
    row = next(r for r in range(1, sheet.max_row + 1) if str(sheet.cell(r, 1).value) == "Mục") + 1
    sheet.cell(row, 3).value = f"{sheet.cell(row, 3).value} {words}"
    book.save(folder / name)
    collect(at(office, read_at), JANUARY)
    return folder / name


def qlcn(office: Office) -> Standing:
    return standing_of(judge(office, JANUARY).round, "QLCN")


@pytest.mark.parametrize("picked_at", [EARLIER, NOW, NOW + dt.timedelta(days=1)])
def test_a_pick_holds_from_the_moment_it_is_made(office: Office, picked_at: dt.datetime) -> None:
    other = another_copy(office, "QLCN_sua.xlsx", "Đã sửa.", NOW)
    assert not qlcn(office).picked
    accept(at(office, picked_at), JANUARY, (), "Bản đã duyệt", use=f"2024-01/{other.name}")
    found = qlcn(office)
    assert (found.picked, found.copy and found.copy.source) == (True, f"2024-01/{other.name}")
    assert "copies-differ" not in {each.code for each in judge(office, JANUARY).findings}


@pytest.mark.parametrize("came_at", [EARLIER, NOW, NOW + dt.timedelta(days=1)])
def test_a_copy_that_comes_after_the_pick_is_asked_about_whatever_the_clock_says(
    office: Office, came_at: dt.datetime
) -> None:
    other = another_copy(office, "QLCN_sua.xlsx", "Đã sửa.", NOW)
    accept(office, JANUARY, (), "Bản đã duyệt", use=f"2024-01/{other.name}")
    another_copy(office, "QLCN_sua_2.xlsx", "Sửa nữa.", came_at)
    assert not qlcn(office).picked


@pytest.mark.parametrize("picked_at", [EARLIER, NOW])
def test_the_picked_copy_still_counts_where_all_files_are_gone(office: Office, picked_at: dt.datetime) -> None:
    other = another_copy(office, "QLCN_sua.xlsx", "Đã sửa.", NOW)
    first = office.config.folder / "2024-01" / "QLCN_BaoCao_2024-01.xlsx"
    accept(at(office, picked_at), JANUARY, (), "Bản đã duyệt", use=f"2024-01/{first.name}")
    first.unlink()
    other.unlink()
    collect(at(office, NOW), JANUARY)
    found = qlcn(office)
    assert (found.held, found.copy and found.copy.source) == (True, f"2024-01/{first.name}")


@pytest.mark.parametrize("came_at", [EARLIER, NOW])
def test_what_comes_after_the_close_is_told_as_newer(office: Office, came_at: dt.datetime) -> None:
    beside = another_copy(office, "QLCN_sua.xlsx", "Đã sửa.", NOW)
    accept(office, JANUARY, (), "Bản đã duyệt", use=f"2024-01/{beside.name}")
    lock(office, JANUARY)
    assert qlcn(office).newer is None
    another_copy(office, beside.name, "Sửa sau khi chốt.", came_at)
    found = qlcn(office)
    assert found.newer is not None
    assert found.newer.source == f"2024-01/{beside.name}"
    with office.store.reading() as connection:
        held = clerk.holding(connection, "2024-01")
    assert held is not None
    assert held.copies["QLCN"] in (held.there or ())
