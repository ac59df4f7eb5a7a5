"""A Vietnamese syllable is told from what cannot be one, and a word cut off in front is noticed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.normalise.syllables import is_syllable, lost_first_letter
from sync.normalise.tables import FREQUENT, KNOWN, OPENERS


def test_every_syllable_in_use_is_possible_in_any_case_and_form() -> None:
    forms = [form for word in KNOWN for form in (word, word.upper(), unicodedata.normalize("NFD", word))]
    assert [form for form in forms if not is_syllable(form)] == []


@pytest.mark.parametrize("word", ["hóa", "hoá", "thủy", "thuỷ", "khoẻ", "khỏe", "ủy", "uỷ"])
def test_both_places_of_the_tone_are_right(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nghiêng", "giếng", "gìn", "quốc", "quỳnh", "khuỷu", "khuya", "xoong", "thuở", "yêu"])
def test_rare_spellings_are_possible(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("cãc", "a stop bears only sắc and nặng"),
        ("cac", "a stop bears a tone"),
        ("cế", "k stands before ê"),
        ("ká", "c stands before a"),
        ("gê", "gh stands before ê"),
        ("ngê", "ngh stands before ê"),
        ("nghà", "ng stands before a"),
        ("iên", "yên without an onset"),
        ("hòan", "the tone is on the last vowel before a consonant"),
        ("qủa", "u belongs to qu"),
        ("muà", "the tone of ua is on u"),
        ("bấ", "ấ needs an ending"),
        ("lăng_", "no letter"),
        ("café", "no rhyme"),
        ("ñg", "n with a tilde"),
        ("wô", "no onset"),
        ("áà", "two tones"),
        ("", "nothing"),
        ("đ", "no rhyme"),
    ],
)
def test_what_breaks_a_rule_of_spelling_is_no_syllable(word: str, why: str) -> None:
    assert not is_syllable(word), why


@given(st.text(st.characters()))
def test_no_text_is_too_odd_to_ask_about(text: str) -> None:
    assert not (is_syllable(text) and any(char.isdigit() for char in text))
    assert all(found.lower() in FREQUENT for found in lost_first_letter(text))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ổng hợp số liệu", "tổng"),
        ("ổ chức hội nghị", "tổ"),
        ("ết quả thực hiện", "kết"),
        ("hực hiện nhiệm vụ", "thực"),
        ("riển khai kế hoạch", "triển"),
        ("hối hợp với các đơn vị", "phối"),
        ("an hành Quyết định", "ban"),
        ("ham mưu UBND tỉnh", "tham"),
        ("iếp tục thực hiện", "tiếp"),
        ("HỰC HIỆN NHIỆM VỤ", "THỰC"),
        ("Ông tác tuyên truyền", "Công"),
        ("ng dụng tiến bộ kỹ thuật", "ứng"),
    ],
)
def test_the_beginning_of_a_cell_without_its_first_letter_is_known(text: str, whole: str) -> None:
    assert lost_first_letter(text) == (whole,)


def test_a_word_alone_names_all_it_may_have_been() -> None:
    assert "kết" in lost_first_letter("ết")
    assert "Kết" in lost_first_letter("Ết")
    assert lost_first_letter("guyên") == ("nguyên",)


@pytest.mark.parametrize(
    "text",
    [
        "ông Nguyễn Văn A",
        "Ông Tác trình bày",
        "ủy ban nhân dân",
        "ăn uống",
        "ổng",
        "Ước thực hiện",
        "ứng dụng",
        "ưu tiên",
        "hình thức",
        "internet",
        "e-mail",
        "03 dự án",
        "- ",
        "",
    ],
)
def test_a_beginning_that_is_whole_gives_nothing(text: str) -> None:
    assert lost_first_letter(text) == ()


def test_no_word_in_use_is_taken_for_a_cut_one() -> None:
    assert [word for word in KNOWN if lost_first_letter(word)] == []


@given(st.sampled_from(sorted(OPENERS)))
def test_every_known_beginning_gets_its_letter_back(cut: str) -> None:
    assert [found[1:] for found in lost_first_letter(cut)] == [cut.split(" ")[0]]
