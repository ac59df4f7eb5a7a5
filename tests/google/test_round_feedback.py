"""A round answers the divisions that fill Google spreadsheets there, and hears what staff answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.google.conftest import Time
from tests.google.office import GoogleDesk
from tests.google_fake.faults import Fault
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Tab

JANUARY = ("--period", "2024-01")
REMARKS = "Ý kiến rà soát 2024-01"
ROWS = range(5, 60)


@pytest.fixture
def desk(lay: Callable[..., GoogleDesk]) -> GoogleDesk:
    """An office whose QLCN fills a Google spreadsheet with a figure in it that is a word."""
    laid = lay("QLCN")
    laid.type("QLCN", "Chỉ tiêu 2024-01", "E6", "chưa có")
    return laid


def tab(desk: GoogleDesk) -> Tab:
    return desk.google.spreadsheets[desk.id("QLCN")].tab(REMARKS)


def column(desk: GoogleDesk, letter: str) -> list[Any]:
    """What stands in a column of the rows that have a remark."""
    values = (tab(desk).cells.get((row, ord(letter) - 65), {}).get("userEnteredValue", {}) for row in ROWS)
    keyed = [tab(desk).cells.get((row, 8), {}).get("userEnteredValue") for row in ROWS]
    return [next(iter(value.values()), "") for value, key in zip(values, keyed, strict=True) if key]


def row_of(desk: GoogleDesk, words: str) -> int:
    """The row, from 1, of the remark that says this."""
    return 6 + next(n for n, text in enumerate(column(desk, "C")) if words in text)


def test_staff_see_what_is_wrong_in_their_own_spreadsheet(desk: GoogleDesk) -> None:
    said = desk.sync("--format", "json")
    assert said.json["calls"] == {"drive": 1, "sheets_read": 1, "sheets_write": 1}
    row = row_of(desk, "chưa có")
    at = {letter: tab(desk).cells.get((row - 1, ord(letter) - 65), {}) for letter in "ABEJKL"}
    assert at["A"]["userEnteredValue"]["stringValue"] == "✗ Phải sửa"
    figures = desk.google.spreadsheets[desk.id("QLCN")].tab("Chỉ tiêu 2024-01")
    assert at["B"]["userEnteredFormat"]["textFormat"]["link"]["uri"] == f"#gid={figures.id}&range=E6"
    assert at["E"]["userEnteredValue"]["stringValue"] == "chưa có"
    assert at["J"]["userEnteredValue"]["stringValue"] == "figures.month"
    assert at["L"]["userEnteredValue"]["stringValue"] == "chưa có"


def test_nothing_is_read_or_written_while_nothing_is_new(desk: GoogleDesk, time: Time) -> None:
    for _ in range(3):
        desk.sync()
        time.at += 601
    desk.calls()
    before = desk.google.spreadsheets[desk.id("QLCN")]
    desk.sync()
    desk.say("feedback", *JANUARY)
    assert desk.google.spreadsheets[desk.id("QLCN")] is before
    assert desk.calls()[1:] == (2, 0, 0)


def test_what_was_mended_reads_as_done_in_its_own_row(desk: GoogleDesk, time: Time) -> None:
    desk.sync()
    keys = column(desk, "I")
    row = row_of(desk, "chưa có")
    time.at += 601
    desk.type("QLCN", "Chỉ tiêu 2024-01", "E6", "147")
    desk.sync()
    assert column(desk, "I")[: len(keys)] == keys
    assert column(desk, "A")[row - 6] == "✓ Đã xử lý"


def test_a_warning_that_staff_keep_is_confirmed_and_not_asked_again(desk: GoogleDesk, time: Time) -> None:
    desk.sync()
    asked = column(desk, "A").index("! Cần xem lại")
    desk.type("QLCN", REMARKS, f"G{6 + asked}", "Đúng, giữ nguyên")
    desk.type("QLCN", REMARKS, f"H{6 + asked}", "Đơn vị đã đối chiếu với hồ sơ gốc.")
    time.at += 601
    said = desk.sync()
    assert "đã nhận 1 câu trả lời của đơn vị" in said.out
    assert column(desk, "A")[asked] == "✓ Đã xác nhận"
    assert column(desk, "H")[asked] == "Đơn vị đã đối chiếu với hồ sơ gốc."
    confirmed = [f for f in desk.say("check", *JANUARY, "--format", "json").json["findings"] if f["confirmed"]]
    assert len(confirmed) == 1


def test_an_answer_beside_another_remarks_words_is_not_heard_before_the_row_is_put_right(
    desk: GoogleDesk, time: Time
) -> None:
    """Staff sorted as the service wrote: for one round a row may have the key of one remark and words of another."""
    desk.sync()
    row = 6 + column(desk, "A").index("! Cần xem lại")
    words = column(desk, "C")[row - 6]
    for letter, text in (("C", "Lời của ý kiến khác."), ("G", "Đúng, giữ nguyên"), ("H", "Đã đối chiếu.")):
        desk.type("QLCN", REMARKS, f"{letter}{row}", text)
    time.at += 601
    assert "câu trả lời" not in desk.sync().out
    assert (column(desk, "C")[row - 6], column(desk, "A")[row - 6]) == (words, "! Cần xem lại")
    time.at += 601
    assert "đã nhận 1 câu trả lời" in desk.sync().out


def test_feedback_alone_hears_what_was_answered_since_the_last_round(desk: GoogleDesk, time: Time) -> None:
    desk.sync()
    asked = column(desk, "A").index("! Cần xem lại")
    desk.type("QLCN", REMARKS, f"G{6 + asked}", "Đúng, giữ nguyên")
    desk.type("QLCN", REMARKS, f"H{6 + asked}", "Đơn vị đã đối chiếu với hồ sơ gốc.")
    time.at += 601
    desk.calls()
    assert "sẽ nhận 1 câu trả lời của đơn vị" in desk.say("feedback", *JANUARY, "--dry-run").out
    assert desk.calls()[1:] == (1, 1, 0)
    assert column(desk, "A")[asked] == "! Cần xem lại"
    assert "đã nhận 1 câu trả lời của đơn vị" in desk.say("feedback", *JANUARY).out
    assert column(desk, "A")[asked] == "✓ Đã xác nhận"


def test_two_rounds_in_one_minute_write_upon_what_the_first_one_wrote(desk: GoogleDesk, google: Google) -> None:
    """Drive lists a change minutes late: the second round knows the tab only as it was before the first wrote."""
    import datetime as dt

    google.lag = dt.timedelta(minutes=5)
    desk.sync()
    keys = column(desk, "I")
    accepted = next(
        f
        for f in desk.say("check", *JANUARY, "--format", "json").json["findings"]
        if f["division"] == "QLCN" and f["severity"] == "warning"
    )
    desk.say("accept", *JANUARY, accepted["id"], "--reason", "Đã kiểm tra.")
    desk.sync()
    assert column(desk, "I") == keys
    assert "✓ Đã chấp nhận" in column(desk, "A")


def test_a_dry_run_writes_nothing(desk: GoogleDesk) -> None:
    desk.say("sync", *JANUARY)
    desk.type("QLCN", "Chỉ tiêu 2024-01", "E7", "không rõ")
    before = column(desk, "I")
    desk.calls()
    desk.say("feedback", *JANUARY, "--dry-run")
    assert desk.calls()[3] == 0
    assert column(desk, "I") == before


def test_a_spreadsheet_that_may_only_be_read_waits_and_is_told(desk: GoogleDesk) -> None:
    desk.google.spreadsheets[desk.id("QLCN")].shares[desk.google.account.address] = "reader"
    said = desk.sync()
    assert "chỉ được xem bảng tính “QLCN 2024”" in said.out
    desk.google.spreadsheets[desk.id("QLCN")].shares[desk.google.account.address] = "writer"
    desk.sync()
    assert row_of(desk, "chưa có")


def test_an_answer_that_was_lost_leaves_no_remark_twice(desk: GoogleDesk) -> None:
    desk.google.faults.add(Fault("drop", "sheets_write", effect=True))
    desk.sync()
    keys = column(desk, "I")
    assert keys
    assert len(keys) == len(set(keys))


def test_a_tab_of_remarks_that_is_gone_is_told(desk: GoogleDesk) -> None:
    book = desk.google.spreadsheets[desk.id("QLCN")]
    gone = tab(desk)
    book.tabs.remove(gone)
    book.metadata = [one for one in book.metadata if one["location"].get("sheetId") != gone.id]
    assert "không còn tờ Ý kiến rà soát" in desk.sync().out


def test_a_tab_that_was_lost_and_made_again_brings_back_what_was_answered(desk: GoogleDesk, time: Time) -> None:
    desk.sync()
    asked = column(desk, "A").index("! Cần xem lại")
    key = column(desk, "I")[asked]
    desk.type("QLCN", REMARKS, f"G{6 + asked}", "Đúng, giữ nguyên")
    desk.type("QLCN", REMARKS, f"H{6 + asked}", "Đã đối chiếu.")
    time.at += 601
    desk.sync()
    book = desk.google.spreadsheets[desk.id("QLCN")]
    gone = tab(desk)
    book.tabs.remove(gone)
    book.metadata = [one for one in book.metadata if one["location"].get("sheetId") != gone.id]
    book.names = [one for one in book.names if one["range"].get("sheetId") != gone.id]
    desk.google.touch(book)
    time.at += 601
    desk.say("templates", *JANUARY)
    for _ in range(3):
        time.at += 601
        desk.google.touch(desk.google.spreadsheets[desk.id("QLCN")])
        desk.sync()
    at = column(desk, "I").index(key)
    assert (column(desk, "A")[at], column(desk, "H")[at]) == ("✓ Đã xác nhận", "Đã đối chiếu.")


def test_a_program_is_told_where_each_finding_is_opened(desk: GoogleDesk) -> None:
    desk.sync()
    found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    book = desk.google.spreadsheets[desk.id("QLCN")]
    opened = f"https://docs.google.com/spreadsheets/d/{desk.id('QLCN')}/edit"
    (word,) = (one for one in found if one["code"] == "not-a-number")
    assert word["link"] == f"{opened}#gid={book.tab('Chỉ tiêu 2024-01').id}&range=E6"
    assert all(one["link"].startswith(opened) for one in found if one["division"] == "QLCN")
    in_files = [one for one in found if one["division"] not in {None, "QLCN"} and one["cell"]]
    assert in_files
    for one in in_files:
        assert one["link"] == f"{desk.folder / one['source']}#'{one['tab']}'!{one['cell']}"
