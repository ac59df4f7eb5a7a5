"""What a division typed into its Google spreadsheet, read to a Book that is like any workbook's."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.errors import BookError
from sheets.excel.reader import parse_bytes
from sheets.form import current_form
from sheets.google import kept as kept_module
from sheets.google.answers import Answer
from sheets.google.habits import habits_of
from sheets.google.held import HELD_FIELDS, held
from sheets.google.kept import kept_of
from sheets.google.reader import book_of, read_kept, remarks_of
from sheets.google.tabs import PERIOD_KEY, period_filters, tab_title
from sheets.google.template import form_requests
from sheets.google.transport import Client, batch_update, read_spreadsheet
from sheets.grid import Book, Cell, Mark, Place
from sheets.headings import find_tab
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.reading.parse import parse
from sync.work.cells import pack, unpack
from tests.google_fake.forms import lay
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet, Tab, new_tab
from tests.sheets.test_template import PREFILL

ROOT = Path(__file__).parents[2]
ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"
JANUARY = "2024-01"
TAB = "Trang tính1"


def example(period: str = JANUARY, division: str = "QLCN") -> Path:
    return ROOT / "examples" / period / f"{division}_BaoCao_{period}.xlsx"


@pytest.fixture
def book(google: Google) -> Spreadsheet:
    """A spreadsheet with the filled forms of January and February, and the empty tab that Google began with."""
    made = google.create(ID, "QLCN 2024")
    for period in (JANUARY, "2024-02"):
        lay(made, example(period), period)
    return made


def asked(client: Client, period: str = JANUARY) -> Answer:
    return read_spreadsheet(client, ID, period_filters(period))


def read(client: Client, period: str = JANUARY) -> Book:
    found = book_of(asked(client, period), period)
    assert found is not None
    return found


def said(book: Book, period: str = JANUARY) -> list[Any]:
    """What reading understands of a book, without where it stands and which bytes it is of."""
    told = parse(book, load_config(ROOT / "config.yaml"), "QLCN", parse_period(period))
    return [
        told.info,
        [(a.section, a.style, a.text) for a in told.activities],
        [(f.indicator, f.slot, f.value) for f in told.figures],
        [i.text for i in told.plan],
        [(i.text, i.result) for i in told.carried],
        [[f.text for f in r.fields] for r in told.annex_rows],
        [p.code for p in told.problems],
    ]


@pytest.mark.parametrize("period", [JANUARY, "2024-02"])
def test_a_form_says_in_google_what_it_says_in_excel(client: Client, book: Spreadsheet, period: str) -> None:
    found = read(client, period)
    assert said(found, period) == said(parse_bytes(example(period).read_bytes()), period)
    assert found.kind == "google"


def test_a_place_has_the_title_that_staff_see_and_a_link_that_leads_there(client: Client, book: Spreadsheet) -> None:
    found = read(client)
    grid = find_tab(found, "Kết quả")
    assert grid is not None
    assert grid.tab == "Kết quả 2024-01"
    gid = book.tab("Kết quả 2024-01").id
    link = f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid={gid}"
    assert (found.address(grid.tab, "C7"), found.address("Kết quả")) == (f"{link}&range=C7", link)
    assert found.address("không có tờ này") == f"https://docs.google.com/spreadsheets/d/{ID}/edit"


def test_the_identity_is_in_the_metadata_too(client: Client, book: Spreadsheet) -> None:
    assert read(client).properties == {"BaoCaoMaBieu": "SKHCN-QLCN-2024-01-v1"}


def test_a_tab_that_was_renamed_moved_and_hidden_is_found_by_its_metadata(client: Client, book: Spreadsheet) -> None:
    before = said(read(client))
    tab = book.tab("Kết quả 2024-01")
    tab.properties |= {"title": "việc đã làm", "hidden": True}
    book.tabs.remove(tab)
    book.tabs.append(tab)
    book.number()
    after = read(client)
    assert said(after) == before
    assert find_tab(after, "Kết quả") == after.grid("việc đã làm")


def test_without_metadata_the_period_in_the_titles_tells(google: Google, client: Client) -> None:
    made = google.create(ID, "QLCN 2024")
    for period in (JANUARY, "2024-02"):
        lay(made, example(period), period, metadata=False)
    for period in (JANUARY, "2024-02"):  # the filter finds nothing, so all tabs come
        assert said(read(client, period), period) == said(parse_bytes(example(period).read_bytes()), period)


def test_a_spreadsheet_made_of_the_excel_form_is_read_by_its_headings(google: Google, client: Client) -> None:
    made = google.create(ID, "QLCN_BaoCao_2024-01")
    made.tabs.clear()
    made.tabs.append(new_tab(0, "x"))
    lay(made, example(), JANUARY, metadata=False, suffix=False)
    assert said(read(client)) == said(parse_bytes(example().read_bytes()))


def test_a_tab_without_its_metadata_is_found_by_its_title_where_all_tabs_came(
    client: Client, book: Spreadsheet
) -> None:
    gid = book.tab("Kế hoạch 2024-01").id
    book.metadata[:] = [one for one in book.metadata if one["location"].get("sheetId") != gid]
    assert "Kế hoạch" not in kept_of(asked(client), JANUARY).titles
    assert "Kế hoạch" in kept_of(read_spreadsheet(client, ID), JANUARY).titles


def test_a_tab_that_lost_its_metadata_and_was_renamed_is_found_by_what_stands_in_it(
    client: Client, book: Spreadsheet
) -> None:
    before = said(read(client))
    tab = book.tab("Kế hoạch 2024-01")
    tab.properties["title"] = "việc tháng sau"
    book.metadata[:] = [one for one in book.metadata if one["location"].get("sheetId") != tab.id]
    found = book_of(read_spreadsheet(client, ID), JANUARY)
    assert found is not None
    assert said(found) == before
    assert find_tab(found, "Kế hoạch") == found.grid("việc tháng sau")


def test_of_a_tab_and_its_copy_ours_is_read(client: Client, book: Spreadsheet) -> None:
    before = said(read(client))
    ours = book.tab("Kế hoạch 2024-01")
    copied = Tab({**ours.properties, "sheetId": 10**6, "title": "Bản sao của Kế hoạch 2024-01"})
    copied.cells[20, 0] = {"userEnteredValue": {"stringValue": "việc chỉ có trong bản sao"}}
    book.tabs.insert(0, copied)
    entries = [one for one in book.metadata if one["location"].get("sheetId") == ours.id]
    book.metadata += [
        {**one, "metadataId": 10**6 + n, "location": {**one["location"], "sheetId": 10**6}}
        for n, one in enumerate(entries)
    ]
    book.number()
    found = read(client)
    assert [note.code for note in found.notes] == ["tab-copied"]
    assert said(replace(found, notes=())) == before


@pytest.mark.parametrize("title", ["Bản sao của Kế hoạch 2024-01", "Copy of Kế hoạch 2024-01", "Kế hoạch 2024-01 (1)"])
def test_a_copy_without_metadata_is_told_where_all_tabs_came(client: Client, book: Spreadsheet, title: str) -> None:
    before = said(read(client))
    _copy(book, "Kế hoạch 2024-01", title)
    found = book_of(read_spreadsheet(client, ID), JANUARY)
    assert found is not None
    assert [(note.code, note.place, note.detail) for note in found.notes] == [
        ("tab-copied", Place(title), "Kế hoạch 2024-01")
    ]
    assert said(replace(found, notes=())) == before


@pytest.mark.parametrize("title", ["Bản sao của Kế hoạch", "Kế hoạch (1)"])
def test_of_a_form_without_any_metadata_the_copy_is_told_and_the_original_read(
    google: Google, client: Client, title: str
) -> None:
    made = google.create(ID, "QLCN_BaoCao_2024-01")
    made.tabs.clear()
    made.tabs.append(new_tab(0, "x"))
    lay(made, example(), JANUARY, metadata=False, suffix=False)
    before = said(read(client))
    _copy(made, "Kế hoạch", title)
    found = read(client)
    assert [(note.code, note.place, note.detail) for note in found.notes] == [("tab-copied", Place(title), "Kế hoạch")]
    assert said(replace(found, notes=())) == before


def test_a_tab_of_staffs_own_whose_title_has_ours_is_no_copy(client: Client, book: Spreadsheet) -> None:
    own = Tab({**book.tab("Kế hoạch 2024-01").properties, "sheetId": 10**6, "title": "Nháp Kế hoạch 2024-01 (1)"})
    own.cells[0, 0] = {"userEnteredValue": {"stringValue": "Việc riêng"}}
    book.tabs.append(own)
    book.number()
    found = book_of(read_spreadsheet(client, ID), JANUARY)
    assert found is not None
    assert not found.notes


def _copy(book: Spreadsheet, original: str, title: str) -> None:
    """Copy a tab to the left of all, without its metadata, and type something into the copy."""
    ours = book.tab(original)
    copied = Tab({**ours.properties, "sheetId": 10**6, "title": title})
    copied.cells.update(ours.cells)
    copied.cells[20, 0] = {"userEnteredValue": {"stringValue": "việc chỉ có trong bản sao"}}
    book.tabs.insert(0, copied)
    book.number()


def test_of_a_tab_that_staff_renamed_and_its_copy_the_one_we_made_is_read(google: Google, client: Client) -> None:
    """Google copies metadata along: a copy that stands left of the original, or has its title, is not taken for it."""
    name = "1" + "n" * 43
    google.create(name, "Biểu 2024")
    have = held(read_spreadsheet(client, name, fields=HELD_FIELDS))
    batch_update(client, name, form_requests(current_form(), PREFILL, have), list)
    made = google.spreadsheets[name]
    ours = made.tab("Kế hoạch 2024-01")
    ours.properties["title"] = "KH phòng em"
    copied = Tab({**ours.properties, "sheetId": 1, "title": "Kế hoạch 2024-01"})
    copied.cells[20, 0] = {"userEnteredValue": {"stringValue": "việc chỉ có trong bản sao"}}
    ours.cells[20, 0] = {"userEnteredValue": {"stringValue": "việc thật"}}
    made.tabs.insert(0, copied)
    entries = [one for one in made.metadata if one["location"].get("sheetId") == ours.id]
    made.metadata += [
        {**one, "metadataId": 10**6 + n, "location": {**one["location"], "sheetId": 1}} for n, one in enumerate(entries)
    ]
    made.number()
    book = book_of(read_spreadsheet(client, name, period_filters("2024-01")), "2024-01")
    assert book is not None
    (plan,) = (grid for grid in book.grids if grid.name == "Kế hoạch" and grid.gid == ours.id)
    assert plan[21, 1].value == "việc thật"
    assert [(grid.tab, grid.name) for grid in book.grids if grid.gid == 1] == [("Kế hoạch 2024-01", "Kế hoạch 2024-01")]
    assert [(note.code, note.place, note.detail) for note in book.notes] == [
        ("tab-copied", Place("Kế hoạch 2024-01"), "KH phòng em")
    ]


def test_another_periods_tabs_are_no_form_of_this_one(client: Client, book: Spreadsheet) -> None:
    assert book_of(asked(client, "2024-03"), "2024-03") is None


def test_an_empty_spreadsheet_holds_no_form(google: Google, client: Client) -> None:
    google.create(ID, "QLCN 2024")
    assert book_of(asked(client), JANUARY) is None


def test_the_digest_is_that_of_the_bytes_that_are_kept_and_they_give_the_same_book(
    client: Client, book: Spreadsheet
) -> None:
    kept = kept_of(asked(client), JANUARY)
    found = read(client)
    assert found.digest == hashlib.sha256(kept.form).hexdigest()
    assert read_kept(kept.form) == found
    assert unpack(pack(found)) == found


def test_what_changes_nothing_of_the_form_is_no_new_version(google: Google, client: Client, book: Spreadsheet) -> None:
    before = read(client).digest
    book.properties["title"] = "Biểu của phòng"
    book.tabs.reverse()
    book.number()
    book.tab("Kết quả 2024-01").cells[300, 3] = {"userEnteredFormat": {"backgroundColor": {"red": 1}}}
    google.typed(book, tab_title("Ý kiến rà soát", JANUARY), "G9", "Đúng, giữ nguyên")
    google.typed(book, "Kế hoạch 2024-02", "A30", "việc của kỳ khác")
    assert read(client).digest == before
    google.typed(book, "Kế hoạch 2024-01", "A30", "thêm một việc")
    assert read(client).digest != before


def test_what_staff_answered_is_kept_beside_the_form(google: Google, client: Client, book: Spreadsheet) -> None:
    google.typed(book, tab_title("Ý kiến rà soát", JANUARY), "G9", "Đúng, giữ nguyên")
    kept = kept_of(asked(client), JANUARY)
    remarks = remarks_of(kept.remarks)
    assert remarks is not None
    assert (remarks.known_as, remarks[9, 7].value) == ("Ý kiến rà soát", "Đúng, giữ nguyên")
    assert find_tab(read_kept(kept.form), "Ý kiến rà soát") is None
    assert remarks_of(b"") is None


def one(google: Google, client: Client, locale: str, text: str, **held: Any) -> Cell:
    """Return the cell that typing a text gives; `held` is what else stands in it."""
    sheet = google.create(ID, "QLCN 2024", locale)
    sheet.tabs[0].properties["title"] = f"{TAB} {JANUARY}"
    google.typed(sheet, sheet.tabs[0].properties["title"], "B2", text)
    sheet.tabs[0].put((1, 1), **held)
    return read(client).grids[0][2, 2]


def test_a_sheet_of_our_own_locale_asks_nothing_and_another_does(google: Google, client: Client) -> None:
    one(google, client, "vi_VN", "1.007")
    assert read(client).notes == ()
    one(google, client, "en_US", "1.007")
    assert [note.code for note in read(client).notes] == ["sheet-locale"]


@pytest.mark.parametrize(
    ("locale", "comma", "day_first"),
    [
        *(("vi_VN", True, True), ("vi", True, True), ("de_DE", True, True), ("de_CH", False, True)),
        *(("en_US", False, False), ("en_GB", False, True), ("es_MX", False, True), ("ja_JP", False, False)),
        ("", False, False),
    ],
)
def test_how_locales_write(locale: str, comma: bool, day_first: bool) -> None:
    assert (habits_of(locale).comma, habits_of(locale).day_first) == (comma, day_first)


def test_a_number_in_an_american_sheet_is_shown_as_we_write_it(google: Google, client: Client) -> None:
    cell = one(google, client, "en_US", "1,007")
    assert (cell.value, cell.shown) == (Decimal(1007), "1.007")  # Google shows 1,007, which we would print as 1,007


def test_times_truth_values_and_errors(google: Google, client: Client) -> None:
    time = {"userEnteredFormat": {"numberFormat": {"type": "TIME", "pattern": "h:mm"}}}
    assert one(google, client, "vi_VN", "0,75", **time).value == dt.time(18)
    moment = {"userEnteredFormat": {"numberFormat": {"type": "DATE_TIME", "pattern": "dd/mm/yyyy h:mm"}}}
    assert one(google, client, "vi_VN", "45309,75", **moment).value == dt.datetime(2024, 1, 18, 18)
    assert one(google, client, "vi_VN", "TRUE").value is True
    wrong = one(google, client, "vi_VN", "=A1/0", result={"errorValue": {"type": "REF", "message": "x"}})
    assert (wrong.value, wrong.shown, set(wrong.marks)) == (None, "#REF!", {Mark.ERROR, Mark.FORMULA})
    loading = {"errorValue": {"type": "LOADING", "message": "Loading..."}}
    assert Mark.UNCALCULATED in one(google, client, "vi_VN", "=A1", result=loading).marks


def test_a_formula_one_that_takes_from_another_spreadsheet_and_what_they_fill(google: Google, client: Client) -> None:
    cell = one(google, client, "vi_VN", "=SUM(A1:A9)", result={"numberValue": 12})
    assert (cell.value, set(cell.marks)) == (Decimal(12), {Mark.FORMULA})
    formula = '=IMPORTRANGE("1AbC";"Kết quả!A1:B9")'
    cell = one(google, client, "vi_VN", formula, result={"numberValue": 12})
    assert cell.marks == {Mark.FORMULA, Mark.EXTERNAL}
    google.spreadsheets[ID].tabs[0].cells[2, 1] = {"result": {"numberValue": 7}}
    spilled = read(client).grids[0][3, 2]
    assert (spilled.value, set(spilled.marks)) == (Decimal(7), {Mark.FORMULA, Mark.EXTERNAL})
    assert one(google, client, "vi_VN", '=IMAGE("https://x.vn/a.png")', result={}).marks == {Mark.FORMULA, Mark.PICTURE}


def test_what_is_struck_out_wholly_or_in_part(google: Google, client: Client) -> None:
    struck = {"textFormat": {"strikethrough": True}}
    assert one(google, client, "vi_VN", "đã bỏ", userEnteredFormat=struck).marks == {Mark.STRUCK}
    runs = [{"format": {}}, {"startIndex": 11, "format": {"strikethrough": True}}, {"startIndex": 17, "format": {}}]
    cell = one(google, client, "vi_VN", "giữ lại 😀 bỏ đi giữ tiếp", textFormatRuns=runs)
    assert (cell.value, set(cell.marks)) == ("giữ lại 😀 giữ tiếp", {Mark.PARTLY_STRUCK})
    within = [{"startIndex": 7, "format": {"strikethrough": False}}]
    cell = one(google, client, "vi_VN", "bỏ đi, giữ", userEnteredFormat=struck, textFormatRuns=within)
    assert cell.value == "giữ"


def test_a_legacy_font_is_named_where_the_text_looks_like_one(google: Google, client: Client) -> None:
    font = {"textFormat": {"fontFamily": ".VnTime"}}
    assert one(google, client, "vi_VN", "§¹i häc", userEnteredFormat=font).fonts == (".VnTime",)


def test_hidden_and_filtered_rows_hidden_columns_and_merges(google: Google, client: Client) -> None:
    one(google, client, "vi_VN", "một")
    tab = google.spreadsheets[ID].tabs[0]
    for at in ((4, 0), (5, 0), (6, 0), (6, 4)):
        tab.cells[at] = {"userEnteredValue": {"stringValue": "chữ"}}
    tab.rows = {4: {"hiddenByUser": True}, 5: {"hiddenByFilter": True}}
    tab.columns = {4: {"hiddenByUser": True}}
    tab.merges = [_range(tab, 1, 3, 1, 3)]
    grid = read(client).grids[0]
    hidden = {at for at, cell in grid.cells.items() if Mark.HIDDEN in cell.marks}
    assert hidden == {(5, 1), (6, 1), (7, 5)}
    assert (grid[3, 3].value, set(grid[3, 3].marks)) == ("một", {Mark.COVERED})
    assert grid.merges == ((2, 2, 3, 3),)


def _range(tab: Tab, top: int, bottom: int, left: int, right: int) -> dict[str, int]:
    return {
        "sheetId": tab.id,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def test_a_cell_of_fifty_thousand_characters_is_read_whole(google: Google, client: Client) -> None:
    assert one(google, client, "vi_VN", "ô" * 50_000).value == "ô" * 50_000


def test_more_cells_than_a_form_can_have_are_refused(
    google: Google, client: Client, book: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "CELLS", 100)
    with pytest.raises(BookError) as refused:
        book_of(asked(client), JANUARY)
    assert refused.value.code == "too-big"


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"sheets": None},
        {"sheets": [None, 3, {"properties": 5, "data": [{"rowData": [None, {"values": [None, 7]}]}]}]},
        {
            "sheets": [
                {"properties": {"title": "Kết quả 2024-01"}, "data": [{"rowData": [{"values": [{"note": "x"}]}]}]}
            ]
        },
    ],
)
def test_an_answer_that_is_not_as_described_stops_nothing(answer: Answer) -> None:
    kept = kept_of(answer, JANUARY)
    assert kept.form == b"" or b"Trang" not in kept.form


def test_the_metadata_of_one_tab_alone_are_asked_for() -> None:
    [only] = period_filters(JANUARY)
    assert only["developerMetadataLookup"] == {
        "locationType": "SHEET",
        "metadataKey": PERIOD_KEY,
        "metadataValue": JANUARY,
    }


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
NAMES = st.sampled_from([
    "spreadsheetId", "properties", "sheets", "title", "locale", "developerMetadata", "metadataKey", "metadataValue",
    "data", "rowData", "values", "startRow", "startColumn", "rowMetadata", "hiddenByUser", "merges", "sheetId",
    "startRowIndex", "endRowIndex", "effectiveValue", "numberValue", "stringValue", "errorValue", "boolValue",
    "formattedValue", "userEnteredValue", "formulaValue", "effectiveFormat", "numberFormat", "type", "pattern",
    "textFormat", "strikethrough", "textFormatRuns", "startIndex", "format", "note", "hidden",
])  # fmt: skip
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
CELL = st.dictionaries(NAMES, ANYTHING, max_size=5)
TAB_OF_CELLS = st.fixed_dictionaries(
    {"properties": st.just({"title": "Kết quả 2024-01", "sheetId": 4})},
    optional={
        "data": st.lists(
            st.fixed_dictionaries({"rowData": st.lists(st.fixed_dictionaries({"values": st.lists(CELL)}))})
        ),
        "merges": ANYTHING,
        "developerMetadata": ANYTHING,
    },
)


@given(st.dictionaries(NAMES, ANYTHING, max_size=4) | st.fixed_dictionaries({"sheets": st.lists(TAB_OF_CELLS)}))
def test_whatever_google_answers_is_kept_and_read(answer: Answer) -> None:
    kept = kept_of(answer, JANUARY)
    if kept.form:
        assert read_kept(kept.form).digest == hashlib.sha256(kept.form).hexdigest()
        assert kept_of(answer, JANUARY) == kept
    remarks_of(kept.remarks)
