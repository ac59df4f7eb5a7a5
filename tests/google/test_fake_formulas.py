"""What the fake Google makes of formulas and named ranges."""

from __future__ import annotations

from typing import Any

import pytest

from tests.google_fake.batch import batch_update
from tests.google_fake.desk import Desk
from tests.google_fake.formulas import value_of
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import Spreadsheet, new_spreadsheet

DESK = Desk("a@b.iam.gserviceaccount.com", "c@d.vn", lambda: 1)


def sheet(locale: str, **cells: Any) -> Spreadsheet:
    book = new_spreadsheet("x", "Thử", locale)
    for a1, value in cells.items():
        kind = (
            "formulaValue" if str(value).startswith("=") else "stringValue" if isinstance(value, str) else "numberValue"
        )
        book.tabs[0].cells[int(a1[1:]) - 1, ord(a1[0]) - 65] = {"userEnteredValue": {kind: value}}
    return book


def gives(locale: str, formula: str, **cells: Any) -> Any:
    book = sheet(locale, Z9=formula, **cells)
    found = value_of(book, book.tabs[0], (8, 25))
    assert found is not None
    return next(iter(found.values()))


@pytest.mark.parametrize("locale", ["vi_VN", "en_US", "de_DE"])
def test_semicolons_part_arguments_in_every_locale(locale: str) -> None:
    assert gives(locale, '=IF(AND(A1>1;NOT(ISTEXT(A2)));SUM(25/10;A1:A2);"")', A1=2, A2=3) == 7.5


def test_a_comma_parts_arguments_only_where_it_is_no_decimal_sign() -> None:
    assert gives("en_US", "=SUM(1,5)") == 6
    assert gives("vi_VN", "=SUM(1,5)") == 1.5
    assert gives("vi_VN", "=SUM(A1,A2)", A1=1, A2=2)["type"] == "ERROR"
    assert gives("vi_VN", "=SUM(1.5)")["type"] == "ERROR"


def test_what_is_not_known_a_text_in_a_sum_of_two_and_a_circle_are_errors() -> None:
    assert gives("vi_VN", "=VLOOKUP(A1;A1;1)", A1=1)["type"] == "NAME"
    assert gives("vi_VN", "=A1+1", A1="năm")["type"] == "VALUE"
    assert gives("vi_VN", "=A1", A1="=B1", B1="=A1")["type"] == "REF"


def test_a_blank_equals_nothing_and_zero_and_a_text_never_a_number() -> None:
    assert gives("vi_VN", '=AND(A1="";A1=0;NOT(A2=147);ISBLANK(A1))', A2="147") is True


def test_ranges_are_compared_cell_by_cell_and_texts_without_their_case() -> None:
    assert gives("vi_VN", '=SUMPRODUCT((A1:A3="an")*(B1:B3=2))', A1="An", A2="Bình", A3="AN", B1=2, B2=2, B3=3) == 1


def test_a_named_range_moves_with_its_rows_and_keeps_its_name_for_itself() -> None:
    book = sheet("vi_VN", A6=5, Z9='=SUM(INDIRECT("so_lieu"))')
    where = {"sheetId": 0, "startRowIndex": 5, "endRowIndex": 7, "startColumnIndex": 0, "endColumnIndex": 1}
    name = {"addNamedRange": {"namedRange": {"name": "so_lieu", "range": where}}}
    rows = {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}}
    after, _ = batch_update(book, [name, {"insertDimension": rows}], DESK)
    assert after.names[0]["range"] == where | {"startRowIndex": 7, "endRowIndex": 9}
    assert value_of(after, after.tabs[0], (10, 25)) == {"numberValue": 5}
    with pytest.raises(RefusedError):
        batch_update(after, [name], DESK)


@pytest.mark.parametrize("name", ["", "1so", "có dấu", "A1", "R1C1"])
def test_names_that_google_refuses(name: str) -> None:
    with pytest.raises(RefusedError):
        batch_update(sheet("vi_VN"), [{"addNamedRange": {"namedRange": {"name": name, "range": {"sheetId": 0}}}}], DESK)
