"""LibreOffice opens what we write, works everything out anew and saves it: no text has become anything else."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sheets.excel.beside import Beside, write_beside
from sheets.excel.template import write_form
from sheets.text import storable
from sync.render.template import default_template
from sync.render.word import render
from sync.render.workbook import workbook
from sync.work.tables import frames
from tests.macros.built import built, january, january_office
from tests.security.packages import fields, formulas, leads_out
from tests.security.payloads import PAYLOADS
from tests.security.test_word import typed_everywhere
from tests.security.test_workbooks import FORM, SHEET, hostile_prefill, hostile_view, typed_by
from tests.work.rounds import made

# Work out every formula as a file is opened, whoever saved it, and ask nothing.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def worked_out(folder: Path, files: dict[str, bytes], ending: str) -> dict[str, bytes]:
    """What LibreOffice makes of these files when it has opened, recalculated and saved them."""
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    (folder / "out").mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder / "out")]
    subprocess.run([*command, *(str(folder / name) for name in files)], check=True, capture_output=True, timeout=600)
    return {name: (folder / "out" / name).with_suffix(f".{ending}").read_bytes() for name in files}


def texts(data: bytes) -> set[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return {cell.replace("\r\n", "\n") for row in rows for cell in row if isinstance(cell, str)}


def led(data: bytes) -> set[str]:
    """The files that relations lead to, whatever folder they are looked for in: LibreOffice counts from its own."""
    return {told.partition(": ")[2].partition("#")[0].rpartition("/")[2] for told in leads_out(data)}


@pytest.mark.office
def test_workbooks_say_the_same_after_everything_was_worked_out_anew(tmp_path: Path) -> None:
    period = made(typed_by("TTKT"))
    with january_office(tmp_path / "sở") as office:
        clerks = built(hostile_view(january(office)), Path("/so"))
    files = {
        "SoLieu.xlsx": workbook(frames(period.judged, period.report), period.report),
        "TongHop.xlsm": clerks,
        "Bieu.xlsx": write_form(FORM, hostile_prefill()),
        "Ben-canh.xlsx": write_beside(FORM, SHEET, Beside("Biểu.xlsx", "=1+1", "{{7*7}}")),
    }
    (tmp_path / "lo").mkdir()
    after = worked_out(tmp_path / "lo", files, "xlsx")
    for name, data in files.items():
        before, now = texts(data), texts(after[name])
        lost = [text for text in PAYLOADS if (told := storable(text)).strip() and told in before and told not in now]
        assert lost == [], name
        assert len(formulas(after[name])) <= len(formulas(data)), name
        assert led(after[name]) <= led(data), name
        assert b"ddeLink" not in after[name]


@pytest.mark.office
def test_the_word_report_has_no_field_but_the_page_number_after_all_were_renewed(tmp_path: Path) -> None:
    data = render(typed_everywhere(PAYLOADS), default_template(), draft=True)
    after = worked_out(tmp_path, {"BaoCao.docx": data}, "docx")["BaoCao.docx"]
    assert {each.split()[0] for each in fields(after)} <= {"PAGE"}
    assert leads_out(after) == []
