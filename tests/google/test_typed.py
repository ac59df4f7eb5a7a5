"""The same characters typed into sheets of three locales: the right number or day, or a question about that cell.

Each table names, for vi_VN, de_DE and en_US in turn, what is understood where a sheet holds what Google makes of the
text there; "?" is a finding of that cell. What Google itself is not known to do is in the last test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from sheets.form import Column
from sheets.google.looks import number_of
from sheets.google.reader import book_of
from sheets.grid import Cell, Place
from sync.reading.cells import CellDate, CellNumber, CellText, read_date, read_number, read_text
from tests.google.conftest import Time
from tests.google.office import GoogleDesk
from tests.google_fake import reading
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import new_tab

LOCALES = ("vi_VN", "de_DE", "en_US")
TAB = "Chỉ tiêu 2024-01"

# What is counted has no decimals: whatever a point or comma does to it is a whole number, or is asked about.
PEOPLE = """
    147          147     147     147
    1007         1007    1007    1007
    007          7       7       7
    01           1       1       1
    '01          1       1       1
    "01"         ?       ?       ?
    1.007        1007    1007    ?
    1,007        ?       ?       1007
    -1.007       -1007   -1007   ?
    1,5          ?       ?       15
    12,25        ?       ?       1225
    1234,567     ?       ?       1234567
    1.007,5      ?       ?       ?
    1,007.5      ?       ?       ?
    1.000.000    1000000 1000000 1000000
    1,000,000    1000000 1000000 1000000
    '1.007       1007    1007    1007
    1.007_người  1007    1007    1007
    khoảng_15    ?       ?       ?
    3-5          ?       ?       ?
    1/2          ?       ?       ?
    50%          ?       ?       ?
    0            0       0       0
"""
# What is measured has: in a sheet that writes a point before them, a comma may be lost in any whole number.
LITRES = """
    147          147     147     ?
    1007         1007    1007    ?
    007          7       7       ?
    1.007        1007    1007    ?
    1,007        1.007   1.007   ?
    -1.007       -1007   -1007   ?
    1,5          1.5     1.5     ?
    0,5          0.5     0.5     ?
    0,005        0.005   0.005   ?
    12,25        12.25   12.25   ?
    1234,567     1234.567 1234.567 ?
    1.007,5      1007.5  1007.5  1007.5
    1,007.5      1007.5  1007.5  1007.5
    1.000.000    1000000 1000000 1000000
    1,000,000    1000000 1000000 ?
    '1.007       ?       ?       ?
    1.007_lít    1007    1007    1007
    12,25_lít    12.25   12.25   12.25
    3-5          ?       ?       ?
    0            0       0       0
"""
BILLIONS = """
    1.007        1007    1007    ?
    1,007        1.007   1.007   ?
    35,5         35.5    35.5    ?
    '1,007       ?       ?       ?
    12,25_tỷ_đồng 12.25  12.25   12.25
"""
# Google keeps a rate as its hundredth where the cell has no format of its own.
RATES = """
    50%          50      50      ?
    92,5%        92.5    92.5    ?
    0,5%         0.5     0.5     ?
    1,007%       1.007   1.007   ?
    '92,5%       92.5    92.5    92.5
"""
# đồng have no decimals
DONG = """
    1.500.000    1500000 1500000 1500000
    1500000      1500000 1500000 1500000
    1,500,000    1500000 1500000 1500000
"""
DAYS = """
    5/3/2026     2026-03-05 2026-03-05 ?
    13/2/2026    2026-02-13 2026-02-13 2026-02-13
    3/3/2026     2026-03-03 2026-03-03 2026-03-03
    5.3.2026     ?          2026-03-05 2026-03-05
    5-3-2026     2026-03-05 2026-03-05 ?
    2026-03-05   2026-03-05 2026-03-05 2026-03-05
    31/2/2026    ?          ?          ?
    3-5          ?          ?          ?
    1.007        ?          ?          ?
"""
TEXTS = """
    5/3/2026     5/3/2026  5/3/2026  5/3/2026
    1.007        1.007     1.007     1.007
    1,007        1,007     1,007     1,007
    007          007       007       007
    3-5          3-5       3-5       3-5
    50%          50%       50%       50%
    =1+1         =1+1      =1+1      =1+1
"""
# A cell of words that lost its format (pasted over, say) holds a day like any other.
WORDS = """
    5/3/2026     05/03/2026 5/3/2026   ?
    5-3-2026     05/03/2026 05/03/2026 ?
    13/2/2026    13/02/2026 13/2/2026  13/2/2026
"""
Reader = Callable[[Cell, Place], CellNumber | CellDate | CellText]


def table(text: str) -> list[list[str]]:
    return [[word.replace("_", " ") for word in line.split()] for line in text.strip().splitlines()]


def understood(read: CellNumber | CellDate | CellText) -> str:
    if read.problems:
        return "?"
    return read.text if isinstance(read, CellText) else str(read.value)


def typed_everywhere(google: Google, texts: Sequence[str], column: Column | None, read: Reader) -> list[list[str]]:
    """Return each text with what is understood of it in each locale, typed into cells formatted like the form's."""
    found = [[text] for text in texts]
    for locale in LOCALES:
        sheet = google.create("1" * 44, "QLCN 2024", locale)
        sheet.tabs[0].properties["title"] = TAB
        for row, text in enumerate(texts, 1):
            if column is not None:
                form = {"numberFormat": number_of(column, decimals=3)}
                sheet.tabs[0].cells[row - 1, 0] = {"userEnteredFormat": form}
            assert google.typed(sheet, TAB, f"A{row}", text)
        book = book_of(reading.told(sheet, None, grid=True, sizes=False), "2024-01")
        assert book is not None
        for row, line in enumerate(found, 1):
            line.append(understood(read(book.grids[0][row, 1], book.grids[0].place(row, 1))))
    return found


def numbers(unit: str) -> Reader:
    return lambda cell, place: read_number(cell, place, unit)


NUMBER = Column("month", "Trong tháng", "number", "yes", 12)
DAY, TEXT = Column("day", "Ngày", "date", "yes", 12), Column("text", "Nội dung", "text", "yes", 12)


@pytest.mark.parametrize(
    ("rows", "column", "read"),
    [
        pytest.param(PEOPLE, NUMBER, numbers("người"), id="người"),
        pytest.param(LITRES, NUMBER, numbers("lít"), id="lít"),
        pytest.param(BILLIONS, NUMBER, numbers("tỷ đồng"), id="tỷ đồng"),
        pytest.param(DONG, NUMBER, numbers("đồng"), id="đồng"),
        pytest.param(RATES, None, numbers("%"), id="%"),
        pytest.param(DAYS, DAY, read_date, id="a day"),
        pytest.param(TEXTS, TEXT, read_text, id="words"),
        pytest.param(WORDS, None, read_text, id="words without their format"),
    ],
)
def test_the_same_characters_are_understood_or_asked_about(
    google: Google, rows: str, column: Column | None, read: Reader
) -> None:
    wanted = table(rows)
    assert typed_everywhere(google, [line[0] for line in wanted], column, read) == wanted


@pytest.fixture
def desk(lay: Callable[..., GoogleDesk]) -> GoogleDesk:
    """An office whose TTKT fills a Google spreadsheet; its sheet is read as a new one each time."""
    return lay("TTKT")


def row_of(desk: GoogleDesk, code: str) -> int:
    cells = desk.books["TTKT"].tab(TAB).cells
    return next(row + 1 for (row, _), cell in cells.items() if code in cell.get("userEnteredValue", {}).values())


def asked(desk: GoogleDesk, code: str) -> list[tuple[str, str]]:
    """Return what is open about the month's figure of an indicator: the code of each finding, and its sentence."""
    said = desk.say("check", "--period", "2024-01", "--format", "json")
    cell = f"E{row_of(desk, code)}"
    found = [one for one in said.json["findings"] if (one["tab"], one["cell"]) == (TAB, cell)]
    return [(one["code"], one["message"]) for one in found if not one["confirmed"]]


def read_again(desk: GoogleDesk, time: Time, *, locale: str = "", typed: str = "", code: str = "EM") -> None:
    """Let a sheet get a locale, or somebody type the figure of an indicator, and hold a round."""
    book = desk.books["TTKT"]
    book.properties["locale"] = locale or book.locale
    if typed:
        desk.type("TTKT", TAB, f"E{row_of(desk, code)}", typed)
    time.at += 601
    desk.google.touch(desk.books["TTKT"])
    desk.sync()


def label(desk: GoogleDesk, words: str) -> str:
    """Return the first column of the row of Ý kiến rà soát that says this."""
    cells = desk.books["TTKT"].tab("Ý kiến rà soát 2024-01").cells
    row = next(row for (row, at), cell in cells.items() if at == 2 and words in str(cell.get("userEnteredValue")))
    return str(cells[row, 0]["userEnteredValue"]["stringValue"])


@pytest.mark.parametrize(
    ("typed", "locales"),
    [("5/3/2024", ("vi_VN", "en_US")), ("13/2/2024", ("en_US",)), ("5.3.2024", ("de_DE",))],
)
def test_a_day_in_a_number_cell_is_asked_about(
    desk: GoogleDesk, time: Time, typed: str, locales: Sequence[str]
) -> None:
    for locale in locales:
        read_again(desk, time, locale=locale, typed=typed, code="PTD-KD")
        assert {code for code, _ in asked(desk, "PTD-KD")} & {"day-as-number", "not-a-number"}


def test_a_number_stays_asked_about_until_it_can_mean_but_one_thing(desk: GoogleDesk, time: Time) -> None:
    """A little over a litre, typed by Vietnamese habits into an American sheet, never becomes a thousand unasked."""
    read_again(desk, time, locale="en_US", typed="1.007")
    ((code, first),) = asked(desk, "EM")
    assert (code, "1,007" in first, "1007" in first) == ("foreign-decimal", True, True)
    assert label(desk, first) == "✗ Phải sửa"
    read_again(desk, time, typed="1,007")
    assert label(desk, first) == "✓ Đã xử lý"
    ((_, second),) = (one for one in asked(desk, "EM") if one[0] == "foreign-whole")
    assert "1007" in second
    assert "1,007" in second
    assert label(desk, second) == "! Cần xem lại"
    read_again(desk, time)
    assert label(desk, second) == "! Cần xem lại"
    read_again(desk, time, locale="vi_VN", typed="1,007")
    assert label(desk, second) == "✓ Đã xử lý"
    assert not {"foreign-decimal", "foreign-whole"} & {code for code, _ in asked(desk, "EM")}


def test_another_language_alone_answers_no_question(desk: GoogleDesk, time: Time) -> None:
    """1.007 that was typed into an American sheet stays 1,007 in a Vietnamese one until somebody types it again."""
    read_again(desk, time, locale="en_US", typed="1.007")
    for _ in range(2):
        read_again(desk, time, locale="vi_VN")
        ((code, words),) = asked(desk, "EM")
        assert (code, "1,007" in words, "1007" in words) == ("foreign-before", True, True)
    assert label(desk, words) == "! Cần xem lại"
    row = row_of(desk, "EM")
    desk.type("TTKT", TAB, f"G{row}", "Đã xem lại")  # a version of its own, with the same number
    read_again(desk, time)
    assert [code for code, _ in asked(desk, "EM")] == ["foreign-before"]
    read_again(desk, time, typed="1007")
    assert label(desk, words) == "✓ Đã xử lý"
    assert not {"foreign-before", "foreign-whole"} & {code for code, _ in asked(desk, "EM")}


def test_a_round_in_which_the_sheet_cannot_be_read_answers_no_question(
    desk: GoogleDesk, time: Time, google: Google
) -> None:
    read_again(desk, time, locale="en_US", typed="1.007")
    book = desk.books["TTKT"]
    tabs, book.tabs = book.tabs, [new_tab(10**6, "Trang tính 1")]
    time.at += 601
    google.touch(book)
    assert desk.say("sync", "--period", "2024-01").code != 0
    book.tabs = tabs
    read_again(desk, time, locale="vi_VN")
    assert [code for code, _ in asked(desk, "EM")] == ["foreign-before"]


def test_a_whole_number_stays_asked_about_in_the_words_of_before(desk: GoogleDesk, time: Time) -> None:
    read_again(desk, time, locale="en_US", typed="1,007")
    before = [one for one in asked(desk, "EM") if one[0] == "foreign-whole"]
    read_again(desk, time, locale="vi_VN")
    assert [one for one in asked(desk, "EM") if one[0] == "foreign-whole"] == before != []


def test_only_the_cell_that_staff_fill_is_asked_about(desk: GoogleDesk, time: Time) -> None:
    """Lũy kế is reckoned by the form from the month's figure, and repeats what is wrong with it."""
    read_again(desk, time, locale="vi_VN", typed="12,5", code="MAU")
    found = desk.say("check", "--period", "2024-01", "--format", "json").json["findings"]
    told = {one["cell"] for one in found if one["tab"] == TAB and one["code"] == "fraction-under-count"}
    assert told == {f"E{row_of(desk, 'MAU')}"}


def test_staff_who_meant_the_number_as_it_was_read_say_so(desk: GoogleDesk, time: Time) -> None:
    read_again(desk, time, locale="en_US", typed="1007")
    ((_, words),) = (one for one in asked(desk, "EM") if one[0] == "foreign-whole")
    cells = desk.books["TTKT"].tab("Ý kiến rà soát 2024-01").cells
    row = next(row for (row, at), cell in cells.items() if at == 2 and words in str(cell.get("userEnteredValue"))) + 1
    desk.type("TTKT", "Ý kiến rà soát 2024-01", f"G{row}", "Đúng, giữ nguyên")
    desk.type("TTKT", "Ý kiến rà soát 2024-01", f"H{row}", "Đúng là một nghìn không trăm linh bảy lít.")
    read_again(desk, time)
    assert label(desk, words) == "✓ Đã xác nhận"
    assert "foreign-whole" not in {code for code, _ in asked(desk, "EM")}


def test_a_count_needs_no_question_where_no_decimals_can_be_lost(desk: GoogleDesk, time: Time) -> None:
    read_again(desk, time, locale="en_US", typed="1,007", code="MAU")
    assert not {"foreign-decimal", "foreign-whole", "ambiguous-number"} & {code for code, _ in asked(desk, "MAU")}


@pytest.mark.parametrize("locale", ["vi_VN", "de_DE"])
@pytest.mark.parametrize("typed", ["1.5", "3.5"])
def test_a_point_at_a_wrong_place_is_not_told_from_a_number_without_it(google: Google, locale: str, typed: str) -> None:
    """Open: what Google makes of these is not known (`baocao google selftest` asks); here it leaves the point out.

    Ten times as much, where that is so, and nothing in the sheet tells; only the months before do.
    """
    google.create("1" * 44, "QLCN 2024", locale)
    (_, *found) = typed_everywhere(google, [typed], NUMBER, numbers("lít"))[0]
    assert found[LOCALES.index(locale)] == str(Decimal(typed) * 10).removesuffix(".0")
