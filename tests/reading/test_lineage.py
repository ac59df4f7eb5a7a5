"""Which row goes on as which: what a division does to its sheet between two versions, and what is found again."""

from __future__ import annotations

import random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.reading.lineage import Line, inherit

NOTHING = "- Không phát sinh"
COURT = "Phối hợp với Tòa án nhân dân tỉnh giám định 02 nhãn hiệu theo Công văn số 15/TA ngày 08/01/2024"
SCALES = "Kiểm định 147 phương tiện đo, trong đó có 134 cân và 13 đồng hồ nước"
COUNCIL = "Tổ chức Hội đồng nghiệm thu nhiệm vụ “Nghiên cứu giống nho không hạt tại huyện Ninh Phước”"
ISO = "Hướng dẫn 05 cơ quan hành chính xây dựng hệ thống quản lý chất lượng theo TCVN ISO 9001:2015"
MARKET = "Thanh tra việc ghi nhãn hàng hóa tại chợ Phan Rang và chợ Tháp Chàm"


def lines(*rows: str | tuple[str | None, str]) -> list[Line]:
    """Rows of the version before, named a, b, c …; a bare text stands in section "s"."""
    placed = [row if isinstance(row, tuple) else ("s", row) for row in rows]
    return [Line("abcdefghij"[at], section, text) for at, (section, text) in enumerate(placed)]


def went(before: list[Line], *rows: str | tuple[str | None, str]) -> str:
    """What each row of the new version continues, as letters; "." is a new row."""
    after = [row if isinstance(row, tuple) else ("s", row) for row in rows]
    return "".join(name or "." for name in inherit(before, after))


def test_an_untouched_sheet_goes_on_row_by_row() -> None:
    assert went(lines(COURT, SCALES, NOTHING), COURT, SCALES, NOTHING) == "abc"


def test_rows_put_in_above_and_between_are_new() -> None:
    assert went(lines(COURT, SCALES), MARKET, COURT, ISO, SCALES) == ".a.b"


def test_a_sorted_sheet_is_followed() -> None:
    assert went(lines(COURT, SCALES, COUNCIL, ISO), ISO, COUNCIL, COURT, SCALES) == "dcab"


def test_a_row_that_was_taken_out_leaves_its_id_to_nobody() -> None:
    assert went(lines(COURT, SCALES, COUNCIL), COURT, COUNCIL) == "ac"
    assert went(lines(COURT, SCALES), COURT, MARKET) == "a."


def test_only_the_figures_were_changed() -> None:
    assert went(lines("Cấp 02 giấy phép", "Cấp 05 giấy phép"), "Cấp 03 giấy phép", "Cấp 07 giấy phép") == "ab"
    assert went(lines("Cấp 02 giấy phép", "Cấp 05 giấy phép"), "Cấp 05 giấy phép", "Cấp 07 giấy phép") == "ba"


def test_other_spaces_capitals_dashes_and_places_of_the_tone_are_the_same_text() -> None:
    assert went(lines("Kiểm tra hoá chất – đợt 1", COURT), "kiểm tra  hóa chất - đợt 1", COURT) == "ab"


def test_a_reworded_row_is_the_same_row() -> None:
    changed = "Kiểm định được 152 phương tiện đo các loại, trong đó có 134 cân, 18 đồng hồ nước lạnh"
    assert went(lines(COURT, SCALES, COUNCIL), COURT, changed, COUNCIL) == "abc"
    assert went(lines(COURT, SCALES, COUNCIL), MARKET, changed, COURT, COUNCIL) == ".bac"


def test_a_row_between_two_that_stayed_may_be_changed_more() -> None:
    before = lines(COURT, "Tiếp tục theo dõi tình hình thực hiện các nhiệm vụ cấp tỉnh", COUNCIL)
    assert went(before, COURT, "Theo dõi tiến độ thực hiện 22 nhiệm vụ cấp tỉnh đang triển khai", COUNCIL) == "abc"


def test_something_else_in_a_row_s_place_is_a_new_row() -> None:
    assert went(lines(COURT, SCALES, COUNCIL), COURT, MARKET, COUNCIL) == "a.c"


def test_a_row_that_was_moved_to_another_section_is_followed() -> None:
    before = lines(("x", COURT), ("x", SCALES), ("y", ISO))
    assert went(before, ("x", SCALES), ("y", ISO), ("y", COURT)) == "bca"
    assert went(before, ("x", SCALES), ("y", ISO), ("y", COURT.replace("02", "03"))) == "bca"
    assert went(before, ("x", SCALES), ("y", ISO), ("y", COURT + " của Tòa án")) == "bca"


def test_a_section_chosen_later_changes_nothing() -> None:
    assert went(lines((None, NOTHING), (None, COURT)), ("x", NOTHING), ("y", COURT)) == "ab"


def test_short_rows_belong_to_their_section() -> None:
    before = lines(("x", NOTHING), ("y", NOTHING), ("z", NOTHING))
    assert went(before, ("z", NOTHING), ("y", NOTHING), ("x", NOTHING)) == "cba"
    assert went(before[:1], ("y", NOTHING)) == "."


def test_equal_rows_keep_their_order() -> None:
    assert went(lines(NOTHING, COURT, NOTHING), COURT, NOTHING, NOTHING) == "bac"
    assert went(lines(NOTHING, NOTHING), NOTHING, NOTHING, NOTHING) in {"ab.", "a.b", ".ab"}


def test_neighbours_tell_which_of_equal_rows_was_taken_out() -> None:
    assert went(lines(COURT, NOTHING, SCALES, NOTHING, ISO), COURT, SCALES, NOTHING, ISO) == "acde"
    assert went(lines(COURT, NOTHING, SCALES, NOTHING, ISO), COURT, NOTHING, SCALES, ISO) == "abce"


def test_of_a_split_row_the_longer_piece_goes_on() -> None:
    whole = f"{SCALES}; {MARKET}; hướng dẫn các cơ sở thực hiện"
    assert went(lines(COURT, whole), COURT, SCALES, f"{MARKET}; hướng dẫn các cơ sở thực hiện") == "a.b"
    assert went(lines(COURT, f"{COUNCIL}. {SCALES}. {MARKET}"), COURT, MARKET, COUNCIL, SCALES) == "a.b."


def test_of_joined_rows_the_longest_goes_on() -> None:
    assert went(lines(MARKET, COUNCIL, ISO), f"{MARKET}. {COUNCIL}", ISO) == "bc"


def test_an_id_that_came_twice_is_given_once() -> None:
    twice = [Line("a", "s", COURT), Line("a", "s", SCALES)]
    assert inherit(twice, [("s", SCALES), ("s", COURT)]) == (None, "a")


def test_three_hundred_rows_of_a_whole_page_each_are_followed_in_a_breath() -> None:
    chance = random.Random(7)
    words = [f"từ{at}" for at in range(300)]
    before = [Line(str(at), "s", " ".join(chance.choices(words, k=600))) for at in range(300)]
    after = [("s", " ".join(chance.choices(words, k=600))) for _ in range(300)]
    began = process_time()
    inherit(before, after)
    assert process_time() - began < 5


_TEXTS = st.lists(st.sampled_from([*"abcdefgh", "12", "13", "-", "[1]"]), max_size=9).map(" ".join)
_ROWS = st.lists(st.tuples(st.sampled_from(["x", "y", None]), _TEXTS), max_size=8)


def _named(rows: list[tuple[str | None, str]]) -> list[Line]:
    return [Line(f"r{at}", section, text) for at, (section, text) in enumerate(rows)]


@given(_ROWS, _ROWS)
def test_every_row_has_one_answer_and_every_id_is_given_once(
    old: list[tuple[str | None, str]], new: list[tuple[str | None, str]]
) -> None:
    before = _named(old)
    found = inherit(before, new)
    given_out = [name for name in found if name is not None]
    assert len(found) == len(new)
    assert len(given_out) == len(set(given_out))
    assert set(given_out) <= {line.id for line in before}
    assert found == inherit(before, new)


@given(_ROWS)
def test_a_sheet_that_nobody_touched_keeps_all_its_ids(rows: list[tuple[str | None, str]]) -> None:
    before = _named(rows)
    assert inherit(before, rows) == tuple(line.id for line in before)


@given(st.permutations([COURT, SCALES, COUNCIL, ISO, MARKET]), st.lists(st.sampled_from(["x", "y"]), min_size=5))
def test_any_order_and_any_sections_are_followed(order: list[str], sections: list[str]) -> None:
    before = [Line(text, "x", text) for text in (COURT, SCALES, COUNCIL, ISO, MARKET)]
    assert inherit(before, list(zip(sections, order, strict=False))) == tuple(order)


@given(_ROWS, _ROWS, st.integers(0, 8))
def test_rows_put_in_anywhere_take_no_id_from_long_rows(
    rows: list[tuple[str | None, str]], more: list[tuple[str | None, str]], at: int
) -> None:
    kept: list[tuple[str | None, str]] = [("s", COURT), ("s", SCALES), ("s", COUNCIL)]
    before = [*_named(kept), *(Line(f"o{n}", section, text) for n, (section, text) in enumerate(rows))]
    after = [*more[:at], *kept, *more[at:]]
    start = len(more[:at])
    assert inherit(before, after)[start : start + 3] == ("r0", "r1", "r2")


@pytest.mark.parametrize("text", ["", " ", "-", "…"])
def test_a_row_without_words_is_nobody_s_child_elsewhere(text: str) -> None:
    assert went(lines(("x", text)), ("y", text)) == "."
