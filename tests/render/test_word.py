"""The Word report, opened with zip and lxml alone: the words and places that Decree 30/2020 asks for."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from sheets.text import storable
from sync.model.report import NoteMark, Report, ReportSpan, Run
from sync.render.layout import verify
from sync.render.measure import text_width
from sync.render.ooxml import NAMESPACES, q
from sync.render.reading_back import read_back
from sync.render.template import default_template
from sync.render.word import render
from tests.render.reports import HEAD, block, report

TEMPLATE = default_template()


def lines(made: Report, *, draft: bool = False) -> tuple[str, ...]:
    return tuple(line.replace("\u00a0", " ") for line in read_back(render(made, TEMPLATE, draft=draft)).lines)


def part(made: Report, name: str, *, draft: bool = False) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(render(made, TEMPLATE, draft=draft))) as parts:
        return etree.fromstring(parts.read(name))


def test_a_report_not_yet_issued_has_a_blank_number_and_day() -> None:
    found = lines(report())
    assert "Số:         /BC-SKHCN" in found
    assert "Ninh Thuận, ngày      tháng 01 năm 2024" in found


def test_number_and_date_of_an_issued_report_have_the_zeros_that_the_law_asks_for() -> None:
    head = replace(HEAD, number="05", date=dt.date(2024, 3, 5), month=3)
    found = lines(report(head=head, rows=(("1", "Nho", "5"),)))
    assert "Số: 05/BC-SKHCN" in found
    assert "Ninh Thuận, ngày 05 tháng 3 năm 2024" in found
    assert "(Kèm theo Báo cáo số 05/BC-SKHCN ngày 05 tháng 3 năm 2024 của Sở Khoa học và Công nghệ)" in found


def test_the_text_ends_with_the_sign_of_the_end() -> None:
    found = lines(report())
    assert "1. Kiểm tra chợ./." in found
    assert "1. Kiểm tra chợ../." not in found


@pytest.mark.parametrize(
    ("spans", "printed"),
    [
        ((Run("Kiểm tra chợ"),), "Kiểm tra chợ./."),
        ((Run("Kiểm tra chợ; "),), "Kiểm tra chợ./."),
        ((Run("Kiểm tra chợ./."),), "Kiểm tra chợ./."),
        ((Run("Kiểm định "), Run("147", "f1", "PTD"), Run(" . ")), "Kiểm định 147./."),
        ((Run("Kiểm định "), Run("147", "f1", "PTD")), "Kiểm định 147./."),
        ((Run("Kiểm tra chợ."), NoteMark(1, "n1")), "Kiểm tra chợ¹./."),
        ((Run("Kiểm tra chợ"), NoteMark(1, "n1"), Run(".")), "Kiểm tra chợ¹./."),
        ((Run(" . "),), "./."),
    ],
)
def test_whatever_the_text_ends_with_it_ends_with_one_sign(spans: tuple[ReportSpan, ...], printed: str) -> None:
    made = replace(report(block(*spans), notes=("Số 12.",)), parts=report(block(*spans)).parts[:1])
    assert f"- {printed}" in lines(made)


def test_a_figure_at_the_end_of_the_text_can_still_be_traced() -> None:
    made = report(block(Run("Kiểm định "), Run("147", "f000000000001_1", "PTD")))
    marks = part(replace(made, parts=made.parts[:1]), "word/document.xml").findall(".//w:bookmarkStart", NAMESPACES)
    assert "_f000000000001_1" in {mark.get(q("name")) for mark in marks}


def test_recipients_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    found = lines(report())
    assert found[found.index("Nơi nhận:") : found.index("GIÁM ĐỐC")] == (
        "Nơi nhận:",
        "- VP UBND tỉnh;",
        "- Lưu: VT, VP.",
    )


def test_with_an_addressee_the_first_recipient_is_the_one_above() -> None:
    found = lines(report(head=replace(HEAD, addressee=("Ủy ban nhân dân tỉnh Ninh Thuận",))))
    assert "Kính gửi: Ủy ban nhân dân tỉnh Ninh Thuận" in found
    assert found[found.index("Nơi nhận:") + 1] == "- Như trên;"


@pytest.mark.parametrize("typed", ["Như trên", "Như trên;", "- như trên"])
def test_the_one_above_stands_once_where_config_names_it_too(typed: str) -> None:
    others = ("VP UBND tỉnh", "Lưu: VT, VP")
    with_addressee = replace(HEAD, addressee=("UBND tỉnh",), recipients=(typed, *others))
    found = lines(report(head=with_addressee))
    at = found.index("Nơi nhận:")
    assert list(found[at + 1 : at + 4]) == ["- Như trên;", "- VP UBND tỉnh;", "- Lưu: VT, VP."]


def test_several_addressees_stand_one_a_line() -> None:
    found = lines(report(head=replace(HEAD, addressee=("UBND tỉnh", "Bộ Khoa học và Công nghệ"))))
    at = found.index("Kính gửi:")
    assert found[at + 1 : at + 3] == ("- UBND tỉnh;", "- Bộ Khoa học và Công nghệ.")


def test_the_dashes_of_several_addressees_stand_below_the_colon() -> None:
    made = report(head=replace(HEAD, addressee=("UBND tỉnh", "Bộ Khoa học và Công nghệ")))
    left = {
        "".join(map(str, p.itertext())): int(indent.get(q("left")) or 0) / 20
        for p in part(made, "word/document.xml").findall("w:body/w:p", NAMESPACES)
        if (indent := p.find("w:pPr/w:ind", NAMESPACES)) is not None
    }
    assert left["- UBND tỉnh;"] == left["- Bộ Khoa học và Công nghệ."]
    assert left["- UBND tỉnh;"] - left["Kính gửi:"] == pytest.approx(text_width("Kính gửi", 14), abs=0.1)


@pytest.mark.parametrize("addressee", [(), ("UBND tỉnh",), ("UBND tỉnh", "Bộ Khoa học và Công nghệ")])
def test_a_line_is_left_free_before_the_first_heading(addressee: tuple[str, ...]) -> None:
    body = part(report(head=replace(HEAD, addressee=addressee)), "word/document.xml").findall("w:body/w:p", NAMESPACES)
    first = next(at for at, p in enumerate(body) if "".join(map(str, p.itertext())) == "I. KẾT QUẢ")
    space = body[first - 1].find("w:pPr/w:spacing", NAMESPACES)
    assert space is not None
    assert space.get(q("after")) == "240"


def test_a_deputy_signs_for_the_head_on_two_lines() -> None:
    found = lines(
        report(head=replace(HEAD, signer_title=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), signer_name="Nguyễn Văn An"))
    )
    assert found[found.index("KT. GIÁM ĐỐC") :][:3] == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An")


def test_a_draft_says_so_on_the_first_page_and_in_the_header_of_the_others() -> None:
    assert "DỰ THẢO" in lines(report(), draft=True)
    assert "DỰ THẢO" not in lines(report())
    assert "DỰ THẢO" in "".join(map(str, part(report(), "word/header1.xml", draft=True).itertext()))


def test_pages_are_numbered_in_the_top_margin_but_for_the_first() -> None:
    document = part(report(rows=(("1", "Nho", "5"),)), "word/document.xml")
    sections = document.findall(".//w:sectPr", NAMESPACES)
    assert len(sections) == 2
    for section in sections:
        assert section.find("w:titlePg", NAMESPACES) is not None
        assert section.find("w:headerReference", NAMESPACES) is not None
    assert part(report(), "word/header1.xml").find(".//w:fldSimple", NAMESPACES) is not None


def test_each_annex_is_numbered_on_its_own_and_the_report_through() -> None:
    made = report(rows=(("1", "Nho", "5"),))
    three = replace(made, annexes=tuple(replace(made.annexes[0], number=number) for number in ("I", "II", "III")))
    numbers = [s.find("w:pgNumType", NAMESPACES) for s in part(three, "word/document.xml").iter(q("w:sectPr"))]
    assert [None if number is None else number.get(q("start")) for number in numbers] == [None, "1", "1", "1"]
    assert verify(render(three, TEMPLATE)) == ()


def test_a_draft_says_so_on_the_first_page_of_an_annex_too() -> None:
    made = report(rows=(("1", "Nho", "5"),))
    *_, annex = part(made, "word/document.xml", draft=True).iter(q("w:sectPr"))
    kinds = [header.get(q("type")) for header in annex.findall("w:headerReference", NAMESPACES)]
    assert kinds == ["default", "first"]
    assert "DỰ THẢO" in "".join(map(str, part(made, "word/header2.xml", draft=True).itertext()))


def test_a_wide_annex_lies_on_its_side_and_repeats_its_heading_row() -> None:
    document = part(report(rows=(("1", "Nho", "5"),)), "word/document.xml")
    sizes = document.findall(".//w:pgSz", NAMESPACES)
    assert [size.get(q("orient")) for size in sizes] == [None, "landscape"]
    tables = document.findall(".//w:tbl", NAMESPACES)
    heads = [
        row for row in tables[-1].findall("w:tr", NAMESPACES) if row.find("w:trPr/w:tblHeader", NAMESPACES) is not None
    ]
    assert len(heads) == 1


def test_the_signature_is_kept_with_the_last_paragraph() -> None:
    document = part(report(), "word/document.xml")
    last = document.findall("w:body/w:p", NAMESPACES)[-1]
    assert last.find("w:pPr/w:keepNext", NAMESPACES) is not None
    signature = document.findall(".//w:tbl", NAMESPACES)[-1]
    assert signature.find("w:tr/w:trPr/w:cantSplit", NAMESPACES) is not None


def test_notes_are_real_footnotes_numbered_through() -> None:
    made = report(
        block(Run("Hai văn bản"), NoteMark(1, "n1"), Run(" và"), NoteMark(2, "n2"), Run(".")), notes=("Một.", "Hai.")
    )
    read = read_back(render(made, TEMPLATE))
    assert "- Hai văn bản¹ và²." in read.lines
    assert read.notes == ("Một.", "Hai.")


def test_a_note_that_is_marked_twice_is_referred_to_once() -> None:
    made = report(block(Run("Một"), NoteMark(1, "n1"), Run(" hai"), NoteMark(1, "n1")), notes=("Chú thích.",))
    document = part(made, "word/document.xml")
    assert len(document.findall(".//w:footnoteReference", NAMESPACES)) == 1
    assert document.find(".//w:vertAlign[@w:val='superscript']", NAMESPACES) is not None


def test_every_paragraph_and_figure_has_a_hidden_bookmark_of_its_own() -> None:
    made = report(block(Run("Kiểm định "), Run("147", "f000000000001_1", "PTD"), Run(" PTĐ.")))
    names = [mark.get(q("name")) for mark in part(made, "word/document.xml").findall(".//w:bookmarkStart", NAMESPACES)]
    assert names == ["_d000000000001", "_f000000000001_1", "_p000000000001"]
    assert all(name is not None and len(name) <= 40 for name in names)


def test_headings_have_outline_levels_for_the_navigation_pane() -> None:
    styles = part(report(), "word/styles.xml")
    levels = {
        name.get(q("val")): level.get(q("val"))
        for style in styles.findall("w:style", NAMESPACES)
        if (name := style.find("w:name", NAMESPACES)) is not None
        and (level := style.find("w:pPr/w:outlineLvl", NAMESPACES)) is not None
    }
    assert {levels.get(f"heading {n}") for n in (1, 2, 3)} == {"0", "1", "2"}


def test_the_same_report_is_the_same_bytes() -> None:
    assert render(report(), TEMPLATE) == render(report(), TEMPLATE)


@pytest.mark.parametrize(
    "text", ["{{7*7}}", "{% for x in y %}", "<w:p>", "]]>", "&amp;", "=1+1", "%s", "\\1", "${x}", "{MÃ}", "10³ m²"]
)
def test_what_staff_typed_is_text_and_nothing_else(text: str) -> None:
    assert f"- {text}" in lines(report(block(Run(text))))


def test_a_line_break_in_justified_text_is_a_space() -> None:
    assert "- một hai" in lines(report(block(Run("một\nhai"))))


@given(st.text(max_size=200))
def test_any_text_makes_a_file_that_opens_and_says_it(text: str) -> None:
    wanted = f"- {storable(text)}".replace("\n", " ").replace("\t", " ")
    read = read_back(render(report(block(Run(text))), TEMPLATE))
    assert wanted in read.lines


def test_hostile_texts_leave_a_file_that_an_office_validator_accepts(tmp_path: object) -> None:
    from pathlib import Path

    made = report(
        block(Run("\x00\x0b\ud800\ufffe<w:p/>"), NoteMark(1, "n1")), notes=("]]>\x07",), rows=(("1", "", "\x1b"),)
    )
    path = Path(str(tmp_path)) / "report.docx"
    path.write_bytes(render(made, TEMPLATE, draft=True))
    assert OpenXmlValidator().validate(str(path)).is_valid
