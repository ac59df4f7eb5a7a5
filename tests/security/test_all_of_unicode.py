"""Texts over all of Unicode, lone surrogates and controls among them, of every length: they come out as they went in.

Each goes through the Word report (paragraph, note, annex, heading, plan), SoLieu, a form, and the remarks beside it;
all open, and what stands in them is the text that was typed, but for what XML cannot hold and, where Excel's cell ends
at 32,767 characters, a last word that says so. `python -m tests.security.test_all_of_unicode 10000` tries as many as
asked.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sheets.excel.beside import Beside, write_beside
from sheets.excel.template import write_form
from sheets.form import current_form
from sheets.text import CELL_LIMIT, storable, utf16_length
from sync.render.reading_back import read_back
from sync.render.template import default_template
from sync.render.word import render
from sync.render.workbook import workbook
from sync.work.tables import frames
from tests.security.packages import formulas, kinds, links
from tests.security.test_word import printed, typed_everywhere
from tests.security.test_workbooks import OURS, SHEET
from tests.sheets.test_template import PREFILL
from tests.work.rounds import activity, made, plan_item, submission

CUT = "(còn nữa: xem báo cáo Word hoặc biểu của đơn vị)"
AT_ONCE = 50  # texts that share the files they go through
anything = st.characters(exclude_categories=())  # surrogates, controls, private use, unassigned: all code points
short = st.text(anything, min_size=1, max_size=60)
long = st.builds(lambda text, times: text * times, st.text(anything, min_size=1, max_size=40), st.integers(1, 2000))
texts = st.tuples(
    st.lists(short, min_size=AT_ONCE - 2, max_size=AT_ONCE - 2), st.lists(long, min_size=2, max_size=2)
).map(lambda both: [*both[0], *both[1]])


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def in_word(typed: tuple[str, ...]) -> None:
    head = typed_everywhere(
        tuple(text for text in typed if len(text) <= 200) or ("x",)
    ).head  # config's, which is short
    data = render(replace(typed_everywhere(typed), head=head), default_template(), draft=True)
    docx.Document(io.BytesIO(data))
    assert kinds(data) == PLAIN
    found = read_back(data)
    # A line break within a text is a break in the paragraph, not a character.
    lines = {"".join(squeezed(line).split()) for line in found.lines}
    notes = {"".join(squeezed(note).split()) for note in found.notes}
    cells = {"".join(squeezed(row[1]).split()) for table in found.tables for row in table}
    for text in typed:
        wanted = "".join(printed(text).split())
        assert f"-{wanted}" in lines, ascii(text)
        assert any(wanted in note for note in notes), ascii(text)
        assert wanted in cells, ascii(text)


PLAIN = kinds(render(typed_everywhere(("x",) * AT_ONCE), default_template(), draft=True))


def cells_of(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return {cell.replace("\r\n", "\n") for row in rows for cell in row if isinstance(cell, str)}


def in_excel(typed: tuple[str, ...]) -> None:
    held = [storable(text) for text in typed]
    division = submission(
        "TTKT",
        activities=tuple(activity("TTKT", "su-nghiep", text, row=row) for row, text in enumerate(held, 6)),
        plan=tuple(plan_item("TTKT", text, row) for row, text in enumerate(held, 6)),
    )
    period = made(division, findings=())  # what checks make of payloads is tried elsewhere
    solieu = workbook(frames(period.judged, period.report), period.report)
    fits = tuple(text for text in held if utf16_length(text) <= CELL_LIMIT)
    form = write_form(current_form(), replace(PREFILL, plan=tuple({"text": text} for text in fits)))
    remarks = tuple(replace(SHEET.remarks[0], key=f"k{at}", message=text or "x") for at, text in enumerate(held))
    beside = write_beside(current_form(), replace(SHEET, remarks=remarks), Beside("Biểu.xlsx", "x", "x"))
    assert [each for each in formulas(solieu) if not OURS.fullmatch(each)] == formulas(beside) == []
    assert all(each.startswith("'") for each in links(solieu)), links(solieu)
    found = cells_of(solieu)
    for text in held:
        if not text.strip():
            continue
        if utf16_length(text) <= CELL_LIMIT:
            assert text in found, ascii(text)
        else:  # cut, and the cell says so
            start = text[: CELL_LIMIT // 2 - 200]
            assert any(each.startswith(start) and each.endswith(CUT) for each in found), ascii(text[:60])
    there = cells_of(form)
    assert all(text in there for text in fits if text), [ascii(t) for t in fits if t and t not in there][:3]
    told = cells_of(beside)
    for text in held:
        cut = [each for each in told if each.endswith("…") and text.startswith(each[:-1])]
        assert not text.strip() or text in told or cut, ascii(text[:60])  # a remark always says something


def through_all(typed: list[str]) -> None:
    in_word(tuple(typed))
    in_excel(tuple(typed))


def trying(count: int, number: int) -> Iterator[int]:
    """Try so many texts; yield how many were tried."""
    tried = 0

    @seed(number)
    @settings(
        max_examples=max(1, count // AT_ONCE),
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(texts)
    def each(typed: list[str]) -> None:
        nonlocal tried
        through_all(typed)
        tried += len(typed)

    each()
    yield tried


@pytest.mark.parametrize("number", [1])
def test_two_hundred_texts_come_out_as_they_went_in(number: int) -> None:
    assert sum(trying(200, number)) >= 200


@pytest.mark.slow
def test_ten_thousand_texts_come_out_as_they_went_in() -> None:
    assert sum(trying(10_000, 2)) >= 10_000


if __name__ == "__main__":
    began = time.monotonic()
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"{sum(trying(asked, 2))} texts, {time.monotonic() - began:.0f} s: all opened, all equal, none cut unsaid")
