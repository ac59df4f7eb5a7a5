"""Text is cleaned for print and folded for comparing; nothing that says something is lost."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.text import clean, fold, plain, storable

XML_CANNOT_HOLD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
any_text = st.text(st.characters())
vietnamese = st.text("aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐhkntqàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ -&.")


@given(any_text)
def test_whatever_the_text_what_is_storable_fits_into_xml(text: str) -> None:
    assert not XML_CANNOT_HOLD.search(storable(text))
    assert not XML_CANNOT_HOLD.search(clean(text))


def test_storable_text_keeps_the_soft_hyphen_which_is_a_letter_in_tcvn3() -> None:
    assert storable("t\u00ad") == "t\u00ad"
    assert clean("t\u00ad") == "t"


def test_line_ends_become_newlines_and_stay() -> None:
    assert clean("một\r\nhai\rba\vbốn\u2028năm") == "một\nhai\nba\nbốn\nnăm"
    assert storable("a\r\nb") == "a\nb"


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000", "\t", "\x85", "  "])
def test_every_kind_of_space_prints_as_one_plain_space(space: str) -> None:
    assert clean(f"03{space}dự án") == "03 dự án"


@pytest.mark.parametrize("nothing", ["\u200b", "\ufeff", "\u200e", "\u2060", "\x93"])
def test_what_nobody_sees_is_taken_out(nothing: str) -> None:
    assert clean(f"dự{nothing} án") == "dự án"


@pytest.mark.parametrize("text", ["10³", "m²", "½", "25°C", "±5%", "…", "“Đề án”", "café", "Ω", "①"])
def test_signs_are_printed_as_typed_and_never_made_plain(text: str) -> None:
    assert clean(text) == text


@given(vietnamese)
def test_decomposed_vietnamese_is_composed(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


def test_a_tone_typed_before_the_roof_is_put_right() -> None:
    assert clean("ca\u0301\u0302p") == "cấp"
    assert clean("cấp") == "cấp"


@given(any_text)
def test_cleaning_and_folding_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(fold(text)) == fold(text)


@given(vietnamese)
def test_folded_vietnamese_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoá  CHẤT", "hóa chất"),
        ("Ủy ban", "Uỷ ban"),
        ("qúy I", "quý I"),
        ("hòan thành", "hoàn thành"),
        ("xã – phường", "xã - phường"),
        ("“Đề án”", '"đề án"'),
        ("thủy lợi", "thuỷ lợi"),
    ],
)
def test_what_a_reader_takes_for_the_same_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ma", "má"), ("Ghi chú", "Ghi chú nội bộ"), ("dân", "dẫn"), ("10³", "103")]
)
def test_what_a_reader_tells_apart_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_plain_text_has_no_diacritics_left() -> None:
    assert plain("Đơn vị: Phòng QLCN") == "don vi: phong qlcn"
    assert plain("ấ") != "ấ"


@given(any_text)
def test_no_text_is_too_odd_to_compare(text: str) -> None:
    assert fold(text).split() == fold(text).split(" ") or not fold(text)
    assert not any(unicodedata.combining(char) for char in plain(text))
