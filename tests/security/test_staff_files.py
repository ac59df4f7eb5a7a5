"""Fifty files and more as staff's programs leave them, armed with all a workbook can hold: remarks change one part.

The forms of two months, each as we made it, as Excel saves it, as a script saves it, and with macros, links into other
workbooks, OLE, DDE and a web query; remarks are written into each.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sheets.excel.feedback import written_inside
from sheets.excel.reader import parse_bytes
from sheets.grid import Mark
from sheets.remark import continued
from sheets.shown_remarks import shown_remarks
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.reading.parse import identity_of
from tests.security.packages import formulas, parts, runs
from tests.security.test_reading_alone import armed, with_parts
from tests.security.test_workbooks import FORM, SHEET
from tests.sheets.test_remarks_inside import as_a_script_saves, as_excel_saves, raw_parts

ROOT = Path(__file__).parents[2]
CONFIG = load_config(ROOT / "config.yaml")
EXAMPLES = sorted((ROOT / "examples").glob("2024-0*/*.xlsx"))


def linked(data: bytes, _: str = "") -> bytes:
    """Armed, and the first number that staff typed comes from another workbook."""
    made = armed(data, Path("/tmp/chim-hoang-yen.xlsx"))
    for name, content in parts(made).items():
        found = re.search(r'<c r="[F-G]\d+"[^>]*>(?=<v>\d)', content.decode("utf-8")) if "/sheet" in name else None
        if found:
            return with_parts(made, {name: (found[0], f"{found[0]}<f>[1]Sheet1!A1</f>")}, {})
    return made


KINDS = {
    "as made": lambda data: data,
    "as Excel saves": as_excel_saves,
    "as a script saves": as_a_script_saves,
    "armed": linked,
}


def test_there_are_more_than_fifty() -> None:
    assert len(EXAMPLES) * len(KINDS) >= 50


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", EXAMPLES, ids=lambda path: path.stem)
def test_every_other_part_stays_byte_for_byte_and_no_macro_comes_in(form: Path, kind: str) -> None:
    data = KINDS[kind](form.read_bytes())
    book = parse_bytes(data)
    identity = identity_of(book)
    assert identity is not None
    annexes = CONFIG.annexes_for(identity.division, parse_period(identity.period))
    there = shown_remarks(book, FORM, [annex.tab for annex in annexes])
    assert there is not None
    told = written_inside(data, FORM, continued(SHEET, ()), there)
    before, after = raw_parts(data), raw_parts(told)
    assert list(before) == list(after)
    changed = [name for name in before if before[name] != after[name]]
    assert len(changed) == 1
    assert re.fullmatch(r"xl/worksheets/sheet\d+\.xml", changed[0])
    assert runs(told) == runs(data)
    assert sorted(formulas(told)) == sorted(formulas(data))


@pytest.mark.parametrize("form", EXAMPLES, ids=lambda path: path.stem)
def test_a_value_from_another_file_is_marked(form: Path) -> None:
    data = linked(form.read_bytes())
    book = parse_bytes(data)
    assert ("external-links", "1") in {(note.code, note.detail) for note in book.notes}
    marked = [cell for grid in book.grids for cell in grid.cells.values() if Mark.EXTERNAL in cell.marks]
    assert len(marked) == formulas(data).count("[1]Sheet1!A1")
