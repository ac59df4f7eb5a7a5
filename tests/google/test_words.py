"""Of a division that fills a Google spreadsheet nobody reads of files: not the clerk, not the division."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from sync.model.messages import sentence
from sync.model.period import parse_period
from sync.service.letters import letter_to_division
from sync.service.reasons import Notice, Reason
from sync.work.clerkview import Link, view
from sync.work.opening import opened
from tests.google.conftest import Time
from tests.google.office import GoogleDesk

JANUARY = ("--period", "2024-01")
REMARKS = "Ý kiến rà soát 2024-01"
# "Tệp" alone is the name of a menu: Tệp › Cài đặt.
A_FILE = re.compile(r"\btệp\b(?! ›)", re.IGNORECASE)


@pytest.fixture
def desk(lay: Callable[..., GoogleDesk]) -> GoogleDesk:
    """An office whose QLCN fills a Google spreadsheet with much in it that is wrong."""
    laid = lay("QLCN")
    laid.books["QLCN"].properties["locale"] = "en_US"
    for tab, cell, text in (
        *(("Chỉ tiêu", "E6", "chưa có"), ("Chỉ tiêu", "E7", "1.007")),
        *(("Thông tin chung", "B10", "31/2/2024"), ("Kết quả", "A6", "Mục lạ"), ("Kế hoạch", "A20", "x")),
    ):
        laid.type("QLCN", f"{tab} 2024-01", cell, text)
    return laid


def test_what_is_wrong_there_speaks_of_no_file(desk: GoogleDesk) -> None:
    desk.sync()
    found = [
        one for one in desk.say("check", *JANUARY, "--format", "json").json["findings"] if one["division"] == "QLCN"
    ]
    assert len({one["code"] for one in found}) > 3
    assert not [one for one in found if A_FILE.search(f"{one['message']} {one['action']}")]
    cells = desk.books["QLCN"].tab(REMARKS).cells.values()
    texts = [str(cell.get("userEnteredValue", {}).get("stringValue", "")) for cell in cells]
    assert not [text for text in texts if A_FILE.search(text)]


def test_who_says_mended_of_what_is_as_it_was_is_not_asked_to_save_a_file(desk: GoogleDesk, time: Time) -> None:
    desk.sync()
    desk.type("QLCN", REMARKS, "G6", "Đã sửa")
    time.at += 601
    desk.sync()
    action = desk.books["QLCN"].tab(REMARKS).cells[5, 3]["userEnteredValue"]["stringValue"]
    assert action.startswith("Đã trả lời “Đã sửa”, nhưng biểu đọc được vẫn như trước: xin xem lại ô này. ")


def test_theo_doi_names_the_spreadsheet(desk: GoogleDesk) -> None:
    desk.sync()
    with opened(desk.folder / "config.yaml") as office:
        seen = view(office, parse_period("2024-01"))
    (form,) = [row["file"] for row in seen.divisions if row["code"] == "QLCN"]
    assert isinstance(form, Link)
    assert form.text == "Bảng tính Google “QLCN 2024”"


def test_a_round_that_finds_no_tabs_any_more_says_so(desk: GoogleDesk) -> None:
    desk.sync()
    book = desk.books["QLCN"]
    book.tabs[:] = [tab for tab in book.tabs if not tab.properties["title"].endswith("2024-01")]
    desk.google.touch(book)
    (line,) = [line for line in desk.sync().out.splitlines() if line.startswith("QLCN ")]
    assert "không còn tờ nào" in line
    assert not A_FILE.search(line)


@pytest.mark.parametrize("code", ["too-big", "timeout", "crashed", "other-department", "division-unknown"])
def test_one_that_cannot_be_read_is_called_what_it_is(code: str) -> None:
    facts = {"source": "Google: QLCN 2024", "kept": "2", "name": "Phòng", "period": "tháng 01/2024"}
    what, _ = sentence(code, facts)
    assert not A_FILE.search(what)
    assert "QLCN 2024" in what


def test_its_letter_speaks_of_the_spreadsheet(desk: GoogleDesk) -> None:
    with opened(desk.folder / "config.yaml") as office:
        division = next(one for one in office.config.divisions if one.code == "QLCN")
        day, period = dt.date(2024, 1, 19), parse_period("2024-01")
        reasons = (Reason("unreadable", "x"),)
        notice = Notice(day, period, division, "a@b.vn", division.name, reasons, day)
        letter = letter_to_division(notice, office.config, "", "")
        assert "trong bảng tính Google của đơn vị" in letter.text
        assert not A_FILE.search(letter.text)
        in_files = replace(notice, division=replace(division, sheet=replace(division.sheet, google="")))
        assert "Tệp biểu tháng 01/2024" in letter_to_division(in_files, office.config, "", "").text
