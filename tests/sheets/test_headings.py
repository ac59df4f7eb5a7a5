"""Tabs, columns and fields are found by key, heading or near miss, and a secret column is never printed."""

from __future__ import annotations

import random

import pytest

from sheets.form import Column, current_form
from sheets.grid import Book, Cell, Grid, Mark, Place
from sheets.headings import find_columns, find_fields, find_tab
from sheets.text import plain

FORM = current_form()
ACTIVITIES = FORM.tab("activities").columns
FIGURES = FORM.tab("figures").columns
INFO = FORM.tab("info").columns
NOTE, SECRET = "Ghi chú", "Ghi chú nội bộ (không in)"


def grid(*rows: list[str | None], tab: str = "Kết quả") -> Grid:
    cells = {
        (row, column): Cell(text, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    return Grid(tab, cells)


def template(columns: tuple[Column, ...], headings: list[str | None], *, keys: bool) -> Grid:
    above: list[list[str | None]] = [["KẾT QUẢ"], ["Mỗi việc một dòng."], ["Mã biểu: SKHCN-QLCN-2024-01-v1"]]
    key_row: list[str | None] = [column.key for column in columns] if keys else []
    return grid(*above, key_row, headings, ["Mục 1", None, "Đã làm"])


def headings_of(columns: tuple[Column, ...]) -> list[str | None]:
    return [column.heading for column in columns]


@pytest.mark.parametrize("keys", [True, False])
def test_the_template_as_it_was_made_is_found_without_a_word(keys: bool) -> None:
    found = find_columns(template(ACTIVITIES, headings_of(ACTIVITIES), keys=keys), ACTIVITIES)
    assert found.row == 5
    assert found.columns == {"section": 1, "style": 2, "text": 3, "notes": 4, "internal": 5}
    assert (found.missing, found.doubled, found.moved, found.near, found.unknown) == ((), (), (), {}, ())


def test_headings_pushed_down_swapped_and_decorated_are_found() -> None:
    sheet = grid(["A"], [], [], [], [], [], [], ["Nội\ndung *", "MỤC:", "chú thích", "trình bày (*)"])
    found = find_columns(sheet, ACTIVITIES)
    assert found.row == 8
    assert found.columns == {"text": 1, "section": 2, "notes": 3, "style": 4}
    assert found.missing == ("internal",)
    assert found.near == {}


def test_a_tab_without_headings_has_none() -> None:
    found = find_columns(grid(["Báo cáo"], ["không có tiêu đề"]), ACTIVITIES)
    assert found.row == 0
    assert found.columns == {}
    assert set(found.missing) == {column.key for column in ACTIVITIES}


def test_where_key_and_heading_disagree_the_heading_wins_and_is_reported() -> None:
    swapped = ["Mục", "Trình bày", "Chú thích", "Nội dung", SECRET]
    found = find_columns(template(ACTIVITIES, [*swapped], keys=True), ACTIVITIES)
    assert (found.columns["text"], found.columns["notes"]) == (4, 3)
    assert set(found.moved) == {"text", "notes"}


def test_a_renamed_heading_is_found_by_its_key_and_reported() -> None:
    renamed = ["Mục", "Trình bày", "Việc đã làm trong tháng", "Chú thích", SECRET]
    found = find_columns(template(ACTIVITIES, [*renamed], keys=True), ACTIVITIES)
    assert found.columns["text"] == 3
    assert found.near == {"text": "Việc đã làm trong tháng"}
    assert "text" in find_columns(template(ACTIVITIES, [*renamed], keys=False), ACTIVITIES).missing


def test_a_doubled_heading_is_reported_and_the_one_with_the_key_stands() -> None:
    sheet = grid(["section", "style", None, "text", "notes"], ["Mục", "Trình bày", "Nội dung", "Nội dung", "Chú thích"])
    found = find_columns(sheet, ACTIVITIES)
    assert found.doubled == ("text",)
    assert found.columns["text"] == 4
    assert found.unknown == ()


def test_of_two_equal_headings_without_keys_the_filled_one_stands() -> None:
    sheet = grid(["Mục", "Nội dung", "Nội dung"], ["A", None, "Đã làm"])
    assert find_columns(sheet, ACTIVITIES).columns["text"] == 3


def test_a_column_of_their_own_is_unknown() -> None:
    sheet = grid(["Mục", "Trình bày", "Nội dung", "Người theo dõi", "Chú thích", SECRET])
    found = find_columns(sheet, ACTIVITIES)
    assert found.unknown == ((4, "Người theo dõi"),)


def test_a_heading_merged_over_two_columns_is_one_heading() -> None:
    sheet = grid(["Mục", "Trình bày", "Nội dung"])
    cells = {**sheet.cells, (1, 4): Cell("Nội dung", "Nội dung", frozenset({Mark.COVERED}))}
    found = find_columns(Grid("Kết quả", cells), ACTIVITIES)
    assert found.columns["text"] == 3
    assert found.doubled == ()


# What is private and what is printed ------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [True, False])
@pytest.mark.parametrize(
    "heading", [NOTE, "Ghi chu", "GHI CHÚ", "Ghi chú n", "Ghi chú (nội bộ)", "Ghi chú cho phòng TH"]
)
def test_ghi_chu_is_never_taken_for_the_internal_notes_nor_for_chu_thich(heading: str, keys: bool) -> None:
    for at in (3, 4):
        headings = headings_of(ACTIVITIES)
        headings[at] = heading
        found = find_columns(template(ACTIVITIES, headings, keys=keys), ACTIVITIES)
        assert at + 1 not in found.columns.values()
        assert (at + 1, heading) in found.unknown
        assert ACTIVITIES[at].key in found.missing


@pytest.mark.parametrize("keys", [True, False])
@pytest.mark.parametrize(
    "heading",
    [SECRET, "Ghi chú nội bộ", "Ghi chu noi bo", "Ghi chú (không in)", "Ghi chú nội", "ghi chu no bo khong in"],
)
def test_internal_notes_are_never_taken_for_ghi_chu(heading: str, keys: bool) -> None:
    headings = headings_of(FIGURES)
    headings[-1] = heading
    found = find_columns(template(FIGURES, headings, keys=keys), FIGURES)
    assert "remark" in found.missing
    assert (len(FIGURES), heading) in found.unknown


def test_internal_notes_match_exactly_after_folding() -> None:
    headings = headings_of(ACTIVITIES)
    headings[4] = "GHI CHÚ NỘI BỘ  (không in):"
    assert find_columns(template(ACTIVITIES, headings, keys=False), ACTIVITIES).columns["internal"] == 5


# Five hundred damaged headings ------------------------------------------------------------------------------------


def damaged(text: str, rng: random.Random) -> str:
    """One heading as staff may have left it."""
    kind = rng.choice(["case", "tone", "accents", "typo", "words", "wrapped", "star"])
    if kind == "case":
        return rng.choice([text.upper(), text.lower(), text.title()])
    if kind == "tone":
        return text.replace("óa", "oá").replace("òa", "oà").replace("ủy", "uỷ").replace("ũy", "uỹ")
    if kind == "accents":
        return plain(text).capitalize()
    if kind == "words":
        return f"{text} {rng.choice(['(nếu có)', '(bắt buộc)', '(ghi rõ)', '(*)'])}"
    if kind == "wrapped":
        return text.replace(" ", rng.choice(["\n", "  ", " \n", "\u00a0"]))
    if kind == "star":
        return text + rng.choice(["*", " *", ":", " :", "."])
    if len(text) < 5:
        return text
    at = rng.randrange(1, len(text) - 1)
    swapped = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    return rng.choice([text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], swapped])


def test_five_hundred_damaged_headings_find_their_columns() -> None:
    rng = random.Random(20260131)
    tabs = [tab.columns for tab in FORM.tabs if tab.kind in {"rows", "indicators", "remarks"}]
    right = wrong = mixed = 0
    while right + wrong < 500:
        columns = rng.choice(tabs)
        at = rng.randrange(len(columns))
        headings = headings_of(columns)
        headings[at] = damaged(columns[at].heading, rng)
        found = find_columns(template(columns, headings, keys=rng.random() < 0.3), columns)
        got = {place: key for key, place in found.columns.items()}.get(at + 1)
        privacy = {column.key: column.private for column in columns}
        mixed += got is not None and privacy[got] != columns[at].private
        # A damaged heading of a private column may also be left alone, so long as it is reported.
        left_alone = columns[at].private and got is None and (at + 1, headings[at]) in found.unknown
        good = got == columns[at].key or left_alone
        right, wrong = right + good, wrong + (not good)
    assert mixed == 0
    assert right >= 495


# Tabs --------------------------------------------------------------------------------------------------------------


def book(*titles: str) -> Book:
    return Book("", "xlsx", tuple(grid(["x"], tab=title) for title in titles))


@pytest.mark.parametrize(
    "title",
    [
        "Kết quả",
        "KẾT QUẢ",
        "kết  quả ",
        "Ket qua",
        "Kết quả (2)",
        "1. Kết quả",
        "Bản sao của Kết quả",
        "Kêt quả",
        "Kết_quả",
    ],
)
def test_a_renamed_tab_is_found(title: str) -> None:
    found = find_tab(book("Hướng dẫn", "Kế hoạch", title), "Kết quả", others=["Hướng dẫn", "Kế hoạch"])
    assert found is not None
    assert found.tab == title


def test_a_tab_that_is_not_there_is_not_guessed() -> None:
    assert find_tab(book("Kế hoạch kỳ trước", "Sheet1"), "Kế hoạch", others=["Kế hoạch kỳ trước"]) is None
    assert find_tab(book("Kết quả (2)", "Kết quả (3)"), "Kết quả") is None


def test_the_exact_tab_is_preferred_to_its_copy() -> None:
    found = find_tab(book("Kết quả (2)", "Kết quả"), "Kết quả")
    assert found is not None
    assert found.tab == "Kết quả"


def test_an_alias_finds_a_tab() -> None:
    found = find_tab(book("Phụ lục 2"), "Nhiệm vụ KH&CN", aliases=["Phụ lục 2"])
    assert found is not None


# Fields ------------------------------------------------------------------------------------------------------------


def info(labels: list[str], *, keys: bool) -> Grid:
    rows: list[list[str | None]] = [["THÔNG TIN CHUNG"], ["Điền các ô."], ["Mã biểu: X"], [None]]
    for number, (label, column) in enumerate(zip(labels, INFO, strict=True)):
        rows.append([label, f"giá trị {number}", None, column.key if keys else None])
    return grid(*rows, tab="Thông tin chung")


@pytest.mark.parametrize("keys", [True, False])
def test_fields_are_found_beside_their_labels(keys: bool) -> None:
    found = find_fields(info([column.heading for column in INFO], keys=keys), INFO)
    assert found == {column.key: Place("Thông tin chung", 5 + at, 2) for at, column in enumerate(INFO)}


def test_damaged_labels_are_found_and_swapped_ones_followed() -> None:
    labels = [column.heading for column in INFO]
    labels[0], labels[1] = labels[1], labels[0]
    labels[2] = "nguoi lap bieu:"
    found = find_fields(info(labels, keys=True), INFO)
    assert found["division"].row == 6
    assert found["period"].row == 5
    assert found["prepared_by"].row == 7


def test_a_renamed_label_is_found_by_its_key_only() -> None:
    labels = [column.heading for column in INFO]
    labels[3] = "Máy bàn"
    assert find_fields(info(labels, keys=True), INFO)["phone"].row == 8
    assert "phone" not in find_fields(info(labels, keys=False), INFO)


def test_a_tab_without_fields_has_none() -> None:
    assert find_fields(grid(["Báo cáo", "tháng 1"]), INFO) == {}
