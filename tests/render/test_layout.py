"""A finished report held against the decree: what is right passes, what an office changed in its template is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from sync.render.layout import verify
from sync.render.ooxml import NAMESPACES, parse
from sync.render.template import default_template
from tests.road.conftest import Desk, desk  # noqa: F401 the fixture


@pytest.fixture
def report(desk: Desk) -> Path:  # noqa: F811
    desk.say("sync", "--period", "2024-01")
    desk.say("report", "--period", "2024-01")
    return desk.folder / "2024-01" / "BaoCao_2024-01_v1.docx"


def _changed(docx: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            target.writestr(item, data.replace(old, new) if item.filename == part else data)
    return out.getvalue()


def test_the_report_of_january_obeys_the_decree(report: Path) -> None:
    assert verify(report.read_bytes()) == ()


@pytest.mark.parametrize(
    ("part", "old", "new", "what"),
    [
        ("word/document.xml", b'w:left="1701"', b'w:left="1134"', "margin"),
        ("word/document.xml", b'w:gutter="0"', b'w:gutter="567"', "margin"),
        ("word/document.xml", b'w:h="16838"', b'w:h="15840"', "paper"),
        ("word/document.xml", b'<w:pgNumType w:start="1"/>', b"", "page-number"),
        ("word/document.xml", b"<w:titlePg/>", b"", "page-number"),
        ("word/styles.xml", b"Times New Roman", b"Arial", "font"),
        ("word/styles.xml", b'w:firstLine="720"', b'w:firstLine="0"', "first-line"),
        ("word/styles.xml", b'w:line="276"', b'w:line="480"', "line"),
        ("word/styles.xml", b'<w:sz w:val="22"/>', b'<w:sz w:val="28"/>', "size"),
    ],
)
def test_what_breaks_the_decree_is_told(report: Path, part: str, old: bytes, new: bytes, what: str) -> None:
    broken = _changed(report.read_bytes(), part, old, new)
    assert broken != report.read_bytes()
    assert what in {violation.what for violation in verify(broken)}


def test_the_clerk_is_told_which_style_of_the_template_to_mend(desk: Desk) -> None:  # noqa: F811
    template = desk.folder / "mau-bao-cao.docx"
    template.write_bytes(_changed(default_template(), "word/styles.xml", b'w:line="276"', b'w:line="480"'))
    desk.say("sync", "--period", "2024-01")
    said = desk.say("report", "--period", "2024-01")
    assert said.code == 0
    assert "Kiểu “Nội dung văn bản” có giãn dòng là 2, quy định là 1-1,5" in said.out


def _told(desk: Desk, *changes: tuple[bytes, bytes], part: str = "word/document.xml") -> tuple[str, Path]:  # noqa: F811
    """Return what the report of January says, and its file, after these changes of the office's template."""
    template = desk.folder / "mau-bao-cao.docx"
    made = default_template()
    for old, new in changes:
        made = _changed(made, part, old, new)
    template.write_bytes(made)
    desk.say("sync", "--period", "2024-01")
    return desk.say("report", "--period", "2024-01").out, desk.folder / "2024-01" / "BaoCao_2024-01_v1.docx"


def test_margins_that_an_office_chose_within_the_law_are_kept_and_nothing_is_told(desk: Desk) -> None:  # noqa: F811
    said, made = _told(desk, (b'w:top="1134"', b'w:top="1417"'), (b'w:left="1701"', b'w:left="1984"'))
    assert "Nghị định 30" not in said
    with zipfile.ZipFile(made) as parts:
        document = parse(parts.read("word/document.xml"))
    margins = document.findall(".//w:pgMar", NAMESPACES)
    word = f"{{{NAMESPACES['w']}}}"
    assert {(m.get(f"{word}top"), m.get(f"{word}left")) for m in margins} == {("1417", "1984")}
    header, *_ = document.findall("w:body/w:tbl", NAMESPACES)
    columns = header.findall("w:tblGrid/w:gridCol", NAMESPACES)
    assert sum(int(column.get(f"{word}w") or 0) for column in columns) == 11906 - 1984 - 851


def test_margins_outside_the_law_are_kept_and_told_with_their_side(desk: Desk) -> None:  # noqa: F811
    said, _ = _told(desk, (b'w:left="1701"', b'w:left="1134"'))
    assert "Lề trái là 20 mm, quy định là 30-35 mm (Nghị định 30/2020, PL I, I.3)" in said


def test_a_template_without_room_for_text_is_printed_on_the_page_of_the_law(desk: Desk) -> None:  # noqa: F811
    _, made = _told(desk, (b'w:left="1701"', b'w:left="9000"'))
    assert verify(made.read_bytes()) == ()


def test_sizes_that_an_office_chose_within_the_law_are_kept(desk: Desk) -> None:  # noqa: F811
    said, made = _told(desk, (b'<w:sz w:val="28"/>', b'<w:sz w:val="26"/>'), part="word/styles.xml")
    # Phụ lục alone must be of 14 points (PL I, III.1.b).
    assert said.count("Nghị định 30") == 1
    assert "Kiểu “Phụ lục” có cỡ chữ là 13, quy định là 14 " in said
    assert {found.element for found in verify(made.read_bytes())} == {"Phụ lục"}


def test_an_office_s_own_letter_paper_is_as_good_a_template_as_ours(desk: Desk) -> None:  # noqa: F811
    """Its Normal is underlined capitals with an indent; what the report needs beside its headings is completed."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.underline, normal.font.all_caps, normal.font.bold = True, True, True
    normal.paragraph_format.first_line_indent = normal.paragraph_format.left_indent = Mm(15)
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    document.save(str(desk.folder / "mau-bao-cao.docx"))
    desk.say("sync", "--period", "2024-01")
    said = desk.say("report", "--period", "2024-01")
    assert said.code == 0
    found = verify((desk.folder / "2024-01" / "BaoCao_2024-01_v1.docx").read_bytes())
    assert {v.element for v in found} == {"heading 1", "heading 2", "heading 3", "top", "bottom", "right"}
    assert {v.what for v in found if v.element == "heading 1"} == {"underline", "colour"}
    assert said.out.count("Lề phải là 31,8 mm, quy định là 15-20 mm") == 1


def test_a_template_that_is_no_word_file_is_refused_in_one_sentence(desk: Desk) -> None:  # noqa: F811
    (desk.folder / "mau-bao-cao.docx").write_bytes(b"not a docx")
    desk.say("sync", "--period", "2024-01")
    said = desk.say("report", "--period", "2024-01")
    assert said.code == 2
    assert "Mẫu Word “mau-bao-cao.docx” không dùng được" in said.err


def test_the_rules_have_the_length_of_the_law(report: Path) -> None:
    with zipfile.ZipFile(report) as parts:
        document = parse(parts.read("word/document.xml"))
    rules = document.findall(".//w:pPr[w:pBdr]", NAMESPACES)
    assert len(rules) == 4  # agency, Tiêu ngữ, subject, annex
    for rule in rules:
        spacing = rule.find("w:spacing", NAMESPACES)
        assert spacing is not None
        assert spacing.get(f"{{{NAMESPACES['w']}}}line") == "80"
        assert spacing.get(f"{{{NAMESPACES['w']}}}lineRule") == "exact"


def test_an_office_validator_finds_nothing(report: Path) -> None:
    from openxml_audit import OpenXmlValidator

    result = OpenXmlValidator().validate(str(report))
    assert result.is_valid, result.errors


@pytest.mark.office
def test_libreoffice_prints_every_page_and_loses_no_note(report: Path, desk: Desk) -> None:  # noqa: F811
    import shutil
    import subprocess

    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or poppler is not installed")
    said = desk.say("report", "--period", "2024-01", "--pdf", "--format", "json")
    pdf = Path(said.json["pdf"])
    words = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    assert "2252/BC-BCHUPSC" in words
    assert "Lê Tiến Dũng" in words
    assert "DANH MỤC NHIỆM VỤ" in words
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts
    assert all("Liberation" in font or "Times" in font for font in fonts)
