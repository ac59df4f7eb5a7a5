"""A division is answered in its own sheet, and what staff type there comes back: what they do, what they get."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Connection

from sheets.excel.beside import write_beside
from sheets.excel.reader import read_book
from sheets.form import current_form
from sheets.grid import Grid
from sheets.shown_remarks import ShownRemarks, shown_in
from sync.model.config import Feedback as Where
from sync.model.finding import Finding
from sync.model.period import Period
from sync.model.records import Confirmation
from sync.store import blobs
from sync.work import derive, feedback, feedback_excel
from sync.work.closing import lock
from sync.work.collect import Outcome, collect
from sync.work.decide import Judged, accept, judge
from sync.work.feedback import Feedback, give_feedback
from sync.work.handout import move_over
from sync.work.inplace import replace_in_place
from sync.work.office import RECEIVED, Office
from sync.work.overview import status
from sync.work.spokenfeedback import said_of_feedback
from sync.work.talk import Given, Talk
from sync.work.wholeround import whole_round
from tests.work.offices import JANUARY

QLCN, QLKH = "QLCN", "QLKH"
KEEP, MENDED = current_form().lists["answers"]
COLUMNS = current_form().tab("remarks").columns


def inside(office: Office, where: Where = "inside") -> Office:
    """The same office, whose config.yaml says that every division is answered in its own form."""
    divisions = tuple(replace(d, feedback=where) for d in office.config.divisions)
    return replace(office, config=replace(office.config, divisions=divisions))


def form(office: Office, code: str = QLCN) -> Path:
    return office.config.folder / "2024-01" / f"{code}_BaoCao_2024-01.xlsx"


def beside(office: Office, code: str = QLCN) -> Path:
    return form(office, code).with_name(f"{code}_BaoCao_2024-01 - Ý kiến rà soát.xlsx")


def told(made: Feedback | None, code: str = QLCN) -> Given:
    assert made is not None
    (found,) = [given for given in made.given if given.division == code]
    return found


def shown(path: Path) -> ShownRemarks:
    grid = read_book(path).grid("Ý kiến rà soát")
    assert isinstance(grid, Grid)
    found = shown_in(grid, COLUMNS)
    assert found is not None
    return found


def labels(path: Path) -> list[str]:
    return [remark.label for remark in shown(path).rows.values()]


def keys(path: Path) -> list[str]:
    return [remark.key for remark in shown(path).rows.values()]


def change(path: Path, what: Callable[[Worksheet], None], tab: str = "Ý kiến rà soát") -> None:
    """Staff open a workbook, change a tab and save it."""
    book = openpyxl.load_workbook(path)
    what(book[tab])
    book.save(path)


def reply(path: Path, key: str, answer: str | None, reason: str | None = None) -> None:
    """Staff answer one remark."""
    (row,) = [row for row, remark in shown(path).rows.items() if remark.key == key]

    def typed(sheet: Worksheet) -> None:
        sheet[f"G{row}"], sheet[f"H{row}"] = answer, reason

    change(path, typed)


def spoil(office: Office) -> None:
    """QLCN hands in a form with one thing to mend in Chỉ tiêu, and a title of Mục that nobody knows."""

    def typed(sheet: Worksheet) -> None:
        sheet["E6"] = "khoảng 12"

    change(form(office), typed, "Chỉ tiêu")


def a_round(office: Office) -> tuple[Outcome, Feedback | None]:
    return whole_round(office, JANUARY)


def finding(office: Office, key: str) -> Finding:
    (found,) = [f for f in judge(office, JANUARY).findings if f.id == key]
    return found


def of_severity(office: Office, severity: str) -> str:
    """Return the id of a finding that QLCN is told of."""
    return next(
        f.id
        for f in judge(office, JANUARY).findings
        if f.division == QLCN and f.severity == severity and f.audience == "division"
    )


class TestBeside:
    def test_a_file_beside_the_form_says_what_is_wrong_and_the_form_stays_as_it_is(self, office: Office) -> None:
        before = form(office).read_bytes()
        given = told(a_round(office)[1])
        assert (given.medium, given.outcome) == ("beside", "written")
        assert form(office).read_bytes() == before
        mine = [f for f in judge(office, JANUARY).findings if f.division == QLCN and f.audience == "division"]
        assert sorted(keys(beside(office))) == sorted(f.id for f in mine)

    def test_what_is_for_the_clerk_alone_never_stands_there(self, office: Office) -> None:
        a_round(office)
        clerks = {f.id for f in judge(office, JANUARY).findings if f.audience == "clerk"}
        for path in (office.config.folder / "2024-01").glob("* - Ý kiến rà soát.xlsx"):
            assert not clerks & set(keys(path))

    def test_a_division_with_nothing_to_look_at_gets_no_file(self, office: Office) -> None:
        a_round(office)
        assert not beside(office, QLKH).exists()

    def test_a_round_without_news_writes_nothing(self, office: Office) -> None:
        a_round(office)
        path = beside(office)
        before = (path.stat().st_mtime_ns, path.read_bytes())
        assert a_round(office)[1] is None
        again = give_feedback(office, JANUARY, whole=True)
        assert {given.outcome for given in again.given} == {"unchanged"}
        assert (path.stat().st_mtime_ns, path.read_bytes()) == before

    def test_it_is_never_read_as_a_form(self, office: Office) -> None:
        a_round(office)
        outcome, _ = a_round(office)
        assert not outcome.strays
        assert all(d.outcome == "unchanged" for d in outcome.divisions)

    def test_it_leads_into_the_form_by_links(self, office: Office) -> None:
        spoil(office)
        a_round(office)
        book = openpyxl.load_workbook(beside(office))
        links = [cell.hyperlink for row in book["Ý kiến rà soát"].iter_rows() for cell in row if cell.hyperlink]
        assert {link.target for link in links} == {form(office).name}
        assert "'Chỉ tiêu'!E6" in {link.location for link in links}


class TestAnswers:
    def test_a_warning_kept_with_a_reason_is_confirmed_and_no_longer_open(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        warnings = next(d.warnings for d in status(office, JANUARY).divisions if d.division == QLCN)
        reply(beside(office), key, KEEP, "Đã đối chiếu văn bản gốc")

        outcome, made = a_round(office)

        said = judge(office, JANUARY).confirmed(finding(office, key))
        assert said is not None
        assert (said.reason, said.answer, said.medium) == ("Đã đối chiếu văn bản gốc", KEEP, "beside")
        assert said.who == judge(office, JANUARY).round.submissions[QLCN].info.prepared_by
        assert next(d.warnings for d in status(office, JANUARY).divisions if d.division == QLCN) == warnings - 1
        assert outcome.open[QLCN][1] == warnings - 1
        assert told(made).heard
        row = next(r for r in shown(beside(office)).rows.values() if r.key == key)
        assert (row.label, row.answer, row.reason) == ("✓ Đã xác nhận", KEEP, "Đã đối chiếu văn bản gốc")

    def test_it_is_not_asked_again_while_the_values_stay_wherever_the_row_moves(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, KEEP, "Đúng rồi")
        a_round(office)
        before = keys(beside(office))
        change(form(office), lambda sheet: sheet.insert_rows(6), "Kết quả")

        a_round(office)

        assert judge(office, JANUARY).confirmed(finding(office, key))
        assert keys(beside(office))[: len(before)] == before

    def test_a_reason_that_is_missing_is_asked_for(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, KEEP)
        a_round(office)
        assert judge(office, JANUARY).confirmed(finding(office, key)) is None
        assert "chưa ghi Lý do" in action(office, key)

    def test_a_reason_without_an_answer_is_told(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, None, "đúng mà")
        a_round(office)
        assert "chưa chọn Trả lời" in action(office, key)

    def test_an_error_cannot_be_kept(self, office: Office) -> None:
        change(form(office), lambda sheet: sheet.__setitem__("A6", "Mục lạ"), "Kết quả")
        a_round(office)
        key = of_severity(office, "error")
        reply(beside(office), key, KEEP, "Cứ để vậy")
        a_round(office)
        judged = judge(office, JANUARY)
        assert judged.confirmed(finding(office, key)) is None
        assert key in {f.id for f in judged.open_errors}
        assert "không giữ nguyên được" in action(office, key)

    def test_mended_that_is_not_is_told(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, MENDED)
        a_round(office)
        assert "vẫn như trước" in action(office, key)

    def test_an_answer_of_their_own_is_told_and_kept(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, "hỏi anh Tâm", "-1+1|cmd")
        a_round(office)
        assert "“hỏi anh Tâm” không có trong danh sách" in action(office, key)
        row = next(r for r in shown(beside(office)).rows.values() if r.key == key)
        assert (row.answer, row.reason) == ("hỏi anh Tâm", "-1+1|cmd")

    def test_clearing_the_answer_takes_it_back(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, KEEP, "Đúng")
        a_round(office)
        reply(beside(office), key, None, None)
        a_round(office)
        assert judge(office, JANUARY).confirmed(finding(office, key)) is None
        assert next(r.label for r in shown(beside(office)).rows.values() if r.key == key) == "! Cần xem lại"

    def test_what_is_mended_says_so_in_its_row_and_answers_stay(self, office: Office) -> None:
        spoil(office)
        a_round(office)
        before = shown(beside(office)).rows
        row, key = next((n, r.key) for n, r in before.items() if "khoảng 12" in r.message)
        reply(beside(office), key, MENDED, "gõ nhầm")
        change(form(office), lambda sheet: sheet.__setitem__("E6", 12), "Chỉ tiêu")
        a_round(office)
        after = shown(beside(office)).rows
        assert (after[row].key, after[row].label) == (key, "✓ Đã xử lý")
        assert (after[row].answer, after[row].reason) == (MENDED, "gõ nhầm")
        assert [r.key for n, r in after.items() if n in before] == [r.key for r in before.values()]

    def test_another_value_is_asked_anew(self, office: Office) -> None:
        spoil(office)
        a_round(office)
        before = shown(beside(office)).rows
        key = next(r.key for r in before.values() if "khoảng 12" in r.message)
        reply(beside(office), key, KEEP, "Ước tính")
        a_round(office)
        change(form(office), lambda sheet: sheet.__setitem__("E6", "khoảng 15"), "Chỉ tiêu")
        a_round(office)
        after = shown(beside(office)).rows
        assert next(r.label for r in after.values() if r.key == key) == "✓ Đã xử lý"
        row, asked = next((n, r) for n, r in after.items() if "khoảng 15" in r.message)
        assert row > max(before)
        assert (asked.label, asked.answer) == ("! Cần xem lại", "")

    def test_what_the_clerk_has_accepted_says_so(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        accept(office, JANUARY, [key], "Đã hỏi đơn vị")
        a_round(office)
        row = next(r for r in shown(beside(office)).rows.values() if r.key == key)
        assert (row.label, row.action) == ("✓ Đã chấp nhận", "Phòng tổng hợp đã chấp nhận: Đã hỏi đơn vị")


def action(office: Office, key: str) -> str:
    return next(r.action for r in shown(beside(office)).rows.values() if r.key == key)


class TestCare:
    def test_an_answer_that_is_saved_while_we_write_is_not_lost(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        accept(office, JANUARY, [key], "x")  # there is news to write
        other = next(k for k in keys(beside(office)) if k != key)
        write = write_beside

        def slowly(*given: object) -> bytes:
            made = write(*given)  # type: ignore[arg-type]
            reply(beside(office), other, KEEP, "Vừa gõ")
            return made

        with monkeypatch.context() as patched:
            patched.setattr("sync.work.feedback_excel.write_beside", slowly)
            assert told(a_round(office)[1]).codes == ("feedback-changed",)
        a_round(office)
        assert judge(office, JANUARY).answers[QLCN, other].reason == "Vừa gõ"

    def test_a_file_that_is_open_waits_for_the_next_round(self, office: Office) -> None:
        a_round(office)
        accept(office, JANUARY, [of_severity(office, "warning")], "x")
        owner = beside(office).with_name(f"~${beside(office).name}")
        owner.write_bytes(b"")
        before = beside(office).read_bytes()
        assert told(a_round(office)[1]).codes == ("feedback-open",)
        assert beside(office).read_bytes() == before
        owner.unlink()
        assert told(a_round(office)[1]).outcome == "written"

    def test_a_file_that_is_not_ours_is_never_written_over(self, office: Office) -> None:
        shutil.copy(form(office, QLKH), beside(office))
        before = beside(office).read_bytes()
        assert told(a_round(office)[1]).codes == ("feedback-not-ours",)
        beside(office).write_bytes(b"PK\x03\x04 half")
        assert told(a_round(office)[1]).codes == ("feedback-unreadable",)
        assert before != beside(office).read_bytes() == b"PK\x03\x04 half"

    def test_one_division_that_fails_stops_no_other(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        give = feedback_excel.give_excel

        def stumbling(talk: Talk, *given: object) -> Given:
            if talk.division.code == "VP":
                raise RuntimeError("a fault of our own")
            return give(talk, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(feedback_excel, "give_excel", stumbling)
        made = a_round(office)[1]
        assert told(made, "VP").outcome == "failed"
        assert told(made).outcome == "written"

    def test_a_closed_period_asks_nobody(self, office: Office) -> None:
        for each in judge(office, JANUARY).open_errors:
            accept(office, JANUARY, [each.id], "x")
        lock(office, JANUARY, "")
        made = give_feedback(office, JANUARY)
        assert made.closed
        assert not beside(office).exists()

    def test_a_dry_run_tells_and_leaves_everything_as_it_is(self, office: Office) -> None:
        made = give_feedback(office, JANUARY, dry_run=True)
        assert told(made).outcome == "written"
        assert not beside(office).exists()
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, KEEP, "Đúng")
        made = give_feedback(office, JANUARY, dry_run=True)
        sheet = told(made).sheet
        assert sheet is not None
        assert next(r.state for r in sheet.remarks if r.key == key) == "confirmed"
        assert judge(office, JANUARY).confirmed(finding(office, key)) is None

    def test_where_config_says_off_nothing_is_written(self, office: Office) -> None:
        quiet = inside(office, "off")
        assert not give_feedback(quiet, JANUARY).given


class TestInside:
    def test_only_the_one_tab_of_the_form_changes_and_its_time_stays(self, office: Office) -> None:
        before, seen_at = parts(form(office)), form(office).stat().st_mtime_ns
        given = told(a_round(inside(office))[1])
        assert (given.medium, given.outcome) == ("inside", "written")
        after = parts(form(office))
        assert list(before) == list(after)
        assert len([name for name in before if before[name] != after[name]]) == 1
        assert form(office).stat().st_mtime_ns == seen_at
        assert not beside(office).exists()

    def test_our_own_writing_is_no_new_version_whoever_reads_it(self, office: Office) -> None:
        a_round(inside(office))
        outcome, made = a_round(inside(office))
        assert outcome.read == 0
        assert made is None
        form(office).touch()  # as a backup program does: it is read again
        a_round(inside(office))
        assert {d.version for d in status(office, JANUARY).divisions if d.division == QLCN} == {1}

    def test_answers_in_the_form_come_back(self, office: Office) -> None:
        at_desk = inside(office)
        a_round(at_desk)
        key = of_severity(office, "warning")
        reply(form(office), key, KEEP, "Theo công văn gốc")
        a_round(at_desk)
        said = judge(office, JANUARY).confirmed(finding(office, key))
        assert said is not None
        assert said.medium == "inside"
        row = next(r for r in shown(form(office)).rows.values() if r.key == key)
        assert (row.label, row.answer, row.reason) == ("✓ Đã xác nhận", KEEP, "Theo công văn gốc")

    def test_a_row_that_staff_deleted_comes_back_with_its_answer(self, office: Office) -> None:
        at_desk = inside(office)
        a_round(at_desk)
        key = of_severity(office, "warning")
        reply(form(office), key, KEEP, "Theo công văn gốc")
        a_round(at_desk)
        for _ in range(2):
            (row,) = [row for row, remark in shown(form(office)).rows.items() if remark.key == key]
            change(form(office), lambda sheet, row=row: sheet.delete_rows(row))  # type: ignore[misc]
            a_round(at_desk)
            again = next(r for r in shown(form(office)).rows.values() if r.key == key)
            assert (again.label, again.answer, again.reason) == ("✓ Đã xác nhận", KEEP, "Theo công văn gốc")
        change(form(office), lambda sheet: sheet.__setitem__("H99", "x"))
        a_round(at_desk)
        assert judge(office, JANUARY).confirmed(finding(office, key))

    def test_a_form_saved_since_it_was_read_is_left_alone_until_the_next_round(self, office: Office) -> None:
        read = form(office).read_bytes()
        change(form(office), lambda sheet: sheet.__setitem__("C6", "Việc vừa sửa."), "Kết quả")
        newer = form(office).read_bytes()
        assert told(give_feedback(inside(office), JANUARY)).codes == ("feedback-changed",)
        assert form(office).read_bytes() == newer != read
        assert told(a_round(inside(office))[1]).outcome == "written"

    def test_a_form_that_is_open_waits(self, office: Office) -> None:
        owner = form(office).with_name(f".~lock.{form(office).name}#")
        owner.write_text("", encoding="utf-8")
        assert told(give_feedback(inside(office), JANUARY)).codes == ("feedback-open",)
        owner.unlink()
        assert told(give_feedback(inside(office), JANUARY)).outcome == "written"

    def test_a_form_that_is_read_only_is_left_alone_and_answered_beside(self, office: Office) -> None:
        form(office).chmod(0o444)
        before = form(office).read_bytes()
        given = told(a_round(inside(office))[1])
        assert (given.medium, given.outcome, given.codes) == ("beside", "written", ("inside-read-only",))
        assert form(office).read_bytes() == before
        name = f"2024-01/{form(office).name}"
        assert any(f"{name} được đặt chỉ cho đọc" in line for line in said_of_feedback(Feedback(JANUARY, (given,))))

    def test_a_form_whose_tab_is_gone_is_answered_beside(self, office: Office) -> None:
        book = openpyxl.load_workbook(form(office))
        del book["Ý kiến rà soát"]
        book.save(form(office))
        given = told(a_round(inside(office))[1])
        assert (given.medium, given.outcome, given.codes) == ("beside", "written", ("inside-no-tab",))
        (line,) = [line for line in said_of_feedback(Feedback(JANUARY, (given,))) if "không có tờ" in line]
        assert line.startswith(f"QLCN: 2024-01/{form(office).name} không có tờ Ý kiến rà soát")
        assert keys(beside(office))
        assert a_round(inside(office))[1] is None  # said once

    def test_when_the_tab_is_back_the_file_beside_no_longer_shows_old_remarks(self, office: Office) -> None:
        whole = form(office).read_bytes()
        book = openpyxl.load_workbook(form(office))
        del book["Ý kiến rà soát"]
        book.save(form(office))
        assert told(a_round(inside(office))[1]).medium == "beside"
        key = of_severity(office, "warning")
        reply(beside(office), key, KEEP, "Theo công văn gốc")
        form(office).write_bytes(whole)
        given = told(a_round(inside(office))[1])
        assert (given.medium, given.outcome) == ("inside", "written")
        assert not beside(office).exists()
        assert [path.name for path in (office.inbox / RECEIVED).iterdir()] == [beside(office).name]
        row = next(r for r in shown(form(office)).rows.values() if r.key == key)
        assert (row.label, row.answer, row.reason) == ("✓ Đã xác nhận", KEEP, "Theo công văn gốc")
        assert a_round(inside(office))[1] is None
        assert judge(office, JANUARY).confirmed(finding(office, key))

    def test_a_file_of_their_own_that_stands_where_remarks_would_is_never_put_away(self, office: Office) -> None:
        beside(office).write_bytes(b"theirs")
        assert told(a_round(inside(office))[1]).medium == "inside"
        assert beside(office).read_bytes() == b"theirs"

    def test_a_form_that_was_handed_out_before_its_hidden_columns_is_moved_over_to_a_new_one(
        self, office: Office
    ) -> None:
        """The form of an earlier version of the product: what the administrator is told to do helps."""
        change(form(office), lambda sheet: sheet.delete_cols(9, 4))
        made = a_round(inside(office))[1]
        assert (told(made).medium, told(made).codes) == ("beside", ("inside-no-tab",))
        (line,) = [line for line in said_of_feedback(made) if "không có tờ" in line]  # type: ignore[arg-type]
        name = f"2024-01/{form(office).name}"
        assert f'baocao templates --from "{name}" --period 2024-01, rồi gửi biểu mới cho đơn vị.' in line
        before = derive.load_round(office, JANUARY).submissions[QLCN]
        move_over(office, JANUARY, office.config.folder / name)
        made = a_round(inside(office))[1]
        assert (told(made).medium, told(made).outcome) == ("inside", "written")
        after = derive.load_round(office, JANUARY).submissions[QLCN]
        assert [each.text for each in after.activities] == [each.text for each in before.activities]
        assert [e.value for e in after.figures if e.slot == "month"] == [
            e.value for e in before.figures if e.slot == "month"
        ]

    def test_a_form_in_a_cloud_folder_is_answered_beside(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(feedback_excel, "is_in_cloud", lambda path: path.name == form(office).name)
        given = told(a_round(inside(office))[1])
        assert (given.medium, given.codes) == ("beside", ("inside-cloud",))

    def test_a_writing_that_was_cut_off_is_known_as_ours(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        at_desk = inside(office)
        write = replace_in_place

        def cut_off(*given: object) -> object:
            write(*given)  # type: ignore[arg-type]
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr("sync.work.feedback_excel.replace_in_place", cut_off)
            with pytest.raises(KeyboardInterrupt):
                give_feedback(at_desk, JANUARY)
        outcome, _ = a_round(at_desk)
        assert outcome.failed == 0
        assert {d.version for d in status(office, JANUARY).divisions} == {1}


def parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as package:
        return {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}


class TestSentBack:
    def test_a_copy_that_a_chat_program_has_numbered_is_heard_and_is_no_form(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        copy = beside(office).with_name(f"{beside(office).stem} (1).xlsx")
        shutil.copy(beside(office), copy)
        reply(copy, key, KEEP, "Gửi qua Zalo")
        outcome, _ = a_round(office)
        assert judge(office, JANUARY).confirmed(finding(office, key))
        assert outcome.failed == 0
        assert not outcome.strays
        assert a_round(office)[1] is None  # heard once

    def test_one_that_comes_by_the_inbox_is_heard_and_put_with_what_was_taken_in(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        office.inbox.mkdir(exist_ok=True)
        sent = office.inbox / beside(office).name
        shutil.copy(beside(office), sent)
        reply(sent, key, KEEP, "Gửi qua thư")
        a_round(office)
        assert judge(office, JANUARY).confirmed(finding(office, key))
        assert not sent.exists()
        assert (office.inbox / "da-nhan" / sent.name).exists()

    def test_the_offices_own_file_shows_what_was_answered_in_a_copy(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        copy = sent_back(office, 1)
        reply(copy, key, KEEP, "Gửi qua Zalo")
        assert len(heard(a_round(office)[1])) == 1
        row = next(r for r in shown(beside(office)).rows.values() if r.key == key)
        assert (row.label, row.answer, row.reason) == ("✓ Đã xác nhận", KEEP, "Gửi qua Zalo")
        assert a_round(office)[1] is None

    def test_what_was_put_there_is_no_answer_of_its_own_until_it_is_changed(self, office: Office) -> None:
        a_round(office)
        told_of = [r.key for r in shown(beside(office)).rows.values()]
        key = of_severity(office, "warning")
        other = next(each for each in told_of if each != key)
        reply(sent_back(office, 1), key, KEEP, "Gửi qua Zalo")
        a_round(office)
        reply(beside(office), other, MENDED)
        assert [each.finding for each in heard(a_round(office)[1])] == [other]
        reply(beside(office), key, None)
        a_round(office)
        assert judge(office, JANUARY).confirmed(finding(office, key)) is None
        assert next(r.answer for r in shown(beside(office)).rows.values() if r.key == key) == ""

    def test_a_file_that_is_open_shows_the_answer_when_it_is_closed(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(sent_back(office, 1), key, KEEP, "Gửi qua Zalo")
        owner = beside(office).with_name(f"~${beside(office).name}")
        owner.write_bytes(b"")
        a_round(office)
        owner.unlink()
        a_round(office)
        assert next(r.reason for r in shown(beside(office)).rows.values() if r.key == key) == "Gửi qua Zalo"
        assert judge(office, JANUARY).confirmed(finding(office, key))

    def test_a_form_that_was_sent_back_with_an_answer_is_heard_and_the_offices_own_shows_it(
        self, office: Office
    ) -> None:
        at_desk = inside(office)
        a_round(at_desk)
        key = of_severity(office, "warning")
        copy = form(office).with_name(f"{form(office).stem} (1).xlsx")
        shutil.copy(form(office), copy)
        reply(copy, key, KEEP, "Gửi qua Zalo")
        assert [each.finding for each in heard(a_round(at_desk)[1])] == [key]
        own = form(office).read_bytes()
        for _ in range(2):
            row = next(r for r in shown(form(office)).rows.values() if r.key == key)
            assert (row.label, row.answer, row.reason) == ("✓ Đã xác nhận", KEEP, "Gửi qua Zalo")
            assert judge(office, JANUARY).confirmed(finding(office, key))
            assert heard(give_feedback(at_desk, JANUARY, whole=True)) == ()
        assert form(office).read_bytes() == own
        reply(form(office), key, KEEP, "Sửa lại ở biểu của sở")
        a_round(at_desk)
        a_round(at_desk)
        assert judge(office, JANUARY).answers[QLCN, key].reason == "Sửa lại ở biểu của sở"
        row = next(r for r in shown(form(office)).rows.values() if r.key == key)
        assert row.reason == "Sửa lại ở biểu của sở"

    def test_of_two_copies_the_one_that_was_saved_last_holds_and_stays(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        for number, reason in ((1, "Bản sau"), (2, "Bản trước")):
            reply(sent_back(office, number), key, KEEP, reason)
        os.utime(sent_back(office, 2), (1, 1))
        a_round(office)
        for _ in range(2):
            assert judge(office, JANUARY).answers[QLCN, key].reason == "Bản sau"
            give_feedback(office, JANUARY, whole=True)
        reply(sent_back(office, 2), key, KEEP, "Bản trước, lưu lại")
        a_round(office)
        row = next(r for r in shown(beside(office)).rows.values() if r.key == key)
        assert row.reason == judge(office, JANUARY).answers[QLCN, key].reason == "Bản trước, lưu lại"

    def test_a_file_that_was_deleted_comes_back_with_its_answers(self, office: Office) -> None:
        a_round(office)
        key = of_severity(office, "warning")
        reply(beside(office), key, KEEP, "Theo công văn gốc")
        a_round(office)
        beside(office).unlink()
        a_round(office)
        row = next(r for r in shown(beside(office)).rows.values() if r.key == key)
        assert (row.answer, row.reason) == (KEEP, "Theo công văn gốc")
        change(beside(office), lambda sheet: sheet.__setitem__("H99", "x"))
        a_round(office)
        assert judge(office, JANUARY).confirmed(finding(office, key))


def sent_back(office: Office, number: int) -> Path:
    """Return a copy of the file beside QLCN's form, made where there is none."""
    copy = beside(office).with_name(f"{beside(office).stem} ({number}).xlsx")
    if not copy.exists():
        shutil.copy(beside(office), copy)
    return copy


def heard(made: Feedback | None) -> tuple[Confirmation, ...]:
    return told(made).heard


class TestOtherKinds:
    @pytest.mark.parametrize("ending", ["xls", "ods"])
    @pytest.mark.office
    def test_a_form_of_another_kind_is_answered_beside(self, office: Office, ending: str) -> None:
        soffice = shutil.which("soffice")
        if soffice is None:
            pytest.skip("no LibreOffice here")
        profile = f"-env:UserInstallation={(office.config.folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", ending, "--outdir", str(form(office).parent)]
        subprocess.run([*command, str(form(office))], check=True, capture_output=True, timeout=120)
        form(office).unlink()
        given = told(a_round(inside(office))[1])
        assert (given.medium, given.outcome, given.codes) == ("beside", "written", ("inside-kind",))

    def test_a_form_that_windows_will_not_let_go_of_waits(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = form(office).read_bytes()

        def refused(self: Path, target: Path) -> Path:
            raise PermissionError(32, "in use", str(target))

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", refused)
            given = told(give_feedback(inside(office), JANUARY))
        assert (given.outcome, given.codes) == ("waiting", ("feedback-busy",))
        assert form(office).read_bytes() == before
        assert not [path for path in form(office).parent.iterdir() if path.name.endswith(".tmp")]
        assert told(give_feedback(inside(office), JANUARY)).outcome == "written"


def test_thousands_of_divisions_are_answered_a_few_forms_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is held grows with the forms of a few divisions, not with all of them; what they get is the same."""
    held: list[int] = []
    usual = blobs.cells_of

    def cells_of(connection: Connection, digests: Sequence[str]) -> dict[str, bytes]:
        held.append(len(digests))
        return usual(connection, digests)

    monkeypatch.setattr(feedback, "_AT_ONCE", 2)
    monkeypatch.setattr(blobs, "cells_of", cells_of)
    made = give_feedback(office, JANUARY)
    assert [given.division for given in made.given] == [division.code for division in office.config.divisions]
    assert {given.outcome for given in made.given} <= {"written", "unchanged"}
    assert max(held) == 2


def test_what_a_round_has_just_judged_is_judged_again_only_where_more_was_recorded(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(office)
    judged = collect(office, JANUARY).judged
    assert judged
    times: list[Period] = []

    def counted(office: Office, period: Period) -> Judged:
        times.append(period)
        return judge(office, period)

    monkeypatch.setattr(feedback, "judge", counted)
    give_feedback(office, JANUARY, judged=judged)
    assert times == []
    found = next(each for each in judged.findings if each.division and each.severity == "warning")
    accept(office, JANUARY, [found.id], "đã hỏi đơn vị")
    give_feedback(office, JANUARY, judged=judged)
    assert times == [JANUARY]
