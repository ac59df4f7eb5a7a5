"""Every workbook that we write: what was typed is text in it, never a formula, a link, a macro or a part."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from macros import layout
from sheets.excel.beside import Beside, write_beside
from sheets.excel.feedback import written_inside
from sheets.excel.reader import parse_bytes
from sheets.excel.template import write_form
from sheets.form import current_form
from sheets.grid import Book, Place
from sheets.prefill import Prefill
from sheets.remark import Remark, RemarkSheet, Spot, continued
from sheets.shown_remarks import ShownRemarks, shown_remarks
from sheets.text import storable
from sync.model.records import Submission
from sync.render.workbook import workbook
from sync.work.clerkview import View
from sync.work.tables import frames
from tests.macros.built import built, january, january_office
from tests.security.packages import formulas, leads_out, links, parts, runs, trees
from tests.security.payloads import PAYLOADS
from tests.sheets.test_template import ANNEX, PREFILL
from tests.work.rounds import activity, annex_row, figure, made, plan_item, submission

# Every formula that we write ourselves, of whatever row.
OURS = re.compile(
    r"""F(\d+)\+G\1\+H\1|IF\(OR\(N\(E(\d+)\)=0,I\2=""\),"",I\2/E\2\)|IF\(OR\(G(\d+)="",K\3=""\),"",G\3-K\3\)"""
)
FORM = current_form()


def texts(data: bytes) -> set[str]:
    """Every text that stands in a cell, as a reader that knows nothing of us sees it; none is hidden behind a "'"."""
    assert b'quotePrefix="1"' not in parts(data)["xl/styles.xml"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    cells = (cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row)
    return {cell for cell in cells if isinstance(cell, str)}


def opened(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Print area cannot be set")  # whole columns: openpyxl does not know them
        return openpyxl.load_workbook(io.BytesIO(data))


def lacking(data: bytes) -> list[str]:
    """Payloads that stand in no cell as they were typed."""
    found = {each.replace("\r\n", "\n") for each in texts(data)}
    return [text for text in PAYLOADS if storable(text) and storable(text) not in found]


class TestSoLieu:
    @pytest.fixture(scope="class")
    @classmethod
    def data(cls) -> bytes:
        period = made(typed_by("TTKT"))
        return workbook(frames(period.judged, period.report), period.report)

    def test_only_our_own_formulas_stand_in_it(self, data: bytes) -> None:
        assert [each for each in formulas(data) if not OURS.fullmatch(each)] == []
        assert leads_out(data) == runs(data) == []

    def test_links_lead_to_cells_of_its_own(self, data: bytes) -> None:
        tabs = opened(data).sheetnames
        found = links(data)
        assert found
        assert {str(each).rpartition("!")[0].strip("'") for each in found} <= set(tabs)

    def test_texts_are_as_they_were_typed(self, data: bytes) -> None:
        assert lacking(data) == []


def typed_by(division: str) -> Submission:
    """A division that types each payload wherever it can type; a reader has taken out what XML cannot hold."""
    rows = [(row, storable(text)) for row, text in enumerate(PAYLOADS, 6)]
    return submission(
        division,
        activities=tuple(
            each
            for row, text in rows
            for each in (
                activity(division, "su-nghiep", text, row=row, notes=(text,)),
                activity(division, None, "x", row=1000 + row, typed=text),
            )
        ),
        figures=(
            replace(figure(division, "PTD", "month", "118"), remark="\n".join(PAYLOADS)),
            figure(division, "TC", "month", "=cmd|' /C calc'!A0", 7),
        ),
        plan=tuple(plan_item(division, text, row) for row, text in rows),
        annex_rows=tuple(annex_row(division, row, name=text, budget=text) for row, text in rows),
    )


def hostile_view(usual: View) -> View:
    """The clerk's workbook where each payload was typed as a line and its note."""
    rows = tuple({**usual.line_rows[0], "text": text, "notes": text} for text in PAYLOADS)
    first = {**usual.divisions[0], "prepared_by": "=1+1", "reason": "=1+1", "name": "=1+1"}
    found = {**usual.findings[0], "what": "=1+1", "action": "=1+1"}
    return replace(usual, line_rows=rows, divisions=(first,), findings=(found,))


class TestTongHop:
    @pytest.fixture(scope="class")
    @classmethod
    def office_view(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
        with january_office(tmp_path_factory.mktemp("sở")) as office:
            yield january(office)

    def test_what_staff_and_clerk_typed_is_text(self, office_view: View) -> None:
        shown = hostile_view(office_view)
        data, usual = built(shown, Path("/so")), built(office_view, Path("/so"))
        assert lacking(data) == []
        assert [each for each in formulas(data) if not OURS.fullmatch(each) and each not in formulas(usual)] == []
        assert set(map(_target, leads_out(data))) <= set(map(_target, leads_out(usual)))
        assert runs(data) == runs(usual) == ["xl/vbaProject.bin"]
        sheet = opened(data)[layout.LINES.sheet]
        first_row, column = layout.LINES.first_row, layout.LINES.column("text")
        typed = [sheet.cell(first_row + at, column) for at in range(len(PAYLOADS))]
        assert {(each.hyperlink, each.number_format) for each in typed} == {(None, "@")}


def _target(told: str) -> str:
    return told.partition(": ")[2]


def hostile_prefill() -> Prefill:
    """What a form is born with where each text of last month, the catalogue and config is hostile."""

    def rows(key: str) -> tuple[dict[str, str], ...]:
        return tuple({key: text} for text in PAYLOADS)

    return replace(
        PREFILL,
        division_name=" ".join(PAYLOADS[:20]),
        contact="=1+1",
        sections=tuple(dict.fromkeys(storable(each) or "x" for each in PAYLOADS)),
        section_ids=(),
        activities=rows("text"),
        plan=rows("text"),
        annexes=(replace(ANNEX, rows=tuple({"name": text, "host": text} for text in PAYLOADS)),),
        indicators=tuple(replace(PREFILL.indicators[0], code=f"X{at}", name=t) for at, t in enumerate(PAYLOADS)),
    )


class TestAForm:
    """The form that a division gets, prefilled from its own last month, the catalogue and config."""

    @pytest.fixture(scope="class")
    @classmethod
    def data(cls) -> bytes:
        return write_form(FORM, hostile_prefill())

    def test_only_our_own_formulas_stand_in_it(self, data: bytes) -> None:
        assert all(re.fullmatch(r"IF\([A-Z0-9$,=\"()+&<> ]*\)", each) for each in formulas(data)), set(formulas(data))
        assert len(formulas(data)) == len(PAYLOADS)
        assert leads_out(data) == runs(data) == []

    def test_texts_are_as_they_were(self, data: bytes) -> None:
        assert lacking(data) == []

    def test_lists_to_choose_from_are_cells_or_short_texts_never_formulas(self, data: bytes) -> None:
        for name, root in trees(data).items():
            for each in root.iter("{*}dataValidation") if name.startswith("xl/worksheets/") else ():
                told = each.findtext("{*}formula1") or ""
                assert each.get("type") != "list" or re.fullmatch(r'DM_\w+|"[^"]*"', told), told


REMARKS = tuple(
    Remark(
        f"k{at}",
        "open",
        "! Cần xem lại",
        Place("Kết quả", 6 + at, 3),
        f"Tờ Kết quả, ô C{6 + at}",
        storable(text) or "x",
        storable(text) or "x",
        seen=storable(text),
        suggestion=storable(text),
        answerable=True,
        spot=Spot("activities.text", storable(text), storable(text)),
    )
    for at, text in enumerate(PAYLOADS)
)
SHEET = RemarkSheet(PREFILL.identity, "Đọc lúc 08:15 ngày 20/01/2024.", REMARKS, "Không có gì.", "✓ Xong")


def remarks_in(data: bytes) -> ShownRemarks:
    found = shown_remarks(book_of(data), FORM, [ANNEX.tab])
    assert found is not None
    return found


def book_of(data: bytes) -> Book:
    return parse_bytes(data)


class TestRemarks:
    def test_in_a_division_s_own_form_they_are_texts_and_all_else_stays(self) -> None:
        form = write_form(FORM, PREFILL)
        told = written_inside(form, FORM, continued(SHEET, ()), remarks_in(form))
        assert lacking(told) == []
        assert formulas(told) == formulas(form)
        assert leads_out(told) == leads_out(form) == []
        before, after = parts(form), parts(told)
        assert list(before) == list(after)
        assert len([name for name in before if before[name] != after[name]]) == 1
        assert {each.partition("!")[0].strip("'") for each in set(links(told)) - set(links(form))} == {"Kết quả"}

    @pytest.mark.parametrize(
        "name", ["Biểu.xlsx", "=cmd|' /C calc'!A0.xlsx", "a&b<c>\"d'.xlsx", "http:x.vn.xlsx", "..xlsx"]
    )
    def test_in_a_file_of_its_own_they_are_texts_and_links_lead_to_the_form_beside_it(self, name: str) -> None:
        data = write_beside(FORM, SHEET, Beside(name, "=1+1", "{{7*7}}"))
        assert lacking(data) == []
        assert formulas(data) == runs(data) == []
        out = {told.partition(": ")[2] for told in leads_out(data)}
        assert len({each.partition("#")[0] for each in out}) == 1
        for each in out:
            assert not re.match(r"[a-z]+:|/|\\|\.\./", each, re.IGNORECASE), each
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
