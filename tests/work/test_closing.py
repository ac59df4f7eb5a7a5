"""A period is closed, opened again, and its report issued with number, date and the signed file."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from sync.model.messages import sentence
from sync.model.period import parse_period
from sync.store import clerk
from sync.work.closing import issue, lock, understood, unlock
from sync.work.decide import DecisionError, accept, judge, withdraw
from sync.work.editing import edit_lines
from sync.work.handout import hand_out
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.taking import Typed, take
from tests.work.offices import JANUARY, NOW, as_shown, division_changes, printed


def refused(code: str) -> pytest.RaisesExc[DecisionError]:
    return pytest.raises(DecisionError, match=f"^{code}$")


def test_what_divisions_change_after_the_close_is_kept_and_shown_but_not_printed(office: Office) -> None:
    lock(office, JANUARY)
    before = printed(office)
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", "nhiệm vụ cấp tỉnh", "nhiệm vụ cấp tỉnh mới")
    assert printed(office) == before
    (newer,) = [s for s in judge(office, JANUARY).round.standings if s.newer]
    assert (newer.division, newer.newer and newer.newer.version) == ("QLKH", 2)
    unlock(office, JANUARY, "đơn vị sửa số liệu")
    assert "nhiệm vụ cấp tỉnh mới" in "\n".join(printed(office))


def test_a_closed_period_takes_no_edits(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    lock(office, JANUARY)
    with refused("period-locked"):
        take(office, JANUARY, lines, [*map(as_shown, lines), Typed("", lines[0].section, "thêm một dòng")])
    assert take(office, JANUARY, lines, [as_shown(line) for line in lines]) == ()


def test_a_close_needs_no_errors_open_and_an_opening_its_reason(office: Office) -> None:
    for reason in ("vội", ""):  # that it is open is said at once, no reason is asked for first
        with refused("unlock-not-locked"):
            unlock(office, JANUARY, reason)
    path = office.config.folder / "2024-01" / "QLKH_BaoCao_2024-01.xlsx"
    path.unlink()
    lock(office, JANUARY)
    with refused("lock-already"):
        lock(office, JANUARY)
    with refused("unlock-no-reason"):
        unlock(office, JANUARY, " ")


def test_an_issued_report_has_its_number_and_date_and_stays_closed(office: Office) -> None:
    with refused("issue-no-report"):
        issue(office, JANUARY, "05", "19/01/2024")
    publish(office, JANUARY)
    sent = issue(office, JANUARY, "5", "19/01/2024")
    assert sent.published.docx is not None
    text = "\n".join(p.text for p in docx.Document(str(sent.published.docx)).element.body.iter() if p.text)
    assert "05/BC-SKHCN" in text
    assert "19 tháng 01 năm 2024" in text.replace("\n", "")
    with refused("period-issued"):
        unlock(office, JANUARY, "nhầm")
    with refused("issue-already"):
        issue(office, JANUARY, "06", "19/01/2024")
    again = issue(office, JANUARY, "06", "19/01/2024", correct="gõ nhầm số")
    assert again.fact.number == "06"


def test_a_period_that_was_never_read_is_called_as_people_call_it(office: Office) -> None:
    for act in (lock, publish):
        with pytest.raises(DecisionError) as error:
            act(office, parse_period("2031-05"))
        said = " ".join(sentence(error.value.code, error.value.facts))
        assert said == ("Chưa đọc biểu của đơn vị nào cho kỳ tháng 05/2031. Chạy lệnh: baocao sync --period 2031-05.")


def test_nothing_is_accepted_or_taken_back_any_more_once_the_report_is_issued(office: Office) -> None:
    found = judge(office, JANUARY).findings
    accept(office, JANUARY, [found[0].id], "đã hỏi đơn vị")
    publish(office, JANUARY)
    lock(office, JANUARY, "")
    accept(office, JANUARY, [found[1].id], "đã hỏi đơn vị")  # a closed period takes it still: it changes no report
    issue(office, JANUARY, "05", "19/01/2024")
    with refused("decided-issued"):
        accept(office, JANUARY, [found[2].id], "đã hỏi đơn vị")
    with refused("decided-issued"):
        accept(office, JANUARY, [], "xin gửi sau", without=["QLCN"])
    with refused("decided-issued"):
        withdraw(office, JANUARY, [found[0].id], "nhầm")


def test_what_changed_since_the_report_must_be_printed_first(office: Office) -> None:
    publish(office, JANUARY)
    lines = edit_lines(office, JANUARY)
    take(office, JANUARY, lines, [*map(as_shown, lines), Typed("", lines[0].section, "Thêm một việc.")])
    with refused("issue-stale-report"):
        issue(office, JANUARY, "05", "19/01/2024")


def test_what_was_changed_in_word_before_signing_becomes_what_next_month_starts_from(
    office: Office, tmp_path: Path
) -> None:
    made = publish(office, JANUARY)
    assert made.docx is not None
    document = docx.Document(str(made.docx))
    one = next(p for p in document.paragraphs if "kiểm định" in p.text.lower())
    change_words(one, "Kiểm định", "Tổ chức kiểm định")
    task = next(x for x in edit_lines(office, JANUARY) if x.division and x.tab == "Kế hoạch").shown.text
    plan = next(p for p in document.paragraphs if task[:40] in p.text)
    change_words(plan, task.split()[0], f"Khẩn trương {task.split()[0].lower()}")
    signed = tmp_path / "đã ký.docx"
    document.save(str(signed))
    sent = issue(office, JANUARY, "05", "19/01/2024", signed, take_over=True)
    assert len(sent.differences) == 2
    text = "\n".join(printed(office))
    assert "tổ chức kiểm định" in text.lower()
    assert f"Khẩn trương {task[0].lower()}{task[1:]}" in text
    shutil.rmtree(office.config.folder / "2024-02")
    forms = hand_out(office, JANUARY.next())
    books = [openpyxl.load_workbook(form.path) for form in forms]
    rows = [row for book in books if "Kế hoạch kỳ trước" in book for row in book["Kế hoạch kỳ trước"]]
    carried = [cell.value for row in rows for cell in row]
    assert f"Khẩn trương {task[0].lower()}{task[1:]}" in carried
    with office.store.reading() as connection:
        kept = clerk.issued(connection, "2024-01")
    assert kept is not None
    assert (kept.file, kept.version) == ("đã ký.docx", 1)


def test_a_file_that_is_neither_word_nor_pdf_is_refused_before_anything_is_recorded(
    office: Office, tmp_path: Path
) -> None:
    publish(office, JANUARY)
    (tmp_path / "ký.txt").write_text("x")
    with refused("issue-file-kind"):
        issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.txt")
    with refused("issue-file-unreadable"):
        issue(office, JANUARY, "05", "19/01/2024", tmp_path / "không có.docx")
    with office.store.reading() as connection:
        assert clerk.issued(connection, "2024-01") is None


def change_words(paragraph: object, before: str, after: str) -> None:
    for run in paragraph.runs:  # type: ignore[attr-defined] # python-docx
        if before.lower() in run.text.lower():
            at = run.text.lower().index(before.lower())
            run.text = run.text[:at] + after + run.text[at + len(before) :]
            return
    raise AssertionError(before)


@pytest.mark.parametrize(
    ("number", "read"), [("5", "05"), ("05", "05"), ("số 128/BC-SKHCN", "128"), ("12a", "12a"), (" 7 ", "07")]
)
def test_a_number_is_read_as_the_registry_writes_it(number: str, read: str) -> None:
    assert understood(number, "19/01/2024", NOW.date()).number == read


@pytest.mark.parametrize(
    ("number", "date", "code"),
    [
        ("", "19/01/2024", "issue-bad-number"),
        ("năm", "19/01/2024", "issue-bad-number"),
        ("5", "31/02/2024", "issue-bad-date"),
        ("5", "20/01/2024", "issue-bad-date"),
        ("5", "", "issue-bad-date"),
    ],
)
def test_a_number_or_date_that_cannot_be_is_refused(number: str, date: str, code: str) -> None:
    with refused(code):
        understood(number, date, NOW.date())


def test_a_paragraph_added_and_one_struck_before_signing_come_back_too(office: Office, tmp_path: Path) -> None:
    made = publish(office, JANUARY)
    assert made.docx is not None
    document = docx.Document(str(made.docx))
    lines = [x for x in edit_lines(office, JANUARY) if x.division and x.tab == "Kết quả" and "[" not in x.wording.text]
    first, other = lines[0], lines[-1]
    paragraph = next(p for p in document.paragraphs if first.shown.text[:40] in p.text)
    paragraph.insert_paragraph_before("Một việc mới do lãnh đạo thêm.", style=paragraph.style)
    gone = next(p for p in document.paragraphs if other.shown.text[:40] in p.text)
    gone.text = ""
    document.save(str(tmp_path / "ký.docx"))
    issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.docx", take_over=True)
    assert "Một việc mới do lãnh đạo thêm." in printed(office, first.section)
    assert not any(other.shown.text[:40] in text for text in printed(office))
