"""What was only put elsewhere before it was signed, or added there, comes back where it stands in the signed report."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from sync.render.signed import differences
from sync.work.clerkview import view
from sync.work.closing import Issued, issue, take_differences
from sync.work.editing import EditLine, edit_lines
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.signedrows import signed_differences
from sync.work.spokenissue import said_of_issue
from tests.work.offices import JANUARY, change, printed


def a_section(office: Office, least: int = 3) -> list[EditLine]:
    """Return the lines of a section in which at least so many stand, none of them joined."""
    lines = edit_lines(office, JANUARY)
    for section in dict.fromkeys(line.section for line in lines):
        mine = [line for line in lines if line.section == section]
        if len(mine) >= least and all(len(line.shown.text) > 30 for line in mine):
            return mine
    raise AssertionError("no such section")


def paragraph(document: Document, line: EditLine) -> Paragraph:
    return next(p for p in document.paragraphs if line.shown.text.partition("[")[0].rstrip(" .;")[:50] in p.text)


def put_behind(document: Document, line: EditLine, above: EditLine) -> None:
    paragraph(document, above)._p.addnext(paragraph(document, line)._p)


def sign(office: Office, document: Document, folder: Path, *, take: bool = False) -> Issued:
    document.save(str(folder / "ký.docx"))
    return issue(office, JANUARY, "05", "19/01/2024", folder / "ký.docx", take_over=take)


@pytest.fixture
def made(office: Office) -> Document:
    published = publish(office, JANUARY)
    assert published.docx is not None
    return docx.Document(str(published.docx))


def test_a_line_that_was_put_elsewhere_is_told_and_taken_and_the_report_rebuilt_is_what_was_sent(
    office: Office, made: Document, tmp_path: Path
) -> None:
    lines = a_section(office)
    put_behind(made, lines[0], lines[2])
    sent = sign(office, made, tmp_path, take=True)
    (found,) = sent.differences
    assert (found.kind, found.block, sent.left) == ("moved", lines[0].id, ())
    said = "\n".join(said_of_issue(sent))
    assert f"bản ký: [chuyển chỗ] đứng sau “{' '.join(lines[2].shown.text.split()[:5])}" in said
    now = [line.id for line in edit_lines(office, JANUARY) if line.section == lines[0].section]
    assert now[:3] == [lines[1].id, lines[2].id, lines[0].id]
    assert sent.published.docx is not None
    assert differences(sent.published.docx.read_bytes(), (tmp_path / "ký.docx").read_bytes()) == ()


def test_paragraphs_that_were_added_are_taken_behind_the_line_that_they_stand_behind(
    office: Office, made: Document, tmp_path: Path
) -> None:
    lines = a_section(office)
    second = paragraph(made, lines[1])
    for text in ("Một việc do lãnh đạo thêm.", "Một việc thêm nữa."):
        second.insert_paragraph_before(text, style=second.style)
    put_behind(made, lines[0], lines[2])
    sent = sign(office, made, tmp_path, take=True)
    texts = printed(office, lines[0].section)
    assert texts[:2] == ["Một việc do lãnh đạo thêm.", "Một việc thêm nữa."]
    assert sent.published.docx is not None
    assert differences(sent.published.docx.read_bytes(), (tmp_path / "ký.docx").read_bytes()) == ()
    new = [p.style.name for p in docx.Document(str(sent.published.docx)).paragraphs if "thêm" in p.text and p.style]
    assert set(new) == {second.style.name if second.style else ""}


@pytest.mark.parametrize("first", [0, 1])
def test_two_moved_lines_may_be_taken_one_after_the_other_in_any_order(
    office: Office, made: Document, tmp_path: Path, first: int
) -> None:
    one, two, *rest = a_section(office, 4)
    put_behind(made, one, rest[-1])
    put_behind(made, two, one)
    sign(office, made, tmp_path)
    whole = signed_differences(office, JANUARY)
    assert {each.kind for each in whole} == {"moved"}
    order = (0, 1) if first == 0 else (1, 0)
    for n, at in enumerate(order, start=1):
        take_differences(office, JANUARY, [whole[at]], whole)
        states = [row["state"] for row in view(office, JANUARY).signed]
        assert [states[each] for each in order[:n]] == ["đã lấy"] * n
        assert [states[each] for each in order[n:]] == [""] * (2 - n)
    now = [line.id for line in edit_lines(office, JANUARY) if line.section == one.section]
    assert now == [*(line.id for line in rest), one.id, two.id]


def test_a_joined_paragraph_goes_with_all_its_lines(office: Office, tmp_path: Path) -> None:
    one, two, three, *_ = a_section(office)
    change(office, two.id, joined=True)
    published = publish(office, JANUARY)
    document = docx.Document(str(published.docx))
    put_behind(document, one, three)
    sent = sign(office, document, tmp_path, take=True)
    now = [line.id for line in edit_lines(office, JANUARY) if line.section == one.section]
    assert now[:3] == [three.id, one.id, two.id]
    assert sent.published.docx is not None
    assert differences(sent.published.docx.read_bytes(), (tmp_path / "ký.docx").read_bytes()) == ()


def test_what_the_clerk_had_moved_before_stays_where_it_was_printed(office: Office, tmp_path: Path) -> None:
    lines = a_section(office, 4)
    change(office, lines[3].id, number=5)
    change(office, lines[2].id, number=15)
    published = publish(office, JANUARY)
    document = docx.Document(str(published.docx))
    put_behind(document, lines[3], lines[1])
    sent = sign(office, document, tmp_path, take=True)
    assert sent.published.docx is not None
    assert differences(sent.published.docx.read_bytes(), (tmp_path / "ký.docx").read_bytes()) == ()


def two_sections(office: Office) -> tuple[list[EditLine], list[EditLine]]:
    """Return the lines of two sections, of each at least three."""
    lines = edit_lines(office, JANUARY)
    found = [[x for x in lines if x.section == section] for section in dict.fromkeys(x.section for x in lines)]
    one, two, *_ = [mine for mine in found if len(mine) >= 3 and all(len(line.shown.text) > 30 for line in mine)]
    return one, two


def test_a_paragraph_put_into_another_section_is_one_row_that_says_from_where_to_where(
    office: Office, made: Document, tmp_path: Path
) -> None:
    one, two = two_sections(office)
    put_behind(made, one[0], two[0])
    sign(office, made, tmp_path)
    (row,) = view(office, JANUARY).signed
    assert str(row["signed"]).startswith(f"[chuyển mục] từ “{one[0].title}")
    assert f"sang “{two[0].title}" in str(row["signed"])
    assert f"đứng sau “{' '.join(two[0].shown.text.split()[:5])}" in str(row["signed"])


def test_a_paragraph_put_into_another_section_is_taken_there_and_stays_however_often_it_is_taken(
    office: Office, made: Document, tmp_path: Path
) -> None:
    one, two = two_sections(office)
    put_behind(made, one[0], two[0])
    sign(office, made, tmp_path)
    whole = signed_differences(office, JANUARY)
    for _ in range(2):
        take_differences(office, JANUARY, whole, whole)
        assert [row["state"] for row in view(office, JANUARY).signed] == ["đã lấy"]
        now = [line.id for line in edit_lines(office, JANUARY) if line.section == two[0].section and line.included]
        assert now[:2] == [two[0].id, one[0].id]
        remade = publish(office, JANUARY)
        assert remade.docx is not None
        assert differences(remade.docx.read_bytes(), (tmp_path / "ký.docx").read_bytes()) == ()


def test_what_went_to_another_section_in_other_words_is_two_rows_that_may_be_taken_one_by_one(
    office: Office, made: Document, tmp_path: Path
) -> None:
    one, two = two_sections(office)
    retold = paragraph(made, one[0])
    retold.add_run(" Việc này làm xong trước hạn.")
    put_behind(made, one[0], two[-1])
    sign(office, made, tmp_path)
    whole = signed_differences(office, JANUARY)
    assert {each.kind for each in whole} == {"changed", "moved"}
    for n, each in enumerate(whole, start=1):
        take_differences(office, JANUARY, [each], whole)
        assert [row["state"] for row in view(office, JANUARY).signed].count("đã lấy") == n
    remade = publish(office, JANUARY)
    assert remade.docx is not None
    assert differences(remade.docx.read_bytes(), (tmp_path / "ký.docx").read_bytes()) == ()


def test_a_joined_paragraph_goes_to_another_section_with_all_its_lines(office: Office, tmp_path: Path) -> None:
    one, two = two_sections(office)
    change(office, one[1].id, joined=True)
    published = publish(office, JANUARY)
    document = docx.Document(str(published.docx))
    put_behind(document, one[0], two[0])
    sent = sign(office, document, tmp_path, take=True)
    now = [line.id for line in edit_lines(office, JANUARY) if line.section == two[0].section]
    assert now[:3] == [two[0].id, one[0].id, one[1].id]
    assert sent.published.docx is not None
    assert differences(sent.published.docx.read_bytes(), (tmp_path / "ký.docx").read_bytes()) == ()


def test_a_paragraph_put_where_no_line_stands_is_only_told_and_none_of_its_words_is_taken_away(
    office: Office, made: Document, tmp_path: Path
) -> None:
    one, _ = two_sections(office)
    moved = paragraph(made, one[0])
    made.tables[-1]._tbl.addprevious(moved._p)
    sign(office, made, tmp_path)
    whole = signed_differences(office, JANUARY)
    take_differences(office, JANUARY, whole, whole)
    (line,) = [line for line in edit_lines(office, JANUARY) if line.id == one[0].id]
    assert line.included
    assert line.shown == one[0].shown


def test_the_clerks_clock_does_not_tell_what_was_taken(office: Office, made: Document, tmp_path: Path) -> None:
    """A clock that was set back between signing and taking changes nothing, nor do edits of another line's order."""
    lines = a_section(office)
    put_behind(made, lines[0], lines[2])
    retold = paragraph(made, lines[1])
    retold.runs[0].text = f"Đã {retold.runs[0].text[:1].lower()}{retold.runs[0].text[1:]}"
    sign(office, made, tmp_path)
    assert [row["state"] for row in view(office, JANUARY).signed] == ["", ""]
    whole = signed_differences(office, JANUARY)
    earlier = Office(office.config, office.store, now=lambda: office.now().replace(year=2023), who="bình")
    take_differences(earlier, JANUARY, [each for each in whole if each.kind == "changed"], whole)
    states = {each.kind: row["state"] for each, row in zip(whole, view(office, JANUARY).signed, strict=True)}
    assert states == {"changed": "đã lấy", "moved": ""}
