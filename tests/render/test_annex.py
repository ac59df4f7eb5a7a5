"""The table of an annex: rows that stay whole, words that stay whole, columns that fill the page."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from sync.model.report import NoteMark, Report, Run
from sync.render.layout import verify
from sync.render.measure import column_widths, line_count, text_width, widest_word, width_in_lines
from sync.render.ooxml import NAMESPACES, q
from sync.render.pdf import find_office, to_pdf
from sync.render.template import default_template
from sync.render.word import render
from tests.render.reports import block, report

SHORT = ("1", "Mô hình trồng nho", "5")
TALL = ("2", "Mô hình trồng nho trên đất cát. " * 150, "7")


def table(*rows: tuple[str, ...]) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(render(report(rows=rows), default_template()))) as parts:
        return etree.fromstring(parts.read("word/document.xml")).findall(".//w:tbl", NAMESPACES)[-1]


def test_short_rows_are_never_torn_and_a_row_taller_than_a_page_may_be() -> None:
    _, *rows = table(SHORT, TALL).findall("w:tr", NAMESPACES)
    assert [row.find("w:trPr/w:cantSplit", NAMESPACES) is not None for row in rows] == [True, False]


def test_a_column_is_as_wide_as_its_longest_word_and_all_fill_the_page() -> None:
    wanted = "Trung-tâm-Kỹ-thuật"  # may be broken after its hyphens
    grid = [int(c.get(q("w")) or 0) for c in table(SHORT, ("2", wanted, "123.456.789.012.345"))[1]]
    assert sum(grid) == 16838 - 1701 - 851
    assert grid[2] >= text_width("123.456.789.012.345", 12) * 20


@given(st.integers(2_000, 20_000), st.lists(st.tuples(st.integers(1, 200), st.integers(0, 9_000)), min_size=1))
def test_whatever_is_asked_the_columns_fill_the_room(room: int, asked: list[tuple[int, int]]) -> None:
    wishes, least = tuple(wish for wish, _ in asked), tuple(width for _, width in asked)
    widths = column_widths(room, wishes, least)
    assert sum(widths) == room
    assert all(width >= 0 for width in widths)
    held = [min(width, room // 3) for width in least]
    if sum(held) < room:
        assert all(width >= asked - 1 for width, asked in zip(widths, held, strict=True))


def test_where_every_word_fits_the_ratio_is_that_of_config() -> None:
    assert column_widths(1_000, (10, 30, 60), (5, 5, 5)) == (100, 300, 600)


@given(st.text(max_size=300), st.floats(20, 400))
def test_lines_hold_what_they_are_counted_for(text: str, width: float) -> None:
    lines = line_count(text, width, 12)
    assert lines >= 1
    assert sum(text_width(word, 12) for word in text.split()) <= lines * width + 1e-6


@given(st.text(alphabet=st.sampled_from("aăâ -Kinh phí(triệu đồng)"), max_size=80), st.integers(1, 4))
def test_a_heading_fits_in_so_many_lines_unless_one_word_alone_is_wider(text: str, lines: int) -> None:
    width = width_in_lines(text, lines, 12, bold=True)
    assert width >= widest_word(text, 12, bold=True)
    assert line_count(text, width, 12, bold=True) <= lines


ODD = (
    '=HYPERLINK("http://x")',
    "e\u0301\u0302 a" + "\u0301" * 60,
    "\u202eRTL",
    "مرحبا",
    "👨‍👩‍👧🇻🇳",
    "\x00\x0b\ud800",
    "]]><w:p/>",
    "x" * 400,
)


def hostile() -> Report:
    """Long paragraphs, 40 notes with odd texts, three annexes of 300 rows with rows taller than a page."""
    marked = [span for at in range(1, 41) for span in (Run(f"văn bản {at}"), NoteMark(at, f"n{at}"))]
    paragraphs = [block(Run(text), name=f"d{at}") for at, text in enumerate((TALL[1], "x" * 3_000, *ODD))]
    rows = tuple((str(at), TALL[1] * (at == 150) or ODD[at % len(ODD)], str(at)) for at in range(1, 301))
    notes = tuple(TALL[1] if at % 10 == 0 else f"{ODD[at % len(ODD)]} {at}" for at in range(40))
    made = report(*paragraphs, block(*marked, name="d99"), notes=notes, rows=rows)
    narrow = tuple(replace(column, width=5) for column in made.annexes[0].columns)
    annexes = tuple(replace(made.annexes[0], number=number, title="DANH MỤC " * 40) for number in ("I", "II"))
    return replace(made, annexes=(*annexes, replace(annexes[0], number="III", columns=narrow)))


def test_odd_texts_and_tall_rows_make_a_file_that_judges_and_the_decree_accept(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(render(hostile(), default_template(), draft=True))
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert verify(path.read_bytes()) == ()


@pytest.mark.office
@pytest.mark.skipif(find_office() is None or not shutil.which("pdftotext"), reason="no LibreOffice or poppler here")
def test_in_print_no_row_of_a_long_annex_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(render(hostile(), default_template()))
    said = subprocess.run(["pdftotext", "-layout", str(to_pdf(path)), "-"], capture_output=True, check=True).stdout
    annexes = re.split(r"Phụ lục I+\n", said.decode())[1:]
    assert len(annexes) == 3
    for annex in annexes:
        assert {int(at) for at in re.findall(r"^\s*(\d+)\s.*\s\1$", annex, re.MULTILINE)} >= set(range(151, 301))
