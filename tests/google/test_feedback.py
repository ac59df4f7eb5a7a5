"""Ý kiến rà soát in a division's own spreadsheet: what it shows, what stays, and how little is written."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sheets.form import current_form
from sheets.google.answers import Json, Request
from sheets.google.feedback import feedback_requests
from sheets.google.kept import kept_of
from sheets.google.looking import obj
from sheets.google.reader import read_kept
from sheets.google.remarktab import RemarkTab, remark_tab
from sheets.google.tabs import period_filters
from sheets.google.transport import Client, batch_update, read_spreadsheet
from sheets.grid import Place
from sheets.remark import Remark, RemarkSheet, Spot
from tests.google.forms import SPREADSHEET, with_form
from tests.google_fake.copying import twin
from tests.google_fake.faults import Fault, How
from tests.google_fake.formulas import holds
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet, Tab
from tests.sheets.test_template import PREFILL

Obj = dict[str, Any]
PERIOD, TITLE = "2024-01", "Ý kiến rà soát 2024-01"
SOLVED = "✓ Đã xử lý"


@pytest.fixture(scope="module")
def filled() -> Spreadsheet:
    return with_form(PREFILL)


@pytest.fixture
def made(google: Google, filled: Spreadsheet) -> Spreadsheet:
    book = google.create(SPREADSHEET, "Biểu 2024")
    google.spreadsheets[SPREADSHEET] = replace(twin(filled), shares=book.shares)
    return google.spreadsheets[SPREADSHEET]


def remark(number: int, at: str = "E6", tab: str = "Chỉ tiêu 2024-01", **more: Any) -> Remark:
    told: Obj = {
        "key": f"k{number}",
        "state": "open",
        "label": "! Cần xem lại",
        "place": Place.at(tab, at),
        "where": f"{tab}, {at}",
        "message": f"Số {number} tăng gấp đôi so với tháng trước.",
        "action": "Xem lại số này.",
        "seen": "147",
        "suggestion": "74",
        "answerable": True,
        "spot": Spot("figures.month", "PTD-KD", Decimal(147)),
    }
    return Remark(**(told | more))


def sheet(*remarks: Remark, at: str = "08:30") -> RemarkSheet:
    reading = f"Đọc biểu lúc {at} ngày 18/01/2024."
    return RemarkSheet(PREFILL.identity, reading, remarks, "Biểu đã được đọc; không có điểm nào.", SOLVED)


def stands(client: Client) -> RemarkTab:
    kept = kept_of(read_spreadsheet(client, SPREADSHEET, period_filters(PERIOD)), PERIOD)
    found = remark_tab(kept.remarks, read_kept(kept.form), current_form())
    assert found is not None
    return found


def tell(client: Client, told: RemarkSheet) -> int:
    """Write remarks as a round does: what was read in it is what is written upon; return how many requests it took."""
    requests = feedback_requests(told, stands(client))
    if requests:
        batch_update(client, SPREADSHEET, requests, lambda: feedback_requests(told, stands(client)))
    return len(requests)


def tab(google: Google) -> Tab:
    return google.spreadsheets[SPREADSHEET].tab(TITLE)


def held(google: Google, a1: str) -> Obj:
    row, column = int(a1[1:]) - 1, ord(a1[0]) - 65
    return tab(google).cells.get((row, column), {})


def shown(google: Google, a1: str) -> object:
    value = held(google, a1).get("userEnteredValue", {})
    return next(iter(value.values()), "")


def line(google: Google, row: int) -> list[object]:
    return [shown(google, f"{letter}{row}") for letter in "ABCDEFGHIJKL"]


def test_a_remark_stands_there_with_all_that_staff_need(google: Google, made: Spreadsheet, client: Client) -> None:
    tell(client, sheet(remark(1)))
    assert line(google, 6) == [
        "! Cần xem lại", "Chỉ tiêu 2024-01, E6", "Số 1 tăng gấp đôi so với tháng trước.", "Xem lại số này.",
        "147", "74", "", "", "k1", "figures.month", "PTD-KD", 147,
    ]  # fmt: skip
    assert shown(google, "A2") == "Đọc biểu lúc 08:30 ngày 18/01/2024."
    assert line(google, 7) == [""] * 12


def test_the_place_is_a_link_that_jumps_to_the_cell_by_the_id_of_its_tab(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    tell(client, sheet(remark(1), remark(2, place=Place("Kế hoạch 2024-01")), remark(3, place=None)))
    links = [held(google, f"B{row}")["userEnteredFormat"]["textFormat"].get("link") for row in (6, 7, 8)]
    assert links[0] == {"uri": f"#gid={made.tab('Chỉ tiêu 2024-01').id}&range=E6"}
    assert links[1] == {"uri": f"#gid={made.tab('Kế hoạch 2024-01').id}"}
    assert links[2] is None


def test_a_round_without_news_writes_nothing_whenever_it_read(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    assert tell(client, sheet(remark(1), remark(2))) > 0
    assert tell(client, sheet(remark(1), remark(2), at="13:30")) == 0
    assert shown(google, "A2") == "Đọc biểu lúc 08:30 ngày 18/01/2024."
    assert google.calls["sheets_write"] == 1


def test_a_first_reading_without_findings_says_so_once(google: Google, made: Spreadsheet, client: Client) -> None:
    tell(client, sheet())
    assert shown(google, "C6") == "Biểu đã được đọc; không có điểm nào."
    assert tell(client, sheet(at="13:30")) == 0


def test_rows_never_move_what_is_solved_says_so_and_what_is_new_comes_below(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    tell(client, sheet(remark(1), remark(2)))
    google.typed(made := google.spreadsheets[SPREADSHEET], TITLE, "G7", "Đúng, giữ nguyên")
    google.typed(made, TITLE, "H7", "Có đoàn kiểm tra của tỉnh.")
    tell(client, sheet(remark(3), remark(2), at="13:30"))
    assert [shown(google, f"I{row}") for row in (6, 7, 8)] == ["k1", "k2", "k3"]
    assert [shown(google, f"A{row}") for row in (6, 7, 8)] == [SOLVED, "! Cần xem lại", "! Cần xem lại"]
    assert (shown(google, "G7"), shown(google, "H7")) == ("Đúng, giữ nguyên", "Có đoàn kiểm tra của tỉnh.")
    assert shown(google, "A2") == "Đọc biểu lúc 13:30 ngày 18/01/2024."
    assert (shown(google, "J6"), shown(google, "L6")) == ("", "")
    assert "link" not in held(google, "B6")["userEnteredFormat"]["textFormat"]


def test_only_the_difference_is_sent(google: Google, made: Spreadsheet, client: Client) -> None:
    many = [remark(number) for number in range(1, 31)]
    assert tell(client, sheet(*many)) == 3  # the blank line that stood there, what is new, the time on top
    many[11] = replace(many[11], suggestion="80")
    requests = feedback_requests(sheet(*many), stands(client))
    first, top = (obj(request["updateCells"]) for request in requests)
    assert first["start"] == {"sheetId": tab(google).id, "rowIndex": 16, "columnIndex": 5}
    assert first["rows"] == [{"values": [{"userEnteredValue": {"stringValue": "80"}}]}]
    assert top["start"] == {"sheetId": tab(google).id, "rowIndex": 1, "columnIndex": 0}


SORT: Request = {"sortRange": {"range": {"startRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 12},
                               "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]}}  # fmt: skip
INSERT: Request = {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 5, "endIndex": 6}}}
DELETE: Request = {"deleteDimension": {"range": {"dimension": "ROWS", "startIndex": 5, "endIndex": 6}}}


@pytest.mark.parametrize("act", [SORT, INSERT, DELETE])
def test_what_staff_do_to_rows_between_our_reading_and_writing_puts_no_remark_beside_anothers_answer(
    google: Google, made: Spreadsheet, client: Client, act: Request
) -> None:
    tell(client, sheet(remark(1), remark(2), remark(3)))
    for row in (6, 7, 8):
        google.typed(google.spreadsheets[SPREADSHEET], TITLE, f"H{row}", f"Vì k{row - 5}.")
    after = sheet(remark(2, label="✓ Đã xác nhận", state="confirmed", spot=None), remark(3), remark(4), remark(5))
    requests = feedback_requests(after, stands(client))
    ((kind, body),) = act.items()
    span = {**obj(obj(body)["range"]), "sheetId": tab(google).id}
    batch_update(client, SPREADSHEET, [{kind: {**obj(body), "range": span}}], list)
    batch_update(client, SPREADSHEET, requests, list)
    for _ in range(2):
        rows = [line(google, row) for row in range(6, 14)]
        beside = {str(row[8]): (row[2], row[7]) for row in rows if row[8]}
        assert beside.keys() >= {"k2", "k3", "k4", "k5"}
        for key, (message, reason) in beside.items():
            assert message == f"Số {key[1:]} tăng gấp đôi so với tháng trước."
            assert reason == ("" if key in {"k4", "k5"} else f"Vì {key}.")
        tell(client, after)
    assert tell(client, after) == 0


def test_a_link_follows_a_row_that_was_moved_though_the_words_stay(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    tell(client, sheet(remark(1, where="PTD-KD, Trong tháng")))
    moved = remark(1, where="PTD-KD, Trong tháng", place=Place.at("Chỉ tiêu 2024-01", "E9"))
    assert tell(client, sheet(moved)) > 0
    assert held(google, "B6")["userEnteredFormat"]["textFormat"]["link"]["uri"].endswith("&range=E9")
    assert tell(client, sheet(moved)) == 0


def test_a_text_that_begins_like_a_formula_stays_a_text(google: Google, made: Spreadsheet, client: Client) -> None:
    tell(client, sheet(remark(1, message='=HYPERLINK("http://x.vn")', seen="=1+1", spot=Spot("a.text", "=A1", "+1"))))
    assert held(google, "C6")["userEnteredValue"] == {"stringValue": '=HYPERLINK("http://x.vn")'}
    assert held(google, "E6")["userEnteredValue"] == {"stringValue": "=1+1"}
    assert held(google, "L6")["userEnteredValue"] == {"stringValue": "+1"}


@pytest.mark.parametrize("value", [Decimal("0"), Decimal("0.1"), dt.date(2024, 1, 18), "03", None])
def test_what_a_cell_held_is_written_as_it_was_and_is_no_news_afterwards(
    google: Google, made: Spreadsheet, client: Client, value: str | Decimal | dt.date | None
) -> None:
    told = sheet(remark(1, spot=Spot("figures.month", "PTD-KD", value)))
    tell(client, told)
    assert tell(client, told) == 0
    number = 45309 if isinstance(value, dt.date) else float(value) if isinstance(value, Decimal) else value
    assert shown(google, "L6") == ("" if number is None else number)


def test_the_named_cell_is_coloured_until_it_is_mended(google: Google, made: Spreadsheet, client: Client) -> None:
    def coloured() -> bool:
        book = google.spreadsheets[SPREADSHEET]
        figures = book.tab("Chỉ tiêu 2024-01")
        return any(holds(book, figures, (5, 4), rule) for rule in figures.conditional if "INDIRECT" in str(rule))

    assert not coloured()
    tell(client, sheet(remark(1)))
    assert coloured()
    google.typed(google.spreadsheets[SPREADSHEET], "Chỉ tiêu 2024-01", "E6", "74")
    assert not coloured()
    google.typed(google.spreadsheets[SPREADSHEET], "Chỉ tiêu 2024-01", "E6", "147")
    tell(client, sheet(remark(1, state="confirmed", label="✓ Đã xác nhận", spot=None)))
    assert not coloured()


def test_the_answers_come_back_with_their_remarks(google: Google, made: Spreadsheet, client: Client) -> None:
    tell(client, sheet(remark(1), remark(2)))
    google.typed(google.spreadsheets[SPREADSHEET], TITLE, "G7", "Đúng, giữ nguyên")
    google.typed(google.spreadsheets[SPREADSHEET], TITLE, "H7", "= như quý trước")
    found = {answer.key: (answer.answer, answer.reason, answer.place.a1) for answer in stands(client).standing.answers}
    assert found == {"k1": ("", "", "G6"), "k2": ("Đúng, giữ nguyên", "= như quý trước", "G7")}


def test_staff_may_move_columns_and_insert_rows_above(google: Google, made: Spreadsheet, client: Client) -> None:
    tell(client, sheet(remark(1)))
    where: dict[str, Json] = {"sheetId": tab(google).id, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    column = where | {"dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    inserted: list[Request] = [{"insertDimension": {"range": one}} for one in (where, column)]
    batch_update(client, SPREADSHEET, inserted, list)
    assert tell(client, sheet(remark(1), remark(2))) > 0
    assert [shown(google, f"D{row}")[:4] for row in (8, 9)] == ["Số 1", "Số 2"]  # type: ignore[index]
    assert shown(google, "A4").startswith("Đọc biểu lúc")  # type: ignore[attr-defined]


def test_more_remarks_than_rows_get_rows_with_all_that_the_others_have(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    many = sheet(*(remark(number) for number in range(1, 251)))
    tell(client, many)
    assert shown(google, "I255") == "k250"
    assert held(google, "G255")["dataValidation"]["condition"]["type"] == "ONE_OF_RANGE"
    book = google.spreadsheets[SPREADSHEET]
    assert {one["range"]["endRowIndex"] for one in book.names} == {tab(google).size[0]}
    assert tell(client, many) == 0


def test_where_staff_filled_the_last_row_new_ones_come_behind_it(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    last = tab(google).size[0]
    google.typed(google.spreadsheets[SPREADSHEET], TITLE, f"H{last}", "ghi chú ở dòng cuối")
    many = sheet(*(remark(number) for number in range(1, last)))
    tell(client, many)
    assert "appendDimension" in google.log[-1].body.decode()
    assert shown(google, f"H{last}") == "ghi chú ở dòng cuối"
    assert [shown(google, f"I{last + number}") for number in range(1, last)] == [f"k{n}" for n in range(1, last)]
    assert tell(client, many) == 0


@pytest.mark.parametrize("how", ["drop", "half", "html", "status"])
def test_after_an_answer_that_was_lost_nothing_stands_twice(
    google: Google, made: Spreadsheet, client: Client, how: How
) -> None:
    many = sheet(*(remark(number) for number in range(1, 231)))
    google.faults.add(Fault(how, "sheets_write", effect=True))
    tell(client, many)
    assert [shown(google, f"I{row}") for row in range(6, 236)] == [f"k{number}" for number in range(1, 231)]
    assert shown(google, "I236") == ""
    assert tab(google).size[0] == 236 + 50
    assert tell(client, many) == 0


def test_whatever_comes_in_whatever_order_a_remark_keeps_its_row_and_its_answer(
    google: Google, made: Spreadsheet, client: Client
) -> None:
    chance = random.Random(8)
    rows: dict[str, int] = {}
    answers: dict[str, str] = {}
    for turn in range(12):
        open_ones = [remark(number) for number in chance.sample(range(1, 15), chance.randint(0, 8))]
        tell(client, sheet(*open_ones, at=f"{turn:02}:00"))
        found = {str(shown(google, f"I{row}")): row for row in range(6, 30) if shown(google, f"I{row}")}
        assert rows.items() <= found.items()
        assert all(shown(google, f"G{found[key]}") == answer for key, answer in answers.items())
        named = {one.key for one in open_ones}
        assert {key for key, row in found.items() if shown(google, f"A{row}") != SOLVED} == named
        rows = found
        if named:
            key = chance.choice(sorted(named))
            answers[key] = f"Đã sửa lần {turn}"
            google.typed(google.spreadsheets[SPREADSHEET], TITLE, f"G{found[key]}", answers[key])
