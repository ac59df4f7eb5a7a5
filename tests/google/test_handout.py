"""`baocao templates` where some divisions fill Google spreadsheets: their forms are made there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from macros.actions import Inputs, open_period
from sheets.google.errors import GoogleError
from sheets.google.guarding import LOCK
from sheets.google.transport import Client
from sync.model.period import parse_period
from sync.work import google as opening
from sync.work.office import Office
from sync.work.opening import opened
from tests.google.office import GoogleDesk
from tests.google_fake.faults import Fault
from tests.google_fake.formulas import holds
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet
from tests.road.conftest import Said

if TYPE_CHECKING:
    from macros.desk import Desk as ClerksDesk

MARCH = ("--period", "2024-03")
IN_GOOGLE = ("QLCN", "VP")


@pytest.fixture
def desk(lay: Callable[..., GoogleDesk]) -> GoogleDesk:
    """An office whose QLCN and VP fill Google spreadsheets, the others Excel files."""
    return lay(*IN_GOOGLE)


def book(desk: GoogleDesk, division: str) -> Spreadsheet:
    return desk.google.spreadsheets[desk.id(division)]


def titles(desk: GoogleDesk, division: str, period: str) -> list[str]:
    return [tab.properties["title"] for tab in book(desk, division).tabs if tab.properties["title"].endswith(period)]


def test_the_form_is_made_in_the_divisions_own_spreadsheet_and_others_get_files(desk: GoogleDesk) -> None:
    said = desk.say("templates", *MARCH)
    assert said.code == 0
    assert "QLCN: đã tạo các tờ biểu tháng 03/2024 trong bảng tính “QLCN 2024”: https://docs.google.com/" in said.out
    assert titles(desk, "QLCN", "2024-03")[:3] == ["Hướng dẫn 2024-03", "Thông tin chung 2024-03", "Kết quả 2024-03"]
    names = {path.name for path in (desk.folder / "2024-03").iterdir()}
    assert "TTKT_BaoCao_2024-03.xlsx" in names
    assert {name for name in names if name.startswith(IN_GOOGLE)} == {
        "QLCN_BaoCao_2024-03.url",
        "VP_BaoCao_2024-03.url",
    }
    shortcut = (desk.folder / "2024-03" / "VP_BaoCao_2024-03.url").read_text(encoding="utf-8")
    assert f"URL=https://docs.google.com/spreadsheets/d/{desk.id('VP')}/edit" in shortcut
    assert desk.calls()[1:] == (1, 2, 2)


def test_a_month_that_was_begun_in_google_alone_is_the_usual_one(
    tmp_path: Path, desk: GoogleDesk, google: Google, say: Callable[..., Said]
) -> None:
    desk.say("templates", *MARCH)
    for form in (desk.folder / "2024-03").glob("*.xlsx"):
        form.unlink()
    assert "tháng 03/2024" in desk.say("status").out


def test_a_second_run_reads_and_writes_nothing(desk: GoogleDesk) -> None:
    desk.say("templates", *MARCH)
    desk.calls()
    said = desk.say("templates", *MARCH)
    assert "QLCN: đã có, giữ nguyên: bảng tính “QLCN 2024”" in said.out
    assert desk.calls()[1:] == (1, 2, 0)


def test_one_tab_that_was_made_anew_is_not_told_as_a_new_form(desk: GoogleDesk) -> None:
    desk.say("templates", *MARCH)
    theirs = book(desk, "QLCN")
    gone = theirs.tab("Kế hoạch 2024-03")
    theirs.tabs.remove(gone)
    theirs.metadata = [one for one in theirs.metadata if one["location"].get("sheetId") != gone.id]
    theirs.number()
    said = desk.say("templates", *MARCH)
    assert "QLCN: đã bổ sung phần còn thiếu của biểu tháng 03/2024 trong bảng tính “QLCN 2024”" in said.out
    assert "đã tạo các tờ" not in said.out
    assert "Kế hoạch 2024-03" in titles(desk, "QLCN", "2024-03")


def test_last_months_plan_and_figures_are_in_it(desk: GoogleDesk) -> None:
    for period in ("2024-01", "2024-02"):
        desk.say("sync", "--period", period)
    desk.say("templates", *MARCH)
    carried = book(desk, "QLCN").tab("Kế hoạch kỳ trước 2024-03")
    assert carried.cells[5, 0]["userEnteredValue"]["stringValue"]
    assert "SUM(" in book(desk, "QLCN").tab("Chỉ tiêu 2024-03").cells[5, 6]["userEnteredValue"]["formulaValue"]


def test_a_form_that_was_made_is_read_as_a_draft_that_nobody_filled(desk: GoogleDesk) -> None:
    desk.say("templates", *MARCH)
    said = desk.say("sync", *MARCH, "--format", "json")
    assert {row["division"]: row["outcome"] for row in said.json["divisions"]}["QLCN"] in {"read", "missing"}
    codes = {found["code"] for found in desk.say("check", *MARCH, "--format", "json").json["findings"]}
    assert not codes & {"tab-missing", "headings-missing", "column-missing", "column-moved", "cell-error", "unreadable"}


def coloured(desk: GoogleDesk, title: str, row: int, column: int) -> bool:
    """Whether a cell shows that Ý kiến rà soát names it."""
    where = book(desk, "QLCN").tab(title)
    looking = [rule for rule in where.conditional if "INDIRECT" in str(rule)]
    return any(holds(book(desk, "QLCN"), where, (row - 1, column - 1), rule) for rule in looking)


def test_what_is_wrong_is_coloured_in_the_form_until_staff_mend_it(desk: GoogleDesk) -> None:
    """From the template by way of staff, reading, checks and remarks back into the cell."""
    desk.say("templates", *MARCH)
    assert desk.google.typed(book(desk, "QLCN"), "Thông tin chung 2024-03", "B11", "Đã gửi")
    desk.type("QLCN", "Kết quả 2024-03", "A9", "Việc gì đó")
    desk.type("QLCN", "Kết quả 2024-03", "C9", "Tham mưu ban hành 02 văn bản về chuyển giao công nghệ.")
    desk.type("QLCN", "Chỉ tiêu 2024-03", "E6", "khoảng 15")
    said = desk.say("sync", *MARCH)
    assert "QLCN: đã ghi " in said.out
    wrong = [("Thông tin chung 2024-03", 7, 2), ("Kết quả 2024-03", 9, 1), ("Chỉ tiêu 2024-03", 6, 5)]
    assert [coloured(desk, *cell) for cell in wrong] == [True, True, True]
    assert not coloured(desk, "Thông tin chung 2024-03", 8, 2)
    assert not coloured(desk, "Kết quả 2024-03", 9, 3)
    assert not coloured(desk, "Chỉ tiêu 2024-03", 7, 4)
    desk.type("QLCN", "Thông tin chung 2024-03", "B7", "Nguyễn Thị Hoa")
    desk.type("QLCN", "Kết quả 2024-03", "A9", "Hoạt động Quản lý công nghệ và chuyên ngành")
    desk.type("QLCN", "Chỉ tiêu 2024-03", "E6", "15")
    assert [coloured(desk, *cell) for cell in wrong] == [False, False, False]


def test_one_spreadsheet_that_fails_stops_no_other(desk: GoogleDesk) -> None:
    book(desk, "QLCN").shares.clear()
    said = desk.say("templates", *MARCH)
    assert said.code == 2
    assert "✗ QLCN: Bảng tính " in said.out
    assert desk.google.account.address in said.out
    assert titles(desk, "VP", "2024-03")
    assert (desk.folder / "2024-03" / "TTKT_BaoCao_2024-03.xlsx").exists()


def test_nothing_is_made_in_a_spreadsheet_that_lies_in_the_bin(desk: GoogleDesk) -> None:
    book(desk, "QLCN").trashed = True
    said = desk.say("templates", *MARCH)
    assert said.code == 2
    assert "✗ QLCN: " in said.out
    assert "thùng rác" in said.out
    assert not titles(desk, "QLCN", "2024-03")
    assert titles(desk, "VP", "2024-03")


def test_what_all_have_in_common_is_told_once(desk: GoogleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_key(_: Office) -> Client:
        raise GoogleError("google-no-key-named")

    monkeypatch.setattr(opening, "open_client", without_key)
    said = desk.say("templates", *MARCH)
    assert said.code == 2
    assert [line.partition(":")[0] for line in said.out.splitlines() if line.startswith("✗")] == ["✗ VP, QLCN"]


def test_an_answer_that_was_lost_makes_no_tab_twice(desk: GoogleDesk) -> None:
    desk.google.faults.add(Fault("drop", "sheets_write", effect=True, spreadsheet=desk.id("QLCN")))
    assert desk.say("templates", *MARCH).code == 0
    assert len(titles(desk, "QLCN", "2024-03")) == len(set(titles(desk, "QLCN", "2024-03"))) == 7


def test_a_locked_months_tabs_are_guarded_and_older_ones_out_of_sight(desk: GoogleDesk) -> None:
    for period in ("2024-01", "2024-02"):
        desk.say("sync", "--period", period)
        locked = desk.say("lock", "--period", period, "--reason", "Đã gửi báo cáo")
        assert locked.code == 0, locked.out + locked.err
    desk.say("templates", *MARCH)
    tabs = {tab.properties["title"]: tab for tab in book(desk, "QLCN").tabs}
    assert tabs["Kết quả 2024-01"].properties.get("hidden")
    assert not tabs["Kết quả 2024-02"].properties.get("hidden")
    assert [one["description"] for one in tabs["Kết quả 2024-01"].protected] == [LOCK]
    assert [one["description"] for one in tabs["Kết quả 2024-02"].protected] == [LOCK]
    assert not any(one["description"] == LOCK for one in tabs["Kết quả 2024-03"].protected)


def test_locking_a_month_guards_its_tabs_at_once_and_opening_it_frees_them(desk: GoogleDesk) -> None:
    def locks() -> list[str]:
        return [
            one["description"] for tab in book(desk, "QLCN").tabs for one in tab.protected if one["description"] == LOCK
        ]

    desk.say("sync", "--period", "2024-01")
    desk.say("lock", "--period", "2024-01")
    assert len(locks()) == len(titles(desk, "QLCN", "2024-01"))
    desk.say("unlock", "--period", "2024-01", "--reason", "Bổ sung số liệu.")
    assert locks() == []


def test_a_month_is_locked_also_where_google_cannot_be_reached(desk: GoogleDesk) -> None:
    desk.say("sync", "--period", "2024-01")
    book(desk, "QLCN").shares[desk.google.account.address] = "reader"
    said = desk.say("lock", "--period", "2024-01")
    assert said.code == 0
    assert "QLCN: chưa khóa hoặc mở được các tờ của kỳ trong bảng tính" in said.err


def test_what_staff_show_again_stays_to_be_seen(desk: GoogleDesk) -> None:
    desk.say("sync", "--period", "2024-01")
    desk.say("lock", "--period", "2024-01", "--reason", "Đã gửi báo cáo")
    desk.say("templates", *MARCH)
    shown = book(desk, "QLCN").tab("Kết quả 2024-01")
    assert shown.properties.pop("hidden")
    desk.say("templates", *MARCH)
    assert not book(desk, "QLCN").tab("Kết quả 2024-01").properties.get("hidden")


def test_the_button_that_opens_a_month_makes_forms_of_both_kinds(desk: GoogleDesk) -> None:
    desk.say("sync", "--period", "2024-02")
    desk.say("lock", "--period", "2024-02")
    book(desk, "VP").shares[desk.google.account.address] = "reader"
    with opened(desk.folder / "config.yaml") as office:
        result = open_period(cast("ClerksDesk", None), office, Inputs(parse_period("2024-02")))
    assert result.sentence.startswith("Đã làm 5 biểu kỳ tháng 03/2024")
    assert "Đã tạo biểu kỳ tháng 03/2024 trong bảng tính Google của QLCN." in result.sentence
    assert "Chưa tạo được biểu trong bảng tính Google của VP: Tài khoản" in result.sentence


def test_a_file_is_not_moved_over_into_a_spreadsheet(desk: GoogleDesk) -> None:
    form = Path(__file__).parents[2] / "examples" / "2024-02" / "QLCN_BaoCao_2024-02.xlsx"
    said = desk.say("templates", *MARCH, "--from", str(form))
    assert said.code == 2
    assert "điền biểu trong bảng tính Google" in said.err
