"""What the log says of each thing that was done: one row for one act, in words that the clerk typed or chose."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import docx

from sync.model.messages import MESSAGES, words
from sync.work.clerkview import view
from sync.work.closing import issue
from sync.work.collect import collect
from sync.work.decide import accept, judge, withdraw
from sync.work.editing import EditLine, edit_lines
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.taking import Typed, take
from tests.work.offices import JANUARY, NOW, a_line, as_shown, change, division_changes
from tests.work.test_newer import changed


def log(office: Office, kind: str) -> list[str]:
    return [str(row["what"]) for row in view(office, JANUARY).log if row["kind"] == kind]


def test_a_new_wording_is_shown_beside_the_old(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, text="Đã làm xong.")
    said = f"{line.title} · “Đã làm xong.”: Nội dung: “{line.wording.text}” → “Đã làm xong.”"
    assert log(office, "Biên tập") == [said]


def test_what_was_changed_of_one_line_at_once_is_one_row(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, text="Đã làm xong.", included=False)
    (row,) = log(office, "Biên tập")
    assert "→ “Đã làm xong.”" in row
    assert "Đưa vào báo cáo: Có → Không" in row


def a_minute_later(office: Office) -> Office:
    return replace(office, now=lambda: NOW + dt.timedelta(minutes=1))


def first_words(line: EditLine) -> str:
    words = line.shown.text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def test_two_lines_are_two_rows_each_naming_its_line(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    first, second = [line for line in lines if line.section == a_line(office).section][:2]
    typed = [replace(as_shown(line), included=line not in {first, second}) for line in lines]
    take(office, JANUARY, lines, typed)
    expected = [f"{x.title} · “{first_words(x)}”: Đưa vào báo cáo: Có → Không" for x in (first, second)]
    assert sorted(log(office, "Biên tập")) == sorted(expected)


def test_a_line_that_is_joined_and_taken_apart_is_named_both_times(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, joined=True)
    change(a_minute_later(office), line.id, joined=False)
    name = f"{line.title} · “{first_words(line)}”"
    assert log(office, "Biên tập") == [
        f"{name}: Gộp vào dòng trên: Có → Không",
        f"{name}: Gộp vào dòng trên: Không → Có",
    ]


def test_a_move_tells_from_where_to_where_and_lines_that_only_follow_are_not_told(office: Office) -> None:
    line = a_line(office)
    section = [x for x in edit_lines(office, JANUARY) if x.section == line.section]
    above = section[0]
    change(office, line.id, number=above.number + 5)
    told = f"{line.title} · “{first_words(line)}”: Thứ tự: {line.number} → ngay sau “{first_words(above)}”"
    assert log(office, "Biên tập") == [told]
    second = next(x for x in section[1:] if x.id != line.id)
    change(a_minute_later(office), second.id, number=0)
    assert log(office, "Biên tập")[0].endswith("→ đầu mục")
    assert len(log(office, "Biên tập")) == 2


def test_a_move_to_another_section_names_both(office: Office) -> None:
    line = a_line(office)
    other = next(x for x in edit_lines(office, JANUARY) if x.section != line.section)
    change(office, line.id, section=other.section)
    (row,) = log(office, "Biên tập")
    assert row.startswith(f"{other.title} · “{first_words(line)}”: Mục: {line.title} → {other.title}")


def test_a_line_that_the_division_has_removed_is_still_called_by_its_words(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, text="Đã làm xong.")
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", " ".join(line.wording.text.split()[2:12]), None)
    change(a_minute_later(office), line.id, choice="theirs")
    assert line.id not in {each.id for each in edit_lines(office, JANUARY)}
    rows = log(office, "Biên tập")
    assert all("“Đã làm xong.”" in row for row in rows)
    assert rows[0] == "“Đã làm xong.”: Giữ dòng đơn vị đã xóa: Không"


def test_what_was_taken_from_the_division_is_said_so(office: Office) -> None:
    line = a_line(office)
    words = " ".join(line.wording.text.split()[2:12])
    change(office, line.id, text=line.wording.text.replace(words, "một"))
    division_changes(office, "QLKH_BaoCao_2024-01.xlsx", words, "hai")
    (line,) = [x for x in edit_lines(office, JANUARY) if x.id == line.id]
    assert line.state == "conflict"
    change(a_minute_later(office), line.id, choice="theirs")
    assert "Nội dung: lấy theo đơn vị" in log(office, "Biên tập")[0]


def test_a_line_of_her_own_is_one_row_without_what_she_never_typed(office: Office) -> None:
    lines = edit_lines(office, JANUARY)
    typed = [as_shown(line) for line in lines]
    take(office, JANUARY, lines, [*typed, Typed("", lines[0].section, "Thêm một việc.", "", None, True, False)])
    (row,) = log(office, "Biên tập")
    assert "Nội dung: “Thêm một việc.”" in row
    assert row.startswith(f"{lines[0].title} · dòng mới: ")
    assert "Trình bày" not in row
    assert "“”" not in row


def test_decisions_say_what_they_are_about(office: Office) -> None:
    found = next(each for each in judge(office, JANUARY).findings if each.division)
    what, _ = words(found)
    accept(office, JANUARY, [found.id], "đã hỏi đơn vị")
    accept(office, JANUARY, [], "xin gửi sau", without=["QLCN"])
    withdraw(office, JANUARY, [], "nay đã gửi", without=["QLCN"])
    named = f"{MESSAGES[found.code].label} ({found.code}), {found.division}: “{what}”"
    assert sorted(log(office, "Chấp nhận")) == sorted(["Không chờ QLCN: xin gửi sau", f"{named} Lý do: đã hỏi đơn vị"])
    assert log(office, "Rút lại") == ["Không chờ QLCN: nay đã gửi"]


def test_what_was_accepted_is_told_in_words_also_when_it_is_found_no_more(office: Office) -> None:
    line = a_line(office)
    change(office, line.id, text=f"{line.shown.text} Theo mã {{KHONG-CO}}.")
    found = next(each for each in judge(office, JANUARY).findings if each.code == "edit-code")
    accept(office, JANUARY, [found.id], "sẽ sửa sau")
    change(office, line.id, text=line.shown.text)
    assert found.id not in {each.id for each in judge(office, JANUARY).findings}
    (row,) = log(office, "Chấp nhận")
    assert "(edit-code)" in row
    assert "{KHONG-CO}" in row
    assert row.endswith("Lý do: sẽ sửa sau")


def test_no_row_holds_a_hash(office: Office) -> None:
    folder = office.config.folder / "2024-01"
    copy = folder / "QLKH_BaoCao_2024-01 (2).xlsx"
    changed(folder / "QLKH_BaoCao_2024-01.xlsx", copy, "Một câu chỉ có ở bản này.")
    collect(office, JANUARY)
    found = judge(office, JANUARY).findings
    accept(office, JANUARY, [each.id for each in found], "đã hỏi", use=copy.name)
    withdraw(office, JANUARY, [found[0].id], "nhầm")
    change(office, a_line(office).id, text="Đã làm xong.", number=5, joined=True)
    told = " ".join(str(row["what"]) for row in view(office, JANUARY).log)
    assert not re.search(r"\b[0-9a-f]{12,}\b", told)


def test_a_copy_is_called_by_its_file(office: Office) -> None:
    folder = office.config.folder / "2024-01"
    copy = folder / "QLKH_BaoCao_2024-01 (2).xlsx"
    changed(folder / "QLKH_BaoCao_2024-01.xlsx", copy, "Một câu chỉ có ở bản này.")
    collect(office, JANUARY)
    accept(office, JANUARY, [], "bản gửi sau", use=copy.name)
    assert log(office, "Chấp nhận") == ["Dùng tệp 2024-01/QLKH_BaoCao_2024-01 (2).xlsx: bản gửi sau"]


def test_a_round_tells_what_it_read_what_was_as_before_and_what_it_could_not_take(office: Office) -> None:
    (first,) = log(office, "Cập nhật")
    assert first.startswith("đọc ")
    many = sum(1 for row in view(office, JANUARY).divisions if row["file"])
    assert f"đọc {many} biểu (" in first
    assert first.endswith("; 0 biểu không đổi; không dùng được 0 biểu")
    division_changes(a_minute_later(office), "QLKH_BaoCao_2024-01.xlsx", "nhiệm vụ cấp tỉnh", "nhiệm vụ cấp tỉnh mới")
    assert log(office, "Cập nhật")[0] == f"đọc 1 biểu (QLKH); {many - 1} biểu không đổi; không dùng được 0 biểu"
    broken = office.config.folder / "2024-01" / "VP_BaoCao_2024-01.xlsx"
    broken.write_bytes(b"PK broken")
    collect(replace(office, now=lambda: NOW + dt.timedelta(minutes=2)), JANUARY)
    assert log(office, "Cập nhật")[0] == f"đọc 0 biểu; {many - 1} biểu không đổi; không dùng được 1 biểu (VP)"


def test_a_number_given_anew_says_why(office: Office) -> None:
    publish(office, JANUARY)
    issue(office, JANUARY, "05", "19/01/2024")
    issue(a_minute_later(office), JANUARY, "07", "19/01/2024", correct="văn thư cấp lại số")
    assert log(office, "Ban hành") == ["07, 19/01/2024. Lý do: văn thư cấp lại số", "05, 19/01/2024"]
    assert log(office, "Chấp nhận") == []


def test_what_was_taken_from_the_signed_report_is_said_so_also_where_it_is_the_divisions_own(
    office: Office, tmp_path: Path
) -> None:
    line = a_line(office)
    change(office, line.id, text="Của phòng tổng hợp.")
    document = docx.Document(str(publish(office, JANUARY).docx))
    run = next(r for p in document.paragraphs for r in p.runs if "Của phòng tổng hợp" in r.text)
    run.text = run.text.replace("Của phòng tổng hợp.", line.shown.text)
    document.save(str(tmp_path / "ký.docx"))
    issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.docx", take_over=True)
    (row,) = log(office, "Lấy bản ký")
    assert row.endswith(f"Nội dung: “{line.shown.text}”")
    assert len(log(office, "Biên tập")) == 1


def test_the_divisions_wording_is_shown_with_its_figures_filled_in(office: Office) -> None:
    line = next(x for x in edit_lines(office, JANUARY) if "{" in x.wording.text and x.division)
    change(office, line.id, text=f"{line.shown.text} Thêm.")
    (row,) = [row for row in view(office, JANUARY).line_rows if row["id"] == line.id]
    assert str(row["theirs"]).split("\n")[0] == line.shown.text
