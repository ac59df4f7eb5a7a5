"""Forms of next month that went out before the signed report was taken over: told, made anew, or left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from sync.model.period import parse_period
from sync.work.closing import issue, lock
from sync.work.collect import collect
from sync.work.decide import judge
from sync.work.editing import EditLine, edit_lines
from sync.work.handout import Handed, hand_out
from sync.work.nextforms import Older, older_wordings, told_of_older
from sync.work.office import Office
from sync.work.publish import publish
from tests.work.offices import JANUARY

FEBRUARY = parse_period("2024-02")
NEW = "Khẩn trương hoàn thành toàn bộ phần việc còn lại trước ngày 20, báo cáo lãnh đạo Sở."
CARRIED = "Kế hoạch kỳ trước"


def plan_of(office: Office, division: str) -> list[EditLine]:
    return [x for x in edit_lines(office, JANUARY) if x.division == division and x.tab == "Kế hoạch"]


def carried(form: Path) -> list[str]:
    return [str(row[0].value) for row in openpyxl.load_workbook(form)[CARRIED] if row[0].value]


def paragraph_of(document: Document, line: EditLine) -> Paragraph:
    return next(p for p in reversed(document.paragraphs) if line.shown.text[:40] in p.text)


@pytest.fixture
def division(office: Office) -> str:
    """A division that plans at least two things."""
    lines = [x.division for x in edit_lines(office, JANUARY) if x.tab == "Kế hoạch"]
    return next(code for code in dict.fromkeys(lines) if lines.count(code) > 1)


@pytest.fixture
def forms(office: Office, division: str, tmp_path: Path) -> dict[str, Handed]:
    """January is closed and February's forms are made; then January is signed with one task reworded, one struck."""
    shutil.rmtree(office.config.folder / "2024-02")
    made = publish(office, JANUARY)
    lock(office, JANUARY)
    handed = {form.division: form for form in hand_out(office, FEBRUARY)}
    document = docx.Document(str(made.docx))
    first, second, *_ = plan_of(office, division)
    runs = paragraph_of(document, first).runs
    runs[0].text = NEW
    for run in runs[1:]:
        run.text = ""
    struck = paragraph_of(document, second)._p
    struck.getparent().remove(struck)  # type: ignore[union-attr] # it stands in a body
    document.save(str(tmp_path / "ký.docx"))
    issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.docx", take_over=True)
    return handed


def typed_into(form: Path, tab: str, cell: str, value: str) -> None:
    book = openpyxl.load_workbook(form)
    book[tab][cell] = value
    book.save(form)


def test_each_line_in_an_older_wording_is_told(office: Office, division: str, forms: dict[str, Handed]) -> None:
    found = older_wordings(office, JANUARY)
    lines = {x.theirs.text: x for x in plan_of(office, division) if x.theirs}
    assert {each.after for each in found} == {NEW, ""}
    assert all(each.before in lines for each in found)
    assert {(each.division, each.filled) for each in found} == {(division, False)}
    said = "\n".join(told_of_older(found, JANUARY))
    assert said.startswith("Biểu tháng 02/2024 đã phát còn lời văn kế hoạch cũ ở 2 dòng:")
    assert f"bản ký là “{NEW}”" in said
    assert "bản ký đã bỏ việc này" in said
    assert f"gửi lại cho {division}." in said


def test_a_form_in_which_nobody_typed_is_made_anew_and_only_that(
    office: Office, division: str, forms: dict[str, Handed]
) -> None:
    before = {code: form.path.read_bytes() for code, form in forms.items()}
    again = hand_out(office, FEBRUARY)
    assert [form.division for form in again if form.anew] == [division]
    assert not any(form.made for form in again)
    assert NEW in carried(forms[division].path)
    assert {code for code, form in forms.items() if form.path.read_bytes() != before[code]} == {division}
    assert older_wordings(office, JANUARY) == ()
    assert not any(form.anew for form in hand_out(office, FEBRUARY))


@pytest.mark.parametrize(
    ("tab", "cell", "value"),
    [
        ("Kết quả", "C6", "Một việc đã làm."),
        (CARRIED, "D6", "Đã hoàn thành"),
        (CARRIED, "A30", "Một việc đơn vị tự thêm"),
        ("Thông tin chung", "B20", "ghi chú của đơn vị"),
    ],
)
def test_a_form_into_which_somebody_typed_anything_is_left_alone(
    office: Office, division: str, forms: dict[str, Handed], tab: str, cell: str, value: str
) -> None:
    path = forms[division].path
    typed_into(path, tab, cell, value)
    before = path.read_bytes()
    assert not any(form.anew for form in hand_out(office, FEBRUARY))
    assert path.read_bytes() == before


def test_a_form_that_is_filled_in_with_the_older_wording_has_lost_nothing(
    office: Office, division: str, forms: dict[str, Handed]
) -> None:
    path = forms[division].path
    book = openpyxl.load_workbook(path)
    book["Kết quả"]["C6"] = "Một việc đã làm trong tháng."
    book.save(path)
    collect(office, FEBRUARY)
    found = judge(office, FEBRUARY).findings
    assert [each for each in found if each.division == division and each.code == "plan-lost"] == []
    told = older_wordings(office, JANUARY)
    assert {each.filled for each in told} == {True}
    assert "được giữ nguyên" in "\n".join(told_of_older(told, JANUARY))


def test_an_item_that_was_struck_out_of_the_form_is_still_missed(
    office: Office, division: str, forms: dict[str, Handed]
) -> None:
    path = forms[division].path
    book = openpyxl.load_workbook(path)
    sheet = book[CARRIED]
    for row in range(6, sheet.max_row + 1):  # below the headings
        sheet.cell(row, 1).value = None
    book["Kết quả"]["C6"] = "Một việc đã làm trong tháng."
    book.save(path)
    collect(office, FEBRUARY)
    lost = [x for x in judge(office, FEBRUARY).findings if x.division == division and x.code == "plan-lost"]
    assert lost


def test_where_nothing_of_the_plan_was_changed_nothing_is_told(office: Office) -> None:
    publish(office, JANUARY)
    issue(office, JANUARY, "05", "19/01/2024")
    assert older_wordings(office, JANUARY) == ()
    assert list(told_of_older((), JANUARY)) == []


def test_of_many_lines_the_first_are_told_and_how_many_more() -> None:
    many = [Older("QLKH", "2024-02/a.xlsx", f"cũ {n}", f"mới {n}", filled=False) for n in range(6)]
    said = list(told_of_older(many, JANUARY, most=4))
    assert len(said) == 7
    assert said[5] == "… và 2 dòng nữa."
