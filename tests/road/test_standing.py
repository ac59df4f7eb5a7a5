"""How a division stands when its form lies there as it was handed out, or does not lie there any more."""

from __future__ import annotations

import shutil
from dataclasses import replace

import openpyxl
import pytest

from sheets.grid import Place
from sync.model.period import parse_period
from sync.model.records import (
    Activity,
    AnnexField,
    AnnexRow,
    CarriedItem,
    CellOrigin,
    Figure,
    Info,
    PlanItem,
    Problem,
    Submission,
    Text,
)
from sync.reading.untouched import is_untouched
from tests.road.conftest import Desk
from tests.road.test_sync import _with_another_word as another

JANUARY = ("--period", "2024-01")
MARCH = ("--period", "2024-03")


def _row(desk: Desk, division: str, period: tuple[str, str] = JANUARY) -> dict[str, object]:
    rows = desk.say("status", *period, "--format", "json").json["divisions"]
    return next(row for row in rows if row["division"] == division)


def _codes(desk: Desk, division: str, period: tuple[str, str] = JANUARY) -> set[str]:
    found = desk.say("check", *period, "--format", "json").json["findings"]
    return {f["code"] for f in found if f["division"] == division}


@pytest.fixture
def march(desk: Desk) -> Desk:
    """The forms of March were made from January's and February's, and lie there as they were handed out."""
    for period in ("2024-01", "2024-02"):
        desk.say("sync", "--period", period)
    desk.say("templates", *MARCH)
    return desk


def test_forms_that_nobody_touched_are_not_handed_in(march: Desk) -> None:
    told = march.say("sync", *MARCH)
    assert told.out.count("… chưa điền") == 7
    assert "VP_BaoCao_2024-03.xlsx” của Văn phòng Sở còn nguyên như khi phát" in told.out
    assert march.say("sync", *MARCH).out.count("… chưa điền") == 7  # from the count that the first round left
    rows = march.say("status", *MARCH, "--format", "json").json["divisions"]
    assert {(row["state"], row["source"]) for row in rows} == {("missing", None)}
    for division in ("VP", "QLKH"):
        assert _codes(march, division, MARCH) == {"not-handed-in"}
    assert "nhắc VP" in march.say("status", *MARCH).out


@pytest.mark.parametrize(
    ("tab", "cell", "typed"),
    [
        ("Kết quả", "C6", "Kiểm định cân tại các chợ."),
        ("Kế hoạch", "A6", "Kiểm định cân tại các chợ."),
        ("Chỉ tiêu", "E6", 12),
    ],
)
def test_a_form_in_which_something_was_typed_is_a_draft(march: Desk, tab: str, cell: str, typed: object) -> None:
    form = march.form("TTKT", "2024-03")
    book = openpyxl.load_workbook(form)
    book[tab][cell] = typed
    book.save(form)
    march.say("sync", *MARCH)
    assert _row(march, "TTKT", MARCH)["state"] == "draft"
    assert "still-draft" in _codes(march, "TTKT", MARCH)
    assert _row(march, "VP", MARCH)["state"] == "missing"


def test_a_filled_form_that_came_by_mail_counts_before_the_untouched_one_at_its_place(march: Desk) -> None:
    march.form("TTKT").rename(march.folder / "đã điền.xlsx")
    march.say("templates", *JANUARY)  # an untouched one at the place of the one that was filled in
    shutil.move(march.folder / "đã điền.xlsx", march.folder / "hop-thu-den" / "gửi qua thư.xlsx")
    march.say("sync", *JANUARY)
    row = _row(march, "TTKT")
    assert (row["state"], row["source"]) == ("submitted", "2024-01/TTKT_BaoCao_2024-01 (2).xlsx")
    assert "two-copies" not in _codes(march, "TTKT")


def test_a_form_that_was_deleted_after_it_was_read_still_counts_and_is_told(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    desk.form("QLCN").unlink()
    told = desk.say("sync", *JANUARY)
    assert told.code == 0
    assert "! tệp không còn" in told.out
    row = _row(desk, "QLCN")
    assert (row["state"], row["version"]) == ("submitted", 1)
    found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    (gone,) = [f for f in found if f["code"] == "form-gone"]
    assert "“2024-01/QLCN_BaoCao_2024-01.xlsx” của Phòng Quản lý Công nghệ" in gone["message"]
    assert "bản 1 đã đọc trước đó vẫn được giữ" in gone["message"]
    assert desk.say("report", *JANUARY).code == 0
    assert "Tham gia ý kiến" in desk.say("trace", "Tham gia ý kiến về 03 dự án", *JANUARY).out


def test_a_form_that_comes_back_is_the_version_that_it_was(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    away = desk.folder / "cất.xlsx"
    desk.form("QLCN").rename(away)
    desk.say("sync", *JANUARY)
    away.rename(desk.form("QLCN"))
    desk.say("sync", *JANUARY)
    assert _row(desk, "QLCN")["version"] == 1
    assert "form-gone" not in _codes(desk, "QLCN")


def test_an_empty_form_copied_over_a_filled_one_takes_nothing_away(march: Desk) -> None:
    form = march.form("TTKT", "2024-03")
    empty = form.read_bytes()
    book = openpyxl.load_workbook(form)
    book["Kết quả"]["C6"] = "Kiểm định 12 phương tiện đo."
    book.save(form)
    march.say("sync", *MARCH)
    number = _row(march, "TTKT", MARCH)["version"]
    form.write_bytes(empty)
    march.say("sync", *MARCH)
    row = _row(march, "TTKT", MARCH)
    assert (row["state"], row["version"]) == ("draft", number)
    assert "form-emptied" in _codes(march, "TTKT", MARCH)
    assert "nay trống như lúc mới phát; bản" in march.say("check", *MARCH).out


def test_of_two_copies_that_are_both_gone_the_one_that_the_clerk_picked_still_counts(desk: Desk) -> None:
    other = desk.folder / "2024-01" / "QLCN bản cuối.xlsx"
    other.write_bytes(another(desk.form("QLCN").read_bytes()))
    desk.say("sync", *JANUARY)
    desk.say("accept", *JANUARY, "--use", desk.form("QLCN").name, "--reason", "Bản đã duyệt")
    counted = _row(desk, "QLCN")["version"]
    for path in (other, desk.form("QLCN")):
        path.unlink()
    desk.say("sync", *JANUARY)
    assert _row(desk, "QLCN")["version"] == counted


def test_a_form_that_was_overwritten_with_one_of_another_month_keeps_its_last_version(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    shutil.copyfile(desk.form("QLCN", "2024-02"), desk.form("QLCN"))
    desk.say("sync", *JANUARY)
    assert (_row(desk, "QLCN")["state"], _row(desk, "QLCN")["version"]) == ("submitted", 1)
    assert "other-period" in _codes(desk, "QLCN")


def test_an_untouched_form_that_is_deleted_is_not_missed(march: Desk) -> None:
    march.say("sync", *MARCH)
    march.form("VP", "2024-03").unlink()
    march.say("sync", *MARCH)
    assert _codes(march, "VP", MARCH) == {"not-handed-in"}


def _at(tab: str) -> CellOrigin:
    return CellOrigin("book", Place(tab, 6, 1))


def _annex(text: str) -> AnnexRow:
    return AnnexRow("nhiem-vu", (AnnexField("name", text, None, _at("PL nhiệm vụ")),), _at("PL nhiệm vụ"))


BEFORE = Submission("TTKT", parse_period("2024-01"), "b", 1, annex_rows=(_annex("Trồng nho"),))
FRESH = Submission(
    "TTKT",
    parse_period("2024-02"),
    "book",
    1,
    Info("Phan Thanh Tùng", "068", "Lưu Đình Khoa"),
    figures=(Figure("PTD", "plan", None, "2.000", _at("Chỉ tiêu")), Figure("PTD", "month", None, "", _at("Chỉ tiêu"))),
    carried=(CarriedItem(_at("Kế hoạch kỳ trước"), "Mua máy đo.", "Sở", "29/2/2024"),),
    annex_rows=(_annex("Trồng nho"),),
    problems=(Problem("required", Place("Thông tin chung", 9, 2)),),
)


def test_what_a_form_was_born_with_is_nobodys_touch() -> None:
    assert is_untouched(FRESH, (BEFORE,))


@pytest.mark.parametrize(
    "typed",
    [
        {"info": Info(status="submitted")},
        {"info": Info(status="nil")},
        {"activities": (Activity(_at("Kết quả"), None, "bullet", (Text("Kiểm định cân."),)),)},
        {"plan": (PlanItem(_at("Kế hoạch"), "Kiểm định cân."),)},
        {"figures": (Figure("PTD", "month", None, "nhiều", _at("Chỉ tiêu")),)},
        {"carried": (CarriedItem(_at("Kế hoạch kỳ trước"), "Mua máy đo.", result_typed="Xong"),)},
        {"annex_rows": (_annex("Trồng nho"), _annex("Nuôi cừu"))},
        {"problems": (Problem("tab-missing", Place("Kết quả")),)},
    ],
    ids=lambda typed: next(iter(typed)),
)
def test_whatever_staff_typed_is_a_touch(typed: dict[str, object]) -> None:
    assert not is_untouched(replace(FRESH, **typed), (BEFORE,))  # type: ignore[arg-type] # one field a case
