"""A finding keeps its name wherever its row moves: acceptances, confirmations and colours follow the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sync.model.finding import Finding
from sync.work.collect import collect
from sync.work.decide import accept, judge
from sync.work.office import Office
from tests.work.offices import JANUARY

DIVISION = "QLKH"


def edit(office: Office, change: Callable[[Workbook], None]) -> dict[str, Finding]:
    """The division changes its form, the next round reads it; return its findings by name."""
    path = office.config.folder / "2024-01" / f"{DIVISION}_BaoCao_2024-01.xlsx"
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    collect(office, JANUARY)
    return {f.id: f for f in judge(office, JANUARY).findings if f.division == DIVISION}


def spoil(book: Workbook) -> None:
    """Slips of several kinds, one of them the same in two rows; every row has its own Mục, so that none inherits."""
    results, figures = book["Kết quả"], book["Chỉ tiêu"]
    mine = results["A6"].value
    for row in range(6, 30):
        if results.cell(row, 3).value:
            results.cell(row, 1).value = results.cell(row, 1).value or mine
    results["A7"] = results["A8"] = "Mục lạ"
    figures["E6"] = "khoảng 12"


def move(sheet: Worksheet) -> None:
    """Staff insert two rows on top and carry the last row to the front."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6) if any(c.value for c in row)]
    rows = [[], [], rows[-1], *rows[:-1]]
    for at, row in enumerate(rows, 6):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(at, column).value = row[column - 1] if column <= len(row) else None


def test_findings_keep_their_names_where_rows_move(office: Office) -> None:
    before = edit(office, spoil)

    def moved_about(book: Workbook) -> None:
        move(book["Kết quả"])
        move(book["Kế hoạch"])

    after = edit(office, moved_about)

    moved = {name for name in before if name in after and before[name].place != after[name].place}
    assert {before[name].code for name in moved} >= {"section-unknown"}
    assert set(before) == set(after)


def test_an_acceptance_follows_its_row(office: Office) -> None:
    found = edit(office, spoil)
    wanted = next(f for f in found.values() if f.place and f.place.tab == "Kết quả" and f.place.a1 == "A8")
    accept(office, JANUARY, [wanted.id], "Đã hỏi đơn vị")

    edit(office, lambda book: book["Kết quả"].insert_rows(6))

    judged = judge(office, JANUARY)
    (still,) = [f for f in judged.findings if f.id == wanted.id]
    assert judged.accepted(still)
    assert still.place is not None
    assert still.place.a1 == "A9"


def test_the_same_slip_in_two_rows_is_two_findings(office: Office) -> None:
    found = edit(office, spoil)

    assert places(f for f in found.values() if f.code == "section-unknown") == ["A7", "A8"]


def test_another_value_is_another_finding(office: Office) -> None:
    before = edit(office, spoil)

    def again(book: Workbook) -> None:
        book["Kết quả"]["A8"] = "Mục khác nữa"

    after = edit(office, again)

    assert places(f for name, f in before.items() if name not in after) == ["A8"]
    assert places(f for name, f in after.items() if name not in before) == ["A8"]


def places(findings: Iterable[Finding]) -> list[str]:
    return sorted(f.place.a1 or "" for f in findings if f.place)
