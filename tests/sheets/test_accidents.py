"""Twenty accidents that happen to workbooks in offices: each is read right, in three seconds and half a gigabyte.

The limits are those of the child that reads: it is ended where a file takes longer, and gets no more memory than that.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from sheets.errors import BookError
from sheets.excel.reader import Limits, read_book
from tests.sheets import hostile
from tests.sheets.hostile import inline, row, strings, workbook

pytestmark = pytest.mark.slow

FAR, WIDE = 1_048_576, 16_384
TIGHT = Limits(seconds=3, memory=512 * 2**20)
BEGIN = row(1, inline("A1", "đầu"))
STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill/>'
    "</fills><borders><border/></borders><cellXfs>{}</cellXfs></styleSheet>"
)


def stray(address: str, text: str) -> bytes:
    number = int("".join(filter(str.isdigit, address)))
    if number == 1:
        return workbook(row(1, inline("A1", "đầu") + inline(address, text)))
    return workbook(BEGIN + row(number, inline(address, text)))


def many(one: str, *, last: int) -> bytes:
    return workbook(BEGIN + "".join(one.format(at=at) for at in range(2, last + 1)))


def around(before: str = "", after: str = "") -> bytes:
    return workbook(BEGIN, around=(before, after))


def many_tabs() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for at in range(200):
            book.add_worksheet(f"Sheet{at}").write_string(0, 0, "đầu")
    return made.getvalue()


def with_picture() -> bytes:
    return hostile.zipped({**hostile.parts(BEGIN), "xl/media/image1.png": bytes(range(256)) * 4096 * 60})


ACCIDENTS: dict[str, Callable[[], bytes]] = {
    "a blank in the last row": lambda: stray(f"A{FAR}", " "),
    "a blank in the last row, some columns on": lambda: stray(f"H{FAR}", " "),
    "a blank in the last row, many columns on": lambda: stray(f"Z{FAR}", " "),
    "a blank in the last cell of all": lambda: stray(f"XFD{FAR}", " "),
    "a blank in the last column": lambda: stray("XFD1", " "),
    "a word in the last row": lambda: stray(f"B{FAR}", "lạc"),
    "a million rows with a format": lambda: many('<row r="{at}" s="1" customFormat="1"/>', last=FAR),
    "200,000 rows of blanks with a format": lambda: many(
        '<row r="{at}"><c r="A{at}" s="1"/><c r="B{at}" s="1"/></row>', last=200_000
    ),
    "half a million hidden rows": lambda: many('<row r="{at}" hidden="1"/>', last=500_000),
    "formulas of nothing down to row 60,000": lambda: many(
        '<row r="{at}"><c r="A{at}" t="str"><f>""</f><v></v></c></row>', last=60_000
    ),
    "every column of the first row with a format": lambda: workbook(
        row(1, inline("A1", "đầu") + "".join(f'<c r="{_letters(at)}1" s="1"/>' for at in range(2, WIDE + 1)))
    ),
    "all columns with a format": lambda: around('<cols><col min="1" max="16384" width="9" style="1"/></cols>'),
    "one merge over everything": lambda: around("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "60,000 names": lambda: workbook(
        BEGIN, workbook="<definedNames>" + '<definedName name="n">T!$A$1</definedName>' * 60_000 + "</definedNames>"
    ),
    "64,000 formats": lambda: workbook(BEGIN, styles=STYLES.format('<xf numFmtId="4"/>' * 64_000)),
    "20,000 conditional formats": lambda: around(
        "",
        '<conditionalFormatting sqref="A1:A9"><cfRule type="expression" priority="1"><formula>1</formula></cfRule>'
        "</conditionalFormatting>" * 20_000,
    ),
    "a list to choose from in every cell": lambda: around(
        "",
        '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1>'
        "</dataValidation></dataValidations>",
    ),
    "100,000 texts that no cell uses": lambda: workbook(
        BEGIN, shared=strings(*("<t>Đã tổ chức hội nghị tổng kết</t>",) * 100_000)
    ),
    "200 tabs": many_tabs,
    "a picture of 60 MB": with_picture,
}

STRAY = {
    "a blank in the last row": [f"A{FAR}"],
    "a blank in the last row, some columns on": [f"H{FAR}"],
    "a blank in the last row, many columns on": [f"Z{FAR}"],
    "a blank in the last cell of all": [f"XFD{FAR}"],
    "a blank in the last column": ["XFD1"],
    "a word in the last row": [f"B{FAR}"],
    "formulas of nothing down to row 60,000": ["A1002", "A1003", "A1004"],  # the first of them
}


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@pytest.mark.parametrize("name", ACCIDENTS)
def test_it_is_read_right_in_three_seconds_and_half_a_gigabyte(name: str, tmp_path: Path) -> None:
    path = tmp_path / "biểu.xlsx"
    path.write_bytes(ACCIDENTS[name]())
    try:
        book = read_book(path, limits=TIGHT)
    except BookError as error:
        pytest.fail(error.code)
    assert book.grids[0][1, 1].value == "đầu"
    assert [note.place.a1 for note in book.notes if note.code == "stray-cell" and note.place] == STRAY.get(name, [])


def test_there_are_twenty() -> None:
    assert len(ACCIDENTS) == 20
