"""The form in a division's own spreadsheet: what staff get, and what a second run leaves alone."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sheets.form import current_form
from sheets.google.errors import GoogleError
from sheets.google.guarding import GUARD, LOCK, Protect, hide_requests, lock_requests
from sheets.google.held import HELD_FIELDS, Held, held
from sheets.google.rules import rule
from sheets.google.tabs import period_filters
from sheets.google.template import form_requests
from sheets.google.transport import Client, batch_update, read_spreadsheet
from sheets.identity import Identity
from sheets.prefill import Prefill
from tests.google.forms import SPREADSHEET, with_form
from tests.google_fake.copying import copied, twin
from tests.google_fake.faults import Fault, How
from tests.google_fake.formulas import holds, value_of
from tests.google_fake.masks import only, parse
from tests.google_fake.reading import told as told_of
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet, Tab
from tests.sheets.test_template import ANNEX, FRESH, PREFILL

Obj = dict[str, Any]
ID = SPREADSHEET
TABS = (
    "Hướng dẫn", "Thông tin chung", "Kết quả", "Chỉ tiêu", "Kế hoạch kỳ trước", "Kế hoạch", ANNEX.tab,
    "Ý kiến rà soát", "_danh_muc",
)  # fmt: skip


def look_at(client: Client) -> Held:
    return held(read_spreadsheet(client, ID, fields=HELD_FIELDS))


def make(client: Client, prefill: Prefill = PREFILL, protect: Protect = "warn") -> int:
    """Make the form as the product does; return how many requests were written."""

    def wanted() -> list[Obj]:
        return [dict(request) for request in form_requests(current_form(), prefill, look_at(client), protect)]

    requests = wanted()
    if requests:
        batch_update(client, ID, requests, wanted)
    return len(requests)


@pytest.fixture
def book(google: Google) -> Spreadsheet:
    return google.create(ID, "Biểu 2024", "vi_VN")


@pytest.fixture(scope="module")
def filled() -> Spreadsheet:
    """The form as it stands after a first run: made once, each test gets a copy of its own."""
    return with_form(PREFILL)


@pytest.fixture
def made(google: Google, book: Spreadsheet, filled: Spreadsheet) -> Spreadsheet:
    google.spreadsheets[ID] = replace(twin(filled), shares=book.shares)
    return google.spreadsheets[ID]


def tab(book: Spreadsheet, title: str, period: str = "2024-01") -> Tab:
    return book.tab(f"{title} {period}")


def at(a1: str) -> tuple[int, int]:
    return int(a1[1:]) - 1, ord(a1[0]) - 65


def text(where: Tab, a1: str) -> str:
    return str(where.cells.get(at(a1), {}).get("userEnteredValue", {}).get("stringValue", ""))


def cell(where: Tab, a1: str) -> Obj:
    found: Obj = where.cells[at(a1)]
    return found


def told(where: Spreadsheet, each: Tab) -> dict[str, str]:
    entries = [one for one in where.metadata if one["location"].get("sheetId") == each.id]
    assert {one["visibility"] for one in entries} == {"DOCUMENT"}
    return {one["metadataKey"]: one["metadataValue"] for one in entries}


# What stands there


def test_every_tab_of_the_form_bears_the_period_and_stands_before_what_was_there(made: Spreadsheet) -> None:
    assert [each.properties["title"] for each in made.tabs] == [*(f"{title} 2024-01" for title in TABS), "Trang tính1"]
    assert [each.properties["title"] for each in made.tabs if each.properties.get("hidden")] == ["_danh_muc 2024-01"]


def test_it_is_made_in_one_read_and_one_write(google: Google, book: Spreadsheet, client: Client) -> None:
    make(client)
    assert (google.calls["sheets_read"], google.calls["sheets_write"], google.calls["drive"]) == (1, 1, 0)


def test_identity_and_tab_stand_in_metadata_and_the_periods_lookup_finds_its_tabs_alone(
    made: Spreadsheet, client: Client
) -> None:
    make(client, replace(PREFILL, identity=Identity("SKHCN", "QLCN", "2024-02", 1)))
    answer = read_spreadsheet(client, ID, period_filters("2024-01"), "sheets(properties/title)")
    titles = [one["properties"]["title"] for one in answer["sheets"]]  # type: ignore[index, union-attr, call-overload]
    assert titles == [f"{title} 2024-01" for title in TABS]
    assert told(made, tab(made, "Kết quả")) == {
        "BaoCaoKy": "2024-01", "BaoCaoTo": "Kết quả", "BaoCaoMaBieu": "SKHCN-QLCN-2024-01-v1",
    }  # fmt: skip


def test_a_tab_begins_with_title_purpose_identity_hidden_keys_and_headings(made: Spreadsheet) -> None:
    results = tab(made, "Kết quả")
    assert text(results, "A1") == "Kết quả"
    assert text(results, "A3").startswith("Mã biểu: SKHCN-QLCN-2024-01-v1 ")
    assert [text(results, f"{letter}4") for letter in "ABCDE"] == ["section", "style", "text", "notes", "internal"]
    assert text(results, "C5") == "Nội dung *"
    assert "[1], [2]" in cell(results, "C5")["note"]
    assert results.rows[3] == {"hiddenByUser": True}
    assert results.properties["gridProperties"]["frozenRowCount"] == 5


def test_what_a_fresh_form_is_born_with_is_typed(made: Spreadsheet) -> None:
    figures = tab(made, "Chỉ tiêu")
    assert cell(figures, "D6")["userEnteredValue"] == {"numberValue": 2000}
    assert cell(figures, "E8")["userEnteredValue"] == {"numberValue": 1250.5}
    assert cell(tab(made, "Kế hoạch kỳ trước"), "C6")["userEnteredValue"] == {"stringValue": "25/01/2024"}
    assert cell(tab(made, ANNEX.tab), "A6")["userEnteredValue"] == {"stringValue": "03"}
    day = cell(tab(made, "Thông tin chung"), "B10")
    assert day["userEnteredValue"] == {"numberValue": 45309}
    assert day["userEnteredFormat"]["numberFormat"] == {"type": "DATE", "pattern": "dd/mm/yyyy"}


def test_a_text_that_looks_like_a_formula_stays_a_text(google: Google, book: Spreadsheet, client: Client) -> None:
    make(client, replace(PREFILL, activities=({"text": '=HYPERLINK("http://a.b")'}, {"text": "- Tham gia"})))
    results = tab(google.spreadsheets[ID], "Kết quả")
    assert cell(results, "C6")["userEnteredValue"] == {"stringValue": '=HYPERLINK("http://a.b")'}
    assert cell(results, "C7")["userEnteredValue"] == {"stringValue": "- Tham gia"}
    assert cell(results, "C9")["userEnteredFormat"]["numberFormat"] == {"type": "TEXT"}
    google.typed(google.spreadsheets[ID], "Kết quả 2024-01", "C9", "=1+1")
    assert cell(results, "C9")["userEnteredValue"] == {"stringValue": "=1+1"}


@pytest.mark.parametrize("locale", ["vi_VN", "en_US", "de_DE"])
def test_the_cumulative_figure_is_right_in_any_locale(
    google: Google, client: Client, locale: str, book: Spreadsheet
) -> None:
    fractions = replace(PREFILL.indicators[2], cumulative=Decimal("2400.75"))
    make(client, replace(PREFILL, indicators=(*PREFILL.indicators, fractions)))
    made = google.spreadsheets[ID]
    made.properties["locale"] = locale  # whatever staff make of it
    figures = tab(made, "Chỉ tiêu")
    found = [value_of(made, figures, at(f"G{row}")) for row in range(6, 12)]
    assert found == [
        {"numberValue": 1154}, {"numberValue": 872}, {"numberValue": 1250.5}, {"stringValue": ""}, {"stringValue": ""},
        {"numberValue": 3651.25},
    ]  # fmt: skip
    figures.put(at("E6"), userEnteredValue={"numberValue": 150})
    assert value_of(made, figures, at("G6")) == {"numberValue": 1157}


@pytest.mark.parametrize("locale", ["vi_VN", "en_US", "de_DE"])
def test_the_spreadsheet_is_set_to_viet_nam(google: Google, client: Client, locale: str) -> None:
    google.create(ID, "Biểu", locale)
    make(client)
    properties = google.spreadsheets[ID].properties
    assert (properties["locale"], properties["timeZone"]) == ("vi_VN", "Asia/Ho_Chi_Minh")


def test_the_locale_by_which_staff_have_typed_is_left_for_the_question_that_it_raises(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    made.properties |= {"locale": "en_US", "timeZone": "America/New_York"}
    make(client)
    properties = google.spreadsheets[ID].properties
    assert (properties["locale"], properties["timeZone"]) == ("en_US", "Asia/Ho_Chi_Minh")
    assert make(client) == 0


# What staff may type


def test_sections_with_commas_are_offered_from_the_hidden_lists_and_other_choices_from_the_rule(
    made: Spreadsheet,
) -> None:
    results = tab(made, "Kết quả")
    section, style = cell(results, "A6")["dataValidation"], cell(results, "B6")["dataValidation"]
    assert section["condition"] == {
        "type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "='_danh_muc 2024-01'!$A$2:$A$4"}],
    }  # fmt: skip
    lists = tab(made, "_danh_muc")
    assert [text(lists, f"A{row}") for row in range(1, 5)] == ["DM_sections", *PREFILL.sections]
    assert section["inputMessage"].startswith("Chọn một mục trong danh sách")
    assert (section["strict"], section["showCustomUi"]) == (False, True)
    assert [one["userEnteredValue"] for one in style["condition"]["values"]] == ["Gạch đầu dòng", "Đoạn văn"]


def test_the_answers_have_a_comma_and_so_stand_in_the_lists(made: Spreadsheet) -> None:
    told = cell(tab(made, "Ý kiến rà soát"), "G6")["dataValidation"]
    assert told["condition"]["type"] == "ONE_OF_RANGE"


def test_counts_take_whole_numbers_and_money_takes_fractions(made: Spreadsheet) -> None:
    figures = tab(made, "Chỉ tiêu")
    count, money = cell(figures, "E6")["dataValidation"], cell(figures, "E8")["dataValidation"]
    assert "E6=ROUND(E6;0)" in count["condition"]["values"][0]["userEnteredValue"]
    assert money["condition"]["type"] == "NUMBER_BETWEEN"
    assert count["strict"]
    assert "không gõ dấu chấm phân nhóm" in count["inputMessage"]
    assert cell(figures, "E8")["userEnteredFormat"]["numberFormat"] == {"type": "NUMBER", "pattern": "#,##0.0"}


def test_a_fraction_of_what_is_measured_is_marked_and_not_refused() -> None:
    column = current_form().tab("figures").column("month")
    assert rule(column, 5, 4, whole=True)["strict"] is True
    assert rule(column, 5, 4, whole=True, measured=True)["strict"] is False


def test_where_to_fill_is_told_by_colour_and_by_word(made: Spreadsheet) -> None:
    results = tab(made, "Kết quả")
    yellow = cell(results, "C7")["userEnteredFormat"]["backgroundColorStyle"]
    words = {
        held["userEnteredValue"]["stringValue"]: held["userEnteredFormat"]["backgroundColorStyle"]
        for (row, _), held in results.cells.items()
        if row == 0 and "backgroundColorStyle" in held["userEnteredFormat"]
    }
    assert [(word, shade) for word, shade in words.items() if "đơn vị điền" in word] == [
        ("✎ Nền vàng: đơn vị điền\n* Bắt buộc", yellow)
    ]
    assert cell(results, "C5")["userEnteredFormat"]["numberFormat"] == {"type": "TEXT", "pattern": '@" ✎"'}


def test_the_guide_leads_to_the_tabs_and_speaks_of_google(made: Spreadsheet) -> None:
    guide = tab(made, "Hướng dẫn")
    links = {
        held["userEnteredValue"]["stringValue"]: held["userEnteredFormat"]["textFormat"]["link"]["uri"]
        for held in guide.cells.values()
        if "link" in held["userEnteredFormat"].get("textFormat", {})
    }
    assert links["Kết quả"] == f"#gid={tab(made, 'Kết quả').id}"
    assert set(links) == set(TABS) - {"Hướng dẫn", "_danh_muc"}
    words = " ".join(str(held.get("userEnteredValue", {}).get("stringValue", "")) for held in guide.cells.values())
    assert "không cần gửi tệp" in words
    assert "Paste Special" not in words


# What is protected


@pytest.mark.parametrize(("protect", "warns"), [("warn", True), ("strict", False)])
def test_what_is_not_staffs_is_protected_as_config_says(
    google: Google, book: Spreadsheet, client: Client, protect: Protect, warns: bool
) -> None:
    make(client, protect=protect)
    made = google.spreadsheets[ID]
    guarded = {each.properties["title"]: each.protected for each in made.tabs if each.protected}
    assert set(guarded) == {f"{title} 2024-01" for title in TABS}
    assert {one.get("warningOnly", False) for ranges in guarded.values() for one in ranges} == {warns}
    remarks = guarded["Ý kiến rà soát 2024-01"][0]
    assert set(remarks["range"]) == {"sheetId"}
    assert [one["startColumnIndex"] for one in remarks["unprotectedRanges"]] == [6, 7]
    assert all("endRowIndex" not in one for one in remarks["unprotectedRanges"])


@pytest.mark.parametrize("protect", ["warn", "strict"])
@pytest.mark.parametrize("title", ["Kết quả", "Kế hoạch", "Kế hoạch kỳ trước", ANNEX.tab])
def test_of_a_tab_that_staff_fill_and_sort_the_head_alone_is_protected(
    google: Google, book: Spreadsheet, client: Client, protect: Protect, title: str
) -> None:
    make(client, protect=protect)
    theirs = tab(google.spreadsheets[ID], title)
    [one] = theirs.protected
    assert one["range"] == {"sheetId": theirs.id, "startRowIndex": 0, "endRowIndex": 5, "startColumnIndex": 0}
    assert "unprotectedRanges" not in one
    assert text(theirs, "A5")  # the last row that is protected is the one of headings


def test_the_head_of_a_form_that_was_made_without_gets_its_protection(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    tab(made, "Kết quả").protected.clear()
    assert make(client) == 1
    assert make(client) == 0


def test_protection_for_real_reaches_tabs_in_which_staff_inserted_a_column_and_a_row(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    for title, dimension in (("Chỉ tiêu", "COLUMNS"), ("Kết quả", "ROWS")):
        where: Obj = {"sheetId": tab(made, title).id, "dimension": dimension, "startIndex": 1, "endIndex": 2}
        batch_update(client, ID, [{"insertDimension": {"range": where}}], lambda: [])
    moved = {title: tab(google.spreadsheets[ID], title).protected[0] for title in ("Chỉ tiêu", "Kết quả")}
    make(client, protect="strict")
    now = google.spreadsheets[ID]
    assert not any(one.get("warningOnly") for each in now.tabs for one in each.protected)
    for title, before in moved.items():
        [one] = tab(now, title).protected
        assert one["range"] == before["range"]
        assert one.get("unprotectedRanges") == before.get("unprotectedRanges")
    assert make(client, protect="strict") == 0


def test_another_setting_replaces_the_protection_and_nothing_else(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    make(client, protect="strict")
    now = google.spreadsheets[ID]
    assert [len(each.protected) for each in now.tabs] == [len(each.protected) for each in made.tabs]
    assert not any(one.get("warningOnly") for each in now.tabs for one in each.protected)
    assert make(client, protect="strict") == 0


# A second run


def test_a_second_run_writes_nothing(google: Google, made: Spreadsheet, client: Client) -> None:
    before = google.spreadsheets[ID]
    assert make(client) == 0
    assert google.spreadsheets[ID] is before
    assert google.calls["sheets_write"] == 0


def test_what_staff_typed_stays_when_a_lost_tab_is_made_anew(google: Google, made: Spreadsheet, client: Client) -> None:
    google.typed(made, "Kết quả 2024-01", "C8", "Tổ chức 02 lớp tập huấn.")
    gone = tab(made, "Kế hoạch")
    made.tabs.remove(gone)
    made.metadata = [one for one in made.metadata if one["location"].get("sheetId") != gone.id]
    made.number()
    assert make(client) > 0
    now = google.spreadsheets[ID]
    assert [each.properties["title"] for each in now.tabs][:9] == [f"{title} 2024-01" for title in TABS]
    assert text(tab(now, "Kết quả"), "C8") == "Tổ chức 02 lớp tập huấn."
    assert make(client) == 0


def test_a_tab_that_staff_renamed_moved_and_hid_is_found_by_its_metadata(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    results = tab(made, "Kết quả")
    made.tabs.append(made.tabs.pop(made.tabs.index(results)))
    results.properties |= {"title": "Kết quả của phòng em", "hidden": True}
    made.number()
    assert make(client) == 0
    assert len(google.spreadsheets[ID].tabs) == 10


def test_of_a_tab_and_its_copy_the_one_we_made_is_ours(google: Google, made: Spreadsheet, client: Client) -> None:
    """Whether a copy takes the metadata along on Google itself is not known; here it does."""
    results = tab(made, "Kết quả")
    copy = replace(results, properties={**results.properties, "sheetId": 77, "title": "Bản sao của Kết quả"})
    made.tabs.insert(0, replace(copy, protected=[], conditional=[]))
    entries = [one for one in made.metadata if one["location"].get("sheetId") == results.id]
    made.metadata += [
        {**one, "metadataId": 5 + n, "location": {**one["location"], "sheetId": 77}} for n, one in enumerate(entries)
    ]
    made.number()
    results.conditional.clear()
    make(client)
    now = google.spreadsheets[ID]
    assert tab(now, "Kết quả").conditional
    assert not now.tab("Bản sao của Kết quả").conditional


@pytest.mark.parametrize("lost", [(8,), (8, 9, 10, 11), (2, 6), (11,)])
def test_columns_of_remarks_that_staff_deleted_come_back_and_remarks_can_be_written_again(
    google: Google, made: Spreadsheet, client: Client, lost: tuple[int, ...]
) -> None:
    """They are hidden, and gone with a few clicks; without the keys nothing is written or heard."""
    before = tab(made, "Ý kiến rà soát")
    keys = [text(before, f"{letter}4") for letter in "ABCDEFGHIJKL"]
    gone: list[Obj] = [
        {
            "deleteDimension": {
                "range": {"sheetId": before.id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
            }
        }
        for at in reversed(lost)
    ]
    batch_update(client, ID, gone, list)
    assert make(client) > 0
    now = tab(google.spreadsheets[ID], "Ý kiến rà soát")
    assert [text(now, f"{letter}4") for letter in "ABCDEFGHIJKL"] == keys
    assert [text(now, f"{letter}5") for letter in "ABCDEFGHIJKL"] == [text(before, f"{c}5") for c in "ABCDEFGHIJKL"]
    assert {at for at, one in now.columns.items() if one.get("hiddenByUser")} == {8, 9, 10, 11}
    names = {one["name"]: one["range"]["startColumnIndex"] for one in google.spreadsheets[ID].names}
    assert names == {one["name"]: one["range"]["startColumnIndex"] for one in made.names}
    make(client)
    assert make(client) == 0


@pytest.mark.parametrize("seed", range(6))
def test_whatever_got_lost_one_run_puts_it_back_and_the_next_writes_nothing(filled: Spreadsheet, seed: int) -> None:
    chance = random.Random(seed)
    book = twin(filled)
    for each in list(book.tabs)[:-1]:
        fate = chance.choice(("stays", "stays", "deleted", "renamed", "hidden", "bare", "untold"))
        if fate == "deleted":
            book.tabs.remove(each)
            book.metadata = [one for one in book.metadata if one["location"].get("sheetId") != each.id]
            book.names = [one for one in book.names if one["range"]["sheetId"] != each.id]
        elif fate == "renamed":
            each.properties["title"] = f"Tờ {each.id}"
        elif fate == "hidden":
            each.properties["hidden"] = True
        elif fate == "bare":
            each.protected.clear()
            each.conditional.clear()
        elif fate == "untold":
            book.metadata = [one for one in book.metadata if one["location"].get("sheetId") != each.id]
    chance.shuffle(book.tabs)
    book.number()
    kept = {each.id: copied(each.cells) for each in book.tabs}
    once = with_form(PREFILL, into=book)
    assert {each.id: each.cells for each in once.tabs if each.id in kept} == kept
    assert len(once.tabs) == len(filled.tabs)
    assert len(once.metadata) == len(filled.metadata)
    assert {one["name"] for one in once.names} == {one["name"] for one in filled.names}
    again = held(only(told_of(once, None, grid=True, sizes=False), parse(HELD_FIELDS)))
    assert form_requests(current_form(), PREFILL, again) == []


def test_without_metadata_it_is_found_by_its_title_and_gets_them_back(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    made.metadata.clear()
    tab(made, "Kết quả").properties["title"] = "kết quả  2024-01"
    assert make(client) == 3 * 9
    now = google.spreadsheets[ID]
    assert len(now.tabs) == 10
    assert len(now.metadata) == 27
    assert make(client) == 0


def test_without_metadata_and_title_it_is_found_by_what_stands_in_it(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    """A tab that was copied over the lost one: Google may leave the metadata behind, and gives another title."""
    plan = tab(made, "Kế hoạch")
    made.metadata = [one for one in made.metadata if one["location"].get("sheetId") != plan.id]
    plan.properties["title"] = "Bản sao của KH"
    assert make(client) == 3
    assert told(google.spreadsheets[ID], google.spreadsheets[ID].tab("Bản sao của KH"))["BaoCaoTo"] == "Kế hoạch"


def test_the_tabs_of_another_period_are_never_taken_for_it(google: Google, made: Spreadsheet, client: Client) -> None:
    made.metadata.clear()
    for each in made.tabs:
        each.properties["title"] = each.properties["title"].replace(" 2024-01", " cũ")
    make(client, replace(PREFILL, identity=Identity("SKHCN", "QLCN", "2024-02", 1)))
    assert len(google.spreadsheets[ID].tabs) == 19


def test_a_tab_that_staff_gave_the_title_of_ours_is_left_alone(
    google: Google, book: Spreadsheet, client: Client
) -> None:
    make(client, FRESH)
    lists = tab(google.spreadsheets[ID], "_danh_muc")
    assert text(lists, "A1") == "DM_sections"
    assert make(client, FRESH) == 0


def test_a_spreadsheet_that_holds_another_divisions_form_is_not_written(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    with pytest.raises(GoogleError) as refused:
        make(client, replace(PREFILL, identity=Identity("SKHCN", "QLKH", "2024-01", 1)))
    assert (refused.value.code, refused.value.facts["other"]) == ("google-other-form", "QLCN")
    assert google.calls["sheets_write"] == 0


def test_protection_marks_and_names_that_got_lost_are_put_back(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    tab(made, "Chỉ tiêu").protected.clear()
    formats = len(tab(made, "Kết quả").conditional)
    tab(made, "Kết quả").conditional.clear()
    made.names.pop()
    make(client)
    now = google.spreadsheets[ID]
    assert tab(now, "Chỉ tiêu").protected[0]["description"] == GUARD
    assert len(tab(now, "Kết quả").conditional) == formats
    assert len(now.names) == 3
    assert make(client) == 0


# Faults


@pytest.mark.parametrize("how", ["drop", "half", "html", "status"])
def test_an_answer_that_was_lost_leaves_nothing_twice(
    google: Google, book: Spreadsheet, client: Client, how: How
) -> None:
    google.faults.add(Fault(how, "sheets_write", effect=True))
    make(client)
    now = google.spreadsheets[ID]
    assert [each.properties["title"] for each in now.tabs] == [*(f"{title} 2024-01" for title in TABS), "Trang tính1"]
    assert (len(now.metadata), len(now.names), sum(len(each.protected) for each in now.tabs)) == (27, 3, 9)
    assert make(client) == 0


# What Ý kiến rà soát marks


def remark(made: Spreadsheet, row: int, column: str, name: Obj, value: Obj | None) -> None:
    remarks = tab(made, "Ý kiến rà soát")
    for letter, entered in (("J", {"stringValue": column}), ("K", name), ("L", value)):
        if entered:
            remarks.put(at(f"{letter}{row}"), userEnteredValue=entered)


def marked(made: Spreadsheet, title: str, a1: str) -> bool:
    where = tab(made, title)
    looking = [rule for rule in where.conditional if "INDIRECT" in str(rule)]
    assert looking
    return any(holds(made, where, at(a1), rule) for rule in looking)


def test_a_named_cell_is_coloured_until_it_holds_something_else_wherever_its_row_went(made: Spreadsheet) -> None:
    remark(made, 6, "figures.month", {"stringValue": "PTD-KD"}, {"numberValue": 147})
    remark(made, 7, "activities.section", {"stringValue": "- Tham gia ý kiến {YK-DA} dự án."}, None)
    assert marked(made, "Chỉ tiêu", "E6")
    assert not marked(made, "Chỉ tiêu", "E7")
    assert not marked(made, "Chỉ tiêu", "D6")
    assert marked(made, "Kết quả", "A7")
    results, figures = tab(made, "Kết quả"), tab(made, "Chỉ tiêu")
    results.cells[at("A30")] = results.cells.pop(at("A7"))
    results.cells[at("C30")] = results.cells.pop(at("C7"))
    assert marked(made, "Kết quả", "A30")
    assert not marked(made, "Kết quả", "A8")
    figures.put(at("E6"), userEnteredValue={"numberValue": 174})
    assert not marked(made, "Chỉ tiêu", "E6")
    results.put(at("A30"), userEnteredValue={"numberValue": 0})  # equal to a blank for Google, but no blank
    assert not marked(made, "Kết quả", "A30")


def test_texts_of_any_length_and_with_wildcards_are_compared_whole(made: Spreadsheet) -> None:
    long = "Kiểm tra * ? ~ " * 60
    tab(made, "Kết quả").put(at("C9"), userEnteredValue={"stringValue": long})
    remark(made, 6, "activities.text", {"stringValue": long}, {"stringValue": long})
    assert marked(made, "Kết quả", "C9")
    tab(made, "Kết quả").put(at("C9"), userEnteredValue={"stringValue": long + "."})
    assert not marked(made, "Kết quả", "C9")


def test_the_marks_follow_when_the_tab_of_remarks_is_renamed(made: Spreadsheet) -> None:
    remark(made, 6, "info.status", {"stringValue": "Trạng thái *"}, None)
    tab(made, "Ý kiến rà soát").properties["title"] = "Góp ý"
    assert marked(made, "Thông tin chung", "B11")


# Older periods


def test_a_locked_periods_tabs_are_protected_wholly_and_freed_when_it_is_opened(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    def run(locked: set[str]) -> int:
        requests = lock_requests(look_at(client), locked, "strict")
        if requests:
            batch_update(client, ID, requests, list)
        return len(requests)

    assert run({"2024-01"}) == 9
    now = google.spreadsheets[ID]
    locks = [one for each in now.tabs for one in each.protected if one["description"] == LOCK]
    assert len(locks) == 9
    assert run({"2024-01"}) == 0
    assert run(set()) == 9
    assert [each.protected for each in google.spreadsheets[ID].tabs] == [each.protected for each in made.tabs]


def test_older_periods_are_hidden_as_long_as_something_can_be_seen(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    make(client, replace(PREFILL, identity=Identity("SKHCN", "QLCN", "2024-02", 1)))
    batch_update(client, ID, hide_requests(look_at(client), {"2024-01"}), list)
    shown = [each.properties["title"] for each in google.spreadsheets[ID].tabs if not each.properties.get("hidden")]
    assert shown == [*(f"{title} 2024-02" for title in TABS[:-1]), "Trang tính1"]
    assert hide_requests(look_at(client), {"2024-01"}) == []
    only = replace(look_at(client), tabs=tuple(each for each in look_at(client).tabs if each.period))
    assert hide_requests(only, {"2024-01", "2024-02"}) == []
