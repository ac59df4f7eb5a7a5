"""The clerk edited a row and the division changed it too: what becomes one text, and what is asked."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.reading.threeway import Conflict, merge, tokens

BASE = "Kiểm định 147 phương tiện đo, trong đó có 134 cân."


def text_of(base: str, ours: str, theirs: str) -> str:
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    return merged.text


def test_a_corrected_figure_and_a_reworded_end_go_together() -> None:
    ours = "Kiểm định 147 phương tiện đo, trong đó có 134 cân và 13 đồng hồ nước."
    theirs = "Kiểm định 152 phương tiện đo, trong đó có 134 cân."
    assert text_of(BASE, ours, theirs) == "Kiểm định 152 phương tiện đo, trong đó có 134 cân và 13 đồng hồ nước."


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("Nhiệm vụ phát sinh", "Nhiệm vụ đột xuất", "Việc phát sinh"),
        ("kiểm định cân", "hiệu định cân", "kiểm chuẩn cân"),
        ("đã họp tại Sở", "chưa họp tại Sở", "đã họp ở Sở"),  # one word between
        ("Đã họp. Kết thúc", "Đã bàn. Kết thúc", "Đã họp. Bế mạc"),
        ("Đã họp", "Đã họp tại Sở", "Chưa họp"),
    ],
)
def test_changes_with_hardly_a_word_between_are_asked_and_no_words_are_made_that_nobody_wrote(
    base: str, ours: str, theirs: str
) -> None:
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert merged.text == ours
    assert merged.text[: conflict.start] + conflict.theirs + merged.text[conflict.end :] == theirs


def test_changes_with_two_words_between_go_together() -> None:
    assert text_of("đã họp bàn tại Sở", "chưa họp bàn tại Sở", "đã họp bàn ở Sở") == "chưa họp bàn ở Sở"


def test_of_one_sides_changes_close_to_each_other_none_is_asked_about() -> None:
    assert text_of("đã họp tại Sở hôm qua rồi", "chưa họp ở Sở hôm qua rồi", "đã họp tại Sở hôm qua nhé") == (
        "chưa họp ở Sở hôm qua nhé"
    )


def test_what_is_only_filled_in_may_stand_right_beside_a_changed_word() -> None:
    merged = merge("Cập nhật 147 cân", "Đã cập nhật 147 cân", "Cập nhật {PTD} cân", apart=0)
    assert (merged.text, merged.conflicts) == ("Đã cập nhật {PTD} cân", ())


def test_the_same_correction_on_both_sides_is_taken_once() -> None:
    both = BASE.replace("134", "135")
    assert text_of(BASE, both + " Đạt 100%.", both) == both + " Đạt 100%."


def test_two_corrections_of_one_figure_are_asked() -> None:
    merged = merge(BASE, BASE.replace("147", "150"), BASE.replace("147", "148"))
    assert merged.text == BASE.replace("147", "150")
    assert merged.conflicts == (Conflict(10, 13, "150", "147", "148"),)


def test_a_date_a_symbol_a_figure_and_a_code_are_changed_as_a_whole() -> None:
    for base, ours, theirs in (
        ("ngày 08/01/2024", "ngày 09/01/2024", "ngày 08/02/2024"),
        ("số 15/QĐ-UBND", "số 16/QĐ-UBND", "số 15/QĐ-BKHCN"),
        ("có 1.007 cơ sở", "có 2.007 cơ sở", "có 1.008 cơ sở"),
        ("có {PTD-KD} cân", "có {PTD-HC} cân", "có {PTT-KD} cân"),
        ("dự án[1]", "dự án[2]", "dự án[3]"),
    ):
        merged = merge(base, ours, theirs)
        assert [merged.text, len(merged.conflicts)] == [ours, 1]


def test_a_sentence_taken_out_here_and_corrected_there_is_asked() -> None:
    base = "Cấp 02 giấy phép. Thanh tra chợ Phan Rang."
    merged = merge(base, "Cấp 02 giấy phép.", "Cấp 02 giấy phép. Thanh tra chợ Tháp Chàm.")
    assert merged.text == "Cấp 02 giấy phép."
    assert merged.conflicts[0].theirs == " Thanh tra chợ Tháp Chàm."


def test_both_added_something_at_the_end() -> None:
    merged = merge("Đã họp", "Đã họp tại Sở", "Đã họp ngày 05/01")
    assert merged.text == "Đã họp tại Sở"
    assert merged.conflicts == (Conflict(6, 13, " tại Sở", "", " ngày 05/01"),)


def test_a_text_that_was_written_anew_is_not_mixed_with_the_other() -> None:
    ours = "Trong tháng, Trung tâm thực hiện đo lường cho 20 cơ sở."
    merged = merge(BASE, ours, BASE.replace("phương tiện đo", "phương tiện đo mới"))
    assert merged.text == ours
    assert merged.conflicts[0].theirs == BASE.replace("phương tiện đo", "phương tiện đo mới")[:-1]


def test_a_note_put_in_here_and_a_word_changed_there_go_together() -> None:
    assert text_of(BASE, BASE.replace("đo,", "đo[1],"), BASE.replace("cân", "chiếc cân")) == (
        "Kiểm định 147 phương tiện đo[1], trong đó có 134 chiếc cân."
    )


def test_pieces() -> None:
    found = tokens("Số 15/QĐ-UBND[1] 1.007, {PTD-KD} 10³.")
    assert "|".join(found) == "Số| |15/QĐ-UBND|[1]| |1.007|,| |{PTD-KD}| |10|³|."


def test_a_cell_full_of_text_is_merged_in_a_breath() -> None:
    base = " ".join(f"từ{at % 97}" for at in range(6000))
    assert text_of(base, "Đầu. " + base, base + " Cuối.") == f"Đầu. {base} Cuối."


_WORDS = st.sampled_from(["Sở", "cân", "đo", "và", "của", "1.007", "[1]", "{MÃ}", ",", ".", " ", " ", " ", "\n", "án¹"])
_TEXTS = st.one_of(st.lists(_WORDS, max_size=14).map("".join), st.text(max_size=10))


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text and two edits of it, so that much is common."""
    base = draw(st.lists(_WORDS, max_size=14))
    sides = []
    for name in "xy":
        side = list(base)
        for turn in range(draw(st.integers(0, 3))):
            at, many = draw(st.integers(0, len(side))), draw(st.integers(0, 3))
            side[at : at + many] = draw(st.sampled_from([[], [f"{name}{turn}z"], [f" {name}{turn}z"], ["cân"]]))
        sides.append("".join(side))
    return "".join(base), sides[0], sides[1]


_THREE = st.one_of(_edited(), st.tuples(_TEXTS, _TEXTS, _TEXTS))


@given(_TEXTS)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(_TEXTS, _TEXTS)
def test_the_side_that_changed_something_wins(base: str, edited: str) -> None:
    assert text_of(base, base, edited) == edited
    assert text_of(base, edited, base) == edited
    assert text_of(base, edited, edited) == edited


@given(_THREE)
def test_it_does_not_matter_who_is_called_ours(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert [(c.ours, c.base, c.theirs) for c in one.conflicts] == [(c.theirs, c.base, c.ours) for c in other.conflicts]
    if not one.conflicts:
        assert one.text == other.text


@given(_THREE)
def test_a_conflict_says_where_ours_stands_and_can_be_decided_either_way(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    at = 0
    for conflict in merged.conflicts:
        assert merged.text[conflict.start : conflict.end] == conflict.ours
        assert conflict.start >= at
        assert len({conflict.ours, conflict.base, conflict.theirs}) == 3
        at = conflict.end


@given(_THREE)
def test_no_change_of_theirs_is_taken_within_two_words_of_one_of_ours(three: tuple[str, str, str]) -> None:
    """Where nothing is asked, a changed word has neighbours that its writer saw: each two of them stand in a text."""
    merged = merge(*three)
    if merged.conflicts:
        return
    pairs = [_neighbours(text) for text in three]
    assert _neighbours(merged.text) <= set().union(*pairs)


def _neighbours(text: str) -> set[tuple[str, str]]:
    words = [token for token in tokens(text) if token[0].isalnum() or token[0] in "{["]
    return set(pairwise(words))


@given(_THREE)
def test_nothing_that_was_put_in_is_lost_but_in_a_conflict(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    kept = "\n".join((merged.text, *(conflict.theirs for conflict in merged.conflicts)))
    for side in (ours, theirs):
        for token, count in Counter(tokens(side)).items():
            if token not in tokens(base):
                assert kept.count(token) >= count, (token, merged)
