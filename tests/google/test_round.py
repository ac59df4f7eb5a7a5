"""`baocao` where some divisions fill Google spreadsheets: from then on everything is as with Excel."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from sync.model.period import parse_period
from sync.work.clerkview import Link, view
from sync.work.collect import collect
from sync.work.onlineremarks import remark_tabs
from sync.work.opening import opened
from tests.google.conftest import Time
from tests.google.office import IN_GOOGLE, GoogleDesk
from tests.road.conftest import Desk, Said
from tests.road.conftest import desk as excel_desk

__all__ = ["excel_desk"]
JANUARY = ("--period", "2024-01")
LISTED = (0, 1, 0, 0)  # a round without news: one listing, on a token that still lives


@pytest.fixture
def desk(lay: Callable[..., GoogleDesk]) -> GoogleDesk:
    """An office whose QLCN, TTKT and VP fill Google spreadsheets, the others Excel files."""
    return lay(*IN_GOOGLE)


def words_of(report: Path) -> str:
    """The words of a report, without the ids of bookmarks."""
    import re

    with ZipFile(report) as package:
        parts = [package.read(name).decode() for name in ("word/document.xml", "word/footnotes.xml")]
    return "\n".join(re.sub(r"<[^>]+>", "\n", part) for part in parts)


def outcomes(said: Said) -> dict[str, str]:
    return {row["division"]: row["outcome"] for row in said.json["divisions"]}


def test_the_report_says_the_same_as_with_excel_alone(desk: GoogleDesk, excel_desk: Desk) -> None:
    for period in ("2024-01", "2024-02"):
        for office in (desk, excel_desk):
            assert office.say("sync", "--period", period).code == 0
            assert office.say("report", "--period", period).code == 0
        name = f"{period}/BaoCao_{period}_v1.docx"
        assert words_of(desk.folder / name) == words_of(excel_desk.folder / name)
    mine, theirs = (office.say("check", *JANUARY, "--format", "json").json["findings"] for office in (desk, excel_desk))
    assert [(f["code"], f["division"], f["message"]) for f in mine] == [
        (f["code"], f["division"], f["message"]) for f in theirs
    ]


def test_a_first_round_lists_drive_once_and_reads_each_sheet_once(desk: GoogleDesk) -> None:
    said = desk.sync("--format", "json")
    assert set(outcomes(said).values()) == {"read"}
    assert (said.json["read"], said.json["calls"]) == (7, {"drive": 1, "sheets_read": 3, "sheets_write": 3})
    assert desk.calls() == (1, 1, 3, 3)


def test_the_summary_counts_the_calls_and_names_the_spreadsheets(desk: GoogleDesk) -> None:
    said = desk.sync()
    assert "Gọi Google: 1 lần liệt kê, 3 lần đọc, 3 lần ghi." in said.out
    assert "Google: QLCN 2024" in said.out


def test_files_and_spreadsheets_are_read_under_one_progress_display(desk: GoogleDesk) -> None:
    told: list[tuple[str, int, int]] = []
    with opened(desk.folder / "config.yaml") as office:
        collect(office, parse_period("2024-01"), lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(1, 8))
    assert {total for *_, total in told} == {7}
    assert sum("Google: " in source for source, *_ in told) == 3


def test_an_unchanged_sheet_costs_nothing_once_ten_minutes_have_gone_by(desk: GoogleDesk, time: Time) -> None:
    desk.sync()
    time.at += 601
    desk.sync()  # what was touched within ten minutes of the last reading is read again
    time.at += 601
    desk.calls()
    before = dump(desk.folder)
    said = desk.sync("--format", "json")
    assert desk.calls()[1:] == (1, 0, 0)
    assert (said.json["read"], said.json["unchanged"]) == (0, 7)
    assert dump(desk.folder) == before


def dump(folder: Path) -> list[str]:
    import sqlite3

    with sqlite3.connect(folder / "baocao.db") as store:
        lines = list(store.iterdump())
    store.close()
    return lines


def test_within_ten_minutes_it_is_read_again_and_is_no_news(desk: GoogleDesk) -> None:
    for book in desk.books.values():
        desk.google.touch(book)
    desk.sync()
    desk.sync()  # reads what the first one wrote
    before = [line for line in dump(desk.folder) if not line.startswith('INSERT INTO "sheet_seen"')]
    said = desk.sync("--format", "json")
    assert said.json["calls"]["sheets_read"] == 3
    assert (said.json["read"], said.json["unchanged"]) == (0, 7)
    assert [line for line in dump(desk.folder) if not line.startswith('INSERT INTO "sheet_seen"')] == before


def test_once_a_day_everything_is_read(desk: GoogleDesk, time: Time) -> None:
    quiet(desk, time)
    time.at += 24 * 3600
    desk.calls()
    assert set(outcomes(desk.sync("--format", "json")).values()) == {"unchanged"}
    assert desk.calls()[1:] == (1, 3, 0)


def quiet(desk: GoogleDesk, time: Time) -> None:
    """Let rounds go by until nothing has to be read any more."""
    for _ in range(2):
        desk.sync()
        time.at += 601


def test_only_what_staff_changed_is_read_and_is_a_new_version(desk: GoogleDesk, time: Time) -> None:
    quiet(desk, time)
    desk.type("QLCN", "Kế hoạch 2024-01", "A20", "Tổ chức 02 lớp tập huấn nghiệp vụ.")
    desk.calls()
    said = desk.sync("--format", "json")
    assert desk.calls()[1:] == (1, 1, 0)
    assert {code for code, outcome in outcomes(said).items() if outcome == "read"} == {"QLCN"}
    rows = desk.say("status", *JANUARY, "--format", "json").json["divisions"]
    assert {row["division"]: row["version"] for row in rows if row["version"] != 1} == {"QLCN": 2}


def test_what_staff_answer_in_the_tab_of_remarks_is_no_new_version(desk: GoogleDesk, time: Time) -> None:
    quiet(desk, time)
    desk.type("QLCN", "Ý kiến rà soát 2024-01", "G9", "Đúng, giữ nguyên")
    said = desk.sync("--format", "json")
    assert (said.json["calls"]["sheets_read"], outcomes(said)["QLCN"]) == (1, "unchanged")
    with opened(desk.folder / "config.yaml") as office, office.store.reading() as connection:
        tabs = remark_tabs(connection, office, parse_period("2024-01"))
    assert set(tabs) == set(IN_GOOGLE)
    assert tabs["QLCN"][9, 7].value == "Đúng, giữ nguyên"


def test_a_finding_names_the_spreadsheet_and_the_tab_that_staff_see(desk: GoogleDesk) -> None:
    desk.type("TTKT", "Chỉ tiêu 2024-01", "E6", "chưa có")
    desk.sync()
    findings = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    [found] = [f for f in findings if f["code"] == "not-a-number"]
    assert (found["source"], found["tab"], found["cell"]) == ("Google: TTKT 2024", "Chỉ tiêu 2024-01", "E6")


def test_trace_leads_to_the_cell_in_the_browser(desk: GoogleDesk) -> None:
    desk.sync()
    desk.say("report", *JANUARY)
    said = desk.say("trace", *JANUARY, "147", "--format", "json")
    [origin] = [
        o for hit in said.json["hits"] for o in hit["origins"] if o["division"] == "TTKT" and o["cell"] == "E6"
    ][:1]
    gid = desk.books["TTKT"].tab("Chỉ tiêu 2024-01").id
    assert (origin["source"], origin["tab"]) == ("Google: TTKT 2024", "Chỉ tiêu 2024-01")
    assert origin["link"] == f"https://docs.google.com/spreadsheets/d/{desk.id('TTKT')}/edit#gid={gid}&range=E6"
    assert origin["link"] in desk.say("trace", *JANUARY, "147").out


def test_a_division_may_send_a_file_instead_and_the_clerk_is_asked_which(desk: GoogleDesk) -> None:
    form = desk.form("QLCN")
    form.write_bytes((Path(__file__).parents[2] / "examples" / "2024-01" / form.name).read_bytes())
    desk.came(form)
    desk.type("QLCN", "Kế hoạch 2024-01", "A20", "Tổ chức 02 lớp tập huấn nghiệp vụ.")
    desk.sync()
    findings = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    [copies] = [f for f in findings if f["code"] == "two-copies"]
    assert "Google: QLCN 2024" in copies["message"]
    assert json.dumps(form.name) in json.dumps(copies["message"]) or form.name in copies["message"]


def test_the_clerks_workbook_leads_to_the_cells_in_the_browser(desk: GoogleDesk) -> None:
    desk.type("TTKT", "Chỉ tiêu 2024-01", "E6", "chưa có")
    desk.sync()
    with opened(desk.folder / "config.yaml") as office:
        seen = view(office, parse_period("2024-01"))
    gid = desk.books["TTKT"].tab("Chỉ tiêu 2024-01").id
    book = f"https://docs.google.com/spreadsheets/d/{desk.id('TTKT')}/edit"
    targets = {row["code"]: row["file"].target for row in seen.divisions if isinstance(row["file"], Link)}
    assert targets["TTKT"] == book
    places = [row["place"] for row in seen.findings if row["division"] == "TTKT"]
    assert f"{book}#gid={gid}&range=E6" in {place.target for place in places if isinstance(place, Link)}
    lines = [row["source"] for row in seen.line_rows if row["division"] == "TTKT"]
    assert lines
    assert all(isinstance(line, Link) and str(line.target).startswith(f"{book}#gid=") for line in lines)
    copies = [path.name for path in (desk.folder / "2024-01" / "da-nop").iterdir()]
    assert not any("TTKT" in name for name in copies)
