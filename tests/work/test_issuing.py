"""What is given as the signed report must be it; what was signed is what the period closes on; its figures are told."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from sync.store import clerk
from sync.work.closing import issue
from sync.work.collect import collect
from sync.work.decide import DecisionError, accept, judge, withdraw
from sync.work.editing import edit_lines
from sync.work.office import Office
from sync.work.overview import status
from sync.work.publish import publish
from sync.work.spoken import said_of_status
from sync.work.spokenissue import said_of_issue
from sync.work.taking import Typed, take
from tests.work.offices import JANUARY, as_shown, division_changes, printed

QLKH = "QLKH_BaoCao_2024-01.xlsx"


def refused(code: str) -> pytest.RaisesExc[DecisionError]:
    return pytest.raises(DecisionError, match=f"^{code}$")


def words_of(file: Path) -> str:
    return "\n".join(p.text for p in docx.Document(str(file)).paragraphs)


def signed_with(made: Path, file: Path, changes: dict[str, str]) -> Path:
    """Save a report with words changed, as somebody does in Word before it is signed."""
    document = docx.Document(str(made))
    for before, after in changes.items():
        paragraph = next(p for p in document.paragraphs if before in p.text)
        text = paragraph.text
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text.replace(before, after, 1)
    document.save(str(file))
    return file


def nothing_is_recorded(office: Office) -> bool:
    with office.store.reading() as connection:
        return clerk.issued(connection, "2024-01") is None and clerk.holding(connection, "2024-01") is None


def test_another_months_report_is_not_taken_for_the_signed_one_unless_the_clerk_insists(office: Office) -> None:
    publish(office, JANUARY)
    collect(office, JANUARY.next())
    february = publish(office, JANUARY.next(), draft=True).docx
    assert february is not None
    with refused("issue-other-document"):
        issue(office, JANUARY, "05", "19/01/2024", february)
    assert nothing_is_recorded(office)
    assert issue(office, JANUARY, "05", "19/01/2024", february, anyway=True).fact.number == "05"


def test_any_other_document_is_refused_though_it_names_no_month(office: Office, tmp_path: Path) -> None:
    publish(office, JANUARY)
    letter = docx.Document()
    for text in ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Kính gửi: Văn phòng UBND tỉnh", "Sở xin gửi dự thảo kèm theo."):
        letter.add_paragraph(text)
    letter.save(str(tmp_path / "công văn.docx"))
    with refused("issue-other-document"):
        issue(office, JANUARY, "05", "19/01/2024", tmp_path / "công văn.docx")
    assert nothing_is_recorded(office)


@pytest.mark.parametrize("day", ["01/12/2023", "13/01/2024"])
def test_a_day_before_the_data_ends_is_asked_about(office: Office, day: str) -> None:
    publish(office, JANUARY)
    with refused("issue-odd-date"):
        issue(office, JANUARY, "05", day)
    assert nothing_is_recorded(office)
    assert issue(office, JANUARY, "05", day, anyway=True).fact.date.year in {2023, 2024}


def test_a_figure_that_was_changed_before_signing_is_named_with_what_to_do(office: Office, tmp_path: Path) -> None:
    made = publish(office, JANUARY).docx
    assert made is not None
    signed = signed_with(made, tmp_path / "ký.docx", {"147 phương tiện đo": "150 phương tiện đo"})
    sent = issue(office, JANUARY, "05", "19/01/2024", signed, take_over=True)
    (figure,) = sent.figures
    assert (figure.division, figure.indicator) == ("TTKT", "PTD-KD")
    assert [int(figure.ours), int(figure.signed)] == [147, 150]
    said = "\n".join(said_of_issue(sent))
    assert "biểu ghi 147, bản ký ghi 150. Nhờ TTKT ghi +3 vào cột Điều chỉnh kỳ trước của biểu tháng 02/2024" in said
    assert "kỳ sau bắt đầu từ bản đã ký" not in said


def test_where_words_alone_were_changed_no_figure_is_named(office: Office, tmp_path: Path) -> None:
    made = publish(office, JANUARY).docx
    assert made is not None
    signed = signed_with(made, tmp_path / "ký.docx", {"phương tiện đo": "các phương tiện đo"})
    sent = issue(office, JANUARY, "05", "19/01/2024", signed)
    assert (len(sent.differences), sent.figures) == (1, ())


def test_status_does_not_send_an_outdated_report_to_be_signed(office: Office) -> None:
    publish(office, JANUARY)
    assert "trình ký" in "\n".join(said_of_status(status(office, JANUARY)))
    division_changes(office, QLKH, "nhiệm vụ cấp tỉnh", "nhiệm vụ mới cấp tỉnh")
    said = "\n".join(said_of_status(status(office, JANUARY)))
    assert "trình ký" not in said
    assert "số liệu đã đổi sau khi làm báo cáo v1; làm lại: baocao report --period 2024-01" in said
    publish(office, JANUARY)
    assert "trình ký" in "\n".join(said_of_status(status(office, JANUARY)))


def test_the_version_that_was_signed_is_issued_though_the_forms_have_gone_on(office: Office) -> None:
    accept(office, JANUARY, (), "chưa có số", without=("TTKT",))
    publish(office, JANUARY)
    withdraw(office, JANUARY, (), "đã có số", without=("TTKT",))
    division_changes(office, QLKH, "nhiệm vụ cấp tỉnh", "nhiệm vụ mới cấp tỉnh")
    publish(office, JANUARY)
    with refused("issue-no-version"):
        issue(office, JANUARY, "05", "19/01/2024", version=7)
    sent = issue(office, JANUARY, "05", "19/01/2024", version=1)
    assert sent.fact.version == 1
    assert sent.published.docx is not None
    text = words_of(sent.published.docx)
    assert "nhiệm vụ mới cấp tỉnh" not in text
    assert "147 phương tiện đo" not in text
    assert not any("nhiệm vụ mới cấp tỉnh" in line for line in printed(office))
    assert {s.division for s in judge(office, JANUARY).round.standings if s.newer} == {"QLKH"}


def test_a_version_whose_lines_were_edited_since_is_not_issued_as_something_else(office: Office) -> None:
    publish(office, JANUARY)
    lines = edit_lines(office, JANUARY)
    take(office, JANUARY, lines, [*map(as_shown, lines), Typed("", lines[0].section, "Thêm một việc.")])
    with refused("issue-version-edited"):
        issue(office, JANUARY, "05", "19/01/2024", version=1)
    assert nothing_is_recorded(office)
