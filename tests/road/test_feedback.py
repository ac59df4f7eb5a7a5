"""A month with answers, through the commands: remarks go out with each round, answers come back with the next."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")
TAB = "Ý kiến rà soát"
KEEP = "Đúng, giữ nguyên"


def beside(desk: Desk, division: str = "QLCN") -> Path:
    form = desk.form(division)
    return form.with_name(f"{form.stem} - {TAB}.xlsx")


def rows(path: Path) -> dict[str, tuple[int, list[object]]]:
    """The remarks by key: the row, and what stands in its cells."""
    sheet = openpyxl.load_workbook(path)[TAB]
    found = {}
    for row in sheet.iter_rows(min_row=6):
        if row[8].value:
            found[str(row[8].value)] = (row[0].row, [cell.value for cell in row])
    return found


def answer(path: Path, key: str, said: str | None, reason: str | None) -> None:
    """Staff answer and save."""
    book = openpyxl.load_workbook(path)
    row = rows(path)[key][0]
    book[TAB][f"G{row}"], book[TAB][f"H{row}"] = said, reason
    book.save(path)


def a_warning(desk: Desk, division: str = "QLCN") -> dict[str, object]:
    found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    return next(f for f in found if (f["division"], f["severity"], f["audience"]) == (division, "warning", "division"))


def warnings(desk: Desk, division: str = "QLCN") -> int:
    found = desk.say("status", *JANUARY, "--format", "json").json["divisions"]
    return next(int(row["warnings"]) for row in found if row["division"] == division)


@pytest.mark.both_stores
def test_a_month_with_answers(desk: Desk) -> None:
    said = desk.say("sync", *JANUARY)
    assert f"QLCN: đã ghi {len(rows(beside(desk)))} ý kiến còn mở vào 2024-01/{beside(desk).name}." in said.out
    asked, before = a_warning(desk), warnings(desk)
    assert not asked["confirmed"]

    answer(beside(desk), str(asked["id"]), KEEP, "Theo công văn gốc")
    said = desk.say("sync", *JANUARY)
    assert "QLCN: đã nhận 1 câu trả lời của đơn vị." in said.out

    found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    assert next(f for f in found if f["id"] == asked["id"])["confirmed"] is True
    assert "(đơn vị xác nhận: Theo công văn gốc)" in desk.say("check", *JANUARY).out
    assert warnings(desk) == before - 1
    assert "QLCN đã xác nhận 1 điểm là đúng" in desk.say("status", *JANUARY).out
    assert rows(beside(desk))[str(asked["id"])][1][0] == "✓ Đã xác nhận"

    report = desk.say("report", *JANUARY, "--draft", "--format", "json").json
    figures = openpyxl.load_workbook(report["xlsx"])[TAB]
    told = [[cell.value for cell in row] for row in figures.iter_rows()]
    (mine,) = [row for row in told if asked["id"] in row]
    assert "✓ Đơn vị xác nhận" in mine
    assert "Theo công văn gốc" in mine

    answer(beside(desk), str(asked["id"]), None, None)
    desk.say("sync", *JANUARY)
    assert warnings(desk) == before


def test_a_round_without_news_says_and_writes_nothing(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    before = {path: path.stat().st_mtime_ns for path in (desk.folder / "2024-01").iterdir()}
    said = desk.say("sync", *JANUARY)
    assert "ý kiến còn mở" not in said.out
    assert desk.say("sync", *JANUARY, "--format", "json").json["feedback"] == []
    assert {path: path.stat().st_mtime_ns for path in (desk.folder / "2024-01").iterdir()} == before


def test_feedback_tells_what_it_would_write_before_it_does(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    beside(desk).unlink()
    said = desk.say("feedback", *JANUARY, "--dry-run")
    assert f"QLCN: sẽ ghi {len(rows_of(desk))} ý kiến còn mở vào 2024-01/{beside(desk).name}." in said.out
    assert not beside(desk).exists()
    assert f"vào 2024-01/{beside(desk).name}." in desk.say("feedback", *JANUARY).out
    assert beside(desk).exists()
    assert desk.say("feedback", *JANUARY).out == "Không có gì mới để ghi vào biểu của các đơn vị.\n"


def test_feedback_hears_what_was_answered_in_the_form_itself_since_the_last_round(desk: Desk) -> None:
    config = desk.folder / "config.yaml"
    config.write_text(f"feedback: inside\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    desk.say("sync", *JANUARY)
    asked, form = str(a_warning(desk)["id"]), desk.form("QLCN")
    answer(form, asked, KEEP, "Theo công văn gốc")
    typed = form.read_bytes()
    assert "QLCN: sẽ nhận 1 câu trả lời của đơn vị." in desk.say("feedback", *JANUARY, "--dry-run").out
    assert form.read_bytes() == typed
    assert "QLCN: đã nhận 1 câu trả lời của đơn vị." in desk.say("feedback", *JANUARY).out
    assert rows(form)[asked][1][0] == "✓ Đã xác nhận"
    assert desk.say("feedback", *JANUARY).out == "Không có gì mới để ghi vào biểu của các đơn vị.\n"


def test_feedback_of_a_closed_month_says_so_each_time(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    assert desk.say("lock", *JANUARY).code == 0
    for _ in range(2):
        assert "Kỳ báo cáo tháng 01/2024 đã chốt số liệu nên không ghi ý kiến" in desk.say("feedback", *JANUARY).out


def rows_of(desk: Desk, division: str = "QLCN") -> list[dict[str, object]]:
    found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    return [f for f in found if f["division"] == division and f["audience"] == "division"]


def test_a_text_for_a_chat_group_names_each_place_and_what_to_do(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    text = desk.say("feedback", *JANUARY, "--dry-run", "--format", "text").out
    found = rows_of(desk)
    assert f"biểu tháng 01/2024 còn {len(found)} điểm cần xem" in text
    for each in found:
        assert str(each["message"]) in text
        assert f"   → {each['action']}" in text
        assert not each["cell"] or f"ô {each['cell']}" in text


def test_for_programs_there_is_each_remark_with_its_state(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    made = desk.say("feedback", *JANUARY, "--format", "json").json
    assert (made["schema"], made["period"], made["dry_run"]) == (1, "2024-01", False)
    (mine,) = [d for d in made["divisions"] if d["division"] == "QLCN"]
    assert (mine["medium"], mine["outcome"], mine["message"]) == ("beside", "unchanged", "")
    assert {r["id"] for r in mine["remarks"]} == {f["id"] for f in rows_of(desk)}
    assert {r["state"] for r in mine["remarks"]} == {"open"}


@pytest.mark.parametrize("where", ["off", "inside"])
def test_config_says_where_all_divisions_are_answered(desk: Desk, where: str) -> None:
    config = desk.folder / "config.yaml"
    config.write_text(f"feedback: {where}\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    desk.say("sync", *JANUARY)
    assert not beside(desk).exists()
    assert bool(rows(desk.form("QLCN"))) == (where == "inside")
    assert "đọc 0 biểu, 7 biểu không đổi" in desk.say("sync", *JANUARY).out
    row = next(r for r in desk.say("status", *JANUARY, "--format", "json").json["divisions"] if r["division"] == "QLCN")
    assert row["version"] == 1
