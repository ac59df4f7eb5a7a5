"""The Google of our own where recordings cannot see it: where it errs, tests that lean on it prove nothing."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.google.answers import Answer
from sheets.google.errors import GoogleError
from sheets.google.transport import FIELDS, Client, batch_update, read_spreadsheet
from tests.google_fake.colours import settle
from tests.google_fake.discovery import masked
from tests.google_fake.locales import shown, typed
from tests.google_fake.masks import only, parse
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"
TOP = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}


def nothing() -> list[Answer]:
    raise AssertionError("nothing was lost")


@pytest.fixture
def book(google: Google) -> Spreadsheet:
    return google.create(ID, "QLCN 2024")


def write(client: Client, *requests: Answer) -> Any:
    return batch_update(client, ID, requests, nothing)


def cells(client: Client, fields: str = FIELDS, tab: int = 0) -> Any:
    """Return the rows of a tab as a reading gives them."""
    answer: Any = read_spreadsheet(client, ID, fields=fields)
    return answer["sheets"][tab]["data"][0].get("rowData", [])


def entered(*rows: list[object], sheet: int = 0) -> Answer:
    def cell(value: object) -> Answer:
        if value is None:
            return {}
        kind = "boolValue" if isinstance(value, bool) else "stringValue" if isinstance(value, str) else "numberValue"
        return {"userEnteredValue": {kind: value}}  # type: ignore[dict-item]  # whatever the test writes

    return {
        "updateCells": {
            "start": {"sheetId": sheet, "rowIndex": 0, "columnIndex": 0},
            "rows": [{"values": [cell(value) for value in row]} for row in rows],
            "fields": "userEnteredValue",
        }
    }


def test_a_batch_is_all_or_nothing(google: Google, client: Client, book: Spreadsheet) -> None:
    with pytest.raises(GoogleError, match=r"requests\[1\]"):
        write(client, entered(["một"]), {"addSheet": {"properties": {"title": "Trang tính1"}}})
    assert google.spreadsheets[ID].tabs[0].cells == {}


GREY: Answer = {"userEnteredFormat": {"backgroundColor": {"red": 0.5}}}
ON_CELLS: list[Answer] = [
    entered(["hai"]),
    {"repeatCell": {"range": TOP, "cell": {"note": "x"}, "fields": "note"}},
    {"repeatCell": {"range": TOP, "cell": GREY, "fields": "userEnteredFormat.backgroundColor"}},
    {"setDataValidation": {"range": TOP, "rule": {"condition": {"type": "BLANK"}}}},
    {"mergeCells": {"range": TOP, "mergeType": "MERGE_ALL"}},
    {"sortRange": {"range": TOP, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]}},
    {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}},
    {"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}},
]


@pytest.mark.parametrize("request_", ON_CELLS, ids=lambda request_: next(iter(request_)))
def test_a_refused_batch_leaves_every_cell_as_it_was(
    google: Google, client: Client, book: Spreadsheet, request_: Answer
) -> None:
    bold: Answer = {"userEnteredFormat": {"textFormat": {"bold": True}, "backgroundColor": {"blue": 1}}}
    everywhere: Answer = {"repeatCell": {"range": TOP, "cell": bold, "fields": "userEnteredFormat"}}
    write(client, everywhere, entered(["một", None], ["ba", 4]))
    before = copy.deepcopy(google.spreadsheets[ID].tabs[0].cells)
    with pytest.raises(GoogleError, match=r"requests\[1\]"):
        write(client, request_, {"addSheet": {"properties": {"title": "Trang tính1"}}})
    assert google.spreadsheets[ID].tabs[0].cells == before
    write(client, request_)
    assert google.spreadsheets[ID].tabs[0].cells != before


def test_typing_into_one_of_many_cells_alike_changes_that_one(
    google: Google, client: Client, book: Spreadsheet
) -> None:
    write(client, {"repeatCell": {"range": TOP, "cell": GREY, "fields": "userEnteredFormat"}})
    google.typed(google.spreadsheets[ID], "Trang tính1", "B2", "hai")
    found = cells(client, "sheets/data/rowData/values(userEnteredValue,userEnteredFormat/backgroundColor)")
    assert [[("userEnteredValue" in cell) for cell in row["values"]] for row in found] == [[False] * 2, [False, True]]
    assert all(cell["userEnteredFormat"]["backgroundColor"] for row in found for cell in row["values"])


def test_a_merge_keeps_the_first_value_and_drops_those_that_it_covers(client: Client, book: Spreadsheet) -> None:
    write(client, entered([1, 2], [3, 4]), {"mergeCells": {"range": TOP, "mergeType": "MERGE_ALL"}})
    rows = cells(client, "sheets/data/rowData/values/effectiveValue")
    assert [cell for row in rows for cell in row.get("values", []) if cell] == [{"effectiveValue": {"numberValue": 1}}]
    write(client, entered([5, 6]))
    assert cells(client, "sheets/data/rowData/values/formattedValue")[0]["values"][:1] == [{"formattedValue": "5"}]
    assert len(cells(client, "sheets/data/rowData/values/formattedValue")[0]["values"]) == 1


def test_validation_protection_formats_and_metadata_come_back_as_they_were_sent(
    client: Client, book: Spreadsheet
) -> None:
    condition: Answer = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Đã gửi"}]}
    rule: Answer = {"condition": condition, "inputMessage": "Chọn trạng thái", "strict": True, "showCustomUi": True}
    white: Answer = {"rgbColor": {"red": 1, "green": 1, "blue": 1}}
    boolean: Answer = {
        "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=A1=1"}]},
        "format": {"backgroundColorStyle": white},
    }
    write(
        client,
        {"setDataValidation": {"range": TOP, "rule": rule}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 5, "range": TOP, "description": "x"}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [TOP], "booleanRule": boolean}, "index": 0}},
        {
            "createDeveloperMetadata": {
                "developerMetadata": {
                    "metadataId": 7,
                    "metadataKey": "baocao",
                    "metadataValue": "2024-01",
                    "location": {"sheetId": 0},
                    "visibility": "DOCUMENT",
                }
            }
        },
    )
    found: Any = read_spreadsheet(
        client,
        ID,
        fields="sheets(protectedRanges,conditionalFormats,developerMetadata,data/rowData/values/dataValidation)",
    )
    [sheet] = found["sheets"]
    assert sheet["data"][0]["rowData"][1]["values"][1]["dataValidation"] == rule
    assert sheet["protectedRanges"][0]["protectedRangeId"] == 5
    assert sheet["conditionalFormats"][0]["booleanRule"]["condition"] == boolean["condition"]
    assert sheet["developerMetadata"][0]["location"] == {"locationType": "SHEET", "sheetId": 0}
    write(client, {"setDataValidation": {"range": TOP}})
    assert cells(client, "sheets/data/rowData/values/dataValidation") == []


def test_a_hidden_column_stays_hidden_and_moves_with_its_neighbours(client: Client, book: Spreadsheet) -> None:
    second: Answer = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    first: Answer = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    hide: Answer = {"range": second, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    write(
        client, {"updateDimensionProperties": hide}, {"insertDimension": {"range": first, "inheritFromBefore": False}}
    )
    found: Any = read_spreadsheet(client, ID, fields="sheets/data/columnMetadata/hiddenByUser")
    assert [bool(one) for one in found["sheets"][0]["data"][0]["columnMetadata"][:4]] == [False, False, True, False]


@pytest.mark.parametrize(
    ("text", "locale", "value", "stands"),
    [
        ("1.007", "vi_VN", 1007, "1.007"),
        ("1.007", "de_DE", 1007, "1.007"),
        ("1.007", "en_US", 1.007, "1.007"),
        ("1,5", "vi_VN", 1.5, "1,5"),
        ("1,5", "en_US", 15, "15"),
        ("1.234.567", "vi_VN", 1234567, "1.234.567"),
        ("12,5%", "vi_VN", 0.125, "12,50%"),
        ("5/3/2026", "vi_VN", 46086, "5/3/2026"),
        ("5/3/2026", "en_US", 46145, "5/3/2026"),
        ("147", "vi_VN", 147, "147"),
    ],
)
def test_the_same_characters_are_another_number_in_another_locale(
    text: str, locale: str, value: float, stands: str
) -> None:
    cell = typed(text, locale)
    assert cell["userEnteredValue"] == {"numberValue": value}
    assert shown(cell["userEnteredValue"], cell.get("userEnteredFormat", {}).get("numberFormat", {}), locale) == stands


@pytest.mark.parametrize("text", ["- Tham gia", "Sở KH&CN", "12 hồ sơ", "1.007 đồng", "32/13/2026"])
def test_words_stay_words(text: str) -> None:
    assert typed(text, "vi_VN") == {"userEnteredValue": {"stringValue": text}}


def test_a_text_that_begins_with_an_equals_sign_stays_text(client: Client, book: Spreadsheet) -> None:
    write(client, entered(["=1+1"]))
    [[cell]] = [row["values"] for row in cells(client)]
    assert cell["effectiveValue"] == {"stringValue": "=1+1"}
    assert cell["userEnteredValue"] == {"stringValue": "=1+1"}  # no formula


def test_fractions_are_read_as_they_were_written(client: Client, book: Spreadsheet) -> None:
    write(client, entered([0.1, 1.007]))
    [row] = cells(client)
    assert [one["effectiveValue"]["numberValue"] for one in row["values"]] == [Decimal("0.1"), Decimal("1.007")]


@pytest.mark.parametrize(("locale", "value"), [("vi_VN", Decimal(1007)), ("en_US", Decimal("1.007"))])
def test_what_staff_type_is_read_as_their_locale_has_it(
    google: Google, client: Client, locale: str, value: Decimal
) -> None:
    sheet = google.create(ID, "QLCN 2024", locale)
    assert google.typed(sheet, "Trang tính1", "B2", "1.007")
    answer: Any = read_spreadsheet(client, ID)
    assert answer["properties"]["locale"] == locale
    [_, row] = answer["sheets"][0]["data"][0]["rowData"]
    assert (row["values"][1]["effectiveValue"], row["values"][1]["formattedValue"]) == ({"numberValue": value}, "1.007")


def test_a_cell_formatted_as_text_keeps_what_is_typed_and_a_strict_rule_stops_it(
    google: Google, client: Client, book: Spreadsheet
) -> None:
    text: Answer = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    condition: Answer = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Đã gửi"}]}
    write(
        client,
        {"repeatCell": {"range": TOP, "cell": text, "fields": "userEnteredFormat.numberFormat"}},
        {"setDataValidation": {"range": {**TOP, "endRowIndex": 1}, "rule": {"condition": condition, "strict": True}}},
    )
    after = google.spreadsheets[ID]
    assert not google.typed(after, "Trang tính1", "A1", "gửi rồi")
    assert google.typed(after, "Trang tính1", "A1", "Đã gửi")
    assert google.typed(after, "Trang tính1", "A2", "007")
    rows = cells(client, "sheets/data/rowData/values/effectiveValue")
    assert [row["values"][0]["effectiveValue"] for row in rows] == [{"stringValue": "Đã gửi"}, {"stringValue": "007"}]


def test_a_filter_that_finds_nothing_gives_all_tabs(client: Client, book: Spreadsheet) -> None:
    metadata: Answer = {
        "metadataId": 7,
        "metadataKey": "baocao",
        "metadataValue": "2024-01",
        "location": {"sheetId": 3},
        "visibility": "DOCUMENT",
    }
    write(
        client,
        {"addSheet": {"properties": {"sheetId": 3, "title": "Kết quả"}}},
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
    )

    def tabs(value: str) -> list[int]:
        lookup: Answer = {"developerMetadataLookup": {"metadataKey": "baocao", "metadataValue": value}}
        answer: Any = read_spreadsheet(client, ID, [lookup], fields="sheets/properties/sheetId")
        return [one["properties"]["sheetId"] for one in answer["sheets"]]

    assert tabs("2024-01") == [3]
    assert tabs("2024-02") == [0, 3]


def test_rows_move_with_all_that_speaks_of_them(google: Google, client: Client, book: Spreadsheet) -> None:
    row: Answer = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    metadata: Answer = {
        "metadataId": 9,
        "metadataKey": "dòng",
        "location": {"dimensionRange": row},
        "visibility": "DOCUMENT",
    }
    second: Answer = {**TOP, "startRowIndex": 1}
    write(
        client,
        entered(["a"], ["b"]),
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 5, "range": second}}},
        {"insertDimension": {"range": {**row, "endIndex": 4}, "inheritFromBefore": True}},
    )
    after = google.spreadsheets[ID]
    assert sorted(after.tabs[0].cells) == [(0, 0), (4, 0)]
    assert after.metadata[0]["location"]["dimensionRange"]["startIndex"] == 4
    assert after.tabs[0].protected[0]["range"]["startRowIndex"] == 4
    write(client, {"deleteDimension": {"range": {**row, "startIndex": 4, "endIndex": 5}}})
    assert google.spreadsheets[ID].metadata == []
    assert google.spreadsheets[ID].tabs[0].protected == []


def test_staff_sort_and_the_cells_go_along(google: Google, client: Client, book: Spreadsheet) -> None:
    spec: Answer = {"dimensionIndex": 0, "sortOrder": "ASCENDING"}
    write(client, entered([3, "c"], [1, "a"], [None, "-"], [2, "b"]))
    write(client, {"sortRange": {"range": {**TOP, "endRowIndex": 4}, "sortSpecs": [spec]}})
    rows = cells(client, "sheets/data/rowData/values/formattedValue")
    assert [row["values"][1]["formattedValue"] for row in rows] == ["a", "b", "c", "-"]


@pytest.mark.parametrize(
    "request_",
    [
        {
            "addProtectedRange": {
                "protectedRange": {"range": TOP, "warningOnly": True, "editors": {"users": ["a@b.vn"]}}
            }
        },
        {"updateCells": {"range": TOP, "rows": [], "fields": ""}},
        {"updateSheetProperties": {"properties": {"sheetId": 0, "hidden": True}, "fields": "hidden"}},
        {"deleteSheet": {"sheetId": 0}},
        {"addSheet": {"properties": {"sheetId": 0, "title": "khác"}}},
        {"updateCells": {"range": TOP, "rows": [{"values": [{}, {}, {}]}], "fields": "note"}},
    ],
)
def test_what_google_refuses(client: Client, book: Spreadsheet, request_: Answer) -> None:
    with pytest.raises(GoogleError) as failed:
        write(client, request_)
    assert failed.value.code == "google-refused"


def test_metadata_whose_id_is_taken_fails_the_whole_batch(google: Google, client: Client, book: Spreadsheet) -> None:
    metadata: Answer = {
        "metadataId": 7,
        "metadataKey": "k",
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    write(client, {"createDeveloperMetadata": {"developerMetadata": metadata}})
    with pytest.raises(GoogleError):
        write(client, entered(["x"]), {"createDeveloperMetadata": {"developerMetadata": metadata}})
    assert google.spreadsheets[ID].tabs[0].cells == {}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"requests": [{"addSheet": {"title": "x"}}]}, "no title"),
        ({"requests": [{"updateCells": {"fields": 5}}]}, "is no google-fieldmask"),
        ({"requests": [{"mergeCells": {"mergeType": "ALL"}}]}, "is no string"),
    ],
)
def test_a_request_that_google_does_not_describe_is_refused_and_fails_the_test(
    google: Google, client: Client, book: Spreadsheet, body: Answer, wrong: str
) -> None:
    with pytest.raises(GoogleError, match=wrong):
        batch_update(client, ID, body["requests"], nothing)  # type: ignore[arg-type]  # wrong on purpose
    assert wrong in google.violations.pop()


def test_what_the_product_asks_for_is_in_googles_description() -> None:
    assert masked("sheets.v4", "Spreadsheet", FIELDS) == []
    assert masked("sheets.v4", "Spreadsheet", "sheets(properties/sheetid)") != []


NAMES = st.sampled_from(["a", "b", "c"])
TREES: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.just({}), lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=3), max_leaves=8
)


def mask_of(tree: dict[str, Any]) -> str:
    return ",".join(f"{name}({mask_of(inner)})" if inner else name for name, inner in tree.items())


@given(TREES.filter(bool))
def test_a_mask_and_its_tree_are_one(tree: dict[str, Any]) -> None:
    assert parse(mask_of(tree)) == tree


@given(TREES, TREES.filter(bool))
def test_a_mask_laid_twice_is_a_mask_laid_once(value: dict[str, Any], tree: dict[str, Any]) -> None:
    once = only(value, tree)
    assert only(once, tree) == once
    assert set(once) <= set(value) & set(tree)


@pytest.mark.parametrize("mask", ["", "a,", "a(b", "a)", "a..b", "a b", "(a)"])
def test_what_is_no_mask(mask: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(mask)


def test_a_colour_that_google_keeps_stays_itself_however_often_it_is_written() -> None:
    for part in range(256):
        held: dict[str, Any] = {"textColor": {"red": part / 255}}
        settle(held)
        once = copy.deepcopy(held)
        settle(held)
        assert held == once
